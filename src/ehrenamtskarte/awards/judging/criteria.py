"""The criteria of a round: written together with it, in their order."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec

from ehrenamtskarte.awards.judging.jury_schemas import CriterionAnchorOut, JuryCriterionOut
from ehrenamtskarte.awards.judging.round_rules import Anchor, Criterion, unknown_criteria
from ehrenamtskarte.awards.tables import JuryCriterion
from ehrenamtskarte.core import db
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.text import Text


class KeptAnchor(msgspec.Struct, frozen=True):
    """A described number of points as the column `anchors` holds it."""

    points: int
    de: str
    en: str


def anchors_of(stored: str | bytes) -> list[KeptAnchor]:
    """The described points of a criterion as its column `anchors` holds them."""
    return msgspec.json.decode(stored, type=list[KeptAnchor])


async def of_round(round_id: UUID) -> list[Criterion]:
    """All criteria in their order."""
    found = await (
        JuryCriterion.objects()
        .where(JuryCriterion.jury_round == round_id)
        .order_by(JuryCriterion.position, JuryCriterion.id)
    )
    return [
        Criterion(
            id=one.id,
            name=Text(one.name_de, one.name_en),
            about=Text(one.about_de, one.about_en),
            weight=one.weight,
            anchors=tuple(
                Anchor(anchor.points, Text(anchor.de, anchor.en)) for anchor in anchors_of(one.anchors)
            ),
        )
        for one in found
    ]


def shown(criterion: Criterion) -> JuryCriterionOut:
    """As the office and the jury see it."""
    assert criterion.id is not None
    return JuryCriterionOut(
        id=criterion.id,
        name=criterion.name,
        about=criterion.about,
        weight=criterion.weight,
        anchors=[CriterionAnchorOut(points=one.points, says=one.says) for one in criterion.anchors],
    )


async def write(round_id: UUID, wanted: Sequence[Criterion]) -> None:
    """Make these the criteria of a round, in the caller's transaction; those left out are gone. Raises CriterionUnknown."""
    known = await db.rows("SELECT id FROM jury_criterion WHERE jury_round = $1", round_id)
    unknown_criteria([one.id for one in wanted], [row["id"] for row in known])
    await db.execute(
        "DELETE FROM jury_criterion WHERE jury_round = $1 AND id <> ALL($2::uuid[])",
        round_id,
        [one.id for one in wanted if one.id],
    )
    await db.execute(
        "INSERT INTO jury_criterion (id, jury_round, position, name_de, name_en, about_de, about_en, weight, anchors)"
        " SELECT c.id, $1, c.position, c.name_de, c.name_en, c.about_de, c.about_en, c.weight, c.anchors"
        " FROM jsonb_to_recordset($2::jsonb) AS c (id uuid, position smallint, name_de text, name_en text, about_de text,"
        " about_en text, weight smallint, anchors jsonb)"
        " ON CONFLICT (id) DO UPDATE SET position = excluded.position, name_de = excluded.name_de,"
        " name_en = excluded.name_en, about_de = excluded.about_de, about_en = excluded.about_en,"
        " weight = excluded.weight, anchors = excluded.anchors",
        round_id,
        msgspec.json.encode([_row(at, one) for at, one in enumerate(wanted)]).decode(),
    )


def _row(position: int, criterion: Criterion) -> dict[str, Any]:
    return {
        "id": criterion.id or new_id(),
        "position": position,
        "name_de": criterion.name.de,
        "name_en": criterion.name.en,
        "about_de": criterion.about.de,
        "about_en": criterion.about.en,
        "weight": criterion.weight,
        "anchors": [KeptAnchor(one.points, one.says.de, one.says.en) for one in criterion.anchors],
    }

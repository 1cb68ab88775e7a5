"""One entry as a juror reads it: what was handed in, the own judgement, and the others' once the own is in."""

from typing import Any
from uuid import UUID

import msgspec

from ehrenamtskarte.awards.entering import files
from ehrenamtskarte.awards.entering.files import Sent
from ehrenamtskarte.awards.entering.numbers import receipt_number
from ehrenamtskarte.awards.entering.taking_over import facts_of
from ehrenamtskarte.awards.form import Answer, form_of
from ehrenamtskarte.awards.judging import conflict_rules, own
from ehrenamtskarte.awards.judging.judging_schemas import (
    GivenJudgementOut,
    JurorEntryOut,
    OwnJudgementOut,
    PointsGiven,
)
from ehrenamtskarte.awards.judging.own import Seat
from ehrenamtskarte.awards.rules import EntrantKind, JudgementStatus, Recusal
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.text import Text

_WHOLE = (
    "SELECT e.id, e.number, e.kind, e.status AS entry_status, e.name, e.title, e.teaser, e.website, e.nomination_reason,"
    " e.answers, e.facts, c.form, m.name AS town, k.name_de, k.name_en, g.id AS judgement, o.*"
    " FROM judgement g JOIN award_entry e ON e.id = g.entry JOIN award_call c ON c.id = e.call"
    " LEFT JOIN municipality m ON m.ags = e.municipality LEFT JOIN award_category k ON k.id = e.category"
    " CROSS JOIN LATERAL (SELECT place, before, after FROM (SELECT x.id AS entry, row_number() OVER w AS place,"
    " lag(x.id) OVER w AS before, lead(x.id) OVER w AS after FROM judgement y JOIN award_entry x ON x.id = y.entry"
    " WHERE y.jury_round = $1 AND y.juror = $2 WINDOW w AS (ORDER BY x.sort_key, x.id)) listed WHERE entry = e.id) o"
    " WHERE g.jury_round = $1 AND g.juror = $2 AND g.entry = $3"
)
_GIVEN = (
    "SELECT g.juror, g.status, g.recusal, g.recusal_reason, g.weighted_points, g.comment, g.done_at, g.revision,"
    " j.name, j.function, j.chair, (SELECT sum(weight) FROM jury_criterion WHERE jury_round = $1) AS weights, s.points"
    " FROM judgement g JOIN juror j ON j.id = g.juror LEFT JOIN LATERAL ("
    " SELECT json_agg(json_build_object('criterion', p.criterion, 'points', p.points) ORDER BY q.position, q.id) AS points"
    " FROM judgement_score p JOIN jury_criterion q ON q.id = p.criterion WHERE p.judgement = g.id) s ON true"
    " WHERE g.jury_round = $1 AND g.entry = $2 ORDER BY j.sort_key, j.id"
)


async def one(round_id: UUID, entry_id: UUID, *, actor: Actor) -> JurorEntryOut:
    """An entry the actor got in a round. Raises NotFound."""
    return await whole(await own.seat(round_id, actor=actor), entry_id)


async def whole(seat: Seat, entry_id: UUID) -> JurorEntryOut:
    """The same for whoever holds this seat. Raises NotFound."""
    row = await db.row(_WHOLE, seat.round, seat.juror, entry_id)
    if row is None:
        raise NotFound
    said = await db.rows(_GIVEN, seat.round, entry_id)
    mine = next(each for each in said if each["juror"] == seat.juror)
    others = [given(each) for each in said if each["juror"] != seat.juror]
    return JurorEntryOut(
        id=row["id"],
        receipt=receipt_number(seat.year, row["number"]),
        kind=EntrantKind(row["kind"]),
        town=row["town"] or "",
        category=own.category_name(row),
        form=form_of(row["form"]),
        answers=msgspec.json.decode(row["answers"], type=dict[str, Answer]),
        facts=facts_of(row["facts"]),
        files=await files.of_entry(entry_id),
        in_running=row["entry_status"] in own.RUNNING,
        own=_own(mine),
        others=others if mine["status"] == JudgementStatus.DONE else None,
        **{name: row[name] for name in ("name", "title", "teaser", "website", "nomination_reason")},
        **{name: row[name] for name in ("place", "before", "after")},
    )


async def file(round_id: UUID, entry_id: UUID, file_id: UUID, size: str, *, actor: Actor) -> Sent:
    """A file of an entry the actor got in a round; the sizes are those of `entering.files`. Raises NotFound."""
    seat = await own.seat(round_id, actor=actor)
    if not await db.scalar(
        "SELECT 1 FROM judgement WHERE jury_round = $1 AND juror = $2 AND entry = $3",
        round_id,
        seat.juror,
        entry_id,
    ):
        raise NotFound
    return await files.content(entry_id, file_id, size)


async def of_entry(round_id: UUID, entry_id: UUID) -> list[GivenJudgementOut]:
    """Everything said of an entry in a round, with why somebody is recused; for the office."""
    return [given(row, reasons=True) for row in await db.rows(_GIVEN, round_id, entry_id)]


def given(row: Any, *, reasons: bool = False) -> GivenJudgementOut:
    """What one juror said; points that are not in do not show."""
    done = row["status"] == JudgementStatus.DONE
    return GivenJudgementOut(
        juror_name=row["name"],
        juror_function=row["function"],
        chair=row["chair"],
        status=JudgementStatus(row["status"]),
        points=_points(row) if done else [],
        mean=_mean(row),
        comment=row["comment"] if done else "",
        recusal=Recusal(row["recusal"]) if reasons and row["recusal"] else None,
        recusal_reason=_reason(row) if reasons else None,
    )


def _own(row: Any) -> OwnJudgementOut:
    return OwnJudgementOut(
        status=JudgementStatus(row["status"]),
        points=_points(row),
        comment=row["comment"],
        mean=_mean(row),
        recusal=Recusal(row["recusal"]) if row["recusal"] else None,
        recusal_reason=_reason(row),
        done_at=row["done_at"],
        revision=row["revision"],
    )


def _points(row: Any) -> list[PointsGiven]:
    return msgspec.json.decode(row["points"] or "[]", type=list[PointsGiven])


def _mean(row: Any) -> float | None:
    return None if row["weighted_points"] is None else row["weighted_points"] / row["weights"]


def _reason(row: Any) -> Text | None:
    return conflict_rules.in_words(row["recusal_reason"]) if row["recusal"] else None

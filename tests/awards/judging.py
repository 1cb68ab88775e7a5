"""A jury that has judged."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from ehrenamtskarte.awards.tables import Judgement, JudgementScore, JuryCriterion
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.ids import new_id
from tests.factories import a_round


async def a_judgement(jury_round: UUID, entry: UUID, juror: UUID, *points: int, **terms: Any) -> UUID:
    """One that is in where it has points for each criterion in their order, else open."""
    criteria = await criteria_of(jury_round)
    values: dict[str, Any] = {"status": "open", **terms}
    if points:
        values |= {
            "status": "done",
            "weighted_points": sum(one.weight * given for one, given in zip(criteria, points, strict=True)),
            "done_at": clock.now(),
        }
    judgement = Judgement(id=new_id(), jury_round=jury_round, entry=entry, juror=juror, **values)
    await judgement.save()
    for one, given in zip(criteria, points, strict=False):
        await JudgementScore(id=new_id(), judgement=judgement.id, criterion=one.id, points=given).save()
    return judgement.id


async def a_jury(call: UUID, *jurors: UUID, entries: Sequence[UUID], **terms: Any) -> UUID:
    """A round that is on, in which each of these jurors has each of these entries to judge."""
    found = await a_round(call, *jurors, **{"assigned_at": clock.now(), **terms})
    for juror in jurors:
        for entry in entries:
            await a_judgement(found, entry, juror)
    return found


async def criteria_of(jury_round: UUID) -> Sequence[JuryCriterion]:
    """The criteria of a round in their order."""
    return await (
        JuryCriterion.objects()
        .where(JuryCriterion.jury_round == jury_round)
        .order_by(JuryCriterion.position, JuryCriterion.id)
    )

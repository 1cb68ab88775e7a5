"""A jury that has judged."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from ehrenamtskarte.awards.tables import Judgement, JudgementScore, JuryCriterion
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.ids import new_id


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


async def criteria_of(jury_round: UUID) -> Sequence[JuryCriterion]:
    """The criteria of a round in their order."""
    return await (
        JuryCriterion.objects()
        .where(JuryCriterion.jury_round == jury_round)
        .order_by(JuryCriterion.position, JuryCriterion.id)
    )

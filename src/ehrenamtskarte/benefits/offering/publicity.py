"""An offer becomes public, changes or goes: the one place that lets everybody know."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from ehrenamtskarte.benefits.campaigns import raffles
from ehrenamtskarte.benefits.events import BenefitChanged
from ehrenamtskarte.benefits.faults import check_not_over
from ehrenamtskarte.benefits.rules import Terms
from ehrenamtskarte.core import db
from ehrenamtskarte.core.outbox import publish


async def follow(benefits: Sequence[UUID]) -> None:
    """What everybody sees of these offers may have changed."""
    await publish(*(BenefitChanged(benefit_id=benefit_id) for benefit_id in benefits))


async def begin(benefit_id: UUID, terms: Terms, *, decided_by: UUID, now: datetime) -> None:
    """Let an offer hold that waited; a raffle opens. Raises BenefitOver, DeadlinePassed, RaffleOver."""
    check_not_over(terms, now)
    await db.execute(
        "UPDATE benefit SET status = 'approved', reason = '', decided_by = $2, decided_at = $3,"
        " published_at = coalesce(published_at, $3) WHERE id = $1",
        benefit_id, decided_by, now,
    )  # fmt: skip
    await open_raffle(benefit_id, terms, now=now)
    await follow([benefit_id])


async def open_raffle(benefit_id: UUID, terms: Terms, *, now: datetime) -> None:
    """Let a raffle follow the terms that hold now. Raises DeadlinePassed, RaffleOver."""
    if terms.deadline and terms.prizes:
        await raffles.prepare(benefit_id, terms.deadline, terms.prizes, now)

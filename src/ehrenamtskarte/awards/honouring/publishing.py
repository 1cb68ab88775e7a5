"""The moment an embargo ends: nothing has to be switched, but those who took part shall hear of it."""

from datetime import datetime

from ehrenamtskarte.awards.events import ResultsPublished
from ehrenamtskarte.core import audit, clock, db
from ehrenamtskarte.core.outbox import publish

CALLS_AT_ONCE = 20


async def tell_due() -> None:
    """Tell those who took part in every call whose embargo has ended."""
    await tell_all(now=clock.now())


async def tell_all(*, now: datetime) -> int:
    """The same at a given moment; how many calls."""
    async with db.transaction():
        due = await db.rows(
            "UPDATE award_call SET told_at = $1 WHERE id IN (SELECT id FROM award_call WHERE decided_at IS NOT NULL"
            " AND told_at IS NULL AND embargo_until <= $1 ORDER BY embargo_until, id LIMIT $2"
            " FOR NO KEY UPDATE SKIP LOCKED) RETURNING id, issuing_body",
            now,
            CALLS_AT_ONCE,
        )
        for call in due:
            await publish(ResultsPublished(call_id=call["id"]))
            await audit.record(
                "award_result_published", actor=None, subject=call["id"], tenant=call["issuing_body"]
            )
        return len(due)

"""What is forgotten of those who voted: codes at once, digests when nobody can object to the result any more.

The votes themselves stay, with their receipts: the published file keeps adding up. With the call's secret gone no
copy of a digest leads back to an address either.
"""

from uuid import UUID

from ehrenamtskarte.awards.voting.ballot_rules import KEPT_AFTER, KEPT_UNDECIDED
from ehrenamtskarte.core import clock, db

_DUE = (
    "SELECT c.id FROM award_call c LEFT JOIN call_phase v ON v.call = c.id AND v.kind = 'vote'"
    " WHERE c.vote_secret <> '' AND c.status <> 'draft' AND (c.embargo_until < $1 OR c.cancelled_at < $1"
    " OR c.embargo_until IS NULL AND v.last_day < $2) ORDER BY c.id"
)


async def forget_old() -> None:
    """Remove codes that have ended, and the digests of finished votes."""
    now = clock.now()
    await db.execute("DELETE FROM vote_request WHERE expires_at < $1", now)
    due = await db.rows(_DUE, now - KEPT_AFTER, clock.berlin_day(now - KEPT_UNDECIDED))
    for call in due:
        await _forget(call["id"])


async def _forget(call_id: UUID) -> None:
    async with db.transaction():
        await db.execute("UPDATE award_call SET vote_secret = '' WHERE id = $1", call_id)
        await db.execute(
            "UPDATE vote SET voter = uuid_send(id), network = '', agent = '' WHERE call = $1", call_id
        )
        await db.execute("UPDATE vote_exclusion SET pattern = '{}' WHERE call = $1", call_id)

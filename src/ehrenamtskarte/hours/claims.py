"""When somebody claims what an organisation reserved for them, their place on its roster and their hours follow."""

from ehrenamtskarte.accounts.events import PersonClaimed
from ehrenamtskarte.core import db
from ehrenamtskarte.hours.decide import publish_decided
from ehrenamtskarte.organisations import roster

# Nobody decides about the own hours: what the claimer confirmed before the two were known to be one waits again.
_OPEN_OWN_DECISIONS = (
    "UPDATE hour_record SET status = CASE status WHEN 'confirmed' THEN 'submitted' ELSE 'withdrawn' END,"
    " decided_by = NULL, decided_at = NULL, reason = '' WHERE person = $1 AND decided_by = $2"
)
# Of two entries that are the same the confirmed one stays, else the one the person had already.
_WITHDRAW_DUPLICATES = (
    "UPDATE hour_record SET status = 'withdrawn', decided_by = NULL, decided_at = NULL WHERE id IN ("
    " SELECT CASE WHEN r.status = 'confirmed' AND p.status = 'submitted' THEN p.id ELSE r.id END"
    " FROM hour_record r JOIN hour_record p ON p.organisation = r.organisation AND p.fingerprint = r.fingerprint"
    " WHERE r.person = $1 AND p.person = $2 AND r.status IN ('submitted', 'confirmed')"
    " AND p.status IN ('submitted', 'confirmed'))"
)
_MOVE = "UPDATE hour_record SET person = $2 WHERE person = $1 RETURNING organisation, status"
# Nobody vouches for oneself either; such a statement stays where it was, without effect.
_WITHDRAW_OWN_STATEMENTS = (
    "UPDATE statement SET withdrawn_at = now() WHERE person = $1 AND signed_by = $2 AND withdrawn_at IS NULL"
)
_MOVE_STATEMENTS = (
    "UPDATE statement SET person = $2 WHERE person = $1 AND signed_by <> $2 RETURNING organisation"
)


async def follow_claim(event: PersonClaimed) -> None:
    """Move roster entries, hours and statements of a reserved person to the person who claimed them."""
    async with db.transaction():
        # First, so that nothing more is recorded for somebody who is moved away.
        await roster.follow_claim(event)
        both = (event.reserved_id, event.person_id)
        for statement in (_OPEN_OWN_DECISIONS, _WITHDRAW_DUPLICATES, _WITHDRAW_OWN_STATEMENTS):
            await db.execute(statement, *both)
        moved = await db.rows(_MOVE, *both) + await db.rows(_MOVE_STATEMENTS, *both)
        for organisation in sorted({row["organisation"] for row in moved}):
            await publish_decided(organisation, [event.person_id])

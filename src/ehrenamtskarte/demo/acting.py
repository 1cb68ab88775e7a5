"""Who acts in the demo, and waiting until what they did has taken effect."""

from datetime import datetime
from uuid import UUID

from ehrenamtskarte.accounts import memberships, people
from ehrenamtskarte.accounts.people import Reservation
from ehrenamtskarte.core import db, outbox
from ehrenamtskarte.core.actor import Actor, MembershipOf, Role


async def settle() -> None:
    """Let everything that follows take effect, side by side with the workers."""
    while True:
        waiting = await db.rows("SELECT id FROM outbox_message WHERE dead_at IS NULL ORDER BY id LIMIT 200")
        if not waiting:
            return
        for message in waiting:
            await outbox.deliver(message["id"])


async def person(given_name: str, family_name: str, email: str | None, now: datetime) -> UUID:
    """Somebody who has signed in before."""
    person_id = (await people.reserve([Reservation(given_name, family_name, email=email)], now=now))[0]
    if email:
        await db.execute(
            "UPDATE person SET claimed_at = $2 WHERE id = $1 AND claimed_at IS NULL", person_id, now
        )
    return person_id


async def acting(person_id: UUID) -> Actor:
    """The person with every role they hold, second factor shown."""
    roles = tuple(MembershipOf(Role(m.role), m.tenant) for m in await memberships.of_person(person_id))
    return Actor(person_id, roles, second_factor=True)

"""Short ways to answer invitations in tests."""

from typing import Any
from uuid import UUID

from ehrenamtskarte.ceremonies.inviting import links
from ehrenamtskarte.ceremonies.inviting.answer_rules import Answer, Said
from ehrenamtskarte.ceremonies.tables import Attendee, Ceremony, Guest
from ehrenamtskarte.core import db
from ehrenamtskarte.core.ids import new_id
from tests.conftest import Browser


def yes(party: int = 1, **more: Any) -> Answer:
    return Answer(coming=True, persons=tuple(Said() for _ in range(party)), **more)


NO = Answer(coming=False)


async def status_of(guest: UUID) -> str:
    found = await db.scalar("SELECT status FROM guest WHERE id = $1", guest)
    assert isinstance(found, str)
    return found


async def persons_of(guest: UUID) -> list[Attendee]:
    return await Attendee.objects().where(Attendee.guest == guest).order_by(Attendee.position)


async def link_of(guest: UUID) -> dict[str, str]:
    """The header of a fresh personal link."""
    found = await Guest.objects().get(Guest.id == guest)
    assert found is not None
    ceremony = await Ceremony.objects().get(Ceremony.id == found.ceremony)
    assert ceremony is not None
    address = (await links.links_for([guest], until=links.until(ceremony)))[guest]
    return {"X-Invitation": address.partition("#")[2]}


async def let_in(attendee: UUID) -> None:
    """As a door does."""
    device = new_id()
    await db.execute(
        "INSERT INTO door_device (id, ceremony, purpose, label, created_by, created_at)"
        " SELECT $1, id, 'door', 'Handy', created_by, now() FROM ceremony",
        device,
    )
    await db.execute(
        "INSERT INTO admission (id, ceremony, attendee, device, nonce, outcome, forced, offline, scanned_at, received_at)"
        " SELECT $1, id, $2, $3, 'a', 'admitted', false, false, now(), now() FROM ceremony",
        new_id(), attendee, device,
    )  # fmt: skip


async def put_answer(client: Browser, guest: UUID, *, coming: bool = True, persons: int = 1) -> Any:
    return await client.put(
        "/api/invitation",
        json={"coming": coming, "persons": [{} for _ in range(persons)] if coming else []},
        headers=await link_of(guest),
    )

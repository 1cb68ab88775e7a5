"""An event that is over, and who came to it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from ehrenamtskarte.ceremonies.inviting import links
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.ids import new_id
from tests.factories import a_ceremony


async def a_past_ceremony(office: UUID | None = None, days_ago: float = 1, **terms: Any) -> UUID:
    """An event that ended so many days ago."""
    starts = clock.now() - timedelta(days=days_ago, hours=3)
    return await a_ceremony(office, starts_at=starts, **terms)


async def let_in(guest: UUID, persons: int | None = None) -> None:
    """The first so many of a party come; all unless said otherwise."""
    attendees = await db.rows(
        "SELECT id, ceremony FROM attendee WHERE guest = $1 ORDER BY position LIMIT $2", guest, persons
    )
    assert attendees, "the party holds no seats"
    ceremony = attendees[0]["ceremony"]
    device = await db.scalar("SELECT id FROM door_device WHERE ceremony = $1", ceremony)
    if device is None:
        device = new_id()
        await db.execute(
            "INSERT INTO door_device (id, ceremony, purpose, label, created_by, created_at)"
            " SELECT $1, id, 'door', 'Handy', created_by, now() FROM ceremony WHERE id = $2",
            device,
            ceremony,
        )
    for attendee in attendees:
        await db.execute(
            "INSERT INTO admission (id, ceremony, attendee, device, nonce, outcome, forced, offline, scanned_at, received_at)"
            " VALUES ($1, $2, $3, $4, $5, 'admitted', false, false, now(), now())",
            new_id(), ceremony, attendee["id"], device, str(new_id()),
        )  # fmt: skip


async def by_link(guest: UUID) -> Mapping[str, str]:
    """The header that a guest's own page sends."""
    address = (await links.links_for([guest], until=clock.now() + timedelta(days=1)))[guest]
    return {"x-invitation": address.split("#")[1]}

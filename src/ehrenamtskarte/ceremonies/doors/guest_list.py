"""What a door keeps on its device, so that it works without a network."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.ceremonies import rules
from ehrenamtskarte.ceremonies.doors import people_sql
from ehrenamtskarte.ceremonies.doors.devices import Device
from ehrenamtskarte.core import db
from ehrenamtskarte.core.errors import NotFound


@dataclass(frozen=True, slots=True)
class GuestList:
    """Everybody who may come in, by name and parties together, and the numbers of tickets that count no more."""

    event: Any
    doors: list[Any]
    attendees: list[Any]
    ended: list[str]


async def event(ceremony_id: UUID) -> Any:
    """The event, as far as a door needs to know it. Raises NotFound."""
    found = await db.row(
        "SELECT id, title_de, title_en, status, starts_at, ends_at, doors_open_at, postponed_from, place"
        " FROM ceremony WHERE id = $1",
        ceremony_id,
    )
    if found is None:
        raise NotFound
    return found


async def doors(ceremony_id: UUID) -> list[Any]:
    """Where guests come in, in order."""
    return await db.rows("SELECT id, name FROM door WHERE ceremony = $1 ORDER BY position, name", ceremony_id)


async def of_device(device: Device, *, now: datetime) -> GuestList:
    """The list for a paired phone. Raises CeremonyCancelled, and CeremonyOver: then the device keeps nothing any more."""
    found = await event(device.ceremony)
    if found["status"] == rules.Status.CANCELLED:
        raise rules.CeremonyCancelled
    if now >= rules.tickets_end(found["ends_at"]):
        raise rules.CeremonyOver
    attendees = await db.rows(
        f"SELECT {people_sql.COLUMNS}, a.guest AS guest_id, coalesce((SELECT array_agg(encode(t.number, 'hex'))"  # noqa: S608 - constants
        " FROM ticket t WHERE t.attendee = a.id AND t.ended_at IS NULL), '{}') AS tickets"
        f" FROM {people_sql.PARTY}{people_sql.MORE} WHERE a.ceremony = $1 AND g.status = 'accepted'"
        " ORDER BY g.sort_key, g.id, a.position",
        device.ceremony,
    )
    ended = await db.rows(
        "SELECT encode(number, 'hex') AS number FROM ticket WHERE ceremony = $1 AND ended_at IS NOT NULL ORDER BY number",
        device.ceremony,
    )
    await noted(device)
    return GuestList(found, await doors(device.ceremony), attendees, [row["number"] for row in ended])


async def noted(device: Device) -> None:
    """When this device last fetched the list or handed in."""
    await db.execute(
        "UPDATE door_device SET synced_at = now() WHERE id = $1"
        " AND (synced_at IS NULL OR synced_at < now() - interval '20 seconds')",
        device.id,
    )

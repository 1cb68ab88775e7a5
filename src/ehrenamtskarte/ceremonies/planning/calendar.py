"""An event for somebody's own calendar; a later edition replaces the one they have."""

from datetime import UTC, datetime
from urllib.parse import urlsplit
from uuid import UUID

from icalendar import Calendar, Event

from ehrenamtskarte.ceremonies.planning.showing import public_ceremony
from ehrenamtskarte.ceremonies.rules import Status
from ehrenamtskarte.ceremonies.tables import Ceremony
from ehrenamtskarte.core.settings import settings
from ehrenamtskarte.regions import service as regions

_STATUS = {Status.PUBLISHED: "CONFIRMED", Status.POSTPONED: "TENTATIVE", Status.CANCELLED: "CANCELLED"}
_BEFORE = {Status.POSTPONED: "Verschoben: ", Status.CANCELLED: "Abgesagt: "}


async def for_everybody(ceremony_id: UUID, *, now: datetime) -> bytes:
    """An event that everybody may know of. Raises NotFound."""
    return await of_ceremony(await public_ceremony(ceremony_id), now)


async def of_ceremony(found: Ceremony, now: datetime) -> bytes:
    """One event, whoever asks."""
    town = await regions.municipality(found.municipality)
    calendar = Calendar()
    calendar.add("prodid", "-//Ehrenamtskarte NRW//Veranstaltungen//DE")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(_event(found, town.name, now))
    return bytes(calendar.to_ical())


def _event(found: Ceremony, town: str, now: datetime) -> Event:
    status = Status(found.status)
    page = f"{settings().address}/feiern/{found.id}"
    event = Event()
    event.add("uid", f"{found.id}@{urlsplit(settings().address).hostname}")
    event.add("sequence", found.sequence)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("summary", f"{_BEFORE.get(status, '')}{found.title_de}")
    event.add("status", _STATUS.get(status, "TENTATIVE"))
    event.add("dtstart", found.starts_at.astimezone(UTC))
    event.add("dtend", found.ends_at.astimezone(UTC))
    address = (found.place, found.street, f"{found.postal_code} {town}".strip())
    event.add("location", ", ".join(filter(None, address)))
    if found.latitude is not None and found.longitude is not None:
        event.add("geo", (found.latitude, found.longitude))
    if found.audience == "public" or found.showcase_public:
        event.add("url", page)
    told = "\n\n".join(filter(None, (found.reason_de, found.about_de, found.directions_de)))
    if told:
        event.add("description", told)
    return event

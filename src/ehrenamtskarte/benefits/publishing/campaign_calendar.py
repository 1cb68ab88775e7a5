"""Raffles and offers of limited time as a calendar to subscribe to."""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from ehrenamtskarte.benefits.publishing import open_data
from ehrenamtskarte.benefits.publishing.open_data import OpenBenefit
from ehrenamtskarte.core.clock import berlin_day
from ehrenamtskarte.core.settings import settings

LONGEST_CAMPAIGN = timedelta(days=92)
"""What holds longer is an offer with an end, not a campaign."""
A_DAY = timedelta(days=1)


async def campaigns(today: date) -> bytes:
    """The calendar: each raffle on its last day to take part, each short offer from its first day to its last."""
    found = await open_data.offers(today)
    return await asyncio.to_thread(_written, found)


def _written(found: Sequence[OpenBenefit]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Ehrenamtskarte NRW//Aktionen//DE")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Aktionen der Ehrenamtskarte NRW")
    for event in _events(found):
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _events(found: Sequence[OpenBenefit]) -> Iterator[Event]:
    for offer in found:
        if offer.deadline:
            day = berlin_day(offer.deadline)
            yield _event(offer, f"Teilnahmeschluss: {offer.title.de}", day, day)
        elif offer.valid_until:
            begins = offer.valid_from or berlin_day(offer.published_at)
            if offer.valid_until - begins <= LONGEST_CAMPAIGN:
                yield _event(offer, offer.title.de, begins, offer.valid_until)


def _event(offer: OpenBenefit, summary: str, first: date, last: date) -> Event:
    event = Event()
    event.add("uid", f"{offer.id}@{urlsplit(settings().address).hostname}")
    event.add("dtstamp", offer.confirmed_at)
    event.add("summary", f"{summary} ({offer.company.name})")
    event.add("dtstart", first)
    event.add("dtend", last + A_DAY)
    event.add("url", offer.url)
    event.add("transp", "TRANSPARENT")
    if offer.conditions.de:
        event.add("description", offer.conditions.de)
    if offer.venues:
        venue = offer.venues[0]
        parts = (venue.name, venue.street, f"{venue.postal_code} {venue.municipality_name}".strip())
        event.add("location", ", ".join(filter(None, parts)))
    return event

"""The engagements of the months to subscribe to: as a calendar (RFC 5545) and as an Atom feed (RFC 4287); pure."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from icalendar import Calendar, Event

from ehrenamtskarte.awards.honouring.month_rules import after, month_named
from ehrenamtskarte.awards.honouring.month_schemas import MonthShown
from ehrenamtskarte.core.clock import BERLIN

TITLE = "Engagement des Monats"
PLACE = "/preise/engagement-des-monats"
ATOM = "http://www.w3.org/2005/Atom"
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold at all."""


def as_calendar(found: Iterable[MonthShown], *, address: str) -> bytes:
    """Each over its whole month, without blocking a day of it."""
    calendar = Calendar()
    calendar.add("prodid", "-//Ehrenamtskarte NRW//Engagement des Monats//DE")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", TITLE)
    for one in found:
        calendar.add_component(_event(one, address))
    return bytes(calendar.to_ical())


def _event(one: MonthShown, address: str) -> Event:
    first = month_named(one.month)
    event = Event()
    event.add("uid", f"{one.entry}@{urlsplit(address).hostname}")
    event.add("dtstamp", _begins(one))
    event.add("summary", f"{TITLE}: {_headline(one)}")
    event.add("dtstart", first)
    event.add("dtend", after(first))
    event.add("url", f"{address}{PLACE}/{one.month}")
    event.add("transp", "TRANSPARENT")
    if one.town:
        event.add("location", one.town)
    if said := _said(one):
        event.add("description", said)
    return event


def as_feed(found: Sequence[MonthShown], *, address: str, feed_address: str) -> bytes:
    """The latest first."""
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": "de"})
    _add(feed, "id", feed_address)
    _add(feed, "title", TITLE)
    _add(feed, "updated", (_begins(found[0]) if found else datetime(2000, 1, 1, tzinfo=UTC)).isoformat())
    SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": feed_address})
    SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": f"{address}{PLACE}"})
    for one in found:
        _entry(feed, one, address)
    written: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _entry(feed: Element, one: MonthShown, address: str) -> None:
    entry = SubElement(feed, "entry")
    _add(entry, "id", f"urn:uuid:{one.entry}")
    _add(entry, "title", _headline(one))
    _add(entry, "updated", _begins(one).isoformat())
    _add(SubElement(entry, "author"), "name", one.office_name)
    SubElement(entry, "link", {"rel": "alternate", "href": f"{address}{PLACE}/{one.month}"})
    if one.picture:
        picture = f"{address}/api/award-pictures/{one.picture}/large"
        SubElement(entry, "link", {"rel": "enclosure", "type": "image/webp", "href": picture})
    _add(entry, "summary", _said(one))


def _add(parent: Element, name: str, text: str) -> None:
    # Such as a form feed from a copied text.
    SubElement(parent, name).text = NOT_IN_XML.sub("", text)


def _headline(one: MonthShown) -> str:
    return f"{one.title} ({one.name})" if one.title else one.name


def _said(one: MonthShown) -> str:
    return "\n\n".join(filter(None, (one.teaser, one.text.de)))


def _begins(one: MonthShown) -> datetime:
    return datetime.combine(month_named(one.month), time(), BERLIN).astimezone(UTC)

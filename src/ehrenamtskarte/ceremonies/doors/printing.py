"""Tickets on paper: one page for each person."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from ehrenamtskarte.ceremonies.access import ceremony_of_office
from ehrenamtskarte.ceremonies.doors import people_sql
from ehrenamtskarte.ceremonies.doors.ticket_code import text_of
from ehrenamtskarte.ceremonies.inviting.mail_words import moment, when
from ehrenamtskarte.ceremonies.rules import Status
from ehrenamtskarte.ceremonies.tables import Guest
from ehrenamtskarte.core import db, pdf, qr
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.clock import BERLIN
from ehrenamtskarte.core.errors import Conflict
from ehrenamtskarte.core.rate_limits import limit
from ehrenamtskarte.core.text import Text

TEMPLATE = Path(__file__).parent / "sheets" / "ticket.typ"
PART = 250
"""Pages of one file; an event's tickets come in parts of this size."""
PRINTS_IN_TEN_MINUTES = 60
"""Of one person or party; setting pages keeps a processor busy."""

_TICKETS = (
    f"SELECT t.token, g.language, {people_sql.COLUMNS} FROM {people_sql.PARTY}"  # noqa: S608 - constants
    f" JOIN ticket t ON t.attendee = a.id AND t.ended_at IS NULL{people_sql.MORE}"
    " WHERE a.ceremony = $1 AND g.status = 'accepted' AND ($2::uuid IS NULL OR g.id = $2)"
    " ORDER BY g.sort_key, g.id, a.position LIMIT $3 OFFSET $4"
)
_EVENT = (
    "SELECT c.title_de, c.title_en, c.status, c.starts_at, c.doors_open_at, c.place, c.street, c.postal_code,"
    " m.name AS town, c.contact_name, c.contact_phone, c.contact_email, coalesce(b.name, '') AS host FROM ceremony c"
    " JOIN municipality m ON m.ags = c.municipality LEFT JOIN issuing_body b ON b.id = c.issuing_body WHERE c.id = $1"
)

KIND = Text("Eintrittskarte", "Ticket")
STATE_OFFICE = Text("Land Nordrhein-Westfalen", "State of North Rhine-Westphalia")
NAME = Text("Für", "For")
WHEN, WHERE, SEAT = Text("Wann", "When"), Text("Wo", "Where"), Text("Platz", "Seat")
DOORS_OPEN = Text("Einlass ab", "Doors open")
CODE_TEXT = Text("Bitte am Eingang zeigen", "Please show this at the door")
CODE_ALT = Text(
    "QR-Code der Eintrittskarte, zum Scannen am Eingang",
    "QR code of the ticket, to be scanned at the door",
)
NOTES = (
    Text(
        "Die Karte gilt für eine Person, auf Papier oder auf dem Handy. Wird der Termin verlegt, gilt sie für den neuen Tag.",
        "The ticket is for one person, on paper or on a phone. If the event is moved, it holds for the new day.",
    ),
    Text(
        "Sie haben die Karte vergessen? Am Eingang finden wir Sie auch nach Ihrem Namen.",
        "Forgot your ticket? At the door we can find you by your name, too.",
    ),
)


class NoTicketsYet(Conflict):
    """Nobody accepted, or the tickets are still being signed."""

    de = "Es gibt noch keine Eintrittskarten. Nach einer Zusage sind sie nach wenigen Sekunden da."
    en = "There are no tickets yet. After an acceptance they are ready within seconds."


async def of_guest(guest: Guest, *, language: str) -> bytes:
    """The tickets of a party as PDF. Raises NoTicketsYet, TooManyRequests."""
    await limit("print", str(guest.id), times=PRINTS_IN_TEN_MINUTES, seconds=600)
    found = await db.rows(_TICKETS, guest.ceremony, guest.id, PART, 0)
    return await _printed(guest.ceremony, found, language)


async def of_office(
    office: UUID | None, ceremony_id: UUID, *, guest: UUID | None, part: int, actor: Actor
) -> bytes:
    """The tickets of all (the 250 of a part, by name), or of one party, each in its guest's language.

    Raises NotFound, SecondFactorNeeded, NoTicketsYet, TooManyRequests.
    """
    await ceremony_of_office(office, ceremony_id, actor=actor)
    await limit("print", str(actor.person_id), times=PRINTS_IN_TEN_MINUTES, seconds=600)
    found = await db.rows(_TICKETS, ceremony_id, guest, PART, (part - 1) * PART)
    return await _printed(ceremony_id, found, None)


async def _printed(ceremony_id: UUID, tickets: Sequence[Any], language: str | None) -> bytes:
    if not tickets:
        raise NoTicketsYet
    event = await db.row(_EVENT, ceremony_id)
    assert event is not None
    read_in = language or tickets[0]["language"]
    title = f"{KIND.in_language(read_in)}: {_title(event, read_in)}"
    data = {
        "language": read_in,
        "title": title,
        "kind": KIND.in_language(read_in),
        "host": event["host"] or STATE_OFFICE.in_language(read_in),
        "tickets": [_ticket(event, row, language or row["language"]) for row in tickets],
    }
    return await pdf.render(TEMPLATE, data)


def _title(event: Mapping[str, Any], language: str) -> str:
    return str(Text(event["title_de"], event["title_en"]).in_language(language) or event["title_de"])


def _ticket(event: Mapping[str, Any], row: Any, language: str) -> dict[str, object]:
    person = people_sql.person_of(row)
    assert person is not None
    return {
        "title": _title(event, language),
        "host": event["host"] or STATE_OFFICE.in_language(language),
        "nameLabel": NAME.in_language(language),
        "name": person.called.in_language(language),
        "facts": [
            [name.in_language(language), words.in_language(language)]
            for name, words in _facts(event, people_sql.seat_of(row))
            if words.de
        ],
        "code": qr.svg_of(text_of(row["token"]), one_of_many=True),
        "codeAlt": CODE_ALT.in_language(language),
        "codeText": CODE_TEXT.in_language(language),
        "notes": [text.in_language(language) for text in (*NOTES, _contact(event)) if text.de],
    }


def _facts(event: Mapping[str, Any], seat: str) -> list[tuple[Text, Text]]:
    opens = event["doors_open_at"]
    is_open = event["status"] == Status.POSTPONED
    at = f"{opens.astimezone(BERLIN):%H:%M}" if opens and not is_open else ""
    town = " ".join(part for part in (event["postal_code"], event["town"]) if part)
    where = ", ".join(part for part in (event["place"], event["street"], town) if part)
    return [
        (WHEN, when(event["starts_at"], postponed=True) if is_open else moment(event["starts_at"])),
        (DOORS_OPEN, Text(f"{at} Uhr", at) if at else Text("", "")),
        (WHERE, Text(where, where)),
        (SEAT, Text(seat, seat)),
    ]


def _contact(event: Mapping[str, Any]) -> Text:
    parts = (event["contact_name"], event["contact_phone"], event["contact_email"])
    words = ", ".join(part for part in parts if part)
    return Text(f"Fragen? {words}", f"Questions? {words}") if words else Text("", "")

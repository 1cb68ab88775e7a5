"""What lies on tables and hangs on people: place cards, badges, and the list of tables."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any
from uuid import UUID

from ehrenamtskarte.ceremonies import access
from ehrenamtskarte.ceremonies.seating import rooms, seat_rules
from ehrenamtskarte.ceremonies.seating.people import FROM_PERSONS, PERSON, SEAT_LABEL
from ehrenamtskarte.ceremonies.tables import Ceremony
from ehrenamtskarte.core import clock, db, pdf
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.csv_export import csv_of
from ehrenamtskarte.core.rate_limits import limit
from ehrenamtskarte.core.text import Text

TEMPLATES = Path(__file__).parent / "sheets"
PRINTS_IN_TEN_MINUTES = 60
"""Of one person; setting a page keeps a processor busy."""
COMPANION = Text("Begleitung", "Companion")
_PLACE_CARDS = Text("Tischkarten", "Place cards")
_BADGES = Text("Namensschilder", "Badges")
_TABLES = Text("Tischliste", "List of tables")
_FOLD = Text("An der gestrichelten Linie falten", "Fold along the dashed line")
_SEAT = Text("Platz", "Seat")
_NAME = Text("Name", "Name")
_STEP_FREE = Text("stufenlos", "step-free")
_TITLES = (
    Text("Raum", "Room"),
    Text("Tisch oder Reihe", "Table or row"),
    _SEAT,
    _NAME,
    Text("Gast", "Guest"),
    Text("Funktion", "Function"),
    Text("Gruppe", "Group"),
    Text("Rollstuhl", "Wheelchair"),
    Text("Essen", "Diet"),
)
_YES = Text("ja", "yes")
_ORDER_OF_SEATS = " ORDER BY r.position, r.id, b.position, b.id, s.number, g.sort_key, g.id, a.position"
_ORDER_OF_NAMES = " ORDER BY g.sort_key, g.id, a.position"


async def place_cards(
    office: UUID | None, ceremony_id: UUID, room_id: UUID | None, language: str, *, actor: Actor
) -> bytes:
    """A card to fold for each person with a seat, table by table.

    Raises NotFound, SecondFactorNeeded, NobodySeated, TooManyRequests.
    """
    found = await _seated(office, ceremony_id, room_id, actor)
    data = {"fold": _FOLD.in_language(language), "cards": [_card(row, language) for row in found]}
    return await _printed("place-cards.typ", _PLACE_CARDS, data, language, actor)


async def badges(office: UUID | None, ceremony_id: UUID, language: str, *, actor: Actor) -> bytes:
    """A badge for each person who comes, by the guest's name.

    Raises NotFound, SecondFactorNeeded, NobodyToSeat, TooManyRequests.
    """
    event = await access.ceremony_of_office(office, ceremony_id, actor=actor)
    found = await _persons(ceremony_id, "NOT (g.status = 'offered')", _ORDER_OF_NAMES)
    if not found:
        raise seat_rules.NobodyToSeat
    data = {
        "event": _title_of(event, language),
        "day": clock.berlin_day(event.starts_at).strftime("%d.%m.%Y"),
        "badges": [_card(row, language) for row in found],
    }
    return await _printed("badges.typ", _BADGES, data, language, actor)


async def tables(
    office: UUID | None, ceremony_id: UUID, room_id: UUID | None, language: str, *, actor: Actor
) -> bytes:
    """Who sits at which table. Raises NotFound, SecondFactorNeeded, NobodySeated, TooManyRequests."""
    event = await access.ceremony_of_office(office, ceremony_id, actor=actor)
    found = await _seated(office, ceremony_id, room_id, actor)
    data = {
        "event": _title_of(event, language),
        "heading": _TABLES.in_language(language),
        "seat": _SEAT.in_language(language),
        "name": _NAME.in_language(language),
        "rooms": [
            {"name": room, "blocks": _blocks(list(rows), language)}
            for room, rows in groupby(found, key=lambda row: row["room"])
        ],
    }
    return await _printed("tables.typ", _TABLES, data, language, actor)


async def as_file(office: UUID | None, ceremony_id: UUID, language: str, *, actor: Actor) -> bytes:
    """Everybody who comes as CSV, those without a seat at the end. Raises NotFound, SecondFactorNeeded."""
    await access.ceremony_of_office(office, ceremony_id, actor=actor)
    found = await _persons(ceremony_id, "true", _ORDER_OF_SEATS)
    titles = [title.in_language(language) for title in _TITLES]
    return csv_of([titles, *(_line(row, language) for row in found)])


def _line(row: Any, language: str) -> list[object]:
    return [
        row["room"] or "",
        row["block"] or "",
        row["number"] or "",
        row["name"] or COMPANION.in_language(language),
        row["host"],
        row["function"],
        row["group"],
        _YES.in_language(language) if row["wheelchair"] else "",
        row["diet"],
    ]


async def _seated(office: UUID | None, ceremony_id: UUID, room_id: UUID | None, actor: Actor) -> list[Any]:
    await access.ceremony_of_office(office, ceremony_id, actor=actor)
    if room_id:
        await rooms.must_be_room(ceremony_id, room_id)
    found = await _persons(
        ceremony_id,
        "s.id IS NOT NULL AND NOT (g.status = 'offered') AND ($2::uuid IS NULL OR r.id = $2)",
        _ORDER_OF_SEATS,
        room_id,
    )
    if not found:
        raise seat_rules.NobodySeated
    return found


async def _persons(ceremony_id: UUID, which: str, order: str, *values: object) -> list[Any]:
    return await db.rows(
        f"SELECT {PERSON}, a.diet, r.name AS room, b.label AS block, b.step_free, s.number, {SEAT_LABEL} AS seat_label"
        f"{FROM_PERSONS} WHERE a.ceremony = $1 AND {which}{order}",
        ceremony_id,
        *values,
    )


def _card(row: Any, language: str) -> dict[str, str]:
    """A companion without a name is shown as one, with the guest below."""
    named = row["name"]
    return {
        "name": named or COMPANION.in_language(language),
        "function": row["function"] if named else row["host"],
        "block": row["block"] or "",
        "number": f"{_SEAT.in_language(language)} {row['number']}" if row["number"] else "",
    }


def _blocks(rows: Sequence[Any], language: str) -> list[dict[str, Any]]:
    return [
        _block(label, list(seats), language) for label, seats in groupby(rows, key=lambda row: row["block"])
    ]


def _block(label: str, seats: Sequence[Any], language: str) -> dict[str, Any]:
    return {
        "label": label,
        "note": _STEP_FREE.in_language(language) if seats[0]["step_free"] else "",
        "seats": [
            {"number": str(row["number"]), **{k: _card(row, language)[k] for k in ("name", "function")}}
            for row in seats
        ],
    }


def _title_of(event: Ceremony, language: str) -> str:
    return Text(event.title_de, event.title_en or event.title_de).in_language(language)


async def _printed(template: str, title: Text, data: dict[str, Any], language: str, actor: Actor) -> bytes:
    await limit("print", str(actor.person_id), times=PRINTS_IN_TEN_MINUTES, seconds=600)
    return await pdf.render(
        TEMPLATES / template, {"language": language, "title": title.in_language(language), **data}
    )

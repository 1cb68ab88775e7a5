"""Rows of a guest list to guests, or why a row cannot be taken; pure."""

from dataclasses import replace

import msgspec

from ehrenamtskarte.ceremonies.guests import guest_rules
from ehrenamtskarte.ceremonies.guests.guest_rules import NewGuest
from ehrenamtskarte.ceremonies.guests.list_columns import Field, Mapping
from ehrenamtskarte.core.errors import Invalid, Refusal
from ehrenamtskarte.core.sheets.reading import Table
from ehrenamtskarte.core.text import Text

MOST_ROWS = 10_000
_LONGEST = 200
_LONGEST_NOTES = 2000
_RANKS = range(1, 10_000)


class GuestListTooLong(Invalid):
    """More rows than one list takes."""

    de = "Die Liste hat mehr als 10.000 Zeilen. Bitte teilen Sie sie auf."
    en = "The list has more than 10,000 rows. Please split it."


class ProtocolRankInvalid(Invalid):
    """Ranks are numbers."""

    de = "Der Protokollrang „{rank}“ ist keine Zahl von 1 bis 9999."
    en = "The protocol rank “{rank}” is not a number from 1 to 9999."


class CellTooLong(Invalid):
    """More than a name or a function has."""

    de = "Ein Feld dieser Zeile hat {length} Zeichen; erlaubt sind 200."
    en = "A cell of this row has {length} characters; 200 are allowed."


class ListedGuest(msgspec.Struct, frozen=True, kw_only=True):
    """A guest as a row tells it; the town is not looked up yet."""

    line: int
    guest: NewGuest
    town: str = ""
    postal_code: str = ""


class RefusedRow(msgspec.Struct, frozen=True):
    """A row that cannot be taken, and why."""

    line: int
    name: str
    email: str
    message: Text


class Rows(msgspec.Struct, frozen=True):
    """All rows of a list."""

    guests: list[ListedGuest]
    refused: list[RefusedRow]


def read_rows(table: Table, mapping: Mapping) -> Rows:
    """Every row below the titles. Raises GuestListTooLong."""
    start = 0 if mapping.header is None else mapping.header + 1
    if len(table.rows) - start > MOST_ROWS:
        raise GuestListTooLong(field="data")
    rows = Rows([], [])
    for line, row in zip(table.lines[start:], table.rows[start:], strict=True):
        cells = {field: row[at] if at < len(row) else "" for field, at in mapping.columns.items()}
        if not any(cells.values()):
            continue
        try:
            rows.guests.append(_listed(line, cells))
        except Refusal as refusal:
            shown = " ".join(
                cells.get(field, "") for field in (Field.GIVEN_NAME, Field.NAME, Field.FAMILY_NAME)
            )
            rows.refused.append(
                RefusedRow(
                    line,
                    guest_rules.one_line(shown)[:_LONGEST],
                    cells.get(Field.EMAIL, "")[:_LONGEST],
                    refusal.text,
                )
            )
    return rows


def _listed(line: int, cells: dict[Field, str]) -> ListedGuest:
    longest = max((len(cell) for field, cell in cells.items() if field is not Field.NOTES), default=0)
    if longest > _LONGEST:
        raise CellTooLong(length=longest)
    given, family = _name(cells)
    place = f"{cells.get(Field.POSTAL_CODE, '')} {cells.get(Field.MUNICIPALITY, '')}".strip()
    guest = guest_rules.normal_guest(
        NewGuest(
            given_name=given,
            family_name=family,
            function=_function(cells),
            email=cells.get(Field.EMAIL, ""),
            language="en" if cells.get(Field.LANGUAGE, "").casefold().startswith("en") else "de",
            protocol_rank=_rank(cells.get(Field.PROTOCOL_RANK, "")),
            escort=cells.get(Field.ESCORT, ""),
            notes=cells.get(Field.NOTES, "")[:_LONGEST_NOTES],
        )
    )
    if street := cells.get(Field.STREET, ""):
        organisation = cells.get(Field.ORGANISATION, "")
        address = guest_rules.lines(f"{guest.name}\n{organisation}\n{street}\n{place}")
        guest = replace(guest, address=address)
    return ListedGuest(
        line=line,
        guest=guest,
        town=cells.get(Field.MUNICIPALITY, ""),
        postal_code=cells.get(Field.POSTAL_CODE, ""),
    )


def _name(cells: dict[Field, str]) -> tuple[str, str]:
    given, family = cells.get(Field.GIVEN_NAME, ""), cells.get(Field.FAMILY_NAME, "")
    if not family:
        whole_given, family = guest_rules.split_name(cells.get(Field.NAME, ""))
        given = given or whole_given
    given = f"{cells.get(Field.TITLE, '')} {given}".strip()
    if len(given) > _LONGEST or len(family) > _LONGEST:
        raise CellTooLong(length=max(len(given), len(family)))
    return given, family


def _function(cells: dict[Field, str]) -> str:
    parts = [cells.get(field, "") for field in (Field.FUNCTION, Field.ORGANISATION)]
    text = ", ".join(part for part in parts if part)
    if len(text) > _LONGEST:
        raise CellTooLong(length=len(text))
    return text


def _rank(text: str) -> int | None:
    # Spreadsheets write whole numbers as 1.0.
    number = text.strip().removesuffix(".0").removesuffix(".")
    if not number:
        return None
    if not number.isascii() or not number.isdigit() or len(number) > len("9999") or int(number) not in _RANKS:
        raise ProtocolRankInvalid(rank=text[:40])
    return int(number)

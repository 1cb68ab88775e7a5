"""Which column holds what: guessed from titles and content, correctable by whoever hands the list in."""

from collections.abc import Mapping as MappingOf

import msgspec

from ehrenamtskarte.benefits.lists.titles import Field, field_of
from ehrenamtskarte.core.errors import Invalid
from ehrenamtskarte.core.sheets.files import UnknownColumn
from ehrenamtskarte.core.sheets.reading import Table

_HEADER_WITHIN = 30
_SAMPLE_ROWS = 200
_SHOWN_SAMPLES = 3
_MOSTLY = 0.8
_LONGEST_SAMPLE = 100
_LONGEST_TITLE = 200
_POSTAL_CODE_LENGTH = 5


class NoColumnsFound(Invalid):
    """Filled rows, but nothing like columns."""

    de = "In der Datei haben wir keine Spalten gefunden. Nötig sind mindestens Anbieter und Angebot."
    en = "We found no columns in the file. Needed are at least a provider and an offer."


class UnknownField(Invalid):
    """The mapping names something a list of offers does not have."""

    de = "Diese Angabe gibt es in Listen von Angeboten nicht."
    en = "Lists of offers have no such field."


class ColumnsMissing(Invalid):
    """Without these nothing can be taken over."""

    de = "Bitte sagen Sie uns noch, in welcher Spalte Anbieter und Angebot stehen."
    en = "Please tell us which columns hold the provider and the offer."


class Column(msgspec.Struct, frozen=True):
    """One column as shown: position, title, first values."""

    index: int
    header: str
    examples: tuple[str, ...]


class Mapping(msgspec.Struct, frozen=True):
    """Where the titles stand among the filled rows (None: nowhere), and each field's column, counted from 0."""

    header: int | None
    columns: dict[Field, int]

    @property
    def missing(self) -> tuple[Field, ...]:
        """What no list of offers can do without and no column was found for."""
        return tuple(field for field in (Field.PROVIDER, Field.TITLE) if field not in self.columns)


def guess(table: Table) -> Mapping:
    """The most likely mapping. Raises NoColumnsFound where rows have no second cell."""
    if table.width < 2:
        raise NoColumnsFound(field="data")
    header, columns = _best_header(table)
    return Mapping(header, _without_numbers(columns, body(table, header)))


def corrected(table: Table, wanted: MappingOf[str, int]) -> Mapping:
    """The mapping a person chose; the titles stay where they were found. Raises UnknownField, UnknownColumn."""
    header, _ = _best_header(table)
    columns: dict[Field, int] = {}
    for name, index in wanted.items():
        if name not in set(Field):
            raise UnknownField(field=f"mapping.{name}"[:100])
        if not 0 <= index < table.width:
            raise UnknownColumn(field=f"mapping.{name}")
        columns[Field(name)] = index
    return Mapping(header, columns)


def columns_of(table: Table, header: int | None) -> list[Column]:
    """Every column with its title and a few values."""
    titles = [] if header is None else table.rows[header]
    rows = body(table, header)
    return [
        Column(index, _cell(titles, index)[:_LONGEST_TITLE], _first_values(rows, index))
        for index in range(table.width)
    ]


def body(table: Table, header: int | None) -> list[list[str]]:
    """The first rows below the titles."""
    start = 0 if header is None else header + 1
    return table.rows[start : start + _SAMPLE_ROWS]


def _first_values(rows: list[list[str]], index: int) -> tuple[str, ...]:
    filled = (row[index][:_LONGEST_SAMPLE] for row in rows if index < len(row) and row[index])
    return tuple(value for value, _ in zip(filled, range(_SHOWN_SAMPLES), strict=False))


def _cell(row: list[str], index: int) -> str:
    return row[index] if 0 <= index < len(row) else ""


def _best_header(table: Table) -> tuple[int | None, dict[Field, int]]:
    best: tuple[int | None, dict[Field, int]] = (None, {})
    for position, row in enumerate(table.rows[:_HEADER_WITHIN]):
        columns = _by_titles(row)
        enough = len(columns) >= 2 or (position == 0 and columns and _names_columns(row))
        if enough and len(columns) > len(best[1]):
            best = (position, columns)
    return best


def _names_columns(row: list[str]) -> bool:
    """Whether a first row of which we know one title looks like titles throughout."""
    filled = [cell for cell in row if cell]
    return len(filled) > 1 and not any(letter.isdigit() for cell in filled for letter in cell)


def _by_titles(row: list[str]) -> dict[Field, int]:
    columns: dict[Field, int] = {}
    for index, title in enumerate(row):
        field = field_of(title)
        if field is not None:
            columns.setdefault(field, index)
    return columns


def _without_numbers(columns: dict[Field, int], rows: list[list[str]]) -> dict[Field, int]:
    """A column `Ort` that holds postal codes is one of postal codes."""
    columns = dict(columns)
    town = columns.get(Field.MUNICIPALITY)
    if town is not None and Field.POSTAL_CODE not in columns and _mostly_postal_codes(rows, town):
        columns[Field.POSTAL_CODE] = columns.pop(Field.MUNICIPALITY)
    return columns


def _mostly_postal_codes(rows: list[list[str]], index: int) -> bool:
    filled = [row[index] for row in rows if index < len(row) and row[index]]
    codes = [cell for cell in filled if cell.isdigit() and len(cell) == _POSTAL_CODE_LENGTH]
    return bool(filled) and len(codes) >= len(filled) * _MOSTLY

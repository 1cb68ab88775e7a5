"""Which column holds what: guessed from titles and content, correctable by the person who uploaded it."""

from collections.abc import Callable, Iterable
from collections.abc import Mapping as MappingOf
from datetime import date

import msgspec

from ehrenamtskarte.core.errors import Invalid
from ehrenamtskarte.core.sheets import values as plain
from ehrenamtskarte.core.sheets.files import UnknownColumn, UnknownHeaderRow
from ehrenamtskarte.core.sheets.reading import Table
from ehrenamtskarte.hours.lists import values
from ehrenamtskarte.hours.lists.titles import Field, field_of, says_minutes

_HEADER_WITHIN = 30
_SAMPLE_ROWS = 200
_SHOWN_SAMPLES = 3
_MOSTLY = 0.8


class NoColumnsFound(Invalid):
    """Filled rows, but nothing like columns."""

    de = "In der Datei haben wir keine Spalten gefunden. Nötig sind mindestens Name, Datum und Dauer."
    en = "We found no columns in the file. Needed are at least a name, a date and a duration."


class Mapping(msgspec.Struct, frozen=True):
    """Where the titles stand (None: nowhere), and the position of each field's column, counted from 0."""

    header_row: int | None
    columns: dict[Field, int]
    in_minutes: bool = False

    @property
    def missing(self) -> tuple[Field, ...]:
        """What no list of hours can do without and no column was found for."""
        has = self.columns.keys()
        wanted = []
        if not has & {Field.NAME, Field.FAMILY_NAME, Field.GIVEN_NAME}:
            wanted.append(Field.NAME)
        if not has & {Field.DATE, Field.MONTH}:
            wanted.append(Field.DATE)
        if Field.DURATION not in has and not {Field.FROM_TIME, Field.UNTIL_TIME} <= has:
            wanted.append(Field.DURATION)
        return tuple(wanted)


class Column(msgspec.Struct, frozen=True):
    """One column as shown to the person: position, title, the field it was taken for, first values."""

    index: int
    title: str
    field: Field | None
    samples: tuple[str, ...]


def guess(table: Table, today: date) -> Mapping:
    """The most likely mapping.

    Raises NoColumnsFound where rows have no second cell.
    """
    if table.width < 2:
        raise NoColumnsFound(field="data")
    position, columns = _best_header(table)
    header_row = None if position is None else table.lines[position]
    body = table.rows[0 if position is None else position + 1 :][:_SAMPLE_ROWS]
    columns = _corrected_by_content(columns, body, today)
    columns = _completed_by_content(columns, body, today, table.width, with_names=position is None)
    title = "" if position is None else _cell(table.rows[position], columns.get(Field.DURATION, -1))
    return Mapping(header_row, columns, _in_minutes(title, columns, body))


def corrected(
    table: Table, header_row: int | None, columns: MappingOf[Field, int], in_minutes: bool | None = None
) -> Mapping:
    """The mapping a person chose.

    Raises UnknownHeaderRow, UnknownColumn.
    """
    if header_row is not None and not 1 <= header_row <= table.lines[-1]:
        raise UnknownHeaderRow(field="headerRow")
    for field, index in columns.items():
        if not 0 <= index < table.width:
            raise UnknownColumn(field=f"columns.{field}")
    position = header_position(table, header_row)
    body = table.rows[0 if position is None else position + 1 :][:_SAMPLE_ROWS]
    title = "" if position is None else _cell(table.rows[position], columns.get(Field.DURATION, -1))
    chosen = dict(columns)
    return Mapping(header_row, chosen, _in_minutes(title, chosen, body) if in_minutes is None else in_minutes)


def header_position(table: Table, header_row: int | None) -> int | None:
    """Where the header row is among the filled rows; an empty one counts as the rows before it."""
    if header_row is None:
        return None
    before = sum(line <= header_row for line in table.lines)
    return before - 1 if before else None


def columns_of(table: Table, mapping: Mapping) -> list[Column]:
    """Every column of the list with its title, its field and a few values."""
    position = header_position(table, mapping.header_row)
    titles = [] if position is None else table.rows[position]
    body = table.rows[0 if position is None else position + 1 :][:_SAMPLE_ROWS]
    fields = {index: field for field, index in mapping.columns.items()}
    return [
        Column(index, _cell(titles, index)[:200], fields.get(index), _first_values(body, index))
        for index in range(table.width)
    ]


def _first_values(body: list[list[str]], index: int) -> tuple[str, ...]:
    filled = (row[index][:100] for row in body if index < len(row) and row[index])
    return tuple(value for value, _ in zip(filled, range(_SHOWN_SAMPLES), strict=False))


def _cell(row: list[str], index: int) -> str:
    return row[index] if 0 <= index < len(row) else ""


def _best_header(table: Table) -> tuple[int | None, dict[Field, int]]:
    best: tuple[int | None, dict[Field, int]] = (None, {})
    for position, row in enumerate(table.rows[:_HEADER_WITHIN]):
        columns = _by_titles(row)
        if len(columns) >= 2 and len(columns) > len(best[1]):
            best = (position, columns)
    return best


def _by_titles(row: list[str]) -> dict[Field, int]:
    columns: dict[Field, int] = {}
    for index, title in enumerate(row):
        field = field_of(title)
        if field is not None:
            columns.setdefault(field, index)
    if Field.NAME in columns and Field.GIVEN_NAME in columns and Field.FAMILY_NAME not in columns:
        columns[Field.FAMILY_NAME] = columns.pop(Field.NAME)
    return columns


def _corrected_by_content(columns: dict[Field, int], body: list[list[str]], today: date) -> dict[Field, int]:
    """Titles the cells do not bear out: `von` with days in it, a number that only counts the rows."""
    columns = dict(columns)
    for times, days in ((Field.FROM_TIME, Field.DATE), (Field.UNTIL_TIME, Field.UNTIL_DATE)):
        if times in columns and days not in columns and _mostly(body, columns[times], _is_day(today)):
            columns[days] = columns.pop(times)
    if Field.NUMBER in columns and _only_counts_rows(columns, body):
        del columns[Field.NUMBER]
    if {Field.NAME, Field.FAMILY_NAME, Field.GIVEN_NAME} <= columns.keys():
        del columns[Field.NAME]
    return columns


def _only_counts_rows(columns: MappingOf[Field, int], body: list[list[str]]) -> bool:
    numbers = [_cell(row, columns[Field.NUMBER]) for row in body]
    numbers = [number for number in numbers if number]
    names = {
        tuple(
            _cell(row, columns[field])
            for field in (Field.NAME, Field.FAMILY_NAME, Field.GIVEN_NAME)
            if field in columns
        )
        for row in body
    }
    return len(numbers) > 4 and len(set(numbers)) == len(numbers) > len(names) > 0


def _completed_by_content(
    columns: dict[Field, int], body: list[list[str]], today: date, width: int, *, with_names: bool
) -> dict[Field, int]:
    """Fields without a recognised title, found by what the cells look like."""
    columns = dict(columns)

    def free(fits: Callable[[str], bool]) -> list[int]:
        taken = set(columns.values())
        return [index for index in range(width) if index not in taken and _mostly(body, index, fits)]

    def take(field: Field, found: Iterable[int]) -> None:
        first = next(iter(found), None)
        if first is not None:
            columns.setdefault(field, first)

    take(Field.EMAIL, free(lambda text: values.mail(text) is not None))
    if not columns.keys() & {Field.DATE, Field.MONTH}:
        take(Field.DATE, free(_is_recent(today)))
    if not columns.keys() & {Field.DATE, Field.MONTH}:
        take(Field.MONTH, free(_is_month(today)))
    take(Field.BIRTH_DATE, free(_is_day(today)) if with_names else ())
    if not columns.keys() & {Field.DURATION, Field.FROM_TIME, Field.UNTIL_TIME}:
        _take_times(columns, free(_is_clock))
    if not columns.keys() & {Field.DURATION, Field.FROM_TIME}:
        take(Field.DURATION, free(_is_duration))
    if with_names and not columns.keys() & {Field.NAME, Field.FAMILY_NAME}:
        _take_names(columns, free(_is_name))
    return columns


def _take_times(columns: dict[Field, int], found: list[int]) -> None:
    if len(found) >= 2:
        columns[Field.FROM_TIME], columns[Field.UNTIL_TIME] = found[:2]


def _take_names(columns: dict[Field, int], found: list[int]) -> None:
    """Lists here put the family name first; a single column holds the whole name."""
    if len(found) >= 2 and found[1] == found[0] + 1:
        columns[Field.FAMILY_NAME], columns[Field.GIVEN_NAME] = found[:2]
    elif found:
        columns[Field.NAME] = found[0]


def _mostly(body: list[list[str]], index: int, fits: Callable[[str], bool]) -> bool:
    filled = [row[index] for row in body if index < len(row) and row[index]]
    return bool(filled) and sum(map(fits, filled)) >= len(filled) * _MOSTLY


def _is_day(today: date) -> Callable[[str], bool]:
    return lambda text: plain.day(text, today.year) is not None


def _is_recent(today: date) -> Callable[[str], bool]:
    def fits(text: str) -> bool:
        found = plain.day(text, today.year)
        return found is not None and today.year - 5 <= found.year <= today.year + 1

    return fits


def _is_month(today: date) -> Callable[[str], bool]:
    return lambda text: values.month(text, today.year) is not None


def _is_clock(text: str) -> bool:
    return ":" in text and values.clock(text) is not None


def _is_duration(text: str) -> bool:
    found = values.duration(text)
    return found is not None and 0 < found.minutes <= 31 * 24 * 60


def _is_name(text: str) -> bool:
    return len(text) <= 100 and not any(letter.isdigit() for letter in text) and text[:1].isupper()


def _in_minutes(title: str, columns: MappingOf[Field, int], body: list[list[str]]) -> bool:
    """Whether bare numbers are minutes: the title says so, or they are more hours than a day has."""
    said = says_minutes(title)
    if said is not None or Field.DURATION not in columns:
        return bool(said)
    cells = [row[columns[Field.DURATION]] for row in body if columns[Field.DURATION] < len(row)]
    bare = [int(text) for text in cells if text.isascii() and text.isdigit() and len(text) < 6]
    return Field.DATE in columns and len(bare) > 2 and sorted(bare)[len(bare) // 2] > 24

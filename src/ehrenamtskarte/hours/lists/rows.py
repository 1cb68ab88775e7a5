"""Rows to entries: each filled row becomes an entry of hours, or is refused with its line and the reason."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, time

import msgspec

from ehrenamtskarte.core.errors import Invalid, Refusal
from ehrenamtskarte.core.sheets import values as plain
from ehrenamtskarte.core.sheets.files import MOST_ROWS, TooManyRows
from ehrenamtskarte.core.sheets.reading import Table
from ehrenamtskarte.core.text import Text
from ehrenamtskarte.hours.lists import values
from ehrenamtskarte.hours.lists.mapping import Mapping, header_position
from ehrenamtskarte.hours.lists.titles import Field
from ehrenamtskarte.hours.rules import (
    NOTE_LENGTH,
    TASK_LENGTH,
    Duplicate,
    DurationContradictsTimes,
    FutureDate,
    Kind,
    MissingDuration,
    Worked,
    check_worked,
    in_clock,
    in_german,
    sameness,
    span,
    time_of,
)

NAME_LENGTH = 120
NUMBER_LENGTH = 60


class MissingName(Invalid):
    """Nobody to give the hours to."""

    de = "Der Name fehlt."
    en = "The name is missing."


class NameTooLong(Invalid):
    """No name, but a text."""

    de = "Der Name ist länger als 120 Zeichen."
    en = "The name is longer than 120 characters."


class MissingDate(Invalid):
    """No day."""

    de = "Das Datum fehlt."
    en = "The date is missing."


class InvalidDate(Invalid):
    """A day that does not exist or cannot be read."""

    de = "„{value}“ ist kein Datum."
    en = "“{value}” is not a date."


class InvalidTime(Invalid):
    """A time of day that cannot be read."""

    de = "„{value}“ ist keine Uhrzeit."
    en = "“{value}” is not a time of day."


class UnreadableDuration(Invalid):
    """A duration that cannot be read."""

    de = "„{value}“ ist keine Dauer."
    en = "“{value}” is not a duration."


class HourEntry(msgspec.Struct, frozen=True, gc=False):
    """One readable row: who, when, what, how many minutes."""

    line: int
    who: str
    number: str
    given_name: str
    family_name: str
    birth_date: date | None
    email: str | None
    starts_on: date
    ends_on: date
    from_time: time | None
    until_time: time | None
    minutes: int
    kind: Kind
    task: str
    note: str
    allowance_cents: int | None

    @property
    def worked(self) -> Worked:
        """What the rules judge."""
        return Worked(
            self.kind, self.starts_on, self.ends_on, self.from_time, self.until_time, self.minutes, self.task
        )


class RefusedRow(msgspec.Struct, frozen=True):
    """One row that was not taken, and why."""

    line: int
    reason: str
    message: Text
    cells: list[str]


class Rows(msgspec.Struct, frozen=True):
    """Everything the rows of a list gave."""

    entries: list[HourEntry]
    refused: list[RefusedRow]
    skipped: int = 0
    unreadable: dict[Field, int] = {}


def who(number: str, given_name: str, family_name: str, email: str | None, birth_date: date | None) -> str:
    """What tells a list's people apart: the number, else mail and name, else name and birth date."""
    if number:
        return f"number:{number.casefold()}"
    name = f"{family_name}\x1f{given_name}".casefold()
    return f"mail:{email}\x1f{name}" if email else f"name:{name}\x1f{birth_date or ''}"


def split_name(text: str) -> tuple[str, str]:
    """Given and family name of a full name, written `Family, Given` or `Given Family`."""
    family, comma, given = text.partition(",")
    if comma:
        return given.strip(), family.strip()
    words = text.split()
    first = next((i for i, word in enumerate(words) if i and word.casefold() in _PARTICLES), len(words) - 1)
    return " ".join(words[:first]), " ".join(words[first:])


_PARTICLES = frozenset(
    (
        "von",
        "van",
        "vom",
        "zu",
        "zum",
        "zur",
        "de",
        "der",
        "den",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "du",
        "ter",
    )
)
_TOTAL = re.compile(
    r"(?:zwischen|gesamt|end|monats|jahres)?summen?\b|gesamt\b|insgesamt\b|total\b|sub-?total\b|übertrag\b|σ"
)


def read_rows(table: Table, mapping: Mapping, today: date) -> Rows:
    """Entries and refusals of a table; of two entries that are the same the first is taken.

    Raises TooManyRows.
    """
    reader = _RowReader(table, mapping, today)
    entries: list[HourEntry] = []
    refused: list[RefusedRow] = []
    skipped = 0
    seen: set[tuple[object, ...]] = set()
    for line, cells in _body(table, mapping):
        if reader.is_no_entry(cells):
            skipped += 1
            continue
        try:
            entry = reader.entry(line, cells)
            same = sameness(entry.who, entry.worked)
            if same in seen:
                raise Duplicate
        except Refusal as refusal:
            refused.append(RefusedRow(line, refusal.code, refusal.text, cells))
            continue
        seen.add(same)
        entries.append(entry)
    return Rows(entries, refused, skipped, dict(reader.unreadable))


def _body(table: Table, mapping: Mapping) -> Iterator[tuple[int, list[str]]]:
    position = header_position(table, mapping.header_row)
    start = 0 if position is None else position + 1
    if len(table.rows) - start > MOST_ROWS:
        raise TooManyRows(field="data")
    return zip(table.lines[start:], table.rows[start:], strict=True)


class _RowReader:
    """Knows where each field stands and reads one row after the other."""

    def __init__(self, table: Table, mapping: Mapping, today: date) -> None:
        self.today = today
        self.in_minutes = mapping.in_minutes
        self.width = table.width
        # Unmapped fields point behind the last column, where every padded row is empty.
        self.at = {field: mapping.columns.get(field, self.width) for field in Field}
        self.kind_at = self.at[Field.KIND if Field.KIND in mapping.columns else Field.TASK]
        self.task_at = self.at[Field.TASK if Field.TASK in mapping.columns else Field.KIND]
        position = header_position(table, mapping.header_row)
        self.header = None if position is None else table.rows[position]
        self.unreadable: Counter[Field] = Counter()

    def is_no_entry(self, cells: list[str]) -> bool:
        """Totals, remarks of a single cell, and headers repeated on each page."""
        filled = [cell for cell in cells if cell]
        if len(filled) < 2 or cells == self.header:
            return True
        if _TOTAL.match(filled[0].casefold()) is None:
            return False
        padded = self._padded(cells)
        return not padded[self.at[Field.DATE]] and not padded[self.at[Field.MONTH]]

    def _padded(self, cells: list[str]) -> list[str]:
        return cells + [""] * (self.width + 1 - len(cells))

    def entry(self, line: int, cells: list[str]) -> HourEntry:
        """The entry of one row; raises the refusal that fits."""
        row, at = self._padded(cells), self.at
        given_name, family_name = self._name(row)
        number = row[at[Field.NUMBER]][:NUMBER_LENGTH]
        email = self._email(row[at[Field.EMAIL]])
        if not (given_name and family_name) and not ((given_name or family_name) and (number or email)):
            raise MissingName
        birth_date = self._birth_date(row[at[Field.BIRTH_DATE]])
        worked = self._worked(row)
        return HourEntry(
            line,
            who(number, given_name, family_name, email, birth_date),
            number,
            given_name,
            family_name,
            birth_date,
            email,
            worked.starts_on,
            worked.ends_on,
            worked.from_time,
            worked.until_time,
            worked.minutes,
            worked.kind,
            worked.task,
            row[at[Field.NOTE]][:NOTE_LENGTH],
            self._allowance(row[at[Field.ALLOWANCE]]),
        )

    def _name(self, row: list[str]) -> tuple[str, str]:
        given, family = _clean(row[self.at[Field.GIVEN_NAME]]), _clean(row[self.at[Field.FAMILY_NAME]])
        if not given and not family:
            given, family = split_name(_clean(row[self.at[Field.NAME]]))
        if len(given) > NAME_LENGTH or len(family) > NAME_LENGTH:
            raise NameTooLong
        return given, family

    def _email(self, text: str) -> str | None:
        email = values.mail(text) if text else None
        if text and email is None:
            self.unreadable[Field.EMAIL] += 1
        return email

    def _birth_date(self, text: str) -> date | None:
        found = plain.day(text, self.today.year) if text else None
        if text and (found is None or found > self.today):
            self.unreadable[Field.BIRTH_DATE] += 1
            return None
        return found

    def _allowance(self, text: str) -> int | None:
        found = plain.cents(text) if text else None
        if text and found is None:
            self.unreadable[Field.ALLOWANCE] += 1
        return found

    def _worked(self, row: list[str]) -> Worked:
        starts_on, ends_on = self._days(row)
        if starts_on > self.today:
            raise FutureDate(day=in_german(starts_on))
        ends_on, from_time, until_time, minutes = self._time_spent(row, starts_on, ends_on)
        kind = values.kind(row[self.kind_at])
        task = row[self.task_at][:TASK_LENGTH]
        worked = Worked(kind, starts_on, ends_on or starts_on, from_time, until_time, minutes, task)
        check_worked(worked, self.today)
        return worked

    def _days(self, row: list[str]) -> tuple[date, date | None]:
        latest_year = self.today.year + 10
        written, named_month = row[self.at[Field.DATE]], row[self.at[Field.MONTH]]
        if not written and not named_month:
            raise MissingDate
        starts_on = plain.day(written, latest_year) if written else None
        if starts_on is None:
            whole_month = values.month(written or named_month, latest_year)
            if whole_month is None:
                raise InvalidDate(value=(written or named_month)[:40])
            return whole_month
        until = row[self.at[Field.UNTIL_DATE]]
        ends_on = plain.day(until, latest_year) if until else None
        if until and ends_on is None:
            raise InvalidDate(value=until[:40])
        return starts_on, ends_on

    def _time_spent(
        self, row: list[str], starts_on: date, ends_on: date | None
    ) -> tuple[date | None, time | None, time | None, int]:
        """Start and end decide where both are given; the duration then agrees as far as rounding allows."""
        start, end, given = self._cells_of_time(row)
        if start is None or end is None:
            if given is None:
                raise MissingDuration
            return ends_on, None, None, given.minutes
        ends_on, minutes = span(starts_on, start, end, ends_on, given.minutes if given else None)
        if given is not None and abs(given.minutes - minutes) > given.slack:
            raise DurationContradictsTimes(
                start=in_clock(start),
                end=in_clock(end),
                between=in_clock(minutes),
                given=in_clock(given.minutes),
            )
        return ends_on, time_of(start), time_of(end), minutes

    def _cells_of_time(self, row: list[str]) -> tuple[int | None, int | None, values.Duration | None]:
        start, end, given = (row[self.at[f]] for f in (Field.FROM_TIME, Field.UNTIL_TIME, Field.DURATION))
        found = values.duration(given, in_minutes=self.in_minutes) if given else None
        if given and found is None:
            raise UnreadableDuration(value=given[:40])
        return _clock(start), _clock(end), found


def _clock(text: str) -> int | None:
    if not text:
        return None
    minutes = values.clock(text)
    if minutes is None:
        raise InvalidTime(value=text[:40])
    return minutes


def _clean(text: str) -> str:
    """A name without doubled blanks and characters nobody can see."""
    if text.isprintable() and "  " not in text:
        return text
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())

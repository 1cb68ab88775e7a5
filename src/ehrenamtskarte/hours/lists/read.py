"""A list from its bytes to entries and report: the one function that puts the steps together."""

from datetime import date

import msgspec

from ehrenamtskarte.core.sheets.reading import read_table
from ehrenamtskarte.hours.lists.mapping import Column, Mapping, columns_of, corrected, guess
from ehrenamtskarte.hours.lists.report import Report, report_of
from ehrenamtskarte.hours.lists.rows import HourEntry, RefusedRow, Rows, read_rows
from ehrenamtskarte.hours.lists.titles import Field

_PREVIEW_ROWS = 20


class Chosen(msgspec.Struct, frozen=True):
    """What a person chose instead of what was guessed."""

    columns: dict[Field, int]
    header_row: int | None = None
    in_minutes: bool | None = None
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None


class Reading(msgspec.Struct, frozen=True):
    """A list, read: how, with which columns, and what its rows give."""

    format: str
    encoding: str | None
    delimiter: str | None
    sheet: str | None
    sheets: tuple[str, ...]
    mapping: Mapping
    columns: list[Column]
    preview: list[list[str]]
    entries: list[HourEntry]
    refused: list[RefusedRow]
    report: Report


def read_list(content: bytes, today: date, chosen: Chosen | None = None) -> Reading:
    """Read a list in this very process; what was uploaded is read by `bounded`.

    A mapping that lacks a name, a date or a duration gives no entries; `mapping.missing` says what is wanted.
    """
    told = chosen or Chosen({})
    table = read_table(content, encoding=told.encoding, delimiter=told.delimiter, sheet=told.sheet)
    if chosen is None or not chosen.columns:
        mapping = guess(table, today)
    else:
        mapping = corrected(table, chosen.header_row, chosen.columns, chosen.in_minutes)
    rows = Rows([], []) if mapping.missing else read_rows(table, mapping, today)
    return Reading(
        table.format,
        table.encoding,
        table.delimiter,
        table.sheet,
        table.sheets,
        mapping,
        columns_of(table, mapping),
        table.rows[:_PREVIEW_ROWS],
        rows.entries,
        rows.refused,
        report_of(table, mapping, rows),
    )

"""The HTTP surface of lists that clubs hand in."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec

from ehrenamtskarte.core.text import Text
from ehrenamtskarte.hours.imports import Import, Outcome
from ehrenamtskarte.hours.lists.mapping import Column
from ehrenamtskarte.hours.lists.read import Chosen
from ehrenamtskarte.hours.lists.report import Report
from ehrenamtskarte.hours.lists.rows import RefusedRow
from ehrenamtskarte.hours.lists.titles import Field
from ehrenamtskarte.hours.rules import ImportStatus

Position = Annotated[int, msgspec.Meta(ge=0, le=1000)]
ShortText = Annotated[str, msgspec.Meta(max_length=200)]


class MappingIn(msgspec.Struct, rename="camel"):
    """How to read the list instead: which column holds what (counted from 0), and where the titles stand.

    Without columns they are guessed anew, for example with another encoding.
    """

    columns: dict[Field, Position] = {}
    header_row: Annotated[int, msgspec.Meta(ge=1, le=200_000)] | None = None
    in_minutes: bool | None = None
    encoding: ShortText | None = None
    delimiter: ShortText | None = None
    sheet: ShortText | None = None

    def chosen(self) -> Chosen:
        """As the reading takes it."""
        return Chosen(
            self.columns, self.header_row, self.in_minutes, self.encoding, self.delimiter, self.sheet
        )


class ColumnOut(msgspec.Struct, rename="camel"):
    """One column of the list."""

    index: int
    title: str
    field: Field | None
    samples: list[str]

    @classmethod
    def of(cls, column: Column) -> "ColumnOut":
        return cls(column.index, column.title, column.field, list(column.samples))


class RefusedRowOut(msgspec.Struct, rename="camel"):
    """One row that is not taken, and why."""

    line: int
    reason: str
    message: Text
    cells: list[str]

    @classmethod
    def of(cls, row: RefusedRow) -> "RefusedRowOut":
        return cls(row.line, row.reason, row.message, row.cells)


class ReportOut(msgspec.Struct, rename="camel", kw_only=True):
    """What the rows give; of the refused ones the first hundred are named, all are in refused.csv."""

    rows_valid: int
    rows_refused: dict[str, int]
    rows_skipped: int
    rows_across_midnight: int
    rows_overlapping: int
    rows_of_people_without_mail: int
    minutes: int
    minutes_counted_without_on_call: int
    minutes_on_call: int
    people: int
    people_without_mail: int
    people_above_3300_eur_if_paid_all_12_months: int | None
    numbers_with_several_names: int
    unreadable: dict[Field, int]
    refused: list[RefusedRowOut]

    @classmethod
    def of(cls, report: Report, refused: list[RefusedRow]) -> "ReportOut":
        numbers: dict[str, Any] = {
            name: getattr(report, name) for name in cls.__struct_fields__ if name != "refused"
        }
        return cls(**numbers, refused=[RefusedRowOut.of(row) for row in refused])


class OutcomeOut(msgspec.Struct, rename="camel"):
    """What taking the list over did."""

    taken: int
    already_there: int
    refused: int
    people: int
    new_people: int
    without_mail: int

    @classmethod
    def of(cls, outcome: Outcome) -> "OutcomeOut":
        return cls(**{name: getattr(outcome, name) for name in cls.__struct_fields__})


class EarlierOut(msgspec.Struct, rename="camel"):
    """The same file, handed in before."""

    id: UUID
    status: ImportStatus
    created_at: datetime
    taken_at: datetime | None


class ImportOut(msgspec.Struct, rename="camel", kw_only=True):
    """A list with how it was read; `missing` names what has to be mapped before it can be taken over."""

    id: UUID
    organisation_id: UUID
    file_name: str
    status: ImportStatus
    created_at: datetime
    taken_at: datetime | None
    earlier: EarlierOut | None
    format: str
    encoding: str | None
    delimiter: str | None
    sheet: str | None
    sheets: list[str]
    header_row: int | None
    in_minutes: bool
    columns: list[ColumnOut]
    missing: list[Field]
    preview: list[list[str]]
    report: ReportOut
    outcome: OutcomeOut | None

    @classmethod
    def of(cls, found: Import) -> "ImportOut":
        layout, earlier, outcome = found.layout, found.earlier, found.report.outcome
        return cls(
            id=found.id,
            organisation_id=found.organisation_id,
            file_name=found.file_name,
            status=found.status,
            created_at=found.created_at,
            taken_at=found.taken_at,
            earlier=EarlierOut(earlier.id, earlier.status, earlier.created_at, earlier.taken_at)
            if earlier
            else None,
            format=layout.format,
            encoding=layout.encoding,
            delimiter=layout.delimiter,
            sheet=layout.sheet,
            sheets=list(layout.sheets),
            header_row=layout.mapping.header_row,
            in_minutes=layout.mapping.in_minutes,
            columns=[ColumnOut.of(column) for column in layout.columns],
            missing=list(layout.mapping.missing),
            preview=layout.preview,
            report=ReportOut.of(found.report.rows, found.refused),
            outcome=OutcomeOut.of(outcome) if outcome else None,
        )


class ImportRow(msgspec.Struct, rename="camel"):
    """A list among the others."""

    id: UUID
    file_name: str
    status: ImportStatus
    created_at: datetime
    taken_at: datetime | None
    rows_valid: int
    refused: int
    taken: int | None

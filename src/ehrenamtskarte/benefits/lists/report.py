"""What is kept of a list that was handed in: how it was read, and what its rows do; and that as a file."""

from collections.abc import Iterable

import msgspec

from ehrenamtskarte.benefits.lists.mapping import Column, Mapping
from ehrenamtskarte.benefits.lists.outcomes import Outcome, PlannedRow
from ehrenamtskarte.benefits.lists.reading import Reading
from ehrenamtskarte.core.csv_export import csv_of
from ehrenamtskarte.core.text import Text


class Layout(msgspec.Struct, frozen=True):
    """How a list was read, so that it can be shown and read again in the same way."""

    mapping: Mapping = Mapping(None, {})
    columns: tuple[Column, ...] = ()

    @classmethod
    def of(cls, reading: Reading) -> "Layout":
        return cls(reading.mapping, tuple(reading.columns))

    @property
    def without_values(self) -> "Layout":
        """What may stay once the list itself is gone."""
        return Layout(self.mapping, tuple(Column(column.index, column.header, ()) for column in self.columns))


class Report(msgspec.Struct, frozen=True):
    """What the rows of a list do, or did."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    duplicates: int = 0
    refused: int = 0
    rows: tuple[PlannedRow, ...] = ()

    @classmethod
    def of(cls, rows: Iterable[PlannedRow]) -> "Report":
        kept = tuple(rows)
        counts = dict.fromkeys(Outcome, 0) | _counted(kept)
        return cls(
            counts[Outcome.NEW],
            counts[Outcome.UPDATE],
            counts[Outcome.UNCHANGED],
            counts[Outcome.DUPLICATE],
            counts[Outcome.REFUSED],
            kept,
        )

    @property
    def refused_first(self) -> list[PlannedRow]:
        """The rows as people look at them."""
        return sorted(self.rows, key=lambda row: (row.outcome is not Outcome.REFUSED, row.line))


def _counted(rows: Iterable[PlannedRow]) -> dict[Outcome, int]:
    counts: dict[Outcome, int] = {}
    for row in rows:
        counts[row.outcome] = counts.get(row.outcome, 0) + 1
    return counts


_TITLES = (
    Text("Zeile", "Line"),
    Text("Was geschieht", "What happens"),
    Text("Anbieter", "Provider"),
    Text("Angebot", "Offer"),
    Text("Gemeinde", "Municipality"),
    Text("Hinweis", "Note"),
)
_OUTCOMES = {
    Outcome.NEW: Text("neu", "new"),
    Outcome.UPDATE: Text("geändert", "changed"),
    Outcome.UNCHANGED: Text("unverändert", "unchanged"),
    Outcome.DUPLICATE: Text("doppelt", "twice"),
    Outcome.REFUSED: Text("nicht übernommen", "refused"),
}


def as_csv(report: Report, language: str) -> bytes:
    """What each row does or did, in the order of the list."""
    return csv_of(
        [
            [title.in_language(language) for title in _TITLES],
            *(
                [
                    row.line,
                    _OUTCOMES[row.outcome].in_language(language),
                    row.provider,
                    row.title,
                    row.municipality_name,
                    row.message.in_language(language) if row.message else "",
                ]
                for row in report.rows
            ),
        ]
    )

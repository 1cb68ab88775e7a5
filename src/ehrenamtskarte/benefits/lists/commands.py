"""What `ehrenamtskarte import benefits` does: read a list of offers, say what each row does, take it over."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

import msgspec
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TimeElapsedColumn
from rich.table import Table

from ehrenamtskarte.benefits.lists import lists
from ehrenamtskarte.benefits.lists.outcomes import Outcome
from ehrenamtskarte.benefits.lists.reading import Reading, read_bounded
from ehrenamtskarte.benefits.lists.report import Report
from ehrenamtskarte.benefits.lists.rows import Candidate
from ehrenamtskarte.core import clock, db

_SILENT = (Outcome.NEW, Outcome.UNCHANGED)
"""What needs no row of its own on the screen, unless there is something to say of it."""


@dataclass(frozen=True)
class Imported:
    """What each row did, or would do after a mere look."""

    report: Report
    taken: bool


async def look(name: str, content: bytes, office: UUID | None) -> Imported:
    """Say what taking a list over would do.

    Raises NotFound, NobodyThere, ColumnsMissing and the refusals of `reading`.
    """
    reading = await _read(name, content)
    async with db.pool(2):
        await lists.somebody_of(office)
        with _progress("Looking at the rows") as watch:
            plan = await lists.planned(office, reading, now=clock.now(), watch=watch)
    return Imported(Report.of(plan.rows), taken=False)


async def take(name: str, content: bytes, office: UUID | None) -> Imported:
    """Take a list over in the name of the office's first member.

    Raises NotFound, NobodyThere, ColumnsMissing, RegisteredMeanwhile and the refusals of `reading`.
    """
    reading = await _read(name, content)
    async with db.pool(2):
        with _progress("Taking over") as watch:
            report = await lists.take_file(office, name, reading, now=clock.now(), watch=watch)
    return Imported(report, taken=True)


async def _read(name: str, content: bytes) -> Reading:
    with _progress(f"Reading {name}"):
        reading = await read_bounded(content, clock.today())
    lists.check_complete(reading.mapping)
    return reading


@contextmanager
def _progress(what: str) -> Iterator[Callable[[Iterable[Candidate]], Iterable[Candidate]]]:
    columns = (SpinnerColumn(), *Progress.get_default_columns()[:3], TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=None)

        def watch(rows: Iterable[Candidate]) -> Iterable[Candidate]:
            return progress.track(list(rows), task_id=task, description=what)

        yield watch


def as_json(name: str, imported: Imported) -> bytes:
    """The report for programs: the numbers, and every row with what it does."""
    report = {"file": name, "taken": imported.taken, **msgspec.to_builtins(imported.report)}
    return msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n"


def show(imported: Imported, language: str) -> None:
    """The report for people: every row of which there is something to say, then the numbers."""
    console, report = Console(), imported.report
    told = [row for row in report.refused_first if row.message or row.outcome not in _SILENT]
    if told:
        table = Table("line", "outcome", "provider", "offer", "in words")
        for row in told:
            words = row.message.in_language(language) if row.message else ""
            table.add_row(str(row.line), row.outcome, row.provider, row.title, words)
        console.print(table)
    console.print(
        f"{report.new} offers new, {report.updated} changed, {report.unchanged} unchanged,"
        f" {report.duplicates} twice, {report.refused} refused."
    )
    if not imported.taken:
        console.print("Nothing was written (--dry-run).")

"""What `ehrenamtskarte import hours` does: read a club's list from a file, say what it gives, take it over."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

import msgspec
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TimeElapsedColumn
from rich.table import Table

from ehrenamtskarte.core import clock, db
from ehrenamtskarte.hours import acceptance
from ehrenamtskarte.hours.imports import Layout, Outcome, read_content
from ehrenamtskarte.hours.lists.read import Reading
from ehrenamtskarte.hours.lists.rows import HourEntry


@dataclass(frozen=True)
class Imported:
    """What a list gave, and what taking it over did; None after a mere look."""

    reading: Reading
    outcome: Outcome | None


async def look(name: str, content: bytes) -> Imported:
    """Read a list without any database.

    Raises ColumnsMissing and the refusals of core.sheets.files.
    """
    with _progress(f"Reading {name}"):
        reading = await read_content(content, now=clock.now())
    acceptance.check_complete(Layout.of(reading))
    return Imported(reading, None)


async def take(name: str, content: bytes, organisation_id: UUID) -> Imported:
    """Read a list and take it over in the name of whoever registered the organisation.

    Raises NotFound, OrganisationNotApproved, ColumnsMissing and the refusals of core.sheets.files.
    """
    reading = (await look(name, content)).reading
    digest = hashlib.sha256(content).digest()
    async with db.pool(2):
        with _progress("Taking over") as watch:
            outcome = await acceptance.take_file(
                organisation_id, name, digest, reading, now=clock.now(), watch=watch
            )
    return Imported(reading, outcome)


@contextmanager
def _progress(what: str) -> Iterator[Callable[[Iterable[HourEntry]], Iterable[HourEntry]]]:
    columns = (SpinnerColumn(), *Progress.get_default_columns()[:3], TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=None)

        def watch(entries: Iterable[HourEntry]) -> Iterable[HourEntry]:
            return progress.track(list(entries), task_id=task, description=what)

        yield watch


def as_json(name: str, imported: Imported) -> bytes:
    """The report for programs, with the numbers under the names of lists.report."""
    rows = [
        {"line": row.line, "reason": row.reason, "message": row.message} for row in imported.reading.refused
    ]
    report = {
        "file": name,
        **msgspec.to_builtins(imported.reading.report),
        "refused": rows,
        "outcome": imported.outcome,
    }
    return msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n"


def show(imported: Imported, language: str) -> None:
    """The report for people: every refused row with its reason, then the numbers."""
    console, report, outcome = Console(), imported.reading.report, imported.outcome
    if imported.reading.refused:
        table = Table("line", "reason", "in words")
        for row in imported.reading.refused:
            table.add_row(str(row.line), row.reason, row.message.in_language(language))
        console.print(table)
    console.print(
        f"{report.rows_valid} rows of {report.people} people, {report.minutes // 60} hours;"
        f" {len(imported.reading.refused)} rows refused,"
        f" {report.rows_overlapping} overlap, {report.people_without_mail} people without an e-mail address."
    )
    if report.people_above_3300_eur_if_paid_all_12_months:
        console.print(
            f"{report.people_above_3300_eur_if_paid_all_12_months} people would be above 3,300 EUR a year."
        )
    if outcome:
        console.print(
            f"{outcome.taken} entries taken, {outcome.already_there} were there already,"
            f" {outcome.new_people} people new on the roster."
        )
    else:
        console.print("Nothing was written (--dry-run).")

"""The entries that somebody works on, the latest changed first."""

from datetime import datetime
from typing import Any

from ehrenamtskarte.awards.access import phases_of_calls
from ehrenamtskarte.awards.entering import entry_rules
from ehrenamtskarte.awards.entering.numbers import receipt_number
from ehrenamtskarte.awards.entering.schemas import MyEntryRow
from ehrenamtskarte.awards.phases import Phase, phase_of
from ehrenamtskarte.awards.rules import EntryStatus, PhaseKind
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.pagination import PAGE_SIZE, Page, UnknownCursor, cursor_of, values_of
from ehrenamtskarte.core.text import Text


async def of_person(
    *, actor: Actor, now: datetime, size: int = PAGE_SIZE, cursor: str | None = None
) -> Page[MyEntryRow]:
    """A page of the entries whose team the actor belongs to. Raises UnknownCursor."""
    found = await db.rows(
        "SELECT e.id, e.call, c.title_de, c.title_en, c.year, e.name, e.title, e.status, e.number, e.answer_by,"
        " e.nominated_by IS NOT NULL AS nominated, e.changed_at, e.nominee_told_at,"
        " c.decided_at IS NOT NULL AND c.embargo_until <= $2 AS decided,"
        " EXISTS (SELECT FROM award_laureate l WHERE l.entry = e.id AND l.withdrawn_at IS NULL) AS won"
        " FROM person p JOIN entry_member m ON m.email = p.email JOIN award_entry e ON e.id = m.entry"
        " JOIN award_call c ON c.id = e.call"
        " WHERE p.id = $1 AND ($3::timestamptz IS NULL OR (e.changed_at, e.id) < ($3, $4::uuid))"
        " ORDER BY e.changed_at DESC, e.id DESC LIMIT $5",
        actor.person_id, now, *_after(cursor), size + 1,
    )  # fmt: skip
    last = found[size - 1] if len(found) > size else None
    phases = await phases_of_calls([row["call"] for row in found])
    return Page(
        [_row(row, phases[row["call"]], now) for row in found[:size]],
        next=cursor_of(last["changed_at"].isoformat(), str(last["id"])) if last else None,
    )


def _after(cursor: str | None) -> tuple[datetime | None, str | None]:
    values = values_of(cursor, 2)
    if values is None:
        return None, None
    try:
        return datetime.fromisoformat(values[0]), values[1]
    except ValueError:
        raise UnknownCursor from None


def _row(row: Any, phases: list[Phase], now: datetime) -> MyEntryRow:
    entering = phase_of(phases, PhaseKind.ENTRY)
    return MyEntryRow(
        call_id=row["call"],
        call_title=Text(row["title_de"], row["title_en"]),
        status=entry_rules.status_told(
            EntryStatus(row["status"]), told_at=row["nominee_told_at"], phases=phases, now=now
        ),
        number=receipt_number(row["year"], row["number"]) if row["number"] else None,
        entry_until=entering.ends_at if entering else None,
        won=row["decided"] and row["won"],
        **{
            name: row[name]
            for name in (
                "id",
                "year",
                "name",
                "title",
                "answer_by",
                "nominated",
                "decided",
                "changed_at",
            )
        },
    )

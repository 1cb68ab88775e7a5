"""Lists of entries: the volunteer's own, and those of one organisation."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.pagination import PAGE_SIZE, UnknownCursor, cursor_of, values_of
from ehrenamtskarte.hours import policies
from ehrenamtskarte.hours.rules import Status

Rows = tuple[list[dict[str, Any]], str | None]

_OWN = ", rc.id AS released_by, rc.name AS released_by_name"
_RELEASED = " LEFT JOIN released_hours r ON r.record = h.id LEFT JOIN company rc ON rc.id = r.company"
_COLUMNS = (
    "SELECT h.id, h.organisation AS organisation_id, o.name AS organisation_name, h.person AS person_id,"
    " coalesce(trim(m.given_name || ' ' || m.family_name), '') AS person_name, h.kind, h.starts_on, h.ends_on,"
    " to_char(h.from_time, 'HH24:MI') AS from_time, to_char(h.until_time, 'HH24:MI') AS until_time, h.minutes, h.task,"
    " h.note, h.status, h.reason, h.submitted_at, h.decided_at, h.hours_import AS import_id"
)
_FROM = (
    " FROM hour_record h JOIN organisation o ON o.id = h.organisation"
    " LEFT JOIN member m ON m.organisation = h.organisation AND m.person = h.person"
)
_RECORDS = _COLUMNS + _FROM
_OWN_RECORDS = _COLUMNS + _OWN + _FROM + _RELEASED
"""With what a club does not need to know."""
_FILTERED = (
    " AND ($2::text IS NULL OR h.status = $2) AND ($3::date IS NULL OR h.starts_on >= $3)"
    " AND ($4::date IS NULL OR h.starts_on <= $4) AND ($5::uuid IS NULL OR {column} = $5)"
    " AND ($6::date IS NULL OR (h.starts_on, h.id) < ($6, $7::uuid)) ORDER BY h.starts_on DESC, h.id DESC LIMIT $8"
)


@dataclass(frozen=True)
class Filters:
    """What narrows a list down; days are those on which the work began."""

    status: Status | None = None
    first_day: date | None = None
    last_day: date | None = None


async def of_person(
    actor: Actor, filters: Filters, *, organisation: UUID | None = None, cursor: str | None = None
) -> Rows:
    """The actor's own entries in all organisations, latest first. Raises UnknownCursor."""
    return await _page(
        _OWN_RECORDS + " WHERE h.person = $1",
        actor.person_id,
        "h.organisation",
        organisation,
        filters,
        cursor,
    )


async def of_organisation(
    organisation_id: UUID,
    filters: Filters,
    *,
    actor: Actor,
    person: UUID | None = None,
    cursor: str | None = None,
) -> Rows:
    """One organisation's entries, latest first. Raises NotFound, UnknownCursor."""
    policies.must_act_for(actor, organisation_id)
    return await _page(
        _RECORDS + " WHERE h.organisation = $1", organisation_id, "h.person", person, filters, cursor
    )


async def one(record_id: UUID, *, own: bool = False) -> dict[str, Any]:
    """One entry, whoever asks; `own` for the person themselves. Raises NotFound."""
    found = await db.row(f"{_OWN_RECORDS if own else _RECORDS} WHERE h.id = $1", record_id)
    if found is None:
        raise NotFound
    return dict(found)


async def _page(
    records: str, whose: UUID, narrowed: str, to: UUID | None, filters: Filters, cursor: str | None
) -> Rows:
    found = await db.rows(
        records + _FILTERED.format(column=narrowed),
        whose, filters.status, filters.first_day, filters.last_day, to, *after_day(cursor), PAGE_SIZE + 1,
    )  # fmt: skip
    items = [dict(row) for row in found[:PAGE_SIZE]]
    if len(found) <= PAGE_SIZE:
        return items, None
    return items, cursor_of(items[-1]["starts_on"].isoformat(), str(items[-1]["id"]))


def after_day(cursor: str | None) -> tuple[date | None, UUID | None]:
    """The day and the id inside the cursor of a list that is sorted by day. Raises UnknownCursor."""
    values = values_of(cursor, 2)
    try:
        return (date.fromisoformat(values[0]), UUID(values[1])) if values else (None, None)
    except ValueError:
        raise UnknownCursor from None

"""Who accepted and did not come: the office sees it, and the next draw takes them last."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.ceremonies import access
from ehrenamtskarte.ceremonies.afterwards import afterwards_rules as rules
from ehrenamtskarte.ceremonies.afterwards.came import came
from ehrenamtskarte.ceremonies.afterwards.schemas import NoShowOut
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.csv_export import csv_of
from ehrenamtskarte.core.pagination import PAGE_SIZE, Page, UnknownCursor, cursor_of, values_of
from ehrenamtskarte.core.text import Text

_TITLES = (
    Text("Name", "Name"),
    Text("Gruppe", "Group"),
    Text("Kommune", "Municipality"),
    Text("Zugesagte Personen", "Persons who accepted"),
    Text("Nicht gekommen", "Did not come"),
)


async def of_office(
    office: UUID | None, ceremony_id: UUID, *, actor: Actor, now: datetime, cursor: str | None = None
) -> Page[NoShowOut]:
    """The parties of whom somebody is missing, in the order of names. Raises NotFound, SecondFactorNeeded, NotOverYet."""
    await _check(office, ceremony_id, actor, now)
    found = await _missing(ceremony_id, _after(cursor), PAGE_SIZE + 1)
    items, rest = found[:PAGE_SIZE], found[PAGE_SIZE:]
    return Page(
        [_out(row) for row in items],
        next=cursor_of(items[-1]["sort_key"], str(items[-1]["id"])) if rest else None,
    )


async def as_file(
    office: UUID | None, ceremony_id: UUID, *, actor: Actor, now: datetime, language: str
) -> bytes:
    """The same as CSV, all at once. Raises NotFound, SecondFactorNeeded, NotOverYet."""
    await _check(office, ceremony_id, actor, now)
    rows = [_out(row) for row in await _missing(ceremony_id, None, None)]
    return csv_of(
        [
            [title.in_language(language) for title in _TITLES],
            *([row.name, row.group, row.town, row.party, row.missing] for row in rows),
        ]
    )


async def _check(office: UUID | None, ceremony_id: UUID, actor: Actor, now: datetime) -> None:
    found = await access.ceremony_of_office(office, ceremony_id, actor=actor)
    rules.check_over(found.status, found.ends_at, now)


def _after(cursor: str | None) -> tuple[str, UUID] | None:
    values = values_of(cursor, 2)
    try:
        return (values[0], UUID(values[1])) if values else None
    except ValueError:
        raise UnknownCursor from None


async def _missing(ceremony_id: UUID, after: tuple[str, UUID] | None, most: int | None) -> list[Any]:
    return await db.rows(
        "SELECT g.id, g.sort_key, g.given_name, g.family_name, s.name AS group_name, coalesce(m.name, '') AS town,"  # noqa: S608 - constants
        " count(*) AS party, count(*) FILTER (WHERE NOT c.came) AS missing"
        " FROM guest g JOIN guest_group s ON s.id = g.guest_group LEFT JOIN municipality m ON m.ags = g.municipality"
        f" JOIN attendee t ON t.guest = g.id CROSS JOIN LATERAL (SELECT {came('t')} AS came) c"
        " WHERE g.ceremony = $1 AND g.status = 'accepted' AND s.source <> 'walk_in'"
        " AND ($2::text IS NULL OR (g.sort_key, g.id) > ($2, $3::uuid))"
        " GROUP BY g.id, s.name, m.name HAVING bool_or(NOT c.came)"
        " ORDER BY g.sort_key, g.id LIMIT $4",
        ceremony_id,
        after[0] if after else None,
        after[1] if after else None,
        most,
    )


def _out(row: Any) -> NoShowOut:
    return NoShowOut(
        row["id"],
        f"{row['given_name']} {row['family_name']}".strip(),
        row["group_name"],
        row["town"],
        row["party"],
        row["missing"],
    )

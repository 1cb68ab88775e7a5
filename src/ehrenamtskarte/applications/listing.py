"""Lists of cases: for the office, for the person, and offers a club hands over by letter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.applications import policies
from ehrenamtskarte.applications.rules import SEEN_BY_OFFICE, Status
from ehrenamtskarte.applications.tables import Application
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.pagination import PAGE_SIZE, UnknownCursor, cursor_of, values_of
from ehrenamtskarte.core.sorting import every_word

NAME, OLDEST, NEWEST = "name", "submitted", "-submitted"
_ORDERS = {
    NAME: ("a.sort_key", "text", ">"),
    OLDEST: ("a.submitted_at", "timestamptz", ">"),
    NEWEST: ("a.submitted_at", "timestamptz", "<"),
}

_HAS_DUPLICATES = (
    "EXISTS (SELECT FROM person other JOIN application d ON d.person = other.id"
    " AND d.status IN ('submitted', 'approved') WHERE other.birth_date = p.birth_date AND other.id <> p.id"
    " AND lower(other.given_name) = lower(p.given_name) AND lower(other.family_name) = lower(p.family_name))"
)
"""As decisions.duplicates_of finds them."""


@dataclass(frozen=True)
class OfficePage:
    """One page of an office's cases, with how many there are in each status."""

    cases: list[Any]
    counts: Mapping[Status, int]
    next: str | None
    total: int


async def of_issuing_body(
    issuing_body: UUID,
    *,
    actor: Actor,
    status: Status | None = None,
    q: str = "",
    sort: str = OLDEST,
    cursor: str | None = None,
) -> OfficePage:
    """The cases an office handles, searched by name. Raises NotFound, UnknownCursor."""
    policies.must_work_for(actor, issuing_body)
    key, kind, after = _ORDERS.get(sort, _ORDERS[OLDEST])
    direction = "ASC" if after == ">" else "DESC"
    found = await db.rows(
        "SELECT a.id, p.given_name, p.family_name, a.kind, a.origin, a.status, a.result, a.outcome, a.submitted_at,"  # noqa: S608 - from _ORDERS
        f" a.decided_at, a.automatic, m.name AS municipality_name, {_HAS_DUPLICATES} AS has_duplicates, {key} AS position"
        " FROM application a JOIN person p ON p.id = a.person JOIN municipality m ON m.ags = a.municipality"
        " WHERE a.issuing_body = $1 AND a.submitted_at IS NOT NULL AND ($2::text IS NULL OR a.status = $2)"
        " AND a.sort_key LIKE ALL($3::text[])"
        f" AND ($4::{kind} IS NULL OR ({key}, a.id) {after} ($4, $5::uuid))"
        f" ORDER BY {key} {direction}, a.id {direction} LIMIT $6",
        issuing_body, status, every_word(q), *_after(cursor, kind), PAGE_SIZE + 1,
    )  # fmt: skip
    counts = {Status(row["status"]): row["cases"] for row in await _counts(issuing_body, q)}
    last = found[PAGE_SIZE - 1] if len(found) > PAGE_SIZE else None
    return OfficePage(
        found[:PAGE_SIZE],
        {one: counts.get(one, 0) for one in sorted(SEEN_BY_OFFICE)},
        cursor_of(_written(last["position"]), str(last["id"])) if last else None,
        counts.get(status, 0) if status else sum(counts.values()),
    )


def _written(position: str | datetime) -> str:
    return position.isoformat() if isinstance(position, datetime) else position


def _after(cursor: str | None, kind: str) -> tuple[str | datetime | None, UUID | None]:
    values = values_of(cursor, 2)
    if values is None:
        return None, None
    try:
        position = datetime.fromisoformat(values[0]) if kind == "timestamptz" else values[0]
        if isinstance(position, datetime) and position.tzinfo is None:
            raise UnknownCursor
        return position, UUID(values[1])
    except ValueError:
        raise UnknownCursor from None


async def _counts(issuing_body: UUID, q: str) -> list[Any]:
    return await db.rows(
        "SELECT status, count(*) AS cases FROM application WHERE issuing_body = $1 AND submitted_at IS NOT NULL"
        " AND sort_key LIKE ALL($2::text[]) GROUP BY status",
        issuing_body,
        every_word(q),
    )


async def of_person(actor: Actor) -> Sequence[Application]:
    """The actor's own cases, the newest first."""
    return (
        await Application.objects()
        .where(Application.person == actor.person_id)
        .order_by(Application.id, ascending=False)
    )


async def without_mail(organisation: UUID, *, actor: Actor) -> list[Any]:
    """Open offers to people of the roster whom no mail reaches: the club hands them a letter. Raises NotFound."""
    policies.must_coordinate(actor, organisation)
    return await db.rows(
        "SELECT a.id, m.id AS member_id, m.given_name, m.family_name, a.kind, a.offered_at FROM application a"
        " JOIN person p ON p.id = a.person AND p.email IS NULL AND p.claimed_at IS NULL"
        " JOIN member m ON m.person = p.id AND m.organisation = $1 AND m.left_on IS NULL"
        " WHERE a.status = 'offered' ORDER BY m.sort_key, a.id",
        organisation,
    )

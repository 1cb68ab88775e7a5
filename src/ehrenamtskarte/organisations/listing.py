"""Lists of organisations: for volunteers who look for theirs, for offices that decide."""

from typing import Any
from uuid import UUID

from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.pagination import PAGE_SIZE, cursor_of, values_of
from ehrenamtskarte.core.sorting import sort_key
from ehrenamtskarte.organisations import policies
from ehrenamtskarte.organisations.rules import Status

Rows = tuple[list[dict[str, Any]], str | None]


async def search(q: str, *, municipality: str | None = None, cursor: str | None = None) -> Rows:
    """Approved organisations whose name contains the words, in German order."""
    found = await db.rows(
        "SELECT o.id, o.name, o.sort_key, m.ags AS municipality, m.name AS municipality_name"
        " FROM organisation o JOIN municipality m ON m.ags = o.municipality"
        " WHERE o.status = 'approved' AND o.sort_key LIKE '%' || $1 || '%' AND ($2::text IS NULL OR o.municipality = $2)"
        " AND ($3::text IS NULL OR (o.sort_key, o.id) > ($3, $4::uuid))"
        " ORDER BY o.sort_key, o.id LIMIT $5",
        sort_key(q), municipality, *(values_of(cursor, 2) or (None, None)), PAGE_SIZE + 1,
    )  # fmt: skip
    return _page(found)


async def of_issuing_body(
    issuing_body: UUID | None,
    *,
    actor: Actor,
    status: Status | None = None,
    q: str = "",
    cursor: str | None = None,
) -> Rows:
    """The organisations of an issuing body's towns (None: of towns that take no part), in German order. Raises NotFound."""
    policies.must_decide(actor, issuing_body)
    whose = "a.issuing_body = $1" if issuing_body else "$1::uuid IS NULL AND a.issuing_body IS NULL"
    found = await db.rows(
        "SELECT o.id, o.name, o.sort_key, m.name AS municipality_name, o.field, o.status, o.reason, o.registered_at,"  # noqa: S608 - constants
        " (SELECT count(*) FROM member r WHERE r.organisation = o.id AND r.left_on IS NULL) AS members"
        " FROM organisation o JOIN municipality m ON m.ags = o.municipality"
        " LEFT JOIN issuing_area a ON a.municipality = o.municipality"
        f" WHERE {whose} AND ($2::text IS NULL OR o.status = $2) AND o.sort_key LIKE '%' || $3 || '%'"
        " AND ($4::text IS NULL OR (o.sort_key, o.id) > ($4, $5::uuid))"
        " ORDER BY o.sort_key, o.id LIMIT $6",
        issuing_body, status, sort_key(q), *(values_of(cursor, 2) or (None, None)), PAGE_SIZE + 1,
    )  # fmt: skip
    return _page(found)


def _page(found: list[Any]) -> Rows:
    items = [dict(row) for row in found[:PAGE_SIZE]]
    last = items[-1] if len(found) > PAGE_SIZE else None
    cursor = cursor_of(last["sort_key"], str(last["id"])) if last else None
    for item in items:
        del item["sort_key"]
    return items, cursor

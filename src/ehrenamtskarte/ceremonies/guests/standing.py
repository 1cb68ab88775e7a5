"""How full groups are, and who of them may be invited now: conditions in SQL that others build on."""

from typing import Any
from uuid import UUID

from ehrenamtskarte.core import db

OVERFULL = """SELECT n.guest_group FROM (
  SELECT t.guest_group, sum(t.parties) AS parties, max(t.parties) AS of_a_town, sum(t.candidates) AS candidates FROM (
    SELECT guest_group, coalesce(municipality, '') AS town, count(*) AS parties,
     count(*) FILTER (WHERE status = 'candidate') AS candidates FROM guest
    WHERE ceremony = $1 AND status <> 'withdrawn' GROUP BY 1, 2) t GROUP BY 1) n
 JOIN guest_group q ON q.id = n.guest_group
 WHERE q.drawn_at IS NULL AND (n.parties > q.quota OR n.of_a_town > q.quota_per_town)"""
"""The groups of the event $1 with more guests than places that were not drawn."""

WANTS_DRAW = f"{OVERFULL} AND n.candidates > 0"
"""Those of them in which somebody still waits to be invited."""

MAY_BE_INVITED = f"g.status = 'candidate' AND g.guest_group NOT IN ({WANTS_DRAW})"
"""Of a guest g of the event $1: those drawn, and those of groups in which everybody has room."""


async def groups_to_draw(ceremony_id: UUID) -> list[Any]:
    """The groups that need a draw before anybody of them is invited, in their order, with all that it takes."""
    return await db.rows(
        "SELECT r.id, r.name, r.seed, r.quota, r.quota_per_town FROM guest_group r"  # noqa: S608 - a constant
        f" WHERE r.ceremony = $1 AND r.id IN ({WANTS_DRAW}) ORDER BY r.position, r.name, r.id",
        ceremony_id,
    )

"""How full it is, and which admissions somebody should look at."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.ceremonies.access import ceremony_of_office
from ehrenamtskarte.ceremonies.doors import people_sql
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.pagination import PAGE_SIZE, UnknownCursor, cursor_of, values_of

_COUNT = (
    "SELECT c.capacity, (SELECT coalesce(sum(party), 0) FROM guest WHERE ceremony = c.id AND status = 'accepted')"
    " AS expected, k.* FROM ceremony c, LATERAL (SELECT count(*) FILTER (WHERE a.outcome = 'admitted') AS admitted,"
    " count(*) FILTER (WHERE a.outcome = 'conflict' AND a.settled_at IS NULL) AS conflicts,"
    " count(*) FILTER (WHERE a.outcome = 'admitted' AND gg.source = 'walk_in') AS walk_ins"
    " FROM admission a LEFT JOIN attendee p ON p.id = a.attendee LEFT JOIN guest g ON g.id = p.guest"
    " LEFT JOIN guest_group gg ON gg.id = g.guest_group WHERE a.ceremony = c.id) k WHERE c.id = $1"
)
_BY_DOOR = (
    "SELECT o.id AS door_id, coalesce(o.name, '') AS name, count(*) AS admitted FROM admission a"
    " JOIN door_device d ON d.id = a.device LEFT JOIN door o ON o.id = d.door"
    " WHERE a.ceremony = $1 AND a.outcome = 'admitted' GROUP BY o.id, o.name, o.position"
    " ORDER BY o.position NULLS LAST, o.name"
)


async def counter(ceremony_id: UUID) -> tuple[Any, list[Any]]:
    """The figures of an event, and how many came in at each door; whoever asks."""
    found = await db.row(_COUNT, ceremony_id)
    if found is None:
        raise NotFound
    return found, await db.rows(_BY_DOOR, ceremony_id)


async def counter_for_office(
    office: UUID | None, ceremony_id: UUID, *, actor: Actor
) -> tuple[Any, list[Any]]:
    """The same for its office. Raises NotFound, SecondFactorNeeded."""
    await ceremony_of_office(office, ceremony_id, actor=actor)
    return await counter(ceremony_id)


async def admissions(
    office: UUID | None, ceremony_id: UUID, *, conflicts: bool, cursor: str | None, actor: Actor
) -> tuple[list[Any], str | None]:
    """Scans, the latest first; conflicts alone, if wanted. Raises NotFound, SecondFactorNeeded, UnknownCursor."""
    await ceremony_of_office(office, ceremony_id, actor=actor)
    found = await _listed(ceremony_id, _after(cursor), conflicts=conflicts)
    if len(found) <= PAGE_SIZE:
        return found, None
    last = found[PAGE_SIZE - 1]
    return found[:PAGE_SIZE], cursor_of(last["received_at"].isoformat(), str(last["id"]))


async def _listed(
    ceremony_id: UUID, after: tuple[datetime, UUID] | None, *, conflicts: bool, only: UUID | None = None
) -> list[Any]:
    received_at, last = after or (None, None)
    only_conflicts = " AND k.outcome = 'conflict'" if conflicts else ""
    return await db.rows(
        f"SELECT k.id, k.outcome, k.forced, k.offline, k.scanned_at, k.received_at, k.settled_at,"  # noqa: S608 - constants
        " kd.label AS device_label, coalesce(ko.name, '') AS door_name,"
        f" {people_sql.COLUMNS} FROM admission k JOIN door_device kd ON kd.id = k.device"
        " LEFT JOIN door ko ON ko.id = kd.door"
        f" LEFT JOIN ({people_sql.PARTY}) ON a.id = k.attendee{people_sql.MORE}"
        f" WHERE k.ceremony = $1{only_conflicts} AND ($5::uuid IS NULL OR k.id = $5)"
        " AND ($2::timestamptz IS NULL OR (k.received_at, k.id) < ($2, $3))"
        " ORDER BY k.received_at DESC, k.id DESC LIMIT $4",
        ceremony_id, received_at, last, PAGE_SIZE + 1, only,
    )  # fmt: skip


def _after(cursor: str | None) -> tuple[datetime, UUID] | None:
    values = values_of(cursor, 2)
    if values is None:
        return None
    try:
        return datetime.fromisoformat(values[0]), UUID(values[1])
    except ValueError:
        raise UnknownCursor from None


async def settle(
    office: UUID | None, ceremony_id: UUID, admission_id: UUID, *, actor: Actor, now: datetime
) -> Any:
    """Note that somebody looked at a conflict; twice does no harm. Raises NotFound, SecondFactorNeeded."""
    async with db.transaction():
        await ceremony_of_office(office, ceremony_id, actor=actor)
        changed = await db.execute(
            "UPDATE admission SET settled_at = $3 WHERE id = $1 AND ceremony = $2 AND outcome = 'conflict'"
            " AND settled_at IS NULL",
            admission_id, ceremony_id, now,
        )  # fmt: skip
        if changed:
            await audit.record(
                "admission_settled", actor=actor.person_id, subject=admission_id, tenant=office
            )
        found = await _listed(ceremony_id, None, conflicts=False, only=admission_id)
    if not found:
        raise NotFound
    return found[0]

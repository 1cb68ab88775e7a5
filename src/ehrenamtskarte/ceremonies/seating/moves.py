"""Who sits where: persons are put on seats, swap, and stand up, all of it at once or nothing."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.ceremonies import access
from ehrenamtskarte.ceremonies.seating import seat_rules
from ehrenamtskarte.ceremonies.seating.schemas import MoveIn
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor


async def move(
    office: UUID | None, ceremony_id: UUID, moves: Sequence[MoveIn], *, actor: Actor, now: datetime
) -> list[MoveIn]:
    """Put persons on seats, or from them; the moves that take it back.

    Raises NotFound, CeremonyCancelled, CeremonyOver, TwoSeatsForOne, OneSeatForTwo, PersonGone, SeatGone, SeatTaken.
    """
    if len({one.attendee for one in moves}) < len(moves):
        raise seat_rules.TwoSeatsForOne
    seats = [one.seat for one in moves if one.seat]
    if len(set(seats)) < len(seats):
        raise seat_rules.OneSeatForTwo
    async with db.transaction():
        found = await access.ceremony_of_office(office, ceremony_id, actor=actor, lock=True)
        seat_rules.check_open(found.status, found.ends_at, now)
        before = await _where(ceremony_id, [one.attendee for one in moves])
        if len(before) < len(moves):
            raise seat_rules.PersonGone
        await _must_be_free(ceremony_id, seats, before.keys())
        await write(moves)
        await audit.record(
            "seats_moved", actor=actor.person_id, subject=ceremony_id, tenant=office, persons=len(moves)
        )
        return list(before.values())


async def write(moves: Sequence[MoveIn]) -> None:
    """The same without a question. Everybody stands up first: a seat has one person at every moment."""
    await db.execute(
        "UPDATE seat SET attendee = NULL, fixed = false WHERE attendee = ANY($1)",
        [one.attendee for one in moves],
    )
    sitting = [one for one in moves if one.seat]
    await db.execute(
        "UPDATE seat SET attendee = m.attendee, fixed = m.fixed"
        " FROM unnest($1::uuid[], $2::uuid[], $3::bool[]) AS m (seat, attendee, fixed) WHERE seat.id = m.seat",
        [one.seat for one in sitting],
        [one.attendee for one in sitting],
        [one.fixed for one in sitting],
    )


async def _where(ceremony_id: UUID, attendees: Sequence[UUID]) -> dict[UUID, MoveIn]:
    found = await db.rows(
        "SELECT a.id, s.id AS seat, coalesce(s.fixed, false) AS fixed FROM attendee a"
        " LEFT JOIN seat s ON s.attendee = a.id WHERE a.ceremony = $1 AND a.id = ANY($2) ORDER BY a.id",
        ceremony_id,
        attendees,
    )
    return {row["id"]: MoveIn(attendee=row["id"], seat=row["seat"], fixed=row["fixed"]) for row in found}


async def _must_be_free(ceremony_id: UUID, seats: Sequence[UUID], moving: Any) -> None:
    found = await db.rows(
        "SELECT s.attendee, coalesce(nullif(a.name, ''), trim(g.given_name || ' ' || g.family_name)) AS name FROM seat s"
        " JOIN seat_block b ON b.id = s.block JOIN seat_room r ON r.id = b.room LEFT JOIN attendee a ON a.id = s.attendee"
        " LEFT JOIN guest g ON g.id = a.guest WHERE r.ceremony = $1 AND s.id = ANY($2)",
        ceremony_id,
        seats,
    )
    if len(found) < len(seats):
        raise seat_rules.SeatGone
    for row in found:
        if row["attendee"] and row["attendee"] not in moving:
            raise seat_rules.SeatTaken(name=row["name"])

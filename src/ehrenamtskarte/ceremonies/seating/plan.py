"""The plan of seats as it stands."""

from itertools import groupby
from typing import Any
from uuid import UUID

from ehrenamtskarte.ceremonies import access
from ehrenamtskarte.ceremonies.seating import rooms
from ehrenamtskarte.ceremonies.seating.people import PERSON, SEAT_LABEL, person_of
from ehrenamtskarte.ceremonies.seating.schemas import (
    BlockKind,
    BlockOut,
    RoomOut,
    RoomPlan,
    SeatingOut,
    SeatOut,
)
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor

_ROOM = (
    "SELECT r.id, r.name, count(s.id) AS seats, count(s.attendee) AS taken FROM seat_room r"
    " LEFT JOIN seat_block b ON b.room = r.id LEFT JOIN seat s ON s.block = b.id"
)


async def overview(office: UUID | None, ceremony_id: UUID, *, actor: Actor) -> SeatingOut:
    """The rooms, and how many sit. Raises NotFound, SecondFactorNeeded."""
    await access.ceremony_of_office(office, ceremony_id, actor=actor)
    found = await db.rows(
        f"{_ROOM} WHERE r.ceremony = $1 GROUP BY r.id ORDER BY r.position, r.name, r.id", ceremony_id
    )
    counts = await db.row(
        "SELECT (SELECT count(*) FROM attendee WHERE ceremony = $1) AS persons,"
        " (SELECT count(*) FROM seat_wish WHERE ceremony = $1) AS wishes,"
        " ARRAY(SELECT category FROM guest_group WHERE ceremony = $1 AND category <> ''"
        " UNION SELECT b.category FROM seat_block b JOIN seat_room r ON r.id = b.room"
        " WHERE r.ceremony = $1 AND b.category <> '' ORDER BY 1) AS categories",
        ceremony_id,
    )
    assert counts is not None
    return SeatingOut(
        rooms=[RoomOut(**row) for row in found],
        persons=counts["persons"],
        seated=sum(row["taken"] for row in found),
        categories=counts["categories"],
        wishes=counts["wishes"],
    )


async def room(office: UUID | None, ceremony_id: UUID, room_id: UUID, *, actor: Actor) -> RoomPlan:
    """One room with all its seats. Raises NotFound, SecondFactorNeeded."""
    await access.ceremony_of_office(office, ceremony_id, actor=actor)
    name = await rooms.must_be_room(ceremony_id, room_id)
    found = await db.rows(
        "SELECT b.id AS block, b.kind, b.label, b.category AS kept_for, b.step_free, b.room, s.id AS seat, s.number, s.fixed,"  # noqa: S608 - constants
        f" {SEAT_LABEL} AS seat_label, {PERSON} FROM seat_block b JOIN seat s ON s.block = b.id"
        " LEFT JOIN attendee a ON a.id = s.attendee LEFT JOIN guest g ON g.id = a.guest"
        " LEFT JOIN guest_group u ON u.id = g.guest_group WHERE b.room = $1 ORDER BY b.position, b.id, s.number",
        room_id,
    )
    return RoomPlan(
        id=room_id,
        name=name,
        seats=len(found),
        taken=sum(1 for row in found if row["attendee"]),
        blocks=[_block(list(seats)) for _, seats in groupby(found, key=lambda row: row["block"])],
    )


def _block(seats: list[Any]) -> BlockOut:
    first = seats[0]
    return BlockOut(
        id=first["block"],
        kind=BlockKind(first["kind"]),
        label=first["label"],
        category=first["kept_for"],
        step_free=first["step_free"],
        seats=[_seat(row) for row in seats],
    )


def _seat(row: Any) -> SeatOut:
    sits = row["attendee"] is not None
    return SeatOut(
        id=row["seat"],
        number=row["number"],
        fixed=sits and row["fixed"],
        person=person_of(row) if sits else None,
    )

"""Rooms with their tables and rows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.ceremonies import access
from ehrenamtskarte.ceremonies.seating import seat_rules
from ehrenamtskarte.ceremonies.seating.schemas import BlockIn, BlocksIn
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.ids import new_id


async def add_room(office: UUID | None, ceremony_id: UUID, name: str, *, actor: Actor, now: datetime) -> UUID:
    """Add a room after the others. Raises NotFound, CeremonyCancelled, CeremonyOver, TooManyRooms, RoomNameTaken."""
    async with db.transaction():
        await _changing(office, ceremony_id, actor, now)
        rooms = await db.scalar("SELECT count(*) FROM seat_room WHERE ceremony = $1", ceremony_id)
        if rooms >= seat_rules.MOST_ROOMS:
            raise seat_rules.TooManyRooms(most=seat_rules.MOST_ROOMS)
        room_id: UUID | None = await db.scalar(
            "INSERT INTO seat_room (id, ceremony, name, position) SELECT $1, $2, $3, coalesce(max(position) + 1, 0)"
            " FROM seat_room WHERE ceremony = $2 ON CONFLICT (ceremony, name) DO NOTHING RETURNING id",
            new_id(),
            ceremony_id,
            name.strip(),
        )
        if room_id is None:
            raise seat_rules.RoomNameTaken(field="name")
        await audit.record("room_added", actor=actor.person_id, subject=room_id, tenant=office)
        return room_id


async def rename_room(
    office: UUID | None, ceremony_id: UUID, room_id: UUID, name: str, *, actor: Actor, now: datetime
) -> None:
    """Give a room another name. Raises NotFound, CeremonyCancelled, CeremonyOver, RoomNameTaken."""
    async with db.transaction():
        await _changing(office, ceremony_id, actor, now)
        await must_be_room(ceremony_id, room_id)
        changed = await db.execute(
            "UPDATE seat_room SET name = $3 WHERE id = $2 AND NOT EXISTS"
            " (SELECT 1 FROM seat_room WHERE ceremony = $1 AND name = $3 AND id <> $2)",
            ceremony_id,
            room_id,
            name.strip(),
        )
        if not changed:
            raise seat_rules.RoomNameTaken(field="name")
        await audit.record("room_renamed", actor=actor.person_id, subject=room_id, tenant=office)


async def remove_room(
    office: UUID | None, ceremony_id: UUID, room_id: UUID, *, actor: Actor, now: datetime
) -> None:
    """Take a room away that nobody sits in. Raises NotFound, CeremonyCancelled, CeremonyOver, StillSeated."""
    async with db.transaction():
        await _changing(office, ceremony_id, actor, now)
        await must_be_room(ceremony_id, room_id)
        await _must_be_empty("b.room = $1", room_id)
        await db.execute("DELETE FROM seat_room WHERE id = $1", room_id)
        await audit.record("room_removed", actor=actor.person_id, subject=room_id, tenant=office)


async def add_blocks(
    office: UUID | None, ceremony_id: UUID, room_id: UUID, wanted: BlocksIn, *, actor: Actor, now: datetime
) -> None:
    """Add tables or rows with their seats at once.

    Raises NotFound, CeremonyCancelled, CeremonyOver, TooManyBlocks, TooManySeats, LabelTaken.
    """
    async with db.transaction():
        await _changing(office, ceremony_id, actor, now)
        await must_be_room(ceremony_id, room_id)
        there = await db.rows("SELECT label, position FROM seat_block WHERE room = $1", room_id)
        if len(there) + wanted.count > seat_rules.MOST_BLOCKS:
            raise seat_rules.TooManyBlocks(field="count", most=seat_rules.MOST_BLOCKS)
        await _must_have_space(room_id, wanted.count * wanted.seats, "seats")
        labels = _labels(wanted, {block["label"] for block in there})
        await _insert(room_id, wanted, labels, max((block["position"] for block in there), default=-1) + 1)
        await audit.record(
            "seats_added", actor=actor.person_id, subject=room_id, tenant=office, blocks=wanted.count
        )


async def change_block(
    office: UUID | None, ceremony_id: UUID, block_id: UUID, wanted: BlockIn, *, actor: Actor, now: datetime
) -> None:
    """Change a table or a row; seats are added and taken away at its end.

    Raises NotFound, CeremonyCancelled, CeremonyOver, TooManySeats, LabelTaken, StillSeated.
    """
    async with db.transaction():
        await _changing(office, ceremony_id, actor, now)
        block = await _block(ceremony_id, block_id)
        changed = await db.execute(
            "UPDATE seat_block SET label = $3, category = $4, step_free = $5 WHERE id = $2 AND NOT EXISTS"
            " (SELECT 1 FROM seat_block WHERE room = $1 AND label = $3 AND id <> $2)",
            block["room"], block_id, wanted.label.strip(), wanted.category.strip(), wanted.step_free,
        )  # fmt: skip
        if not changed:
            raise seat_rules.LabelTaken(field="label", label=wanted.label.strip())
        await _must_have_space(block["room"], wanted.seats - block["seats"], "seats")
        await _must_be_empty("b.id = $1 AND s.number > $2", block_id, wanted.seats, field="seats")
        await db.execute("DELETE FROM seat WHERE block = $1 AND number > $2", block_id, wanted.seats)
        await _add_seats([block_id], wanted.seats)
        await audit.record(
            "seats_changed", actor=actor.person_id, subject=block_id, tenant=office, seats=wanted.seats
        )


async def remove_block(
    office: UUID | None, ceremony_id: UUID, block_id: UUID, *, actor: Actor, now: datetime
) -> None:
    """Take a table or a row away where nobody sits. Raises NotFound, CeremonyCancelled, CeremonyOver, StillSeated."""
    async with db.transaction():
        await _changing(office, ceremony_id, actor, now)
        await _block(ceremony_id, block_id)
        await _must_be_empty("b.id = $1", block_id)
        await db.execute("DELETE FROM seat_block WHERE id = $1", block_id)
        await audit.record("seats_removed", actor=actor.person_id, subject=block_id, tenant=office)


async def must_be_room(ceremony_id: UUID, room_id: UUID) -> str:
    """The name of a room of this event. Raises NotFound."""
    name: str | None = await db.scalar(
        "SELECT name FROM seat_room WHERE id = $1 AND ceremony = $2", room_id, ceremony_id
    )
    if name is None:
        raise NotFound
    return name


async def _changing(office: UUID | None, ceremony_id: UUID, actor: Actor, now: datetime) -> None:
    found = await access.ceremony_of_office(office, ceremony_id, actor=actor, lock=True)
    seat_rules.check_open(found.status, found.ends_at, now)


async def _block(ceremony_id: UUID, block_id: UUID) -> Any:
    found = await db.row(
        "SELECT b.room, (SELECT count(*) FROM seat WHERE block = b.id) AS seats FROM seat_block b"
        " JOIN seat_room r ON r.id = b.room WHERE b.id = $1 AND r.ceremony = $2",
        block_id,
        ceremony_id,
    )
    if found is None:
        raise NotFound
    return found


async def _must_be_empty(which: str, *values: object, field: str | None = None) -> None:
    seated = await db.scalar(
        "SELECT count(*) FROM seat s JOIN seat_block b ON b.id = s.block"  # noqa: S608 - constants
        f" WHERE {which} AND s.attendee IS NOT NULL",
        *values,
    )
    if seated:
        raise seat_rules.StillSeated(field=field, count=seated)


async def _must_have_space(room_id: UUID, more: int, field: str) -> None:
    seats = await db.scalar(
        "SELECT count(*) FROM seat s JOIN seat_block b ON b.id = s.block WHERE b.room = $1", room_id
    )
    if more > 0 and seats + more > seat_rules.MOST_SEATS:
        raise seat_rules.TooManySeats(field=field, most=seat_rules.MOST_SEATS)


def _labels(wanted: BlocksIn, there: set[str]) -> list[str]:
    name = wanted.name.strip()
    first = wanted.first if wanted.first is not None else _next_number(name, there)
    labels = [f"{name} {number}" for number in range(first, first + wanted.count)]
    for label in labels:
        if label in there:
            raise seat_rules.LabelTaken(field="first", label=label)
    return labels


def _next_number(name: str, there: set[str]) -> int:
    endings = (label.removeprefix(f"{name} ") for label in there if label.startswith(f"{name} "))
    return max((int(ending) for ending in endings if ending.isdecimal()), default=0) + 1


async def _insert(room_id: UUID, wanted: BlocksIn, labels: Sequence[str], position: int) -> None:
    ids = [new_id() for _ in labels]
    await db.execute(
        "INSERT INTO seat_block (id, room, kind, label, position, category, step_free)"
        " SELECT id, $1, $2, label, $3 + n - 1, $4, $5 FROM unnest($6::uuid[], $7::text[])"
        " WITH ORDINALITY AS new (id, label, n)",
        room_id, wanted.kind, position, wanted.category.strip(), wanted.step_free, ids, labels,
    )  # fmt: skip
    await _add_seats(ids, wanted.seats)


async def _add_seats(blocks: Sequence[UUID], seats: int) -> None:
    """Numbers from 1 as far as they are missing; with ids made here, in order."""
    numbers = [(block, number) for block in blocks for number in range(1, seats + 1)]
    await db.execute(
        "INSERT INTO seat (id, block, number, fixed) SELECT *, false FROM unnest($1::uuid[], $2::uuid[], $3::int2[])"
        " ON CONFLICT (block, number) DO NOTHING",
        [new_id() for _ in numbers],
        [block for block, _ in numbers],
        [number for _, number in numbers],
    )

"""The database itself keeps what matters."""

import asyncpg
import pytest

from ehrenamtskarte.ceremonies.tables import Attendee, Seat, SeatBlock, SeatRoom
from ehrenamtskarte.core import db
from ehrenamtskarte.core.ids import new_id
from tests.factories import a_ceremony, a_guest


async def two_attendees_and_seats() -> tuple[list[Attendee], list[Seat]]:
    ceremony = await a_ceremony()
    await a_guest(ceremony, companions=1, status="accepted")
    room = SeatRoom(id=new_id(), ceremony=ceremony, name="Saal")
    await room.save()
    block = SeatBlock(id=new_id(), room=room.id, kind="table", label="1")
    await block.save()
    seats = [Seat(id=new_id(), block=block.id, number=number) for number in (1, 2)]
    for seat in seats:
        await seat.save()
    return await Attendee.objects().order_by(Attendee.position), seats


@pytest.mark.usefixtures("database")
async def test_nobody_sits_on_two_seats() -> None:
    attendees, seats = await two_attendees_and_seats()
    await db.execute("UPDATE seat SET attendee = $1 WHERE id = $2", attendees[0].id, seats[0].id)
    with pytest.raises(asyncpg.UniqueViolationError):
        await db.execute("UPDATE seat SET attendee = $1 WHERE id = $2", attendees[0].id, seats[1].id)


@pytest.mark.usefixtures("database")
async def test_one_person_is_first_admitted_once() -> None:
    attendees, _ = await two_attendees_and_seats()
    device = new_id()
    await db.execute(
        "INSERT INTO door_device (id, ceremony, purpose, label, created_by, created_at)"
        " SELECT $1, id, 'door', 'Handy', created_by, now() FROM ceremony",
        device,
    )
    admit = (
        "INSERT INTO admission (id, ceremony, attendee, device, nonce, outcome, forced, offline, scanned_at, received_at)"
        " SELECT $1, id, $2, $3, $4, 'admitted', false, false, now(), now() FROM ceremony"
    )
    await db.execute(admit, new_id(), attendees[0].id, device, "a")
    with pytest.raises(asyncpg.UniqueViolationError):
        await db.execute(admit, new_id(), attendees[0].id, device, "b")

"""The waiting list: it moves up by itself, holds places for a while, and the office may lend a hand."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.ceremonies import access
from ehrenamtskarte.ceremonies.events import PartyChanged, SeatsFreed
from ehrenamtskarte.ceremonies.inviting import answer_rules, answering, attendees, mails, places
from ehrenamtskarte.ceremonies.rules import HOLDS_SEATS, GuestStatus, Status
from ehrenamtskarte.ceremonies.tables import Ceremony, Guest
from ehrenamtskarte.core import audit, clock, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.outbox import publish
from ehrenamtskarte.core.pagination import PAGE_SIZE, cursor_of, id_of

AT_ONCE = 50
"""Events whose offers are ended in one round of the chore."""
UNANSWERED = frozenset({GuestStatus.CANDIDATE, GuestStatus.NOT_DRAWN})


async def follow_seats(event: SeatsFreed) -> None:
    """Places became free: hold them for those who have waited longest and fit."""
    await move_up(event.ceremony_id, now=clock.now())


async def move_up(ceremony_id: UUID, *, now: datetime) -> None:
    """The same at a given moment."""
    async with db.transaction():
        found = await access.ceremony(ceremony_id, lock=True)
        if not _may_move(found, now):
            return
        chosen = answer_rules.moved_up(await places.free(found), await places.waiting(ceremony_id))
        await _offer(found, chosen, now=now)


def _may_move(found: Ceremony, now: datetime) -> bool:
    """Nobody is offered a place for a day that is not known or has begun."""
    return found.status == Status.PUBLISHED and now < found.starts_at


async def _offer(found: Ceremony, guest_ids: Sequence[UUID], *, now: datetime) -> None:
    if not guest_ids:
        return
    await db.execute(
        "UPDATE guest SET status = 'offered', offer_until = $2, waiting_since = NULL, revision = revision + 1"
        " WHERE id = ANY($1)",
        guest_ids,
        answer_rules.offer_ends(now, found.move_up_hours, found.starts_at),
    )
    await attendees.hold_places(guest_ids)
    await publish(*(PartyChanged(guest_id=guest) for guest in guest_ids))
    await mails.tell(GuestStatus.OFFERED, guest_ids)


async def go_on(found: Ceremony, *, now: datetime) -> None:
    """A new day is set, with the event locked: offers get their time anew, and the list moves again."""
    await db.execute(
        "UPDATE guest SET offer_until = $2 WHERE ceremony = $1 AND status = 'offered'",
        found.id,
        answer_rules.offer_ends(now, found.move_up_hours, found.starts_at),
    )
    await publish(SeatsFreed(ceremony_id=found.id))


async def offer_now(
    office: UUID | None, ceremony_id: UUID, guest_id: UUID, *, actor: Actor, now: datetime
) -> None:
    """Move one party up by hand, whoever waits before it.

    Raises NotFound, SecondFactorNeeded, CeremonyOver, CeremonyCancelled, NotWaiting, NoRoom.
    """
    async with db.transaction():
        found = await access.ceremony_of_office(office, ceremony_id, actor=actor, lock=True)
        access.check_running(found, now)
        guest = await _guest(ceremony_id, guest_id)
        if guest.status != GuestStatus.WAITING or not _may_move(found, now):
            raise answer_rules.NotWaiting
        free = await places.free(found)
        if guest.party > free:
            raise answer_rules.NoRoom(wanted=guest.party, free=free)
        await _offer(found, [guest_id], now=now)
        await audit.record("guest_moved_up", actor=actor.person_id, subject=guest_id, tenant=office)


async def withdraw(
    office: UUID | None, ceremony_id: UUID, guest_id: UUID, *, actor: Actor, now: datetime
) -> None:
    """Take an invitation back; whoever had been told of it hears so.

    Raises NotFound, SecondFactorNeeded, CeremonyOver, CeremonyCancelled, AlreadyInside.
    """
    async with db.transaction():
        found = await access.ceremony_of_office(office, ceremony_id, actor=actor, lock=True)
        access.check_running(found, now)
        guest = await _guest(ceremony_id, guest_id)
        if guest.status == GuestStatus.WITHDRAWN:
            return
        await attendees.let_go([guest_id], now=now)
        await db.execute(
            "UPDATE guest SET status = 'withdrawn', offer_until = NULL, waiting_since = NULL, revision = revision + 1"
            " WHERE id = $1",
            guest_id,
        )
        await audit.record("invitation_withdrawn", actor=actor.person_id, subject=guest_id, tenant=office)
        await publish(PartyChanged(guest_id=guest_id))
        if guest.status in HOLDS_SEATS:
            await publish(SeatsFreed(ceremony_id=ceremony_id))
        if guest.status not in UNANSWERED | {GuestStatus.DECLINED, GuestStatus.LAPSED}:
            await mails.tell(GuestStatus.WITHDRAWN, [guest_id])


async def guest_of_office(office: UUID | None, ceremony_id: UUID, guest_id: UUID, *, actor: Actor) -> Guest:
    """A guest of an event of this office. Raises NotFound, SecondFactorNeeded."""
    await access.ceremony_of_office(office, ceremony_id, actor=actor)
    return await _guest(ceremony_id, guest_id)


async def _guest(ceremony_id: UUID, guest_id: UUID) -> Guest:
    found = await Guest.objects().get((Guest.id == guest_id) & (Guest.ceremony == ceremony_id))
    if found is None:
        raise NotFound
    return found


async def end_offers() -> None:
    """Let places go that nobody took in time; the next on the list hear of them."""
    await end_due(clock.now())


_LATE = (
    "g.status = 'offered' AND g.offer_until <= $1"
    " AND EXISTS (SELECT FROM ceremony c WHERE c.id = g.ceremony AND c.status = 'published')"
    " AND NOT EXISTS (SELECT FROM attendee a JOIN admission m ON m.attendee = a.id WHERE a.guest = g.id)"
)
"""A guest g whose offer ran out by $1; not where the day is unknown or called off, nor whoever is inside."""
_EVENTS_WITH_LATE = f"SELECT DISTINCT g.ceremony FROM guest g WHERE {_LATE} LIMIT $2"  # noqa: S608 - a constant
_LATE_OF_EVENT = f"SELECT g.id FROM guest g WHERE {_LATE} AND g.ceremony = $2"  # noqa: S608 - a constant


async def end_due(now: datetime) -> None:
    """The same at a given moment."""
    due = await db.rows(_EVENTS_WITH_LATE, now, AT_ONCE)
    for row in due:
        async with db.transaction():
            await access.ceremony(row["ceremony"], lock=True)
            late = await db.rows(_LATE_OF_EVENT, now, row["ceremony"])
            guests = [guest["id"] for guest in late]
            if guests:
                await answering.lapse(guests, row["ceremony"], now=now)
                await mails.tell(GuestStatus.LAPSED, guests)


async def listed(
    office: UUID | None, ceremony_id: UUID, *, cursor: str | None, actor: Actor
) -> tuple[list[Any], str | None, int]:
    """Who is held a place for, the shortest time first, then who waits, the longest first, with the place in line.

    Raises NotFound, SecondFactorNeeded, UnknownCursor.
    """
    await access.ceremony_of_office(office, ceremony_id, actor=actor)
    found = await db.rows(
        "WITH listed AS (SELECT id, given_name, family_name, function, email, status, party, waiting_since, offer_until,"
        " row_number() OVER (ORDER BY status = 'waiting', offer_until, waiting_since, id) AS line,"
        " row_number() OVER (PARTITION BY status ORDER BY waiting_since, id) AS place"
        " FROM guest WHERE ceremony = $1 AND status IN ('waiting', 'offered'))"
        " SELECT *, (SELECT count(*) FROM listed) AS total FROM listed"
        " WHERE line > coalesce((SELECT line FROM listed WHERE id = $2), 0) ORDER BY line LIMIT $3",
        ceremony_id, id_of(cursor), PAGE_SIZE + 1,
    )  # fmt: skip
    shown = found[:PAGE_SIZE]
    following = cursor_of(str(shown[-1]["id"])) if len(found) > PAGE_SIZE else None
    return shown, following, int(found[0]["total"]) if found else 0

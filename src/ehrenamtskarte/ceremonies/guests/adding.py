"""Guests come into a group: many at once, each person and address once per event, each with a number for the draw."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.ceremonies.guests import guest_rules, priorities, seeds, standing
from ehrenamtskarte.ceremonies.guests.guest_rules import NewGuest
from ehrenamtskarte.ceremonies.rules import CeremonyCancelled, Status
from ehrenamtskarte.ceremonies.tables import Ceremony
from ehrenamtskarte.core import db
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.ids import new_id


async def open_group(ceremony_id: UUID, group_id: UUID) -> Any:
    """A group of this event that still takes guests; the event is locked. Raises NotFound, GroupDrawn."""
    group = await db.row(
        "SELECT id, name, source, drawn_at FROM guest_group WHERE id = $1 AND ceremony = $2",
        group_id,
        ceremony_id,
    )
    if group is None:
        raise NotFound
    if group["drawn_at"]:
        raise guest_rules.GroupDrawn
    return group


async def add(
    ceremony: Ceremony, group_id: UUID, guests: Sequence[NewGuest], *, by: UUID | None, now: datetime
) -> list[UUID]:
    """Add those who are not in yet, in the transaction that locked the event; the ids of those added, in no order.

    Raises NotFound, GroupDrawn, GroupFull, TooManyGuests, CeremonyCancelled.
    """
    if ceremony.status == Status.CANCELLED:
        raise CeremonyCancelled
    group = await open_group(ceremony.id, group_id)
    there = await db.scalar("SELECT count(*) FROM guest WHERE ceremony = $1", ceremony.id)
    if there + len(guests) > guest_rules.MOST_GUESTS:
        raise guest_rules.TooManyGuests
    await seeds.fix(group_id)
    added = [row["id"] for row in await _insert(ceremony.id, group_id, guests, by, now)]
    await priorities.rank(ceremony, added)
    await check_room(ceremony.id, group_id, group["name"])
    return added


async def _insert(
    ceremony_id: UUID, group_id: UUID, guests: Sequence[NewGuest], by: UUID | None, now: datetime
) -> list[Any]:
    """Numbers follow the order of names, so that nobody who writes a list chooses them; the seed is fixed before."""
    in_order = sorted(_once(guests), key=lambda guest: (guest.sort_key, guest.email or ""))
    return await db.rows(
        "INSERT INTO guest (id, ceremony, guest_group, person, organisation, company, status, given_name, family_name,"
        " sort_key, function, email, address, language, municipality, protocol_rank, escort, notes, draw_number, draw_rank,"
        " party, surveyed, revision, added_by, added_at)"
        " SELECT t.id, $1, $2, t.person, t.organisation, t.company, 'candidate', t.given_name, t.family_name, t.sort_key,"
        " t.function, t.email, t.address, t.language, t.municipality, t.protocol_rank, t.escort, t.notes,"
        " (SELECT coalesce(max(draw_number), 0) FROM guest WHERE guest_group = $2) + row_number() OVER (ORDER BY t.place),"
        " 'b_usual', 1, false, 1, $3, $4"
        " FROM unnest($5::uuid[], $6::uuid[], $7::uuid[], $8::uuid[], $9::text[], $10::text[], $11::text[], $12::text[],"
        " $13::text[], $14::text[], $15::text[], $16::text[], $17::smallint[], $18::text[], $19::text[]) WITH ORDINALITY"
        " AS t(id, person, organisation, company, given_name, family_name, sort_key, function, email, address, language,"
        " municipality, protocol_rank, escort, notes, place)"
        " WHERE (t.email IS NULL OR NOT EXISTS"
        " (SELECT FROM guest o WHERE o.ceremony = $1 AND lower(o.email) = lower(t.email)))"
        " ON CONFLICT (ceremony, person) WHERE person IS NOT NULL DO NOTHING RETURNING id",
        ceremony_id, group_id, by, now, *_columns(in_order),
    )  # fmt: skip


def _once(guests: Sequence[NewGuest]) -> list[NewGuest]:
    """Without those who share the address of one before: a mail asks one party."""
    by_email = {guest.email.lower(): guest for guest in reversed(guests) if guest.email}
    return [guest for guest in guests if not guest.email or by_email[guest.email.lower()] is guest]


def _columns(guests: Sequence[NewGuest]) -> list[list[Any]]:
    rows = [
        (
            new_id(), one.person, one.organisation, one.company, one.given_name, one.family_name, one.sort_key,
            one.function, one.email, one.address, one.language, one.municipality, one.protocol_rank, one.escort, one.notes,
        )
        for one in guests
    ]  # fmt: skip
    return [list(column) for column in zip(*rows, strict=True)] if rows else [[] for _ in range(15)]


async def check_room(ceremony_id: UUID, group_id: UUID, name: str) -> None:
    """A group of which somebody was invited can no longer be drawn, so it must not overflow. Raises GroupFull."""
    overfull = await db.scalar(
        "SELECT EXISTS (SELECT FROM guest WHERE guest_group = $2 AND status NOT IN ('candidate', 'withdrawn'))"  # noqa: S608 - a constant
        f" AND $2 IN ({standing.OVERFULL})",
        ceremony_id,
        group_id,
    )
    if overfull:
        raise guest_rules.GroupFull(name=name)

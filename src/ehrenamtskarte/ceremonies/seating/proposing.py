"""A proposal for all seats: computed by the rules, saved at once, taken back with one press."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from ehrenamtskarte.ceremonies import access
from ehrenamtskarte.ceremonies.rules import Wish
from ehrenamtskarte.ceremonies.seating import moves, seat_rules
from ehrenamtskarte.ceremonies.seating.proposal_rules import (
    UNRANKED,
    BlockToFill,
    PartyToSeat,
    PersonToSeat,
    Proposal,
    WishOfTwo,
    propose,
)
from ehrenamtskarte.ceremonies.seating.schemas import LeftOut, MoveIn, ProposalOut
from ehrenamtskarte.ceremonies.seating.wishes import WISHES, wish_of
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor


async def seat_all(
    office: UUID | None, ceremony_id: UUID, *, keep_all: bool, actor: Actor, now: datetime
) -> ProposalOut:
    """Propose seats for everybody who comes and save them; whoever was set by hand stays, with `keep_all` all who sit.

    Raises NotFound, CeremonyCancelled, CeremonyOver, NoSeatsYet, NobodyToSeat.
    """
    async with db.transaction():
        found = await access.ceremony_of_office(office, ceremony_id, actor=actor, lock=True)
        seat_rules.check_open(found.status, found.ends_at, now)
        persons, blocks = await _persons(ceremony_id), await _blocks(ceremony_id)
        if not persons:
            raise seat_rules.NobodyToSeat
        if not blocks:
            raise seat_rules.NoSeatsYet
        wishes = await db.rows(f"{WISHES} ORDER BY w.id", ceremony_id)
        stay = {row["id"]: row["seat"] for row in persons if row["seat"] and (keep_all or row["fixed"])}
        proposal = await asyncio.to_thread(propose, _parties(persons), blocks, _wishes(wishes), stay)
        undo = await _save(persons, proposal)
        await audit.record(
            "seats_proposed", actor=actor.person_id, subject=ceremony_id, tenant=office, moved=len(undo)
        )
    return _out(persons, wishes, proposal, undo)


async def _persons(ceremony_id: UUID) -> list[Any]:
    return await db.rows(
        "SELECT a.id, a.guest, a.name, trim(g.given_name || ' ' || g.family_name) AS host, a.wheelchair, u.category,"
        " g.protocol_rank, u.position AS group_position, g.sort_key, s.id AS seat, s.fixed FROM attendee a"
        " JOIN guest g ON g.id = a.guest JOIN guest_group u ON u.id = g.guest_group LEFT JOIN seat s ON s.attendee = a.id"
        " WHERE a.ceremony = $1 ORDER BY a.guest, a.position",
        ceremony_id,
    )


async def _blocks(ceremony_id: UUID) -> list[BlockToFill]:
    found = await db.rows(
        "SELECT b.id, b.category, b.step_free, array_agg(s.id ORDER BY s.number) AS seats FROM seat_block b"
        " JOIN seat_room r ON r.id = b.room JOIN seat s ON s.block = b.id WHERE r.ceremony = $1"
        " GROUP BY b.id, r.id ORDER BY r.position, r.id, b.position, b.id",
        ceremony_id,
    )
    return [BlockToFill(row["id"], tuple(row["seats"]), row["category"], row["step_free"]) for row in found]


def _parties(persons: Sequence[Any]) -> list[PartyToSeat]:
    return [_party(list(rows)) for _, rows in groupby(persons, key=lambda row: row["guest"])]


def _party(rows: Sequence[Any]) -> PartyToSeat:
    first = rows[0]
    return PartyToSeat(
        id=first["guest"],
        persons=tuple(PersonToSeat(row["id"], row["wheelchair"]) for row in rows),
        category=first["category"],
        rank=UNRANKED if first["protocol_rank"] is None else first["protocol_rank"],
        order=(f"{first['group_position']:05}", first["sort_key"]),
    )


def _wishes(rows: Sequence[Any]) -> list[WishOfTwo]:
    return [WishOfTwo(row["one"], row["other"], Wish(row["wish"])) for row in rows]


async def _save(persons: Sequence[Any], proposal: Proposal) -> list[MoveIn]:
    """What changes is written; the moves that take it back."""
    before = {
        row["id"]: MoveIn(attendee=row["id"], seat=row["seat"], fixed=bool(row["fixed"])) for row in persons
    }
    changed = [one for one in before if proposal.seats.get(one) != before[one].seat]
    await moves.write([MoveIn(attendee=one, seat=proposal.seats.get(one), fixed=False) for one in changed])
    return [before[one] for one in changed]


def _out(
    persons: Sequence[Any], wishes: Sequence[Any], proposal: Proposal, undo: list[MoveIn]
) -> ProposalOut:
    by_id = {row["id"]: row for row in persons}
    hosts = {row["guest"]: row["host"] for row in persons}
    missed = {(wish.one, wish.other) for wish in proposal.missed}
    return ProposalOut(
        seated=len(proposal.seats),
        left=[
            LeftOut(attendee=one, name=by_id[one]["name"], host=by_id[one]["host"], reason=reason)
            for one, reason in proposal.left.items()
        ],
        split=[hosts[party] for party in proposal.split],
        missed=[wish_of(row) for row in wishes if (row["one"], row["other"]) in missed],
        undo=undo,
    )

"""People without an invitation whom a door lets in: a party of its own, admitted at once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.ceremonies import access, rules
from ehrenamtskarte.ceremonies.doors import door_rules, people_sql
from ehrenamtskarte.ceremonies.doors.admitting import Answer
from ehrenamtskarte.ceremonies.doors.devices import Device
from ehrenamtskarte.ceremonies.rules import Outcome, Status
from ehrenamtskarte.ceremonies.tables import Attendee, Ceremony, Guest, GuestGroup
from ehrenamtskarte.core import db
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.sorting import sort_key

GROUP = "Ohne Einladung"


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkIn:
    """Who stands there."""

    nonce: str
    given_name: str
    family_name: str
    party: int
    scanned_at: datetime | None
    forced: bool
    offline: bool


async def admit(device: Device, walk_in: WalkIn, *, now: datetime) -> Answer:
    """Enter a party and let it in; sent again with the same nonce it answers the same.

    Raises CeremonyCancelled, CeremonyNotPublished, CeremonyOver, AllPlacesPromised, HouseFull, NonceUsed.
    """
    async with db.transaction():
        found = await access.ceremony(device.ceremony, lock=True)
        attendee = await _entered_before(device, walk_in.nonce)
        if attendee is None:
            await _must_fit(found, walk_in, now)
            attendee = await _enter(device, walk_in, now)
        return await _answer(device, attendee)


async def _entered_before(device: Device, nonce: str) -> UUID | None:
    """Whom this number let in before; another kind of scan is no walk-in. Raises NonceUsed."""
    noted = await db.row(
        "SELECT k.attendee, s.source FROM admission k LEFT JOIN attendee a ON a.id = k.attendee"
        " LEFT JOIN guest g ON g.id = a.guest LEFT JOIN guest_group s ON s.id = g.guest_group"
        " WHERE k.device = $1 AND k.nonce = $2",
        device.id,
        nonce,
    )
    if noted is None:
        return None
    if noted["source"] != rules.Source.WALK_IN:
        raise door_rules.NonceUsed(field="nonce")
    attendee: UUID = noted["attendee"]
    return attendee


async def _must_fit(found: Ceremony, walk_in: WalkIn, now: datetime) -> None:
    if walk_in.offline:
        return
    if found.status == Status.CANCELLED:
        raise rules.CeremonyCancelled
    if found.status == Status.DRAFT:
        raise rules.CeremonyNotPublished
    if now >= rules.tickets_end(found.ends_at):
        raise rules.CeremonyOver
    figures = await db.row(
        "SELECT (SELECT coalesce(sum(party), 0) FROM guest WHERE ceremony = $1 AND status IN ('accepted', 'offered'))"
        " AS promised, (SELECT count(*) FROM admission WHERE ceremony = $1 AND outcome = 'admitted') AS admitted",
        found.id,
    )
    assert figures is not None
    if figures["admitted"] + walk_in.party > found.capacity:
        raise door_rules.HouseFull
    if figures["promised"] + walk_in.party > found.capacity and not walk_in.forced:
        raise door_rules.AllPlacesPromised


async def _enter(device: Device, walk_in: WalkIn, now: datetime) -> UUID:
    at = (
        door_rules.corrected(walk_in.scanned_at or now, now, now)
        if walk_in.offline
        else door_rules.believed(walk_in.scanned_at, now)
    )
    guest = Guest(
        id=new_id(),
        ceremony=device.ceremony,
        guest_group=await _group(device.ceremony),
        status=rules.GuestStatus.ACCEPTED,
        given_name=walk_in.given_name.strip(),
        family_name=walk_in.family_name.strip(),
        sort_key=f"{sort_key(walk_in.family_name)} {sort_key(walk_in.given_name)}".strip(),
        party=walk_in.party,
        answered_at=now,
    )
    await guest.save()
    name = f"{guest.given_name} {guest.family_name}".strip()
    people = [
        Attendee(
            id=new_id(),
            ceremony=device.ceremony,
            guest=guest.id,
            position=position,
            name="" if position else name,
        )
        for position in range(walk_in.party)
    ]
    await Attendee.insert(*people)
    nonces = [
        door_rules.NONCE_OF_COMPANION.format(nonce=walk_in.nonce, position=person.position)
        if person.position
        else walk_in.nonce
        for person in people
    ]
    entered = await db.execute(
        "INSERT INTO admission"
        " (id, ceremony, attendee, device, nonce, outcome, forced, offline, scanned_at, received_at)"
        " SELECT n.id, $1, n.attendee, $2, n.nonce, 'admitted', false, $3, $4, $5"
        " FROM unnest($6::uuid[], $7::uuid[], $8::text[]) AS n (id, attendee, nonce) ON CONFLICT DO NOTHING",
        device.ceremony, device.id, walk_in.offline, at, now,
        [new_id() for _ in people], [person.id for person in people], nonces,
    )  # fmt: skip
    if entered != len(people):
        raise door_rules.NonceUsed(field="nonce")
    return people[0].id


async def _group(ceremony_id: UUID) -> UUID:
    """The group of those without an invitation, made when the first one comes; the event is locked."""
    groups = await db.rows(
        "SELECT id, name, source, position FROM guest_group WHERE ceremony = $1 ORDER BY position",
        ceremony_id,
    )
    for group in groups:
        if group["source"] == rules.Source.WALK_IN:
            found: UUID = group["id"]
            return found
    made = GuestGroup(
        id=new_id(),
        ceremony=ceremony_id,
        name=_free_name({group["name"] for group in groups}),
        position=max((group["position"] for group in groups), default=-1) + 1,
        source=rules.Source.WALK_IN,
    )
    await made.save()
    return made.id


def _free_name(taken: set[str]) -> str:
    names = (GROUP, *(f"{GROUP} ({number})" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


async def _answer(device: Device, attendee: UUID) -> Answer:
    row: Any = await db.row(
        f"SELECT {people_sql.COLUMNS}, (SELECT count(*) FROM admission WHERE ceremony = $2 AND outcome = 'admitted')"  # noqa: S608 - constants
        " AS admitted, (SELECT sum(party) FROM guest WHERE ceremony = $2 AND status = 'accepted') AS expected"
        f" FROM {people_sql.PARTY}{people_sql.MORE} WHERE a.id = $1",
        attendee,
        device.ceremony,
    )
    person, first = people_sql.person_of(row), people_sql.first_of(row)
    return Answer(
        outcome=Outcome.ADMITTED,
        message=door_rules.sentence(Outcome.ADMITTED, person, first),
        attendee=attendee,
        person=person,
        party=row["party"],
        first=first,
        admitted=row["admitted"],
        expected=row["expected"],
    )

"""What guests see of their invitation: by the link of a mail or letter, or signed in."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.ceremonies import access
from ehrenamtskarte.ceremonies.doors import people_sql, tickets
from ehrenamtskarte.ceremonies.inviting import answer_rules, places
from ehrenamtskarte.ceremonies.inviting.schemas import InvitationOut, InvitationRow, PersonOut
from ehrenamtskarte.ceremonies.planning import showing
from ehrenamtskarte.ceremonies.rules import Consent, GuestStatus, Status
from ehrenamtskarte.ceremonies.tables import Guest
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.text import Text

LATEST = 100
"""Invitations of one person that are listed."""
_OF_PERSON = (
    "(g.person = $1 OR lower(g.email) = (SELECT lower(email) FROM person WHERE id = $1 AND email IS NOT NULL))"
    " AND g.status NOT IN ('candidate', 'not_drawn')"
)
"""A guest g that is the person $1: known as such, or written to at the address the person signs in with."""


async def of_guest(guest: Guest, *, now: datetime) -> InvitationOut:
    """An invitation, its event, and what became of it."""
    ceremony = await access.ceremony(guest.ceremony)
    standing = await places.standing(ceremony, guest, now)
    most = max(await places.most_persons(ceremony, guest), standing.held)
    in_time = answer_rules.is_in_time(standing.status, standing.party, 1, ceremony.answer_by, now)
    return InvitationOut(
        guest_id=guest.id,
        status=standing.status,
        given_name=guest.given_name,
        family_name=guest.family_name,
        language=guest.language,
        party=guest.party,
        most_persons=most,
        fits=answer_rules.most_that_fit(standing, most),
        answer_by=ceremony.answer_by,
        in_time=in_time,
        late=ceremony.answer_by is not None and now > ceremony.answer_by,
        offer_until=guest.offer_until if standing.status == GuestStatus.OFFERED else None,
        place_in_line=places.place_in_line(standing),
        persons=await _persons(guest) if standing.held else [],
        event=await showing.as_public(ceremony, now),
    )


_PERSONS = (
    "SELECT a.id, a.sign_language, a.hearing_loop, a.diet, a.needs, a.photo_consent,"  # noqa: S608 - constants
    f" {people_sql.COLUMNS} FROM {people_sql.PARTY}{people_sql.MORE} WHERE a.guest = $1 ORDER BY a.position"
)


async def _persons(guest: Guest) -> list[PersonOut]:
    found = await db.rows(_PERSONS, guest.id)
    shown = (await tickets.of_guests([guest.id])).get(guest.id, [])
    codes = {one.attendee: one.text for one in shown}
    return [_person(row, codes.get(row["id"])) for row in found]


def _person(row: Any, ticket: str | None) -> PersonOut:
    return PersonOut(
        id=row["id"],
        name=row["name"],
        wheelchair=row["wheelchair"],
        sign_language=row["sign_language"],
        hearing_loop=row["hearing_loop"],
        diet=row["diet"],
        needs=row["needs"],
        photo_consent=Consent(row["photo_consent"]),
        ticket=ticket,
        seat=people_sql.seat_of(row),
    )


async def guest_of_person(guest_id: UUID, *, actor: Actor) -> Guest:
    """One of the actor's own invitations. Raises NotFound."""
    known = await db.scalar(
        f"SELECT 1 FROM guest g WHERE g.id = $2 AND {_OF_PERSON}",  # noqa: S608 - a constant
        actor.person_id,
        guest_id,
    )
    found = await Guest.objects().get(Guest.id == guest_id) if known else None
    if found is None:
        raise NotFound
    return found


async def of_person(actor: Actor) -> list[InvitationRow]:
    """The actor's invitations, the latest event first."""
    found = await db.rows(
        "SELECT g.id AS guest_id, g.status, g.offer_until, c.id AS ceremony_id, c.title_de, c.title_en,"  # noqa: S608
        " c.status AS event_status, c.starts_at, c.ends_at, c.place, c.answer_by"
        f" FROM guest g JOIN ceremony c ON c.id = g.ceremony WHERE {_OF_PERSON} AND c.status <> 'draft'"
        " ORDER BY c.starts_at DESC, g.id LIMIT $2",
        actor.person_id,
        LATEST,
    )
    return [
        InvitationRow(
            guest_id=row["guest_id"],
            status=GuestStatus(row["status"]),
            ceremony_id=row["ceremony_id"],
            title=Text(row["title_de"], row["title_en"]),
            event_status=Status(row["event_status"]),
            starts_at=row["starts_at"],
            ends_at=row["ends_at"],
            place=row["place"],
            offer_until=row["offer_until"],
            answer_by=row["answer_by"],
        )
        for row in found
    ]

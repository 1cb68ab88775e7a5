"""Who is in the focus of a photo, and what they say to it: the office notes it, a guest says it by the own link."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from ehrenamtskarte.ceremonies import access
from ehrenamtskarte.ceremonies.afterwards import afterwards_rules as rules
from ehrenamtskarte.ceremonies.afterwards import photos
from ehrenamtskarte.ceremonies.afterwards.came import came
from ehrenamtskarte.ceremonies.afterwards.schemas import CandidateOut, FocusIn, OwnPhoto, PhotoOut
from ehrenamtskarte.ceremonies.events import PartyChanged
from ehrenamtskarte.ceremonies.rules import Consent
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.sorting import every_word
from ehrenamtskarte.core.text import Text

MOST_CANDIDATES = 20


async def candidates(office: UUID | None, ceremony_id: UUID, *, q: str, actor: Actor) -> list[CandidateOut]:
    """Guests by name, those who came first. Raises NotFound, SecondFactorNeeded."""
    await access.ceremony_of_office(office, ceremony_id, actor=actor)
    found = await db.rows(
        f"SELECT t.id, t.name, t.position, g.given_name, g.family_name, t.photo_consent, {came('t')} AS came"  # noqa: S608 - constants
        " FROM attendee t JOIN guest g ON g.id = t.guest WHERE t.ceremony = $1"
        " AND (g.sort_key LIKE ALL($2::text[]) OR lower(t.name) LIKE ALL($3::text[]))"
        " ORDER BY came DESC, g.sort_key, g.id, t.position LIMIT $4",
        ceremony_id,
        every_word(q),
        [f"%{_plain(word)}%" for word in q.lower().split()],
        MOST_CANDIDATES,
    )
    return [_candidate(row) for row in found]


async def set_persons(
    office: UUID | None, ceremony_id: UUID, photo_id: UUID, persons: Sequence[FocusIn], *, actor: Actor
) -> PhotoOut:
    """Say who is in focus. A photo that somebody did not agree to is shown no more; a guest's own "no" stays.

    Raises NotFound, SecondFactorNeeded, TooManyInFocus, PersonUnnamed.
    """
    if len(persons) > rules.MOST_IN_FOCUS:
        raise rules.TooManyInFocus(field="persons", most=rules.MOST_IN_FOCUS)
    if any(not person.name.strip() for person in persons):
        raise rules.PersonUnnamed(field="persons")
    async with db.transaction():
        await access.ceremony_of_office(office, ceremony_id, actor=actor)
        await photos.locked(photo_id, ceremony_id)
        attendees = [person.attendee_id for person in persons if person.attendee_id]
        said_no = await _refused(ceremony_id, photo_id, attendees)
        await db.execute("DELETE FROM photo_person WHERE photo = $1", photo_id)
        await db.execute(
            "INSERT INTO photo_person (id, photo, attendee, name, consent)"
            " SELECT i, $2, a, n, c FROM unnest($1::uuid[], $3::uuid[], $4::text[], $5::text[]) AS t(i, a, n, c)",
            [new_id() for _ in persons],
            photo_id,
            [person.attendee_id for person in persons],
            [person.name.strip() for person in persons],
            [Consent.NO if person.attendee_id in said_no else person.consent for person in persons],
        )
        await photos.withdraw_without_consent([photo_id])
        await audit.record("ceremony_photo_focus", actor=actor.person_id, subject=photo_id, tenant=office)
        return await photos.one(photo_id, ceremony_id)


async def say(guest_id: UUID, person_id: UUID, consent: Consent) -> None:
    """What somebody of the party says about a photo they are on. Raises NotFound."""
    async with db.transaction():
        photo = await db.scalar(
            "SELECT p.photo FROM photo_person p JOIN attendee t ON t.id = p.attendee WHERE p.id = $1 AND t.guest = $2",
            person_id,
            guest_id,
        )
        if photo is None:
            raise NotFound
        await db.execute("SELECT 1 FROM ceremony_photo WHERE id = $1 FOR NO KEY UPDATE", photo)
        await db.execute("UPDATE photo_person SET consent = $2 WHERE id = $1", person_id, consent)
        await photos.withdraw_without_consent([photo])


async def of_guest(guest_id: UUID) -> list[OwnPhoto]:
    """The photos with somebody of the party in focus."""
    found = await db.rows(
        "SELECT p.id, f.id AS photo_id, p.name, p.consent, f.width, f.height, f.alt_de, f.alt_en, f.published"
        " FROM attendee t JOIN photo_person p ON p.attendee = t.id JOIN ceremony_photo f ON f.id = p.photo"
        " WHERE t.guest = $1 ORDER BY f.id, t.position LIMIT $2",
        guest_id,
        rules.MOST_PHOTOS,
    )
    return [
        OwnPhoto(
            alt=Text(row["alt_de"], row["alt_en"]),
            **{
                name: row[name]
                for name in ("id", "photo_id", "name", "consent", "width", "height", "published")
            },
        )
        for row in found
    ]


async def follow_party(event: PartyChanged) -> None:
    """Whoever says no to all photos is in none that is shown."""
    changed = await db.rows(
        "UPDATE photo_person p SET consent = $2 FROM attendee t"
        " WHERE t.id = p.attendee AND t.guest = $1 AND t.photo_consent = $2 AND p.consent <> $2 RETURNING p.photo",
        event.guest_id,
        Consent.NO,
    )
    if changed:
        await photos.withdraw_without_consent([row["photo"] for row in changed])


async def _refused(ceremony_id: UUID, photo_id: UUID, attendees: Sequence[UUID]) -> set[UUID]:
    """Which of these guests said no, to this photo or to all; raises NotFound for a guest of another event."""
    found = await db.rows(
        "SELECT t.id, t.photo_consent = $4 OR EXISTS (SELECT FROM photo_person p WHERE p.photo = $2"
        " AND p.attendee = t.id AND p.consent = $4) AS refused"
        " FROM attendee t WHERE t.ceremony = $1 AND t.id = ANY($3)",
        ceremony_id,
        photo_id,
        list(attendees),
        Consent.NO,
    )
    if {row["id"] for row in found} != set(attendees):
        raise NotFound
    return {row["id"] for row in found if row["refused"]}


def _plain(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _candidate(row: Any) -> CandidateOut:
    party = f"{row['given_name']} {row['family_name']}".strip()
    own = "" if row["position"] else party
    return CandidateOut(row["id"], row["name"] or own, party, row["came"], Consent(row["photo_consent"]))

"""The photos of an event: shown once everybody in focus agreed, deleted on their day."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from ehrenamtskarte.ceremonies import access
from ehrenamtskarte.ceremonies.afterwards import afterwards_rules as rules
from ehrenamtskarte.ceremonies.afterwards.schemas import FocusOut, PhotoIn, PhotoOut
from ehrenamtskarte.ceremonies.planning.showing import SHOWN_TO_ALL
from ehrenamtskarte.ceremonies.rules import Consent
from ehrenamtskarte.ceremonies.tables import Ceremony
from ehrenamtskarte.companies.policies import must_look_after
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.pictures import encoded
from ehrenamtskarte.core.rate_limits import limit
from ehrenamtskarte.core.text import Text

UPLOADS_PER_HOUR = 600
"""Of one person: an album."""
SIZES = ("large", "small")
_COLUMNS = "f.id, f.width, f.height, f.alt_de, f.alt_en, f.credit, f.published, f.delete_on, f.laureate"
_PERSONS = (
    "coalesce((SELECT jsonb_agg(jsonb_build_object('id', p.id, 'attendeeId', p.attendee, 'name', p.name,"
    " 'consent', p.consent) ORDER BY p.id) FROM photo_person p WHERE p.photo = f.id), '[]'::jsonb)::text AS persons"
)


@dataclass(frozen=True)
class Shown:
    """A photo as it is sent; `public` where everybody may see it."""

    content: bytes
    public: bool


async def of_office(office: UUID | None, ceremony_id: UUID, *, actor: Actor) -> list[PhotoOut]:
    """The event's photos, the newest first. Raises NotFound, SecondFactorNeeded."""
    await access.ceremony_of_office(office, ceremony_id, actor=actor)
    found = await db.rows(
        f"SELECT {_COLUMNS}, {_PERSONS} FROM ceremony_photo f WHERE f.ceremony = $1 ORDER BY f.id DESC LIMIT $2",  # noqa: S608 - constants
        ceremony_id,
        rules.MOST_PHOTOS,
    )
    return [_out(photo) for photo in found]


async def one(photo_id: UUID, ceremony_id: UUID) -> PhotoOut:
    """A photo of this event. Raises NotFound."""
    found = await db.row(
        f"SELECT {_COLUMNS}, {_PERSONS} FROM ceremony_photo f WHERE f.id = $1 AND f.ceremony = $2",  # noqa: S608 - constants
        photo_id,
        ceremony_id,
    )
    if found is None:
        raise NotFound
    return _out(found)


async def add(
    office: UUID | None,
    ceremony_id: UUID,
    content: bytes,
    alt: Text,
    credit: str,
    *,
    actor: Actor,
    now: datetime,
) -> PhotoOut:
    """Add a photo with its description; the same one again only gets the new words.

    Raises NotFound, SecondFactorNeeded, DescriptionMissing, TooManyPhotos and the refusals of core.pictures.
    """
    await access.ceremony_of_office(office, ceremony_id, actor=actor)
    words, taken_by = rules.check_description(alt, field="alt_de"), rules.check_credit(credit)
    await limit("ceremony_photo", str(actor.person_id), times=UPLOADS_PER_HOUR, seconds=3600)
    picture = await encoded(content)
    async with db.transaction():
        found = await access.ceremony_of_office(office, ceremony_id, actor=actor, lock=True)
        photo_id: UUID = await db.scalar(
            "INSERT INTO ceremony_photo (id, ceremony, large, small, width, height, alt_de, alt_en, credit, digest,"
            " published, delete_on, uploaded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, false, $11, $12)"
            " ON CONFLICT (ceremony, digest) DO UPDATE SET alt_de = excluded.alt_de, alt_en = excluded.alt_en,"
            " credit = excluded.credit RETURNING id",
            new_id(), ceremony_id, picture.large, picture.small, picture.width, picture.height, words.de, words.en,
            taken_by, hashlib.sha256(picture.large).digest(),
            rules.photos_end(found.ends_at, found.photos_until), now,
        )  # fmt: skip
        count = await db.scalar("SELECT count(*) FROM ceremony_photo WHERE ceremony = $1", ceremony_id)
        if count > rules.MOST_PHOTOS:
            raise rules.TooManyPhotos(most=rules.MOST_PHOTOS)
        await _note("ceremony_photo_added", photo_id, found, actor)
        return await one(photo_id, ceremony_id)


async def describe(
    office: UUID | None, ceremony_id: UUID, photo_id: UUID, data: PhotoIn, *, actor: Actor
) -> PhotoOut:
    """Change what is said of a photo and when it goes.

    Raises NotFound, SecondFactorNeeded, DescriptionMissing, DescriptionTooLong, PhotosKeptTooLong.
    """
    words, taken_by = rules.check_description(data.alt, field="alt"), rules.check_credit(data.credit)
    async with db.transaction():
        found = await access.ceremony_of_office(office, ceremony_id, actor=actor)
        rules.check_kept_until(found.ends_at, data.delete_on, field="deleteOn")
        if data.laureate_id and not await _is_laureate(data.laureate_id, ceremony_id):
            raise NotFound
        await locked(photo_id, ceremony_id)
        before = await db.scalar("SELECT laureate FROM ceremony_photo WHERE id = $1", photo_id)
        await db.execute(
            "UPDATE ceremony_photo SET alt_de = $3, alt_en = $4, credit = $5, delete_on = coalesce($6, delete_on),"
            " laureate = $7 WHERE id = $1 AND ceremony = $2",
            photo_id, ceremony_id, words.de, words.en, taken_by, data.delete_on, data.laureate_id,
        )  # fmt: skip
        if data.laureate_id and data.laureate_id != before:
            await ask_laureate(photo_id, data.laureate_id)
        return await one(photo_id, ceremony_id)


async def ask_laureate(photo_id: UUID, laureate_id: UUID) -> None:
    """A photo of a crowd that portrays a laureate is one of somebody: whoever it is agrees before the public sees it."""
    await db.execute(
        "INSERT INTO photo_person (id, photo, name, consent) SELECT $1, $2, l.name, $4 FROM laureate l WHERE l.id = $3"
        " AND NOT EXISTS (SELECT FROM photo_person p WHERE p.photo = $2)",
        new_id(), photo_id, laureate_id, Consent.OPEN,
    )  # fmt: skip
    await withdraw_without_consent([photo_id])


async def publish(office: UUID | None, ceremony_id: UUID, photo_id: UUID, *, actor: Actor) -> PhotoOut:
    """Show a photo on the event's page. Raises NotFound, SecondFactorNeeded, ConsentMissing."""
    async with db.transaction():
        found = await _locked(office, ceremony_id, photo_id, actor)
        if not (await one(photo_id, ceremony_id)).publishable:
            raise rules.ConsentMissing
        await _set_published(photo_id, True)
        await _note("ceremony_photo_published", photo_id, found, actor)
        return await one(photo_id, ceremony_id)


async def withdraw(office: UUID | None, ceremony_id: UUID, photo_id: UUID, *, actor: Actor) -> PhotoOut:
    """Show a photo no more. Raises NotFound, SecondFactorNeeded."""
    async with db.transaction():
        found = await _locked(office, ceremony_id, photo_id, actor)
        await _set_published(photo_id, False)
        await _note("ceremony_photo_withdrawn", photo_id, found, actor)
        return await one(photo_id, ceremony_id)


async def remove(office: UUID | None, ceremony_id: UUID, photo_id: UUID, *, actor: Actor) -> None:
    """Delete a photo for good. Raises NotFound, SecondFactorNeeded."""
    async with db.transaction():
        found = await _locked(office, ceremony_id, photo_id, actor)
        await db.execute("DELETE FROM ceremony_photo WHERE id = $1", photo_id)
        await _note("ceremony_photo_removed", photo_id, found, actor)


async def shown(photo_id: UUID, size: str, *, visitor: Actor | None) -> Shown:
    """A photo everybody may see, or that the visitor's office looks after. Raises NotFound, SecondFactorNeeded."""
    found = await _content(
        photo_id,
        size,
        f"f.published AND {SHOWN_TO_ALL} AS public, c.issuing_body",
    )
    if not found["public"]:
        if visitor is None:
            raise NotFound
        must_look_after(visitor, found["issuing_body"])
    return Shown(found["content"], found["public"])


async def shown_to(guest_id: UUID, photo_id: UUID, size: str) -> bytes:
    """A photo for somebody who is in its focus. Raises NotFound."""
    found = await _content(
        photo_id,
        size,
        "EXISTS (SELECT FROM photo_person p JOIN attendee t ON t.id = p.attendee"
        " WHERE p.photo = f.id AND t.guest = $2) AS theirs",
        guest_id,
    )
    if not found["theirs"]:
        raise NotFound
    content: bytes = found["content"]
    return content


async def gallery(ceremony_id: UUID) -> list[Any]:
    """The photos everybody may see, in the order they were taken in. Raises NotFound."""
    if not await db.scalar(f"SELECT 1 FROM ceremony c WHERE c.id = $1 AND {SHOWN_TO_ALL}", ceremony_id):  # noqa: S608 - a constant
        raise NotFound
    return await db.rows(
        "SELECT id, width, height, alt_de, alt_en, credit FROM ceremony_photo WHERE ceremony = $1 AND published"
        " ORDER BY id LIMIT $2",
        ceremony_id,
        rules.MOST_PHOTOS,
    )


async def withdraw_without_consent(photo_ids: Sequence[UUID]) -> None:
    """Photos of these that not everybody agreed to are shown no more."""
    await db.execute(
        "UPDATE ceremony_photo f SET published = false WHERE f.id = ANY($1) AND f.published"
        " AND EXISTS (SELECT FROM photo_person p WHERE p.photo = f.id AND p.consent <> $2)",
        list(photo_ids),
        Consent.YES,
    )


async def locked(photo_id: UUID, ceremony_id: UUID) -> None:
    """Whatever is decided of a photo happens one after the other. Raises NotFound."""
    if not await db.scalar(
        "SELECT 1 FROM ceremony_photo WHERE id = $1 AND ceremony = $2 FOR NO KEY UPDATE",
        photo_id,
        ceremony_id,
    ):
        raise NotFound


async def _locked(office: UUID | None, ceremony_id: UUID, photo_id: UUID, actor: Actor) -> Ceremony:
    found = await access.ceremony_of_office(office, ceremony_id, actor=actor)
    await locked(photo_id, ceremony_id)
    return found


async def _set_published(photo_id: UUID, published: bool) -> None:
    await db.execute("UPDATE ceremony_photo SET published = $2 WHERE id = $1", photo_id, published)


async def _is_laureate(laureate_id: UUID, ceremony_id: UUID) -> bool:
    return bool(
        await db.scalar("SELECT 1 FROM laureate WHERE id = $1 AND ceremony = $2", laureate_id, ceremony_id)
    )


async def _content(photo_id: UUID, size: str, more: str, *values: object) -> Any:
    if size not in SIZES:
        raise NotFound
    found = await db.row(
        f"SELECT f.{size} AS content, {more} FROM ceremony_photo f JOIN ceremony c ON c.id = f.ceremony"  # noqa: S608 - constants
        " WHERE f.id = $1",
        photo_id,
        *values,
    )
    if found is None:
        raise NotFound
    return found


async def _note(action: str, photo_id: UUID, found: Ceremony, actor: Actor) -> None:
    await audit.record(action, actor=actor.person_id, subject=photo_id, tenant=found.issuing_body)


def _out(photo: Any) -> PhotoOut:
    persons = msgspec.json.decode(photo["persons"], type=list[FocusOut])
    return PhotoOut(
        alt=Text(photo["alt_de"], photo["alt_en"]),
        laureate_id=photo["laureate"],
        publishable=rules.all_agreed([person.consent for person in persons]),
        persons=persons,
        **{name: photo[name] for name in ("id", "width", "height", "credit", "published", "delete_on")},
    )

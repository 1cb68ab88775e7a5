"""Pictures of laureates for the stage; the public sees one only once it is published among the photos."""

import hashlib
from datetime import datetime
from uuid import UUID

from ehrenamtskarte.ceremonies.access import ceremony_of_office
from ehrenamtskarte.ceremonies.afterwards import photos
from ehrenamtskarte.ceremonies.afterwards.afterwards_rules import photos_end
from ehrenamtskarte.ceremonies.rules import Consent
from ehrenamtskarte.ceremonies.stage.schemas import PortraitOut
from ehrenamtskarte.companies.rules import check_description
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.pictures import encoded
from ehrenamtskarte.core.rate_limits import limit
from ehrenamtskarte.core.text import Text

UPLOADS_PER_HOUR = 120
NOT_REFUSED = f"NOT EXISTS (SELECT FROM photo_person q WHERE q.photo = f.id AND q.consent = '{Consent.NO}')"
"""The condition that nobody in the focus of photo f refused: a hall full of people is public, too."""


async def put(
    office: UUID | None,
    ceremony_id: UUID,
    laureate_id: UUID,
    content: bytes,
    alt: Text,
    *,
    actor: Actor,
    now: datetime,
) -> PortraitOut:
    """Give a laureate a picture, instead of the one before.

    Raises NotFound, SecondFactorNeeded, DescriptionMissing, TooLong, TooManyRequests and the refusals of core.pictures.
    """
    found = await ceremony_of_office(office, ceremony_id, actor=actor)
    words = check_description(alt, field="alt_de")
    await limit("portrait", str(actor.person_id), times=UPLOADS_PER_HOUR, seconds=3600)
    picture = await encoded(content)
    async with db.transaction():
        await ceremony_of_office(office, ceremony_id, actor=actor, lock=True)
        if not await _is_there(laureate_id, ceremony_id):
            raise NotFound
        await _clear(laureate_id)
        last_day = photos_end(found.ends_at, found.photos_until)
        photo_id = await db.scalar(
            "INSERT INTO ceremony_photo (id, ceremony, laureate, large, small, width, height, alt_de, alt_en, credit, digest,"
            " published, delete_on, uploaded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', $10, false, $11, $12)"
            " ON CONFLICT (ceremony, digest) DO UPDATE SET laureate = excluded.laureate, alt_de = excluded.alt_de,"
            " alt_en = excluded.alt_en RETURNING id",
            new_id(), ceremony_id, laureate_id, picture.large, picture.small, picture.width, picture.height, words.de,
            words.en, hashlib.sha256(picture.large).digest(), last_day, now,
        )  # fmt: skip
        await photos.ask_laureate(photo_id, laureate_id)
        await audit.record("portrait_added", actor=actor.person_id, subject=laureate_id, tenant=office)
        row = await db.row("SELECT id, published FROM ceremony_photo WHERE id = $1", photo_id)
        assert row is not None
        return PortraitOut(row["id"], words, row["published"])


async def remove(office: UUID | None, ceremony_id: UUID, laureate_id: UUID, *, actor: Actor) -> None:
    """Take a laureate's picture off the stage. Raises NotFound, SecondFactorNeeded."""
    async with db.transaction():
        await ceremony_of_office(office, ceremony_id, actor=actor, lock=True)
        if not await _is_there(laureate_id, ceremony_id):
            raise NotFound
        await _clear(laureate_id)
        await audit.record("portrait_removed", actor=actor.person_id, subject=laureate_id, tenant=office)


async def on_stage(ceremony_id: UUID, photo_id: UUID) -> bytes:
    """A picture of a laureate, large, for the stage. Raises NotFound."""
    content: bytes | None = await db.scalar(
        f"SELECT large FROM ceremony_photo f WHERE id = $1 AND ceremony = $2 AND laureate IS NOT NULL AND {NOT_REFUSED}",  # noqa: S608 - constants
        photo_id,
        ceremony_id,
    )
    if content is None:
        raise NotFound
    return content


async def _clear(laureate_id: UUID) -> None:
    """What was for the stage alone goes; a published photo stays without its tie to the laureate."""
    await db.execute("DELETE FROM ceremony_photo WHERE laureate = $1 AND NOT published", laureate_id)
    await db.execute("UPDATE ceremony_photo SET laureate = NULL WHERE laureate = $1", laureate_id)


async def _is_there(laureate_id: UUID, ceremony_id: UUID) -> bool:
    return bool(
        await db.scalar("SELECT 1 FROM laureate WHERE id = $1 AND ceremony = $2", laureate_id, ceremony_id)
    )

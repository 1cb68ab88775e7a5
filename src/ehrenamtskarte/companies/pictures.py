"""The pictures of a company and who may see them."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.companies import offices, rules
from ehrenamtskarte.companies.events import CompanyChanged
from ehrenamtskarte.companies.rules import Status
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.outbox import publish
from ehrenamtskarte.core.pictures import encoded
from ehrenamtskarte.core.rate_limits import limit
from ehrenamtskarte.core.text import Text

UPLOADS_PER_HOUR = 120
"""Of one person, however many companies they register."""
SIZES = ("large", "small")


@dataclass(frozen=True)
class Shown:
    """A picture as it is sent; `public` where everybody may see it."""

    content: bytes
    public: bool


async def of_company(company_id: UUID, *, actor: Actor) -> list[dict[str, Any]]:
    """The company's pictures, the newest first. Raises NotFound."""
    await offices.company_to_see(company_id, actor=actor)
    found = await db.rows(
        "SELECT id, width, height, alt_de, alt_en FROM picture WHERE company = $1 ORDER BY id DESC",
        company_id,
    )
    return [_described(picture) for picture in found]


async def add(company_id: UUID, content: bytes, alt: Text, *, actor: Actor, now: datetime) -> dict[str, Any]:
    """Add a picture with its description; the same one again only gets the new words.

    Raises NotFound, DescriptionMissing, TooLong, TooManyPictures, TooManyRequests and the refusals of core.pictures.
    """
    await offices.company_to_manage(company_id, actor=actor)
    words = rules.check_description(alt, field="alt_de")
    await limit("picture", str(actor.person_id), times=UPLOADS_PER_HOUR, seconds=3600)
    picture = await encoded(content)
    async with db.transaction():
        await offices.company_to_manage(company_id, actor=actor, lock=True)
        added = await db.row(
            "INSERT INTO picture (id, company, large, small, width, height, alt_de, alt_en, digest, uploaded_at)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (company, digest)"
            " DO UPDATE SET alt_de = excluded.alt_de, alt_en = excluded.alt_en RETURNING id, width, height, alt_de, alt_en",
            new_id(), company_id, picture.large, picture.small, picture.width, picture.height, words.de, words.en,
            hashlib.sha256(picture.large).digest(), now,
        )  # fmt: skip
        assert added is not None
        if (
            await db.scalar("SELECT count(*) FROM picture WHERE company = $1", company_id)
            > rules.MOST_PICTURES
        ):
            raise rules.TooManyPictures(most=rules.MOST_PICTURES)
        await audit.record("picture_added", actor=actor.person_id, subject=added["id"], tenant=company_id)
        await publish(CompanyChanged(company_id=company_id))
        return _described(added)


async def describe(company_id: UUID, picture_id: UUID, alt: Text, *, actor: Actor) -> dict[str, Any]:
    """Change the words for those who do not see a picture. Raises NotFound, DescriptionMissing, TooLong."""
    async with db.transaction():
        await offices.company_to_manage(company_id, actor=actor, lock=True)
        words = rules.check_description(alt, field="alt")
        found = await db.row(
            "UPDATE picture SET alt_de = $3, alt_en = $4 WHERE id = $1 AND company = $2"
            " RETURNING id, width, height, alt_de, alt_en",
            picture_id, company_id, words.de, words.en,
        )  # fmt: skip
        if found is None:
            raise NotFound
        await publish(CompanyChanged(company_id=company_id))
        return _described(found)


async def remove(company_id: UUID, picture_id: UUID, *, actor: Actor) -> None:
    """Remove a picture from the company and its offers. Raises NotFound."""
    async with db.transaction():
        await offices.company_to_manage(company_id, actor=actor, lock=True)
        await db.execute(
            "UPDATE company SET logo = NULL, revision = revision + 1 WHERE id = $1 AND logo = $2",
            company_id, picture_id,
        )  # fmt: skip
        if not await db.execute("DELETE FROM picture WHERE id = $1 AND company = $2", picture_id, company_id):
            raise NotFound
        await audit.record("picture_removed", actor=actor.person_id, subject=picture_id, tenant=company_id)
        await publish(CompanyChanged(company_id=company_id))


async def shown(picture_id: UUID, size: str, *, visitor: Actor | None) -> Shown:
    """A picture of a company that everybody sees, or that the visitor may see. Raises NotFound."""
    if size not in SIZES:
        raise NotFound
    found = await db.row(
        f"SELECT p.{size} AS content, c.id, c.status = $2 AND c.paused_at IS NULL AS public"  # noqa: S608 - one of SIZES
        " FROM picture p JOIN company c ON c.id = p.company WHERE p.id = $1",
        picture_id,
        Status.APPROVED,
    )
    if found is None or not (found["public"] or await _may_see(found["id"], visitor)):
        raise NotFound
    return Shown(found["content"], found["public"])


async def _may_see(company_id: UUID, visitor: Actor | None) -> bool:
    if visitor is None:
        return False
    await offices.company_to_see(company_id, actor=visitor)
    return True


def _described(picture: Any) -> dict[str, Any]:
    return {
        "id": picture["id"],
        "width": picture["width"],
        "height": picture["height"],
        "alt": Text(picture["alt_de"], picture["alt_en"]),
    }

"""The offers somebody keeps."""

from datetime import datetime
from uuid import UUID

from ehrenamtskarte.benefits.campaigns.campaign_rules import MOST_FAVOURITES, TooManyFavourites
from ehrenamtskarte.benefits.holders import holding
from ehrenamtskarte.benefits.public_list import finding
from ehrenamtskarte.benefits.schemas import FavouriteOut
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.clock import berlin_day
from ehrenamtskarte.core.ids import new_id


async def mine(actor: Actor, *, now: datetime) -> list[FavouriteOut]:
    """The offers one keeps, the latest first, also those that are over."""
    today = berlin_day(now)
    kept = await db.rows(
        f"SELECT f.benefit, f.since, b.valid_until, b.deadline, {finding.IS_PUBLIC} AS public"  # noqa: S608 - a constant
        " FROM favourite f JOIN benefit b ON b.id = f.benefit JOIN company c ON c.id = b.company"
        " WHERE f.person = $1 ORDER BY f.since DESC, f.id DESC LIMIT $2",
        actor.person_id, MOST_FAVOURITES,
    )  # fmt: skip
    found = await finding.found([one["benefit"] for one in kept], today=today)
    by_id = {one.id: one for one in found}
    return [
        FavouriteOut(
            benefit=by_id[one["benefit"]], available=finding.is_public_on(today, one), since=one["since"]
        )
        for one in kept
        if one["benefit"] in by_id
    ]


async def keep(benefit_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Keep a public offer; keeping it again does no harm. Raises NotFound, TooManyFavourites."""
    async with db.transaction():
        await holding.open_offer(benefit_id, today=berlin_day(now))
        await holding.lock_person(actor)
        others = await db.scalar(
            "SELECT count(*) FROM favourite WHERE person = $1 AND benefit <> $2", actor.person_id, benefit_id
        )
        if others >= MOST_FAVOURITES:
            raise TooManyFavourites(most=MOST_FAVOURITES)
        await db.execute(
            "INSERT INTO favourite (id, person, benefit, since) VALUES ($1, $2, $3, $4)"
            " ON CONFLICT (person, benefit) DO NOTHING",
            new_id(), actor.person_id, benefit_id, now,
        )  # fmt: skip


async def let_go(benefit_id: UUID, *, actor: Actor) -> None:
    """Keep it no longer; what was not kept stays so."""
    await db.execute("DELETE FROM favourite WHERE person = $1 AND benefit = $2", actor.person_id, benefit_id)

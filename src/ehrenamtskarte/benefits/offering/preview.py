"""An offer as holders would see it, before anybody keeps it."""

from datetime import datetime
from uuid import UUID

from ehrenamtskarte.benefits.offering import offers
from ehrenamtskarte.benefits.offering.showing import as_shown
from ehrenamtskarte.benefits.rules import Terms
from ehrenamtskarte.benefits.schemas import BenefitOut
from ehrenamtskarte.companies import venues
from ehrenamtskarte.companies.schemas import VenueOut
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.clock import berlin_day
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.text import NOTHING_SAID, Text


async def preview(company_id: UUID, terms: Terms, *, actor: Actor, now: datetime) -> BenefitOut:
    """The offer of a company as holders would see it. Raises NotFound, CompanyLeft, TermsInvalid."""
    async with db.transaction():
        company = await offers.company_at_work(company_id, actor=actor)
        wanted = await offers.checked(company_id, terms, now=now)
        return as_shown(
            new_id(),
            wanted,
            company,
            [VenueOut.of(venue) for venue in await venues.of_company(company_id, actor=actor)],
            picture_alt=await _words_of(wanted.picture),
            published_at=now,
            confirmed_at=now,
            today=berlin_day(now),
        )


async def _words_of(picture: UUID | None) -> Text:
    found = picture and await db.row("SELECT alt_de, alt_en FROM picture WHERE id = $1", picture)
    return Text(found["alt_de"], found["alt_en"]) if found else NOTHING_SAID

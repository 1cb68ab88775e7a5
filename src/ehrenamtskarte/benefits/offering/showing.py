"""An offer as everybody sees it, from its terms, its company and its venues; nothing is read from the database."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from ehrenamtskarte.benefits.public_list.calendar import is_new
from ehrenamtskarte.benefits.public_list.finding import holds_on, last_use
from ehrenamtskarte.benefits.rules import Terms
from ehrenamtskarte.benefits.schemas import BenefitOut, CompanyNamed
from ehrenamtskarte.benefits.terms import weekday_bits
from ehrenamtskarte.companies.schemas import VenueOut
from ehrenamtskarte.companies.tables import Company
from ehrenamtskarte.core.text import NOTHING_SAID, Text


def as_shown(
    benefit_id: UUID,
    terms: Terms,
    company: Company,
    venues: Sequence[VenueOut],
    *,
    picture_alt: Text = NOTHING_SAID,
    published_at: datetime,
    confirmed_at: datetime,
    today: date,
) -> BenefitOut:
    """The offer; `venues` are the open ones of its company, of which those are shown where it holds."""
    return BenefitOut(
        id=benefit_id,
        company=CompanyNamed(company.id, company.name),
        company_website=company.website,
        statewide=company.statewide,
        venues=[venue for venue in venues if terms.all_venues or venue.id in terms.venues],
        picture_alt=picture_alt if terms.picture else NOTHING_SAID,
        valid_today=holds_on(
            today,
            valid_from=terms.valid_from,
            last_use=last_use(terms.valid_until, terms.deadline),
            weekdays=weekday_bits(terms.weekdays),
        ),
        is_new=is_new(published_at, today),
        published_at=published_at,
        confirmed_at=confirmed_at,
        weekdays=list(terms.weekdays),
        **{name: getattr(terms, name) for name in _AS_PROMISED},
    )


_AS_PROMISED = (
    "title",
    "conditions",
    "category",
    "kind",
    "percent",
    "regular_cents",
    "card_cents",
    "amount_cents",
    "cards",
    "combinable",
    "valid_from",
    "valid_until",
    "from_time",
    "until_time",
    "limit",
    "online",
    "online_url",
    "codes",
    "picture",
    "deadline",
    "prizes",
)

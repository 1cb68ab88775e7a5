"""What a till keeps on its device: the venues of its company, and the offers that it may give there."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from ehrenamtskarte.benefits.rules import Cards, Kind, Limit
from ehrenamtskarte.benefits.till_schemas import TillBenefit, TillOut, TillVenue
from ehrenamtskarte.benefits.tills.till_rules import Offer
from ehrenamtskarte.companies import offices, policies
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.clock import berlin_day
from ehrenamtskarte.core.text import Text

_OFFERS = """
SELECT b.id, b.title_de, b.title_en, b.conditions_de, b.conditions_en, b.kind, b.percent, b.regular_cents, b.card_cents,
  b.amount_cents, b.cards, b.combinable, b.limit_per, b.valid_from, b.valid_until, b.weekdays, b.from_time, b.until_time,
  CASE WHEN b.status IN ('approved', 'ended') AND c.status IN ('approved', 'left') THEN b.published_at END AS published_at,
  least(b.paused_at, c.paused_at, c.left_at, CASE WHEN b.status = 'ended' THEN coalesce((SELECT max(p.at)
    FROM public_change p WHERE p.benefit = b.id AND p.what = 'ended'), b.changed_at) END) AS withdrawn_at,
  coalesce((SELECT json_object_agg(v.id, v.closed_at ORDER BY v.sort_key, v.id) FROM venue v WHERE v.company = b.company
    AND (b.all_venues OR EXISTS (SELECT FROM benefit_venue bv WHERE bv.benefit = b.id AND bv.venue = v.id))), '{}') AS venues
FROM benefit b JOIN company c ON c.id = b.company
WHERE b.company = $1 AND ($2::uuid[] IS NULL OR b.id = ANY($2)) AND ($2 IS NOT NULL OR b.status = 'approved')
ORDER BY b.sort_key, b.id
"""


async def kept(company_id: UUID, *, actor: Actor, now: datetime) -> TillOut:
    """All offers that are public, those of other days too, for when the till has no network. Raises NotFound."""
    policies.must_work_there(actor, company_id)
    company = await offices.company(company_id)
    venues = await db.rows(
        "SELECT v.id, coalesce(nullif(v.name, ''), v.street) AS name, m.name AS municipality_name FROM venue v"
        " JOIN municipality m ON m.ags = v.municipality WHERE v.company = $1 AND v.closed_at IS NULL"
        " ORDER BY v.sort_key, v.id",
        company_id,
    )
    found = await db.rows(_OFFERS, company_id, None)
    today = berlin_day(now)
    return TillOut(
        company_id=company_id,
        company_name=company.name,
        venues=[TillVenue(**venue) for venue in venues],
        benefits=[
            _kept(row, offer)
            for row in found
            if (offer := _offer(row)).is_public(now) and not _is_over(offer, today)
        ],
    )


async def offers(company_id: UUID, benefits: Sequence[UUID]) -> dict[UUID, Offer]:
    """These offers of the company, public or not; what is not its own is left out."""
    return {row["id"]: _offer(row) for row in await db.rows(_OFFERS, company_id, benefits)}


def _offer(row: Any) -> Offer:
    return Offer(
        id=row["id"],
        kind=Kind(row["kind"]),
        cards=Cards(row["cards"]),
        limit=Limit(row["limit_per"]),
        venues=msgspec.json.decode(row["venues"], type=dict[UUID, datetime | None]),
        published_at=row["published_at"],
        withdrawn_at=row["withdrawn_at"],
        valid_from=row["valid_from"],
        valid_until=row["valid_until"],
        weekdays=row["weekdays"],
        from_time=row["from_time"],
        until_time=row["until_time"],
    )


def _is_over(offer: Offer, today: date) -> bool:
    return offer.valid_until is not None and offer.valid_until < today


def _kept(row: Any, offer: Offer) -> TillBenefit:
    return TillBenefit(
        id=offer.id,
        title=Text(row["title_de"], row["title_en"]),
        conditions=Text(row["conditions_de"], row["conditions_en"]),
        kind=offer.kind,
        percent=row["percent"],
        regular_cents=row["regular_cents"],
        card_cents=row["card_cents"],
        amount_cents=row["amount_cents"],
        cards=offer.cards,
        combinable=row["combinable"],
        limit=offer.limit,
        venues=[venue for venue, closed_at in offer.venues.items() if closed_at is None],
        valid_from=offer.valid_from.isoformat() if offer.valid_from else None,
        valid_until=offer.valid_until.isoformat() if offer.valid_until else None,
        weekdays=[number for number in range(7) if offer.weekdays >> number & 1],
        from_time=offer.from_time,
        until_time=offer.until_time,
    )

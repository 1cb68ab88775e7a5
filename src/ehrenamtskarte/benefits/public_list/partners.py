"""The public profile of a company."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from ehrenamtskarte.benefits.counting import figures
from ehrenamtskarte.benefits.public_list import finding
from ehrenamtskarte.benefits.schemas import BenefitFound, PartnerOut
from ehrenamtskarte.companies.schemas import VenueOut
from ehrenamtskarte.core import db
from ehrenamtskarte.core.clock import berlin_day
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.text import Text

_PROFILE = f"""
SELECT c.id, c.name, seat.name AS municipality_name, c.statewide, c.website, c.about_de, c.about_en, c.release_days,
  c.volunteering_de, c.volunteering_en, c.sponsorship_de, c.sponsorship_en,
  coalesce(c.decided_at, c.registered_at) AS since, p.id AS logo, p.alt_de, p.alt_en,
  (SELECT coalesce(json_agg({finding.VENUE_OUT} {finding.VENUES_IN_ORDER}), '[]') FROM (
    SELECT v.*, m.name AS town FROM venue v JOIN municipality m ON m.ags = v.municipality
    WHERE v.company = c.id AND v.closed_at IS NULL) AS ve) AS venues,
  ARRAY(SELECT b.id FROM benefit b WHERE b.company = c.id AND {finding.IS_PUBLIC}
    ORDER BY b.sort_key COLLATE "C", b.id) AS benefits
FROM company c JOIN municipality seat ON seat.ags = c.municipality LEFT JOIN picture p ON p.id = c.logo
WHERE c.id = $1 AND c.status = 'approved' AND c.paused_at IS NULL
"""  # noqa: S608 - parts of ours

_venues = msgspec.json.Decoder(list[VenueOut])


async def profile(company_id: UUID, *, today: date) -> PartnerOut:
    """What everybody may know of a company that takes part. Raises NotFound."""
    row = await db.row(_PROFILE, company_id)
    if row is None:
        raise NotFound
    return PartnerOut(
        id=row["id"],
        name=row["name"],
        municipality_name=row["municipality_name"],
        statewide=row["statewide"],
        website=row["website"],
        logo=row["logo"],
        logo_alt=_text(row, "alt"),
        about=_text(row, "about"),
        release_days=row["release_days"],
        volunteering=_text(row, "volunteering"),
        sponsorship=_text(row, "sponsorship"),
        since=berlin_day(row["since"]),
        venues=_venues.decode(row["venues"]),
        benefits=await _still_public(row["benefits"], today),
        figures=await figures.published(company_id),
    )


def _text(row: Any, name: str) -> Text:
    return Text(row[f"{name}_de"] or "", row[f"{name}_en"] or "")


async def _still_public(benefits: list[UUID], today: date) -> list[BenefitFound]:
    offers = await finding.found(benefits, today=today)
    return [offer for offer in offers if finding.is_in_list(offer.valid_until, offer.deadline, today)]

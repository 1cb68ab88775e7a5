"""The offers of a town: a copy for the phone, and a list for paper."""

from collections.abc import Callable
from datetime import date, datetime
from math import hypot
from typing import Any

import msgspec

from ehrenamtskarte.benefits.public_list import calendar, finding, points
from ehrenamtskarte.benefits.public_list.projection import EVERYWHERE
from ehrenamtskarte.benefits.schemas import BenefitOut, BenefitsCopy, TownList
from ehrenamtskarte.companies.schemas import VenueOut
from ehrenamtskarte.core import db
from ehrenamtskarte.core.clock import berlin_day
from ehrenamtskarte.regions import service as regions

NEAR_KM = 30.0
MOST_COPIED = 2000
"""Offers of a copy; the nearest ones."""
MOST_PRINTED = 2000
VENUES_FROM_AFAR = 3
"""How many venues of an offer are named where none is near."""

_COLUMNS = "t.shown, l.valid_from, l.last_use, l.weekdays, l.published_at"
_LISTED = "listing l JOIN listing_text t USING (benefit) JOIN company c ON c.id = l.company"
_HOLDS = "(l.last_day IS NULL OR l.last_day >= $1)"

_NEAR = f"""
WITH near AS (
  SELECT benefit, min(point(east_km, north_km) <-> point($2, $3)) AS km FROM listing_place
  WHERE point(east_km, north_km) <@ circle(point($2, $3), $4) GROUP BY benefit
)
SELECT {_COLUMNS} FROM {_LISTED} LEFT JOIN near n USING (benefit)
WHERE {_HOLDS} AND (n.km IS NOT NULL OR c.statewide OR l.towns && $5::varchar[])
ORDER BY coalesce(n.km, 'Infinity'), l.sort_key COLLATE "C", l.benefit LIMIT {MOST_COPIED}
"""  # noqa: S608 - parts of ours

_OF_TOWN = f"""
SELECT {_COLUMNS}, (c.statewide OR l.towns = $3::varchar[]) AS everywhere FROM {_LISTED}
WHERE {_HOLDS} AND (c.statewide OR l.towns && ($2::varchar[] || $3::varchar[]))
ORDER BY c.sort_key COLLATE "C", l.sort_key COLLATE "C", l.benefit LIMIT {MOST_PRINTED}
"""  # noqa: S608 - parts of ours


async def copy(ags: str, *, now: datetime) -> BenefitsCopy:
    """The offers near a town and the statewide ones, at most 2,000. Raises MunicipalityUnknown."""
    town = await regions.municipality(ags)
    east, north = points.flat(town.latitude, town.longitude)
    today = berlin_day(now)
    rows = await db.rows(_NEAR, today, east, north, NEAR_KM, [ags, EVERYWHERE])
    return BenefitsCopy(
        ags=ags,
        municipality_name=town.name,
        made_at=now,
        items=[_shown(row, today, lambda venue: _km(venue, east, north) <= NEAR_KM) for row in rows],
    )


async def printed(ags: str, *, today: date) -> TownList:
    """All that holds in a town. Raises MunicipalityUnknown."""
    town = await regions.municipality(ags)
    rows = await db.rows(_OF_TOWN, today, [ags], [EVERYWHERE])
    offers = [
        (row["everywhere"], _shown(row, today, lambda venue: venue.municipality == ags)) for row in rows
    ]
    return TownList(
        ags=ags,
        municipality_name=town.name,
        as_of=today,
        local=[offer for everywhere, offer in offers if not everywhere],
        statewide=[offer for everywhere, offer in offers if everywhere],
    )


def _km(venue: VenueOut, east: float, north: float) -> float:
    venue_east, venue_north = points.flat(venue.latitude, venue.longitude)
    return hypot(venue_east - east, venue_north - north)


_offers = msgspec.json.Decoder(BenefitOut)


def shown_today(row: Any, today: date) -> BenefitOut:
    """The offer of a row of the list, with what depends on the day."""
    offer = _offers.decode(row["shown"])
    offer.valid_today = finding.holds_on(
        today, valid_from=row["valid_from"], last_use=row["last_use"], weekdays=row["weekdays"]
    )
    offer.is_new = calendar.is_new(row["published_at"], today)
    return offer


def _shown(row: Any, today: date, is_near: Callable[[VenueOut], bool]) -> BenefitOut:
    offer = shown_today(row, today)
    # A chain has hundreds: those around the corner are what matters here.
    offer.venues = list(filter(is_near, offer.venues)) or offer.venues[:VENUES_FROM_AFAR]
    return offer

"""Offers as lists and as pages show them, public or not."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from ehrenamtskarte.benefits.public_list.calendar import is_new
from ehrenamtskarte.benefits.rules import Cards, Category, Codes, Kind, Limit
from ehrenamtskarte.benefits.schemas import BenefitFound, BenefitOut, CompanyNamed, Place
from ehrenamtskarte.companies.schemas import VenueOut
from ehrenamtskarte.core import db
from ehrenamtskarte.core.clock import berlin_day
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.text import Text

SHOWN_AFTER_DEADLINE = timedelta(days=14)
"""How long a raffle stays in the public list, so that entrants see how it ended."""

VENUES = """SELECT ve.*, m.name AS town FROM venue ve JOIN municipality m ON m.ags = ve.municipality
  WHERE ve.company = b.company AND ve.closed_at IS NULL AND (b.all_venues
  OR EXISTS (SELECT FROM benefit_venue bv WHERE bv.benefit = b.id AND bv.venue = ve.id))"""
"""The open venues where the offer `b` holds."""

VENUES_IN_ORDER = 'ORDER BY ve.sort_key COLLATE "C", ve.id'

VENUE_OUT = """json_build_object('id', ve.id, 'name', ve.name, 'street', ve.street, 'postalCode', ve.postal_code,
  'municipality', ve.municipality, 'municipalityName', ve.town, 'latitude', ve.latitude, 'longitude', ve.longitude,
  'exact', ve.exact, 'openingHours', ve.opening_hours,
  'openingNote', json_build_object('de', ve.opening_note_de, 'en', ve.opening_note_en), 'stepFree', ve.step_free,
  'accessibleToilet', ve.accessible_toilet,
  'accessibility', json_build_object('de', ve.accessibility_de, 'en', ve.accessibility_en), 'revision', ve.revision)"""
"""The venue `ve` as everybody may know it."""

IS_PUBLIC = """(b.status = 'approved' AND b.paused_at IS NULL AND b.published_at IS NOT NULL
  AND c.status = 'approved' AND c.paused_at IS NULL)"""
"""Whether everybody may see the offer `b` of the company `c`, on days when it has not ended."""

_COLUMNS = f"""b.id, b.title_de, b.title_en, b.company, c.name AS company_name, c.statewide, b.category, b.kind, b.percent,
  b.regular_cents, b.card_cents, b.amount_cents, b.cards, b.online, b.valid_from, b.valid_until, b.weekdays,
  b.published_at, b.deadline, p.id AS picture, p.alt_de, p.alt_en, {IS_PUBLIC} AS public"""

_WANTED = """FROM unnest($1::uuid[]) WITH ORDINALITY AS wanted (id, position) JOIN benefit b ON b.id = wanted.id
JOIN company c ON c.id = b.company JOIN municipality seat ON seat.ags = c.municipality
LEFT JOIN picture p ON p.id = b.picture"""

_FOUND = f"""
SELECT {_COLUMNS}, seat.name AS seat_name, coalesce(v.venues, 0) AS venues, v.venue, v.town {_WANTED}
LEFT JOIN LATERAL (
  SELECT coalesce(nullif(ve.name, ''), ve.street) AS venue, ve.town, count(*) OVER () AS venues
  FROM ({VENUES}) AS ve {VENUES_IN_ORDER} LIMIT 1) AS v ON true
ORDER BY wanted.position
"""  # noqa: S608 - parts of ours

SHOWN = f"""
SELECT {_COLUMNS}, c.website, c.municipality AS seat, seat.name AS seat_name, b.conditions_de, b.conditions_en,
  b.combinable, b.from_time, b.until_time, b.limit_per, b.online_url, b.codes, b.confirmed_at, b.prizes, b.sort_key,
  (SELECT coalesce(json_agg({VENUE_OUT} {VENUES_IN_ORDER}), '[]') FROM ({VENUES}) AS ve) AS venues
{_WANTED} ORDER BY wanted.position
"""  # noqa: S608 - parts of ours
"""The offers $1 with all that everybody may know of them."""

_venues = msgspec.json.Decoder(list[VenueOut])


async def found(ids: Sequence[UUID], *, today: date) -> list[BenefitFound]:
    """These offers in this order, public or not; those that do not exist are left out."""
    return [_found_of(row, today) for row in await db.rows(_FOUND, list(ids))]


async def public(benefit_id: UUID, *, today: date) -> BenefitOut:
    """An offer that everybody may see today. Raises NotFound."""
    rows = await db.rows(SHOWN, [benefit_id])
    if not rows or not is_public_on(today, rows[0]):
        raise NotFound
    return shown_of(rows[0], today)


def is_public_on(today: date, row: Any) -> bool:
    """Whether the offer of such a row is in the public list on this day."""
    return bool(row["public"]) and is_in_list(row["valid_until"], row["deadline"], today)


def is_in_list(valid_until: date | None, deadline: datetime | None, today: date) -> bool:
    """Whether an offer has not ended yet, or its raffle not long ago."""
    last = last_day(valid_until, deadline)
    return last is None or today <= last


def _found_of(row: Any, today: date) -> BenefitFound:
    return BenefitFound(place=_place(row), venues=row["venues"], **_shown_everywhere(row, today))


def as_found(offer: BenefitOut, seat_name: str) -> BenefitFound:
    """The same offer as lists show it; `seat_name` is the town of its company."""
    alike = {name: getattr(offer, name) for name in _IN_LISTS_TOO}
    place = None if holds_anywhere(offer) else Place(venue="", municipality_name=seat_name)
    if offer.venues:
        first = offer.venues[0]
        place = Place(venue=first.name or first.street, municipality_name=first.municipality_name)
    return BenefitFound(place=place, venues=len(offer.venues), **alike)


_IN_LISTS_TOO = [
    name
    for name in BenefitFound.__struct_fields__
    if name in BenefitOut.__struct_fields__ and name != "venues"
]


def shown_of(row: Any, today: date) -> BenefitOut:
    """An offer from a row of `SHOWN`."""
    return BenefitOut(
        conditions=Text(row["conditions_de"], row["conditions_en"]),
        company_website=row["website"],
        combinable=row["combinable"],
        valid_from=row["valid_from"],
        weekdays=[day for day in range(7) if row["weekdays"] >> day & 1],
        from_time=row["from_time"],
        until_time=row["until_time"],
        limit=Limit(row["limit_per"]),
        online_url=row["online_url"],
        codes=Codes(row["codes"]),
        venues=_venues.decode(row["venues"]),
        published_at=row["published_at"],
        confirmed_at=row["confirmed_at"],
        prizes=row["prizes"],
        **_shown_everywhere(row, today),
    )


def _shown_everywhere(row: Any, today: date) -> dict[str, Any]:
    return {
        "id": row["id"],
        "title": Text(row["title_de"], row["title_en"]),
        "company": CompanyNamed(row["company"], row["company_name"]),
        "category": Category(row["category"]),
        "kind": Kind(row["kind"]),
        "percent": row["percent"],
        "regular_cents": row["regular_cents"],
        "card_cents": row["card_cents"],
        "amount_cents": row["amount_cents"],
        "cards": Cards(row["cards"]),
        "statewide": row["statewide"],
        "online": row["online"],
        "picture": row["picture"],
        "picture_alt": Text(row["alt_de"] or "", row["alt_en"] or ""),
        "valid_until": row["valid_until"],
        "valid_today": row["public"]
        and holds_on(
            today,
            valid_from=row["valid_from"],
            last_use=last_use(row["valid_until"], row["deadline"]),
            weekdays=row["weekdays"],
        ),
        "is_new": row["public"] and is_new(row["published_at"], today),
        "deadline": row["deadline"],
    }


def _place(row: Any) -> Place | None:
    if row["venue"] is not None:
        return Place(venue=row["venue"], municipality_name=row["town"])
    anywhere = row["online"] or row["statewide"]
    return None if anywhere else Place(venue="", municipality_name=row["seat_name"])


def holds_anywhere(offer: BenefitOut) -> bool:
    """Whether an offer without venues holds in every town; else it holds in that of its company."""
    return not offer.venues and (offer.online or offer.statewide)


def last_day(valid_until: date | None, deadline: datetime | None) -> date | None:
    """The last day an offer is in the public list; a raffle stays until its outcome has been seen."""
    return berlin_day(deadline) + SHOWN_AFTER_DEADLINE if deadline else valid_until


def last_use(valid_until: date | None, deadline: datetime | None) -> date | None:
    """The last day an offer can be used, a raffle taken part in."""
    ends = (valid_until, berlin_day(deadline) if deadline else None)
    return min((day for day in ends if day), default=None)


def holds_on(day: date, *, valid_from: date | None, last_use: date | None, weekdays: int) -> bool:
    """Whether an offer can be used on this day; of `weekdays` bit 0 is Monday."""
    begun = valid_from is None or valid_from <= day
    return begun and (last_use is None or day <= last_use) and bool(weekdays >> day.weekday() & 1)

"""The whole public list for everybody to reuse: JSON, CSV, GeoJSON. Addresses and ids stay, contact data is not in it."""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from ehrenamtskarte.benefits.rules import Cards, Category, Kind, Limit
from ehrenamtskarte.benefits.schemas import CompanyNamed
from ehrenamtskarte.companies.schemas import OpeningIn
from ehrenamtskarte.core import db
from ehrenamtskarte.core.csv_export import csv_of
from ehrenamtskarte.core.settings import settings
from ehrenamtskarte.core.text import Text

TITLE = "Vergünstigungen der Ehrenamtskarte Nordrhein-Westfalen"
LICENCE = "CC0-1.0"
LICENCE_ADDRESS = "https://creativecommons.org/publicdomain/zero/1.0/"


class OpenVenue(msgspec.Struct, rename="camel", kw_only=True):
    """A venue, as it is given away."""

    id: UUID
    name: str
    street: str
    postal_code: str
    municipality: str
    municipality_name: str
    latitude: float
    longitude: float
    exact: bool
    opening_hours: list[OpeningIn]
    opening_note: Text
    step_free: bool | None
    accessible_toilet: bool | None
    accessibility: Text


class OpenBenefit(msgspec.Struct, rename="camel", kw_only=True):
    """An offer, as it is given away: what its page shows, but for what depends on the day."""

    id: UUID
    url: str = ""
    title: Text
    conditions: Text
    company: CompanyNamed
    company_website: str
    category: Category
    kind: Kind
    percent: int | None
    regular_cents: int | None
    card_cents: int | None
    amount_cents: int | None
    cards: Cards
    combinable: bool
    valid_from: date | None
    valid_until: date | None
    weekdays: list[int]
    from_time: str | None
    until_time: str | None
    limit: Limit
    statewide: bool
    online: bool
    online_url: str
    venues: list[OpenVenue]
    published_at: datetime
    confirmed_at: datetime
    deadline: datetime | None
    prizes: int | None


_offers = msgspec.json.Decoder(OpenBenefit)


async def offers(today: date) -> list[OpenBenefit]:
    """All offers of the public list, in the order they were published."""
    rows = await db.rows(
        "SELECT t.shown FROM listing l JOIN listing_text t USING (benefit)"
        " WHERE l.last_day IS NULL OR l.last_day >= $1 ORDER BY l.published_at, l.benefit",
        today,
    )
    # Apart, for it takes longer than anybody should wait for an answer to something else.
    return await asyncio.to_thread(lambda: [_offer(row["shown"]) for row in rows])


def _offer(shown: str) -> OpenBenefit:
    offer = _offers.decode(shown)
    offer.url = address_of(offer.id)
    return offer


def address_of(benefit_id: UUID) -> str:
    """The page of an offer."""
    return f"{settings().address}/vorteile/{benefit_id}"


async def as_json(today: date) -> bytes:
    """The list with its licence."""
    found = await offers(today)
    return await asyncio.to_thread(msgspec.json.encode, _described(today) | {"benefits": found})


def _described(today: date) -> dict[str, Any]:
    return {
        "title": TITLE,
        "publisher": settings().operator,
        "license": LICENCE,
        "licenseUrl": LICENCE_ADDRESS,
        "asOf": today,
    }


async def as_geojson(today: date) -> bytes:
    """A feature per offer and venue; offers that hold nowhere but online have none."""
    found = await offers(today)
    return await asyncio.to_thread(
        lambda: msgspec.json.encode(
            _described(today) | {"type": "FeatureCollection", "features": list(_features(found))}
        )
    )


def _features(found: Sequence[OpenBenefit]) -> Iterator[dict[str, Any]]:
    for offer in found:
        for venue in offer.venues:
            yield {
                "type": "Feature",
                "id": f"{offer.id}/{venue.id}",
                "geometry": {"type": "Point", "coordinates": [venue.longitude, venue.latitude]},
                "properties": _properties(offer, venue),
            }


def _properties(offer: OpenBenefit, venue: OpenVenue) -> dict[str, Any]:
    return {
        "benefit": offer.id,
        "url": offer.url,
        "title": offer.title,
        "company": offer.company.name,
        "category": offer.category,
        "kind": offer.kind,
        "cards": offer.cards,
        "validFrom": offer.valid_from,
        "validUntil": offer.valid_until,
        "venue": venue.id,
        "name": venue.name,
        "street": venue.street,
        "postalCode": venue.postal_code,
        "municipality": venue.municipality,
        "municipalityName": venue.municipality_name,
        "exact": venue.exact,
    }


_OF_OFFER = (
    "id", "url", "title_de", "title_en", "conditions_de", "conditions_en", "company_id", "company", "website", "category",
    "kind", "percent", "regular_price", "card_price", "amount_off", "cards", "combinable", "valid_from", "valid_until",
    "weekdays", "from_time", "until_time", "limit", "statewide", "online", "online_url", "deadline", "prizes",
)  # fmt: skip
_OF_VENUE = (
    "venue_id", "venue", "street", "postal_code", "municipality", "municipality_name", "latitude", "longitude", "exact",
    "step_free",
)  # fmt: skip


async def as_csv(today: date) -> bytes:
    """A row per offer and venue, one for offers without; money in euros, weekdays from 1 for Monday."""
    found = await offers(today)
    return await asyncio.to_thread(lambda: csv_of([(*_OF_OFFER, *_OF_VENUE), *_lines(found)]))


def _lines(found: Sequence[OpenBenefit]) -> Iterator[Sequence[object]]:
    for offer in found:
        cells = _cells(offer)
        if not offer.venues:
            yield (*cells, *("" for _ in _OF_VENUE))
        for venue in offer.venues:
            yield (*cells, *_venue_cells(venue))


def _cells(offer: OpenBenefit) -> list[object]:
    money = (offer.regular_cents, offer.card_cents, offer.amount_cents)
    cells: list[object] = [
        offer.id, offer.url, offer.title.de, offer.title.en, offer.conditions.de, offer.conditions.en, offer.company.id,
        offer.company.name, offer.company_website, offer.category, offer.kind, offer.percent,
        *(None if cents is None else f"{cents / 100:.2f}" for cents in money),
        offer.cards, offer.combinable, offer.valid_from, offer.valid_until,
        " ".join(str(day + 1) for day in offer.weekdays), offer.from_time, offer.until_time, offer.limit, offer.statewide,
        offer.online, offer.online_url, offer.deadline and offer.deadline.isoformat(), offer.prizes,
    ]  # fmt: skip
    return [_cell(cell) for cell in cells]


def _venue_cells(venue: OpenVenue) -> list[object]:
    cells: list[object] = [
        venue.id, venue.name, venue.street, venue.postal_code, venue.municipality, venue.municipality_name, venue.latitude,
        venue.longitude, venue.exact, venue.step_free,
    ]  # fmt: skip
    return [_cell(cell) for cell in cells]


def _cell(value: object) -> object:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else value

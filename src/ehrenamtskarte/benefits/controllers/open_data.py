"""HTTP of the open data: the whole list, its description, its changes."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime

import msgspec
from litestar import Response, get
from litestar.params import FromQuery

from ehrenamtskarte.benefits.controllers.answers import FOR_EVERYBODY, AnyRequest, from_shelf
from ehrenamtskarte.benefits.public_list import kept
from ehrenamtskarte.benefits.publishing import campaign_calendar, catalogue, changes_feed, open_data
from ehrenamtskarte.core import clock

_LD_JSON = "application/ld+json"


@get(
    "/api/open-data/benefits.json", tags=["Open data"], summary="All offers as JSON", compressed_already=True
)
async def as_json(request: AnyRequest) -> Response[bytes]:
    """All public offers as JSON."""
    return await _whole(request, open_data.as_json, "application/json")


@get("/api/open-data/benefits.csv", tags=["Open data"], summary="All offers as CSV", compressed_already=True)
async def as_csv(request: AnyRequest) -> Response[bytes]:
    """All public offers as CSV, a row per offer and venue."""
    return await _whole(request, open_data.as_csv, "text/csv; charset=utf-8")


@get(
    "/api/open-data/benefits.geojson",
    tags=["Open data"],
    summary="All offers as GeoJSON",
    compressed_already=True,
)
async def as_geojson(request: AnyRequest) -> Response[bytes]:
    """All public offers as GeoJSON, a feature per venue."""
    return await _whole(request, open_data.as_geojson, "application/geo+json")


@get("/api/open-data/catalogue.jsonld", tags=["Open data"], summary="Description of the open data")
async def described() -> Response[bytes]:
    """The data sets as DCAT-AP.de (JSON-LD)."""
    headers = {"cache-control": "public, max-age=3600", **FOR_EVERYBODY}
    return Response(msgspec.json.encode(catalogue.description()), media_type=_LD_JSON, headers=headers)


@get(
    "/api/open-data/campaigns.ics",
    tags=["Open data"],
    summary="Campaigns as a calendar",
    compressed_already=True,
)
async def campaigns(request: AnyRequest) -> Response[bytes]:
    """Raffles and offers of limited time as iCalendar."""
    return await _whole(request, campaign_calendar.campaigns, "text/calendar; charset=utf-8")


@get("/api/open-data/changes.json", tags=["Open data"], summary="What changed", compressed_already=True)
async def changes(
    request: AnyRequest, since: FromQuery[datetime | None] = None, page: FromQuery[str] = ""
) -> Response[bytes]:
    """A JSON feed of offers that appeared, changed or ended, the latest first; `next_url` leads on."""

    async def make() -> bytes:
        return msgspec.json.encode(await changes_feed.feed(since, page))

    etag = await kept.present_etag(clock.today())
    key = ("changes", since, page)
    return await from_shelf(
        request, key, etag, make, media_type="application/feed+json", headers=FOR_EVERYBODY
    )


async def _whole(
    request: AnyRequest, make: Callable[[date], Awaitable[bytes]], media_type: str
) -> Response[bytes]:
    today = clock.today()
    etag = await kept.present_etag(today)
    return await from_shelf(
        request, make, etag, lambda: make(today), media_type=media_type, headers=FOR_EVERYBODY
    )


CONTROLLERS = [as_json, as_csv, as_geojson, described, campaigns, changes]

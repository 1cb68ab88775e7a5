"""HTTP of finding offers, for everybody."""

from uuid import UUID

import msgspec
from litestar import Response, get
from litestar.params import FromPath, FromQuery

from ehrenamtskarte.benefits.controllers.answers import (
    FOR_A_MINUTE,
    AnyRequest,
    from_shelf,
    is_known,
    not_modified,
)
from ehrenamtskarte.benefits.counting import views
from ehrenamtskarte.benefits.public_list import finding, kept, map_points, partners, search, towns
from ehrenamtskarte.benefits.public_list.wanted import Wanted, point_of, sort_of
from ehrenamtskarte.benefits.rules import Cards, Category, Kind
from ehrenamtskarte.benefits.schemas import (
    BenefitOut,
    BenefitPoints,
    BenefitsCopy,
    BenefitsFound,
    PartnerOut,
    TownList,
)
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.web.frame import client_address


@get("/api/benefits", tags=["Benefits"], summary="Find offers")
async def find(
    request: AnyRequest,
    q: FromQuery[str] = "",
    category: FromQuery[Category | None] = None,
    municipality: FromQuery[str] = "",
    near: FromQuery[str] = "",
    radius: FromQuery[float | None] = None,
    card: FromQuery[Cards | None] = None,
    kind: FromQuery[Kind | None] = None,
    today: FromQuery[bool] = False,
    online: FromQuery[bool | None] = None,
    new: FromQuery[bool] = False,
    sort: FromQuery[str] = "",
    page: FromQuery[str] = "",
) -> Response[BenefitsFound]:
    """Offers by words (misspelled ones too), category, town (AGS), point and radius in km, card, day.

    A town's offers hold there or everywhere. `page` takes `next` of the answer before; `sort` is best,
    distance, new or name.
    """
    wanted = Wanted(
        today=clock.today(),
        q=q,
        category=category,
        municipality=municipality,
        near=point_of(near),
        radius=radius,
        card=card,
        kind=kind,
        usable_today=today,
        online=online,
        new=new,
    )
    order = sort_of(sort, wanted)
    if "if-none-match" in request.headers:
        etag = await kept.present_etag(wanted.today)
        if is_known(request, etag):
            return not_modified(etag)
    answer, version = await search.search(wanted, sort=order, cursor=page)
    return Response(answer, headers={"etag": kept.etag(version, wanted.today), "cache-control": FOR_A_MINUTE})


@get("/api/benefits/map", tags=["Benefits"], summary="Where offers are", compressed_already=True)
async def points(
    request: AnyRequest,
    q: FromQuery[str] = "",
    category: FromQuery[Category | None] = None,
    municipality: FromQuery[str] = "",
    near: FromQuery[str] = "",
    radius: FromQuery[float | None] = None,
    card: FromQuery[Cards | None] = None,
    kind: FromQuery[Kind | None] = None,
    today: FromQuery[bool] = False,
    online: FromQuery[bool | None] = None,
    new: FromQuery[bool] = False,
) -> Response[BenefitPoints]:
    """The same choice as points for a map."""
    wanted = Wanted(
        today=clock.today(),
        q=q,
        category=category,
        municipality=municipality,
        near=point_of(near),
        radius=radius,
        card=card,
        kind=kind,
        usable_today=today,
        online=online,
        new=new,
    )

    async def make() -> bytes:
        return msgspec.json.encode(await map_points.points_of(wanted))

    return await from_shelf(request, wanted, await kept.present_etag(wanted.today), make)


@get("/api/benefits/copy", tags=["Benefits"], summary="A copy for the phone", compressed_already=True)
async def copy(request: AnyRequest, municipality: FromQuery[str]) -> Response[BenefitsCopy]:
    """The offers near a town and the statewide ones, to be kept on a phone."""
    now = clock.now()

    async def make() -> bytes:
        return msgspec.json.encode(await towns.copy(municipality, now=now))

    return await from_shelf(
        request, ("copy", municipality), await kept.present_etag(clock.berlin_day(now)), make
    )


@get(
    "/api/benefits/towns/{ags:str}",
    tags=["Benefits"],
    summary="The offers of a town",
    compressed_already=True,
)
async def of_town(request: AnyRequest, ags: FromPath[str]) -> Response[TownList]:
    """All offers of a town and the statewide ones, for paper."""
    today = clock.today()

    async def make() -> bytes:
        return msgspec.json.encode(await towns.printed(ags, today=today))

    return await from_shelf(request, ("town", ags), await kept.present_etag(today), make)


@get("/api/benefits/{benefit_id:uuid}", tags=["Benefits"], summary="One offer")
async def one(request: AnyRequest, benefit_id: FromPath[UUID]) -> BenefitOut:
    """One offer, as everybody sees it."""
    offer = await finding.public(benefit_id, today=clock.today())
    views.opened(benefit_id, client_address(request.scope))
    return offer


@get("/api/partners/{company_id:uuid}", tags=["Benefits"], summary="A company and its engagement")
async def partner(company_id: FromPath[UUID]) -> PartnerOut:
    """The public profile of a company."""
    return await partners.profile(company_id, today=clock.today())


CONTROLLERS = [find, points, copy, of_town, one, partner]

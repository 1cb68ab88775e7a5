"""HTTP of awards: The engagement of the month."""

from typing import Any
from uuid import UUID

from litestar import Controller, Response, get, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from ehrenamtskarte.awards.controllers.kept_answers import kept
from ehrenamtskarte.awards.honouring import month_feeds, months, months_public
from ehrenamtskarte.awards.honouring.month_schemas import MonthPlanIn, MonthPlanOut, MonthShown, MonthsOfYear
from ehrenamtskarte.benefits.controllers.answers import FOR_EVERYBODY, AnyRequest
from ehrenamtskarte.companies.offices import office_named
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.settings import settings

FEED = "/api/engagements-of-the-month/feed.atom"
ENTRIES_OF_A_FEED = 60
LARGEST_PLAN = 1024 * 1024
"""All months with their texts as long as they may be."""


class CallMonthsController(Controller):
    """The months of a call for its office."""

    path = "/api/offices/{office:str}/award-calls/{call_id:uuid}/months"
    tags = ("Awards: months",)

    @get(summary="The months of a call")
    async def months(
        self, actor: NamedDependency[Actor], office: FromPath[str], call_id: FromPath[UUID]
    ) -> MonthPlanOut:
        """Which nominee is shown in which month, and who can be chosen."""
        return await months.of_call(office_named(office), call_id, actor=actor, now=clock.now())

    @put(summary="Give months away", request_max_body_size=LARGEST_PLAN)
    async def write(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        call_id: FromPath[UUID],
        data: JSONBody[MonthPlanIn],
    ) -> MonthPlanOut:
        """Replace the whole plan; nominees that are left out have no month any more."""
        return await months.write(
            office_named(office),
            call_id,
            [one.planned() for one in data.months],
            revision=data.revision,
            actor=actor,
            now=clock.now(),
        )


@get(
    "/api/engagements-of-the-month",
    tags=["Awards: months"],
    summary="Engagements of the months",
    compressed_already=True,
)
async def of_year(
    request: AnyRequest, year: FromQuery[int | None] = None, cursor: FromQuery[str | None] = None
) -> Response[MonthsOfYear]:
    """Those of a year, or of the latest there is, the latest month first; the state's before the towns'."""
    return await kept(
        request,
        ("months", year, cursor),
        lambda: months_public.of_year(clock.now(), year=year, cursor=cursor),
    )


@get(
    "/api/engagements-of-the-month/{month:str}",
    tags=["Awards: months"],
    summary="The engagements of one month",
    compressed_already=True,
)
async def of_month(request: AnyRequest, month: FromPath[str]) -> Response[list[MonthShown]]:
    """Those of a month (2027-03), the state's first."""
    return await kept(request, ("month", month), lambda: months_public.of_month(month, clock.now()))


@get(
    "/api/engagements-of-the-month/calendar.ics",
    tags=["Awards: months"],
    summary="The months as a calendar",
    media_type="text/calendar",
    compressed_already=True,
)
async def calendar(request: AnyRequest) -> Response[bytes]:
    """All engagements of the months as iCalendar, to subscribe to."""

    async def make() -> bytes:
        return month_feeds.as_calendar(await months_public.latest(clock.now()), address=settings().address)

    return await kept(
        request,
        "months.ics",
        make,
        media_type="text/calendar; charset=utf-8",
        headers=FOR_EVERYBODY,
    )


@get(
    FEED,
    tags=["Awards: months"],
    summary="The months as a feed",
    media_type="application/atom+xml",
    compressed_already=True,
)
async def feed(request: AnyRequest) -> Response[bytes]:
    """The latest engagements of the months as an Atom feed."""

    async def make() -> bytes:
        address = settings().address
        found = await months_public.latest(clock.now(), ENTRIES_OF_A_FEED)
        return month_feeds.as_feed(found, address=address, feed_address=f"{address}{FEED}")

    return await kept(
        request,
        "months.atom",
        make,
        media_type="application/atom+xml; charset=utf-8",
        headers=FOR_EVERYBODY,
    )


CONTROLLERS: list[Any] = [CallMonthsController, of_year, of_month, calendar, feed]

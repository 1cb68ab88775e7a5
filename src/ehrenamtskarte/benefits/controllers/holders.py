"""HTTP of what holders keep and report."""

from uuid import UUID

from litestar import delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from litestar.status_codes import HTTP_204_NO_CONTENT

from ehrenamtskarte.benefits.holders import favourites, reports
from ehrenamtskarte.benefits.holders.reports import Report
from ehrenamtskarte.benefits.schemas import FavouriteOut, ReportIn, ReportMine
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor


@get("/api/me/favourites", tags=["Offers: holders"], summary="My favourites")
async def my_favourites(actor: NamedDependency[Actor]) -> list[FavouriteOut]:
    """The offers one keeps, the latest first."""
    return await favourites.mine(actor, now=clock.now())


@put(
    "/api/me/favourites/{benefit_id:uuid}",
    tags=["Offers: holders"],
    status_code=HTTP_204_NO_CONTENT,
    summary="Keep an offer",
)
async def keep(actor: NamedDependency[Actor], benefit_id: FromPath[UUID]) -> None:
    """Keep an offer."""
    await favourites.keep(benefit_id, actor=actor, now=clock.now())


@delete("/api/me/favourites/{benefit_id:uuid}", tags=["Offers: holders"], summary="Keep it no longer")
async def let_go(actor: NamedDependency[Actor], benefit_id: FromPath[UUID]) -> None:
    """Keep it no longer."""
    await favourites.let_go(benefit_id, actor=actor)


@post("/api/benefits/{benefit_id:uuid}/reports", tags=["Offers: holders"], summary="Report a problem")
async def report(
    actor: NamedDependency[Actor], benefit_id: FromPath[UUID], data: JSONBody[ReportIn]
) -> ReportMine:
    """Tell the office that an offer was refused or is wrong."""
    filed = Report(data.kind, data.venue_id, data.happened_on, data.text)
    return await reports.file(benefit_id, filed, actor=actor, now=clock.now())


@get("/api/me/benefit-reports", tags=["Offers: holders"], summary="My reports")
async def my_reports(actor: NamedDependency[Actor]) -> list[ReportMine]:
    """What one reported and what the office answered."""
    return await reports.mine(actor)


CONTROLLERS = [my_favourites, keep, let_go, report, my_reports]

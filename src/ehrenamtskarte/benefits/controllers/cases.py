"""HTTP of reports and of who was asked to take part, for offices."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_200_OK

from ehrenamtskarte.benefits.deciding import asked
from ehrenamtskarte.benefits.deciding.asked import AskedSort
from ehrenamtskarte.benefits.holders import reports
from ehrenamtskarte.benefits.office_schemas import AnswerIn, AskedIn, AskedOut, ReportRow
from ehrenamtskarte.benefits.rules import AskedOutcome
from ehrenamtskarte.companies.offices import office_named
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.pagination import Page
from ehrenamtskarte.core.web.problems import language_of
from ehrenamtskarte.core.web.transfer import CSV, named_file


@get("/api/offices/{office:str}/benefit-reports", tags=["Offers: offices"], summary="Reports by holders")
async def office_reports(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    closed: FromQuery[bool] = False,
    q: FromQuery[str] = "",
    cursor: FromQuery[str | None] = None,
) -> Page[ReportRow]:
    """What holders reported, the oldest first; those that are closed, the latest first."""
    return await reports.of_office(office_named(office), actor=actor, closed=closed, q=q, cursor=cursor)


@post(
    "/api/offices/{office:str}/benefit-reports/{report_id:uuid}/answer",
    tags=["Offers: offices"],
    status_code=HTTP_200_OK,
    summary="Answer and close",
)
async def answer(
    actor: NamedDependency[Actor], office: FromPath[str], report_id: FromPath[UUID], data: JSONBody[AnswerIn]
) -> ReportRow:
    """Answer a report and close it; the holder gets a mail."""
    return await reports.answer(office_named(office), report_id, data.answer, actor=actor, now=clock.now())


@get("/api/offices/{office:str}/asked", tags=["Offers: offices"], summary="Who was asked")
async def asked_companies(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    outcome: FromQuery[AskedOutcome | None] = None,
    q: FromQuery[str] = "",
    sort: FromQuery[AskedSort] = AskedSort.NAME,
    cursor: FromQuery[str | None] = None,
) -> Page[AskedOut]:
    """Companies that were asked to take part, by whom, with what outcome."""
    return await asked.of_office(
        office_named(office), actor=actor, outcome=outcome, q=q, sort=sort, cursor=cursor
    )


@get("/api/offices/{office:str}/asked.csv", tags=["Offers: offices"], summary="Who was asked, as a file")
async def asked_as_file(
    actor: NamedDependency[Actor],
    request: Request[Any, Any, Any],
    office: FromPath[str],
    outcome: FromQuery[AskedOutcome | None] = None,
    q: FromQuery[str] = "",
) -> Response[bytes]:
    """The same list as CSV."""
    content = await asked.as_file(
        office_named(office), actor=actor, outcome=outcome, q=q, language=language_of(request)
    )
    return named_file(content, CSV, "ansprache.csv")


@post("/api/offices/{office:str}/asked", tags=["Offers: offices"], summary="Note that a company was asked")
async def add_asked(
    actor: NamedDependency[Actor], office: FromPath[str], data: JSONBody[AskedIn]
) -> AskedOut:
    """Note that a company was asked."""
    return await asked.add(office_named(office), data, actor=actor, now=clock.now())


@put(
    "/api/offices/{office:str}/asked/{asked_id:uuid}",
    tags=["Offers: offices"],
    summary="Note what became of it",
)
async def change_asked(
    actor: NamedDependency[Actor], office: FromPath[str], asked_id: FromPath[UUID], data: JSONBody[AskedIn]
) -> AskedOut:
    """Change an entry."""
    return await asked.change(office_named(office), asked_id, data, actor=actor, now=clock.now())


@delete(
    "/api/offices/{office:str}/asked/{asked_id:uuid}", tags=["Offers: offices"], summary="Remove an entry"
)
async def remove_asked(
    actor: NamedDependency[Actor], office: FromPath[str], asked_id: FromPath[UUID]
) -> None:
    """Remove an entry."""
    await asked.remove(office_named(office), asked_id, actor=actor)


CONTROLLERS = [office_reports, answer, asked_companies, asked_as_file, add_asked, change_asked, remove_asked]

"""HTTP of the figures of a company and what it can print."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_204_NO_CONTENT

from ehrenamtskarte.benefits.counting import sheets, views
from ehrenamtskarte.benefits.counting.figures import as_file, of_year
from ehrenamtskarte.benefits.till_schemas import FiguresOut, NumbersIn
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.web.frame import client_address
from ehrenamtskarte.core.web.problems import language_of
from ehrenamtskarte.core.web.transfer import CSV, named_file

PDF = "application/pdf"


@get("/api/companies/{company_id:uuid}/figures", tags=["Figures"], summary="A year in numbers")
async def figures(
    actor: NamedDependency[Actor], company_id: FromPath[UUID], year: FromQuery[int | None] = None
) -> FiguresOut:
    """How often offers were seen, opened and redeemed; groups below 5 are hidden, and what would give them away."""
    return await of_year(company_id, year, actor=actor, now=clock.now())


@get("/api/companies/{company_id:uuid}/figures.csv", tags=["Figures"], summary="A year in numbers as a file")
async def figures_as_file(
    actor: NamedDependency[Actor],
    company_id: FromPath[UUID],
    request: Request[Any, Any, Any],
    year: FromQuery[int | None] = None,
) -> Response[bytes]:
    """The same as CSV: a row for the year, each month, each offer and each venue."""
    found = await of_year(company_id, year, actor=actor, now=clock.now())
    return named_file(as_file(found, language_of(request)), CSV, f"zahlen-{found.year}.csv")


@get(
    "/api/companies/{company_id:uuid}/engagement.pdf", tags=["Figures"], summary="Your engagement in numbers"
)
async def engagement_sheet(
    actor: NamedDependency[Actor],
    company_id: FromPath[UUID],
    request: Request[Any, Any, Any],
    year: FromQuery[int | None] = None,
) -> Response[bytes]:
    """The yearly sheet as PDF."""
    content, of = await sheets.engagement(
        company_id, year, language_of(request), actor=actor, now=clock.now()
    )
    return named_file(content, PDF, f"engagement-{of}.pdf")


@get("/api/companies/{company_id:uuid}/sticker.pdf", tags=["Figures"], summary="The sticker for the door")
async def sticker(
    actor: NamedDependency[Actor], company_id: FromPath[UUID], request: Request[Any, Any, Any]
) -> Response[bytes]:
    """The sticker with a code for the company's page, as PDF."""
    return named_file(
        await sheets.sticker(company_id, language_of(request), actor=actor), PDF, "aufkleber.pdf"
    )


@get(
    "/api/companies/{company_id:uuid}/counter-card.pdf", tags=["Figures"], summary="The card for the counter"
)
async def counter_card(
    actor: NamedDependency[Actor],
    company_id: FromPath[UUID],
    request: Request[Any, Any, Any],
    benefit: FromQuery[UUID | None] = None,
) -> Response[bytes]:
    """The counter card with a code for the offer's page, as PDF; without `benefit` a page for each offer that holds."""
    content = await sheets.counter_card(
        company_id, benefit, language_of(request), actor=actor, now=clock.now()
    )
    return named_file(content, PDF, "tresenkarte.pdf")


@get("/api/companies/{company_id:uuid}/badge.svg", tags=["Figures"], summary="The badge for the own web site")
async def badge(
    actor: NamedDependency[Actor], company_id: FromPath[UUID], request: Request[Any, Any, Any]
) -> Response[bytes]:
    """A static badge to be put on the company's own web site."""
    content = await sheets.badge(company_id, language_of(request), actor=actor)
    return named_file(content, "image/svg+xml", "ehrenamtskarte.svg")


@post("/api/benefit-views", tags=["Figures"], status_code=HTTP_204_NO_CONTENT, summary="Count what was seen")
async def seen(data: JSONBody[NumbersIn], request: Request[Any, Any, Any]) -> None:
    """Count offers that were on a screen; nothing about who looked is kept."""
    views.seen(data.benefits, client_address(request.scope))


CONTROLLERS = [figures, figures_as_file, engagement_sheet, sticker, counter_card, badge, seen]

"""HTTP of ceremonies: The showcase and corporate engagement."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, delete, get, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_200_OK

from ehrenamtskarte.ceremonies.showcase import agreement, badge, facts, regions, showcase
from ehrenamtskarte.ceremonies.showcase.schemas import (
    AgreementIn,
    CorporateEngagementOut,
    EnabledYear,
    OwnPartOut,
    ShowcaseOut,
)
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.web.problems import language_of
from ehrenamtskarte.core.web.transfer import named_file


@get("/api/ceremonies/{ceremony_id:uuid}/showcase", tags=["Showcase"], summary="Who was honoured")
async def showcase_of(visitor: NamedDependency[Actor | None], ceremony_id: FromPath[UUID]) -> ShowcaseOut:
    """Laureates who agreed to be named, and the companies behind them."""
    return await showcase.of_ceremony(ceremony_id, visitor=visitor)


@get("/api/corporate-engagement", tags=["Showcase"], summary="Corporate engagement by region")
async def corporate_engagement(year: FromQuery[int | None] = None) -> CorporateEngagementOut:
    """What companies do for volunteering in each administrative region; groups below 5 are hidden."""
    return await regions.engagement(year, today=clock.today())


class OwnPartController(Controller):
    """A company's part in events."""

    path = "/api/companies/{company_id:uuid}"
    tags = ("Showcase",)

    @get("/enabled-hours", summary="Hours the company made possible")
    async def enabled(self, actor: NamedDependency[Actor], company_id: FromPath[UUID]) -> list[EnabledYear]:
        """Confirmed hours year by year, the latest first; years of fewer than 5 people are hidden."""
        return await facts.own_years(company_id, actor=actor)

    @get("/ceremonies", summary="Events of the company")
    async def parts(self, actor: NamedDependency[Actor], company_id: FromPath[UUID]) -> list[OwnPartOut]:
        """The events the company is to be shown at, the latest first."""
        return await agreement.of_company(company_id, actor=actor)

    @put("/ceremonies/{entry_id:uuid}/agreement", summary="Agree to be shown")
    async def agree(
        self,
        actor: NamedDependency[Actor],
        company_id: FromPath[UUID],
        entry_id: FromPath[UUID],
        data: JSONBody[AgreementIn],
    ) -> OwnPartOut:
        """Agree to what is shown, with the company's own words."""
        return await agreement.agree(company_id, entry_id, data, actor=actor, now=clock.now())

    @delete("/ceremonies/{entry_id:uuid}/agreement", status_code=HTTP_200_OK, summary="No longer agree")
    async def take_back(
        self, actor: NamedDependency[Actor], company_id: FromPath[UUID], entry_id: FromPath[UUID]
    ) -> OwnPartOut:
        """Nothing of the company is shown any more."""
        return await agreement.take_back(company_id, entry_id, actor=actor)

    @get("/ceremonies/{entry_id:uuid}/badge.svg", summary="The badge of an event")
    async def badge(
        self,
        request: Request[Any, Any, Any],
        actor: NamedDependency[Actor],
        company_id: FromPath[UUID],
        entry_id: FromPath[UUID],
    ) -> Response[bytes]:
        """A static badge to be put on the company's own web site."""
        content = await badge.svg(company_id, entry_id, language_of(request), actor=actor)
        return named_file(content, "image/svg+xml", "ehrung.svg")


CONTROLLERS: list[Any] = [showcase_of, corporate_engagement, OwnPartController]

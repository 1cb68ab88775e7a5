"""HTTP of companies."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, delete, get, patch, post, put
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, MultipartBody
from litestar.status_codes import HTTP_200_OK, HTTP_201_CREATED, HTTP_304_NOT_MODIFIED

from ehrenamtskarte.companies import (
    changes,
    decisions,
    finding,
    handover,
    listing,
    offices,
    pictures,
    presence,
    staff,
    venues,
)
from ehrenamtskarte.companies.rules import Status
from ehrenamtskarte.companies.schemas import (
    AltIn,
    CompanyChangesIn,
    CompanyFound,
    CompanyOut,
    CompanyRow,
    HandoverIn,
    PictureOut,
    ReasonIn,
    StaffIn,
    StaffOut,
    VenueIn,
    VenueOut,
)
from ehrenamtskarte.companies.showing import around
from ehrenamtskarte.companies.tables import Company
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.pagination import Page
from ehrenamtskarte.core.pictures import MOST_BYTES
from ehrenamtskarte.core.text import Text
from ehrenamtskarte.core.web.problems import language_of
from ehrenamtskarte.core.web.transfer import CSV, FORM_AROUND_THE_FILE, named_file, receive_whole

AnyRequest = Request[Any, Any, Any]


async def _out(found: Company, actor: Actor, request: AnyRequest) -> CompanyOut:
    return CompanyOut.of(found, await around(found, actor=actor, language=language_of(request)))


@dataclass
class PictureUpload:
    """A form with the picture in its field `data` and its description in `alt_de` and `alt_en`."""

    data: UploadFile
    alt_de: str = ""
    alt_en: str = ""


class CompanyController(Controller):
    """A company, its decision, its pause and its end."""

    path = "/api/companies/{company_id:uuid}"
    tags = ("Companies",)

    @get(summary="One company")
    async def one(
        self, request: AnyRequest, actor: NamedDependency[Actor], company_id: FromPath[UUID]
    ) -> CompanyOut:
        """One company for those who work there and its office."""
        found = await offices.company_to_see(company_id, actor=actor)
        return await _out(found, actor, request)

    @patch(summary="Change a company")
    async def change(
        self,
        request: AnyRequest,
        actor: NamedDependency[Actor],
        company_id: FromPath[UUID],
        data: JSONBody[CompanyChangesIn],
    ) -> CompanyOut:
        """Change the company's data and its engagement."""
        found = await changes.change(company_id, data.changes(), revision=data.revision, actor=actor)
        return await _out(found, actor, request)

    @post("/approval", status_code=HTTP_200_OK, summary="Approve")
    async def approve(
        self, request: AnyRequest, actor: NamedDependency[Actor], company_id: FromPath[UUID]
    ) -> CompanyOut:
        """Take the company in; its waiting offers are decided one by one."""
        found = await decisions.approve(company_id, actor=actor, now=clock.now())
        return await _out(found, actor, request)

    @post("/rejection", status_code=HTTP_200_OK, summary="Reject with a reason")
    async def reject(
        self,
        request: AnyRequest,
        actor: NamedDependency[Actor],
        company_id: FromPath[UUID],
        data: JSONBody[ReasonIn],
    ) -> CompanyOut:
        """Refuse the company with a reason."""
        found = await decisions.reject(company_id, data.reason, actor=actor, now=clock.now())
        return await _out(found, actor, request)

    @put("/pause", summary="Pause")
    async def pause(
        self, request: AnyRequest, actor: NamedDependency[Actor], company_id: FromPath[UUID]
    ) -> CompanyOut:
        """Show nothing of the company until it resumes."""
        found = await presence.pause(company_id, actor=actor, now=clock.now())
        return await _out(found, actor, request)

    @delete("/pause", status_code=HTTP_200_OK, summary="Resume")
    async def resume(
        self, request: AnyRequest, actor: NamedDependency[Actor], company_id: FromPath[UUID]
    ) -> CompanyOut:
        """Show the company again."""
        return await _out(await presence.resume(company_id, actor=actor), actor, request)

    @put("/departure", summary="Leave")
    async def leave(
        self, request: AnyRequest, actor: NamedDependency[Actor], company_id: FromPath[UUID]
    ) -> CompanyOut:
        """Leave the programme; everything of the company is taken off at once."""
        found = await presence.leave(company_id, actor=actor, now=clock.now())
        return await _out(found, actor, request)

    @delete("/departure", status_code=HTTP_200_OK, summary="Come back")
    async def come_back(
        self, request: AnyRequest, actor: NamedDependency[Actor], company_id: FromPath[UUID]
    ) -> CompanyOut:
        """Take a departure back."""
        return await _out(await presence.come_back(company_id, actor=actor), actor, request)

    @post("/handover", status_code=HTTP_200_OK, summary="Hand over")
    async def hand_over(
        self,
        request: AnyRequest,
        actor: NamedDependency[Actor],
        company_id: FromPath[UUID],
        data: JSONBody[HandoverIn],
    ) -> CompanyOut:
        """Make somebody of the company its manager and tell them; for the office."""
        found = await handover.hand_over(company_id, data.email, actor=actor, now=clock.now())
        return await _out(found, actor, request)


class VenueController(Controller):
    """The venues of a company."""

    path = "/api/companies/{company_id:uuid}/venues"
    tags = ("Companies",)

    @get(summary="The venues")
    async def venues(self, actor: NamedDependency[Actor], company_id: FromPath[UUID]) -> list[VenueOut]:
        """The open venues by name."""
        return [VenueOut.of(venue) for venue in await venues.of_company(company_id, actor=actor)]

    @post(status_code=HTTP_201_CREATED, summary="Add a venue")
    async def add(
        self, actor: NamedDependency[Actor], company_id: FromPath[UUID], data: JSONBody[VenueIn]
    ) -> VenueOut:
        """Add a venue."""
        return VenueOut.of(await venues.add(company_id, data.data(), actor=actor))

    @put("/{venue_id:uuid}", summary="Change a venue")
    async def change(
        self,
        actor: NamedDependency[Actor],
        company_id: FromPath[UUID],
        venue_id: FromPath[UUID],
        data: JSONBody[VenueIn],
    ) -> VenueOut:
        """Change a venue."""
        return VenueOut.of(
            await venues.change(company_id, venue_id, data.data(), revision=data.revision, actor=actor)
        )

    @delete("/{venue_id:uuid}", summary="Close a venue")
    async def close(
        self, actor: NamedDependency[Actor], company_id: FromPath[UUID], venue_id: FromPath[UUID]
    ) -> None:
        """Close a venue; what was redeemed there stays."""
        await venues.close(company_id, venue_id, actor=actor, now=clock.now())

    @put("/{venue_id:uuid}/opening", summary="Open a venue again")
    async def reopen(
        self, actor: NamedDependency[Actor], company_id: FromPath[UUID], venue_id: FromPath[UUID]
    ) -> VenueOut:
        """Take a closing back."""
        return VenueOut.of(await venues.reopen(company_id, venue_id, actor=actor))


class StaffController(Controller):
    """Who works at a company."""

    path = "/api/companies/{company_id:uuid}/staff"
    tags = ("Companies",)

    @get(summary="Who works there")
    async def staff(self, actor: NamedDependency[Actor], company_id: FromPath[UUID]) -> list[StaffOut]:
        """Managers first."""
        return [StaffOut.of(one) for one in await staff.of_company(company_id, actor=actor)]

    @post(status_code=HTTP_201_CREATED, summary="Add somebody")
    async def add(
        self, actor: NamedDependency[Actor], company_id: FromPath[UUID], data: JSONBody[StaffIn]
    ) -> list[StaffOut]:
        """Add somebody by address, or give them the other role; a mail tells them."""
        team = await staff.add(company_id, data.email, manages=data.manages, actor=actor, now=clock.now())
        return [StaffOut.of(one) for one in team]

    @delete("/{person_id:uuid}", summary="Remove somebody")
    async def remove(
        self, actor: NamedDependency[Actor], company_id: FromPath[UUID], person_id: FromPath[UUID]
    ) -> None:
        """End somebody's role; the last manager stays."""
        await staff.remove(company_id, person_id, actor=actor)


class PictureController(Controller):
    """The pictures of a company."""

    path = "/api/companies/{company_id:uuid}/pictures"
    tags = ("Companies",)

    @get(summary="The pictures")
    async def pictures(self, actor: NamedDependency[Actor], company_id: FromPath[UUID]) -> list[PictureOut]:
        """The company's pictures, the newest first."""
        return [PictureOut(**one) for one in await pictures.of_company(company_id, actor=actor)]

    @post(
        status_code=HTTP_201_CREATED,
        summary="Add a picture",
        request_max_body_size=MOST_BYTES + FORM_AROUND_THE_FILE,
        before_request=receive_whole,
    )
    async def add(
        self,
        actor: NamedDependency[Actor],
        company_id: FromPath[UUID],
        data: MultipartBody[PictureUpload],
    ) -> PictureOut:
        """Add a picture (JPEG, PNG, WebP) with a description."""
        content, alt = await data.data.read(), Text(data.alt_de, data.alt_en)
        return PictureOut(**await pictures.add(company_id, content, alt, actor=actor, now=clock.now()))

    @put("/{picture_id:uuid}", summary="Describe a picture")
    async def describe(
        self,
        actor: NamedDependency[Actor],
        company_id: FromPath[UUID],
        picture_id: FromPath[UUID],
        data: JSONBody[AltIn],
    ) -> PictureOut:
        """Change the words for those who do not see it."""
        return PictureOut(**await pictures.describe(company_id, picture_id, data.alt, actor=actor))

    @delete("/{picture_id:uuid}", summary="Remove a picture")
    async def remove(
        self, actor: NamedDependency[Actor], company_id: FromPath[UUID], picture_id: FromPath[UUID]
    ) -> None:
        """Remove a picture from the company and its offers."""
        await pictures.remove(company_id, picture_id, actor=actor)


@get("/api/pictures/{picture_id:uuid}/{size:str}", tags=["Companies"], summary="A picture")
async def picture(
    request: AnyRequest,
    visitor: NamedDependency[Actor | None],
    picture_id: FromPath[UUID],
    size: FromPath[str],
) -> Response[bytes]:
    """A picture of an approved company as WebP, `large` or `small`."""
    found = await pictures.shown(picture_id, size, visitor=visitor)
    # A picture never changes under its address, but one that is taken off shall leave the caches within a day.
    headers = {
        "etag": f'"{picture_id.hex}-{size}"',
        "cache-control": f"{'public' if found.public else 'private'}, max-age=86400, must-revalidate",
    }
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response(b"", status_code=HTTP_304_NOT_MODIFIED, headers=headers)
    return Response(found.content, headers=headers, media_type="image/webp")


@get("/api/partners", tags=["Companies"], summary="Find companies")
async def by_name(q: FromQuery[str] = "", cursor: FromQuery[str | None] = None) -> Page[CompanyFound]:
    """Companies that take part by name, for everybody."""
    return await finding.by_name(q, cursor=cursor)


@get("/api/offices/{office:str}/companies", tags=["Companies"], summary="Companies of the towns")
async def of_office(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    status: FromQuery[Status | None] = None,
    q: FromQuery[str] = "",
    cursor: FromQuery[str | None] = None,
) -> Page[CompanyRow]:
    """The companies an office looks after; `office` is an issuing body's id, or `state` for the state office."""
    page = await listing.of_office(
        offices.office_named(office), actor=actor, status=status, q=q, cursor=cursor
    )
    return Page([CompanyRow(**row) for row in page.items], next=page.next, total=page.total)


@get("/api/offices/{office:str}/companies.csv", tags=["Companies"], summary="Companies as a file")
async def of_office_as_file(
    request: AnyRequest,
    actor: NamedDependency[Actor],
    office: FromPath[str],
    status: FromQuery[Status | None] = None,
    q: FromQuery[str] = "",
) -> Response[bytes]:
    """The same list as CSV."""
    content = await listing.of_office_as_csv(
        offices.office_named(office), actor=actor, status=status, q=q, language=language_of(request)
    )
    return named_file(content, CSV, "unternehmen.csv")


CONTROLLERS = [
    CompanyController,
    VenueController,
    StaffController,
    PictureController,
    picture,
    by_name,
    of_office,
    of_office_as_file,
]

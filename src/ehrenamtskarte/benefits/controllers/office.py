"""HTTP of offers for the offices that decide on them."""

from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_200_OK

from ehrenamtskarte.benefits.deciding import decisions, export
from ehrenamtskarte.benefits.deciding import inbox as inboxes
from ehrenamtskarte.benefits.deciding.inbox import Wanted
from ehrenamtskarte.benefits.offering import registration
from ehrenamtskarte.benefits.office_schemas import BenefitForOffice, InboxCounts
from ehrenamtskarte.benefits.rules import Hint, Status
from ehrenamtskarte.benefits.schemas import RegistrationIn, RegistrationOut
from ehrenamtskarte.companies.offices import office_named
from ehrenamtskarte.companies.schemas import ReasonIn
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.pagination import Page
from ehrenamtskarte.core.web.transfer import CSV, named_file


@post(
    "/api/offices/{office:str}/partner-registrations",
    tags=["Offers: offices"],
    summary="Register a company for it",
)
async def register_for_company(
    actor: NamedDependency[Actor], office: FromPath[str], data: JSONBody[RegistrationIn]
) -> RegistrationOut:
    """Register a company with an offer on its behalf, approved at once, and hand it over by mail."""
    joined = await registration.register_for(
        office_named(office), data.joining(), handover_to=data.handover, actor=actor, now=clock.now()
    )
    return RegistrationOut(joined.company_id, joined.benefit_id)


@get("/api/offices/{office:str}/benefits/counts", tags=["Offers: offices"], summary="How much waits")
async def counts(actor: NamedDependency[Actor], office: FromPath[str]) -> InboxCounts:
    """How much waits in the inbox."""
    return await inboxes.counts(office_named(office), actor=actor)


@get("/api/offices/{office:str}/benefits", tags=["Offers: offices"], summary="Offers of the towns")
async def inbox(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    status: FromQuery[Status | None] = None,
    waiting: FromQuery[bool] = False,
    hint: FromQuery[Hint | None] = None,
    q: FromQuery[str] = "",
    sort: FromQuery[str] = "oldest",
    cursor: FromQuery[str | None] = None,
) -> Page[BenefitForOffice]:
    """The offers an office decides on; `waiting` are new ones and changes. `office` is an issuing body, or `state`."""
    wanted = Wanted(status=status, waiting=waiting, hint=hint, q=q)
    return await inboxes.of_office(
        office_named(office), wanted, sort=sort, cursor=cursor, actor=actor, now=clock.now()
    )


@get("/api/offices/{office:str}/benefits.csv", tags=["Offers: offices"], summary="Offers as a file")
async def offers_as_file(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    status: FromQuery[Status | None] = None,
    waiting: FromQuery[bool] = False,
    hint: FromQuery[Hint | None] = None,
    q: FromQuery[str] = "",
) -> Response[bytes]:
    """The same list as CSV, in the columns that lists are handed in with."""
    wanted = Wanted(status=status, waiting=waiting, hint=hint, q=q)
    content = await export.as_file(office_named(office), wanted, actor=actor, now=clock.now())
    return named_file(content, CSV, "angebote.csv")


@post(
    "/api/offices/{office:str}/benefits/{benefit_id:uuid}/approval",
    tags=["Offers: offices"],
    status_code=HTTP_200_OK,
    summary="Approve",
)
async def approve(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    benefit_id: FromPath[UUID],
    revision: FromQuery[int | None] = None,
) -> BenefitForOffice:
    """Approve a new offer or the change that waits; the company is approved with it.

    `revision` is the one that was looked at; if the company has changed the offer since, nothing is decided.
    """
    named = office_named(office)
    await decisions.approve(named, benefit_id, seen=revision, actor=actor, now=clock.now())
    return await inboxes.one(named, benefit_id, actor=actor, now=clock.now())


@post(
    "/api/offices/{office:str}/benefits/{benefit_id:uuid}/rejection",
    tags=["Offers: offices"],
    status_code=HTTP_200_OK,
    summary="Reject with a reason",
)
async def reject(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    benefit_id: FromPath[UUID],
    data: JSONBody[ReasonIn],
    revision: FromQuery[int | None] = None,
) -> BenefitForOffice:
    """Refuse a new offer or the change that waits, with a reason."""
    named = office_named(office)
    await decisions.reject(named, benefit_id, data.reason, seen=revision, actor=actor, now=clock.now())
    return await inboxes.one(named, benefit_id, actor=actor, now=clock.now())


CONTROLLERS = [register_for_company, counts, inbox, offers_as_file, approve, reject]

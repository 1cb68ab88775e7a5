"""HTTP of organisations."""

from uuid import UUID

from litestar import Controller, delete, get, patch, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_200_OK, HTTP_201_CREATED, HTTP_204_NO_CONTENT

from ehrenamtskarte.accounts import memberships
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.pagination import Page
from ehrenamtskarte.organisations import coordinators, listing, registration, roster
from ehrenamtskarte.organisations.registration import Registration
from ehrenamtskarte.organisations.rules import Status
from ehrenamtskarte.organisations.schemas import (
    ClaimCodeOut,
    CoordinatorIn,
    CoordinatorOut,
    MemberChangesIn,
    MemberIn,
    MemberOut,
    OrganisationFound,
    OrganisationOut,
    OrganisationRow,
    ReasonIn,
    RegistrationIn,
)


class OrganisationController(Controller):
    """Organisations and the town's decision on them."""

    path = "/api/organisations"
    tags = ("Organisations",)

    @post(summary="Register an organisation")
    async def register(
        self, actor: NamedDependency[Actor], data: JSONBody[RegistrationIn]
    ) -> OrganisationOut:
        """Register an organisation; the town decides, the actor coordinates."""
        wanted = Registration(**{name: getattr(data, name) for name in data.__struct_fields__})
        return OrganisationOut.of(await registration.register(wanted, actor=actor, now=clock.now()))

    @get(summary="Find approved organisations")
    async def search(
        self,
        q: FromQuery[str] = "",
        municipality: FromQuery[str | None] = None,
        cursor: FromQuery[str | None] = None,
    ) -> Page[OrganisationFound]:
        """Approved organisations by name, for anybody."""
        found, following = await listing.search(q, municipality=municipality, cursor=cursor)
        return Page([OrganisationFound(**row) for row in found], next=following)

    @get("/{organisation_id:uuid}", summary="One organisation")
    async def one(self, actor: NamedDependency[Actor], organisation_id: FromPath[UUID]) -> OrganisationOut:
        """One organisation for its coordinators and its town."""
        return OrganisationOut.of(await registration.organisation_for(organisation_id, actor=actor))

    @post("/{organisation_id:uuid}/approval", status_code=HTTP_200_OK, summary="Approve")
    async def approve(
        self, actor: NamedDependency[Actor], organisation_id: FromPath[UUID]
    ) -> OrganisationOut:
        """Let the organisation confirm hours."""
        return OrganisationOut.of(await registration.approve(organisation_id, actor=actor, now=clock.now()))

    @post("/{organisation_id:uuid}/rejection", status_code=HTTP_200_OK, summary="Reject with a reason")
    async def reject(
        self, actor: NamedDependency[Actor], organisation_id: FromPath[UUID], data: JSONBody[ReasonIn]
    ) -> OrganisationOut:
        """Refuse the organisation with a reason."""
        return OrganisationOut.of(
            await registration.reject(organisation_id, data.reason, actor=actor, now=clock.now())
        )


class RosterController(Controller):
    """The people an organisation works with."""

    path = "/api/organisations/{organisation_id:uuid}/people"
    tags = ("Organisations",)

    @get(summary="The roster")
    async def people(
        self,
        actor: NamedDependency[Actor],
        organisation_id: FromPath[UUID],
        q: FromQuery[str] = "",
        sort: FromQuery[str] = "name",
        unreachable: FromQuery[bool] = False,
        cursor: FromQuery[str | None] = None,
    ) -> Page[MemberOut]:
        """The roster by name or number; `unreachable` are those without account and address, who need a letter."""
        page = await roster.list_members(
            organisation_id, actor=actor, q=q, sort=sort, unreachable=unreachable, cursor=cursor
        )
        return Page([MemberOut.of(member) for member in page.members], next=page.next, total=page.total)

    @post(status_code=HTTP_201_CREATED, summary="Add a person")
    async def add(
        self, actor: NamedDependency[Actor], organisation_id: FromPath[UUID], data: JSONBody[MemberIn]
    ) -> MemberOut:
        """Put a person on the roster."""
        return MemberOut.of(await roster.add(organisation_id, data.entry(), actor=actor, now=clock.now()))

    @get("/{member_id:uuid}", summary="One person")
    async def one(
        self, actor: NamedDependency[Actor], organisation_id: FromPath[UUID], member_id: FromPath[UUID]
    ) -> MemberOut:
        """One person of the roster, also one who left."""
        return MemberOut.of(await roster.member(organisation_id, member_id, actor=actor))

    @patch("/{member_id:uuid}", summary="Correct an entry")
    async def change(
        self,
        actor: NamedDependency[Actor],
        organisation_id: FromPath[UUID],
        member_id: FromPath[UUID],
        data: JSONBody[MemberChangesIn],
    ) -> MemberOut:
        """Correct an entry of the roster."""
        return MemberOut.of(await roster.change(organisation_id, member_id, data.changes(), actor=actor))

    @delete("/{member_id:uuid}", summary="Note that somebody left")
    async def remove(
        self, actor: NamedDependency[Actor], organisation_id: FromPath[UUID], member_id: FromPath[UUID]
    ) -> None:
        """Take a person off the roster; their hours stay."""
        await roster.remove(organisation_id, member_id, actor=actor, now=clock.now())

    @post("/{member_id:uuid}/return", status_code=HTTP_204_NO_CONTENT, summary="Take a removal back")
    async def restore(
        self, actor: NamedDependency[Actor], organisation_id: FromPath[UUID], member_id: FromPath[UUID]
    ) -> None:
        """Put a person back who was taken off the roster."""
        await roster.restore(organisation_id, member_id, actor=actor)

    @post("/{member_id:uuid}/claim-code", summary="A code for a letter")
    async def claim_code(
        self, actor: NamedDependency[Actor], organisation_id: FromPath[UUID], member_id: FromPath[UUID]
    ) -> ClaimCodeOut:
        """A code with which somebody without an account claims what the organisation recorded."""
        code, expires_at = await roster.claim_code(organisation_id, member_id, actor=actor, now=clock.now())
        return ClaimCodeOut(code, expires_at)


class CoordinatorController(Controller):
    """Who acts for an organisation."""

    path = "/api/organisations/{organisation_id:uuid}/coordinators"
    tags = ("Organisations",)

    @get(summary="Who acts for the organisation")
    async def coordinators(
        self, actor: NamedDependency[Actor], organisation_id: FromPath[UUID]
    ) -> list[CoordinatorOut]:
        """The coordinators, the first one first."""
        return [_coordinator(m) for m in await coordinators.list_coordinators(organisation_id, actor=actor)]

    @post(summary="Add a coordinator")
    async def add(
        self, actor: NamedDependency[Actor], organisation_id: FromPath[UUID], data: JSONBody[CoordinatorIn]
    ) -> list[CoordinatorOut]:
        """Add a coordinator by address; a mail tells them."""
        await coordinators.add(organisation_id, data.email, actor=actor, now=clock.now())
        return [_coordinator(m) for m in await coordinators.list_coordinators(organisation_id, actor=actor)]

    @delete("/{person_id:uuid}", summary="Remove a coordinator")
    async def remove(
        self, actor: NamedDependency[Actor], organisation_id: FromPath[UUID], person_id: FromPath[UUID]
    ) -> None:
        """End somebody's role; the last one stays."""
        await coordinators.remove(organisation_id, person_id, actor=actor)


def _coordinator(member: memberships.MemberOfTenant) -> CoordinatorOut:
    return CoordinatorOut(member.person_id, member.name, member.email, member.since)


@get(
    "/api/issuing-bodies/{issuing_body:uuid}/organisations",
    tags=["Organisations"],
    summary="Organisations of the towns",
)
async def of_issuing_body(
    actor: NamedDependency[Actor],
    issuing_body: FromPath[UUID],
    status: FromQuery[Status | None] = None,
    q: FromQuery[str] = "",
    cursor: FromQuery[str | None] = None,
) -> Page[OrganisationRow]:
    """The organisations an office decides on."""
    found, following = await listing.of_issuing_body(
        issuing_body, actor=actor, status=status, q=q, cursor=cursor
    )
    return Page([OrganisationRow(**row) for row in found], next=following)


@get(
    "/api/state-office/organisations",
    tags=["Organisations"],
    summary="Organisations of towns without an office",
)
async def of_no_issuing_body(
    actor: NamedDependency[Actor],
    status: FromQuery[Status | None] = None,
    q: FromQuery[str] = "",
    cursor: FromQuery[str | None] = None,
) -> Page[OrganisationRow]:
    """The organisations the state office decides on, because their towns take no part."""
    found, following = await listing.of_issuing_body(None, actor=actor, status=status, q=q, cursor=cursor)
    return Page([OrganisationRow(**row) for row in found], next=following)


CONTROLLERS = [
    OrganisationController,
    RosterController,
    CoordinatorController,
    of_issuing_body,
    of_no_issuing_body,
]

"""HTTP of regions: municipalities, postal codes, issuing bodies."""

from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Controller, delete, get, patch, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from litestar.status_codes import HTTP_201_CREATED

from ehrenamtskarte.accounts.memberships import MemberOfTenant
from ehrenamtskarte.accounts.schemas import MemberOfTenantOut
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.pagination import Page
from ehrenamtskarte.regions import issuing_bodies, service
from ehrenamtskarte.regions.issuing_bodies import Changes, IssuingBodyInFull
from ehrenamtskarte.regions.schemas import (
    CaseWorkerIn,
    IssuingBodyChangesIn,
    IssuingBodyIn,
    IssuingBodyOut,
    MunicipalityOut,
    PostalCodeOut,
    PostalCodeTown,
)

Query = Annotated[str, QueryParameter(max_length=100)]


@get("/api/municipalities", tags=["Regions"], summary="Find municipalities")
async def find_municipalities(
    q: Query = "",
    participates: FromQuery[bool | None] = None,
    cursor: FromQuery[str | None] = None,
) -> Page[MunicipalityOut]:
    """Municipalities by name, key (AGS) or postal code, in German order; umlauts may be written either way."""
    page = await service.find_municipalities(q, participates=participates, cursor=cursor)
    return Page(
        [msgspec.convert(p, MunicipalityOut, from_attributes=True) for p in page.items], page.next, page.total
    )


@get("/api/postal-codes/{code:str}", tags=["Regions"], summary="Suggest the town of a postal code")
async def postal_code(code: FromPath[str]) -> PostalCodeOut:
    """The towns a postal code may mean, the likeliest first; none for a code the state does not have."""
    places = await service.municipalities_of_postal_code(code)
    return PostalCodeOut([msgspec.convert(p, PostalCodeTown, from_attributes=True) for p in places])


class IssuingBodyController(Controller):
    """Who issues the card."""

    path = "/api/issuing-bodies"
    tags = ("Regions",)

    @get(summary="Find issuing bodies")
    async def find(
        self,
        actor: NamedDependency[Actor],
        q: Query = "",
        cursor: FromQuery[str | None] = None,
    ) -> Page[IssuingBodyOut]:
        """All issuing bodies, by name or town, for the state office."""
        page = await issuing_bodies.find_issuing_bodies(q, cursor=cursor, actor=actor)
        return Page([_out(body) for body in page.items], page.next, page.total)

    @post(status_code=HTTP_201_CREATED, summary="Add an issuing body")
    async def create(self, actor: NamedDependency[Actor], data: JSONBody[IssuingBodyIn]) -> IssuingBodyOut:
        """Let a town, a district or an agency issue the card for some towns; the state office does."""
        return _out(
            await issuing_bodies.create_issuing_body(
                data.name,
                data.kind,
                data.municipalities,
                email=data.email,
                automatic_approval=data.automatic_approval,
                number=data.number,
                actor=actor,
            )
        )

    @get("/{issuing_body_id:uuid}", summary="An issuing body and its settings")
    async def one(self, actor: NamedDependency[Actor], issuing_body_id: FromPath[UUID]) -> IssuingBodyOut:
        """An issuing body and its settings, for its case workers and the state office."""
        return _out(await issuing_bodies.issuing_body(issuing_body_id, actor=actor))

    @patch("/{issuing_body_id:uuid}", summary="Change an issuing body")
    async def change(
        self,
        actor: NamedDependency[Actor],
        issuing_body_id: FromPath[UUID],
        data: JSONBody[IssuingBodyChangesIn],
    ) -> IssuingBodyOut:
        """Change its settings; name, kind and towns are for the state office to change."""
        changes = Changes(**msgspec.structs.asdict(data))
        return _out(await issuing_bodies.change_issuing_body(issuing_body_id, changes, actor=actor))

    @get("/{issuing_body_id:uuid}/case-workers", summary="Who decides there")
    async def case_workers(
        self, actor: NamedDependency[Actor], issuing_body_id: FromPath[UUID]
    ) -> list[MemberOfTenantOut]:
        """Who decides there, for colleagues and the state office."""
        return [_colleague(m) for m in await issuing_bodies.case_workers(issuing_body_id, actor=actor)]

    @post("/{issuing_body_id:uuid}/case-workers", status_code=HTTP_201_CREATED, summary="Add a case worker")
    async def add_case_worker(
        self, actor: NamedDependency[Actor], issuing_body_id: FromPath[UUID], data: JSONBody[CaseWorkerIn]
    ) -> list[MemberOfTenantOut]:
        """Let the person of an address decide there; the answer is everybody who does."""
        await issuing_bodies.add_case_worker(issuing_body_id, data.email, actor=actor, now=clock.now())
        return [_colleague(m) for m in await issuing_bodies.case_workers(issuing_body_id, actor=actor)]

    @delete("/{issuing_body_id:uuid}/case-workers/{person_id:uuid}", summary="Remove a case worker")
    async def remove_case_worker(
        self, actor: NamedDependency[Actor], issuing_body_id: FromPath[UUID], person_id: FromPath[UUID]
    ) -> None:
        """End somebody's right to decide there, and their sessions."""
        await issuing_bodies.remove_case_worker(issuing_body_id, person_id, actor=actor)


def _out(body: IssuingBodyInFull) -> IssuingBodyOut:
    return msgspec.convert(body, IssuingBodyOut, from_attributes=True)


def _colleague(member: MemberOfTenant) -> MemberOfTenantOut:
    return MemberOfTenantOut(member.person_id, member.name, member.email, member.since)


CONTROLLERS = [find_municipalities, postal_code, IssuingBodyController]

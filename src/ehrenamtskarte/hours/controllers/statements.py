"""HTTP of statements by which an organisation vouches for somebody."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_201_CREATED, HTTP_204_NO_CONTENT

from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.pagination import Page
from ehrenamtskarte.hours import statements
from ehrenamtskarte.hours.schemas import StatementIn, StatementOut
from ehrenamtskarte.hours.statements import Vouched


class OrganisationStatementController(Controller):
    """What an organisation vouches for."""

    path = "/api/organisations/{organisation_id:uuid}/statements"
    tags = ("Statements",)

    @post(status_code=HTTP_201_CREATED, summary="Vouch for somebody")
    async def vouch(
        self, actor: NamedDependency[Actor], organisation_id: FromPath[UUID], data: JSONBody[StatementIn]
    ) -> StatementOut:
        """State since when somebody is engaged, how much a week, and what is paid."""
        vouched = Vouched(**{name: getattr(data, name) for name in data.__struct_fields__})
        return StatementOut(**await statements.vouch(organisation_id, vouched, actor=actor, now=clock.now()))

    @get(summary="Statements of the organisation")
    async def of_organisation(
        self,
        actor: NamedDependency[Actor],
        organisation_id: FromPath[UUID],
        person: FromQuery[UUID | None] = None,
        cursor: FromQuery[str | None] = None,
    ) -> Page[StatementOut]:
        """What the organisation vouches for, latest first."""
        found, following = await statements.of_organisation(
            organisation_id, actor=actor, person=person, cursor=cursor
        )
        return Page([StatementOut(**row) for row in found], next=following)


class OwnStatementController(Controller):
    """What organisations vouch for about the signed-in person."""

    path = "/api/me/statements"
    tags = ("Statements",)

    @get(summary="Statements about oneself")
    async def own(
        self, actor: NamedDependency[Actor], cursor: FromQuery[str | None] = None
    ) -> Page[StatementOut]:
        """What organisations vouch for about the signed-in person, latest first."""
        found, following = await statements.of_person(actor, cursor=cursor)
        return Page([StatementOut(**row) for row in found], next=following)


class StatementController(Controller):
    """One statement."""

    path = "/api/statements/{statement_id:uuid}"
    tags = ("Statements",)

    @post("/withdrawal", status_code=HTTP_204_NO_CONTENT, summary="Take a statement back")
    async def withdraw(self, actor: NamedDependency[Actor], statement_id: FromPath[UUID]) -> None:
        """Take a statement back on behalf of its organisation."""
        await statements.withdraw(statement_id, actor=actor, now=clock.now())

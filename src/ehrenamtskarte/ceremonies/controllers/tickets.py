"""HTTP of ceremonies: tickets on paper."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, HeaderParameter

from ehrenamtskarte.ceremonies.doors import printing
from ehrenamtskarte.ceremonies.inviting import own_page
from ehrenamtskarte.ceremonies.inviting.links import guest_of_link
from ehrenamtskarte.companies.offices import office_named
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.web.problems import language_of
from ehrenamtskarte.core.web.transfer import named_file

AnyRequest = Request[Any, Any, Any]
Invitation = Annotated[str, HeaderParameter(name="X-Invitation", max_length=200)]
Part = Annotated[int, msgspec.Meta(ge=1, le=100)]

TAGS = ("Doors",)
PDF = "application/pdf"


@get("/api/invitation/tickets.pdf", tags=TAGS, summary="My tickets as PDF")
async def by_link(request: AnyRequest, invitation: Invitation = "") -> Response[bytes]:
    """A page for each person of the party whose personal link this is."""
    guest = await guest_of_link(invitation, clock.now())
    content = await printing.of_guest(guest, language=language_of(request))
    return named_file(content, PDF, "eintrittskarten.pdf")


@get("/api/me/invitations/{guest_id:uuid}/tickets.pdf", tags=TAGS, summary="My tickets as PDF")
async def signed_in(
    request: AnyRequest, actor: NamedDependency[Actor], guest_id: FromPath[UUID]
) -> Response[bytes]:
    """The same for whoever is signed in."""
    guest = await own_page.guest_of_person(guest_id, actor=actor)
    content = await printing.of_guest(guest, language=language_of(request))
    return named_file(content, PDF, "eintrittskarten.pdf")


@get(
    "/api/offices/{office:str}/ceremonies/{ceremony_id:uuid}/tickets.pdf",
    tags=TAGS,
    summary="Tickets as PDF",
)
async def of_office(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    ceremony_id: FromPath[UUID],
    guest: FromQuery[UUID | None] = None,
    part: FromQuery[Part] = 1,
) -> Response[bytes]:
    """The tickets of everybody who comes, by name and 250 pages at a time, or those of one party."""
    content = await printing.of_office(office_named(office), ceremony_id, guest=guest, part=part, actor=actor)
    return named_file(content, PDF, f"eintrittskarten-{part}.pdf")


CONTROLLERS: list[Any] = [by_link, signed_in, of_office]

"""HTTP of ceremonies: Answers by guests, by their personal link or signed in, and registration for public events."""

from typing import Annotated, Any
from uuid import UUID

from litestar import Request, Response, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, HeaderParameter, JSONBody
from litestar.status_codes import HTTP_202_ACCEPTED

from ehrenamtskarte.ceremonies import access
from ehrenamtskarte.ceremonies.inviting import answering, own_page, registering
from ehrenamtskarte.ceremonies.inviting.links import guest_of_link
from ehrenamtskarte.ceremonies.inviting.schemas import (
    InvitationAnswerIn,
    InvitationOut,
    InvitationRow,
    RegistrationIn,
)
from ehrenamtskarte.ceremonies.planning import calendar
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.web.frame import client_address
from ehrenamtskarte.core.web.problems import language_of
from ehrenamtskarte.core.web.transfer import named_file

TAGS = ["Invitations"]
Invitation = Annotated[str, HeaderParameter(name="X-Invitation", max_length=200)]
"""The secret of the personal link; it stands in no address, so in no log either."""
ICAL = "text/calendar; charset=utf-8"


@get("/api/invitation", tags=TAGS, summary="My invitation")
async def by_link(invitation: Invitation = "") -> InvitationOut:
    """The invitation a personal link opens, with tickets once somebody comes."""
    now = clock.now()
    return await own_page.of_guest(await guest_of_link(invitation, now), now=now)


@put("/api/invitation", tags=TAGS, summary="Answer")
async def answer_by_link(data: JSONBody[InvitationAnswerIn], invitation: Invitation = "") -> InvitationOut:
    """Say whether and with whom one comes; the same as often as one likes, until the door."""
    now = clock.now()
    guest = await guest_of_link(invitation, now)
    await answering.answer(guest.id, data.answer(), now=now)
    return await own_page.of_guest(await guest_of_link(invitation, now), now=now)


@get("/api/invitation/calendar.ics", tags=TAGS, summary="The event for my calendar")
async def calendar_by_link(invitation: Invitation = "") -> Response[bytes]:
    """The event as iCalendar."""
    now = clock.now()
    guest = await guest_of_link(invitation, now)
    content = await calendar.of_ceremony(await access.ceremony(guest.ceremony), now)
    return named_file(content, ICAL, "einladung.ics")


@get("/api/me/invitations", tags=TAGS, summary="My invitations")
async def mine(actor: NamedDependency[Actor]) -> list[InvitationRow]:
    """The invitations of whoever is signed in, the latest event first."""
    return await own_page.of_person(actor)


@get("/api/me/invitations/{guest_id:uuid}", tags=TAGS, summary="One of my invitations")
async def one_of_mine(actor: NamedDependency[Actor], guest_id: FromPath[UUID]) -> InvitationOut:
    """One invitation with its tickets."""
    guest = await own_page.guest_of_person(guest_id, actor=actor)
    return await own_page.of_guest(guest, now=clock.now())


@put("/api/me/invitations/{guest_id:uuid}", tags=TAGS, summary="Answer one of my invitations")
async def answer_signed_in(
    actor: NamedDependency[Actor], guest_id: FromPath[UUID], data: JSONBody[InvitationAnswerIn]
) -> InvitationOut:
    """The same answer as by the personal link."""
    now = clock.now()
    await own_page.guest_of_person(guest_id, actor=actor)
    await answering.answer(guest_id, data.answer(), now=now)
    return await own_page.of_guest(await own_page.guest_of_person(guest_id, actor=actor), now=now)


@get("/api/me/invitations/{guest_id:uuid}/calendar.ics", tags=TAGS, summary="An event for my calendar")
async def calendar_signed_in(actor: NamedDependency[Actor], guest_id: FromPath[UUID]) -> Response[bytes]:
    """The event as iCalendar."""
    guest = await own_page.guest_of_person(guest_id, actor=actor)
    content = await calendar.of_ceremony(await access.ceremony(guest.ceremony), clock.now())
    return named_file(content, ICAL, "einladung.ics")


@post(
    "/api/ceremonies/{ceremony_id:uuid}/registrations",
    tags=TAGS,
    status_code=HTTP_202_ACCEPTED,
    summary="Register for a public event",
)
async def register(
    request: Request[Any, Any, Any], ceremony_id: FromPath[UUID], data: JSONBody[RegistrationIn]
) -> None:
    """Say who wants to come; a mail asks to confirm it."""
    await registering.register(
        ceremony_id,
        given_name=data.given_name,
        family_name=data.family_name,
        email=data.email,
        party=data.party,
        language=language_of(request),
        client=client_address(request.scope),
        now=clock.now(),
    )


CONTROLLERS: list[Any] = [
    by_link,
    answer_by_link,
    calendar_by_link,
    mine,
    one_of_mine,
    answer_signed_in,
    calendar_signed_in,
    register,
]

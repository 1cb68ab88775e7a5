"""HTTP of ceremonies: Invitations by the office, and the waiting list."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_200_OK, HTTP_204_NO_CONTENT

from ehrenamtskarte.ceremonies.controllers import inviting_guests
from ehrenamtskarte.ceremonies.inviting import answering, invitations, own_page, runs, waiting
from ehrenamtskarte.ceremonies.inviting.schemas import (
    AnsweredOut,
    GuestsIn,
    InvitationAnswerIn,
    InvitationOut,
    InvitingOut,
    Ordered,
    RunOut,
    WaitingRow,
)
from ehrenamtskarte.ceremonies.rules import RunKind
from ehrenamtskarte.companies.offices import office_named
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.pagination import Page
from ehrenamtskarte.core.web.transfer import named_file

TAGS = ["Award events: invitations"]
_CEREMONY = "/api/offices/{office:str}/ceremonies/{ceremony_id:uuid}"


@get(f"{_CEREMONY}/inviting", tags=TAGS, summary="How far the invitations are")
async def standing(
    actor: NamedDependency[Actor], office: FromPath[str], ceremony_id: FromPath[UUID]
) -> InvitingOut:
    """Who can be invited or reminded now, and how full it is."""
    found = await invitations.standing(office_named(office), ceremony_id, actor=actor, now=clock.now())
    return InvitingOut(**{name: getattr(found, name) for name in InvitingOut.__struct_fields__})


@post(f"{_CEREMONY}/invitations", tags=TAGS, status_code=HTTP_200_OK, summary="Invite")
async def invite(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    ceremony_id: FromPath[UUID],
    data: JSONBody[GuestsIn],
) -> Ordered:
    """Invite all who may be invited, or some by name: mails to those with an address, letters for the others."""
    ordered = await invitations.invite(
        office_named(office), ceremony_id, data.guests, actor=actor, now=clock.now()
    )
    return Ordered(runs=ordered)


@post(f"{_CEREMONY}/reminders", tags=TAGS, status_code=HTTP_200_OK, summary="Remind")
async def remind(
    actor: NamedDependency[Actor], office: FromPath[str], ceremony_id: FromPath[UUID]
) -> Ordered:
    """Write again to those who have not answered for three days."""
    run = await invitations.remind(office_named(office), ceremony_id, actor=actor, now=clock.now())
    return Ordered(runs=[run])


@post(f"{_CEREMONY}/letters", tags=TAGS, status_code=HTTP_200_OK, summary="Print letters")
async def print_letters(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    ceremony_id: FromPath[UUID],
    data: JSONBody[GuestsIn],
) -> Ordered:
    """Letters anew: for these guests, else for all who were invited by letter and have not answered."""
    run = await invitations.print_letters(
        office_named(office), ceremony_id, data.guests, actor=actor, now=clock.now()
    )
    return Ordered(runs=[run])


@get(f"{_CEREMONY}/runs", tags=TAGS, summary="Work for all guests")
async def runs_(
    actor: NamedDependency[Actor], office: FromPath[str], ceremony_id: FromPath[UUID]
) -> list[RunOut]:
    """The latest long work for the guests of an event and how far it is."""
    found = await runs.of_ceremony(office_named(office), ceremony_id, actor=actor)
    return [
        RunOut(
            **{name: row[name] for name in RunOut.__struct_fields__ if name != "kind"},
            kind=RunKind(row["kind"]),
        )
        for row in found
    ]


@get(f"{_CEREMONY}/runs/{{run_id:uuid}}/letters.pdf", tags=TAGS, summary="The letters of a run")
async def letters_file(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    ceremony_id: FromPath[UUID],
    run_id: FromPath[UUID],
) -> Response[bytes]:
    """All letters in one PDF, a page each."""
    content = await runs.file_of(office_named(office), ceremony_id, run_id, actor=actor)
    return named_file(content, "application/pdf", "einladungen.pdf")


@get(f"{_CEREMONY}/waiting-list", tags=TAGS, summary="The waiting list")
async def waiting_list(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    ceremony_id: FromPath[UUID],
    cursor: FromQuery[str | None] = None,
) -> Page[WaitingRow]:
    """Who is held places for, then who waits, each in their order."""
    found, following, total = await waiting.listed(
        office_named(office), ceremony_id, cursor=cursor, actor=actor
    )
    rows = [WaitingRow(**{name: row[name] for name in WaitingRow.__struct_fields__}) for row in found]
    return Page(rows, next=following, total=total)


@get(f"{_CEREMONY}/guests/{{guest_id:uuid}}/answer", tags=TAGS, summary="What a guest answered")
async def answer_of(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    ceremony_id: FromPath[UUID],
    guest_id: FromPath[UUID],
) -> InvitationOut:
    """The invitation as its guest sees it."""
    guest = await waiting.guest_of_office(office_named(office), ceremony_id, guest_id, actor=actor)
    return await own_page.of_guest(guest, now=clock.now())


@put(f"{_CEREMONY}/guests/{{guest_id:uuid}}/answer", tags=TAGS, summary="Answer for a guest")
async def answer_for(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    ceremony_id: FromPath[UUID],
    guest_id: FromPath[UUID],
    data: JSONBody[InvitationAnswerIn],
) -> AnsweredOut:
    """Note what a guest said, e.g. by telephone; the deadline does not count, the capacity does."""
    status = await answering.answer_for(
        office_named(office), ceremony_id, guest_id, data.answer(), actor=actor, now=clock.now()
    )
    return AnsweredOut(status=status)


@put(
    f"{_CEREMONY}/guests/{{guest_id:uuid}}/offer",
    tags=TAGS,
    status_code=HTTP_204_NO_CONTENT,
    summary="Move a party up",
)
async def offer(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    ceremony_id: FromPath[UUID],
    guest_id: FromPath[UUID],
) -> None:
    """Hold places for a waiting party, whoever waits before it."""
    await waiting.offer_now(office_named(office), ceremony_id, guest_id, actor=actor, now=clock.now())


@put(
    f"{_CEREMONY}/guests/{{guest_id:uuid}}/withdrawal",
    tags=TAGS,
    status_code=HTTP_204_NO_CONTENT,
    summary="Take an invitation back",
)
async def withdraw(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    ceremony_id: FromPath[UUID],
    guest_id: FromPath[UUID],
) -> None:
    """Take an invitation back and tell the guest, who loses places and tickets."""
    await waiting.withdraw(office_named(office), ceremony_id, guest_id, actor=actor, now=clock.now())


CONTROLLERS: list[Any] = [
    standing,
    invite,
    remind,
    print_letters,
    runs_,
    letters_file,
    waiting_list,
    answer_of,
    answer_for,
    offer,
    withdraw,
    *inviting_guests.CONTROLLERS,
]

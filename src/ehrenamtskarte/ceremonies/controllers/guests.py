"""HTTP of ceremonies: Guests, groups, quotas and the draw."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_200_OK

from ehrenamtskarte.ceremonies.controllers import guest_lists
from ehrenamtskarte.ceremonies.guests import draws, editing, gathering, groups, guest_list
from ehrenamtskarte.ceremonies.guests.guest_list import NeedFilter, Sort, Wanted
from ehrenamtskarte.ceremonies.guests.schemas import (
    Gathered,
    GatheringIn,
    GatheringPreview,
    GroupDraw,
    GroupDrawn,
    GroupIn,
    GroupOut,
    GuestChangeIn,
    GuestIn,
    GuestOut,
    GuestRow,
)
from ehrenamtskarte.ceremonies.rules import GuestStatus
from ehrenamtskarte.companies.offices import office_named
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.pagination import Page
from ehrenamtskarte.core.web.problems import language_of
from ehrenamtskarte.core.web.transfer import CSV, named_file

TAGS = ["Award events: guests"]
_CEREMONY = "/api/offices/{office:str}/ceremonies/{ceremony_id:uuid}"


@get(f"{_CEREMONY}/guest-groups", tags=TAGS, summary="Groups of guests")
async def groups_(
    actor: NamedDependency[Actor], office: FromPath[str], ceremony_id: FromPath[UUID]
) -> list[GroupOut]:
    """The groups of an event with how many stand where."""
    return await groups.of_ceremony(office_named(office), ceremony_id, actor=actor)


@post(f"{_CEREMONY}/guest-groups", tags=TAGS, summary="Add a group")
async def add_group(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    ceremony_id: FromPath[UUID],
    data: JSONBody[GroupIn],
) -> GroupOut:
    """Make a group for guests entered by hand or from a list."""
    return await groups.add(office_named(office), ceremony_id, data, actor=actor)


@put(f"{_CEREMONY}/guest-groups/{{group_id:uuid}}", tags=TAGS, summary="Change a group")
async def change_group(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    ceremony_id: FromPath[UUID],
    group_id: FromPath[UUID],
    data: JSONBody[GroupIn],
) -> GroupOut:
    """Change a group; after its draw the quota only grows, and the next ones of the draw move up."""
    return await groups.change(office_named(office), ceremony_id, group_id, data, actor=actor)


@delete(f"{_CEREMONY}/guest-groups/{{group_id:uuid}}", tags=TAGS, summary="Remove a group")
async def remove_group(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    ceremony_id: FromPath[UUID],
    group_id: FromPath[UUID],
) -> None:
    """Remove an empty group."""
    await groups.remove(office_named(office), ceremony_id, group_id, actor=actor)


@post(
    f"{_CEREMONY}/guest-groups/{{group_id:uuid}}/draw",
    tags=TAGS,
    status_code=HTTP_200_OK,
    summary="Draw a group",
)
async def draw_group(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    ceremony_id: FromPath[UUID],
    group_id: FromPath[UUID],
) -> GroupDrawn:
    """Draw who of a group is invited."""
    return await draws.draw_group(office_named(office), ceremony_id, group_id, actor=actor, now=clock.now())


@post(f"{_CEREMONY}/draws", tags=TAGS, status_code=HTTP_200_OK, summary="Draw all groups")
async def draw_all(
    actor: NamedDependency[Actor], office: FromPath[str], ceremony_id: FromPath[UUID]
) -> list[GroupDrawn]:
    """Draw every group that has more guests than places."""
    return await draws.draw_all(office_named(office), ceremony_id, actor=actor, now=clock.now())


@get("/api/ceremonies/{ceremony_id:uuid}/draws", tags=TAGS, summary="The draws of an event")
async def draws_(ceremony_id: FromPath[UUID]) -> list[GroupDraw]:
    """What anybody needs to repeat the draws: numbers, ranks, towns, places and the seed; nobody's name."""
    return await draws.public_draws(ceremony_id)


@post(f"{_CEREMONY}/gatherings/preview", tags=TAGS, status_code=HTTP_200_OK, summary="Who a query finds")
async def preview_gathering(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    ceremony_id: FromPath[UUID],
    data: JSONBody[GatheringIn],
) -> GatheringPreview:
    """How many guests a query finds and how many of them are on the list already; nothing is added."""
    return await gathering.preview(office_named(office), ceremony_id, data, actor=actor, now=clock.now())


@post(f"{_CEREMONY}/gatherings", tags=TAGS, summary="Add guests by a query")
async def gather(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    ceremony_id: FromPath[UUID],
    data: JSONBody[GatheringIn],
) -> Gathered:
    """Add everybody a query finds to a group, each person once."""
    return await gathering.gather(office_named(office), ceremony_id, data, actor=actor, now=clock.now())


@get(f"{_CEREMONY}/guests", tags=TAGS, summary="Guests")
async def guests(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    ceremony_id: FromPath[UUID],
    q: FromQuery[str] = "",
    group: FromQuery[UUID | None] = None,
    status: FromQuery[GuestStatus | None] = None,
    needs: FromQuery[NeedFilter | None] = None,
    sort: FromQuery[Sort] = Sort.NAME,
    cursor: FromQuery[str | None] = None,
) -> Page[GuestRow]:
    """The guests of an event, by name or in the order of protocol."""
    wanted = Wanted(q=q, group=group, status=status, needs=needs, sort=sort)
    return await guest_list.of_ceremony(office_named(office), ceremony_id, wanted, actor=actor, cursor=cursor)


@get(f"{_CEREMONY}/guests.csv", tags=TAGS, summary="Guests as a file")
async def guests_as_file(
    actor: NamedDependency[Actor],
    request: Request[Any, Any, Any],
    office: FromPath[str],
    ceremony_id: FromPath[UUID],
    q: FromQuery[str] = "",
    group: FromQuery[UUID | None] = None,
    status: FromQuery[GuestStatus | None] = None,
    needs: FromQuery[NeedFilter | None] = None,
    sort: FromQuery[Sort] = Sort.NAME,
) -> Response[bytes]:
    """The same guests as the list, whole, as CSV."""
    wanted = Wanted(q=q, group=group, status=status, needs=needs, sort=sort)
    content = await guest_list.as_file(
        office_named(office), ceremony_id, wanted, actor=actor, language=language_of(request)
    )
    return named_file(content, CSV, "gaeste.csv")


@post(f"{_CEREMONY}/guests", tags=TAGS, summary="Add a guest")
async def add_guest(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    ceremony_id: FromPath[UUID],
    data: JSONBody[GuestIn],
) -> GuestOut:
    """Add one guest to a group."""
    return await editing.add(
        office_named(office), ceremony_id, data.group_id, data.guest(), actor=actor, now=clock.now()
    )


@get(f"{_CEREMONY}/guests/{{guest_id:uuid}}", tags=TAGS, summary="One guest")
async def guest(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    ceremony_id: FromPath[UUID],
    guest_id: FromPath[UUID],
) -> GuestOut:
    """A party with its persons, needs and answers."""
    return await guest_list.one(office_named(office), ceremony_id, guest_id, actor=actor)


@put(f"{_CEREMONY}/guests/{{guest_id:uuid}}", tags=TAGS, summary="Change a guest")
async def change_guest(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    ceremony_id: FromPath[UUID],
    guest_id: FromPath[UUID],
    data: JSONBody[GuestChangeIn],
) -> GuestOut:
    """Write what the office knows of a guest."""
    return await editing.change(
        office_named(office),
        ceremony_id,
        guest_id,
        data.group_id,
        data.guest(),
        revision=data.revision,
        actor=actor,
        now=clock.now(),
    )


@delete(f"{_CEREMONY}/guests/{{guest_id:uuid}}", tags=TAGS, summary="Remove a guest")
async def remove_guest(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    ceremony_id: FromPath[UUID],
    guest_id: FromPath[UUID],
) -> None:
    """Take somebody off the list who was not asked yet."""
    await editing.remove(office_named(office), ceremony_id, guest_id, actor=actor)


CONTROLLERS: list[Any] = [
    groups_,
    add_group,
    change_group,
    remove_group,
    draw_group,
    draw_all,
    draws_,
    preview_gathering,
    gather,
    guests,
    guests_as_file,
    add_guest,
    guest,
    change_guest,
    remove_guest,
    *guest_lists.CONTROLLERS,
]

"""HTTP of awards: The shortlist."""

from typing import Any
from uuid import UUID

from litestar import delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_200_OK

from ehrenamtskarte.awards.checking import shortlisting
from ehrenamtskarte.awards.checking.schemas import ShortlistIn, ShortlistOut, ShortlistProposal
from ehrenamtskarte.companies.offices import office_named
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor

TAGS = ["Awards: formal check"]
_SHORTLIST = "/api/offices/{office:str}/award-calls/{call_id:uuid}/shortlist"


@get(_SHORTLIST, tags=TAGS, summary="The shortlist")
async def shortlist(
    actor: NamedDependency[Actor], office: FromPath[str], call_id: FromPath[UUID]
) -> ShortlistOut:
    """The nominees of a call, and how many there can be."""
    return await shortlisting.of_call(office_named(office), call_id, actor=actor, now=clock.now())


@get(f"{_SHORTLIST}/proposal", tags=TAGS, summary="The best of a round")
async def shortlist_proposal(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    call_id: FromPath[UUID],
    round_id: FromQuery[UUID],
) -> ShortlistProposal:
    """Whom a round's ranking puts on the places that are left; nothing is changed."""
    return await shortlisting.proposal(office_named(office), call_id, round_id, actor=actor, now=clock.now())


@post(f"{_SHORTLIST}/entries", tags=TAGS, status_code=HTTP_200_OK, summary="Nominate entries")
async def shortlist_entries(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    call_id: FromPath[UUID],
    data: JSONBody[ShortlistIn],
) -> ShortlistOut:
    """Put admitted entries on the shortlist; nobody hears of it yet."""
    body, now = office_named(office), clock.now()
    await shortlisting.nominate(body, call_id, data.entries, actor=actor, now=now)
    return await shortlisting.of_call(body, call_id, actor=actor, now=now)


@delete(
    f"{_SHORTLIST}/entries/{{entry_id:uuid}}",
    tags=TAGS,
    status_code=HTTP_200_OK,
    summary="Take off the shortlist",
)
async def take_off_shortlist(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    call_id: FromPath[UUID],
    entry_id: FromPath[UUID],
) -> ShortlistOut:
    """The entry stays admitted; not once it was told or votes and prizes build on it."""
    body, now = office_named(office), clock.now()
    await shortlisting.take_off(body, call_id, entry_id, actor=actor, now=now)
    return await shortlisting.of_call(body, call_id, actor=actor, now=now)


@post(f"{_SHORTLIST}/mails", tags=TAGS, status_code=HTTP_200_OK, summary="Tell the nominees")
async def tell_nominees(
    actor: NamedDependency[Actor], office: FromPath[str], call_id: FromPath[UUID]
) -> ShortlistOut:
    """Write to the nominees who do not know yet."""
    body, now = office_named(office), clock.now()
    await shortlisting.tell_nominees(body, call_id, actor=actor, now=now)
    return await shortlisting.of_call(body, call_id, actor=actor, now=now)


CONTROLLERS: list[Any] = [
    shortlist,
    shortlist_proposal,
    shortlist_entries,
    take_off_shortlist,
    tell_nominees,
]

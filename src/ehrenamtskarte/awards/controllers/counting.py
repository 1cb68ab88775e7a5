"""HTTP of awards: The public vote for the office, its result and its file."""

from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from litestar.status_codes import HTTP_200_OK, HTTP_201_CREATED

from ehrenamtskarte.awards.voting import counting, excluding, patterns, votes_file
from ehrenamtskarte.awards.voting.tally_schemas import (
    ExclusionUndoIn,
    VoteExclusionOut,
    VoteOverviewOut,
    VotePatternOut,
    VoteResultOut,
    VotesMeantIn,
)
from ehrenamtskarte.companies.offices import office_named
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.web.transfer import CSV, named_file

_VOTES = "/api/offices/{office:str}/award-calls/{call_id:uuid}/votes"
_TAGS = ["Awards: public vote"]
_FILE = "stimmen.csv"


@get(_VOTES, tags=_TAGS, summary="How a vote runs")
async def vote(
    actor: NamedDependency[Actor], office: FromPath[str], call_id: FromPath[UUID]
) -> VoteOverviewOut:
    """Votes by day, and the result once the vote has ended."""
    return await counting.overview(office_named(office), call_id, actor=actor, now=clock.now())


@get(f"{_VOTES}/patterns", tags=_TAGS, summary="Votes that stand out")
async def standing_out(
    actor: NamedDependency[Actor], office: FromPath[str], call_id: FromPath[UUID]
) -> list[VotePatternOut]:
    """Votes that look as if one hand cast them."""
    return await patterns.of_call(office_named(office), call_id, actor=actor)


@get(f"{_VOTES}/exclusions", tags=_TAGS, summary="Votes that were taken out")
async def exclusions(
    actor: NamedDependency[Actor], office: FromPath[str], call_id: FromPath[UUID]
) -> list[VoteExclusionOut]:
    """What was taken out, also what counts again, the latest first."""
    return await excluding.of_call(office_named(office), call_id, actor=actor)


@post(f"{_VOTES}/exclusions", tags=_TAGS, status_code=HTTP_201_CREATED, summary="Take votes out")
async def exclude(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    call_id: FromPath[UUID],
    data: JSONBody[VotesMeantIn],
) -> VoteExclusionOut:
    """Votes that do not count; the reason is published with the result."""
    return await excluding.exclude(office_named(office), call_id, data, actor=actor, now=clock.now())


@post(
    f"{_VOTES}/exclusions/{{exclusion_id:uuid}}/undoing",
    tags=_TAGS,
    status_code=HTTP_200_OK,
    summary="Let votes count again",
)
async def undo(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    call_id: FromPath[UUID],
    exclusion_id: FromPath[UUID],
    data: JSONBody[ExclusionUndoIn],
) -> VoteExclusionOut:
    """Put votes back that were taken out."""
    return await excluding.undo(
        office_named(office), call_id, exclusion_id, data.reason, actor=actor, now=clock.now()
    )


@get(f"{_VOTES}/file.csv", tags=_TAGS, summary="The file of votes, for the office")
async def file_for_office(
    actor: NamedDependency[Actor], office: FromPath[str], call_id: FromPath[UUID]
) -> Response[bytes]:
    """What anybody counts again, as soon as the vote has ended."""
    content = await votes_file.for_office(office_named(office), call_id, actor=actor, now=clock.now())
    return named_file(content, CSV, _FILE)


@get("/api/award-calls/{call_id:uuid}/vote-result", tags=_TAGS, summary="The result of a vote")
async def vote_result(call_id: FromPath[UUID]) -> VoteResultOut:
    """Votes and ranks, once it may be known who won."""
    return await counting.public_result(call_id, now=clock.now())


@get("/api/award-calls/{call_id:uuid}/votes.csv", tags=_TAGS, summary="The file of votes")
async def file_for_everybody(call_id: FromPath[UUID]) -> Response[bytes]:
    """Every vote by its receipt, to count again."""
    return named_file(await votes_file.for_everybody(call_id, now=clock.now()), CSV, _FILE)


CONTROLLERS = [
    vote,
    standing_out,
    exclusions,
    exclude,
    undo,
    file_for_office,
    vote_result,
    file_for_everybody,
]

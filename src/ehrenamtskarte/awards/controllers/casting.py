"""HTTP of awards: Voting, for everybody."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath, JSONBody
from litestar.status_codes import HTTP_202_ACCEPTED

from ehrenamtskarte.awards.controllers.kept_answers import kept
from ehrenamtskarte.awards.voting import ballot, casting, requesting, standing
from ehrenamtskarte.awards.voting.requesting import Visitor
from ehrenamtskarte.awards.voting.vote_schemas import (
    BallotOut,
    VoteIn,
    VotePuzzleOut,
    VoteReceiptOut,
    VoteRequestIn,
    VoteRequestOut,
    VoteStandingOut,
)
from ehrenamtskarte.benefits.controllers.answers import AnyRequest
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.web.frame import client_address
from ehrenamtskarte.core.web.problems import language_of

TAGS = ["Voting"]
VOTE = "/api/award-calls/{call_id:uuid}"


@get(f"{VOTE}/ballot", tags=TAGS, summary="The ballot", compressed_already=True)
async def read_ballot(request: AnyRequest, call_id: FromPath[UUID]) -> Response[BallotOut]:
    """For whom one can vote, and until when."""
    return await kept(request, ("ballot", call_id), lambda: ballot.of_call(call_id, now=clock.now()))


@get(f"{VOTE}/standing", tags=TAGS, summary="How the vote stands", compressed_already=True)
async def read_standing(request: AnyRequest, call_id: FromPath[UUID]) -> Response[VoteStandingOut]:
    """The votes so far, where the call shows them."""
    return await kept(request, ("standing", call_id), lambda: standing.of_call(call_id, now=clock.now()))


@get(f"{VOTE}/vote-puzzle", tags=TAGS, summary="A calculation for busy networks")
async def read_puzzle(call_id: FromPath[UUID]) -> VotePuzzleOut:
    """What a browser solves whose request was answered with `vote_puzzle_needed`; each can be used once."""
    return await requesting.puzzle(call_id, now=clock.now())


@post(
    f"{VOTE}/vote-requests", tags=TAGS, status_code=HTTP_202_ACCEPTED, summary="Ask for the code to vote with"
)
async def request_code(
    request: AnyRequest, call_id: FromPath[UUID], data: JSONBody[VoteRequestIn]
) -> VoteRequestOut:
    """Choose a nominee; a mail brings the code. The answer is the same whether the address has voted or not."""
    visitor = Visitor(
        client=client_address(request.scope),
        agent=request.headers.get("user-agent", ""),
        language=language_of(request),
    )
    return await requesting.request_code(call_id, data, visitor=visitor, now=clock.now())


@post(f"{VOTE}/votes", tags=TAGS, summary="Vote")
async def cast(call_id: FromPath[UUID], data: JSONBody[VoteIn]) -> VoteReceiptOut:
    """Vote with the code of the mail, once per address and call."""
    return await casting.cast(call_id, data, now=clock.now())


CONTROLLERS: list[Any] = [read_ballot, read_standing, read_puzzle, request_code, cast]

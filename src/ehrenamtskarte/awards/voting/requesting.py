"""Asking for the code to vote with; whether an address has voted is never said here."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ehrenamtskarte.accounts.rules import digest, new_code, normal_email
from ehrenamtskarte.awards.voting import ballot_rules, code_mails, puzzle_rules, voter_rules
from ehrenamtskarte.awards.voting.ballot import PublicVote, vote_of
from ehrenamtskarte.awards.voting.vote_schemas import (
    SolvedPuzzle,
    VotePuzzleOut,
    VoteRequestIn,
    VoteRequestOut,
)
from ehrenamtskarte.core import db
from ehrenamtskarte.core.errors import TooManyRequests
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.mail import send_mail
from ehrenamtskarte.core.rate_limits import limit

_REQUEST = (
    "INSERT INTO vote_request (id, call, entry, voter, code_digest, attempts, network, agent, requested_at, expires_at)"
    " VALUES ($1, $2, $3, $4, $5, 0, $6, $7, $8, $9)"
)


@dataclass(frozen=True)
class Visitor:
    """Where a request comes from."""

    client: str
    agent: str
    language: str


async def request_code(
    call_id: UUID, data: VoteRequestIn, *, visitor: Visitor, now: datetime
) -> VoteRequestOut:
    """Mail a code for this vote; the same answer for every address.

    Raises NotFound, NoVoteInCall, CallCancelled, CallDecided, VoteNotYet, VoteOver, NotOnBallot, EmailInvalid,
    VotePuzzleNeeded, TooManyRequests.
    """
    vote = await vote_of(call_id, data.entry_id)
    vote.check_on(now)
    if vote.chosen is None:
        raise ballot_rules.NotOnBallot(field="entryId")
    voter = voter_rules.voter_digest(vote.secret, data.email)
    network = voter_rules.network_digest(vote.secret, visitor.client)
    await _check_network(vote, network, data.solved, now)
    await limit("vote-address", voter.hex(), times=ballot_rules.CODES_AN_HOUR, seconds=3600)
    code, request_id = new_code(), new_id()
    ends = ballot_rules.code_ends(vote.phase, now)
    async with db.transaction():
        await db.execute(
            _REQUEST, request_id, call_id, data.entry_id, voter, digest(code, str(request_id)), network,
            voter_rules.agent_digest(vote.secret, visitor.agent), now, ends,
        )  # fmt: skip
        await send_mail(
            code_mails.code_mail(
                vote, vote.chosen, request_id, code, to=normal_email(data.email), language=visitor.language
            )
        )
    return VoteRequestOut(request_id, ends)


async def puzzle(call_id: UUID, *, now: datetime) -> VotePuzzleOut:
    """Something to calculate, for browsers that were asked to. Raises NotFound, NoVoteInCall."""
    vote = await vote_of(call_id)
    return VotePuzzleOut(
        puzzle_rules.new_puzzle(vote.secret, now), puzzle_rules.PUZZLE_BITS, now + puzzle_rules.PUZZLE_LIFE
    )


async def _check_network(
    vote: PublicVote, network: bytes, solved: SolvedPuzzle | None, now: datetime
) -> None:
    """A school or an office shares one network: beyond a number of requests its browsers calculate, nobody is shut out."""
    try:
        await limit("vote-network", network.hex(), times=ballot_rules.NETWORK_REQUESTS, seconds=3600)
    except TooManyRequests:
        if solved is None or not puzzle_rules.is_solved(vote.secret, solved.puzzle, solved.solution, now):
            raise ballot_rules.VotePuzzleNeeded from None
        await _use_up(solved.puzzle)


async def _use_up(solved: str) -> None:
    try:
        await limit(
            "vote-puzzle", solved, times=1, seconds=int(puzzle_rules.PUZZLE_LIFE.total_seconds()) + 60
        )
    except TooManyRequests:
        raise ballot_rules.VotePuzzleNeeded from None

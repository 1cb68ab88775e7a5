"""How a vote stands, for everybody, where its call says so: never in its last days, never between its end and the result."""

from datetime import datetime
from uuid import UUID

from ehrenamtskarte.awards.rules import CallStatus
from ehrenamtskarte.awards.voting.ballot import PublicVote, vote_of
from ehrenamtskarte.awards.voting.counting import standings_end
from ehrenamtskarte.awards.voting.vote_schemas import StandingOf, VoteStandingOut
from ehrenamtskarte.core import db

_NOT_SHOWN = VoteStandingOut(shown=False, until=None, votes=0, entries=[])


async def of_call(call_id: UUID, *, now: datetime) -> VoteStandingOut:
    """The votes that count so far, or that they are not shown. Raises NotFound, NoVoteInCall."""
    vote = await vote_of(call_id)
    return await _count(vote) if is_shown(vote, now) else _NOT_SHOWN


def is_shown(vote: PublicVote, now: datetime) -> bool:
    """Whether everybody may see how it stands at this moment."""
    return (
        vote.standings_public
        and vote.status is CallStatus.PUBLISHED
        and vote.decided_at is None
        and vote.phase.starts_at <= now < standings_end(vote.phase, vote.hidden_days)
    )


async def _count(vote: PublicVote) -> VoteStandingOut:
    rows = await db.rows(
        "SELECT e.id, count(v.id)::int AS votes FROM award_entry e"
        " LEFT JOIN vote v ON v.call = e.call AND v.entry = e.id AND v.excluded_in IS NULL"
        " WHERE e.call = $1 AND e.status = ANY($2) GROUP BY e.id ORDER BY votes DESC, e.id LIMIT 500",
        vote.call,
        vote.statuses,
    )
    return VoteStandingOut(
        shown=True,
        until=standings_end(vote.phase, vote.hidden_days),
        votes=sum(row["votes"] for row in rows),
        entries=[StandingOf(row["id"], row["votes"]) for row in rows],
    )

"""The result of a public vote: for the office once the vote has ended, for everybody with the laureates."""

from datetime import datetime, timedelta
from uuid import UUID

from ehrenamtskarte.awards import access, rules
from ehrenamtskarte.awards.phases import Phase, phase_of
from ehrenamtskarte.awards.rules import PhaseKind
from ehrenamtskarte.awards.voting import ballot_rules, tally_rules
from ehrenamtskarte.awards.voting.tally_schemas import (
    CountedExclusion,
    TalliedEntry,
    VoteOverviewOut,
    VoteResultOut,
    VotesOfDay,
)
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound

EXCLUSIONS = (
    "SELECT x.id, row_number() OVER (ORDER BY x.excluded_at, x.id)::int AS number, x.reason,"
    " count(v.id)::int AS votes FROM vote_exclusion x JOIN vote v ON v.excluded_in = x.id"
    " WHERE x.call = $1 AND x.undone_at IS NULL GROUP BY x.id"
)
"""The exclusions of a call that hold, numbered as they came; the result and the file of votes name them alike."""


async def overview(office: UUID | None, call_id: UUID, *, actor: Actor, now: datetime) -> VoteOverviewOut:
    """How the vote runs, for its office. Raises NotFound, SecondFactorNeeded, NoVoteInCall."""
    found = await access.call_of_office(office, call_id, actor=actor)
    phase = await vote_phase(call_id)
    days = await db.rows(
        "SELECT (cast_at AT TIME ZONE 'Europe/Berlin')::date AS day, count(*)::int AS votes,"
        " count(excluded_in)::int AS excluded FROM vote WHERE call = $1 GROUP BY 1 ORDER BY 1",
        call_id,
    )
    excluded = sum(row["excluded"] for row in days)
    return VoteOverviewOut(
        first_day=phase.first_day,
        last_day=phase.last_day,
        votes=sum(row["votes"] for row in days) - excluded,
        excluded=excluded,
        days=[VotesOfDay(row["day"], row["votes"]) for row in days],
        result=await result(call_id) if now >= phase.ends_at else None,
        result_public=rules.results_are_public(found.decided_at, found.embargo_until, now),
    )


async def public_result(call_id: UUID, *, now: datetime) -> VoteResultOut:
    """The result for everybody, once it may be known who won. Raises NotFound, NoVoteInCall."""
    await check_public(call_id, now)
    await vote_phase(call_id)
    return await result(call_id)


async def check_public(call_id: UUID, now: datetime) -> None:
    """Before the laureates are public it is as if there were no result. Raises NotFound."""
    found = await access.public_call(call_id)
    if not rules.results_are_public(found.decided_at, found.embargo_until, now):
        raise NotFound


async def vote_phase(call_id: UUID) -> Phase:
    """When people vote. Raises NoVoteInCall."""
    phase = phase_of(await access.phases_of(call_id), PhaseKind.VOTE)
    if phase is None:
        raise tally_rules.NoVoteInCall
    return phase


async def check_ended(call_id: UUID, now: datetime) -> None:
    """Raises NoVoteInCall, VoteStillOn."""
    if now < (await vote_phase(call_id)).ends_at:
        raise tally_rules.VoteStillOn


async def result(call_id: UUID) -> VoteResultOut:
    """Every entry on the ballot or in the file with the votes that count, none too.

    Whoever asks must be allowed to know.
    """
    has_shortlist = phase_of(await access.phases_of(call_id), PhaseKind.SHORTLIST) is not None
    rows = await db.rows(
        "SELECT e.id, e.number, e.title, e.name, coalesce(v.votes, 0)::int AS votes FROM award_entry e"
        " LEFT JOIN (SELECT entry, count(*) FILTER (WHERE excluded_in IS NULL) AS votes FROM vote WHERE call = $1"
        " GROUP BY entry) v ON v.entry = e.id WHERE e.call = $1 AND (e.status = ANY($2) OR v.votes IS NOT NULL)",
        call_id,
        ballot_rules.on_ballot(has_shortlist=has_shortlist),
    )
    known = {row["id"]: row for row in rows}
    exclusions = await db.rows(f"{EXCLUSIONS} ORDER BY number", call_id)
    return VoteResultOut(
        votes=sum(row["votes"] for row in rows),
        excluded=sum(row["votes"] for row in exclusions),
        entries=[
            TalliedEntry(
                entry_id=one.entry,
                number=known[one.entry]["number"],
                title=known[one.entry]["title"],
                name=known[one.entry]["name"],
                votes=one.votes,
                rank=one.rank,
            )
            for one in tally_rules.ranked({row["id"]: row["votes"] for row in rows})
        ],
        exclusions=[CountedExclusion(row["number"], row["reason"], row["votes"]) for row in exclusions],
    )


def standings_end(phase: Phase, hidden_days: int) -> datetime:
    """From when on the public does not see how the vote stands: so many days before its end."""
    return phase.ends_at - timedelta(days=hidden_days)

"""Taking votes out of a count, with a reason that is published, and putting them back."""

from datetime import datetime
from uuid import UUID

import msgspec

from ehrenamtskarte.awards import access
from ehrenamtskarte.awards.tables import VoteExclusion
from ehrenamtskarte.awards.voting import tally_rules as rules
from ehrenamtskarte.awards.voting.counting import vote_phase
from ehrenamtskarte.awards.voting.tally_schemas import VoteExclusionOut, VotesMeantIn
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.ids import new_id

_MEANT = (
    "call = $1 AND excluded_in IS NULL AND ($3::uuid IS NULL OR entry = $3) AND ($4::bytea IS NULL OR network = $4)"
    " AND ($5::timestamptz IS NULL OR cast_at >= $5) AND ($6::timestamptz IS NULL OR cast_at < $6)"
    " AND ($7::interval IS NULL OR cast_at - requested_at < $7) AND ($8::text[] IS NULL OR receipt = ANY($8))"
)
_SHOWN = (
    "SELECT x.id, x.reason, x.votes, x.excluded_at, x.undone_at, x.undone_reason,"
    " btrim(p.given_name || ' ' || p.family_name) AS excluded_by FROM vote_exclusion x"
    " JOIN person p ON p.id = x.excluded_by WHERE x.call = $1 AND ($2::uuid IS NULL OR x.id = $2)"
    " ORDER BY x.excluded_at DESC, x.id LIMIT 500"
)


async def exclude(
    office: UUID | None, call_id: UUID, meant: VotesMeantIn, *, actor: Actor, now: datetime
) -> VoteExclusionOut:
    """Take the votes out that are meant; nothing of them is lost.

    Raises NotFound, SecondFactorNeeded, CallDecided, NoVoteInCall, VoteReasonMissing, NoVotesMeant, PeriodTooLongYet,
    NoSuchVotes.
    """
    reason = rules.check_reason(meant.reason)
    rules.check_meant(meant.network, meant.since, meant.until, meant.fast or None, receipts=meant.receipts)
    async with db.transaction():
        access.check_running(await access.call_of_office(office, call_id, actor=actor, lock=True))
        if now < (await vote_phase(call_id)).ends_at and not (meant.network or meant.fast or meant.receipts):
            rules.check_period_yet(meant.since, meant.until)
        exclusion = VoteExclusion(
            id=new_id(),
            call=call_id,
            reason=reason,
            pattern=msgspec.json.encode(meant).decode(),
            excluded_by=actor.person_id,
            excluded_at=now,
        )
        await exclusion.save()
        votes = await _take_out(call_id, exclusion.id, meant)
        if not votes:
            raise rules.NoSuchVotes
        await db.execute("UPDATE vote_exclusion SET votes = $2 WHERE id = $1", exclusion.id, votes)
        await audit.record(
            "votes_excluded", actor=actor.person_id, subject=exclusion.id, tenant=office, votes=votes
        )
        return (await _found(call_id, exclusion.id))[0]


async def undo(
    office: UUID | None, call_id: UUID, exclusion_id: UUID, reason: str, *, actor: Actor, now: datetime
) -> VoteExclusionOut:
    """Let the votes count again. Raises NotFound, SecondFactorNeeded, CallDecided, VoteReasonMissing, ExclusionUndone."""
    cleaned = rules.check_reason(reason)
    async with db.transaction():
        access.check_running(await access.call_of_office(office, call_id, actor=actor, lock=True))
        before = await _found(call_id, exclusion_id)
        if not before:
            raise NotFound
        if before[0].undone_at is not None:
            raise rules.ExclusionUndone
        await db.execute("UPDATE vote SET excluded_in = NULL WHERE excluded_in = $1", exclusion_id)
        await db.execute(
            "UPDATE vote_exclusion SET undone_by = $2, undone_at = $3, undone_reason = $4 WHERE id = $1",
            exclusion_id, actor.person_id, now, cleaned,
        )  # fmt: skip
        await audit.record(
            "votes_counted_again",
            actor=actor.person_id,
            subject=exclusion_id,
            tenant=office,
            votes=before[0].votes,
        )
        return (await _found(call_id, exclusion_id))[0]


async def of_call(office: UUID | None, call_id: UUID, *, actor: Actor) -> list[VoteExclusionOut]:
    """What was taken out, the latest first. Raises NotFound, SecondFactorNeeded."""
    await access.call_of_office(office, call_id, actor=actor)
    return await _found(call_id)


async def _take_out(call_id: UUID, exclusion_id: UUID, meant: VotesMeantIn) -> int:
    return await db.execute(
        f"UPDATE vote SET excluded_in = $2 WHERE {_MEANT}",  # noqa: S608 - a constant
        call_id,
        exclusion_id,
        meant.entry_id,
        bytes.fromhex(meant.network) if meant.network else None,
        meant.since,
        meant.until,
        rules.FASTEST_HAND if meant.fast else None,
        [receipt.strip().upper() for receipt in meant.receipts] or None,
    )


async def _found(call_id: UUID, exclusion_id: UUID | None = None) -> list[VoteExclusionOut]:
    return [VoteExclusionOut(**row) for row in await db.rows(_SHOWN, call_id, exclusion_id)]

"""The file of votes from which anybody gets the result: receipts and entries, nothing of those who voted.

A line per vote, in the order of its receipt, which was drawn at random: neither who voted nor when can be read from
it. The form is described in docs/vote-count.md; `scripts/recount_votes.py` counts it without this platform.
"""

from datetime import datetime
from uuid import UUID

from ehrenamtskarte.awards import access
from ehrenamtskarte.awards.voting import counting
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor

HEAD = "receipt,entry,excluded\n"


async def for_office(office: UUID | None, call_id: UUID, *, actor: Actor, now: datetime) -> bytes:
    """The file for the call's office, once the vote has ended.

    Raises NotFound, SecondFactorNeeded, NoVoteInCall, VoteStillOn.
    """
    await access.call_of_office(office, call_id, actor=actor)
    await counting.check_ended(call_id, now)
    return await _written(call_id)


async def for_everybody(call_id: UUID, *, now: datetime) -> bytes:
    """The same for everybody, once it may be known who won. Raises NotFound, NoVoteInCall."""
    await counting.check_public(call_id, now)
    await counting.vote_phase(call_id)
    return await _written(call_id)


async def _written(call_id: UUID) -> bytes:
    # One text from the database: a hundred thousand rows need no object each.
    lines = await db.scalar(
        f"WITH out AS ({counting.EXCLUSIONS}) SELECT string_agg(v.receipt || ',' || e.number || ',' ||"  # noqa: S608 - a constant
        " coalesce(out.number::text, ''), E'\\n' ORDER BY v.receipt COLLATE \"C\") FROM vote v"
        " JOIN award_entry e ON e.id = v.entry LEFT JOIN out ON out.id = v.excluded_in WHERE v.call = $1",
        call_id,
    )
    return f"{HEAD}{lines}\n".encode() if lines else HEAD.encode()

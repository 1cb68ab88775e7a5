"""Casting a vote with the code of the mail: one per address and call, kept before it is acknowledged."""

from datetime import datetime
from uuid import UUID

from ehrenamtskarte.accounts.rules import digest
from ehrenamtskarte.awards.voting import ballot_rules
from ehrenamtskarte.awards.voting.ballot import vote_of
from ehrenamtskarte.awards.voting.vote_schemas import VoteIn, VoteReceiptOut
from ehrenamtskarte.core import db
from ehrenamtskarte.core.ids import new_id

_TRY = (
    "UPDATE vote_request SET attempts = attempts + 1 WHERE id = $1 AND call = $2 AND attempts < $5 AND expires_at > $4"
    " RETURNING code_digest = $3 AS proven"
)
_CAST = (
    "WITH used AS (DELETE FROM vote_request WHERE id = $1 RETURNING call, entry, voter, network, agent, requested_at),"
    " found AS (SELECT used.*, e.title, e.name FROM used JOIN award_entry e ON e.id = used.entry"
    " AND e.status = ANY($2)),"
    " kept AS (INSERT INTO vote (id, call, entry, voter, receipt, network, agent, requested_at, cast_at)"
    " SELECT $3, call, entry, voter, $4, network, agent, requested_at, $5 FROM found"
    " ON CONFLICT (call, voter) DO NOTHING RETURNING receipt)"
    " SELECT found.title, found.name, kept.receipt FROM used LEFT JOIN found ON true LEFT JOIN kept ON true"
)


async def cast(call_id: UUID, data: VoteIn, *, now: datetime) -> VoteReceiptOut:
    """Keep the vote for what was chosen when the code was asked for.

    Raises NotFound, NoVoteInCall, CallCancelled, CallDecided, VoteNotYet, VoteOver, VoteCodeWrong, AlreadyVoted,
    NotOnBallot.
    """
    vote = await vote_of(call_id)
    vote.check_on(now)
    await _prove(call_id, data, now)
    async with db.transaction():
        found = await db.row(_CAST, data.request_id, vote.statuses, new_id(), ballot_rules.new_receipt(), now)
        if found is None:
            # Another request used the same code at the same moment.
            raise ballot_rules.VoteCodeWrong(field="code")
        if found["name"] is None:
            raise ballot_rules.NotOnBallot
        if found["receipt"] is None:
            raise ballot_rules.AlreadyVoted
        return VoteReceiptOut(found["receipt"], found["title"], found["name"])


async def _prove(call_id: UUID, data: VoteIn, now: datetime) -> None:
    # Counted apart, so that a wrong guess counts although the request is refused.
    tried = await db.row_apart(
        _TRY,
        data.request_id,
        call_id,
        digest("".join(data.code.split()), str(data.request_id)),
        now,
        ballot_rules.CODE_ATTEMPTS,
    )
    if tried is None or not tried["proven"]:
        raise ballot_rules.VoteCodeWrong(field="code")

"""Casting a vote with the code of the mail: one per address and call, kept before it is acknowledged.

A code makes one vote. Sent again while it holds it brings the same receipt and changes nothing, so that nobody loses
theirs with an answer that got lost; that is why these answers need no Idempotency-Key.
"""

from datetime import datetime
from uuid import UUID

from ehrenamtskarte.accounts.rules import digest
from ehrenamtskarte.awards.voting import ballot_rules
from ehrenamtskarte.awards.voting.ballot import vote_of
from ehrenamtskarte.awards.voting.vote_schemas import VoteIn, VoteReceiptOut
from ehrenamtskarte.core import db

_CAST = (
    "WITH tried AS (UPDATE vote_request SET attempts = attempts + (code_digest <> $3)::int"
    " WHERE id = $1 AND call = $2 AND attempts < $5 AND expires_at > $4"
    " RETURNING id, call, entry, voter, network, agent, requested_at, code_digest = $3 AS proven),"
    " found AS (SELECT tried.*, e.title, e.name, e.status = ANY($6) AS votable"
    " FROM tried JOIN award_entry e ON e.id = tried.entry),"
    " kept AS (INSERT INTO vote (id, call, entry, voter, receipt, network, agent, requested_at, cast_at)"
    " SELECT id, call, entry, voter, $7, network, agent, requested_at, $4 FROM found WHERE proven AND votable"
    " ON CONFLICT (call, voter) DO NOTHING RETURNING receipt)"
    " SELECT found.proven, found.votable, found.title, found.name, coalesce(kept.receipt, before.receipt) AS receipt"
    " FROM found LEFT JOIN kept ON true LEFT JOIN vote before ON before.id = found.id"
)
"""One statement, so that a wrong guess counts although it is refused and a right one votes at once.

The vote gets the id of its request: so the same request finds it again.
"""


async def cast(call_id: UUID, data: VoteIn, *, now: datetime) -> VoteReceiptOut:
    """Keep the vote for what was chosen when the code was asked for.

    Raises NotFound, NoVoteInCall, CallCancelled, CallDecided, VoteNotYet, VoteOver, VoteCodeWrong, NotOnBallot,
    AlreadyVoted.
    """
    vote = await vote_of(call_id)
    vote.check_on(now)
    found = await db.row(
        _CAST,
        data.request_id,
        call_id,
        digest("".join(data.code.split()), str(data.request_id)),
        now,
        ballot_rules.CODE_ATTEMPTS,
        vote.statuses,
        ballot_rules.new_receipt(),
    )
    if found is None or not found["proven"]:
        raise ballot_rules.VoteCodeWrong(field="code")
    # Of two that came at once, the one that waited does not see the other's vote in its own statement.
    receipt = found["receipt"] or await db.scalar("SELECT receipt FROM vote WHERE id = $1", data.request_id)
    if receipt is None:
        raise ballot_rules.AlreadyVoted if found["votable"] else ballot_rules.NotOnBallot
    return VoteReceiptOut(receipt, found["title"], found["name"])

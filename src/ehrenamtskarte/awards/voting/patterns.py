"""Votes that look as if one hand cast them; shown to staff, who decide."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from ehrenamtskarte.awards import access
from ehrenamtskarte.awards.voting import tally_rules as rules
from ehrenamtskarte.awards.voting.counting import vote_phase
from ehrenamtskarte.awards.voting.tally_rules import PatternKind
from ehrenamtskarte.awards.voting.tally_schemas import VotePatternOut
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor

_MOMENT_AFTER = "interval '1 microsecond'"
_ONE_NETWORK = (
    "SELECT 'one_network' AS kind, entry, votes, of_votes, network, since, until FROM ("  # noqa: S608 - a constant
    " SELECT entry, network, count(*)::int AS votes, sum(count(*)) OVER (PARTITION BY network)::int AS of_votes,"
    f" min(cast_at) AS since, max(cast_at) + {_MOMENT_AFTER} AS until"
    " FROM living WHERE network <> '' GROUP BY network, entry) n WHERE votes >= $2 AND votes >= $3::float * of_votes"
)
_BURSTS = (
    "SELECT 'burst', entry, votes, greatest(1, round(usual))::int, NULL::bytea, hour, hour + interval '1 hour' FROM ("
    " SELECT entry, hour, hours, votes, (sum(votes) OVER (PARTITION BY entry) - votes)"
    " / greatest(1, hours - 1)::float AS usual FROM ("
    " SELECT entry, date_trunc('hour', cast_at) AS hour, count(*)::int AS votes FROM living GROUP BY 1, 2) h,"
    " LATERAL (SELECT extract(epoch FROM max(cast_at) - min(cast_at)) / 3600 AS hours FROM living) s) b"
    " WHERE hours >= 24 AND votes >= $4 AND votes >= $5::float * usual"
)
_FAST = (
    f"SELECT 'fast', entry, count(*)::int, count(*)::int, NULL::bytea, min(cast_at), max(cast_at) + {_MOMENT_AFTER}"  # noqa: S608 - a constant
    " FROM living WHERE cast_at - requested_at < $6 GROUP BY entry HAVING count(*) >= $7"
)
_FOUND = (
    "WITH living AS (SELECT entry, network, cast_at, requested_at FROM vote WHERE call = $1 AND excluded_in IS NULL)"  # noqa: S608 - constants
    f" SELECT p.*, coalesce(nullif(e.title, ''), e.name) AS title FROM ({_ONE_NETWORK} UNION ALL {_BURSTS} UNION ALL {_FAST}) p"
    " JOIN award_entry e ON e.id = p.entry ORDER BY p.votes DESC, p.since LIMIT $8"
)


async def of_call(office: UUID | None, call_id: UUID, *, actor: Actor) -> list[VotePatternOut]:
    """What stands out among the votes that count, the most votes first.

    Raises NotFound, SecondFactorNeeded, NoVoteInCall.
    """
    await access.call_of_office(office, call_id, actor=actor)
    await vote_phase(call_id)
    found = await db.rows(
        _FOUND,
        call_id,
        rules.ONE_NETWORK_VOTES,
        rules.ONE_NETWORK_SHARE,
        rules.BURST_VOTES,
        float(rules.BURST_TIMES),
        rules.FASTEST_HAND,
        rules.FAST_VOTES,
        rules.MOST_PATTERNS,
    )
    return [_out(row) for row in found]


def _out(row: Mapping[str, Any]) -> VotePatternOut:
    return VotePatternOut(
        kind=PatternKind(row["kind"]),
        entry_id=row["entry"],
        title=row["title"],
        votes=row["votes"],
        of_votes=row["of_votes"],
        network=row["network"].hex() if row["network"] else None,
        since=row["since"],
        until=row["until"],
    )

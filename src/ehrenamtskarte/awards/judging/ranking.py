"""The ranking of a round, for the jury, the office and whatever is decided by it."""

from typing import Any
from uuid import UUID

from ehrenamtskarte.awards.judging.ranking_rules import Judged, Ranked, ranked
from ehrenamtskarte.awards.rules import IN_THE_RUNNING, Considers, EntryStatus
from ehrenamtskarte.core import db
from ehrenamtskarte.core.errors import NotFound

_ROUND = (
    "SELECT r.call, r.considers, r.jurors_each,"
    " (SELECT coalesce(sum(weight), 0) FROM jury_criterion WHERE jury_round = r.id)::int AS weights"
    " FROM jury_round r WHERE r.id = $1"
)
# Judgements are added up first: one pass over the round instead of one per entry.
_JUDGED = (
    "WITH given AS (SELECT entry, count(*)::int AS given, count(*) FILTER (WHERE status = 'done')::int AS done,"
    " count(*) FILTER (WHERE status = 'recused')::int AS recused, coalesce(sum(weighted_points), 0)::bigint AS total,"
    " coalesce(sum(weighted_points::bigint * weighted_points), 0)::bigint AS squares, min(weighted_points) AS least,"
    " max(weighted_points) AS most FROM judgement WHERE jury_round = $1 GROUP BY entry)"
    " SELECT e.id AS entry, e.number, e.name, e.title, e.kind, e.category, e.sort_key, coalesce(g.given, 0) AS given,"
    " coalesce(g.done, 0) AS done, coalesce(g.recused, 0) AS recused, coalesce(g.total, 0) AS total,"
    " coalesce(g.squares, 0) AS squares, g.least, g.most"
    " FROM award_entry e LEFT JOIN given g ON g.entry = e.id"
    " WHERE e.call = $2 AND e.status = ANY($3::text[]) AND ($4::uuid IS NULL OR e.category = $4)"
)


async def of_round(round_id: UUID, *, category: UUID | None = None) -> list[Ranked]:
    """All entries that the round judges and that are still in the running, best first; who may know is not asked here.

    With a category, the ranks are those within it. Raises NotFound.
    """
    found = await db.row(_ROUND, round_id)
    if found is None:
        raise NotFound
    judged = await db.rows(
        _JUDGED, round_id, found["call"], _considered(Considers(found["considers"])), category
    )
    return ranked(
        (_judged(row) for row in judged), weights=found["weights"], jurors_each=found["jurors_each"]
    )


def _considered(which: Considers) -> list[str]:
    if which is Considers.SHORTLISTED:
        return [EntryStatus.SHORTLISTED.value]
    return sorted(IN_THE_RUNNING)


def _judged(row: Any) -> Judged:
    return Judged(**dict(row))

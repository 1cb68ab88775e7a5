"""Who can win in a category, in the order of the jury or of the vote."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.awards import access
from ehrenamtskarte.awards.entering.numbers import receipt_number
from ehrenamtskarte.awards.honouring import laureate_rules as rules
from ehrenamtskarte.awards.honouring.schemas import WinningCandidateOut
from ehrenamtskarte.awards.judging import ranking
from ehrenamtskarte.awards.phases import phase_of
from ehrenamtskarte.awards.rules import IN_THE_RUNNING, Decider, EntrantKind, EntryStatus, PhaseKind
from ehrenamtskarte.awards.tables import AwardCall, AwardCategory
from ehrenamtskarte.awards.voting import counting
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.pagination import PAGE_SIZE, Page, cursor_of, number_of
from ehrenamtskarte.core.sorting import sort_key

RUNNING = sorted(status.value for status in IN_THE_RUNNING)
_LAST_ROUND = (
    "SELECT r.id FROM jury_round r WHERE r.call = $1"
    " AND EXISTS (SELECT FROM judgement j WHERE j.jury_round = r.id AND j.status = 'done')"
    " ORDER BY r.position DESC, r.id DESC LIMIT 1"
)
_CANDIDATES = (
    "SELECT e.id, e.number, e.kind, e.name, e.title, m.name AS town, e.status, e.sort_key FROM award_entry e"
    " LEFT JOIN municipality m ON m.ags = e.municipality"
    " WHERE e.call = $1 AND e.status = ANY($2) AND ($3::uuid IS NULL OR e.category = $3)"
)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How one entry stands with whoever decides."""

    rank: int | None
    tied: bool = False
    mean: float | None = None
    votes: int | None = None


async def candidates(
    office: UUID | None,
    call_id: UUID,
    category_id: UUID,
    *,
    actor: Actor,
    now: datetime,
    q: str = "",
    cursor: str | None = None,
) -> Page[WinningCandidateOut]:
    """Those who can win in a category, best first, then nominees, then by name.

    Raises NotFound, SecondFactorNeeded, UnknownCursor.
    """
    call = await access.call_of_office(office, call_id, actor=actor)
    category = await AwardCategory.objects().get(
        (AwardCategory.id == category_id) & (AwardCategory.call == call_id)
    )
    if category is None:
        raise NotFound
    standings = await of_category(call, category, now)
    words = sort_key(q).split()
    entries = await db.rows(_CANDIDATES, call_id, RUNNING, category_id if category.chosen else None)
    found = [row for row in entries if _has(row, words)]
    found.sort(key=lambda row: _order(row, standings))
    first = number_of(cursor) or 0
    shown = found[first : first + PAGE_SIZE]
    more = len(found) > first + PAGE_SIZE
    return Page(
        [candidate(row, call.year, standings) for row in shown],
        next=cursor_of(str(first + PAGE_SIZE)) if more else None,
        total=len(found),
    )


async def best(
    call: AwardCall, category: AwardCategory, now: datetime
) -> tuple[list[WinningCandidateOut], bool]:
    """Whom the jury or the vote suggest, and whether a tie leaves somebody open."""
    standings = await of_category(call, category, now)
    ranked = sorted(
        (
            (standing.rank, entry)
            for entry, standing in standings.items()
            if standing.rank and standing.votes != 0
        ),
    )
    count, tied = rules.suggested([rank for rank, _ in ranked], category.winners)
    entries = [entry for _, entry in ranked[:count]]
    found = await db.rows(
        f"{_CANDIDATES} AND e.id = ANY($4)",
        call.id, RUNNING, category.id if category.chosen else None, entries,
    )  # fmt: skip
    found.sort(key=lambda row: _order(row, standings))
    return [candidate(row, call.year, standings) for row in found], tied


async def of_category(call: AwardCall, category: AwardCategory, now: datetime) -> dict[UUID, Standing]:
    """How entries stand with whoever decides in a category; nothing where a partner does or nobody has yet."""
    within = category.id if category.chosen else None
    if category.decided_by == Decider.VOTE:
        return await _by_vote(call.id, within, now)
    return await _by_jury(call.id, within) if category.decided_by == Decider.JURY else {}


async def _by_jury(call_id: UUID, within: UUID | None) -> dict[UUID, Standing]:
    round_id = await db.scalar(_LAST_ROUND, call_id)
    if round_id is None:
        return {}
    return {
        one.entry: Standing(rank=one.rank, tied=one.tied, mean=one.mean)
        for one in await ranking.of_round(round_id, category=within)
    }


async def _by_vote(call_id: UUID, within: UUID | None, now: datetime) -> dict[UUID, Standing]:
    """Ranks within the category; nobody sees them before the vote has ended."""
    phase = phase_of(await access.phases_of(call_id), PhaseKind.VOTE)
    if phase is None or now < phase.ends_at:
        return {}
    of_it = {
        row["id"]
        for row in await db.rows(
            "SELECT id FROM award_entry WHERE call = $1 AND status = ANY($2) AND ($3::uuid IS NULL OR category = $3)",
            call_id, RUNNING, within,
        )
    }  # fmt: skip
    counted = [one for one in (await counting.result(call_id)).entries if one.entry_id in of_it]
    votes = sorted((one.votes for one in counted), reverse=True)
    return {
        one.entry_id: Standing(
            rank=votes.index(one.votes) + 1, tied=votes.count(one.votes) > 1, votes=one.votes
        )
        for one in counted
    }


def candidate(row: Any, year: int, standings: Mapping[UUID, Standing]) -> WinningCandidateOut:
    """An entry as the office sees it when it chooses."""
    standing = standings.get(row["id"]) or Standing(rank=None)
    return WinningCandidateOut(
        entry=row["id"],
        number=receipt_number(year, row["number"]),
        kind=EntrantKind(row["kind"]),
        name=row["name"],
        title=row["title"],
        town=row["town"],
        status=EntryStatus(row["status"]),
        rank=standing.rank,
        tied=standing.tied,
        mean=standing.mean,
        votes=standing.votes,
    )


def _has(row: Any, words: Sequence[str]) -> bool:
    text = f"{row['sort_key']} {sort_key(row['title'])} {row['number']}"
    return all(word in text for word in words)


def _order(row: Any, standings: Mapping[UUID, Standing]) -> tuple[Any, ...]:
    standing = standings.get(row["id"])
    rank = standing.rank if standing else None
    return (rank is None, rank or 0, row["status"] != EntryStatus.SHORTLISTED, row["sort_key"], row["id"])

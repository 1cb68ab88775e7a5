"""The result of a call as its office sees it: what is chosen, what is suggested, what is still in the way."""

from collections import defaultdict
from datetime import datetime
from hashlib import blake2b
from typing import Any
from uuid import UUID

import msgspec

from ehrenamtskarte.awards import access
from ehrenamtskarte.awards.entering.numbers import receipt_number
from ehrenamtskarte.awards.honouring import suggesting
from ehrenamtskarte.awards.honouring.schemas import AwardLaureateOut, AwardResultOut, CategoryResultOut
from ehrenamtskarte.awards.phases import phase_of
from ehrenamtskarte.awards.rules import (
    CallStatus,
    Decider,
    EntrantKind,
    EntryStatus,
    PhaseKind,
    results_are_public,
)
from ehrenamtskarte.awards.tables import AwardCall, AwardCategory
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.text import Text

_LAUREATES = (
    "SELECT l.*, e.number, e.kind, e.name, e.title, e.status, m.name AS town,"
    " l.withdrawn_at IS NOT NULL AND EXISTS (SELECT FROM award_laureate n WHERE n.category = l.category"
    " AND n.position = l.position AND n.withdrawn_at IS NULL) AS replaced"
    " FROM award_laureate l JOIN award_entry e ON e.id = l.entry LEFT JOIN municipality m ON m.ags = e.municipality"
    " WHERE l.call = $1 ORDER BY l.position, l.withdrawn_at NULLS LAST, l.id"
)
_CANDIDATES = "SELECT e.category, count(*) AS entries FROM award_entry e WHERE e.call = $1 AND e.status = ANY($2) GROUP BY 1"
OPEN_ROUNDS = (
    "SELECT name_de, name_en FROM jury_round r WHERE r.call = $1 AND r.closed_at IS NULL"
    " AND EXISTS (SELECT FROM judgement j WHERE j.jury_round = r.id) ORDER BY r.position, r.id"
)


async def of_office(office: UUID | None, call_id: UUID, *, actor: Actor, now: datetime) -> AwardResultOut:
    """Everything about who wins. Raises NotFound, SecondFactorNeeded."""
    call = await access.call_of_office(office, call_id, actor=actor)
    phases = await access.phases_of(call_id)
    entry, vote = phase_of(phases, PhaseKind.ENTRY), phase_of(phases, PhaseKind.VOTE)
    rounds = await db.rows(OPEN_ROUNDS, call_id)
    return AwardResultOut(
        status=CallStatus(call.status),
        title=Text(call.title_de, call.title_en),
        year=call.year,
        decided_at=call.decided_at,
        embargo_until=call.embargo_until,
        public=results_are_public(call.decided_at, call.embargo_until, now),
        told_at=call.told_at,
        entries_end_at=entry.ends_at if entry and now < entry.ends_at else None,
        vote_ends_at=vote.ends_at if vote and now < vote.ends_at else None,
        open_rounds=[Text(row["name_de"], row["name_en"]) for row in rounds],
        unchecked=await db.scalar(
            "SELECT count(*) FROM award_entry WHERE call = $1 AND status IN ('submitted', 'asked')", call_id
        ),
        categories=await _categories(call, now),
    )


async def _categories(call: AwardCall, now: datetime) -> list[CategoryResultOut]:
    found = (
        await AwardCategory.objects()
        .where(AwardCategory.call == call.id)
        .order_by(AwardCategory.position, AwardCategory.id)
    )
    laureates = defaultdict(list)
    for row in await db.rows(_LAUREATES, call.id):
        laureates[row["category"]].append(laureate_out(row, call.year))
    counts = {
        row["category"]: row["entries"] for row in await db.rows(_CANDIDATES, call.id, suggesting.RUNNING)
    }
    sponsors = await _sponsors(call.id)
    return [
        await _category(
            call,
            one,
            laureates[one.id],
            counts.get(one.id, 0) if one.chosen else sum(counts.values()),
            sponsors,
            now,
        )
        for one in found
    ]


async def _sponsors(call_id: UUID) -> dict[UUID, str]:
    found = await db.rows(
        "SELECT g.id, coalesce(nullif(g.sponsor_name, ''), c.name, '') AS name FROM award_category g"
        " LEFT JOIN company c ON c.id = g.sponsor WHERE g.call = $1",
        call_id,
    )
    return {row["id"]: row["name"] for row in found}


async def _category(
    call: AwardCall,
    one: AwardCategory,
    laureates: list[AwardLaureateOut],
    candidates: int,
    sponsors: dict[UUID, str],
    now: datetime,
) -> CategoryResultOut:
    # What is decided needs no suggestion; a ranking is worked out only where somebody chooses by it.
    chosen = call.decided_at is not None or any(laureates)
    suggestion, tied = ([], False) if chosen else await suggesting.best(call, one, now)
    not_awarded = Text(one.not_awarded_de, one.not_awarded_en)
    return CategoryResultOut(
        id=one.id,
        name=Text(one.name_de, one.name_en),
        decided_by=Decider(one.decided_by),
        sponsor_name=sponsors[one.id],
        winners=one.winners,
        prize_cents=one.prize_cents,
        prize=Text(one.prize_de, one.prize_en),
        candidates=candidates,
        laureates=laureates,
        not_awarded=not_awarded,
        suggestion=suggestion,
        tied=tied,
        version=version_of(laureates, not_awarded),
    )


def laureate_out(row: Any, year: int) -> AwardLaureateOut:
    """A row of a laureate with its entry, for the office."""
    kept = (
        "id", "entry", "name", "title", "town", "shared", "prize_cents", "withdrawn_at", "withdrawn_reason", "replaced",
    )  # fmt: skip
    return AwardLaureateOut(
        number=receipt_number(year, row["number"]),
        kind=EntrantKind(row["kind"]),
        status=EntryStatus(row["status"]),
        reason=Text(row["reason_de"], row["reason_en"]),
        **{name: row[name] for name in kept},
    )


def version_of(laureates: list[AwardLaureateOut], not_awarded: Text) -> str:
    """Names what was chosen in a category, so that two who choose at once notice each other."""
    chosen = [(one.entry, one.shared, one.reason) for one in laureates if one.withdrawn_at is None]
    return blake2b(msgspec.json.encode((chosen, not_awarded)), digest_size=8).hexdigest()


async def version_now(call: AwardCall, category: AwardCategory) -> str:
    """The same of what is stored at present."""
    rows = [row for row in await db.rows(_LAUREATES, call.id) if row["category"] == category.id]
    not_awarded = Text(category.not_awarded_de, category.not_awarded_en)
    return version_of([laureate_out(row, call.year) for row in rows], not_awarded)

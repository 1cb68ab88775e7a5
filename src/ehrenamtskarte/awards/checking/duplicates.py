"""Entries of a call that may be the same, for the office to look at side by side."""

from datetime import date
from uuid import UUID

from ehrenamtskarte.awards import access
from ehrenamtskarte.awards.checking import duplicate_rules, entry_list
from ehrenamtskarte.awards.checking.duplicate_rules import Likeable
from ehrenamtskarte.awards.checking.schemas import DuplicatePair, LikeEntry
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor

MOST_LIKE = 20


async def of_call(office: UUID | None, call_id: UUID, *, actor: Actor, today: date) -> list[DuplicatePair]:
    """Pairs that nobody has decided yet, the likeliest first. Raises NotFound, SecondFactorNeeded."""
    await access.call_of_office(office, call_id, actor=actor)
    found = duplicate_rules.pairs(await _likeable(call_id))
    rows = await entry_list.rows_of(call_id, [each for pair in found for each in pair[:2]], today)
    return [DuplicatePair(one=rows[one], other=rows[other], signs=signs) for one, other, signs in found]


async def of_entry(call_id: UUID, entry_id: UUID, today: date) -> list[LikeEntry]:
    """Other entries that may be the same as this one, for somebody who may see them."""
    entries = await _likeable(call_id, entry_id)
    own = next((entry for entry in entries if entry.id == entry_id), None)
    found = duplicate_rules.like(own, entries) if own else {}
    likeliest = sorted(found, key=lambda other: -len(found[other]))[:MOST_LIKE]
    rows = await entry_list.rows_of(call_id, likeliest, today)
    return [LikeEntry(entry=rows[other], signs=found[other]) for other in likeliest]


async def _likeable(call_id: UUID, besides: UUID | None = None) -> list[Likeable]:
    """What takes part or waits for its check; and this one, whatever it is."""
    found = await db.rows(
        "SELECT id, sort_key, title, municipality, organisation, company, contact_email FROM award_entry"
        " WHERE call = $1 AND (status = ANY($2) OR id = $3) ORDER BY number",
        call_id,
        ["submitted", "asked", "admitted", "shortlisted"],
        besides,
    )
    return [
        Likeable(
            row["id"],
            row["sort_key"],
            row["title"],
            municipality=row["municipality"],
            organisation=row["organisation"],
            company=row["company"],
            email=row["contact_email"],
        )
        for row in found
    ]

"""After the result is public: an award is taken back with a reason, and somebody may move up by hand."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.awards import access
from ehrenamtskarte.awards.honouring import laureate_rules as rules
from ehrenamtskarte.awards.honouring import result
from ehrenamtskarte.awards.honouring.deciding import category_of, check_can_win
from ehrenamtskarte.awards.honouring.schemas import AwardResultOut, MovesUpIn
from ehrenamtskarte.awards.rules import results_are_public
from ehrenamtskarte.awards.tables import AwardLaureate
from ehrenamtskarte.companies.rules import check_length
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.reasons import check_reason


async def take_back(
    office: UUID | None, call_id: UUID, laureate_id: UUID, reason: str, *, actor: Actor, now: datetime
) -> AwardResultOut:
    """Take an award back; the office keeps who it was and why, the public no longer sees the name.

    Raises NotFound, SecondFactorNeeded, ReasonMissing, ResultNotPublicYet, LaureateWithdrawn.
    """
    async with db.transaction():
        laureate = await _laureate(office, call_id, laureate_id, actor=actor, now=now)
        if laureate["withdrawn_at"]:
            raise rules.LaureateWithdrawn
        why = check_reason(reason)
        await AwardLaureate.update(
            {
                "withdrawn_at": now,
                "withdrawn_reason": why,
                "revision": laureate["revision"] + 1,
            }
        ).where(AwardLaureate.id == laureate_id)
        await audit.record("award_taken_back", actor=actor.person_id, subject=laureate_id, tenant=office)
        return await result.of_office(office, call_id, actor=actor, now=now)


async def move_up(
    office: UUID | None, call_id: UUID, laureate_id: UUID, told: MovesUpIn, *, actor: Actor, now: datetime
) -> AwardResultOut:
    """Let another entry have an award that was taken back, with its money.

    Raises NotFound, SecondFactorNeeded, ResultNotPublicYet, LaureateStillThere, PlaceTakenAgain, LaureateTwice,
    NotInTheRunning, TooLong.
    """
    async with db.transaction():
        gone = await _laureate(office, call_id, laureate_id, actor=actor, now=now)
        if not gone["withdrawn_at"]:
            raise rules.LaureateStillThere
        reason = check_length(told.reason, rules.LONGEST_LAUDATIO, field="reason")
        await check_can_win(await category_of(call_id, gone["category"]), [told.entry])
        await _check_free(gone, told.entry)
        successor = AwardLaureate(
            id=new_id(),
            entry=told.entry,
            reason_de=reason.de,
            reason_en=reason.en,
            **{name: gone[name] for name in ("call", "category", "position", "shared", "prize_cents")},
        )
        await successor.save()
        await audit.record("award_moved_up", actor=actor.person_id, subject=successor.id, tenant=office)
        return await result.of_office(office, call_id, actor=actor, now=now)


async def _laureate(
    office: UUID | None, call_id: UUID, laureate_id: UUID, *, actor: Actor, now: datetime
) -> Any:
    call = await access.call_of_office(office, call_id, actor=actor, lock=True)
    found = await db.row(
        "SELECT * FROM award_laureate WHERE id = $1 AND call = $2 FOR UPDATE", laureate_id, call_id
    )
    if found is None:
        raise NotFound
    if not results_are_public(call.decided_at, call.embargo_until, now):
        raise rules.ResultNotPublicYet
    return found


async def _check_free(gone: Any, entry: UUID) -> None:
    there = await db.rows(
        "SELECT entry, position, withdrawn_at FROM award_laureate WHERE category = $1", gone["category"]
    )
    if any(one["entry"] == entry for one in there):
        raise rules.LaureateTwice(field="entry")
    if any(one["position"] == gone["position"] and one["withdrawn_at"] is None for one in there):
        raise rules.PlaceTakenAgain

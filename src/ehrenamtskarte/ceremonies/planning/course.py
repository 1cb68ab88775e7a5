"""An event is published, moved to another day, or cancelled; guests hear of it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.ceremonies import rules
from ehrenamtskarte.ceremonies.access import ceremony, ceremony_of_office, check_running
from ehrenamtskarte.ceremonies.inviting import links, runs, waiting
from ehrenamtskarte.ceremonies.planning import planning_rules
from ehrenamtskarte.ceremonies.rules import RunKind, Status
from ehrenamtskarte.ceremonies.tables import Ceremony
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.clock import berlin_day
from ehrenamtskarte.core.text import Text


async def publish_ceremony(
    office: UUID | None, ceremony_id: UUID, *, actor: Actor, now: datetime
) -> Ceremony:
    """Let guests be invited, and everybody know of it where it is public.

    Raises NotFound, CeremonyAlreadyPublished, CeremonyCancelled, StartsInThePast.
    """
    async with db.transaction():
        found = await ceremony_of_office(office, ceremony_id, actor=actor, lock=True)
        if found.status == Status.CANCELLED:
            raise rules.CeremonyCancelled
        if found.status != Status.DRAFT:
            raise planning_rules.CeremonyAlreadyPublished
        planning_rules.check_coming(found.starts_at, now)
        return await _set(
            found, "ceremony_published", {"status": Status.PUBLISHED, "published_at": now}, actor=actor
        )


async def move(
    office: UUID | None,
    ceremony_id: UUID,
    *,
    starts_at: datetime | None,
    ends_at: datetime | None,
    answer_by: datetime | None,
    reason: Text,
    tell: bool,
    actor: Actor,
    now: datetime,
) -> Ceremony:
    """Set a new day, or say that one follows; tickets stay valid. The end, the doors and the deadline move along.

    Raises NotFound, CeremonyNotPublished, CeremonyCancelled, CeremonyOver, SameDay, StartsInThePast, RunStillWorks.
    """
    async with db.transaction():
        found = await ceremony_of_office(office, ceremony_id, actor=actor, lock=True)
        _check_movable(found, now)
        if starts_at is None:
            columns: dict[str, Any] = {"status": Status.POSTPONED}
        else:
            columns = _new_day(found, starts_at, ends_at, answer_by, now)
        known = found.postponed_from if found.status == Status.POSTPONED else None
        before = known or found.starts_at
        moved_from = _moved_from(found, before, starts_at)
        columns |= {
            "postponed_from": moved_from,
            "reason_de": reason.de.strip(),
            "reason_en": reason.en.strip(),
        }
        moved = await _set(found, "ceremony_moved", columns, actor=actor)
        await links.lengthen(moved)
        if starts_at is not None:
            await waiting.go_on(moved, now=now)
        if tell:
            # One mail after the other: each names the day before it.
            await runs.check_none_works(ceremony_id, RunKind.MOVED)
            await _tell(moved, RunKind.MOVED, {"since": before}, actor=actor, now=now)
        return moved


def _moved_from(found: Ceremony, before: datetime, starts_at: datetime | None) -> datetime | None:
    """The day it was to be; another hour of the same day is no other day."""
    if starts_at is None or berlin_day(starts_at) != berlin_day(before):
        return before
    return None if found.status == Status.POSTPONED else found.postponed_from


def _check_movable(found: Ceremony, now: datetime) -> None:
    # The old day of a postponed event may have passed before the new one was known.
    if found.status != Status.POSTPONED:
        check_running(found, now)


def _new_day(
    found: Ceremony, starts_at: datetime, ends_at: datetime | None, answer_by: datetime | None, now: datetime
) -> dict[str, Any]:
    by = starts_at - found.starts_at
    if not by and found.status == Status.PUBLISHED and ends_at in (None, found.ends_at):
        raise planning_rules.SameDay(field="startsAt")
    planning_rules.check_coming(starts_at, now)
    ends_at = ends_at or starts_at + (found.ends_at - found.starts_at)
    doors = found.doors_open_at + by if found.doors_open_at is not None else None
    if answer_by is None and found.answer_by is not None:
        answer_by = planning_rules.moved(found.answer_by, by)
    if answer_by is not None and not now < answer_by <= starts_at:
        answer_by = planning_rules.answer_by_for(starts_at, now)
    planning_rules.check_times(starts_at, ends_at, doors, answer_by)
    return {
        "status": Status.PUBLISHED,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "doors_open_at": doors,
        "answer_by": answer_by,
    }


async def cancel(
    office: UUID | None, ceremony_id: UUID, *, reason: Text, tell: bool, actor: Actor, now: datetime
) -> Ceremony:
    """Call an event off for good; its tickets end. Raises NotFound, CeremonyNotPublished, CeremonyCancelled, CeremonyOver."""
    why = planning_rules.check_reason(reason)
    async with db.transaction():
        found = await ceremony_of_office(office, ceremony_id, actor=actor, lock=True)
        _check_movable(found, now)
        cancelled = await _set(
            found,
            "ceremony_cancelled",
            {"status": Status.CANCELLED, "cancelled_at": now, "reason_de": why.de, "reason_en": why.en},
            actor=actor,
        )
        await db.execute(
            "UPDATE ticket SET ended_at = $2 WHERE ceremony = $1 AND ended_at IS NULL", ceremony_id, now
        )
        if tell:
            await _tell(cancelled, RunKind.CANCELLED, {}, actor=actor, now=now)
        return cancelled


async def _set(found: Ceremony, action: str, columns: dict[str, Any], *, actor: Actor) -> Ceremony:
    counted = {"revision": found.revision + 1, "sequence": found.sequence + 1}
    await Ceremony.update(columns | counted).where(Ceremony.id == found.id)  # type: ignore[arg-type]
    await audit.record(action, actor=actor.person_id, subject=found.id, tenant=found.issuing_body)
    return await ceremony(found.id)


async def _tell(
    found: Ceremony, kind: RunKind, options: dict[str, Any], *, actor: Actor, now: datetime
) -> None:
    guests = await db.rows(
        "SELECT id FROM guest WHERE ceremony = $1 AND email IS NOT NULL"
        " AND status IN ('invited', 'accepted', 'waiting', 'offered') ORDER BY id",
        found.id,
    )
    if guests:
        await runs.order(
            found.id, kind, [guest["id"] for guest in guests], options=options, actor=actor, now=now
        )

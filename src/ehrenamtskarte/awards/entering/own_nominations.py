"""The nominations somebody made, with what became of them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.awards.entering import nomination_rules
from ehrenamtskarte.awards.entering.nomination_rules import REMIND_AFTER
from ehrenamtskarte.awards.entering.nomination_schemas import MyNomination
from ehrenamtskarte.awards.phases import Phase
from ehrenamtskarte.awards.rules import EntrantKind, EntryStatus, PhaseKind
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.pagination import PAGE_SIZE, Page, cursor_of, id_of
from ehrenamtskarte.core.text import Text

LAST_DAY = """(SELECT p.last_day FROM call_phase p WHERE p.call = c.id AND p.kind IN ('check', 'entry')
 ORDER BY p.kind LIMIT 1)"""
"""Of the check, else of the entries: `check` sorts first."""
_MINE = f"""SELECT e.id, e.call, c.title_de, c.title_en, e.kind, e.name, e.title, e.nominated_email, e.status,
 e.consented_at, e.consent_asked_at, {LAST_DAY} AS last_day, c.status = 'published' AND c.decided_at IS NULL AS running
 FROM award_entry e JOIN award_call c ON c.id = e.call"""  # noqa: S608 - a constant


def until_of(row: Any) -> datetime | None:
    """The first moment that is too late to agree, of a row with `last_day`."""
    day = row["last_day"]
    return Phase(PhaseKind.CHECK, day, day).ends_at if day else None


async def of_person(*, actor: Actor, now: datetime, cursor: str | None = None) -> Page[MyNomination]:
    """The nominations somebody made, the latest first. Raises UnknownCursor."""
    found = await db.rows(
        f"{_MINE} WHERE e.nominated_by = $1 AND ($2::uuid IS NULL OR e.id < $2) ORDER BY e.id DESC"
        f" LIMIT {PAGE_SIZE + 1}",
        actor.person_id,
        id_of(cursor),
    )
    items = found[:PAGE_SIZE]
    following = cursor_of(str(items[-1]["id"])) if len(found) > PAGE_SIZE else None
    return Page([_told(row, now) for row in items], next=following)


async def one(nomination_id: UUID, now: datetime) -> MyNomination:
    """One of them, for whoever may see it."""
    found = await db.row(f"{_MINE} WHERE e.id = $1", nomination_id)
    return _told(found, now)


def _told(row: Any, now: datetime) -> MyNomination:
    until = until_of(row)
    state = nomination_rules.state_of(
        EntryStatus(row["status"]), consented=row["consented_at"] is not None, until=until, now=now
    )
    waiting = state is nomination_rules.NominationState.WAITING and row["running"]
    return MyNomination(
        id=row["id"],
        call_id=row["call"],
        call_title=Text(row["title_de"], row["title_en"] or row["title_de"]),
        kind=EntrantKind(row["kind"]),
        name=row["name"],
        title=row["title"],
        email=row["nominated_email"],
        state=state,
        asked_at=row["consent_asked_at"],
        consent_until=until,
        may_remind=waiting and now >= row["consent_asked_at"] + REMIND_AFTER,
    )

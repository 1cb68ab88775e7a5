"""The calls everybody may know of: running ones first, then those to come, then the past."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.awards.access import phases_of_calls
from ehrenamtskarte.awards.calls import public_rules
from ehrenamtskarte.awards.calls.public_rules import FORGOTTEN_AFTER, CallStanding, CallStep
from ehrenamtskarte.awards.calls.public_schemas import PublicCallRow
from ehrenamtskarte.awards.honouring.laureates_public import PUBLIC
from ehrenamtskarte.awards.phases import Phase, phase_of
from ehrenamtskarte.awards.rules import CallStatus, PhaseKind, Template
from ehrenamtskarte.companies.listing import STATE_OFFICE
from ehrenamtskarte.core import db
from ehrenamtskarte.core.clock import berlin_day
from ehrenamtskarte.core.pagination import PAGE_SIZE, Page, UnknownCursor, cursor_of, values_of
from ehrenamtskarte.core.sorting import every_word
from ehrenamtskarte.core.text import Text

_ORDER = list(CallStanding)
_FOUND = f"""SELECT c.*, b.name AS office, {PUBLIC} AS known, CASE
  WHEN c.status = 'cancelled' OR {PUBLIC} OR d.last_day < $2::date - {FORGOTTEN_AFTER.days} THEN 2
  WHEN d.first_day <= $2 THEN 0 ELSE 1 END AS standing
 FROM award_call c LEFT JOIN issuing_body b ON b.id = c.issuing_body
 LEFT JOIN LATERAL (SELECT min(first_day) AS first_day, max(last_day) AS last_day FROM call_phase WHERE call = c.id) d
  ON true
 WHERE c.status <> 'draft' AND ($3::int IS NULL OR c.year = $3)
 AND (c.sort_key || ' ' || coalesce(b.sort_key, '')) LIKE ALL($4::text[])"""  # noqa: S608 - constants
"""Whatever moment, day, year and words; `standing` is the place in `CallStanding`."""
_WANTED = f"({_FOUND}) f WHERE ($5::int IS NULL OR f.standing = $5)"


async def for_everybody(
    *,
    now: datetime,
    when: CallStanding | None = None,
    year: int | None = None,
    q: str = "",
    cursor: str | None = None,
) -> Page[PublicCallRow]:
    """Published and cancelled calls, within each standing the latest year first. Raises UnknownCursor."""
    values = (now, berlin_day(now), year, every_word(q), None if when is None else _ORDER.index(when))
    found = await db.rows(
        f"SELECT * FROM {_WANTED} AND ($6::int IS NULL"  # noqa: S608 - a constant
        " OR (f.standing, -f.year, f.sort_key, f.id) > ($6, -$7::int, $8::text, $9::uuid))"
        " ORDER BY f.standing, f.year DESC, f.sort_key, f.id LIMIT $10",
        *values, *_after(cursor), PAGE_SIZE + 1,
    )  # fmt: skip
    total = await db.scalar(f"SELECT count(*) FROM {_WANTED}", *values)  # noqa: S608 - a constant
    shown = found[:PAGE_SIZE]
    phases = await phases_of_calls([row["id"] for row in shown])
    return Page(
        [_row(row, phases[row["id"]], now) for row in shown],
        next=_following(shown[-1]) if len(found) > PAGE_SIZE else None,
        total=total,
    )


def _following(last: Any) -> str:
    return cursor_of(str(last["standing"]), str(last["year"]), last["sort_key"], str(last["id"]))


def _after(cursor: str | None) -> tuple[int | None, int | None, str | None, UUID | None]:
    values = values_of(cursor, 4)
    if values is None:
        return None, None, None, None
    try:
        return int(values[0]), int(values[1]), values[2], UUID(values[3])
    except ValueError:
        raise UnknownCursor from None


def _row(row: Any, phases: list[Phase], now: datetime) -> PublicCallRow:
    entry, vote = phase_of(phases, PhaseKind.ENTRY), phase_of(phases, PhaseKind.VOTE)
    return PublicCallRow(
        id=row["id"],
        template=Template(row["template"]),
        status=CallStatus(row["status"]),
        standing=_ORDER[row["standing"]],
        year=row["year"],
        title=Text(row["title_de"], row["title_en"]),
        motto=Text(row["motto_de"], row["motto_en"]),
        office_name=row["office"] or STATE_OFFICE.de,
        steps=_steps(row, phases, now),
        entry_from=entry.first_day if entry else None,
        entry_until=entry.last_day if entry else None,
        vote_until=vote.last_day if vote else None,
        results_public=row["known"] is True,
    )


def _steps(row: Any, phases: list[Phase], now: datetime) -> list[CallStep]:
    if row["status"] != CallStatus.PUBLISHED or row["decided_at"] is not None:
        return []
    enter = row["takes_organisations"] or row["takes_companies"]
    return public_rules.steps_of(phases, enter=enter, nominate=row["takes_nominations"], now=now)

"""The calls of an office."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.awards.calls.call_rules import EARLIEST_YEAR, LATEST_YEAR
from ehrenamtskarte.awards.calls.schemas import AwardCallRow
from ehrenamtskarte.awards.rules import CallStatus, PhaseKind, Template, results_are_public
from ehrenamtskarte.companies import policies
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.clock import berlin_day
from ehrenamtskarte.core.pagination import PAGE_SIZE, Page, UnknownCursor, cursor_of, values_of
from ehrenamtskarte.core.sorting import every_word
from ehrenamtskarte.core.text import Text

_WHERE = (
    " FROM award_call c WHERE c.issuing_body IS NOT DISTINCT FROM $1::uuid AND ($2::text IS NULL OR c.status = $2)"
    " AND ($3::int IS NULL OR c.year = $3) AND c.sort_key LIKE ALL($4::text[])"
)
_ROW = (
    "SELECT c.id, c.template, c.status, c.year, c.title_de, c.title_en, c.motto_de, c.motto_en, c.sort_key,"
    " c.decided_at, c.embargo_until,"
    " (SELECT max(p.last_day) FROM call_phase p WHERE p.call = c.id AND p.kind = 'entry') AS entry_until,"
    " ARRAY(SELECT p.kind FROM call_phase p WHERE p.call = c.id AND $8::date BETWEEN p.first_day AND p.last_day) AS going,"
    " (SELECT count(*) FROM award_entry e WHERE e.call = c.id AND e.submitted_at IS NOT NULL"
    " AND e.status <> 'withdrawn') AS entries,"
    " (SELECT count(*) FROM award_entry e WHERE e.call = c.id AND e.status = 'submitted') AS to_check,"
    " (SELECT count(*) FROM vote v WHERE v.call = c.id AND v.excluded_in IS NULL) AS votes"
)


async def of_office(
    office: UUID | None,
    *,
    actor: Actor,
    now: datetime,
    status: CallStatus | None = None,
    year: int | None = None,
    q: str = "",
    cursor: str | None = None,
) -> Page[AwardCallRow]:
    """The calls of an office (None: the state office), the latest year first. Raises NotFound, SecondFactorNeeded."""
    policies.must_look_after(actor, office)
    values = (office, status, year, every_word(q))
    after = _after(cursor)
    found = await db.rows(
        f"{_ROW}{_WHERE} AND ($5::int IS NULL OR c.year < $5 OR (c.year = $5 AND (c.sort_key, c.id) > ($6, $7::uuid)))"
        " ORDER BY c.year DESC, c.sort_key, c.id LIMIT $9",
        *values, *after, berlin_day(now), PAGE_SIZE + 1,
    )  # fmt: skip
    total = await db.scalar(f"SELECT count(*){_WHERE}", *values)
    last = found[PAGE_SIZE - 1] if len(found) > PAGE_SIZE else None
    following = cursor_of(str(last["year"]), last["sort_key"], str(last["id"])) if last else None
    return Page([_row(one, now) for one in found[:PAGE_SIZE]], next=following, total=total)


def _after(cursor: str | None) -> tuple[int | None, str | None, UUID | None]:
    values = values_of(cursor, 3)
    if values is None:
        return None, None, None
    try:
        year, key, last = int(values[0]), values[1], UUID(values[2])
    except ValueError:
        raise UnknownCursor from None
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise UnknownCursor
    return year, key, last


def _row(one: Any, now: datetime) -> AwardCallRow:
    order = list(PhaseKind)
    return AwardCallRow(
        template=Template(one["template"]),
        status=CallStatus(one["status"]),
        title=Text(one["title_de"], one["title_en"]),
        motto=Text(one["motto_de"], one["motto_en"]),
        on=sorted((PhaseKind(kind) for kind in one["going"]), key=order.index),
        decided=one["decided_at"] is not None,
        results_public=results_are_public(one["decided_at"], one["embargo_until"], now),
        **{name: one[name] for name in ("id", "year", "entry_until", "entries", "to_check", "votes")},
    )

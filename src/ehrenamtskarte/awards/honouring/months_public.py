"""The engagements of the months as everybody sees them: each from the first day of its month."""

import re
from datetime import date, datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.awards.calls.nominees import FIRST_PICTURE
from ehrenamtskarte.awards.honouring import month_rules
from ehrenamtskarte.awards.honouring.month_schemas import MonthShown, MonthsOfYear
from ehrenamtskarte.awards.rules import EntrantKind
from ehrenamtskarte.companies.listing import STATE_OFFICE
from ehrenamtskarte.core import db
from ehrenamtskarte.core.clock import berlin_day
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.pagination import PAGE_SIZE, UnknownCursor, cursor_of, values_of
from ehrenamtskarte.core.text import Text

MOST_AT_ONCE = 500
"""In a feed, or of one month; there are some four hundred towns."""
_FROM = """ FROM monthly_engagement g JOIN award_entry e ON e.id = g.entry JOIN award_call c ON c.id = g.call
 LEFT JOIN issuing_body b ON b.id = c.issuing_body LEFT JOIN municipality m ON m.ags = e.municipality"""
_SEEN = " WHERE g.month <= $1 AND c.status = 'published' AND e.status = 'shortlisted'"
"""Whoever withdrew is no longer shown."""
_SHOWN = (
    "SELECT g.id, g.month, g.prize_cents, g.text_de, g.text_en, g.call, c.title_de, c.title_en, c.year, b.name AS office,"
    " e.id AS entry, e.kind, e.name, e.title, e.teaser, e.website, m.name AS town, p.picture, p.alt_de, p.alt_en,"
    " p.credit, (c.issuing_body IS NOT NULL)::int AS of_a_town"
    f"{_FROM}{FIRST_PICTURE}{_SEEN}"
)
_ORDER = " ORDER BY g.month DESC, of_a_town, g.id"
_AS_STORED = ("id", "call", "entry", "name", "title", "teaser", "town", "website", "prize_cents", "picture")


async def of_year(now: datetime, *, year: int | None = None, cursor: str | None = None) -> MonthsOfYear:
    """Those of a year (None: of the latest there is), the latest month first, the state's before the towns'.

    Raises UnknownCursor.
    """
    today = berlin_day(now)
    years = [
        row["year"]
        for row in await db.rows(
            f"SELECT DISTINCT extract(year FROM g.month)::int AS year{_FROM}{_SEEN} ORDER BY year DESC",  # noqa: S608 - a constant
            today,
        )
    ]
    wanted = year if year is not None or not years else years[0]
    if wanted is None or wanted not in years:
        return MonthsOfYear(year=wanted, years=years, items=[], next=None)
    found = await db.rows(
        f"{_SHOWN} AND g.month >= $2 AND g.month < $3 AND ($4::date IS NULL OR"
        " (-extract(epoch FROM g.month), (c.issuing_body IS NOT NULL)::int, g.id)"
        f" > (-extract(epoch FROM $4), $5::int, $6::uuid)){_ORDER} LIMIT $7",
        today, date(wanted, 1, 1), date(wanted + 1, 1, 1), *_after(cursor), PAGE_SIZE + 1,
    )  # fmt: skip
    return MonthsOfYear(
        year=wanted,
        years=years,
        items=[_month(row) for row in found[:PAGE_SIZE]],
        next=_following(found[PAGE_SIZE - 1]) if len(found) > PAGE_SIZE else None,
    )


async def of_month(month: str, now: datetime) -> list[MonthShown]:
    """Those of one month (2027-03), the state's first. Raises NotFound for a month without any."""
    if not re.fullmatch(month_rules.MONTH, month):
        raise NotFound
    found = await db.rows(
        f"{_SHOWN} AND g.month = $2{_ORDER} LIMIT $3",
        berlin_day(now),
        month_rules.month_named(month),
        MOST_AT_ONCE,
    )
    if not found:
        raise NotFound
    return [_month(row) for row in found]


async def latest(now: datetime, count: int = MOST_AT_ONCE) -> list[MonthShown]:
    """The latest of all, for feeds."""
    return [_month(row) for row in await db.rows(f"{_SHOWN}{_ORDER} LIMIT $2", berlin_day(now), count)]


def _following(last: Any) -> str:
    return cursor_of(last["month"].isoformat(), str(last["of_a_town"]), str(last["id"]))


def _after(cursor: str | None) -> tuple[date | None, int | None, UUID | None]:
    values = values_of(cursor, 3)
    if values is None:
        return None, None, None
    try:
        return date.fromisoformat(values[0]), int(values[1]), UUID(values[2])
    except ValueError:
        raise UnknownCursor from None


def _month(row: Any) -> MonthShown:
    return MonthShown(
        month=month_rules.written(row["month"]),
        call_title=Text(row["title_de"], row["title_en"]),
        call_year=row["year"],
        office_name=row["office"] or STATE_OFFICE.de,
        kind=EntrantKind(row["kind"]),
        text=Text(row["text_de"], row["text_en"]),
        picture_alt=Text(row["alt_de"] or "", row["alt_en"] or ""),
        picture_credit=row["credit"] or "",
        **{name: row[name] for name in _AS_STORED},
    )

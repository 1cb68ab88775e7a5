"""All years: which calls are decided and public, and who won."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.awards.honouring import laureates_public
from ehrenamtskarte.awards.honouring.laureates_public import PUBLIC
from ehrenamtskarte.awards.honouring.schemas_public import ArchivedCall, ArchivedYear, AwardResultShown
from ehrenamtskarte.awards.rules import Template
from ehrenamtskarte.companies.listing import STATE_OFFICE
from ehrenamtskarte.core import db
from ehrenamtskarte.core.pagination import Page, UnknownCursor, cursor_of, values_of
from ehrenamtskarte.core.sorting import every_word
from ehrenamtskarte.core.text import Text

CALLS_IN_A_PAGE = 20


async def years(now: datetime) -> list[ArchivedYear]:
    """The years in which somebody won, the latest first."""
    found = await db.rows(
        "SELECT c.year, count(DISTINCT c.id) AS calls, count(l.id) AS laureates FROM award_call c"  # noqa: S608 - a constant
        " LEFT JOIN award_laureate l ON l.call = c.id AND l.withdrawn_at IS NULL"
        f" WHERE {PUBLIC} GROUP BY c.year ORDER BY c.year DESC",
        now,
    )
    return [ArchivedYear(**row) for row in found]


async def calls(
    now: datetime, *, year: int | None = None, q: str = "", cursor: str | None = None
) -> Page[ArchivedCall]:
    """Calls with who won, the latest year first; `q` looks in their titles and in the laureates' names.

    Raises UnknownCursor.
    """
    where = (
        f"{PUBLIC} AND ($2::int IS NULL OR c.year = $2) AND (c.sort_key LIKE ALL($3::text[]) OR EXISTS (SELECT FROM"
        " award_laureate l JOIN award_entry e ON e.id = l.entry WHERE l.call = c.id AND l.withdrawn_at IS NULL"
        " AND e.sort_key LIKE ALL($3)))"
    )
    values = (now, year, every_word(q))
    found = await db.rows(
        "SELECT c.id, c.year, c.template, c.title_de, c.title_en, c.motto_de, c.motto_en, c.sort_key, b.name AS office"  # noqa: S608 - a constant
        f" FROM award_call c LEFT JOIN issuing_body b ON b.id = c.issuing_body WHERE {where}"
        " AND ($4::int IS NULL OR (-c.year, c.sort_key, c.id) > (-$4, $5::text, $6::uuid))"
        " ORDER BY c.year DESC, c.sort_key, c.id LIMIT $7",
        *values, *_after(cursor), CALLS_IN_A_PAGE + 1,
    )  # fmt: skip
    total = await db.scalar(f"SELECT count(*) FROM award_call c WHERE {where}", *values)  # noqa: S608 - a constant
    shown = found[:CALLS_IN_A_PAGE]
    results = await laureates_public.of_calls([row["id"] for row in shown], now)
    return Page(
        [_call(row, results.get(row["id"], [])) for row in shown],
        next=_following(shown[-1]) if len(found) > CALLS_IN_A_PAGE else None,
        total=total,
    )


def _following(last: Any) -> str:
    return cursor_of(str(last["year"]), last["sort_key"], str(last["id"]))


def _after(cursor: str | None) -> tuple[int | None, str | None, UUID | None]:
    values = values_of(cursor, 3)
    if values is None:
        return None, None, None
    try:
        return int(values[0]), values[1], UUID(values[2])
    except ValueError:
        raise UnknownCursor from None


def _call(row: Any, results: list[AwardResultShown]) -> ArchivedCall:
    return ArchivedCall(
        id=row["id"],
        year=row["year"],
        template=Template(row["template"]),
        title=Text(row["title_de"], row["title_en"]),
        motto=Text(row["motto_de"], row["motto_en"]),
        office_name=row["office"] or STATE_OFFICE.de,
        results=results,
    )

"""Lists of events: for their office, and those everybody may know of."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from ehrenamtskarte.ceremonies.planning.schemas import CeremonyRow, PublicCeremonyRow
from ehrenamtskarte.ceremonies.planning.showing import SHOWN_TO_ALL, STATE_OFFICE
from ehrenamtskarte.ceremonies.rules import Status
from ehrenamtskarte.companies import policies
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.pagination import PAGE_SIZE, Page, UnknownCursor, cursor_of, values_of
from ehrenamtskarte.core.sorting import every_word
from ehrenamtskarte.core.text import Text

When = Literal["upcoming", "past"]
_COMING = "(c.ends_at > $1 OR c.status = 'postponed')"
_FROM = (
    " FROM ceremony c JOIN municipality m ON m.ags = c.municipality LEFT JOIN issuing_body b ON b.id = c.issuing_body"
    " LEFT JOIN series s ON s.id = c.series"
)
_COUNTED = (
    " LEFT JOIN LATERAL (SELECT"
    " count(*) FILTER (WHERE g.status NOT IN ('candidate', 'not_drawn', 'withdrawn')) AS invited,"
    " coalesce(sum(g.party) FILTER (WHERE g.status = 'accepted'), 0) AS accepted_persons,"
    " coalesce(sum(g.party) FILTER (WHERE g.status IN ('accepted', 'offered')), 0) AS held,"
    " count(*) FILTER (WHERE g.status IN ('waiting', 'offered')) AS waiting"
    " FROM guest g WHERE g.ceremony = c.id) counted ON true"
)
_ROW = (
    "c.id, c.title_de, c.title_en, c.status, c.audience, c.starts_at, c.ends_at, c.place, c.capacity, c.series,"
    " m.name AS municipality_name, b.name AS office_name, s.title_de AS series_de, s.title_en AS series_en"
)


async def of_office(
    office: UUID | None,
    *,
    actor: Actor,
    now: datetime,
    when: When | None = None,
    status: Status | None = None,
    q: str = "",
    cursor: str | None = None,
) -> Page[CeremonyRow]:
    """The events of an office (None: the state office); coming ones by their day, else the latest first.

    Raises NotFound, SecondFactorNeeded.
    """
    policies.must_look_after(actor, office)
    where = (
        f"{_in_time(when)} AND c.issuing_body IS NOT DISTINCT FROM $2::uuid"
        " AND ($3::text IS NULL OR c.status = $3) AND c.sort_key LIKE ALL($4::text[])"
    )
    values = (now, office, status, every_word(q))
    columns = (
        f"{_ROW}, counted.*, (SELECT count(*) FROM admission a WHERE a.ceremony = c.id AND a.outcome = 'admitted')"  # noqa: S608 - a constant
        " AS admitted"
    )
    found, following, total = await _page(columns, _FROM + _COUNTED, where, values, when, cursor)
    return Page([_row(one) for one in found], next=following, total=total)


async def for_everybody(
    *, now: datetime, when: When = "upcoming", municipality: str = "", q: str = "", cursor: str | None = None
) -> Page[PublicCeremonyRow]:
    """The events everybody may know of; coming ones by their day, past ones the latest first."""
    where = (
        f"{_in_time(when)} AND {SHOWN_TO_ALL} AND ($2 = '' OR c.municipality = $2)"
        " AND (c.sort_key || ' ' || m.sort_key) LIKE ALL($3::text[])"
    )
    found, following, total = await _page(
        _ROW, _FROM, where, (now, municipality, every_word(q)), when, cursor
    )
    return Page([_public_row(one) for one in found], next=following, total=total)


def _in_time(when: When | None) -> str:
    if when is None:
        return "$1::timestamptz IS NOT NULL"
    return _COMING if when == "upcoming" else f"NOT {_COMING}"


async def _page(
    columns: str, tables: str, where: str, values: tuple[Any, ...], when: When | None, cursor: str | None
) -> tuple[list[Any], str | None, int]:
    after = _after(cursor)
    n = len(values)
    sign, way = (">", "") if when == "upcoming" else ("<", " DESC")
    found = await db.rows(
        f"SELECT {columns}{tables} WHERE {where}"
        f" AND (${n + 1}::timestamptz IS NULL OR (c.starts_at, c.id) {sign} (${n + 1}, ${n + 2}::uuid))"
        f" ORDER BY c.starts_at{way}, c.id{way} LIMIT ${n + 3}",
        *values, *after, PAGE_SIZE + 1,
    )  # fmt: skip
    total = await db.scalar(f"SELECT count(*){_FROM} WHERE {where}", *values)
    last = found[PAGE_SIZE - 1] if len(found) > PAGE_SIZE else None
    following = cursor_of(last["starts_at"].isoformat(), str(last["id"])) if last else None
    return found[:PAGE_SIZE], following, total


def _after(cursor: str | None) -> tuple[datetime | None, UUID | None]:
    values = values_of(cursor, 2)
    if values is None:
        return None, None
    try:
        return datetime.fromisoformat(values[0]), UUID(values[1])
    except ValueError:
        raise UnknownCursor from None


def _row(one: Any) -> CeremonyRow:
    return CeremonyRow(
        title=Text(one["title_de"], one["title_en"]),
        series_title=Text(one["series_de"], one["series_en"]) if one["series"] else None,
        **{
            name: one[name] for name in CeremonyRow.__struct_fields__ if name not in ("title", "series_title")
        },
    )


def _public_row(one: Any) -> PublicCeremonyRow:
    return PublicCeremonyRow(
        title=Text(one["title_de"], one["title_en"]),
        office_name=one["office_name"] or STATE_OFFICE,
        **{
            name: one[name]
            for name in PublicCeremonyRow.__struct_fields__
            if name not in ("title", "office_name")
        },
    )

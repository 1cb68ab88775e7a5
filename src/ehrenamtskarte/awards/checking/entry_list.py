"""The entries of a call for its office: page by page, or whole as a file."""

from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec

from ehrenamtskarte.awards import access
from ehrenamtskarte.awards.checking.check_rules import is_overdue
from ehrenamtskarte.awards.checking.schemas import CheckedRow
from ehrenamtskarte.awards.entering.numbers import receipt_number
from ehrenamtskarte.awards.rules import EntrantKind, EntryStatus
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.pagination import PAGE_SIZE, Page, cursor_of, values_of, whole_number
from ehrenamtskarte.core.sorting import every_word
from ehrenamtskarte.core.text import Text


class EntrySort(StrEnum):
    """In which order entries are listed."""

    OLDEST = "oldest"
    """As they came, by number."""
    NEWEST = "newest"
    NAME = "name"


class EntryFilter(StrEnum):
    """Entries with something special."""

    OVERDUE = "overdue"
    """The day to answer by is over."""
    ANSWERED = "answered"
    NOMINATED = "nominated"


class EntriesWanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which entries are looked for."""

    q: str = ""
    status: EntryStatus | None = None
    category: UUID | None = None
    kind: EntrantKind | None = None
    only: EntryFilter | None = None
    sort: EntrySort = EntrySort.OLDEST


COLUMNS = """e.id, e.number, c.year, e.kind, e.name, e.title, e.status, k.name_de AS category_de,
 k.name_en AS category_en, m.name AS municipality_name, e.submitted_at, e.nominated_by IS NOT NULL AS nominated,
 e.answer <> '' AS answered, e.answer_by, e.sort_key"""
FROM = """ FROM award_entry e JOIN award_call c ON c.id = e.call LEFT JOIN award_category k ON k.id = e.category
 LEFT JOIN municipality m ON m.ags = e.municipality"""
SEEN = " WHERE e.call = $1 AND e.submitted_at IS NOT NULL AND e.status <> 'draft'"
"""What the office sees of a call, $1: whatever was handed in and is not taken back into editing."""

_TITLE_KEY = "translate(replace(lower(e.title), 'ß', 'ss'), 'äöüàáâèéêëïíñóôç', 'aouaaaeeeeiinooc')"
_NUMBER = "lpad(e.number::text, greatest(4, length(e.number::text)), '0')"
"""As in `receipt_number`; a bare lpad would cut the fifth digit off."""
_SEARCHED = f"concat_ws(' ', e.sort_key, m.sort_key, {_TITLE_KEY}, c.year || ' ' || {_NUMBER})"
_MATCHES = (
    f"{SEEN} AND {_SEARCHED} LIKE ALL($2::text[]) AND ($3::text IS NULL OR e.status = $3)"
    " AND ($4::uuid IS NULL OR e.category = $4) AND ($5::text IS NULL OR e.kind = $5)"
)
_ONLY = {
    EntryFilter.OVERDUE: "e.status = 'asked' AND e.answer_by < $6",
    EntryFilter.ANSWERED: "e.status = 'submitted' AND e.answer <> ''",
    EntryFilter.NOMINATED: "e.nominated_by IS NOT NULL",
}
_ORDERS = {
    EntrySort.OLDEST: ("e.number", "(e.number > $7::int)"),
    EntrySort.NEWEST: ("e.number DESC", "(e.number < $7::int)"),
    EntrySort.NAME: ("e.sort_key, e.number", "((e.sort_key, e.number) > ($8::text, $7::int))"),
}
"""The order, and what comes after a cursor: its number and its name."""


async def of_call(
    office: UUID | None,
    call_id: UUID,
    wanted: EntriesWanted,
    *,
    actor: Actor,
    today: date,
    cursor: str | None = None,
) -> Page[CheckedRow]:
    """One page of the entries. Raises NotFound, SecondFactorNeeded, UnknownCursor."""
    await access.call_of_office(office, call_id, actor=actor)
    order, after = _ORDERS[wanted.sort]
    number, name = _after(cursor)
    matches, values = _condition(wanted), _values(call_id, wanted, today)
    found = await db.rows(
        f"SELECT {COLUMNS}{FROM}{matches} AND ($7::int IS NULL OR {after}) AND ($8::text IS NULL OR true)"
        f" ORDER BY {order} LIMIT {PAGE_SIZE + 1}",
        *values,
        number,
        name,
    )
    total = await db.scalar(f"SELECT count(*)::int{FROM}{matches}", *values)
    items = found[:PAGE_SIZE]
    following = cursor_of(str(items[-1]["number"]), items[-1]["sort_key"]) if len(found) > PAGE_SIZE else None
    return Page([row_of(row, today) for row in items], next=following, total=total)


def _condition(wanted: EntriesWanted) -> str:
    # The day is always bound, so that a filter that needs none takes the same values.
    only = f" AND {_ONLY[wanted.only]}" if wanted.only else ""
    return f"{_MATCHES} AND $6::date IS NOT NULL{only}"


def _values(call_id: UUID, wanted: EntriesWanted, today: date) -> tuple[object, ...]:
    return (call_id, every_word(wanted.q), wanted.status, wanted.category, wanted.kind, today)


def _after(cursor: str | None) -> tuple[int | None, str | None]:
    values = values_of(cursor, 2)
    if values is None:
        return None, None
    return whole_number(values[0]), values[1]


async def whole(call_id: UUID, wanted: EntriesWanted, columns: str, today: date) -> list[Any]:
    """All matches in their order, with these columns."""
    order, _ = _ORDERS[wanted.sort]
    return await db.rows(
        f"SELECT {columns}{FROM}{_condition(wanted)} ORDER BY {order}", *_values(call_id, wanted, today)
    )


async def rows_of(call_id: UUID, entry_ids: list[UUID], today: date) -> dict[UUID, CheckedRow]:
    """Some entries of a call by their ids."""
    found = await db.rows(f"SELECT {COLUMNS}{FROM}{SEEN} AND e.id = ANY($2)", call_id, entry_ids)
    return {row["id"]: row_of(row, today) for row in found}


def row_of(row: Any, today: date) -> CheckedRow:
    """A row of `COLUMNS` as it is sent."""
    return CheckedRow(**told(row, today))


def told(row: Any, today: date) -> dict[str, Any]:
    """The same for structs that say more."""
    return {
        "id": row["id"],
        "receipt": receipt_number(row["year"], row["number"]),
        "kind": EntrantKind(row["kind"]),
        "name": row["name"],
        "title": row["title"],
        "status": EntryStatus(row["status"]),
        "category_name": category_of(row),
        "municipality_name": row["municipality_name"],
        "submitted_at": row["submitted_at"],
        "nominated": row["nominated"],
        "answered": row["answered"],
        "answer_by": row["answer_by"],
        "overdue": is_overdue(row["status"], row["answer_by"], today=today),
    }


def category_of(row: Any) -> Text | None:
    """The category an entry named."""
    return Text(row["category_de"], row["category_en"] or row["category_de"]) if row["category_de"] else None

"""Who comes and where they sit, for those who seat them."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any
from uuid import UUID

from ehrenamtskarte.ceremonies import access
from ehrenamtskarte.ceremonies.seating.proposal_rules import UNRANKED
from ehrenamtskarte.ceremonies.seating.schemas import SeatedPerson
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.pagination import PAGE_SIZE, Page, UnknownCursor, cursor_of, values_of
from ehrenamtskarte.core.sorting import every_word

PERSON = (
    "a.id AS attendee, a.guest, a.name, trim(g.given_name || ' ' || g.family_name) AS host, a.position, g.party,"
    " CASE WHEN a.position = 0 THEN g.function ELSE '' END AS function, u.name AS \"group\", u.category,"
    " g.protocol_rank, a.wheelchair, g.status = 'offered' AS offered"
)
"""Columns of an attendee a, its guest g and the group u."""
FROM_PERSONS = (
    " FROM attendee a JOIN guest g ON g.id = a.guest JOIN guest_group u ON u.id = g.guest_group"
    " LEFT JOIN seat s ON s.attendee = a.id LEFT JOIN seat_block b ON b.id = s.block LEFT JOIN seat_room r ON r.id = b.room"
)
SEAT_LABEL = "coalesce(b.label || ' · ' || s.number, '')"
"""Of a seat s and its block b: `Tisch 3 · 4`, in every language."""
_RANK = f"coalesce(g.protocol_rank, {UNRANKED})"


class PeopleSort(StrEnum):
    """By the guest's name in German order, or officials first."""

    NAME = "name"
    PROTOCOL = "protocol"


def person_of(row: Any) -> SeatedPerson:
    """A row with the columns of PERSON, `seat`, `room` and `seat_label`."""
    return SeatedPerson(**{name: row[name] for name in SeatedPerson.__struct_fields__})


async def people(
    office: UUID | None,
    ceremony_id: UUID,
    *,
    q: str = "",
    seated: bool | None = None,
    sort: PeopleSort = PeopleSort.NAME,
    cursor: str | None = None,
    actor: Actor,
) -> Page[SeatedPerson]:
    """Who comes, party by party. Raises NotFound, UnknownCursor."""
    await access.ceremony_of_office(office, ceremony_id, actor=actor)
    matches = (
        f"{FROM_PERSONS} WHERE a.ceremony = $1 AND ($2::bool IS NULL OR (s.id IS NOT NULL) = $2)"
        " AND (g.sort_key LIKE ALL($3::text[]) OR ($4 <> '' AND a.name ILIKE $5))"
    )
    values = (ceremony_id, seated, every_word(q), q.strip(), _pattern(q))
    rank = _RANK if sort == PeopleSort.PROTOCOL else "0::int"
    found = await db.rows(
        f"SELECT {PERSON}, s.id AS seat, r.id AS room, {SEAT_LABEL} AS seat_label, g.sort_key, {rank} AS rank{matches}"
        f" AND ($6::text IS NULL OR ({rank}, g.sort_key, g.id, a.position) > ($7, $6, $8, $9))"
        f" ORDER BY {rank}, g.sort_key, g.id, a.position LIMIT {PAGE_SIZE + 1}",
        *values,
        *_after(cursor),
    )
    total = await db.scalar(f"SELECT count(*){matches}", *values)
    shown = found[:PAGE_SIZE]
    return Page([person_of(row) for row in shown], _next(found, shown), total)


def _pattern(q: str) -> str:
    escaped = q.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def _next(found: Sequence[Any], shown: Sequence[Any]) -> str | None:
    if len(found) == len(shown):
        return None
    last = shown[-1]
    return cursor_of(last["sort_key"], str(last["rank"]), str(last["guest"]), str(last["position"]))


def _after(cursor: str | None) -> tuple[str | None, int, UUID | None, int]:
    values = values_of(cursor, 4)
    if not values:
        return None, 0, None, 0
    try:
        return values[0], int(values[1]), UUID(values[2]), int(values[3])
    except ValueError:
        raise UnknownCursor from None

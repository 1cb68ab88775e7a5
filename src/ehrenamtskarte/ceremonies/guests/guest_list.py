"""The guests of an event, page by page or as a file, by name or as protocol greets them."""

from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec

from ehrenamtskarte.ceremonies import access
from ehrenamtskarte.ceremonies.guests.list_words import STATUS, TITLES, YES
from ehrenamtskarte.ceremonies.guests.schemas import AttendeeOut, GuestOut, GuestRow, Needs
from ehrenamtskarte.ceremonies.rules import DrawRank, GuestStatus
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.csv_export import csv_of
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.pagination import PAGE_SIZE, Page, UnknownCursor, cursor_of, values_of
from ehrenamtskarte.core.sorting import every_word

_LAST_RANK = 32767


class Sort(StrEnum):
    """In which order guests are listed."""

    NAME = "name"
    PROTOCOL = "protocol"
    """Officials in the order in which they are greeted, then all others by name."""


class NeedFilter(StrEnum):
    """Parties somebody of which needs this."""

    ANY = "any"
    WHEELCHAIR = "wheelchair"
    SIGN_LANGUAGE = "sign_language"
    HEARING_LOOP = "hearing_loop"
    DIET = "diet"
    OTHER = "other"


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which guests are looked for."""

    q: str = ""
    group: UUID | None = None
    status: GuestStatus | None = None
    needs: NeedFilter | None = None
    sort: Sort = Sort.NAME


_NEEDS = {
    NeedFilter.WHEELCHAIR: "t.wheelchair",
    NeedFilter.SIGN_LANGUAGE: "t.sign_language",
    NeedFilter.HEARING_LOOP: "t.hearing_loop",
    NeedFilter.DIET: "t.diet <> ''",
    NeedFilter.OTHER: "t.needs <> ''",
}
_ANY_NEED = f"({' OR '.join(_NEEDS.values())})"
_RANK = f"coalesce(g.protocol_rank, {_LAST_RANK})"
_ORDERS = {Sort.NAME: ("", ""), Sort.PROTOCOL: (f"{_RANK}, ", "$5, ")}
"""What comes before the name, and before its value in a cursor."""
_COLUMNS = """g.id, g.guest_group AS group_id, r.name AS group_name, g.status, g.given_name, g.family_name, g.function,
 g.email, g.municipality, m.name AS municipality_name, g.protocol_rank, g.escort, g.party, g.draw_number, g.draw_rank,
 g.waiting_since, g.offer_until, g.sort_key, n.*"""
_COUNTED = ", ".join(
    f"count(*) FILTER (WHERE {condition})::int AS {need}" for need, condition in _NEEDS.items()
)
_FROM = f""" FROM guest g JOIN guest_group r ON r.id = g.guest_group
 LEFT JOIN municipality m ON m.ags = g.municipality
 CROSS JOIN LATERAL (SELECT {_COUNTED} FROM attendee t WHERE t.guest = g.id) n"""  # noqa: S608 - constants


def _matches(wanted: Wanted) -> str:
    """Which guests: $1 is the event, $2 the words of the name, $3 the group, $4 the status."""
    condition = (
        " WHERE g.ceremony = $1 AND g.sort_key LIKE ALL($2::text[])"
        " AND ($3::uuid IS NULL OR g.guest_group = $3) AND ($4::text IS NULL OR g.status = $4)"
    )
    if wanted.needs is None:
        return condition
    need = _NEEDS.get(wanted.needs, _ANY_NEED)
    return f"{condition} AND EXISTS (SELECT FROM attendee t WHERE t.guest = g.id AND {need})"


def _values(ceremony_id: UUID, wanted: Wanted) -> tuple[object, ...]:
    return (ceremony_id, every_word(wanted.q), wanted.group, wanted.status)


async def of_ceremony(
    office: UUID | None,
    ceremony_id: UUID,
    wanted: Wanted,
    *,
    actor: Actor,
    cursor: str | None = None,
) -> Page[GuestRow]:
    """One page of the guests. Raises NotFound, SecondFactorNeeded, UnknownCursor."""
    await access.ceremony_of_office(office, ceremony_id, actor=actor)
    first, after = _ORDERS[wanted.sort]
    found = await db.rows(
        f"SELECT {_COLUMNS}, {_RANK} AS rank{_FROM}{_matches(wanted)}"
        f" AND ($5::int IS NULL OR ({first}g.sort_key, g.id) > ({after}$6, $7::uuid))"
        f" ORDER BY {first}g.sort_key, g.id LIMIT $8",
        *_values(ceremony_id, wanted), *_after(cursor), PAGE_SIZE + 1,
    )  # fmt: skip
    total = await db.scalar(
        f"SELECT count(*) FROM guest g{_matches(wanted)}",  # noqa: S608 - constants
        *_values(ceremony_id, wanted),
    )
    items = found[:PAGE_SIZE]
    following = None
    if len(found) > PAGE_SIZE:
        last = items[-1]
        following = cursor_of(str(last["rank"]), last["sort_key"], str(last["id"]))
    return Page([_row(row) for row in items], next=following, total=total)


def _after(cursor: str | None) -> tuple[int | None, str | None, UUID | None]:
    values = values_of(cursor, 3)
    if values is None:
        return None, None, None
    try:
        return min(int(values[0]), _LAST_RANK), values[1], UUID(values[2])
    except ValueError:
        raise UnknownCursor from None


def _row(row: Any) -> GuestRow:
    return GuestRow(**_told(row))


def _told(row: Any) -> dict[str, Any]:
    own = {name: row[name] for name in GuestRow.__struct_fields__ if name != "needs"}
    needs = Needs(**{name: row[name] for name in Needs.__struct_fields__})
    return own | {
        "status": GuestStatus(row["status"]),
        "draw_rank": DrawRank(row["draw_rank"]),
        "needs": needs,
    }


async def one(office: UUID | None, ceremony_id: UUID, guest_id: UUID, *, actor: Actor) -> GuestOut:
    """One party with its persons. Raises NotFound, SecondFactorNeeded."""
    await access.ceremony_of_office(office, ceremony_id, actor=actor)
    return await whole(ceremony_id, guest_id)


async def whole(ceremony_id: UUID, guest_id: UUID) -> GuestOut:
    """The same for somebody who may. Raises NotFound."""
    row = await db.row(
        f"SELECT {_COLUMNS}, g.address, g.language, g.notes, g.invited_at, g.reminded_at, g.answered_at, g.added_at,"
        f" g.revision{_FROM} WHERE g.ceremony = $1 AND g.id = $2",
        ceremony_id,
        guest_id,
    )
    if row is None:
        raise NotFound
    attendees = await db.rows(
        "SELECT t.id, t.position, t.name, t.wheelchair, t.sign_language, t.hearing_loop, t.diet, t.needs, t.photo_consent,"
        " EXISTS (SELECT FROM admission i WHERE i.attendee = t.id AND i.outcome = 'admitted') AS admitted"
        " FROM attendee t WHERE t.guest = $1 ORDER BY t.position",
        guest_id,
    )
    own = set(GuestOut.__struct_fields__) - set(GuestRow.__struct_fields__) - {"attendees"}
    return GuestOut(
        **_told(row),
        **{name: row[name] for name in own},
        attendees=[AttendeeOut(**dict(a)) for a in attendees],
    )


async def as_file(
    office: UUID | None, ceremony_id: UUID, wanted: Wanted, *, actor: Actor, language: str = "de"
) -> bytes:
    """The same guests as the list, whole, as CSV. Raises NotFound, SecondFactorNeeded."""
    await access.ceremony_of_office(office, ceremony_id, actor=actor)
    first, _ = _ORDERS[wanted.sort]
    found = await db.rows(
        f"SELECT {_COLUMNS}, g.address, g.language, g.notes{_FROM}{_matches(wanted)}"
        f" ORDER BY {first}g.sort_key, g.id",
        *_values(ceremony_id, wanted),
    )
    titles = [title.in_language(language) for title in TITLES]
    return csv_of([titles, *(_line(row, language) for row in found)])


def _line(row: Any, language: str) -> list[object]:
    return [
        row["given_name"],
        row["family_name"],
        row["function"],
        row["email"] or "",
        row["address"].replace("\n", ", "),
        row["municipality_name"] or "",
        row["language"],
        row["group_name"],
        STATUS[GuestStatus(row["status"])].in_language(language),
        row["party"],
        "" if row["protocol_rank"] is None else row["protocol_rank"],
        row["escort"],
        *(row[need] or "" for need in _NEEDS),
        "" if row["draw_number"] is None else row["draw_number"],
        YES.in_language(language) if row["draw_rank"] == DrawRank.LOST_BEFORE else "",
        row["notes"],
    ]

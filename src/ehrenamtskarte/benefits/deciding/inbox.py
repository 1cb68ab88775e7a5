"""The offers an office decides on: a list with filters and hints, and how much waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from ehrenamtskarte.benefits.deciding import quality
from ehrenamtskarte.benefits.offering import offers
from ehrenamtskarte.benefits.office_schemas import BenefitForOffice, DuplicateOf, InboxCounts
from ehrenamtskarte.benefits.public_list.finding import VENUE_OUT, VENUES, VENUES_IN_ORDER
from ehrenamtskarte.benefits.rules import ChangeStatus, Hint, Status
from ehrenamtskarte.benefits.schemas import ChangeOut, TermsIn
from ehrenamtskarte.benefits.terms import TERM_COLUMNS, terms_of
from ehrenamtskarte.companies import policies
from ehrenamtskarte.companies.offices import WITH_AREA, looked_after_by
from ehrenamtskarte.companies.rules import Status as CompanyStatus
from ehrenamtskarte.companies.schemas import VenueOut
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.clock import berlin_day
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.pagination import PAGE_SIZE, Page, UnknownCursor, cursor_of, values_of
from ehrenamtskarte.core.sorting import every_word

MOST_VENUES_SHOWN = 50


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is looked for: a status, only what waits, only what has a hint, words of company or title."""

    status: Status | None = None
    waiting: bool = False
    hint: Hint | None = None
    q: str = ""


_OFFERS = (
    f" FROM benefit b JOIN company c ON c.id = b.company JOIN municipality m ON m.ags = c.municipality{WITH_AREA}"
    " LEFT JOIN benefit_change w ON w.benefit = b.id AND w.status = 'waiting'"
)
_WAITS = "c.status <> 'left' AND (b.status = 'waiting' OR w.id IS NOT NULL)"


@dataclass(frozen=True)
class Order:
    """What a list is sorted by, before the id."""

    key: str
    kind: str
    backwards: bool = False

    @property
    def follows(self) -> str:
        """What comes after the last one seen: $7 is its key, $8 its id."""
        sign = "<" if self.backwards else ">"
        return f"(key, id) {sign} ($7::{self.kind}, $8::uuid)"

    @property
    def by(self) -> str:
        direction = " DESC" if self.backwards else ""
        return f"key{direction}, id{direction}"


_SINCE = "coalesce(w.proposed_at, b.submitted_at)"
# The sign between the two sorts before every letter.
_NAMES = '(c.sort_key || chr(1) || b.sort_key) COLLATE "C"'
ORDERS = {
    "oldest": Order(_SINCE, "timestamptz"),
    "newest": Order(_SINCE, "timestamptz", backwards=True),
    "company": Order(_NAMES, "text"),
}


def _matching(office: UUID | None, wanted: Wanted) -> str:
    """Which offers: $1 is the office, $2 the day, $3 when words grow old, $4 a status, $5 only waiting, $6 words."""
    hint = quality.CONDITIONS[wanted.hint] if wanted.hint else "true"
    return (
        f" WHERE {looked_after_by(office)} AND ($4::text IS NULL OR b.status = $4) AND (NOT $5::bool OR {_WAITS})"
        f" AND c.sort_key || ' ' || b.sort_key LIKE ALL($6::text[]) AND {hint}"
        # Named in every case, so that the database knows their kind.
        " AND $2::date IS NOT NULL AND $3::timestamptz IS NOT NULL"
    )


def _before(office: UUID | None, wanted: Wanted) -> str:
    """What the condition of a hint needs."""
    if wanted.hint is not Hint.DUPLICATE:
        return ""
    companies = f"SELECT c.id FROM company c{WITH_AREA} WHERE {looked_after_by(office)}"  # noqa: S608 - constants
    return f"{quality.duplicates_among(companies)}, "


def _values(office: UUID | None, wanted: Wanted, now: datetime) -> list[Any]:
    day, old = berlin_day(now), now - quality.HOLDS_FOR
    return [office, day, old, wanted.status, wanted.waiting, every_word(wanted.q)]


async def of_office(
    office: UUID | None,
    wanted: Wanted,
    *,
    sort: str = "oldest",
    cursor: str | None = None,
    actor: Actor,
    now: datetime,
) -> Page[BenefitForOffice]:
    """The offers an office looks after (None: the state office). Raises NotFound, SecondFactorNeeded, UnknownCursor."""
    policies.must_look_after(actor, office)
    order = ORDERS.get(sort, ORDERS["oldest"])
    after = _after(order, cursor)
    found = await db.rows(
        f"WITH {_before(office, wanted)}matching AS MATERIALIZED"  # noqa: S608 - constants
        f" (SELECT b.id, {order.key} AS key{_OFFERS}{_matching(office, wanted)})"
        " SELECT id, key, (SELECT count(*) FROM matching) AS total FROM matching"
        f" WHERE $7::{order.kind} IS NULL OR {order.follows} ORDER BY {order.by} LIMIT {PAGE_SIZE + 1}",
        *_values(office, wanted, now), *after,
    )  # fmt: skip
    page = found[:PAGE_SIZE]
    last = page[-1] if len(found) > PAGE_SIZE else None
    return Page(
        await _shown([row["id"] for row in page], now),
        next=cursor_of(_remembered(last["key"]), str(last["id"])) if last else None,
        total=found[0]["total"] if found else 0,
    )


async def every(
    office: UUID | None, wanted: Wanted, columns: str, *, actor: Actor, now: datetime
) -> list[Any]:
    """Columns of all these offers by company and title; v is the first venue. Raises NotFound, SecondFactorNeeded."""
    policies.must_look_after(actor, office)
    return await db.rows(
        f"WITH {_before(office, wanted)}matching AS MATERIALIZED"  # noqa: S608 - constants
        f" (SELECT {_NAMES} AS key, {columns}{_OFFERS} LEFT JOIN LATERAL"
        f" (SELECT * FROM ({VENUES}) AS ve {VENUES_IN_ORDER} LIMIT 1) AS v ON true{_matching(office, wanted)})"
        " SELECT * FROM matching ORDER BY key, id",
        *_values(office, wanted, now),
    )


def _remembered(key: datetime | str) -> str:
    return key.isoformat() if isinstance(key, datetime) else key


def _after(order: Order, cursor: str | None) -> tuple[datetime | str | None, UUID | None]:
    values = values_of(cursor, 2)
    if values is None:
        return None, None
    try:
        key = datetime.fromisoformat(values[0]) if order.kind == "timestamptz" else values[0]
        return key, UUID(values[1])
    except ValueError:
        raise UnknownCursor from None


async def one(office: UUID | None, benefit_id: UUID, *, actor: Actor, now: datetime) -> BenefitForOffice:
    """One offer as the list shows it. Raises NotFound, SecondFactorNeeded."""
    policies.must_look_after(actor, office)
    theirs = await db.scalar(
        f"SELECT b.id{_OFFERS} WHERE {looked_after_by(office)} AND b.id = $2", office, benefit_id
    )
    if theirs is None:
        raise NotFound
    return (await _shown([benefit_id], now))[0]


_SHOWN = f"""
SELECT b.id, b.company, c.name AS company_name, c.status AS company_status, m.name AS municipality_name, c.statewide,
  b.status, b.reason, b.paused_at, b.revision, b.submitted_at, b.confirmed_at, {TERM_COLUMNS}, {offers.CHANGE_COLUMNS},
  (SELECT coalesce(json_agg({VENUE_OUT} {VENUES_IN_ORDER}), '[]') FROM (
    SELECT v.*, t.name AS town FROM venue v JOIN municipality t ON t.ags = v.municipality
    WHERE v.company = b.company AND v.closed_at IS NULL AND (b.all_venues OR coalesce((ch.terms ->> 'all_venues')::bool, false)
      OR EXISTS (SELECT FROM benefit_venue bv WHERE bv.benefit = b.id AND bv.venue = v.id)
      OR coalesce(ch.terms -> 'venues' ? v.id::text, false))
    ORDER BY v.sort_key COLLATE "C", v.id LIMIT {MOST_VENUES_SHOWN}) AS ve) AS places,
  array_remove(ARRAY[
    {", ".join(f"CASE WHEN {quality.CONDITIONS[hint]} THEN '{hint}' END" for hint in Hint if hint is not Hint.DUPLICATE)}
  ], NULL) AS hints
FROM unnest($1::uuid[]) WITH ORDINALITY AS wanted (id, position) JOIN benefit b ON b.id = wanted.id
JOIN company c ON c.id = b.company JOIN municipality m ON m.ags = c.municipality {offers.LAST_CHANGE}
ORDER BY wanted.position
"""  # noqa: S608 - constants
"""Offers $1 with their venues, those of a change included, as the office decides on them."""

_venues = msgspec.json.Decoder(list[VenueOut])


async def _shown(benefits: Sequence[UUID], now: datetime) -> list[BenefitForOffice]:
    doubles = await quality.duplicates_of(benefits)
    rows = await db.rows(_SHOWN, benefits, berlin_day(now), now - quality.HOLDS_FOR)
    return [_for_office(row, doubles.get(row["id"], [])) for row in rows]


def _for_office(row: Any, doubles: Sequence[quality.Double]) -> BenefitForOffice:
    change = offers.change_of(row)
    waits = change is not None and change.status is ChangeStatus.WAITING
    return BenefitForOffice(
        company_id=row["company"],
        company_status=CompanyStatus(row["company_status"]),
        terms=TermsIn.of(terms_of(row)),
        change=ChangeOut.of(change) if change and waits else None,
        venues=_venues.decode(row["places"]),
        status=Status(row["status"]),
        hints=[Hint(hint) for hint in row["hints"]] + ([Hint.DUPLICATE] if doubles else []),
        duplicates=[DuplicateOf(one.benefit_id, one.title, one.company_name) for one in doubles],
        **{name: row[name] for name in _AS_STORED},
    )


_AS_STORED = (
    "id", "company_name", "municipality_name", "statewide", "reason", "paused_at", "revision", "submitted_at",
    "confirmed_at",
)  # fmt: skip


async def counts(office: UUID | None, *, actor: Actor) -> InboxCounts:
    """How much waits for an office. Raises NotFound, SecondFactorNeeded."""
    policies.must_look_after(actor, office)
    theirs = f"SELECT c.id, c.status FROM company c{WITH_AREA} WHERE {looked_after_by(office)}"  # noqa: S608 - constants
    found = await db.row(
        f"WITH theirs AS MATERIALIZED ({theirs}) SELECT"  # noqa: S608 - constants
        " (SELECT count(*) FROM theirs WHERE status = 'waiting') AS companies,"
        " (SELECT count(*) FROM benefit b JOIN theirs t ON t.id = b.company AND t.status <> 'left'"
        " WHERE b.status = 'waiting') AS offers,"
        " (SELECT count(*) FROM benefit_change w JOIN benefit b ON b.id = w.benefit"
        " JOIN theirs t ON t.id = b.company AND t.status <> 'left' WHERE w.status = 'waiting') AS changes,"
        " (SELECT count(*) FROM benefit_report r JOIN benefit b ON b.id = r.benefit JOIN theirs t ON t.id = b.company"
        " WHERE r.closed_at IS NULL) AS reports",
        office,
    )
    assert found is not None
    return InboxCounts(**dict(found))

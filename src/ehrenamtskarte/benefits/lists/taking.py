"""Writing what a plan says: companies, venues and offers in sets, approved at once, for the office hands them in."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from ehrenamtskarte.benefits.events import OffersImported
from ehrenamtskarte.benefits.lists.known import KnownBenefit, KnownCompany, KnownVenue
from ehrenamtskarte.benefits.lists.plan import Plan
from ehrenamtskarte.benefits.rules import Status
from ehrenamtskarte.benefits.terms import columns_of
from ehrenamtskarte.companies.rules import key_of
from ehrenamtskarte.core import db
from ehrenamtskarte.core.errors import Conflict
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.outbox import publish

OFFERS_PER_EVENT = 500
ONE_AT_A_TIME = 0x62656E6C
"""The advisory lock of whoever takes a list over: two lists may tell of the same offers."""


class RegisteredMeanwhile(Conflict):
    """Somebody registered one of the companies while the list was written."""

    de = (
        "Gerade hat sich eines der Unternehmen selbst angemeldet. Bitte übernehmen Sie die Liste noch einmal."
    )
    en = "One of the companies has just registered by itself. Please take the list over once more."


async def alone() -> None:
    """Wait until nobody else takes a list over, for the rest of the transaction."""
    await db.execute("SELECT pg_advisory_xact_lock($1)", ONE_AT_A_TIME)


async def write(plan: Plan, *, actor_id: UUID, now: datetime) -> None:
    """Write a plan in the current transaction, in which its companies were locked. Raises RegisteredMeanwhile."""
    companies = list(plan.companies.values())
    await _add_companies([company for company in companies if company.is_new], actor_id, now)
    await _change_companies([company for company in companies if company.changed])
    await _add_venues(companies)
    await _change_venues([venue for company in companies for venue in company.venues if venue.changed])
    offers = [
        (company, benefit)
        for company in companies
        for several in company.benefits.values()
        for benefit in several
    ]
    await _add_benefits([(c, b) for c, b in offers if b.is_new], actor_id, now)
    await _change_benefits([benefit for _, benefit in offers if benefit.changed], now)
    await _link(offers)
    await _tell(companies)


async def _add_companies(companies: Sequence[KnownCompany], actor_id: UUID, now: datetime) -> None:
    added = await db.execute(
        "INSERT INTO company (id, name, sort_key, municipality, statewide, website, contact_name, contact_email, contact_phone,"
        " status, reason, about_de, about_en, volunteering_de, volunteering_en, sponsorship_de, sponsorship_en, figures_public,"
        " revision, registered_by, registered_at, decided_by, decided_at)"
        " SELECT *, '', '', '', 'approved', '', '', '', '', '', '', '', false, 1, $7::uuid, $8::timestamptz, $7, $8"
        " FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bool[], $6::text[])"
        " ON CONFLICT (municipality, sort_key) DO NOTHING",
        [company.id for company in companies],
        [company.name for company in companies],
        [key_of(company.name) for company in companies],
        [company.ags for company in companies],
        [company.statewide for company in companies],
        [company.website for company in companies],
        actor_id,
        now,
    )
    if added != len(companies):
        raise RegisteredMeanwhile


async def _change_companies(companies: Sequence[KnownCompany]) -> None:
    await db.execute(
        "UPDATE company c SET website = n.website, revision = revision + 1"
        " FROM unnest($1::uuid[], $2::text[]) AS n (id, website) WHERE c.id = n.id",
        [company.id for company in companies],
        [company.website for company in companies],
    )


_VENUE = (
    "id", "company", "name", "sort_key", "street", "postal_code", "municipality", "latitude", "longitude", "exact",
    "opening_hours", "opening_note_de", "opening_note_en", "accessibility_de", "accessibility_en", "revision",
)  # fmt: skip


async def _add_venues(companies: Iterable[KnownCompany]) -> None:
    await db.copy(
        "venue",
        _VENUE,
        [
            (
                venue.id, company.id, company.name, venue.name_key, venue.street, venue.postal_code, venue.ags,
                *venue.spot.point, False, "[]", "", "", "", "", 1,
            )
            for company in companies
            for venue in company.venues
            if venue.is_new and venue.spot
        ],
    )  # fmt: skip


async def _change_venues(venues: Sequence[KnownVenue]) -> None:
    """The street and the better point of venues of which only the town was known."""
    points = [venue.spot.point if venue.spot else (0.0, 0.0) for venue in venues]
    await db.execute(
        "UPDATE venue v SET street = n.street, sort_key = n.sort_key, postal_code = n.postal_code,"
        " latitude = n.latitude, longitude = n.longitude, revision = revision + 1"
        " FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::float8[], $6::float8[])"
        " AS n (id, street, sort_key, postal_code, latitude, longitude) WHERE v.id = n.id",
        [venue.id for venue in venues],
        [venue.street for venue in venues],
        [venue.name_key for venue in venues],
        [venue.postal_code for venue in venues],
        [latitude for latitude, _ in points],
        [longitude for _, longitude in points],
    )


async def _add_benefits(
    offers: Sequence[tuple[KnownCompany, KnownBenefit]], actor_id: UUID, now: datetime
) -> None:
    rows = [
        columns_of(benefit.terms)
        | {
            "all_venues": _holds_everywhere(company, benefit),
            "id": benefit.id,
            "company": company.id,
            "status": Status.APPROVED,
            "reason": "",
            "revision": 1,
            "submitted_by": actor_id,
            "submitted_at": now,
            "decided_by": actor_id,
            "decided_at": now,
            "published_at": now,
            "changed_at": now,
            "confirmed_at": now,
        }
        for company, benefit in offers
    ]
    if rows:
        await db.copy("benefit", list(rows[0]), [tuple(row.values()) for row in rows])


def _holds_everywhere(company: KnownCompany, benefit: KnownBenefit) -> bool:
    """Nothing was said of streets, or all of them were."""
    return not benefit.venues or benefit.venues >= {venue.id for venue in company.venues}


_CHANGING = {
    "title_de": "text",
    "title_en": "text",
    "sort_key": "text",
    "conditions_de": "text",
    "conditions_en": "text",
    "category": "text",
    "kind": "text",
    "percent": "int2",
    "regular_cents": "int4",
    "card_cents": "int4",
    "amount_cents": "int4",
    "cards": "text",
    "combinable": "bool",
    "valid_from": "date",
    "valid_until": "date",
}
"""What a list may change of an offer."""


async def _change_benefits(benefits: Sequence[KnownBenefit], now: datetime) -> None:
    rows = [columns_of(benefit.terms) for benefit in benefits]
    arrays = ", ".join(f"${n}::{kind}[]" for n, kind in enumerate(_CHANGING.values(), start=3))
    await db.execute(
        f"UPDATE benefit b SET {', '.join(f'{name} = n.{name}' for name in _CHANGING)}, changed_at = $1, revision = revision + 1"  # noqa: S608 - names from above
        f" FROM unnest($2::uuid[], {arrays}) AS n (id, {', '.join(_CHANGING)}) WHERE b.id = n.id",
        now,
        [benefit.id for benefit in benefits],
        *([row[name] for row in rows] for name in _CHANGING),
    )


async def _link(offers: Iterable[tuple[KnownCompany, KnownBenefit]]) -> None:
    await db.copy(
        "benefit_venue",
        ("id", "benefit", "venue"),
        [
            (new_id(), benefit.id, venue)
            for company, benefit in offers
            if not benefit.is_new or not _holds_everywhere(company, benefit)
            for venue in sorted(benefit.venues)
        ],
    )


async def _tell(companies: Iterable[KnownCompany]) -> None:
    """Whatever of the public list may differ now, a few hundred offers at a time."""
    offers = [
        benefit.id
        for company in companies
        for several in company.benefits.values()
        for benefit in several
        if company.has_changed or benefit.is_new or benefit.changed or benefit.venues
    ]
    starts = range(0, len(offers), OFFERS_PER_EVENT)
    await publish(*(OffersImported(benefits=tuple(offers[at : at + OFFERS_PER_EVENT])) for at in starts))

"""What the platform knows of who enters: sums only, and nothing that tells of fewer than five people."""

from datetime import date, timedelta
from uuid import UUID

import msgspec

from ehrenamtskarte.awards.entering.schemas import (
    EntryClubFacts,
    EntryCompanyFacts,
    EntryEnabledYear,
    EntryFacts,
)
from ehrenamtskarte.awards.tables import AwardEntry
from ehrenamtskarte.benefits.counting.suppression import is_small, shown
from ehrenamtskarte.benefits.public_list.finding import IS_PUBLIC
from ehrenamtskarte.companies import offices
from ehrenamtskarte.core import db
from ehrenamtskarte.core.text import Text
from ehrenamtskarte.hours import released
from ehrenamtskarte.hours.released import Enabled

A_YEAR = timedelta(days=365)
BENEFITS_NAMED = 20
YEARS_NAMED = 3


async def of_entry(entry: AwardEntry, *, today: date) -> EntryFacts:
    """What is known today of who enters; nothing where they are not registered."""
    if entry.company:
        return EntryFacts(on=today, company=await company_facts(entry.company, today=today))
    if entry.organisation:
        return EntryFacts(on=today, club=await club_facts(entry.organisation, today=today))
    return EntryFacts()


def facts_of(stored: str | bytes) -> EntryFacts:
    """The facts as an entry's column `facts` holds them, taken when it was handed in."""
    return msgspec.json.decode(stored, type=EntryFacts)


async def company_facts(company_id: UUID, *, today: date) -> EntryCompanyFacts:
    """Profile, published benefits, how often they were used, and hours made possible. Raises NotFound."""
    found = await offices.company(company_id)
    benefits = await _benefits(company_id, today)
    redeemed: int = await db.scalar(
        "SELECT greatest(coalesce(sum(d.redeemed), 0), 0)::int FROM benefit b JOIN benefit_day d ON d.benefit = b.id"
        " WHERE b.company = $1 AND d.day > $2 AND d.day <= $3",
        company_id, today - A_YEAR, today,
    )  # fmt: skip
    return EntryCompanyFacts(
        about=Text(found.about_de, found.about_en),
        release_days=found.release_days,
        volunteering=Text(found.volunteering_de, found.volunteering_en),
        sponsorship=Text(found.sponsorship_de, found.sponsorship_en),
        benefits=benefits[:BENEFITS_NAMED],
        benefit_count=len(benefits),
        redemptions=shown(redeemed),
        enabled=[_year(one) for one in (await released.enabled([company_id]))[:YEARS_NAMED]],
    )


async def club_facts(organisation_id: UUID, *, today: date) -> EntryClubFacts:
    """Field, members, and the confirmed time of twelve months."""
    found = await db.row(
        "SELECT o.field, (SELECT count(*) FROM member m WHERE m.organisation = o.id AND m.left_on IS NULL)::int"
        " AS members, count(DISTINCT h.person)::int AS volunteers, coalesce(sum(h.minutes), 0)::bigint AS minutes"
        " FROM organisation o LEFT JOIN hour_record h ON h.organisation = o.id AND h.status = 'confirmed'"
        " AND h.starts_on > $2 AND h.starts_on <= $3 WHERE o.id = $1 GROUP BY o.id",
        organisation_id, today - A_YEAR, today,
    )  # fmt: skip
    assert found is not None
    few = is_small(found["volunteers"])
    return EntryClubFacts(
        field=found["field"],
        members=shown(found["members"]),
        volunteers=shown(found["volunteers"]),
        minutes=None if few else found["minutes"],
    )


def _year(one: Enabled) -> EntryEnabledYear:
    if is_small(one.people):
        return EntryEnabledYear(one.year, None, None, None)
    return EntryEnabledYear(one.year, one.minutes, one.people, one.clubs)


async def _benefits(company_id: UUID, today: date) -> list[Text]:
    found = await db.rows(
        "SELECT b.title_de, b.title_en FROM benefit b JOIN company c ON c.id = b.company"  # noqa: S608 - a constant
        f" WHERE c.id = $1 AND {IS_PUBLIC} AND (b.valid_until IS NULL OR b.valid_until >= $2) ORDER BY b.sort_key, b.id",
        company_id,
        today,
    )
    return [Text(row["title_de"], row["title_en"]) for row in found]

"""What is shown of companies, on stage as in public: their promises, offers, and the hours they made possible."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from ehrenamtskarte.benefits.counting.suppression import SMALLEST_GROUP, shown
from ehrenamtskarte.benefits.public_list.finding import IS_PUBLIC
from ehrenamtskarte.ceremonies.showcase.schemas import CompanyFacts, EnabledHours, EnabledYear
from ehrenamtskarte.companies.finding import IS_SHOWN
from ehrenamtskarte.companies.offices import company_to_see
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.text import Text
from ehrenamtskarte.hours import released
from ehrenamtskarte.hours.released import Enabled

_FACTS = f"""
SELECT c.id, c.name, m.name AS municipality_name, p.id AS logo, p.alt_de, p.alt_en,
  extract(year FROM coalesce(c.decided_at, c.registered_at))::int AS since, c.release_days,
  c.volunteering_de, c.volunteering_en, c.sponsorship_de, c.sponsorship_en,
  (SELECT count(*) FROM benefit b WHERE b.company = c.id AND {IS_PUBLIC}
    AND (b.valid_until IS NULL OR b.valid_until >= CURRENT_DATE))::int AS offers,
  ARRAY(SELECT sum(d.redeemed)::int FROM benefit b JOIN benefit_day d ON d.benefit = b.id
    WHERE c.figures_public AND b.company = c.id GROUP BY extract(year FROM d.day)) AS redeemed
FROM company c JOIN municipality m ON m.ags = c.municipality LEFT JOIN picture p ON p.id = c.logo
WHERE c.id = ANY($1) AND {IS_SHOWN}
"""  # noqa: S608 - parts of ours


async def of(companies: Collection[UUID], *, year: int) -> dict[UUID, CompanyFacts]:
    """The facts of those that take part, with the hours of this year or the latest before it."""
    if not companies:
        return {}
    rows = await db.rows(_FACTS, list(companies))
    enabled = _latest(await released.enabled(companies), year)
    return {row["id"]: _facts(row, enabled.get(row["id"])) for row in rows}


async def own_years(company_id: UUID, *, actor: Actor) -> list[EnabledYear]:
    """What a company made possible, year by year; it does not learn of few people either. Raises NotFound."""
    await company_to_see(company_id, actor=actor)
    return [_year(one) for one in await released.enabled([company_id])]


def is_shown(enabled: Enabled) -> bool:
    """Whether enough people stand behind it."""
    return enabled.people >= SMALLEST_GROUP


def _year(one: Enabled) -> EnabledYear:
    if is_shown(one):
        return EnabledYear(one.year, one.minutes // 60, one.people, one.clubs)
    return EnabledYear(one.year, None, None, None)


def _latest(found: Iterable[Enabled], year: int) -> dict[UUID, EnabledHours]:
    """The latest year of each that can be shown; `found` begins with the latest."""
    latest: dict[UUID, EnabledHours] = {}
    for one in found:
        if one.year <= year and is_shown(one):
            latest.setdefault(one.company, EnabledHours(one.year, one.minutes // 60, one.people, one.clubs))
    return latest


def _facts(row: Any, enabled: EnabledHours | None) -> CompanyFacts:
    # Years that tell of few are left out, so that no difference to the published years gives them away.
    redeemed = sum(shown(times) or 0 for times in row["redeemed"])
    return CompanyFacts(
        id=row["id"],
        name=row["name"],
        municipality_name=row["municipality_name"],
        logo=row["logo"],
        logo_alt=Text(row["alt_de"] or "", row["alt_en"] or ""),
        since=row["since"],
        release_days=row["release_days"],
        volunteering=Text(row["volunteering_de"], row["volunteering_en"]),
        sponsorship=Text(row["sponsorship_de"], row["sponsorship_en"]),
        offers=row["offers"],
        redeemed=redeemed or None,
        enabled=enabled,
    )

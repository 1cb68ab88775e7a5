"""Hours for which a company released somebody, as the person says; they count for it once the club confirmed them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ehrenamtskarte.companies import finding
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.hours import policies, rules
from ehrenamtskarte.hours.tables import HourRecord


@dataclass(frozen=True)
class Enabled:
    """What a company made possible in a year: confirmed minutes, for how many people, at how many clubs.

    Whoever shows it hides what tells of few people.
    """

    company: UUID
    year: int
    minutes: int
    people: int
    clubs: int


async def check_company(company_id: UUID) -> None:
    """Only companies that take part can be named. Raises CompanyUnknown."""
    if not await finding.takes_part(company_id):
        raise rules.CompanyUnknown(field="releasedBy")


async def state(record_id: UUID, company_id: UUID, *, now: datetime) -> None:
    """Note in the current transaction which company released somebody for these hours."""
    await db.execute(
        "INSERT INTO released_hours (record, company, stated_at) VALUES ($1, $2, $3)"
        " ON CONFLICT (record) DO UPDATE SET company = excluded.company, stated_at = excluded.stated_at",
        record_id,
        company_id,
        now,
    )


async def change(record_id: UUID, company_id: UUID | None, *, actor: Actor, now: datetime) -> None:
    """Say of own hours which company released them, or that none did. Raises NotFound, CompanyUnknown."""
    async with db.transaction():
        record = await HourRecord.objects().lock_rows().get(HourRecord.id == record_id)
        if record is None:
            raise NotFound
        policies.must_be_own(actor, record.person)
        if company_id is None:
            await db.execute("DELETE FROM released_hours WHERE record = $1", record_id)
            return
        await check_company(company_id)
        await state(record_id, company_id, now=now)


async def enabled(companies: Collection[UUID] | None = None, *, year: int | None = None) -> list[Enabled]:
    """What these companies (all, where none are named) made possible, by company and year, the latest first.

    A period counts in the year it began.
    """
    found = await db.rows(
        "SELECT r.company, extract(year FROM h.starts_on)::int AS year, sum(h.minutes)::bigint AS minutes,"
        " count(DISTINCT h.person)::int AS people, count(DISTINCT h.organisation)::int AS clubs"
        " FROM released_hours r JOIN hour_record h ON h.id = r.record AND h.status = 'confirmed'"
        " WHERE ($1::uuid[] IS NULL OR r.company = ANY($1))"
        " AND ($2::int IS NULL OR (h.starts_on >= make_date($2, 1, 1) AND h.starts_on <= make_date($2, 12, 31)))"
        " GROUP BY 1, 2 ORDER BY 2 DESC, 1",
        None if companies is None else list(companies),
        year,
    )
    return [Enabled(**row) for row in found]

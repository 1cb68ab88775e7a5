"""A company's part in events: what is said of it, and whether it agrees."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.ceremonies.showcase.schemas import AgreementIn, OwnPartOut
from ehrenamtskarte.ceremonies.stage import stage_rules
from ehrenamtskarte.ceremonies.stage.stage_rules import CompanyRole
from ehrenamtskarte.companies.offices import company_to_see
from ehrenamtskarte.companies.rules import ChangedMeanwhile, check_length
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.text import Text

_PARTS = (
    "SELECT e.id, e.ceremony, y.title_de, y.title_en, y.starts_at, y.place, coalesce(b.name, '') AS office_name, e.role,"
    " e.gift_de, e.gift_en, e.quote_de, e.quote_en, e.quote_by, e.agreed_at,"
    " y.showcase_public AND y.status <> 'draft' AS showcase_public"
    " FROM ceremony_company e JOIN ceremony y ON y.id = e.ceremony LEFT JOIN issuing_body b ON b.id = y.issuing_body"
    " WHERE e.company = $1 AND ($2::uuid IS NULL OR e.id = $2) ORDER BY y.starts_at DESC, e.id LIMIT 200"
)


async def of_company(company_id: UUID, *, actor: Actor) -> list[OwnPartOut]:
    """The events a company is to be shown at, the latest first. Raises NotFound, SecondFactorNeeded."""
    await company_to_see(company_id, actor=actor)
    return [_out(row) for row in await db.rows(_PARTS, company_id, None)]


async def part(company_id: UUID, entry_id: UUID, *, actor: Actor) -> OwnPartOut:
    """One of them. Raises NotFound, SecondFactorNeeded."""
    await company_to_see(company_id, actor=actor)
    return await _part(company_id, entry_id)


async def agree(
    company_id: UUID, entry_id: UUID, data: AgreementIn, *, actor: Actor, now: datetime
) -> OwnPartOut:
    """Agree to what is shown, with the company's own words; its managers alone.

    Raises NotFound, TooLong, ChangedMeanwhile where the office says something else by now.
    """
    _must_manage(actor, company_id)
    quote = check_length(data.quote, stage_rules.LONGEST_QUOTE, field="quote")
    async with db.transaction():
        gift = await db.row(
            "SELECT gift_de, gift_en FROM ceremony_company WHERE id = $2 AND company = $1 FOR UPDATE",
            company_id,
            entry_id,
        )
        if gift and data.gift and data.gift != Text(gift["gift_de"], gift["gift_en"]):
            raise ChangedMeanwhile
        if not await db.execute(
            "UPDATE ceremony_company SET quote_de = $3, quote_en = $4, quote_by = $5, agreed_at = $6, agreed_by = $7"
            " WHERE id = $2 AND company = $1",
            company_id, entry_id, quote.de, quote.en, data.quote_by.strip(), now, actor.person_id,
        ):  # fmt: skip
            raise NotFound
        await audit.record("showing_agreed", actor=actor.person_id, subject=entry_id, tenant=company_id)
        return await _part(company_id, entry_id)


async def take_back(company_id: UUID, entry_id: UUID, *, actor: Actor) -> OwnPartOut:
    """No longer agree: nothing of the company is shown any more. Raises NotFound."""
    _must_manage(actor, company_id)
    async with db.transaction():
        if not await db.execute(
            "UPDATE ceremony_company SET agreed_at = NULL, agreed_by = NULL WHERE id = $2 AND company = $1",
            company_id,
            entry_id,
        ):
            raise NotFound
        await audit.record("showing_taken_back", actor=actor.person_id, subject=entry_id, tenant=company_id)
        return await _part(company_id, entry_id)


def _must_manage(actor: Actor, company_id: UUID) -> None:
    """An office does not agree in a company's name. Raises NotFound."""
    if not actor.is_partner_manager(company_id):
        raise NotFound


async def _part(company_id: UUID, entry_id: UUID) -> OwnPartOut:
    found = await db.row(_PARTS, company_id, entry_id)
    if found is None:
        raise NotFound
    return _out(found)


def _out(row: Any) -> OwnPartOut:
    return OwnPartOut(
        id=row["id"],
        ceremony=row["ceremony"],
        title=Text(row["title_de"], row["title_en"]),
        starts_at=row["starts_at"],
        place=row["place"],
        office_name=row["office_name"],
        role=CompanyRole(row["role"]),
        gift=Text(row["gift_de"], row["gift_en"]),
        quote=Text(row["quote_de"], row["quote_en"]),
        quote_by=row["quote_by"],
        agreed_at=row["agreed_at"],
        showcase_public=row["showcase_public"],
    )

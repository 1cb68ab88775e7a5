"""The companies of an event, as its office names them; each agrees before anybody sees it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from ehrenamtskarte.ceremonies.access import ceremony_of_office
from ehrenamtskarte.ceremonies.stage import asking, stage_rules
from ehrenamtskarte.ceremonies.stage.schemas import CompanyOnStageIn, CompanyOnStageOut
from ehrenamtskarte.ceremonies.stage.stage_rules import CompanyRole
from ehrenamtskarte.ceremonies.tables import Ceremony
from ehrenamtskarte.companies import finding
from ehrenamtskarte.companies.rules import check_length
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.text import Text

_COMPANIES = (
    f"SELECT e.id, e.company, c.name AS company_name, {finding.IS_SHOWN} AS takes_part, e.role, e.gift_de, e.gift_en,"  # noqa: S608
    " e.quote_de, e.quote_en, e.quote_by, e.agreed_at FROM ceremony_company e JOIN company c ON c.id = e.company"
    " WHERE e.ceremony = $1 AND ($2::uuid IS NULL OR e.id = $2) ORDER BY e.position, e.id"
)


async def of_ceremony(office: UUID | None, ceremony_id: UUID, *, actor: Actor) -> list[CompanyOnStageOut]:
    """All companies of an event. Raises NotFound, SecondFactorNeeded."""
    await ceremony_of_office(office, ceremony_id, actor=actor)
    return await _found(ceremony_id)


async def add(
    office: UUID | None, ceremony_id: UUID, data: CompanyOnStageIn, *, actor: Actor
) -> CompanyOnStageOut:
    """Name a company and ask it to agree.

    Raises NotFound, SecondFactorNeeded, CompanyNotThere, CompanyAlreadyNamed, TooLong, TooManyCompanies.
    """
    async with db.transaction():
        found = await ceremony_of_office(office, ceremony_id, actor=actor, lock=True)
        if not await finding.takes_part(data.company):
            raise stage_rules.CompanyNotThere(field="company")
        entry_id = await _insert(ceremony_id, data)
        await audit.record(
            "ceremony_company_added",
            actor=actor.person_id,
            subject=ceremony_id,
            tenant=office,
            role=data.role,
        )
        await asking.ask(found, data.company)
        return (await _found(ceremony_id, entry_id))[0]


async def take_over(found: Ceremony, companies: Sequence[tuple[UUID, CompanyRole]]) -> list[UUID]:
    """Name the companies of an award in the transaction that locked the event, and ask the new ones to agree.

    Those that are named already or do not take part are left out. Raises TooManyCompanies.
    """
    there = await db.scalar("SELECT count(*) FROM ceremony_company WHERE ceremony = $1", found.id)
    added = await db.rows(
        "INSERT INTO ceremony_company (id, ceremony, company, role, position, gift_de, gift_en, quote_de, quote_en, quote_by)"  # noqa: S608 - a constant
        " SELECT t.id, $1, t.company, t.role, $2 + t.place, '', '', '', '', ''"
        " FROM unnest($3::uuid[], $4::uuid[], $5::text[]) WITH ORDINALITY AS t(id, company, role, place)"
        f" JOIN company c ON c.id = t.company AND {finding.IS_SHOWN}"
        " ON CONFLICT (ceremony, company, role) DO NOTHING RETURNING company",
        found.id, there, [new_id() for _ in companies], [company for company, _ in companies],
        [role.value for _, role in companies],
    )  # fmt: skip
    if there + len(added) > stage_rules.MOST_COMPANIES:
        raise stage_rules.TooManyCompanies(most=stage_rules.MOST_COMPANIES)
    named = sorted({row["company"] for row in added})
    for company in named:
        await asking.ask(found, company)
    return named


async def change(
    office: UUID | None, ceremony_id: UUID, entry_id: UUID, data: CompanyOnStageIn, *, actor: Actor
) -> CompanyOnStageOut:
    """Say something else of a company, which then agrees anew; company and role stay.

    Raises NotFound, SecondFactorNeeded, TooLong.
    """
    gift, quote = _words(data)
    async with db.transaction():
        found = await ceremony_of_office(office, ceremony_id, actor=actor, lock=True)
        # What is the same keeps its agreement, and nobody is asked twice.
        changed = await db.row(
            "UPDATE ceremony_company SET gift_de = $3, gift_en = $4, quote_de = $5, quote_en = $6, quote_by = $7,"
            " agreed_at = NULL, agreed_by = NULL WHERE id = $2 AND ceremony = $1"
            " AND (gift_de, gift_en, quote_de, quote_en, quote_by) IS DISTINCT FROM ($3, $4, $5, $6, $7)"
            " RETURNING company",
            ceremony_id, entry_id, gift.de, gift.en, quote.de, quote.en, data.quote_by.strip(),
        )  # fmt: skip
        if changed:
            await audit.record(
                "ceremony_company_changed", actor=actor.person_id, subject=ceremony_id, tenant=office
            )
            await asking.ask(found, changed["company"])
        there = await _found(ceremony_id, entry_id)
        if not there:
            raise NotFound
        return there[0]


async def remove(office: UUID | None, ceremony_id: UUID, entry_id: UUID, *, actor: Actor) -> None:
    """Take a company off the event. Raises NotFound, SecondFactorNeeded."""
    async with db.transaction():
        await ceremony_of_office(office, ceremony_id, actor=actor, lock=True)
        if not await db.execute(
            "DELETE FROM ceremony_company WHERE id = $2 AND ceremony = $1", ceremony_id, entry_id
        ):
            raise NotFound
        await audit.record(
            "ceremony_company_removed", actor=actor.person_id, subject=ceremony_id, tenant=office
        )


async def _insert(ceremony_id: UUID, data: CompanyOnStageIn) -> UUID:
    gift, quote = _words(data)
    count = await db.scalar("SELECT count(*) FROM ceremony_company WHERE ceremony = $1", ceremony_id)
    if count >= stage_rules.MOST_COMPANIES:
        raise stage_rules.TooManyCompanies(most=stage_rules.MOST_COMPANIES)
    entry_id = new_id()
    added = await db.execute(
        "INSERT INTO ceremony_company (id, ceremony, company, role, position, gift_de, gift_en, quote_de, quote_en, quote_by)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (ceremony, company, role) DO NOTHING",
        entry_id, ceremony_id, data.company, data.role, count + 1, gift.de, gift.en, quote.de, quote.en,
        data.quote_by.strip(),
    )  # fmt: skip
    if not added:
        raise stage_rules.CompanyAlreadyNamed
    return entry_id


def _words(data: CompanyOnStageIn) -> tuple[Text, Text]:
    return (
        check_length(data.gift, stage_rules.LONGEST_TITLE, field="gift"),
        check_length(data.quote, stage_rules.LONGEST_QUOTE, field="quote"),
    )


async def _found(ceremony_id: UUID, entry_id: UUID | None = None) -> list[CompanyOnStageOut]:
    return [_out(row) for row in await db.rows(_COMPANIES, ceremony_id, entry_id)]


def _out(row: Any) -> CompanyOnStageOut:
    return CompanyOnStageOut(
        id=row["id"],
        company=row["company"],
        company_name=row["company_name"],
        takes_part=row["takes_part"],
        role=CompanyRole(row["role"]),
        gift=Text(row["gift_de"], row["gift_en"]),
        quote=Text(row["quote_de"], row["quote_en"]),
        quote_by=row["quote_by"],
        agreed_at=row["agreed_at"],
    )

"""Registering a company: by itself, or by the office that looks after it."""

from datetime import datetime
from uuid import UUID

from ehrenamtskarte.accounts import memberships
from ehrenamtskarte.accounts.rules import EmailInvalid, normal_email
from ehrenamtskarte.companies import offices, policies, rules
from ehrenamtskarte.companies.events import CompanyChanged
from ehrenamtskarte.companies.rules import Registration, Status
from ehrenamtskarte.companies.tables import Company
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor, Role
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.outbox import publish
from ehrenamtskarte.core.rate_limits import limit
from ehrenamtskarte.regions import service as regions

REGISTRATIONS_A_DAY = 30
"""Of one person, so that nobody floods an office."""


async def register(wanted: Registration, *, actor: Actor, now: datetime) -> Company:
    """Register a company that waits for its office; the actor becomes its manager.

    Raises MunicipalityUnknown, NameMissing, WebsiteInvalid, EmailInvalid, CompanyAlreadyThere, TooManyRequests.
    """
    await limit("register-company", str(actor.person_id), times=REGISTRATIONS_A_DAY, seconds=86_400)
    async with db.transaction():
        found = await _add(wanted, Status.WAITING, actor=actor, now=now)
        await memberships.grant(
            Role.PARTNER_MANAGER,
            person_id=actor.person_id,
            tenant=found.id,
            tenant_name=found.name,
            granted_by=actor.person_id,
            now=now,
        )
        await audit.record("company_registered", actor=actor.person_id, subject=found.id)
        return found


async def register_for(office: UUID | None, wanted: Registration, *, actor: Actor, now: datetime) -> Company:
    """Register a company on its behalf, approved at once; None is the state office. It has no manager until handed over.

    Raises NotFound, SecondFactorNeeded, NotOfThisOffice, and what `register` raises.
    """
    policies.must_look_after(actor, office)
    async with db.transaction():
        found = await _add(wanted, Status.APPROVED, actor=actor, now=now)
        if await offices.office_of(found) != office:
            raise rules.NotOfThisOffice(field="municipality")
        await audit.record(
            "company_registered_by_office", actor=actor.person_id, subject=found.id, tenant=office
        )
        await publish(CompanyChanged(company_id=found.id))
        return found


async def _add(wanted: Registration, status: Status, *, actor: Actor, now: datetime) -> Company:
    await regions.municipality(wanted.municipality)
    name = rules.normal_name(wanted.name)
    decided = status is not Status.WAITING
    company_id = new_id()
    added = await db.execute(
        "INSERT INTO company (id, name, sort_key, municipality, statewide, website, contact_name, contact_email, contact_phone,"
        " status, reason, about_de, about_en, volunteering_de, volunteering_en, sponsorship_de, sponsorship_en, figures_public,"
        " revision, registered_by, registered_at, decided_by, decided_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', '', '', '', '', '', '', false, 1, $11, $12, $13, $14)"
        " ON CONFLICT (municipality, sort_key) DO NOTHING",
        company_id, name, rules.key_of(name), wanted.municipality, wanted.statewide,
        rules.normal_website(wanted.website), wanted.contact_name.strip(), contact_email(wanted.contact_email),
        wanted.contact_phone.strip(), status, actor.person_id, now,
        actor.person_id if decided else None, now if decided else None,
    )  # fmt: skip
    if not added:
        raise rules.CompanyAlreadyThere(field="name")
    return await offices.company(company_id)


def contact_email(text: str) -> str:
    """The contact's address as it is stored, or nothing. Raises EmailInvalid."""
    if not text.strip():
        return ""
    try:
        return normal_email(text)
    except EmailInvalid:
        raise EmailInvalid(field="contactEmail") from None

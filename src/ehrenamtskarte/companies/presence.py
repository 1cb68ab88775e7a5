"""A company pauses, leaves, and comes back, at any time and at once."""

from datetime import datetime
from uuid import UUID

from ehrenamtskarte.companies import offices, rules
from ehrenamtskarte.companies.events import CompanyChanged
from ehrenamtskarte.companies.rules import Status
from ehrenamtskarte.companies.tables import Company
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.outbox import publish

CONTACT_DAYS = 365
"""How long the contact of a company that left is kept."""


async def pause(company_id: UUID, *, actor: Actor, now: datetime) -> Company:
    """Show nothing of a company until it resumes; again changes nothing. Raises NotFound, CompanyLeft."""
    async with db.transaction():
        found = await _present(company_id, actor)
        if found.paused_at is not None:
            return found
        return await _become(found, "company_paused", {"paused_at": now}, actor=actor)


async def resume(company_id: UUID, *, actor: Actor) -> Company:
    """Show a company again; again changes nothing. Raises NotFound, CompanyLeft."""
    async with db.transaction():
        found = await _present(company_id, actor)
        if found.paused_at is None:
            return found
        return await _become(found, "company_resumed", {"paused_at": None}, actor=actor)


async def leave(company_id: UUID, *, actor: Actor, now: datetime) -> Company:
    """Take everything of a company off at once; again changes nothing. Raises NotFound."""
    async with db.transaction():
        found = await offices.company_to_manage(company_id, actor=actor, lock=True)
        if found.status == Status.LEFT:
            return found
        return await _become(found, "company_left", {"status": Status.LEFT, "left_at": now}, actor=actor)


async def come_back(company_id: UUID, *, actor: Actor) -> Company:
    """Take a departure back: the company stands where it stood with its office; again changes nothing. Raises NotFound."""
    async with db.transaction():
        found = await offices.company_to_manage(company_id, actor=actor, lock=True)
        if found.status != Status.LEFT:
            return found
        status = rules.status_back(found.decided_at is not None, found.reason)
        return await _become(found, "company_came_back", {"status": status, "left_at": None}, actor=actor)


async def forget_contacts() -> None:
    """Forget whom to ask at a company that left a year ago."""
    await db.execute(
        "UPDATE company SET contact_name = '', contact_email = '', contact_phone = '', revision = revision + 1"
        " WHERE status = 'left' AND left_at < now() - make_interval(days => $1)"
        " AND (contact_name, contact_email, contact_phone) <> ('', '', '')",
        CONTACT_DAYS,
    )


async def _present(company_id: UUID, actor: Actor) -> Company:
    found = await offices.company_to_manage(company_id, actor=actor, lock=True)
    if found.status == Status.LEFT:
        raise rules.CompanyLeft
    return found


async def _become(found: Company, action: str, columns: dict[str, object], *, actor: Actor) -> Company:
    await Company.update(columns).where(Company.id == found.id)  # type: ignore[arg-type]
    await audit.record(action, actor=actor.person_id, subject=found.id, tenant=await offices.office_of(found))
    await publish(CompanyChanged(company_id=found.id))
    return await offices.company(found.id)

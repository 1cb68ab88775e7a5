"""An office takes a company in, or says why not."""

from datetime import datetime
from uuid import UUID

from ehrenamtskarte.companies import offices, rules
from ehrenamtskarte.companies.events import CompanyChanged, CompanyDecided
from ehrenamtskarte.companies.rules import Status
from ehrenamtskarte.companies.tables import Company
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.outbox import publish
from ehrenamtskarte.core.reasons import check_reason


async def approve(company_id: UUID, *, actor: Actor, now: datetime) -> Company:
    """Take a company in, also one that was rejected before. Raises NotFound, CompanyAlreadyDecided, CompanyLeft."""
    return await _decide(company_id, Status.APPROVED, "", actor=actor, now=now)


async def reject(company_id: UUID, reason: str, *, actor: Actor, now: datetime) -> Company:
    """Refuse a company with a reason. Raises NotFound, ReasonMissing, CompanyAlreadyDecided, CompanyLeft."""
    return await _decide(company_id, Status.REJECTED, reason, actor=actor, now=now)


async def take_in(company_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Take a company in together with one of its offers, of which it is told. Raises as `approve`."""
    async with db.transaction():
        await _write(company_id, Status.APPROVED, "", actor=actor, now=now)


async def _decide(company_id: UUID, status: Status, reason: str, *, actor: Actor, now: datetime) -> Company:
    async with db.transaction():
        decided = await _write(company_id, status, reason, actor=actor, now=now)
        await publish(
            CompanyDecided(company_id=company_id, approved=status is Status.APPROVED, reason=decided.reason)
        )
        return decided


async def _write(company_id: UUID, status: Status, reason: str, *, actor: Actor, now: datetime) -> Company:
    found = await offices.company_to_decide(company_id, actor=actor, lock=True)
    reason = check_reason(reason) if status is Status.REJECTED else ""
    rules.check_decidable(Status(found.status))
    await Company.update(
        {
            Company.status: status,
            Company.reason: reason,
            Company.decided_by: actor.person_id,
            Company.decided_at: now,
        }
    ).where(Company.id == company_id)
    await audit.record(
        f"company_{status}", actor=actor.person_id, subject=company_id, tenant=await offices.office_of(found)
    )
    await publish(CompanyChanged(company_id=company_id))
    return await offices.company(company_id)

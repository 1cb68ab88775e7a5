"""An office approves or refuses a new offer, or the change of one."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from ehrenamtskarte.benefits import rules
from ehrenamtskarte.benefits.events import BenefitDecided
from ehrenamtskarte.benefits.faults import check_not_over, check_own
from ehrenamtskarte.benefits.offering import changes, offers, publicity
from ehrenamtskarte.benefits.offering.offers import Managed
from ehrenamtskarte.benefits.rules import ChangeStatus, Status, Terms
from ehrenamtskarte.companies import decisions as company_decisions
from ehrenamtskarte.companies import offices, policies
from ehrenamtskarte.companies.rules import ChangedMeanwhile, CompanyLeft
from ehrenamtskarte.companies.rules import Status as CompanyStatus
from ehrenamtskarte.companies.tables import Company
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.outbox import publish
from ehrenamtskarte.core.reasons import check_reason


async def approve(
    office: UUID | None, benefit_id: UUID, *, seen: int | None = None, actor: Actor, now: datetime
) -> None:
    """Let a new offer hold, and its company take part, or let a change hold; `seen` is the revision that was looked at.

    Raises NotFound, BenefitAlreadyDecided, ChangedMeanwhile, CompanyLeft, BenefitOver, TermsInvalid.
    """
    async with db.transaction():
        company, found = await _to_decide(office, benefit_id, seen, actor=actor)
        joins = company.status != CompanyStatus.APPROVED
        if joins:
            await company_decisions.take_in(company.id, actor=actor, now=now)
        if found.status is Status.WAITING:
            await publicity.begin(
                benefit_id, await _as_possible(found, found.terms), decided_by=actor.person_id, now=now
            )
            await _say("benefit_approved", found, actor, office, joins=joins)
        else:
            assert found.change is not None
            wanted = await _as_possible(found, found.change.terms)
            check_not_over(wanted, now)
            await changes.apply(found, wanted, now=now)
            await _close_change(benefit_id, ChangeStatus.APPROVED, "", actor=actor, now=now)
            await _say("benefit_change_approved", found, actor, office, joins=joins)


async def reject(
    office: UUID | None,
    benefit_id: UUID,
    reason: str,
    *,
    seen: int | None = None,
    actor: Actor,
    now: datetime,
) -> None:
    """Refuse a new offer or a change; what held before still does.

    Raises NotFound, ReasonMissing, BenefitAlreadyDecided, ChangedMeanwhile, CompanyLeft.
    """
    async with db.transaction():
        _, found = await _to_decide(office, benefit_id, seen, actor=actor)
        reason = check_reason(reason)
        if found.status is Status.WAITING:
            await db.execute(
                "UPDATE benefit SET status = 'rejected', reason = $2, decided_by = $3, decided_at = $4,"
                " revision = revision + 1 WHERE id = $1",
                benefit_id, reason, actor.person_id, now,
            )  # fmt: skip
            await _say("benefit_rejected", found, actor, office, reason)
        else:
            await _close_change(benefit_id, ChangeStatus.REJECTED, reason, actor=actor, now=now)
            await _say("benefit_change_rejected", found, actor, office, reason)


async def _to_decide(
    office: UUID | None, benefit_id: UUID, seen: int | None, *, actor: Actor
) -> tuple[Company, Managed]:
    """Company and offer, locked one after the other as everywhere; something of it waits."""
    policies.must_look_after(actor, office)
    company_id = await db.scalar("SELECT company FROM benefit WHERE id = $1", benefit_id)
    if company_id is None:
        raise NotFound
    company = await offices.company(company_id, lock=True)
    if await offices.office_of(company) != office:
        raise NotFound
    await db.execute("SELECT 1 FROM benefit WHERE id = $1 FOR UPDATE", benefit_id)
    found = await offers.read(company_id, benefit_id)
    if company.status == CompanyStatus.LEFT:
        raise CompanyLeft
    if not _waits(found):
        raise rules.BenefitAlreadyDecided
    if seen is not None and seen != found.revision:
        raise ChangedMeanwhile
    return company, found


def _waits(found: Managed) -> bool:
    return found.status is Status.WAITING or (
        found.change is not None and found.change.status is ChangeStatus.WAITING
    )


async def _as_possible(found: Managed, wanted: Terms) -> Terms:
    """The terms without venues that closed and a picture that was removed since. Raises TermsInvalid if nothing is left."""
    own = await offers.belongings(found.company_id)
    left = replace(
        wanted,
        venues=tuple(venue for venue in wanted.venues if venue in own.venues),
        picture=wanted.picture if wanted.picture in own.pictures else None,
    )
    check_own(left, own.venues, own.pictures, statewide=own.statewide)
    return left


async def _close_change(
    benefit_id: UUID, status: ChangeStatus, reason: str, *, actor: Actor, now: datetime
) -> None:
    await db.execute(
        "UPDATE benefit_change SET status = $2, reason = $3, decided_by = $4, decided_at = $5"
        " WHERE benefit = $1 AND status = 'waiting'",
        benefit_id, status, reason, actor.person_id, now,
    )  # fmt: skip


async def _say(
    action: str, found: Managed, actor: Actor, office: UUID | None, reason: str = "", *, joins: bool = False
) -> None:
    await audit.record(action, actor=actor.person_id, subject=found.id, tenant=office)
    await publish(
        BenefitDecided(
            benefit_id=found.id,
            approved=not reason,
            is_change=found.status is not Status.WAITING,
            company_joins=joins,
            reason=reason,
        )
    )

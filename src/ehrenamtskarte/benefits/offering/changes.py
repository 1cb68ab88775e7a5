"""Other terms for an offer: a typo holds at once, another promise once the office agrees."""

from datetime import datetime
from uuid import UUID

from ehrenamtskarte.benefits import rules
from ehrenamtskarte.benefits.offering import offers, publicity
from ehrenamtskarte.benefits.offering.corrections import is_correction
from ehrenamtskarte.benefits.offering.offers import Managed
from ehrenamtskarte.benefits.rules import Status, Terms
from ehrenamtskarte.benefits.terms import stored
from ehrenamtskarte.companies.rules import ChangedMeanwhile
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.ids import new_id


async def change(
    company_id: UUID, benefit_id: UUID, terms: Terms, *, revision: int, actor: Actor, now: datetime
) -> Managed:
    """Change an offer that was edited at this revision; what holds stays until the office agrees.

    Raises NotFound, CompanyLeft, BenefitEnded, ChangedMeanwhile, TermsInvalid, StaysRaffle, DeadlinePassed, RaffleOver.
    """
    async with db.transaction():
        found = await offers.locked(company_id, benefit_id, actor=actor)
        if found.status is Status.ENDED:
            raise rules.BenefitEnded
        if found.revision != revision:
            raise ChangedMeanwhile
        wanted = await offers.checked(company_id, terms, now=now)
        await _take(found, wanted, actor=actor, now=now)
        return await offers.read(company_id, benefit_id)


async def _take(found: Managed, wanted: Terms, *, actor: Actor, now: datetime) -> None:
    by_company = actor.is_partner_manager(found.company_id)
    if found.status is not Status.APPROVED:
        await _submit_again(found, wanted, actor=actor, now=now)
    elif wanted == found.terms:
        await offers.take_back_changes(found.id, now)
    elif by_company and not is_correction(found.terms, wanted):
        await _propose(found, wanted, actor=actor, now=now)
    else:
        await apply(found, wanted, confirmed=by_company, now=now)
        action = "benefit_corrected" if by_company else "benefit_changed_by_office"
        await audit.record(action, actor=actor.person_id, subject=found.id, tenant=found.company_id)


async def _submit_again(found: Managed, wanted: Terms, *, actor: Actor, now: datetime) -> None:
    """What does not hold yet is simply edited, and waits from now on; a raffle that once ran stays one."""
    if found.published_at is not None:
        rules.check_stays_raffle(found.terms.kind, wanted.kind)
    await offers.write(
        found.id,
        wanted,
        {
            "status": Status.WAITING,
            "reason": "",
            "submitted_at": found.submitted_at if found.status is Status.WAITING else now,
            "changed_at": now,
            "confirmed_at": now,
        },
    )
    await audit.record("benefit_submitted", actor=actor.person_id, subject=found.id, tenant=found.company_id)


async def _propose(found: Managed, wanted: Terms, *, actor: Actor, now: datetime) -> None:
    """Let other terms wait in place of those that waited before."""
    rules.check_stays_raffle(found.terms.kind, wanted.kind)
    await offers.take_back_changes(found.id, now)
    await db.execute(
        "INSERT INTO benefit_change (id, benefit, terms, status, reason, proposed_by, proposed_at)"
        " VALUES ($1, $2, $3::jsonb, 'waiting', '', $4, $5)",
        new_id(), found.id, stored(wanted), actor.person_id, now,
    )  # fmt: skip
    # Whoever edits at the same moment learns of it.
    await _next_revision(found.id)
    await audit.record(
        "benefit_change_proposed", actor=actor.person_id, subject=found.id, tenant=found.company_id
    )


async def apply(found: Managed, wanted: Terms, *, confirmed: bool = True, now: datetime) -> None:
    """Let other terms hold from now on; `confirmed` by the company itself. Raises StaysRaffle, DeadlinePassed, RaffleOver."""
    rules.check_stays_raffle(found.terms.kind, wanted.kind)
    confirmed_at = now if confirmed else found.confirmed_at
    await offers.write(found.id, wanted, {"changed_at": now, "confirmed_at": confirmed_at})
    await publicity.open_raffle(found.id, wanted, now=now)
    await publicity.follow([found.id])


async def withdraw(company_id: UUID, benefit_id: UUID, *, actor: Actor, now: datetime) -> Managed:
    """Take back the change that waits. Raises NotFound, CompanyLeft, NothingWaits."""
    async with db.transaction():
        await offers.locked(company_id, benefit_id, actor=actor)
        if not await offers.take_back_changes(benefit_id, now):
            raise rules.NothingWaits
        await _next_revision(benefit_id)
        await audit.record(
            "benefit_change_withdrawn", actor=actor.person_id, subject=benefit_id, tenant=company_id
        )
        return await offers.read(company_id, benefit_id)


async def _next_revision(benefit_id: UUID) -> None:
    await db.execute("UPDATE benefit SET revision = revision + 1 WHERE id = $1", benefit_id)

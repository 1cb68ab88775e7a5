"""What an issuing body decides: approve, reject with a reason, many at once, or by itself where all is clear."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.accounts import people
from ehrenamtskarte.applications import cases, notices, policies, rules
from ehrenamtskarte.applications.events import ApplicationApproved
from ehrenamtskarte.applications.rules import Status, Step
from ehrenamtskarte.applications.tables import Application
from ehrenamtskarte.core import audit, clock, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import Refusal
from ehrenamtskarte.core.mail import send_mail
from ehrenamtskarte.core.outbox import publish
from ehrenamtskarte.eligibility.engagement import Engagement
from ehrenamtskarte.eligibility.gathering import engagement_of
from ehrenamtskarte.eligibility.rules import CardKind, last_valid_day


async def approve(application_id: UUID, *, actor: Actor, now: datetime) -> Application:
    """Grant the card; a job issues it.

    Raises NotFound, OwnApplication, ConfirmedByYourself, AlreadyApproved (and its likes).
    """
    async with db.transaction():
        case = await cases.locked(application_id)
        policies.must_handle(actor, case)
        known = await engagement_of([case.person], clock.berlin_day(now))
        rules.check_may_decide(actor.person_id, case.person, signers(known[case.person]))
        await _approve(case, by=actor.person_id, now=now)
        return await cases.case(case.id)


async def reject(application_id: UUID, reason: str, *, actor: Actor, now: datetime) -> Application:
    """Refuse the card with a reason the person is told.

    Raises NotFound, ReasonMissing, OwnApplication, AlreadyRejected (and its likes).
    """
    async with db.transaction():
        case = await cases.locked(application_id)
        policies.must_handle(actor, case)
        rules.check_may_decide(actor.person_id, case.person, ())
        following, reason = rules.after(Status(case.status), Step.REJECT), rules.check_reason(reason)
        await db.execute(
            "UPDATE application SET status = $2, decided_at = $3, decided_by = $4, reason = $5 WHERE id = $1",
            case.id, following, now, actor.person_id, reason,
        )  # fmt: skip
        await audit.record(
            "application_rejected", actor=actor.person_id, subject=case.id, tenant=case.issuing_body
        )
        await _tell_rejection(case, reason)
        return await cases.case(case.id)


async def _tell_rejection(case: Application, reason: str) -> None:
    person = await people.person(case.person)
    if person.email:
        body = await db.scalar("SELECT name FROM issuing_body WHERE id = $1", case.issuing_body)
        await send_mail(notices.rejection(person, CardKind(case.kind), body, reason))


@dataclass(frozen=True)
class Skipped:
    """A case that was left alone, and why."""

    application_id: UUID
    refusal: Refusal


@dataclass(frozen=True)
class Approved:
    """What became of many cases."""

    approved: int
    skipped: list[Skipped]


async def approve_many(
    issuing_body: UUID, applications: Sequence[UUID], *, actor: Actor, now: datetime
) -> Approved:
    """Grant many cards at once; what somebody else decided, or this actor may not decide, is left alone. Raises NotFound."""
    policies.must_work_for(actor, issuing_body)
    async with db.transaction():
        found = (
            await Application.objects()
            .lock_rows()
            .where(Application.id.is_in(list(applications)), Application.issuing_body == issuing_body)
            .order_by(Application.id)
            if applications
            else []
        )
        known = await engagement_of([case.person for case in found], clock.berlin_day(now))
        skipped = []
        for case in found:
            try:
                policies.must_handle(actor, case)
                rules.check_may_decide(actor.person_id, case.person, signers(known[case.person]))
                await _approve(case, by=actor.person_id, now=now)
            except Refusal as refusal:
                skipped.append(Skipped(case.id, refusal))
        return Approved(len(found) - len(skipped), skipped)


def signers(engagement: Engagement) -> frozenset[UUID]:
    """Everybody who vouched for some of it."""
    return frozenset().union(*(item.signed_by for item in engagement.confirmations))


async def _approve(case: Application, *, by: UUID | None, now: datetime) -> None:
    following = rules.after(Status(case.status), Step.APPROVE)
    kind, day = CardKind(case.kind), clock.berlin_day(now)
    earlier = (await cases.earlier_cases([case.person]))[case.person, kind]
    valid_until = last_valid_day(cases.rule_set_of(case), kind, rules.first_day(kind, day, earlier))
    await db.execute(
        "UPDATE application SET status = $2, decided_at = $3, decided_by = $4, automatic = $5, valid_from = $6,"
        " valid_until = $7 WHERE id = $1",
        case.id, following, now, by, by is None, day, valid_until,
    )  # fmt: skip
    await audit.record("application_approved", actor=by, subject=case.id, tenant=case.issuing_body)
    await publish(
        ApplicationApproved(
            application_id=case.id,
            person_id=case.person,
            issuing_body_id=case.issuing_body,
            kind=kind,
            valid_from=day,
            valid_until=valid_until,
        )
    )


async def decide_if_clear(application_id: UUID, *, now: datetime) -> bool:
    """Grant the card at once where the issuing body allows it and nobody has to look."""
    case = await cases.locked(application_id)
    if not await db.scalar("SELECT automatic_approval FROM issuing_body WHERE id = $1", case.issuing_body):
        return False
    criteria = cases.outcome_of(case).criteria
    if not rules.is_clear(
        (criterion.result for criterion in criteria),
        (criterion.basis for criterion in criteria),
        has_duplicates=bool(await duplicates_of(case.person)),
    ):
        return False
    await _approve(case, by=None, now=now)
    return True


async def duplicates_of(person_id: UUID) -> Collection[Any]:
    """Cases, waiting or granted, of other people with the same name and birth date: perhaps the same person twice."""
    return await db.rows(
        "SELECT a.id, a.kind, a.status, a.submitted_at, a.issuing_body, b.name AS issuing_body_name"
        " FROM person p JOIN person other ON other.birth_date = p.birth_date AND other.id <> p.id"
        " AND lower(other.given_name) = lower(p.given_name) AND lower(other.family_name) = lower(p.family_name)"
        " JOIN application a ON a.person = other.id AND a.status IN ('submitted', 'approved')"
        " JOIN issuing_body b ON b.id = a.issuing_body WHERE p.id = $1 ORDER BY a.submitted_at",
        person_id,
    )

"""Which nominee is the engagement of which month, for the office."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from ehrenamtskarte.awards.access import call_of_office
from ehrenamtskarte.awards.calls.nominees import nominees_of
from ehrenamtskarte.awards.honouring import month_rules
from ehrenamtskarte.awards.honouring.month_rules import PlannedMonth
from ehrenamtskarte.awards.honouring.month_schemas import MonthlyEngagementOut, MonthNomineeOut, MonthPlanOut
from ehrenamtskarte.awards.rules import CallStatus
from ehrenamtskarte.awards.tables import AwardCall, MonthlyEngagement
from ehrenamtskarte.companies.rules import ChangedMeanwhile
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.clock import berlin_day
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.text import Text


async def of_call(office: UUID | None, call_id: UUID, *, actor: Actor, now: datetime) -> MonthPlanOut:
    """The plan of a call with its nominees. Raises NotFound, SecondFactorNeeded."""
    return await _shown(await call_of_office(office, call_id, actor=actor), now)


async def write(
    office: UUID | None,
    call_id: UUID,
    months: Sequence[PlannedMonth],
    *,
    revision: int,
    actor: Actor,
    now: datetime,
) -> MonthPlanOut:
    """Replace the whole plan, so that two can change places at once.

    Raises NotFound, SecondFactorNeeded, MonthsNotForCancelled, ChangedMeanwhile, NotOnTheShortlist, MonthTaken,
    NomineeHasTwoMonths.
    """
    async with db.transaction():
        call = await call_of_office(office, call_id, actor=actor, lock=True)
        if call.status == CallStatus.CANCELLED:
            raise month_rules.MonthsNotForCancelled
        if await _revision(call_id) != revision:
            raise ChangedMeanwhile
        nominees = await db.rows(
            "SELECT id FROM award_entry WHERE call = $1 AND status = 'shortlisted' FOR SHARE", call_id
        )
        month_rules.check_plan(months, {row["id"] for row in nominees})
        await MonthlyEngagement.delete().where(MonthlyEngagement.call == call_id)
        if months:
            await MonthlyEngagement.insert(*(_row(call_id, one, revision + 1) for one in months))
        await audit.record(
            "months_planned", actor=actor.person_id, subject=call_id, tenant=office, months=len(months)
        )
        return await _shown(call, now)


async def _revision(call_id: UUID) -> int:
    """One for the whole plan; each saving writes all its rows."""
    found = await db.scalar("SELECT max(revision) FROM monthly_engagement WHERE call = $1", call_id)
    return found or 0


def _row(call_id: UUID, one: PlannedMonth, revision: int) -> MonthlyEngagement:
    return MonthlyEngagement(
        id=new_id(),
        call=call_id,
        entry=one.entry,
        month=one.month,
        prize_cents=one.prize_cents,
        text_de=one.text.de,
        text_en=one.text.en,
        revision=revision,
    )


async def _shown(call: AwardCall, now: datetime) -> MonthPlanOut:
    found = (
        await MonthlyEngagement.objects()
        .where(MonthlyEngagement.call == call.id)
        .order_by(MonthlyEngagement.month)
    )
    return MonthPlanOut(
        revision=max((one.revision for one in found), default=0),
        first_month=call.first_month,
        prize_cents=call.month_prize_cents,
        months=[_month(one, now) for one in found],
        nominees=[
            MonthNomineeOut(
                id=one.id,
                name=one.name,
                title=one.title,
                town=one.town,
                picture=one.picture,
                picture_alt=one.picture_alt,
            )
            for one in await nominees_of(call.id)
        ],
    )


def _month(one: MonthlyEngagement, now: datetime) -> MonthlyEngagementOut:
    return MonthlyEngagementOut(
        entry=one.entry,
        month=month_rules.written(one.month),
        prize_cents=one.prize_cents,
        text=Text(one.text_de, one.text_en),
        shown=one.month <= berlin_day(now),
    )

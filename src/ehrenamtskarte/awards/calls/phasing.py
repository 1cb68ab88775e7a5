"""The days of a call's parts are written."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from ehrenamtskarte.awards.access import phases_of
from ehrenamtskarte.awards.calls import phase_rules, plans
from ehrenamtskarte.awards.phases import Phase
from ehrenamtskarte.awards.rules import CallStatus
from ehrenamtskarte.awards.tables import AwardCall, CallPhase
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.ids import new_id


async def write(
    office: UUID | None,
    call_id: UUID,
    phases: Sequence[Phase],
    *,
    revision: int,
    actor: Actor,
    now: datetime,
) -> AwardCall:
    """Replace the whole course.

    Raises NotFound, ChangedMeanwhile, CallCancelled, CallDecided and what is wrong with the days, for published calls
    also DeadlineIsTold, PhaseHasBegun, PhaseWouldBeOver, VoteIsOver.
    """
    async with db.transaction():
        found = await plans.to_change(office, call_id, revision=revision, actor=actor)
        plans.check_undecided(found)
        phase_rules.check_phases(phases, found.year)
        if found.status != CallStatus.DRAFT:
            phase_rules.check_changed(await phases_of(call_id), phases, now)
        await replace(call_id, phases)
        return await plans.changed(found, {}, "award_phases_changed", actor, phases=_said(phases))


async def replace(call_id: UUID, phases: Sequence[Phase]) -> None:
    """Store exactly these parts."""
    await db.execute("DELETE FROM call_phase WHERE call = $1", call_id)
    if phases:
        await CallPhase.insert(
            *(
                CallPhase(
                    id=new_id(),
                    call=call_id,
                    kind=phase.kind.value,
                    first_day=phase.first_day,
                    last_day=phase.last_day,
                )
                for phase in phases
            )
        )


def _said(phases: Sequence[Phase]) -> dict[str, list[str]]:
    return {phase.kind: [phase.first_day.isoformat(), phase.last_day.isoformat()] for phase in phases}

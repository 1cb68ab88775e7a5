"""The rounds of a jury: laid down, changed, thrown away while nobody has judged, closed, opened again."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.awards import access
from ehrenamtskarte.awards.judging import criteria, jury_rules, jury_setup, progress, round_rules, suggested
from ehrenamtskarte.awards.judging.jury_schemas import JuryRoundOut, JuryRoundRow
from ehrenamtskarte.awards.judging.round_rules import Criterion, RoundPlan
from ehrenamtskarte.awards.rules import Considers, Sharing, Template
from ehrenamtskarte.awards.tables import AwardCall, JuryRound
from ehrenamtskarte.companies.rules import ChangedMeanwhile
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.text import Text


async def of_call(office: UUID | None, call_id: UUID, *, actor: Actor) -> list[JuryRoundRow]:
    """The rounds of a call in their order. Raises NotFound, SecondFactorNeeded."""
    await access.call_of_office(office, call_id, actor=actor)
    return await progress.rounds_of(call_id)


async def one(office: UUID | None, call_id: UUID, round_id: UUID, *, actor: Actor) -> JuryRoundOut:
    """A round whole. Raises NotFound, SecondFactorNeeded."""
    await access.call_of_office(office, call_id, actor=actor)
    await jury_setup.round_of(call_id, round_id)
    return await progress.whole(call_id, round_id)


async def suggested_criteria(office: UUID | None, call_id: UUID, *, actor: Actor) -> tuple[Criterion, ...]:
    """Criteria a round of this call may begin with. Raises NotFound, SecondFactorNeeded."""
    call = await access.call_of_office(office, call_id, actor=actor)
    return suggested.criteria(Template(call.template))


async def add(office: UUID | None, call_id: UUID, told: RoundPlan, *, actor: Actor) -> JuryRoundOut:
    """Lay a round down as the last; the whole jury of the call takes part in it.

    Raises NotFound, SecondFactorNeeded, TooManyRounds, CallCancelled, CallDecided and what is wrong with the plan.
    """
    plan = round_rules.normal_plan(told)
    async with db.transaction():
        call = await jury_setup.call_to_set_up(office, call_id, actor=actor)
        there = await db.scalar("SELECT count(*) FROM jury_round WHERE call = $1", call_id)
        if there >= jury_rules.MOST_ROUNDS:
            raise jury_rules.TooManyRounds(most=jury_rules.MOST_ROUNDS)
        last = await db.scalar("SELECT coalesce(max(position), -1) FROM jury_round WHERE call = $1", call_id)
        made = JuryRound(id=new_id(), call=call_id, position=last + 1, **_columns(plan))
        await made.save()
        await criteria.write(made.id, plan.criteria)
        await db.execute(
            "INSERT INTO round_juror (id, jury_round, juror) SELECT gen_random_uuid(), $1, id FROM juror WHERE call = $2",
            made.id,
            call_id,
        )
        await _record("jury_round_added", call, made.id, actor, weights=[one.weight for one in plan.criteria])
        return await progress.whole(call_id, made.id)


async def change(
    office: UUID | None, call_id: UUID, round_id: UUID, told: RoundPlan, *, revision: int, actor: Actor
) -> JuryRoundOut:
    """Write a round anew that was edited at this revision; once assigned or judged, less of it may change.

    Raises NotFound, SecondFactorNeeded, ChangedMeanwhile, SharesAreFixed, ScalesAreFixed, RoundIsClosed, CallCancelled,
    CallDecided and what is wrong with the plan.
    """
    plan = round_rules.normal_plan(told)
    async with db.transaction():
        call, found = await jury_setup.round_to_set_up(office, call_id, round_id, actor=actor)
        if found.revision != revision:
            raise ChangedMeanwhile
        before = await _plan_of(found)
        if found.assigned_at is not None and before.shares != plan.shares:
            raise jury_rules.SharesAreFixed
        if await jury_setup.has_scores(round_id):
            round_rules.check_judged_stays(before, plan)
        await JuryRound.update(_columns(plan) | {"revision": revision + 1}).where(  # type: ignore[arg-type]
            JuryRound.id == round_id
        )
        await criteria.write(round_id, plan.criteria)
        await _record(
            "jury_round_changed", call, round_id, actor, weights=[one.weight for one in plan.criteria]
        )
        return await progress.whole(call_id, round_id)


async def remove(office: UUID | None, call_id: UUID, round_id: UUID, *, actor: Actor) -> None:
    """Throw a round away in which nobody has judged.

    Raises NotFound, SecondFactorNeeded, RoundHasScores, RoundIsClosed, CallCancelled, CallDecided.
    """
    async with db.transaction():
        call, _ = await jury_setup.round_to_set_up(office, call_id, round_id, actor=actor)
        if await jury_setup.has_scores(round_id):
            raise jury_rules.RoundHasScores
        await db.execute("DELETE FROM jury_round WHERE id = $1", round_id)
        await _record("jury_round_removed", call, round_id, actor)


async def close(
    office: UUID | None, call_id: UUID, round_id: UUID, *, actor: Actor, now: datetime
) -> JuryRoundOut:
    """End a round: from now on nobody judges in it.

    Raises NotFound, SecondFactorNeeded, RoundNotAssigned, RoundIsClosed, CallCancelled, CallDecided.
    """
    async with db.transaction():
        call, found = await jury_setup.round_to_set_up(office, call_id, round_id, actor=actor)
        if found.assigned_at is None:
            raise jury_rules.RoundNotAssigned
        await db.execute("UPDATE jury_round SET closed_at = $2 WHERE id = $1", round_id, now)
        closed = await progress.whole(call_id, round_id)
        await _record("jury_round_closed", call, round_id, actor, open=closed.open, done=closed.done)
        return closed


async def reopen(office: UUID | None, call_id: UUID, round_id: UUID, *, actor: Actor) -> JuryRoundOut:
    """Let a closed round go on, on its days.

    Raises NotFound, SecondFactorNeeded, RoundNotClosed, CallCancelled, CallDecided.
    """
    async with db.transaction():
        call = await jury_setup.call_to_set_up(office, call_id, actor=actor)
        found = await jury_setup.round_of(call_id, round_id, lock=True)
        if found.closed_at is None:
            raise jury_rules.RoundNotClosed
        await db.execute("UPDATE jury_round SET closed_at = NULL WHERE id = $1", round_id)
        await _record("jury_round_reopened", call, round_id, actor)
        return await progress.whole(call_id, round_id)


async def _plan_of(found: JuryRound) -> RoundPlan:
    return RoundPlan(
        name=Text(found.name_de, found.name_en),
        considers=Considers(found.considers),
        least_points=found.least_points,
        most_points=found.most_points,
        sharing=Sharing(found.sharing),
        jurors_each=found.jurors_each,
        first_day=found.first_day,
        last_day=found.last_day,
        criteria=tuple(await criteria.of_round(found.id)),
    )


def _columns(plan: RoundPlan) -> dict[str, Any]:
    return {
        "name_de": plan.name.de,
        "name_en": plan.name.en,
        "considers": plan.considers.value,
        "least_points": plan.least_points,
        "most_points": plan.most_points,
        "sharing": plan.sharing.value,
        "jurors_each": plan.jurors_each,
        "first_day": plan.first_day,
        "last_day": plan.last_day,
    }


async def _record(action: str, call: AwardCall, round_id: UUID, actor: Actor, **facts: object) -> None:
    await audit.record(
        action, actor=actor.person_id, subject=round_id, tenant=call.issuing_body, call=str(call.id), **facts
    )

"""Judging an entry, changing one's mind while the round is open, and declaring a conflict of interest."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ehrenamtskarte.awards import access
from ehrenamtskarte.awards.judging import conflicts, own, own_entry, scoring_rules
from ehrenamtskarte.awards.judging.judging_schemas import JudgementIn, JurorEntryOut, PointsGiven, RecusalIn
from ehrenamtskarte.awards.judging.own import Seat
from ehrenamtskarte.awards.rules import JudgementStatus, Recusal
from ehrenamtskarte.companies.rules import ChangedMeanwhile
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.ids import new_id


@dataclass(frozen=True)
class _Held:
    """A judgement while its juror works on it."""

    id: UUID
    seat: Seat
    office: UUID | None
    status: JudgementStatus
    recusal: str | None
    revision: int


async def judge(
    round_id: UUID, entry_id: UUID, data: JudgementIn, *, actor: Actor, now: datetime
) -> JurorEntryOut:
    """Give an entry points for every criterion, or change those given.

    Raises NotFound, ChangedMeanwhile, JudgesNot, TiedToEntry, EntryOutOfRunning, CriterionUnknown, CriterionTwice,
    PointsMissing, PointsOutsideScale, TooLong, and what `_held` does.
    """
    async with db.transaction():
        held = await _held(round_id, entry_id, actor=actor, now=now)
        if held.status is JudgementStatus.RECUSED:
            raise scoring_rules.JudgesNot
        if held.revision != data.revision:
            raise ChangedMeanwhile
        if await conflicts.between([entry_id], [held.seat.juror]):
            raise scoring_rules.TiedToEntry
        points = _one_each(data.points)
        weighted = (await own.scale_of(round_id)).weighted(points)
        await _keep(held, points, weighted, scoring_rules.normal_comment(data.comment), now)
        again = held.status is JudgementStatus.DONE
        await _noted(
            "judgement_changed" if again else "judgement_given",
            held,
            entry_id,
            actor,
            weighted_points=weighted,
        )
        return await own_entry.whole(held.seat, entry_id)


async def recuse(
    round_id: UUID, entry_id: UUID, data: RecusalIn, *, actor: Actor, now: datetime
) -> JurorEntryOut:
    """Declare a conflict of interest; points given before no longer count, but wait should it be taken back.

    Raises NotFound, ChangedMeanwhile, JudgesNot, EntryOutOfRunning, RecusalReasonMissing, TooLong, and what `_held` does.
    """
    async with db.transaction():
        held = await _held(round_id, entry_id, actor=actor, now=now)
        if held.status is JudgementStatus.RECUSED:
            raise scoring_rules.JudgesNot
        if held.revision != data.revision:
            raise ChangedMeanwhile
        await db.execute(
            "UPDATE judgement SET status = 'recused', recusal = $2, recusal_reason = $3, weighted_points = NULL,"
            " done_at = NULL, revision = revision + 1 WHERE id = $1",
            held.id, Recusal.DECLARED.value, scoring_rules.normal_reason(data.reason),
        )  # fmt: skip
        await _noted(
            "recusal_declared", held, entry_id, actor, had_judged=held.status is JudgementStatus.DONE
        )
        return await own_entry.whole(held.seat, entry_id)


async def take_recusal_back(round_id: UUID, entry_id: UUID, *, actor: Actor, now: datetime) -> JurorEntryOut:
    """Judge after all what one declared a conflict of; what was given before counts again once it is sent again.

    Raises NotFound, RecusalNotYours, EntryOutOfRunning, and what `_held` does.
    """
    async with db.transaction():
        held = await _held(round_id, entry_id, actor=actor, now=now)
        if held.status is JudgementStatus.RECUSED:
            if held.recusal != Recusal.DECLARED:
                raise scoring_rules.RecusalNotYours
            await db.execute(
                "UPDATE judgement SET status = 'open', recusal = NULL, recusal_reason = '', revision = revision + 1"
                " WHERE id = $1",
                held.id,
            )
            await _noted("recusal_taken_back", held, entry_id, actor)
        return await own_entry.whole(held.seat, entry_id)


async def _held(round_id: UUID, entry_id: UUID, *, actor: Actor, now: datetime) -> _Held:
    """The actor's judgement, locked, of an entry that can be judged now.

    Raises NotFound, CallCancelled, CallDecided, RoundNotAssigned, RoundNotStarted, RoundIsClosed, RoundIsOver,
    EntryOutOfRunning.
    """
    seat = await own.seat(round_id, actor=actor, lock=True)
    row = await db.row(
        "SELECT g.id, g.status, g.recusal, g.revision, e.status AS entry_status FROM judgement g"
        " JOIN award_entry e ON e.id = g.entry WHERE g.jury_round = $1 AND g.juror = $2 AND g.entry = $3"
        " FOR NO KEY UPDATE OF g",
        round_id, seat.juror, entry_id,
    )  # fmt: skip
    if row is None:
        raise NotFound
    call = await access.call(seat.call)
    access.check_running(call)
    seat.days.check_open(now)
    if row["entry_status"] not in own.RUNNING:
        raise scoring_rules.EntryOutOfRunning
    return _Held(
        row["id"], seat, call.issuing_body, JudgementStatus(row["status"]), row["recusal"], row["revision"]
    )


def _one_each(points: list[PointsGiven]) -> dict[UUID, int]:
    found: dict[UUID, int] = {}
    for one in points:
        if one.criterion in found:
            raise scoring_rules.CriterionTwice(field=str(one.criterion))
        found[one.criterion] = one.points
    return found


async def _keep(held: _Held, points: dict[UUID, int], weighted: int, comment: str, now: datetime) -> None:
    await db.execute("DELETE FROM judgement_score WHERE judgement = $1", held.id)
    await db.execute(
        "INSERT INTO judgement_score (id, judgement, criterion, points)"
        " SELECT id, $1, criterion, points FROM unnest($2::uuid[], $3::uuid[], $4::int[]) AS t (id, criterion, points)",
        held.id, [new_id() for _ in points], list(points), list(points.values()),
    )  # fmt: skip
    await db.execute(
        "UPDATE judgement SET status = 'done', weighted_points = $2, comment = $3, done_at = $4, revision = revision + 1"
        " WHERE id = $1",
        held.id, weighted, comment, now,
    )  # fmt: skip


async def _noted(action: str, held: _Held, entry_id: UUID, actor: Actor, **facts: object) -> None:
    await audit.record(
        action,
        actor=actor.person_id,
        subject=entry_id,
        tenant=held.office,
        round=str(held.seat.round),
        **facts,
    )

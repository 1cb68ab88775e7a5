"""What the office changes at a single entry: another juror, a juror who is not to judge it, or is after all."""

from typing import Any
from uuid import UUID

from ehrenamtskarte.awards.judging import conflict_rules, conflicts, jury_rules, jury_setup
from ehrenamtskarte.awards.rules import JudgementStatus, Recusal
from ehrenamtskarte.awards.tables import JuryRound
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.reasons import check_reason


async def put_in(
    office: UUID | None, call_id: UUID, round_id: UUID, entry_id: UUID, juror_id: UUID, *, actor: Actor
) -> None:
    """Let another juror of the round judge an entry.

    Raises NotFound, SecondFactorNeeded, RoundNotAssigned, JurorNotInRound, JurorAlreadyAssigned, JurorIsRecused,
    RoundIsClosed, CallCancelled, CallDecided.
    """
    async with db.transaction():
        call, found = await jury_setup.round_to_set_up(office, call_id, round_id, actor=actor)
        if found.assigned_at is None:
            raise jury_rules.RoundNotAssigned
        juror, there = await _at(found, entry_id, juror_id)
        if there and there["status"] == JudgementStatus.RECUSED:
            reason = conflict_rules.in_words(there["recusal_reason"])
            raise jury_rules.JurorIsRecused.because(juror, reason)
        if there:
            raise jury_rules.JurorAlreadyAssigned(name=juror)
        await _check_impartial(entry_id, juror_id, juror)
        await db.execute(
            "INSERT INTO judgement (id, jury_round, entry, juror) VALUES ($1, $2, $3, $4)",
            new_id(), round_id, entry_id, juror_id,
        )  # fmt: skip
        await _record("juror_put_in", round_id, entry_id, juror_id, call.issuing_body, actor)


async def recuse(
    office: UUID | None,
    call_id: UUID,
    round_id: UUID,
    entry_id: UUID,
    juror_id: UUID,
    reason: str,
    *,
    actor: Actor,
) -> None:
    """Take a juror off an entry, or keep them from getting it; what they gave no longer counts.

    Raises NotFound, SecondFactorNeeded, ReasonMissing, JurorNotInRound, JurorIsRecused, RoundIsClosed, CallCancelled,
    CallDecided.
    """
    async with db.transaction():
        call, found = await jury_setup.round_to_set_up(office, call_id, round_id, actor=actor)
        why = check_reason(reason)
        juror, there = await _at(found, entry_id, juror_id)
        if there and there["status"] == JudgementStatus.RECUSED:
            raise jury_rules.JurorIsRecused.because(juror, conflict_rules.in_words(there["recusal_reason"]))
        await db.execute(
            "INSERT INTO judgement (id, jury_round, entry, juror, status, recusal, recusal_reason)"
            " VALUES ($1, $2, $3, $4, 'recused', 'office', $5) ON CONFLICT (jury_round, entry, juror) DO UPDATE"
            " SET status = 'recused', recusal = 'office', recusal_reason = excluded.recusal_reason,"
            " weighted_points = NULL, done_at = NULL, revision = judgement.revision + 1",
            new_id(), round_id, entry_id, juror_id, why,
        )  # fmt: skip
        await _record("juror_recused", round_id, entry_id, juror_id, call.issuing_body, actor)


async def take_back(
    office: UUID | None, call_id: UUID, round_id: UUID, entry_id: UUID, juror_id: UUID, *, actor: Actor
) -> None:
    """Let a juror judge after all: where the office kept them from it, or what tied them is gone.

    Raises NotFound, SecondFactorNeeded, RecusalStays, JurorIsRecused, RoundIsClosed, CallCancelled, CallDecided.
    """
    async with db.transaction():
        call, found = await jury_setup.round_to_set_up(office, call_id, round_id, actor=actor)
        juror, there = await _at(found, entry_id, juror_id)
        if not there or there["status"] != JudgementStatus.RECUSED:
            raise NotFound
        if there["recusal"] == Recusal.DECLARED:
            raise jury_rules.RecusalStays
        await _check_impartial(entry_id, juror_id, juror)
        await db.execute(
            "UPDATE judgement SET status = 'open', recusal = NULL, recusal_reason = '', revision = revision + 1"
            " WHERE id = $1",
            there["id"],
        )
        await _record("juror_recusal_taken_back", round_id, entry_id, juror_id, call.issuing_body, actor)


async def _at(found: JuryRound, entry_id: UUID, juror_id: UUID) -> tuple[str, Any]:
    """The juror's name, and what they make of the entry, where they have it. Raises NotFound, JurorNotInRound."""
    considered = await db.scalar(
        "SELECT 1 FROM award_entry e JOIN jury_round r ON r.id = $1 AND r.call = e.call"  # noqa: S608 - a constant
        f" WHERE e.id = $2 AND {jury_setup.CONSIDERED}",
        found.id,
        entry_id,
    )
    if not considered:
        raise NotFound
    name = await db.scalar(
        "SELECT j.name FROM juror j WHERE j.id = $2"
        " AND EXISTS (SELECT FROM round_juror p WHERE p.juror = j.id AND p.jury_round = $1)",
        found.id,
        juror_id,
    )
    if name is None:
        raise jury_rules.JurorNotInRound(field="jurorId")
    there = await db.row(
        "SELECT id, status, recusal, recusal_reason FROM judgement WHERE jury_round = $1 AND entry = $2 AND juror = $3",
        found.id,
        entry_id,
        juror_id,
    )
    return name, there


async def _check_impartial(entry_id: UUID, juror_id: UUID, name: str) -> None:
    ties = await conflicts.between([entry_id], [juror_id])
    for tie in ties.values():
        raise jury_rules.JurorIsRecused.because(name, conflict_rules.in_words(conflict_rules.reason(tie)))


async def _record(
    action: str, round_id: UUID, entry_id: UUID, juror_id: UUID, tenant: UUID | None, actor: Actor
) -> None:
    await audit.record(
        action,
        actor=actor.person_id,
        subject=entry_id,
        tenant=tenant,
        round=str(round_id),
        juror=str(juror_id),
    )

"""The formal check of one entry or of several: admit, reject, ask back, and all of it taken back."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from ehrenamtskarte.awards import access
from ehrenamtskarte.awards.checking import check_rules, check_words
from ehrenamtskarte.awards.checking.check_rules import CheckAction
from ehrenamtskarte.awards.checking.telling import tell_team
from ehrenamtskarte.awards.rules import IN_THE_RUNNING, EntryStatus
from ehrenamtskarte.awards.tables import AwardCall
from ehrenamtskarte.companies.rules import ChangedMeanwhile
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.clock import berlin_day
from ehrenamtskarte.core.errors import NotFound, Refusal
from ehrenamtskarte.core.reasons import check_reason

_BUILT_ON = """SELECT EXISTS (SELECT FROM judgement WHERE entry = $1 AND status = 'done')
 OR EXISTS (SELECT FROM vote WHERE entry = $1) OR EXISTS (SELECT FROM award_laureate WHERE entry = $1)
 OR EXISTS (SELECT FROM monthly_engagement WHERE entry = $1)"""


async def admit(
    office: UUID | None,
    call_id: UUID,
    entry_id: UUID,
    *,
    revision: int | None = None,
    actor: Actor,
    now: datetime,
) -> None:
    """Let an entry take part; `revision` is the one that was looked at.

    Raises NotFound, SecondFactorNeeded, ChangedMeanwhile, EntryCheckedAlready, EntryIsWithdrawn and what
    `access.check_running` does.
    """
    async with db.transaction():
        call = await _waiting(office, call_id, entry_id, revision, actor)
        await _admit(call, [entry_id], actor, now)


async def reject(
    office: UUID | None,
    call_id: UUID,
    entry_id: UUID,
    reason: str,
    *,
    duplicate_of: UUID | None = None,
    revision: int | None = None,
    actor: Actor,
    now: datetime,
) -> None:
    """Say that an entry cannot take part, and why; perhaps because another one is the same.

    Raises NotFound, SecondFactorNeeded, ChangedMeanwhile, ReasonMissing, EntryCheckedAlready, EntryIsWithdrawn,
    DuplicateOfItself, DuplicateElsewhere and what `access.check_running` does.
    """
    async with db.transaction():
        call = await _waiting(office, call_id, entry_id, revision, actor)
        said = check_reason(reason)
        if duplicate_of is not None:
            await _check_stays(call_id, entry_id, duplicate_of)
        await _reject(call, [entry_id], said, duplicate_of, actor, now)


async def check_several(
    office: UUID | None,
    call_id: UUID,
    entry_ids: Sequence[UUID],
    action: CheckAction,
    reason: str,
    *,
    actor: Actor,
    now: datetime,
) -> dict[UUID, Refusal | None]:
    """Admit or reject several entries; one that cannot be any more stops no other and says why.

    Raises NotFound, SecondFactorNeeded, ReasonMissing and what `access.check_running` does.
    """
    async with db.transaction():
        call = await access.call_of_office(office, call_id, actor=actor)
        access.check_running(call)
        said = check_reason(reason) if action is CheckAction.REJECT else ""
        outcome = await _outcomes(call_id, entry_ids)
        waiting = [entry_id for entry_id, refusal in outcome.items() if refusal is None]
        if waiting and action is CheckAction.ADMIT:
            await _admit(call, waiting, actor, now)
        elif waiting:
            await _reject(call, waiting, said, None, actor, now)
    return outcome


async def _outcomes(call_id: UUID, entry_ids: Sequence[UUID]) -> dict[UUID, Refusal | None]:
    """What can be checked of these, locked in one order."""
    found = await db.rows(
        "SELECT id, status FROM award_entry WHERE call = $1 AND id = ANY($2) AND submitted_at IS NOT NULL"
        " AND status <> 'draft' ORDER BY id FOR NO KEY UPDATE",
        call_id,
        list(entry_ids),
    )
    statuses = {row["id"]: EntryStatus(row["status"]) for row in found}
    return {
        entry_id: check_rules.refusal_of(statuses[entry_id]) if entry_id in statuses else NotFound()
        for entry_id in entry_ids
    }


async def ask(
    office: UUID | None,
    call_id: UUID,
    entry_id: UUID,
    question: str,
    answer_by: date,
    *,
    revision: int | None = None,
    actor: Actor,
    now: datetime,
) -> None:
    """Ask back; who entered may change the entry meanwhile. Asked again, the new question counts.

    Raises NotFound, SecondFactorNeeded, ChangedMeanwhile, AskBackMissing, AnswerDayInPast, AnswerDayTooFar,
    EntryCheckedAlready, EntryIsWithdrawn and what `access.check_running` does.
    """
    async with db.transaction():
        call = await _waiting(office, call_id, entry_id, revision, actor)
        said = check_rules.checked_question(question, answer_by, today=berlin_day(now))
        await db.execute(
            "UPDATE award_entry SET status = 'asked', question = $2, answer = '', asked_at = $3, answer_by = $4,"
            " checked_by = $5, checked_at = $3, revision = revision + 1 WHERE id = $1",
            entry_id, said, now, answer_by, actor.person_id,
        )  # fmt: skip
        await _note("award_entry_asked", call, [entry_id], actor)
        await tell_team([entry_id], check_words.asked, now=now)


async def undo(office: UUID | None, call_id: UUID, entry_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Take a decision or a question back: the entry waits for its check again.

    Raises NotFound, SecondFactorNeeded, EntryNotChecked, EntryIsWithdrawn, EntryOnShortlist, CheckBuiltOn and what
    `access.check_running` does.
    """
    async with db.transaction():
        # Whoever decides about laureates holds the call too.
        await access.call_of_office(office, call_id, actor=actor, lock=True)
        call, entry = await access.entry_of_office(office, call_id, entry_id, actor=actor, lock=True)
        access.check_running(call)
        built_on = await db.scalar(_BUILT_ON, entry_id)
        check_rules.check_undoable(EntryStatus(entry.status), built_on=built_on)
        await db.execute(
            "UPDATE award_entry SET status = 'submitted', reason = '', duplicate_of = NULL, checked_by = NULL,"
            " checked_at = NULL, answer_by = NULL, question = CASE WHEN status = 'asked' THEN '' ELSE question END,"
            " revision = revision + 1 WHERE id = $1",
            entry_id,
        )
        # Nobody judges what may not take part.
        await db.execute("DELETE FROM judgement WHERE entry = $1 AND status = 'open'", entry_id)
        await _note("award_entry_check_undone", call, [entry_id], actor, was=entry.status)
        await tell_team([entry_id], check_words.checked_again, now=now)


async def _admit(call: AwardCall, entry_ids: Sequence[UUID], actor: Actor, now: datetime) -> None:
    await db.execute(
        "UPDATE award_entry SET status = 'admitted', checked_by = $2, checked_at = $3, reason = '',"
        " duplicate_of = NULL, revision = revision + 1 WHERE id = ANY($1)",
        entry_ids, actor.person_id, now,
    )  # fmt: skip
    await _note("award_entry_admitted", call, entry_ids, actor)
    await tell_team(entry_ids, check_words.admitted, now=now)


async def _reject(
    call: AwardCall,
    entry_ids: Sequence[UUID],
    reason: str,
    duplicate_of: UUID | None,
    actor: Actor,
    now: datetime,
) -> None:
    await db.execute(
        "UPDATE award_entry SET status = 'rejected', checked_by = $2, checked_at = $3, reason = $4,"
        " duplicate_of = $5, revision = revision + 1 WHERE id = ANY($1)",
        entry_ids, actor.person_id, now, reason, duplicate_of,
    )  # fmt: skip
    await _note("award_entry_rejected", call, entry_ids, actor, duplicate_of=duplicate_of)
    await tell_team(entry_ids, check_words.rejected, now=now)


async def _check_stays(call_id: UUID, entry_id: UUID, other: UUID) -> None:
    if other == entry_id:
        raise check_rules.DuplicateOfItself(field="duplicateOf")
    if not await db.scalar(
        "SELECT 1 FROM award_entry WHERE id = $1 AND call = $2 AND status = ANY($3)",
        other, call_id, list(check_rules.WAITS_FOR_CHECK | IN_THE_RUNNING),
    ):  # fmt: skip
        raise check_rules.DuplicateElsewhere(field="duplicateOf")


async def _waiting(
    office: UUID | None, call_id: UUID, entry_id: UUID, revision: int | None, actor: Actor
) -> AwardCall:
    """The call of an entry that waits for its check; the entry is locked and as it was looked at."""
    call, entry = await access.entry_of_office(office, call_id, entry_id, actor=actor, lock=True)
    access.check_running(call)
    if refusal := check_rules.refusal_of(EntryStatus(entry.status)):
        raise refusal
    if revision is not None and entry.revision != revision:
        raise ChangedMeanwhile
    return call


async def _note(
    action: str, call: AwardCall, entry_ids: Sequence[UUID], actor: Actor, **facts: object
) -> None:
    await audit.record_each(
        action, actor=actor.person_id, subjects=entry_ids, tenant=call.issuing_body, **facts
    )

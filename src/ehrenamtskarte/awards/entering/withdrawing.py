"""Taking an entry back, and putting it back while entries are taken."""

from datetime import datetime
from uuid import UUID

from ehrenamtskarte.awards import access
from ehrenamtskarte.awards.entering import complete, entry_rules, own
from ehrenamtskarte.awards.entering.drafts import record
from ehrenamtskarte.awards.rules import EntryStatus
from ehrenamtskarte.awards.tables import AwardCall, AwardEntry
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor


async def withdraw(entry_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Take an entry back, whatever the office thinks of it, until the decision.

    Raises NotFound, OnlyLead, EntryEnded, EntryFixed and what `check_running` refuses.
    """
    async with db.transaction():
        call, entry = await own.entry(entry_id, actor=actor, lock=True, lead=True)
        access.check_running(call)
        entry_rules.check_withdrawable(EntryStatus(entry.status))
        await db.execute(
            "UPDATE award_entry SET status = 'withdrawn', withdrawn_at = $2, changed_at = $2, revision = revision + 1"
            " WHERE id = $1",
            entry_id,
            now,
        )
        await record("award_entry_withdrawn", call, entry_id, actor, before=entry.status)


async def restore(entry_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Put it back until the deadline: a draft as a draft, what was handed in as waiting for its check.

    Raises NotFound, OnlyLead, EntryNotWithdrawn, EntryTooLate and what `check_running` refuses.
    """
    async with db.transaction():
        call, entry = await own.entry(entry_id, actor=actor, lock=True, lead=True)
        access.check_running(call)
        if entry.status != EntryStatus.WITHDRAWN:
            raise entry_rules.EntryNotWithdrawn
        entry_rules.check_in_time(await access.phases_of(call.id), now)
        await db.execute(
            "UPDATE award_entry SET status = $2, withdrawn_at = NULL, changed_at = $3, revision = revision + 1"
            " WHERE id = $1",
            entry_id,
            await _status_back(call, entry),
            now,
        )
        await record("award_entry_restored", call, entry_id, actor)


async def _status_back(call: AwardCall, entry: AwardEntry) -> EntryStatus:
    return entry_rules.status_back(
        submitted=entry.submitted_at is not None,
        complete=await complete.is_complete(call, entry),
        question=entry.question,
    )

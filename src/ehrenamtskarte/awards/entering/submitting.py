"""Handing an entry in: until the last microsecond of the deadline, with a number, once."""

from datetime import datetime
from uuid import UUID

import msgspec

from ehrenamtskarte.awards import access
from ehrenamtskarte.awards.entering import complete, entry_rules, mails, numbers, own, taking_over
from ehrenamtskarte.awards.entering.drafts import record
from ehrenamtskarte.awards.rules import EntryStatus
from ehrenamtskarte.awards.tables import AwardCall, AwardEntry
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Actor


async def submit(entry_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Hand a draft in; `now` is the moment the request came.

    Raises NotFound, OnlyLead, EntryAlreadySubmitted, EntryEnded, EntryNotYetOpen, EntryTooLate, NotEligible,
    EntryIncomplete and what `check_running` refuses.
    """
    async with db.transaction():
        call, entry = await own.entry(entry_id, actor=actor, lock=True, lead=True)
        access.check_running(call)
        entry_rules.check_submittable(EntryStatus(entry.status))
        entry_rules.check_in_time(await access.phases_of(call.id), now)
        await complete.check(call, entry)
        await hand_in(call, entry, now=now)
        await record("award_entry_submitted", call, entry_id, actor)


async def hand_in(call: AwardCall, entry: AwardEntry, *, now: datetime) -> None:
    """Give a locked entry its number and what is known of it, and tell its team; in the caller's transaction.

    Whoever calls it has checked that it may be handed in.
    """
    facts = await taking_over.of_entry(entry, today=clock.berlin_day(now))
    await db.execute(
        "UPDATE award_entry SET status = 'submitted', number = coalesce(number, $2), facts = $3,"
        " submitted_at = coalesce(submitted_at, $4), changed_at = $4, revision = revision + 1 WHERE id = $1",
        entry.id,
        entry.number or await numbers.next_number(call.id),
        msgspec.json.encode(facts).decode(),
        now,
    )
    await mails.tell_submitted(entry.id, now=now)


async def reply(entry_id: UUID, answer: str, *, actor: Actor, now: datetime) -> None:
    """Answer the office and hand the entry in again as it is now; after the day the office named, too.

    Raises NotFound, OnlyLead, EntryNotAsked, ReplyMissing, NotEligible, EntryIncomplete.
    """
    async with db.transaction():
        call, entry = await own.entry(entry_id, actor=actor, lock=True, lead=True)
        access.check_running(call)
        if entry.status != EntryStatus.ASKED:
            raise entry_rules.EntryNotAsked
        said = answer.strip()
        if not said:
            raise entry_rules.ReplyMissing(field="answer")
        await complete.check(call, entry)
        facts = await taking_over.of_entry(entry, today=clock.berlin_day(now))
        await db.execute(
            "UPDATE award_entry SET status = 'submitted', answer = $2, facts = $3, changed_at = $4,"
            " revision = revision + 1 WHERE id = $1",
            entry_id,
            said,
            msgspec.json.encode(facts).decode(),
            now,
        )
        await record("award_entry_answered", call, entry_id, actor)

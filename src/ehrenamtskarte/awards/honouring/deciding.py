"""Who wins: chosen category by category, decided for the whole call with an embargo."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.awards import access
from ehrenamtskarte.awards.honouring import laureate_rules as rules
from ehrenamtskarte.awards.honouring import result
from ehrenamtskarte.awards.honouring.laureate_rules import Chosen
from ehrenamtskarte.awards.honouring.schemas import AwardResultOut, CategoryResultIn
from ehrenamtskarte.awards.rules import CallCancelled, CallNotPublished, CallStatus
from ehrenamtskarte.awards.tables import AwardCall, AwardCategory
from ehrenamtskarte.companies.rules import ChangedMeanwhile, check_length
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.text import Text


async def choose(
    office: UUID | None,
    call_id: UUID,
    category_id: UUID,
    told: CategoryResultIn,
    *,
    actor: Actor,
    now: datetime,
) -> AwardResultOut:
    """Say who wins in a category, or why nobody does; until the result is public.

    Raises NotFound, SecondFactorNeeded, CallNotPublished, CallCancelled, ResultsArePublic, ChangedMeanwhile, TooLong,
    WonAndNotAwarded, NotInTheRunning, CategoryWithoutLaureate once decided, and what `check_chosen` refuses.
    """
    async with db.transaction():
        call = await _open_call(office, call_id, actor=actor, now=now)
        category = await category_of(call_id, category_id)
        if told.version != await result.version_now(call, category):
            raise ChangedMeanwhile
        not_awarded = check_length(told.not_awarded, rules.LONGEST_NOTE, field="notAwarded")
        if told.laureates and not_awarded.de:
            raise rules.WonAndNotAwarded(field="notAwarded")
        if call.decided_at is not None and not told.laureates and not not_awarded.de:
            raise rules.CategoryWithoutLaureate(name=category.name_de, field="notAwarded")
        await _replace(call, category, told)
        await AwardCategory.update(
            {"not_awarded_de": not_awarded.de, "not_awarded_en": not_awarded.en}
        ).where(AwardCategory.id == category_id)
        await audit.record(
            "award_laureates_chosen",
            actor=actor.person_id,
            subject=category_id,
            tenant=office,
            call=call_id,
            entries=[one.entry for one in told.laureates],
        )
        return await result.of_office(office, call_id, actor=actor, now=now)


async def decide(
    office: UUID | None, call_id: UUID, embargo_until: datetime | None, *, actor: Actor, now: datetime
) -> AwardResultOut:
    """Fix who wins; everybody may know from the given moment on (None: at once).

    Raises NotFound, SecondFactorNeeded, CallNotPublished, CallCancelled, CallDecided, NothingToWin, EntriesStillOpen,
    VotingNotOver, JuryNotDone, CategoryWithoutLaureate, NotInTheRunning, EmbargoPassed, EmbargoTooLong, and what
    `check_chosen` refuses where there are fewer prizes by now.
    """
    until = embargo_until or now
    async with db.transaction():
        call = await access.call_of_office(office, call_id, actor=actor, lock=True)
        access.check_running(call)
        rules.check_time(await access.phases_of(call_id), now)
        await _check_jury(call_id)
        await _check_complete(call_id)
        rules.check_embargo(until, now)
        await AwardCall.update({"decided_at": now, "embargo_until": until}).where(AwardCall.id == call_id)
        await _record("award_decided", office, call_id, actor, embargo_until=until)
        return await result.of_office(office, call_id, actor=actor, now=now)


async def move_embargo(
    office: UUID | None, call_id: UUID, until: datetime, *, actor: Actor, now: datetime
) -> AwardResultOut:
    """Let everybody know at another moment, as long as nobody knows yet.

    Raises NotFound, SecondFactorNeeded, ResultNotDecided, EmbargoOver, EmbargoPassed, EmbargoTooLong.
    """
    async with db.transaction():
        await _under_embargo(office, call_id, actor=actor, now=now)
        rules.check_embargo(until, now)
        await AwardCall.update({"embargo_until": until}).where(AwardCall.id == call_id)
        await _record("award_embargo_moved", office, call_id, actor, embargo_until=until)
        return await result.of_office(office, call_id, actor=actor, now=now)


async def reopen(office: UUID | None, call_id: UUID, *, actor: Actor, now: datetime) -> AwardResultOut:
    """Undo the decision while the embargo holds; who was chosen stays chosen.

    Raises NotFound, SecondFactorNeeded, ResultNotDecided, EmbargoOver.
    """
    async with db.transaction():
        await _under_embargo(office, call_id, actor=actor, now=now)
        await AwardCall.update({"decided_at": None, "embargo_until": None}).where(AwardCall.id == call_id)
        await _record("award_decision_undone", office, call_id, actor)
        return await result.of_office(office, call_id, actor=actor, now=now)


async def category_of(call_id: UUID, category_id: UUID) -> AwardCategory:
    """A category of this call. Raises NotFound."""
    found = await AwardCategory.objects().get(
        (AwardCategory.id == category_id) & (AwardCategory.call == call_id)
    )
    if found is None:
        raise NotFound
    return found


async def check_can_win(category: AwardCategory, entries: Sequence[UUID]) -> None:
    """Whether all of them are entries of the call that can win there. Raises NotFound, NotInTheRunning."""
    found = await db.rows(
        "SELECT id, name, status, category FROM award_entry WHERE call = $1 AND id = ANY($2)"
        " AND submitted_at IS NOT NULL",
        category.call,
        list(entries),
    )
    if len(found) < len(set(entries)):
        raise NotFound
    for entry in found:
        if not rules.can_win(entry["status"], entry["category"], of=category.id, chosen=category.chosen):
            raise rules.NotInTheRunning(name=entry["name"])


async def _open_call(office: UUID | None, call_id: UUID, *, actor: Actor, now: datetime) -> AwardCall:
    call = await access.call_of_office(office, call_id, actor=actor, lock=True)
    if call.status == CallStatus.DRAFT:
        raise CallNotPublished
    if call.status == CallStatus.CANCELLED:
        raise CallCancelled
    rules.check_not_public(call.decided_at, call.embargo_until, now)
    return call


async def _under_embargo(office: UUID | None, call_id: UUID, *, actor: Actor, now: datetime) -> AwardCall:
    call = await access.call_of_office(office, call_id, actor=actor, lock=True)
    if call.embargo_until is None:
        raise rules.ResultNotDecided
    if now >= call.embargo_until:
        raise rules.EmbargoOver(field="embargoUntil")
    return call


async def _replace(call: AwardCall, category: AwardCategory, told: CategoryResultIn) -> None:
    """Write who wins; whoever stays keeps the id, so that what was printed of it stays right."""
    chosen = [Chosen(one.entry, one.shared) for one in told.laureates]
    rules.check_chosen(chosen, category.winners)
    await check_can_win(category, [one.entry for one in chosen])
    reasons = [
        check_length(one.reason, rules.LONGEST_LAUDATIO, field=f"laureates[{at}].reason")
        for at, one in enumerate(told.laureates)
    ]
    await db.execute(
        "DELETE FROM award_laureate WHERE category = $1 AND NOT entry = ANY($2::uuid[])",
        category.id,
        [one.entry for one in chosen],
    )
    await _write(call.id, category, chosen, reasons)


async def _write(
    call_id: UUID, category: AwardCategory, chosen: Sequence[Chosen], reasons: Sequence[Text]
) -> None:
    await db.execute(
        "INSERT INTO award_laureate (id, call, category, entry, position, shared, prize_cents, reason_de, reason_en,"
        " withdrawn_reason, revision)"
        " SELECT t.id, $1, $2, t.entry, t.place - 1, t.shared, t.cents, t.de, t.en, '', 1"
        " FROM unnest($3::uuid[], $4::uuid[], $5::bool[], $6::bigint[], $7::text[], $8::text[]) WITH ORDINALITY"
        " AS t(id, entry, shared, cents, de, en, place)"
        " ON CONFLICT (category, entry) DO UPDATE SET position = excluded.position, shared = excluded.shared,"
        " prize_cents = excluded.prize_cents, reason_de = excluded.reason_de, reason_en = excluded.reason_en,"
        " revision = award_laureate.revision + 1",
        call_id,
        category.id,
        [new_id() for _ in chosen],
        [one.entry for one in chosen],
        [one.shared for one in chosen],
        rules.money_of(chosen, category.prize_cents),
        [text.de for text in reasons],
        [text.en for text in reasons],
    )


async def _check_jury(call_id: UUID) -> None:
    rounds = await db.rows(result.OPEN_ROUNDS, call_id)
    if rounds:
        raise rules.JuryNotDone(name=rounds[0]["name_de"])


async def _check_complete(call_id: UUID) -> None:
    """Each category has somebody who can still win it, or a word why nobody does; its prize is divided as it is now."""
    found = (
        await AwardCategory.objects().where(AwardCategory.call == call_id).order_by(AwardCategory.position)
    )
    if not found:
        raise rules.NothingToWin
    rows = await db.rows(
        "SELECT id, category, entry, shared FROM award_laureate WHERE call = $1 ORDER BY position, id",
        call_id,
    )
    money: dict[UUID, int | None] = {}
    for category in found:
        won = [row for row in rows if row["category"] == category.id]
        if not won and not category.not_awarded_de:
            raise rules.CategoryWithoutLaureate(name=category.name_de)
        chosen = [Chosen(row["entry"], row["shared"]) for row in won]
        rules.check_chosen(chosen, category.winners)
        await check_can_win(category, [one.entry for one in chosen])
        money |= zip((row["id"] for row in won), rules.money_of(chosen, category.prize_cents), strict=True)
    await _divide(money)


async def _divide(money: Mapping[UUID, int | None]) -> None:
    await db.execute(
        "UPDATE award_laureate l SET prize_cents = t.cents FROM unnest($1::uuid[], $2::bigint[]) AS t (id, cents)"
        " WHERE l.id = t.id",
        list(money),
        list(money.values()),
    )


async def _record(action: str, office: UUID | None, call_id: UUID, actor: Actor, **facts: Any) -> None:
    await audit.record(action, actor=actor.person_id, subject=call_id, tenant=office, **facts)

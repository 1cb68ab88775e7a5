"""Nominating others: they are asked by mail, and nothing becomes of it without their yes."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.accounts.people import person as person_of
from ehrenamtskarte.accounts.rules import normal_email
from ehrenamtskarte.accounts.tables import Person
from ehrenamtskarte.awards import access
from ehrenamtskarte.awards.entering import (
    consent_links,
    entry_rules,
    nomination_rules,
    nomination_words,
    own_nominations,
    places,
)
from ehrenamtskarte.awards.entering.nomination_rules import LINK_LIVES_ON
from ehrenamtskarte.awards.entering.nomination_schemas import MyNomination, NominationIn
from ehrenamtskarte.awards.phases import Phase
from ehrenamtskarte.awards.rules import EntrantKind, EntryStatus, PhaseKind
from ehrenamtskarte.awards.tables import AwardCall, AwardEntry
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.mail import mail_of, send_mail
from ehrenamtskarte.core.rate_limits import limit
from ehrenamtskarte.core.text import Text
from ehrenamtskarte.eligibility.wording import long_date

A_DAY = 24 * 3600
NOMINATIONS_A_DAY = 20
MAILS_TO_ONE_ADDRESS = 3
"""Of one call in sixty days, whoever nominates."""


async def nominate(call_id: UUID, data: NominationIn, *, actor: Actor, now: datetime) -> MyNomination:
    """Nominate a person, an organisation or a company, and ask them by mail.

    Raises NotFound, EntryNotYetOpen, EntryTooLate, KindNotNominated, NominationIncomplete, EmailInvalid,
    NominatedOneself, NominatedBefore, NominationNotWanted, TooManyNominations, OutsideState, EntryCategoryUnknown,
    TooManyRequests and what `access.check_running` does.
    """
    await limit("award_nomination", str(actor.person_id), times=NOMINATIONS_A_DAY, seconds=A_DAY)
    nominator = await person_of(actor.person_id)
    async with db.transaction():
        call = await access.public_call(call_id)
        access.check_running(call)
        phases = await access.phases_of(call_id)
        entry_rules.check_in_time(phases, now)
        columns = await _columns(call, data, nominator.email)
        await _check_new(call_id, data.kind, columns["nominated_email"], actor)
        entry = AwardEntry(
            id=new_id(),
            call=call_id,
            status=EntryStatus.PROPOSED.value,
            nominated_by=actor.person_id,
            created_by=actor.person_id,
            created_at=now,
            changed_at=now,
            consent_asked_at=now,
            **columns,
        )
        await entry.save()
        await _ask(call, entry, nominator, phases)
        return await own_nominations.one(entry.id, now)


async def _columns(call: AwardCall, data: NominationIn, own_address: str | None) -> dict[str, Any]:
    """What a nomination says, as it is kept."""
    nomination_rules.check_nominated_kind(
        data.kind,
        takes_organisations=call.takes_organisations,
        takes_companies=call.takes_companies,
        takes_people=call.takes_nominations,
    )
    name = entry_rules.one_line(nomination_rules.filled(data.name, "name"))
    email = normal_email(data.email)
    if own_address and email == own_address.lower():
        raise nomination_rules.NominatedOneself(field="email")
    postal_code, municipality = await places.town_of(data.postal_code, data.municipality)
    return {
        "kind": data.kind.value,
        "category": await _category(call, data.category_id),
        "name": name,
        "sort_key": entry_rules.key_of(name),
        "person": await _known_person(email) if data.kind is EntrantKind.PERSON else None,
        "postal_code": postal_code,
        "municipality": municipality,
        "contact_name": name if data.kind is EntrantKind.PERSON else entry_rules.one_line(data.person_name),
        "contact_email": email,
        "nominated_email": email,
        "title": entry_rules.one_line(nomination_rules.filled(data.title, "title")),
        "nomination_reason": nomination_rules.filled(data.reason, "reason"),
        "nomination_relation": entry_rules.one_line(nomination_rules.filled(data.relation, "relation")),
    }


async def _known_person(email: str) -> UUID | None:
    found: UUID | None = await db.scalar("SELECT id FROM person WHERE email = $1", email)
    return found


async def _category(call: AwardCall, category_id: UUID | None) -> UUID | None:
    if category_id and not await db.scalar(
        "SELECT 1 FROM award_category WHERE id = $1 AND call = $2 AND chosen", category_id, call.id
    ):
        raise entry_rules.EntryCategoryUnknown(field="categoryId")
    return category_id


async def _check_new(call_id: UUID, kind: EntrantKind, email: str, actor: Actor) -> None:
    # Whoever presses the button twice nominates once.
    await db.execute("SELECT 1 FROM person WHERE id = $1 FOR NO KEY UPDATE", actor.person_id)
    found = await db.row(
        "SELECT count(*) FILTER (WHERE nominated_by = $2)::int AS own,"
        " bool_or(nominated_by = $2 AND nominated_email = $3 AND kind = $4 AND status <> 'withdrawn') AS before,"
        " bool_or(nominated_email = $3 AND status = 'declined') AS unwanted"
        " FROM award_entry WHERE call = $1 AND nominated_by IS NOT NULL AND (nominated_by = $2 OR nominated_email = $3)",
        call_id, actor.person_id, email, kind.value,
    )  # fmt: skip
    assert found is not None
    if found["before"]:
        raise nomination_rules.NominatedBefore
    if found["unwanted"]:
        raise nomination_rules.NominationNotWanted
    if found["own"] >= nomination_rules.MOST_NOMINATIONS:
        raise nomination_rules.TooManyNominations(most=nomination_rules.MOST_NOMINATIONS)


async def _ask(
    call: AwardCall,
    entry: AwardEntry,
    nominator: Person,
    phases: list[Phase],
    *,
    again: bool = False,
) -> None:
    """Write to the nominated with a fresh link."""
    address = entry.nominated_email
    await limit("award_nomination_to", f"{call.id}:{address}", times=MAILS_TO_ONE_ADDRESS, seconds=60 * A_DAY)
    until = nomination_rules.consent_until(phases)
    assert until is not None
    last = next(
        phase for kind in (PhaseKind.CHECK, PhaseKind.ENTRY) for phase in phases if phase.kind is kind
    )
    words = nomination_words.asked(
        Text(call.title_de, call.title_en or call.title_de),
        f"{nominator.given_name} {nominator.family_name}".strip() or "Jemand",
        long_date(last.last_day),
        again=again,
    )
    language = await db.scalar("SELECT language FROM person WHERE email = $1", address)
    link = await consent_links.link_for(entry.id, until=until + LINK_LIVES_ON)
    await send_mail(mail_of(words, to=address, language="en" if language == "en" else "de", address=link))


async def remind(nomination_id: UUID, *, actor: Actor, now: datetime) -> MyNomination:
    """Write once more to somebody who has not answered for a week.

    Raises NotFound, NominationNotWaiting, ConsentTooLate, ReminderTooSoon, TooManyRequests and what
    `access.check_running` does.
    """
    async with db.transaction():
        entry = await _own(nomination_id, actor)
        call = await access.call(entry.call)
        access.check_running(call)
        phases = await access.phases_of(call.id)
        nomination_rules.check_reminder(
            EntryStatus(entry.status),
            entry.consent_asked_at,
            nomination_rules.consent_until(phases),
            now,
        )
        await db.execute("UPDATE award_entry SET consent_asked_at = $2 WHERE id = $1", nomination_id, now)
        await _ask(call, entry, await person_of(actor.person_id), phases, again=True)
        return await own_nominations.one(nomination_id, now)


async def take_back(nomination_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Take a nomination back that was not answered yet; its links end. Raises NotFound, NominationNotWaiting."""
    async with db.transaction():
        entry = await _own(nomination_id, actor)
        if entry.status != EntryStatus.PROPOSED:
            raise nomination_rules.NominationNotWaiting
        await db.execute(
            "UPDATE award_entry SET status = 'withdrawn', withdrawn_at = $2, changed_at = $2, revision = revision + 1"
            " WHERE id = $1",
            nomination_id,
            now,
        )
        await db.execute("DELETE FROM consent_link WHERE entry = $1", nomination_id)


async def _own(nomination_id: UUID, actor: Actor) -> AwardEntry:
    """A nomination the actor made, locked. Raises NotFound."""
    await db.execute("SELECT 1 FROM award_entry WHERE id = $1 FOR NO KEY UPDATE", nomination_id)
    found = await AwardEntry.objects().get(
        (AwardEntry.id == nomination_id) & (AwardEntry.nominated_by == actor.person_id)
    )
    if found is None:
        raise NotFound
    return found

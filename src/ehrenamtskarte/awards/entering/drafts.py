"""An entry is started and written: a draft keeps whatever is typed, what is handed in stays complete."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from ehrenamtskarte.accounts.people import person as person_of
from ehrenamtskarte.awards import access
from ehrenamtskarte.awards.entering import answer_rules, complete, entry_rules, own, places
from ehrenamtskarte.awards.entering.schemas import EntryDraftIn, EntryStartIn
from ehrenamtskarte.awards.form import form_of, questions_of
from ehrenamtskarte.awards.rules import EntrantKind, EntryStatus
from ehrenamtskarte.awards.tables import AwardCall, AwardEntry, EntryMember
from ehrenamtskarte.companies import offices
from ehrenamtskarte.companies.rules import ChangedMeanwhile
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import Invalid, NotFound
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.rate_limits import limit
from ehrenamtskarte.organisations import policies as organisation_policies
from ehrenamtskarte.organisations.tables import Organisation

Columns = dict[str, Any]
STARTS_AN_HOUR = 30


async def start(data: EntryStartIn, *, actor: Actor, now: datetime) -> UUID:
    """Start a draft for an organisation one coordinates, a company one manages, or one that is only named.

    Raises NotFound, EntryNotYetOpen, EntryTooLate, NotEligible, OutsideState, TooManyOpenEntries and what
    `check_kind` and `check_running` refuse.
    """
    await limit("award_entry", str(actor.person_id), times=STARTS_AN_HOUR, seconds=3600)
    async with db.transaction():
        call = await access.public_call(data.call_id)
        access.check_running(call)
        entry_rules.check_in_time(await access.phases_of(call.id), now)
        entry_rules.check_kind(
            data.kind, takes_organisations=call.takes_organisations, takes_companies=call.takes_companies
        )
        columns = await _entrant(data, actor)
        check_eligible(call, data.eligibility)
        await _check_room(call, actor)
        return await _keep(call, data, columns, actor, now)


async def save(entry_id: UUID, data: EntryDraftIn, *, actor: Actor, now: datetime) -> None:
    """Keep what is written; an entry that waits for its check is kept only while it is complete.

    Raises NotFound, ChangedMeanwhile, EntryFixed, EntryIncomplete, EntryCategoryUnknown.
    """
    async with db.transaction():
        call, entry = await own.entry(entry_id, actor=actor, lock=True)
        access.check_running(call)
        entry_rules.check_change(EntryStatus(entry.status), await access.phases_of(call.id), now)
        if entry.revision != data.revision:
            raise ChangedMeanwhile
        columns = await _written(call, entry, data)
        await AwardEntry.update(columns | {"changed_at": now, "revision": data.revision + 1}).where(  # type: ignore[arg-type]
            AwardEntry.id == entry_id
        )
        if entry.status == EntryStatus.SUBMITTED:
            await complete.check(call, await AwardEntry.objects().get(AwardEntry.id == entry_id))
            await record("award_entry_changed", call, entry_id, actor)


def check_eligible(call: AwardCall, given: dict[str, bool]) -> None:
    """Raises NotEligible with the sentence of each question that was answered in the wrong way."""
    errors = answer_rules.not_eligible(questions_of(call.questions), given)
    if errors:
        raise entry_rules.NotEligible(*errors)


async def record(action: str, call: AwardCall, entry_id: UUID, actor: Actor, **facts: object) -> None:
    """Note what the team did, where the call's office sees it."""
    await audit.record(action, actor=actor.person_id, subject=entry_id, tenant=call.issuing_body, **facts)


async def _keep(call: AwardCall, data: EntryStartIn, columns: Columns, actor: Actor, now: datetime) -> UUID:
    maker = await person_of(actor.person_id)
    if maker.email is None:
        raise NotFound
    entry = AwardEntry(
        id=new_id(),
        call=call.id,
        kind=data.kind.value,
        eligibility=msgspec.json.encode(
            answer_rules.kept_eligibility(questions_of(call.questions), data.eligibility)
        ).decode(),
        contact_name=entry_rules.one_line(f"{maker.given_name} {maker.family_name}"),
        contact_email=maker.email,
        contact_phone=maker.phone or "",
        created_by=actor.person_id,
        created_at=now,
        changed_at=now,
        **columns,
    )
    await entry.save()
    await EntryMember(id=new_id(), entry=entry.id, email=maker.email, role=own.LEAD, added_at=now).save()
    return entry.id


async def _entrant(data: EntryStartIn, actor: Actor) -> Columns:
    if data.organisation_id and data.kind is EntrantKind.ORGANISATION:
        return await _of_organisation(data.organisation_id, actor)
    if data.company_id and data.kind is EntrantKind.COMPANY:
        return await _of_company(data.company_id, actor)
    name = entry_rules.one_line(data.name)
    if not entry_rules.key_of(name):
        raise entry_rules.EntrantUnknown(field="name")
    code, town = await places.town_of(data.postal_code, data.municipality)
    return {
        "name": name,
        "sort_key": entry_rules.key_of(name),
        "postal_code": code,
        "municipality": town,
    }


async def _of_organisation(organisation_id: UUID, actor: Actor) -> Columns:
    organisation_policies.must_coordinate(actor, organisation_id)
    found = await Organisation.objects().get(Organisation.id == organisation_id)
    if found is None or found.status in own.ORGANISATION_OUT:
        raise NotFound
    return {
        "organisation": found.id,
        "name": found.name,
        "sort_key": entry_rules.key_of(found.name),
        **{column: getattr(found, column) for column in ("street", "postal_code", "municipality", "website")},
    }


async def _of_company(company_id: UUID, actor: Actor) -> Columns:
    if not actor.is_partner_manager(company_id):
        raise NotFound
    found = await offices.company(company_id)
    if found.status in own.COMPANY_OUT:
        raise NotFound
    venue = await db.row(
        "SELECT street, postal_code FROM venue WHERE company = $1 AND municipality = $2 AND closed_at IS NULL"
        " ORDER BY sort_key, id LIMIT 1",
        company_id,
        found.municipality,
    )
    return {
        "company": found.id,
        "name": found.name,
        "sort_key": entry_rules.key_of(found.name),
        "municipality": found.municipality,
        "website": found.website,
        "street": venue["street"] if venue else "",
        "postal_code": venue["postal_code"] if venue else "",
    }


async def _check_room(call: AwardCall, actor: Actor) -> None:
    drafts = await db.scalar(
        "SELECT count(*) FROM award_entry WHERE call = $1 AND created_by = $2 AND status = 'draft'",
        call.id,
        actor.person_id,
    )
    if drafts >= entry_rules.MOST_OPEN_ENTRIES:
        raise entry_rules.TooManyOpenEntries(most=entry_rules.MOST_OPEN_ENTRIES)


async def _written(call: AwardCall, entry: AwardEntry, data: EntryDraftIn) -> Columns:
    name = entry.name if entry.organisation or entry.company else entry_rules.one_line(data.name)
    form, questions = form_of(call.form), questions_of(call.questions)
    return {
        "name": name,
        "sort_key": entry_rules.key_of(name),
        "category": await _category(call, data.category_id),
        **await _place(data),
        **{
            column: entry_rules.one_line(getattr(data, column))
            for column in ("street", "contact_name", "contact_email", "contact_phone", "title")
        },
        "website": answer_rules.tidy_link(data.website),
        "teaser": data.teaser.strip(),
        "answers": msgspec.json.encode(answer_rules.kept(form, data.answers)).decode(),
        "eligibility": msgspec.json.encode(
            answer_rules.kept_eligibility(questions, data.eligibility)
        ).decode(),
    }


async def _place(data: EntryDraftIn) -> Columns:
    """The place as it is typed: a code that is none here is kept, and asked about when the entry is handed in."""
    typed = entry_rules.one_line(data.postal_code)[:5]
    try:
        code, town = await places.town_of(typed, data.municipality)
    except Invalid:
        return {"postal_code": typed, "municipality": None}
    return {"postal_code": code, "municipality": town}


async def _category(call: AwardCall, category_id: UUID | None) -> UUID | None:
    if category_id and not await db.scalar(
        "SELECT 1 FROM award_category WHERE id = $1 AND call = $2 AND chosen", category_id, call.id
    ):
        raise entry_rules.EntryCategoryUnknown(field="categoryId")
    return category_id

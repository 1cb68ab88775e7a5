"""An entry as its team sees it, and a call as those see it who want to enter."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.awards import access
from ehrenamtskarte.awards.entering import entry_rules, files, members, own, taking_over
from ehrenamtskarte.awards.entering.complete import answers_of, eligibility_of
from ehrenamtskarte.awards.entering.numbers import receipt_number
from ehrenamtskarte.awards.entering.schemas import (
    EntrantOut,
    EntrantsOut,
    EntryCallOut,
    EntryCategoryOut,
    EntryPhaseOut,
    MyEntryOut,
)
from ehrenamtskarte.awards.form import form_of, questions_of
from ehrenamtskarte.awards.phases import Phase, phase_of
from ehrenamtskarte.awards.rules import CallStatus, EntrantKind, EntryStatus, PhaseKind
from ehrenamtskarte.awards.tables import AwardCall, AwardEntry
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Actor, Role
from ehrenamtskarte.core.text import Text

MOST_ENTRANTS = 200


async def one(entry_id: UUID, *, actor: Actor, now: datetime) -> MyEntryOut:
    """One entry with all its parts. Raises NotFound."""
    call, entry = await own.entry(entry_id, actor=actor)
    phases = await access.phases_of(call.id)
    lead = await own.leads(entry_id, actor=actor)
    town = await db.scalar("SELECT name FROM municipality WHERE ags = $1", entry.municipality)
    return MyEntryOut(
        call=await _call(call, phases, now),
        kind=EntrantKind(entry.kind),
        status=entry_rules.status_told(
            EntryStatus(entry.status), told_at=entry.nominee_told_at, phases=phases, now=now
        ),
        number=receipt_number(call.year, entry.number) if entry.number else None,
        registered=bool(entry.organisation or entry.company),
        nominated=entry.nominated_by is not None,
        municipality_name=town or "",
        category_id=entry.category,
        answers=answers_of(entry),
        eligibility=eligibility_of(entry),
        facts=await _facts(entry, now),
        lead=lead,
        members=await members.of_entry(entry_id, actor=actor),
        files=await files.of_entry(entry_id),
        **_may(call, entry, phases, now, lead=lead),
        **{name: getattr(entry, name) for name in _AS_THEY_ARE},
    )


async def entrants(call_id: UUID, *, actor: Actor, now: datetime) -> EntrantsOut:
    """Who the actor can enter for in a call, by name. Raises NotFound."""
    call = await access.public_call(call_id)
    found = await db.rows(
        "SELECT w.id, w.kind, w.name, w.sort_key, t.name AS town, (SELECT e.id FROM award_entry e"
        " JOIN entry_member m ON m.entry = e.id JOIN person p ON p.email = m.email AND p.id = $2"
        " WHERE e.call = $1 AND w.id IN (e.organisation, e.company) AND e.status <> 'withdrawn' ORDER BY e.id LIMIT 1)"
        " AS entry_id FROM (SELECT id, 'organisation' AS kind, name, sort_key, municipality FROM organisation"
        " WHERE id = ANY($3) AND status <> ALL($6) UNION ALL SELECT id, 'company', name, sort_key, municipality"
        " FROM company WHERE id = ANY($4) AND status <> ALL($7)) w"
        " JOIN municipality t ON t.ags = w.municipality ORDER BY w.sort_key, w.id LIMIT $5",
        call_id,
        actor.person_id,
        _tenants(actor, Role.COORDINATOR) if call.takes_organisations else [],
        _tenants(actor, Role.PARTNER_MANAGER) if call.takes_companies else [],
        MOST_ENTRANTS,
        list(own.ORGANISATION_OUT),
        list(own.COMPANY_OUT),
    )
    return EntrantsOut(
        call=await _call(call, await access.phases_of(call_id), now),
        takes_organisations=call.takes_organisations,
        takes_companies=call.takes_companies,
        takes_nominations=call.takes_nominations,
        entrants=[
            EntrantOut(
                kind=EntrantKind(row["kind"]),
                **{name: row[name] for name in ("id", "name", "town", "entry_id")},
            )
            for row in found
        ],
    )


_AS_THEY_ARE = (
    "id",
    "name",
    "street",
    "postal_code",
    "municipality",
    "website",
    "contact_name",
    "contact_email",
    "contact_phone",
    "title",
    "teaser",
    "question",
    "answer",
    "answer_by",
    "reason",
    "submitted_at",
    "changed_at",
    "revision",
)


def _may(
    call: AwardCall, entry: AwardEntry, phases: list[Phase], now: datetime, *, lead: bool
) -> dict[str, Any]:
    status = EntryStatus(entry.status)
    running = call.status == CallStatus.PUBLISHED and call.decided_at is None
    in_time = entry_rules.takes_entries(phases, now)
    return {
        "may_change": running and entry_rules.may_change(status, phases, now),
        "may_submit": running and lead and in_time and status is EntryStatus.DRAFT,
        "may_withdraw": running and lead and status in entry_rules.WITHDRAWABLE,
        "may_restore": running and lead and in_time and status is EntryStatus.WITHDRAWN,
    }


async def _facts(entry: AwardEntry, now: datetime) -> Any:
    """As they were taken when it was handed in; before that, as they are today."""
    if entry.submitted_at is not None:
        return taking_over.facts_of(entry.facts)
    return await taking_over.of_entry(entry, today=clock.berlin_day(now))


async def _call(call: AwardCall, phases: list[Phase], now: datetime) -> EntryCallOut:
    entering = phase_of(phases, PhaseKind.ENTRY)
    categories = await db.rows(
        "SELECT id, name_de, name_en, about_de, about_en FROM award_category WHERE call = $1 AND chosen"
        " ORDER BY position, id",
        call.id,
    )
    return EntryCallOut(
        id=call.id,
        title=Text(call.title_de, call.title_en),
        year=call.year,
        status=call.status,
        entry_until=entering.ends_at if entering else None,
        open=call.status == CallStatus.PUBLISHED
        and call.decided_at is None
        and entry_rules.takes_entries(phases, now),
        phases=[EntryPhaseOut.of(phase) for phase in phases],
        form=form_of(call.form),
        questions=questions_of(call.questions),
        categories=[
            EntryCategoryOut(
                row["id"],
                Text(row["name_de"], row["name_en"]),
                Text(row["about_de"], row["about_en"]),
            )
            for row in categories
        ],
    )


def _tenants(actor: Actor, role: Role) -> list[UUID]:
    return [one.tenant for one in actor.memberships if one.role is role]

"""One call as everybody sees it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.awards.access import phases_of, public_call
from ehrenamtskarte.awards.calls import public_rules
from ehrenamtskarte.awards.calls.nominees import nominees_of
from ehrenamtskarte.awards.calls.public_rules import CallStep
from ehrenamtskarte.awards.calls.public_schemas import AskHere, PublicCallOut, PublicCategory, PublicPhase
from ehrenamtskarte.awards.form import form_of, questions_of
from ehrenamtskarte.awards.honouring import laureates_public
from ehrenamtskarte.awards.phases import Phase
from ehrenamtskarte.awards.rules import CallStatus, Decider, Template, results_are_public
from ehrenamtskarte.awards.tables import AwardCall
from ehrenamtskarte.companies.listing import STATE_OFFICE
from ehrenamtskarte.core import db
from ehrenamtskarte.core.clock import berlin_day
from ehrenamtskarte.core.text import Text

_WORDS = ("title", "motto", "about", "conditions", "reason")
_AS_STORED = ("id", "year", "takes_organisations", "takes_companies", "takes_nominations", "standings_public")


async def for_everybody(call_id: UUID, *, now: datetime) -> PublicCallOut:
    """A published or cancelled call. Raises NotFound."""
    return await as_public(await public_call(call_id), now)


async def as_public(found: AwardCall, now: datetime) -> PublicCallOut:
    """The same of a call that was just read, for whoever may see it, such as the office its draft."""
    phases = await phases_of(found.id)
    cancelled = found.status == CallStatus.CANCELLED
    known = results_are_public(found.decided_at, found.embargo_until, now)
    seen = not cancelled and public_rules.nominees_are_public(phases, now)
    return PublicCallOut(
        template=Template(found.template),
        status=CallStatus(found.status),
        standing=public_rules.standing_of(phases, ended=cancelled or known, today=berlin_day(now)),
        office_name=await office_name(found.issuing_body),
        ask=AskHere(name=found.contact_name, email=found.contact_email, phone=found.contact_phone),
        steps=_steps(found, phases, now),
        phases=[_phase(phase, now) for phase in phases],
        categories=await _categories(found.id),
        questions=list(questions_of(found.questions)),
        form=list(form_of(found.form)),
        nominees=await nominees_of(found.id) if seen else [],
        results=await laureates_public.of_call(found.id, now),
        **{name: _value(found, name) for name in _WORDS + _AS_STORED},
    )


def _value(found: AwardCall, name: str) -> Any:
    if name in _WORDS:
        return Text(getattr(found, f"{name}_de"), getattr(found, f"{name}_en"))
    return getattr(found, name)


async def office_name(issuing_body: UUID | None) -> str:
    """Who runs a call, in words."""
    name = await db.scalar("SELECT name FROM issuing_body WHERE id = $1", issuing_body)
    return name or STATE_OFFICE.de


def _steps(found: AwardCall, phases: Sequence[Phase], now: datetime) -> list[CallStep]:
    if found.status != CallStatus.PUBLISHED or found.decided_at is not None:
        return []
    enter = found.takes_organisations or found.takes_companies
    return public_rules.steps_of(phases, enter=enter, nominate=found.takes_nominations, now=now)


def _phase(phase: Phase, now: datetime) -> PublicPhase:
    return PublicPhase(
        kind=phase.kind,
        state=public_rules.state_of(phase, now),
        first_day=phase.first_day,
        last_day=phase.last_day,
        ends_at=phase.ends_at,
    )


async def _categories(call_id: UUID) -> list[PublicCategory]:
    found = await db.rows(
        "SELECT g.*, CASE WHEN s.status = 'approved' THEN s.id END AS shown_sponsor,"
        " coalesce(nullif(g.sponsor_name, ''), s.name, '') AS said_sponsor"
        " FROM award_category g LEFT JOIN company s ON s.id = g.sponsor WHERE g.call = $1 ORDER BY g.position, g.id",
        call_id,
    )
    return [_category(row) for row in found]


def _category(row: Any) -> PublicCategory:
    kept = ("id", "chosen", "winners", "prize_cents")
    return PublicCategory(
        name=Text(row["name_de"], row["name_en"]),
        about=Text(row["about_de"], row["about_en"]),
        prize=Text(row["prize_de"], row["prize_en"]),
        decided_by=Decider(row["decided_by"]),
        sponsor=row["shown_sponsor"],
        sponsor_name=row["said_sponsor"],
        **{name: row[name] for name in kept},
    )

"""A call is laid down, changed, or thrown away while it is a draft."""

import secrets
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.awards import rules
from ehrenamtskarte.awards.access import call, call_of_office, phases_of
from ehrenamtskarte.awards.calls import answered, call_rules, phasing, templates
from ehrenamtskarte.awards.calls.contents import Content
from ehrenamtskarte.awards.form import form_stored, questions_stored
from ehrenamtskarte.awards.phases import phase_of
from ehrenamtskarte.awards.rules import CallStatus, EntrantKind, PhaseKind, Template
from ehrenamtskarte.awards.tables import AwardCall, AwardCategory
from ehrenamtskarte.companies import policies
from ehrenamtskarte.companies.registration import contact_email
from ehrenamtskarte.companies.rules import ChangedMeanwhile
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.text import Text

Columns = dict[str, Any]
SECRET_BYTES = 32
TAKES: Mapping[EntrantKind, str] = {
    EntrantKind.ORGANISATION: "takes_organisations",
    EntrantKind.COMPANY: "takes_companies",
    EntrantKind.PERSON: "takes_nominations",
}


async def create(
    office: UUID | None, template: Template, year: int, title: Text, *, actor: Actor, now: datetime
) -> AwardCall:
    """Lay a draft down from a template, or an empty one with a title. Raises NotFound, CallTitleMissing."""
    policies.must_look_after(actor, office)
    content = templates.content(template, year)
    async with db.transaction():
        made = AwardCall(
            id=new_id(),
            issuing_body=office,
            template=template.value,
            year=year,
            vote_secret=secrets.token_bytes(SECRET_BYTES),
            created_by=actor.person_id,
            created_at=now,
            **_title(title if title.de.strip() else content.title),
            **_content(content),
        )
        await made.save()
        await phasing.replace(made.id, content.phases)
        await _add_categories(made.id, content)
        await record("award_call_created", made, actor, template=template.value)
        return await call(made.id)


async def change(
    office: UUID | None,
    call_id: UUID,
    changes: Mapping[str, Any],
    *,
    revision: int,
    actor: Actor,
    now: datetime,
) -> AwardCall:
    """Change the given fields of a call that was edited at this revision.

    Raises NotFound, ChangedMeanwhile, CallCancelled, NobodyMayEnter, EntrantsAreIn, StandingsArePromised and what is
    wrong with its words.
    """
    async with db.transaction():
        found = await to_change(office, call_id, revision=revision, actor=actor)
        columns = _columns(changes)
        await _check_entrants(found, columns)
        await _check_standings(found, columns, now)
        call_rules.check_months(
            columns.get("first_month", found.first_month), columns.get("nominees", found.nominees)
        )
        return await changed(found, columns, "award_call_changed", actor, fields=sorted(changes))


async def to_change(office: UUID | None, call_id: UUID, *, revision: int, actor: Actor) -> AwardCall:
    """A call of the office, locked, that was edited at this revision. Raises NotFound, ChangedMeanwhile, CallCancelled."""
    found = await call_of_office(office, call_id, actor=actor, lock=True)
    if found.revision != revision:
        raise ChangedMeanwhile
    if found.status == CallStatus.CANCELLED:
        raise rules.CallCancelled
    return found


def check_undecided(found: AwardCall) -> None:
    """Raises CallDecided: what was entered, judged and won stays as it was."""
    if found.decided_at is not None:
        raise rules.CallDecided


async def changed(
    found: AwardCall, columns: Columns, action: str, actor: Actor, **facts: object
) -> AwardCall:
    """The call with these columns and its next revision."""
    counted = columns | {"revision": found.revision + 1}
    await AwardCall.update(counted).where(AwardCall.id == found.id)  # type: ignore[arg-type]
    await record(action, found, actor, **facts)
    return await call(found.id)


async def delete(office: UUID | None, call_id: UUID, *, actor: Actor) -> None:
    """Throw a draft away with all that was entered for it. Raises NotFound, OnlyDraftCallsAreDeleted."""
    async with db.transaction():
        found = await call_of_office(office, call_id, actor=actor, lock=True)
        if found.status != CallStatus.DRAFT:
            raise call_rules.OnlyDraftCallsAreDeleted
        await db.execute("DELETE FROM award_call WHERE id = $1", call_id)
        await record("award_call_deleted", found, actor)


async def record(action: str, found: AwardCall, actor: Actor, **facts: object) -> None:
    """Note who did what to a call."""
    await audit.record(action, actor=actor.person_id, subject=found.id, tenant=found.issuing_body, **facts)


async def _check_entrants(found: AwardCall, columns: Columns) -> None:
    if not columns.keys() & set(TAKES.values()):
        return
    takes = {kind: bool(columns.get(name, getattr(found, name))) for kind, name in TAKES.items()}
    call_rules.check_entrants(takes, await answered.entrants(found.id))


async def _check_standings(found: AwardCall, columns: Columns, now: datetime) -> None:
    promised = ("standings_public", "standings_hidden_days")
    if not any(name in columns and columns[name] != getattr(found, name) for name in promised):
        return
    vote = phase_of(await phases_of(found.id), PhaseKind.VOTE)
    if found.status != CallStatus.DRAFT and vote is not None and now >= vote.starts_at:
        raise call_rules.StandingsArePromised


async def _add_categories(call_id: UUID, content: Content) -> None:
    rows = [
        AwardCategory(
            id=new_id(),
            call=call_id,
            position=position,
            name_de=one.name.de,
            name_en=one.name.en,
            about_de=one.about.de,
            about_en=one.about.en,
            decided_by=one.decided_by.value,
            winners=one.winners,
            prize_cents=one.prize_cents,
            prize_de=one.prize.de,
            prize_en=one.prize.en,
            sponsor_name=one.sponsor_name,
        )
        for position, one in enumerate(content.categories)
    ]
    if rows:
        await AwardCategory.insert(*rows)


def _content(content: Content) -> Columns:
    return {
        "motto_de": content.motto.de,
        "motto_en": content.motto.en,
        "about_de": content.about.de,
        "about_en": content.about.en,
        "conditions_de": content.conditions.de,
        "conditions_en": content.conditions.en,
        "questions": questions_stored(content.questions),
        "form": form_stored(content.form),
        "nominees": content.nominees,
        "first_month": content.first_month,
        "month_prize_cents": content.month_prize_cents,
        **{name: kind in content.takes for kind, name in TAKES.items()},
    }


def _columns(values: Mapping[str, Any]) -> Columns:
    columns: Columns = {}
    for name, value in values.items():
        columns |= _CHECKS[name](value) if name in _CHECKS else {name: value}
    return columns


def _title(value: Text) -> Columns:
    title = call_rules.check_title(value)
    return {"title_de": title.de, "title_en": title.en, "sort_key": call_rules.key_of(title.de)}


def _words(column: str) -> Callable[[Text], Columns]:
    return lambda value: {f"{column}_de": value.de.strip(), f"{column}_en": value.en.strip()}


def _motto(value: Text) -> Columns:
    return _words("motto")(call_rules.in_one_line(value))


def _first_month(value: date | None) -> Columns:
    return {"first_month": value and value.replace(day=1)}


_CHECKS: Mapping[str, Callable[[Any], Columns]] = {
    "title": _title,
    "motto": _motto,
    "about": _words("about"),
    "conditions": _words("conditions"),
    "first_month": _first_month,
    "contact_name": lambda value: {"contact_name": " ".join(value.split())},
    "contact_email": lambda value: {"contact_email": contact_email(value)},
    "contact_phone": lambda value: {"contact_phone": " ".join(value.split())},
}

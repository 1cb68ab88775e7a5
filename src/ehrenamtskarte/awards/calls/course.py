"""A call is published and cancelled; one year's becomes the draft of the next."""

import secrets
from datetime import date, datetime
from uuid import UUID

from ehrenamtskarte.awards import rules
from ehrenamtskarte.awards.access import call, call_of_office, check_running, phases_of
from ehrenamtskarte.awards.calls import call_rules, cancel_mails, gap_rules, phasing, plans, showing
from ehrenamtskarte.awards.phases import Phase
from ehrenamtskarte.awards.rules import CallStatus
from ehrenamtskarte.awards.tables import AwardCall
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import FieldError
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.text import Text

_TAKEN_OVER = (
    "issuing_body, template, about_de, about_en, conditions_de, conditions_en, takes_organisations, takes_companies,"
    " takes_nominations, questions, form, nominees, month_prize_cents, standings_public, standings_hidden_days,"
    " contact_name, contact_email, contact_phone"
)
_OF_A_CATEGORY = (
    "position, name_de, name_en, about_de, about_en, decided_by, chosen, winners, prize_cents, prize_de, prize_en,"
    " sponsor, sponsor_name"
)


async def publish_call(office: UUID | None, call_id: UUID, *, actor: Actor, now: datetime) -> AwardCall:
    """Let everybody see a call. Raises NotFound, CallCancelled, CallAlreadyPublished, CallNotReady with all that lacks."""
    async with db.transaction():
        found = await call_of_office(office, call_id, actor=actor, lock=True)
        if found.status == CallStatus.CANCELLED:
            raise rules.CallCancelled
        if found.status == CallStatus.PUBLISHED:
            raise call_rules.CallAlreadyPublished
        lacking = [gap for gap in gap_rules.gaps(await showing.shape_of(found), now) if gap.blocks]
        if lacking:
            raise call_rules.CallNotReady(*(FieldError(gap.part, gap.text) for gap in lacking))
        columns = {"status": CallStatus.PUBLISHED.value, "published_at": now}
        return await plans.changed(found, columns, "award_call_published", actor)


async def cancel(
    office: UUID | None, call_id: UUID, *, reason: Text, tell: bool, actor: Actor, now: datetime
) -> AwardCall:
    """Call it off for good. Raises NotFound, CallReasonMissing, CallNotPublished, CallCancelled, CallDecided."""
    async with db.transaction():
        found = await call_of_office(office, call_id, actor=actor, lock=True)
        check_running(found)
        why = call_rules.check_reason(reason)
        columns = {
            "status": CallStatus.CANCELLED.value,
            "cancelled_at": now,
            "reason_de": why.de,
            "reason_en": why.en,
        }
        cancelled = await plans.changed(found, columns, "award_call_cancelled", actor)
        if tell:
            await cancel_mails.tell_entrants(cancelled)
        return cancelled


async def copy(
    office: UUID | None, call_id: UUID, *, year: int | None, actor: Actor, now: datetime
) -> AwardCall:
    """Make a draft like this one for another year, all days so much later. Raises NotFound, PhaseFarAway."""
    async with db.transaction():
        found = await call_of_office(office, call_id, actor=actor)
        new_year = year or found.year + 1
        copy_id = new_id()
        await _copy_call(found, copy_id, new_year, actor=actor, now=now)
        await phasing.replace(copy_id, _later(await phases_of(call_id), new_year - found.year))
        await db.execute(
            f"INSERT INTO award_category (id, call, {_OF_A_CATEGORY})"  # noqa: S608 - constants
            f" SELECT gen_random_uuid(), $2, {_OF_A_CATEGORY} FROM award_category WHERE call = $1",
            call_id,
            copy_id,
        )
        await plans.record("award_call_copied", found, actor, copy=str(copy_id))
        return await call(copy_id)


async def _copy_call(found: AwardCall, copy_id: UUID, year: int, *, actor: Actor, now: datetime) -> None:
    years = year - found.year
    title_de, title_en, motto_de, motto_en = (
        call_rules.years_on(text, years, of=found.year)
        for text in (found.title_de, found.title_en, found.motto_de, found.motto_en)
    )
    await db.execute(
        f"INSERT INTO award_call (id, {_TAKEN_OVER}, status, year, title_de, title_en, sort_key, motto_de, motto_en,"  # noqa: S608 - constants
        " first_month, vote_secret, reason_de, reason_en, last_number, revision, created_by, created_at)"
        f" SELECT $2, {_TAKEN_OVER}, 'draft', $3, $4, $5, $6, $7, $8, $9, $10, '', '', 0, 1, $11, $12"
        " FROM award_call WHERE id = $1",
        found.id, copy_id, year, title_de, title_en, call_rules.key_of(title_de), motto_de, motto_en,
        _month_later(found.first_month, years),
        secrets.token_bytes(plans.SECRET_BYTES), actor.person_id, now,
    )  # fmt: skip


def _month_later(month: date | None, years: int) -> date | None:
    return None if month is None else call_rules.day_years_on(month, years)


def _later(phases: list[Phase], years: int) -> list[Phase]:
    return [
        Phase(
            phase.kind,
            call_rules.day_years_on(phase.first_day, years),
            call_rules.day_years_on(phase.last_day, years),
        )
        for phase in phases
    ]

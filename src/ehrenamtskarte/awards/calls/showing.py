"""A call as its office sees it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.awards.access import call_of_office, phases_of
from ehrenamtskarte.awards.calls import answered, figures, gap_rules, public
from ehrenamtskarte.awards.calls.categories import USED
from ehrenamtskarte.awards.calls.gap_rules import CallShape
from ehrenamtskarte.awards.calls.public_schemas import PublicCallOut
from ehrenamtskarte.awards.calls.schemas import AwardCallOut, CallCategoryOut, CallGapOut, CallPhaseOut
from ehrenamtskarte.awards.form import form_of, questions_of
from ehrenamtskarte.awards.phases import Phase
from ehrenamtskarte.awards.rules import CallStatus, Decider, Template, results_are_public
from ehrenamtskarte.awards.tables import AwardCall
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.text import Text

_WORDS = ("title", "motto", "about", "conditions", "reason")
_AS_STORED = (
    "id", "year", "takes_organisations", "takes_companies", "takes_nominations", "nominees", "first_month",
    "month_prize_cents", "standings_public", "standings_hidden_days", "contact_name", "contact_email", "contact_phone",
    "decided_at", "embargo_until", "published_at", "cancelled_at", "revision",
)  # fmt: skip
_OF_A_CATEGORY = (
    "id",
    "chosen",
    "winners",
    "prize_cents",
    "sponsor",
    "sponsor_company",
    "sponsor_name",
    "in_use",
)


async def for_office(office: UUID | None, call_id: UUID, *, actor: Actor, now: datetime) -> AwardCallOut:
    """One call with all it says and its figures. Raises NotFound, SecondFactorNeeded."""
    return await shown(await call_of_office(office, call_id, actor=actor), now)


async def preview(office: UUID | None, call_id: UUID, *, actor: Actor, now: datetime) -> PublicCallOut:
    """The call as everybody will see it, also while it is a draft. Raises NotFound, SecondFactorNeeded."""
    return await public.as_public(await call_of_office(office, call_id, actor=actor), now)


async def shown(found: AwardCall, now: datetime) -> AwardCallOut:
    """The same of one that was just read, whoever asks."""
    shape = await shape_of(found)
    values: dict[str, Any] = {name: getattr(found, name) for name in _AS_STORED}
    for name in _WORDS:
        values[name] = Text(getattr(found, f"{name}_de"), getattr(found, f"{name}_en"))
    return AwardCallOut(
        office=found.issuing_body,
        template=Template(found.template),
        status=CallStatus(found.status),
        phases=[_phase(phase, now) for phase in shape.phases],
        categories=await _categories(found.id),
        questions=list(questions_of(found.questions)),
        answered_questions=sorted(await answered.questions(found.id)),
        form=list(form_of(found.form)),
        answered_fields=sorted((await answered.fields(found.id)).handed_in),
        gaps=_gaps(found, shape, now),
        figures=await figures.of_call(found.id),
        results_public=results_are_public(found.decided_at, found.embargo_until, now),
        **values,
    )


async def shape_of(found: AwardCall) -> CallShape:
    """What of a call decides whether it can be published."""
    deciders = await db.rows(
        "SELECT decided_by, name_en FROM award_category WHERE call = $1 ORDER BY position", found.id
    )
    in_english = [found.title_en, found.about_en, *(row["name_en"] for row in deciders)]
    if found.motto_de:
        in_english.append(found.motto_en)
    if found.conditions_de:
        in_english.append(found.conditions_en)
    form, questions = form_of(found.form), questions_of(found.questions)
    in_english += [field.label.en for field in form] + [question.text.en for question in questions]
    return CallShape(
        about=found.about_de,
        conditions=found.conditions_de,
        contact_email=found.contact_email,
        in_english=all(in_english),
        nominees=found.nominees,
        deciders=[Decider(row["decided_by"]) for row in deciders],
        fields=len(form),
        phases=await phases_of(found.id),
    )


def _gaps(found: AwardCall, shape: CallShape, now: datetime) -> list[CallGapOut]:
    """Only of drafts: what is published was complete, and its days pass."""
    if found.status != CallStatus.DRAFT:
        return []
    return [CallGapOut(part=gap.part, text=gap.text, blocks=gap.blocks) for gap in gap_rules.gaps(shape, now)]


def _phase(phase: Phase, now: datetime) -> CallPhaseOut:
    return CallPhaseOut(
        kind=phase.kind,
        first_day=phase.first_day,
        last_day=phase.last_day,
        ends_at=phase.ends_at,
        on=phase.is_on(now),
        over=now >= phase.ends_at,
    )


async def _categories(call_id: UUID) -> list[CallCategoryOut]:
    found = await db.rows(
        f"SELECT g.*, {USED} AS in_use, coalesce(s.name, '') AS sponsor_company FROM award_category g"  # noqa: S608 - a constant
        " LEFT JOIN company s ON s.id = g.sponsor WHERE g.call = $1 ORDER BY g.position, g.id",
        call_id,
    )
    return [_category(row) for row in found]


def _category(row: Any) -> CallCategoryOut:
    return CallCategoryOut(
        decided_by=Decider(row["decided_by"]),
        name=Text(row["name_de"], row["name_en"]),
        about=Text(row["about_de"], row["about_en"]),
        prize=Text(row["prize_de"], row["prize_en"]),
        **{name: row[name] for name in _OF_A_CATEGORY},
    )

"""What a call asks of those who enter is written: the fields of its form and its questions of eligibility."""

import secrets
from collections.abc import Sequence
from uuid import UUID

from ehrenamtskarte.awards.calls import answered, form_rules, plans
from ehrenamtskarte.awards.form import (
    CallQuestion,
    FormField,
    form_of,
    form_stored,
    questions_of,
    questions_stored,
)
from ehrenamtskarte.awards.tables import AwardCall
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor

ID_BYTES = 8
"""Enough for no id of a call ever to be drawn twice."""


async def write_form(
    office: UUID | None, call_id: UUID, fields: Sequence[FormField], *, revision: int, actor: Actor
) -> AwardCall:
    """Replace the form; fields with their id stay the same ones, others are new.

    Raises NotFound, ChangedMeanwhile, CallCancelled, CallDecided, FieldAnswered and what is wrong.
    """
    async with db.transaction():
        found = await plans.to_change(office, call_id, revision=revision, actor=actor)
        plans.check_undecided(found)
        form = form_rules.written_form(fields, form_of(found.form), await answered.fields(call_id), fresh_id)
        return await plans.changed(found, {"form": form_stored(form)}, "award_form_changed", actor)


async def write_questions(
    office: UUID | None, call_id: UUID, questions: Sequence[CallQuestion], *, revision: int, actor: Actor
) -> AwardCall:
    """Replace the questions. Raises as `write_form`, and QuestionAnswered."""
    async with db.transaction():
        found = await plans.to_change(office, call_id, revision=revision, actor=actor)
        plans.check_undecided(found)
        written = form_rules.written_questions(
            questions, questions_of(found.questions), await answered.questions(call_id), fresh_id
        )
        return await plans.changed(
            found, {"questions": questions_stored(written)}, "award_questions_changed", actor
        )


def fresh_id() -> str:
    """An id that no field, option or question ever had."""
    return secrets.token_hex(ID_BYTES)

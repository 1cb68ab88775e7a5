"""What is still missing before an entry can be handed in."""

from typing import Any

import msgspec

from ehrenamtskarte.accounts.rules import EmailInvalid, normal_email
from ehrenamtskarte.awards.entering import answer_rules, entry_rules
from ehrenamtskarte.awards.entering.answer_rules import MISSING
from ehrenamtskarte.awards.entering.entry_rules import OutsideState
from ehrenamtskarte.awards.form import Answer, form_of, questions_of
from ehrenamtskarte.awards.tables import AwardCall, AwardEntry
from ehrenamtskarte.companies.rules import WebsiteInvalid, normal_website
from ehrenamtskarte.core import db
from ehrenamtskarte.core.errors import FieldError
from ehrenamtskarte.core.text import Text

ALWAYS = ("name", "title", "teaser", "contact_name", "contact_email")


async def check(call: AwardCall, entry: AwardEntry | None) -> None:
    """Raises NotEligible, EntryIncomplete with one error per field."""
    assert entry is not None
    given = eligibility_of(entry)
    questions = questions_of(call.questions)
    refused = answer_rules.not_eligible(questions, given)
    if refused:
        raise entry_rules.NotEligible(*refused)
    errors = [
        *_basics(entry),
        *await _category(call, entry),
        *answer_rules.unanswered(questions, given),
        *answer_rules.problems(form_of(call.form), answers_of(entry)),
    ]
    if errors:
        raise entry_rules.EntryIncomplete(*errors)


async def is_complete(call: AwardCall, entry: AwardEntry) -> bool:
    """Whether nothing is missing."""
    try:
        await check(call, entry)
    except (entry_rules.NotEligible, entry_rules.EntryIncomplete):
        return False
    return True


def answers_of(entry: Any) -> dict[str, Answer]:
    """The answers as the column holds them."""
    return msgspec.json.decode(entry.answers, type=dict[str, Answer])


def eligibility_of(entry: Any) -> dict[str, bool]:
    """The answers to the questions of eligibility as the column holds them."""
    return msgspec.json.decode(entry.eligibility, type=dict[str, bool])


def _basics(entry: AwardEntry) -> list[FieldError]:
    errors = [FieldError(_camel(column), MISSING) for column in ALWAYS if not getattr(entry, column)]
    if not entry.postal_code:
        errors.append(FieldError("postalCode", MISSING))
    elif not entry.municipality:
        errors.append(FieldError("postalCode", Text(OutsideState.de, OutsideState.en)))
    return [*errors, *_addresses(entry)]


def _addresses(entry: AwardEntry) -> list[FieldError]:
    errors = []
    try:
        if entry.contact_email:
            normal_email(entry.contact_email)
    except EmailInvalid:
        errors.append(FieldError("contactEmail", Text(EmailInvalid.de, EmailInvalid.en)))
    try:
        normal_website(entry.website)
    except WebsiteInvalid:
        errors.append(FieldError("website", Text(WebsiteInvalid.de, WebsiteInvalid.en)))
    return errors


async def _category(call: AwardCall, entry: AwardEntry) -> list[FieldError]:
    if entry.category or not await db.scalar(
        "SELECT 1 FROM award_category WHERE call = $1 AND chosen LIMIT 1", call.id
    ):
        return []
    return [FieldError("categoryId", MISSING)]


def _camel(column: str) -> str:
    first, *others = column.split("_")
    return first + "".join(word.capitalize() for word in others)

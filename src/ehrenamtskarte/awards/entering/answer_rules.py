"""The answers to a call's fields: whatever is typed is kept while it is a draft, and checked when it is handed in; pure."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date

from ehrenamtskarte.awards.form import Answer, CallQuestion, FieldKind, FormField
from ehrenamtskarte.companies.rules import WebsiteInvalid, normal_website
from ehrenamtskarte.core.errors import FieldError
from ehrenamtskarte.core.text import NOTHING_SAID, Text

LONGEST = 20_000
"""Characters of one answer, whatever the field says: a draft keeps what is too long."""
LONGEST_SHORT = 300
LARGEST_NUMBER = 1_000_000_000_000
MOST_ANSWERS = 200

MISSING = Text("Bitte füllen Sie das aus.", "Please fill this in.")
QUESTION_OPEN = Text("Bitte beantworten Sie diese Frage.", "Please answer this question.")
NO_NUMBER = Text("Bitte geben Sie eine ganze Zahl ein.", "Please enter a whole number.")
NO_DATE = Text(
    "Bitte geben Sie ein Datum ein, zum Beispiel 24.12.2026.", "Please enter a date, for example 24/12/2026."
)
NO_OPTION = Text("Bitte wählen Sie eine der Möglichkeiten.", "Please choose one of the options.")
NO_LINK = Text(WebsiteInvalid.de, WebsiteInvalid.en)
NOT_AS_ASKED = Text("So können Sie hier nicht mitmachen.", "Like this you cannot take part here.")


def too_long(most: int) -> Text:
    """How long an answer may be."""
    return Text(f"Das sind mehr als {most} Zeichen.", f"These are more than {most} characters.")


def too_large(most: int) -> Text:
    """How large a number may be."""
    return Text(f"Höchstens {most} ist möglich.", f"At most {most} is possible.")


def too_many(most: int) -> Text:
    """How many options may be chosen."""
    return Text(f"Bitte wählen Sie höchstens {most}.", f"Please choose at most {most}.")


def kept(form: Sequence[FormField], given: Mapping[str, Answer]) -> dict[str, Answer]:
    """What a draft keeps: answers to fields that the form has, right or not yet, without empty ones."""
    return {field.id: _tidy(field, given[field.id]) for field in form if not _is_empty(given.get(field.id))}


def kept_eligibility(questions: Sequence[CallQuestion], given: Mapping[str, bool]) -> dict[str, bool]:
    """The answers to questions that the call has."""
    return {question.id: given[question.id] for question in questions if question.id in given}


def problems(form: Sequence[FormField], answers: Mapping[str, Answer]) -> list[FieldError]:
    """What keeps the answers from being handed in, by `answers.<id>`."""
    found = ((field.id, _problem(field, answers.get(field.id))) for field in form)
    return [FieldError(f"answers.{field_id}", text) for field_id, text in found if text.de]


def not_eligible(questions: Sequence[CallQuestion], given: Mapping[str, bool]) -> list[FieldError]:
    """Questions whose answer ends the entry, by `eligibility.<id>`."""
    return [
        FieldError(f"eligibility.{one.id}", one.refusal if one.refusal.de else NOT_AS_ASKED)
        for one in questions
        if one.must_be is not None and one.id in given and given[one.id] is not one.must_be
    ]


def unanswered(questions: Sequence[CallQuestion], given: Mapping[str, bool]) -> list[FieldError]:
    """Questions that wait for an answer."""
    return [FieldError(f"eligibility.{one.id}", QUESTION_OPEN) for one in questions if one.id not in given]


def _tidy(field: FormField, answer: Answer) -> Answer:
    """A link as browsers follow it, options in the order of the form; anything else as it was typed."""
    if field.kind is FieldKind.LINK and isinstance(answer, str):
        return tidy_link(answer)
    if field.kind is FieldKind.CHOICES and isinstance(answer, list):
        return [option.id for option in field.options if option.id in answer]
    return answer


def tidy_link(text: str) -> str:
    """A link as browsers follow it; what is none yet as it was typed, in one line."""
    try:
        return normal_website(text)
    except WebsiteInvalid:
        return " ".join(text.split())


def _is_empty(answer: Answer | None) -> bool:
    return answer is None or answer == [] or (isinstance(answer, str) and not answer.strip())


def _problem(field: FormField, answer: Answer | None) -> Text:
    if answer is None or _is_empty(answer):
        return MISSING if field.required else NOTHING_SAID
    return _CHECKS[field.kind](field, answer)


def _text(field: FormField, answer: Answer) -> Text:
    usual = LONGEST_SHORT if field.kind is FieldKind.SHORT_TEXT else LONGEST
    most = min(field.most or usual, LONGEST)
    if not isinstance(answer, str):
        return MISSING
    return too_long(most) if len(answer) > most else NOTHING_SAID


def _number(field: FormField, answer: Answer) -> Text:
    if not isinstance(answer, int) or isinstance(answer, bool) or answer < 0:
        return NO_NUMBER
    most = field.most or LARGEST_NUMBER
    return too_large(most) if answer > most else NOTHING_SAID


def _date(_field: FormField, answer: Answer) -> Text:
    with suppress(ValueError, TypeError):
        date.fromisoformat(answer)  # type: ignore[arg-type]
        return NOTHING_SAID
    return NO_DATE


def _choice(field: FormField, answer: Answer) -> Text:
    known = isinstance(answer, str) and answer in {option.id for option in field.options}
    return NOTHING_SAID if known else NO_OPTION


def _choices(field: FormField, answer: Answer) -> Text:
    if not isinstance(answer, list) or not set(answer) <= {option.id for option in field.options}:
        return NO_OPTION
    return too_many(field.most) if field.most and len(answer) > field.most else NOTHING_SAID


def _yes_no(_field: FormField, answer: Answer) -> Text:
    return NOTHING_SAID if isinstance(answer, bool) else QUESTION_OPEN


def _link(_field: FormField, answer: Answer) -> Text:
    try:
        normal_website(answer if isinstance(answer, str) else "-")
    except WebsiteInvalid:
        return NO_LINK
    return NOTHING_SAID


_CHECKS: Mapping[FieldKind, Callable[[FormField, Answer], Text]] = {
    FieldKind.SHORT_TEXT: _text,
    FieldKind.LONG_TEXT: _text,
    FieldKind.NUMBER: _number,
    FieldKind.DATE: _date,
    FieldKind.CHOICE: _choice,
    FieldKind.CHOICES: _choices,
    FieldKind.YES_NO: _yes_no,
    FieldKind.LINK: _link,
}

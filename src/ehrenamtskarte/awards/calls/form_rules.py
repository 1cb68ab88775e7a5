"""What a call may ask of those who enter; ids are given by the platform and never come back for something else; pure.

Whoever edits a form or the questions names what stays by its id and leaves the id out of what is new. As new ids are
drawn at random and unknown ones refused, an id that was removed once never names another field.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from ehrenamtskarte.awards.form import CallQuestion, FieldKind, FormField, Option
from ehrenamtskarte.core.errors import Conflict, Invalid
from ehrenamtskarte.core.text import NOTHING_SAID, Text

MOST_FIELDS = 60
MOST_QUESTIONS = 20
MOST_OPTIONS = 40
LONGEST_LABEL = 300
LONGEST_HINT = 1000
LONGEST_OPTION = 200
LARGEST_NUMBER = 1_000_000_000_000
USUAL_LENGTH: Mapping[FieldKind, int] = {FieldKind.SHORT_TEXT: 200, FieldKind.LONG_TEXT: 3000}
MOST: Mapping[FieldKind, int] = {
    FieldKind.SHORT_TEXT: 300,
    FieldKind.LONG_TEXT: 10_000,
    FieldKind.NUMBER: LARGEST_NUMBER,
    FieldKind.CHOICES: MOST_OPTIONS,
}
"""What `most` may be; other kinds have none."""
CHOSEN = frozenset({FieldKind.CHOICE, FieldKind.CHOICES})
NewId = Callable[[], str]


class LabelMissing(Invalid):
    """Nobody can answer a field without words."""

    de = "Bitte schreiben Sie, wonach dieses Feld fragt."
    en = "Please say what this field asks for."


class FieldUnknown(Invalid):
    """An id that this form does not have."""

    de = "Dieses Feld gibt es in diesem Formular nicht mehr. Bitte laden Sie die Seite neu."
    en = "This field is no longer part of this form. Please reload the page."


class LimitImpossible(Invalid):
    """Nobody could answer, or no column could hold it."""

    de = "Hier ist eine Zahl von 1 bis {most} möglich."
    en = "A number from 1 to {most} is possible here."


class OptionsMissing(Invalid):
    """Choosing takes two."""

    de = "Bitte geben Sie mindestens zwei Möglichkeiten zur Auswahl."
    en = "Please give at least two options to choose from."


class OptionMissing(Invalid):
    """An option without words."""

    de = "Bitte schreiben Sie zu jeder Möglichkeit einen Text."
    en = "Please write a text for every option."


class OptionTwice(Invalid):
    """People tell options apart by their words."""

    de = "Diese Möglichkeit steht schon in der Liste."
    en = "This option is in the list already."


class FieldAnswered(Conflict):
    """Answers of handed-in entries stay readable."""

    de = "„{label}“ ist in Bewerbungen schon beantwortet. Das Feld bleibt, seine Art und die gewählten Möglichkeiten auch."
    en = "“{label}” is already answered in entries. The field stays, with its kind and the options that were chosen."


class QuestionAnswered(Conflict):
    """Entries were handed in under these terms."""

    de = "„{text}“ ist in Bewerbungen schon beantwortet. Die Frage bleibt, die verlangte Antwort auch."
    en = "“{text}” is already answered in entries. The question stays, with the answer that is needed."


class QuestionMissing(Invalid):
    """A question without words."""

    de = "Bitte schreiben Sie die Frage."
    en = "Please write the question."


@dataclass(frozen=True)
class Answered:
    """What entries say: fields that any entry, draft or not, and that handed-in entries answer; options they chose."""

    in_any: frozenset[str] = frozenset()
    handed_in: frozenset[str] = frozenset()
    chosen: frozenset[tuple[str, str]] = frozenset()
    """A field's id with an option's."""


def written_form(
    given: Sequence[FormField], before: Sequence[FormField], answered: Answered, new_id: NewId
) -> tuple[FormField, ...]:
    """The form as it is stored; new fields and options, which have an empty id, get one. Raises what is wrong."""
    known = {field.id: field for field in before}
    _check_ids([field.id for field in given], known, "fields")
    written = tuple(_written(place, field, known.get(field.id), new_id) for place, field in enumerate(given))
    _check_answered(written, before, answered)
    return written


def written_questions(
    given: Sequence[CallQuestion], before: Sequence[CallQuestion], answered: Collection[str], new_id: NewId
) -> tuple[CallQuestion, ...]:
    """The questions as they are stored. Raises QuestionMissing, FieldUnknown, QuestionAnswered."""
    known = {question.id: question for question in before}
    _check_ids([question.id for question in given], known, "questions")
    written = tuple(_question(place, question, new_id) for place, question in enumerate(given))
    kept = {question.id: question for question in written}
    for question in before:
        same = kept.get(question.id)
        if question.id in answered and (same is None or same.must_be is not question.must_be):
            raise QuestionAnswered(text=question.text.de)
    return written


def _question(place: int, question: CallQuestion, new_id: NewId) -> CallQuestion:
    text = tidy(question.text)
    if not text.de:
        raise QuestionMissing(field=f"questions.{place}.text.de")
    refusal = tidy(question.refusal) if question.must_be is not None else NOTHING_SAID
    return CallQuestion(id=question.id or new_id(), text=text, must_be=question.must_be, refusal=refusal)


def _written(place: int, field: FormField, before: FormField | None, new_id: NewId) -> FormField:
    label = tidy(field.label)
    if not label.de:
        raise LabelMissing(field=f"fields.{place}.label.de")
    return FormField(
        id=field.id or new_id(),
        kind=field.kind,
        label=label,
        hint=tidy(field.hint),
        required=field.required,
        most=_limit(place, field),
        options=_options(place, field, before, new_id) if field.kind in CHOSEN else (),
    )


def _limit(place: int, field: FormField) -> int | None:
    if field.kind not in MOST:
        return None
    if field.most is None:
        return USUAL_LENGTH.get(field.kind)
    most = len(field.options) if field.kind is FieldKind.CHOICES else MOST[field.kind]
    if not 1 <= field.most <= most:
        raise LimitImpossible(field=f"fields.{place}.most", most=most)
    return field.most


def _options(place: int, field: FormField, before: FormField | None, new_id: NewId) -> tuple[Option, ...]:
    if len(field.options) < 2:
        raise OptionsMissing(field=f"fields.{place}.options")
    _check_ids(
        [option.id for option in field.options],
        {option.id for option in before.options} if before else (),
        f"fields.{place}.options",
    )
    labels: set[str] = set()
    for number, option in enumerate(field.options):
        label = tidy(option.label).de
        if not label:
            raise OptionMissing(field=f"fields.{place}.options.{number}.label.de")
        if label.casefold() in labels:
            raise OptionTwice(field=f"fields.{place}.options.{number}.label.de")
        labels.add(label.casefold())
    return tuple(Option(id=option.id or new_id(), label=tidy(option.label)) for option in field.options)


def _check_ids(given: Sequence[str], known: Collection[str], where: str) -> None:
    seen: set[str] = set()
    for place, one in enumerate(given):
        if one and (one not in known or one in seen):
            raise FieldUnknown(field=f"{where}.{place}.id")
        seen.add(one)


def _check_answered(written: Sequence[FormField], before: Sequence[FormField], answered: Answered) -> None:
    kept = {field.id: field for field in written}
    for field in before:
        same = kept.get(field.id)
        options = {option.id for option in same.options} if same else set()
        gone = same is None and field.id in answered.handed_in
        other = same is not None and same.kind is not field.kind and field.id in answered.in_any
        lost = any(
            (field.id, option.id) in answered.chosen and option.id not in options for option in field.options
        )
        if gone or other or (same is not None and lost):
            raise FieldAnswered(label=field.label.de)


def tidy(text: Text) -> Text:
    """Without blanks around it."""
    return Text(text.de.strip(), text.en.strip())

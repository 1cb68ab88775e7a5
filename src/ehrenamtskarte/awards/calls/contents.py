"""What a template consists of, and short ways to write one down; pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from ehrenamtskarte.awards.calls.form_rules import USUAL_LENGTH
from ehrenamtskarte.awards.form import CallQuestion, FieldKind, FormField, Option
from ehrenamtskarte.awards.phases import Phase
from ehrenamtskarte.awards.rules import Decider, EntrantKind, PhaseKind
from ehrenamtskarte.core.text import NOTHING_SAID, Text


@dataclass(frozen=True)
class Prize:
    """A category as a template has it; money is for each winner."""

    name: Text
    about: Text
    decided_by: Decider
    winners: int = 1
    prize_cents: int | None = None
    prize: Text = NOTHING_SAID
    sponsor_name: str = ""


@dataclass(frozen=True)
class Content:
    """All that a new call says."""

    title: Text
    motto: Text = NOTHING_SAID
    about: Text = NOTHING_SAID
    conditions: Text = NOTHING_SAID
    takes: frozenset[EntrantKind] = frozenset({EntrantKind.ORGANISATION})
    questions: Sequence[CallQuestion] = ()
    form: Sequence[FormField] = ()
    categories: Sequence[Prize] = ()
    phases: Sequence[Phase] = field(default_factory=list)
    nominees: int | None = None
    first_month: date | None = None
    month_prize_cents: int | None = None


def euros(amount: int) -> int:
    """In cents."""
    return amount * 100


def days(kind: PhaseKind, first: tuple[int, int, int], last: tuple[int, int, int]) -> Phase:
    """A part from this day to that one, each as year, month and day."""
    return Phase(kind, date(*first), date(*last))


def must(field_id: str, text: Text, refusal: Text, *, be: bool = True) -> CallQuestion:
    """A question that lets nobody in who answers otherwise."""
    return CallQuestion(id=field_id, text=text, must_be=be, refusal=refusal)


def asks(
    field_id: str,
    kind: FieldKind,
    label: Text,
    hint: Text = NOTHING_SAID,
    *,
    required: bool = True,
    most: int | None = None,
    options: Sequence[tuple[str, Text]] = (),
) -> FormField:
    """A field, to be filled in unless it is said that it need not be."""
    return FormField(
        id=field_id,
        kind=kind,
        label=label,
        hint=hint,
        required=required,
        most=most or USUAL_LENGTH.get(kind),
        options=tuple(Option(id=option_id, label=words) for option_id, words in options),
    )

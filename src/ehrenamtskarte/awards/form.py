"""What a call asks of those who enter: plain fields and questions of eligibility, as stored with the call; pure."""

from collections.abc import Sequence
from enum import StrEnum

import msgspec

from ehrenamtskarte.core.text import NOTHING_SAID, Text


class FieldKind(StrEnum):
    """The plain kinds of fields."""

    SHORT_TEXT = "short_text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    LINK = "link"


class Option(msgspec.Struct, frozen=True, rename="camel"):
    """One of the answers to choose from."""

    id: str
    label: Text


class FormField(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One field; its id names the answer for as long as the call lives."""

    id: str
    kind: FieldKind
    label: Text
    hint: Text = NOTHING_SAID
    required: bool = False
    most: int | None = None
    """Characters of a text, the greatest number, how many options."""
    options: tuple[Option, ...] = ()


class CallQuestion(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Yes or no; where `must_be` says which, the other answer ends the entry with `refusal`."""

    id: str
    text: Text
    must_be: bool | None = None
    refusal: Text = NOTHING_SAID


Answer = str | int | bool | list[str]
"""Text, number, yes or no, the ids of options; a date as YYYY-MM-DD."""


def form_of(stored: str | bytes) -> tuple[FormField, ...]:
    """The fields of a call as its column `form` holds them."""
    return msgspec.json.decode(stored, type=tuple[FormField, ...])


def questions_of(stored: str | bytes) -> tuple[CallQuestion, ...]:
    """The questions of a call as its column `questions` holds them."""
    return msgspec.json.decode(stored, type=tuple[CallQuestion, ...])


def form_stored(form: Sequence[FormField]) -> str:
    """The fields as the column `form` of a call holds them."""
    return msgspec.json.encode(form).decode()


def questions_stored(questions: Sequence[CallQuestion]) -> str:
    """The questions as the column `questions` of a call holds them."""
    return msgspec.json.encode(questions).decode()

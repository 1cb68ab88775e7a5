"""The HTTP surface of the formal check and the shortlist."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import msgspec

from ehrenamtskarte.awards.checking.check_rules import MOST_AT_ONCE, CheckAction
from ehrenamtskarte.awards.entering.schemas import EntryFacts
from ehrenamtskarte.awards.form import Answer, CallQuestion, FormField
from ehrenamtskarte.awards.rules import EntrantKind, EntryStatus
from ehrenamtskarte.core.text import Text

Reason = Annotated[str, msgspec.Meta(max_length=2000)]
EntryIds = Annotated[list[UUID], msgspec.Meta(min_length=1, max_length=MOST_AT_ONCE)]


class EntryAdmissionIn(msgspec.Struct, rename="camel", kw_only=True):
    """The entry takes part; `revision` is the one that was looked at."""

    revision: int | None = None


class EntryRejectionIn(msgspec.Struct, rename="camel", kw_only=True):
    """The entry cannot take part, and why; `duplicateOf` names the one that stays."""

    reason: Reason
    duplicate_of: UUID | None = None
    revision: int | None = None


class AskBackIn(msgspec.Struct, rename="camel", kw_only=True):
    """What the office wants to know, and until when."""

    question: Reason
    answer_by: date
    revision: int | None = None


class ChecksIn(msgspec.Struct, rename="camel", kw_only=True):
    """The same for several entries; a reason belongs to a rejection."""

    entries: EntryIds
    action: CheckAction
    reason: Reason = ""


class CheckRefused(msgspec.Struct, rename="camel", kw_only=True):
    """An entry that could not be checked, and why."""

    entry_id: UUID
    message: Text


class ChecksOut(msgspec.Struct, rename="camel", kw_only=True):
    """What became of several entries."""

    done: int
    refused: list[CheckRefused]


class CheckedRow(msgspec.Struct, rename="camel", kw_only=True):
    """An entry in the office's list."""

    id: UUID
    receipt: str
    kind: EntrantKind
    name: str
    title: str
    status: EntryStatus
    category_name: Text | None
    municipality_name: str | None
    submitted_at: datetime
    nominated: bool
    answered: bool
    """There was a question, and the answer is in."""
    answer_by: date | None
    overdue: bool


class CheckedFile(msgspec.Struct, rename="camel", kw_only=True):
    """A picture or document of an entry."""

    id: UUID
    kind: str
    name: str
    width: int | None
    height: int | None
    alt: Text
    credit: str


class CheckedNomination(msgspec.Struct, rename="camel", kw_only=True):
    """Who nominated, why, and how they know each other."""

    by: str
    email: str
    relation: str
    reason: str
    consented_at: datetime | None


class CheckedStep(msgspec.Struct, rename="camel", kw_only=True):
    """Something that happened to an entry; `by` is empty where nobody is known any more."""

    at: datetime
    action: str
    by: str


class LikeEntry(msgspec.Struct, rename="camel", kw_only=True):
    """Another entry that may be the same, and what speaks for it."""

    entry: CheckedRow
    signs: list[str]
    """`organisation`, `company`, `address`, `title`, `name`."""


class CheckedEntry(CheckedRow, rename="camel", kw_only=True):
    """One entry with everything the office needs to check it."""

    category_id: UUID | None
    organisation_id: UUID | None
    company_id: UUID | None
    street: str
    postal_code: str
    website: str
    contact_name: str
    contact_email: str
    contact_phone: str
    teaser: str
    form: tuple[FormField, ...]
    answers: dict[str, Answer]
    questions: tuple[CallQuestion, ...]
    eligibility: dict[str, bool]
    facts: EntryFacts
    """What the platform knew of it when it was handed in."""
    files: list[CheckedFile]
    team: list[str]
    nomination: CheckedNomination | None
    question: str
    answer: str
    asked_at: datetime | None
    reason: str
    duplicate_of: UUID | None
    duplicate_receipt: str
    checked_at: datetime | None
    history: list[CheckedStep]
    likely_duplicates: list[LikeEntry]
    revision: int


class DuplicatePair(msgspec.Struct, rename="camel", kw_only=True):
    """Two entries that may be the same."""

    one: CheckedRow
    other: CheckedRow
    signs: list[str]


class NomineeRow(msgspec.Struct, rename="camel", kw_only=True):
    """An entry on the shortlist."""

    entry: CheckedRow
    fixed: bool
    """Told, voted for or honoured already: it stays on the list."""
    told_at: datetime | None


class ShortlistOut(msgspec.Struct, rename="camel", kw_only=True):
    """The nominees of a call by name."""

    limit: int | None
    """How many there can be."""
    open: bool
    """Whether the list can be changed now."""
    untold: int
    nominees: list[NomineeRow]


class ShortlistIn(msgspec.Struct, rename="camel", kw_only=True):
    """Entries to be nominated besides those on the list."""

    entries: EntryIds


class ShortlistProposal(msgspec.Struct, rename="camel", kw_only=True):
    """The best of a round that are not on the list yet, for the places that are left."""

    entries: list[CheckedRow]
    tied: bool
    """Somebody who is left out has as many points as the last one here."""

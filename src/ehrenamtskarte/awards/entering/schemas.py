"""The HTTP surface of entries for those who make them."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import msgspec

from ehrenamtskarte.awards.form import Answer, CallQuestion, FormField
from ehrenamtskarte.awards.phases import Phase
from ehrenamtskarte.awards.rules import EntrantKind, EntryStatus
from ehrenamtskarte.core.text import NOTHING_SAID, Text

Name = Annotated[str, msgspec.Meta(max_length=300)]
Line = Annotated[str, msgspec.Meta(max_length=200)]
Email = Annotated[str, msgspec.Meta(max_length=254)]
Phone = Annotated[str, msgspec.Meta(max_length=40)]
Website = Annotated[str, msgspec.Meta(max_length=300)]
PostalCode = Annotated[str, msgspec.Meta(max_length=12)]
Ags = Annotated[str, msgspec.Meta(pattern="^[0-9]{8}$")]
Teaser = Annotated[str, msgspec.Meta(max_length=600)]
Said = Annotated[str, msgspec.Meta(max_length=2000)]
FieldId = Annotated[str, msgspec.Meta(max_length=60)]
OneAnswer = (
    Annotated[str, msgspec.Meta(max_length=20_000)]
    | Annotated[int, msgspec.Meta(ge=-(10**12), le=10**12)]
    | bool
    | Annotated[list[Annotated[str, msgspec.Meta(max_length=60)]], msgspec.Meta(max_length=100)]
)
Answers = Annotated[dict[FieldId, OneAnswer], msgspec.Meta(max_length=200)]
Eligibility = Annotated[dict[FieldId, bool], msgspec.Meta(max_length=50)]


class EntryStartIn(msgspec.Struct, rename="camel", kw_only=True):
    """Who enters: an organisation or company of the platform, or the name of one that is not there."""

    call_id: UUID
    kind: EntrantKind
    organisation_id: UUID | None = None
    company_id: UUID | None = None
    name: Name = ""
    postal_code: PostalCode = ""
    municipality: Ags | None = None
    """Where the postal code is shared by several towns."""
    eligibility: Eligibility = {}


class EntryDraftIn(msgspec.Struct, rename="camel", kw_only=True):
    """All that is written of an entry, as edited at this revision."""

    revision: int
    name: Name = ""
    street: Line = ""
    postal_code: PostalCode = ""
    municipality: Ags | None = None
    website: Website = ""
    contact_name: Line = ""
    contact_email: Email = ""
    contact_phone: Phone = ""
    title: Line = ""
    teaser: Teaser = ""
    category_id: UUID | None = None
    answers: Answers = {}
    eligibility: Eligibility = {}


class EntryReplyIn(msgspec.Struct, rename="camel"):
    """What is said to the office that asked back."""

    answer: Said = ""


class EntryMemberIn(msgspec.Struct, rename="camel"):
    """Somebody who shall work on the entry."""

    email: Email
    lead: bool = False


class EntryMemberRoleIn(msgspec.Struct, rename="camel"):
    """Whether somebody leads the team."""

    lead: bool


class EntryFileIn(msgspec.Struct, rename="camel", kw_only=True):
    """What is said of a file."""

    alt: Text = NOTHING_SAID
    credit: Line = ""
    name: Line = ""


class EntryFilesOrderIn(msgspec.Struct, rename="camel"):
    """The pictures and documents in the wanted order."""

    ids: Annotated[list[UUID], msgspec.Meta(max_length=100)]


class EntryEnabledYear(msgspec.Struct, frozen=True, rename="camel"):
    """What a company made possible in a year by releasing people; null where it would tell of few people."""

    year: int
    minutes: int | None
    people: int | None
    clubs: int | None


class EntryCompanyFacts(msgspec.Struct, frozen=True, rename="camel", kw_only=True):
    """What the platform knows of a company."""

    about: Text
    release_days: int | None
    volunteering: Text
    sponsorship: Text
    benefits: list[Text]
    """What it offers holders of the card now, the first of them by name."""
    benefit_count: int
    redemptions: int | None
    """In the twelve months before; null where it would tell of few people."""
    enabled: list[EntryEnabledYear]


class EntryClubFacts(msgspec.Struct, frozen=True, rename="camel", kw_only=True):
    """What the platform knows of an organisation; null where it would tell of few people."""

    field: str
    members: int | None
    volunteers: int | None
    """People with confirmed hours in the twelve months before."""
    minutes: int | None
    """Their confirmed time."""


class EntryFacts(msgspec.Struct, frozen=True, rename="camel", kw_only=True):
    """What the platform knows of who enters, on a day; nothing for those that are not registered."""

    on: date | None = None
    company: EntryCompanyFacts | None = None
    club: EntryClubFacts | None = None


class EntryMemberOut(msgspec.Struct, rename="camel", kw_only=True):
    """Somebody of the team."""

    id: UUID
    email: str
    name: str
    lead: bool
    you: bool


class EntryFileOut(msgspec.Struct, rename="camel", kw_only=True):
    """A picture or a document of an entry."""

    id: UUID
    kind: str
    name: str
    width: int | None
    height: int | None
    size: int
    """Bytes."""
    alt: Text
    credit: str


class EntryPhaseOut(msgspec.Struct, rename="camel"):
    """A part of the call's course; both days belong to it."""

    kind: str
    first_day: date
    last_day: date

    @classmethod
    def of(cls, phase: Phase) -> "EntryPhaseOut":
        return cls(phase.kind, phase.first_day, phase.last_day)


class EntryCategoryOut(msgspec.Struct, rename="camel"):
    """A category that entries choose."""

    id: UUID
    name: Text
    about: Text


class EntryCallOut(msgspec.Struct, rename="camel", kw_only=True):
    """The call as those who enter need it."""

    id: UUID
    title: Text
    year: int
    status: str
    entry_until: datetime | None
    """The first moment that is too late."""
    open: bool
    """Whether entries are taken now."""
    phases: list[EntryPhaseOut]
    form: tuple[FormField, ...]
    questions: tuple[CallQuestion, ...]
    categories: list[EntryCategoryOut]


class MyEntryOut(msgspec.Struct, rename="camel", kw_only=True):
    """One entry for its team."""

    id: UUID
    call: EntryCallOut
    kind: EntrantKind
    status: EntryStatus
    number: str | None
    """Of the receipt, as people read it."""
    registered: bool
    """Whether an organisation or company of the platform enters; its name is fixed then."""
    nominated: bool
    name: str
    street: str
    postal_code: str
    municipality: str | None
    municipality_name: str
    website: str
    contact_name: str
    contact_email: str
    contact_phone: str
    title: str
    teaser: str
    category_id: UUID | None
    answers: dict[str, Answer]
    eligibility: dict[str, bool]
    facts: EntryFacts
    question: str
    answer: str
    answer_by: date | None
    reason: str
    submitted_at: datetime | None
    changed_at: datetime
    may_change: bool
    may_submit: bool
    may_withdraw: bool
    may_restore: bool
    lead: bool
    revision: int
    members: list[EntryMemberOut]
    files: list[EntryFileOut]


class MyEntryRow(msgspec.Struct, rename="camel", kw_only=True):
    """An entry in the list of those somebody works on."""

    id: UUID
    call_id: UUID
    call_title: Text
    year: int
    name: str
    title: str
    status: EntryStatus
    number: str | None
    entry_until: datetime | None
    answer_by: date | None
    nominated: bool
    decided: bool
    """Whether the laureates are public."""
    won: bool
    changed_at: datetime


class EntrantOut(msgspec.Struct, rename="camel", kw_only=True):
    """An organisation or company that the actor can enter for."""

    id: UUID
    kind: EntrantKind
    name: str
    town: str
    entry_id: UUID | None
    """What the actor already has for it in this call."""


class EntrantsOut(msgspec.Struct, rename="camel", kw_only=True):
    """Who the actor can enter for, and what the call asks first."""

    call: EntryCallOut
    takes_organisations: bool
    takes_companies: bool
    takes_nominations: bool
    entrants: list[EntrantOut]

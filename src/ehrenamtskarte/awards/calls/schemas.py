"""The HTTP surface of calls for their office."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec

from ehrenamtskarte.awards.calls import call_rules, form_rules
from ehrenamtskarte.awards.calls.gap_rules import CallPart
from ehrenamtskarte.awards.form import CallQuestion, FieldKind, FormField, Option
from ehrenamtskarte.awards.phases import Phase
from ehrenamtskarte.awards.rules import (
    MOST_CATEGORIES,
    MOST_WINNERS,
    CallStatus,
    Decider,
    PhaseKind,
    Template,
)
from ehrenamtskarte.core.text import Text

Line = Annotated[str, msgspec.Meta(max_length=call_rules.LONGEST_LINE)]
Phone = Annotated[str, msgspec.Meta(max_length=40)]
CallYear = Annotated[int, msgspec.Meta(ge=call_rules.EARLIEST_YEAR, le=call_rules.LATEST_YEAR)]
Cents = Annotated[int, msgspec.Meta(ge=0, le=call_rules.DEAREST_CENTS)]
Nominees = Annotated[int, msgspec.Meta(ge=1, le=call_rules.MOST_NOMINEES)]
HiddenDays = Annotated[int, msgspec.Meta(ge=1, le=call_rules.MOST_HIDDEN_DAYS)]
Winners = Annotated[int, msgspec.Meta(ge=1, le=MOST_WINNERS)]
GivenId = Annotated[str, msgspec.Meta(max_length=40)]


class CallLineIn(msgspec.Struct, frozen=True):
    """A line in German and, where somebody wrote it, English."""

    de: Annotated[str, msgspec.Meta(max_length=call_rules.LONGEST_MOTTO)] = ""
    en: Annotated[str, msgspec.Meta(max_length=call_rules.LONGEST_MOTTO)] = ""

    def text(self) -> Text:
        """The same for the service."""
        return Text(self.de, self.en)


class CallTitleIn(msgspec.Struct, frozen=True):
    """A name in German and, where somebody wrote it, English."""

    de: Line
    en: Line = ""

    def text(self) -> Text:
        """The same for the service."""
        return Text(self.de, self.en)


class CallWordsIn(msgspec.Struct, frozen=True):
    """Some paragraphs in German and, where somebody wrote them, English."""

    de: Annotated[str, msgspec.Meta(max_length=call_rules.LONGEST_TEXT)] = ""
    en: Annotated[str, msgspec.Meta(max_length=call_rules.LONGEST_TEXT)] = ""

    def text(self) -> Text:
        """The same for the service."""
        return Text(self.de, self.en)


class AwardCallIn(msgspec.Struct, rename="camel", kw_only=True):
    """A new call, a draft: from a template with all its content and days, or empty with a title."""

    template: Template
    year: CallYear
    title: CallTitleIn = msgspec.field(default_factory=lambda: CallTitleIn(""))


class AwardCallChangesIn(msgspec.Struct, rename="camel", kw_only=True):
    """Changes to a call; what is not given stays. `revision` is the one that was edited."""

    revision: int
    title: CallTitleIn | msgspec.UnsetType = msgspec.UNSET
    motto: CallLineIn | msgspec.UnsetType = msgspec.UNSET
    about: CallWordsIn | msgspec.UnsetType = msgspec.UNSET
    conditions: CallWordsIn | msgspec.UnsetType = msgspec.UNSET
    takes_organisations: bool | msgspec.UnsetType = msgspec.UNSET
    takes_companies: bool | msgspec.UnsetType = msgspec.UNSET
    takes_nominations: bool | msgspec.UnsetType = msgspec.UNSET
    nominees: Nominees | None | msgspec.UnsetType = msgspec.UNSET
    first_month: date | None | msgspec.UnsetType = msgspec.UNSET
    month_prize_cents: Cents | None | msgspec.UnsetType = msgspec.UNSET
    standings_public: bool | msgspec.UnsetType = msgspec.UNSET
    standings_hidden_days: HiddenDays | msgspec.UnsetType = msgspec.UNSET
    contact_name: Line | msgspec.UnsetType = msgspec.UNSET
    contact_email: Line | msgspec.UnsetType = msgspec.UNSET
    contact_phone: Phone | msgspec.UnsetType = msgspec.UNSET

    def changes(self) -> dict[str, Any]:
        """Only the given fields, without the revision."""
        given = {name: getattr(self, name) for name in self.__struct_fields__ if name != "revision"}
        return {
            name: value.text() if isinstance(value, (CallTitleIn, CallLineIn, CallWordsIn)) else value
            for name, value in given.items()
            if value is not msgspec.UNSET
        }


class CallPhaseIn(msgspec.Struct, frozen=True, rename="camel", kw_only=True):
    """A part of the course; both days belong to it."""

    kind: PhaseKind
    first_day: date
    last_day: date

    def phase(self) -> Phase:
        """The same for the rules."""
        return Phase(self.kind, self.first_day, self.last_day)


class CallPhasesIn(msgspec.Struct, rename="camel", kw_only=True):
    """The whole course; what is left out this call does not have."""

    revision: int
    phases: Annotated[list[CallPhaseIn], msgspec.Meta(max_length=2 * len(PhaseKind))]


class CallCategoryIn(msgspec.Struct, frozen=True, rename="camel", kw_only=True):
    """What can be won; with its `id` it stays the same one."""

    name: CallTitleIn
    id: UUID | None = None
    about: CallWordsIn = msgspec.field(default_factory=CallWordsIn)
    decided_by: Decider = Decider.JURY
    chosen: bool = False
    winners: Winners = 1
    prize_cents: Cents | None = None
    prize: CallLineIn = msgspec.field(default_factory=CallLineIn)
    sponsor: UUID | None = None
    sponsor_name: Line = ""


class CallCategoriesIn(msgspec.Struct, rename="camel", kw_only=True):
    """All categories in their order."""

    revision: int
    categories: Annotated[list[CallCategoryIn], msgspec.Meta(max_length=MOST_CATEGORIES)]


class CallLabelIn(msgspec.Struct, frozen=True):
    """What a field, a question or an option says."""

    de: Annotated[str, msgspec.Meta(max_length=form_rules.LONGEST_LABEL)]
    en: Annotated[str, msgspec.Meta(max_length=form_rules.LONGEST_LABEL)] = ""

    def text(self) -> Text:
        """The same for the rules."""
        return Text(self.de, self.en)


class CallOptionIn(msgspec.Struct, frozen=True, rename="camel", kw_only=True):
    """One of the answers to choose from; without an id it is a new one."""

    label: CallLabelIn
    id: GivenId = ""


class CallHintIn(msgspec.Struct, frozen=True):
    """What helps to answer."""

    de: Annotated[str, msgspec.Meta(max_length=form_rules.LONGEST_HINT)] = ""
    en: Annotated[str, msgspec.Meta(max_length=form_rules.LONGEST_HINT)] = ""

    def text(self) -> Text:
        """The same for the rules."""
        return Text(self.de, self.en)


class CallFieldIn(msgspec.Struct, frozen=True, rename="camel", kw_only=True):
    """A field of the form; without an id it is a new one. `most` counts characters, options, or the greatest number."""

    kind: FieldKind
    label: CallLabelIn
    id: GivenId = ""
    hint: CallHintIn = msgspec.field(default_factory=CallHintIn)
    required: bool = False
    most: int | None = None
    options: Annotated[list[CallOptionIn], msgspec.Meta(max_length=form_rules.MOST_OPTIONS)] = msgspec.field(
        default_factory=list
    )

    def field(self) -> FormField:
        """The same for the rules."""
        return FormField(
            id=self.id,
            kind=self.kind,
            label=self.label.text(),
            hint=self.hint.text(),
            required=self.required,
            most=self.most,
            options=tuple(Option(id=one.id, label=one.label.text()) for one in self.options),
        )


class CallFormIn(msgspec.Struct, rename="camel", kw_only=True):
    """All fields of the form in their order."""

    revision: int
    fields: Annotated[list[CallFieldIn], msgspec.Meta(max_length=form_rules.MOST_FIELDS)]


class CallQuestionIn(msgspec.Struct, frozen=True, rename="camel", kw_only=True):
    """A question with yes or no; without an id it is a new one."""

    text: CallLabelIn
    id: GivenId = ""
    must_be: bool | None = None
    refusal: CallHintIn = msgspec.field(default_factory=CallHintIn)

    def question(self) -> CallQuestion:
        """The same for the rules."""
        return CallQuestion(
            id=self.id, text=self.text.text(), must_be=self.must_be, refusal=self.refusal.text()
        )


class CallQuestionsIn(msgspec.Struct, rename="camel", kw_only=True):
    """All questions in their order."""

    revision: int
    questions: Annotated[list[CallQuestionIn], msgspec.Meta(max_length=form_rules.MOST_QUESTIONS)]


class CallCancelIn(msgspec.Struct, rename="camel", kw_only=True):
    """Why it does not go on; `tell` mails all who entered."""

    reason: CallWordsIn
    tell: bool = True


class CallCopyIn(msgspec.Struct, rename="camel", kw_only=True):
    """Without a year it is the next one."""

    year: CallYear | None = None


class CallPhaseOut(msgspec.Struct, rename="camel", kw_only=True):
    """A part of the course; `endsAt` is the first moment that is too late."""

    kind: PhaseKind
    first_day: date
    last_day: date
    ends_at: datetime
    on: bool
    over: bool


class CallCategoryOut(msgspec.Struct, rename="camel", kw_only=True):
    """What can be won; money is for each winner."""

    id: UUID
    name: Text
    about: Text
    decided_by: Decider
    chosen: bool
    winners: int
    prize_cents: int | None
    prize: Text
    sponsor: UUID | None
    sponsor_company: str
    """The name of that company."""
    sponsor_name: str
    in_use: bool
    """Entries name it or somebody won in it: it stays."""


class CallGapOut(msgspec.Struct, rename="camel", kw_only=True):
    """Something that is missing; what `blocks` must be there to publish."""

    part: CallPart
    text: Text
    blocks: bool


class CallFiguresOut(msgspec.Struct, rename="camel", kw_only=True):
    """How many there are; `drafts` are entries nobody at the office sees yet."""

    drafts: int
    proposed: int
    submitted: int
    asked: int
    admitted: int
    rejected: int
    shortlisted: int
    withdrawn: int
    votes: int
    """That count."""
    jurors: int
    judgements: int
    judgements_done: int


class AwardCallOut(msgspec.Struct, rename="camel", kw_only=True):
    """A call for its office."""

    id: UUID
    office: UUID | None
    template: Template
    status: CallStatus
    year: int
    title: Text
    motto: Text
    about: Text
    conditions: Text
    reason: Text
    """Why it is cancelled."""
    takes_organisations: bool
    takes_companies: bool
    takes_nominations: bool
    nominees: int | None
    first_month: date | None
    month_prize_cents: int | None
    standings_public: bool
    standings_hidden_days: int
    contact_name: str
    contact_email: str
    contact_phone: str
    phases: list[CallPhaseOut]
    categories: list[CallCategoryOut]
    questions: list[CallQuestion]
    answered_questions: list[str]
    """Ids of questions that handed-in entries answer: they stay."""
    form: list[FormField]
    answered_fields: list[str]
    """Ids of fields that handed-in entries answer: they stay as they are."""
    gaps: list[CallGapOut]
    figures: CallFiguresOut
    decided_at: datetime | None
    embargo_until: datetime | None
    results_public: bool
    published_at: datetime | None
    cancelled_at: datetime | None
    revision: int


class AwardCallRow(msgspec.Struct, rename="camel", kw_only=True):
    """A call in an office's list."""

    id: UUID
    template: Template
    status: CallStatus
    year: int
    title: Text
    motto: Text
    on: list[PhaseKind]
    """The parts that are on now."""
    entry_until: date | None
    decided: bool
    results_public: bool
    entries: int
    to_check: int
    """Handed in and not looked at yet, or answered after an ask-back."""
    votes: int


class CallTemplateOut(msgspec.Struct, rename="camel", kw_only=True):
    """What a call can be made from, as it would look like for the year."""

    template: Template
    name: Text
    about: Text
    year: int
    phases: list[CallPhaseIn]
    categories: int
    questions: int
    fields: int

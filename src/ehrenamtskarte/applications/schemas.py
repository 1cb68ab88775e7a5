"""The HTTP surface of applications."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import msgspec

from ehrenamtskarte.applications.rules import Consents, Origin, Question, Status
from ehrenamtskarte.eligibility.criterion import Result
from ehrenamtskarte.eligibility.rules import CardKind
from ehrenamtskarte.eligibility.schemas import (
    AllowanceBody,
    CriterionOut,
    ProofBody,
    RuleSetOut,
    StandingOut,
)

Name = Annotated[str, msgspec.Meta(max_length=120)]
Line = Annotated[str, msgspec.Meta(max_length=200)]
PROFILE = ("given_name", "family_name", "birth_date", "street", "postal_code", "municipality", "phone")


class ConsentsIn(msgspec.Struct, rename="camel"):
    """What the person agrees to; the first two are required."""

    processing: bool = False
    correctness: bool = False
    publication: bool = False
    news: bool = False

    def consents(self) -> Consents:
        """As the domain takes them."""
        return Consents(self.processing, self.correctness, self.publication, self.news)


class AnswersIn(msgspec.Struct, rename="camel"):
    """What the person fills in; what is not given stays as it is known."""

    consents: ConsentsIn
    given_name: Name | None = None
    family_name: Name | None = None
    birth_date: date | None = None
    street: Line | None = None
    postal_code: Annotated[str, msgspec.Meta(pattern=r"^([0-9]{5})?$")] | None = None
    municipality: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{8}$")] | None = None
    phone: Annotated[str, msgspec.Meta(max_length=40)] | None = None
    allowances: list[AllowanceBody] | None = None
    proofs: list[ProofBody] | None = None

    def profile(self) -> dict[str, object]:
        """The given fields by column, blanks around them and empty ones left out."""
        given = {name: getattr(self, name) for name in PROFILE}
        plain = {name: value.strip() if isinstance(value, str) else value for name, value in given.items()}
        return {name: value for name, value in plain.items() if value}


class ApplicationIn(AnswersIn, rename="camel", kw_only=True):
    """An application by oneself."""

    kind: CardKind


class IssuingBodyName(msgspec.Struct, rename="camel"):
    """Who decides."""

    id: UUID
    name: str


class ApplicationOut(msgspec.Struct, rename="camel", kw_only=True):
    """A case as the person sees it in a list."""

    id: UUID
    kind: CardKind
    origin: Origin
    status: Status
    offered_at: datetime | None
    submitted_at: datetime | None
    decided_at: datetime | None
    automatic: bool
    reason: str
    valid_from: date | None
    valid_until: date | None


class CriterionResult(msgspec.Struct, rename="camel"):
    """One criterion in a list."""

    code: str
    result: Result


class ApplicationRow(msgspec.Struct, rename="camel"):
    """A case in the office's list, with what the assessment said when it was submitted."""

    id: UUID
    name: str
    municipality_name: str
    kind: CardKind
    origin: Origin
    status: Status
    result: Result
    criteria: list[CriterionResult]
    has_duplicates: bool
    """Somebody with the same name and birth date has applied too, or has a card."""
    submitted_at: datetime
    decided_at: datetime | None
    automatic: bool


class ApplicationPage(msgspec.Struct, rename="camel"):
    """One page of the office's list; `counts` holds all cases that match the search, by status."""

    items: list[ApplicationRow]
    counts: dict[Status, int]
    total: int
    next: str | None = None


class ApplicantOut(msgspec.Struct, rename="camel"):
    """The person as the case worker needs them."""

    id: UUID
    given_name: str
    family_name: str
    birth_date: date | None
    street: str
    postal_code: str
    municipality: str | None
    municipality_name: str | None
    email: str | None
    phone: str


class StatementOut(msgspec.Struct, rename="camel"):
    """What an organisation vouched for."""

    since: date
    until: date | None
    stated_on: date
    weekly_minutes: int | None
    allowance: AllowanceBody | None


class EvidenceOut(msgspec.Struct, rename="camel"):
    """What one organisation confirmed, in sums; `minutesCounted` is the part for the hours of a year."""

    organisation: str
    municipality: str | None
    minutes: int
    minutes_counted: int
    first_on: date | None
    last_on: date | None
    confirmed_by: int
    statements: list[StatementOut]


class DuplicateOut(msgspec.Struct, rename="camel"):
    """A case of somebody with the same name and birth date; without id where another office handles it."""

    id: UUID | None
    kind: CardKind
    status: Status
    submitted_at: datetime
    issuing_body_name: str


class HistoryOut(msgspec.Struct, rename="camel"):
    """One step of the case; without a name where the platform did it."""

    at: datetime
    action: str
    by: str | None


class CaseOut(msgspec.Struct, rename="camel"):
    """What a case worker sees beside the case."""

    person: ApplicantOut
    criteria_at_submission: list[CriterionOut]
    evidence: list[EvidenceOut]
    allowances: list[AllowanceBody] | None
    proofs: list[ProofBody]
    consents: ConsentsIn
    duplicates: list[DuplicateOut]
    history: list[HistoryOut]
    may_decide: bool


class ApplicationDetail(ApplicationOut, rename="camel", kw_only=True):
    """A case with its criteria; `missing` are the fields to fill in, `case` is for the case worker only."""

    issuing_body: IssuingBodyName
    municipality_name: str
    result: Result
    criteria: list[CriterionOut]
    rule_set: RuleSetOut
    missing: list[Question]
    case: CaseOut | None


class FormOut(msgspec.Struct, rename="camel"):
    """Before applying: where one stands, and what is asked."""

    standing: StandingOut
    missing: list[Question]


class ReasonIn(msgspec.Struct, rename="camel"):
    """Why it is refused."""

    reason: Annotated[str, msgspec.Meta(max_length=2000)]


class SelectionIn(msgspec.Struct, rename="camel"):
    """Cases picked from the list."""

    applications: Annotated[list[UUID], msgspec.Meta(min_length=1, max_length=200)]


class SkippedOut(msgspec.Struct, rename="camel"):
    """A case that was left alone, and why."""

    application_id: UUID
    code: str
    detail: str


class ApprovedOut(msgspec.Struct, rename="camel"):
    """What became of the picked cases."""

    approved: int
    skipped: list[SkippedOut]


class ConsequencesOut(msgspec.Struct, rename="camel"):
    """What confirming everything would bring: people with a card on offer, and how many of them no mail reaches."""

    newly_eligible: int
    without_mail: int


class LetterOut(msgspec.Struct, rename="camel"):
    """An open offer to somebody of the roster whom no mail reaches."""

    member_id: UUID
    given_name: str
    family_name: str
    kind: CardKind
    offered_at: datetime

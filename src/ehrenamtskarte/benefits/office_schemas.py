"""The HTTP surface of offers for offices: inbox, reports, who was asked, lists handed in."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import msgspec

from ehrenamtskarte.benefits.rules import AskedOutcome, Category, Hint, Kind, ReportKind, Status
from ehrenamtskarte.benefits.schemas import ChangeOut, TermsIn
from ehrenamtskarte.companies.rules import Status as CompanyStatus
from ehrenamtskarte.companies.schemas import Ags, VenueOut
from ehrenamtskarte.core.text import Text

Words = Annotated[str, msgspec.Meta(max_length=2000)]
Position = Annotated[int, msgspec.Meta(ge=0, le=1000)]


class DuplicateOf(msgspec.Struct, rename="camel"):
    """Another offer that may be the same."""

    benefit_id: UUID
    title: Text
    company_name: str


class BenefitForOffice(msgspec.Struct, rename="camel", kw_only=True):
    """An offer in an office's list, with everything needed to decide."""

    id: UUID
    company_id: UUID
    company_name: str
    company_status: CompanyStatus
    municipality_name: str
    statewide: bool
    terms: TermsIn
    """The terms that hold, or that a new offer would have."""
    change: ChangeOut | None
    """Other terms that wait."""
    venues: list[VenueOut]
    status: Status
    reason: str
    paused_at: datetime | None
    revision: int
    """Goes with a decision, so that nobody decides on terms they have not seen."""
    submitted_at: datetime
    confirmed_at: datetime
    hints: list[Hint]
    duplicates: list[DuplicateOf]


class InboxCounts(msgspec.Struct, rename="camel"):
    """How much waits in an office's inbox of benefits."""

    companies: int
    offers: int
    changes: int
    reports: int


class ReportRow(msgspec.Struct, rename="camel", kw_only=True):
    """A report by a holder, for the office; the holder's name stays out."""

    id: UUID
    benefit_id: UUID
    benefit_title: Text
    company_id: UUID
    company_name: str
    contact_name: str
    contact_email: str
    contact_phone: str
    venue_name: str
    kind: ReportKind
    happened_on: date | None
    text: str
    reported_at: datetime
    answer: str
    closed_at: datetime | None
    open_reports_of_benefit: int


class AnswerIn(msgspec.Struct, rename="camel"):
    """What the office tells the holder."""

    answer: Words


class AskedIn(msgspec.Struct, rename="camel", kw_only=True):
    """A company that was asked to take part."""

    company_name: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    municipality: Ags | None = None
    contact: Annotated[str, msgspec.Meta(max_length=300)] = ""
    asked_on: date
    outcome: AskedOutcome = AskedOutcome.OPEN
    note: Words = ""
    company_id: UUID | None = None


class AskedOut(msgspec.Struct, rename="camel", kw_only=True):
    """A company that was asked, by whom, and what became of it."""

    id: UUID
    company_name: str
    municipality: str | None
    municipality_name: str | None
    contact: str
    asked_by: str
    asked_on: date
    outcome: AskedOutcome
    note: str
    company_id: UUID | None


class ListColumn(msgspec.Struct, rename="camel"):
    """A column of a list that was handed in."""

    index: int
    header: str
    examples: list[str]


class ListRow(msgspec.Struct, rename="camel", kw_only=True):
    """What taking a row over would do."""

    line: int
    outcome: str
    """`new`, `update`, `unchanged`, `duplicate` (of another row) or `refused`."""
    provider: str
    title: str
    municipality_name: str
    category: Category | None
    kind: Kind | None
    message: Text | None
    """Why it is refused, or what to look at."""
    benefit_id: UUID | None


class BenefitListOut(msgspec.Struct, rename="camel", kw_only=True):
    """A list that was handed in: how it was read and what its rows would do."""

    id: UUID
    file_name: str
    status: str
    handed_in_at: datetime
    taken_over_at: datetime | None
    columns: list[ListColumn]
    mapping: dict[str, int]
    """Field by the index of its column: provider, title, category, kind, value, regular_price, card_price, conditions,
    municipality, postal_code, street, website, valid_from, valid_until, cards."""
    new: int
    updated: int
    unchanged: int
    duplicates: int
    refused: int
    rows: list[ListRow]
    """The first 200; those refused come first. The whole report is a file."""


class BenefitListRow(msgspec.Struct, rename="camel", kw_only=True):
    """A list in the list of lists."""

    id: UUID
    file_name: str
    status: str
    handed_in_at: datetime
    taken_over_at: datetime | None
    new: int
    updated: int
    refused: int


class ListMappingIn(msgspec.Struct, rename="camel"):
    """Which column holds which field; what is not named is not read."""

    mapping: dict[str, Position]

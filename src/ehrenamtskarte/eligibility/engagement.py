"""What is known of a person's engagement when the rules are applied: confirmed by others, or declared."""

from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec

from ehrenamtskarte.core.spans import Span, full_years, years_later
from ehrenamtskarte.eligibility.rules import Ground, Place
from ehrenamtskarte.hours.rules import Kind


class AllowanceKind(StrEnum):
    """What somebody gets for the engagement."""

    NONE = "none"
    REIMBURSEMENT = "reimbursement"
    """Real costs paid back: always fine."""
    VOLUNTEER = "volunteer"
    """Ehrenamtspauschale."""
    TRAINER = "trainer"
    """Übungsleiterpauschale."""


class Allowance(msgspec.Struct, frozen=True):
    """Money for the engagement in a year, as paid by one organisation."""

    kind: AllowanceKind
    cents_per_year: int = 0


class Organisation(msgspec.Struct, frozen=True):
    """Where somebody is engaged; `place` is None where it is not known."""

    id: UUID
    name: str
    place: Place | None = None


class Confirmation(msgspec.Struct, frozen=True, kw_only=True):
    """Something an organisation vouched for, by one or more people."""

    organisation: Organisation
    signed_by: frozenset[UUID] = frozenset()

    @property
    def span(self) -> Span:
        """The days it vouches for."""
        raise NotImplementedError


class ConfirmedHours(Confirmation, frozen=True, kw_only=True):
    """Confirmed minutes of a day or a period, `starts_on` and `ends_on` included."""

    kind: Kind
    starts_on: date
    ends_on: date
    minutes: int

    @property
    def span(self) -> Span:
        """The days of the work."""
        return Span(self.starts_on, self.ends_on)

    def minutes_within(self, window: Span) -> int:
        """The part that falls into a window: in proportion to its days, rounded up for the person."""
        return -(-self.minutes * self.span.overlap(window) // self.span.days)


class Statement(Confirmation, frozen=True, kw_only=True):
    """Since when somebody is engaged, how much a week, and what the organisation pays."""

    since: date
    stated_on: date
    until: date | None = None
    weekly_minutes: int | None = None
    allowance: Allowance | None = None

    @property
    def span(self) -> Span:
        """An open statement holds for a year after it was made, then it has to be made again."""
        return Span(self.since, self.until or years_later(self.stated_on, 1))

    def holds_on(self, day: date) -> bool:
        """Does it still vouch for this day?"""
        return self.span.first <= day <= self.span.last


class Proof(msgspec.Struct, frozen=True):
    """Something a rule set may accept instead of hours, e.g. a Juleica with its number and last day."""

    ground: Ground
    number: str = ""
    valid_until: date | None = None


class Engagement(msgspec.Struct, frozen=True, kw_only=True):
    """All that counts for the card; None and empty mean "not known yet"."""

    birth_date: date | None = None
    residence: Place | None = None
    hours: tuple[ConfirmedHours, ...] = ()
    statements: tuple[Statement, ...] = ()
    declared_allowances: tuple[Allowance, ...] | None = None
    proofs: tuple[Proof, ...] = ()

    def age_on(self, day: date) -> int | None:
        """The age in years, None while the birth date is missing."""
        return None if self.birth_date is None else full_years(self.birth_date, day)

    @property
    def confirmations(self) -> tuple[Confirmation, ...]:
        """All that organisations vouched for."""
        return (*self.hours, *self.statements)

    def current(self, day: date) -> tuple[Confirmation, ...]:
        """What is not long past: since the beginning of the last calendar year, up to the day."""
        recent = Span(date(day.year - 1, 1, 1), day)
        return tuple(item for item in self.confirmations if item.span.overlap(recent))

"""The HTTP surface of the till, and of the figures it leads to."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec

from ehrenamtskarte.benefits.rules import Cards, Kind, Limit
from ehrenamtskarte.core.text import Text


class TillVenue(msgspec.Struct, rename="camel"):
    """A venue a till may stand at."""

    id: UUID
    name: str
    municipality_name: str


class TillBenefit(msgspec.Struct, rename="camel", kw_only=True):
    """An offer as the till needs it, offline too."""

    id: UUID
    title: Text
    conditions: Text
    kind: Kind
    percent: int | None
    regular_cents: int | None
    card_cents: int | None
    amount_cents: int | None
    cards: Cards
    combinable: bool
    limit: Limit
    venues: list[UUID]
    """Where it holds; empty for one that holds nowhere but online."""
    valid_from: str | None
    valid_until: str | None
    weekdays: list[int]
    from_time: str | None
    until_time: str | None


class TillOut(msgspec.Struct, rename="camel"):
    """All that a till keeps on the device."""

    company_id: UUID
    company_name: str
    venues: list[TillVenue]
    benefits: list[TillBenefit]


class RedemptionIn(msgspec.Struct, rename="camel", kw_only=True):
    """A benefit to be given now: the text of a card's code, or the short code that its holder reads out."""

    benefit_id: UUID
    venue_id: UUID | None = None
    till: UUID
    nonce: UUID
    token: Annotated[str, msgspec.Meta(max_length=4000)] = ""
    short_code: Annotated[str, msgspec.Meta(max_length=20)] = ""


class RedemptionOut(msgspec.Struct, rename="camel", kw_only=True):
    """What the till is told: the answer to the check, and whether the benefit was noted as given."""

    id: UUID | None
    """None where the card does not count; then nothing was noted."""
    result: str
    reason: str
    kind: str | None
    display_name: str | None
    redeemed_at: datetime
    undo_until: datetime | None


class OfflineRedemptionIn(msgspec.Struct, rename="camel", kw_only=True):
    """A benefit that was given while the till had no network; the time by its clock, corrected as for checks."""

    benefit_id: UUID
    venue_id: UUID | None = None
    nonce: UUID
    token: Annotated[str, msgspec.Meta(max_length=4000)]
    scanned_at: Annotated[datetime, msgspec.Meta(tz=True)]
    undone: bool = False


class SyncIn(msgspec.Struct, rename="camel"):
    """What a till kept while it was offline."""

    till: UUID
    redemptions: Annotated[list[OfflineRedemptionIn], msgspec.Meta(max_length=200)]


class SyncedOut(msgspec.Struct, rename="camel", kw_only=True):
    """What became of one of them; each is kept, whatever the conflict."""

    nonce: UUID
    id: UUID
    conflict: str
    """Empty, or `limit` (given twice), `invalid` (the card did not count), `not_valid` (the offer did not hold then)."""


class RedemptionRow(msgspec.Struct, rename="camel", kw_only=True):
    """A redemption in the company's list; without any name."""

    id: UUID
    benefit_title: Text
    venue_name: str
    redeemed_at: datetime
    offline: bool
    conflict: str
    undone_at: datetime | None


class Counts(msgspec.Struct, rename="camel", kw_only=True):
    """How often; None hides fewer than 5 and, among the parts of a sum, what would give such a number away."""

    seen: int | None
    opened: int | None
    redeemed: int | None


class MonthFigures(Counts, rename="camel", kw_only=True):
    """The counts of a month, as 2026-11."""

    month: str


class BenefitFigures(Counts, rename="camel", kw_only=True):
    """The counts of an offer."""

    benefit_id: UUID
    title: Text


class VenueFigures(msgspec.Struct, rename="camel", kw_only=True):
    """The redemptions at a venue (no id, no name: at none, as online); None hides as in the counts."""

    venue_id: UUID | None
    name: str
    redeemed: int | None


class FiguresOut(msgspec.Struct, rename="camel", kw_only=True):
    """A year of a company in numbers, without any person."""

    year: int
    years: list[int]
    total: Counts
    months: list[MonthFigures]
    benefits: list[BenefitFigures]
    venues: list[VenueFigures]


class NumbersIn(msgspec.Struct, rename="camel"):
    """Offers that were on a screen."""

    benefits: Annotated[list[UUID], msgspec.Meta(max_length=100)]

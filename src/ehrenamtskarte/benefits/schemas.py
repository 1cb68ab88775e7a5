"""The HTTP surface of offers: terms, what everybody finds, what a holder keeps."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import msgspec

from ehrenamtskarte.benefits.rules import (
    EVERY_DAY,
    Cards,
    Category,
    ChangeStatus,
    Codes,
    Joining,
    Kind,
    Limit,
    ReportKind,
    Status,
    Terms,
)
from ehrenamtskarte.companies.schemas import ClockTime, CompanyIn, VenueIn, VenueOut, Weekday
from ehrenamtskarte.core.text import NOTHING_SAID, Text

if TYPE_CHECKING:
    from ehrenamtskarte.benefits.offering.offers import Change, Managed

Cents = Annotated[int, msgspec.Meta(ge=0, le=100_000_000)]


class TermsIn(msgspec.Struct, rename="camel", kw_only=True):
    """All that an offer promises; the rules say which fields its kind needs."""

    title: Text
    conditions: Text = NOTHING_SAID
    category: Category
    kind: Kind
    percent: int | None = None
    regular_cents: Cents | None = None
    card_cents: Cents | None = None
    amount_cents: Cents | None = None
    cards: Cards = Cards.BOTH
    combinable: bool = True
    valid_from: date | None = None
    valid_until: date | None = None
    weekdays: Annotated[list[Weekday], msgspec.Meta(max_length=7)] = msgspec.field(
        default_factory=lambda: list(EVERY_DAY)
    )
    from_time: ClockTime | None = None
    until_time: ClockTime | None = None
    limit: Limit = Limit.NONE
    all_venues: bool = True
    venues: Annotated[list[UUID], msgspec.Meta(max_length=500)] = []
    online: bool = False
    online_url: Annotated[str, msgspec.Meta(max_length=300)] = ""
    codes: Codes = Codes.NONE
    code: Annotated[str, msgspec.Meta(max_length=80)] = ""
    picture: UUID | None = None
    deadline: datetime | None = None
    prizes: Annotated[int, msgspec.Meta(ge=1, le=10_000)] | None = None

    @classmethod
    def of(cls, terms: Terms) -> "TermsIn":
        same = {name: getattr(terms, name) for name in cls.__struct_fields__}
        return cls(**same | {"weekdays": list(terms.weekdays), "venues": list(terms.venues)})

    def terms(self) -> Terms:
        """The same for the service."""
        same = {name: getattr(self, name) for name in self.__struct_fields__}
        return Terms(**same | {"weekdays": tuple(self.weekdays), "venues": tuple(self.venues)})


class RegistrationIn(msgspec.Struct, rename="camel", kw_only=True):
    """A company with its first venue (none where it only offers online) and its first offer, in one go."""

    company: CompanyIn
    venue: VenueIn | None = None
    benefit: TermsIn
    handover: Annotated[str, msgspec.Meta(max_length=254)] = ""
    """Only from an office: the address of whoever will manage it."""

    def joining(self) -> Joining:
        """The same for the service."""
        return Joining(
            company=self.company.registration(),
            venue=self.venue.data() if self.venue else None,
            terms=self.benefit.terms(),
        )


class RegistrationOut(msgspec.Struct, rename="camel"):
    """What was registered."""

    company_id: UUID
    benefit_id: UUID


class ChangeOut(msgspec.Struct, rename="camel", kw_only=True):
    """Other terms that wait for the office, or what it last said to such."""

    status: ChangeStatus
    terms: TermsIn
    reason: str
    proposed_at: datetime

    @classmethod
    def of(cls, change: "Change") -> "ChangeOut":
        return cls(
            status=change.status,
            terms=TermsIn.of(change.terms),
            reason=change.reason,
            proposed_at=change.proposed_at,
        )


class BenefitManaged(msgspec.Struct, rename="camel", kw_only=True):
    """An offer for its company and its office."""

    id: UUID
    company_id: UUID
    terms: TermsIn
    status: Status
    reason: str
    paused_at: datetime | None
    revision: int
    submitted_at: datetime
    published_at: datetime | None
    confirmed_at: datetime
    change: ChangeOut | None
    """The waiting change, or the last one if it was rejected and nothing came after."""
    codes_total: int = 0
    codes_left: int = 0
    drawn_at: datetime | None = None

    @classmethod
    def of(cls, found: "Managed") -> "BenefitManaged":
        same = {name: getattr(found, name) for name in cls.__struct_fields__}
        change = ChangeOut.of(found.change) if found.change else None
        return cls(**same | {"terms": TermsIn.of(found.terms), "change": change})


class TermsChangeIn(msgspec.Struct, rename="camel", kw_only=True):
    """Other terms; `revision` is the one that was edited."""

    revision: int
    terms: TermsIn


class CodesIn(msgspec.Struct, rename="camel"):
    """Single codes to add to the pool, one a line; at most 5,000 at once."""

    codes: Annotated[str, msgspec.Meta(max_length=500_000)]


class CodesAdded(msgspec.Struct, rename="camel"):
    """What adding codes did."""

    added: int
    known_already: int
    total: int
    left: int


class CompanyNamed(msgspec.Struct, rename="camel"):
    """A company by name."""

    id: UUID
    name: str


class Place(msgspec.Struct, rename="camel", kw_only=True):
    """Where an offer holds: the nearest of its venues when somebody looks near a point, else its first."""

    venue: str
    municipality_name: str
    km: float | None = None


class BenefitFound(msgspec.Struct, rename="camel", kw_only=True):
    """An offer in the public list."""

    id: UUID
    title: Text
    company: CompanyNamed
    category: Category
    kind: Kind
    percent: int | None
    regular_cents: int | None
    card_cents: int | None
    amount_cents: int | None
    cards: Cards
    place: Place | None
    """None for offers that hold nowhere but online."""
    venues: int
    statewide: bool
    online: bool
    picture: UUID | None
    picture_alt: Text
    valid_until: date | None
    valid_today: bool
    is_new: bool
    deadline: datetime | None


class BenefitsFound(msgspec.Struct, rename="camel", kw_only=True):
    """A page of offers; `next` goes into `page`. `understood` is what a misspelled search was read as."""

    items: list[BenefitFound]
    next: str | None
    total: int
    understood: str | None = None


class BenefitPoints(msgspec.Struct, rename="camel", kw_only=True):
    """What the map draws: points with their number of offers, and the number of offers per municipality.

    `points` is flat: latitude, longitude, offers, and so on; the coordinates in 1/10,000 degree, each as the
    difference to the point before.
    """

    points: list[int]
    municipalities: dict[str, int]
    total: int


class BenefitOut(msgspec.Struct, rename="camel", kw_only=True):
    """An offer as everybody sees it."""

    id: UUID
    title: Text
    conditions: Text
    company: CompanyNamed
    company_website: str
    category: Category
    kind: Kind
    percent: int | None
    regular_cents: int | None
    card_cents: int | None
    amount_cents: int | None
    cards: Cards
    combinable: bool
    valid_from: date | None
    valid_until: date | None
    weekdays: list[int]
    from_time: str | None
    until_time: str | None
    valid_today: bool
    is_new: bool
    limit: Limit
    statewide: bool
    online: bool
    online_url: str
    codes: Codes
    picture: UUID | None
    picture_alt: Text
    venues: list[VenueOut]
    published_at: datetime
    confirmed_at: datetime
    deadline: datetime | None
    prizes: int | None


class TownList(msgspec.Struct, rename="camel", kw_only=True):
    """All that holds in a town, for paper: its own offers, those of its neighbourhood left out, and the statewide ones."""

    ags: str
    municipality_name: str
    as_of: date
    local: list[BenefitOut]
    statewide: list[BenefitOut]


class BenefitsCopy(msgspec.Struct, rename="camel", kw_only=True):
    """A copy of the list for a phone: offers near a town, and the statewide ones."""

    ags: str
    municipality_name: str
    made_at: datetime
    items: list[BenefitOut]


class PartnerFigures(msgspec.Struct, rename="camel", kw_only=True):
    """How often a company's benefits were used in a year, as it agreed to publish; None hides fewer than 5."""

    year: int
    redeemed: int | None


class PartnerOut(msgspec.Struct, rename="camel", kw_only=True):
    """The public profile of a company."""

    id: UUID
    name: str
    municipality_name: str
    statewide: bool
    website: str
    logo: UUID | None
    logo_alt: Text
    about: Text
    release_days: int | None
    volunteering: Text
    sponsorship: Text
    since: date
    venues: list[VenueOut]
    benefits: list[BenefitFound]
    figures: list[PartnerFigures]


class FavouriteOut(msgspec.Struct, rename="camel", kw_only=True):
    """An offer that somebody keeps, with what became of it."""

    benefit: BenefitFound
    available: bool
    """False once the offer ended, pauses or was withdrawn."""
    since: datetime


class CodeOut(msgspec.Struct, rename="camel", kw_only=True):
    """The holder's code of an online offer."""

    code: str
    url: str
    given_at: datetime | None
    until: date | None
    """The last day of the time the limit counts in; a new code comes afterwards."""


class CodeMine(msgspec.Struct, rename="camel", kw_only=True):
    """A single code that somebody took, with the offer it is for."""

    benefit: BenefitFound
    code: str
    url: str
    given_at: datetime
    until: date | None
    """As in CodeOut; None for once per card."""


class EntryOut(msgspec.Struct, rename="camel", kw_only=True):
    """Somebody's part in a raffle."""

    benefit: BenefitFound
    number: int
    entered_at: datetime
    deadline: datetime
    drawn_at: datetime | None
    won: bool | None
    claim: str | None
    """What a winner shows the company."""


class WinnerOut(msgspec.Struct, rename="camel"):
    """What a winner will show the company; nobody's name."""

    number: int
    claim: str


class DrawOut(msgspec.Struct, rename="camel", kw_only=True):
    """What anybody needs to check a draw; the seed is public once it is drawn.

    The commitment is the SHA-256 digest of the seed, both in hexadecimal. The winners are the first `prizes` of
    `numbers` in the order of HMAC-SHA-256(seed, number in decimal digits).
    """

    deadline: datetime
    prizes: int
    entries: int | None
    """None hides fewer than 5 before the draw."""
    commitment: str
    seed: str | None
    drawn_at: datetime | None
    numbers: list[int] | None
    """All that took part, once it is drawn; whoever took the entry back left a gap."""
    winning_numbers: list[int] | None
    """In the order of the draw."""


class ReportIn(msgspec.Struct, rename="camel", kw_only=True):
    """What a holder reports about an offer."""

    kind: ReportKind
    venue_id: UUID | None = None
    happened_on: date | None = None
    text: Annotated[str, msgspec.Meta(max_length=2000)] = ""


class ReportMine(msgspec.Struct, rename="camel", kw_only=True):
    """A report of one's own and what the office answered."""

    id: UUID
    benefit_id: UUID
    benefit_title: Text
    company_name: str
    kind: ReportKind
    reported_at: datetime
    answer: str
    closed_at: datetime | None

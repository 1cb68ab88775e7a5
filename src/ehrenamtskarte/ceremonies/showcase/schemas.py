"""The HTTP surface of the showcase and of corporate engagement."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec

from ehrenamtskarte.ceremonies.stage.stage_rules import CompanyRole, LaureateKind
from ehrenamtskarte.core.text import NOTHING_SAID, Text

Line = Annotated[str, msgspec.Meta(max_length=200)]


class EnabledHours(msgspec.Struct, rename="camel"):
    """Hours a company made possible in a year, as clubs confirmed them; never of fewer than 5 people."""

    year: int
    hours: int
    people: int
    clubs: int


class CompanyFacts(msgspec.Struct, rename="camel", kw_only=True):
    """What is shown of a company."""

    id: UUID
    name: str
    municipality_name: str = ""
    logo: UUID | None = None
    logo_alt: Text = NOTHING_SAID
    since: int | None = None
    release_days: int | None = None
    volunteering: Text = NOTHING_SAID
    sponsorship: Text = NOTHING_SAID
    offers: int = 0
    redeemed: int | None = None
    """Only where the company agreed to publish it."""
    enabled: EnabledHours | None = None
    gift: Text = NOTHING_SAID
    quote: Text = NOTHING_SAID
    quote_by: str = ""


class ShownLaureate(msgspec.Struct, rename="camel", kw_only=True):
    """Somebody who agreed to be named."""

    id: UUID
    kind: LaureateKind
    name: str
    award: Text
    laudator: str = ""
    laudatio: Text = NOTHING_SAID
    quote: Text = NOTHING_SAID
    supporter: UUID | None = None
    """The company behind the engagement, where it is shown, too."""
    supporter_name: str = ""
    picture: UUID | None = None
    picture_alt: Text = NOTHING_SAID
    picture_credit: str = ""


class ShowcaseOut(msgspec.Struct, rename="camel", kw_only=True):
    """Who was honoured, and the companies behind them."""

    laureates: list[ShownLaureate]
    not_named: int
    """Honours of people who are not named in public."""
    partners: list[CompanyFacts]
    sponsors: list[CompanyFacts]


class OwnPartOut(msgspec.Struct, rename="camel", kw_only=True):
    """A company's part in an event, for the company."""

    id: UUID
    ceremony: UUID
    title: Text
    starts_at: datetime
    place: str
    office_name: str
    role: CompanyRole
    gift: Text
    quote: Text
    quote_by: str
    agreed_at: datetime | None
    showcase_public: bool


class AgreementIn(msgspec.Struct, rename="camel"):
    """What the company says, in its own words; with it it agrees to all that is shown."""

    quote: Text = NOTHING_SAID
    quote_by: Line = ""
    gift: Text | None = None
    """What the event said it gives when the company read it: other words are read first."""


class EnabledYear(msgspec.Struct, rename="camel"):
    """A year of a company; null where fewer than 5 people stand behind it."""

    year: int
    hours: int | None
    people: int | None
    clubs: int | None


class RegionOut(msgspec.Struct, rename="camel", kw_only=True):
    """Corporate engagement in one administrative region; null where it would tell of fewer than 5."""

    key: str
    name: str
    companies: int | None
    with_release_days: int | None
    release_days: int | None
    volunteering: int | None
    offers: int | None
    hours: int | None
    """Of companies with at least 5 people."""


class CorporateEngagementOut(msgspec.Struct, rename="camel", kw_only=True):
    """What companies do for volunteering, by administrative region."""

    year: int
    years: list[int]
    regions: list[RegionOut]
    total: RegionOut

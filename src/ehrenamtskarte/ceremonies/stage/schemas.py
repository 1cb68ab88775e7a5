"""The HTTP surface of laureates, companies on stage, and the stage itself."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec

from ehrenamtskarte.ceremonies.rules import Consent
from ehrenamtskarte.ceremonies.showcase.schemas import CompanyFacts
from ehrenamtskarte.ceremonies.stage.stage_rules import CompanyRole, LaureateKind, SlideKind
from ehrenamtskarte.core.text import NOTHING_SAID, Text

Name = Annotated[str, msgspec.Meta(max_length=300)]
Line = Annotated[str, msgspec.Meta(max_length=200)]
Mail = Annotated[str, msgspec.Meta(max_length=254)]


class LaureateIn(msgspec.Struct, rename="camel", kw_only=True):
    """Somebody who is honoured; `revision` is the one that was edited."""

    kind: LaureateKind
    name: Name
    award: Text = NOTHING_SAID
    email: Mail = ""
    laudator: Name = ""
    laudatio: Text = NOTHING_SAID
    quote: Text = NOTHING_SAID
    organisation: UUID | None = None
    company: UUID | None = None
    supporter: UUID | None = None
    """The company that stands behind the engagement."""
    consent: Consent = Consent.OPEN
    revision: int | None = None


class PortraitOut(msgspec.Struct, rename="camel"):
    """A laureate's picture for the stage, and whether the public sees it."""

    id: UUID
    alt: Text
    published: bool


class LaureateOut(msgspec.Struct, rename="camel", kw_only=True):
    """Somebody who is honoured, for the office."""

    id: UUID
    kind: LaureateKind
    name: str
    award: Text
    email: str
    laudator: str
    laudatio: Text
    quote: Text
    person: UUID | None
    organisation: UUID | None
    company: UUID | None
    company_name: str | None
    supporter: UUID | None
    supporter_name: str | None
    consent: Consent
    picture: PortraitOut | None
    revision: int


class OrderIn(msgspec.Struct, rename="camel"):
    """All of them, in the order wanted."""

    ids: Annotated[list[UUID], msgspec.Meta(max_length=300)]


class CompanyOnStageIn(msgspec.Struct, rename="camel", kw_only=True):
    """A company that is shown, and what is said of it."""

    company: UUID
    role: CompanyRole
    gift: Text = NOTHING_SAID
    quote: Text = NOTHING_SAID
    quote_by: Line = ""


class CompanyOnStageOut(msgspec.Struct, rename="camel", kw_only=True):
    """A company that is shown, for the office; without `agreedAt` nobody sees it yet."""

    id: UUID
    company: UUID
    company_name: str
    takes_part: bool
    role: CompanyRole
    gift: Text
    quote: Text
    quote_by: str
    agreed_at: datetime | None


class Slide(msgspec.Struct, rename="camel", kw_only=True):
    """One slide; which parts it has depends on its kind."""

    id: str
    kind: SlideKind
    over: Text = NOTHING_SAID
    """The small line above the title."""
    title: Text
    text: Text = NOTHING_SAID
    by: str = ""
    """Who speaks."""
    quote: Text = NOTHING_SAID
    quote_by: str = ""
    picture: UUID | None = None
    picture_alt: Text = NOTHING_SAID
    companies: list[CompanyFacts] = msgspec.field(default_factory=list)
    """The one behind it; on the sponsors' wall all."""
    minutes: int = 0
    note: str = ""
    """For whoever drives the stage alone."""


class DeckOut(msgspec.Struct, rename="camel", kw_only=True):
    """Everything the stage shows, to be kept until `keptUntil`."""

    ceremony: UUID
    title: Text
    starts_at: datetime
    place: str
    slides: list[Slide]
    left_out: list[str]
    """Companies that have not agreed yet."""
    kept_until: datetime


class StageIn(msgspec.Struct, rename="camel"):
    """What the stage shall show; dark keeps the slide for later."""

    slide: Annotated[str, msgspec.Meta(max_length=60)]
    dark: bool = False


class StageState(msgspec.Struct, rename="camel"):
    """What the stage shows; `version` grows with every step."""

    slide: str
    dark: bool
    version: int

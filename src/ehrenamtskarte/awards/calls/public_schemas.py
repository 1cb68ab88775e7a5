"""The HTTP surface of calls as everybody sees them."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from ehrenamtskarte.awards.calls.public_rules import CallStanding, CallStep, PhaseState
from ehrenamtskarte.awards.form import CallQuestion, FormField
from ehrenamtskarte.awards.honouring.schemas_public import AwardResultShown
from ehrenamtskarte.awards.rules import CallStatus, Decider, EntrantKind, PhaseKind, Template
from ehrenamtskarte.core.text import Text


class PublicCallRow(msgspec.Struct, rename="camel", kw_only=True):
    """A call in the list for everybody."""

    id: UUID
    template: Template
    status: CallStatus
    standing: CallStanding
    year: int
    title: Text
    motto: Text
    office_name: str
    steps: list[CallStep]
    entry_from: date | None
    entry_until: date | None
    vote_until: date | None
    results_public: bool


class PublicPhase(msgspec.Struct, rename="camel", kw_only=True):
    """A part of a call's course; both days belong to it, `endsAt` is the first moment that is too late."""

    kind: PhaseKind
    state: PhaseState
    first_day: date
    last_day: date
    ends_at: datetime


class PublicCategory(msgspec.Struct, rename="camel", kw_only=True):
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
    """A company with a page of its own."""
    sponsor_name: str


class PublicNominee(msgspec.Struct, rename="camel", kw_only=True):
    """Who is on the shortlist, for what."""

    id: UUID
    kind: EntrantKind
    category: UUID | None
    name: str
    title: str
    teaser: str
    town: str | None
    website: str
    picture: UUID | None
    picture_alt: Text
    picture_credit: str


class AskHere(msgspec.Struct, rename="camel", kw_only=True):
    """Who at the office answers questions about a call."""

    name: str
    email: str
    phone: str


class PublicCallOut(msgspec.Struct, rename="camel", kw_only=True):
    """A call for everybody."""

    id: UUID
    template: Template
    status: CallStatus
    standing: CallStanding
    year: int
    title: Text
    motto: Text
    about: Text
    conditions: Text
    reason: Text
    """Why it is cancelled."""
    office_name: str
    ask: AskHere
    takes_organisations: bool
    takes_companies: bool
    takes_nominations: bool
    steps: list[CallStep]
    phases: list[PublicPhase]
    categories: list[PublicCategory]
    questions: list[CallQuestion]
    form: list[FormField]
    nominees: list[PublicNominee]
    standings_public: bool
    results: list[AwardResultShown]
    """Who won; empty until everybody may know."""

"""The HTTP surface of what follows an event."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import msgspec

from ehrenamtskarte.ceremonies.rules import Consent
from ehrenamtskarte.core.text import NOTHING_SAID, Text

Stars = Annotated[int, msgspec.Meta(ge=1, le=5)]
Remark = Annotated[str, msgspec.Meta(max_length=1000)]
Name = Annotated[str, msgspec.Meta(max_length=300)]
Cents = Annotated[int, msgspec.Meta(ge=0, le=100_000_000_00)]


class GuestCounts(msgspec.Struct, rename="camel", kw_only=True):
    """Parties that were invited and what they said; persons who were expected and who came."""

    invited: int = 0
    answered: int = 0
    accepted: int = 0
    declined: int = 0
    waiting: int = 0
    """Parties that wanted to come and found no place."""
    not_drawn: int = 0
    expected: int = 0
    """Persons of the parties that accepted."""
    came: int = 0
    """Persons, those included who came without an invitation."""
    no_shows: int = 0
    """Persons who were expected and did not come."""
    walk_ins: int = 0


class GroupCounts(GuestCounts, rename="camel", kw_only=True):
    """The same of one group of guests."""

    group_id: UUID
    name: str


class TownCounts(GuestCounts, rename="camel", kw_only=True):
    """The same of one town; empty where it is not known."""

    municipality: str
    name: str


class QuestionOut(msgspec.Struct, rename="camel"):
    """What all said to one question; hidden where fewer than five answered it."""

    name: str
    answers: int | None
    average: float | None
    spread: list[int] | None
    """How many gave one star, two, ... five."""


class SurveyOut(msgspec.Struct, rename="camel", kw_only=True):
    """The anonymous answers; nothing is shown of fewer than five."""

    answers: int | None
    """None: some, but fewer than five."""
    parties: int
    """How many parties came and may answer."""
    open_until: datetime | None
    questions: list[QuestionOut]
    praise: list[str]
    wishes: list[str]


class EventReportOut(msgspec.Struct, rename="camel", kw_only=True):
    """An event in numbers."""

    title: Text
    starts_at: datetime
    place: str
    town: str
    capacity: int
    cost_cents: int | None
    cost_per_head_cents: int | None
    total: GuestCounts
    groups: list[GroupCounts]
    towns: list[TownCounts]
    survey: SurveyOut


class NoShowOut(msgspec.Struct, rename="camel"):
    """A party that accepted and of which somebody did not come."""

    guest_id: UUID
    name: str
    group: str
    town: str
    party: int
    missing: int


class AfterwardsOut(msgspec.Struct, rename="camel", kw_only=True):
    """What there is to do after an event."""

    over: bool
    cancelled: bool
    came: int
    """Parties that came and have an e-mail address."""
    absent: int
    """Parties that answered, could not come and have an e-mail address."""
    without_email: int
    thanked: int
    to_thank: int
    thanking: bool
    """Mails are being sent."""
    laureates: int
    photos: int
    published_photos: int
    waiting_photos: int
    """Photos for which somebody was not asked yet or said no."""
    cost_cents: int | None
    photos_until: date | None
    photos_end: date
    needs_end: date
    """When it is forgotten who needs what."""
    names_end: date


class ClosingIn(msgspec.Struct, rename="camel"):
    """What the office adds once an event is over."""

    cost_cents: Cents | None
    photos_until: date | None


class ThanksIn(msgspec.Struct, rename="camel"):
    """Own words of the office in the mail of thanks; may be empty."""

    words: Text = NOTHING_SAID


class RunStarted(msgspec.Struct, rename="camel"):
    """Long work that began; its progress is in the list of runs."""

    run_id: UUID
    total: int


class FocusOut(msgspec.Struct, rename="camel"):
    """Somebody in the focus of a photo."""

    id: UUID
    attendee_id: UUID | None
    name: str
    consent: Consent


class FocusIn(msgspec.Struct, rename="camel"):
    """Somebody in the focus of a photo: a guest, or anybody else by name."""

    name: Name
    attendee_id: UUID | None = None
    consent: Consent = Consent.OPEN


class FocusListIn(msgspec.Struct, rename="camel"):
    """Everybody in the focus of a photo."""

    persons: list[FocusIn]


class PhotoOut(msgspec.Struct, rename="camel", kw_only=True):
    """A photo of an event for its office; it is shown at /api/ceremony-photos/{id}/large and /small."""

    id: UUID
    width: int
    height: int
    alt: Text
    credit: str
    published: bool
    publishable: bool
    """Whether everybody in its focus agreed."""
    delete_on: date
    laureate_id: UUID | None
    persons: list[FocusOut]


class PhotoIn(msgspec.Struct, rename="camel", kw_only=True):
    """What is said of a photo."""

    alt: Text
    credit: str = ""
    delete_on: date | None = None
    laureate_id: UUID | None = None


class CandidateOut(msgspec.Struct, rename="camel"):
    """A guest who may be in the focus of a photo, and what they said about photos; a companion may have no name."""

    attendee_id: UUID
    name: str
    party: str
    came: bool
    photo_consent: Consent


class GalleryPhoto(msgspec.Struct, rename="camel", kw_only=True):
    """A photo that everybody may see; it is shown at /api/ceremony-photos/{id}/large and /small."""

    id: UUID
    width: int
    height: int
    alt: Text
    credit: str


class OwnPhoto(msgspec.Struct, rename="camel", kw_only=True):
    """A photo with somebody of the party in its focus, and what they said to it."""

    id: UUID
    photo_id: UUID
    name: str
    consent: Consent
    width: int
    height: int
    alt: Text
    published: bool


class ThankedOut(msgspec.Struct, rename="camel", kw_only=True):
    """What a guest finds behind the link of the mail of thanks."""

    ceremony_id: UUID
    title: Text
    starts_at: datetime
    place: str
    name: str
    language: str
    over: bool
    came: bool
    certificate: bool
    survey_open: bool
    surveyed: bool
    photos: list[OwnPhoto]
    contact_name: str
    contact_email: str


class SurveyIn(msgspec.Struct, rename="camel", kw_only=True):
    """What a guest thought, from 1 (poor) to 5 (great); nothing leads back to them."""

    overall: Stars
    programme: Stars | None = None
    organisation: Stars | None = None
    access: Stars | None = None
    praise: Remark = ""
    wish: Remark = ""


class ConsentIn(msgspec.Struct, rename="camel"):
    """What somebody says about a photo they are on."""

    consent: Consent

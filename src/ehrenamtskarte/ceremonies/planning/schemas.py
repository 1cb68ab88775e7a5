"""The HTTP surface of planning."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec

from ehrenamtskarte.ceremonies.planning.figures import Figures
from ehrenamtskarte.ceremonies.planning.planning_rules import (
    MOST_DOORS,
    MOST_ITEMS,
    MOST_LANGUAGES,
    MOST_STOPS,
    ItemKind,
)
from ehrenamtskarte.ceremonies.rules import MOST_CAPACITY, MOST_COMPANIONS, Audience, Status
from ehrenamtskarte.core.text import Text

Line = Annotated[str, msgspec.Meta(max_length=200)]
PostalCode = Annotated[str, msgspec.Meta(pattern="^([0-9]{5})?$")]
Ags = Annotated[str, msgspec.Meta(pattern="^[0-9]{8}$")]
Phone = Annotated[str, msgspec.Meta(max_length=40)]
Capacity = Annotated[int, msgspec.Meta(ge=1, le=MOST_CAPACITY)]
Companions = Annotated[int, msgspec.Meta(ge=0, le=MOST_COMPANIONS)]
Language = Annotated[str, msgspec.Meta(pattern="^[a-z]{2,3}$")]
Languages = Annotated[list[Language], msgspec.Meta(min_length=1, max_length=MOST_LANGUAGES)]
Moment = Annotated[datetime, msgspec.Meta(tz=True)]
Hours = Annotated[int, msgspec.Meta(ge=1, le=720)]
Cents = Annotated[int, msgspec.Meta(ge=0, le=100_000_000_00)]
ShortName = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
Speaker = Annotated[str, msgspec.Meta(max_length=300)]
Note = Annotated[str, msgspec.Meta(max_length=2000)]
Latitude = Annotated[float, msgspec.Meta(ge=50, le=53)]
Longitude = Annotated[float, msgspec.Meta(ge=5, le=10)]
"""The state lies well within."""
Minutes = Annotated[int, msgspec.Meta(ge=0, le=1440)]


class TitleIn(msgspec.Struct, frozen=True):
    """A short line in German and, where somebody wrote it, English."""

    de: Line
    en: Line = ""

    def text(self) -> Text:
        """The same for the service."""
        return Text(self.de, self.en)


class WordsIn(msgspec.Struct, frozen=True):
    """Some sentences in German and, where somebody wrote them, English."""

    de: Annotated[str, msgspec.Meta(max_length=4000)]
    en: Annotated[str, msgspec.Meta(max_length=4000)] = ""

    def text(self) -> Text:
        """The same for the service."""
        return Text(self.de, self.en)


class CeremonyIn(msgspec.Struct, rename="camel", kw_only=True):
    """A new event, a draft; all else can be added later. Without a deadline, answers are due two weeks before."""

    title: TitleIn
    starts_at: Moment
    ends_at: Moment
    place: Line
    municipality: Ags
    capacity: Capacity
    audience: Audience = Audience.INVITED
    street: Line = ""
    postal_code: PostalCode = ""
    doors_open_at: Moment | None = None
    answer_by: Moment | None = None
    companions_each: Companions = 1
    series: UUID | None = None

    def values(self) -> dict[str, Any]:
        """What it says, by name."""
        return _plain({name: getattr(self, name) for name in self.__struct_fields__})


class CeremonyChangesIn(msgspec.Struct, rename="camel", kw_only=True):
    """Changes to an event; what is not given stays. `revision` is the one that was edited."""

    revision: int
    title: TitleIn | msgspec.UnsetType = msgspec.UNSET
    about: WordsIn | msgspec.UnsetType = msgspec.UNSET
    audience: Audience | msgspec.UnsetType = msgspec.UNSET
    series: UUID | None | msgspec.UnsetType = msgspec.UNSET
    starts_at: Moment | msgspec.UnsetType = msgspec.UNSET
    ends_at: Moment | msgspec.UnsetType = msgspec.UNSET
    doors_open_at: Moment | None | msgspec.UnsetType = msgspec.UNSET
    answer_by: Moment | None | msgspec.UnsetType = msgspec.UNSET
    place: Line | msgspec.UnsetType = msgspec.UNSET
    street: Line | msgspec.UnsetType = msgspec.UNSET
    postal_code: PostalCode | msgspec.UnsetType = msgspec.UNSET
    municipality: Ags | msgspec.UnsetType = msgspec.UNSET
    latitude: Latitude | None | msgspec.UnsetType = msgspec.UNSET
    longitude: Longitude | None | msgspec.UnsetType = msgspec.UNSET
    directions: WordsIn | msgspec.UnsetType = msgspec.UNSET
    languages: Languages | msgspec.UnsetType = msgspec.UNSET
    step_free: bool | None | msgspec.UnsetType = msgspec.UNSET
    accessible_toilet: bool | None | msgspec.UnsetType = msgspec.UNSET
    hearing_loop: bool | None | msgspec.UnsetType = msgspec.UNSET
    sign_language: bool | None | msgspec.UnsetType = msgspec.UNSET
    accessibility: WordsIn | msgspec.UnsetType = msgspec.UNSET
    photo_notice: WordsIn | msgspec.UnsetType = msgspec.UNSET
    capacity: Capacity | msgspec.UnsetType = msgspec.UNSET
    companions_each: Companions | msgspec.UnsetType = msgspec.UNSET
    move_up_hours: Hours | msgspec.UnsetType = msgspec.UNSET
    contact_name: Line | msgspec.UnsetType = msgspec.UNSET
    contact_email: Line | msgspec.UnsetType = msgspec.UNSET
    contact_phone: Phone | msgspec.UnsetType = msgspec.UNSET
    cost_cents: Cents | None | msgspec.UnsetType = msgspec.UNSET
    photos_until: date | None | msgspec.UnsetType = msgspec.UNSET
    showcase_public: bool | msgspec.UnsetType = msgspec.UNSET

    def changes(self) -> dict[str, Any]:
        """Only the given fields, without the revision."""
        given = {name: getattr(self, name) for name in self.__struct_fields__ if name != "revision"}
        return _plain({name: value for name, value in given.items() if value is not msgspec.UNSET})


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value.text() if isinstance(value, (TitleIn, WordsIn)) else value
        for name, value in values.items()
    }


class CeremonyDuplicateIn(msgspec.Struct, rename="camel", kw_only=True):
    """Without a day it is the same weekday of the next year."""

    starts_at: Moment | None = None


class CeremonyMoveIn(msgspec.Struct, rename="camel", kw_only=True):
    """A new day; without one the old day no longer holds and a new one follows. `tell` mails all guests."""

    starts_at: Moment | None = None
    ends_at: Moment | None = None
    answer_by: Moment | None = None
    reason: WordsIn = msgspec.field(default_factory=lambda: WordsIn(""))
    tell: bool = True


class CeremonyCancelIn(msgspec.Struct, rename="camel", kw_only=True):
    """Why it does not take place; `tell` mails all guests."""

    reason: WordsIn
    tell: bool = True


class CeremonyFiguresOut(msgspec.Struct, rename="camel", kw_only=True):
    """Parties are those who were asked, persons count companions too."""

    candidates: int
    """On the list and not asked yet."""
    not_drawn: int
    invited: int
    unanswered: int
    accepted: int
    accepted_persons: int
    declined: int
    waiting: int
    waiting_persons: int
    held: int
    """Places that are promised: accepted, or offered to somebody who waits."""
    seats_left: int
    without_email: int
    """Of those asked; they hear by letter or phone."""
    admitted: int

    @classmethod
    def of(cls, figures: Figures, capacity: int) -> "CeremonyFiguresOut":
        counted = {name: getattr(figures, name) for name in figures.__dataclass_fields__}
        return cls(seats_left=max(0, capacity - figures.held), **counted)


class CeremonyOut(msgspec.Struct, rename="camel", kw_only=True):
    """An event for its office."""

    id: UUID
    office: UUID | None
    series: UUID | None
    series_title: Text | None
    status: Status
    audience: Audience
    title: Text
    about: Text
    starts_at: datetime
    ends_at: datetime
    doors_open_at: datetime | None
    place: str
    street: str
    postal_code: str
    municipality: str
    municipality_name: str
    latitude: float | None
    longitude: float | None
    directions: Text
    languages: list[str]
    step_free: bool | None
    accessible_toilet: bool | None
    hearing_loop: bool | None
    sign_language: bool | None
    accessibility: Text
    photo_notice: Text
    capacity: int
    companions_each: int
    answer_by: datetime | None
    move_up_hours: int
    contact_name: str
    contact_email: str
    contact_phone: str
    cost_cents: int | None
    photos_until: date | None
    showcase_public: bool
    reason: Text
    revision: int
    published_at: datetime | None
    cancelled_at: datetime | None
    postponed_from: datetime | None
    over: bool
    figures: CeremonyFiguresOut


class CeremonyRow(msgspec.Struct, rename="camel", kw_only=True):
    """An event in an office's list."""

    id: UUID
    title: Text
    status: Status
    audience: Audience
    starts_at: datetime
    ends_at: datetime
    place: str
    municipality_name: str
    capacity: int
    series: UUID | None
    series_title: Text | None
    invited: int
    accepted_persons: int
    held: int
    waiting: int
    admitted: int


class ProgrammeItemIn(msgspec.Struct, rename="camel", kw_only=True):
    """A point of the programme; with its `id` it stays the same one."""

    kind: ItemKind
    minutes: Minutes
    title: TitleIn
    id: UUID | None = None
    speaker: Speaker = ""
    laureate: UUID | None = None
    note: Note = ""


class ProgrammeIn(msgspec.Struct, rename="camel", kw_only=True):
    """The whole programme in its order."""

    items: Annotated[list[ProgrammeItemIn], msgspec.Meta(max_length=MOST_ITEMS)]


class ProgrammeItemOut(msgspec.Struct, rename="camel", kw_only=True):
    """A point of the programme with when it begins; the note is for the office and the stage."""

    id: UUID
    position: int
    kind: ItemKind
    starts_at: datetime
    minutes: int
    title: Text
    speaker: str
    laureate: UUID | None
    note: str


class PlannedDoorIn(msgspec.Struct, rename="camel", kw_only=True):
    """A door; with its `id` it stays the same one, and phones stay at it."""

    name: ShortName
    id: UUID | None = None


class PlannedDoorsIn(msgspec.Struct, rename="camel", kw_only=True):
    """All doors in their order."""

    doors: Annotated[list[PlannedDoorIn], msgspec.Meta(max_length=MOST_DOORS)]


class PlannedDoorOut(msgspec.Struct, rename="camel", kw_only=True):
    """Where guests come in."""

    id: UUID
    name: str


class SeriesStopIn(msgspec.Struct, rename="camel", kw_only=True):
    """One event of a series."""

    municipality: Ags
    starts_at: Moment
    ends_at: Moment
    place: Line
    street: Line = ""
    postal_code: PostalCode = ""
    capacity: Capacity = 100


class SeriesIn(msgspec.Struct, rename="camel", kw_only=True):
    """A series; each stop becomes a draft named after its town."""

    title: TitleIn
    stops: Annotated[list[SeriesStopIn], msgspec.Meta(max_length=MOST_STOPS)] = msgspec.field(
        default_factory=list
    )
    audience: Audience = Audience.INVITED


class SeriesTitleIn(msgspec.Struct, rename="camel", kw_only=True):
    """Another name."""

    title: TitleIn


class SeriesOut(msgspec.Struct, rename="camel", kw_only=True):
    """Events that belong together."""

    id: UUID
    title: Text
    ceremonies: int


class PublicCeremonyRow(msgspec.Struct, rename="camel", kw_only=True):
    """An event in the list for everybody."""

    id: UUID
    title: Text
    status: Status
    starts_at: datetime
    ends_at: datetime
    place: str
    municipality_name: str
    office_name: str


class PublicProgrammeItem(msgspec.Struct, rename="camel", kw_only=True):
    """A point of the programme for everybody."""

    kind: ItemKind
    starts_at: datetime
    minutes: int
    title: Text
    speaker: str


class PublicCeremonyOut(msgspec.Struct, rename="camel", kw_only=True):
    """An event for everybody."""

    id: UUID
    status: Status
    audience: Audience
    title: Text
    about: Text
    office_name: str
    series_title: Text | None
    starts_at: datetime
    ends_at: datetime
    doors_open_at: datetime | None
    postponed_from: datetime | None
    reason: Text
    place: str
    street: str
    postal_code: str
    municipality_name: str
    latitude: float | None
    longitude: float | None
    directions: Text
    languages: list[str]
    step_free: bool | None
    accessible_toilet: bool | None
    hearing_loop: bool | None
    sign_language: bool | None
    accessibility: Text
    photo_notice: Text
    answer_by: datetime | None
    companions_each: int
    seats_left: int | None
    """Of events anybody may come to."""
    drawn: bool
    """Whether guests were drawn by lot: then anybody can repeat it."""
    over: bool
    contact_name: str
    contact_email: str
    contact_phone: str
    programme: list[PublicProgrammeItem]

"""The HTTP surface of companies."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec

from ehrenamtskarte.companies.places import Opening, VenueData
from ehrenamtskarte.companies.rules import Around, Colleague, Registration, Status
from ehrenamtskarte.companies.tables import Company
from ehrenamtskarte.core.text import NOTHING_SAID, Text

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Line = Annotated[str, msgspec.Meta(max_length=200)]
Web = Annotated[str, msgspec.Meta(max_length=300)]
Words = Annotated[str, msgspec.Meta(max_length=2000)]
Note = Annotated[str, msgspec.Meta(max_length=500)]
Phone = Annotated[str, msgspec.Meta(max_length=40)]
Ags = Annotated[str, msgspec.Meta(pattern="^[0-9]{8}$")]
PostalCode = Annotated[str, msgspec.Meta(pattern="^([0-9]{5})?$")]
ClockTime = Annotated[str, msgspec.Meta(pattern="^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$")]
Weekday = Annotated[int, msgspec.Meta(ge=0, le=6)]


class CompanyIn(msgspec.Struct, rename="camel", kw_only=True):
    """A company as it registers; the contact is never public."""

    name: Name
    municipality: Ags
    statewide: bool = False
    website: Web = ""
    contact_name: Line = ""
    contact_email: Line = ""
    contact_phone: Phone = ""

    def registration(self) -> Registration:
        """The same for the service."""
        return Registration(**{name: getattr(self, name) for name in self.__struct_fields__})


class CompanyChangesIn(msgspec.Struct, rename="camel", kw_only=True):
    """Changes to a company; what is not given stays. `revision` is the one that was edited."""

    revision: int
    name: Name | msgspec.UnsetType = msgspec.UNSET
    website: Web | msgspec.UnsetType = msgspec.UNSET
    contact_name: Line | msgspec.UnsetType = msgspec.UNSET
    contact_email: Line | msgspec.UnsetType = msgspec.UNSET
    contact_phone: Phone | msgspec.UnsetType = msgspec.UNSET
    about: Text | msgspec.UnsetType = msgspec.UNSET
    release_days: Annotated[int, msgspec.Meta(ge=0, le=366)] | None | msgspec.UnsetType = msgspec.UNSET
    volunteering: Text | msgspec.UnsetType = msgspec.UNSET
    sponsorship: Text | msgspec.UnsetType = msgspec.UNSET
    figures_public: bool | msgspec.UnsetType = msgspec.UNSET
    logo: UUID | None | msgspec.UnsetType = msgspec.UNSET

    def changes(self) -> dict[str, Any]:
        """Only the given fields, without the revision."""
        given = {name: getattr(self, name) for name in self.__struct_fields__ if name != "revision"}
        return {name: value for name, value in given.items() if value is not msgspec.UNSET}


class CompanyOut(msgspec.Struct, rename="camel", kw_only=True):
    """A company for those who work there and for its office."""

    id: UUID
    name: str
    municipality: str
    municipality_name: str
    statewide: bool
    website: str
    contact_name: str
    contact_email: str
    contact_phone: str
    status: Status
    reason: str
    paused_at: datetime | None
    about: Text
    release_days: int | None
    volunteering: Text
    sponsorship: Text
    figures_public: bool
    logo: UUID | None
    revision: int
    registered_at: datetime
    decided_at: datetime | None
    left_at: datetime | None
    office_name: str
    """Who looks after it: the issuing body of its town, or the state office."""
    may_manage: bool
    """Whether whoever asks may change it."""
    managers: int
    """How many managers it has; none until an office hands it over."""

    @classmethod
    def of(cls, found: Company, around: Around) -> "CompanyOut":
        return cls(
            about=Text(found.about_de, found.about_en),
            volunteering=Text(found.volunteering_de, found.volunteering_en),
            sponsorship=Text(found.sponsorship_de, found.sponsorship_en),
            municipality_name=around.municipality_name,
            office_name=around.office_name,
            may_manage=around.may_manage,
            managers=around.managers,
            status=Status(found.status),
            **{name: getattr(found, name) for name in _AS_STORED},
        )


_AS_STORED = (
    "id", "name", "municipality", "statewide", "website", "contact_name", "contact_email", "contact_phone", "reason",
    "paused_at", "release_days", "figures_public", "logo", "revision", "registered_at", "decided_at", "left_at",
)  # fmt: skip


class CompanyRow(msgspec.Struct, rename="camel", kw_only=True):
    """A company in an office's list."""

    id: UUID
    name: str
    municipality_name: str
    statewide: bool
    status: Status
    paused_at: datetime | None
    registered_at: datetime
    contact_name: str
    contact_email: str
    contact_phone: str
    venues: int
    managers: int


class CompanyFound(msgspec.Struct, rename="camel"):
    """A company by its name, for everybody."""

    id: UUID
    name: str
    municipality_name: str


class OpeningIn(msgspec.Struct, rename="camel"):
    """A span of hours on a weekday, 0 is Monday."""

    day: Weekday
    opens: ClockTime
    closes: ClockTime


class VenueIn(msgspec.Struct, rename="camel", kw_only=True):
    """A venue; without a point it lies in the middle of its postal code or town."""

    name: Line = ""
    street: Line = ""
    postal_code: PostalCode = ""
    municipality: Ags
    latitude: float | None = None
    longitude: float | None = None
    opening_hours: Annotated[list[OpeningIn], msgspec.Meta(max_length=28)] = []
    opening_note: Text = NOTHING_SAID
    step_free: bool | None = None
    accessible_toilet: bool | None = None
    accessibility: Text = NOTHING_SAID
    revision: int | None = None
    """The one that was edited; needed when a venue is changed."""

    def data(self) -> VenueData:
        """The same for the service."""
        given = {name: getattr(self, name) for name in self.__struct_fields__ if name != "revision"}
        spans = tuple(Opening(span.day, span.opens, span.closes) for span in self.opening_hours)
        return VenueData(**given | {"opening_hours": spans})


class VenueOut(msgspec.Struct, rename="camel", kw_only=True):
    """A venue, as everybody may know it."""

    id: UUID
    name: str
    street: str
    postal_code: str
    municipality: str
    municipality_name: str
    latitude: float
    longitude: float
    exact: bool
    opening_hours: list[OpeningIn]
    opening_note: Text
    step_free: bool | None
    accessible_toilet: bool | None
    accessibility: Text
    revision: int

    @classmethod
    def of(cls, venue: Mapping[str, Any]) -> "VenueOut":
        return cls(
            opening_hours=[OpeningIn(span.day, span.opens, span.closes) for span in venue["opening_hours"]],
            opening_note=Text(venue["opening_note_de"], venue["opening_note_en"]),
            accessibility=Text(venue["accessibility_de"], venue["accessibility_en"]),
            **{name: venue[name] for name in _OF_VENUE},
        )


_OF_VENUE = (
    "id", "name", "street", "postal_code", "municipality", "municipality_name", "latitude", "longitude", "exact",
    "step_free", "accessible_toilet", "revision",
)  # fmt: skip


class StaffIn(msgspec.Struct, rename="camel"):
    """Whom to add; managers keep data and offers, others redeem."""

    email: Line
    manages: bool = False


class StaffOut(msgspec.Struct, rename="camel"):
    """Somebody who works at the company."""

    person_id: UUID
    name: str
    email: str | None
    manages: bool
    since: datetime

    @classmethod
    def of(cls, one: Colleague) -> "StaffOut":
        return cls(one.person_id, one.name, one.email, one.manages, one.since)


class HandoverIn(msgspec.Struct, rename="camel"):
    """To whom the office hands the company over."""

    email: Line


class ReasonIn(msgspec.Struct, rename="camel"):
    """Why something is refused."""

    reason: Words


class PictureOut(msgspec.Struct, rename="camel"):
    """A picture; it is shown at /api/pictures/{id}/large and /small."""

    id: UUID
    width: int
    height: int
    alt: Text


class AltIn(msgspec.Struct, rename="camel"):
    """What a picture shows, for those who do not see it."""

    alt: Text

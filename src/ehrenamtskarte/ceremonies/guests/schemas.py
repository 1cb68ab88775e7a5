"""The HTTP surface of guests, their groups and draws."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import msgspec

from ehrenamtskarte.ceremonies.guests.guest_rules import NewGuest
from ehrenamtskarte.ceremonies.rules import DrawRank, GuestStatus, Source
from ehrenamtskarte.core.text import Text

Name = Annotated[str, msgspec.Meta(max_length=200)]
GroupName = Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
Category = Annotated[str, msgspec.Meta(max_length=40)]
Quota = Annotated[int, msgspec.Meta(ge=0, le=20_000)]
Companions = Annotated[int, msgspec.Meta(ge=0, le=5)]
Email = Annotated[str, msgspec.Meta(max_length=254)]
Address = Annotated[str, msgspec.Meta(max_length=600)]
Language = Annotated[str, msgspec.Meta(pattern="^(de|en)$")]
Ags = Annotated[str, msgspec.Meta(pattern="^[0-9]{8}$")]
Region = Annotated[str, msgspec.Meta(pattern="^[0-9]{3}$")]
Notes = Annotated[str, msgspec.Meta(max_length=2000)]
Rank = Annotated[int, msgspec.Meta(ge=1, le=9999)]


class GroupIn(msgspec.Struct, rename="camel", kw_only=True):
    """A group of guests; without a quota everybody in it is invited."""

    name: GroupName
    quota: Quota | None = None
    """Parties to invite at most."""
    quota_per_town: Quota | None = None
    companions_each: Companions | None = None
    """Where it differs from the event's."""
    category: Category = ""
    """Of seats, e.g. `Ehrengäste`; empty: any."""


class GroupOut(msgspec.Struct, rename="camel", kw_only=True):
    """A group with how many stand where in it."""

    id: UUID
    name: str
    position: int
    source: Source
    quota: int | None
    quota_per_town: int | None
    companions_each: int | None
    category: str
    guests: int
    towns: int
    """How many towns they come from."""
    candidates: int
    not_drawn: int
    invited: int
    """Asked and not answered yet."""
    coming: int
    """Accepted, or a free place is held for them."""
    waiting: int
    needs_draw: bool
    commitment: str
    """SHA-256 of the seed, fixed before anybody had a number."""
    drawn_at: datetime | None


class GuestIn(msgspec.Struct, rename="camel", kw_only=True):
    """Somebody to be asked, entered by hand."""

    group_id: UUID
    given_name: Name = ""
    family_name: Name
    function: Name = ""
    email: Email | None = None
    address: Address = ""
    language: Language = "de"
    municipality: Ags | None = None
    protocol_rank: Rank | None = None
    escort: Name = ""
    notes: Notes = ""

    def guest(self) -> NewGuest:
        """The same for the service."""
        given = {name: getattr(self, name) for name in self.__struct_fields__}
        return NewGuest(
            **{name: value for name, value in given.items() if name not in ("group_id", "revision")}
        )


class GuestChangeIn(GuestIn, rename="camel", kw_only=True):
    """The same, edited; `revision` is the one that was edited."""

    revision: int


class Needs(msgspec.Struct, rename="camel", kw_only=True):
    """What the persons of a party need, by how many."""

    wheelchair: int = 0
    sign_language: int = 0
    hearing_loop: int = 0
    diet: int = 0
    other: int = 0


class GuestRow(msgspec.Struct, rename="camel", kw_only=True):
    """A party in the list."""

    id: UUID
    group_id: UUID
    group_name: str
    status: GuestStatus
    given_name: str
    family_name: str
    function: str
    email: str | None
    municipality: str | None
    municipality_name: str | None
    protocol_rank: int | None
    escort: str
    party: int
    needs: Needs
    draw_number: int | None
    draw_rank: DrawRank
    waiting_since: datetime | None
    offer_until: datetime | None


class AttendeeOut(msgspec.Struct, rename="camel", kw_only=True):
    """A person of a party that comes."""

    id: UUID
    position: int
    name: str
    wheelchair: bool
    sign_language: bool
    hearing_loop: bool
    diet: str
    needs: str
    photo_consent: str
    admitted: bool


class GuestOut(GuestRow, rename="camel", kw_only=True):
    """A party with all the office keeps of it."""

    address: str
    language: str
    notes: str
    invited_at: datetime | None
    reminded_at: datetime | None
    answered_at: datetime | None
    added_at: datetime
    revision: int
    attendees: list[AttendeeOut]


class GatheringIn(msgspec.Struct, rename="camel", kw_only=True):
    """Who is asked for by a query; what is left out narrows nothing."""

    source: Source
    municipalities: Annotated[list[Ags], msgspec.Meta(max_length=400)] = msgspec.field(default_factory=list)
    administrative_region: Region | None = None
    since: date | None = None
    """Card holders: whose card is valid since this day or a later one."""
    ceremony_id: UUID | None = None
    """Laureates: of which event of the office; left out, of this one."""
    group_id: UUID | None = None
    """Into an existing group; left out, into a new one of this name."""
    name: Annotated[str, msgspec.Meta(max_length=120)] = ""
    quota: Quota | None = None
    quota_per_town: Quota | None = None


class TownCount(msgspec.Struct, rename="camel"):
    """How many of a town."""

    municipality: str | None
    name: str
    count: int


class GatheringPreview(msgspec.Struct, rename="camel", kw_only=True):
    """What a query finds."""

    found: int
    already_in: int
    new: int
    without_email: int
    """Of the new ones; they get letters."""
    towns: list[TownCount]
    """Of the new ones, most first; at most 400."""


class Gathered(msgspec.Struct, rename="camel", kw_only=True):
    """What a query added."""

    group_id: UUID
    added: int
    already_in: int


class GroupDrawn(msgspec.Struct, rename="camel", kw_only=True):
    """What a draw decided."""

    id: UUID
    name: str
    drawn: int
    not_drawn: int


class DrawEntrant(msgspec.Struct, rename="camel"):
    """A party that took part, by its number; nobody's name."""

    number: int
    rank: str
    """Places are given by rank first: `a_lost_before`, `b_usual`, `c_missed_before`."""
    town: str
    """The municipality's key; empty where none is known."""


class GroupDraw(msgspec.Struct, rename="camel", kw_only=True):
    """What anybody needs to repeat the draw of one group."""

    id: UUID
    name: str
    quota: int | None
    quota_per_town: int | None
    commitment: str
    """SHA-256 of the seed, from the start."""
    seed: str | None
    drawn_at: datetime | None
    entrants: list[DrawEntrant] | None
    winning_numbers: list[int] | None
    """In the order in which places were given."""


class GuestListColumn(msgspec.Struct, rename="camel"):
    """A column of a list that was handed in."""

    index: int
    header: str
    examples: list[str]


class GuestListRow(msgspec.Struct, rename="camel", kw_only=True):
    """What taking a row over would do, or did."""

    line: int
    outcome: str
    """`new`, `duplicate` or `refused`."""
    name: str
    email: str
    municipality_name: str
    message: Text | None


class GuestListOut(msgspec.Struct, rename="camel", kw_only=True):
    """A list of guests: how it was read and what its rows would do or did."""

    columns: list[GuestListColumn]
    mapping: dict[str, int]
    """Field by the index of its column: name, given_name, family_name, title, function, organisation, email, street,
    postal_code, municipality, language, protocol_rank, escort, notes."""
    new: int
    duplicates: int
    refused: int
    rows: list[GuestListRow]
    """The first 200; those refused come first."""
    taken: bool

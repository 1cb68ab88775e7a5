"""The HTTP surface of rooms and seats."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

import msgspec

from ehrenamtskarte.ceremonies.rules import MOST_CAPACITY, Wish
from ehrenamtskarte.ceremonies.seating.proposal_rules import WhyNot
from ehrenamtskarte.ceremonies.seating.seat_rules import MOST_AT_A_BLOCK, MOST_BLOCKS

RoomName = Annotated[str, msgspec.Meta(max_length=120, pattern=r"\S")]
Label = Annotated[str, msgspec.Meta(max_length=40, pattern=r"\S")]
Prefix = Annotated[str, msgspec.Meta(max_length=32, pattern=r"\S")]
Category = Annotated[str, msgspec.Meta(max_length=40)]
Seats = Annotated[int, msgspec.Meta(ge=1, le=MOST_AT_A_BLOCK)]


class BlockKind(StrEnum):
    """How its seats stand."""

    TABLE = "table"
    ROW = "row"


class SeatedPerson(msgspec.Struct, rename="camel", kw_only=True):
    """One person who comes, for whoever seats them."""

    attendee: UUID
    guest: UUID
    name: str
    """Empty where the guest has not named the companion."""
    host: str
    """The guest of the party."""
    position: int
    party: int
    function: str
    group: str
    category: str
    protocol_rank: int | None
    wheelchair: bool
    offered: bool
    """A place became free for the party; it has not taken it yet."""
    seat: UUID | None
    room: UUID | None
    seat_label: str


class SeatOut(msgspec.Struct, rename="camel", kw_only=True):
    """A seat and who sits there."""

    id: UUID
    number: int
    fixed: bool
    person: SeatedPerson | None


class BlockOut(msgspec.Struct, rename="camel", kw_only=True):
    """A table or a row."""

    id: UUID
    kind: BlockKind
    label: str
    category: str
    step_free: bool
    seats: list[SeatOut]


class RoomOut(msgspec.Struct, rename="camel", kw_only=True):
    """A room in short."""

    id: UUID
    name: str
    seats: int
    taken: int


class RoomPlan(RoomOut, kw_only=True):
    """A room with all its seats."""

    blocks: list[BlockOut]


class SeatingOut(msgspec.Struct, rename="camel", kw_only=True):
    """How far the seating is."""

    rooms: list[RoomOut]
    persons: int
    """Who comes, companions included."""
    seated: int
    categories: list[str]
    """Of groups of guests and of blocks."""
    wishes: int


class RoomIn(msgspec.Struct, rename="camel", kw_only=True):
    """A room by its name."""

    name: RoomName


class BlocksIn(msgspec.Struct, rename="camel", kw_only=True):
    """Several tables or rows alike: `Tisch`, first 3, count 2 makes `Tisch 3` and `Tisch 4`."""

    kind: BlockKind
    name: Prefix
    count: Annotated[int, msgspec.Meta(ge=1, le=MOST_BLOCKS)]
    seats: Seats
    first: Annotated[int, msgspec.Meta(ge=0, le=9999)] | None = None
    """Without it numbers go on after those that are there."""
    category: Category = ""
    step_free: bool = False


class BlockIn(msgspec.Struct, rename="camel", kw_only=True):
    """A table or a row as it is to be."""

    label: Label
    seats: Seats
    category: Category = ""
    step_free: bool = False


class MoveIn(msgspec.Struct, rename="camel", kw_only=True, frozen=True):
    """A person goes to a seat, or from their seat where it is null; `fixed` keeps them there in a new proposal."""

    attendee: UUID
    seat: UUID | None
    fixed: bool = True


class MovesIn(msgspec.Struct, rename="camel", kw_only=True):
    """What happens at once or not at all; two who swap are two moves."""

    moves: Annotated[list[MoveIn], msgspec.Meta(min_length=1, max_length=MOST_CAPACITY)]


class MovesOut(msgspec.Struct, rename="camel", kw_only=True):
    """What takes it back."""

    undo: list[MoveIn]


class ProposalIn(msgspec.Struct, rename="camel", kw_only=True):
    """`keep_all` leaves everybody who has a seat, else only those who were set by hand."""

    keep_all: bool = False


class LeftOut(msgspec.Struct, rename="camel", kw_only=True):
    """Somebody without a seat, and why."""

    attendee: UUID
    name: str
    host: str
    reason: WhyNot


class ProposalOut(msgspec.Struct, rename="camel", kw_only=True):
    """What became of a proposal; it is saved, and `undo` takes it back."""

    seated: int
    left: list[LeftOut]
    split: list[str]
    """Guests whose party does not sit together."""
    missed: list["WishOut"]
    undo: list[MoveIn]


class WishIn(msgspec.Struct, rename="camel", kw_only=True):
    """A wish of two parties by their guests."""

    one: UUID
    other: UUID
    wish: Wish


class WishOut(msgspec.Struct, rename="camel", kw_only=True):
    """A wish of two parties."""

    id: UUID
    wish: Wish
    one: UUID
    one_name: str
    other: UUID
    other_name: str

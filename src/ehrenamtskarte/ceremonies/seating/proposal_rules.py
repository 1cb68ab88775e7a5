"""A proposal who sits where; pure, and the same for the same guests, rooms and wishes.

Who needs a step-free seat comes first, then guests in the order of protocol, then the largest parties. Each party,
with those it wants to sit with, takes the first table or row of its category where it fits side by side; one that
fits nowhere as a whole is split. Blocks with a category are kept for it. Nobody sits at a block with somebody they
are to be kept apart from, and nobody with a wheelchair behind a step: rather they stay without a seat, with a reason.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from ehrenamtskarte.ceremonies.rules import Wish

UNRANKED = 32_767


class WhyNot(StrEnum):
    """Why somebody stays without a seat."""

    FULL = "full"
    CATEGORY_FULL = "category_full"
    """The blocks kept for their category are full."""
    NOT_STEP_FREE = "not_step_free"
    APART = "apart"
    """Only beside somebody they are to be kept apart from."""


@dataclass(frozen=True)
class PersonToSeat:
    """One of a party."""

    id: UUID
    wheelchair: bool = False


@dataclass(frozen=True)
class PartyToSeat:
    """Persons who belong together, the guest first; `order` breaks ties, e.g. by group and name."""

    id: UUID
    persons: tuple[PersonToSeat, ...]
    category: str = ""
    rank: int = UNRANKED
    order: tuple[str, ...] = ()


@dataclass(frozen=True)
class BlockToFill:
    """A table or a row with its seats side by side; blocks come in the order in which they fill."""

    id: UUID
    seats: tuple[UUID, ...]
    category: str = ""
    step_free: bool = False


@dataclass(frozen=True)
class WishOfTwo:
    """Of two parties."""

    one: UUID
    other: UUID
    wish: Wish


@dataclass
class Proposal:
    """Who sits where, who does not and why, which parties are not side by side, and which wishes it does not keep."""

    seats: dict[UUID, UUID] = field(default_factory=dict)
    """Persons and their seats, with those that were taken before."""
    left: dict[UUID, WhyNot] = field(default_factory=dict)
    split: list[UUID] = field(default_factory=list)
    missed: list[WishOfTwo] = field(default_factory=list)


class _Block:
    """A block while it fills."""

    def __init__(self, block: BlockToFill) -> None:
        self.block = block
        self.free = list(block.seats)
        self.parties: set[UUID] = set()
        self._place = {seat: number for number, seat in enumerate(block.seats)}

    def beside(self, count: int) -> list[UUID] | None:
        """As many free seats side by side, from the smallest gap that has them."""
        gaps = [gap for gap in self._gaps() if len(gap) >= count]
        return min(gaps, key=len)[:count] if gaps else None

    def _gaps(self) -> Iterator[list[UUID]]:
        gap: list[UUID] = []
        for seat in self.free:
            if gap and self._place[seat] != self._place[gap[-1]] + 1:
                yield gap
                gap = []
            gap.append(seat)
        if gap:
            yield gap

    def take(self, seats: Iterable[UUID], party: UUID) -> None:
        taken = set(seats)
        self.free = [seat for seat in self.free if seat not in taken]
        self.parties.add(party)


Cluster = tuple[PartyToSeat, ...]


def propose(
    parties: Sequence[PartyToSeat],
    blocks: Sequence[BlockToFill],
    wishes: Sequence[WishOfTwo] = (),
    taken: Mapping[UUID, UUID] | None = None,
) -> Proposal:
    """Seats for all parties; `taken` are persons whose seats stay, whatever the rules say of them."""
    return _Seating(parties, blocks, wishes, taken or {}).proposed()


class _Seating:
    def __init__(
        self,
        parties: Sequence[PartyToSeat],
        blocks: Sequence[BlockToFill],
        wishes: Sequence[WishOfTwo],
        taken: Mapping[UUID, UUID],
    ) -> None:
        self.parties = {party.id: party for party in parties}
        self.blocks = [_Block(block) for block in blocks]
        self.block_of = {seat: block for block in self.blocks for seat in block.block.seats}
        self.wishes = [wish for wish in wishes if {wish.one, wish.other} <= self.parties.keys()]
        self.apart: dict[UUID, set[UUID]] = defaultdict(set)
        for wish in self.wishes:
            if wish.wish == Wish.APART:
                self.apart[wish.one].add(wish.other)
                self.apart[wish.other].add(wish.one)
        self.kept = {block.category for block in blocks} - {""}
        self.result = Proposal()
        party_of = {person.id: party.id for party in parties for person in party.persons}
        for person, seat in taken.items():
            if person in party_of and seat in self.block_of:
                self._sit(person, seat, party_of[person])

    def proposed(self) -> Proposal:
        for cluster in sorted(self._clusters(), key=self._turn):
            if not self._together(cluster):
                for party in cluster:
                    if not self._together((party,)):
                        self._one_by_one(party)
        self._look_back()
        return self.result

    def _clusters(self) -> list[Cluster]:
        """Parties joined by their wishes, unless that would join two of a different category or to be kept apart."""
        joined = {party: {party} for party in self.parties}
        for wish in sorted(self.wishes, key=lambda wish: (wish.one, wish.other)):
            one, other = joined[wish.one], joined[wish.other]
            if wish.wish != Wish.TOGETHER or one is other or not self._may_join(one, other):
                continue
            one |= other
            for party in other:
                joined[party] = one
        of_all = {id(cluster): cluster for cluster in joined.values()}
        return [
            tuple(sorted((self.parties[party] for party in cluster), key=_place))
            for cluster in of_all.values()
        ]

    def _may_join(self, one: set[UUID], other: set[UUID]) -> bool:
        categories = {self._category(self.parties[party]) for party in one | other}
        return len(categories) == 1 and not any(self.apart[party] & other for party in one)

    def _category(self, party: PartyToSeat) -> str:
        """A category that no block is kept for asks for nothing."""
        return party.category if party.category in self.kept else ""

    def _turn(self, cluster: Cluster) -> tuple[object, ...]:
        begun = any(person.id in self.result.seats for party in cluster for person in party.persons)
        wheelchair = any(person.wheelchair for party in cluster for person in party.persons)
        size = sum(len(party.persons) for party in cluster)
        return (not begun, not wheelchair, *_place(cluster[0])[:1], -size, *_place(cluster[0])[1:])

    def _together(self, cluster: Cluster) -> bool:
        """Whether all of them found seats at one block, side by side if one has a gap for them."""
        waiting = [
            (party, person)
            for party in cluster
            for person in party.persons
            if person.id not in self.result.seats
        ]
        if not waiting:
            return True
        wheelchair = any(person.wheelchair for _, person in waiting)
        rooms = [block for block in self._fitting(cluster, wheelchair) if len(block.free) >= len(waiting)]
        first = self._begun(cluster)
        rooms.sort(key=lambda block: block not in first)
        for block in rooms:
            if seats := block.beside(len(waiting)):
                break
        else:
            if not rooms:
                return False
            seats = rooms[0].free[: len(waiting)]
        for (party, person), seat in zip(waiting, seats, strict=True):
            self._sit(person.id, seat, party.id)
        return True

    def _begun(self, cluster: Cluster) -> list[_Block]:
        """Where some of them sit already."""
        seats = (self.result.seats.get(person.id) for party in cluster for person in party.persons)
        return [self.block_of[seat] for seat in seats if seat]

    def _fitting(self, cluster: Cluster, wheelchair: bool) -> Iterator[_Block]:
        category = self._category(cluster[0])
        apart = set().union(*(self.apart[party.id] for party in cluster))
        for block in self.blocks:
            if not block.free or block.block.category != category:
                continue
            if (wheelchair and not block.block.step_free) or block.parties & apart:
                continue
            yield block

    def _one_by_one(self, party: PartyToSeat) -> None:
        """The largest parts that fit, whoever needs a step-free seat first; who fits nowhere learns why."""
        waiting = [person for person in party.persons if person.id not in self.result.seats]
        waiting.sort(key=lambda person: not person.wheelchair)
        while waiting:
            wheelchair = waiting[0].wheelchair
            rooms = list(self._fitting((party,), wheelchair))
            if not rooms:
                self.result.left[waiting[0].id] = self._why_not(party, wheelchair)
                waiting.pop(0)
                continue
            block = max(rooms, key=lambda room: min(len(room.free), len(waiting)))
            for seat in block.free[: len(waiting)]:
                self._sit(waiting.pop(0).id, seat, party.id)

    def _why_not(self, party: PartyToSeat, wheelchair: bool) -> WhyNot:
        category = self._category(party)
        free = [block for block in self.blocks if block.free and block.block.category == category]
        if not free:
            return WhyNot.CATEGORY_FULL if category else WhyNot.FULL
        if wheelchair and not any(block.block.step_free for block in free):
            return WhyNot.NOT_STEP_FREE
        return WhyNot.APART

    def _sit(self, person: UUID, seat: UUID, party: UUID) -> None:
        self.result.seats[person] = seat
        self.block_of[seat].take([seat], party)

    def _look_back(self) -> None:
        where = {party: self._blocks(party) for party in self.parties}
        self.result.split = sorted(party for party, blocks in where.items() if len(blocks) > 1)
        for wish in self.wishes:
            one, other = where[wish.one], where[wish.other]
            met = bool(one & other) if wish.wish == Wish.TOGETHER else not one & other
            if not met:
                self.result.missed.append(wish)

    def _blocks(self, party: UUID) -> set[UUID]:
        seats = (self.result.seats.get(person.id) for person in self.parties[party].persons)
        return {self.block_of[seat].block.id for seat in seats if seat}


def _place(party: PartyToSeat) -> tuple[object, ...]:
    return (party.rank, *party.order, str(party.id))

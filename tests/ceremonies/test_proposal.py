"""Who is proposed to sit where."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from ehrenamtskarte.ceremonies.rules import Wish
from ehrenamtskarte.ceremonies.seating.proposal_rules import (
    BlockToFill,
    PartyToSeat,
    PersonToSeat,
    Proposal,
    WhyNot,
    WishOfTwo,
    propose,
)


def number(value: int) -> UUID:
    return UUID(int=value)


def a_party(name: int, size: int = 1, *, wheelchair: bool = False, **terms: object) -> PartyToSeat:
    """Persons 100 * name and following; the guest has the wheelchair."""
    persons = tuple(PersonToSeat(number(100 * name + n), wheelchair and n == 0) for n in range(size))
    return PartyToSeat(number(name), persons, **terms)  # type: ignore[arg-type]


def a_block(name: int, seats: int, **terms: object) -> BlockToFill:
    """Seats 1000 * name and following."""
    return BlockToFill(number(name), tuple(number(1000 * name + n) for n in range(seats)), **terms)  # type: ignore[arg-type]


def blocks_of(party: PartyToSeat, proposal: Proposal) -> list[int]:
    return [proposal.seats[person.id].int // 1000 for person in party.persons if person.id in proposal.seats]


def test_parties_sit_side_by_side_and_large_ones_find_their_gap() -> None:
    parties = [a_party(1, 2), a_party(2, 3), a_party(3, 3)]
    proposal = propose(parties, [a_block(1, 4), a_block(2, 4)])
    assert blocks_of(parties[1], proposal) == [1, 1, 1]
    assert blocks_of(parties[2], proposal) == [2, 2, 2]
    assert proposal.split == [number(1)], "no two seats are left at one table, so the smallest party is split"
    assert len(proposal.seats) == 8


def test_officials_sit_in_front_in_their_order() -> None:
    mayor, minister = a_party(1, 2, rank=2), a_party(2, 2, rank=1)
    proposal = propose([a_party(3, 4), mayor, minister], [a_block(1, 4), a_block(2, 4)])
    assert [proposal.seats[person.id] for person in minister.persons] == [number(1000), number(1001)]
    assert [proposal.seats[person.id] for person in mayor.persons] == [number(1002), number(1003)]


def test_a_category_is_kept_for_its_guests() -> None:
    honoured, usual = a_party(1, 1, category="Ehrengäste"), a_party(2, 1)
    proposal = propose([usual, honoured], [a_block(1, 2, category="Ehrengäste"), a_block(2, 1)])
    assert blocks_of(honoured, proposal) == [1]
    assert blocks_of(usual, proposal) == [2]


def test_a_full_category_is_said() -> None:
    parties = [a_party(n, 1, category="Ehrengäste", order=(str(n),)) for n in (1, 2)]
    proposal = propose(parties, [a_block(1, 1, category="Ehrengäste"), a_block(2, 5)])
    assert proposal.left == {number(200): WhyNot.CATEGORY_FULL}


def test_a_category_without_a_table_asks_for_nothing() -> None:
    guest = a_party(1, 1, category="Ehrengäste")
    assert blocks_of(guest, propose([guest], [a_block(1, 1)])) == [1]


def test_a_wheelchair_gets_a_step_free_seat_even_when_officials_come() -> None:
    official, guest = a_party(1, 2, rank=1), a_party(2, 2, wheelchair=True)
    proposal = propose([official, guest], [a_block(1, 2, step_free=True), a_block(2, 2)])
    assert blocks_of(guest, proposal) == [1, 1]
    assert blocks_of(official, proposal) == [2, 2]


def test_a_wheelchair_without_a_step_free_seat_is_said() -> None:
    proposal = propose([a_party(1, 2, wheelchair=True)], [a_block(1, 4)])
    assert proposal.left == {number(100): WhyNot.NOT_STEP_FREE}
    assert number(101) in proposal.seats, "the companion has a seat"


def test_wishes_are_kept() -> None:
    parties = [a_party(n, 2, order=(str(n),)) for n in range(1, 5)]
    wishes = [
        WishOfTwo(number(1), number(4), Wish.TOGETHER),
        WishOfTwo(number(2), number(3), Wish.APART),
    ]
    proposal = propose(parties, [a_block(1, 4), a_block(2, 4), a_block(3, 4)], wishes)
    assert blocks_of(parties[0], proposal) == blocks_of(parties[3], proposal)
    assert blocks_of(parties[1], proposal) != blocks_of(parties[2], proposal)
    assert not proposal.missed


def test_apart_weighs_more_than_together() -> None:
    wishes = [
        WishOfTwo(number(1), number(2), Wish.TOGETHER),
        WishOfTwo(number(2), number(3), Wish.TOGETHER),
        WishOfTwo(number(1), number(3), Wish.APART),
    ]
    proposal = propose([a_party(n) for n in (1, 2, 3)], [a_block(1, 3), a_block(2, 3)], wishes)
    assert proposal.missed == [wishes[1]]


def test_who_can_only_sit_beside_an_opponent_stays_without_a_seat() -> None:
    wishes = [WishOfTwo(number(1), number(2), Wish.APART)]
    proposal = propose([a_party(1), a_party(2)], [a_block(1, 4)], wishes)
    assert proposal.left == {number(200): WhyNot.APART}


def test_who_was_set_by_hand_stays_and_the_companion_joins() -> None:
    party = a_party(1, 2)
    proposal = propose(
        [a_party(2, 4, rank=1), party], [a_block(1, 4), a_block(2, 4)], (), {number(100): number(2002)}
    )
    assert proposal.seats[number(100)] == number(2002)
    assert blocks_of(party, proposal) == [2, 2]


def test_too_many_guests_are_said() -> None:
    proposal = propose([a_party(n, order=(str(n),)) for n in (1, 2, 3)], [a_block(1, 2)])
    assert proposal.left == {number(300): WhyNot.FULL}


PARTIES = st.lists(
    st.tuples(
        st.integers(1, 6), st.booleans(), st.sampled_from(["", "", "A", "B"]), st.sampled_from([1, 2, 32_767])
    ),
    min_size=1,
    max_size=25,
)
BLOCKS = st.lists(
    st.tuples(st.integers(1, 10), st.sampled_from(["", "", "A"]), st.booleans()), min_size=1, max_size=12
)
PAIRS = st.lists(st.tuples(st.integers(1, 25), st.integers(1, 25), st.sampled_from(Wish)), max_size=12)


def wishes_of(pairs: Sequence[tuple[int, int, Wish]]) -> list[WishOfTwo]:
    ordered = {(min(one, other), max(one, other)): wish for one, other, wish in pairs if one != other}
    return [WishOfTwo(number(one), number(other), wish) for (one, other), wish in ordered.items()]


@given(PARTIES, BLOCKS, PAIRS, st.data())
def test_no_proposal_breaks_a_rule(
    parties_drawn: list[tuple[int, bool, str, int]],
    blocks_drawn: list[tuple[int, str, bool]],
    pairs: list[tuple[int, int, Wish]],
    data: st.DataObject,
) -> None:
    parties = [
        a_party(n, size, wheelchair=wheelchair, category=category, rank=rank)
        for n, (size, wheelchair, category, rank) in enumerate(parties_drawn, 1)
    ]
    blocks = [
        a_block(n, seats, category=category, step_free=step_free)
        for n, (seats, category, step_free) in enumerate(blocks_drawn, 1)
    ]
    wishes = wishes_of(pairs)
    proposal = propose(parties, blocks, wishes)

    persons = {person.id: (party, person) for party in parties for person in party.persons}
    block_of = {seat: block for block in blocks for seat in block.seats}
    assert proposal.seats.keys() | proposal.left.keys() == persons.keys()
    assert not proposal.seats.keys() & proposal.left.keys()
    assert len(set(proposal.seats.values())) == len(proposal.seats)
    kept = {block.category for block in blocks}
    for one, seat in proposal.seats.items():
        party, person = persons[one]
        assert block_of[seat].category == (party.category if party.category in kept else "")
        assert block_of[seat].step_free or not person.wheelchair
    assert all(wish.wish == Wish.TOGETHER for wish in proposal.missed)

    shuffled = propose(data.draw(st.permutations(parties)), blocks, data.draw(st.permutations(wishes)))
    assert shuffled.seats == proposal.seats, "the order in which guests were read does not matter"

    again = propose(parties, blocks, wishes, proposal.seats)
    assert again.seats.items() >= proposal.seats.items(), "whoever sits stays"


@given(st.lists(st.integers(1, 6), min_size=1, max_size=30), st.integers(2, 10))
def test_everybody_sits_where_there_are_seats_enough(sizes: list[int], seats: int) -> None:
    parties = [a_party(n, size) for n, size in enumerate(sizes, 1)]
    tables = -(-sum(sizes) // seats)
    proposal = propose(parties, [a_block(n, seats) for n in range(1, tables + 1)])
    assert not proposal.left


def test_a_full_hall_is_seated_without_splitting_those_who_fit() -> None:
    parties = [a_party(n, 1 + n % 3, order=(f"{n:04}",)) for n in range(1, 1001)]
    blocks = [a_block(n, 8, step_free=n % 10 == 0) for n in range(1, 251)]
    parties = [
        replace(
            party, persons=(replace(party.persons[0], wheelchair=party.id.int % 40 == 0), *party.persons[1:])
        )
        for party in parties
    ]
    proposal = propose(parties, blocks)
    assert len(proposal.seats) == sum(len(party.persons) for party in parties) == 2000
    assert len(proposal.split) <= 1

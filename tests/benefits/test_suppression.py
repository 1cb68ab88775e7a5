"""Which numbers are hidden."""

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehrenamtskarte.benefits.counting.suppression import is_small, parts_shown, shown

Parts = st.lists(st.integers(0, 400), max_size=14)


@pytest.mark.parametrize(("number", "is_shown"), [(0, True), (1, False), (4, False), (5, True), (900, True)])
def test_a_number_below_five_is_hidden_and_none_stays_none(number: int, is_shown: bool) -> None:
    assert shown(number) == (number if is_shown else None)


def test_large_parts_are_all_shown() -> None:
    assert parts_shown([5, 0, 90]) == [5, 0, 90]


def test_a_hidden_part_takes_the_next_smallest_with_it() -> None:
    assert parts_shown([3, 40, 12, 0, 90]) == [None, 40, None, 0, 90]


def test_others_as_large_are_hidden_too() -> None:
    assert parts_shown([7, 7, 1, 30]) == [None, None, None, 30]


def test_where_all_are_small_even_the_zeros_are_hidden() -> None:
    assert parts_shown([1, 1, 0, 4]) == [None] * 4


@given(Parts)
def test_what_is_shown_is_true_and_never_small(parts: list[int]) -> None:
    for part, public in zip(parts, parts_shown(parts), strict=True):
        assert public is None or (public == part and not is_small(public))


@given(Parts)
def test_never_is_one_part_alone_the_difference_to_the_sum(parts: list[int]) -> None:
    public = parts_shown(parts)
    if shown(sum(parts)) is not None:
        assert public.count(None) != 1


@given(Parts)
def test_no_more_is_hidden_than_the_next_smallest(parts: list[int]) -> None:
    large = sorted({part for part in parts if not is_small(part) and part})
    public = parts_shown(parts)
    assert [part for part in public if part in large[1:]] == [part for part in parts if part in large[1:]]


@pytest.mark.parametrize(("length", "largest_sum"), [(1, 40), (2, 40), (3, 30), (4, 20), (5, 12), (6, 9)])
def test_whoever_knows_the_rule_cannot_work_out_a_hidden_part(length: int, largest_sum: int) -> None:
    """Every possible company: those that look the same must differ in each hidden part."""
    look_alikes = defaultdict(list)
    for parts in product(range(largest_sum + 1), repeat=length):
        if sum(parts) <= largest_sum:
            look_alikes[shown(sum(parts)), tuple(parts_shown(parts))].append(parts)
    for (_, public), companies in look_alikes.items():
        for place, part in enumerate(public):
            if part is None:
                assert len({company[place] for company in companies}) > 1, (public, companies)

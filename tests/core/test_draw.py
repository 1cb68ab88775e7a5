"""The fair draw: the same for everybody who calculates it."""

import hashlib
import hmac
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehrenamtskarte.core import draw

NUMBERS = st.lists(st.integers(1, 100_000), unique=True, max_size=60)
SEEDS = st.binary(min_size=32, max_size=32)


def test_the_commitment_is_the_plain_digest_of_the_seed() -> None:
    # printf '%064d' 0 | xxd -r -p | sha256sum
    expected = "66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925"
    assert draw.commitment(bytes(32)).hex() == expected


# printf 8 | openssl dgst -sha256 -mac HMAC -macopt hexkey:0001…1f, and so on, sorted by digest
VECTORS = [
    (bytes(range(32)), [1, 2, 3, 5, 8, 13, 21, 100], [8, 3, 100, 13, 1, 2, 5, 21]),
    (b"\xff" * 32, list(range(1, 13)), [4, 10, 1, 6, 11, 7, 12, 2, 3, 5, 9, 8]),
    (bytes(32), [7], [7]),
    (bytes(32), [], []),
]


@pytest.mark.parametrize(("seed", "numbers", "order"), VECTORS)
def test_other_tools_calculate_the_same_order(seed: bytes, numbers: list[int], order: list[int]) -> None:
    assert draw.order(seed, numbers) == order


def test_the_recipe_of_the_docstring_gives_the_same_order() -> None:
    seed, numbers = bytes(range(32)), [1, 2, 3, 5, 8, 13]
    by_hand = sorted(numbers, key=lambda number: hmac.new(seed, b"%d" % number, hashlib.sha256).hexdigest())
    assert draw.order(seed, numbers) == by_hand


@given(SEEDS, NUMBERS)
def test_every_entry_is_drawn_exactly_once(seed: bytes, numbers: list[int]) -> None:
    assert sorted(draw.order(seed, numbers)) == sorted(numbers)


@given(SEEDS, NUMBERS, st.randoms())
def test_the_order_of_entering_does_not_matter(
    seed: bytes, numbers: list[int], chance: random.Random
) -> None:
    shuffled = chance.sample(numbers, len(numbers))
    assert draw.order(seed, shuffled) == draw.order(seed, numbers)


@given(SEEDS, st.lists(st.integers(1, 1000), unique=True, min_size=2, max_size=30))
def test_somebody_who_leaves_changes_nothing_among_the_others(seed: bytes, numbers: list[int]) -> None:
    without_the_first = [number for number in draw.order(seed, numbers) if number != numbers[0]]
    assert draw.order(seed, numbers[1:]) == without_the_first


def test_every_number_has_about_the_same_chance() -> None:
    won = dict.fromkeys(range(1, 11), 0)
    for number in range(2000):
        won[draw.order(hashlib.sha256(b"%d" % number).digest(), won)[0]] += 1
    assert all(140 < times < 260 for times in won.values()), won

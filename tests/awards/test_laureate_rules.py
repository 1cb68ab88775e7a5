"""Prizes are shared to the cent, and no more are given than there are."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehrenamtskarte.awards.honouring import laureate_rules as rules
from ehrenamtskarte.awards.honouring.laureate_rules import Chosen
from ehrenamtskarte.awards.phases import Phase
from ehrenamtskarte.awards.rules import PhaseKind

ONE, TWO, THREE = (UUID(int=n) for n in (1, 2, 3))
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@given(prize=st.integers(0, 10**9), sharing=st.integers(2, 50), alone=st.integers(0, 5))
def test_no_cent_of_a_prize_is_lost_or_made(prize: int, sharing: int, alone: int) -> None:
    chosen = [Chosen(UUID(int=n), shared=n < sharing) for n in range(sharing + alone)]
    money = [cents or 0 for cents in rules.money_of(chosen, prize)]
    assert sum(money) == prize * (1 + alone)
    assert max(money[:sharing]) - min(money[:sharing]) <= 1
    assert money[sharing:] == [prize] * alone


def test_without_money_nobody_gets_money() -> None:
    assert rules.money_of([Chosen(ONE), Chosen(TWO)], None) == [None, None]


def test_one_prize_goes_to_one_or_is_shared() -> None:
    rules.check_chosen([Chosen(ONE)], 1)
    rules.check_chosen([Chosen(ONE, shared=True), Chosen(TWO, shared=True)], 1)
    with pytest.raises(rules.OnlyOnePrize):
        rules.check_chosen([Chosen(ONE), Chosen(TWO)], 1)


def test_three_prizes_are_not_four() -> None:
    four = [Chosen(UUID(int=n)) for n in range(4)]
    with pytest.raises(rules.MorePrizesThanThere):
        rules.check_chosen(four, 3)
    rules.check_chosen(
        [Chosen(ONE, shared=True), Chosen(TWO, shared=True), *four[3:], Chosen(UUID(int=9))], 3
    )


def test_nobody_shares_alone() -> None:
    with pytest.raises(rules.SharedByOne):
        rules.check_chosen([Chosen(ONE, shared=True)], 1)


def test_nobody_wins_twice_in_a_category() -> None:
    with pytest.raises(rules.LaureateTwice):
        rules.check_chosen([Chosen(ONE), Chosen(ONE)], 5)


def test_an_embargo_ends_in_the_year_to_come() -> None:
    rules.check_embargo(NOW, NOW)
    with pytest.raises(rules.EmbargoPassed):
        rules.check_embargo(NOW - timedelta(microseconds=1), NOW)
    with pytest.raises(rules.EmbargoTooLong):
        rules.check_embargo(NOW + timedelta(days=367), NOW)


def test_a_result_changes_until_the_embargo_ends_and_not_a_moment_longer() -> None:
    rules.check_not_public(None, None, NOW)
    rules.check_not_public(NOW, NOW + timedelta(microseconds=1), NOW)
    with pytest.raises(rules.ResultsArePublic):
        rules.check_not_public(NOW, NOW, NOW)


def test_nothing_is_decided_while_somebody_may_still_enter_or_vote() -> None:
    today = date(2026, 11, 23)
    with pytest.raises(rules.EntriesStillOpen):
        rules.check_time([Phase(PhaseKind.ENTRY, today, today)], NOW)
    with pytest.raises(rules.VotingNotOver):
        rules.check_time([Phase(PhaseKind.VOTE, today, today)], NOW)
    rules.check_time([Phase(PhaseKind.VOTE, date(2026, 11, 1), date(2026, 11, 22))], NOW)


@pytest.mark.parametrize(
    ("ranks", "winners", "found"),
    [
        ([1, 2, 3], 1, (1, False)),
        ([1, 1, 3], 1, (0, True)),
        ([1, 2, 2, 4], 2, (1, True)),
        ([1, 2, 2, 4], 3, (3, False)),
        ([1, None, None], 2, (1, False)),
        ([], 3, (0, False)),
    ],
)
def test_a_tie_at_the_edge_is_left_to_people(
    ranks: list[int | None], winners: int, found: tuple[int, bool]
) -> None:
    assert rules.suggested(ranks, winners) == found

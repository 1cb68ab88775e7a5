"""Best first by exact means; equal means share a rank, and what is judged by too few says so."""

import math
import statistics
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehrenamtskarte.awards.judging.ranking_rules import Judged, Ranked, fewest, ranked
from ehrenamtskarte.core.ids import new_id


def judged(name: str, *points: int, given: int | None = None, recused: int = 0) -> Judged:
    """An entry with these weighted points."""
    return Judged(
        entry=new_id(),
        number=1,
        name=name,
        title="",
        kind="organisation",
        category=None,
        sort_key=name,
        given=len(points) + recused if given is None else given,
        done=len(points),
        recused=recused,
        total=sum(points),
        squares=sum(point**2 for point in points),
        least=min(points, default=None),
        most=max(points, default=None),
    )


def told(lines: list[Ranked]) -> list[tuple[str, int | None, bool]]:
    return [(line.judged.name, line.rank, line.tied) for line in lines]


def test_the_best_mean_comes_first_however_many_judged() -> None:
    lines = ranked([judged("a", 3, 3, 3), judged("b", 5), judged("c", 4, 4)], weights=1)
    assert told(lines) == [("b", 1, False), ("c", 2, False), ("a", 3, False)]


def test_equal_means_share_a_rank_and_the_next_is_left_out() -> None:
    lines = ranked([judged("c", 4, 3), judged("a", 7, 7, 7), judged("b", 14, 0), judged("d", 1)], weights=2)
    assert told(lines) == [("a", 1, True), ("b", 1, True), ("c", 3, False), ("d", 4, False)]


def test_thirds_are_equal_to_thirds() -> None:
    lines = ranked(
        [judged("a", 3, 3, 4), judged("b", 3, 3, 4, 3, 3, 4), judged("c", *[3] * 6, 5, 5, 2)], weights=3
    )
    assert told(lines) == [("a", 1, True), ("b", 1, True), ("c", 1, True)]


def test_what_nobody_judged_stands_last_without_a_rank() -> None:
    lines = ranked([judged("a", given=3), judged("b", given=0), judged("c", 0, 0)], weights=1)
    assert told(lines) == [("c", 1, False), ("a", None, False), ("b", None, False)]
    assert [line.mean for line in lines] == [0, None, None]
    assert [line.too_few for line in lines] == [False, True, True]


def test_no_entries_no_ranking() -> None:
    assert ranked([], weights=3) == []


def test_how_far_jurors_were_apart() -> None:
    (line,) = ranked([judged("a", 3, 9, 15)], weights=3)
    assert line.mean == 3 and line.least == 1 and line.most == 5
    assert line.spread is not None and math.isclose(line.spread, statistics.pstdev([1, 3, 5]))


@pytest.mark.parametrize(
    ("asked", "jurors_each", "needed"),
    [
        (0, None, 0),
        (1, None, 1),
        (2, None, 2),
        (3, None, 2),
        (5, None, 3),
        (10, None, 5),
        (4, 3, 3),
        (2, 3, 2),
    ],
)
def test_how_many_judgements_are_enough(asked: int, jurors_each: int | None, needed: int) -> None:
    assert fewest(asked, jurors_each) == needed


def test_recusals_can_leave_too_few() -> None:
    lines = ranked([judged("a", 4, recused=2), judged("b", 4, 4, recused=1)], weights=1)
    assert [line.too_few for line in lines] == [True, False]


@given(st.lists(st.lists(st.integers(0, 500), max_size=6), max_size=12), st.integers(1, 20))
def test_ranks_are_what_fractions_say(points: list[list[int]], weights: int) -> None:
    lines = ranked([judged(str(n), *given) for n, given in enumerate(points)], weights=weights)
    means = [Fraction(line.judged.total, line.judged.done) if line.judged.done else None for line in lines]
    for line, mean in zip(lines, means, strict=True):
        if mean is None:
            assert line.rank is None and not line.tied
            continue
        assert line.rank == 1 + sum(other is not None and other > mean for other in means)
        assert line.tied is (means.count(mean) > 1)
    assert [line.rank for line in lines if line.rank] == sorted(line.rank for line in lines if line.rank)

"""Jurors are drawn fairly, and anybody can repeat it."""

from collections import Counter
from itertools import combinations, product
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as some

from ehrenamtskarte.awards.judging.sharing_rules import Drawing, Pair, shares

SEED = bytes(range(32))


def a_juror(number: int) -> UUID:
    return UUID(int=number)


def a_drawing(entries: int, jurors: int, each: int, **terms: object) -> Drawing:
    return Drawing(
        **{
            "seed": SEED,
            "lacks": dict.fromkeys(range(1, entries + 1), each),
            "loads": {a_juror(number): 0 for number in range(jurors)},
            **terms,
        }  # type: ignore[arg-type]
    )


@some.composite
def drawings(draw: some.DrawFn, entries: int = 30, jurors: int = 8) -> Drawing:
    """Drawings with conflicts, and with jurors who have something already."""
    panel = [a_juror(number) for number in range(draw(some.integers(1, jurors)))]
    numbers = draw(some.lists(some.integers(1, 999), unique=True, min_size=1, max_size=entries))
    return Drawing(
        seed=draw(some.binary(min_size=32, max_size=32)),
        lacks={number: draw(some.integers(1, len(panel))) for number in numbers},
        loads={juror: draw(some.integers(0, 5)) for juror in panel},
        left_out=draw(some.sets(some.tuples(some.sampled_from(numbers), some.sampled_from(panel)))),
    )


def loads_after(drawing: Drawing, drawn: list[Pair]) -> dict[UUID, int]:
    added = Counter(juror for _, juror in drawn)
    return {juror: load + added[juror] for juror, load in drawing.loads.items()}


@given(drawings())
def test_each_entry_gets_what_it_lacks_and_nobody_what_they_must_not(drawing: Drawing) -> None:
    drawn = shares(drawing)
    got = Counter(entry for entry, _ in drawn)
    assert len(set(drawn)) == len(drawn)
    assert not set(drawn) & set(drawing.left_out)
    for entry, lacks in drawing.lacks.items():
        free = sum((entry, juror) not in drawing.left_out for juror in drawing.loads)
        assert got[entry] == min(lacks, free)


@given(drawings(), some.randoms(use_true_random=False))
def test_the_order_in_which_all_is_told_does_not_matter(drawing: Drawing, order: object) -> None:
    shuffle = order.shuffle  # type: ignore[attr-defined]
    lacks, loads, left_out = list(drawing.lacks.items()), list(drawing.loads.items()), list(drawing.left_out)
    for told in (lacks, loads, left_out):
        shuffle(told)
    same = Drawing(seed=drawing.seed, lacks=dict(lacks), loads=dict(loads), left_out=left_out)
    assert shares(same) == shares(drawing)


@given(
    some.integers(1, 60), some.integers(1, 12), some.integers(1, 12), some.binary(min_size=32, max_size=32)
)
def test_without_conflicts_shares_differ_by_one_at_most(
    entries: int, jurors: int, each: int, seed: bytes
) -> None:
    drawing = a_drawing(entries, jurors, min(each, jurors), seed=seed)
    loads = loads_after(drawing, shares(drawing)).values()
    assert max(loads) - min(loads) <= 1


@given(drawings(entries=4, jurors=4))
def test_no_other_shares_are_more_even(drawing: Drawing) -> None:
    free = {
        entry: [juror for juror in drawing.loads if (entry, juror) not in drawing.left_out]
        for entry in drawing.lacks
    }
    choices = [
        list(combinations(free[entry], min(lacks, len(free[entry]))))
        for entry, lacks in drawing.lacks.items()
    ]

    def unevenness(drawn: list[Pair]) -> int:
        return sum(load**2 for load in loads_after(drawing, drawn).values())

    every = (
        [(entry, juror) for entry, jurors in zip(drawing.lacks, chosen, strict=True) for juror in jurors]
        for chosen in product(*choices)
    )
    assert unevenness(shares(drawing)) == min(map(unevenness, every))


def test_another_seed_draws_others() -> None:
    assert shares(a_drawing(20, 6, 2)) != shares(a_drawing(20, 6, 2, seed=b"x" * 32))


def test_what_was_published_stays_right() -> None:
    """Whoever repeats an old drawing gets the old shares."""
    drawn = shares(a_drawing(4, 3, 1, left_out=[(1, a_juror(0)), (1, a_juror(1))]))
    assert [(entry, juror.int) for entry, juror in drawn] == [(1, 2), (2, 0), (3, 1), (4, 0)]


def test_whoever_has_more_already_gets_less() -> None:
    drawn = shares(a_drawing(4, 2, 1, loads={a_juror(0): 4, a_juror(1): 0}))
    assert {juror for _, juror in drawn} == {a_juror(1)}


def test_two_thousand_entries_are_drawn_at_once() -> None:
    left_out = [(number, a_juror(number % 3)) for number in range(1, 2001, 2)]
    drawing = a_drawing(2000, 10, 3, left_out=left_out)
    loads = loads_after(drawing, shares(drawing)).values()
    assert sum(loads) == 6000 and max(loads) - min(loads) <= 1

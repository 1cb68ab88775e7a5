"""In which order a jury sees entries: exact means, equal ranks for equal means, how far jurors were apart; pure.

A judgement counts as its weighted points: the sum of points times weight over all criteria, an integer. The mean of
an entry is the sum of those, divided by the number of judgements and by the sum of weights. Means are compared as
integers over a common denominator, so that no rounding makes or breaks a tie.
"""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from ehrenamtskarte.core.errors import Conflict


class RankingNotOpenYet(Conflict):
    """Nobody is led by the others before having judged."""

    de = (
        "Die Rangliste sehen Sie, sobald Sie alle Ihre Bewerbungen bewertet haben oder die Runde zu Ende ist."
        " Haben Sie sich als befangen erklärt, sehen Sie sie am Ende der Runde."
    )
    en = (
        "You see the ranking once you have judged all your entries or the round is over."
        " If you declared a conflict of interest, you see it at the end of the round."
    )


@dataclass(frozen=True, kw_only=True)
class Judged:
    """What the judgements of one entry add up to; sums are of weighted points."""

    entry: UUID
    number: int
    name: str
    title: str
    kind: str
    category: UUID | None
    sort_key: str
    given: int
    """Jurors who got the entry, those who may not judge it counted."""
    done: int
    recused: int
    total: int
    squares: int
    least: int | None
    most: int | None


@dataclass(frozen=True, kw_only=True)
class Ranked:
    """One line of a ranking; `mean` and what follows are points on the round's scale, None without a judgement."""

    judged: Judged
    rank: int | None
    tied: bool = False
    too_few: bool
    mean: float | None = None
    spread: float | None = None
    """The standard deviation of the jurors who judged."""
    least: float | None = None
    most: float | None = None

    @property
    def entry(self) -> UUID:
        """Which entry it is."""
        return self.judged.entry


def fewest(given: int, jurors_each: int | None) -> int:
    """How many judgements an entry needs to be compared: all that were drawn for it, else half of its jurors.

    One alone never suffices where several were asked.
    """
    return min(given, jurors_each) if jurors_each else max((given + 1) // 2, min(2, given))


def ranked(judged: Iterable[Judged], *, weights: int, jurors_each: int | None = None) -> list[Ranked]:
    """Best first, entries without a judgement last; equal means share a rank and stand by name.

    `weights` is the sum of the round's weights, `jurors_each` how many were drawn for each entry, if so.
    """
    everything = list(judged)
    common = math.lcm(*{one.done for one in everything if one.done})
    means = {one.entry: one.total * (common // one.done) for one in everything if one.done}
    everything.sort(key=lambda one: (-means.get(one.entry, -1), one.sort_key, one.entry))
    alike = Counter(means.values())
    ranks: dict[int, int] = {}
    found = []
    for place, one in enumerate(everything, 1):
        mean = means.get(one.entry)
        rank = None if mean is None else ranks.setdefault(mean, place)
        too_few = one.done < max(1, fewest(one.given, jurors_each))
        tied = mean is not None and alike[mean] > 1
        found.append(_line(one, rank, weights, tied=tied, too_few=too_few))
    return found


def _line(one: Judged, rank: int | None, weights: int, *, tied: bool, too_few: bool) -> Ranked:
    if rank is None or one.least is None or one.most is None:
        return Ranked(judged=one, rank=None, too_few=too_few)
    whole = one.done * weights
    return Ranked(
        judged=one,
        rank=rank,
        tied=tied,
        too_few=too_few,
        mean=one.total / whole,
        spread=math.sqrt(one.done * one.squares - one.total**2) / whole,
        least=one.least / weights,
        most=one.most / weights,
    )

"""Who is invited when a group has more guests than places; pure, so that anybody can repeat it.

The seed was fixed by its commitment when the group was made. Those who were not drawn last time come first, those
who said yes last time and did not come come last; among equals the order is that of `core.draw`. Places are given in
this order, and whoever comes from a town that has its share already, is passed over.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ehrenamtskarte.core import draw


@dataclass(frozen=True)
class Entrant:
    """One party with what the draw looks at; `town` is a municipality's key, empty where none is known."""

    number: int
    rank: str
    town: str = ""


def order(seed: bytes, entrants: Iterable[Entrant]) -> list[Entrant]:
    """Everybody in the order in which places are given."""
    by_number = {entrant.number: entrant for entrant in entrants}
    drawn = [by_number[number] for number in draw.order(seed, by_number)]
    return sorted(drawn, key=lambda entrant: entrant.rank)


def winners(
    seed: bytes, entrants: Iterable[Entrant], *, quota: int | None, quota_per_town: int | None
) -> list[int]:
    """The numbers that are invited, the first drawn first; None is no limit."""
    won: list[int] = []
    of_town: Counter[str] = Counter()
    for entrant in order(seed, entrants):
        if quota is not None and len(won) >= quota:
            break
        if quota_per_town is None or of_town[entrant.town] < quota_per_town:
            of_town[entrant.town] += 1
            won.append(entrant.number)
    return won

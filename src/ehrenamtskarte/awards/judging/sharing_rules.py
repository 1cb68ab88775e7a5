"""Who of a jury judges which entry where it is drawn; pure, so that anybody can repeat it.

Each entry gets as many jurors as it lacks, each juror about as many entries as the others; conflicts of interest are
left out before drawing, and an entry that has fewer jurors free of them gets those. A drawing is fixed by its seed of
32 random bytes, by the numbers of the entries with how many jurors each lacks, by the jurors with how many entries
each has already, and by the pairs that are left out. With these, `seed`, `lacks`, `loads` and `leftOut` of
GET /api/offices/{office}/award-calls/{call}/jury-rounds/{round}/drawings, the same comes out:

1. Entries come in the order of how many jurors they may have, the fewest first, among equals by the HMAC-SHA-256 of
   their number, in decimal ASCII digits, under the seed.
2. Each takes the jurors it lacks from those with the fewest entries so far, among equals by the HMAC-SHA-256 of
   `number/juror` under the seed, the juror's id in lower case with hyphens.
3. While some juror can hand an entry to one who has at least two fewer, over others in between if need be, they do:
   the one with the most entries begins, among equals by id; of the ways to somebody with at least two fewer the
   shortest is taken, looked for breadth first with jurors by id; between two jurors goes the entry that came first in
   step 1.

Afterwards no exchange makes the shares more even: without conflicts they differ by one entry at most.
"""

import hashlib
import hmac
from collections import deque
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

SEED_BYTES = 32

Pair = tuple[int, UUID]
"""The number of an entry, and a juror."""


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """All that the shares follow from."""

    seed: bytes
    lacks: Mapping[int, int]
    """Entries by number, and how many jurors each is to get."""
    loads: Mapping[UUID, int]
    """Jurors, and how many entries each has already."""
    left_out: Collection[Pair] = ()
    """Who cannot judge what, or does already."""


def shares(drawing: Drawing) -> list[Pair]:
    """Who judges which entry, by number of the entry; the same for the same drawing."""
    free = _free(drawing)
    order = sorted(free, key=lambda entry: (len(free[entry]), _digest(drawing.seed, str(entry))))
    loads = dict(drawing.loads)
    taken: dict[int, set[UUID]] = {}
    for entry in order:
        chosen = sorted(free[entry], key=lambda juror: _rank(drawing.seed, loads, entry, juror))
        taken[entry] = set(chosen[: drawing.lacks[entry]])
        for juror in taken[entry]:
            loads[juror] += 1
    while way := _way_to_balance(order, free, taken, loads):
        _hand_on(way, taken, loads)
    return sorted((entry, juror) for entry, jurors in taken.items() for juror in jurors)


def _free(drawing: Drawing) -> dict[int, list[UUID]]:
    """Who may judge each entry."""
    left_out: dict[int, set[UUID]] = {}
    for entry, juror in drawing.left_out:
        left_out.setdefault(entry, set()).add(juror)
    jurors = sorted(drawing.loads)
    return {
        entry: [juror for juror in jurors if juror not in left_out.get(entry, ())] for entry in drawing.lacks
    }


def _rank(seed: bytes, loads: Mapping[UUID, int], entry: int, juror: UUID) -> tuple[int, bytes]:
    return loads[juror], _digest(seed, f"{entry}/{juror}")


_Step = tuple[int, UUID, UUID]
"""An entry that goes from one juror to another."""


def _way_to_balance(
    order: list[int],
    free: Mapping[int, list[UUID]],
    taken: Mapping[int, set[UUID]],
    loads: Mapping[UUID, int],
) -> list[_Step]:
    """The shortest way on which one with many entries relieves one with two fewer; empty where there is none."""
    hands: dict[UUID, dict[UUID, int]] = {}
    for entry in order:
        for giver in taken[entry]:
            takers = hands.setdefault(giver, {})
            for taker in free[entry]:
                if taker not in taken[entry]:
                    takers.setdefault(taker, entry)
    for giver in sorted(loads, key=lambda juror: (-loads[juror], juror)):
        way = _shortest(giver, hands, loads)
        if way:
            return way
    return []


def _shortest(
    giver: UUID, hands: Mapping[UUID, Mapping[UUID, int]], loads: Mapping[UUID, int]
) -> list[_Step]:
    came: dict[UUID, _Step | None] = {giver: None}
    waiting = deque([giver])
    while waiting:
        juror = waiting.popleft()
        if loads[juror] <= loads[giver] - 2:
            return _back(juror, came)
        for taker, entry in sorted(hands.get(juror, {}).items()):
            if taker not in came:
                came[taker] = (entry, juror, taker)
                waiting.append(taker)
    return []


def _back(juror: UUID, came: Mapping[UUID, _Step | None]) -> list[_Step]:
    way: list[_Step] = []
    step = came[juror]
    while step:
        way.append(step)
        step = came[step[1]]
    return way


def _hand_on(way: list[_Step], taken: dict[int, set[UUID]], loads: dict[UUID, int]) -> None:
    for entry, giver, taker in way:
        taken[entry].remove(giver)
        taken[entry].add(taker)
    loads[way[-1][1]] -= 1
    loads[way[0][2]] += 1


def _digest(seed: bytes, text: str) -> bytes:
    return hmac.digest(seed, text.encode(), hashlib.sha256)

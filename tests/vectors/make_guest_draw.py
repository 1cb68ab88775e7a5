"""Writes guest_draw.json: a draw of guests with what any other program must find, by the recipe of docs/guest-draw.md alone."""

import hashlib
import hmac
import json
from collections import Counter
from pathlib import Path

SEED = hashlib.sha256(b"guest draw of the tests").digest()
TOWNS = ("05315000", "05111000", "05314000", "")
RANKS = ("b_usual", "b_usual", "a_lost_before", "b_usual", "c_missed_before")
ENTRANTS = [
    {"number": number, "rank": RANKS[number % 5], "town": TOWNS[number * number % 7 % 4]}
    for number in range(1, 61)
    if number % 11
]
LIMITS = ((None, None), (10, None), (None, 3), (12, 5), (0, 3), (100, 100))


def winners(quota: int | None, per_town: int | None) -> list[int]:
    """The recipe."""
    won: list[int] = []
    towns: Counter[str] = Counter()
    for one in sorted(
        ENTRANTS, key=lambda e: (e["rank"], hmac.digest(SEED, str(e["number"]).encode(), "sha256"))
    ):
        if (quota is None or len(won) < quota) and (per_town is None or towns[str(one["town"])] < per_town):
            won.append(int(str(one["number"])))
            towns[str(one["town"])] += 1
    return won


if __name__ == "__main__":
    Path(__file__).with_name("guest_draw.json").write_text(
        json.dumps(
            {
                "seed": SEED.hex(),
                "commitment": hashlib.sha256(SEED).hexdigest(),
                "entrants": ENTRANTS,
                "draws": [
                    {"quota": quota, "quotaPerTown": town, "winningNumbers": winners(quota, town)}
                    for quota, town in LIMITS
                ],
            },
            indent=1,
        )
        + "\n"
    )

"""Who is drawn; the recipe that anybody can repeat."""

import hashlib
import hmac
import json
from collections import Counter
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ehrenamtskarte.ceremonies.guests.draw_rules import Entrant, order, winners
from ehrenamtskarte.core.draw import commitment

SEED = bytes(range(32))
ROOT = Path(__file__).parents[2]
VECTORS = json.loads((ROOT / "tests" / "vectors" / "guest_draw.json").read_text())

entrants = st.lists(
    st.builds(
        Entrant,
        number=st.integers(1, 500),
        rank=st.sampled_from(["a_lost_before", "b_usual", "c_missed_before"]),
        town=st.sampled_from(["", "05315000", "05111000"]),
    ),
    unique_by=lambda entrant: entrant.number,
    max_size=60,
)
limits = st.none() | st.integers(0, 40)


def by_recipe(
    seed: str, parties: list[dict[str, object]], quota: int | None, per_town: int | None
) -> list[object]:
    """The lines of docs/guest-draw.md, independent of the platform."""
    key = bytes.fromhex(seed)

    def drawn(party: dict[str, object]) -> bytes:
        return hmac.digest(key, str(party["number"]).encode(), "sha256")

    won, towns = [], Counter()  # type: ignore[var-annotated]
    for party in sorted(parties, key=lambda party: (party["rank"], drawn(party))):
        if (quota is None or len(won) < quota) and (per_town is None or towns[party["town"]] < per_town):
            won.append(party["number"])
            towns[party["town"]] += 1
    return won


@given(entrants, limits, limits)
def test_the_recipe_of_the_documentation_gives_the_same(
    parties: list[Entrant], quota: int | None, per_town: int | None
) -> None:
    told = [{"number": p.number, "rank": p.rank, "town": p.town} for p in parties]
    assert winners(SEED, parties, quota=quota, quota_per_town=per_town) == by_recipe(
        SEED.hex(), told, quota, per_town
    )


@given(entrants, st.integers(0, 40), st.integers(0, 40), limits)
def test_more_places_take_nobody_out(
    parties: list[Entrant], quota: int, more: int, per_town: int | None
) -> None:
    before = winners(SEED, parties, quota=quota, quota_per_town=per_town)
    after = winners(SEED, parties, quota=quota + more, quota_per_town=per_town)
    assert after[: len(before)] == before


@given(entrants, limits, limits)
def test_neither_quota_is_exceeded_and_no_place_stays_free(
    parties: list[Entrant], quota: int | None, per_town: int | None
) -> None:
    won = set(winners(SEED, parties, quota=quota, quota_per_town=per_town))
    towns = Counter(p.town for p in parties if p.number in won)
    assert quota is None or len(won) <= quota
    assert per_town is None or all(count <= per_town for count in towns.values())
    lost = [p for p in parties if p.number not in won]
    full = quota is not None and len(won) == quota
    assert full or all(per_town is not None and towns[p.town] == per_town for p in lost)


def test_those_who_lost_come_first_and_those_who_did_not_come_last() -> None:
    parties = [
        Entrant(1, "c_missed_before"),
        Entrant(2, "b_usual"),
        Entrant(3, "a_lost_before"),
        Entrant(4, "b_usual"),
        Entrant(5, "a_lost_before"),
    ]
    ranks = [entrant.rank for entrant in order(SEED, parties)]
    assert ranks == ["a_lost_before", "a_lost_before", "b_usual", "b_usual", "c_missed_before"]


def test_the_order_in_which_parties_are_told_does_not_matter() -> None:
    parties = [Entrant(number, "b_usual") for number in range(1, 100)]
    assert order(SEED, parties) == order(SEED, reversed(parties))


def test_another_seed_draws_others() -> None:
    parties = [Entrant(number, "b_usual") for number in range(1, 100)]
    other = hashlib.sha256(SEED).digest()
    assert other == commitment(SEED)
    assert winners(SEED, parties, quota=10, quota_per_town=None) != winners(
        other, parties, quota=10, quota_per_town=None
    )


def test_the_vectors_that_others_read_are_ours() -> None:
    parties = [Entrant(**party) for party in VECTORS["entrants"]]
    seed = bytes.fromhex(VECTORS["seed"])
    assert commitment(seed).hex() == VECTORS["commitment"]
    for draw in VECTORS["draws"]:
        won = winners(seed, parties, quota=draw["quota"], quota_per_town=draw["quotaPerTown"])
        assert won == draw["winningNumbers"]


def test_the_code_in_the_documentation_runs() -> None:
    told = (ROOT / "docs" / "guest-draw.md").read_text()
    recipe = told.split("```python\n")[1].split("```")[0]
    for draw in VECTORS["draws"]:
        shown = {name: VECTORS[name] for name in ("seed", "commitment", "entrants")} | draw
        exec(recipe, {"draw": shown})

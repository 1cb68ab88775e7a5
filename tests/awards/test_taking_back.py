"""An award is taken back with a reason, stays on record, and somebody may move up."""

from typing import Any

import pytest

from tests.awards.prizes import Prize, a_prize, refused
from tests.conftest import SignIn


@pytest.fixture
async def prize(sign_in_as: SignIn) -> Prize:
    return await a_prize(sign_in_as)


async def decided(prize: Prize) -> Any:
    """The first nominee has won and everybody knows; the laureate."""
    await prize.choose(0)
    return (await prize.decide()).json()["categories"][0]["laureates"][0]


async def back(prize: Prize, laureate: Any, reason: str = "Das Projekt gibt es nicht.") -> Any:
    return await prize.clerk.post(
        f"{prize.path}/laureates/{laureate['id']}/withdrawal", json={"reason": reason}
    )


async def up(prize: Prize, laureate: Any, number: int) -> Any:
    return await prize.clerk.post(
        f"{prize.path}/laureates/{laureate['id']}/successor",
        json={"entry": str(prize.entries[number]), "reason": {"de": "Die Nächsten.", "en": ""}},
    )


async def test_the_office_keeps_who_it_was_and_the_public_no_longer_sees_the_name(prize: Prize) -> None:
    laureate = await decided(prize)
    (kept,) = (await back(prize, laureate)).json()["categories"][0]["laureates"]
    assert (kept["name"], kept["withdrawnReason"]) == ("Tafel", "Das Projekt gibt es nicht.")
    page = await prize.clerk.get(f"/api/award-calls/{prize.call}")
    assert '"Weil es hilft."' not in page.text


async def test_it_needs_a_reason_and_happens_once(prize: Prize) -> None:
    laureate = await decided(prize)
    assert refused(await back(prize, laureate, "  ")) == (422, "reason_missing")
    assert (await back(prize, laureate)).status_code == 200
    assert refused(await back(prize, laureate)) == (409, "laureate_withdrawn")


async def test_before_the_result_is_public_the_choice_simply_changes(prize: Prize) -> None:
    chosen = (await prize.choose(0)).json()["categories"][0]["laureates"][0]
    assert refused(await back(prize, chosen)) == (409, "result_not_public_yet")


async def test_one_moves_up_for_one_and_gets_the_same_prize(prize: Prize) -> None:
    laureate = await decided(prize)
    assert refused(await up(prize, laureate, 1)) == (409, "laureate_still_there")
    await back(prize, laureate)
    after = (await up(prize, laureate, 1)).json()["categories"][0]["laureates"]
    assert [(one["name"], one["prizeCents"], one["replaced"]) for one in after] == [
        ("Tafel", 500_000, True),
        ("Chor", 500_000, False),
    ]
    assert refused(await up(prize, laureate, 2)) == (409, "place_taken_again")


async def test_who_lost_an_award_does_not_move_up_for_it(prize: Prize) -> None:
    laureate = await decided(prize)
    await back(prize, laureate)
    assert refused(await up(prize, laureate, 0)) == (422, "laureate_twice")

"""Those who ask at the same time share one way, and nobody waits for ever."""

import asyncio
from collections.abc import Sequence
from contextlib import nullcontext

import pytest

from ehrenamtskarte.ceremonies.doors.together import Together


class Teller:
    """Doubles numbers, refuses 13, and remembers in which batches they came."""

    def __init__(self, *, at_most: int = 4, ways: int = 1) -> None:
        self.batches: list[list[int]] = []
        self.together = Together(
            self._double, way=nullcontext, at_most=at_most, ways=ways, alone=(ValueError,)
        )

    async def _double(self, _: None, numbers: Sequence[int]) -> list[int]:
        self.batches.append(list(numbers))
        await asyncio.sleep(0)
        if 13 in numbers:
            raise ValueError
        if 14 in numbers:
            raise OSError
        return [2 * number for number in numbers]


async def test_the_first_goes_at_once_and_the_others_together() -> None:
    teller = Teller()
    assert await asyncio.gather(*(teller.together.ask(number) for number in range(6))) == [0, 2, 4, 6, 8, 10]
    assert teller.batches == [[0, 1, 2, 3], [4, 5]]


async def test_one_after_the_other_each_is_answered() -> None:
    teller = Teller()
    for number in range(20, 70):
        assert await asyncio.wait_for(teller.together.ask(number), 5) == 2 * number


async def test_the_fault_of_one_is_not_the_others() -> None:
    teller = Teller()
    found = await asyncio.gather(
        *(teller.together.ask(number) for number in (1, 13, 2)), return_exceptions=True
    )
    assert found[0] == 2
    assert isinstance(found[1], ValueError)
    assert found[2] == 4


async def test_what_fails_for_all_fails_for_all_and_then_works_again() -> None:
    teller = Teller()
    found = await asyncio.gather(*(teller.together.ask(number) for number in (1, 14)), return_exceptions=True)
    assert all(isinstance(one, OSError) for one in found)
    assert await teller.together.ask(3) == 6


async def test_somebody_who_went_away_does_not_hold_up_the_others() -> None:
    teller = Teller()
    gone = asyncio.ensure_future(teller.together.ask(1))
    stays = asyncio.ensure_future(teller.together.ask(2))
    await asyncio.sleep(0)
    gone.cancel()
    assert await stays == 4
    with pytest.raises(asyncio.CancelledError):
        await gone

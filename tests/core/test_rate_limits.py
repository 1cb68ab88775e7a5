import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ehrenamtskarte.core import db
from ehrenamtskarte.core.errors import TooManyRequests
from ehrenamtskarte.core.rate_limits import forget_old, limit

pytestmark = pytest.mark.usefixtures("database")
ROOT = Path(__file__).parents[2]
ERIKA = "erika@example.org"


async def passes(name: str = "door", key: str = ERIKA, times: int = 3) -> bool:
    try:
        await limit(name, key, times=times, seconds=60)
    except TooManyRequests:
        return False
    return True


async def test_the_limit_holds_and_says_when_to_come_back() -> None:
    assert [await passes() for _ in range(5)] == [True, True, True, False, False]
    with pytest.raises(TooManyRequests) as refused:
        await limit("door", ERIKA, times=3, seconds=60)
    assert refused.value.retry_after is not None
    assert 0 < refused.value.retry_after <= 60


async def test_every_key_and_every_name_counts_for_itself() -> None:
    for _ in range(3):
        assert await passes()
    assert await passes(key="max@example.org")
    assert await passes(name="window")
    assert not await passes()


async def test_a_new_window_begins_anew() -> None:
    for _ in range(4):
        await passes()
    await db.execute("UPDATE rate_count SET window_ends = now()")
    assert await passes()
    assert await db.scalar("SELECT times FROM rate_count") == 1


async def test_of_many_at_once_exactly_as_many_pass_as_may() -> None:
    assert sum(await asyncio.gather(*(passes(times=7) for _ in range(40)))) == 7


async def test_the_limit_holds_across_processes(dsn: str) -> None:
    program = f"""
import asyncio
from ehrenamtskarte.core import rate_limits
from ehrenamtskarte.core.errors import TooManyRequests

async def main():
    passed = 0
    for _ in range(10):
        try:
            await rate_limits.limit("door", "{ERIKA}", times=15, seconds=60)
            passed += 1
        except TooManyRequests:
            pass
    print(passed)

asyncio.run(main())
"""
    environment = os.environ | {"DATABASE_URL": dsn, "PYTHONPATH": str(ROOT / "src")}
    running = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", program, env=environment, stdout=subprocess.PIPE
        )
        for _ in range(3)
    ]
    printed = [(await process.communicate())[0] for process in running]
    assert sum(map(int, printed)) == 15


async def test_a_refused_attempt_counts_although_its_transaction_is_rolled_back() -> None:
    async def guess_in_a_transaction() -> None:
        async with db.transaction():
            await limit("door", ERIKA, times=3, seconds=60)
            raise ZeroDivisionError

    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            await guess_in_a_transaction()
    with pytest.raises(TooManyRequests):
        await guess_in_a_transaction()


async def test_nobody_can_read_from_the_counts_who_was_there() -> None:
    await passes()
    assert ERIKA not in str(await db.rows("SELECT * FROM rate_count"))


async def test_only_windows_that_have_ended_are_forgotten() -> None:
    await passes(key="a")
    await passes(key="b")
    await db.execute(
        "UPDATE rate_count SET window_ends = now() - interval '1 second'"
        " WHERE bucket = (SELECT min(bucket) FROM rate_count)"
    )
    await forget_old()
    assert await db.scalar("SELECT count(*) FROM rate_count") == 1

"""The database goes away, is full up, comes back: nobody hangs and nothing stays half done."""

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pytest

from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.embedded_postgres import EmbeddedPostgres
from ehrenamtskarte.core.errors import Unavailable
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.settings import settings

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.usefixtures("database")


def free_connections() -> int:
    pool: Any = db.DB.pool
    return int(pool.get_max_size() - pool.get_size() + pool.get_idle_size())


async def entries() -> int:
    return int(await db.scalar("SELECT count(*) FROM audit_entry"))


async def note() -> None:
    await audit.record("noted", actor=None, subject=new_id())


async def end_all_sessions() -> None:
    """What a restart or an administrator does to every connection of this process but one."""
    connection = await db.DB.get_new_connection()
    try:
        await connection.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND datname = current_database() AND backend_type = 'client backend'"
        )
    finally:
        await connection.close()


async def test_an_inner_transaction_joins_the_outer_one() -> None:
    async def inner_change_of_a_failing_outer_one() -> None:
        async with db.transaction():
            async with db.transaction():
                await note()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await inner_change_of_a_failing_outer_one()
    assert await entries() == 0


async def test_what_happens_apart_stays_when_the_outer_one_fails() -> None:
    async def counted_apart() -> None:
        async with db.transaction():
            await note()
            async with db.apart():
                await note()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await counted_apart()
    assert await entries() == 1


async def test_what_fails_apart_leaves_the_outer_one_alone() -> None:
    async def fails() -> None:
        async with db.apart():
            await note()
            raise ZeroDivisionError

    async with db.transaction():
        await note()
        with pytest.raises(ZeroDivisionError):
            await fails()
        await note()
    assert await entries() == 2


async def test_many_at_once_may_each_do_something_apart() -> None:
    """With one pool for both, all would hold one connection and wait for a second."""

    async def with_both() -> None:
        async with db.transaction():
            await note()
            async with db.apart():
                await note()

    pool: Any = db.DB.pool
    many = 2 * pool.get_max_size()
    await asyncio.gather(*(with_both() for _ in range(many)))
    assert await entries() == 2 * many


@pytest.fixture
async def exhausted(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """Every connection is in use, and nobody waits long."""
    monkeypatch.setattr(db, "settings", lambda: replace(settings(), database_wait=0.2))
    pool: Any = db.DB.pool
    async with AsyncExitStack() as stack:
        for _ in range(pool.get_max_size()):
            await stack.enter_async_context(pool.acquire())
        yield


async def test_with_no_connection_free_requests_wait_a_moment_and_hear_when_to_come_back(
    client: httpx.AsyncClient, exhausted: None
) -> None:
    answers = await asyncio.gather(
        client.get("/api/demo/mails"),
        client.get("/api/demo/mails", headers={"cookie": "session=x"}),
        client.post("/api/sign-in", json={"email": "erika@example.org"}),
        client.post("/api/organisations", json={}, headers={"idempotency-key": "k"}),
    )
    for answer in answers:
        assert answer.status_code == 503
        assert answer.json()["code"] == "unavailable"
        assert int(answer.headers["retry-after"]) > 0
    assert (await client.get("/health/live")).status_code == 200
    assert (await client.get("/health/ready")).status_code == 503


async def test_a_transaction_that_got_no_connection_is_a_refusal(exhausted: None) -> None:
    with pytest.raises(Unavailable):
        async with db.transaction():
            pass


async def test_a_transaction_whose_connection_dies_is_void_and_gives_its_place_back() -> None:
    async def cut_off() -> None:
        async with db.transaction():
            await note()
            await end_all_sessions()
            await note()

    before = free_connections()
    for _ in range(before + 1):
        with pytest.raises((asyncpg.PostgresError, asyncpg.InterfaceError, ConnectionError)) as caught:
            await cut_off()
        assert db.is_out_of_reach(caught.value)
    assert free_connections() == before
    assert await entries() == 0


async def test_connections_that_died_in_the_pool_are_replaced(client: httpx.AsyncClient) -> None:
    for _ in range(3):
        await end_all_sessions()
        await asyncio.sleep(0)
        answers = [await client.get("/api/demo/mails") for _ in range(3)]
        assert {answer.status_code for answer in answers} <= {200, 503}
        assert answers[-1].status_code == 200


async def test_a_connection_that_cannot_even_begin_goes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    async def cannot_begin(_: object) -> None:
        raise asyncpg.ConnectionDoesNotExistError

    before = free_connections()
    with monkeypatch.context() as here:
        here.setattr("asyncpg.transaction.Transaction.start", cannot_begin)
        for _ in range(before + 1):
            with pytest.raises(asyncpg.ConnectionDoesNotExistError):
                async with db.transaction():
                    pass
    assert free_connections() == before
    await note()


async def test_a_request_that_is_given_up_gives_its_connection_back() -> None:
    async def slow() -> None:
        async with db.transaction():
            await note()
            await db.execute("SELECT pg_sleep(60)")

    before = free_connections()
    running = [asyncio.create_task(slow()) for _ in range(3)]
    while await db.scalar("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%'") < 3:
        pass
    for task in running:
        task.cancel()
    await asyncio.gather(*running, return_exceptions=True)
    assert free_connections() == before
    assert await entries() == 0


async def test_nobody_waits_long_for_a_lock() -> None:
    assert await db.scalar("SHOW lock_timeout") == "5s"
    assert await db.scalar("SHOW timezone") == "UTC"


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[EmbeddedPostgres]:
    """A server only for this test, to be crashed."""
    with EmbeddedPostgres(tmp_path / "data") as server:
        yield server


@pytest.fixture
def own_web(own_server: EmbeddedPostgres, tmp_path: Path) -> Iterator[httpx.Client]:
    """A real web process on that server."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    environment = os.environ | {
        "DATABASE_URL": own_server.dsn,
        "PORT": str(port),
        "PYTHONPATH": str(ROOT / "src"),
        "LOG_FORMAT": "json",
        "DATABASE_WAIT": "1",
    }
    command = [sys.executable, "-m", "ehrenamtskarte.cli"]
    subprocess.run([*command, "migrate"], env=environment, check=True, capture_output=True)
    with (tmp_path / "web.log").open("wb") as log:
        process = subprocess.Popen([*command, "web"], env=environment, stdout=log, stderr=log)
    try:
        with httpx.Client(
            base_url=f"http://127.0.0.1:{port}", transport=httpx.HTTPTransport(retries=10), timeout=30
        ) as client:
            _until_ready(client)
            yield client
    finally:
        process.terminate()
        process.wait()


def _until_ready(client: httpx.Client) -> None:
    for _ in range(2000):
        try:
            if client.get("/health/ready").status_code == 200:
                return
        except httpx.TransportError:
            pass
    pytest.fail("the service does not become ready")


def _ask(client: httpx.Client, number: int) -> int:
    """A request that writes; its answer is a promise or a refusal."""
    answer = client.post("/api/sign-in", json={"email": f"person{number}@example.org"})
    if answer.status_code == 503:
        assert answer.headers["content-type"] == "application/problem+json"
        assert int(answer.headers["retry-after"]) > 0
    return answer.status_code


@pytest.mark.slow
def test_a_database_that_crashes_costs_refusals_and_nothing_else(
    own_server: EmbeddedPostgres, own_web: httpx.Client
) -> None:
    answers = [_ask(own_web, number) for number in range(20)]
    assert set(answers) == {202}

    own_server.stop(immediately=True)
    answers += [_ask(own_web, number) for number in range(20, 25)]
    assert set(answers[20:]) == {503}
    assert own_web.get("/health/ready").status_code == 503
    assert own_web.get("/health/live").status_code == 200

    own_server.start()
    _until_ready(own_web)
    answers += [_ask(own_web, number) for number in range(25, 45)]
    assert set(answers[25:]) == {202}
    assert _written(own_server) == {
        f"person{number}@example.org": 1 for number, status in enumerate(answers) if status == 202
    }


def _written(server: EmbeddedPostgres) -> dict[str, int]:
    import psycopg

    with psycopg.connect(server.dsn) as connection:
        mails = connection.execute(
            "SELECT payload -> 'mail' ->> 'to', count(*) FROM outbox_message GROUP BY 1"
        ).fetchall()
        codes = connection.execute("SELECT email, count(*) FROM sign_in_code GROUP BY 1").fetchall()
    assert sorted(mails) == sorted(codes)
    return dict(mails)

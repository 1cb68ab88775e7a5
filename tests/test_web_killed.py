"""A web process killed in the middle of requests: who repeats with the same key has one effect."""

import asyncio
import os
import random
import secrets
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID, uuid4

import httpx
import pytest

from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Role
from tests.conftest import SignIn
from tests.factories import an_organisation

REQUESTS = 24


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@asynccontextmanager
async def web(dsn: str, port: int) -> AsyncIterator[subprocess.Popen[bytes]]:
    """A web process group of its own; killed at the end if it still runs."""
    environment = {
        **os.environ,
        "DATABASE_URL": dsn,
        "PORT": str(port),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
    }
    process = subprocess.Popen(  # noqa: ASYNC220 - outlives this loop's calls, ended by signal
        [sys.executable, "-m", "ehrenamtskarte.cli", "web"],
        env=environment,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        async with asyncio.timeout(60), httpx.AsyncClient(trust_env=False) as visitor:
            while True:
                try:
                    if (await visitor.get(f"http://127.0.0.1:{port}/health/ready")).status_code == 200:
                        break
                except httpx.TransportError:
                    await asyncio.sleep(0.1)
        yield process
    finally:
        kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """SIGKILL to the process and its workers at once."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.mark.slow
async def test_a_repeated_request_has_one_effect_although_the_web_process_was_killed(
    dsn: str, sign_in_as: SignIn
) -> None:
    seed = secrets.randbits(32)
    print("seed", seed)  # noqa: T201 - shown when the test fails
    club: UUID = await an_organisation()
    token = (await sign_in_as("jana@example.org", (Role.COORDINATOR, club))).cookies["session"]
    keys = {f"Mensch {number:02}": str(uuid4()) for number in range(REQUESTS)}

    async def add_all(port: int) -> list[str]:
        """The names that were acknowledged."""
        async with httpx.AsyncClient(trust_env=False, cookies={"session": token}, timeout=20) as jana:

            async def add(name: str) -> bool:
                address = f"http://127.0.0.1:{port}/api/organisations/{club}/people"
                try:
                    body, headers = {"familyName": name}, {"idempotency-key": keys[name]}
                    return (await jana.post(address, json=body, headers=headers)).status_code == 201
                except httpx.TransportError:
                    return False

            done = await asyncio.gather(*map(add, keys))
        return [name for name, added in zip(keys, done, strict=True) if added]

    port = _free_port()
    async with web(dsn, port) as process:
        adding = asyncio.create_task(add_all(port))
        await asyncio.sleep(random.Random(seed).uniform(0.02, 0.25))
        kill(process)
        acknowledged = await adding
    there = {row["family_name"] for row in await db.rows("SELECT family_name FROM member")}
    assert set(acknowledged) <= there, "what was acknowledged is there"

    async with web(dsn, port):
        assert sorted(await add_all(port)) == sorted(keys)
    found = await db.rows("SELECT family_name FROM member ORDER BY family_name")
    assert [row["family_name"] for row in found] == sorted(keys)

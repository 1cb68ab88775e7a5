"""A public vote over HTTP: 200 people a second ask for a code and vote with it, for a minute; then as many as go.

Two web processes. Each voter has an address of their own; the codes are read from the mails in the outbox. Every vote
that was acknowledged must be there afterwards, exactly once.
"""

import asyncio
import os
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count, islice
from uuid import UUID, uuid4

import msgspec

from bench.load import free_port, post, rate, server
from ehrenamtskarte.awards.rules import PhaseKind
from ehrenamtskarte.core import db
from tests.factories import a_call, an_entry

PER_SECOND, SECONDS = 200, 60
AT_ONCE = 32
MOST = 3_000
"""Votes of the round that goes as fast as it can."""
NOMINEES = 12
NETWORKS = 4_000
WORKERS = 2
WARM_UP = 300
_LINK = re.compile(r"abstimmen#([0-9a-f-]{36})\.(\d{6})")


@dataclass
class Run:
    """Voters on their way: who has asked waits for the mail, who has the code votes."""

    port: int
    call: UUID
    entries: list[UUID]
    receipts: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    codes: "asyncio.Queue[tuple[str, str]]" = field(default_factory=asyncio.Queue)
    done: asyncio.Event = field(default_factory=asyncio.Event)
    number: int = 0


async def measure() -> list[tuple[str, float, str]]:
    """The steady minute, the most that goes, and requests to a handler that does nothing."""
    call = await a_call(None, on=PhaseKind.VOTE, vote_secret=os.urandom(32))
    entries = [await an_entry(call, f"Verein {n}", status="shortlisted") for n in range(NOMINEES)]
    voters = count()
    port = free_port()
    environment = dict(os.environ) | {"TRUSTED_PROXIES": "127.0.0.1"}
    warm_up, steady, fast = (Run(port, call, entries) for _ in range(3))
    async with server("ehrenamtskarte.app:create_app", port, environment, workers=WORKERS):
        await _vote_all(warm_up, voters, WARM_UP, None)
        seconds = await _vote_all(steady, voters, PER_SECOND * SECONDS, PER_SECOND)
        most = MOST / await _vote_all(fast, voters, MOST, None)
    await _nothing_lost(call, warm_up.receipts + steady.receipts + fast.receipts)
    bare = await _bare()
    waits = sorted(steady.waits)
    return [
        (f"votes, {PER_SECOND}/s for {SECONDS} s: accepted", len(steady.receipts) / seconds, "/s"),
        ("votes, answer to a code, median", waits[len(waits) // 2] * 1000, "ms"),
        ("votes, answer to a code, p99", waits[int(len(waits) * 0.99)] * 1000, "ms"),
        ("votes, as many as go", most, "/s"),
        ("a vote's two requests : bare handler", 2 * most / bare, "ratio"),
    ]


async def _vote_all(run: Run, voters: Iterator[int], number: int, per_second: float | None) -> float:
    """So many votes, each asked for when it is due; the seconds until the last one was acknowledged."""
    due: asyncio.Queue[int] = asyncio.Queue()
    run.number, started = number, time.perf_counter()
    async with asyncio.TaskGroup() as together:
        tasks = [together.create_task(work) for _ in range(AT_ONCE) for work in (_ask(run, due), _cast(run))]
        tasks.append(together.create_task(_read_mails(run)))
        for n, voter in enumerate(islice(voters, number)):
            if per_second:
                await asyncio.sleep(max(0.0, started + n / per_second - time.perf_counter()))
            due.put_nowait(voter)
        await run.done.wait()
        seconds = time.perf_counter() - started
        for task in tasks:
            task.cancel()
    return seconds


async def _ask(run: Run, due: "asyncio.Queue[int]") -> None:
    async with _connection(run.port) as send:
        while True:
            voter = await due.get()
            body = {"entryId": run.entries[voter % NOMINEES], "email": f"voter.{voter}@mail.example"}
            await send(f"/api/award-calls/{run.call}/vote-requests", body, voter, 202)


async def _cast(run: Run) -> None:
    async with _connection(run.port) as send:
        while True:
            request, code = await run.codes.get()
            sent = time.perf_counter()
            body = {"requestId": request, "code": code}
            answer = await send(f"/api/award-calls/{run.call}/votes", body, 0, 201)
            run.waits.append(time.perf_counter() - sent)
            run.receipts.append(answer["receipt"])
            if len(run.receipts) == run.number:
                run.done.set()


async def _read_mails(run: Run) -> None:
    """What voters do with their mail boxes, for all of them at once."""
    while True:
        mails = await db.rows(
            "DELETE FROM outbox_message WHERE event = 'MailWritten'"
            " RETURNING payload->'mail'->'button'->>'address' AS address"
        )
        for mail in mails:
            link = _LINK.search(mail["address"])
            if link is not None:
                run.codes.put_nowait((link[1], link[2]))
        await asyncio.sleep(0.05)


Send = Callable[[str, object, int, int], Awaitable[dict[str, str]]]


@asynccontextmanager
async def _connection(port: int) -> AsyncIterator[Send]:
    """One browser's connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)

    async def send(path: str, body: object, voter: int, expected: int) -> dict[str, str]:
        content = msgspec.json.encode(body)
        network = voter % NETWORKS
        writer.write(
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
            f"X-Forwarded-For: 10.0.{network // 250}.{network % 250 + 1}\r\nIdempotency-Key: {uuid4()}\r\n"
            f"Content-Length: {len(content)}\r\n\r\n".encode()
            + content
        )
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length"))
        answer = await reader.readexactly(int(length.split(b":")[1]))
        if int(head.split(b" ", 2)[1]) != expected:
            raise RuntimeError(f"unexpected answer: {head.splitlines()[0]!r} {answer[:300]!r}")
        return msgspec.json.decode(answer, type=dict[str, str])

    try:
        yield send
    finally:
        writer.close()


async def _nothing_lost(call: UUID, receipts: list[str]) -> None:
    kept = await db.rows("SELECT receipt FROM vote WHERE call = $1", call)
    if sorted(row["receipt"] for row in kept) != sorted(receipts):
        raise RuntimeError(f"{len(receipts)} votes acknowledged, {len(kept)} there")


async def _bare() -> float:
    """Requests a second of a handler without any work, on as many processes."""
    port = free_port()
    request = post("/bare", msgspec.json.encode({"token": "x" * 90}), "127.0.0.1")
    async with server("bench.bare:create", port, dict(os.environ), workers=WORKERS):
        await rate(port, [request], 1, expect=b"valid")
        return await rate(port, [request], 4, expect=b"valid")

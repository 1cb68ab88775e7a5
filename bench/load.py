"""A small load generator: keep-alive connections that send prepared requests and count the answers."""

import asyncio
import itertools
import sys
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager

CONNECTIONS = 16


def post(path: str, body: bytes, client: str) -> bytes:
    """One request; `client` is the address a trusted proxy would name."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        f"X-Forwarded-For: {client}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def rate(port: int, requests: Sequence[bytes], seconds: float, *, expect: bytes) -> float:
    """Answers per second; every answer must contain `expect`."""
    ends = time.perf_counter() + seconds
    supply = itertools.cycle(requests)
    counts = await asyncio.gather(*(_connection(port, supply, ends, expect) for _ in range(CONNECTIONS)))
    return sum(counts) / seconds


async def _connection(port: int, supply: Iterator[bytes], ends: float, expect: bytes) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    count = 0
    while time.perf_counter() < ends:
        writer.write(next(supply))
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(
            int(line.split(b":")[1])
            for line in head.lower().split(b"\r\n")
            if line.startswith(b"content-length")
        )
        body = await reader.readexactly(length)
        if expect not in body:
            raise RuntimeError(f"unexpected answer: {head.splitlines()[0]!r} {body[:200]!r}")
        count += 1
    writer.close()
    return count


@asynccontextmanager
async def server(target: str, port: int, environment: dict[str, str]) -> AsyncIterator[None]:
    """A granian process with one worker, as `ehrenamtskarte web` starts it."""
    options = ("--interface", "asgi", "--no-ws", "--factory", "--log-level", "error", "--port", str(port))
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "granian", *options, target, env=environment, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        await _answers(port, process)
        yield
    finally:
        process.terminate()
        await process.wait()


async def _answers(port: int, process: asyncio.subprocess.Process) -> None:
    for _ in range(200):
        if process.returncode is not None:
            raise RuntimeError("the server ended while starting")
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.05)
            continue
        writer.close()
        return
    raise RuntimeError("the server does not answer")

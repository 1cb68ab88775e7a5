"""A small load generator: keep-alive connections that send prepared requests and count the answers."""

import asyncio
import itertools
import math
import socket
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


def get(path: str) -> bytes:
    """One request of a browser, which understands gzip."""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n".encode()


async def rate(port: int, requests: Sequence[bytes], seconds: float, *, expect: bytes) -> float:
    """Answers per second; every answer must contain `expect`, in its head or body."""
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
        body = await reader.readexactly(_length(head))
        if expect not in head + body:
            raise RuntimeError(f"unexpected answer: {head.splitlines()[0]!r} {body[:200]!r}")
        count += 1
    writer.close()
    return count


async def paced(port: int, requests: Sequence[bytes], per_second: float, seconds: float) -> list[float]:
    """Seconds each answer took at a fixed rate, sorted; counted from when the request was due, so that queueing shows.

    What is refused for want of room counts as never answered.
    """
    count = max(1, int(per_second * seconds))
    due: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
    waits: list[float] = []
    async with asyncio.TaskGroup() as together:
        workers = [
            together.create_task(_answers_in_time(port, due, waits))
            for _ in range(min(4 * CONNECTIONS, count))
        ]
        begins = time.perf_counter() + 0.2
        for number in range(count):
            at = begins + number / per_second
            await asyncio.sleep(max(0.0, at - time.perf_counter()))
            due.put_nowait((at, requests[number % len(requests)]))
        await due.join()
        for worker in workers:
            worker.cancel()
    return sorted(waits)


async def _answers_in_time(port: int, due: asyncio.Queue[tuple[float, bytes]], waits: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while True:
        at, request = await due.get()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        status = head.split(b" ", 2)[1]
        if status not in (b"200", b"503"):
            raise RuntimeError(f"unexpected answer: {status!r} to {request[:200]!r}")
        await reader.readexactly(_length(head))
        waits.append(time.perf_counter() - at if status == b"200" else math.inf)
        due.task_done()


def _length(head: bytes) -> int:
    """Bytes that follow; an answer without a body, such as 304, need not say so."""
    lines = head.lower().split(b"\r\n")
    return next((int(line.split(b":")[1]) for line in lines if line.startswith(b"content-length")), 0)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


@asynccontextmanager
async def server(
    target: str, port: int, environment: dict[str, str], *, workers: int = 1
) -> AsyncIterator[None]:
    """Granian with its workers, as `ehrenamtskarte web` starts it."""
    options = (
        *("--interface", "asgi", "--no-ws", "--factory", "--log-level", "error"),
        *("--port", str(port), "--workers", str(workers)),
    )
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
    for _ in range(1200):
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

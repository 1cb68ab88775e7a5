"""Events: written with the change they tell of, handed over after the commit, consumed exactly once.

`publish` writes one row per consumer in the transaction of the change. The relay hands the ids of due rows to
the broker. A consumer deletes its row in the same transaction as its effect, so a message that comes twice
finds nothing. A row that is not consumed is handed over again later; one whose consumer failed `MAX_ATTEMPTS`
times, over half a day, rests as dead until somebody replays it.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any, TypeVar
from uuid import UUID

import msgspec
import structlog

from ehrenamtskarte.core import db
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.logs import where

log = structlog.get_logger()

MAX_ATTEMPTS = 8
FIRST_PAUSE = timedelta(seconds=4)
"""After the first failure of a consumer; four times as long after each further one."""
RESEND_EARLIEST, RESEND_LATEST = timedelta(minutes=1), timedelta(minutes=15)
"""When a message nobody has begun is handed over again: the broker may have lost it. Twice does no harm."""
BATCH = 200
CHANNEL = "outbox"


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened; ids only, so that a consumer reads the present state."""


E = TypeVar("E", bound=Event)
Handler = Callable[[Any], Awaitable[None]]

_consumers: dict[str, tuple[type[Event], Handler]] = {}
_consumers_of: dict[type[Event], list[str]] = {}


def on(event: type[E], handler: Callable[[E], Awaitable[None]]) -> None:
    """When this happens, that follows; only `wiring.py` calls it."""
    name = f"{handler.__module__.removeprefix('ehrenamtskarte.')}.{handler.__name__}"
    _consumers[name] = (event, handler)
    names = _consumers_of.setdefault(event, [])
    if name not in names:
        names.append(name)


async def publish(*events: Event) -> None:
    """Write events in the current transaction; they leave after its commit."""
    if not _consumers:
        raise RuntimeError("Events would be lost: this process has not called wiring.connect().")
    messages = [
        (new_id(), event_id, type(event).__name__, consumer, msgspec.json.encode(event).decode())
        for event in events
        for event_id in [new_id()]
        for consumer in _consumers_of.get(type(event), ())
    ]
    if not messages:
        return
    ids, event_ids, names, consumers, payloads = zip(*messages, strict=True)
    await db.execute(
        "INSERT INTO outbox_message (id, event_id, event, consumer, payload, created_at, send_after, attempts, last_error)"
        " SELECT *, now(), now(), 0, '' FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::jsonb[])"
        " RETURNING pg_notify($6, '')",
        ids, event_ids, names, consumers, payloads, CHANNEL,
    )  # fmt: skip


async def relay(send: Callable[[Sequence[UUID]], None]) -> int:
    """Hand one batch of due messages to the broker; how many. A broker that is down leaves them due."""
    # Committed before the broker knows of them: a worker may be faster than we are.
    due = await db.rows(
        "UPDATE outbox_message SET dead_at = CASE WHEN attempts >= $2 THEN now() END,"
        " send_after = now() + least(greatest(now() - created_at, $3), $4)"
        " WHERE id IN (SELECT id FROM outbox_message WHERE dead_at IS NULL AND send_after <= now()"
        " ORDER BY send_after, id LIMIT $1 FOR UPDATE SKIP LOCKED) RETURNING id, dead_at",
        BATCH,
        MAX_ATTEMPTS,
        RESEND_EARLIEST,
        RESEND_LATEST,
    )
    ids = sorted(message["id"] for message in due if message["dead_at"] is None)
    if ids:
        try:
            await asyncio.to_thread(send, ids)
        except Exception:
            await db.execute("UPDATE outbox_message SET send_after = now() WHERE id = ANY($1)", ids)
            raise
    return len(due)


async def deliver(message_id: UUID) -> bool:
    """Let the consumer of one message take effect; False when it already has or is doing so elsewhere."""
    try:
        if not await _begin(message_id):
            return False
        async with db.transaction():
            message = await db.row(
                "SELECT consumer, payload FROM outbox_message WHERE id = $1 FOR UPDATE SKIP LOCKED",
                message_id,
            )
            if message is None:
                return False
            event, handler = _consumers[message["consumer"]]
            await handler(msgspec.json.decode(message["payload"], type=event))
            await db.execute("DELETE FROM outbox_message WHERE id = $1", message_id)
    except Exception as error:
        await _put_off(message_id, error)
        raise
    return True


async def _begin(message_id: UUID) -> bool:
    """Count an attempt where it stays, so that a message that kills its worker ends as dead too."""
    return bool(
        await db.execute(
            "UPDATE outbox_message SET attempts = attempts + 1 WHERE id = (SELECT id FROM outbox_message"
            " WHERE id = $1 AND dead_at IS NULL AND attempts < $2 FOR UPDATE SKIP LOCKED)",
            message_id,
            MAX_ATTEMPTS,
        )
    )


async def _put_off(message_id: UUID, error: Exception) -> None:
    log.warning("consumer failed", message=str(message_id), error=type(error).__name__, where=where(error))
    try:
        await db.execute(
            "UPDATE outbox_message SET last_error = $2, send_after = now() + $4::interval * power(4, attempts - 1),"
            " dead_at = CASE WHEN attempts >= $3 THEN now() END WHERE id = $1",
            message_id,
            type(error).__name__,
            MAX_ATTEMPTS,
            FIRST_PAUSE,
        )
    except Exception as unnoted:
        # The database is away: the relay hands the message over again when it is back.
        log.warning("failure not noted", message=str(message_id), error=type(unnoted).__name__)


async def dead() -> list[dict[str, Any]]:
    """Messages that failed too often, the oldest first; without what they say, which may name people."""
    found = await db.rows(
        "SELECT id, event, consumer, created_at, last_error FROM outbox_message WHERE dead_at IS NOT NULL ORDER BY id"
    )
    return [dict(message) for message in found]


async def replay(message_id: UUID) -> bool:
    """Give a dead message another round of attempts."""
    return bool(
        await db.execute(
            "UPDATE outbox_message SET dead_at = NULL, attempts = 0, send_after = now()"
            " WHERE id = $1 AND dead_at IS NOT NULL",
            message_id,
        )
    )


async def run_relay(send: Callable[[Sequence[UUID]], None], stop: asyncio.Event) -> None:
    """Relay until told to stop, woken by commits and once a second."""
    wake = asyncio.Event()
    listener: Any = None
    while not stop.is_set():
        try:
            if listener is None or listener.is_closed():
                listener = await db.DB.get_new_connection()
                await listener.add_listener(CHANNEL, lambda *_: wake.set())
            wake.clear()
            while await relay(send) == BATCH and not stop.is_set():
                pass
        except Exception as error:
            log.warning("relay waits", error=type(error).__name__)
        with suppress(TimeoutError):
            await asyncio.wait_for(wake.wait(), timeout=1)
    if listener is not None:
        listener.terminate()

"""Events: written with the change they tell of, handed over after the commit, consumed exactly once.

`publish` writes one row per consumer in the transaction of the change. The relay hands the ids of due rows to
the broker. A consumer deletes its row in the same transaction as its effect, so a message that comes twice
finds nothing. A row that is not consumed is handed over again later; after `MAX_ATTEMPTS` it rests as dead.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any, TypeVar
from uuid import UUID

import msgspec
import structlog

from ehrenamtskarte.core import db
from ehrenamtskarte.core.ids import new_id

log = structlog.get_logger()

MAX_ATTEMPTS = 8
BATCH = 200
RESEND_AFTER_MINUTES = 15
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
        " SELECT *, now(), now(), 0, '' FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::jsonb[])",
        ids, event_ids, names, consumers, payloads,
    )  # fmt: skip
    await db.execute(f"NOTIFY {CHANNEL}")


async def relay(send: Callable[[Sequence[UUID]], None]) -> int:
    """Hand one batch of due messages to the broker; how many. A broker that is down leaves them due."""
    async with db.transaction():
        await db.execute(
            "UPDATE outbox_message SET dead_at = now() WHERE dead_at IS NULL AND send_after <= now() AND attempts >= $1",
            MAX_ATTEMPTS,
        )
        due = await db.rows(
            "SELECT id FROM outbox_message WHERE dead_at IS NULL AND send_after <= now()"
            " ORDER BY send_after, id LIMIT $1 FOR UPDATE SKIP LOCKED",
            BATCH,
        )
        if not due:
            return 0
        ids = [message["id"] for message in due]
        await asyncio.to_thread(send, ids)
        await db.execute(
            "UPDATE outbox_message SET attempts = attempts + 1, send_after = now() + make_interval(mins => $2)"
            " WHERE id = ANY($1)",
            ids,
            RESEND_AFTER_MINUTES,
        )
    return len(ids)


async def deliver(message_id: UUID) -> bool:
    """Let the consumer of one message take effect; False when it already has or is doing so elsewhere."""
    try:
        async with db.transaction():
            message = await db.row(
                "SELECT consumer, payload FROM outbox_message WHERE id = $1 AND dead_at IS NULL"
                " FOR UPDATE SKIP LOCKED",
                message_id,
            )
            if message is None:
                return False
            event, handler = _consumers[message["consumer"]]
            await handler(msgspec.json.decode(message["payload"], type=event))
            await db.execute("DELETE FROM outbox_message WHERE id = $1", message_id)
    except Exception as error:
        with suppress(Exception):
            await _put_off(message_id, error)
        raise
    return True


async def _put_off(message_id: UUID, error: Exception) -> None:
    log.warning("consumer failed", message=str(message_id), error=type(error).__name__)
    await db.execute(
        "UPDATE outbox_message SET last_error = $2, send_after = now() + interval '2 seconds' * power(2, attempts)"
        " WHERE id = $1",
        message_id,
        type(error).__name__,
    )


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
            while await relay(send) == BATCH:
                pass
        except Exception as error:
            log.warning("relay waits", error=type(error).__name__)
        with suppress(TimeoutError):
            await asyncio.wait_for(wake.wait(), timeout=1)
    if listener is not None and not listener.is_closed():
        await listener.close()

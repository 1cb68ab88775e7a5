"""The Celery process and its schedule: every job is the delivery of an outbox message or a recurring chore."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import structlog
from celery import Celery
from celery.signals import setup_logging, worker_process_init, worker_process_shutdown
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from ehrenamtskarte import wiring
from ehrenamtskarte.core import db, idempotency, logs, outbox, rate_limits
from ehrenamtskarte.core.settings import settings

log = structlog.get_logger("worker")

QUEUE = "ehrenamtskarte"
LONGEST_JOB = 600
"""Seconds; a message shows up again after this time when its worker died."""

CHORES_EVERY = 600
"""Seconds between two rounds of the chores below; each may run twice without harm."""

CHORES: dict[str, Callable[[], Awaitable[None]]] = {
    "forget_idempotency_keys": idempotency.forget_old,
    "forget_rate_counts": rate_limits.forget_old,
}


def _broker() -> dict[str, Any]:
    url = settings().broker_url
    if urlsplit(url).scheme.startswith("amqp"):
        return {
            "broker_url": url,
            "broker_transport_options": {"confirm_publish": True},
            "task_default_queue_type": "quorum",
            "worker_prefetch_multiplier": 1,
            "broker_native_delayed_delivery_queue_type": "quorum",
        }
    return {
        "broker_url": "pgmq://localhost",
        "broker_transport_options": {
            # In this form the queue understands a socket's folder too.
            "conn_string": make_conninfo("", **conninfo_to_dict(settings().database_url)),
            "init_extension": False,
            "use_notify": True,
            "visibility_timeout": LONGEST_JOB,
        },
        "worker_prefetch_multiplier": 8,
    }


def create_celery() -> Celery:
    """The Celery application of this process."""
    app = Celery("ehrenamtskarte", set_as_current=False)
    app.conf.update(
        **_broker(),
        task_default_queue=QUEUE,
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        task_ignore_result=True,
        task_time_limit=LONGEST_JOB,
        worker_concurrency=settings().worker_processes,
        worker_hijack_root_logger=False,
        worker_cancel_long_running_tasks_on_connection_loss=True,
        broker_connection_retry_on_startup=True,
        broker_connection_timeout=5,
        enable_utc=True,
    )
    return app


celery = create_celery()
_runner: asyncio.Runner | None = None


def run(job: Coroutine[Any, Any, Any]) -> Any:
    """Run a coroutine on this process's loop, with its pool; the one bridge from Celery's sync tasks."""
    global _runner  # noqa: PLW0603 - one loop per process, opened on first use
    if _runner is None:
        _runner = asyncio.Runner()
        _runner.run(db.DB.start_connection_pool(max_size=2))
    return _runner.run(job)


@setup_logging.connect  # type: ignore[untyped-decorator]
def _log_as_everybody(**_: Any) -> None:
    logs.set_up()


@worker_process_init.connect  # type: ignore[untyped-decorator]
def _start(**_: Any) -> None:
    logs.set_up()
    wiring.connect()


@worker_process_shutdown.connect  # type: ignore[untyped-decorator]
def _stop(**_: Any) -> None:
    global _runner  # noqa: PLW0603 - one loop per process, opened on first use
    if _runner is not None:
        _runner.run(db.DB.close_connection_pool())
        _runner.close()
        _runner = None


@celery.task(name="deliver")  # type: ignore[untyped-decorator]
def deliver(message_id: str) -> None:
    """Let one outbox message take effect; a failure is noted there and tried again by the relay."""
    try:
        run(outbox.deliver(UUID(message_id)))
    except Exception as error:
        log.warning("delivery failed", message=message_id, error=type(error).__name__)


@celery.task(name="chore")  # type: ignore[untyped-decorator]
def chore(name: str) -> None:
    """Do one recurring chore."""
    run(_awaited(CHORES[name]))


async def _awaited(chore_function: Callable[[], Awaitable[None]]) -> None:
    await chore_function()


def send(message_ids: Sequence[UUID]) -> None:
    """Hand messages to the broker over one connection; raises when it does not take them."""
    with celery.connection_for_write() as connection, celery.amqp.Producer(connection) as producer:
        for message_id in message_ids:
            deliver.apply_async((str(message_id),), producer=producer, retry=False)


async def _start_chores() -> None:
    try:
        await asyncio.to_thread(_send_chores)
    except Exception as error:
        log.warning("chores wait", error=type(error).__name__)


def _send_chores() -> None:
    with celery.connection_for_write() as connection, celery.amqp.Producer(connection) as producer:
        for name in CHORES:
            chore.apply_async((name,), producer=producer, retry=False, expires=CHORES_EVERY)


async def schedule(stop: asyncio.Event) -> None:
    """The process that relays the outbox and starts the chores; several may run, each message goes out once."""
    logs.set_up()
    relaying = asyncio.create_task(outbox.run_relay(send, stop))
    while not stop.is_set():
        await _start_chores()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), timeout=CHORES_EVERY)
    await relaying

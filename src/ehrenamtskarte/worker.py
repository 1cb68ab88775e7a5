"""The Celery process and its schedule: every job is the delivery of an outbox message or a recurring chore."""

import asyncio
import contextlib
import os
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import structlog
from celery import Celery
from celery.signals import setup_logging, worker_process_init, worker_process_shutdown
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.pq import Conninfo

from ehrenamtskarte import wiring
from ehrenamtskarte.accounts import sign_in
from ehrenamtskarte.applications import offers
from ehrenamtskarte.awards.entering import consent_links
from ehrenamtskarte.awards.honouring import publishing
from ehrenamtskarte.awards.voting import forgetting as voters
from ehrenamtskarte.benefits import forgetting
from ehrenamtskarte.benefits.campaigns import raffles
from ehrenamtskarte.benefits.deciding import reminders
from ehrenamtskarte.benefits.lists import lists
from ehrenamtskarte.benefits.public_list import projection
from ehrenamtskarte.benefits.tills import given
from ehrenamtskarte.cards import short_codes, status
from ehrenamtskarte.ceremonies.afterwards import retention
from ehrenamtskarte.ceremonies.inviting import links, registering, waiting
from ehrenamtskarte.companies import presence
from ehrenamtskarte.core import db, idempotency, logs, outbox, rate_limits
from ehrenamtskarte.core.settings import settings
from ehrenamtskarte.hours import imports

log = structlog.get_logger("worker")

QUEUE = "ehrenamtskarte"
ADDRESS_PARTS = ("host", "port", "dbname", "user", "password")
LONGEST_JOB = 600
"""Seconds; whatever takes longer is ended and tried again."""

CHORES_EVERY = 600
"""Seconds between two rounds of the chores below; each may run twice without harm."""

SECONDS_TO_CONFIRM = 10

CHORES: dict[str, Callable[[], Awaitable[None]]] = {
    "forget_idempotency_keys": idempotency.forget_old,
    "forget_rate_counts": rate_limits.forget_old,
    "forget_holders_at_tills": given.forget_holders,
    "forget_persons_of_benefits": forgetting.forget_persons,
    "forget_contacts": presence.forget_contacts,
    "forget_hour_lists": imports.forget_old,
    "forget_benefit_lists": lists.forget_old,
    "forget_sign_ins": sign_in.forget_old,
    "forget_ended_credentials": status.forget_ended,
    "forget_short_codes": short_codes.forget_old,
    "keep_status_list_fresh": status.keep_fresh,
    "reassess_as_time_passes": offers.as_time_passes,
    "drop_ended_benefits": projection.drop_ended,
    "draw_raffles": raffles.draw_due,
    "forget_invitation_links": links.forget_old,
    "forget_after_ceremonies": retention.forget,
    "end_offered_places": waiting.end_offers,
    "forget_unconfirmed_registrations": registering.forget_unconfirmed,
    "forget_voters": voters.forget_old,
    "ask_companies": reminders.ask_companies,
    "forget_nomination_links": consent_links.forget_old,
    "forget_unanswered_nominations": consent_links.forget_unanswered,
    "publish_award_results": publishing.tell_due,
}


def _broker() -> dict[str, Any]:
    url = settings().broker_url
    if urlsplit(url).scheme.startswith("amqp"):
        return {
            "broker_url": url,
            "broker_transport_options": {"confirm_publish": True},
            "task_default_queue_type": "quorum",
            # Celery ties quorum queues to its exchanges for delays, which takes a topic exchange.
            "task_default_exchange_type": "topic",
            "worker_prefetch_multiplier": 1,
        }
    return {
        "broker_url": "pgmq://localhost",
        "broker_transport_options": {
            "conn_string": _address_for_pgmq(settings().database_url),
            "init_extension": False,
            "pool_size": 4,
            "pool_timeout": 5,
            # Woken by NOTIFY for every message; a longer read would wait inside the database and not hear it.
            "use_notify": True,
            "notify_throttle_interval_ms": 0,
            "wait_time_seconds": 0,
            "visibility_timeout": LONGEST_JOB + 60,
        },
        "worker_prefetch_multiplier": 8,
    }


def _address_for_pgmq(dsn: str) -> str:
    """The queue hands on five parts of an address, unquoted; the others (TLS, ...) reach libpq as its variables."""
    parts = conninfo_to_dict(dsn)
    for option in Conninfo.get_defaults():
        name = option.keyword.decode()
        if option.envvar and name in parts and name not in ADDRESS_PARTS:
            os.environ.setdefault(option.envvar.decode(), str(parts[name]))
    return make_conninfo("", **{name: _quoted(str(parts.get(name, ""))) for name in ADDRESS_PARTS})


def _quoted(value: str) -> str:
    return "'" + value.replace("\\", r"\\").replace("'", r"\'") + "'"


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
        worker_cancel_long_running_tasks_on_connection_loss=True,
        worker_proc_alive_timeout=30,
        worker_redirect_stdouts=False,
        # Every worker would leave a queue of its own behind.
        worker_enable_remote_control=False,
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
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
    # The outbox has noted it.
    with contextlib.suppress(Exception):
        run(outbox.deliver(UUID(message_id)))


@celery.task(name="chore")  # type: ignore[untyped-decorator]
def chore(name: str) -> None:
    """Do one recurring chore; what fails comes again with the next round."""
    try:
        run(_awaited(CHORES[name]))
    except Exception as error:
        log.warning("chore failed", chore=name, error=type(error).__name__, where=logs.where(error))


async def _awaited(chore_function: Callable[[], Awaitable[None]]) -> None:
    await chore_function()


def _connection_for_sending() -> Any:
    # Only those who listen set NOTIFY up; nobody would answer heartbeats between two rounds.
    return celery.connection_for_write(heartbeat=0, transport_options={"use_notify": False})


class Line:
    """One connection to the broker, kept as long as it holds."""

    def __init__(self) -> None:
        self._producer: Any = None

    def send_messages(self, message_ids: Sequence[UUID]) -> None:
        """Hand outbox messages over; raises when the broker does not take them all."""
        self._send(deliver, [str(message_id) for message_id in message_ids])

    def send_chores(self) -> None:
        """Ask for one round of chores."""
        self._send(chore, CHORES, expires=CHORES_EVERY)

    def close(self) -> None:
        """Let go of the connection."""
        if self._producer is not None:
            with contextlib.suppress(Exception):
                self._producer.connection.collect(SECONDS_TO_CONFIRM)
            self._producer = None

    def _send(self, task: Any, arguments: Iterable[str], **options: Any) -> None:
        try:
            if self._producer is None:
                self._producer = celery.amqp.Producer(_connection_for_sending())
            for argument in arguments:
                task.apply_async(
                    (argument,),
                    producer=self._producer,
                    retry=False,
                    confirm_timeout=SECONDS_TO_CONFIRM,
                    **options,
                )
        except BaseException:
            self.close()
            raise


async def schedule(stop: asyncio.Event) -> None:
    """The process that relays the outbox and starts the chores; several may run, each message goes out once."""
    logs.set_up()
    async with db.pool(2), asyncio.TaskGroup() as together:
        together.create_task(_relay(stop))
        together.create_task(_ask_for_chores(stop))


async def _relay(stop: asyncio.Event) -> None:
    with contextlib.closing(Line()) as line:
        await outbox.run_relay(line.send_messages, stop)


async def _ask_for_chores(stop: asyncio.Event) -> None:
    while not stop.is_set():
        with contextlib.closing(Line()) as line:
            try:
                await asyncio.to_thread(line.send_chores)
            except Exception as error:
                log.warning("chores wait", error=type(error).__name__)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), timeout=CHORES_EVERY)

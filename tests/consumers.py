"""Consumers that only tests need, and the worker and schedule that know them."""

import asyncio
import os
import sys
from pathlib import Path
from uuid import UUID

from ehrenamtskarte.core import audit
from ehrenamtskarte.core.outbox import Event, on


class Counted(Event, frozen=True, kw_only=True):
    """Leaves one audit entry."""

    subject: UUID


class Held(Event, frozen=True, kw_only=True):
    """Leaves one audit entry, but not before the file `hold` in the folder is gone; `started` names the process."""

    subject: UUID
    folder: str


class Poisoned(Event, frozen=True, kw_only=True):
    """Fails whenever it is tried."""

    words: str


async def count(event: Counted) -> None:
    await audit.record("counted", actor=None, subject=event.subject)


async def hold(event: Held) -> None:
    await audit.record("counted", actor=None, subject=event.subject)
    folder = Path(event.folder)
    (folder / "being-written").write_text(str(os.getpid()))
    (folder / "being-written").rename(folder / "started")
    while (folder / "hold").exists():  # noqa: ASYNC110 - another process removes it
        await asyncio.sleep(0.02)


async def fail(event: Poisoned) -> None:
    raise ValueError(event.words)


def connect() -> None:
    """Register them, in a test and in the processes it starts alike."""
    on(Counted, count)
    on(Held, hold)
    on(Poisoned, fail)


def run(command: str) -> None:
    """`worker` or `schedule` as the command line runs them, with these consumers and a queue of their own."""
    from ehrenamtskarte import cli, worker

    connect()
    worker.celery.conf.task_default_queue = os.environ["TEST_QUEUE"]
    sys.argv = ["ehrenamtskarte", command]
    cli.main()

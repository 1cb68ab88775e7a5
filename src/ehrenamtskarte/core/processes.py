"""Everything in one process group: the database, then long-running processes that are started again when they die."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import FrameType
from typing import NoReturn, Protocol

from ehrenamtskarte.core import children

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
SECONDS_UNTIL_TRUSTED = 60.0
"""Whoever has run this long starts again without the pauses of earlier failures."""
SECONDS_BETWEEN_LOOKS = 0.1
SECONDS_TO_BE_READY = 120.0

Report = Callable[[str], None]


class StartFailed(Exception):
    """Something did not come up; the text says what."""


class Stopped(BaseException):
    """Somebody asked us to stop: Ctrl-C, or a signal of the system."""


class Database(Protocol):
    """What we need of the embedded server."""

    @property
    def pid(self) -> int | None:
        """Its process, or None when it does not run."""

    def start(self) -> None:
        """Start it and wait for an answer."""

    def stop(self) -> None:
        """Stop it cleanly."""


@dataclass
class LongRunning:
    """One process that must be there all the time."""

    name: str
    command: Sequence[str | Path]
    environment: Mapping[str, str]
    seconds_to_stop: float = 20.0
    pause: float = field(default=FIRST_PAUSE, init=False)
    start_again_at: float = field(default=0.0, init=False)
    started_at: float = field(default=0.0, init=False)
    child: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> None:
        """Start it as our child; it gets SIGTERM when we die."""
        self.child = children.start(self.command, when_we_die=signal.SIGTERM, environment=self.environment)
        self.started_at = time.monotonic()

    def died(self) -> int | None:
        """Its exit status once it has ended, and None before; takes what it left behind along."""
        if self.child is None or self.child.poll() is None:
            return None
        status = self.child.returncode
        self._end_group(signal.SIGKILL)
        self.child = None
        if time.monotonic() - self.started_at > SECONDS_UNTIL_TRUSTED:
            self.pause = FIRST_PAUSE
        self.start_again_at = time.monotonic() + self.pause
        self.pause = min(self.pause * 2, LONGEST_PAUSE)
        return status

    def ask_to_stop(self) -> None:
        """Ask it to finish what it does; asking twice would mean haste."""
        if self.child and self.child.poll() is None:
            self.child.terminate()

    def wait(self) -> None:
        """Wait for its end, and be firm after a while."""
        if self.child:
            with suppress(subprocess.TimeoutExpired):
                self.child.wait(self.seconds_to_stop)
            self._end_group(signal.SIGKILL)
            self.child.wait()
            self.child = None

    def kill(self) -> None:
        """End it at once."""
        if self.child:
            self._end_group(signal.SIGKILL)

    def _end_group(self, number: signal.Signals) -> None:
        # The child leads a process group of its own (see children.start).
        assert self.child
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.child.pid, number)


class Group:
    """Starts the database, then processes, keeps them running, and stops them before the database.

    Use it as a context manager around `start`, `run_once`, `wait_until_ready` and `keep_running`.
    """

    def __init__(self, database: Database | None, report: Report) -> None:
        self._database = database
        self._report = report
        self._running: list[LongRunning] = []

    @contextmanager
    def until_stopped(self) -> Iterator[None]:
        """Run the block until it ends or somebody asks us to stop; then stop everything, the database last."""
        before = {number: signal.signal(number, _stop) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            if self._database:
                self._database.start()
            yield
        except Stopped:
            self._report("Stopping ...")
        finally:
            for number in before:
                signal.signal(number, self._stop_at_once)
            for process in self._running:
                process.ask_to_stop()
            for process in self._running:
                process.wait()
            if self._database:
                self._database.stop()
            for number, handler in before.items():
                signal.signal(number, handler)

    def start(self, process: LongRunning) -> None:
        """Start one process and look after it from now on."""
        self._running.append(process)
        process.start()

    def run_once(self, name: str, command: Sequence[str | Path], environment: Mapping[str, str]) -> None:
        """Run a command to its end; raises StartFailed when it fails or another process dies meanwhile."""
        once = children.start(command, when_we_die=signal.SIGTERM, environment=environment)
        try:
            while once.poll() is None:
                self._nobody_may_die()
                time.sleep(SECONDS_BETWEEN_LOOKS)
        finally:
            children.stop(once, [(signal.SIGTERM, 10.0)])
        if once.returncode != 0:
            raise StartFailed(f"{name} failed ({_in_words(once.returncode)}).")

    def wait_until_ready(self, host: str, port: int, path: str) -> None:
        """Wait until the address answers 200; raises StartFailed when it does not or a process dies."""
        give_up = time.monotonic() + SECONDS_TO_BE_READY
        while not _answers(host, port, path):
            self._nobody_may_die()
            if time.monotonic() > give_up:
                raise StartFailed(f"http://{host}:{port}{path} does not answer.")
            time.sleep(SECONDS_BETWEEN_LOOKS)

    def keep_running(self) -> NoReturn:
        """Start again what dies, for ever; each failure makes the pause before the next start longer."""
        while True:
            self._look_after_database()
            for process in self._running:
                self._look_after(process)
            time.sleep(SECONDS_BETWEEN_LOOKS)

    def _look_after_database(self) -> None:
        if self._database and not self._database.pid:
            self._report("The database ended and is started again.")
            self._database.stop()
            self._database.start()

    def _look_after(self, process: LongRunning) -> None:
        if process.child is None:
            if time.monotonic() >= process.start_again_at:
                process.start()
            return
        status = process.died()
        if status is not None:
            wait = process.start_again_at - time.monotonic()
            self._report(f"{process.name} ended ({_in_words(status)}) and starts again in {wait:.1f} s.")

    def _nobody_may_die(self) -> None:
        for process in self._running:
            status = process.died()
            if status is not None:
                raise StartFailed(f"{process.name} ended ({_in_words(status)}).")

    def _stop_at_once(self, _number: int, _frame: FrameType | None) -> None:
        for process in self._running:
            process.kill()


def check_port(host: str, port: int) -> None:
    """Raises StartFailed when somebody else listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((host, port))
        except OSError as error:
            raise StartFailed(
                f"Port {port} on {host} is not free ({error.strerror}). Choose another one, for example PORT={port + 1}."
            ) from error


def reachable(host: str) -> str:
    """An address of this machine for a server that listens on `host`."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host, host)  # noqa: S104


def this_program(module: str, *arguments: str) -> list[str]:
    """The command that runs a module of this installation."""
    return [sys.executable, "-P", "-m", module, *arguments]


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise Stopped


def _answers(host: str, port: int, path: str) -> bool:
    connection = HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _in_words(status: int) -> str:
    return signal.Signals(-status).name if status < 0 else f"exit status {status}"

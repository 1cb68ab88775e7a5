"""The real `ehrenamtskarte serve`: up from nothing, mended after kills, gone after Ctrl-C, all data kept."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import httpx
import psutil
import psycopg
import pytest

from ehrenamtskarte.core.embedded_postgres import running

pytestmark = pytest.mark.slow


@pytest.fixture
def folder() -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(prefix="ek-"))
    path.chmod(0o711)
    yield path
    shutil.rmtree(path)


class Served:
    """A platform of its own in another process group."""

    def __init__(self, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        environment |= {"DATA_DIR": str(folder), "PORT": str(self.port), "DEMO": "false", "PUBLIC_URL": ""}
        self.output = folder / "output"
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "ehrenamtskarte.cli", "serve"],
                env=environment,
                stdout=output,
                stderr=output,
            )
        self.until(lambda: "Ctrl-C" in self.said())

    def said(self) -> str:
        return self.output.read_text()

    def is_ready(self) -> bool:
        try:
            return httpx.get(f"http://127.0.0.1:{self.port}/health/ready", timeout=5).status_code == 200
        except httpx.HTTPError:
            return False

    def child(self, part: str) -> psutil.Process | None:
        for one in psutil.Process(self.process.pid).children():
            with suppress(psutil.NoSuchProcess, psutil.ZombieProcess, IndexError):
                if part in {one.cmdline()[-1], one.name()}:
                    return one
        return None

    def until(self, holds: Callable[[], bool]) -> None:
        give_up = time.monotonic() + 120
        while not holds():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < give_up, self.said()
            time.sleep(0.05)


@contextmanager
def _serving(folder: Path) -> Iterator[Served]:
    served = Served(folder)
    everybody = psutil.Process(served.process.pid).children(recursive=True)
    try:
        yield served
        served.process.send_signal(signal.SIGINT)
        assert served.process.wait(60) == 0, served.said()
        assert not [one for one in everybody if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]
    finally:
        served.process.kill()
        served.process.wait()


def test_it_comes_up_from_nothing_and_keeps_its_data_over_a_restart(folder: Path) -> None:
    with _serving(folder) as served:
        assert served.is_ready()
        address = running(folder)
        assert address
        with psycopg.connect(address) as connection:
            connection.execute("CREATE TABLE note AS SELECT 'Ähre' AS word")
    assert running(folder) is None
    with _serving(folder):
        address = running(folder)
        assert address
        with psycopg.connect(address) as connection:
            assert connection.execute("SELECT word FROM note").fetchone() == ("Ähre",)


def test_killed_parts_come_back(folder: Path) -> None:
    with _serving(folder) as served:
        for part in ("web", "worker", "schedule", "postgres"):
            victim = served.child(part)
            assert victim
            victim.kill()
            served.until(partial(_is_another, served, part, victim.pid))
        served.until(served.is_ready)


def test_a_taken_port_is_said_before_anything_starts(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        environment = os.environ | {"DATA_DIR": str(folder), "PORT": str(taken.getsockname()[1])}
        done = subprocess.run(
            [sys.executable, "-m", "ehrenamtskarte.cli", "serve"],
            env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert "is not free" in done.stderr
    assert list(folder.iterdir()) == []


def _is_another(served: Served, part: str, old: int) -> bool:
    child = served.child(part)
    return child is not None and child.pid != old

"""Real worker and schedule processes, on the queues in PostgreSQL and on RabbitMQ."""

import asyncio
import json
import os
import random
import secrets
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

import httpx
import pytest
from kombu.connection import Connection

from ehrenamtskarte.core import db
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.outbox import MAX_ATTEMPTS, publish, replay
from tests import consumers
from tests.cards.phone import approve_in_one_transaction, ask_for_a_credential
from tests.consumers import Counted, Held, Poisoned
from tests.factories import a_person, an_issuing_body

ROOT = Path(__file__).parents[1]
RABBITMQ = os.environ.get("TEST_BROKER_URL", "amqp://guest:guest@127.0.0.1:5672//")
PATIENCE = 60

pytestmark = pytest.mark.slow
consumers.connect()


class Gate:
    """Stands between the platform and RabbitMQ; while it is shut the broker is down for us."""

    def __init__(self) -> None:
        self._lines: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    @property
    def url(self) -> str:
        """The broker's address through the gate."""
        broker = urlsplit(RABBITMQ)
        return broker._replace(netloc=f"{broker.username}:{broker.password}@127.0.0.1:{self.port}").geturl()

    async def open(self) -> None:
        self._server = await asyncio.start_server(self._connect, "127.0.0.1", self.port)

    async def shut(self) -> None:
        if self._server:
            self._server.close()
        for line in self._lines:
            line.transport.abort()
        self._lines.clear()

    async def _connect(self, inner: asyncio.StreamReader, to_inner: asyncio.StreamWriter) -> None:
        broker = urlsplit(RABBITMQ)
        outer, to_outer = await asyncio.open_connection(broker.hostname, broker.port or 5672)
        self._lines |= {to_inner, to_outer}
        await asyncio.gather(_pass_on(inner, to_outer), _pass_on(outer, to_inner))


async def _pass_on(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    try:
        while data := await source.read(65536):
            target.write(data)
            await target.drain()
    except ConnectionError:
        pass
    finally:
        target.close()


class Processes:
    """The worker and schedule of one test."""

    def __init__(self, folder: Path, broker_url: str) -> None:
        self.log = folder / "log"
        self._running: list[subprocess.Popen[bytes]] = []
        self._environment = os.environ | {
            "BROKER_URL": broker_url,
            "TEST_QUEUE": f"ehrenamtskarte_test_{os.getpid()}",
            "LOG_FORMAT": "json",
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
            "PYTHONWARNINGS": "default",
        }

    @property
    def queue(self) -> str:
        return self._environment["TEST_QUEUE"]

    def start(self, command: str) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-c", f"from tests.consumers import run; run({command!r})"],
                env=self._environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._running.append(process)
        return process

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """SIGKILL to the process and its children, at once."""
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        self._running.remove(process)

    def end(self) -> None:
        for process in list(self._running):
            self.kill(process)


def _reachable(url: str) -> bool:
    broker = urlsplit(url)
    try:
        socket.create_connection((broker.hostname or "", broker.port or 5672), timeout=2).close()
    except OSError:
        return False
    return True


@pytest.fixture
async def gate() -> AsyncIterator[Gate]:
    if not _reachable(RABBITMQ):
        pytest.skip("no RabbitMQ answers")
    gate = Gate()
    await gate.open()
    yield gate
    await gate.shut()


@pytest.fixture(params=["pgmq", pytest.param("rabbitmq", marks=pytest.mark.rabbitmq)])
async def processes(
    request: pytest.FixtureRequest, database: None, tmp_path: Path
) -> AsyncIterator[Processes]:
    """Not yet started; the queue is gone afterwards."""
    if request.param == "rabbitmq" and not _reachable(RABBITMQ):
        pytest.skip("no RabbitMQ answers")
    group = Processes(tmp_path, RABBITMQ if request.param == "rabbitmq" else "")
    yield group
    group.end()
    if request.param == "rabbitmq":
        _forget_queue(group.queue)


def _forget_queue(name: str) -> None:
    with Connection(RABBITMQ) as connection:  # type: ignore[no-untyped-call]
        connection.default_channel.queue_delete(name)
        connection.default_channel.exchange_delete(name)


async def until(true: Callable[[], Awaitable[object] | object], what: str) -> None:
    """Wait for something that must happen sooner or later."""
    async with asyncio.timeout(PATIENCE):
        while True:
            found = true()
            if isinstance(found, Awaitable):
                found = await found
            if found:
                return
            await asyncio.sleep(0.05)
    pytest.fail(what)


async def effects(*subjects: UUID) -> list[int]:
    """How often each event took effect."""
    return [
        await db.scalar("SELECT count(*) FROM audit_entry WHERE action = 'counted' AND subject = $1", s)
        for s in subjects
    ]


async def nothing_waits() -> bool:
    return not await db.scalar("SELECT count(*) FROM outbox_message")


async def hurry() -> None:
    """Let the time pass after which what nobody took is handed over again."""
    await db.execute("UPDATE outbox_message SET send_after = now() WHERE dead_at IS NULL")


async def test_every_event_reaches_its_consumer_once(processes: Processes) -> None:
    subjects = [new_id() for _ in range(30)]
    processes.start("worker")
    processes.start("schedule")
    for subject in subjects:
        await publish(Counted(subject=subject))
    await until(nothing_waits, "all events consumed")
    assert await effects(*subjects) == [1] * 30


async def test_the_same_message_handed_over_many_times_has_one_effect(processes: Processes) -> None:
    subject = new_id()
    await publish(Counted(subject=subject))
    schedule = processes.start("schedule")
    for _ in range(2):
        await until(_handed_over, "a hand-over")
        await hurry()
    await until(_handed_over, "a hand-over")
    processes.kill(schedule)
    last = new_id()
    await publish(Counted(subject=last))
    processes.start("worker")
    processes.start("schedule")
    await until(nothing_waits, "both consumed")
    assert await effects(subject, last) == [1, 1]


async def _handed_over() -> bool:
    return bool(await db.scalar("SELECT count(*) FROM outbox_message WHERE send_after > now()"))


@pytest.mark.parametrize("who", ["the child", "the whole worker"])
async def test_a_worker_killed_in_the_middle_loses_and_doubles_nothing(
    processes: Processes, tmp_path: Path, who: str
) -> None:
    (tmp_path / "hold").touch()
    held, others = new_id(), [new_id() for _ in range(10)]
    worker = processes.start("worker")
    processes.start("schedule")
    await publish(Held(subject=held, folder=str(tmp_path)), *(Counted(subject=subject) for subject in others))
    await until((tmp_path / "started").exists, "the job has begun")
    if who == "the child":
        os.kill(int((tmp_path / "started").read_text()), signal.SIGKILL)
    else:
        processes.kill(worker)
        processes.start("worker")
    (tmp_path / "hold").unlink()
    while not await nothing_waits():
        await hurry()
        await asyncio.sleep(0.5)
    assert await effects(held, *others) == [1] * 11


async def test_a_poison_message_ends_dead_without_its_words_in_the_log_and_can_be_replayed(
    processes: Processes,
) -> None:
    good = new_id()
    await publish(Poisoned(words="canary@example.org"), Counted(subject=good))
    await db.execute("UPDATE outbox_message SET attempts = $1 WHERE event = 'Poisoned'", MAX_ATTEMPTS - 1)
    processes.start("worker")
    processes.start("schedule")
    await until(_dead, "the poison message rests")
    await until(lambda: _taken(good), "the good one went through")
    row = await db.row("SELECT id, attempts, last_error FROM outbox_message")
    assert row is not None
    assert (row["attempts"], row["last_error"]) == (MAX_ATTEMPTS, "ValueError")
    assert "canary" not in processes.log.read_text()
    assert await replay(row["id"])
    await until(_failed_again, "another round")


async def _taken(subject: UUID) -> bool:
    return await effects(subject) == [1]


async def _dead() -> bool:
    return bool(await db.scalar("SELECT count(*) FROM outbox_message WHERE dead_at IS NOT NULL"))


async def _failed_again() -> bool:
    return bool(await db.scalar("SELECT count(*) FROM outbox_message WHERE dead_at IS NULL AND attempts = 1"))


async def test_both_processes_stop_cleanly_when_asked(processes: Processes) -> None:
    started = [processes.start("worker"), processes.start("schedule")]
    subject = new_id()
    await publish(Counted(subject=subject))
    await until(lambda: _taken(subject), "both are at work")
    for process in started:
        process.terminate()
    for process in started:
        await until(lambda process=process: process.poll() is not None, "it has ended")  # type: ignore[misc]
    assert [process.returncode for process in started] == [0, 0]


async def test_every_line_of_the_log_is_one_object(processes: Processes) -> None:
    started = [processes.start("worker"), processes.start("schedule")]
    await publish(Poisoned(words="two\nlines"))
    await until(lambda: db.scalar("SELECT attempts FROM outbox_message WHERE last_error <> ''"), "it failed")
    for process in started:
        processes.kill(process)
    lines = processes.log.read_text().splitlines()
    assert all(isinstance(json.loads(line), dict) for line in lines)
    assert any(json.loads(line)["event"] == "consumer failed" for line in lines)


@pytest.mark.rabbitmq
async def test_a_broker_that_is_down_delays_but_loses_nothing(
    client: httpx.AsyncClient, gate: Gate, tmp_path: Path
) -> None:
    processes = Processes(tmp_path, gate.url)
    try:
        processes.start("worker")
        processes.start("schedule")
        before, after = new_id(), new_id()
        await publish(Counted(subject=before))
        await until(lambda: _taken(before), "the way is open")

        await gate.shut()
        answers = [
            await client.post("/api/sign-in", json={"email": f"person{number}@example.org"})
            for number in range(5)
        ]
        await publish(Counted(subject=after))
        assert [answer.status_code for answer in answers] == [202] * 5
        await until(lambda: "relay waits" in processes.log.read_text(), "the relay noticed")
        assert await db.scalar("SELECT count(*) FROM outbox_message") == 6

        await gate.open()
        await until(nothing_waits, "all delivered")
        assert await effects(before, after) == [1, 1]
        assert await db.scalar("SELECT count(*) FROM caught_mail") == 5
    finally:
        processes.end()
        _forget_queue(processes.queue)


def test_the_queue_reaches_a_server_with_an_odd_password_and_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    from pgmq.base import PGMQConfig
    from psycopg.conninfo import conninfo_to_dict

    from ehrenamtskarte import worker

    monkeypatch.delenv("PGSSLMODE", raising=False)
    address = worker._address_for_pgmq(
        "postgresql://me:it%27s%20%5Ca%20p%40ss@/cards?host=/a%20folder&port=6000&sslmode=require"
    )
    assert conninfo_to_dict(PGMQConfig(conn_string=address).dsn) == {
        "host": "/a folder", "port": "6000", "dbname": "cards", "user": "me", "password": r"it's \a p@ss",
    }  # fmt: skip
    assert os.environ["PGSSLMODE"] == "require"
    del os.environ["PGSSLMODE"]


async def test_workers_killed_while_they_issue_cards_give_everybody_one_card_and_one_credential(
    processes: Processes,
) -> None:
    town, seed = await an_issuing_body(), secrets.randbits(32)
    print("seed", seed)  # noqa: T201 - shown when the test fails
    dice = random.Random(seed)
    people = [await a_person("Erika", f"Muster{n}") for n in range(25)]
    processes.start("schedule")
    worker = processes.start("worker")
    for person in people:
        await approve_in_one_transaction(person, town)

    async def cards() -> bool:
        return bool(await db.scalar("SELECT count(*) = $1 FROM card", len(people)))

    await _until_although_killed(processes, worker, cards, dice)
    for card in await db.rows("SELECT id, person FROM card"):
        await ask_for_a_credential(card["id"], card["person"])
    await _until_although_killed(processes, processes.start("worker"), nothing_waits, dice)

    assert await db.scalar("SELECT count(*) FROM card WHERE status = 'active'") == len(people)
    assert await db.scalar("SELECT count(DISTINCT person) FROM card") == len(people)
    assert await db.scalar("SELECT count(*) FROM credential WHERE revoked_at IS NULL") == len(people)
    assert await db.scalar("SELECT count(DISTINCT device) FROM credential") == len(people)
    assert await db.scalar("SELECT count(*) FROM device WHERE status = 'active'") == len(people)


async def _until_although_killed(
    processes: Processes,
    worker: subprocess.Popen[bytes],
    done: Callable[[], Awaitable[bool]],
    dice: random.Random,
) -> None:
    """Kill the worker and its children at two odd moments, then let the last one finish."""
    for _ in range(2):
        await asyncio.sleep(dice.uniform(0.5, 2.5))
        processes.kill(worker)
        worker = processes.start("worker")
        await hurry()
    async with asyncio.timeout(PATIENCE):
        while not await done():
            await hurry()
            await asyncio.sleep(0.5)
    processes.kill(worker)

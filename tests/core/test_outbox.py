import asyncio
from collections.abc import AsyncIterator, Sequence
from itertools import pairwise
from uuid import UUID

import pytest

from ehrenamtskarte.core import db, outbox
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.outbox import MAX_ATTEMPTS, deliver, publish, relay, replay, run_relay
from tests import consumers
from tests.consumers import Counted, Poisoned

pytestmark = pytest.mark.usefixtures("database")
consumers.connect()


class Broker:
    """Takes what it is handed; refuses while it is down."""

    def __init__(self, *, up: bool = True) -> None:
        self.up = up
        self.taken: list[UUID] = []

    def send(self, ids: Sequence[UUID]) -> None:
        if not self.up:
            raise ConnectionRefusedError
        self.taken += ids


async def waiting() -> list[UUID]:
    return [row["id"] for row in await db.rows("SELECT id FROM outbox_message ORDER BY id")]


async def effects(subject: UUID) -> int:
    return int(
        await db.scalar("SELECT count(*) FROM audit_entry WHERE action = 'counted' AND subject = $1", subject)
    )


async def the_message() -> dict[str, object]:
    row = await db.row("SELECT *, send_after - now() AS pause FROM outbox_message")
    assert row is not None
    return dict(row)


async def let_time_pass() -> None:
    await db.execute("UPDATE outbox_message SET send_after = now() WHERE dead_at IS NULL")


async def test_an_event_of_a_change_that_is_rolled_back_never_leaves() -> None:
    async def change_that_fails() -> None:
        async with db.transaction():
            await publish(Counted(subject=new_id()))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await change_that_fails()
    assert await waiting() == []


async def test_an_event_leaves_only_after_the_commit() -> None:
    broker = Broker()
    async with db.transaction():
        await publish(Counted(subject=new_id()))
        async with db.apart():
            assert await relay(broker.send) == 0
    assert await relay(broker.send) == 1
    assert broker.taken == await waiting()


async def test_an_event_nobody_waits_for_is_not_written() -> None:
    class Unheard(outbox.Event, frozen=True):
        """Nobody listens."""

    await publish(Unheard())
    assert await waiting() == []


async def test_a_message_delivered_twice_has_one_effect() -> None:
    subject = new_id()
    await publish(Counted(subject=subject))
    (message,) = await waiting()
    assert [await deliver(message), await deliver(message)] == [True, False]
    assert await effects(subject) == 1


async def test_a_message_delivered_many_times_at_once_has_one_effect() -> None:
    subject = new_id()
    await publish(Counted(subject=subject))
    (message,) = await waiting()
    delivered = await asyncio.gather(*(deliver(message) for _ in range(10)))
    assert sorted(delivered) == [False] * 9 + [True]
    assert await effects(subject) == 1
    assert await waiting() == []


async def test_a_consumer_that_fails_leaves_no_trace_and_waits_longer_each_time() -> None:
    await publish(Poisoned(words="canary@example.org"))
    (message,) = await waiting()
    pauses = []
    for attempt in range(1, MAX_ATTEMPTS):
        with pytest.raises(ValueError, match="canary"):
            await deliver(message)
        now = await the_message()
        assert (now["attempts"], now["last_error"], now["dead_at"]) == (attempt, "ValueError", None)
        pauses.append(now["pause"])
        await let_time_pass()
    assert all(later > 3 * earlier for earlier, later in pairwise(pauses))  # type: ignore[operator]
    assert "canary" not in str((await the_message())["last_error"])


async def test_a_consumer_that_fails_eight_times_rests_dead_until_it_is_replayed() -> None:
    await publish(Poisoned(words="poison"))
    (message,) = await waiting()
    for _ in range(MAX_ATTEMPTS):
        with pytest.raises(ValueError, match="poison"):
            await deliver(message)
    broker = Broker()
    await let_time_pass()
    assert (await the_message())["dead_at"] is not None
    assert await relay(broker.send) == 0
    assert await deliver(message) is False
    assert await replay(message)
    assert await relay(broker.send) == 1
    with pytest.raises(ValueError, match="poison"):
        await deliver(message)
    assert (await the_message())["attempts"] == 1


async def test_a_living_message_is_not_replayed() -> None:
    await publish(Counted(subject=new_id()))
    assert await replay((await waiting())[0]) is False


async def test_a_message_that_kills_its_worker_each_time_ends_dead_too() -> None:
    """Then nobody is left to note a failure: what counts is that it was begun."""
    await publish(Counted(subject=new_id()))
    await db.execute("UPDATE outbox_message SET attempts = $1", MAX_ATTEMPTS)
    broker = Broker()
    await relay(broker.send)
    assert (await the_message())["dead_at"] is not None
    assert broker.taken == []


async def test_a_message_nobody_begins_is_handed_over_again_and_never_dies_of_it() -> None:
    await publish(Counted(subject=new_id()))
    broker = Broker()
    for _ in range(3 * MAX_ATTEMPTS):
        assert await relay(broker.send) == 1
        assert await relay(broker.send) == 0
        await let_time_pass()
    assert broker.taken == await waiting() * 3 * MAX_ATTEMPTS
    assert await deliver(broker.taken[0])


async def test_a_broker_that_is_down_leaves_everything_due() -> None:
    broker = Broker(up=False)
    await publish(*(Counted(subject=new_id()) for _ in range(3)))
    with pytest.raises(ConnectionRefusedError):
        await relay(broker.send)
    assert (await db.scalar("SELECT max(attempts) FROM outbox_message")) == 0
    broker.up = True
    assert await relay(broker.send) == 3
    assert broker.taken == await waiting()


async def test_two_relays_at_once_hand_over_every_message_once() -> None:
    await publish(*(Counted(subject=new_id()) for _ in range(500)))
    broker = Broker()

    async def until_empty() -> None:
        while await relay(broker.send):
            pass

    await asyncio.gather(until_empty(), until_empty())
    assert sorted(broker.taken) == await waiting()


async def test_a_worker_may_be_faster_than_the_relay() -> None:
    """The message is open to it as soon as the broker has it, while the relay still hands over others."""
    subject = new_id()
    await publish(Counted(subject=subject))
    loop = asyncio.get_running_loop()

    def deliver_at_once(ids: Sequence[UUID]) -> None:
        assert asyncio.run_coroutine_threadsafe(deliver(ids[0]), loop).result(10)

    await relay(deliver_at_once)
    assert await effects(subject) == 1


async def test_a_message_at_work_is_left_alone_by_the_relay(tmp_path: object) -> None:
    await publish(Counted(subject=new_id()))
    broker = Broker()
    async with db.transaction():
        await db.row("SELECT id FROM outbox_message FOR UPDATE")
        async with db.apart():
            assert await relay(broker.send) == 0


@pytest.fixture
async def running_relay() -> AsyncIterator[Broker]:
    broker, stop = Broker(), asyncio.Event()
    relaying = asyncio.create_task(run_relay(broker.send, stop))
    yield broker
    stop.set()
    await asyncio.wait_for(relaying, timeout=30)


async def test_the_relay_is_woken_by_commits_and_outlives_a_broker_that_is_down(
    running_relay: Broker,
) -> None:
    running_relay.up = False
    await publish(Counted(subject=new_id()))
    running_relay.up = True
    await publish(Counted(subject=new_id()))
    async with asyncio.timeout(30):
        while len(set(running_relay.taken)) < 2:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    assert set(running_relay.taken) == set(await waiting())


async def test_the_relay_outlives_the_end_of_its_connections(running_relay: Broker) -> None:
    await publish(Counted(subject=new_id()))
    async with asyncio.timeout(30):
        while not running_relay.taken:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    await db.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE pid <> pg_backend_pid() AND datname = current_database() AND backend_type = 'client backend'"
    )
    last = new_id()
    await publish(Counted(subject=last))
    async with asyncio.timeout(30):
        while len(running_relay.taken) < 2:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    assert set(running_relay.taken) == set(await waiting())

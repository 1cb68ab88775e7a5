"""Those who ask at the same time share one way to the database: while one batch is there, the next gathers."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from contextvars import Context
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

Asked = TypeVar("Asked")
Told = TypeVar("Told")
Way = TypeVar("Way")

_Waiting = tuple[Asked, "asyncio.Future[Told]"]


class Together(Generic[Way, Asked, Told]):
    """Gathers questions of one event loop for a function that answers many at once, in their order.

    Nobody waits for company: the first one goes at once. `alone` says which errors may be one question's fault; then
    each is asked again by itself.
    """

    def __init__(
        self,
        answer: Callable[[Way, Sequence[Asked]], Awaitable[Sequence[Told]]],
        *,
        way: Callable[[], AbstractAsyncContextManager[Way]],
        at_most: int,
        ways: int,
        alone: tuple[type[Exception], ...],
    ) -> None:
        self._answer, self._way, self._at_most, self._ways, self._alone = answer, way, at_most, ways, alone
        self._queues: WeakKeyDictionary[asyncio.AbstractEventLoop, _Queue[Asked, Told]] = WeakKeyDictionary()

    async def ask(self, question: Asked) -> Told:
        """The answer to one of them; raises whatever went wrong with it."""
        loop = asyncio.get_running_loop()
        queue = self._queues.setdefault(loop, _Queue())
        told: asyncio.Future[Told] = loop.create_future()
        queue.waiting.append((question, told))
        if queue.under_way < self._ways:
            queue.under_way += 1
            # In a context of its own: it works for others too, and for none of their transactions.
            task = loop.create_task(self._work(queue), context=Context())
            queue.tasks.add(task)
            task.add_done_callback(queue.tasks.discard)
        return await told

    async def _work(self, queue: "_Queue[Asked, Told]") -> None:
        try:
            while queue.waiting:
                await self._work_once(queue)
        finally:
            # With the last look at those who wait, and not a moment later.
            queue.under_way -= 1

    async def _work_once(self, queue: "_Queue[Asked, Told]") -> None:
        """One way is kept as long as somebody waits."""
        batch: list[_Waiting[Asked, Told]] = []
        try:
            async with self._way() as way:
                while queue.waiting:
                    batch = queue.next(self._at_most)
                    await self._tell(way, batch)
                    batch = []
        except Exception as error:
            _fail(batch or queue.next(len(queue.waiting)), error)

    async def _tell(self, way: Way, batch: "list[_Waiting[Asked, Told]]") -> None:
        try:
            answers = await self._answer(way, [question for question, _ in batch])
        except self._alone as error:
            if len(batch) == 1:
                _fail(batch, error)
                return
            for one in batch:
                await self._tell(way, [one])
            return
        for (_, told), answer in zip(batch, answers, strict=True):
            if not told.done():
                told.set_result(answer)


def _fail(batch: "list[_Waiting[Asked, Told]]", error: Exception) -> None:
    for _, told in batch:
        if not told.done():
            told.set_exception(error)


class _Queue(Generic[Asked, Told]):
    def __init__(self) -> None:
        self.waiting: deque[_Waiting[Asked, Told]] = deque()
        self.tasks: set[asyncio.Task[None]] = set()
        self.under_way = 0

    def next(self, at_most: int) -> "list[_Waiting[Asked, Told]]":
        """The first of those who wait."""
        return [self.waiting.popleft() for _ in range(min(at_most, len(self.waiting)))]

"""The database: one bounded pool per process, one way to open a transaction, plain SQL where sets are handled."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Any

import asyncpg
from asyncpg.pool import Pool, PoolAcquireContext
from piccolo.engine.postgres import PostgresEngine, PostgresTransaction

from ehrenamtskarte.core.errors import Unavailable
from ehrenamtskarte.core.settings import settings

OUT_OF_REACH = (
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.TransactionRollbackError,
    asyncpg.LockNotAvailableError,
    ConnectionError,
    TimeoutError,
)

CONNECTIONS_APART = 2


def is_out_of_reach(error: Exception) -> bool:
    """Whether trying again helps: the database restarts, is full, out of connections, in a deadlock, silent."""
    if isinstance(error, asyncpg.InterfaceError):
        # asyncpg has no class of its own for a connection that died between two statements.
        return "clos" in str(error)
    return isinstance(error, OUT_OF_REACH)


class _BoundedAcquire(PoolAcquireContext):  # type: ignore[misc]
    """Waits for a free connection for a while, then says the service is busy."""

    async def __aenter__(self) -> Any:
        return await _or_unavailable(super().__aenter__())

    def __await__(self) -> Any:
        return _or_unavailable(self._acquired()).__await__()

    async def _acquired(self) -> Any:
        self.done = True
        return await self.pool._acquire(self.timeout)  # noqa: SLF001 - what its own context does


async def _or_unavailable(acquiring: Any) -> Any:
    try:
        return await acquiring
    except (OSError, asyncpg.InterfaceError, *OUT_OF_REACH) as error:
        raise Unavailable from error


class _BoundedPool(Pool):  # type: ignore[misc]
    def acquire(self, *, timeout: float | None = None) -> PoolAcquireContext:
        return _BoundedAcquire(self, timeout or settings().database_wait)


class _Transaction(PostgresTransaction):
    """Piccolo's transaction, but the connection goes back to its pool even when it died underway."""

    def __init__(self, engine: "_Engine", allow_nested: bool = True, pool: Pool | None = None) -> None:
        super().__init__(engine, allow_nested)
        self._pool = pool or engine.pool

    async def get_connection(self) -> Any:
        return await (self._pool.acquire() if self._pool else self.engine.get_new_connection())

    async def __aenter__(self) -> PostgresTransaction:
        if self._parent:
            return self._parent
        self.connection = await self.get_connection()
        try:
            self.transaction = self.connection.transaction()
            await self.transaction.start()
        except BaseException:
            await self._give_back()
            raise
        self.context = self.engine.current_transaction.set(self)
        return self

    async def __aexit__(
        self,
        exception_type: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool:
        if self._parent:
            return False
        try:
            if exception is None:
                await self.commit()  # type: ignore[no-untyped-call]
            elif not self.connection.is_closed():
                await self.rollback()  # type: ignore[no-untyped-call]
        finally:
            self.engine.current_transaction.reset(self.context)
            await self._give_back()
        return False

    async def _give_back(self) -> None:
        if self._pool:
            await self._pool.release(self.connection)
        else:
            await self.connection.close()


class _Engine(PostgresEngine):
    pool_apart: Pool | None = None

    async def start_connection_pool(self, **kwargs: Any) -> None:
        self.pool = await self._new_pool(kwargs.get("max_size", settings().database_pool))
        self.pool_apart = await self._new_pool(CONNECTIONS_APART)

    async def close_connection_pool(self) -> None:
        if self.pool_apart:
            await self.pool_apart.close()
            self.pool_apart = None
        await super().close_connection_pool()

    async def _new_pool(self, size: int) -> Pool:
        # Connects when first asked, so that a process starts before its database does.
        return await _BoundedPool(
            connection_class=asyncpg.Connection,
            record_class=asyncpg.Record,
            min_size=0,
            max_size=size,
            max_queries=50_000,
            max_inactive_connection_lifetime=300.0,
            loop=asyncio.get_running_loop(),
            reset=_keep_session,
            **self.config,
        )

    def transaction(self, allow_nested: bool = True) -> PostgresTransaction:
        return _Transaction(self, allow_nested)


async def _keep_session(connection: Any) -> None:
    """No session state is ever changed outside a transaction, so nothing needs resetting."""


DB = _Engine(
    config={
        "dsn": settings().database_url,
        "command_timeout": 60,
        "server_settings": {"timezone": "UTC", "lock_timeout": "5s"},
    }
)


def use(dsn: str) -> None:
    """Point this process at a database before its first query."""
    DB.config["dsn"] = dsn


@asynccontextmanager
async def pool(size: int | None = None) -> AsyncIterator[None]:
    """Keep the bounded pool of this process open."""
    await DB.start_connection_pool(**({"max_size": size} if size else {}))
    try:
        yield
    finally:
        await DB.close_connection_pool()


@asynccontextmanager
async def transaction() -> AsyncIterator[None]:
    """All or nothing; an inner use joins the outer one."""
    async with DB.transaction():
        yield


@asynccontextmanager
async def apart() -> AsyncIterator[None]:
    """A transaction of its own even inside another one: what happens here stays when the outer one fails.

    Its connections are set aside, so that many outer ones at once do not wait for each other's.
    """
    pool_of_its_own = DB.pool_apart if DB.current_transaction.get() else None
    token = DB.current_transaction.set(None)
    try:
        async with _Transaction(DB, pool=pool_of_its_own):
            yield
    finally:
        DB.current_transaction.reset(token)


@asynccontextmanager
async def connection() -> AsyncIterator[Any]:
    """The asyncpg connection of the current transaction, or one for a moment; for COPY and LISTEN."""
    current = DB.current_transaction.get()
    if current:
        yield current.connection
    elif DB.pool:
        async with DB.pool.acquire() as fresh:
            yield fresh
    else:
        fresh = await DB.get_new_connection()
        try:
            yield fresh
        finally:
            await fresh.close()


async def rows(sql: str, *values: Any) -> list[Any]:
    """All rows of a query as records; values are bound to $1, $2, ..."""
    async with connection() as current:
        return list(await current.fetch(sql, *values))


async def row(sql: str, *values: Any) -> Any | None:
    """The first row of a query, or None."""
    async with connection() as current:
        return await current.fetchrow(sql, *values)


async def row_apart(sql: str, *values: Any) -> Any | None:
    """The first row of a statement that stays whatever happens around it; see `apart`."""
    if DB.current_transaction.get() is None:
        return await row(sql, *values)
    if DB.pool_apart:
        # A single statement is a transaction already: no need to begin and commit one.
        async with DB.pool_apart.acquire() as fresh:
            return await fresh.fetchrow(sql, *values)
    async with apart():
        return await row(sql, *values)


async def scalar(sql: str, *values: Any) -> Any:
    """The first value of the first row, or None."""
    async with connection() as current:
        return await current.fetchval(sql, *values)


async def execute(sql: str, *values: Any) -> int:
    """Run a statement; the number of rows it touched."""
    async with connection() as current:
        tag: str = await current.execute(sql, *values)
    count = tag.rsplit(" ", 1)[-1]
    return int(count) if count.isdigit() else 0


async def copy(table: str, columns: Sequence[str], records: Iterable[Sequence[Any]]) -> None:
    """Write many rows with COPY."""
    async with connection() as current:
        await current.copy_records_to_table(table, columns=list(columns), records=records)

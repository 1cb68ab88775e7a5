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

type_of_connection_loss = (
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.TooManyConnectionsError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    ConnectionError,
)


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
    except (TimeoutError, *type_of_connection_loss) as error:
        raise Unavailable from error


class _BoundedPool(Pool):  # type: ignore[misc]
    def acquire(self, *, timeout: float | None = None) -> PoolAcquireContext:
        return _BoundedAcquire(self, timeout or settings().database_wait)


class _Transaction(PostgresTransaction):
    """Piccolo's transaction, but the connection goes back to the pool even when it died underway."""

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
            if self.engine.pool:
                await self.engine.pool.release(self.connection)
            else:
                await self.connection.close()
        return False


class _Engine(PostgresEngine):
    async def start_connection_pool(self, **kwargs: Any) -> None:
        options = self.config | kwargs
        size = options.pop("max_size", settings().database_pool)
        self.pool = await _BoundedPool(
            options.pop("dsn"),
            connection_class=asyncpg.Connection,
            record_class=asyncpg.Record,
            init_size=None,
            min_size=min(2, size),
            max_size=size,
            max_queries=50_000,
            max_inactive_connection_lifetime=300.0,
            loop=asyncio.get_running_loop(),
            connect=None,
            setup=None,
            init=None,
            reset=_keep_session,
            **options,
        )

    def transaction(self, allow_nested: bool = True) -> PostgresTransaction:
        return _Transaction(engine=self, allow_nested=allow_nested)


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
    """A transaction of its own even inside another one: what happens here stays when the outer one fails."""
    token = DB.current_transaction.set(None)
    try:
        async with DB.transaction():
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

"""Limits against guessing and flooding, counted in PostgreSQL so that they hold across processes."""

import hashlib

from ehrenamtskarte.core import db
from ehrenamtskarte.core.errors import TooManyRequests


async def limit(name: str, key: str, *, times: int, seconds: int) -> None:
    """Count one attempt; raises TooManyRequests beyond `times` in `seconds`.

    The key (an address, an e-mail) is stored hashed. Counted apart from the caller's transaction, so that a
    refused attempt counts too.
    """
    bucket = hashlib.sha256(f"{name}\0{key}".encode()).digest()
    count = await db.row_apart(
        "INSERT INTO rate_count (bucket, window_ends, times)"
        " VALUES ($1, now() + make_interval(secs => $2), 1)"
        " ON CONFLICT (bucket) DO UPDATE SET"
        " times = CASE WHEN rate_count.window_ends <= now() THEN 1 ELSE rate_count.times + 1 END,"
        " window_ends = CASE WHEN rate_count.window_ends <= now() THEN excluded.window_ends"
        " ELSE rate_count.window_ends END"
        " RETURNING times, ceil(extract(epoch FROM window_ends - now()))::int AS wait",
        bucket,
        float(seconds),
    )
    assert count is not None
    if count["times"] > times:
        raise TooManyRequests(retry_after=max(1, count["wait"]))


async def forget_old() -> None:
    """Remove windows that have ended."""
    await db.execute("DELETE FROM rate_count WHERE window_ends < now()")

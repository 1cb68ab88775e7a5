"""A public vote of 100,000 votes: its result, what stands out in it, and the file for everybody."""

import statistics
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from uuid import UUID

from ehrenamtskarte.awards.voting import counting, patterns, votes_file
from ehrenamtskarte.core import clock, db
from tests.factories import a_call, an_entry, the_state_office

VOTES = 100_000
NOMINEES = 12
ROUNDS = 7


async def measure() -> list[tuple[str, float, str]]:
    """Medians in milliseconds."""
    call = await _vote()
    actor, now = the_state_office(), clock.now()
    return [
        ("vote: 100,000 votes counted", await _median(lambda: counting.result(call)), "ms"),
        (
            "vote: what stands out among 100,000",
            await _median(lambda: patterns.of_call(None, call, actor=actor)),
            "ms",
        ),
        (
            "vote: the file of 100,000 votes",
            await _median(lambda: votes_file.for_everybody(call, now=now)),
            "ms",
        ),
    ]


async def _median(work: Callable[[], Awaitable[object]]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        await work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


async def _vote() -> UUID:
    """A month of votes from 20,000 networks, not equally for all."""
    now = clock.now()
    call = await a_call(
        on=None,
        decided_at=now - timedelta(days=1),
        embargo_until=now - timedelta(hours=1),
        title_de="Publikum",
    )
    for n in range(NOMINEES):
        await an_entry(call, f"Verein {n}", status="shortlisted")
    await db.execute(
        "WITH nominee AS (SELECT array_agg(id ORDER BY number) AS ids FROM award_entry WHERE call = $1)"
        " INSERT INTO vote (id, call, entry, voter, receipt, network, agent, requested_at, cast_at)"
        " SELECT gen_random_uuid(), $1, ids[1 + floor(power(random(), 2) * $3::int)::int], sha256(n::text::bytea),"
        " upper(substr(md5(n::text), 1, 12)), sha256((n % 20000)::text::bytea), '', at - interval '1 minute', at"
        " FROM nominee, generate_series(1, $2) n,"
        " LATERAL (SELECT now() - n * interval '26 seconds') AS t (at)",
        call, VOTES, NOMINEES,
    )  # fmt: skip
    await db.execute("VACUUM ANALYZE vote")
    return call

"""Rows a second from a club's list to entries in its inbox, beside a plain COPY of the same rows into the same table."""

import statistics
import time
from pathlib import Path
from typing import Any
from uuid import UUID

from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Actor, MembershipOf, Role
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.hours import acceptance, decide, imports, inbox
from ehrenamtskarte.hours.decide import Selection
from ehrenamtskarte.hours.inbox import Wanted
from tests.factories import a_person, an_organisation

LIST = Path(__file__).parents[1] / "src" / "ehrenamtskarte" / "demo" / "data" / "hours_fire_brigade.csv"
ROUNDS = 5


async def measure() -> list[tuple[str, float, str]]:
    """Medians of alternating rounds; every round fills two clubs of its own."""
    content = LIST.read_bytes()
    found: dict[str, list[float]] = {"bare": [], "copy": [], "import": [], "inbox": [], "confirm": []}
    for number in range(ROUNDS):
        club = await an_organisation(f"Messverein {number} {new_id()}")
        coordinator = Actor(await a_person("Jana", str(club)), (MembershipOf(Role.COORDINATOR, club),))
        handed_in = await imports.hand_in(club, LIST.name, content, actor=coordinator, now=clock.now())
        start = time.perf_counter()
        outcome = await acceptance.accept(handed_in.id, actor=coordinator, now=clock.now())
        found["import"].append(outcome.taken / (time.perf_counter() - start))
        start = time.perf_counter()
        await inbox.read(club, Wanted(), actor=coordinator)
        found["inbox"].append((time.perf_counter() - start) * 1000)
        rows = await _rows_for(await an_organisation(f"Vergleich {number} {club}"), club)
        found["copy"].append(len(rows) / await _seconds_to_copy("hour_record", rows))
        await db.execute("CREATE TABLE bare_rows AS SELECT * FROM hour_record LIMIT 0")
        found["bare"].append(len(rows) / await _seconds_to_copy("bare_rows", rows))
        await db.execute("DROP TABLE bare_rows")
        start = time.perf_counter()
        await decide.confirm(club, Selection(), actor=coordinator, now=clock.now())
        found["confirm"].append(outcome.taken / (time.perf_counter() - start))
    medians = {name: statistics.median(values) for name, values in found.items()}
    return [
        ("COPY of the rows into a table without keys", medians["bare"], "rows/s"),
        ("COPY of the rows", medians["copy"], "rows/s"),
        ("import of the list: read, enrol, insert", medians["import"], "rows/s"),
        ("import : COPY", medians["import"] / medians["copy"], "ratio"),
        ("inbox of 9,931 entries", medians["inbox"], "ms"),
        ("confirm all of them", medians["confirm"], "rows/s"),
    ]


async def _rows_for(club: UUID, source: UUID) -> list[tuple[Any, ...]]:
    """The same rows for another club."""
    rows = await db.rows("SELECT * FROM hour_record WHERE organisation = $1 ORDER BY id", source)
    return [tuple((dict(row) | {"id": new_id(), "organisation": club}).values()) for row in rows]


async def _seconds_to_copy(table: str, rows: list[tuple[Any, ...]]) -> float:
    columns = await db.rows(
        "SELECT column_name FROM information_schema.columns WHERE table_name = 'hour_record' ORDER BY ordinal_position"
    )
    start = time.perf_counter()
    async with db.transaction():
        await db.copy(table, [column["column_name"] for column in columns], rows)
    return time.perf_counter() - start

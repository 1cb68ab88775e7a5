"""How often offers are seen and opened: counted in the process, written together every few seconds, and nobody's name."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from datetime import date, datetime
from uuid import UUID

import structlog

from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.ids import new_id

log = structlog.get_logger()

SECONDS_BETWEEN_WRITES = 10
LOOKS_AT_MOST = 100_000
"""Looks held at once; whoever sends made-up ids fills this and not the memory."""
LOOKS_OF_ONE = 500
"""What one address counts between two writes, each offer once: plenty for a screen that scrolls, too little for a hit."""

_COLUMNS = ("seen", "opened")
_Counted = Counter[tuple[UUID, str]]


class Views:
    """What was looked at since the last write; `now` is asked for when it is written, so counting costs nothing."""

    def __init__(self) -> None:
        self._fresh: _Counted = Counter()
        self._unwritten: dict[date, _Counted] = {}
        self._looks_of: defaultdict[str, set[tuple[UUID, str]]] = defaultdict(set)
        self._looks = 0

    def opened(self, benefit_id: UUID, address: str) -> None:
        """Somebody at an address opened the page of an offer."""
        self._count([benefit_id], "opened", address)

    def seen(self, benefit_ids: Iterable[UUID], address: str) -> None:
        """Offers were on a screen at an address."""
        self._count(benefit_ids, "seen", address)

    async def flush(self, now: datetime) -> None:
        """Write what was counted; if that fails it is kept and written with the next."""
        self._looks_of.clear()
        self._looks = 0
        fresh, self._fresh = self._fresh, Counter()
        waiting, self._unwritten = self._unwritten, {}
        _merge(waiting, clock.berlin_day(now), fresh)
        try:
            await _write(waiting)
        except BaseException:
            for day, counted in waiting.items():
                _merge(self._unwritten, day, counted)
            raise

    def _count(self, benefit_ids: Iterable[UUID], column: str, address: str) -> None:
        for look in {(benefit_id, column) for benefit_id in benefit_ids}:
            if self._looks >= LOOKS_AT_MOST:
                return
            known = self._looks_of[address]
            if look not in known and len(known) < LOOKS_OF_ONE:
                known.add(look)
                self._looks += 1
                self._fresh[look] += 1


def _merge(into: dict[date, _Counted], day: date, counted: _Counted) -> None:
    kept = into.setdefault(day, Counter())
    for key, times in counted.items():
        if key in kept or len(kept) < LOOKS_AT_MOST:
            kept[key] += times


async def _write(waiting: dict[date, _Counted]) -> None:
    cells = sorted(
        (day, benefit_id, *(counted[benefit_id, column] for column in _COLUMNS))
        for day, counted in waiting.items()
        for benefit_id in {benefit_id for benefit_id, _ in counted}
    )
    if not cells:
        return
    days, benefits, seen_times, opened_times = zip(*cells, strict=True)
    # What is no offer is dropped by the join. In order, so that two processes never wait for each other in a circle.
    await db.execute(
        "INSERT INTO benefit_day (id, benefit, venue, day, seen, opened, redeemed)"
        " SELECT c.id, c.benefit, NULL, c.day, c.seen, c.opened, 0"
        " FROM unnest($1::uuid[], $2::date[], $3::uuid[], $4::int[], $5::int[]) AS c (id, day, benefit, seen, opened)"
        " JOIN benefit b ON b.id = c.benefit ORDER BY c.day, c.benefit"
        " ON CONFLICT (benefit, day, venue) DO UPDATE SET seen = benefit_day.seen + excluded.seen,"
        " opened = benefit_day.opened + excluded.opened",
        [new_id() for _ in cells], days, benefits, seen_times, opened_times,
    )  # fmt: skip


_views = Views()
opened = _views.opened
seen = _views.seen
flush = _views.flush


@asynccontextmanager
async def written_regularly() -> AsyncIterator[None]:
    """Write every few seconds while the web process runs, and once more when it ends."""
    writing = asyncio.create_task(_keep_writing())
    try:
        yield
    finally:
        writing.cancel()
        with suppress(asyncio.CancelledError):
            await writing
        await _try_to_write()


async def _keep_writing() -> None:
    while True:
        await asyncio.sleep(SECONDS_BETWEEN_WRITES)
        await _try_to_write()


async def _try_to_write() -> None:
    try:
        await flush(clock.now())
    except Exception as error:
        log.warning("views wait for the database", error=type(error).__name__)

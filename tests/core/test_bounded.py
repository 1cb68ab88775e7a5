"""Work on uploads, whatever they are, takes its turn."""

import asyncio
import contextlib
from datetime import date
from pathlib import Path

from ehrenamtskarte.benefits.lists import reading as offers
from ehrenamtskarte.core import bounded, pictures
from tests.companies.drawings import a_png

LIST = b"Anbieter;Angebot\nBad;10 %\n"


def at_work() -> int:
    """How many processes of ours work on an upload right now."""
    found = 0
    for children in Path("/proc/self/task").glob("*/children"):
        for child in children.read_text().split():
            with contextlib.suppress(OSError):
                found += b"bounded_process" in Path(f"/proc/{child}/cmdline").read_bytes()
    return found


async def test_no_more_than_two_work_at_once_whatever_they_are() -> None:
    lists = [offers.read_bounded(LIST, date(2026, 11, 22)) for _ in range(3)]
    drawn = [pictures.encoded(a_png(shade)) for shade in range(3)]
    working = asyncio.gather(*lists, *drawn)
    seen = set()
    while not working.done():
        seen.add(at_work())
        await asyncio.sleep(0.005)
    assert len(await working) == 6
    assert max(seen) == bounded.AT_ONCE

"""The page of a call as a vote brings many to it at once: from memory, and known by its ETag."""

import asyncio
import os
from uuid import UUID

import msgspec

from bench.load import free_port, get, paced, post, rate, server
from ehrenamtskarte.awards.calls import public
from ehrenamtskarte.awards.form import FieldKind, FormField
from ehrenamtskarte.awards.rules import PhaseKind
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.text import Text
from tests.factories import a_call, a_category, an_entry, an_entry_picture

NOMINEES, CATEGORIES, FIELDS = 12, 6, 15
WANTED = 500
"""Requests a second."""
SECONDS = 8.0
_WORDS = "Wir suchen Engagements, die Menschen zusammenbringen und anderen Mut machen. "


async def measure() -> list[tuple[str, float, str]]:
    """The page of a call with its nominees at a fixed rate, then as fast as it goes, whole and as 304."""
    call = await _a_full_call()
    body = msgspec.json.encode(await public.for_everybody(call, now=clock.now()))
    bare, site = free_port(), free_port()
    async with (
        server("bench.bare:create", bare, dict(os.environ)),
        server("ehrenamtskarte.app:create_app", site, dict(os.environ)),
    ):
        page = get(f"/api/award-calls/{call}")
        nothing = await rate(bare, [post("/bare", b'{"token": "x"}', "10.0.0.1")], 4.0, expect=b"valid")
        whole = await rate(site, [page], 4.0, expect=b"200 OK")
        waits = await paced(site, [page], WANTED, SECONDS)
        known = page.replace(b"\r\n\r\n", f"\r\nIf-None-Match: {await _etag(site, page)}\r\n\r\n".encode())
        unchanged = await rate(site, [known], 4.0, expect=b"304 Not Modified")
    return [
        ("award call page, as JSON", len(body) / 1000, "kB"),
        (f"award call page at {WANTED}/s, median", waits[len(waits) // 2] * 1000, "ms"),
        (f"award call page at {WANTED}/s, p99", waits[int(len(waits) * 0.99)] * 1000, "ms"),
        ("award call page, as many as possible", whole, "requests/s"),
        ("award call page, not modified", unchanged, "requests/s"),
        ("award call page : bare handler", whole / nothing, "ratio"),
    ]


async def _etag(port: int, page: bytes) -> str:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(page)
    head = await reader.readuntil(b"\r\n\r\n")
    writer.close()
    return next(
        line.split(b": ", 1)[1].decode() for line in head.split(b"\r\n") if line.lower().startswith(b"etag")
    )


async def _a_full_call() -> UUID:
    fields = [
        FormField(id=f"field{n}", kind=FieldKind.LONG_TEXT, label=Text(f"Frage {n}", f"Question {n}"))
        for n in range(FIELDS)
    ]
    call = await a_call(
        on=PhaseKind.VOTE,
        about_de=_WORDS * 12,
        about_en=_WORDS * 12,
        conditions_de=_WORDS * 12,
        form=msgspec.json.encode(fields).decode(),
    )
    for number in range(CATEGORIES):
        await a_category(call, f"Kategorie {number}", about_de=_WORDS * 2, position=number)
    for number in range(NOMINEES):
        entry = await an_entry(call, f"Verein {number}", status="shortlisted", teaser=_WORDS * 4)
        await an_entry_picture(entry)
    return call

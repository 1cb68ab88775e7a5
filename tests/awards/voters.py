"""Somebody at home who votes."""

import re
from uuid import UUID

import httpx

from ehrenamtskarte.awards.rules import PhaseKind
from tests.conftest import Browser, mails_to, run_jobs
from tests.factories import a_call, an_entry


async def a_vote_that_is_on(**terms: object) -> tuple[UUID, UUID, UUID]:
    """A call in which one can vote, and its two nominees."""
    call = await a_call(None, on=PhaseKind.VOTE, **terms)
    return (
        call,
        await an_entry(call, "Tafel Köln", status="shortlisted"),
        await an_entry(call, "Chor am Rhein", status="shortlisted", title="Alle singen"),
    )


async def ask(client: Browser, call: UUID, entry: UUID, email: str, **more: object) -> httpx.Response:
    """Ask for a code."""
    return await client.post(
        f"/api/award-calls/{call}/vote-requests", json={"entryId": str(entry), "email": email, **more}
    )


async def code_for(email: str) -> str:
    """The code of the newest mail."""
    await run_jobs()
    found = re.search(r"\b\d{6}\b", (await mails_to(email))[-1])
    assert found is not None
    return found[0]


async def send(client: Browser, call: UUID, asked: httpx.Response, code: str) -> httpx.Response:
    """Send a code for what was asked."""
    return await client.post(
        f"/api/award-calls/{call}/votes", json={"requestId": asked.json()["requestId"], "code": code}
    )


async def vote(client: Browser, call: UUID, entry: UUID, email: str) -> httpx.Response:
    """The whole way."""
    asked = await ask(client, call, entry, email)
    return await send(client, call, asked, await code_for(email))

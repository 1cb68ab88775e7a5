import asyncio
from collections import Counter
from typing import Any
from uuid import UUID

import httpx
import pytest

from ehrenamtskarte.core import db
from ehrenamtskarte.core.idempotency import forget_old
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.web.frame import LARGEST_BODY
from tests.conftest import SignIn
from tests.core.conftest import visitor

KEY = {"idempotency-key": "once"}


async def effects(subject: UUID) -> int:
    return int(
        await db.scalar("SELECT count(*) FROM audit_entry WHERE action = 'probed' AND subject = $1", subject)
    )


async def ask(
    browser: httpx.AsyncClient,
    subject: UUID,
    path: str = "effects",
    headers: dict[str, str] = KEY,
    **more: object,
) -> httpx.Response:
    return await browser.post(f"/api/probe/{path}", json={"subject": str(subject), **more}, headers=headers)


async def test_the_same_request_gets_the_first_answer_and_has_one_effect(probe: httpx.AsyncClient) -> None:
    subject = new_id()
    first, second = await ask(probe, subject), await ask(probe, subject)
    assert first.status_code == second.status_code == 201
    assert first.json() == second.json()
    assert first.headers["content-type"] == second.headers["content-type"] == "application/json"
    assert await effects(subject) == 1


async def test_without_a_key_every_request_has_its_effect(probe: httpx.AsyncClient) -> None:
    subject = new_id()
    await ask(probe, subject, headers={})
    await ask(probe, subject, headers={})
    assert await effects(subject) == 2


async def test_the_key_with_another_body_is_refused(probe: httpx.AsyncClient) -> None:
    first, other = new_id(), new_id()
    await ask(probe, first)
    refused = await ask(probe, other)
    assert (refused.status_code, refused.json()["code"]) == (422, "idempotency_key_reused")
    assert await effects(other) == 0


async def test_the_key_at_another_address_is_refused(probe: httpx.AsyncClient) -> None:
    subject = new_id()
    await ask(probe, subject)
    assert (await ask(probe, subject, "effects-with-limit")).status_code == 422
    assert await effects(subject) == 1


@pytest.mark.parametrize("path", ["effects", "effects-with-limit"])
async def test_twenty_at_once_have_one_effect_and_one_answer(probe: httpx.AsyncClient, path: str) -> None:
    subject = new_id()
    answers = await asyncio.gather(*(ask(probe, subject, path) for _ in range(20)))
    assert Counter(answer.status_code for answer in answers) == {201: 20}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert await effects(subject) == 1


async def test_more_at_once_than_there_are_connections_do_not_block_each_other(
    probe: httpx.AsyncClient, schema: list[str]
) -> None:
    """Each holds a connection and needs another one to count apart."""
    subjects = [new_id() for _ in range(40)]
    answers = await asyncio.gather(
        *(ask(probe, s, "effects-with-limit", {"idempotency-key": str(s)}) for s in subjects)
    )
    assert Counter(answer.status_code for answer in answers) == {201: 40}


async def test_an_error_is_not_kept_and_leaves_nothing(probe: httpx.AsyncClient) -> None:
    subject = new_id()
    for _ in range(2):
        refused = await ask(probe, subject, "refusals")
        assert refused.status_code == 429
        assert refused.headers["retry-after"] == "7"
        assert refused.headers["content-type"] == "application/problem+json"
    assert await effects(subject) == 0
    assert await db.scalar("SELECT count(*) FROM idempotency_key") == 0


async def test_another_persons_key_is_another_key(probed_application: Any, sign_in_as: SignIn) -> None:
    subject = new_id()
    answers = []
    for email in ("erika@example.org", "max@example.org"):
        signed_in = await sign_in_as(email)
        async with visitor(probed_application, cookies={"session": signed_in.cookies["session"]}) as browser:
            answers.append((await ask(browser, subject)).json()["id"])
    assert len(set(answers)) == 2
    assert await effects(subject) == 2


async def test_a_large_answer_reads_the_same_for_every_browser(probe: httpx.AsyncClient) -> None:
    subject = new_id()
    first = await ask(probe, subject, headers=KEY | {"accept-encoding": "gzip"}, words="abcdefghij" * 10)
    second = await ask(probe, subject, headers=KEY | {"accept-encoding": "identity"}, words="abcdefghij" * 10)
    assert first.json() == second.json()


async def test_an_oversized_body_is_refused(probe: httpx.AsyncClient) -> None:
    async def without_end() -> Any:
        while True:
            yield b"x" * 1_000_000

    announced = await probe.post("/api/probe/effects", content=b"x" * (LARGEST_BODY + 1), headers=KEY)
    streamed = await probe.post("/api/probe/effects", content=without_end(), headers=KEY)
    assert (announced.status_code, streamed.status_code) == (413, 413)


async def test_half_a_body_is_not_taken_for_the_whole(probed_application: Any, database: None) -> None:
    subject = new_id()
    messages = [
        {"type": "http.request", "body": b'{"subject":"%s"}' % str(subject).encode(), "more_body": True},
        {"type": "http.disconnect"},
    ]
    sent: list[Any] = []

    async def receive() -> Any:
        return messages.pop(0)

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http", "http_version": "1.1", "method": "POST", "path": "/api/probe/effects", "raw_path": b"",
        "query_string": b"", "root_path": "", "scheme": "http", "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 8000), "extensions": {}, "state": {},
        "headers": [(b"idempotency-key", b"k"), (b"content-type", b"application/json")],
    }  # fmt: skip
    await probed_application(scope, receive, send)
    assert sent[0]["status"] == 400
    assert await effects(subject) == 0


async def test_a_key_may_not_be_endless(probe: httpx.AsyncClient) -> None:
    refused = await ask(probe, new_id(), headers={"idempotency-key": "k" * 201})
    assert (refused.status_code, refused.json()["code"]) == (400, "idempotency_key_too_long")


async def test_odd_cookies_do_no_harm(probe: httpx.AsyncClient) -> None:
    answer = await ask(probe, new_id(), headers=KEY | {"cookie": 'a,b=1; c[]="x; =; session'})
    assert answer.status_code == 201


async def test_secrets_are_not_kept_under_a_key(client: httpx.AsyncClient) -> None:
    await client.post("/api/sign-in", json={"email": "erika@example.org"}, headers=KEY)
    await client.post("/api/me/second-factor/confirmation", json={"code": "123456"}, headers=KEY)
    assert await db.scalar("SELECT count(*) FROM idempotency_key") == 0


async def test_a_key_is_forgotten_after_a_day(probe: httpx.AsyncClient) -> None:
    subject = new_id()
    await ask(probe, subject)
    await forget_old()
    await ask(probe, subject)
    assert await effects(subject) == 1
    await db.execute("UPDATE idempotency_key SET created_at = now() - interval '25 hours'")
    await forget_old()
    await ask(probe, subject)
    assert await effects(subject) == 2

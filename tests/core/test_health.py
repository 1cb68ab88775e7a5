from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import httpx
import pytest

from ehrenamtskarte.core import db, outbox
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.settings import settings
from ehrenamtskarte.core.web import health
from tests import consumers
from tests.consumers import Counted
from tests.core.conftest import LogLines

consumers.connect()


def with_settings(monkeypatch: pytest.MonkeyPatch, **values: Any) -> None:
    monkeypatch.setattr(health, "settings", lambda: replace(settings(), **values))


async def test_alive_and_ready(client: httpx.AsyncClient) -> None:
    for path in ("/health/live", "/health/ready"):
        answer = await client.get(path)
        assert (answer.status_code, answer.text) == (200, "ok")


@pytest.fixture
async def database_gone(monkeypatch: pytest.MonkeyPatch, schema: list[str]) -> AsyncIterator[None]:
    """A pool that points to where no database is."""
    with monkeypatch.context() as here:
        here.setitem(db.DB.config, "dsn", "postgresql://nobody@/nothing?host=/nowhere")
        here.setattr(db.DB, "pool", await db.DB._new_pool(2))
        yield


async def test_without_its_database_the_process_is_alive_but_not_ready(
    application: Any, database_gone: None, log_lines: LogLines
) -> None:
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=application), base_url="http://127.0.0.1:8000"
    ) as client:
        assert (await client.get("/health/live")).status_code == 200
        ready = await client.get("/health/ready")
        asked = await client.get("/api/demo/mails")
    assert (ready.status_code, asked.status_code) == (503, 503)
    assert "nowhere" not in ready.text + asked.text
    assert asked.headers["retry-after"]


async def test_measurements_tell_requests_and_what_waits_in_the_outbox(client: httpx.AsyncClient) -> None:
    await outbox.publish(Counted(subject=new_id()), Counted(subject=new_id()))
    await db.execute(
        "UPDATE outbox_message SET dead_at = now() WHERE id = (SELECT min(id::text)::uuid FROM outbox_message)"
    )
    text = (await client.get("/metrics")).text
    assert "outbox_waiting 1.0" in text
    assert "outbox_dead 1.0" in text
    assert 'http_requests_total{method="GET",status="200"}' in text


@pytest.mark.parametrize(
    ("public_url", "client_address", "status"),
    [
        ("", "127.0.0.1", 200),
        ("http://localhost:8000", "::1", 200),
        ("", "203.0.113.9", 404),
        ("https://ehrenamt.nrw", "127.0.0.1", 404),
        ("https://ehrenamt.nrw", "10.0.0.5", 404),
    ],
)
async def test_measurements_are_not_public_behind_a_proxy(
    database: None,
    application: Any,
    monkeypatch: pytest.MonkeyPatch,
    public_url: str,
    client_address: str,
    status: int,
) -> None:
    with_settings(monkeypatch, public_url=public_url)
    transport = httpx.ASGITransport(app=application, client=(client_address, 5))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
        assert (await client.get("/metrics")).status_code == status


@pytest.mark.parametrize(
    ("authorization", "status"),
    [("Bearer secret", 200), ("Bearer Secret", 404), ("secret", 404), ("Bearer schlüssel", 404), ("", 404)],
)
async def test_with_a_token_measurements_need_it_from_everywhere(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, authorization: str, status: int
) -> None:
    with_settings(monkeypatch, metrics_token="secret", public_url="https://ehrenamt.nrw")
    headers = {b"authorization": authorization.encode("latin-1")}
    answer = await client.get("/metrics", headers=headers)
    assert answer.status_code == status

"""A few handlers of our own behind the real frame, and a look at the log."""

import io
import json
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

import asyncpg
import httpx
import msgspec
import pytest
from litestar import get, post
from litestar.params import FromPath, FromQuery, JSONBody

from ehrenamtskarte import app as web
from ehrenamtskarte.core import audit, db, logs
from ehrenamtskarte.core.errors import TooManyRequests, Unavailable
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.rate_limits import limit
from ehrenamtskarte.core.settings import settings
from ehrenamtskarte.core.web.frame import Frame

CANARY = "canary-4711@example.org"


class Wish(msgspec.Struct):
    """What a probe wants."""

    subject: UUID
    words: str = ""
    number: int = 0


@post("/api/probe/effects")
async def effect(data: JSONBody[Wish]) -> dict[str, str]:
    """One audit entry, and an answer large enough to be compressed."""
    await audit.record("probed", actor=None, subject=data.subject)
    return {"id": str(new_id()), "words": data.words * 100}


@post("/api/probe/effects-with-limit")
async def effect_with_limit(data: JSONBody[Wish]) -> dict[str, str]:
    """The same, with something counted apart."""
    await audit.record("probed", actor=None, subject=data.subject)
    await limit("probe", str(data.subject), times=100, seconds=60)
    return {"id": str(new_id())}


@post("/api/probe/refusals")
async def refusal(data: JSONBody[Wish]) -> None:
    """An effect, then a no."""
    await audit.record("probed", actor=None, subject=data.subject)
    raise TooManyRequests(retry_after=7)


@get("/api/probe/faults/{kind:str}")
async def fault(kind: FromPath[str]) -> None:
    """Goes wrong as asked."""
    raise {
        "bug": RuntimeError(f"about {CANARY}\nfake line"),
        "timeout": TimeoutError(),
        "full": asyncpg.DiskFullError(),
        "deadlock": asyncpg.DeadlockDetectedError(),
        "unavailable": Unavailable(),
        "wrong call": asyncpg.InterfaceError("the server expects 1 argument"),
    }[kind]


@post("/api/probe/words")
async def words(data: JSONBody[Wish]) -> str:
    """Asks the database to read what was sent."""
    return str(await db.scalar("SELECT length($1::text) + $2::smallint", data.words, data.number))


@get("/api/probe/pages")
async def page(cursor: FromQuery[str | None] = None) -> str:
    """Reads a cursor."""
    from ehrenamtskarte.core.pagination import id_of

    return str(id_of(cursor))


@get("/api/probe/names")
async def name() -> str:
    """Two rows of one name."""
    for _ in range(2):
        await db.execute(
            "INSERT INTO person (id, email, given_name, family_name, street, postal_code, phone, language, created_at)"
            " VALUES ($1, $2, '', '', '', '', '', 'de', now())",
            new_id(), CANARY,
        )  # fmt: skip
    return ""


PROBES = [effect, effect_with_limit, refusal, fault, words, page, name]


@pytest.fixture(scope="session")
def probed_application(schema: list[str]) -> Any:
    """The real application with the handlers above."""
    application = web.build()
    for handler in PROBES:
        application.register(handler)
    return Frame(application, web.NOT_REPEATABLE)


@pytest.fixture
async def probe(database: None, probed_application: Any) -> AsyncIterator[httpx.AsyncClient]:
    """A visitor of that application."""
    async with visitor(probed_application) as browser:
        yield browser


def visitor(application: Any, **options: Any) -> httpx.AsyncClient:
    """Somebody who is not signed in."""
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app=application, raise_app_exceptions=False),
        base_url="http://127.0.0.1:8000",
        **options,
    )


class LogLines:
    """What went into the log so far."""

    def __init__(self, stream: io.StringIO) -> None:
        self._stream = stream

    @property
    def text(self) -> str:
        return self._stream.getvalue()

    @property
    def events(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text.splitlines()]


@pytest.fixture(params=["json", "text"])
def either_log(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[LogLines]:
    """The log in each of its forms."""
    yield from _caught(request.param, monkeypatch)


@pytest.fixture
def log_lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[LogLines]:
    """The log as JSON."""
    yield from _caught("json", monkeypatch)


def _caught(form: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[LogLines]:
    stream = io.StringIO()
    with monkeypatch.context() as here:
        here.setattr(sys, "stderr", stream)
        here.setattr(logs, "settings", lambda: replace(settings(), log_format=form))
        logs.set_up()
        yield LogLines(stream)
    logs.set_up()

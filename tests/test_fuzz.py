"""Whatever is sent to the documented interface: never a fault of ours, and every refusal a problem document."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis import Case

from ehrenamtskarte.cards import signing_keys, status
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Role
from tests.awards.world import things_of_a_call
from tests.conftest import SignIn, signing_in
from tests.factories import STATE, a_benefit, a_company, a_venue, an_issuing_body, an_organisation

DOCUMENT = json.loads((Path(__file__).parents[1] / "docs" / "openapi.json").read_text())
SCHEMA = schemathesis.openapi.from_dict(DOCUMENT).exclude(
    # Signing out would end the run; random keys never get past their shape, tests/cards has the real ones.
    path_regex="^/(health|api/sign-out|api/demo)|/devices"
)
ROLES = ("visitor", "volunteer", "coordinator", "manager", "clerk", "state")


@dataclass
class World:
    """A running web process and somebody of every role."""

    address: str
    cookies: dict[str, str]
    ids: dict[str, str]


@pytest.fixture(scope="module")
def address(dsn: str, schema: list[str]) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "DATABASE_URL": dsn,
        "PORT": str(port),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "ehrenamtskarte.cli", "web"],
        env=environment,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(200):
            try:
                httpx.get(f"http://127.0.0.1:{port}/health/ready", trust_env=False)
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="module")
async def world(address: str, schema: list[str], application: object) -> AsyncIterator[World]:
    await db.execute(f"TRUNCATE {', '.join(schema)} CASCADE")
    async with signing_in(application) as sign_in_as:
        yield await _world(address, sign_in_as)


async def _world(address: str, sign_in_as: SignIn) -> World:
    body, club, company = await an_issuing_body(), await an_organisation(), await a_company()
    await signing_keys.ensure(clock.now())
    await status.publish_list(clock.now())
    browsers = {
        "volunteer": await sign_in_as("erika@example.org"),
        "coordinator": await sign_in_as("jana@example.org", (Role.COORDINATOR, club)),
        "manager": await sign_in_as("chief@bad.example", (Role.PARTNER_MANAGER, company)),
        "clerk": await sign_in_as("clerk@koeln.example", (Role.CASE_WORKER, body)),
        "state": await sign_in_as("nora@nrw.example", (Role.STATE_OFFICE, STATE)),
    }
    person: UUID = browsers["volunteer"].person_id  # type: ignore[attr-defined]
    ids = {
        "organisation_id": club,
        "issuing_body_id": body,
        "issuing_body": body,
        "office": body,
        "company_id": company,
        "venue_id": await a_venue(company),
        "benefit_id": await a_benefit(company),
        "person_id": person,
        "ags": "05315000",
        **await things_of_a_call(body),
    }
    # Routes call an entry and a round by one name each.
    ids |= {"entry_id": ids["admitted_entry_id"], "round_id": ids["jury_round_id"]}
    return World(
        address,
        {role: browser.cookies["session"] for role, browser in browsers.items()} | {"visitor": ""},
        {name: str(value) for name, value in ids.items()},
    )


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
@SCHEMA.parametrize()
@settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_nothing_sent_is_a_fault_of_ours(case: Case[Any], role: str, world: World) -> None:
    known = {name: world.ids[name] for name in case.path_parameters if name in world.ids}
    case.path_parameters = {**case.path_parameters, **known}
    cookie = {"session": world.cookies[role]} if world.cookies[role] else {}
    answer = case.call(base_url=world.address, cookies=cookie, headers={"sec-fetch-site": "same-origin"})
    assert answer.status_code < 500, f"{case.method} {case.path}: {answer.status_code} {answer.text[:300]}"
    if answer.status_code >= 400:
        problem: dict[str, Any] = answer.json()
        assert answer.headers["content-type"] == ["application/problem+json"], answer.headers
        assert {"type", "title", "status", "detail", "code"} <= set(problem)
        assert problem["status"] == answer.status_code

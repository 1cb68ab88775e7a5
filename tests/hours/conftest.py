"""One club with somebody who acts for it, and ways to fill its inbox."""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Role
from ehrenamtskarte.organisations import roster
from ehrenamtskarte.organisations.rules import RosterEntry
from tests.conftest import Browser, SignIn
from tests.factories import an_organisation


@pytest.fixture
async def club(database: None) -> UUID:
    """An approved organisation."""
    return await an_organisation()


@pytest.fixture
async def jana(sign_in_as: SignIn, club: UUID) -> Browser:
    """Its coordinator."""
    return await sign_in_as("jana@example.org", (Role.COORDINATOR, club))


@pytest.fixture
async def stranger(sign_in_as: SignIn, club: UUID) -> Browser:
    """The coordinator of another club."""
    return await sign_in_as("stranger@example.org", (Role.COORDINATOR, await an_organisation("Tafel")))


def some_days_ago(days: int) -> str:
    """A day as JSON has it."""
    return (clock.today() - timedelta(days=days)).isoformat()


async def on_roster(
    club: UUID, given_name: str, family_name: str, email: str | None = None, born: date | None = None
) -> UUID:
    """Somebody the club works with."""
    entry = RosterEntry(given_name, family_name, "", born, email)
    return (await roster.enrol(club, [entry], now=clock.now())).people[0]


Record = Callable[..., Awaitable[str]]


@pytest.fixture
def record(jana: Browser, club: UUID) -> Record:
    """A function by which the club records hours: `await record(person, days_ago=3, minutes=90)`; the entry's id."""

    async def recorded(person: UUID, days_ago: int = 1, **hours: Any) -> str:
        body = {"personId": str(person), "startsOn": some_days_ago(days_ago), "minutes": 60} | hours
        answer = await jana.post(f"/api/organisations/{club}/hours", json=body)
        assert answer.status_code == 201, answer.text
        found: str = answer.json()["id"]
        return found

    return recorded


async def inbox(browser: Browser, club: UUID, **looked_for: Any) -> Any:
    """The inbox as JSON."""
    answer = await browser.get(f"/api/organisations/{club}/inbox", params=looked_for)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def confirm(browser: Browser, club: UUID, **selection: Any) -> Any:
    """What confirming changed."""
    answer = await browser.post(f"/api/organisations/{club}/confirmations", json=selection)
    assert answer.status_code == 200, answer.text
    return answer.json()

"""A town with the card, a club, and people who have earned it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from ehrenamtskarte.applications import offers
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Role
from tests.conftest import SignIn, run_jobs
from tests.factories import KOELN, a_person, a_statement, an_issuing_body, an_organisation, confirmed_hours

ANSWERS: dict[str, Any] = {
    "birthDate": "1980-05-04",
    "street": "Domkloster 4",
    "postalCode": "50667",
    "municipality": KOELN,
    "consents": {"processing": True, "correctness": True},
}


@dataclass
class World:
    """Köln, which asks for a year of engagement before, and a club that vouches for six."""

    sign_in_as: SignIn
    body: UUID
    club: UUID

    async def earned(
        self, person: UUID, minutes: int = 210 * 60, *, confirmed_by: UUID | None = None
    ) -> None:
        """Enough confirmed hours and years."""
        on = clock.today() - timedelta(days=30)
        await confirmed_hours(person, self.club, minutes, on, confirmed_by=confirmed_by)
        await a_statement(person, self.club, date(2020, 1, 1), signed_by=confirmed_by)

    async def volunteer(self, email: str = "erika@example.org", minutes: int = 210 * 60) -> httpx.AsyncClient:
        """Somebody signed in with that many confirmed hours, assessed."""
        browser = await self.sign_in_as(email)
        await self.earned(id_of(browser), minutes)
        await offers.reassess([id_of(browser)], now=clock.now())
        await run_jobs()
        return browser

    async def waiting(
        self, email: str = "erika@example.org", **answers: object
    ) -> tuple[httpx.AsyncClient, str]:
        """Somebody whose accepted offer waits for the office."""
        browser = await self.volunteer(email)
        case = await the_case(browser)
        accepted = await browser.post(f"/api/applications/{case}/acceptance", json=ANSWERS | answers)
        assert (accepted.status_code, accepted.json()["status"]) == (200, "submitted")
        return browser, case

    async def clerk(self, email: str = "amt@koeln.example", **options: bool) -> httpx.AsyncClient:
        """A case worker of the town."""
        return await self.sign_in_as(email, (Role.CASE_WORKER, self.body), **options)

    async def somebody(self, email: str | None = None) -> UUID:
        """Somebody who never signed in, with enough hours."""
        person = await a_person("Kai", "Ohne", email)
        await self.earned(person)
        return person


@pytest.fixture
async def world(database: None, sign_in_as: SignIn) -> World:
    return World(sign_in_as, await an_issuing_body(KOELN), await an_organisation())


def id_of(browser: httpx.AsyncClient) -> UUID:
    person: UUID = browser.person_id  # type: ignore[attr-defined]
    return person


async def the_case(browser: httpx.AsyncClient) -> str:
    """The one case of a person."""
    (case,) = (await browser.get("/api/me/applications")).json()
    found: str = case["id"]
    return found


async def statuses(person: UUID) -> list[str]:
    """Where the cases of a person stand, oldest first."""
    found = await db.rows("SELECT status FROM application WHERE person = $1 ORDER BY id", person)
    return [row["status"] for row in found]


async def audited(case: str) -> list[str]:
    """What the trail says of a case."""
    found = await db.rows(
        "SELECT action FROM audit_entry WHERE subject = $1::uuid ORDER BY at, id", UUID(case)
    )
    return [row["action"] for row in found]

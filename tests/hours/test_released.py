from typing import Any
from uuid import UUID

import pytest

from ehrenamtskarte.core import db
from ehrenamtskarte.hours import released
from tests.conftest import Browser, SignIn
from tests.factories import a_company
from tests.hours.conftest import confirm, some_days_ago


@pytest.fixture
async def erika(sign_in_as: SignIn) -> Browser:
    return await sign_in_as("erika@example.org")


async def hand_in(browser: Browser, club: UUID, **hours: Any) -> Any:
    body = {"organisationId": str(club), "startsOn": some_days_ago(1), "minutes": 90} | hours
    return await browser.post("/api/me/hours", json=body)


async def test_a_volunteer_says_which_company_released_them(erika: Browser, club: UUID) -> None:
    company = await a_company("Stadtwerke")
    entry = (await hand_in(erika, club, releasedBy=str(company))).json()
    assert (entry["releasedBy"], entry["releasedByName"]) == (str(company), "Stadtwerke")
    listed = (await erika.get("/api/me/hours")).json()["items"]
    assert listed[0]["releasedByName"] == "Stadtwerke"


async def test_the_club_does_not_learn_the_employer(erika: Browser, jana: Browser, club: UUID) -> None:
    await hand_in(erika, club, releasedBy=str(await a_company("Stadtwerke")))
    entry = (await jana.get(f"/api/organisations/{club}/hours")).json()["items"][0]
    assert (entry["releasedBy"], entry["releasedByName"]) == (None, None)


@pytest.mark.parametrize("status", ["waiting", "rejected", "left"])
async def test_a_company_that_does_not_take_part_cannot_be_named(
    erika: Browser, club: UUID, status: str
) -> None:
    answer = await hand_in(erika, club, releasedBy=str(await a_company(status=status)))
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "releasedBy"
    assert await db.scalar("SELECT count(*) FROM hour_record") == 0


async def test_it_counts_once_the_club_confirmed(erika: Browser, jana: Browser, club: UUID) -> None:
    company = await a_company()
    entry = (await hand_in(erika, club, releasedBy=str(company))).json()
    assert await released.enabled([company]) == []
    await confirm(jana, club, records=[entry["id"]])
    counted = await released.enabled([company])
    assert [(one.minutes, one.people, one.clubs) for one in counted] == [(90, 1, 1)]
    assert await released.enabled([company], year=1999) == []


async def test_what_was_said_can_be_changed_and_taken_back(
    erika: Browser, club: UUID, sign_in_as: SignIn
) -> None:
    entry = (await hand_in(erika, club)).json()
    address = f"/api/hours/{entry['id']}/release"
    company = await a_company("Stadtwerke")
    changed = await erika.put(address, json={"releasedBy": str(company)})
    assert changed.json()["releasedByName"] == "Stadtwerke"
    stranger = await sign_in_as("stranger@example.org")
    assert (await stranger.put(address, json={"releasedBy": None})).status_code == 404
    assert (await erika.put(address, json={"releasedBy": None})).json()["releasedBy"] is None
    assert await db.scalar("SELECT count(*) FROM released_hours") == 0


async def test_anybody_finds_companies_by_name(client: Browser) -> None:
    await a_company("Stadtwerke Köln")
    await a_company("Bäckerei am Markt")
    await a_company("Stadtwerke im Wartestand", status="waiting")
    found = (await client.get("/api/partners", params={"q": "werke stadt"})).json()["items"]
    assert [(one["name"], one["municipalityName"]) for one in found] == [("Stadtwerke Köln", "Köln")]

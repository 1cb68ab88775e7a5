from typing import Any
from uuid import UUID

import pytest

from ehrenamtskarte.core.actor import Role
from ehrenamtskarte.core.ids import new_id
from tests.conftest import Browser, SignIn
from tests.hours.conftest import on_roster, some_days_ago


@pytest.fixture
async def carin(club: UUID, sign_in_as: SignIn) -> Browser:
    browser = await sign_in_as("carin@example.org")
    assert await on_roster(club, "Vorname", "Nachname", "carin@example.org") == browser.person_id  # type: ignore[attr-defined]
    return browser


async def vouch(browser: Browser, club: UUID, person: object, **said: Any) -> Any:
    body = {"personId": str(person), "since": "2019-04-01", "weeklyMinutes": 240} | said
    return await browser.post(f"/api/organisations/{club}/statements", json=body)


async def test_the_club_vouches_and_the_person_reads_it(jana: Browser, carin: Browser, club: UUID) -> None:
    person = carin.person_id  # type: ignore[attr-defined]
    made = await vouch(
        jana, club, person, task="Jugendarbeit", allowanceKind="trainer", allowanceCentsPerYear=96_000
    )
    assert made.status_code == 201, made.text
    own = (await carin.get("/api/me/statements")).json()["items"]
    assert own == [made.json()]
    assert (own[0]["organisationName"], own[0]["weeklyMinutes"], own[0]["allowanceCentsPerYear"]) == (
        "Löschzug 2",
        240,
        96_000,
    )
    listed = (await jana.get(f"/api/organisations/{club}/statements", params={"person": str(person)})).json()
    assert [statement["id"] for statement in listed["items"]] == [made.json()["id"]]


async def test_nobody_vouches_for_oneself_but_two_colleagues_may_for_one(
    jana: Browser, carin: Browser, club: UUID, sign_in_as: SignIn
) -> None:
    jana_herself = jana.person_id  # type: ignore[attr-defined]
    await on_roster(club, "Vorname", "Nachname", "jana@example.org")
    refused = await vouch(jana, club, jana_herself)
    assert (refused.status_code, refused.json()["code"]) == (403, "own_statement")
    bo = await sign_in_as("bo@example.org", (Role.COORDINATOR, club))
    for signer in (jana, bo):
        assert (await vouch(signer, club, carin.person_id)).status_code == 201  # type: ignore[attr-defined]
    assert len((await carin.get("/api/me/statements")).json()["items"]) == 2


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"since": some_days_ago(-1)}, "since"),
        ({"since": "1900-01-01"}, "since"),
        ({"until": "2019-03-31"}, "until"),
    ],
)
async def test_what_cannot_be_is_refused(
    jana: Browser, carin: Browser, club: UUID, wrong: dict[str, str], field: str
) -> None:
    refused = await vouch(jana, club, carin.person_id, **wrong)  # type: ignore[attr-defined]
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, field)


async def test_a_club_vouches_for_its_own_people_only(
    jana: Browser, stranger: Browser, carin: Browser, club: UUID
) -> None:
    assert (await vouch(jana, club, new_id())).status_code == 404
    assert (await vouch(stranger, club, carin.person_id)).status_code == 404  # type: ignore[attr-defined]
    assert (await stranger.get(f"/api/organisations/{club}/statements")).status_code == 404


async def test_a_statement_is_taken_back_once_and_by_its_club_only(
    jana: Browser, stranger: Browser, carin: Browser, club: UUID
) -> None:
    made = (await vouch(jana, club, carin.person_id)).json()["id"]  # type: ignore[attr-defined]
    address = f"/api/statements/{made}/withdrawal"
    for somebody in (stranger, carin):
        assert (await somebody.post(address)).status_code == 404
    assert (await jana.post(address)).status_code == 204
    again = await jana.post(address)
    assert (again.status_code, again.json()["code"]) == (409, "statement_withdrawn")
    assert (await carin.get("/api/me/statements")).json()["items"] == []

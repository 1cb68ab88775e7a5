from datetime import timedelta
from typing import Any

import httpx
import pytest

from ehrenamtskarte.core import clock, db
from tests.conftest import Browser, SignIn


@pytest.fixture
async def erika(sign_in_as: SignIn) -> Browser:
    return await sign_in_as("erika@example.org")


async def test_only_what_is_given_changes(erika: Browser) -> None:
    changed = await erika.patch(
        "/api/me",
        json={
            "givenName": "Erika", "birthDate": "1990-05-04", "street": "Lange Straße 5", "postalCode": "32657",
            "municipality": "05766044", "phone": "+49 5261 1", "language": "en",
        },
    )  # fmt: skip
    assert changed.status_code == 200
    await erika.patch("/api/me", json={"familyName": "Mustermann"})
    person = (await erika.get("/api/me")).json()["person"]
    assert person["givenName"] == "Erika" and person["familyName"] == "Mustermann"
    assert person["birthDate"] == "1990-05-04" and person["street"] == "Lange Straße 5"
    assert person["language"] == "en"


async def test_a_birth_date_can_be_taken_back(erika: Browser) -> None:
    await erika.patch("/api/me", json={"birthDate": "1990-05-04"})
    await erika.patch("/api/me", json={"birthDate": None})
    assert (await erika.get("/api/me")).json()["person"]["birthDate"] is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"birthDate": (clock.today() + timedelta(days=1)).isoformat()}, "birthDate"),
        ({"birthDate": "1850-01-01"}, "birthDate"),
        ({"birthDate": "1990-02-30"}, "birthDate"),
        ({"postalCode": "3265"}, "postalCode"),
        ({"postalCode": "3265７"}, "postalCode"),
        ({"postalCode": "32657\n"}, "postalCode"),
        ({"municipality": "Lemgo"}, "municipality"),
        ({"language": "fr"}, "language"),
        ({"givenName": "x" * 121}, "givenName"),
        ({"givenName": None}, "givenName"),
        ({"phone": 5}, "phone"),
    ],
)
async def test_what_does_not_fit_is_named_by_its_field(
    erika: Browser, changes: dict[str, Any], field: str
) -> None:
    before = (await erika.get("/api/me")).json()
    refused = await erika.patch("/api/me", json=changes)
    assert refused.status_code == 422
    assert [error["field"] for error in refused.json()["errors"]] == [field]
    assert (await erika.get("/api/me")).json() == before


@pytest.mark.parametrize("name", ["id", "email", "claimedAt", "mergedInto", "memberships", "secondFactor"])
async def test_nobody_changes_what_is_not_theirs_to_change(erika: Browser, name: str) -> None:
    before = (await erika.get("/api/me")).json()
    await erika.patch("/api/me", json={name: "05766044-0000-7000-8000-000000000000"})
    assert (await erika.get("/api/me")).json() == before


async def test_a_change_is_written_down_without_its_words_and_told_to_others(erika: Browser) -> None:
    await erika.patch("/api/me", json={"givenName": "Canary", "phone": "4711"})
    entry = await db.row("SELECT * FROM audit_entry WHERE action = 'profile_changed'")
    assert entry is not None
    assert "given_name" in entry["facts"] and "Canary" not in str(entry) and "4711" not in str(entry)
    told = await db.rows("SELECT payload FROM outbox_message WHERE event = 'PersonChanged'")
    assert told and all("Canary" not in row["payload"] for row in told)


async def test_a_change_of_nothing_tells_nobody(erika: Browser) -> None:
    assert (await erika.patch("/api/me", json={})).status_code == 200
    assert await db.scalar("SELECT count(*) FROM outbox_message") == 0


async def test_a_stranger_has_no_data(client: httpx.AsyncClient) -> None:
    assert (await client.get("/api/me")).status_code == 401
    assert (await client.patch("/api/me", json={"givenName": "x"})).status_code == 401


async def test_two_people_do_not_see_each_other(erika: Browser, sign_in_as: SignIn) -> None:
    max_ = await sign_in_as("max@example.org")
    await erika.patch("/api/me", json={"street": "Geheimweg 1"})
    assert "Geheimweg" not in (await max_.get("/api/me")).text

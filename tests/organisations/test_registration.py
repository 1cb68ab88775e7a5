from uuid import UUID

import httpx
import pytest

from ehrenamtskarte.core.actor import Role
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.organisations import coordinators
from tests.conftest import SignIn, mails_to, run_jobs
from tests.factories import STATE, an_issuing_body

KOELN, OLPE = "05315000", "05966024"


async def register(
    browser: httpx.AsyncClient, name: str = "Löschzug 2", municipality: str = KOELN
) -> httpx.Response:
    return await browser.post(
        "/api/organisations", json={"name": name, "municipality": municipality, "field": "rescue"}
    )


async def test_whoever_registers_coordinates_and_waits_for_the_town(sign_in_as: SignIn) -> None:
    jana = await sign_in_as("jana@example.org")
    answer = await register(jana)
    assert answer.status_code == 201, answer.text
    assert answer.json()["status"] == "waiting"
    memberships = (await jana.get("/api/me")).json()["memberships"]
    assert [(m["role"], m["tenantName"]) for m in memberships] == [("coordinator", "Löschzug 2")]


async def test_the_town_approves_and_the_club_learns_it(sign_in_as: SignIn) -> None:
    body = await an_issuing_body(KOELN)
    jana = await sign_in_as("jana@example.org")
    organisation = (await register(jana)).json()["id"]
    clerk = await sign_in_as("clerk@koeln.example", (Role.CASE_WORKER, body))
    waiting = (await clerk.get(f"/api/issuing-bodies/{body}/organisations?status=waiting")).json()["items"]
    assert [row["name"] for row in waiting] == ["Löschzug 2"]
    answer = await clerk.post(f"/api/organisations/{organisation}/approval")
    assert (answer.status_code, answer.json()["status"]) == (200, "approved")
    await run_jobs()
    assert any("freigegeben" in mail or "bestätigen" in mail for mail in await mails_to("jana@example.org"))
    found = (await jana.get("/api/organisations?q=loschzug")).json()["items"]
    assert [row["name"] for row in found] == ["Löschzug 2"]


async def test_a_rejection_needs_a_reason_and_the_club_reads_it(sign_in_as: SignIn) -> None:
    body = await an_issuing_body(KOELN)
    jana = await sign_in_as("jana@example.org")
    organisation = (await register(jana)).json()["id"]
    clerk = await sign_in_as("clerk@koeln.example", (Role.CASE_WORKER, body))
    without = await clerk.post(f"/api/organisations/{organisation}/rejection", json={"reason": "  "})
    assert (without.status_code, without.json()["errors"][0]["field"]) == (422, "reason")
    await clerk.post(
        f"/api/organisations/{organisation}/rejection", json={"reason": "Bitte Satzung vorlegen."}
    )
    await run_jobs()
    assert "Bitte Satzung vorlegen." in (await mails_to("jana@example.org"))[-1]


async def test_the_second_decision_is_refused(sign_in_as: SignIn) -> None:
    body = await an_issuing_body(KOELN)
    organisation = (await register(await sign_in_as("jana@example.org"))).json()["id"]
    clerk = await sign_in_as("clerk@koeln.example", (Role.CASE_WORKER, body))
    await clerk.post(f"/api/organisations/{organisation}/approval")
    again = await clerk.post(f"/api/organisations/{organisation}/approval")
    assert (again.status_code, again.json()["code"]) == (409, "organisation_already_decided")


async def test_another_town_sees_and_decides_nothing(sign_in_as: SignIn) -> None:
    await an_issuing_body(KOELN)
    organisation = (await register(await sign_in_as("jana@example.org"))).json()["id"]
    stranger = await sign_in_as("clerk@elsewhere.example", (Role.CASE_WORKER, new_id()))
    assert (await stranger.post(f"/api/organisations/{organisation}/approval")).status_code == 404
    assert (await stranger.get(f"/api/organisations/{organisation}")).status_code == 404


async def test_without_the_second_factor_a_case_worker_decides_nothing(sign_in_as: SignIn) -> None:
    body = await an_issuing_body(KOELN)
    organisation = (await register(await sign_in_as("jana@example.org"))).json()["id"]
    clerk = await sign_in_as("clerk@koeln.example", (Role.CASE_WORKER, body), second_factor=False)
    refused = await clerk.post(f"/api/organisations/{organisation}/approval")
    assert (refused.status_code, refused.json()["code"]) == (403, "second_factor_needed")


async def test_the_same_name_in_the_same_town_is_refused_whatever_its_spelling(sign_in_as: SignIn) -> None:
    jana = await sign_in_as("jana@example.org")
    await register(jana)
    again = await register(jana, " LÖSCHZUG  2 ")
    assert (again.status_code, again.json()["code"]) == (409, "organisation_already_there")
    assert (await register(jana, municipality="05111000")).status_code == 201


async def test_an_unknown_town_is_refused(sign_in_as: SignIn) -> None:
    jana = await sign_in_as("jana@example.org")
    assert (await register(jana, municipality="05999999")).status_code in (404, 422)


async def test_the_last_coordinator_stays(sign_in_as: SignIn) -> None:
    jana = await sign_in_as("jana@example.org")
    organisation = UUID((await register(jana)).json()["id"])
    refused = await jana.delete(f"/api/organisations/{organisation}/coordinators/{jana.person_id}")  # type: ignore[attr-defined]
    assert (refused.status_code, refused.json()["code"]) == (409, "last_one_left")
    added = await jana.post(
        f"/api/organisations/{organisation}/coordinators", json={"email": "Bo@Example.org"}
    )
    assert [(c["email"], c["name"]) for c in added.json()] == [
        ("jana@example.org", "Vorname Nachname"),
        ("bo@example.org", ""),
    ]
    removed = await jana.delete(f"/api/organisations/{organisation}/coordinators/{jana.person_id}")  # type: ignore[attr-defined]
    assert removed.status_code == 204
    assert (await jana.get(f"/api/organisations/{organisation}/coordinators")).status_code == 404


async def test_nobody_floods_strangers_with_mails(
    sign_in_as: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coordinators, "MAILS_A_DAY", 1)
    jana = await sign_in_as("jana@example.org")
    address = f"/api/organisations/{(await register(jana)).json()['id']}/coordinators"
    added = [await jana.post(address, json={"email": f"{name}@example.org"}) for name in ("one", "two")]
    assert [answer.status_code for answer in added] == [201, 429]


async def test_the_state_office_lists_and_approves_clubs_of_towns_without_an_office(
    sign_in_as: SignIn,
) -> None:
    body = await an_issuing_body(KOELN)
    jana = await sign_in_as("jana@example.org")
    await register(jana)
    organisation = (await register(jana, "Heimatverein", OLPE)).json()["id"]
    state = await sign_in_as("land@example.org", (Role.STATE_OFFICE, STATE))
    waiting = (await state.get("/api/state-office/organisations?status=waiting")).json()["items"]
    assert [(row["name"], row["municipalityName"]) for row in waiting] == [("Heimatverein", "Olpe")]
    assert (await state.post(f"/api/organisations/{organisation}/approval")).status_code == 200
    clerk = await sign_in_as("clerk@koeln.example", (Role.CASE_WORKER, body))
    assert (await clerk.get("/api/state-office/organisations")).status_code == 404

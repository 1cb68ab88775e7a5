import asyncio
from datetime import timedelta
from uuid import uuid4

import httpx
import pytest

from ehrenamtskarte.applications import offers
from ehrenamtskarte.core import clock, db
from tests.applications.conftest import ANSWERS, World, audited, id_of, statuses, the_case
from tests.conftest import SignIn, run_jobs
from tests.factories import an_issuing_body, an_organisation, confirmed_hours

LEVERKUSEN, GREVEN = "05316000", "05566012"


async def accept(browser: httpx.AsyncClient, case: str, **changes: object) -> httpx.Response:
    return await browser.post(f"/api/applications/{case}/acceptance", json=ANSWERS | changes)


async def apply(browser: httpx.AsyncClient, **changes: object) -> httpx.Response:
    return await browser.post("/api/me/applications", json={"kind": "standard"} | ANSWERS | changes)


async def allow_automatic_approval(world: World) -> None:
    await db.execute("UPDATE issuing_body SET automatic_approval = true WHERE id = $1", world.body)


async def test_an_offer_shows_its_criteria_and_asks_only_what_is_missing(world: World) -> None:
    volunteer = await world.volunteer()
    offer = (await volunteer.get(f"/api/applications/{await the_case(volunteer)}")).json()
    assert (offer["status"], offer["kind"], offer["result"]) == ("offered", "standard", "met")
    assert offer["missing"] == ["birthDate", "street", "postalCode", "municipality"]
    assert (offer["municipalityName"], offer["issuingBody"]["name"]) == ("Köln", "Stadt Köln")
    assert {c["code"] for c in offer["criteria"]} >= {"hours", "prior_years", "place", "allowance"}
    assert offer["case"] is None
    await volunteer.patch("/api/me", json={"birthDate": "1980-05-04", "street": "Domkloster 4"})
    offer = (await volunteer.get(f"/api/applications/{offer['id']}")).json()
    assert offer["missing"] == ["postalCode", "municipality"]


async def test_an_accepted_offer_waits_for_the_office_with_what_was_asked(world: World) -> None:
    volunteer, case = await world.waiting(consents={"processing": True, "correctness": True, "news": True})
    saved = (await volunteer.get("/api/me")).json()["person"]
    assert (saved["birthDate"], saved["street"], saved["postalCode"]) == (
        "1980-05-04",
        "Domkloster 4",
        "50667",
    )
    kept = await db.row("SELECT publication, news, result, rule_set->>'minutes_per_year' FROM application")
    assert kept is not None and tuple(kept) == (False, True, "met", str(200 * 60))
    assert await audited(case) == ["card_offered", "offer_accepted"]


async def test_where_the_office_allows_it_a_clear_case_is_approved_at_once(world: World) -> None:
    await allow_automatic_approval(world)
    volunteer = await world.volunteer()
    accepted = (await accept(volunteer, await the_case(volunteer))).json()
    today = clock.today()
    assert (accepted["status"], accepted["automatic"], accepted["validFrom"]) == (
        "approved",
        True,
        today.isoformat(),
    )
    assert accepted["validUntil"] > (today + timedelta(days=700)).isoformat()
    await run_jobs()
    assert await db.scalar("SELECT count(*) FROM card WHERE application = $1::uuid", accepted["id"]) == 1


async def test_a_proof_that_nobody_confirmed_waits_for_a_case_worker(sign_in_as: SignIn) -> None:
    await an_issuing_body(GREVEN, automatic_approval=True)
    leader = await sign_in_as("leiterin@example.org")
    club = await an_organisation(municipality=GREVEN)
    on = clock.today() - timedelta(days=400)
    await confirmed_hours(id_of(leader), club, 60, on)
    applied = await apply(
        leader,
        municipality=GREVEN,
        postalCode="48268",
        allowances=[],
        proofs=[{"ground": "juleica", "number": "NW-1", "validUntil": "2099-12-31"}],
    )
    body = applied.json()
    assert (applied.status_code, body["status"], body["result"]) == (201, "submitted", "met")


async def test_somebody_known_twice_waits_for_a_case_worker(world: World) -> None:
    await world.waiting("eins@example.org")
    await allow_automatic_approval(world)
    twin = await world.volunteer("zwei@example.org")
    assert (await accept(twin, await the_case(twin))).json()["status"] == "submitted"


async def test_what_is_not_met_after_the_answers_waits_for_a_case_worker(world: World) -> None:
    await allow_automatic_approval(world)
    volunteer = await world.volunteer()
    answered = await accept(
        volunteer, await the_case(volunteer), allowances=[{"kind": "volunteer", "centsPerYear": 96_001}]
    )
    assert (answered.json()["status"], answered.json()["result"]) == ("submitted", "not_met")


@pytest.mark.parametrize("consents", [{}, {"processing": True}, {"correctness": True, "news": True}])
async def test_without_both_consents_nothing_is_kept(world: World, consents: dict[str, bool]) -> None:
    volunteer = await world.volunteer()
    refused = await accept(volunteer, await the_case(volunteer), consents=consents)
    assert (refused.status_code, refused.json()["code"]) == (422, "consent_missing")
    assert all(error["field"].startswith("consents.") for error in refused.json()["errors"])
    assert (await volunteer.get("/api/me")).json()["person"]["street"] == ""
    assert await statuses(id_of(volunteer)) == ["offered"]


async def test_a_missing_answer_is_named_by_its_field_and_nothing_is_kept(world: World) -> None:
    volunteer = await world.volunteer()
    refused = await accept(volunteer, await the_case(volunteer), street="  ", birthDate=None)
    assert (refused.status_code, refused.json()["code"]) == (422, "answer_missing")
    assert [error["field"] for error in refused.json()["errors"]] == ["birthDate", "street"]
    assert (await volunteer.get("/api/me")).json()["person"]["postalCode"] == ""


async def test_a_town_the_state_does_not_have_is_refused_at_its_field(world: World) -> None:
    volunteer = await world.volunteer()
    refused = await accept(volunteer, await the_case(volunteer), municipality="05999999")
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "municipality")


async def test_a_home_beyond_the_border_is_fine_where_engagement_counts(world: World) -> None:
    volunteer = await world.volunteer()
    accepted = await accept(volunteer, await the_case(volunteer), municipality="03404000", postalCode="49074")
    assert (accepted.status_code, accepted.json()["result"]) == (200, "met")


async def test_a_second_browser_finishing_the_same_offer_is_told_so(world: World) -> None:
    volunteer, case = await world.waiting()
    again = await accept(volunteer, case)
    assert (again.status_code, again.json()["code"]) == (409, "already_submitted")
    assert "schon abgeschickt" in again.json()["detail"]


async def test_accepting_and_declining_at_once_has_one_winner(world: World) -> None:
    volunteer = await world.volunteer()
    case = await the_case(volunteer)
    answers = await asyncio.gather(
        accept(volunteer, case), accept(volunteer, case), volunteer.post(f"/api/applications/{case}/decline")
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409]


async def test_an_offer_can_be_declined_and_an_application_withdrawn(world: World) -> None:
    volunteer = await world.volunteer()
    case = await the_case(volunteer)
    early = await volunteer.post(f"/api/applications/{case}/withdrawal")
    assert (early.status_code, early.json()["code"]) == (409, "not_submitted_yet")
    assert (await volunteer.post(f"/api/applications/{case}/decline")).json()["status"] == "declined"
    applied = await apply(volunteer)
    assert applied.status_code == 201
    taken_back = await volunteer.post(f"/api/applications/{applied.json()['id']}/withdrawal")
    assert taken_back.json()["status"] == "withdrawn"
    assert await statuses(id_of(volunteer)) == ["declined", "withdrawn"]


@pytest.mark.parametrize("action", ["acceptance", "decline", "withdrawal"])
async def test_a_stranger_is_refused(world: World, action: str) -> None:
    case = await the_case(await world.volunteer())
    stranger = await world.sign_in_as("fremd@example.org")
    assert (await stranger.post(f"/api/applications/{case}/{action}", json=ANSWERS)).status_code == 404
    assert (await stranger.post(f"/api/applications/{uuid4()}/{action}", json=ANSWERS)).status_code == 404
    assert (await stranger.get(f"/api/applications/{case}")).status_code == 404


async def test_applying_by_oneself_is_possible_before_everything_is_met(world: World) -> None:
    volunteer = await world.volunteer(minutes=150 * 60)
    form = (await volunteer.get("/api/me/application-form", params={"kind": "standard"})).json()
    assert form["missing"] == ["birthDate", "street", "postalCode", "municipality"]
    assert (form["standing"]["result"], form["standing"]["issuingBody"]["name"]) == ("not_met", "Stadt Köln")
    applied = await apply(volunteer)
    body = applied.json()
    assert (applied.status_code, body["status"], body["origin"], body["result"]) == (
        201,
        "submitted",
        "self",
        "not_met",
    )
    assert await audited(body["id"]) == ["application_submitted"]


async def test_a_second_open_case_is_refused(world: World) -> None:
    volunteer = await world.volunteer()
    refused = await apply(volunteer)
    assert (refused.status_code, refused.json()["code"]) == (409, "already_open")
    answers = await asyncio.gather(*(apply(volunteer, kind="jubilee") for _ in range(3)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409]


async def test_who_holds_a_card_does_not_apply_again(world: World) -> None:
    await allow_automatic_approval(world)
    volunteer = await world.volunteer()
    await accept(volunteer, await the_case(volunteer))
    refused = await apply(volunteer)
    assert (refused.status_code, refused.json()["code"]) == (409, "card_still_valid")
    await offers.reassess([id_of(volunteer)], now=clock.now())
    assert await statuses(id_of(volunteer)) == ["approved"]


async def test_where_no_town_gives_the_card_nobody_can_apply(sign_in_as: SignIn) -> None:
    refused = await apply(await sign_in_as("neu@example.org"), allowances=[])
    assert (refused.status_code, refused.json()["code"]) == (409, "no_town_takes_part")


async def test_the_offered_town_stays_where_home_is_no_better(world: World) -> None:
    volunteer = await world.volunteer()
    await an_issuing_body(LEVERKUSEN)
    accepted = await accept(volunteer, await the_case(volunteer), municipality=LEVERKUSEN, postalCode="51373")
    assert (accepted.json()["municipalityName"], accepted.json()["result"]) == ("Köln", "met")


async def test_open_cases_are_found_under_the_new_name(world: World) -> None:
    volunteer, _ = await world.waiting()
    await volunteer.patch("/api/me", json={"givenName": "Erika", "familyName": "Öztürk"})
    await run_jobs()
    assert await db.scalar("SELECT sort_key FROM application") == "ozturk erika"


async def test_nobody_signed_in_has_no_cases(client: httpx.AsyncClient) -> None:
    assert (await client.get("/api/me/applications")).status_code == 401
    assert (await client.post("/api/me/applications", json={"kind": "standard"} | ANSWERS)).status_code == 401

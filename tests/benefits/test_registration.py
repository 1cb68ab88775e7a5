"""A company joins with its venue and its offer in one go: all of it, or nothing."""

import asyncio
from typing import Any

import pytest

from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Role
from tests.benefits.offering import POOL, sentences
from tests.conftest import SignIn, mails_to, run_jobs
from tests.factories import KOELN, STATE, an_issuing_body

COMPANY = {"name": "Schlossbad", "municipality": KOELN, "contactEmail": "karin@bad.example"}
VENUE = {"name": "Am Schloss", "street": "Schlossstr. 1", "postalCode": "50667", "municipality": KOELN}
JOINING: dict[str, Any] = {"company": COMPANY, "venue": VENUE, "benefit": POOL}
ADDRESS = "/api/partner-registrations"


async def rows() -> dict[str, int]:
    counted = {}
    for table in ("company", "venue", "benefit", "membership", "benefit_venue"):
        counted[table] = await db.scalar(f"SELECT count(*) FROM {table}")
    return counted


async def test_a_company_registers_with_one_offer_in_one_go(sign_in_as: SignIn) -> None:
    body = await an_issuing_body()
    karin = await sign_in_as("karin@bad.example")
    answer = await karin.post(ADDRESS, json=JOINING)
    assert answer.status_code == 201, answer.text
    company, benefit = answer.json()["companyId"], answer.json()["benefitId"]
    memberships = (await karin.get("/api/me")).json()["memberships"]
    assert [(m["role"], m["tenantId"]) for m in memberships] == [("partner_manager", company)]
    offer = (await karin.get(f"/api/companies/{company}/benefits/{benefit}")).json()
    assert (offer["status"], offer["terms"]["allVenues"]) == ("waiting", True)
    clerk = await sign_in_as("clerk@koeln.example", (Role.CASE_WORKER, body))
    (waiting,) = (await clerk.get(f"/api/offices/{body}/benefits", params={"waiting": "true"})).json()[
        "items"
    ]
    assert (waiting["companyName"], waiting["companyStatus"]) == ("Schlossbad", "waiting")
    assert [venue["street"] for venue in waiting["venues"]] == ["Schlossstr. 1"]
    assert (await clerk.post(f"/api/offices/{body}/benefits/{benefit}/approval")).status_code == 200
    await run_jobs()
    assert (await karin.get(f"/api/benefits/{benefit}")).json()["company"]["name"] == "Schlossbad"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"benefit": POOL | {"cardCents": 500}}, "benefit.cardCents"),
        ({"benefit": POOL | {"title": {"de": "", "en": ""}}}, "benefit.title.de"),
        ({"benefit": POOL | {"conditions": {"de": "a" * 40_000, "en": ""}}}, "benefit.conditions.de"),
        ({"company": COMPANY | {"contactEmail": "nobody"}}, "company.contactEmail"),
        ({"company": COMPANY | {"website": "javascript:alert(1)"}}, "company.website"),
        ({"venue": VENUE | {"latitude": 54.0, "longitude": 3.0}}, "venue.latitude"),
        ({"venue": None}, "venue"),
    ],
)
async def test_what_is_wrong_is_named_and_nothing_is_kept(
    sign_in_as: SignIn, wrong: dict[str, Any], field: str
) -> None:
    karin = await sign_in_as("karin@bad.example")
    answer = await karin.post(ADDRESS, json=JOINING | wrong)
    assert list(sentences(answer)) == [field]
    assert set((await rows()).values()) == {0}


async def test_a_company_that_offers_online_only_needs_no_venue(sign_in_as: SignIn) -> None:
    karin = await sign_in_as("karin@bad.example")
    online = POOL | {"online": True, "onlineUrl": "https://bad.example"}
    answer = await karin.post(ADDRESS, json=JOINING | {"venue": None, "benefit": online})
    assert answer.status_code == 201, answer.text


async def test_a_statewide_company_needs_no_venue_and_waits_for_the_state_office(sign_in_as: SignIn) -> None:
    karin = await sign_in_as("karin@bad.example")
    answer = await karin.post(
        ADDRESS, json=JOINING | {"venue": None, "company": COMPANY | {"statewide": True}}
    )
    assert answer.status_code == 201, answer.text
    state = await sign_in_as("nora@nrw.example", (Role.STATE_OFFICE, STATE))
    listed = (await state.get("/api/offices/state/benefits")).json()["items"]
    assert [(one["companyName"], one["statewide"]) for one in listed] == [("Schlossbad", True)]


async def test_the_same_company_registers_once_of_two_at_once(sign_in_as: SignIn) -> None:
    karin, kurt = await sign_in_as("karin@bad.example"), await sign_in_as("kurt@bad.example")
    answers = await asyncio.gather(karin.post(ADDRESS, json=JOINING), kurt.post(ADDRESS, json=JOINING))
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    refused = next(answer.json() for answer in answers if answer.status_code == 409)
    assert [error["field"] for error in refused["errors"]] == ["company.name"]
    counted = await rows()
    assert (counted["company"], counted["benefit"]) == (1, 1)


async def test_a_repeated_request_registers_once(sign_in_as: SignIn) -> None:
    karin = await sign_in_as("karin@bad.example")
    headers = {"idempotency-key": "registering-once"}
    first = await karin.post(ADDRESS, json=JOINING, headers=headers)
    again = await karin.post(ADDRESS, json=JOINING, headers=headers)
    assert (first.status_code, again.json()) == (201, first.json())
    assert (await rows())["company"] == 1


async def test_venues_and_pictures_of_others_are_not_taken_over(sign_in_as: SignIn) -> None:
    karin = await sign_in_as("karin@bad.example")
    foreign = {"allVenues": False, "venues": [str(STATE)], "picture": str(STATE)}
    answer = await karin.post(ADDRESS, json=JOINING | {"benefit": POOL | foreign})
    assert answer.status_code == 201, answer.text
    terms = (await karin.get(f"/api/companies/{answer.json()['companyId']}/benefits")).json()[0]["terms"]
    assert (terms["allVenues"], terms["venues"], terms["picture"]) == (True, [], None)


async def test_a_visitor_signs_in_first(sign_in_as: SignIn, client: Any) -> None:
    assert (await client.post(ADDRESS, json=JOINING)).status_code == 401


async def test_an_office_registers_a_company_and_hands_it_over(sign_in_as: SignIn) -> None:
    body = await an_issuing_body()
    clerk = await sign_in_as("clerk@koeln.example", (Role.CASE_WORKER, body))
    answer = await clerk.post(
        f"/api/offices/{body}/partner-registrations", json=JOINING | {"handover": "Karin@Bad.example"}
    )
    assert answer.status_code == 201, answer.text
    company, benefit = answer.json()["companyId"], answer.json()["benefitId"]
    await run_jobs()
    assert (await clerk.get(f"/api/benefits/{benefit}")).status_code == 200
    (mail,) = await mails_to("karin@bad.example")
    assert "/anmelden/link" in mail
    karin = await sign_in_as("karin@bad.example")
    assert (await karin.get(f"/api/companies/{company}/benefits")).status_code == 200
    assert (await clerk.get("/api/me")).json()["memberships"][0]["role"] == "case_worker"


async def test_an_office_may_register_now_and_hand_over_later(sign_in_as: SignIn) -> None:
    body = await an_issuing_body()
    clerk = await sign_in_as("clerk@koeln.example", (Role.CASE_WORKER, body))
    answer = await clerk.post(f"/api/offices/{body}/partner-registrations", json=JOINING)
    assert answer.status_code == 201, answer.text
    assert (await clerk.get(f"/api/companies/{answer.json()['companyId']}")).json()["managers"] == 0


async def test_a_handover_to_no_address_keeps_nothing(sign_in_as: SignIn) -> None:
    body = await an_issuing_body()
    clerk = await sign_in_as("clerk@koeln.example", (Role.CASE_WORKER, body))
    answer = await clerk.post(
        f"/api/offices/{body}/partner-registrations", json=JOINING | {"handover": "nobody"}
    )
    assert list(sentences(answer)) == ["handover"]
    assert (await rows())["company"] == 0


async def test_an_office_registers_only_companies_it_looks_after(sign_in_as: SignIn) -> None:
    body = await an_issuing_body("05111000")
    clerk = await sign_in_as("clerk@duesseldorf.example", (Role.CASE_WORKER, body))
    answer = await clerk.post(f"/api/offices/{body}/partner-registrations", json=JOINING)
    assert list(sentences(answer)) == ["company.municipality"]
    answer = await clerk.post("/api/offices/state/partner-registrations", json=JOINING)
    assert answer.status_code == 404
    assert (await rows())["company"] == 0

import re

import httpx

from ehrenamtskarte.core.actor import Role
from tests.companies.around import around_a_company
from tests.conftest import SignIn, mails_to, run_jobs
from tests.factories import a_company, an_issuing_body


async def test_the_office_hands_over_and_the_mail_signs_the_manager_in(
    sign_in_as: SignIn, client: httpx.AsyncClient
) -> None:
    body = await an_issuing_body()
    company = await a_company()
    clerk = await sign_in_as("clerk@koeln.example", (Role.CASE_WORKER, body))
    answer = await clerk.post(f"/api/companies/{company}/handover", json={"email": " Chief@Bad.example "})
    assert (answer.status_code, answer.json()["managers"]) == (200, 1)
    await run_jobs()
    (mail,) = await mails_to("chief@bad.example")
    link = re.search(r"weiter=(\S+)#(\S+)", mail)
    assert link is not None
    assert link[1] == f"/partner/{company}"
    assert (await client.post("/api/sign-in/link", json={"token": link[2]})).status_code == 200
    assert (await client.get(f"/api/companies/{company}")).json()["mayManage"] is True


async def test_whoever_worked_at_the_till_manages_then_and_is_listed_once(sign_in_as: SignIn) -> None:
    here = await around_a_company(sign_in_as)
    await here.clerk.post(f"{here.path}/handover", json={"email": "till@bad.example"})
    team = (await here.manager.get(f"{here.path}/staff")).json()
    assert [(one["email"], one["manages"]) for one in team] == [
        ("chief@bad.example", True),
        ("till@bad.example", True),
    ]


async def test_the_company_itself_hands_nothing_over_and_an_address_must_be_one(sign_in_as: SignIn) -> None:
    here = await around_a_company(sign_in_as)
    wish = {"email": "friend@bad.example"}
    for browser in (here.manager, here.till, here.stranger):
        assert (await browser.post(f"{here.path}/handover", json=wish)).status_code == 404
    refused = await here.clerk.post(f"{here.path}/handover", json={"email": "niemand"})
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "email")

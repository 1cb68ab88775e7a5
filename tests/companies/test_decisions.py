from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Role
from tests.companies.around import around_a_company
from tests.conftest import SignIn, mails_to, run_jobs
from tests.factories import STATE, a_company, an_issuing_body


async def test_the_office_approves_and_every_manager_learns_it(sign_in_as: SignIn) -> None:
    here = await around_a_company(sign_in_as, status="waiting")
    answer = await here.clerk.post(f"{here.path}/approval")
    assert (answer.status_code, answer.json()["status"]) == (200, "approved")
    assert answer.json()["decidedAt"]
    await run_jobs()
    assert ["Schlossbad macht jetzt mit" in mail for mail in await mails_to("chief@bad.example")] == [True]
    assert await mails_to("till@bad.example") == []
    assert await mails_to("kasse@bad.example") == []


async def test_the_contact_learns_it_while_nobody_manages_the_company(sign_in_as: SignIn) -> None:
    body = await an_issuing_body()
    company = await a_company(status="waiting")
    clerk = await sign_in_as("clerk@koeln.example", (Role.CASE_WORKER, body))
    await clerk.post(f"/api/companies/{company}/approval")
    await run_jobs()
    (mail,) = await mails_to("kasse@bad.example")
    assert "Schlossbad macht jetzt mit" in mail and "http" not in mail


async def test_a_rejection_needs_a_reason_and_may_be_turned_later(sign_in_as: SignIn) -> None:
    here = await around_a_company(sign_in_as, status="waiting")
    without = await here.clerk.post(f"{here.path}/rejection", json={"reason": " "})
    assert (without.status_code, without.json()["errors"][0]["field"]) == (422, "reason")
    refused = await here.clerk.post(f"{here.path}/rejection", json={"reason": " Bitte Anschrift ergänzen. "})
    assert (refused.json()["status"], refused.json()["reason"]) == ("rejected", "Bitte Anschrift ergänzen.")
    await run_jobs()
    assert "Bitte Anschrift ergänzen." in (await mails_to("chief@bad.example"))[-1]
    turned = await here.clerk.post(f"{here.path}/approval")
    assert (turned.json()["status"], turned.json()["reason"]) == ("approved", "")


async def test_the_second_decision_is_refused(sign_in_as: SignIn) -> None:
    here = await around_a_company(sign_in_as)
    for decision, body in (("approval", None), ("rejection", {"reason": "Doch nicht"})):
        again = await here.clerk.post(f"{here.path}/{decision}", json=body)
        assert (again.status_code, again.json()["code"]) == (409, "company_already_decided")


async def test_neither_the_company_nor_strangers_nor_staff_without_factor_decide(sign_in_as: SignIn) -> None:
    here = await around_a_company(sign_in_as, status="waiting")
    weak = await sign_in_as("new@koeln.example", (Role.CASE_WORKER, here.office), second_factor=False)
    state = await sign_in_as("nora@land.example", (Role.STATE_OFFICE, STATE))
    for browser in (here.manager, here.till, here.stranger, state):
        assert (await browser.post(f"{here.path}/approval")).status_code == 404
    refused = await weak.post(f"{here.path}/approval")
    assert (refused.status_code, refused.json()["code"]) == (403, "second_factor_needed")
    assert await db.scalar("SELECT status FROM company WHERE id = $1", here.company) == "waiting"


async def test_the_state_office_alone_decides_on_statewide_companies(sign_in_as: SignIn) -> None:
    here = await around_a_company(sign_in_as)
    chain = f"/api/companies/{await a_company('Kette', status='waiting', statewide=True)}"
    assert (await here.clerk.post(f"{chain}/approval")).status_code == 404
    state = await sign_in_as("nora@land.example", (Role.STATE_OFFICE, STATE))
    answer = await state.post(f"{chain}/approval")
    assert (answer.json()["status"], answer.json()["officeName"]) == ("approved", "Land Nordrhein-Westfalen")
    town = (await here.clerk.get(here.path)).json()
    assert (town["officeName"], town["mayManage"], town["managers"]) == ("Stadt Köln", True, 1)
    assert (await here.till.get(here.path)).json()["mayManage"] is False

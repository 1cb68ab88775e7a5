import asyncio

import pytest

from ehrenamtskarte.companies import staff
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Role
from tests.companies.around import Around, around_a_company
from tests.conftest import Browser, SignIn, mails_to, run_jobs
from tests.factories import a_company


async def team_of(here: Around) -> list[tuple[str, bool]]:
    return [(one["email"], one["manages"]) for one in (await here.clerk.get(f"{here.path}/staff")).json()]


def id_of(browser: Browser) -> str:
    return str(browser.person_id)  # type: ignore[attr-defined]


async def test_a_manager_adds_somebody_and_a_mail_tells_them(sign_in_as: SignIn) -> None:
    here = await around_a_company(sign_in_as)
    answer = await here.manager.post(f"{here.path}/staff", json={"email": " New@Bad.example "})
    assert answer.status_code == 201
    assert ("new@bad.example", False) in [(one["email"], one["manages"]) for one in answer.json()]
    await run_jobs()
    (mail,) = await mails_to("new@bad.example")
    assert "an der Kasse von Schlossbad" in mail
    assert f"/partner/{here.company}/kasse#" in mail


async def test_whoever_adds_an_address_learns_no_name_by_it(sign_in_as: SignIn) -> None:
    here = await around_a_company(sign_in_as)
    await sign_in_as("known@example.org")
    added = await here.manager.post(f"{here.path}/staff", json={"email": "known@example.org"})
    by_address = {one["email"]: one["name"] for one in added.json()}
    assert by_address["known@example.org"] == ""
    assert by_address["chief@bad.example"] == "Vorname Nachname"


async def test_somebody_gets_the_other_role_and_keeps_only_that(sign_in_as: SignIn) -> None:
    here = await around_a_company(sign_in_as)
    await here.manager.post(f"{here.path}/staff", json={"email": "till@bad.example", "manages": True})
    assert await team_of(here) == [("chief@bad.example", True), ("till@bad.example", True)]
    await here.manager.post(f"{here.path}/staff", json={"email": "till@bad.example"})
    assert await team_of(here) == [("chief@bad.example", True), ("till@bad.example", False)]


async def test_the_last_manager_stays_and_cannot_become_staff(sign_in_as: SignIn) -> None:
    here = await around_a_company(sign_in_as)
    for refused in (
        await here.manager.delete(f"{here.path}/staff/{id_of(here.manager)}"),
        await here.manager.post(f"{here.path}/staff", json={"email": "chief@bad.example"}),
        await here.clerk.delete(f"{here.path}/staff/{id_of(here.manager)}"),
    ):
        assert (refused.status_code, refused.json()["code"]) == (409, "last_one_left")
    assert await team_of(here) == [("chief@bad.example", True), ("till@bad.example", False)]


async def test_the_last_one_at_the_till_may_go_and_is_out_at_once(sign_in_as: SignIn) -> None:
    here = await around_a_company(sign_in_as)
    assert (await here.manager.delete(f"{here.path}/staff/{id_of(here.till)}")).status_code == 204
    assert (await here.till.get(here.path)).status_code == 404
    assert (await here.manager.delete(f"{here.path}/staff/{id_of(here.till)}")).status_code == 404


async def test_two_managers_who_remove_each_other_leave_one(sign_in_as: SignIn) -> None:
    here = await around_a_company(sign_in_as)
    await here.manager.post(f"{here.path}/staff", json={"email": "till@bad.example", "manages": True})
    second = await sign_in_as("till@bad.example")
    answers = await asyncio.gather(
        here.manager.delete(f"{here.path}/staff/{id_of(second)}"),
        second.delete(f"{here.path}/staff/{id_of(here.manager)}"),
    )
    assert [answer.status_code for answer in answers].count(204) == 1
    assert len(await team_of(here)) == 1


async def test_a_company_nobody_approved_writes_to_few_people(
    sign_in_as: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staff, "MAILS_A_DAY_UNTIL_APPROVED", 1)
    here = await around_a_company(sign_in_as, status="waiting")
    added = [
        await here.manager.post(f"{here.path}/staff", json={"email": f"{name}@example.org"})
        for name in ("one", "two")
    ]
    assert [answer.status_code for answer in added] == [201, 429]
    assert [email for email, _ in await team_of(here)].count("two@example.org") == 0
    await db.execute("UPDATE company SET status = 'approved', decided_at = now()")
    added.append(await here.manager.post(f"{here.path}/staff", json={"email": "two@example.org"}))
    assert added[-1].status_code == 201


async def test_one_person_with_two_companies_writes_no_more_mails(
    sign_in_as: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staff, "MAILS_A_DAY", 1)
    one, other = await a_company("Hotel"), await a_company("Kino")
    roles = ((Role.PARTNER_MANAGER, one), (Role.PARTNER_MANAGER, other))
    chief = await sign_in_as("chief@hotel.example", *roles)
    added = [
        await chief.post(f"/api/companies/{company}/staff", json={"email": "one@example.org"})
        for company in (one, other)
    ]
    assert [answer.status_code for answer in added] == [201, 429]


async def test_till_staff_and_strangers_see_and_add_nobody(sign_in_as: SignIn) -> None:
    here = await around_a_company(sign_in_as)
    for browser in (here.till, here.stranger):
        assert (await browser.get(f"{here.path}/staff")).status_code == 404
        added = await browser.post(f"{here.path}/staff", json={"email": "me@bad.example", "manages": True})
        assert added.status_code == 404

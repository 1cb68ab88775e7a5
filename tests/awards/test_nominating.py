"""Nominating others, and what who is nominated makes of it."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from ehrenamtskarte.awards.entering import consent_links
from ehrenamtskarte.awards.rules import PhaseKind
from ehrenamtskarte.core import clock, db
from tests.awards.entries import ask
from tests.conftest import Browser, SignIn, mails_to, run_jobs
from tests.factories import a_call, a_category, set_phases

ERIKA = "erika@example.org"
NELE = "nele@example.org"


def told(**more: Any) -> dict[str, Any]:
    return {
        "kind": "person",
        "name": " Erika  Muster ",
        "email": " Erika@Example.org ",
        "postalCode": "50667",
        "title": "Nachhilfe für alle",
        "reason": "Sie hilft seit Jahren.",
        "relation": "Nachbarin",
        **more,
    }


async def nominate(browser: Browser, call: UUID, **more: Any) -> Any:
    answer = await browser.post(f"/api/award-calls/{call}/nominations", json=told(**more))
    assert answer.status_code == 201, answer.text
    return answer.json()


async def code_of(browser: Browser, call: UUID, **more: Any) -> str:
    answer = await browser.post(f"/api/award-calls/{call}/nominations", json=told(**more))
    assert answer.status_code >= 400, answer.text
    return str(answer.json()["code"])


async def link_to(address: str = ERIKA) -> dict[str, str]:
    await run_jobs()
    text = [mail for mail in await mails_to(address) if "/vorschlag#" in mail][-1]
    return {"x-nomination": text.split("/vorschlag#")[1].split()[0]}


async def test_who_is_nominated_agrees_without_an_account_and_becomes_an_entry(
    client: Browser, sign_in_as: SignIn
) -> None:
    nele, call = await sign_in_as(NELE), await a_call()
    made = await nominate(nele, call)
    assert (made["name"], made["email"], made["state"]) == ("Erika Muster", ERIKA, "waiting")
    link = await link_to()
    shown = (await client.get("/api/nomination", headers=link)).json()
    assert (shown["nominator"], shown["reason"]) == ("Vorname Nachname", "Sie hilft seit Jahren.")
    assert shown["relation"] == "Nachbarin"
    body = {"agreed": True, "name": "Dr. Erika Muster", "phone": "0221 1"}
    answer = await client.put("/api/nomination", headers=link, json=body)
    assert (answer.json()["state"], answer.json()["receipt"]) == ("accepted", "2026-0001")
    row = await db.row("SELECT * FROM award_entry WHERE id = $1", UUID(made["id"]))
    assert row is not None
    assert (row["name"], row["contact_email"], row["contact_phone"]) == ("Dr. Erika Muster", ERIKA, "0221 1")
    assert await db.scalar("SELECT role FROM entry_member WHERE email = $1", ERIKA) == "lead"
    await run_jobs()
    assert "hat Ihrem Vorschlag" in (await mails_to(NELE))[-1]
    again = await client.put("/api/nomination", headers=link, json=body)
    assert (again.status_code, again.json()["code"]) == (409, "nomination_answered")
    assert (await nele.get("/api/me/nominations")).json()["items"][0]["state"] == "accepted"


async def test_what_the_form_lacks_is_asked_for_and_nothing_is_lost(
    client: Browser, sign_in_as: SignIn
) -> None:
    call = await a_call()
    await ask(call)
    made = await nominate(await sign_in_as(NELE), call)
    await set_phases(call, PhaseKind.CHECK)
    answer = await client.put("/api/nomination", headers=await link_to(), json={"agreed": True})
    assert (answer.json()["status"], answer.json()["incomplete"]) == ("asked", True)
    await run_jobs()
    assert "noch fehlen" in (await mails_to(ERIKA))[-1]
    erika = await sign_in_as(ERIKA)
    mine = (await erika.get(f"/api/me/award-entries/{made['id']}")).json()
    assert (mine["status"], mine["lead"], mine["mayChange"]) == ("asked", True, True)


async def test_a_no_forgets_how_to_reach_them_and_can_become_a_yes(
    client: Browser, sign_in_as: SignIn
) -> None:
    nele, call = await sign_in_as(NELE), await a_call()
    made = await nominate(nele, call)
    link = await link_to()
    answer = await client.put("/api/nomination", headers=link, json={"agreed": False})
    assert answer.json()["state"] == "declined"
    row = await db.row(
        "SELECT contact_name, contact_email, person FROM award_entry WHERE id = $1", UUID(made["id"])
    )
    assert row is not None
    assert tuple(row) == ("", "", None)
    await run_jobs()
    assert "möchte bei" in (await mails_to(NELE))[-1]
    other = await sign_in_as("otto@example.org")
    assert await code_of(other, call) == "nomination_not_wanted"
    answer = await client.put("/api/nomination", headers=link, json={"agreed": True})
    assert answer.json()["state"] == "accepted"


async def test_consent_counts_until_the_end_of_the_check(client: Browser, sign_in_as: SignIn) -> None:
    call = await a_call()
    made = await nominate(await sign_in_as(NELE), call)
    link = await link_to()
    await set_phases(call, PhaseKind.SHORTLIST)
    answer = await client.put("/api/nomination", headers=link, json={"agreed": True})
    assert (answer.status_code, answer.json()["code"]) == (409, "consent_too_late")
    assert (await client.get("/api/nomination", headers=link)).json()["state"] == "lapsed"
    assert await db.scalar("SELECT status FROM award_entry WHERE id = $1", UUID(made["id"])) == "proposed"


async def test_of_two_answers_at_once_one_counts(client: Browser, sign_in_as: SignIn) -> None:
    call = await a_call()
    await nominate(await sign_in_as(NELE), call)
    link = await link_to()
    answers = await asyncio.gather(
        *(client.put("/api/nomination", headers=link, json={"agreed": True}) for _ in range(2))
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert await db.scalar("SELECT last_number FROM award_call WHERE id = $1", call) == 1


async def test_an_unknown_link_says_so(client: Browser) -> None:
    for headers in ({}, {"x-nomination": "geraten"}):
        answer = await client.get("/api/nomination", headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (410, "nomination_link_unknown")


async def test_signed_in_by_that_address_no_link_is_needed(sign_in_as: SignIn) -> None:
    call = await a_call()
    made = await nominate(await sign_in_as(NELE), call)
    erika, stranger = await sign_in_as(ERIKA), await sign_in_as("otto@example.org")
    assert [one["id"] for one in (await erika.get("/api/me/proposals")).json()] == [made["id"]]
    assert (await stranger.get("/api/me/proposals")).json() == []
    address = f"/api/me/proposals/{made['id']}"
    assert (await stranger.put(address, json={"agreed": True})).status_code == 404
    assert (await erika.put(address, json={"agreed": True})).json()["state"] == "accepted"
    assert (await erika.get("/api/me/proposals")).json() == []


async def test_nobody_nominates_themselves_or_twice(sign_in_as: SignIn) -> None:
    nele, call = await sign_in_as(NELE), await a_call()
    assert await code_of(nele, call, email="NELE@example.org") == "nominated_oneself"
    await nominate(nele, call)
    assert await code_of(nele, call) == "nominated_before"
    await nominate(nele, call, kind="organisation", name="Nachhilfe e.V.", personName="Erika Muster")


@pytest.mark.parametrize(
    ("terms", "kind"),
    [
        ({"takes_nominations": False}, "person"),
        ({"takes_companies": False}, "company"),
        ({"takes_organisations": False}, "organisation"),
    ],
)
async def test_a_call_takes_only_nominations_of_its_kinds(
    sign_in_as: SignIn, terms: dict[str, Any], kind: str
) -> None:
    nele, call = await sign_in_as(NELE), await a_call(**terms)
    assert await code_of(nele, call, kind=kind) == "kind_not_nominated"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"postalCode": "10115"}, "outside_state"),
        ({"name": " "}, "nomination_incomplete"),
        ({"title": " "}, "nomination_incomplete"),
        ({"reason": " "}, "nomination_incomplete"),
        ({"relation": " "}, "nomination_incomplete"),
        ({"email": "keine"}, "email_invalid"),
        ({"categoryId": "00000000-0000-7000-8000-000000000009"}, "entry_category_unknown"),
    ],
)
async def test_what_is_wrong_with_a_nomination_is_said(
    sign_in_as: SignIn, wrong: dict[str, Any], code: str
) -> None:
    nele, call = await sign_in_as(NELE), await a_call()
    assert await code_of(nele, call, **wrong) == code


async def test_nominations_come_in_time(sign_in_as: SignIn) -> None:
    nele, call = await sign_in_as(NELE), await a_call(on=PhaseKind.CHECK)
    assert await code_of(nele, call) == "entry_too_late"
    assert await code_of(nele, await a_call(on=None)) == "entry_not_yet_open"


async def test_a_nomination_names_a_category_that_is_chosen(sign_in_as: SignIn) -> None:
    nele, call = await sign_in_as(NELE), await a_call()
    assert await code_of(nele, call, categoryId=str(await a_category(call))) == "entry_category_unknown"
    chosen = await a_category(call, "Umwelt", chosen=True)
    made = await nominate(nele, call, categoryId=str(chosen))
    assert await db.scalar("SELECT category FROM award_entry WHERE id = $1", UUID(made["id"])) == chosen


async def test_a_reminder_goes_out_after_a_week_and_few_times(sign_in_as: SignIn) -> None:
    nele, call = await sign_in_as(NELE), await a_call()
    made = await nominate(nele, call)
    address = f"/api/me/nominations/{made['id']}"
    early = await nele.post(f"{address}/reminder")
    assert (early.status_code, early.json()["code"]) == (409, "reminder_too_soon")

    async def a_week_later() -> int:
        await db.execute(
            "UPDATE award_entry SET consent_asked_at = $2 WHERE id = $1",
            UUID(made["id"]),
            clock.now() - timedelta(days=7),
        )
        return (await nele.post(f"{address}/reminder")).status_code

    assert [await a_week_later() for _ in range(3)] == [200, 200, 429]
    await run_jobs()
    assert len(await mails_to(ERIKA)) == 3


async def test_a_nomination_is_taken_back_and_its_link_ends(client: Browser, sign_in_as: SignIn) -> None:
    nele, call = await sign_in_as(NELE), await a_call()
    made = await nominate(nele, call)
    link = await link_to()
    assert (await nele.delete(f"/api/me/nominations/{made['id']}")).status_code == 204
    assert (await client.get("/api/nomination", headers=link)).status_code == 410
    again = await nele.delete(f"/api/me/nominations/{made['id']}")
    assert again.json()["code"] == "nomination_not_waiting"
    await nominate(nele, call)


async def test_what_a_nominator_writes_goes_in_no_mail_to_others(sign_in_as: SignIn) -> None:
    nele, call = await sign_in_as(NELE), await a_call()
    await nominate(nele, call, name="Kauft bei spam.example", title="spam.example", reason="spam.example")
    await run_jobs()
    assert "spam.example" not in (await mails_to(ERIKA))[-1]


async def test_nominations_nobody_answered_are_forgotten(sign_in_as: SignIn) -> None:
    nele, call = await sign_in_as(NELE), await a_call()
    made = await nominate(nele, call)
    await consent_links.forget_unanswered()
    assert await db.scalar("SELECT 1 FROM award_entry WHERE id = $1", UUID(made["id"])) == 1
    await db.execute("UPDATE call_phase SET first_day = first_day - 200, last_day = last_day - 200")
    await db.execute("UPDATE consent_link SET expires_at = now()")
    await consent_links.forget_old()
    await consent_links.forget_unanswered()
    assert await db.scalar("SELECT count(*) FROM award_entry") == 0


async def test_the_button_pressed_twice_at_once_nominates_once(sign_in_as: SignIn) -> None:
    nele, call = await sign_in_as("nele@example.org"), await a_call()
    answers = await asyncio.gather(
        *(nele.post(f"/api/award-calls/{call}/nominations", json=told()) for _ in range(2))
    )
    assert sorted(answer.status_code for answer in answers) == [201, 409]

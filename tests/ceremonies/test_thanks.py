"""After an event everybody who answered is thanked, once, in words that fit."""

from uuid import UUID

import pytest

from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Role
from tests.ceremonies.past import a_past_ceremony, let_in
from tests.conftest import Browser, SignIn, mails_to, run_jobs
from tests.factories import a_ceremony, a_guest, an_issuing_body


async def office_of(sign_in_as: SignIn) -> tuple[Browser, UUID]:
    body = await an_issuing_body()
    return await sign_in_as("clerk@koeln.example", (Role.CASE_WORKER, body)), body


def thanks(body: UUID, ceremony: UUID) -> str:
    return f"/api/offices/{body}/ceremonies/{ceremony}/thanks"


async def test_those_who_came_and_those_who_could_not_read_different_words(sign_in_as: SignIn) -> None:
    clerk, body = await office_of(sign_in_as)
    ceremony = await a_past_ceremony(body)
    await let_in(await a_guest(ceremony, "Ada", status="accepted"))
    await a_guest(ceremony, "Ben", status="accepted")
    await a_guest(ceremony, "Cem", status="declined", language="en")
    answer = await clerk.post(
        thanks(body, ceremony), json={"words": {"de": "Die Torte war gut.", "en": "The cake was good."}}
    )
    assert answer.status_code == 201, answer.text
    assert answer.json()["total"] == 3
    await run_jobs()
    (ada,), (ben,), (cem,) = [await mails_to(f"{who}.muster@example.org") for who in ("ada", "ben", "cem")]
    assert "schön, dass Sie" in ada and "Die Torte war gut." in ada and "/danke#" in ada
    assert "leider nicht dabei" in ben and "Fragen" not in ben
    assert "Dear Cem Muster" in cem and "The cake was good." in cem
    runs = await db.rows("SELECT done, total, ended_at FROM ceremony_run")
    assert [(run["done"], run["total"]) for run in runs] == [(3, 3)] and runs[0]["ended_at"]


@pytest.mark.parametrize("status", ["candidate", "not_drawn", "invited", "withdrawn"])
async def test_who_never_answered_gets_no_mail(sign_in_as: SignIn, status: str) -> None:
    clerk, body = await office_of(sign_in_as)
    ceremony = await a_past_ceremony(body)
    await a_guest(ceremony, status=status)
    answer = await clerk.post(thanks(body, ceremony), json={})
    assert answer.status_code == 409 and answer.json()["code"] == "nobody_to_thank"


async def test_nobody_is_thanked_twice(sign_in_as: SignIn) -> None:
    clerk, body = await office_of(sign_in_as)
    ceremony = await a_past_ceremony(body)
    await a_guest(ceremony, "Ada", status="declined")
    await clerk.post(thanks(body, ceremony), json={})
    again = await clerk.post(thanks(body, ceremony), json={})
    assert again.json()["code"] == "run_still_works"
    await run_jobs()
    await a_guest(ceremony, "Ben", status="declined")
    assert (await clerk.post(thanks(body, ceremony), json={})).json()["total"] == 1
    await run_jobs()
    assert len(await mails_to("ada.muster@example.org")) == 1
    assert len(await mails_to("ben.muster@example.org")) == 1


async def test_thanks_wait_for_the_end(sign_in_as: SignIn) -> None:
    clerk, body = await office_of(sign_in_as)
    ceremony = await a_ceremony(body)
    await a_guest(ceremony, status="accepted")
    answer = await clerk.post(thanks(body, ceremony), json={})
    assert answer.status_code == 409 and answer.json()["code"] == "not_over_yet"


async def test_an_event_postponed_to_no_day_is_not_over(sign_in_as: SignIn) -> None:
    clerk, body = await office_of(sign_in_as)
    ceremony = await a_past_ceremony(body, status="postponed")
    await a_guest(ceremony, status="accepted")
    answer = await clerk.post(thanks(body, ceremony), json={})
    assert answer.json()["code"] == "not_over_yet"


async def test_the_overview_says_who_waits_for_thanks(sign_in_as: SignIn) -> None:
    clerk, body = await office_of(sign_in_as)
    ceremony = await a_past_ceremony(body)
    await let_in(await a_guest(ceremony, "Ada", status="accepted"))
    await a_guest(ceremony, "Ben", status="declined")
    await a_guest(ceremony, "Cem", status="declined", email=None)
    address = f"/api/offices/{body}/ceremonies/{ceremony}/afterwards"
    found = (await clerk.get(address)).json()
    assert (found["came"], found["absent"], found["withoutEmail"], found["toThank"]) == (1, 1, 1, 2)
    assert found["over"] is True
    await clerk.post(thanks(body, ceremony), json={})
    assert (await clerk.get(address)).json()["thanking"] is True
    await run_jobs()
    found = (await clerk.get(address)).json()
    assert (found["thanked"], found["toThank"], found["thanking"]) == (2, 0, False)

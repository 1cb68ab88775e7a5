"""The survey is anonymous, of those who came, once per party, and hidden below five answers."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Role
from tests.ceremonies.past import a_past_ceremony, by_link, let_in
from tests.conftest import Browser, SignIn
from tests.factories import a_ceremony, a_guest, an_issuing_body

GOOD = {"overall": 5, "programme": 4, "praise": "Die Musik"}


async def say(client: Browser, guest: UUID, **said: Any) -> Any:
    return await client.post("/api/invitation/survey", json=GOOD | said, headers=await by_link(guest))


async def guests_who_came(ceremony: UUID, count: int) -> list[UUID]:
    guests = [await a_guest(ceremony, f"Gast{number}", status="accepted") for number in range(count)]
    for guest in guests:
        await let_in(guest)
    return guests


async def test_a_party_answers_once(client: Browser) -> None:
    (guest,) = await guests_who_came(await a_past_ceremony(), 1)
    assert (await say(client, guest)).status_code == 204
    again = await say(client, guest)
    assert again.status_code == 409 and again.json()["code"] == "already_surveyed"
    assert await db.scalar("SELECT count(*) FROM survey_answer") == 1


async def test_nothing_leads_back_from_an_answer(client: Browser) -> None:
    guests = await guests_who_came(await a_past_ceremony(), 2)
    for guest in guests:
        await say(client, guest)
    answers = await db.rows("SELECT * FROM survey_answer")
    assert {answer["id"].version for answer in answers} == {4}, "an id that tells the time tells who it was"
    assert set(answers[0].keys()) == {
        "id", "ceremony", "overall", "programme", "organisation", "access", "praise", "wish",
    }  # fmt: skip


async def test_who_did_not_come_is_not_asked(client: Browser) -> None:
    guest = await a_guest(await a_past_ceremony(), status="accepted")
    assert (await say(client, guest)).json()["code"] == "only_those_who_came"


async def test_it_begins_after_the_event(client: Browser) -> None:
    guest = await a_guest(await a_ceremony(), status="accepted")
    await let_in(guest)
    assert (await say(client, guest)).json()["code"] == "survey_not_open"


async def test_it_ends_after_two_months(client: Browser) -> None:
    (guest,) = await guests_who_came(await a_past_ceremony(days_ago=61), 1)
    assert (await say(client, guest)).json()["code"] == "survey_closed"


async def test_a_wrong_link_says_so(client: Browser) -> None:
    answer = await client.post("/api/invitation/survey", json=GOOD, headers={"x-invitation": "erfunden"})
    assert answer.status_code == 410
    assert (await client.post("/api/invitation/survey", json=GOOD)).status_code == 410


async def test_stars_are_one_to_five(client: Browser) -> None:
    (guest,) = await guests_who_came(await a_past_ceremony(), 1)
    assert (await say(client, guest, overall=6)).status_code == 422


async def test_fewer_than_five_answers_stay_hidden(sign_in_as: SignIn, client: Browser) -> None:
    body = await an_issuing_body()
    clerk = await sign_in_as("clerk@koeln.example", (Role.CASE_WORKER, body))
    ceremony = await a_past_ceremony(body)
    report = f"/api/offices/{body}/ceremonies/{ceremony}/report"
    guests = await guests_who_came(ceremony, 5)
    for guest in guests[:4]:
        await say(client, guest)
    hidden = (await clerk.get(report)).json()["survey"]
    assert (hidden["answers"], hidden["questions"], hidden["praise"]) == (None, [], [])
    await say(client, guests[4], overall=3, programme=None, praise="Alle")
    shown = (await clerk.get(report)).json()["survey"]
    questions = {question["name"]: question for question in shown["questions"]}
    assert shown["answers"] == shown["parties"] == 5
    assert questions["overall"]["average"] == 4.6 and questions["overall"]["spread"] == [0, 0, 1, 0, 4]
    assert questions["programme"]["average"] is None, "four answers to one question are too few as well"
    assert sorted(shown["praise"]) == ["Alle", *["Die Musik"] * 4]


async def test_the_guest_sees_what_is_left_to_do(client: Browser) -> None:
    (guest,) = await guests_who_came(await a_past_ceremony(), 1)
    page = (await client.get("/api/invitation/afterwards", headers=await by_link(guest))).json()
    assert (page["came"], page["surveyOpen"], page["certificate"], page["photos"]) == (True, True, True, [])
    await say(client, guest)
    page = (await client.get("/api/invitation/afterwards", headers=await by_link(guest))).json()
    assert (page["surveyOpen"], page["surveyed"]) == (False, True)


async def test_an_old_link_opens_nothing(client: Browser) -> None:
    (guest,) = await guests_who_came(await a_past_ceremony(), 1)
    headers = await by_link(guest)
    await db.execute("UPDATE invitation_link SET expires_at = $1", clock.now() - timedelta(seconds=1))
    assert (await client.get("/api/invitation/afterwards", headers=headers)).status_code == 410


async def test_two_answers_at_once_are_one(client: Browser) -> None:
    (guest,) = await guests_who_came(await a_past_ceremony(), 1)
    answers = await asyncio.gather(*(say(client, guest) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [204, 409, 409, 409]
    assert await db.scalar("SELECT count(*) FROM survey_answer") == 1

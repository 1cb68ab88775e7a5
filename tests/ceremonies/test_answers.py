"""Guests answer by their link: who gets places, who waits, what is too late."""

from datetime import timedelta
from typing import Any

import pytest

from ehrenamtskarte.core import clock, db
from tests.ceremonies.answers import let_in, link_of, persons_of, put_answer, status_of
from tests.conftest import Browser, SignIn, mails_to, run_jobs
from tests.factories import a_ceremony, a_guest, a_guest_group


async def test_a_yes_takes_places_and_brings_tickets(client: Browser) -> None:
    guest = await a_guest(await a_ceremony(companions_each=1))
    answer = await put_answer(client, guest, persons=2)
    assert answer.json()["status"] == "accepted"
    assert [person.name for person in await persons_of(guest)] == ["Erika Muster", ""]
    await run_jobs()
    shown = (await client.get("/api/invitation", headers=await link_of(guest))).json()
    assert all(person["ticket"].startswith("ET1:") for person in shown["persons"])
    assert "wie schön, dass Sie kommen" in (await mails_to("erika.muster@example.org"))[0]


async def test_names_and_needs_are_kept_and_may_change(client: Browser) -> None:
    guest = await a_guest(await a_ceremony())
    headers = await link_of(guest)
    companion = {"name": "Kim  Blau", "wheelchair": True, "diet": "vegan", "photoConsent": "no"}
    first = await client.put(
        "/api/invitation", headers=headers, json={"coming": True, "persons": [{}, companion]}
    )
    await run_jobs()
    persons = (await client.get("/api/invitation", headers=headers)).json()["persons"]
    assert (persons[1]["name"], persons[1]["wheelchair"], persons[1]["photoConsent"]) == (
        "Kim Blau",
        True,
        "no",
    )
    persons[1] |= {"name": "Kim Rot", "wheelchair": False}
    said = [
        {name: value for name, value in person.items() if name not in ("ticket", "seat")}
        for person in persons
    ]
    again = await client.put(
        "/api/invitation", headers=headers, json={"coming": True, "persons": said, "language": "en"}
    )
    assert again.json()["language"] == "en"
    after = again.json()["persons"]
    assert [person["id"] for person in after] == [person["id"] for person in first.json()["persons"]]
    assert after[1]["name"] == "Kim Rot" and after[1]["ticket"] == persons[1]["ticket"]


async def test_a_party_that_does_not_fit_waits_as_a_whole(client: Browser) -> None:
    ceremony = await a_ceremony(capacity=3, companions_each=3)
    await a_guest(ceremony, "Zwei", "Plätze", companions=1, status="accepted")
    guest = await a_guest(ceremony)
    shown = (await client.get("/api/invitation", headers=await link_of(guest))).json()
    assert shown["fits"] == 1 and shown["mostPersons"] == 4
    answer = (await put_answer(client, guest, persons=2)).json()
    assert (answer["status"], answer["placeInLine"], answer["persons"]) == ("waiting", 1, [])
    smaller = (await put_answer(client, guest, persons=1)).json()
    assert smaller["status"] == "accepted"


async def test_nobody_overtakes_who_waits_and_would_fit(client: Browser) -> None:
    ceremony = await a_ceremony(capacity=2)
    await a_guest(ceremony, "Schon", "Lange", status="waiting", waiting_since=clock.now())
    late = await a_guest(ceremony)
    assert (await put_answer(client, late)).json()["status"] == "waiting"


async def test_who_has_places_keeps_them_when_more_do_not_fit(client: Browser) -> None:
    ceremony = await a_ceremony(capacity=2, companions_each=3)
    guest = await a_guest(ceremony, companions=1, status="accepted")
    before = [person.id for person in await persons_of(guest)]
    answer = await put_answer(client, guest, persons=3)
    assert answer.status_code == 409 and answer.json()["code"] == "no_room_for_more"
    assert [person.id for person in await persons_of(guest)] == before


async def test_a_no_gives_the_places_to_who_waits(client: Browser) -> None:
    ceremony = await a_ceremony(capacity=2)
    guest = await a_guest(ceremony, companions=1, status="accepted")
    waits = await a_guest(ceremony, "Kim", "Blau", companions=1, status="waiting", waiting_since=clock.now())
    assert (await put_answer(client, guest, coming=False)).json()["status"] == "declined"
    assert await persons_of(guest) == []
    await run_jobs()
    assert await status_of(waits) == "offered"
    assert len(await persons_of(waits)) == 2
    assert "Wir halten Ihnen 2 Plätze frei" in (await mails_to("kim.blau@example.org"))[0]
    assert (await put_answer(client, waits, persons=2)).json()["status"] == "accepted"


async def test_after_the_deadline_only_less_is_possible(client: Browser) -> None:
    ceremony = await a_ceremony(answer_by=clock.now() - timedelta(hours=1), companions_each=2)
    silent = await a_guest(ceremony)
    coming = await a_guest(ceremony, "Kim", "Blau", companions=1, status="accepted")
    refused = await put_answer(client, silent)
    assert refused.status_code == 409 and refused.json()["code"] == "answer_too_late"
    assert "Absagen" in refused.json()["detail"]
    assert (await put_answer(client, coming, persons=3)).json()["code"] == "answer_too_late"
    assert (await put_answer(client, coming, persons=1)).json()["status"] == "accepted"
    assert (await put_answer(client, coming, coming=False)).json()["status"] == "declined"


async def test_whoever_declines_brings_nobody(client: Browser) -> None:
    guest = await a_guest(await a_ceremony())
    answer = await client.put(
        "/api/invitation", headers=await link_of(guest), json={"coming": False, "persons": [{}, {}]}
    )
    assert answer.status_code == 422 and answer.json()["code"] == "companion_of_declined"


@pytest.mark.parametrize(("each", "code"), [(1, "too_many_companions"), (0, "nobody_else_invited")])
async def test_more_companions_than_allowed_are_refused(client: Browser, each: int, code: str) -> None:
    guest = await a_guest(await a_ceremony(companions_each=each))
    answer = await put_answer(client, guest, persons=each + 2)
    assert answer.status_code == 422 and answer.json()["code"] == code


async def test_a_group_may_bring_more_than_the_event_says(client: Browser) -> None:
    ceremony = await a_ceremony(companions_each=0)
    guest = await a_guest(ceremony, guest_group=await a_guest_group(ceremony, companions_each=2))
    assert (await put_answer(client, guest, persons=3)).json()["status"] == "accepted"


async def test_who_is_inside_is_not_taken_off_the_list(client: Browser) -> None:
    guest = await a_guest(await a_ceremony(), companions=1, status="accepted")
    await let_in((await persons_of(guest))[1].id)
    assert (await put_answer(client, guest, persons=1)).json()["code"] == "already_inside"
    assert (await put_answer(client, guest, coming=False)).json()["code"] == "already_inside"
    assert len(await persons_of(guest)) == 2


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ({"status": "cancelled", "cancelled_at": clock.now()}, "ceremony_cancelled"),
        ({"starts_at": clock.now() - timedelta(days=2)}, "ceremony_over"),
    ],
)
async def test_what_does_not_take_place_takes_no_answers(
    client: Browser, terms: dict[str, Any], code: str
) -> None:
    guest = await a_guest(await a_ceremony(**terms))
    assert (await put_answer(client, guest)).json()["code"] == code


async def test_an_unknown_link_is_explained(client: Browser) -> None:
    answer = await client.get("/api/invitation", headers={"X-Invitation": "nothing"})
    assert answer.status_code == 410 and "Link" in answer.json()["detail"]
    assert (await client.get("/api/invitation")).status_code == 410


async def test_a_withdrawn_invitation_says_so(client: Browser) -> None:
    guest = await a_guest(await a_ceremony(), status="withdrawn")
    assert (await put_answer(client, guest)).json()["code"] == "invitation_withdrawn"


async def test_a_wish_to_sit_together_tells_nothing_about_others(client: Browser) -> None:
    ceremony = await a_ceremony()
    guest, friend = await a_guest(ceremony), await a_guest(ceremony, "Kim", "Blau")
    headers = await link_of(guest)
    said = {"coming": True, "persons": [{}]}
    known = await client.put("/api/invitation", headers=headers, json=said | {"sitWith": "Kim Blau"})
    unknown = await client.put("/api/invitation", headers=headers, json=said | {"sitWith": "Toni Weiß"})
    assert known.json() == unknown.json()
    wish = await db.row("SELECT one, other, wish FROM seat_wish")
    assert wish is not None and {wish["one"], wish["other"]} == {guest, friend}
    assert await db.scalar("SELECT notes FROM guest WHERE id = $1", guest) == "Möchte sitzen bei: Toni Weiß"
    await client.put("/api/invitation", headers=headers, json=said | {"sitWith": "Toni Grau"})
    assert await db.scalar("SELECT notes FROM guest WHERE id = $1", guest) == "Möchte sitzen bei: Toni Grau"


async def test_the_event_goes_into_the_calendar(client: Browser) -> None:
    guest = await a_guest(await a_ceremony())
    answer = await client.get("/api/invitation/calendar.ics", headers=await link_of(guest))
    assert answer.headers["content-type"].startswith("text/calendar") and "VEVENT" in answer.text


async def test_who_signs_in_finds_their_invitations(sign_in_as: SignIn) -> None:
    erika, stranger = await sign_in_as("erika@example.org"), await sign_in_as("else@example.org")
    ceremony = await a_ceremony()
    by_mail = await a_guest(ceremony, email="Erika@example.org")
    await a_guest(ceremony, "Noch", "Kandidat", email="erika@example.org", status="candidate")
    rows = (await erika.get("/api/me/invitations")).json()
    assert [row["guestId"] for row in rows] == [str(by_mail)]
    address = f"/api/me/invitations/{by_mail}"
    assert (await erika.put(address, json={"coming": True})).json()["status"] == "accepted"
    assert (await erika.get(f"{address}/calendar.ics")).status_code == 200
    assert (await stranger.get("/api/me/invitations")).json() == []
    assert (await stranger.put(address, json={"coming": False})).status_code == 404

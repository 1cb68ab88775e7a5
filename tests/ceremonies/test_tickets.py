"""Tickets: signed once for each person who comes, on paper and by link."""

import asyncio
from datetime import timedelta

import pytest

from ehrenamtskarte.accounts.rules import digest, new_secret
from ehrenamtskarte.cards import online_check
from ehrenamtskarte.ceremonies.doors import printing, ticket_code, tickets
from ehrenamtskarte.ceremonies.events import TicketsDue
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Role
from ehrenamtskarte.core.outbox import publish
from tests.ceremonies.doors import a_coming_guest, an_event, attendees_of, sign_tickets, tickets_of
from tests.conftest import Browser, SignIn, run_jobs
from tests.factories import STATE, a_guest
from tests.pdfs import is_accessible, language_of, read, text_of


@pytest.mark.usefixtures("database")
async def test_everybody_of_a_party_that_comes_gets_a_ticket() -> None:
    ceremony = await an_event()
    guest = await a_guest(ceremony, "Erika", "Muster", companions=2, status="accepted")
    async with db.transaction():
        await publish(TicketsDue(guest_ids=(guest,)))
    await run_jobs()
    shown = (await tickets.of_guests([guest]))[guest]
    assert [one.position for one in shown] == [0, 1, 2]
    keys = await online_check.current_keys()
    claims = [ticket_code.verify(one.text, keys).claims for one in shown]
    assert [one.name for one in claims if one] == ["Erika M.", "+1 Erika M.", "+2 Erika M."]
    assert {one.ceremony for one in claims if one} == {ceremony}


@pytest.mark.usefixtures("database")
async def test_signed_again_nothing_changes() -> None:
    guest, codes = await a_coming_guest(await an_event())
    await asyncio.gather(sign_tickets(guest), sign_tickets(guest))
    assert await tickets_of(guest) == codes


@pytest.mark.usefixtures("database")
async def test_who_does_not_come_gets_none() -> None:
    ceremony = await an_event()
    offered = await a_guest(ceremony, status="offered", offer_until=clock.now() + timedelta(hours=1))
    cancelled = await an_event(status="cancelled", cancelled_at=clock.now())
    for guest in (offered, await a_guest(cancelled, status="accepted")):
        await sign_tickets(guest)
        assert await tickets_of(guest) == []


@pytest.mark.usefixtures("database")
async def test_one_companion_may_stay_at_home() -> None:
    guest, codes = await a_coming_guest(await an_event(), companions=1)
    companion = (await attendees_of(guest))[1]
    assert await tickets.end_tickets_of([companion], now=clock.now()) == 1
    assert await tickets_of(guest) == codes[:1]


@pytest.mark.usefixtures("database")
async def test_a_new_ticket_after_an_ended_one_has_another_number() -> None:
    guest, (code,) = await a_coming_guest(await an_event())
    await tickets.end_tickets([guest], now=clock.now())
    await sign_tickets(guest)
    (new,) = await tickets_of(guest)
    assert new != code
    assert await db.scalar("SELECT count(*) FROM ticket") == 2


async def test_a_party_prints_its_tickets_by_link(client: Browser) -> None:
    ceremony = await an_event(title_de="Dank an das Ehrenamt", title_en="Thanks to volunteers")
    guest, _ = await a_coming_guest(ceremony, "Erika", "Muster", companions=1)
    secret = new_secret()
    await db.execute(
        "INSERT INTO invitation_link (digest, guest, expires_at) VALUES ($1, $2, now() + interval '1 day')",
        digest(secret), guest,
    )  # fmt: skip
    answer = await client.get("/api/invitation/tickets.pdf", headers={"x-invitation": secret})
    assert answer.status_code == 200, answer.text
    assert len(read(answer.content).pages) == 2
    assert is_accessible(answer.content)
    words = text_of(answer.content)
    for expected in (
        "Dank an das Ehrenamt",
        "Erika Muster",
        "Begleitung von Erika Muster",
        "Stadthalle, Am Markt 1",
    ):
        assert expected in words
    english = await client.get(
        "/api/invitation/tickets.pdf", headers={"x-invitation": secret, "accept-language": "en"}
    )
    assert language_of(english.content) == "en"
    assert "Thanks to volunteers" in text_of(english.content)


async def test_a_party_that_does_not_come_has_nothing_to_print(client: Browser) -> None:
    guest = await a_guest(await an_event())
    secret = new_secret()
    await db.execute(
        "INSERT INTO invitation_link (digest, guest, expires_at) VALUES ($1, $2, now() + interval '1 day')",
        digest(secret), guest,
    )  # fmt: skip
    answer = await client.get("/api/invitation/tickets.pdf", headers={"x-invitation": secret})
    assert (answer.status_code, answer.json()["code"]) == (409, "no_tickets_yet")
    assert (await client.get("/api/invitation/tickets.pdf")).status_code == 410


async def test_an_office_prints_all_in_parts(sign_in_as: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    nora = await sign_in_as("nora@nrw.example", (Role.STATE_OFFICE, STATE))
    monkeypatch.setattr(printing, "PART", 2)
    ceremony = await an_event()
    for name in ("Anders", "Berger", "Conrad"):
        await a_coming_guest(ceremony, "Kai", name, language="en" if name == "Conrad" else "de")
    address = f"/api/offices/state/ceremonies/{ceremony}/tickets.pdf"
    first, second = [await nora.get(address, params={"part": part}) for part in (1, 2)]
    assert (len(read(first.content).pages), len(read(second.content).pages)) == (2, 1)
    assert "Kai Anders" in text_of(first.content)
    assert "Forgot your ticket?" in text_of(second.content)
    assert (await nora.get(address, params={"part": 3})).status_code == 409


async def test_an_office_prints_the_tickets_of_one_party(sign_in_as: SignIn) -> None:
    nora = await sign_in_as("nora@nrw.example", (Role.STATE_OFFICE, STATE))
    ceremony = await an_event()
    await a_coming_guest(ceremony, "Kai", "Anders")
    guest, _ = await a_coming_guest(ceremony, "Erika", "Muster")
    address = f"/api/offices/state/ceremonies/{ceremony}/tickets.pdf"
    words = text_of((await nora.get(address, params={"guest": str(guest)})).content)
    assert "Erika Muster" in words
    assert "Kai Anders" not in words

"""A whole award event of more than 300 guests, from the query to the last admission."""

import asyncio
import re
import time
from typing import Any

import pytest
from playwright.async_api import expect

from ehrenamtskarte.core import clock
from tests.browser import setting_up
from tests.browser.card_screen import kept_on_device, sees, verdict
from tests.browser.chromium import PHONE
from tests.browser.conftest import Arrive
from tests.browser.events import Event, a_code, a_guest_list, agree, an_event, write_doors
from tests.browser.instance import PATIENCE, Instance, address_in
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

LISTED, QUOTA, CAPACITY = 340, 300, 280
AT_ONCE = 8
BY_EACH_PHONE = 4


async def test_an_event_goes_from_the_query_to_the_last_admission(arrive: Arrive, instance: Instance) -> None:
    event = await an_event(arrive, capacity=CAPACITY, companionsEach=1)
    await write_doors(event, "Nord", "Süd")
    await _gather(event)
    await _draw_and_invite(event)
    await _one_answers_from_the_mail(arrive, instance, event)
    coming = await _the_others_answer(event)
    await _seat(event)
    await _let_in(arrive, event, coming)


async def _gather(event: Event) -> None:
    """Who holds a card by a query, everybody else from the club federation's list."""
    clerk = event.clerk
    await clerk.open(f"/amt/{event.office}/feiern/{event.id}/gaeste")
    await clerk.press("Gäste suchen")
    await clerk.press(re.compile(r"^\d+ Gäste aufnehmen$"))
    await clerk.reads(re.compile(r"^\d+ Gäste sind aufgenommen\.$"))
    await clerk.open(f"/amt/{event.office}/feiern/{event.id}/gaeste")
    await clerk.press("Liste einlesen")
    content = a_guest_list(LISTED, event.id[-8:])
    await clerk.choose_file(
        {"name": "gaeste.csv", "mimeType": "text/csv", "buffer": content}, "Gästeliste hierher ziehen"
    )
    await clerk.fill("Name der Gruppe", "Vereine")
    # One row has an address that is none: it stays out, the others come in.
    await clerk.press(f"{LISTED} Gäste aufnehmen")
    await clerk.reads(f"{LISTED} Gäste sind aufgenommen.")


async def _draw_and_invite(event: Event) -> None:
    clerk = event.clerk
    await clerk.open(f"/amt/{event.office}/feiern/{event.id}/gaeste")
    await clerk.press("Vereine ändern")
    await clerk.main.get_by_role("spinbutton", name="Kontingent (freiwillig)").fill(str(QUOTA))
    await clerk.press("Speichern")
    await clerk.reads("Auslosung nötig")
    await clerk.press("Auslosen")
    await agree(clerk, "Auslosen")
    await clerk.reads(f"Ausgelost: {QUOTA} dürfen eingeladen werden, {LISTED - QUOTA} nicht.")
    await clerk.press("Einladen")
    await agree(clerk, "Einladen")
    await clerk.reads(re.compile("^Briefe, "))


async def _one_answers_from_the_mail(arrive: Arrive, instance: Instance, event: Event) -> None:
    guest = next(one for one in await _guests(event, "invited") if one["email"])
    (mail, *_) = await instance.mails(guest["email"])
    phone = await arrive(PHONE)
    await phone.open(address_in(mail))
    await phone.press("Ja, ich komme")
    await phone.reads("Sie kommen. Wir freuen uns auf Sie!", "Ihre Eintrittskarten")


async def _guests(event: Event, status: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    path = f"{event.path}/guests?status={status}"
    page = await setting_up.fetch(event.clerk, path)
    while True:
        found += page["items"]
        if page["next"] is None:
            return found
        page = await setting_up.fetch(event.clerk, f"{path}&cursor={page['next']}")


async def _the_others_answer(event: Event) -> int:
    """Three of four come, each fourth of them with somebody; who finds no place waits."""
    requests = event.clerk.page.context.request
    invited = await _guests(event, "invited")
    turns = asyncio.Semaphore(AT_ONCE)

    async def answers(number: int, guest: dict[str, Any]) -> None:
        persons: list[dict[str, str]] = [{}] * (2 if number % 4 == 1 else 1)
        said = {"coming": number % 12 != 3, "persons": persons if number % 12 != 3 else []}
        async with turns:
            answer = await requests.put(f"{event.path}/guests/{guest['id']}/answer", data=said)
            assert answer.ok, await answer.text()

    await asyncio.gather(*(answers(number, guest) for number, guest in enumerate(invited)))
    accepted, waiting = await _guests(event, "accepted"), await _guests(event, "waiting")
    assert waiting and sum(guest["party"] for guest in accepted) in (CAPACITY, CAPACITY - 1)
    # One more steps back, and somebody who waits is asked.
    first = accepted[-1]
    answer = await requests.put(f"{event.path}/guests/{first['id']}/answer", data={"coming": False})
    assert answer.ok, await answer.text()
    for _ in range(200):
        if await _guests(event, "offered"):
            break
        await asyncio.sleep(0.2)
    assert await _guests(event, "offered")
    return sum(guest["party"] for guest in await _guests(event, "accepted"))


async def _seat(event: Event) -> None:
    clerk = event.clerk
    room = await setting_up.send(clerk, f"{event.path}/seating/rooms", {"name": "Saal"})
    blocks = {"kind": "table", "name": "Tisch", "count": 36, "seats": 8}
    await setting_up.send(clerk, f"{event.path}/seating/rooms/{room['id']}/blocks", blocks)
    await clerk.open(f"/amt/{event.office}/feiern/{event.id}/plaetze")
    await clerk.press("Plätze vorschlagen")
    await agree(clerk, "Vorschlag übernehmen")
    await clerk.reads(re.compile(r"^(\d+) von \1 Personen haben einen Platz\.$"))


async def _let_in(arrive: Arrive, event: Event, coming: int) -> None:
    """Two doors without a network, one of which lets in whom the other has let in; a third with one admits the rest."""
    north, south = [await _a_phone(arrive, event, door) for door in ("Nord", "Süd")]
    for phone in (north, south):
        await kept_on_device(phone)
        await phone.page.context.set_offline(True)
    tickets = await _tickets(event, 2 * BY_EACH_PHONE - 1)
    for phone, theirs in (
        (north, tickets[:BY_EACH_PHONE]),
        (south, [tickets[0], *tickets[BY_EACH_PHONE:]]),
    ):
        for ticket in theirs:
            await _scan(phone, ticket)
            await sees(phone, "Willkommen", "Ohne Netz geprüft")
            await phone.press("Nächster Gast")
            await expect(verdict(phone)).to_be_hidden()
    for phone in (north, south):
        await phone.page.context.set_offline(False)
        await expect(phone.main.get_by_text("noch übertragen")).to_have_count(0)
    await _admit_the_rest(event, coming)
    await event.clerk.open(event.doors)
    await event.clerk.reads(f"{coming} von {coming} sind da")
    conflicts = await setting_up.fetch(event.clerk, f"{event.path}/admissions?conflicts=true")
    assert len(conflicts["items"]) == 1


async def _a_phone(arrive: Arrive, event: Event, door: str) -> Visitor:
    phone = await arrive(PHONE)
    await phone.open(f"/einlass#{await a_code(event)}")
    await phone.fill("Name dieses Geräts", f"Handy {door}")
    await phone.press("Koppeln")
    await phone.reads("Bereit, auch ohne Netz.")
    await phone.choose("Ihre Tür", door)
    return phone


async def _scan(phone: Visitor, ticket: str) -> None:
    """As a handheld scanner does: it types the code and Enter."""
    field = phone.main.get_by_label("Code der Eintrittskarte")
    if not await field.is_visible():
        await phone.press_at(phone.main.get_by_text("Handscanner oder Code als Text"), "Handscanner")
    await field.fill(ticket)
    await field.press("Enter")


async def _tickets(event: Event, count: int) -> list[str]:
    """Of the first guests, as soon as they are signed."""
    found: list[str] = []
    give_up = time.monotonic() + PATIENCE
    for guest in (await _guests(event, "accepted"))[:count]:
        ticket = None
        while not ticket:
            assert time.monotonic() < give_up
            answer = await setting_up.fetch(event.clerk, f"{event.path}/guests/{guest['id']}/answer")
            ticket = answer["persons"][0]["ticket"]
        found.append(ticket)
    return found


async def _admit_the_rest(event: Event, coming: int) -> None:
    """A third door, online, that knows everybody from its list; each is let in once whoever asks twice."""
    requests = event.clerk.page.context.request
    code = await a_code(event)
    paired = await (
        await requests.post("/api/door-devices", data={"code": code, "label": "Handy Mitte"})
    ).json()
    headers = {"authorization": f"Bearer {paired['secret']}"}
    listed = await (await requests.get(f"/api/ceremonies/{event.id}/guest-list", headers=headers)).json()
    assert len(listed["attendees"]) == coming
    turns = asyncio.Semaphore(AT_ONCE)

    async def admits(attendee: str, nonce: str) -> str:
        body = {"attendee": attendee, "nonce": nonce, "scannedAt": clock.now().isoformat()}
        async with turns:
            answer = await requests.post(f"/api/ceremonies/{event.id}/admissions", data=body, headers=headers)
            assert answer.ok, await answer.text()
            return str((await answer.json())["outcome"])

    rest = [one["id"] for one in listed["attendees"] if one["admittedAt"] is None]
    assert len(rest) == coming - (2 * BY_EACH_PHONE - 1)
    outcomes = await asyncio.gather(*(admits(one, f"{one}-{turn}") for one in rest for turn in (1, 2)))
    assert sorted(set(outcomes)) == ["admitted", "already_in"]
    assert outcomes.count("admitted") == len(rest)

"""Letting guests in: what a phone at the door shows, with and without a network, and what the office sees of it."""

import re
import secrets
from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.async_api import Browser, expect

from ehrenamtskarte.core import clock
from tests.browser import setting_up
from tests.browser.camera import Camera
from tests.browser.card_screen import kept_on_device, sees, verdict
from tests.browser.chromium import PHONE
from tests.browser.conftest import Arrive
from tests.browser.events import Event, a_code, an_event, guests_who_come, printed, write_doors
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


@pytest.fixture
async def event(arrive: Arrive) -> Event:
    return await an_event(arrive)


async def _a_phone(arrive: Arrive, event: Event, label: str, **more: Any) -> Visitor:
    """Paired by opening what the office's picture says, without signing in."""
    phone = await arrive(PHONE, **more)
    await phone.open(f"/einlass#{await a_code(event)}")
    await phone.fill("Name dieses Geräts", label)
    await phone.press("Koppeln")
    await phone.reads("Bereit, auch ohne Netz.")
    return phone


async def _scan(phone: Visitor, ticket: str) -> None:
    """As a handheld scanner does: it types the code and Enter."""
    field = phone.main.get_by_label("Code der Eintrittskarte")
    if not await field.is_visible():
        await phone.press_at(phone.main.get_by_text("Handscanner oder Code als Text"), "Handscanner")
    await field.fill(ticket)
    await field.press("Enter")


async def _next(phone: Visitor) -> None:
    await phone.press("Nächster Gast")
    await expect(verdict(phone)).to_be_hidden()


async def _offline(*phones: Visitor, offline: bool = True) -> None:
    for phone in phones:
        await phone.page.context.set_offline(offline)


async def test_open_and_scan_is_all_it_takes(
    arrive: Arrive, event: Event, shop_camera: tuple[Browser, Camera]
) -> None:
    browser, camera = shop_camera
    (erika,) = await guests_who_come(event, "Erika Müller")
    camera.see(await printed(event, erika.tickets[0]))
    phone = await _a_phone(arrive, event, "Scanner", browser=browser, permissions=["camera"])
    await sees(phone, "Willkommen", "Erika Müller")
    await _next(phone)
    # The ticket still lies before the camera: it does not count twice.
    await phone.reads("1 von 1 Gästen sind da")
    await expect(verdict(phone)).to_be_hidden()
    phone.steps.clear()
    await phone.open("/einlass")
    await sees(phone, "Schon drin", "Erika Müller")
    assert len(phone.steps) == 1


async def test_two_phones_without_a_network_let_in_the_same_ticket_and_the_office_settles_it(
    arrive: Arrive, event: Event
) -> None:
    await write_doors(event, "Nord", "Süd")
    (erika,) = await guests_who_come(event, "Erika Müller")
    north, south = await _a_phone(arrive, event, "Handy Nord"), await _a_phone(arrive, event, "Handy Süd")
    await north.choose("Ihre Tür", "Nord")
    await south.choose("Ihre Tür", "Süd")
    for phone in (north, south):
        await kept_on_device(phone)
    await _offline(north, south)
    for phone in (north, south):
        await phone.page.reload()
        await phone.reads("Bereit, auch ohne Netz.")
        await _scan(phone, erika.tickets[0])
        await sees(phone, "Willkommen", "Erika Müller", "Ohne Netz geprüft")
        await _next(phone)
        await phone.reads("Ein Einlass wird noch übertragen.", "1 von 1 Gästen sind da")
        await _scan(phone, erika.tickets[0])
        await sees(phone, "Schon drin", "Kommt dieselbe Person wieder herein?")
        await _next(phone)
    for phone in (north, south):
        await _offline(phone, offline=False)
        await expect(phone.main.get_by_text("wird noch übertragen")).to_have_count(0)
    await south.reads("Ein Einlass ohne Netz braucht Klärung", re.compile("Erika Müller.*zuerst um.*Nord"))
    await expect(north.main.get_by_text("braucht Klärung")).to_have_count(0)
    await south.press("Verstanden")
    await expect(south.main.get_by_text("braucht Klärung")).to_have_count(0)
    await event.clerk.open(event.doors)
    await event.clerk.reads("1 von 1 sind da", "Handy Nord", "Handy Süd")
    await event.clerk.choose("Zeigen", "nur, was Klärung braucht")
    await event.clerk.press("Einlass von Erika Müller: geklärt")
    await event.clerk.reads("Als geklärt vermerkt.")


async def test_each_person_comes_in_once_and_returns_when_somebody_says_so(
    arrive: Arrive, event: Event
) -> None:
    (karl,) = await guests_who_come(event, "Karl Beck", companions=1)
    one, other = await _a_phone(arrive, event, "Eins"), await _a_phone(arrive, event, "Zwei")
    await _scan(one, karl.tickets[0])
    await sees(one, "Willkommen", "Karl Beck", "1 von 2 aus dieser Gruppe sind da.", "Mit Netz geprüft")
    await one.press("Begleitung auch einlassen")
    await expect(verdict(one)).to_contain_text("2 von 2 aus dieser Gruppe sind da.")
    await _next(one)
    await other.reads("2 von 2 Gästen sind da")
    await _scan(other, karl.tickets[1])
    await sees(other, "Schon drin", "Begleitung von Karl Beck")
    await other.press("Ja, wieder hereinlassen")
    await sees(other, "Willkommen zurück")
    await _next(other)
    await _scan(other, karl.tickets[0][:-6])
    await sees(other, "Keine Eintrittskarte")
    await _next(other)
    await _scan(other, _with_another_name(karl.tickets[0]))
    await expect(verdict(other).get_by_role("heading")).to_have_text(re.compile("Nicht echt|Keine Eintritts"))


def _with_another_name(ticket: str) -> str:
    """The same length, other signs in the midst of it."""
    middle = len(ticket) * 2 // 3
    return ticket[:middle] + ("A" if ticket[middle] != "A" else "B") + ticket[middle + 1 :]


async def test_a_ticket_of_another_event_says_which(arrive: Arrive, event: Event) -> None:
    other = await an_event(arrive)
    (mia,) = await guests_who_come(other, "Mia Sommer")
    phone = await _a_phone(arrive, event, "Eins")
    await _scan(phone, mia.tickets[0])
    await sees(phone, "Andere Veranstaltung", "Diese Karte gilt für eine andere Veranstaltung: „Ehrung")


async def test_somebody_is_found_by_name_and_somebody_comes_without_an_invitation(
    arrive: Arrive, event: Event
) -> None:
    await guests_who_come(event, "Änne Groß", "Karl Beck")
    phone = await _a_phone(arrive, event, "Eins")
    await phone.fill("Name des Gastes", "anne gr")
    await phone.press("Änne Groß einlassen")
    await sees(phone, "Willkommen", "Änne Groß")
    await _next(phone)
    await phone.reads(re.compile("da seit "))
    await _offline(phone)
    for name in ("Schulz", "Petersen"):
        await phone.press("Gast ohne Einladung")
        await phone.fill("Nachname", name)
        await phone.press_at(phone.main.get_by_role("dialog").get_by_role("button", name="Einlassen"), "ja")
        await sees(phone, "Willkommen", name)
        await _next(phone)
        await _offline(phone, offline=False)
    await expect(phone.main.get_by_text("wird noch übertragen")).to_have_count(0)
    await event.clerk.open(event.doors)
    await event.clerk.reads("3 von 4 sind da", re.compile("2 Gäste ohne Einladung"), "Schulz", "Petersen")


async def test_a_phone_whose_pairing_ends_forgets_the_guests_and_says_so(
    arrive: Arrive, event: Event
) -> None:
    await guests_who_come(event, "Erika Müller")
    phone = await _a_phone(arrive, event, "Verloren")
    await event.clerk.open(event.doors)
    await event.clerk.press("Kopplung von Verloren aufheben")
    await event.clerk.press("Kopplung aufheben")
    await event.clerk.reads("Die Kopplung von „Verloren“ ist aufgehoben.")
    await phone.reads("Dieses Gerät ist nicht mehr gekoppelt.", re.compile("Gästeliste ist .* gelöscht"))
    kept = await phone.page.evaluate(
        """() => new Promise((done, failed) => {
            const opening = indexedDB.open('ehrenamtskarte-door');
            opening.onerror = () => failed(opening.error);
            opening.onsuccess = () => {
                const asked = opening.result.transaction('kept').objectStore('kept').getAllKeys();
                asked.onsuccess = () => done(asked.result);
            };
        })"""
    )
    assert kept == []


async def test_the_office_pairs_a_phone_by_typing(arrive: Arrive, event: Event) -> None:
    clerk = event.clerk
    await clerk.open(event.doors)
    await clerk.press("Gerät koppeln")
    await clerk.fill("Wie soll es heißen?", "Eingang Nord")
    await clerk.press("Code zeigen")
    code = await clerk.main.get_by_text(re.compile(r"^[0-9A-Z]{4}-[0-9A-Z]{4}$")).text_content()
    assert code
    phone = await arrive(PHONE)
    await phone.open("/einlass")
    await phone.fill("Code vom Amt", "0000-0000")
    await phone.fill("Name dieses Geräts", "")
    await phone.press("Koppeln")
    await phone.reads(re.compile("Diesen Code gibt es nicht"))
    await phone.fill("Code vom Amt", code.lower().replace("-", " "))
    await phone.press("Koppeln")
    await phone.reads("Bereit, auch ohne Netz.")
    await clerk.reads("Eingang Nord ist gekoppelt.")


async def test_a_phone_with_a_wrong_clock_says_so_and_hands_in_the_right_time(
    arrive: Arrive, event: Event
) -> None:
    (erika,) = await guests_who_come(event, "Erika Müller")
    phone = await arrive(PHONE)
    await phone.page.clock.install(time=clock.now() - timedelta(hours=3))
    await phone.open(f"/einlass#{await a_code(event)}")
    await phone.press("Koppeln")
    await phone.reads(
        "Bereit, auch ohne Netz.", "Die Uhr dieses Geräts geht 3 Std. nach. Das ist berücksichtigt."
    )
    await _offline(phone)
    before = clock.now() - timedelta(minutes=1)
    await _scan(phone, erika.tickets[0])
    await sees(phone, "Willkommen", "Ohne Netz geprüft")
    await _next(phone)
    await _offline(phone, offline=False)
    await expect(phone.main.get_by_text("wird noch übertragen")).to_have_count(0)
    page = await setting_up.fetch(event.clerk, f"{event.path}/admissions")
    (scanned,) = [datetime.fromisoformat(one["scannedAt"]) for one in page["items"]]
    assert before < scanned <= clock.now()


async def test_a_guest_shows_the_ticket_without_a_network(arrive: Arrive, event: Event) -> None:
    email = f"gast-{secrets.token_hex(4)}@engagiert.example"
    (erika,) = await guests_who_come(event, "Erika Müller", companions=1, email=email)
    guest = await arrive(PHONE, email=email)
    # Signed in they have it at once; from then on it lies on the phone.
    await guest.open("/mein")
    # A browser that never saw them signed in does not ask who they are on a public page.
    await guest.page.wait_for_function("localStorage.getItem('signed-in-before')")
    await guest.page.goto("/eintrittskarten")
    code = guest.main.get_by_role("img", name="Eintrittskarte von Erika Müller")
    await expect(code).to_have_attribute("data-code", erika.tickets[0])
    await kept_on_device(guest)
    await _offline(guest)
    await guest.page.reload()
    await expect(code).to_have_attribute("data-code", erika.tickets[0])
    await guest.main.get_by_text("Begleitung 1").click()
    companion = guest.main.get_by_role("img", name="Eintrittskarte von Begleitung 1")
    await expect(companion).to_have_attribute("data-code", erika.tickets[1])
    await guest.press("Von diesem Gerät entfernen")
    await guest.reads("Keine Eintrittskarte auf diesem Gerät")

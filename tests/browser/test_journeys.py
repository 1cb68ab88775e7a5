"""How many interactions the main journeys cost: counted here, held to the budgets, written to docs/journeys.md."""

import os
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import fill

import pytest
from playwright.async_api import Browser, expect

from ehrenamtskarte.demo import cast
from tests.browser import setting_up
from tests.browser.camera import Camera
from tests.browser.card_screen import kept_on_device, living_code, photograph, ready_to_check, sees
from tests.browser.chromium import PHONE
from tests.browser.conftest import Arrive, arrivals, with_card
from tests.browser.events import a_code, a_guest_list, agree, an_event, an_event_of, guests_who_come, printed
from tests.browser.instance import Instance, address_in
from tests.browser.registering import fill_in

pytestmark = pytest.mark.browser

DOCUMENT = Path(__file__).parents[2] / "docs" / "journeys.md"
LIST = Path(cast.__file__).parent / "data" / "hours_fire_brigade.csv"
FOOD_BANK = cast.FOOD_BANK.email


@dataclass(frozen=True)
class Journey:
    """What somebody did, and how many interactions it may cost."""

    name: str
    steps: list[str]
    budget: int
    remark: str


@pytest.fixture(scope="module")
async def visit(instance: Instance, chromium: Browser) -> AsyncIterator[Arrive]:
    async with arrivals(instance, chromium) as arrive:
        yield arrive


@pytest.fixture(scope="module")
async def first_card(visit: Arrive, instance: Instance) -> Journey:
    """J1 in a town that approves clear cases by itself, on a phone that was never here."""
    coordinator = await visit(email=FOOD_BANK)
    club = await setting_up.tenant(coordinator, "coordinator")
    email = await setting_up.volunteer(coordinator, club, allowanceKind="none")
    phone = await visit(PHONE)
    mail = await instance.mail(email, "Sie haben sich die Ehrenamtskarte verdient")
    await phone.open(address_in(mail), "press “Karte annehmen” in the mail")
    await phone.press("Jetzt anmelden")
    await phone.fill("Straße und Hausnummer", "Am Bach 7")
    await phone.fill("Postleitzahl", "50823")
    await expect(phone.main.get_by_label("Wohnort")).to_have_value("05315000")
    await phone.tick("Meine Angaben stimmen, und Stadt Köln darf sie verarbeiten")
    await phone.press("Karte annehmen")
    await expect(living_code(phone)).to_be_visible()
    return Journey(
        "J1: from the mail “you have earned a card” to the card on the phone",
        phone.steps,
        6,
        "A first visit, in a town that approves clear cases by itself; nothing else is waited for. The club has told"
        " the birthday; where it has not, that is one answer more. Whoever is signed in already, or has told the"
        " address before, is done sooner.",
    )


@pytest.fixture(scope="module")
async def whole_list(visit: Arrive) -> Journey:
    """J2 with the fire brigade's year: 240 people, 9,931 entries."""
    coordinator, club = await setting_up.club(visit)
    await coordinator.page.goto(f"/verein/{club}")
    content = LIST.read_bytes().replace(b"@example.org", f"@{club[-8:]}.example".encode())
    await coordinator.turn_to("Einlesen")
    await coordinator.choose_file(
        {"name": LIST.name, "mimeType": "text/csv", "buffer": content}, "Stundenliste hierher ziehen"
    )
    await coordinator.press("9.931 Einträge übernehmen")
    await coordinator.press("Weiter zum Bestätigen")
    await coordinator.press("Alle bestätigen")
    await coordinator.reads("9.931 Einträge von 240 Menschen sind bestätigt")
    return Journey(
        "J2: a club confirms a year of 240 people",
        coordinator.steps,
        5,
        "From the club's own screen, with the list as the club keeps it. Entries that volunteers recorded"
        " themselves are already there: then it is the last press alone.",
    )


@pytest.fixture(scope="module")
async def joining(visit: Arrive) -> Journey:
    """J4 by somebody who was never here."""
    token = secrets.token_hex(4)
    manager = await visit(PHONE)
    await manager.page.goto("/partner")
    await manager.press("Vorteil anbieten")
    await manager.sign_in(f"{token}@partner.example")
    manager.steps = ["press “Vorteil anbieten”", "sign in: address and code from the mail"]
    await fill_in(manager, f"Bad {token}", f"Zwei Stunden baden {token}")
    await manager.press("Anmelden")
    await manager.reads("wartet auf Freigabe")
    return Journey(
        "J4: a company registers with its first offer",
        manager.steps,
        14,
        "A fixed price with conditions; most other kinds need one number or none. Signing in counts as one step. The"
        " offer is public as soon as its office has approved it.",
    )


@pytest.fixture(scope="module")
async def inviting(visit: Arrive) -> Journey:
    """J7 by the state office, with a list of 600 for 500 places."""
    state = await visit(email=cast.STATE_OFFICE[3])
    event = await an_event_of(state, "state", capacity=800)
    await state.page.goto(f"/land/feiern/{event.id}/gaeste")
    await state.press("Liste einlesen")
    await state.choose_file(
        {"name": "gaeste.csv", "mimeType": "text/csv", "buffer": a_guest_list(600, event.id[-8:])},
        "Gästeliste hierher ziehen",
    )
    await state.fill("Name der Gruppe", "Engagierte aus allen Städten")
    await state.press("600 Gäste aufnehmen")
    await state.reads("600 Gäste sind aufgenommen.")
    await state.press("Engagierte aus allen Städten ändern")
    quota = state.main.get_by_role("spinbutton", name="Kontingent (freiwillig)")
    await quota.fill("500")
    state.steps.append("fill in “Kontingent”")
    await state.press("Speichern")
    await state.press("Auslosen")
    await agree(state, "Auslosen")
    await state.reads("Ausgelost: 500 dürfen eingeladen werden, 100 nicht.")
    await state.press("Einladen")
    await agree(state, "Einladen")
    await state.reads("500 Gäste haben noch nicht geantwortet.")
    return Journey(
        "J7: the state office invites 500 guests by quota and draw",
        state.steps,
        12,
        "From the event's guests, with a list of 600. Where the guests are found by a query, the quota is set there: then"
        " it is one dialog and the same two presses.",
    )


@pytest.fixture(scope="module")
async def admission(visit: Arrive, shop_camera: tuple[Browser, Camera]) -> Journey:
    """J8 with a paired phone, without a network."""
    event = await an_event(visit)
    (guest,) = await guests_who_come(event, "Erika Müller")
    browser, camera = shop_camera
    camera.see(b"")
    phone = await visit(browser=browser, permissions=["camera"])
    await phone.page.goto(f"/einlass#{await a_code(event)}")
    await phone.press("Koppeln")
    await phone.reads("Bereit, auch ohne Netz.")
    await kept_on_device(phone)
    await phone.page.context.set_offline(True)
    camera.see(await printed(event, guest.tickets[0]))
    # A camera that is played from a file is read when it is opened.
    await phone.page.reload()
    phone.steps = ["hold the camera over the ticket"]
    await sees(phone, "Willkommen", "Erika Müller", "Ohne Netz geprüft")
    await phone.press("Nächster Gast")
    return Journey(
        "J8: a door admits a guest",
        phone.steps,
        2,
        "With or without a network. Pairing a phone for the evening takes a code once; it needs no account.",
    )


@pytest.fixture(scope="module")
async def check(visit: Arrive, shop_camera: tuple[Browser, Camera], erika: str) -> Journey:
    """J5 in a browser that may use its camera, without a network."""
    holder = await with_card(await visit(PHONE, email=erika))
    browser, camera = shop_camera
    shop = await visit(browser=browser, permissions=["camera"])
    camera.see(b"")
    await shop.page.goto("/pruefen")
    await ready_to_check(shop)
    await shop.page.context.set_offline(True)
    camera.see(await photograph(holder))
    await shop.open("/pruefen", "open the page, e.g. by its icon")
    await sees(shop, "Karte gültig")
    shop.steps.append("hold the camera over the card")
    return Journey(
        "J5: a shop checks a card",
        shop.steps,
        2,
        "No account, with or without a network. The very first time the browser asks for its camera, which is a"
        " press on “Kamera öffnen” and one on the browser's question.",
    )


@pytest.fixture(scope="module")
async def new_phone(visit: Arrive, erika: str) -> Journey:
    """J9, everything but signing in."""
    await with_card(await visit(PHONE, email=erika))
    phone = await visit(PHONE)
    await phone.page.goto("/mein/karte")
    await phone.press_at(phone.main.get_by_role("link", name="Anmelden"), "Anmelden")
    await phone.sign_in(erika)
    phone.steps = ["sign in: address and code from the mail"]
    await phone.press("Ja, hierher holen")
    await expect(living_code(phone)).to_be_visible()
    return Journey(
        "J9: a holder brings the card to a new phone",
        phone.steps,
        2,
        "Signing in counts as one step; it is a press, the address, a press and the code, which sends itself.",
    )


async def test_a_volunteer_gets_from_the_mail_to_the_card_in_six_steps(first_card: Journey) -> None:
    assert len(first_card.steps) <= first_card.budget, first_card.steps


async def test_a_club_confirms_a_year_of_240_people_in_five_steps(whole_list: Journey) -> None:
    assert len(whole_list.steps) <= whole_list.budget, whole_list.steps


async def test_a_company_registers_with_an_offer_in_fourteen_steps(joining: Journey) -> None:
    assert len(joining.steps) <= joining.budget, joining.steps


async def test_a_shop_checks_a_card_in_two_steps(check: Journey) -> None:
    assert len(check.steps) <= check.budget, check.steps


async def test_the_state_office_invites_500_guests_in_twelve_steps(inviting: Journey) -> None:
    assert len(inviting.steps) <= inviting.budget, inviting.steps


async def test_a_door_admits_a_guest_in_two_steps(admission: Journey) -> None:
    assert len(admission.steps) <= admission.budget, admission.steps


async def test_a_new_phone_takes_signing_in_and_one_tap(new_phone: Journey) -> None:
    assert len(new_phone.steps) <= new_phone.budget, new_phone.steps


async def test_the_document_tells_what_was_counted(
    first_card: Journey,
    whole_list: Journey,
    joining: Journey,
    check: Journey,
    inviting: Journey,
    admission: Journey,
    new_phone: Journey,
) -> None:
    written = _document([first_card, whole_list, joining, check, inviting, admission, new_phone])
    if os.environ.get("WRITE_JOURNEYS"):
        DOCUMENT.write_text(written)
    assert DOCUMENT.read_text() == written, "docs/journeys.md is out of date: see its first lines"


def _document(journeys: list[Journey]) -> str:
    table = "\n".join(f"| {journey.name} | {len(journey.steps)} | {journey.budget} |" for journey in journeys)
    return _HEAD + table + "\n" + "".join(map(_section, journeys))


def _section(journey: Journey) -> str:
    steps = "\n".join(f"{number}. {step}" for number, step in enumerate(journey.steps, start=1))
    return f"\n## {journey.name}\n\n{steps}\n\n{fill(journey.remark, 120)}\n"


_HEAD = """\
# What the main journeys cost

Presses, taps, scans and filled fields, counted by the browser tests at the real screens. This text is written by
`WRITE_JOURNEYS=1 make test PYTEST=tests/browser/test_journeys.py`; a test fails when it no longer fits.

| journey | interactions | at most |
|---|---|---|
"""

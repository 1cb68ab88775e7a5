"""Companies at their own screens: J4, changes of offers, pictures, codes, and what is refused with a sentence."""

import asyncio
import re
import secrets

import pytest
from playwright.async_api import FilePayload, expect

from ehrenamtskarte.demo import cast
from tests.browser import setting_up
from tests.browser.chromium import DESK, PHONE
from tests.browser.conftest import Arrive
from tests.browser.instance import Instance
from tests.browser.registering import fill_in
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

MOST_FIELDS = 14
FILLED = re.compile("^(fill in|choose|tick)")


@pytest.fixture
async def registered(arrive: Arrive) -> tuple[Visitor, str, str]:
    """The manager of a company in Warstein with an approved offer, the company's id and the offer's."""
    return await setting_up.company(arrive)


async def test_a_company_is_public_right_after_its_office_agrees(arrive: Arrive, instance: Instance) -> None:
    token = secrets.token_hex(4)
    name, offer = f"Bad {token}", f"Zwei Stunden baden {token}"
    manager = await arrive(PHONE)
    await manager.open("/partner")
    await manager.press("Vorteil anbieten")
    await manager.sign_in(f"{token}@partner.example")
    await expect(manager.title).to_have_text("Partner werden")
    await fill_in(manager, name, offer)
    await manager.reads("statt")
    fields = [step for step in manager.steps if FILLED.match(step)]
    assert len(fields) <= MOST_FIELDS, fields
    await manager.press("Anmelden")
    await expect(manager.title).to_have_text(name)
    await manager.reads(f"{name} wartet auf die Freigabe durch Stadt Warstein.", "wartet auf Freigabe")
    clerk = await arrive(email=cast.WARSTEIN.email)
    office = await setting_up.tenant(clerk, "case_worker")
    await clerk.open(f"/amt/{office}/vorteile?q={token}")
    await clerk.press(re.compile(f"{token}.* ansehen$"))
    await clerk.page.get_by_role("dialog").get_by_role("button", name="Freigeben").click()
    await clerk.reads(re.compile(f"{token}.* ist freigegeben"))
    # The public list follows by a job, a moment later.
    for _ in range(100):
        if (await setting_up.fetch(manager, f"/api/benefits?q={token}"))["total"]:
            break
        await asyncio.sleep(0.3)
    holder = await arrive(PHONE)
    await holder.open(f"/vorteile?q={token}")
    await holder.reads(offer)
    await instance.mail(f"{token}@partner.example", f"Freigegeben: {offer}")


async def test_a_typo_holds_at_once_and_another_price_waits(registered: tuple[Visitor, str, str]) -> None:
    manager, company, offer = registered
    await manager.open(f"/partner/{company}/angebote/{offer}")
    await manager.fill("Was bekommen Menschen mit der Karte?", "Zwei Stundn baden")
    await manager.press("Speichern")
    await manager.reads("Gespeichert.")
    shown = await setting_up.fetch(manager, f"/api/benefits/{offer}")
    assert shown["title"]["de"] == "Zwei Stundn baden"
    await manager.fill("Preis mit Karte", "3")
    await manager.press("Speichern")
    await manager.reads("Eingereicht. Bis dahin gilt, was bisher gilt.", "Änderung wartet")
    shown = await setting_up.fetch(manager, f"/api/benefits/{offer}")
    assert shown["cardCents"] == 250
    await manager.press("Änderung zurücknehmen")
    await expect(manager.main.get_by_label("Preis mit Karte")).to_have_value("2,50")


async def test_of_two_who_edit_at_once_neither_loses_anything(
    arrive: Arrive, registered: tuple[Visitor, str, str]
) -> None:
    first, company, _ = registered
    colleague = f"kollege-{secrets.token_hex(4)}@partner.example"
    await setting_up.send(first, f"/api/companies/{company}/staff", {"email": colleague, "manages": True})
    second = await arrive(email=colleague)
    for one in (first, second):
        await one.open(f"/partner/{company}/profil")
        await expect(one.button("Speichern")).to_be_visible()
    await first.main.get_by_label("Gemeinsam anpacken").first.fill("Wir streichen eine Kita.")
    await first.press("Speichern")
    await first.reads("Gespeichert und auf Ihrer Seite zu sehen.")
    await second.main.get_by_label("Unterstützung für Vereine").first.fill("Trikots für die Jugend.")
    await second.press("Speichern")
    await second.reads("Jemand anderes hat das gerade geändert.")
    await expect(second.main.get_by_label("Unterstützung für Vereine").first).to_have_value(
        "Trikots für die Jugend."
    )
    await second.press("Neuen Stand laden")
    await expect(second.main.get_by_label("Gemeinsam anpacken").first).to_have_value(
        "Wir streichen eine Kita."
    )
    await second.main.get_by_label("Unterstützung für Vereine").first.fill("Trikots für die Jugend.")
    await second.press("Speichern")
    await second.reads("Gespeichert und auf Ihrer Seite zu sehen.")
    page = await setting_up.fetch(second, f"/api/partners/{company}")
    assert page["volunteering"]["de"] and page["sponsorship"]["de"]


async def test_a_picture_is_described_and_stands_on_the_offers_page(
    arrive: Arrive, registered: tuple[Visitor, str, str]
) -> None:
    manager, company, _ = registered
    await manager.open(f"/partner/{company}/angebote/neu")
    await manager.choose_file(setting_up.photograph(), "Bild hinzufügen")
    await manager.press("Bild hochladen")
    await manager.reads("Bitte beschreiben Sie das Bild in einem Satz.")
    await manager.fill("Was ist zu sehen?", "Das Becken am Abend")
    await manager.page.keyboard.press("Enter")
    await manager.reads("Das Bild ist da.")
    await expect(manager.main.get_by_role("radio", name="Das Becken am Abend")).to_be_checked()
    await manager.fill("Was bekommen Menschen mit der Karte?", "Baden am Abend")
    await manager.choose("Worum geht es?", "Freizeit und Sport")
    await manager.choose("Art des Vorteils", "Geschenk")
    await expect(manager.main.locator("article img")).to_have_attribute("alt", "Das Becken am Abend")
    await manager.press("Angebot einreichen")
    await manager.reads("Eingereicht. Sie bekommen eine E-Mail, sobald entschieden ist.")
    offers = await setting_up.fetch(manager, f"/api/companies/{company}/benefits")
    mine = next(one for one in offers if one["terms"]["title"]["de"] == "Baden am Abend")
    await setting_up.approve(arrive, mine["id"])
    visitor = await arrive(PHONE)
    await visitor.open(f"/vorteile/{mine['id']}")
    await expect(visitor.main.get_by_role("img", name="Das Becken am Abend")).to_be_visible()


async def test_a_deleted_picture_comes_back_with_undo(registered: tuple[Visitor, str, str]) -> None:
    manager, company, _ = registered
    await manager.open(f"/partner/{company}/profil")
    await manager.choose_file(setting_up.photograph(), "Bild hinzufügen")
    await manager.fill("Was ist zu sehen?", "Unser Zeichen")
    await manager.page.keyboard.press("Enter")
    await manager.press("Bild löschen")
    await expect(manager.main.get_by_role("radio", name="Unser Zeichen")).to_have_count(0)
    await manager.page.get_by_role("button", name="Rückgängig").click()
    await expect(manager.main.get_by_role("radio", name="Unser Zeichen")).to_be_checked()
    assert len(await setting_up.fetch(manager, f"/api/companies/{company}/pictures")) == 1


async def test_a_point_in_the_sea_is_refused_with_a_sentence(registered: tuple[Visitor, str, str]) -> None:
    manager, company, _ = registered
    await manager.open(f"/partner/{company}/orte")
    await manager.press(re.compile("ändern$"))
    await manager.fill("Breite", "55,2")
    await manager.fill("Länge", "3,4")
    await manager.press("Speichern")
    await manager.reads("Dieser Punkt liegt nicht in Nordrhein-Westfalen.")
    await expect(manager.main.get_by_label("Breite")).to_be_focused()
    await expect(manager.main.get_by_label("Breite")).to_have_value("55,2")
    await manager.fill("Breite", "Nordsee")
    await manager.reads("Bitte eine Zahl wie 51,09130 eingeben.")


async def test_a_point_is_set_with_the_keyboard_alone(registered: tuple[Visitor, str, str]) -> None:
    manager, company, _ = registered
    await manager.open(f"/partner/{company}/orte")
    await manager.press(re.compile("ändern$"))
    await manager.press("Auf der Karte wählen")
    await manager.press("Punkt in die Mitte setzen")
    longitude = manager.main.get_by_label("Länge")
    await expect(longitude).to_have_value(re.compile(r"^8[.]\d{5}$"))
    before = float(await longitude.input_value())
    for _ in range(3):
        await manager.page.keyboard.press("ArrowRight")
    assert float(await longitude.input_value()) > before
    await manager.press("Speichern")
    await manager.reads("Gespeichert.")
    [venue] = await setting_up.fetch(manager, f"/api/companies/{company}/venues")
    assert venue["exact"]


async def test_a_discount_of_120_per_cent_is_refused_on_its_field(
    registered: tuple[Visitor, str, str],
) -> None:
    manager, company, _ = registered
    await manager.open(f"/partner/{company}/angebote/neu")
    await manager.fill("Was bekommen Menschen mit der Karte?", "Alles und noch mehr")
    await manager.choose("Worum geht es?", "Kultur")
    await manager.choose("Art des Vorteils", "Prozente auf den Preis")
    await manager.fill("Nachlass in Prozent", "120")
    await manager.press("Angebot einreichen")
    await expect(manager.main.get_by_label("Nachlass in Prozent")).to_be_focused()
    await manager.reads("Ein Nachlass liegt zwischen 1 und 100 Prozent.")
    await expect(manager.main.get_by_label("Was bekommen Menschen")).to_have_value("Alles und noch mehr")


async def test_a_pool_of_codes_is_filled_from_a_table(registered: tuple[Visitor, str, str]) -> None:
    manager, company, _ = registered
    online = {
        "title": {"de": "Gutschein fürs Netz", "en": ""},
        "category": "retail",
        "kind": "percentage",
        "percent": 10,
        "online": True,
        "onlineUrl": "https://schlossbad.example/shop",
        "codes": "pool",
    }
    offer = await setting_up.send(manager, f"/api/companies/{company}/benefits", online)
    await manager.open(f"/partner/{company}/angebote/{offer['id']}")
    await manager.reads("Noch keine Codes.")
    table: FilePayload = {
        "name": "codes.csv",
        "mimeType": "text/csv",
        "buffer": b"Code;Wert\r\nDANKE-1;5\r\nDANKE-2;5\r\n",
    }
    async with manager.page.expect_file_chooser() as opened:
        await manager.press("Datei auswählen")
    await (await opened.value).set_files(table)
    await manager.reads("2 Codes erkannt")
    await manager.press("Codes hinzufügen")
    await manager.reads("2 von 2 sind noch da")


async def test_whoever_pauses_or_leaves_comes_back_with_undo(
    arrive: Arrive, registered: tuple[Visitor, str, str]
) -> None:
    manager, company, offer = registered
    await manager.open(f"/partner/{company}/profil")
    await manager.press("Pause machen")
    await manager.reads("Sie machen gerade Pause.")
    visitor = await arrive(DESK)
    assert (await visitor.page.context.request.get(f"/api/benefits/{offer}")).status == 404
    await manager.page.get_by_role("button", name="Rückgängig").click()
    await expect(manager.button("Pause machen")).to_be_visible()
    assert (await visitor.page.context.request.get(f"/api/benefits/{offer}")).ok
    await manager.press("Aufhören")
    await manager.page.get_by_role("button", name="Ja, aufhören").click()
    await manager.reads(re.compile("^Sie sind seit .* nicht mehr dabei"))
    await manager.press("Wieder mitmachen")
    await expect(manager.button("Speichern")).to_be_visible()


async def test_an_office_hands_over_a_company_that_nobody_manages(arrive: Arrive, instance: Instance) -> None:
    clerk = await arrive(email=cast.WARSTEIN.email)
    company = await setting_up.company_of_the_office(clerk)
    await clerk.open(f"/partner/{company}")
    await clerk.reads("Noch pflegt niemand aus dem Unternehmen die Angaben.")
    await clerk.press("Übergeben")
    email = f"leitung-{secrets.token_hex(4)}@partner.example"
    await clerk.fill("E-Mail-Adresse im Unternehmen", email)
    await clerk.press("Übergeben")
    await clerk.reads(f"Übergeben. Die E-Mail an {email} ist unterwegs.")
    await instance.mail(email, "bitte übernehmen")


async def test_staff_at_the_till_change_nothing(arrive: Arrive, registered: tuple[Visitor, str, str]) -> None:
    manager, company, offer = registered
    colleague = f"kasse-{secrets.token_hex(4)}@partner.example"
    await setting_up.send(manager, f"/api/companies/{company}/staff", {"email": colleague, "manages": False})
    till = await arrive(PHONE, email=colleague)
    await till.open(f"/partner/{company}")
    await till.reads("Zwei Stunden baden")
    await expect(till.button("Neues Angebot")).to_have_count(0)
    await till.open(f"/partner/{company}/angebote/{offer}")
    await expect(till.main.locator("article")).to_be_visible()
    await expect(till.button("Speichern")).to_have_count(0)
    links = till.page.get_by_role("navigation", name="Bereich").get_by_role("link").filter(visible=True)
    await expect(links.filter(has_text="Zahlen")).to_have_count(1)
    await expect(links.filter(has_text="Profil")).to_have_count(0)


async def test_what_can_be_printed_is_there_once_the_office_agreed(
    registered: tuple[Visitor, str, str],
) -> None:
    manager, company, _ = registered
    await manager.open(f"/partner/{company}/material")
    async with manager.page.expect_download() as loaded:
        await manager.press("Aufkleber (PDF)")
    assert (await loaded.value).suggested_filename.endswith(".pdf")
    html = await manager.main.get_by_label("HTML zum Einfügen").input_value()
    assert f"/unternehmen/{company}" in html and "data:image/svg+xml;base64," in html
    await manager.open(f"/partner/{company}/zahlen")
    await manager.reads("Noch keine Zahlen")

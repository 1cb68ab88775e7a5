"""The main job from end to end, through the screens that people see."""

import re
import secrets
import string
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from ehrenamtskarte.demo import cast
from tests.browser.camera import Camera
from tests.browser.card_screen import (
    kept_on_device,
    living_code,
    next_code,
    photograph,
    ready_to_check,
    sees,
    verdict,
)
from tests.browser.chromium import PHONE
from tests.browser.conftest import Arrive
from tests.browser.instance import Instance, address_in
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

# A club that nobody had before, also where an instance is used twice.
VILLAGE = "".join(secrets.choice(string.ascii_lowercase) for _ in range(6)).title()
CLUB = f"Löschzug {VILLAGE}"
DOMAIN = f"{VILLAGE.lower()}.example"
CLERK = cast.WARSTEIN.email
LIST = Path(cast.__file__).parent / "data" / "hours_fire_brigade.csv"
VOLUNTEER = f"carmela.schaefer-schleich94@{DOMAIN}"
FAMILY_NAME = f"Schäfer-{VILLAGE}"
NAME = f"Carmela {FAMILY_NAME}"
"""With 224 hours the only one in the list who reaches the 200 that Warstein asks for."""


async def test_from_a_clubs_list_to_a_card_checked_offline(
    instance: Instance, arrive: Arrive, shop_camera: tuple[Browser, Camera], tmp_path: Path
) -> None:
    coordinator = await arrive()
    await _register_a_club(coordinator)
    clerk = await arrive()
    await _approve_the_club(clerk)
    await _confirm_everybody(coordinator, _list_of_another_club(tmp_path))
    volunteer = await arrive(PHONE)
    await _accept_the_offer(volunteer, instance)
    await _approve_the_application(clerk)
    await _get_the_card(volunteer, instance)

    browser, camera = shop_camera
    shop = await arrive(browser=browser, permissions=["camera"])
    await shop.open("/pruefen")
    await ready_to_check(shop)
    await _show_it_offline(volunteer, shop, camera)
    before = await instance.status_list()
    await _revoke_the_card(clerk)
    await instance.status_list_after(before)
    await _is_refused_after_the_next_sync(volunteer, shop, camera)


def _list_of_another_club(folder: Path) -> Path:
    """The fire brigade's own list, byte for byte but for the people: the demo knows them already."""
    text = LIST.read_bytes().decode("cp1252")
    file = folder / LIST.name
    own = text.replace("@example.org", f"@{DOMAIN}").replace("Schäfer-Schleich", FAMILY_NAME)
    file.write_bytes(own.encode("cp1252"))
    return file


async def _register_a_club(coordinator: Visitor) -> None:
    await coordinator.open("/")
    await coordinator.press("Verein anmelden")
    await coordinator.sign_in(f"lina.moor@{DOMAIN}")
    await coordinator.fill("Name des Vereins", CLUB)
    await coordinator.main.get_by_role("combobox", name="Ort").press_sequentially("Warst")
    await coordinator.press_at(coordinator.main.get_by_role("option", name="Warstein"), "Warstein")
    await coordinator.choose("Wofür setzen Sie sich ein?", "Rettung, Feuerwehr und Katastrophenschutz")
    await coordinator.press("Verein anmelden")
    await coordinator.reads(f"{CLUB} wartet auf die Freigabe durch Warstein.")


async def _approve_the_club(clerk: Visitor) -> None:
    await clerk.open("/anmelden")
    await clerk.sign_in(CLERK)
    await clerk.show_second_factor(CLERK)
    await clerk.turn_to("Vereine")
    await clerk.press(f"{CLUB} freigeben")
    await clerk.reads(f"{CLUB} ist freigegeben und bekommt eine Mail.")


async def _confirm_everybody(coordinator: Visitor, hours: Path) -> None:
    await coordinator.press("Noch einmal nachsehen")
    await coordinator.turn_to("Einlesen")
    await coordinator.choose_file(hours, "Stundenliste hierher ziehen")
    await coordinator.reads("35 Zeilen werden nicht übernommen")
    await coordinator.press("9.931 Einträge übernehmen")
    await expect(coordinator.title).to_have_text("9.931 Einträge sind übernommen")
    await coordinator.press("Weiter zum Bestätigen")
    await expect(coordinator.title).to_have_text("240 Menschen, 9.931 Einträge warten auf Sie")
    await coordinator.press("Alle bestätigen")
    await coordinator.reads("9.931 Einträge von 240 Menschen sind bestätigt")


async def _accept_the_offer(volunteer: Visitor, instance: Instance) -> None:
    mail = await instance.mail(VOLUNTEER, "Sie haben sich die Ehrenamtskarte verdient")
    await volunteer.open(address_in(mail), "press “Karte annehmen” in the mail")
    await volunteer.press("Jetzt anmelden")
    await expect(volunteer.title).to_have_text("Ihre Ehrenamtskarte")
    # The club's list told name and birthday: they are not asked again.
    await expect(volunteer.main.get_by_label("Geburtsdatum")).to_be_hidden()
    await volunteer.fill("Straße und Hausnummer", "Am Bach 7")
    await volunteer.fill("Postleitzahl", "59581")
    await expect(volunteer.main.get_by_label("Wohnort")).to_have_value("05974044")
    await volunteer.tick("Nein, höchstens meine Auslagen zurück")
    await volunteer.tick("Meine Angaben stimmen, und Stadt Warstein darf sie verarbeiten")
    await volunteer.press("Karte annehmen")
    await volunteer.reads("Stadt Warstein prüft jetzt")


async def _approve_the_application(clerk: Visitor) -> None:
    await clerk.turn_to("Anträge")
    await clerk.search("Name suchen", NAME, "Anträge")
    await clerk.press(re.compile(f"^{NAME}.*heute"))
    await expect(clerk.title).to_have_text(NAME)
    await clerk.reads("Voraussetzungen", "Alles erfüllt")
    for criterion in ("Stunden", "Wohnort oder Einsatzort", "Aufwandsentschädigung"):
        await expect(clerk.main.get_by_role("listitem").filter(has_text=criterion).first).to_contain_text(
            "erfüllt"
        )
    await clerk.press("Bewilligen")
    await clerk.reads("Bewilligt. Die Karte entsteht gerade, die Mail ist unterwegs.")


async def _get_the_card(volunteer: Visitor, instance: Instance) -> None:
    mail = await instance.mail(VOLUNTEER, "Ihre Ehrenamtskarte ist da")
    await volunteer.open(address_in(mail), "press “Karte anzeigen” in the mail")
    await volunteer.press("Auf dieses Telefon holen")
    await expect(living_code(volunteer)).to_be_visible()
    await kept_on_device(volunteer)


async def _show_it_offline(volunteer: Visitor, shop: Visitor, camera: Camera) -> None:
    await volunteer.page.context.set_offline(True)
    await shop.page.context.set_offline(True)
    await volunteer.page.reload()
    await next_code(volunteer)
    await next_code(volunteer)
    camera.see(await photograph(volunteer))
    await shop.page.reload()
    await sees(shop, "Karte gültig", "Carmela S.", "ausgestellt in Warstein", "Ohne Netz geprüft")


async def _revoke_the_card(clerk: Visitor) -> None:
    await clerk.turn_to("Karten")
    await clerk.search("Name suchen", NAME, "Karten")
    await clerk.main.get_by_role("button", name=f"Karte von {NAME} sperren").first.click()
    dialog = clerk.page.get_by_role("dialog")
    await dialog.get_by_role("button", name="Sie haben uns gemeldet").click()
    await dialog.get_by_role("button", name="Sperren", exact=True).click()
    await clerk.reads(f"Die Karte von {NAME} ist gesperrt.")


async def _is_refused_after_the_next_sync(volunteer: Visitor, shop: Visitor, camera: Camera) -> None:
    camera.see(b"")
    await shop.page.context.set_offline(False)
    await shop.page.reload()
    await ready_to_check(shop)
    await shop.page.context.set_offline(True)
    await next_code(volunteer)
    camera.see(await photograph(volunteer))
    await shop.page.reload()
    await sees(shop, "Gesperrt", "Diese Karte wurde zurückgezogen und gilt nicht mehr.")
    await expect(verdict(shop)).not_to_contain_text("Karte gültig")

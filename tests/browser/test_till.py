"""Giving a benefit: what the shop sees, what happens without a network, and that nothing is lost or doubled."""

import re
from typing import Any

import pytest
from playwright.async_api import Browser, expect

from tests.browser import setting_up
from tests.browser.camera import Camera
from tests.browser.card_screen import code_text, kept_on_device, next_code, photograph, sees, verdict
from tests.browser.chromium import PHONE
from tests.browser.conftest import Arrive
from tests.browser.shops import Company, a_shop, another_benefit
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

CODE = re.compile(r"^[0-9A-Z]{4}-[0-9A-Z]{4}$")
ONE_WAITS = "Eine Einlösung wird noch übertragen."


@pytest.fixture
async def company(arrive: Arrive) -> Company:
    return await a_shop(arrive)


async def _a_till(arrive: Arrive, company: Company, **more: Any) -> Visitor:
    """A device of the company that has opened its till once."""
    till = await arrive(PHONE, email=company.email, **more)
    await _open(till, company)
    await kept_on_device(till)
    return till


async def _open(till: Visitor, company: Company) -> None:
    await till.open(f"/partner/{company.id}/kasse")
    await till.reads("Bereit, auch ohne Netz.")


async def _type(till: Visitor, code: str) -> None:
    field = till.main.get_by_label("Code der Karte")
    if not await field.is_visible():
        await till.press_at(till.main.get_by_text("Ohne Kamera: Code eintippen"), "Code eintippen")
    await till.fill("Code der Karte", code)
    await till.press("Einlösen")


async def _next(till: Visitor) -> None:
    await till.press("Nächste Karte")
    await expect(verdict(till)).to_be_hidden()


async def _take_back(till: Visitor) -> None:
    await till.press_at(verdict(till).get_by_role("button", name="Zurücknehmen"), "Zurücknehmen")
    await till.reads("Zurückgenommen. Die Karte kann das Angebot wieder nutzen.")
    await expect(verdict(till)).to_be_hidden()


async def _offline(*tills: Visitor, offline: bool = True) -> None:
    for till in tills:
        await till.page.context.set_offline(offline)


async def _nothing_waits(till: Visitor) -> None:
    await expect(till.main.get_by_text(re.compile("noch übertragen"))).to_have_count(0)
    await expect(till.main.get_by_role("list", name="wird übertragen")).to_have_count(0)


async def _redeemed(company: Company) -> list[tuple[bool, str, bool]]:
    """Of each redemption: whether offline, its conflict, whether taken back; the latest first."""
    page = await setting_up.fetch(company.manager, f"/api/companies/{company.id}/redemptions")
    return [(one["offline"], one["conflict"], one["undoneAt"] is not None) for one in page["items"]]


async def test_open_and_scan_is_all_it_takes(
    arrive: Arrive, holder: Visitor, company: Company, shop_camera: tuple[Browser, Camera]
) -> None:
    browser, camera = shop_camera
    camera.see(await photograph(holder))
    till = await arrive(PHONE, email=company.email, browser=browser, permissions=["camera"])
    await till.open(f"/partner/{company.id}/kasse")
    await sees(till, "Karte gültig", "Das geben Sie", "−50 %", "Halber Eintritt", "Auf die Tageskarte.")
    await expect(verdict(till)).to_contain_text("Mit Netz geprüft um")
    assert len(till.steps) == 1
    await _next(till)
    # The card still lies before the camera: it does not count twice.
    await till.reads("Zuletzt eingelöst", "heute, ")
    await expect(verdict(till)).to_be_hidden()
    assert await _redeemed(company) == [(False, "", False)]


async def test_the_same_card_again_is_refused_and_hears_when_it_was(
    arrive: Arrive, holder: Visitor, company: Company
) -> None:
    till = await _a_till(arrive, company)
    await _type(till, await code_text(holder))
    await sees(till, "Karte gültig", "−50 %")
    await _next(till)
    await _type(till, await next_code(holder))
    await sees(till, "Schon genutzt", "Die Karte selbst ist gültig.")
    await expect(verdict(till)).to_contain_text(
        re.compile(r"Diese Karte hat das Angebot heute um \d\d:\d\d Uhr schon genutzt\.")
    )
    await expect(verdict(till).get_by_text("Das geben Sie")).to_have_count(0)


async def test_of_two_tills_one_gives_and_one_says_no(
    arrive: Arrive, holder: Visitor, company: Company
) -> None:
    one, other = await _a_till(arrive, company), await _a_till(arrive, company)
    code = await code_text(holder)
    await _type(one, code)
    await sees(one, "Karte gültig")
    await _type(other, code)
    await sees(other, "Schon genutzt")
    assert await _redeemed(company) == [(False, "", False)]


async def test_two_tills_without_a_network_end_in_one_conflict_and_nothing_is_lost(
    arrive: Arrive, holder: Visitor, company: Company
) -> None:
    tills = [await _a_till(arrive, company), await _a_till(arrive, company)]
    await _offline(*tills)
    for till in tills:
        await till.page.reload()
        await _type(till, await code_text(holder))
        await sees(
            till, "Karte gültig", "−50 %", "Das wird übertragen, sobald Netz da ist.", "Ohne Netz geprüft"
        )
        await _next(till)
        await till.reads(ONE_WAITS)
        await till.page.reload()
        await till.reads(ONE_WAITS)
    for till in tills:
        await _offline(till, offline=False)
        await _nothing_waits(till)
    first, second = tills
    conflict = re.compile("Diese Karte hatte das Angebot schon genutzt")
    await second.reads("Eine Einlösung ohne Netz war nicht in Ordnung", conflict)
    await expect(first.main.get_by_text(conflict)).to_have_count(0)
    assert sorted(await _redeemed(company)) == [(True, "", False), (True, "limit", False)]
    await second.page.reload()
    await second.reads(conflict)
    await second.press("Verstanden")
    await expect(second.main.get_by_text(conflict)).to_have_count(0)
    await second.choose("Zeigen", "nur mit Hinweis")
    await second.reads("schon genutzt")


async def test_without_a_network_a_till_knows_a_card_again(
    arrive: Arrive, holder: Visitor, company: Company
) -> None:
    till = await _a_till(arrive, company)
    await _offline(till)
    await _type(till, await code_text(holder))
    await sees(till, "Karte gültig")
    await _next(till)
    await till.page.reload()
    await _type(till, await next_code(holder))
    await sees(till, "Schon genutzt", "nach dem, was dieses Gerät weiß")


async def test_what_was_taken_back_may_be_used_again(
    arrive: Arrive, holder: Visitor, company: Company
) -> None:
    till = await _a_till(arrive, company)
    await _type(till, await code_text(holder))
    await sees(till, "Karte gültig")
    await _take_back(till)
    await _type(till, await next_code(holder))
    await sees(till, "Karte gültig")
    assert sorted(await _redeemed(company)) == [(False, "", False), (False, "", True)]


async def test_what_was_taken_back_without_a_network_does_not_count(
    arrive: Arrive, holder: Visitor, company: Company
) -> None:
    till = await _a_till(arrive, company)
    await _offline(till)
    await _type(till, await code_text(holder))
    await sees(till, "Karte gültig")
    await _take_back(till)
    await _type(till, await next_code(holder))
    await sees(till, "Karte gültig")
    await _next(till)
    await till.reads("2 Einlösungen werden noch übertragen.")
    await _offline(till, offline=False)
    await _nothing_waits(till)
    assert sorted(await _redeemed(company)) == [(True, "", False), (True, "", True)]


async def test_after_a_minute_nothing_can_be_taken_back(
    arrive: Arrive, holder: Visitor, company: Company
) -> None:
    till = await arrive(PHONE, email=company.email)
    await till.page.clock.install()
    await _open(till, company)
    await _type(till, await code_text(holder))
    await sees(till, "Karte gültig", "noch")
    await till.page.clock.fast_forward(61_000)
    await expect(verdict(till).get_by_role("button", name="Zurücknehmen")).to_have_count(0)


async def test_who_signs_out_leaves_what_waits_to_the_next_one(
    arrive: Arrive, holder: Visitor, company: Company
) -> None:
    till = await _a_till(arrive, company)
    context = till.page.context
    signed_in = await context.storage_state()
    await _offline(till)
    await _type(till, await code_text(holder))
    await sees(till, "Karte gültig")
    await _next(till)
    await context.clear_cookies()
    await _offline(till, offline=False)
    await till.reads(
        ONE_WAITS, re.compile("sobald sich jemand aus Ihrem Unternehmen auf diesem Gerät anmeldet")
    )
    assert await _redeemed(company) == []
    await context.add_cookies(
        [
            {"name": one["name"], "value": one["value"], "url": till.instance.address}
            for one in signed_in["cookies"]
        ]
    )
    # Anywhere on this device: nobody has to open the till.
    await till.page.goto("/hilfe")
    await till.page.wait_for_function("() => localStorage.getItem('till-waiting') === null")
    assert await _redeemed(company) == [(True, "", False)]


async def test_a_short_code_is_read_out_typed_and_counts(
    arrive: Arrive, holder: Visitor, company: Company
) -> None:
    await holder.press("Kurzcode zeigen")
    code = await holder.main.get_by_text(CODE).text_content()
    assert code
    till = await _a_till(arrive, company)
    await _type(till, code.lower().replace("-", " "))
    await sees(till, "Karte gültig", "−50 %")
    await _next(till)
    await _type(till, code)
    await sees(till, "Schon genutzt")
    await _next(till)
    await _type(till, "0000-0000")
    await sees(till, "Kurzcode unbekannt")
    await _next(till)
    await _offline(till)
    await _type(till, code)
    await sees(till, "Kurzcode braucht Netz", "Bitte lassen Sie sich die Karte zeigen")


async def test_without_a_network_a_holder_is_told_that_a_short_code_needs_one(holder: Visitor) -> None:
    await _offline(holder)
    await holder.press("Kurzcode zeigen")
    await holder.reads("Für einen Kurzcode braucht Ihr Telefon Netz.")


async def test_a_short_code_is_checked_without_an_account(arrive: Arrive, holder: Visitor) -> None:
    await holder.press("Kurzcode zeigen")
    code = await holder.main.get_by_text(CODE).text_content()
    shop = await arrive(PHONE)
    await shop.open("/pruefen")
    await shop.press_at(shop.main.get_by_text("Ohne Kamera prüfen"), "Ohne Kamera prüfen")
    await shop.fill("Code der Karte", code or "")
    await shop.press("Prüfen")
    await sees(shop, "Karte gültig", "Mit Netz geprüft")


async def test_the_shop_chooses_once_and_the_till_remembers(
    arrive: Arrive, holder: Visitor, company: Company
) -> None:
    await another_benefit(arrive, company, "Eis geschenkt", kind="gift", percent=None, cards="jubilee")
    till = await arrive(PHONE, email=company.email)
    await till.open(f"/partner/{company.id}/kasse")
    await till.reads("Was möchten Sie einlösen?")
    await till.press(re.compile("Eis geschenkt"))
    await till.reads("Bereit, auch ohne Netz.")
    await till.page.reload()
    await till.reads("Eis geschenkt", "Bereit, auch ohne Netz.")
    await _type(till, await code_text(holder))
    await sees(till, "Andere Karte nötig", "Dieses Angebot gilt nur mit der Jubiläums-Ehrenamtskarte.")


async def test_who_works_elsewhere_sees_no_till(arrive: Arrive, company: Company) -> None:
    stranger = await arrive(PHONE, email="fremd@laden.example")
    await stranger.open(f"/partner/{company.id}/kasse")
    await stranger.reads("Das haben wir nicht gefunden.")
    await expect(stranger.button("Scannen")).to_have_count(0)


async def test_staff_are_led_from_checking_to_their_till(arrive: Arrive, company: Company) -> None:
    shop = await _a_till(arrive, company)
    await shop.press("Nur prüfen, ohne einzulösen")
    await expect(shop.title).to_have_text("Karte prüfen")
    await shop.press(re.compile("^Zur Kasse: Freibad"))
    await expect(shop.title).to_have_text("Kasse")

"""Checking a card: every answer is a headline and a sentence that a cashier understands."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from playwright.async_api import expect

from ehrenamtskarte.cards import token
from ehrenamtskarte.core import clock
from tests.browser.card_screen import (
    code_text,
    living_code,
    paste,
    ready_to_check,
    sees,
)
from tests.browser.chromium import PHONE
from tests.browser.conftest import Arrive, with_card
from tests.browser.instance import Instance
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

HOUR = timedelta(hours=1)


@pytest.fixture
async def shop(arrive: Arrive) -> Visitor:
    """A shop's browser that visited the page once; its clock obeys."""
    return await _a_shop(arrive)


async def _a_shop(arrive: Arrive, ahead: timedelta = timedelta()) -> Visitor:
    shop = await arrive(PHONE)
    await shop.page.clock.install(time=clock.now() + ahead)
    await shop.open("/pruefen")
    await ready_to_check(shop)
    return shop


async def _offline(*visitors: Visitor) -> None:
    for visitor in visitors:
        await visitor.page.context.set_offline(True)


async def _next_card(shop: Visitor) -> None:
    await shop.press("Nächste Karte")


async def test_a_pasted_code_counts_without_a_network_after_one_visit(holder: Visitor, shop: Visitor) -> None:
    await _offline(holder, shop)
    await shop.page.reload()
    await paste(shop, await code_text(holder))
    await sees(shop, "Karte gültig", "Die Karte ist echt und gilt heute.", "Ohne Netz geprüft")


async def test_a_till_without_a_camera_takes_the_code_as_text(
    arrive: Arrive, erika: str, shop: Visitor
) -> None:
    holder = await with_card(
        await arrive(PHONE, email=erika, permissions=["clipboard-read", "clipboard-write"])
    )
    await holder.press_at(holder.main.get_by_text("Code als Text"), "Code als Text")
    await holder.press("Code kopieren")
    await holder.reads("Der Code ist kopiert.")
    await paste(shop, await holder.page.evaluate("navigator.clipboard.readText()"))
    await sees(shop, "Karte gültig")


async def test_a_photographed_code_dies_within_half_a_minute(holder: Visitor, shop: Visitor) -> None:
    await _offline(shop)
    photographed = await code_text(holder)
    await paste(shop, photographed)
    await sees(shop, "Karte gültig")
    await _next_card(shop)
    await shop.page.clock.fast_forward(31_000)
    await paste(shop, photographed)
    await sees(
        shop,
        "Bild statt Karte",
        "Dieser Code ist zu alt. Bitte lassen Sie sich die Karte selbst zeigen, kein Bildschirmfoto.",
    )


async def test_a_card_its_holder_blocked_is_refused(
    instance: Instance, shop: Visitor, arrive: Arrive, card_holders: AsyncIterator[str]
) -> None:
    email = await anext(card_holders)
    thief = await with_card(await arrive(PHONE, email=email))
    # The stolen phone is offline and goes on showing codes.
    await _offline(thief)
    before = await instance.status_list()
    await _block(await arrive(email=email))
    await instance.status_list_after(before)
    await shop.page.reload()
    await ready_to_check(shop)
    await paste(shop, await code_text(thief))
    await sees(shop, "Gesperrt", "Diese Karte wurde zurückgezogen und gilt nicht mehr.")


async def _block(at_home: Visitor) -> None:
    await at_home.open("/mein/karte")
    await at_home.press_at(at_home.main.get_by_text("Mehr zu dieser Karte"), "Mehr zu dieser Karte")
    await at_home.press("Telefon verloren? Karte sperren")
    await at_home.choose("Warum?", "Telefon gestohlen")
    await at_home.press("Karte sperren")
    await at_home.reads("Diese Karte ist gesperrt", "Grund: Telefon gestohlen")


@pytest.mark.parametrize(
    "text",
    ["https://example.org/", "EK1:", "EK1:ABC", "EK1:" + "9" * 1500, "Ehrenamtskarte Erika M."],
    ids=["address", "empty", "short", "long", "words"],
)
async def test_what_is_no_card_is_said_to_be_none(shop: Visitor, text: str) -> None:
    await paste(shop, text)
    await sees(shop, "Keine Ehrenamtskarte", "Dieser Code gehört nicht zu einer Ehrenamtskarte")


async def test_a_damaged_and_a_printed_copy_of_a_phones_code_are_refused(
    holder: Visitor, shop: Visitor
) -> None:
    code = await code_text(holder)
    await paste(shop, code + "00")
    await sees(shop, "Keine Ehrenamtskarte", "oder er ist beschädigt")
    await _next_card(shop)
    presented = token.read(code)
    assert isinstance(presented, token.Presentation)
    await paste(shop, token.text_of(presented.credential.encoded))
    await sees(shop, "Nicht gültig", "Eine Karte vom Telefon gilt nicht auf Papier")


@pytest.mark.parametrize(("ahead", "words"), [(HOUR, "60 Min. vor"), (-HOUR, "60 Min. nach")])
async def test_a_wrong_clock_is_allowed_for_and_said(
    holder: Visitor, arrive: Arrive, ahead: timedelta, words: str
) -> None:
    shop = await _a_shop(arrive, ahead)
    await _offline(shop)
    await paste(shop, await code_text(holder))
    await sees(shop, "Karte gültig", f"Die Uhr dieses Geräts geht {words}. Das ist berücksichtigt.")


async def test_a_clock_set_back_without_a_network_makes_the_answer_unsure(
    holder: Visitor, shop: Visitor
) -> None:
    await _offline(shop)
    await shop.page.clock.set_system_time(clock.now() - HOUR)
    await paste(shop, await code_text(holder))
    await sees(shop, "Nicht sicher", "Die Uhr dieses Geräts stimmt wahrscheinlich nicht")


@pytest.mark.parametrize("ahead", [HOUR, -HOUR])
async def test_a_device_that_never_fetched_the_keys_says_so(
    holder: Visitor, arrive: Arrive, ahead: timedelta
) -> None:
    shop = await arrive(PHONE)
    await shop.page.clock.install(time=clock.now() + ahead)
    await shop.page.context.route("**/.well-known/**", lambda route: route.abort())
    await shop.open("/pruefen")
    await shop.reads("Dieses Gerät braucht einmal Netz, um Karten prüfen zu können.")
    await paste(shop, await code_text(holder))
    await sees(shop, "Nicht sicher", "kann Karten noch nicht prüfen. Bitte einmal verbinden.")


async def test_a_list_older_than_a_day_is_never_green(arrive: Arrive, erika: str, shop: Visitor) -> None:
    holder = await arrive(PHONE, email=erika)
    await holder.page.clock.install(time=clock.now())
    await with_card(holder)
    await _offline(holder, shop)
    yesterday = await code_text(holder)
    for visitor in (holder, shop):
        await visitor.page.clock.fast_forward("25:00:00")
    await expect(living_code(holder)).not_to_have_attribute("data-code", yesterday)
    await paste(shop, await code_text(holder))
    await sees(shop, "Nicht sicher", "weiß nicht, ob sie gesperrt wurde")

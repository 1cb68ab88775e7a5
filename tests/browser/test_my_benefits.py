"""What holders kept, took, entered and reported, in one place."""

import re

import pytest
from playwright.async_api import expect

from tests.browser import setting_up
from tests.browser.conftest import Arrive
from tests.browser.shops import a_shop, keeps_and_takes
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


async def test_whoever_has_nothing_yet_is_led_to_the_benefits(arrive: Arrive) -> None:
    newcomer = await arrive(email="neugierig@engagiert.example")
    await newcomer.open("/mein")
    await newcomer.turn_to("Vorteile")
    await newcomer.reads("Noch nichts gemerkt")
    await newcomer.press_at(newcomer.button("Vorteile finden").last, "Vorteile finden")
    await expect(newcomer.title).to_contain_text("in Nordrhein-Westfalen")


async def test_holders_find_again_what_they_kept_took_and_reported(arrive: Arrive, holder: Visitor) -> None:
    shop = await a_shop(arrive)
    await keeps_and_takes(arrive, holder, shop)
    await holder.open("/mein/vorteile")
    await holder.reads(
        "Ihre Nummer: 1",
        re.compile("^Teilnahme bis"),
        re.compile("^BAD-2026-[AB]$"),
        re.compile("^Einen neuen gibt es nach dem 31. Dezember"),
        "gilt zurzeit nicht",
        "Der Vorteil wurde mir nicht gegeben",
        "in Arbeit",
    )


async def test_what_is_no_longer_kept_can_be_kept_again(arrive: Arrive) -> None:
    shop = await a_shop(arrive)
    somebody = await arrive(email="sammlerin@engagiert.example")
    kept = await somebody.page.context.request.put(f"/api/me/favourites/{shop.benefit}")
    assert kept.ok
    await somebody.open("/mein/vorteile")
    await somebody.press(re.compile("^Halber Eintritt, .* nicht mehr merken$"))
    await somebody.reads("Noch nichts gemerkt")
    assert await setting_up.fetch(somebody, "/api/me/favourites") == []
    await somebody.page.get_by_role("button", name="Rückgängig").click()
    await somebody.reads("Halber Eintritt")
    await somebody.page.reload()
    await somebody.reads("Halber Eintritt")

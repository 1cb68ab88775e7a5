"""The card on the phone: alive, offline, and only on one phone."""

from datetime import timedelta

import pytest
from playwright.async_api import expect

from ehrenamtskarte.cards import token
from ehrenamtskarte.core import clock
from tests.browser.card_screen import code_text, kept_on_device, living_code, next_code
from tests.browser.chromium import PHONE
from tests.browser.conftest import Arrive, with_card
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


def _time_of(code: str) -> int:
    shown = token.read(code)
    assert isinstance(shown, token.Presentation)
    return shown.time


async def test_the_code_is_new_every_ten_seconds(arrive: Arrive, erika: str) -> None:
    phone = await arrive(PHONE, email=erika)
    await phone.page.clock.install(time=clock.now())
    await with_card(phone)
    await phone.page.clock.pause_at(clock.now() + timedelta(minutes=1))
    first = await code_text(phone)
    await phone.page.clock.run_for(10_000)
    await expect(living_code(phone)).not_to_have_attribute("data-code", first)
    second = await code_text(phone)
    await phone.page.clock.run_for(9_000)
    assert await code_text(phone) == second
    await phone.page.clock.run_for(1_000)
    await expect(living_code(phone)).not_to_have_attribute("data-code", second)
    assert _time_of(await code_text(phone)) - _time_of(second) == 10


async def test_without_a_network_the_card_opens_and_lives_on(holder: Visitor) -> None:
    await kept_on_device(holder)
    await holder.page.context.set_offline(True)
    await holder.page.reload()
    await holder.reads(
        "Ohne Netz gültig bis", "Ohne Netz. Karte, Prüfung, Kasse und gespeicherte Listen gehen trotzdem."
    )
    await next_code(holder)


async def test_a_second_phone_asks_and_then_the_first_one_has_no_card(
    arrive: Arrive, erika: str, holder: Visitor
) -> None:
    second = await arrive(PHONE, email=erika)
    await second.open("/mein/karte")
    await second.reads(
        "Ihre Karte ist auf einem anderen Telefon. Hierher holen?", "Dort gilt sie danach nicht mehr."
    )
    await expect(living_code(second)).to_be_hidden()
    await second.press("Ja, hierher holen")
    await expect(living_code(second)).to_be_visible()
    await holder.page.reload()
    await holder.reads("Ihre Karte ist auf einem anderen Telefon. Hierher holen?")
    await expect(living_code(holder)).to_be_hidden()


async def test_who_wants_less_motion_gets_a_still_card_with_living_codes(arrive: Arrive, erika: str) -> None:
    phone = await with_card(await arrive(PHONE, email=erika, reduced_motion="reduce"))
    moving = "document.getAnimations().filter((one) => one.playState === 'running').length"
    await phone.page.wait_for_function(f"{moving} === 0")
    await next_code(phone)


@pytest.mark.parametrize(
    ("ahead", "words"), [(timedelta(hours=1), "60 Min. vor"), (timedelta(hours=-1), "60 Min. nach")]
)
async def test_a_phone_whose_clock_is_wrong_shows_codes_of_the_right_time(
    arrive: Arrive, erika: str, ahead: timedelta, words: str
) -> None:
    phone = await arrive(PHONE, email=erika)
    await phone.page.clock.install(time=clock.now() + ahead)
    await with_card(phone)
    await phone.reads(f"Die Uhr dieses Telefons geht {words}. Ihre Karte rechnet mit der richtigen Zeit.")
    shown = _time_of(await code_text(phone))
    assert abs(shown - clock.now().timestamp()) < 15

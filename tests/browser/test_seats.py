"""Who sits where: by proposal, by mouse, by finger and by keys alone."""

import pytest
from playwright.async_api import Locator, expect

from tests.browser import setting_up
from tests.browser.chromium import PHONE
from tests.browser.conftest import Arrive
from tests.browser.events import Event, an_event, guests_who_come
from tests.browser.visitor import Visitor
from tests.pdfs import text_of

pytestmark = pytest.mark.browser


@pytest.fixture
async def event(arrive: Arrive) -> Event:
    """Four guests, two of them with somebody, and two tables for four."""
    event = await an_event(arrive)
    await guests_who_come(event, "Ada Ampel", "Max Kern")
    await guests_who_come(event, "Erika Muster", "Otto Zorn", companions=1)
    room = await setting_up.send(event.clerk, f"{event.path}/seating/rooms", {"name": "Saal"})
    await setting_up.send(
        event.clerk,
        f"{event.path}/seating/rooms/{room['id']}/blocks",
        {"kind": "table", "name": "Tisch", "count": 2, "seats": 4},
    )
    return event


def _plan_of(event: Event) -> str:
    return f"/amt/{event.office}/feiern/{event.id}/plaetze"


def _seat(visitor: Visitor, table: int, number: int) -> Locator:
    return visitor.main.get_by_role("button", name=f"Tisch {table}, Platz {number}:")


def _waiting(visitor: Visitor, name: str) -> Locator:
    return visitor.main.get_by_role("list", name="Ohne Platz").get_by_role("button", name=name)


async def _sits(visitor: Visitor, table: int, number: int, name: str) -> None:
    await expect(_seat(visitor, table, number)).to_contain_text(name)


async def test_a_room_is_made_and_filled_by_proposal_and_printed(arrive: Arrive) -> None:
    event = await an_event(arrive)
    await guests_who_come(event, "Ada Ampel", "Erika Muster", companions=1)
    clerk = event.clerk
    await clerk.open(_plan_of(event))
    await clerk.reads("0 von 4 Personen haben einen Platz.", "Noch kein Raum")
    await clerk.press_at(clerk.button("Raum anlegen").first, "Raum anlegen")
    await clerk.fill("Name des Raums", "Saal")
    await clerk.press_at(
        clerk.main.get_by_role("dialog").get_by_role("button", name="Raum anlegen"), "Anlegen"
    )
    await clerk.fill("Wie viele", "2")
    await clerk.press("Anlegen")
    await clerk.press("Plätze vorschlagen")
    await clerk.press("Vorschlag übernehmen")
    await clerk.reads("4 von 4 Personen haben einen Platz.", "Alle haben einen Platz")
    await _sits(clerk, 1, 1, "Ada Ampel")
    await _sits(clerk, 1, 2, "Begleitung von Ada Ampel")
    cards = await clerk.page.context.request.get(f"{event.path}/seating/place-cards.pdf")
    assert "Erika Muster" in text_of(await cards.body())
    await clerk.press("Rückgängig")
    await clerk.reads("0 von 4 Personen haben einen Platz.")


async def test_keys_alone_seat_a_party_swap_and_take_back(event: Event) -> None:
    clerk, keys = event.clerk, event.clerk.page.keyboard
    await clerk.open(_plan_of(event))
    await _waiting(clerk, "Erika Muster").first.focus()
    await keys.press("Enter")
    await expect(_seat(clerk, 1, 1)).to_be_focused()
    await keys.press("Enter")
    await _sits(clerk, 1, 1, "Erika Muster")
    await _sits(clerk, 1, 2, "Begleitung von Erika Muster")

    await _seat(clerk, 1, 1).focus()
    await keys.press("Enter")
    for key in ("ArrowDown", "ArrowDown"):
        await keys.press(key)
    await expect(_seat(clerk, 1, 3)).to_be_focused()
    await keys.press("ArrowRight")
    await expect(_seat(clerk, 2, 3)).to_be_focused()
    await keys.press("Enter")
    await _sits(clerk, 2, 3, "Erika Muster")
    await _sits(clerk, 1, 1, "frei")

    await keys.press("Control+z")
    await _sits(clerk, 1, 1, "Erika Muster")
    await _seat(clerk, 1, 1).focus()
    await keys.press("Delete")
    await _sits(clerk, 1, 1, "frei")
    await expect(_waiting(clerk, "Erika Muster")).to_have_count(1)


async def test_a_mouse_drags_onto_a_seat_swaps_and_drags_away(event: Event) -> None:
    clerk = event.clerk
    await clerk.open(_plan_of(event))
    await _drag(clerk, _waiting(clerk, "Ada Ampel"), _seat(clerk, 1, 1))
    await _sits(clerk, 1, 1, "Ada Ampel")
    await _drag(clerk, _waiting(clerk, "Max Kern"), _seat(clerk, 1, 2))
    await _sits(clerk, 1, 2, "Max Kern")
    await _drag(clerk, _seat(clerk, 1, 1), _seat(clerk, 1, 2))
    await _sits(clerk, 1, 1, "Max Kern")
    await _sits(clerk, 1, 2, "Ada Ampel")
    await _drag(clerk, _seat(clerk, 1, 2), clerk.main.get_by_role("heading", name="Gäste"))
    await _sits(clerk, 1, 2, "frei")
    await expect(_waiting(clerk, "Ada Ampel")).to_be_visible()


async def test_a_finger_drags_after_holding_and_presses_without(arrive: Arrive, event: Event) -> None:
    phone = await arrive(PHONE, storage_state=await event.clerk.page.context.storage_state())
    await phone.open(_plan_of(event))
    await _waiting(phone, "Max Kern").tap()
    await _seat(phone, 1, 1).tap()
    await _sits(phone, 1, 1, "Max Kern")

    touch = await phone.page.context.new_cdp_session(phone.page)
    await _seat(phone, 1, 3).scroll_into_view_if_needed()
    (x, y), (onto_x, onto_y) = [await _middle(_seat(phone, 1, number)) for number in (1, 3)]
    await touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    await expect(_seat(phone, 1, 1)).to_have_attribute("aria-pressed", "true")
    for point in ({"x": x, "y": (y + onto_y) / 2}, {"x": onto_x, "y": onto_y}):
        await touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    await touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    await _sits(phone, 1, 3, "Max Kern")
    await _sits(phone, 1, 1, "frei")


async def _middle(place: Locator) -> tuple[float, float]:
    box = await place.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


async def _drag(visitor: Visitor, what: Locator, onto: Locator) -> None:
    mouse = visitor.page.mouse
    await what.scroll_into_view_if_needed()
    start, end = await _middle(what), await _middle(onto)
    await mouse.move(*start)
    await mouse.down()
    await mouse.move(*end, steps=5)
    await mouse.up()

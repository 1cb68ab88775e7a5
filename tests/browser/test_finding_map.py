"""The map beside the list: loaded where it is shown, drawn without asking anybody else, and never the only way."""

import io
import re
from collections import Counter

import pytest
from PIL import Image
from playwright.async_api import Locator, expect

from tests.browser.chromium import PHONE
from tests.browser.conftest import Arrive
from tests.browser.finding_screen import Asked, hits, loaded, offers, search_for
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

PARTS_OF_THE_MAP = r"^/assets/(map|maplibre|municipalities)|^/api/benefits/map"


def _map(visitor: Visitor) -> Locator:
    return visitor.main.get_by_role("region", name=re.compile("^Landkarte der Vorteile"))


def _bubbles(visitor: Visitor) -> Locator:
    return visitor.main.get_by_role(
        "button", name=re.compile("^[0-9.]+ Vorteile? (an diesem Ort|in dieser Gegend)")
    )


async def _offers_on_it(visitor: Visitor) -> int:
    """As its bubbles count them; those without room are there as well."""
    numbers: list[int] = await visitor.main.locator(".bubble").evaluate_all(
        "(bubbles) => bubbles.map(({ dataset }) => Number(dataset.offers))"
    )
    return sum(numbers)


async def _waits_for(visitor: Visitor, number: int) -> None:
    await visitor.page.wait_for_function(
        "(number) => [...document.querySelectorAll('.bubble')]"
        ".reduce((sum, { dataset }) => sum + Number(dataset.offers), 0) === number",
        arg=number,
    )


async def _in_all_places(visitor: Visitor, **query: str) -> int:
    points: list[int] = (await visitor.instance.get("/api/benefits/map", **query))["points"]
    return sum(points[2::3])


@pytest.fixture
async def desk(arrive: Arrive) -> Visitor:
    """Somebody with list and map before them."""
    visitor = await arrive()
    await visitor.open("/vorteile")
    await expect(_bubbles(visitor).first).to_be_visible()
    return visitor


async def test_on_a_phone_the_map_is_loaded_only_when_it_is_shown(arrive: Arrive) -> None:
    phone = await arrive(PHONE)
    asked = Asked(phone.page.context)
    await phone.open("/vorteile")
    await loaded(phone)
    await phone.page.wait_for_load_state("networkidle")
    assert asked.paths(PARTS_OF_THE_MAP) == []
    await phone.press("Landkarte")
    await expect(_bubbles(phone).first).to_be_visible()
    assert len(asked.paths(PARTS_OF_THE_MAP)) >= 4
    await expect(offers(phone)).to_have_count(0)
    await phone.page.reload()
    await expect(_bubbles(phone).first).to_be_visible()
    await phone.press("Liste")
    await expect(offers(phone).first).to_be_visible()
    await expect(_map(phone)).to_have_count(0)


async def test_towns_are_drawn_and_every_place_is_in_a_bubble(desk: Visitor) -> None:
    await _waits_for(desk, await _in_all_places(desk))
    colours = await _colours(desk)
    (_, most), (_, second) = colours.most_common(2)
    # Land and what lies around it.
    assert second > 0.1 * colours.total() and most + second > 0.7 * colours.total()
    await desk.choose("Bereich", "Freizeit und Sport")
    await _waits_for(desk, await _in_all_places(desk, category="leisure_sport"))


async def _colours(visitor: Visitor) -> Counter[tuple[int, ...]]:
    picture = Image.open(io.BytesIO(await _map(visitor).screenshot())).convert("RGB")
    return Counter({colour: number for number, colour in picture.getcolors(picture.width * picture.height)})  # type: ignore[misc, union-attr]


async def test_a_cluster_opens_into_its_places_and_a_place_lists_its_offers(desk: Visitor) -> None:
    await search_for(desk, "Monheim")
    await expect(hits(desk)).to_contain_text("4 Treffer")
    await _waits_for(desk, 4)
    heading = desk.main.get_by_role("heading", name=re.compile("^4 Vorteile an diesem Ort$"))
    # As close as it takes: the list names no streets, so all four stand in the middle of the town.
    for _ in range(12):
        await _bubbles(desk).first.click()
        await desk.page.wait_for_timeout(400)
        if await heading.is_visible():
            break
    await expect(heading).to_be_focused()
    panel = desk.main.get_by_role("region", name="4 Vorteile an diesem Ort")
    await expect(panel.get_by_role("listitem")).to_have_count(4)
    await expect(panel.get_by_role("link").filter(has_text="mona mare")).to_be_visible()
    await expect(panel).not_to_contain_text("km")
    await desk.press("Schließen")
    await expect(panel).to_have_count(0)


async def test_a_place_opens_with_the_keyboard_and_leads_to_its_offer(desk: Visitor) -> None:
    await search_for(desk, "Lemgo")
    place = desk.main.get_by_role("button", name="1 Vorteil an diesem Ort, anzeigen")
    await expect(_bubbles(desk)).to_have_count(1)
    await place.focus()
    await desk.page.keyboard.press("Enter")
    await expect(desk.main.get_by_role("heading", name="Ein Vorteil an diesem Ort")).to_be_focused()
    for _ in range(2):
        await desk.page.keyboard.press("Tab")
    await desk.page.keyboard.press("Enter")
    await expect(desk.title).to_have_text("Ermäßigte Eintrittskarten")
    await desk.reads("TBV Lemgo")


async def test_a_press_on_a_town_shows_its_offers(desk: Visitor) -> None:
    box = await _map(desk).bounding_box()
    assert box
    hovered = desk.main.locator(".hovered strong")
    # Near the upper edge of the state, far from the bubbles of the demo.
    for across in (0.45, 0.5, 0.55, 0.6, 0.4):
        await desk.page.mouse.move(box["x"] + across * box["width"], box["y"] + 0.42 * box["height"])
        await desk.page.wait_for_timeout(300)
        if await hovered.is_visible():
            break
    town = await hovered.inner_text()
    await desk.page.mouse.down()
    await desk.page.mouse.up()
    await expect(hits(desk)).to_contain_text(f"in {town} und landesweit")
    await expect(desk.main.get_by_role("button", name=f"Ort: {town}")).to_be_visible()
    await expect(desk.page).to_have_url(re.compile(r"municipality=05\d{6}"))
    await desk.press("Ort entfernen")
    await expect(hits(desk)).not_to_contain_text("und landesweit")


async def test_the_keyboard_can_skip_the_map(desk: Visitor) -> None:
    skip = desk.main.get_by_role("link", name="Landkarte überspringen")
    await desk.button("Mehr laden").focus()
    await desk.page.keyboard.press("Tab")
    await expect(skip).to_be_focused()
    await expect(skip).to_be_in_viewport()
    await desk.page.keyboard.press("Enter")
    await desk.page.keyboard.press("Tab")
    await expect(desk.page.get_by_role("contentinfo").get_by_role("link").first).to_be_focused()


async def test_nobody_else_is_asked_for_anything(arrive: Arrive) -> None:
    visitor = await arrive(geolocation={"latitude": 50.94, "longitude": 6.96}, permissions=["geolocation"])
    asked = Asked(visitor.page.context)
    await visitor.open("/vorteile")
    await expect(_bubbles(visitor).first).to_be_visible()
    await visitor.press("In meiner Nähe")
    await expect(offers(visitor).first).to_contain_text("km")
    await visitor.press("Vergrößern")
    await visitor.page.wait_for_load_state("networkidle")
    await offers(visitor).first.get_by_role("link").click()
    await expect(visitor.button("Teilen")).to_be_visible()
    await visitor.page.wait_for_load_state("networkidle")
    assert len(asked.paths(PARTS_OF_THE_MAP)) >= 4
    assert asked.hosts() == {visitor.instance.address.removeprefix("http://")}


async def test_where_no_map_can_be_drawn_the_list_has_everything(arrive: Arrive) -> None:
    visitor = await arrive()
    await visitor.page.route("**/assets/municipalities-*", lambda route: route.abort())
    await visitor.open("/vorteile")
    await visitor.reads("Die Landkarte lässt sich auf diesem Gerät nicht zeichnen.")
    await expect(offers(visitor).first).to_be_visible()

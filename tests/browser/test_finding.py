"""Finding offers in the list: words as people type them, filters, nearness, links, and what goes wrong."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.async_api import Browser, Route, expect

from ehrenamtskarte import demo
from ehrenamtskarte.core import clock
from tests.browser.card_screen import kept_on_device
from tests.browser.chromium import DESK, PHONE
from tests.browser.conftest import Arrive, arrivals
from tests.browser.finding_data import (
    JUBILEE_ONLY,
    SIEGBURG,
    SPELLED,
    STANDARD_ONLY,
    TYPED,
    hand_in_further,
)
from tests.browser.finding_screen import SEARCH, Asked, hits, loaded, names, offers, search_for
from tests.browser.instance import Instance
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

DOM = {"latitude": 50.9413, "longitude": 6.9583}
PAGE = 24
CAKE_DAYS = (1, 2, 3, 4)
"""The café of the demo gives cake from Tuesday to Friday."""
COUNT_QUESTIONS = """
window.questions = 0;
for (const name of ['getCurrentPosition', 'watchPosition']) {
    const asked = navigator.geolocation[name].bind(navigator.geolocation);
    navigator.geolocation[name] = (...given) => { window.questions += 1; return asked(...given); };
}
"""
NOTE_SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) {
        const moved = sources.map(({ node }) => node?.nodeType === 1 ? node : node?.parentElement);
        const inList = moved.some((element) => element?.closest('section[aria-label=Vorteile]'));
        window.shifts.push({ value, inList, moved: moved.map((element) => element?.outerHTML.slice(0, 200)) });
    }
}).observe({ type: 'layout-shift', buffered: true });
"""
HARDLY = 0.01
"""The type that comes after its stand-in; 0.1 counts as good."""


@pytest.fixture(scope="module")
async def finder(instance: Instance, chromium: Browser) -> AsyncIterator[Visitor]:
    """Somebody who keeps typing into the same list."""
    async with arrivals(instance, chromium) as arrive:
        visitor = await arrive()
        await visitor.open("/vorteile")
        yield visitor


@pytest.fixture(scope="module", autouse=True)
async def further_offers(instance: Instance, chromium: Browser) -> None:
    await hand_in_further(instance, chromium)


@pytest.fixture
async def desk(arrive: Arrive) -> Visitor:
    """Somebody with the whole list before them."""
    visitor = await arrive()
    await visitor.open("/vorteile")
    await loaded(visitor)
    return visitor


async def _total(visitor: Visitor, **query: str) -> int:
    return int((await visitor.instance.get("/api/benefits", **query))["total"])


@pytest.mark.parametrize(("typed", "understood", "provider"), TYPED, ids=str)
async def test_words_with_mistakes_find_what_was_meant_and_say_so(
    finder: Visitor, typed: str, understood: str, provider: str
) -> None:
    await search_for(finder, typed)
    await expect(hits(finder)).to_contain_text(f"Gesucht nach „{understood}“")
    await expect(offers(finder).filter(has_text=f"{provider}, ").first).to_be_visible()
    assert len(await names(finder)) < PAGE


def test_every_offer_of_the_published_list_is_looked_for() -> None:
    rows = (Path(demo.__file__).parent / "data" / "benefits_sample.csv").read_text().splitlines()[1:]
    assert sorted(row.split(",")[1] for row in rows) == sorted(provider for *_, provider in TYPED)


@pytest.mark.parametrize(("typed", "provider"), SPELLED)
async def test_umlauts_case_and_compounds_are_no_mistakes(finder: Visitor, typed: str, provider: str) -> None:
    await search_for(finder, typed)
    await expect(offers(finder).filter(has_text=f"{provider}, ").first).to_be_visible()
    await expect(hits(finder)).to_have_text(re.compile(r"^\s*(Ein|\d+) Treffer\s*$"))


async def test_a_filter_narrows_the_list_and_its_cross_takes_it_out(desk: Visitor) -> None:
    whole = await names(desk)
    await desk.choose("Bereich", "Kultur")
    await expect(hits(desk)).to_have_text(f"{await _total(desk, category='culture')} Treffer")
    assert all(name.split(" · ")[1].startswith("Kultur") for name in await names(desk))
    await desk.press("Bereich entfernen")
    await expect(hits(desk)).to_contain_text("Vorteile")
    assert await names(desk) == whole
    await expect(desk.main.get_by_label("Bereich", exact=True)).to_be_focused()
    assert urlsplit(desk.page.url).query == ""


async def _choose_town(visitor: Visitor, letters: str, town: str) -> None:
    await visitor.press("Alle Orte")
    await visitor.main.get_by_role("combobox", name="Ort oder Postleitzahl").press_sequentially(letters)
    option = visitor.main.get_by_role("option", name=re.compile(f"^{town}")).first
    await visitor.press_at(option, town)


async def test_a_town_shows_what_holds_there_and_everywhere(desk: Visitor) -> None:
    await _choose_town(desk, "Siegb", "Siegburg")
    await expect(hits(desk)).to_contain_text("in Siegburg und landesweit")
    found = await names(desk)
    assert {name.split(" · ")[0].rsplit(", ", 1)[1] for name in found} == {"Siegburg", "landesweit"}
    assert len(found) == await _total(desk, municipality=SIEGBURG)
    await desk.press("Ort entfernen")
    await expect(desk.button("Alle Orte")).to_be_focused()
    await expect(hits(desk)).to_have_text(f"{await _total(desk)} Vorteile")


async def test_the_card_decides_which_offers_there_are(desk: Visitor) -> None:
    await search_for(desk, "Xanten")
    await desk.press("Filter")
    for card, theirs, others in (
        ("Jubiläumskarte", JUBILEE_ONLY, STANDARD_ONLY),
        ("Ehrenamtskarte", STANDARD_ONLY, JUBILEE_ONLY),
    ):
        await desk.tick(card)
        await expect(offers(desk).filter(has_text=others)).to_have_count(0)
        await expect(offers(desk).filter(has_text=theirs)).to_have_count(1)
    await desk.press("Weitere Filter entfernen")
    await expect(offers(desk)).to_have_count(2)


async def test_what_is_new_online_or_valid_today_stands_alone_where_wanted(desk: Visitor) -> None:
    await desk.press("Filter")
    await desk.tick("Neu in den letzten 30 Tagen")
    await expect(hits(desk)).to_have_text(f"{await _total(desk, new='true')} Treffer")
    assert all(" Neu" in name for name in await names(desk))
    await search_for(desk, "Rheinwelle")
    await expect(offers(desk).filter(has_text="Halber Eintritt in beide Bäder")).to_have_count(0)
    await desk.press("Weitere Filter entfernen")
    await expect(offers(desk).filter(has_text="Halber Eintritt in beide Bäder")).to_have_count(1)
    await search_for(desk, "")
    await desk.press("Filter")
    await desk.tick("Online nutzbar")
    await expect(offers(desk)).to_have_count(await _total(desk, online="true"))
    await expect(offers(desk).filter(has_text="15 % auf E-Books und Hörbücher")).to_have_count(1)
    await desk.press("Weitere Filter entfernen")
    await search_for(desk, "Mühlenhof")
    await expect(offers(desk)).to_have_count(1)
    given_today = clock.today().weekday() in CAKE_DAYS
    await expect(offers(desk).filter(has_text="Heute nicht")).to_have_count(0 if given_today else 1)
    await desk.press("Heute gültig")
    await expect(offers(desk)).to_have_count(1 if given_today else 0)


async def test_on_a_phone_all_filters_stand_behind_one_button(arrive: Arrive) -> None:
    phone = await arrive(PHONE)
    await phone.open("/vorteile")
    await phone.press("Filter")
    await phone.choose("Bereich", "Kultur")
    await phone.tick("Neu in den letzten 30 Tagen")
    await phone.page.keyboard.press("Escape")
    opener = phone.main.get_by_role("button", name="Filter: 2 Filter")
    await expect(opener).to_be_focused()
    await expect(hits(phone)).to_have_text(f"{await _total(phone, category='culture', new='true')} Treffer")
    await phone.press("Weitere Filter entfernen")
    await expect(hits(phone)).to_have_text(f"{await _total(phone)} Vorteile")


async def test_more_of_the_list_comes_when_asked_for_and_nothing_twice(desk: Visitor) -> None:
    await desk.main.get_by_label("Sortieren").select_option(label="Von A bis Z")
    await expect(desk.main.get_by_text(f"{PAGE} von {await _total(desk)}")).to_be_visible()
    first = await names(desk)
    assert len(first) == PAGE
    await desk.press("Mehr laden")
    await expect(desk.button("Mehr laden")).to_have_count(0)
    both = await names(desk)
    assert both[:PAGE] == first
    links = await offers(desk).get_by_role("link").evaluate_all("(links) => links.map(({ href }) => href)")
    assert len(set(links)) == len(links) == await _total(desk)


async def test_sorting_by_nearness_asks_for_the_position_only_when_pressed(arrive: Arrive) -> None:
    visitor = await arrive(geolocation=DOM, permissions=["geolocation"])
    await visitor.page.add_init_script(COUNT_QUESTIONS)
    asked = Asked(visitor.page.context)
    await visitor.open("/vorteile")
    await visitor.choose("Bereich", "Freizeit und Sport")
    await loaded(visitor)
    assert await visitor.page.evaluate("questions") == 0
    await visitor.press("In meiner Nähe")
    await expect(visitor.main.get_by_label("Sortieren")).to_have_value("distance")
    await expect(offers(visitor).first).to_contain_text("km")
    found = [re.search(r"([\d,]+) km$", name) for name in await names(visitor)]
    distances = [float(km[1].replace(",", ".")) for km in found if km]
    assert len(distances) > 3 and distances == sorted(distances) and distances[0] < 10
    assert await visitor.page.evaluate("questions") == 1
    # The address can be passed on; where somebody is stays with them, and goes to the service within 100 m.
    assert parse_qs(urlsplit(visitor.page.url).query)["near"] == ["me"]
    sent = [parse_qs(urlsplit(path).query)["near"] for path in asked.paths("near=")]
    assert sent and all(near == ["50.941,6.958"] for near in sent)
    await visitor.press("In meiner Nähe")
    await expect(visitor.main.get_by_label("Sortieren")).to_have_value("")
    await expect(offers(visitor).filter(has_text=" km")).to_have_count(0)


async def test_a_position_that_is_refused_is_a_sentence_and_the_list_stays(desk: Visitor) -> None:
    whole = await names(desk)
    await desk.press("In meiner Nähe")
    refusal = desk.main.get_by_role("alert").filter(has_text="Ihr Gerät hat den Standort nicht freigegeben.")
    await expect(refusal).to_be_visible()
    await expect(desk.button("In meiner Nähe")).to_have_attribute("aria-pressed", "false")
    assert await names(desk) == whole


async def test_a_link_that_says_near_me_asks_nobody_who_was_never_asked(arrive: Arrive) -> None:
    visitor = await arrive()
    await visitor.page.add_init_script(COUNT_QUESTIONS)
    await visitor.open("/vorteile?near=me&sort=distance")
    await expect(offers(visitor)).to_have_count(PAGE)
    assert await visitor.page.evaluate("questions") == 0


async def test_a_link_with_filters_shows_others_the_same(desk: Visitor, arrive: Arrive) -> None:
    await search_for(desk, "eintrit")
    await desk.choose("Bereich", "Kultur")
    await _choose_town(desk, "Köln", "Köln")
    await desk.press("Filter")
    await desk.tick("Ehrenamtskarte")
    await desk.tick("Neu in den letzten 30 Tagen")
    await desk.press("Heute gültig")
    await desk.main.get_by_label("Sortieren").select_option(label="Von A bis Z")
    await expect(hits(desk)).to_contain_text("3 Treffer in Köln und landesweit")
    other = await arrive()
    await other.open(desk.page.url)
    await expect(hits(other)).to_have_text(await hits(desk).inner_text())
    assert await names(other) == await names(desk)
    await expect(other.main.get_by_label(SEARCH)).to_have_value("eintrit")
    await expect(other.main.get_by_label("Bereich", exact=True)).to_have_value("culture")
    await expect(other.main.get_by_role("button", name="Ort: Köln")).to_be_visible()
    await expect(other.main.get_by_role("button", name="Filter: Ehrenamtskarte, Neu")).to_be_visible()
    await expect(other.button("Heute gültig")).to_have_attribute("aria-pressed", "true")
    await expect(other.main.get_by_label("Sortieren")).to_have_value("name")


async def test_back_leads_to_where_one_was(desk: Visitor) -> None:
    await desk.main.get_by_label("Sortieren").select_option(label="Von A bis Z")
    await desk.press("Mehr laden")
    whole = await names(desk)
    assert len(whole) > PAGE
    line = offers(desk).nth(PAGE + 1).get_by_role("link")
    await line.scroll_into_view_if_needed()
    before = await desk.page.evaluate("scrollY")
    assert before > 500
    await line.click()
    await expect(desk.page).to_have_url(re.compile(r"/vorteile/[0-9a-f-]{36}$"))
    await expect(desk.button("Teilen")).to_be_visible()
    assert await desk.page.evaluate("scrollY") == 0
    await desk.page.go_back()
    await expect(offers(desk)).to_have_count(len(whole))
    assert await names(desk) == whole
    await desk.page.wait_for_function("(y) => Math.abs(scrollY - y) < 5", arg=before)


async def test_without_a_hit_there_is_a_way_out(desk: Visitor) -> None:
    await search_for(desk, "qqqxyzzy")
    await desk.reads("Dazu haben wir nichts gefunden.", "Versuchen Sie einen kürzeren Begriff")
    await expect(hits(desk)).to_have_text("0 Treffer")
    await desk.press("Alle Filter entfernen")
    await expect(offers(desk)).to_have_count(PAGE)
    await expect(desk.main.get_by_label(SEARCH)).to_have_value("")


async def test_a_service_that_is_away_is_a_sentence_and_trying_again_helps(desk: Visitor) -> None:
    async def away(route: Route) -> None:
        await route.fulfill(status=503, body="")

    await desk.page.route("**/api/benefits?*", away)
    await desk.choose("Bereich", "Kultur")
    problem = desk.main.get_by_role("alert").filter(has_text="Noch einmal versuchen")
    await expect(problem).to_be_visible()
    # What was there before still is, and can be read.
    await expect(offers(desk)).to_have_count(PAGE)
    await desk.page.reload()
    await expect(problem).to_be_visible()
    await expect(offers(desk)).to_have_count(0)
    await desk.page.unroute("**/api/benefits?*")
    await desk.press("Noch einmal versuchen")
    await expect(hits(desk)).to_have_text(f"{await _total(desk, category='culture')} Treffer")


async def test_without_a_network_it_says_so_and_comes_back_by_itself(arrive: Arrive) -> None:
    phone = await arrive(PHONE)
    await phone.open("/vorteile")
    await kept_on_device(phone)
    await phone.page.context.set_offline(True)
    await phone.open("/vorteile?category=culture")
    await phone.reads("Ohne Netz können wir gerade keine Vorteile laden.", "Tipp für das nächste Mal")
    await phone.page.context.set_offline(False)
    await expect(hits(phone)).to_have_text(f"{await _total(phone, category='culture')} Treffer")


@pytest.mark.parametrize("device", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("path", ["/vorteile", "/vorteile?q=musseum&category=culture"])
async def test_the_list_does_not_move_while_it_comes(
    arrive: Arrive, device: dict[str, object], path: str
) -> None:
    visitor = await arrive(device)
    await visitor.page.add_init_script(NOTE_SHIFTS)
    await visitor.open(path)
    await loaded(visitor)
    await expect(offers(visitor).first).to_be_visible()
    await visitor.page.evaluate("document.fonts.ready")
    await visitor.page.wait_for_load_state("networkidle")
    shifts = await visitor.page.evaluate("shifts")
    assert not any(shift["inList"] for shift in shifts), shifts
    assert sum(shift["value"] for shift in shifts) < HARDLY, shifts


@pytest.mark.parametrize(
    "query",
    [
        "near=…&category=quatsch",
        "municipality=abc&card=gold&sort=teuer&page=xx&today=vielleicht",
        "near=91,181&radius=-1",
    ],
)
async def test_what_an_address_cannot_mean_is_left_out(arrive: Arrive, query: str) -> None:
    visitor = await arrive()
    await visitor.open(f"/vorteile?{query}")
    await expect(hits(visitor)).to_have_text(f"{await _total(visitor)} Vorteile")
    await expect(offers(visitor)).to_have_count(PAGE)


async def test_a_town_nobody_knows_and_a_script_as_search_do_no_harm(arrive: Arrive) -> None:
    visitor = await arrive()
    await visitor.open("/vorteile?municipality=05999999")
    await expect(hits(visitor)).to_have_text(f"{await _total(visitor)} Vorteile")
    await search_for(visitor, '<img src=x onerror="document.title=1">' + "a" * 40_000)
    await visitor.reads("Dazu haben wir nichts gefunden.")
    assert await visitor.page.title() != "1"
    assert len(await visitor.main.get_by_label(SEARCH).input_value()) == 100


async def test_the_search_finds_the_pools_in_english_too(arrive: Arrive) -> None:
    visitor = await arrive()
    await visitor.open("/vorteile?q=admision%20pools")
    await visitor.page.get_by_role("button", name="English").click()
    await visitor.reads("Half admission to both pools", "Searched for", "One hit")

"""The page of an offer and what goes out from it: links, favourites, reports, paper, a copy for the phone, figures."""

import asyncio
import json
import re
import time
from collections.abc import Callable

import pytest
from playwright.async_api import Locator, Page, Request, expect

from tests import pdfs
from tests.browser import setting_up
from tests.browser.card_screen import kept_on_device
from tests.browser.chromium import DESK, PHONE
from tests.browser.conftest import Arrive
from tests.browser.finding_data import KOELN, POOLS, SIEGBURG
from tests.browser.finding_screen import hits, loaded, names, offers, search_for
from tests.browser.instance import PATIENCE
from tests.browser.shops import a_shop
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

HALF_PRICE = "Halber Eintritt in beide Bäder"
CLIPBOARD = ["clipboard-read", "clipboard-write"]
PETRA = "petra.wellmann@demo.example"
"""She manages the pools."""
BETWEEN_WRITES = 10
"""Seconds; looks are counted in the process until then."""
WORDS = "Ich sollte <b>alles</b> bezahlen."
NOBODY = "00000000-0000-0000-0000-000000000000"


async def _open_offer(visitor: Visitor, words: str) -> str:
    """Through the list, as everybody comes."""
    await visitor.open("/vorteile")
    await search_for(visitor, words)
    await visitor.press_at(offers(visitor).filter(has_text=words).get_by_role("link"), words)
    await expect(visitor.title).to_have_text(words)
    return visitor.page.url


async def _is_known(visitor: Visitor) -> None:
    """Pages for everybody ask who somebody is only where this browser was signed in with before."""
    await visitor.open("/mein")
    await expect(visitor.title).to_contain_text("Guten Tag")


async def test_an_offer_tells_what_how_and_where(arrive: Arrive) -> None:
    visitor = await arrive()
    await _open_offer(visitor, HALF_PRICE)
    await visitor.reads(
        POOLS,
        "Einzelkarten, nicht für die Sauna.",
        "Einmal am Tag",
        "Ehrenamtskarte und Jubiläumskarte",
        "Hallenbad Ehrenfeld",
        "Wellengasse 4, 50823 Köln",
        "Lifter ins Becken, bitte an der Kasse fragen.",
        "Geöffnet von Mai bis September.",
    )
    picture = visitor.main.get_by_role("img", name="Gezeichnete Wellen unter einer gelben Sonne")
    await expect(picture).to_be_visible()
    assert await picture.evaluate("(image) => image.complete && image.naturalWidth > 100")
    # The way leads through the phone's own map; nobody else learns of it.
    way = visitor.main.get_by_role("link", name="Weg dorthin: Hallenbad Ehrenfeld")
    await expect(way).to_have_attribute("href", re.compile(r"^geo:50\.9512,6\.9176"))


async def test_a_link_that_is_shared_opens_the_offer(arrive: Arrive) -> None:
    visitor = await arrive(permissions=CLIPBOARD)
    address = await _open_offer(visitor, HALF_PRICE)
    await visitor.press("Teilen")
    await visitor.reads("Der Link ist kopiert.")
    shared = await visitor.page.evaluate("navigator.clipboard.readText()")
    assert shared == address.split("?")[0]
    friend = await arrive(PHONE)
    await friend.open(shared)
    await expect(friend.title).to_have_text(HALF_PRICE)
    await friend.press("Alle Vorteile")
    await expect(offers(friend).first).to_be_visible()


async def test_keeping_an_offer_leads_through_signing_in_and_back_to_it(arrive: Arrive) -> None:
    visitor = await arrive()
    address = await _open_offer(visitor, HALF_PRICE)
    await visitor.press("Merken")
    await visitor.sign_in("merkt-sich@engagiert.example")
    await expect(visitor.page).to_have_url(address)
    keep = visitor.main.get_by_role("button", name=re.compile("^(Merken|Gemerkt)$"))
    await expect(keep).to_be_visible()
    if await keep.inner_text() == "Gemerkt":
        await _press_and_wait(visitor, "Gemerkt")
    await _press_and_wait(visitor, "Merken")
    await expect(keep).to_have_attribute("aria-pressed", "true")
    kept = await setting_up.fetch(visitor, "/api/me/favourites")
    assert [favourite["benefit"]["title"]["de"] for favourite in kept] == [HALF_PRICE]
    await visitor.page.reload()
    await expect(keep).to_have_text("Gemerkt")
    await _press_and_wait(visitor, "Gemerkt")
    await expect(keep).to_have_attribute("aria-pressed", "false")
    assert await setting_up.fetch(visitor, "/api/me/favourites") == []


async def _press_and_wait(visitor: Visitor, name: str) -> None:
    """The heart fills at once; the service answers a moment later."""
    async with visitor.page.expect_response("**/api/me/favourites/*"):
        await visitor.press(name)


async def test_a_problem_is_reported_by_those_who_sign_in(arrive: Arrive, erika: str) -> None:
    shop = await a_shop(arrive)
    address = f"{shop.manager.instance.address}/vorteile/{shop.benefit}"
    visitor = await arrive()
    await visitor.open(address)
    await visitor.press("Problem melden")
    dialog = visitor.page.get_by_role("dialog")
    await expect(dialog).to_contain_text("Zum Melden melden Sie sich bitte an")
    await dialog.get_by_role("link", name="Anmelden").click()
    await visitor.sign_in(erika)
    await expect(visitor.page).to_have_url(address)
    await visitor.press("Problem melden")
    await _send(dialog)
    # What it is about has to be said.
    await expect(dialog.get_by_label("Was war los?")).to_be_focused()
    await _report(dialog)
    await visitor.reads("Danke. Ihre Meldung ist angekommen.")
    await expect(dialog).to_be_hidden()
    reports = await setting_up.fetch(visitor, "/api/me/benefit-reports")
    assert (reports[0]["kind"], reports[0]["benefitId"]) == ("refused", shop.benefit)


async def test_a_report_that_is_refused_stays_as_it_was_typed(arrive: Arrive) -> None:
    visitor = await arrive(email="ohne-karte@engagiert.example")
    await _is_known(visitor)
    await _open_offer(visitor, HALF_PRICE)
    await visitor.press("Problem melden")
    dialog = visitor.page.get_by_role("dialog")
    await dialog.get_by_label("Wo?").select_option(label="Hallenbad Ehrenfeld, Köln")
    await _report(dialog)
    await expect(dialog.get_by_role("alert")).to_contain_text(
        "Dafür brauchen Sie eine gültige Ehrenamtskarte."
    )
    await expect(dialog.get_by_label("Was ist passiert?")).to_have_value(WORDS)


async def _report(dialog: Locator) -> None:
    await dialog.get_by_label("Was war los?").select_option(label="Der Vorteil wurde mir nicht gegeben")
    await dialog.get_by_label("Was ist passiert?").fill(WORDS)
    await _send(dialog)


async def _send(dialog: Locator) -> None:
    await dialog.get_by_role("button", name="Melden", exact=True).click()


async def test_a_code_for_the_web_is_given_to_holders_alone(arrive: Arrive, erika: str) -> None:
    words = "15 % auf E-Books und Hörbücher"
    visitor = await arrive()
    address = await _open_offer(visitor, words)
    await expect(visitor.button("Anmelden und Code holen")).to_be_visible()
    await expect(visitor.main).not_to_contain_text("LESEN-")
    holder = await arrive(email=erika)
    await _is_known(holder)
    await holder.open(address)
    await holder.press("Code holen")
    code = holder.main.locator("code")
    await expect(code).to_have_text(re.compile(r"^LESEN-\d{4}$"))
    first = await code.inner_text()
    await holder.page.reload()
    await holder.press("Code holen")
    await expect(code).to_have_text(first)


async def test_anybody_can_work_out_that_a_draw_was_fair(arrive: Arrive) -> None:
    visitor = await arrive()
    await _open_offer(visitor, "Verlosung: fünf Kraulkurse")
    await visitor.reads("Gewonnen haben die Nummern", re.compile("haben teilgenommen"))
    await visitor.press_at(visitor.main.get_by_text("So läuft die Ziehung"), "So läuft die Ziehung")
    await visitor.press("Ziehung nachrechnen")
    await visitor.reads("Nachgerechnet: Die Prüfsumme stimmt, und genau diese Nummern gewinnen.")


async def test_the_list_of_a_town_goes_on_paper(arrive: Arrive) -> None:
    visitor = await arrive()
    await visitor.open(f"/vorteile?municipality={KOELN}")
    await visitor.press("Liste drucken")
    await expect(visitor.title).to_have_text("Vorteile in Köln")
    await visitor.reads("Kultur", "Schokoladenmuseum", "In ganz Nordrhein-Westfalen", "LWL-Museen")
    await visitor.page.emulate_media(media="print")
    for gone in (visitor.page.get_by_role("banner"), visitor.button("Drucken")):
        await expect(gone).to_be_hidden()
    paper = await visitor.page.pdf(prefer_css_page_size=True)
    assert pdfs.millimetres(paper) == (210, 297)
    text = pdfs.text_of(paper)
    for words in (
        "Vorteile in Köln",
        HALF_PRICE,
        "Einmal am Tag",
        "und ein weiterer Ort",
        "Schokoladenmuseum",
    ):
        assert words in text
    assert "Siegburg" not in text and "Anmelden" not in text


async def test_the_profile_of_a_company_names_no_person(arrive: Arrive) -> None:
    visitor = await arrive()
    await _open_offer(visitor, HALF_PRICE)
    await visitor.press("Mehr über das Unternehmen")
    await expect(visitor.title).to_have_text(POOLS)
    await visitor.reads("Viele von uns sind selbst bei der Wasserrettung", HALF_PRICE, "Freibad Rodenkirchen")
    content = await visitor.page.content()
    assert "Wellmann" not in content and "demo.example" not in content
    await visitor.press_at(visitor.main.get_by_role("link", name=re.compile(HALF_PRICE)), HALF_PRICE)
    await expect(visitor.title).to_have_text(HALF_PRICE)


async def test_a_copy_of_a_town_is_searched_without_a_network(arrive: Arrive) -> None:
    phone = await arrive(PHONE)
    await phone.open(f"/vorteile?municipality={SIEGBURG}")
    await phone.press("Für unterwegs speichern")
    await phone.reads("Gespeichert: Diese Liste für Siegburg öffnet sich jetzt auch ohne Netz.")
    await phone.reads("Für unterwegs gespeichert, Stand ")
    await kept_on_device(phone)
    await phone.page.context.set_offline(True)
    await phone.open("/vorteile?sort=new")
    await phone.reads(
        re.compile(r"Ohne Netz: Sie sehen Ihre gespeicherte Liste für Siegburg, Stand heute, \d\d:\d\d Uhr")
    )
    whole = await names(phone)
    assert any("Stadtmuseum, Siegburg" in name for name in whole)
    assert not any("Aachen" in name for name in whole)
    await search_for(phone, "stadtmusem")
    await expect(hits(phone)).to_have_text("Ein Treffer")
    await phone.press_at(offers(phone).get_by_role("link"), "Stadtmuseum")
    await expect(phone.title).to_have_text("Freier Eintritt")
    await phone.reads(re.compile("Ohne Netz: Das ist Ihre gespeicherte Fassung, Stand "), "Stadtmuseum")
    await phone.page.go_back()
    await search_for(phone, "Aachen")
    await phone.reads("Dazu haben wir nichts gefunden.")
    await phone.page.context.set_offline(False)
    await expect(hits(phone)).to_contain_text("Ein Treffer")
    await expect(offers(phone)).to_contain_text("VHS-Zweckverband Südkreis")


async def test_a_copy_that_is_removed_is_gone(arrive: Arrive) -> None:
    phone = await arrive(PHONE)
    await phone.open(f"/vorteile?municipality={SIEGBURG}")
    await phone.press("Für unterwegs speichern")
    await phone.press("Entfernen")
    await expect(phone.button("Für unterwegs speichern")).to_be_visible()
    await kept_on_device(phone)
    await phone.page.context.set_offline(True)
    await phone.open("/vorteile?sort=new")
    await phone.reads("Ohne Netz können wir gerade keine Vorteile laden.")


async def test_what_was_on_the_screen_is_seen_what_lies_below_is_not_and_a_page_is_opened(
    arrive: Arrive,
) -> None:
    petra = await arrive(email=PETRA)
    company = await setting_up.tenant(petra, "partner_manager")
    before = await _counts_that_stay(petra, company)
    # The first line is on the screen, and half of the second is not.
    visitor = await arrive({**DESK, "viewport": {"width": 1280, "height": 440}})
    told = _told(visitor.page)
    await visitor.open(f"/vorteile?q=Rheinwelle&municipality={KOELN}&sort=name")
    await loaded(visitor)
    links = await offers(visitor).get_by_role("link").all()
    heights = [await link.evaluate(_SHARE_ON_SCREEN) for link in links]
    on_screen = [link for link, height in zip(links, heights, strict=True) if height > 0.6]
    assert 0 < len(on_screen) < len(links), heights
    await _until(lambda: bool(told))
    seen = [(await link.get_attribute("href") or "").rsplit("/", 1)[1] for link in on_screen]
    assert [sorted(ids) for ids in told] == [sorted(seen)]
    await on_screen[0].click()
    await expect(visitor.button("Teilen")).to_be_visible()
    wanted = (before[0] + len(on_screen), before[1] + 1)
    give_up = time.monotonic() + PATIENCE
    while (now := await _counts(petra, company)) != wanted:
        assert time.monotonic() < give_up, (before, now, wanted)
        await asyncio.sleep(0.5)


_SHARE_ON_SCREEN = """(node) => {
    const { top, bottom, height } = node.getBoundingClientRect();
    return (Math.min(bottom, innerHeight) - Math.max(top, 0)) / height;
}"""


def _told(page: Page) -> list[list[str]]:
    """The offers that the page says were seen, message by message."""
    told: list[list[str]] = []

    def heard(request: Request) -> None:
        if request.url.endswith("/api/benefit-views"):
            told.append(json.loads(request.post_data or "{}")["benefits"])

    page.on("request", heard)
    return told


async def _until(done: Callable[[], bool]) -> None:
    give_up = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < give_up
        await asyncio.sleep(0.1)


async def _counts(manager: Visitor, company: str) -> tuple[int, int]:
    """How often the company's offers were seen and opened this year, as its manager reads it."""
    total = (await setting_up.fetch(manager, f"/api/companies/{company}/figures"))["total"]
    return total["seen"], total["opened"]


async def _counts_that_stay(manager: Visitor, company: str) -> tuple[int, int]:
    """With everything that others looked at before."""
    while True:
        counts = await _counts(manager, company)
        await asyncio.sleep(BETWEEN_WRITES + 1)
        if counts == await _counts(manager, company):
            return counts


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        (f"/vorteile/{NOBODY}", "Diesen Vorteil gibt es nicht mehr."),
        ("/vorteile/quatsch", "Diesen Vorteil gibt es nicht mehr."),
        ("/vorteile/ort/05999999", "Diese Gemeinde gibt es in Nordrhein-Westfalen nicht."),
        ("/vorteile/ort/quatsch", "Diese Gemeinde gibt es in Nordrhein-Westfalen nicht."),
        (f"/unternehmen/{NOBODY}", "Dieses Unternehmen macht nicht mehr mit."),
        ("/unternehmen/quatsch", "Dieses Unternehmen macht nicht mehr mit."),
    ],
)
async def test_what_nobody_knows_is_a_sentence_that_leads_on(
    arrive: Arrive, path: str, sentence: str
) -> None:
    visitor = await arrive()
    await visitor.open(path)
    await visitor.reads(re.compile(re.escape(sentence)))
    await expect(visitor.main.get_by_role("button", name="Noch einmal versuchen")).to_have_count(0)
    await visitor.press_at(visitor.main.get_by_role("link", name="Alle Vorteile").last, "Alle Vorteile")
    await expect(offers(visitor).first).to_be_visible()

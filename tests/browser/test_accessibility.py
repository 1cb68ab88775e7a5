"""Every screen, in both colour schemes, on the smallest phone and on a desk: WCAG 2.2 AA as far as a program can tell."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.async_api import Browser, Locator, expect

from ehrenamtskarte.demo import cast
from tests.browser import setting_up
from tests.browser.award_states import AWARD_SCREENS, AWARD_STATES, award_visitors
from tests.browser.camera import Camera
from tests.browser.card_screen import living_code, paste, photograph, sees
from tests.browser.chromium import DESK, PHONE
from tests.browser.conftest import Arrive, arrivals, with_card
from tests.browser.event_states import EVENT_SCREENS, EVENT_STATES, event_visitors
from tests.browser.finding_states import FINDING_STATES, places_to_find
from tests.browser.finding_states import State as FindingState
from tests.browser.instance import Instance
from tests.browser.shops import a_shop, another_benefit, keeps_and_takes
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

FRONT_END = Path(__file__).parents[2] / "frontend"
AXE = (FRONT_END / "node_modules" / "axe-core" / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WIDTHS = (320, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
MOST = 3
# What lies behind a modal dialog cannot be reached; axe takes it for half covered. It is looked at without the dialog.
MODAL = "dialog:modal"
REPAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
STILL = {**DESK, "reduced_motion": "reduce"}
BAD_ROWS = "Name;Datum;Stunden\nMina Test;03.05.2026;2\nMina Test;32.05.2026;2\nMina Test;04.05.2026;99\n"
BAD_OFFERS = (
    "Anbieter;Angebot;Ort\nBad am See;Halber Eintritt;Rösrath\nBad am Berg;Halber Eintritt;Nirgendwo\n"
)


@dataclass
class Stage:
    """Who looks at the screens, and what is behind the placeholders of the addresses."""

    visitors: dict[str, Visitor]
    places: dict[str, str]


@pytest.fixture(scope="module")
async def visit(instance: Instance, chromium: Browser) -> AsyncIterator[Arrive]:
    async with arrivals(instance, chromium) as arrive:
        yield arrive


@pytest.fixture(scope="module")
async def stage(visit: Arrive, erika: str) -> Stage:
    coordinator, club = await setting_up.club(visit, STILL)
    offered = await setting_up.volunteer(coordinator, club)
    clerk = await visit(STILL, email=cast.WARSTEIN.email)
    newcomer = await visit(STILL, email="neu@engagiert.example")
    visitors = {
        "nobody": await visit(STILL),
        "newcomer": newcomer,
        "offered": await visit(STILL, email=offered),
        "holder": await with_card(await visit({**PHONE, "reduced_motion": "reduce"}, email=erika)),
        "coordinator": coordinator,
        "clerk": clerk,
        "state": await visit(STILL, email=cast.STATE_OFFICE[3]),
    }
    people = await setting_up.fetch(coordinator, f"/api/organisations/{club}/people")
    offers = await setting_up.offers(visitors["offered"])
    office = await setting_up.tenant(clerk, "case_worker")
    waiting = await setting_up.fetch(clerk, f"/api/issuing-bodies/{office}/applications?status=submitted")
    await setting_up.record_hours(coordinator, club, people["items"][0]["personId"])
    handed_in = await setting_up.hand_in(coordinator, club, "stunden.csv", BAD_ROWS.encode())
    shop = await a_shop(visit, STILL)
    await another_benefit(visit, shop, "Ein Eis geschenkt", kind="gift", percent=None)
    await keeps_and_takes(visit, visitors["holder"], shop)
    visitors["till"] = shop.manager
    empty, empty_club = await setting_up.club(visit, STILL)
    visitors["beginner"] = empty
    manager, company, benefit = await setting_up.company(visit, STILL)
    visitors["manager"] = manager
    offered_too = await setting_up.online_offer_and_raffle(visit, manager, company)
    await setting_up.report(visitors["holder"], benefit)
    at_events, events = await event_visitors(visit, STILL)
    visitors |= at_events
    at_awards, award_places = await award_visitors(visit, STILL, visitors["state"], office, clerk)
    visitors |= at_awards
    offer_list = await setting_up.hand_in_offers(visitors["state"], "angebote.csv", BAD_OFFERS.encode())
    return Stage(
        visitors,
        {
            "club": club,
            "shop": shop.id,
            "empty": empty_club,
            "member": people["items"][0]["id"],
            "list": handed_in["id"],
            "offer": offers[0]["id"],
            "office": office,
            "application": waiting["items"][0]["id"],
            "company": company,
            "benefit": benefit,
            "offers": offer_list,
            **offered_too,
            **events,
            **award_places,
            **await places_to_find(clerk.instance),
        },
    )


SCREENS = [
    ("nobody", "/", "/"),
    ("nobody", "/anmelden", "/anmelden"),
    ("nobody", "/anmelden/link", "/anmelden/link#abc"),
    ("nobody", "/anmelden/link", "/anmelden/link"),
    ("nobody", "/pruefen", "/pruefen"),
    ("nobody", "/post", "/post"),
    ("nobody", "/vorteile", "/vorteile"),
    ("nobody", "/vorteile", "/vorteile?q=musseum&municipality=05382060"),
    ("nobody", "/vorteile", "/vorteile?q=qqqxyzzy"),
    ("nobody", "/vorteile", "/vorteile?view=map"),
    ("nobody", "/vorteile/:id", "/vorteile/{pictured}"),
    ("nobody", "/vorteile/:id", "/vorteile/{online}"),
    ("nobody", "/vorteile/:id", "/vorteile/{raffle}"),
    ("holder", "/vorteile/:id", "/vorteile/{pictured}"),
    ("nobody", "/vorteile/:id", "/vorteile/gibt-es-nicht"),
    ("nobody", "/vorteile/ort/:ags", "/vorteile/ort/05315000"),
    ("nobody", "/vorteile/ort/:ags", "/vorteile/ort/05999999"),
    ("nobody", "/unternehmen/:id", "/unternehmen/{pools}"),
    ("nobody", "/unternehmen/:id", "/unternehmen/gibt-es-nicht"),
    ("nobody", "/partner", "/partner"),
    ("nobody", "/hilfe", "/hilfe"),
    ("nobody", "/leichte-sprache", "/leichte-sprache"),
    ("nobody", "/barrierefreiheit", "/barrierefreiheit"),
    ("nobody", "/impressum", "/impressum"),
    ("nobody", "/datenschutz", "/datenschutz"),
    ("nobody", "", "/gibt-es-nicht"),
    ("newcomer", "/mein", "/mein"),
    ("newcomer", "/mein/karte", "/mein/karte"),
    ("newcomer", "/mein/stunden", "/mein/stunden"),
    ("newcomer", "/mein/stunden/neu", "/mein/stunden/neu"),
    ("newcomer", "/mein/antrag", "/mein/antrag"),
    ("newcomer", "/mein/daten", "/mein/daten"),
    ("offered", "/mein", "/mein"),
    ("offered", "/mein/angebot/:id", "/mein/angebot/{offer}"),
    ("newcomer", "/mein/angebot/:id", "/mein/angebot/{offer}"),
    ("offered", "/mein/antrag", "/mein/antrag"),
    ("holder", "/mein", "/mein"),
    ("holder", "/mein/karte", "/mein/karte"),
    ("holder", "/mein/vorteile", "/mein/vorteile"),
    ("newcomer", "/mein/vorteile", "/mein/vorteile"),
    ("till", "/partner/:id/kasse", "/partner/{shop}/kasse"),
    ("newcomer", "/partner/:id/kasse", "/partner/{shop}/kasse"),
    ("newcomer", "/verein/neu", "/verein/neu"),
    ("coordinator", "/verein/:id", "/verein/{club}"),
    ("coordinator", "/verein/:id/einlesen", "/verein/{club}/einlesen"),
    ("coordinator", "/verein/:id/einlesen", "/verein/{club}/einlesen?liste={list}"),
    ("coordinator", "/verein/:id/menschen", "/verein/{club}/menschen"),
    ("coordinator", "/verein/:id/menschen/:member", "/verein/{club}/menschen/{member}"),
    ("coordinator", "/verein/:id/menschen/:member/brief", "/verein/{club}/menschen/{member}/brief"),
    ("coordinator", "/verein/:id/briefe", "/verein/{club}/briefe"),
    ("coordinator", "/verein/:id/mitglieder", "/verein/{club}/mitglieder"),
    ("beginner", "/verein/:id", "/verein/{empty}"),
    ("beginner", "/verein/:id/menschen", "/verein/{empty}/menschen"),
    ("manager", "/partner/neu", "/partner/neu"),
    ("manager", "/partner/:id", "/partner/{company}"),
    ("manager", "/partner/:id/angebote/neu", "/partner/{company}/angebote/neu"),
    ("manager", "/partner/:id/angebote/:benefit", "/partner/{company}/angebote/{benefit}"),
    ("manager", "/partner/:id/angebote/:benefit", "/partner/{company}/angebote/{online}"),
    ("manager", "/partner/:id/angebote/:benefit", "/partner/{company}/angebote/{raffle}"),
    ("manager", "/partner/:id/orte", "/partner/{company}/orte"),
    ("manager", "/partner/:id/zahlen", "/partner/{company}/zahlen"),
    ("manager", "/partner/:id/profil", "/partner/{company}/profil"),
    ("manager", "/partner/:id/team", "/partner/{company}/team"),
    ("manager", "/partner/:id/material", "/partner/{company}/material"),
    ("clerk", "/partner/:id/team", "/partner/{company}/team"),
    ("clerk", "/amt/:id", "/amt/{office}"),
    ("clerk", "/amt/:id/antrag/:applicationId", "/amt/{office}/antrag/{application}"),
    ("clerk", "/amt/:id/karten", "/amt/{office}/karten"),
    ("clerk", "/amt/:id/vereine", "/amt/{office}/vereine"),
    ("clerk", "/amt/:id/vorteile", "/amt/{office}/vorteile"),
    ("clerk", "/amt/:id/vorteile", "/amt/{office}/vorteile?status=approved"),
    ("clerk", "/amt/:id/vorteile/einlesen", "/amt/{office}/vorteile/einlesen"),
    ("clerk", "/amt/:id/unternehmen", "/amt/{office}/unternehmen?status=approved"),
    ("clerk", "/amt/:id/unternehmen/neu", "/amt/{office}/unternehmen/neu"),
    ("clerk", "/amt/:id/meldungen", "/amt/{office}/meldungen"),
    ("clerk", "/amt/:id/ansprache", "/amt/{office}/ansprache"),
    ("clerk", "/amt/:id/regeln", "/amt/{office}/regeln"),
    ("state", "/land", "/land"),
    ("state", "/land/stellen/neu", "/land/stellen/neu"),
    ("state", "/land/stellen/:id", "/land/stellen/{office}"),
    ("state", "/land/vereine", "/land/vereine"),
    ("state", "/land/vorteile", "/land/vorteile?status=approved"),
    ("state", "/land/vorteile/einlesen", "/land/vorteile/einlesen"),
    ("state", "/land/vorteile/einlesen", "/land/vorteile/einlesen?liste={offers}"),
    ("state", "/land/unternehmen", "/land/unternehmen?status=approved"),
    ("state", "/land/unternehmen/neu", "/land/unternehmen/neu"),
    ("state", "/land/meldungen", "/land/meldungen"),
    ("state", "/land/ansprache", "/land/ansprache"),
    ("state", "/land/regeln", "/land/regeln"),
    *EVENT_SCREENS,
    *AWARD_SCREENS,
]
BESIDES = {"/anmelden/zweiter-faktor": "test_the_second_factor_is_accessible"}


def test_every_screen_is_looked_at() -> None:
    screens = {
        address
        for area in (FRONT_END / "src" / "areas").rglob("area.ts")
        for address in re.findall(r"'(/[^']*)': \(\) => import", area.read_text())
    }
    looked_at = {address for _, address, _ in SCREENS} | set(BESIDES)
    assert screens == looked_at - {""}, "name the screen in SCREENS"


@pytest.mark.parametrize(
    ("who", "screen", "path"), SCREENS, ids=lambda value: str(value).strip("/") or "start"
)
async def test_a_screen_is_accessible(stage: Stage, who: str, screen: str, path: str) -> None:
    visitor = stage.visitors[who]
    await visitor.page.goto(path.format(**stage.places))
    await _is_accessible(visitor)


async def _is_accessible(visitor: Visitor) -> None:
    """Nothing that axe finds, nothing cut off at the side, in every width and scheme."""
    await _settled(visitor)
    await visitor.page.evaluate(f"() => {{ {AXE} }}")
    problems: list[str] = []
    for width in WIDTHS:
        await visitor.page.set_viewport_size({"width": width, "height": 800})
        problems += [f"{width} px: cut off at the side: {found}" for found in await _too_wide(visitor)]
        for scheme in SCHEMES:
            await visitor.page.emulate_media(color_scheme=scheme)
            await visitor.page.evaluate(REPAINTED)
            problems += [f"{width} px, {scheme}: {found}" for found in await _violations(visitor)]
    assert not problems, "\n".join(problems)


async def _settled(visitor: Visitor) -> None:
    await expect(visitor.title).to_be_visible()
    await expect(visitor.page.locator("[aria-busy=true]")).to_have_count(0)
    await visitor.page.wait_for_load_state("networkidle")


async def _too_wide(visitor: Visitor) -> list[str]:
    """What makes the page scroll sideways."""
    found: list[str] = await visitor.page.evaluate(
        """() => {
            const width = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= width) return [];
            return [...document.querySelectorAll('body *')]
                .filter((node) => node.getBoundingClientRect().right > width)
                .map((node) => `${node.getBoundingClientRect().right} ${node.outerHTML.slice(0, 160)}`);
        }"""
    )
    return found[:MOST]


async def _violations(visitor: Visitor) -> list[str]:
    found: dict[str, Any] = await visitor.page.evaluate(
        "([tags, modal]) => axe.run(document.querySelector(modal) ?? document,"
        " { runOnly: tags, resultTypes: ['violations'] })",
        [TAGS, MODAL],
    )
    return [
        f"{violation['id']}: {node['html'][:200]} {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"][:MOST]
    ]


State = Callable[[Visitor, Stage], Awaitable[None]]


async def _a_wrong_field(visitor: Visitor, stage: Stage) -> None:
    await visitor.page.goto("/anmelden")
    await visitor.fill("Ihre E-Mail-Adresse", "niemand@x")
    await visitor.press("Code schicken")
    await visitor.reads("E-Mail-Adresse")


async def _a_sent_code(visitor: Visitor, stage: Stage) -> None:
    await visitor.page.goto("/anmelden")
    await visitor.fill("Ihre E-Mail-Adresse", "barrierefrei@engagiert.example")
    await visitor.press("Code schicken")
    await expect(visitor.title).to_have_text("Code eingeben")
    await visitor.fill("Code aus der E-Mail", "000000")
    await expect(visitor.main.get_by_label("Code aus der E-Mail")).to_have_attribute("aria-invalid", "true")


async def _a_town_and_its_rules(visitor: Visitor, stage: Stage) -> None:
    await visitor.page.goto("/")
    await visitor.fill("Postleitzahl", "59581")
    await visitor.reads("Was dort gilt")


async def _the_menu(visitor: Visitor, stage: Stage) -> None:
    await visitor.page.goto("/mein")
    await visitor.page.get_by_role("button", name="Menü").click()
    await expect(visitor.page.get_by_role("button", name="Abmelden")).to_be_visible()


async def _a_person_opened_in_the_inbox(visitor: Visitor, stage: Stage) -> None:
    await visitor.page.goto(f"/verein/{stage.places['club']}")
    await visitor.main.get_by_role("button", name=re.compile("Test, Mina|Mina Test")).first.click()
    await expect(visitor.main.locator("[aria-expanded=true]")).to_have_count(1)


async def _a_rejection_in_the_inbox(visitor: Visitor, stage: Stage) -> None:
    await visitor.page.goto(f"/verein/{stage.places['club']}")
    await visitor.press("Ablehnen")
    await expect(visitor.page.get_by_role("dialog")).to_be_visible()


async def _vouching(visitor: Visitor, stage: Stage) -> None:
    await visitor.page.goto(f"/verein/{stage.places['club']}/menschen/{stage.places['member']}")
    await visitor.press("Für jemanden bürgen")
    await expect(visitor.page.get_by_role("dialog")).to_be_visible()


async def _a_refusal_of_the_office(visitor: Visitor, stage: Stage) -> None:
    places = stage.places
    await visitor.page.goto(f"/amt/{places['office']}/antrag/{places['application']}")
    await visitor.press("Ablehnen")
    await expect(visitor.page.get_by_role("dialog")).to_be_visible()


async def _everything_ticked(visitor: Visitor, stage: Stage) -> None:
    await visitor.page.goto(f"/amt/{stage.places['office']}")
    await visitor.press(re.compile("auswählen$"))
    await visitor.reads(re.compile("ausgewählt$"))


async def _the_code_as_text(visitor: Visitor, stage: Stage) -> None:
    await visitor.page.goto("/mein/karte")
    await visitor.main.get_by_text("Code als Text").click()
    await expect(visitor.button("Code kopieren")).to_be_visible()


async def _blocking_the_own_card(visitor: Visitor, stage: Stage) -> None:
    await visitor.page.goto("/mein/karte")
    await visitor.main.get_by_text("Mehr zu dieser Karte").click()
    await visitor.press("Telefon verloren? Karte sperren")
    await expect(visitor.page.get_by_role("dialog")).to_be_visible()


async def _a_valid_card(visitor: Visitor, stage: Stage) -> None:
    holder = stage.visitors["holder"]
    await holder.page.goto("/mein/karte")
    await visitor.page.goto("/pruefen")
    await visitor.reads("Bereit, auch ohne Netz.")
    await expect(living_code(holder)).to_be_visible()
    await paste(visitor, await living_code(holder).get_attribute("data-code") or "")
    await sees(visitor, "Karte gültig")


async def _no_card(visitor: Visitor, stage: Stage) -> None:
    await visitor.page.goto("/pruefen")
    await paste(visitor, "EK1:NICHTS")
    await sees(visitor, "Keine Ehrenamtskarte")


async def _a_registration_that_is_refused(visitor: Visitor, stage: Stage) -> None:
    await visitor.page.goto("/partner/neu")
    await visitor.choose("Art des Vorteils", "Fester Preis mit Karte")
    await visitor.fill("Preis mit Karte", "drei")
    await visitor.reads("Bitte einen Preis wie 2,50 eingeben.")
    await visitor.main.get_by_text("Tage, Grenzen, Online-Angebot und mehr").click()


async def _a_picture_without_a_description(visitor: Visitor, stage: Stage) -> None:
    await visitor.page.goto(f"/partner/{stage.places['company']}/profil")
    await visitor.choose_file(setting_up.photograph(), "Bild hinzufügen")
    await visitor.press("Bild hochladen")
    await visitor.reads("Bitte beschreiben Sie das Bild in einem Satz.")


async def _a_point_on_the_map(visitor: Visitor, stage: Stage) -> None:
    await visitor.page.goto(f"/partner/{stage.places['company']}/orte")
    await visitor.press(re.compile("ändern$"))
    await visitor.press("Auf der Karte wählen")
    await visitor.press("Punkt in die Mitte setzen")
    await expect(visitor.main.get_by_role("button", name=re.compile("^Punkt des Ortes"))).to_be_focused()


async def _leaving_as_a_company(visitor: Visitor, stage: Stage) -> None:
    await visitor.page.goto(f"/partner/{stage.places['company']}/profil")
    await visitor.press("Aufhören")
    await expect(visitor.page.get_by_role("dialog")).to_be_visible()


async def _a_change_to_decide_on(visitor: Visitor, stage: Stage) -> None:
    await visitor.page.goto(f"/amt/{stage.places['office']}/vorteile")
    line = visitor.main.get_by_role("listitem").filter(has_text="Änderung").first
    await line.get_by_role("button", name=re.compile("ansehen$")).click()
    await visitor.reads("Was sich ändern würde")


async def _a_company_opened(visitor: Visitor, stage: Stage) -> None:
    await visitor.page.goto(f"/amt/{stage.places['office']}/unternehmen?status=approved")
    await visitor.press_at(visitor.button(re.compile("ansehen$")).first, "ansehen")
    await visitor.reads("sieht nur Ihr Amt")


async def _answering_a_report(visitor: Visitor, stage: Stage) -> None:
    await visitor.page.goto(f"/amt/{stage.places['office']}/meldungen")
    await visitor.press_at(visitor.button(re.compile("^Antworten")).first, "Antworten")
    await visitor.reads("Das schreibt der Mensch mit der Karte")


async def _noting_who_joined(visitor: Visitor, stage: Stage) -> None:
    await visitor.page.goto(f"/amt/{stage.places['office']}/ansprache")
    await visitor.press("Anfrage notieren")
    dialog = visitor.main.get_by_role("dialog")
    await dialog.get_by_label("Ergebnis").select_option(label="macht mit")
    await visitor.reads("Unter Ihren Unternehmen")


async def _the_short_code(visitor: Visitor, stage: Stage) -> None:
    await visitor.page.goto("/mein/karte")
    await visitor.press("Kurzcode zeigen")
    await visitor.reads("Kurzcode zum Vorlesen")


async def _type_at_the_till(visitor: Visitor, code: str) -> None:
    await visitor.main.get_by_text("Ohne Kamera: Code eintippen").click()
    await visitor.fill("Code der Karte", code)
    await visitor.press("Einlösen")


async def _show_at_the_till(visitor: Visitor, stage: Stage) -> None:
    holder = stage.visitors["holder"]
    await holder.page.goto("/mein/karte")
    await expect(living_code(holder)).to_be_visible()
    await _type_at_the_till(visitor, await living_code(holder).get_attribute("data-code") or "")


async def _a_till_that_knows_what_to_give(visitor: Visitor, stage: Stage) -> None:
    await visitor.page.goto(f"/partner/{stage.places['shop']}/kasse")
    await visitor.press(re.compile("Halber Eintritt"))
    await visitor.reads("Bereit, auch ohne Netz.")


async def _something_given(visitor: Visitor, stage: Stage) -> None:
    await visitor.page.goto(f"/partner/{stage.places['shop']}/kasse")
    await _show_at_the_till(visitor, stage)
    await sees(visitor, "Karte gültig", "Das geben Sie")


async def _something_used_before(visitor: Visitor, stage: Stage) -> None:
    await visitor.page.goto(f"/partner/{stage.places['shop']}/kasse")
    await visitor.reads("Zuletzt eingelöst", "heute, ")
    await _show_at_the_till(visitor, stage)
    await sees(visitor, "Schon genutzt")


async def _something_that_waits_to_be_sent(visitor: Visitor, stage: Stage) -> None:
    await visitor.page.goto(f"/partner/{stage.places['shop']}/kasse")
    await visitor.press("Ändern")
    await visitor.press(re.compile("Ein Eis geschenkt"))
    await visitor.page.context.set_offline(True)
    await _show_at_the_till(visitor, stage)
    await visitor.press("Nächste Karte")
    await visitor.reads("Eine Einlösung wird noch übertragen.")


async def _a_till_nobody_is_signed_in_at(visitor: Visitor, stage: Stage) -> None:
    await visitor.page.context.clear_cookies()
    await visitor.page.context.set_offline(False)
    await visitor.page.goto(f"/partner/{stage.places['shop']}/kasse")
    await visitor.reads("Das geschieht, sobald sich jemand aus Ihrem Unternehmen auf diesem Gerät anmeldet.")


STATES: list[tuple[str, State]] = [
    ("manager", _a_registration_that_is_refused),
    ("manager", _a_picture_without_a_description),
    ("manager", _a_point_on_the_map),
    ("manager", _leaving_as_a_company),
    ("nobody", _a_wrong_field),
    ("nobody", _a_sent_code),
    ("nobody", _a_town_and_its_rules),
    ("offered", _the_menu),
    ("coordinator", _a_person_opened_in_the_inbox),
    ("coordinator", _a_rejection_in_the_inbox),
    ("coordinator", _vouching),
    ("clerk", _a_refusal_of_the_office),
    ("clerk", _everything_ticked),
    ("clerk", _a_change_to_decide_on),
    ("clerk", _a_company_opened),
    ("clerk", _answering_a_report),
    ("clerk", _noting_who_joined),
    ("holder", _the_code_as_text),
    ("holder", _blocking_the_own_card),
    ("holder", _the_short_code),
    ("till", _a_till_that_knows_what_to_give),
    ("till", _something_given),
    ("till", _something_used_before),
    ("till", _something_that_waits_to_be_sent),
    ("till", _a_till_nobody_is_signed_in_at),
    ("nobody", _a_valid_card),
    ("nobody", _no_card),
]


@pytest.mark.parametrize(("who", "state"), STATES, ids=lambda value: getattr(value, "__name__", value))
async def test_a_state_of_a_screen_is_accessible(stage: Stage, who: str, state: State) -> None:
    await state(stage.visitors[who], stage)
    await _is_accessible(stage.visitors[who])


@pytest.mark.parametrize(
    ("who", "state"), FINDING_STATES, ids=lambda value: getattr(value, "__name__", value)
)
async def test_a_state_of_finding_is_accessible(stage: Stage, who: str, state: FindingState) -> None:
    await state(stage.visitors[who], stage.places)
    await _is_accessible(stage.visitors[who])


@pytest.mark.parametrize(("who", "state"), EVENT_STATES, ids=lambda value: getattr(value, "__name__", value))
async def test_a_state_of_an_event_is_accessible(stage: Stage, who: str, state: FindingState) -> None:
    await state(stage.visitors[who], stage.places)
    await _is_accessible(stage.visitors[who])


@pytest.mark.parametrize(("who", "state"), AWARD_STATES, ids=lambda value: getattr(value, "__name__", value))
async def test_a_state_of_an_award_is_accessible(stage: Stage, who: str, state: FindingState) -> None:
    await state(stage.visitors[who], stage.places)
    await _is_accessible(stage.visitors[who])


async def test_the_second_factor_is_accessible(arrive: Arrive) -> None:
    clerk = await arrive(STILL)
    await clerk.open("/anmelden")
    await clerk.sign_in(cast.WARSTEIN.email)
    await expect(clerk.title).to_have_text("Zweiter Faktor")
    await _is_accessible(clerk)


async def test_signing_in_needs_no_mouse(arrive: Arrive, instance: Instance) -> None:
    visitor = await arrive()
    await visitor.page.goto("/")
    await _tab_to(visitor, visitor.main.get_by_role("link", name="Anmelden", exact=True))
    await visitor.page.keyboard.press("Enter")
    await expect(visitor.title).to_have_text("Anmelden")
    await _tab_to(visitor, visitor.main.get_by_label("Ihre E-Mail-Adresse"))
    email = "tastatur@engagiert.example"
    earlier = await instance.mails(email)
    await visitor.page.keyboard.type(email)
    await visitor.page.keyboard.press("Enter")
    await expect(visitor.main.get_by_label("Code aus der E-Mail")).to_be_focused()
    mail = await instance.mail(email, "Anmeldecode", besides=earlier)
    await visitor.page.keyboard.type(mail["subject"][:6])
    await expect(visitor.title).to_have_text("Guten Tag")
    await expect(visitor.title).to_be_focused()


async def test_a_club_confirms_without_a_mouse(arrive: Arrive) -> None:
    coordinator, club = await setting_up.club(arrive)
    await setting_up.volunteer(coordinator, club)
    people = await setting_up.fetch(coordinator, f"/api/organisations/{club}/people")
    await setting_up.record_hours(coordinator, club, people["items"][0]["personId"])
    await coordinator.page.goto(f"/verein/{club}")
    await _tab_to(coordinator, coordinator.page.get_by_role("link", name="Zum Inhalt springen"))
    await coordinator.page.keyboard.press("Enter")
    await _tab_to(coordinator, coordinator.button("Bestätigen"))
    await coordinator.page.keyboard.press("Enter")
    done = coordinator.main.get_by_role("heading", name="Ein Eintrag ist bestätigt")
    await expect(done).to_be_focused()


async def _tab_to(visitor: Visitor, target: Locator) -> None:
    """By the tab key alone, and wherever the focus stops, it is seen."""
    await expect(target).to_be_visible()
    for _ in range(60):
        await visitor.page.keyboard.press("Tab")
        seen = await visitor.page.evaluate(
            "() => { const style = getComputedStyle(document.activeElement);"
            " return style.outlineStyle !== 'none' || style.boxShadow !== 'none'"
            " || document.activeElement.matches('body, input, select, textarea'); }"
        )
        assert seen, await visitor.page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        if await target.evaluate("(node) => node === document.activeElement"):
            return
    raise AssertionError("The tab key does not lead there.")


@pytest.mark.parametrize("scheme", SCHEMES)
async def test_in_forced_colours_a_card_is_shown_scanned_and_answered(
    arrive: Arrive, erika: str, shop_camera: tuple[Browser, Camera], scheme: str
) -> None:
    forced: dict[str, Any] = {"forced_colors": "active", "color_scheme": scheme}
    holder = await with_card(await arrive({**PHONE, **forced}, email=erika))
    browser, camera = shop_camera
    camera.see(await photograph(holder))
    shop = await arrive({**DESK, **forced}, browser=browser, permissions=["camera"])
    await shop.open("/pruefen")
    await sees(shop, "Karte gültig")
    await expect(shop.button("Nächste Karte")).to_be_focused()

"""States of the screens on which offers are found, to be looked at."""

import re
from collections.abc import Awaitable, Callable

from playwright.async_api import expect

from tests.browser.finding_data import KOELN
from tests.browser.finding_screen import loaded, offers, search_for
from tests.browser.instance import Instance
from tests.browser.visitor import Visitor

State = Callable[[Visitor, dict[str, str]], Awaitable[None]]


async def places_to_find(instance: Instance) -> dict[str, str]:
    """An offer of the demo with a picture, `pictured`, its company, `pools`, and a raffle that is over, `drawn`."""
    (offer,) = (await instance.get("/api/benefits", q="Halber Eintritt in beide Bäder"))["items"]
    (drawn,) = (await instance.get("/api/benefits", q="Verlosung fünf Kraulkurse"))["items"]
    return {"pictured": offer["id"], "pools": offer["company"]["id"], "drawn": drawn["id"]}


async def the_filters(visitor: Visitor, places: dict[str, str]) -> None:
    await visitor.page.set_viewport_size({"width": 320, "height": 800})
    await visitor.page.goto(f"/vorteile?category=culture&today=true&new=true&municipality={KOELN}")
    await loaded(visitor)
    await visitor.press(re.compile("^Filter"))
    await expect(visitor.main.get_by_role("group", name="Für welche Karte")).to_be_visible()


async def the_towns(visitor: Visitor, places: dict[str, str]) -> None:
    await visitor.page.goto("/vorteile")
    await visitor.press("Alle Orte")
    await visitor.main.get_by_role("combobox", name="Ort oder Postleitzahl").press_sequentially("Wa")
    await expect(visitor.main.get_by_role("option").first).to_be_visible()


async def a_refused_position(visitor: Visitor, places: dict[str, str]) -> None:
    await visitor.page.goto("/vorteile")
    await loaded(visitor)
    await visitor.press(re.compile("^In (meiner|der) Nähe$"))
    await visitor.reads("Ihr Gerät hat den Standort nicht freigegeben.")


async def a_service_that_is_away(visitor: Visitor, places: dict[str, str]) -> None:
    await visitor.page.route("**/api/benefits?*", lambda route: route.fulfill(status=503, body=""))
    await visitor.page.goto("/vorteile?sort=name&new=true")
    await visitor.reads("Noch einmal versuchen")
    await visitor.page.unroute("**/api/benefits?*")


async def a_town_kept_on_the_device(visitor: Visitor, places: dict[str, str]) -> None:
    await visitor.page.goto(f"/vorteile?municipality={KOELN}")
    await visitor.press("Für unterwegs speichern")
    await visitor.reads("Für unterwegs gespeichert, Stand ")
    await visitor.press("Entfernen")
    await visitor.press("Für unterwegs speichern")
    await visitor.reads("Für unterwegs gespeichert, Stand ")


async def the_copy_without_a_network(visitor: Visitor, places: dict[str, str]) -> None:
    await a_town_kept_on_the_device(visitor, places)
    await visitor.page.context.set_offline(True)
    await search_for(visitor, "Rheinwelle Eintritt")
    await visitor.reads("Ohne Netz: Sie sehen Ihre gespeicherte Liste für Köln")


async def a_place_on_the_map(visitor: Visitor, places: dict[str, str]) -> None:
    await visitor.page.context.set_offline(False)
    await visitor.page.set_viewport_size({"width": 1280, "height": 800})
    await visitor.page.goto("/vorteile?q=Lemgo")
    place = visitor.main.get_by_role("button", name="1 Vorteil an diesem Ort, anzeigen")
    await expect(offers(visitor)).to_have_count(1)
    await place.click()
    await expect(visitor.main.get_by_role("heading", name="Ein Vorteil an diesem Ort")).to_be_visible()


async def a_code_that_was_given(visitor: Visitor, places: dict[str, str]) -> None:
    await visitor.page.goto(f"/vorteile/{places['online']}")
    await visitor.press("Code holen")
    await visitor.reads("Ihr Code")


async def taking_part_in_a_raffle(visitor: Visitor, places: dict[str, str]) -> None:
    await visitor.page.goto(f"/vorteile/{places['raffle']}")
    await visitor.press("Teilnehmen")
    await visitor.reads("Sie nehmen teil, mit der Nummer")
    await visitor.main.get_by_text("So läuft die Ziehung").click()
    await visitor.reads("Prüfsumme, veröffentlicht vor der Ziehung")


async def a_drawn_raffle_worked_out(visitor: Visitor, places: dict[str, str]) -> None:
    await visitor.page.goto(f"/vorteile/{places['drawn']}")
    await visitor.reads("Gewonnen haben die Nummern")
    await visitor.main.get_by_text("So läuft die Ziehung").click()
    await visitor.press("Ziehung nachrechnen")
    await visitor.reads("Nachgerechnet: Die Prüfsumme stimmt, und genau diese Nummern gewinnen.")


async def opening_hours(visitor: Visitor, places: dict[str, str]) -> None:
    await visitor.page.goto(f"/vorteile/{places['pictured']}")
    await visitor.main.get_by_text("Öffnungszeiten").first.click()
    await expect(visitor.main.get_by_role("table").first).to_be_visible()


async def reporting_a_problem(visitor: Visitor, places: dict[str, str]) -> None:
    await visitor.page.goto(f"/vorteile/{places['pictured']}")
    await visitor.press("Problem melden")
    await expect(visitor.page.get_by_role("dialog")).to_be_visible()


FINDING_STATES: list[tuple[str, State]] = [
    ("nobody", the_filters),
    ("nobody", the_towns),
    ("nobody", a_refused_position),
    ("nobody", a_service_that_is_away),
    ("nobody", the_copy_without_a_network),
    ("nobody", a_place_on_the_map),
    ("nobody", opening_hours),
    ("nobody", a_drawn_raffle_worked_out),
    ("nobody", reporting_a_problem),
    ("holder", reporting_a_problem),
    ("holder", a_code_that_was_given),
    ("holder", taking_part_in_a_raffle),
]

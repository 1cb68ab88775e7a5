"""Screens and states of awards, to be looked at; the demo's four cycles, and a town's own draft."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from playwright.async_api import expect

from ehrenamtskarte.core import clock
from ehrenamtskarte.demo import cast, shops
from tests.browser import awards, setting_up
from tests.browser.awards import Call
from tests.browser.conftest import Arrive
from tests.browser.instance import PATIENCE, Instance
from tests.browser.visitor import Visitor

State = Callable[[Visitor, dict[str, str]], Awaitable[None]]

JUROR = f"helga.brandt@{cast.MAIL_DOMAIN}"
_OFFICE = "/amt/:id/preise/:call"
_STATE = "/land/preise/:call"
_PARTS = (
    "aendern",
    "vorschau",
    "kategorien",
    "formular",
    "bewerbungen",
    "bewerbungen/nominierte",
    "bewerbungen/doppelte",
    "monate",
    "jury",
    "jury/neu",
    "ergebnis",
    "abstimmung",
)

AWARD_SCREENS = [
    ("nobody", "/preise", "/preise"),
    ("nobody", "/preise", "/preise?q=gibtesnicht"),
    ("nobody", "/preise/archiv", "/preise/archiv"),
    ("nobody", "/preise/engagement-des-monats", "/preise/engagement-des-monats"),
    ("nobody", "/preise/engagement-des-monats/:month", "/preise/engagement-des-monats/{month}"),
    ("nobody", "/preise/engagement-des-monats/:month", "/preise/engagement-des-monats/1999-01"),
    ("nobody", "/preise/:id", "/preise/{prize_won}"),
    ("nobody", "/preise/:id", "/preise/{prize_voting}"),
    ("nobody", "/preise/:id", "/preise/{companies_won}"),
    ("nobody", "/preise/:id", "/preise/{companies_open}"),
    ("nobody", "/preise/:id", "/preise/gibt-es-nicht"),
    ("nobody", "/preise/:id/mitmachen", "/preise/{companies_open}/mitmachen"),
    ("entrant", "/preise/:id/mitmachen", "/preise/{companies_open}/mitmachen"),
    ("nobody", "/preise/:id/vorschlagen", "/preise/{companies_open}/vorschlagen"),
    ("newcomer", "/preise/:id/vorschlagen", "/preise/{companies_open}/vorschlagen"),
    ("nobody", "/preise/:id/abstimmen", "/preise/{prize_voting}/abstimmen"),
    ("nobody", "/preise/:id/abstimmen", "/preise/{prize_won}/abstimmen"),
    ("nobody", "/preise/:id/auszaehlung", "/preise/{prize_won}/auszaehlung"),
    ("nobody", "/preise/:id/auszaehlung", "/preise/{prize_voting}/auszaehlung"),
    ("nobody", "/vorschlag", "/vorschlag"),
    ("nobody", "/vorschlag", "/vorschlag#unbekannt"),
    ("newcomer", "/mein/bewerbungen", "/mein/bewerbungen"),
    ("entrant", "/mein/bewerbungen", "/mein/bewerbungen"),
    ("entrant", "/mein/bewerbungen/:entry", "/mein/bewerbungen/{own_draft}"),
    ("asked_back", "/mein/bewerbungen/:entry", "/mein/bewerbungen/{own_asked}"),
    ("newcomer", "/mein/vorschlaege", "/mein/vorschlaege"),
    ("newcomer", "/jury", "/jury"),
    ("juror", "/jury", "/jury"),
    ("juror", "/jury/:round", "/jury/{jury_round}"),
    ("juror", "/jury/:round", "/jury/{jury_round_over}"),
    ("juror", "/jury/:round/rangliste", "/jury/{jury_round_over}/rangliste"),
    ("juror", "/jury/:round/rangliste", "/jury/{jury_round}/rangliste"),
    ("juror", "/jury/:round/:entry", "/jury/{jury_round}/{judged_entry}"),
    ("juror", "/jury/:round/:entry", "/jury/{jury_round}/{waiting_entry}"),
    ("clerk", "/amt/:id/preise", "/amt/{office}/preise"),
    ("clerk", "/amt/:id/preise/neu", "/amt/{office}/preise/neu"),
    ("clerk", _OFFICE, "/amt/{office}/preise/{own_call}"),
    *(("clerk", f"{_OFFICE}/{part}", f"/amt/{{office}}/preise/{{own_call}}/{part}") for part in _PARTS),
    ("clerk", f"{_OFFICE}/bewerbungen/:entry", "/amt/{office}/preise/{own_call}/bewerbungen/{own_entry}"),
    ("clerk", f"{_OFFICE}/jury/:round", "/amt/{office}/preise/{own_call}/jury/{own_round}"),
    ("clerk", f"{_OFFICE}/jury/:round/aendern", "/amt/{office}/preise/{own_call}/jury/{own_round}/aendern"),
    (
        "clerk",
        f"{_OFFICE}/jury/:round/rangliste",
        "/amt/{office}/preise/{own_call}/jury/{own_round}/rangliste",
    ),
    ("state", "/land/preise", "/land/preise"),
    ("state", "/land/preise", "/land/preise?q=gibtesnicht"),
    ("state", "/land/preise/neu", "/land/preise/neu"),
    ("state", _STATE, "/land/preise/{prize_voting}"),
    ("state", _STATE, "/land/preise/{prize_won}"),
    *(("state", f"{_STATE}/{part}", f"/land/preise/{{prize_voting}}/{part}") for part in _PARTS),
    ("state", f"{_STATE}/ergebnis", "/land/preise/{prize_won}/ergebnis"),
    ("state", f"{_STATE}/abstimmung", "/land/preise/{prize_won}/abstimmung"),
    ("state", f"{_STATE}/monate", "/land/preise/{prize_won}/monate"),
    ("state", f"{_STATE}/bewerbungen/:entry", "/land/preise/{companies_open}/bewerbungen/{asked_entry}"),
    ("state", f"{_STATE}/jury/:round", "/land/preise/{prize_voting}/jury/{jury_round}"),
    ("state", f"{_STATE}/jury/:round/aendern", "/land/preise/{prize_voting}/jury/{jury_round}/aendern"),
    ("state", f"{_STATE}/jury/:round/rangliste", "/land/preise/{prize_won}/jury/{jury_round_over}/rangliste"),
]


async def award_visitors(
    arrive: Arrive, device: dict[str, object], state: Visitor, office: str, clerk: Visitor
) -> tuple[dict[str, Visitor], dict[str, str]]:
    """Who enters and who judges; the demo's four cycles and a town's own call with an entry and a round."""
    calls = await calls_of_the_demo(clerk.instance)
    juror = await arrive(device, email=JUROR)
    entrant = await arrive(device, email=shops.POOLS.email)
    asked = f"inge.tenkhoff@{cast.MAIL_DOMAIN}"
    visitors = {"juror": juror, "entrant": entrant, "asked_back": await arrive(device, email=asked)}
    path = f"/api/offices/state/award-calls/{calls['companies_open']}"
    waiting = await setting_up.fetch(state, f"{path}/entries?status=asked")
    places = {
        **calls,
        "month": f"{clock.today():%Y-%m}",
        "own_draft": await _own(entrant),
        "own_asked": await _own(visitors["asked_back"]),
        "asked_entry": waiting["items"][0]["id"],
        **await _rounds(juror),
        **await _call_of_a_town(arrive, clerk, office),
    }
    return visitors, places


async def calls_of_the_demo(instance: Instance) -> dict[str, str]:
    """The four of the state office by what they are."""
    give_up = clock.now() + timedelta(seconds=PATIENCE)
    names = {
        ("engagement_prize", True): "prize_won",
        ("engagement_prize", False): "prize_voting",
        ("engaged_company", True): "companies_won",
        ("engaged_company", False): "companies_open",
    }
    while clock.now() < give_up:
        # Tests make more of them; the demo's are the first.
        found = sorted(await _all(instance), key=lambda one: one["id"], reverse=True)
        calls = {
            names[one["template"], one["resultsPublic"]]: one["id"]
            for one in found
            if one["template"] != "own"
        }
        if len(calls) == len(names):
            return calls
        await asyncio.sleep(1)
    raise AssertionError("The demo has no awards.")


async def _all(instance: Instance) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    page = await instance.get("/api/award-calls")
    while True:
        found += page["items"]
        if page["next"] is None:
            return found
        page = await instance.get("/api/award-calls", cursor=page["next"])


async def _own(entrant: Visitor) -> str:
    page = await setting_up.fetch(entrant, "/api/me/award-entries")
    return str(page["items"][0]["id"])


async def _rounds(juror: Visitor) -> dict[str, str]:
    page = await setting_up.fetch(juror, "/api/me/jury-rounds")
    rounds = {one["stage"]: one["id"] for one in page["items"]}
    entries = await setting_up.fetch(juror, f"/api/me/jury-rounds/{rounds['open']}/entries")
    by_status = {one["status"]: one["id"] for one in entries["items"]}
    return {
        "jury_round": rounds["open"],
        "jury_round_over": rounds["over"],
        "judged_entry": by_status["done"],
        "waiting_entry": by_status["open"],
    }


async def _call_of_a_town(arrive: Arrive, clerk: Visitor, office: str) -> dict[str, str]:
    """Published, with one entry that waits for its check and a jury without entries."""
    wanted = {
        "template": "engagement_prize",
        "year": clock.today().year,
        "title": {"de": "Heimatpreis", "en": ""},
    }
    path = f"/api/offices/{office}/award-calls"
    made = await setting_up.send(clerk, path, wanted)
    call = Call(clerk, made["id"], office)
    await awards.publish(call, made["revision"])
    entry = await awards.an_entry(await arrive(email="wartet@verein.example"), call, "Heimatfreunde Belecke")
    await setting_up.send(clerk, f"{call.path}/jurors", {"name": "Ada Richter", "email": "ada@jury.example"})
    return {"own_call": call.id, "own_entry": entry, "own_round": await awards.a_round(call, assign=False)}


async def somebody_votes(visitor: Visitor, places: dict[str, str]) -> None:
    await visitor.page.goto(f"/preise/{places['prize_voting']}/abstimmen")
    await visitor.main.get_by_role("radio").first.check()
    await visitor.fill("Ihre E-Mail-Adresse", "barrierefrei@waehlt.example")
    await visitor.press("Code schicken")
    await expect(visitor.main.get_by_label("Code aus der Mail")).to_be_visible()


async def a_call_is_called_off(visitor: Visitor, places: dict[str, str]) -> None:
    await visitor.page.goto(f"/land/preise/{places['prize_voting']}")
    await visitor.press("Ausschreibung absagen")
    await expect(visitor.page.get_by_role("dialog")).to_be_visible()


async def entries_are_searched(visitor: Visitor, places: dict[str, str]) -> None:
    await visitor.page.goto(f"/land/preise/{places['prize_voting']}/bewerbungen?q=qqqxyzzy")
    await expect(visitor.title).to_be_visible()


async def a_juror_has_a_conflict(visitor: Visitor, places: dict[str, str]) -> None:
    await visitor.page.goto(f"/jury/{places['jury_round']}/{places['waiting_entry']}")
    await visitor.press_at(visitor.button(re.compile("befangen|nicht bewerten", re.IGNORECASE)), "Befangen")
    await expect(visitor.page.get_by_role("dialog")).to_be_visible()


AWARD_STATES: list[tuple[str, State]] = [
    ("nobody", somebody_votes),
    ("state", a_call_is_called_off),
    ("state", entries_are_searched),
    ("juror", a_juror_has_a_conflict),
]

"""Screens and states of award events, to be looked at."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from datetime import timedelta

from playwright.async_api import expect

from ehrenamtskarte.core import clock
from ehrenamtskarte.demo import cast
from tests.browser import setting_up
from tests.browser.card_screen import sees
from tests.browser.chromium import PHONE
from tests.browser.conftest import Arrive
from tests.browser.events import Event, a_code, an_event, guests_who_come, write_doors
from tests.browser.instance import PATIENCE, Instance, address_in
from tests.browser.visitor import Visitor

State = Callable[[Visitor, dict[str, str]], Awaitable[None]]

_OFFICE = "/amt/:id/feiern/:ceremony"
_STATE = "/land/feiern/:ceremony"
_PARTS = (
    "aendern",
    "programm",
    "gaeste",
    "gaeste/suchen",
    "gaeste/einlesen",
    "gaeste/neu",
    "warteliste",
    "plaetze",
    "einlass",
    "buehne",
    "danach",
)

EVENT_SCREENS = [
    ("nobody", "/feiern", "/feiern"),
    ("nobody", "/feiern", "/feiern?q=gibtesnicht"),
    ("nobody", "/feiern/:id", "/feiern/{coming}"),
    ("nobody", "/feiern/:id", "/feiern/{evening}"),
    ("nobody", "/feiern/:id", "/feiern/gibt-es-nicht"),
    ("nobody", "/feiern/:id/auslosung", "/feiern/{coming}/auslosung"),
    ("nobody", "/wirtschaft-engagiert", "/wirtschaft-engagiert"),
    ("nobody", "/einladung", "/einladung"),
    ("nobody", "/einladung", "/einladung#unbekannt"),
    ("asked", "/einladung", "/einladung#{asked_link}"),
    ("comes", "/einladung", "/einladung#{comes_link}"),
    ("nobody", "/danke", "/danke#unbekannt"),
    ("thanked", "/danke", "/danke#{thanked_link}"),
    ("nobody", "/eintrittskarten", "/eintrittskarten"),
    ("nobody", "/einlass", "/einlass"),
    ("door", "/einlass", "/einlass"),
    ("nobody", "/buehne", "/buehne"),
    ("screen", "/buehne", "/buehne"),
    ("nobody", "/buehne/steuern", "/buehne/steuern"),
    ("screen", "/buehne/steuern", "/buehne/steuern"),
    ("newcomer", "/mein/einladungen", "/mein/einladungen"),
    ("invited", "/mein/einladungen", "/mein/einladungen"),
    ("invited", "/mein/einladungen/:guest", "/mein/einladungen/{own_guest}"),
    ("manager", "/partner/:id/ehrungen", "/partner/{company}/ehrungen"),
    ("clerk", "/amt/:id/feiern", "/amt/{office}/feiern"),
    ("clerk", "/amt/:id/feiern", "/amt/{office}/feiern?q=gibtesnicht"),
    ("clerk", "/amt/:id/feiern/neu", "/amt/{office}/feiern/neu"),
    ("clerk", "/amt/:id/feiern/reihe", "/amt/{office}/feiern/reihe"),
    ("clerk", _OFFICE, "/amt/{office}/feiern/{fresh}"),
    ("clerk", _OFFICE, "/amt/{office}/feiern/{evening}"),
    *(("clerk", f"{_OFFICE}/{part}", f"/amt/{{office}}/feiern/{{fresh}}/{part}") for part in _PARTS),
    ("clerk", f"{_OFFICE}/einlass", "/amt/{office}/feiern/{evening}/einlass"),
    ("clerk", f"{_OFFICE}/danach", "/amt/{office}/feiern/{evening}/danach"),
    ("clerk", f"{_OFFICE}/gaeste/:guest", "/amt/{office}/feiern/{tonight}/gaeste/{guest}"),
    ("state", "/land/feiern", "/land/feiern"),
    ("state", "/land/feiern/neu", "/land/feiern/neu"),
    ("state", "/land/feiern/reihe", "/land/feiern/reihe"),
    ("state", _STATE, "/land/feiern/{coming}"),
    *(("state", f"{_STATE}/{part}", f"/land/feiern/{{coming}}/{part}") for part in _PARTS),
    ("state", f"{_STATE}/gaeste/:guest", "/land/feiern/{coming}/gaeste/{state_guest}"),
]


async def event_visitors(
    arrive: Arrive, device: dict[str, object]
) -> tuple[dict[str, Visitor], dict[str, str]]:
    """Guests with their links, a phone at the door and a screen on stage; the demo's events and two new ones."""
    tonight = await an_event(arrive)
    await write_doors(tonight, "Nord", "Süd")
    instance = tonight.clerk.instance
    token = secrets.token_hex(3)
    (comes,) = await guests_who_come(
        tonight, "Erika Müller", companions=1, email=f"erika.{token}@gast.example"
    )
    asked = await _asked(tonight, f"karl.{token}@gast.example")
    coming, evening = await events_of_the_demo(instance)
    own = f"mia.{token}@gast.example"
    own_guest = (await guests_who_come(tonight, "Mia Sommer", email=own))[0].id
    thanked = (await instance.mails("Danke, dass Sie da waren"))[0]
    state = await arrive(device, email=cast.STATE_OFFICE[3])
    guests = await setting_up.fetch(state, f"/api/offices/state/ceremonies/{coming}/guests?status=accepted")
    visitors = {
        "asked": await arrive(device),
        "comes": await arrive(device),
        "thanked": await arrive(device),
        "invited": await arrive(device, email=own),
        "door": await _paired(
            arrive, device, f"/einlass#{await a_code(tonight)}", "Koppeln", "Bereit, auch ohne Netz."
        ),
        "screen": await _paired(arrive, device, f"/buehne#{await _stage_code(tonight)}", "Verbinden", ""),
    }
    places = {
        "tonight": tonight.id,
        "fresh": await _draft(tonight),
        "coming": coming,
        "evening": evening,
        "guest": comes.id,
        "own_guest": own_guest,
        "state_guest": guests["items"][0]["id"],
        "asked_link": asked,
        "comes_link": _secret(await instance.mail(f"erika.{token}@gast.example", "")),
        "thanked_link": _secret(thanked),
        "ticket": comes.tickets[0],
    }
    return visitors, places


async def _paired(arrive: Arrive, device: dict[str, object], address: str, press: str, words: str) -> Visitor:
    phone = await arrive({**PHONE, **device})
    await phone.page.goto(address)
    await phone.press(press)
    await (phone.reads(words) if words else expect(phone.button(press)).to_have_count(0))
    return phone


async def _stage_code(event: Event) -> str:
    return str((await setting_up.send(event.clerk, f"{event.path}/devices", {"purpose": "stage"}))["code"])


async def _asked(event: Event, email: str) -> str:
    """The secret of a link that somebody got who has not answered."""
    group = await setting_up.send(event.clerk, f"{event.path}/guest-groups", {"name": "Gefragte"})
    entered = {"groupId": group["id"], "givenName": "Karl", "familyName": "Beck", "email": email}
    guest = await setting_up.send(event.clerk, f"{event.path}/guests", entered)
    await setting_up.send(event.clerk, f"{event.path}/invitations", {"guests": [guest["id"]]})
    return _secret(await event.clerk.instance.mail(email, ""))


def _secret(mail: dict[str, str]) -> str:
    return address_in(mail).partition("#")[2]


async def _draft(event: Event) -> str:
    starts = clock.now() + timedelta(days=40)
    plan = {
        "title": {"de": "Noch ein Entwurf", "en": ""},
        "startsAt": starts.isoformat(),
        "endsAt": (starts + timedelta(hours=2)).isoformat(),
        "place": "Rathaus",
        "municipality": setting_up.WARSTEIN,
        "capacity": 60,
    }
    created = await setting_up.send(event.clerk, f"/api/offices/{event.office}/ceremonies", plan)
    return str(created["id"])


async def events_of_the_demo(instance: Instance) -> tuple[str, str]:
    """The event to come and the one that is over; the demo is still telling of them at first."""
    give_up = clock.now() + timedelta(seconds=PATIENCE)
    while clock.now() < give_up:
        coming = await instance.get("/api/ceremonies", q="Engagementpreis")
        over = await instance.get("/api/ceremonies", q="Warstein sagt Danke", when="past")
        if coming["items"] and over["items"]:
            return coming["items"][0]["id"], over["items"][0]["id"]
        await asyncio.sleep(1)
    raise AssertionError("The demo has no events.")


async def a_refused_reply(visitor: Visitor, places: dict[str, str]) -> None:
    await visitor.page.route("**/api/invitation", lambda route: route.fulfill(status=503, body=""))
    await visitor.page.goto("/")
    await visitor.page.goto(f"/einladung#{places['asked_link']}")
    await visitor.reads("Noch einmal versuchen")
    await visitor.page.unroute("**/api/invitation")


async def a_guest_is_welcome(visitor: Visitor, places: dict[str, str]) -> None:
    await _scan(visitor, places["ticket"])
    await sees(visitor, "Willkommen", "Erika Müller")


async def a_ticket_is_shown_again(visitor: Visitor, places: dict[str, str]) -> None:
    await _scan(visitor, places["ticket"])
    await sees(visitor, "Schon drin", "Erika Müller")


async def something_else_is_shown(visitor: Visitor, places: dict[str, str]) -> None:
    await _scan(visitor, "ET1:UNSINN")
    await expect(visitor.page.get_by_role("dialog").get_by_role("heading")).to_be_visible()


async def somebody_comes_without_an_invitation(visitor: Visitor, places: dict[str, str]) -> None:
    await visitor.page.goto("/einlass")
    await visitor.press("Gast ohne Einladung")
    await expect(visitor.page.get_by_role("dialog")).to_be_visible()


async def _scan(visitor: Visitor, ticket: str) -> None:
    await visitor.page.goto("/einlass")
    await visitor.reads("Bereit, auch ohne Netz.")
    field = visitor.main.get_by_label("Code der Eintrittskarte")
    if not await field.is_visible():
        await visitor.main.get_by_text("Handscanner oder Code als Text").click()
    await field.fill(ticket)
    await field.press("Enter")


async def an_event_is_put_off(visitor: Visitor, places: dict[str, str]) -> None:
    await visitor.page.goto(f"/land/feiern/{places['coming']}")
    await visitor.press("Verschieben")
    await expect(visitor.page.get_by_role("dialog")).to_be_visible()


async def an_event_is_called_off(visitor: Visitor, places: dict[str, str]) -> None:
    await visitor.page.goto(f"/land/feiern/{places['coming']}")
    await visitor.press("Absagen")
    await expect(visitor.page.get_by_role("button", name="Endgültig absagen")).to_be_visible()


async def seats_are_proposed(visitor: Visitor, places: dict[str, str]) -> None:
    await visitor.page.goto(f"/land/feiern/{places['coming']}/plaetze")
    await visitor.press("Plätze vorschlagen")
    await expect(visitor.page.get_by_role("dialog")).to_be_visible()


async def a_phone_is_paired(visitor: Visitor, places: dict[str, str]) -> None:
    await visitor.page.goto(f"/land/feiern/{places['coming']}/einlass")
    await visitor.press("Gerät koppeln")
    await expect(visitor.page.get_by_role("dialog")).to_be_visible()


async def guests_are_searched(visitor: Visitor, places: dict[str, str]) -> None:
    await visitor.page.goto(f"/land/feiern/{places['coming']}/gaeste?q=qqqxyzzy")
    await expect(visitor.title).to_be_visible()


EVENT_STATES: list[tuple[str, State]] = [
    ("asked", a_refused_reply),
    ("door", a_guest_is_welcome),
    ("door", a_ticket_is_shown_again),
    ("door", something_else_is_shown),
    ("door", somebody_comes_without_an_invitation),
    ("state", an_event_is_put_off),
    ("state", an_event_is_called_off),
    ("state", seats_are_proposed),
    ("state", a_phone_is_paired),
    ("state", guests_are_searched),
]

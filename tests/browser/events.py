"""An award event that is about to begin: guests who come, with their tickets, set up over HTTP."""

import asyncio
import csv
import io
import secrets
import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from ehrenamtskarte.core import clock
from ehrenamtskarte.core.qr import svg_of
from ehrenamtskarte.demo import cast
from tests.browser import setting_up
from tests.browser.conftest import Arrive
from tests.browser.instance import PATIENCE
from tests.browser.visitor import Visitor


@dataclass(frozen=True)
class Event:
    """An event of Warstein, the clerk who looks after it, and where the service has it."""

    clerk: Visitor
    office: str
    id: str

    @property
    def path(self) -> str:
        """What its addresses in the service begin with."""
        return f"/api/offices/{self.office}/ceremonies/{self.id}"

    @property
    def doors(self) -> str:
        """The office's page about who comes in."""
        return f"/amt/{self.office}/feiern/{self.id}/einlass"


@dataclass(frozen=True)
class Guest:
    """Somebody who comes, and the texts of the party's tickets."""

    id: str
    name: str
    tickets: list[str]


async def an_event(arrive: Arrive, **more: Any) -> Event:
    """Published, this evening, for 100 people."""
    clerk = await arrive(email=cast.WARSTEIN.email)
    return await an_event_of(clerk, await setting_up.tenant(clerk, "case_worker"), **more)


async def an_event_of(clerk: Visitor, office: str, **more: Any) -> Event:
    """The same of an office (`state`: the state office) by somebody who works there."""
    starts = clock.now() + timedelta(hours=2)
    title = f"Ehrung {secrets.token_hex(3)}"
    created = await setting_up.send(
        clerk,
        f"/api/offices/{office}/ceremonies",
        {
            "title": {"de": title, "en": title},
            "startsAt": starts.isoformat(),
            "endsAt": (starts + timedelta(hours=3)).isoformat(),
            "answerBy": (clock.now() + timedelta(hours=1)).isoformat(),
            "place": "Haus Kupferhammer",
            "municipality": setting_up.WARSTEIN,
            "capacity": 100,
            **more,
        },
    )
    event = Event(clerk, office, created["id"])
    await setting_up.send(clerk, f"{event.path}/publication")
    return event


async def guests_who_come(event: Event, *names: str, companions: int = 0, **more: Any) -> list[Guest]:
    """They said yes by telephone; the answer is there once their tickets are signed."""
    group = await setting_up.send(
        event.clerk, f"{event.path}/guest-groups", {"name": f"Gäste {secrets.token_hex(3)}"}
    )
    found = []
    for name in names:
        given, _, family = name.rpartition(" ")
        entered = {"groupId": group["id"], "givenName": given, "familyName": family, **more}
        guest = await setting_up.send(event.clerk, f"{event.path}/guests", entered)
        found.append((guest["id"], name))
    await setting_up.send(event.clerk, f"{event.path}/invitations", {"guests": [one for one, _ in found]})
    return [Guest(one, name, await _comes(event, one, companions)) for one, name in found]


async def _comes(event: Event, guest: str, companions: int) -> list[str]:
    path = f"{event.path}/guests/{guest}/answer"
    await _until(event, path, lambda answer: answer["status"] == "invited")
    said = {"coming": True, "persons": [{} for _ in range(companions + 1)]}
    answer = await event.clerk.page.context.request.put(path, data=said)
    assert answer.ok, await answer.text()
    signed = await _until(event, path, lambda answer: all(one["ticket"] for one in answer["persons"]))
    return [one["ticket"] for one in signed["persons"]]


async def _until(event: Event, path: str, holds: Any) -> Any:
    give_up = time.monotonic() + PATIENCE
    while not holds(answer := await setting_up.fetch(event.clerk, path)):
        assert time.monotonic() < give_up, answer
        await asyncio.sleep(0.2)
    return answer


async def a_code(event: Event) -> str:
    """What pairs one more phone."""
    return str((await setting_up.send(event.clerk, f"{event.path}/devices", {"purpose": "door"}))["code"])


async def write_doors(event: Event, *names: str) -> None:
    """The doors of the house."""
    answer = await event.clerk.page.context.request.put(
        f"{event.path}/doors", data={"doors": [{"name": name} for name in names]}
    )
    assert answer.ok, await answer.text()


def a_guest_list(count: int, token: str) -> bytes:
    """As an association hands it in: one in twenty has no address, and one row more has one that is none."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";")
    writer.writerow(["Vorname", "Nachname", "E-Mail", "Verein", "Ort"])
    for n in range(count):
        mail = f"gast{n}.{token}@gast.example" if n % 20 else ""
        writer.writerow([f"Gast{n:03}", "Engagiert", mail, f"Verein {n % 30}", "Warstein"])
    writer.writerow(["Bo", "Fehler", "keine Adresse", "", "Warstein"])
    return stream.getvalue().encode()


async def agree(visitor: Visitor, name: str) -> None:
    """Press the dialog's button."""
    button = visitor.page.get_by_role("dialog").get_by_role("button", name=name, exact=True)
    await visitor.press_at(button, f"{name}, yes")


async def printed(event: Event, ticket: str) -> bytes:
    """The ticket's code as paper shows it."""
    page = await event.clerk.page.context.new_page()
    drawing = f'<svg width="500" {svg_of(ticket).removeprefix("<svg ")}'
    await page.set_content(f'<div style="padding: 60px; width: fit-content">{drawing}</div>')
    picture = await page.locator("div").screenshot()
    await page.close()
    return picture

"""A call of the state office from its first day on, set up over HTTP; its days pass when a test says so."""

import asyncio
import os
import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import psycopg

from ehrenamtskarte.core import clock, embedded_postgres
from ehrenamtskarte.demo import cast
from tests.browser import setting_up
from tests.browser.conftest import Arrive
from tests.browser.instance import Instance, code_in, from_elsewhere
from tests.browser.visitor import Visitor

AT_ONCE = 8
PHASES = ("entry", "check", "shortlist", "jury", "vote", "decision")
STEP = 10
"""Days of each phase; today is the first of the entry phase."""


@dataclass(frozen=True)
class Call:
    """An engagement prize of an office, who looks after it, and where the service has it."""

    clerk: Visitor
    id: str
    office: str = "state"

    @property
    def path(self) -> str:
        """What its addresses for the office begin with."""
        return f"/api/offices/{self.office}/award-calls/{self.id}"

    @property
    def screen(self) -> str:
        """The state office's page of it."""
        return f"/land/preise/{self.id}"

    async def put(self, path: str, body: Any) -> Any:
        """Change a part of it."""
        return await put(self.clerk, f"{self.path}/{path}", body)

    async def shown(self) -> Any:
        """As the office has it now."""
        return await setting_up.fetch(self.clerk, self.path)

    async def reach(self, phase: str) -> None:
        """Let days pass until the middle of this phase."""
        now = next(one for one in (await self.shown())["phases"] if one["kind"] == phase)
        middle = date.fromisoformat(now["firstDay"]) + timedelta(days=STEP // 2)
        await asyncio.to_thread(_pass, self.clerk.instance, self.id, (middle - clock.today()).days)

    async def finish(self, phase: str) -> None:
        """Let days pass until this phase is just over."""
        now = next(one for one in (await self.shown())["phases"] if one["kind"] == phase)
        after = date.fromisoformat(now["lastDay"]) + timedelta(days=1)
        await asyncio.to_thread(_pass, self.clerk.instance, self.id, (after - clock.today()).days)


async def put(visitor: Visitor, path: str, body: Any) -> Any:
    """What the visitor's own page would send, and the answer."""
    answer = await visitor.page.context.request.put(path, data=body)
    assert answer.ok, await answer.text()
    return await answer.json() if "json" in answer.headers.get("content-type", "") else None


def _pass(instance: Instance, call: str, days: int) -> None:
    """All days of a call and its rounds lie earlier by so many: as if so much time had passed."""
    folder = instance.folder or Path(os.environ["TEST_DATA_DIR"])
    dsn = embedded_postgres.running(folder)
    assert dsn
    with psycopg.connect(dsn) as connection:
        for statement in (
            "UPDATE call_phase SET first_day = first_day - %s, last_day = last_day - %s WHERE call = %s",
            "UPDATE jury_round SET first_day = first_day - %s, last_day = last_day - %s WHERE call = %s",
        ):
            connection.execute(statement, (days, days, call))


async def a_prize(arrive: Arrive) -> Call:
    """From the template, published; entries are open."""
    clerk = await arrive(email=cast.STATE_OFFICE[3])
    wanted = {
        "template": "engagement_prize",
        "year": clock.today().year,
        "title": {"de": f"Preis {secrets.token_hex(3)}", "en": ""},
    }
    made = await setting_up.send(clerk, "/api/offices/state/award-calls", wanted)
    call = Call(clerk, made["id"])
    await publish(call, made["revision"])
    return call


async def publish(call: Call, revision: int) -> None:
    """A draft with somebody to ask and its days, for everybody to see."""
    said = {"revision": revision, "contactName": "Nora Albers", "contactEmail": cast.STATE_OFFICE[3]}
    answer = await call.clerk.page.context.request.patch(call.path, data=said)
    assert answer.ok, await answer.text()
    await write_phases(call, (await answer.json())["revision"])
    await setting_up.send(call.clerk, f"{call.path}/publication")


async def write_phases(call: Call, revision: int) -> None:
    """Six of them, one after the other, from today on."""
    today = clock.today()
    phases = [
        {
            "kind": kind,
            "firstDay": str(today + timedelta(days=STEP * n)),
            "lastDay": str(today + timedelta(days=STEP * n + STEP - 1)),
        }
        for n, kind in enumerate(PHASES)
    ]
    await call.put("phases", {"revision": revision, "phases": phases})


async def an_entry(maker: Visitor, call: Call, name: str, *, submit: bool = True) -> str:
    """An initiative's entry, complete; its id."""
    asked = await call.shown()
    eligibility = {one["id"]: one["mustBe"] is not False for one in asked["questions"]}
    start = {
        "callId": call.id,
        "kind": "organisation",
        "name": name,
        "postalCode": "59581",
        "eligibility": eligibility,
    }
    draft = await setting_up.send(maker, "/api/me/award-entries", start)
    written = {
        "revision": draft["revision"],
        "name": name,
        "street": "Am Markt 1",
        "postalCode": "59581",
        "contactName": "Mia Sommer",
        "contactEmail": draft["contactEmail"],
        "title": f"Projekt von {name}",
        "teaser": "Wir helfen, wo es fehlt.",
        "answers": {one["id"]: _answer(one) for one in asked["form"]},
        "eligibility": eligibility,
    }
    path = f"/api/me/award-entries/{draft['id']}"
    await put(maker, path, written)
    if submit:
        await setting_up.send(maker, f"{path}/submission")
    return str(draft["id"])


def _answer(field: dict[str, Any]) -> Any:
    options = [one["id"] for one in field["options"]]
    return {
        "short_text": "Helfen",
        "long_text": "Wir helfen, wo es fehlt, und das seit Jahren.",
        "number": 12,
        "date": "2020-05-01",
        "choice": options[:1] and options[0],
        "choices": options[:1],
        "yes_no": True,
        "link": "https://www.verein.example",
    }[field["kind"]]


async def a_jury(arrive: Arrive, call: Call, size: int) -> list[Visitor]:
    """So many jurors, signed in; the first one takes the chair."""
    jury = []
    for number in range(size):
        email = f"jury{number}.{call.id[-6:]}@jury.example"
        juror = {"name": f"Jurorin {number + 1}", "email": email, "chair": number == 0}
        await setting_up.send(call.clerk, f"{call.path}/jurors", juror)
        jury.append(await arrive(email=email))
    return jury


async def a_round(call: Call, *, assign: bool = True) -> str:
    """Two criteria, one to five points, everybody judges every nominee; handed out unless told otherwise."""
    today = clock.today()
    wanted = {
        "name": {"de": "Hauptjury"},
        "considers": "shortlisted",
        "leastPoints": 1,
        "mostPoints": 5,
        "firstDay": str(today),
        "lastDay": str(today + timedelta(days=4)),
        "criteria": [
            {"name": {"de": "Wirkung"}, "weight": 2, "anchors": [{"points": 5, "de": "beispielhaft"}]},
            {"name": {"de": "Neue Ideen"}, "weight": 1},
        ],
    }
    made = await setting_up.send(call.clerk, f"{call.path}/jury-rounds", wanted)
    if assign:
        await setting_up.send(call.clerk, f"{call.path}/jury-rounds/{made['id']}/assignment")
    return str(made["id"])


async def judges_all(juror: Visitor, round_id: str, favourite: int) -> None:
    """Gives every entry that waits points, the most to those whose place is divisible by `favourite`."""
    path = f"/api/me/jury-rounds/{round_id}"
    criteria = (await setting_up.fetch(juror, path))["criteria"]
    page = await setting_up.fetch(juror, f"{path}/entries")
    for place, one in enumerate(page["items"]):
        own = (await setting_up.fetch(juror, f"{path}/entries/{one['id']}"))["own"]
        if own["status"] != "open":
            continue
        points = 5 if place % favourite == 0 else 1 + place % 4
        given = {
            "revision": own["revision"],
            "points": [{"criterion": criterion["id"], "points": points} for criterion in criteria],
        }
        await put(juror, f"{path}/entries/{one['id']}/judgement", given)


async def votes(instance: Instance, somebody: Visitor, call: Call, entries: list[str], count: int) -> None:
    """So many people vote, each with the code of their own mail and from somewhere else."""
    turns = asyncio.Semaphore(AT_ONCE)
    requests = somebody.page.context.request

    async def one(number: int) -> None:
        email = f"stimme{number}.{call.id[-6:]}@waehlt.example"
        wanted = {"entryId": entries[number * (number % 5 + 1) % len(entries)], "email": email}
        async with turns:
            headers = from_elsewhere()
            path = f"/api/award-calls/{call.id}"
            asked = await requests.post(f"{path}/vote-requests", data=wanted, headers=headers)
            assert asked.ok, await asked.text()
            mail = await instance.mail(email, "")
            given = {"requestId": (await asked.json())["requestId"], "code": code_in(mail)}
            cast_vote = await requests.post(f"{path}/votes", data=given, headers=headers)
            assert cast_vote.ok, await cast_vote.text()

    await asyncio.gather(*(one(number) for number in range(count)))

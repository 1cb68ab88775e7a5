"""A whole award cycle: 60 entries, 5 jurors, 500 votes, the laureates and their event."""

import asyncio
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser import awards, setting_up
from tests.browser.awards import Call
from tests.browser.chromium import PHONE
from tests.browser.conftest import Arrive
from tests.browser.events import an_event_of
from tests.browser.instance import Instance, code_in
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

ENTRIES, MAKERS, NOMINEES, JURORS, VOTES = 60, 5, 12, 5, 500
RECOUNT = Path(__file__).parents[2] / "scripts" / "recount_votes.py"


async def test_a_cycle_goes_from_the_call_to_the_stage(
    arrive: Arrive, instance: Instance, tmp_path: Path
) -> None:
    call = await _call(arrive)
    await _enter(arrive, call)
    await _check(call)
    nominees = await _nominate(call)
    await _judge(arrive, call)
    await _vote(arrive, instance, call, nominees)
    await _decide(call)
    await _everybody_reads_it(arrive, call)
    await _counted_again(arrive, call, tmp_path)
    await _to_the_event(call)


async def _call(arrive: Arrive) -> Call:
    return await awards.a_prize(arrive)


async def _enter(arrive: Arrive, call: Call) -> None:
    makers = [await arrive(PHONE, email=f"team{n}.{call.id[-6:]}@verein.example") for n in range(MAKERS)]

    async def enter(number: int, maker: Visitor) -> None:
        for n in range(number, ENTRIES, MAKERS):
            await awards.an_entry(maker, call, f"Verein {n:02}")

    await asyncio.gather(*(enter(number, maker) for number, maker in enumerate(makers)))
    assert (await call.shown())["figures"]
    await makers[0].open("/mein/bewerbungen")
    await makers[0].reads("Projekt von Verein 00")


async def _check(call: Call) -> None:
    await call.reach("check")
    entries = await _entries(call)
    assert len(entries) == ENTRIES
    outcome = await setting_up.send(
        call.clerk, f"{call.path}/checks", {"action": "admit", "entries": entries}
    )
    assert outcome is not None
    await call.clerk.open(f"{call.screen}/bewerbungen")
    await call.clerk.reads("Projekt von Verein 00")


async def _entries(call: Call) -> list[str]:
    found: list[str] = []
    page = await setting_up.fetch(call.clerk, f"{call.path}/entries")
    while True:
        found += [one["id"] for one in page["items"]]
        if page["next"] is None:
            return found
        page = await setting_up.fetch(call.clerk, f"{call.path}/entries?cursor={page['next']}")


async def _nominate(call: Call) -> list[str]:
    await call.reach("shortlist")
    nominees = (await _entries(call))[:NOMINEES]
    await setting_up.send(call.clerk, f"{call.path}/shortlist/entries", {"entries": nominees})
    await setting_up.send(call.clerk, f"{call.path}/shortlist/mails")
    return nominees


async def _judge(arrive: Arrive, call: Call) -> None:
    await call.reach("jury")
    jury = await awards.a_jury(arrive, call, JURORS)
    round_id = await awards.a_round(call)
    first, *others = jury
    await _one_by_hand(first, round_id)
    for number, juror in enumerate([first, *others]):
        await awards.judges_all(juror, round_id, 3 + number)
    await call.clerk.open(f"{call.screen}/jury/{round_id}/rangliste")
    await call.clerk.reads(re.compile("Projekt von Verein"))
    await setting_up.send(call.clerk, f"{call.path}/jury-rounds/{round_id}/closing")


async def _one_by_hand(juror: Visitor, round_id: str) -> None:
    await juror.open(f"/jury/{round_id}")
    await juror.press("Mit der ersten beginnen")
    for name in ("Wirkung", "Neue Ideen"):
        group = juror.main.get_by_role("radiogroup", name=re.compile(name))
        await group.get_by_role("radio", name="4").check()
    await juror.press("Bewertung speichern")
    await juror.reads("Gespeichert.")


async def _vote(arrive: Arrive, instance: Instance, call: Call, nominees: list[str]) -> None:
    await call.reach("vote")
    somebody = await arrive(PHONE)
    await _vote_by_hand(somebody, call)
    await awards.votes(instance, somebody, call, nominees, VOTES - 1)
    await call.clerk.open(f"{call.screen}/abstimmung")
    await call.clerk.reads(re.compile(str(VOTES)))
    # Nobody knows yet for whom.
    assert (await setting_up.fetch(call.clerk, f"{call.path}/votes"))["result"] is None
    await call.finish("vote")


async def _vote_by_hand(somebody: Visitor, call: Call) -> None:
    email = f"hand.{call.id[-6:]}@waehlt.example"
    await somebody.open(f"/preise/{call.id}/abstimmen")
    await somebody.main.get_by_role("radio", name=re.compile("Projekt von")).first.check()
    await somebody.fill("Ihre E-Mail-Adresse", email)
    await somebody.press("Code schicken")
    await somebody.fill("Code aus der Mail", code_in(await somebody.instance.mail(email, "")))
    await somebody.press("Jetzt abstimmen")
    await somebody.reads("Ihre Quittung")


async def _decide(call: Call) -> None:
    """The audience's prize as the votes say, the others by those who decide; then everybody may know."""
    clerk = call.clerk
    won: set[str] = set()
    result = await setting_up.fetch(clerk, f"{call.path}/result")
    for category in result["categories"]:
        path = f"{call.path}/result/categories/{category['id']}"
        page = await setting_up.fetch(clerk, f"{path}/candidates")
        free = [one["entry"] for one in page["items"] if one["entry"] not in won]
        best = [one["entry"] for one in category["suggestion"]] or free
        winners = best[: category["winners"]]
        won.update(winners)
        laureates = [{"entry": one, "reason": {"de": "Weil es wirkt.", "en": "It works."}} for one in winners]
        await awards.put(clerk, path, {"laureates": laureates, "version": category["version"]})
    await clerk.open(f"{call.screen}/ergebnis")
    await clerk.press("Entscheiden")
    await clerk.press_at(
        clerk.page.get_by_role("dialog").get_by_role("button", name="Entscheiden", exact=True), "yes"
    )
    await clerk.reads("Entschieden.")


async def _everybody_reads_it(arrive: Arrive, call: Call) -> None:
    visitor = await arrive()
    await visitor.open(f"/preise/{call.id}")
    await visitor.reads("Weil es wirkt.")
    await visitor.open("/preise/archiv")
    await visitor.reads(re.compile("Projekt von Verein"))


async def _counted_again(arrive: Arrive, call: Call, folder: Path) -> None:
    requests = (await arrive()).page.context.request
    public = await (await requests.get(f"/api/award-calls/{call.id}/vote-result")).json()
    assert public["votes"] == VOTES
    file = folder / "stimmen.csv"
    file.write_bytes(await (await requests.get(f"/api/award-calls/{call.id}/votes.csv")).body())
    counted = await asyncio.to_thread(_recounted, file)
    assert [tuple(map(int, line.split("\t"))) for line in counted] == sorted(
        (one["rank"], one["number"], one["votes"]) for one in public["entries"] if one["votes"]
    )


def _recounted(file: Path) -> list[str]:
    told = subprocess.run(
        [sys.executable, "-I", str(RECOUNT), str(file)], capture_output=True, text=True, check=True
    )
    return told.stdout.splitlines()


async def _to_the_event(call: Call) -> None:
    event = await an_event_of(call.clerk, "state", capacity=200)
    clerk = call.clerk
    await clerk.open(f"{call.screen}/ergebnis")
    await clerk.page.get_by_label("Veranstaltung").select_option(event.id)
    await clerk.press("Übernehmen")
    await clerk.reads("Zur Gästeliste")
    guests = await setting_up.fetch(clerk, f"{event.path}/guests")
    assert len(guests["items"]) >= MAKERS
    on_stage = await setting_up.fetch(clerk, f"{event.path}/laureates")
    result = await setting_up.fetch(clerk, f"{call.path}/result")
    assert len(on_stage) == sum(len(category["laureates"]) for category in result["categories"]) > 0

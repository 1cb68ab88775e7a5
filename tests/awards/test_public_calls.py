"""Calls as everybody sees them: the list, one call, its nominees and laureates, and answers from memory."""

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from ehrenamtskarte.awards.calls import public, public_list
from ehrenamtskarte.awards.calls.public_rules import CallStanding
from ehrenamtskarte.awards.controllers import kept_answers
from ehrenamtskarte.awards.rules import PhaseKind
from ehrenamtskarte.awards.tables import AwardCall, AwardEntry, AwardLaureate
from ehrenamtskarte.benefits.public_list.kept import Shelf
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.ids import new_id
from tests.conftest import Browser
from tests.factories import (
    KOELN,
    a_call,
    a_category,
    a_company,
    an_award_laureate,
    an_entry,
    an_entry_picture,
    an_issuing_body,
    set_phases,
)

pytestmark = pytest.mark.usefixtures("database")
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def forget_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests change and ask within the second for which an answer is kept."""
    monkeypatch.setattr(kept_answers, "SHELF", Shelf())


async def shown(client: Browser, call: UUID) -> Any:
    answer = await client.get(f"/api/award-calls/{call}")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_call_says_what_can_be_done_now(client: Browser) -> None:
    call = await a_call(contact_name="Nora Albers", contact_email="preis@land.example")
    found = await shown(client, call)
    assert found["standing"] == "running"
    assert found["steps"] == ["enter", "nominate"]
    assert found["phases"][0]["state"] == "on"
    assert found["officeName"] == "Land Nordrhein-Westfalen"
    assert found["ask"] == {"name": "Nora Albers", "email": "preis@land.example", "phone": ""}
    await set_phases(call, PhaseKind.VOTE)
    kept_answers.SHELF = Shelf()
    assert (await shown(client, call))["steps"] == ["vote"]


async def test_a_call_shows_its_categories_with_sponsor_and_prize(client: Browser) -> None:
    call = await a_call(await an_issuing_body(KOELN))
    company = await a_company("Stadtwerke")
    await a_category(call, "Sonderpreis", sponsor=company, decided_by="sponsor", winners=2)
    found = await shown(client, call)
    (category,) = found["categories"]
    assert found["officeName"] == "Stadt Köln"
    assert (category["sponsorName"], category["sponsor"]) == ("Stadtwerke", str(company))
    assert (category["prizeCents"], category["winners"], category["decidedBy"]) == (500_000, 2, "sponsor")


async def test_a_draft_is_not_there_for_the_public(client: Browser) -> None:
    call = await a_call(status="draft", published_at=None)
    assert (await client.get(f"/api/award-calls/{call}")).status_code == 404
    assert (await client.get("/api/award-calls")).json()["items"] == []


async def test_a_cancelled_call_says_why_and_offers_nothing(client: Browser) -> None:
    call = await a_call(status="cancelled", cancelled_at=clock.now(), reason_de="Kein Geld.")
    found = await shown(client, call)
    assert (found["standing"], found["steps"], found["reason"]["de"]) == ("past", [], "Kein Geld.")


async def test_nominees_appear_once_the_shortlist_is_made(client: Browser) -> None:
    call = await a_call(on=PhaseKind.SHORTLIST)
    entry = await an_entry(
        call,
        "Tafel Köln",
        status="shortlisted",
        teaser="Wir kochen für alle.",
        contact_email="m@tafel.example",
    )
    await an_entry(call, "Chor", status="admitted")
    picture = await an_entry_picture(entry, credit="Ada Licht")
    assert (await shown(client, call))["nominees"] == []
    assert (await client.get(f"/api/award-pictures/{picture}/small")).status_code == 404
    await set_phases(call, PhaseKind.VOTE)
    kept_answers.SHELF = Shelf()
    (nominee,) = (await shown(client, call))["nominees"]
    assert (nominee["name"], nominee["teaser"], nominee["town"]) == (
        "Tafel Köln",
        "Wir kochen für alle.",
        "Köln",
    )
    assert (nominee["picture"], nominee["pictureCredit"]) == (str(picture), "Ada Licht")
    assert "contact" not in json.dumps(nominee).lower()
    assert (await client.get(f"/api/award-pictures/{picture}/large")).content == b"RIFF large"


async def test_who_withdrew_is_no_longer_shown_and_neither_is_the_picture(client: Browser) -> None:
    call = await a_call(on=PhaseKind.VOTE)
    entry = await an_entry(call, status="shortlisted")
    picture = await an_entry_picture(entry)
    assert (await client.get(f"/api/award-pictures/{picture}/small")).status_code == 200
    await AwardEntry.update({"status": "withdrawn", "withdrawn_at": clock.now()}).where(
        AwardEntry.id == entry
    )
    assert (await shown(client, call))["nominees"] == []
    assert (await client.get(f"/api/award-pictures/{picture}/small")).status_code == 404


async def test_documents_and_unknown_sizes_are_never_served_as_pictures(client: Browser) -> None:
    call = await a_call(on=PhaseKind.VOTE)
    entry = await an_entry(call, status="shortlisted")
    document = await an_entry_picture(entry, kind="document", small=None)
    picture = await an_entry_picture(entry)
    for address in (f"{document}/large", f"{picture}/huge", f"{new_id()}/small"):
        assert (await client.get(f"/api/award-pictures/{address}")).status_code == 404


async def test_a_picture_is_known_again_by_its_etag(client: Browser) -> None:
    call = await a_call(on=PhaseKind.VOTE)
    picture = await an_entry_picture(await an_entry(call, status="shortlisted"))
    first = await client.get(f"/api/award-pictures/{picture}/small")
    assert first.headers["content-type"] == "image/webp"
    again = await client.get(
        f"/api/award-pictures/{picture}/small", headers={"if-none-match": first.headers["etag"]}
    )
    assert (again.status_code, again.content) == (304, b"")


async def test_laureates_are_public_from_the_moment_the_embargo_ends(client: Browser) -> None:
    ends = clock.now()
    call = await a_call(on=PhaseKind.DECISION, decided_at=ends - DAY, embargo_until=ends)
    category = await a_category(call)
    entry = await an_entry(call, "Tafel Köln", status="admitted")
    picture = await an_entry_picture(entry)
    laureate = await an_award_laureate(call, category, entry)
    before = await public.for_everybody(call, now=ends - timedelta(microseconds=1))
    after = await public.for_everybody(call, now=ends)
    assert (before.results, before.standing) == ([], CallStanding.RUNNING)
    assert [one.name for one in after.results[0].laureates] == ["Tafel Köln"]
    assert after.standing is CallStanding.PAST
    assert (await client.get(f"/api/award-pictures/{picture}/small")).status_code == 200
    await AwardLaureate.update({"withdrawn_at": ends, "withdrawn_reason": "Angaben falsch"}).where(
        AwardLaureate.id == laureate
    )
    assert (await public.for_everybody(call, now=ends)).results[0].laureates == []
    assert (await client.get(f"/api/award-pictures/{picture}/small")).status_code == 404


async def test_the_page_is_answered_from_memory_and_known_by_its_etag(
    client: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = clock.now().replace(microsecond=0)
    monkeypatch.setattr(clock, "now", lambda: moment)
    call = await a_call(title_de="Vorher")
    first = await client.get(f"/api/award-calls/{call}")
    await AwardCall.update({"title_de": "Nachher"}).where(AwardCall.id == call)
    assert (await shown(client, call))["title"]["de"] == "Vorher"
    assert first.headers["cache-control"] == "public, max-age=1"
    known = {"if-none-match": first.headers["etag"]}
    again = await client.get(f"/api/award-calls/{call}", headers=known)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    moment += timedelta(seconds=1)
    later = await client.get(f"/api/award-calls/{call}", headers=known)
    assert (later.status_code, later.json()["title"]["de"]) == (200, "Nachher")


async def test_the_same_answer_keeps_its_etag_beyond_the_second(
    client: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = clock.now()
    monkeypatch.setattr(clock, "now", lambda: moment)
    call = await a_call()
    first = await client.get(f"/api/award-calls/{call}")
    moment += timedelta(seconds=5)
    known = {"if-none-match": first.headers["etag"]}
    assert (await client.get(f"/api/award-calls/{call}", headers=known)).status_code == 304


async def test_who_cannot_read_gzip_gets_the_page_unpacked(client: Browser) -> None:
    call = await a_call()
    plain = await client.get(f"/api/award-calls/{call}", headers={"accept-encoding": "identity"})
    packed = await client.get(f"/api/award-calls/{call}", headers={"accept-encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert plain.json() == packed.json()


async def test_running_calls_come_first_then_those_to_come_then_the_past(client: Browser) -> None:
    now = clock.now()
    await a_call(title_de="Vergangen", sort_key="c", decided_at=now, embargo_until=now)
    await a_call(on=None, title_de="Bald", sort_key="b")
    await a_call(title_de="Jetzt", sort_key="a", year=2025)
    await a_call(title_de="Auch jetzt", sort_key="z", year=2026)
    found = (await client.get("/api/award-calls")).json()
    assert [row["title"]["de"] for row in found["items"]] == ["Auch jetzt", "Jetzt", "Bald", "Vergangen"]
    assert found["total"] == 4
    assert [row["standing"] for row in found["items"]] == ["running", "running", "coming", "past"]
    assert found["items"][0]["steps"] == ["enter", "nominate"]
    assert found["items"][3]["resultsPublic"] is True


async def test_calls_are_found_by_standing_year_and_words(client: Browser) -> None:
    office = await an_issuing_body(KOELN)
    await a_call(office, title_de="Kölner Preis", sort_key="kolner preis", year=2025)
    await a_call(on=None, year=2027)

    async def titles(**query: Any) -> list[str]:
        found = (await client.get("/api/award-calls", params=query)).json()["items"]
        return [row["title"]["de"] for row in found]

    assert await titles(when="coming") == ["Engagementpreis"]
    assert await titles(when="past") == []
    assert await titles(year=2025) == ["Kölner Preis"]
    assert await titles(q="stadt koln") == ["Kölner Preis"]
    assert await titles(q="100%") == []


async def test_a_long_list_has_pages(client: Browser) -> None:
    for number in range(52):
        await a_call(title_de=f"Preis {number:02}", sort_key=f"preis {number:02}")
    first = (await client.get("/api/award-calls")).json()
    second = (await client.get("/api/award-calls", params={"cursor": first["next"]})).json()
    titles = [row["title"]["de"] for row in first["items"] + second["items"]]
    assert titles == [f"Preis {number:02}" for number in range(52)]
    assert second["next"] is None


@pytest.mark.parametrize("cursor", ["nonsense", "WyJhIiwiYiIsImMiLCJkIl0"])
async def test_an_unknown_page_is_refused_in_a_sentence(client: Browser, cursor: str) -> None:
    answer = await client.get("/api/award-calls", params={"cursor": cursor})
    assert (answer.status_code, answer.json()["code"]) == (400, "unknown_cursor")


async def test_list_and_page_agree_on_how_far_a_call_is() -> None:
    now = clock.now()
    for on in (None, PhaseKind.ENTRY, PhaseKind.DECISION):
        await a_call(on=on)
    await a_call(status="cancelled", cancelled_at=now)
    for moment in (now, now + 40 * DAY, now + 90 * DAY, now + 500 * DAY):
        rows = (await public_list.for_everybody(now=moment)).items
        pages = [await public.for_everybody(row.id, now=moment) for row in rows]
        assert [(row.standing, row.steps) for row in rows] == [(page.standing, page.steps) for page in pages]


async def test_the_archive_is_there_for_everybody(client: Browser) -> None:
    ends: datetime = clock.now() - DAY
    call = await a_call(on=PhaseKind.DECISION, decided_at=ends - DAY, embargo_until=ends)
    await an_award_laureate(call, await a_category(call), await an_entry(call, "Tafel", status="shortlisted"))
    (found,) = (await client.get("/api/award-archive")).json()["items"]
    assert found["results"][0]["laureates"][0]["name"] == "Tafel"
    assert (await client.get("/api/award-archive/years")).json() == [
        {"year": 2026, "calls": 1, "laureates": 1}
    ]
    assert (await client.get("/api/award-archive", params={"q": "niemand"})).json()["items"] == []

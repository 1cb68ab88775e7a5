"""The list for everybody to reuse: the same offers in every form, described, with its changes, without contact data."""

import asyncio
import csv
import io
import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from ehrenamtskarte.benefits.public_list import kept, projection
from ehrenamtskarte.benefits.publishing import changes_feed
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.settings import settings
from tests.conftest import Browser
from tests.factories import KOELN, a_benefit, a_company, a_venue

TODAY = clock.today()
FILES = (
    "benefits.json",
    "benefits.csv",
    "benefits.geojson",
    "catalogue.jsonld",
    "campaigns.ics",
    "changes.json",
)
CANARY = "kanarienvogel"


async def two_offers() -> tuple[str, str]:
    company = await a_company("Schlossbad")
    await a_venue(company, "Becken", point=(50.94, 6.96))
    await a_venue(company, "Sauna", point=(50.95, 6.97))
    bad = await a_benefit(company, "Halber Eintritt", title_en="Half price")
    online = await a_benefit(
        await a_company("Netz", statewide=True),
        "=HYPERLINK(1)",
        online=True,
        online_url="https://netz.example",
    )
    await projection.rebuild(today=TODAY)
    return str(bad), str(online)


async def read(client: Browser, name: str) -> Any:
    answer = await client.get(f"/api/open-data/{name}")
    assert answer.status_code == 200
    return answer.json()


async def test_every_form_holds_the_same_offers(client: Browser) -> None:
    bad, online = await two_offers()
    document = await read(client, "benefits.json")
    assert [offer["id"] for offer in document["benefits"]] == [bad, online]
    assert document["license"] == "CC0-1.0"
    assert document["benefits"][0]["url"] == f"{settings().address}/vorteile/{bad}"

    table = (await client.get("/api/open-data/benefits.csv")).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table), delimiter=";"))
    assert [(row["id"], row["venue"]) for row in rows] == [(bad, "Becken"), (bad, "Sauna"), (online, "")]
    assert (rows[0]["percent"], rows[0]["weekdays"], rows[0]["limit"]) == ("50", "1 2 3 4 5 6 7", "none")

    collection = await read(client, "benefits.geojson")
    assert [feature["properties"]["benefit"] for feature in collection["features"]] == [bad, bad]
    assert collection["features"][0]["geometry"] == {"type": "Point", "coordinates": [6.96, 50.94]}
    assert collection["features"][0]["properties"]["municipality"] == KOELN


async def test_no_cell_becomes_a_formula(client: Browser) -> None:
    await two_offers()
    table = (await client.get("/api/open-data/benefits.csv")).text
    assert "'=HYPERLINK(1)" in table


async def test_contact_data_is_nowhere_to_be_found(client: Browser) -> None:
    company = await a_company("Schlossbad")
    await a_venue(company)
    benefit = await a_benefit(company, codes="one", code=CANARY, online=True)
    await db.execute(
        "UPDATE company SET contact_name = $2, contact_email = $3, contact_phone = $2 WHERE id = $1",
        company, CANARY, f"{CANARY}@bad.example",
    )  # fmt: skip
    await db.execute(
        "UPDATE person SET given_name = $1::text, family_name = $1::text, email = $1::text || id || '@person.example'",
        CANARY,
    )
    await projection.rebuild(today=TODAY)
    for path in (
        *(f"/api/open-data/{name}" for name in FILES),
        "/api/benefits",
        f"/api/benefits?q={CANARY}",
        "/api/benefits/map",
        f"/api/benefits/{benefit}",
        f"/api/benefits/copy?municipality={KOELN}",
        f"/api/benefits/towns/{KOELN}",
        f"/api/partners/{company}",
    ):
        answer = await client.get(path)
        assert answer.status_code == 200
        assert CANARY not in answer.text, path
    assert (await client.get("/api/benefits", params={"q": CANARY})).json()["total"] == 0


@pytest.mark.parametrize("name", [name for name in FILES if name != "catalogue.jsonld"])
async def test_whoever_has_it_gets_it_again_only_once_it_changed(client: Browser, name: str) -> None:
    bad, _ = await two_offers()
    first = await client.get(f"/api/open-data/{name}")
    assert first.headers["access-control-allow-origin"] == "*"
    known = {"if-none-match": first.headers["etag"]}
    again = await client.get(f"/api/open-data/{name}", headers=known)
    assert (again.status_code, again.content) == (304, b"")
    await db.execute(
        "UPDATE benefit SET title_de = 'Ganzer Eintritt', valid_until = $2 WHERE id = $1", bad, TODAY
    )
    await projection.refresh([(await db.row("SELECT id FROM benefit WHERE id = $1", bad))["id"]], today=TODAY)  # type: ignore[index]
    changed = await client.get(f"/api/open-data/{name}", headers=known)
    assert changed.status_code == 200
    assert changed.text != first.text


async def test_it_comes_compressed_and_plain(client: Browser) -> None:
    await two_offers()
    packed = await client.get("/api/open-data/benefits.json", headers={"accept-encoding": "gzip"})
    plain = await client.get("/api/open-data/benefits.json", headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.json() == plain.json()


async def test_the_description_names_every_file_and_its_licence(client: Browser) -> None:
    document = await read(client, "catalogue.jsonld")
    assert document["@type"] == "dcat:Catalog"
    assert document["dct:publisher"]["foaf:name"] == settings().operator
    distributions = [file for data_set in document["dcat:dataset"] for file in data_set["dcat:distribution"]]
    assert {file["dcat:downloadURL"]["@id"].rsplit("/", 1)[1] for file in distributions} == set(FILES) - {
        "catalogue.jsonld"
    }
    assert {file["dct:license"]["@id"] for file in distributions} == {
        "http://dcat-ap.de/def/licenses/cc-zero"
    }
    for data_set in document["dcat:dataset"]:
        assert data_set["dcatde:politicalGeocodingURI"]["@id"].endswith("/stateKey/05")


async def test_raffles_and_short_offers_are_in_the_calendar(client: Browser) -> None:
    company = await a_company("Consol Theater")
    await a_venue(company, "Bühne")
    deadline = datetime.combine(TODAY + timedelta(days=5), datetime.min.time(), clock.BERLIN)
    await a_benefit(company, "Freikarten", kind="raffle", percent=None, deadline=deadline, prizes=2)
    await a_benefit(company, "Advent", valid_from=TODAY, valid_until=TODAY + timedelta(days=20))
    await a_benefit(company, "Jahr", valid_from=TODAY, valid_until=TODAY + timedelta(days=365))
    await a_benefit(company, "Immer")
    await projection.rebuild(today=TODAY)
    calendar = Calendar.from_ical((await client.get("/api/open-data/campaigns.ics")).text)
    events = {
        str(event["summary"]): (event.decoded("dtstart"), event.decoded("dtend"))
        for event in calendar.walk("VEVENT")
    }
    assert events == {
        "Teilnahmeschluss: Freikarten (Consol Theater)": (
            deadline.date(),
            deadline.date() + timedelta(days=1),
        ),
        "Advent (Consol Theater)": (TODAY, TODAY + timedelta(days=21)),
    }


async def test_the_feed_tells_what_appeared_changed_and_ended(client: Browser) -> None:
    benefit = await a_benefit(await a_company("Eishalle"), "Eislauf")
    await projection.refresh([benefit], today=TODAY)
    between = clock.now()
    await db.execute("UPDATE benefit SET title_de = 'Eisdisco' WHERE id = $1", benefit)
    await projection.refresh([benefit], today=TODAY)
    await db.execute("UPDATE benefit SET status = 'waiting', title_de = 'Ungeprüft' WHERE id = $1", benefit)
    await projection.refresh([benefit], today=TODAY)
    feed = await read(client, "changes.json")
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["title"] for item in feed["items"]] == [
        "Beendet: Eisdisco (Eishalle)",
        "Geändert: Eisdisco (Eishalle)",
        "Neu: Eislauf (Eishalle)",
    ]
    later = await client.get("/api/open-data/changes.json", params={"since": between.isoformat()})
    assert [item["tags"] for item in later.json()["items"]] == [["ended"], ["changed"]]


async def test_a_long_feed_is_read_page_by_page(client: Browser) -> None:
    company = await a_company()
    for number in range(changes_feed.PAGE + 20):
        await a_benefit(company, f"Rabatt {number}")
    await projection.rebuild(today=TODAY)
    seen, address = [], "/api/open-data/changes.json?since=2026-01-01T00:00:00Z"
    while address:
        feed = (await client.get(address)).json()
        seen += [item["id"] for item in feed["items"]]
        address = feed.get("next_url", "")
    assert len(seen) == len(set(seen)) == changes_feed.PAGE + 20


@pytest.mark.parametrize("query", ["since=gestern", "since=2026-01-01T00:00:00", "page=abc"])
async def test_an_odd_question_for_changes_is_refused(client: Browser, query: str) -> None:
    answer = await client.get(f"/api/open-data/changes.json?{query}")
    assert answer.status_code in (400, 422)
    assert answer.json()["detail"].endswith(".")


async def test_an_answer_is_made_once_however_many_ask_and_old_ones_make_room() -> None:
    shelf, made = kept.Shelf(largest=200), []

    async def make() -> bytes:
        made.append(1)
        return json.dumps(made).encode()

    await asyncio.gather(*(shelf.edition("list", '"1"', make) for _ in range(20)))
    assert len(made) == 1
    await shelf.edition("list", '"2"', make)
    assert len(made) == 2
    for key in range(50):
        await shelf.edition(key, '"2"', make)
    await shelf.edition("list", '"2"', make)
    assert len(made) == 53

"""Finding offers: which are public, filters, order, pages, and what is refused."""

from datetime import date, timedelta

import pytest

from ehrenamtskarte.benefits.counting import views
from ehrenamtskarte.benefits.public_list import projection
from ehrenamtskarte.benefits.public_list.finding import found
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.ids import new_id
from tests.conftest import Browser
from tests.factories import KOELN, a_benefit, a_company, a_venue

TODAY = clock.today()
DAY = timedelta(days=1)
BONN = "05314000"
IN_BONN = (50.7374, 7.0982)
DOM = "50.9413,6.9583"


async def listed(client: Browser, **query: str) -> list[str]:
    """The German titles of the first page."""
    answer = await client.get("/api/benefits", params=query)
    assert answer.status_code == 200, answer.text
    return [item["title"]["de"] for item in answer.json()["items"]]


async def test_any_offers_are_shown_in_the_wanted_order_public_or_not(database: None) -> None:
    company = await a_company("Schlossbad")
    await a_venue(company, "Becken")
    await a_venue(company, "Außenbecken")
    public = await a_benefit(company, "Halber Eintritt")
    waiting = await a_benefit(company, "Ein Eis", status="waiting")
    first, second = await found([waiting, public], today=TODAY)
    assert (first.id, first.valid_today, first.is_new) == (waiting, False, False)
    assert (second.id, second.valid_today, second.is_new) == (public, True, True)
    assert second.place and (second.place.venue, second.venues) == ("Außenbecken", 2)


async def test_an_offer_is_valid_on_its_days_only(database: None) -> None:
    company = await a_company()
    sunday = date(2026, 11, 22)
    weekdays = await a_benefit(company, "Werktags", weekdays=0b0011111)
    later = await a_benefit(company, "Ab morgen", valid_from=sunday + DAY)
    assert [offer.valid_today for offer in await found([weekdays, later], today=sunday)] == [False, False]
    assert [offer.valid_today for offer in await found([weekdays, later], today=sunday + DAY)] == [True, True]


async def test_only_public_offers_are_in_the_list(client: Browser) -> None:
    company, paused, waiting = (
        await a_company("Bad"),
        await a_company("Pause"),
        await a_company("Neu", status="waiting"),
    )
    await db.execute("UPDATE company SET paused_at = now() WHERE id = $1", paused)
    hidden = [
        await a_benefit(company, "Wartet", status="waiting"),
        await a_benefit(company, "Pausiert", paused_at=clock.now()),
        await a_benefit(company, "Vorbei", valid_until=TODAY - DAY),
        await a_benefit(company, "Zurückgezogen", status="ended"),
        await a_benefit(paused, "Firma pausiert"),
        await a_benefit(waiting, "Firma wartet"),
    ]
    shown = await a_benefit(company, "Bis heute", valid_until=TODAY)
    await projection.rebuild(today=TODAY)
    assert await listed(client) == ["Bis heute"]
    assert (await client.get(f"/api/benefits/{shown}")).json()["title"]["de"] == "Bis heute"
    for benefit in hidden:
        assert (await client.get(f"/api/benefits/{benefit}")).status_code == 404
    assert (await client.get(f"/api/benefits/{new_id()}")).status_code == 404


async def test_an_offer_vanishes_at_the_end_of_its_last_day_without_any_event(client: Browser) -> None:
    benefit = await a_benefit(await a_company(), "Bis gestern", valid_until=TODAY)
    await projection.rebuild(today=TODAY)
    await db.execute("UPDATE listing SET last_day = $1", TODAY - DAY)
    await db.execute("UPDATE benefit SET valid_until = $2 WHERE id = $1", benefit, TODAY - DAY)
    assert await listed(client) == []
    assert (await client.get("/api/benefits/map")).json()["total"] == 0
    assert (await client.get("/api/open-data/benefits.json")).json()["benefits"] == []


async def test_a_raffle_stays_two_weeks_after_its_deadline(client: Browser) -> None:
    company = await a_company()
    for title, days in (("Läuft", -1), ("Gezogen", 14), ("Vergessen", 15)):
        deadline = clock.now() - timedelta(days=days)
        await a_benefit(company, title, kind="raffle", percent=None, deadline=deadline, prizes=1)
    await projection.rebuild(today=TODAY)
    answer = (await client.get("/api/benefits", params={"sort": "name"})).json()
    assert [(item["title"]["de"], item["validToday"]) for item in answer["items"]] == [
        ("Gezogen", False),
        ("Läuft", True),
    ]


async def test_looking_at_an_offer_is_counted(client: Browser) -> None:
    benefit = await a_benefit(await a_company())
    await client.get(f"/api/benefits/{benefit}")
    await views.flush(clock.now())
    assert await db.scalar("SELECT opened FROM benefit_day WHERE benefit = $1", benefit) == 1


async def the_filtered() -> None:
    company, chain = await a_company("Bad"), await a_company("Kette", BONN, statewide=True)
    await a_venue(company)
    await a_benefit(company, "Alle Karten", category="health")
    await a_benefit(company, "Nur Jubiläum", cards="jubilee", kind="gift", percent=None)
    # A day more than new offers stay new, and one for the hour by which the clocks may change in between.
    await a_benefit(company, "Nur Standard", cards="standard", published_at=clock.now() - timedelta(days=32))
    await a_benefit(company, "Morgen", weekdays=1 << (TODAY + DAY).weekday())
    await a_benefit(chain, "Überall online", online=True)
    await a_venue(await a_company("Bonner", BONN), municipality=BONN, point=IN_BONN)
    await projection.rebuild(today=TODAY)


ALL = {"Alle Karten", "Nur Jubiläum", "Nur Standard", "Morgen", "Überall online"}


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({}, ALL),
        ({"category": "health"}, {"Alle Karten"}),
        ({"kind": "gift"}, {"Nur Jubiläum"}),
        ({"card": "jubilee"}, ALL - {"Nur Standard"}),
        ({"card": "standard"}, ALL - {"Nur Jubiläum"}),
        ({"card": "both"}, ALL - {"Nur Standard", "Nur Jubiläum"}),
        ({"online": "true"}, {"Überall online"}),
        ({"online": "false"}, ALL - {"Überall online"}),
        ({"new": "true"}, ALL - {"Nur Standard"}),
        ({"today": "true"}, ALL - {"Morgen"}),
        ({"municipality": KOELN}, ALL),
        ({"municipality": BONN}, {"Überall online"}),
        ({"near": DOM, "radius": "5"}, ALL - {"Überall online"}),
        ({"q": "karten", "card": "jubilee", "municipality": KOELN}, {"Alle Karten"}),
    ],
)
async def test_filters_narrow_the_list(client: Browser, query: dict[str, str], titles: set[str]) -> None:
    await the_filtered()
    answer = (await client.get("/api/benefits", params=query)).json()
    assert {item["title"]["de"] for item in answer["items"]} == titles
    assert answer["total"] == len(titles)
    on_map = (await client.get("/api/benefits/map", params=query)).json()
    assert on_map["total"] == len(titles)


async def test_what_holds_in_the_town_comes_before_what_holds_everywhere(client: Browser) -> None:
    await the_filtered()
    assert (await listed(client, municipality=KOELN))[-1] == "Überall online"


async def test_a_chain_is_listed_with_its_venue_in_the_town_asked_for(client: Browser) -> None:
    chain = await a_company("Kette", BONN)
    await a_venue(chain, "Am Dom")
    await a_venue(chain, "Zum Rhein", BONN, point=IN_BONN)
    await a_benefit(chain, "Ein Eis")
    await projection.rebuild(today=TODAY)
    for town, venue in ((BONN, "Zum Rhein"), (KOELN, "Am Dom")):
        answer = await client.get("/api/benefits", params={"municipality": town})
        assert [item["place"]["venue"] for item in answer.json()["items"]] == [venue]


async def test_the_nearest_come_first_and_say_how_far(client: Browser) -> None:
    chain = await a_company("Kette", statewide=True)
    await a_venue(chain, "Am Dom", point=(50.9413, 6.9583))
    await a_venue(chain, "In Bonn", BONN, point=IN_BONN)
    await a_benefit(chain, "Kette")
    bonn = await a_company("Bonner Bad", BONN)
    await a_venue(bonn, "Bad", BONN, point=IN_BONN)
    await a_benefit(bonn, "Bad")
    await a_benefit(await a_company("Netz", statewide=True), "Online", online=True)
    await projection.rebuild(today=TODAY)
    answer = (await client.get("/api/benefits", params={"near": DOM})).json()
    shown = [(item["title"]["de"], item["place"] and item["place"]["km"]) for item in answer["items"]]
    assert shown == [("Kette", 0.0), ("Bad", 24.7), ("Online", None)]
    assert answer["items"][0]["place"]["venue"] == "Am Dom"
    assert await listed(client, near=",".join(map(str, IN_BONN)), radius="3", sort="distance") == [
        "Bad",
        "Kette",
    ]


async def test_names_are_in_german_order_and_new_ones_first(client: Browser) -> None:
    company = await a_company()
    for age, title in enumerate(["Zoo", "Öl", "Ähre", "Ofen"]):
        await a_benefit(company, title, published_at=clock.now() - timedelta(days=age))
    await projection.rebuild(today=TODAY)
    assert await listed(client, sort="name") == ["Ähre", "Ofen", "Öl", "Zoo"]
    assert await listed(client, sort="new") == ["Zoo", "Öl", "Ähre", "Ofen"]


@pytest.mark.parametrize(
    "query",
    [
        {"sort": "name"},
        {"sort": "new"},
        {"q": "rabatt"},
        {"near": DOM, "sort": "distance"},
        {"near": DOM, "radius": "60"},
        {"municipality": KOELN},
    ],
)
async def test_pages_show_every_offer_once(client: Browser, query: dict[str, str]) -> None:
    company, bonn = await a_company(), await a_company("Netz", BONN)
    await a_venue(company)
    await a_venue(bonn, municipality=BONN, point=IN_BONN)
    moment = clock.now()
    for number in range(30):
        await a_benefit(company, f"Rabatt {number // 3}", published_at=moment)
        await a_benefit(bonn, f"Rabatt {number}", published_at=moment, online=True)
    await db.execute("UPDATE benefit SET all_venues = false WHERE title_de = 'Rabatt 7'")
    await projection.rebuild(today=TODAY)
    seen, page, total = [], "", None
    while page is not None:
        answer = (await client.get("/api/benefits", params={**query, "page": page})).json()
        seen += [item["id"] for item in answer["items"]]
        page, total = answer["next"], answer["total"]
    assert len(seen) == len(set(seen)) == total
    assert total >= 30


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"near": "abc"}, 422),
        ({"near": "51.4"}, 422),
        ({"near": "nan,7"}, 422),
        ({"near": "51,7,1"}, 422),
        ({"near": DOM, "radius": "-1"}, 422),
        ({"near": DOM, "radius": "nan"}, 422),
        ({"near": DOM, "radius": "99999"}, 422),
        ({"radius": "5"}, 422),
        ({"sort": "distance"}, 422),
        ({"sort": "cheapest"}, 422),
        ({"municipality": "Köln"}, 422),
        ({"municipality": "09162000"}, 422),
        ({"category": "beer"}, 422),
        ({"page": "abc"}, 400),
        ({"page": "WyJhIl0"}, 400),
    ],
)
async def test_what_makes_no_sense_is_refused_in_a_sentence(
    client: Browser, query: dict[str, str], status: int
) -> None:
    answer = await client.get("/api/benefits", params=query)
    assert answer.status_code == status
    assert answer.json()["detail"].endswith(".")


async def test_a_cursor_of_another_order_is_refused(client: Browser) -> None:
    company = await a_company()
    for number in range(30):
        await a_benefit(company, f"Rabatt {number}")
    await projection.rebuild(today=TODAY)
    page = (await client.get("/api/benefits", params={"sort": "name"})).json()["next"]
    assert (await client.get("/api/benefits", params={"sort": "new", "page": page})).status_code == 400


async def test_a_list_that_did_not_change_is_not_sent_again(client: Browser) -> None:
    benefit = await a_benefit(await a_company())
    await projection.rebuild(today=TODAY)
    for path in (
        "/api/benefits",
        "/api/benefits/map",
        f"/api/benefits/copy?municipality={KOELN}",
        f"/api/benefits/towns/{KOELN}",
    ):
        first = await client.get(path)
        assert first.headers["cache-control"] == "public, max-age=60"
        known = {"if-none-match": first.headers["etag"]}
        assert (await client.get(path, headers=known)).status_code == 304
        await db.execute("UPDATE benefit SET title_de = title_de || 'x' WHERE id = $1", benefit)
        await projection.refresh([benefit], today=TODAY)
        assert (await client.get(path, headers=known)).status_code == 200


async def test_large_answers_are_compressed_for_whoever_understands_it(client: Browser) -> None:
    await the_filtered()
    packed = await client.get("/api/benefits/map", headers={"accept-encoding": "gzip"})
    plain = await client.get("/api/benefits/map", headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.json() == plain.json()


async def test_the_copy_holds_what_is_near_and_what_is_statewide(client: Browser) -> None:
    await the_filtered()
    far = await a_company("Weit weg", "05515000")
    await a_venue(far, municipality="05515000", point=(51.96, 7.62))
    await a_benefit(far, "In Münster")
    await projection.rebuild(today=TODAY)
    copied = (await client.get("/api/benefits/copy", params={"municipality": KOELN})).json()
    assert {item["title"]["de"] for item in copied["items"]} == ALL
    assert copied["municipalityName"] == "Köln"
    assert (await client.get("/api/benefits/copy", params={"municipality": "05999999"})).status_code == 404


async def test_the_printed_list_tells_local_and_statewide_offers_apart(client: Browser) -> None:
    await the_filtered()
    printed = (await client.get(f"/api/benefits/towns/{KOELN}")).json()
    assert {item["title"]["de"] for item in printed["local"]} == ALL - {"Überall online"}
    assert [item["title"]["de"] for item in printed["statewide"]] == ["Überall online"]
    assert (await client.get(f"/api/benefits/towns/{BONN}")).json()["local"] == []

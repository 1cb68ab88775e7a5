"""An office hands a list of offers in, looks at it, and takes it over."""

import asyncio
from uuid import UUID

import pytest

from ehrenamtskarte.benefits.lists import gathering, lists, taking
from ehrenamtskarte.benefits.lists.plan import Plan
from ehrenamtskarte.benefits.lists.reading import Order, read
from ehrenamtskarte.core import clock, db
from tests.benefits.lists.conftest import SAMPLE, SIEGBURG, accept, hand_in, message, numbers, offers, taken
from tests.conftest import Browser, run_jobs
from tests.factories import KOELN, a_benefit, a_company, a_venue

TWO = """Gemeinde;Anbieter;Angebot;Kategorie;Art;Rabatt;Straße;PLZ;Webseite;Bedingungen
Köln;Schlossbad;20 % auf den Eintritt;Freizeit;Rabatt;20 %;Am Bad 1;50667;schlossbad.example;
Siegburg;Café Rot;Ein Kaffee gratis;Gastronomie;;;Markt 3;53721;;Nicht mit anderen Rabatten kombinierbar
"""


async def test_all_published_offers_are_taken_over_with_their_exact_values(state: Browser) -> None:
    shown = await hand_in(state, SAMPLE.read_bytes(), name=SAMPLE.name)
    assert numbers(shown) == {"new": 24}
    assert await db.scalar("SELECT count(*) FROM benefit") == 0
    done = await accept(state, shown["id"])
    assert (done["status"], numbers(done)) == ("taken", {"new": 24})
    found = {(row["name"], row["title_de"]): row for row in await offers()}
    assert len(found) == 24
    visiodrom = found["Visiodrom", "Eintritt 10 statt 14 Euro"]
    assert (visiodrom["kind"], visiodrom["regular_cents"], visiodrom["card_cents"]) == (
        "fixed_price",
        1400,
        1000,
    )
    library = found["Bibliothek", "Jahresausweis zum halben Preis"]
    assert (library["kind"], library["regular_cents"], library["card_cents"]) == ("fixed_price", 1250, 625)
    shares = {row["name"]: row["percent"] for row in found.values() if row["kind"] == "percentage"}
    assert shares == {
        "Stadtbücherei Rösrath": 50,
        "Rembold Stiftung": 20,
        "LWL-Museen": 50,
        "Consol Theater": 50,
        "ZOOM Erlebniswelt": 10,
        "mona mare": 20,
        "Volkshochschule": 25,
    }
    kinds = [row["kind"] for row in found.values()]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "percentage": 7, "two_for_one": 2, "fixed_price": 4, "free_entry": 2, "waived_fee": 3, "other": 6,
    }  # fmt: skip
    assert all(row["status"] == "approved" and row["published_at"] for row in found.values())
    towns = await db.scalar("SELECT count(DISTINCT municipality) FROM venue")
    assert (await db.scalar("SELECT count(*) FROM venue"), towns) == (23, 12)


async def test_a_statewide_partner_has_no_condition_and_no_venue_and_a_parking_place_keeps_its_condition(
    state: Browser,
) -> None:
    done = await taken(state, SAMPLE.read_bytes())
    found = {row["name"]: row for row in await offers()}
    museums, parking = found["LWL-Museen"], found["Kreishaus-Parkplatz"]
    assert museums["statewide"] and museums["conditions_de"] == ""
    assert await db.scalar("SELECT count(*) FROM venue WHERE company = $1", museums["company"]) == 0
    assert "Sitz ist nicht genannt" in message(done, 5)
    assert parking["conditions_de"] == "Nur während des ehrenamtlichen Einsatzes"
    assert parking["conditions_en"] == "Only while volunteering"
    assert not parking["statewide"] and parking["municipality"] == "05374012"


async def test_the_same_list_again_changes_nothing(state: Browser) -> None:
    await taken(state, SAMPLE.read_bytes())
    before = await db.rows("SELECT * FROM benefit ORDER BY id")
    await run_jobs()
    done = await taken(state, SAMPLE.read_bytes())
    assert numbers(done) == {"unchanged": 24}
    assert await db.rows("SELECT * FROM benefit ORDER BY id") == before
    assert await db.scalar("SELECT count(*) FROM venue") == 23
    assert await db.scalar("SELECT count(*) FROM outbox_message") == 0


async def test_what_was_imported_is_found_by_everybody(state: Browser, client: Browser) -> None:
    await taken(state, SAMPLE.read_bytes())
    await run_jobs()
    for typed, provider in (
        ("schokolademuseum", "Schokoladenmuseum"),
        ("visodrom wuppertal", "Visiodrom"),
        ("mona mahre", "mona mare"),
        ("LWL Museum", "LWL-Museen"),
    ):
        found = (await client.get("/api/benefits", params={"q": typed})).json()
        assert provider in [offer["company"]["name"] for offer in found["items"]], typed


async def test_streets_and_postal_codes_make_venues_with_a_point_in_the_town(state: Browser) -> None:
    await taken(state, TWO)
    venue = await db.row("SELECT * FROM venue WHERE postal_code = '53721'")
    assert venue is not None
    assert (venue["name"], venue["street"], venue["municipality"]) == ("Café Rot", "Markt 3", SIEGBURG)
    assert abs(venue["latitude"] - 50.79) < 0.1 and abs(venue["longitude"] - 7.2) < 0.1 and not venue["exact"]
    cafe, pool = await offers()
    assert (cafe["kind"], cafe["combinable"], cafe["category"]) == ("gift", False, "gastronomy")
    assert (pool["kind"], pool["percent"], pool["website"]) == (
        "percentage",
        20,
        "https://schlossbad.example",
    )


async def test_other_values_update_the_known_offer_and_empty_cells_leave_what_is_there(
    state: Browser,
) -> None:
    await taken(state, TWO)
    changed = TWO.replace("20 % auf den Eintritt;Freizeit;Rabatt;20 %", "20 % auf den Eintritt;;Rabatt;25 %")
    changed = changed.replace(";Nicht mit anderen Rabatten kombinierbar", ";")
    shown = await hand_in(state, changed)
    assert numbers(shown) == {"updated": 1, "unchanged": 1}
    assert message(shown, 2) == "Ändert sich: Nachlass."
    await accept(state, shown["id"])
    cafe, pool = await offers()
    assert (pool["percent"], pool["category"], pool["revision"]) == (25, "leisure_sport", 2)
    assert (cafe["combinable"], cafe["conditions_de"]) == (False, "Nicht mit anderen Rabatten kombinierbar")


async def test_what_the_list_does_not_name_stays(state: Browser) -> None:
    await taken(state, TWO)
    assert numbers(await taken(state, "\n".join(TWO.splitlines()[:2]))) == {"unchanged": 1}
    assert len(await offers()) == 2


async def test_an_id_finds_an_offer_under_another_title(state: Browser) -> None:
    await taken(state, TWO)
    pool = next(row for row in await offers() if row["name"] == "Schlossbad")
    done = await taken(
        state, f"id;Gemeinde;Anbieter;Angebot\n{pool['id']};Köln;Schlossbad;20 % auf alle Eintrittskarten\n"
    )
    assert numbers(done) == {"updated": 1}
    assert len(await offers()) == 2
    assert (
        await db.scalar("SELECT title_de FROM benefit WHERE id = $1", pool["id"])
        == "20 % auf alle Eintrittskarten"
    )


async def test_our_own_export_comes_back_unchanged(state: Browser) -> None:
    await taken(state, SAMPLE.read_bytes())
    await taken(state, TWO)
    exported = await state.get("/api/offices/state/benefits.csv")
    assert exported.status_code == 200, exported.text
    before = await offers()
    done = await taken(state, exported.content)
    assert numbers(done) == {"unchanged": len(before)} and len(before) > 20
    assert await offers() == before


async def test_the_same_offer_spelled_differently_is_a_duplicate(state: Browser) -> None:
    await taken(state, TWO)
    again = "Gemeinde;Anbieter;Angebot\nKöln;Schloßbad Köln;20 % auf dem Eintritt\nKöln;Schlossbad;30 % auf den Eintritt\n"
    shown = await hand_in(state, again)
    assert numbers(shown) == {"new": 1, "duplicates": 1}
    assert message(shown, 2).startswith("Wohl dasselbe wie „20 % auf den Eintritt“ von Schlossbad")
    assert message(shown, 3).startswith("Ähnelt „20 % auf den Eintritt“")


async def test_a_row_that_stands_twice_is_taken_once(state: Browser) -> None:
    lines = TWO.splitlines()
    done = await taken(state, "\n".join([*lines, lines[1]]))
    assert numbers(done) == {"new": 2, "duplicates": 1}
    assert message(done, 4) == "Steht schon in Zeile 2."
    assert len(await offers()) == 2


async def test_a_chain_gives_one_offer_at_several_streets(state: Browser) -> None:
    content = """Ort;Firma;Vorteil;Adresse
Köln;Bäckerei Korn;Ein Brötchen gratis;Markt 1, 50667 Köln
Köln;Bäckerei Korn;Ein Brötchen gratis;Ring 5, 50672 Köln
Köln;Bäckerei Korn;10 % auf Torten;Ring 5, 50672 Köln
"""
    done = await taken(state, content)
    assert numbers(done) == {"new": 2, "duplicates": 1}
    assert "dieser Ort kommt dort dazu" in message(done, 3)
    assert await db.scalar("SELECT count(*) FROM company") == 1
    assert await db.scalar("SELECT count(*) FROM venue") == 2
    cake, roll = await offers()
    assert roll["all_venues"] and not cake["all_venues"]
    streets = await db.rows(
        "SELECT v.street FROM benefit_venue bv JOIN venue v ON v.id = bv.venue WHERE bv.benefit = $1",
        cake["id"],
    )
    assert [row["street"] for row in streets] == ["Ring 5"]
    assert numbers(await taken(state, content)) == {"unchanged": 2, "duplicates": 1}


async def test_an_office_brings_in_its_own_towns_alone(karla: Browser, siegburg: UUID) -> None:
    done = await taken(karla, TWO, siegburg)
    assert numbers(done) == {"new": 1, "refused": 1}
    assert "Für Köln ist eine andere Stelle zuständig" in message(done, 2)
    assert [row["municipality"] for row in await offers()] == [SIEGBURG]


async def test_the_list_of_a_single_town_needs_no_column_of_towns(karla: Browser, siegburg: UUID) -> None:
    done = await taken(karla, "Anbieter;Angebot\nMuseum;Eintritt frei\n", siegburg)
    assert numbers(done) == {"new": 1}
    assert [(row["municipality"], row["kind"]) for row in await offers()] == [(SIEGBURG, "free_entry")]


async def test_statewide_rows_are_the_state_offices(karla: Browser, siegburg: UUID) -> None:
    shown = await hand_in(karla, "Gemeinde;Anbieter;Angebot\nlandesweit;Bahn AG;10 %\n", siegburg)
    assert message(shown, 2).startswith("Landesweite Angebote bringt die Staatskanzlei ein.")


async def test_what_a_company_or_an_office_ended_does_not_come_back_with_an_old_list(
    karla: Browser, siegburg: UUID
) -> None:
    for status in ("waiting", "rejected", "left"):
        await a_company(f"Haus {status}", SIEGBURG, status="approved")
        await db.execute(
            "UPDATE company SET status = $2::text, reason = 'x', left_at = CASE WHEN $2 = 'left' THEN now() END WHERE name = $1",
            f"Haus {status}",
            status,
        )
    house = await a_company("Haus offen", SIEGBURG)
    for status in ("waiting", "rejected", "ended"):
        await a_benefit(house, f"Angebot {status}")
        await db.execute(
            "UPDATE benefit SET status = $2, reason = 'x' WHERE title_de = $1", f"Angebot {status}", status
        )
    content = "Anbieter;Angebot\nHaus waiting;A\nHaus rejected;A\nHaus left;A\n"
    content += "Haus offen;Angebot waiting\nHaus offen;Angebot rejected\nHaus offen;Angebot ended\n"
    shown = await hand_in(karla, content, siegburg)
    assert numbers(shown) == {"refused": 6}
    for line, words in enumerate(
        ("wartet noch", "abgelehnt", "macht nicht mehr mit", "wartet schon", "abgelehnt", "beendet"), start=2
    ):
        assert words in message(shown, line)


async def test_a_venue_that_somebody_closed_stays_closed(state: Browser) -> None:
    bath = await a_company("Schlossbad", KOELN)
    venue = await a_venue(bath, "Schlossbad")
    await db.execute(
        "UPDATE venue SET street = 'Am Bad 1', sort_key = 'schlossbad am bad 1', closed_at = now()"
    )
    await taken(state, TWO)
    assert await db.scalar("SELECT closed_at IS NOT NULL FROM venue WHERE id = $1", venue)
    assert await db.scalar("SELECT count(*) FROM venue WHERE company = $1", bath) == 1


async def test_a_corrected_mapping_reads_the_list_again(state: Browser) -> None:
    shown = await hand_in(state, "Wer;Angebot;Wo\nBad;20 % Nachlass;Köln\n")
    assert shown["new"] == 0 and [column["header"] for column in shown["columns"]] == ["Wer", "Angebot", "Wo"]
    assert (shown["mapping"], shown["columns"][0]["examples"]) == ({"title": 1}, ["Bad"])
    refused = await state.post(f"/api/offices/state/benefit-lists/{shown['id']}/acceptance")
    assert refused.status_code == 422 and refused.json()["code"] == "columns_missing"
    address = f"/api/offices/state/benefit-lists/{shown['id']}/mapping"
    told = {"mapping": {"provider": 0, "title": 1, "municipality": 2}}
    assert numbers((await state.put(address, json=told)).json()) == {"new": 1}
    for wrong in ({"price": 1}, {"provider": 9}, {"provider": -1}, {"provider": 2**70}):
        assert (await state.put(address, json={"mapping": wrong})).status_code == 422


async def test_two_at_once_take_a_list_once(state: Browser) -> None:
    shown = await hand_in(state, TWO)
    address = f"/api/offices/state/benefit-lists/{shown['id']}/acceptance"
    answers = await asyncio.gather(state.post(address), state.post(address))
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert len(await offers()) == 2


async def test_two_lists_of_the_same_offers_at_once_add_them_once(state: Browser) -> None:
    handed_in = [await hand_in(state, TWO), await hand_in(state, TWO)]
    done = await asyncio.gather(*(accept(state, shown["id"]) for shown in handed_in))
    assert sorted(shown["new"] for shown in done) == [0, 2]
    assert len(await offers()) == 2


async def test_once_taken_the_list_itself_is_forgotten(state: Browser) -> None:
    done = await taken(state, TWO)
    row = await db.row("SELECT content, status FROM benefit_list WHERE id = $1", UUID(done["id"]))
    assert row is not None and (row["content"], row["status"]) == (b"", "taken")
    assert all(column["examples"] == [] for column in done["columns"])
    again = await state.post(f"/api/offices/state/benefit-lists/{done['id']}/acceptance")
    assert again.json()["code"] == "list_already_taken"


async def test_a_list_put_away_is_forgotten(state: Browser) -> None:
    shown = await hand_in(state, TWO)
    assert (await state.delete(f"/api/offices/state/benefit-lists/{shown['id']}")).status_code == 204
    gone = (await state.get(f"/api/offices/state/benefit-lists/{shown['id']}")).json()
    assert (gone["status"], gone["rows"], gone["columns"]) == ("discarded", [], [])
    assert (await state.delete(f"/api/offices/state/benefit-lists/{shown['id']}")).json()[
        "code"
    ] == "list_discarded"


async def test_what_waits_for_a_month_is_put_away(state: Browser) -> None:
    old, fresh = [await hand_in(state, TWO) for _ in range(2)]
    await db.execute(
        "UPDATE benefit_list SET handed_in_at = now() - interval '31 days' WHERE id = $1", UUID(old["id"])
    )
    await lists.forget_old()
    found = (await state.get("/api/offices/state/benefit-lists")).json()["items"]
    assert {item["id"]: item["status"] for item in found} == {old["id"]: "discarded", fresh["id"]: "waiting"}


async def test_lists_are_an_offices_own(state: Browser, karla: Browser, siegburg: UUID) -> None:
    shown = await hand_in(state, TWO)
    for address in ("state", siegburg):
        answer = await karla.get(f"/api/offices/{address}/benefit-lists/{shown['id']}")
        assert answer.status_code == 404
    assert (await karla.get(f"/api/offices/{siegburg}/benefit-lists")).json()["items"] == []


async def test_the_whole_report_is_a_file_that_calculates_nothing(state: Browser) -> None:
    shown = await hand_in(state, "Gemeinde;Anbieter;Angebot\nKöln;+49 Bar;10 %\nAtlantis;=1+1;20 %\n")
    answer = await state.get(f"/api/offices/state/benefit-lists/{shown['id']}/report.csv")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[1].startswith("2;neu;'+49 Bar;10 %;Köln")
    assert lines[2].startswith("3;nicht übernommen;'=1+1;20 %;Atlantis;In einer Zelle steht eine Formel")


async def test_what_another_office_looks_after_is_not_changed(karla: Browser, siegburg: UUID) -> None:
    foreign = await a_benefit(await a_company("Zoo", KOELN))
    await a_company("Bahn AG", SIEGBURG, statewide=True)
    content = f"id;Anbieter;Angebot\n{foreign};Zoo;Freier Eintritt\n;Bahn AG;10 % Nachlass\n"
    done = await taken(karla, content, siegburg)
    assert numbers(done) == {"refused": 2}
    assert message(done, 2) == "Das Angebot mit dieser Kennung betreut eine andere Stelle."
    assert message(done, 3) == "„Bahn AG“ betreut die Staatskanzlei als landesweiten Partner."
    assert [row["title_de"] for row in await offers()] == ["Halber Eintritt"]


async def test_a_company_that_registers_while_a_list_is_written_is_not_overwritten(database: None) -> None:
    reading = read(Order(TWO.encode(), clock.today()))
    plan = Plan(await gathering.register(), [], None, clock.today())
    plan.add(reading.rows.candidates, reading.rows.refused)
    person = await db.scalar(
        "SELECT registered_by FROM company WHERE id = $1", await a_company("Schlossbad", KOELN)
    )
    with pytest.raises(taking.RegisteredMeanwhile):
        async with db.transaction():
            await taking.write(plan, actor_id=person, now=clock.now())
    assert await db.scalar("SELECT count(*) FROM company") == 1

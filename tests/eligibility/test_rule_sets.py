from datetime import date

import httpx

from ehrenamtskarte.core import db
from ehrenamtskarte.eligibility import catalogue
from ehrenamtskarte.eligibility.rule_sets import load_rule_sets, rule_sets
from ehrenamtskarte.eligibility.rules import Place, in_force
from tests.factories import an_issuing_body

HAGEN, OLPE, KOELN, ARNSBERG = "05914000", "05966024", "05315000", "05958004"


async def test_the_database_holds_exactly_the_published_rules(database: None) -> None:
    shipped, stored = catalogue.shipped(), await rule_sets()
    names = {row["ags"]: row["name"] for row in await db.rows("SELECT ags, name FROM municipality")}
    for day in (date(2010, 1, 1), date(2026, 1, 31), date(2026, 2, 1)):
        for ags in {None, OLPE, *(variant.municipality for variant in shipped.municipal)}:
            place = Place(ags, names[ags]) if ags else None
            assert in_force(stored, place, day) == in_force(shipped, place, day)


async def test_loading_again_changes_nothing(database: None) -> None:
    assert await load_rule_sets() == 0


async def test_an_edited_rule_set_is_kept_and_another_one_follows_the_catalogue(database: None) -> None:
    for ags, edited in ((HAGEN, True), (KOELN, False)):
        await db.execute(
            "UPDATE rule_set SET rules = rules || '{\"prior_years\": 9}',"
            " edited_at = CASE WHEN $2 THEN now() END WHERE municipality = $1",
            ags,
            edited,
        )
    assert await load_rule_sets() == 1
    stored = await rule_sets()
    try:
        assert in_force(stored, Place(HAGEN, "Hagen"), date(2026, 11, 22)).prior_years == 9
        assert in_force(stored, Place(KOELN, "Köln"), date(2026, 11, 22)).prior_years == 1
    finally:
        await db.execute("UPDATE rule_set SET edited_at = NULL WHERE municipality = $1", HAGEN)
        assert await load_rule_sets() == 1


async def test_a_town_shows_its_rules_in_words(client: httpx.AsyncClient) -> None:
    body_id = await an_issuing_body(HAGEN)
    town = (await client.get(f"/api/municipalities/{HAGEN}")).json()
    assert (town["name"], town["participates"], town["issuingBody"]["id"]) == ("Hagen", True, str(body_id))
    rules = town["ruleSet"]
    assert (rules["hasVariant"], rules["municipality"], rules["minutesPerYear"], rules["priorYears"]) == (
        True,
        HAGEN,
        200 * 60,
        2,
    )
    german = [sentence["de"] for sentence in rules["sentences"]]
    assert "Nötig sind 200 Stunden Engagement im Jahr oder 4 Stunden in der Woche." in german
    assert "Seit mindestens 2 Jahren engagiert." in german
    assert "Wer jünger als 20 ist: seit mindestens einem Jahr." in german
    assert "What counts: work and training." in [sentence["en"] for sentence in rules["sentences"]]


async def test_a_town_without_a_variant_shows_the_rules_of_the_state(client: httpx.AsyncClient) -> None:
    town = (await client.get(f"/api/municipalities/{OLPE}")).json()
    assert (town["participates"], town["issuingBody"], town["ruleSet"]["hasVariant"]) == (False, None, False)
    assert (town["ruleSet"]["validFrom"], town["ruleSet"]["priorYears"]) == ("2026-02-01", 0)


async def test_an_unknown_town_is_not_found(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/municipalities/05999999")
    assert (answer.status_code, answer.json()["code"]) == (404, "municipality_unknown")


async def test_the_state_shows_its_rules_and_the_towns_that_differ(client: httpx.AsyncClient) -> None:
    shown = (await client.get("/api/rules")).json()
    assert shown["inForceSince"] == "2026-02-01"
    assert [rule_set["validFrom"] for rule_set in shown["statewide"]] == ["2026-02-01", "2008-01-01"]
    assert [rule_set["minutesPerYear"] for rule_set in shown["statewide"]] == [200 * 60, 250 * 60]
    names = [town["name"] for town in shown["towns"]]
    assert len(names) == len(set(names))
    assert {"ags": ARNSBERG, "name": "Arnsberg", "validFrom": "2015-01-01"} in shown["towns"]
    assert "Olpe" not in names

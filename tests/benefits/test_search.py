"""Searching the public list: typos, umlauts, forms of words, towns."""

import csv
from importlib.resources import files

import pytest

from ehrenamtskarte.benefits.public_list import projection, spelling, words
from ehrenamtskarte.core import clock, db
from tests.conftest import Browser
from tests.factories import a_benefit, a_company, a_venue

TODAY = clock.today()


async def the_samples() -> None:
    """The published offers of the sample list, each with a venue in its town."""
    text = (files("ehrenamtskarte.demo") / "data" / "benefits_sample.csv").read_text("utf-8")
    towns = {row["name"]: row for row in await db.rows("SELECT * FROM municipality")}
    for row in csv.DictReader(text.splitlines()):
        town = towns.get(row["municipality"], towns["Münster"])
        company = await a_company(row["provider"], town["ags"], statewide=not row["municipality"])
        point = (town["latitude"], town["longitude"])
        await a_venue(company, row["provider"], town["ags"], point=point)
        await a_benefit(company, row["title"], category=row["category"], conditions_de=row["conditions"])
    await projection.rebuild(today=TODAY)


async def found(client: Browser, q: str, **query: str) -> tuple[list[str], str | None]:
    answer = await client.get("/api/benefits", params={"q": q, **query})
    assert answer.status_code == 200, answer.text
    return [item["company"]["name"] for item in answer.json()["items"]], answer.json()["understood"]


QUERIES = {
    # Typos
    "Schokoladenmusem": "Schokoladenmuseum",
    "schokoladenmueseum": "Schokoladenmuseum",
    "Biblothek Monheim": "Bibliothek",
    "Gelsenkirschen Teater": "Consol Theater",
    "Zoom Erlebnisswelt": "ZOOM Erlebniswelt",
    "Shlossbad": "Schlossbad",
    "Visiodrohm": "Visiodrom",
    "Kion Gelsenkirchen": "Kommunales Kino",
    "Volkshochshule": "Volkshochschule",
    "Freiband Ochtrup": "Freibad",
    "Autokno": "Autokino Porz",
    "Stadtmuseeum": "Stadtmuseum",
    "Schokoladen Musuem": "Schokoladenmuseum",
    # Umlauts, accents and how people spell them
    "Rösrath Bücherei": "Stadtbücherei Rösrath",
    "roesrath stadtbuecherei": "Stadtbücherei Rösrath",
    "Rosrath Stadtbucherei": "Stadtbücherei Rösrath",
    "KOELN HAFENRUNDFAHRT": "Hafenrundfahrt",
    "Hafenrúndfahrt Koln": "Hafenrundfahrt",
    "NUEMBRECHT": "Schloss Homburg",
    # Other forms and parts of words
    "Museum Münster": "LWL-Museen",
    "Hafen": "Hafenrundfahrt",
    "Erste Hilfe": "DRK",
    "Kammerkonzert": "Theater- und Kammerkonzerte",
    "LWL": "LWL-Museen",
    "parken": "Kreishaus-Parkplatz",
    "TBV Lem": "TBV Lemgo",
}


async def test_the_sample_offers_are_found_however_they_are_typed(client: Browser) -> None:
    await the_samples()
    for q, company in QUERIES.items():
        companies, _ = await found(client, q)
        assert companies[:1] == [company], (q, companies)


async def test_what_was_searched_instead_is_said(client: Browser) -> None:
    await the_samples()
    companies, understood = await found(client, "musseum")
    assert understood == "museum"
    assert {"Schokoladenmuseum", "Stadtmuseum", "LWL-Museen"} <= set(companies)
    _, understood = await found(client, "Musseum Köln")
    assert understood == "museum köln"
    assert (await found(client, "Museum"))[1] is None


async def test_every_word_has_to_be_found(client: Browser) -> None:
    await the_samples()
    companies, _ = await found(client, "Museum Köln")
    assert companies == ["Schokoladenmuseum"]


async def test_small_words_do_not_narrow_the_search(client: Browser) -> None:
    await the_samples()
    assert (await found(client, "in das Schokoladenmuseum in Köln"))[0] == ["Schokoladenmuseum"]


async def test_the_title_counts_more_than_the_conditions(client: Browser) -> None:
    company = await a_company()
    await a_benefit(company, "Ermäßigung", conditions_de="Auch für Konzerte.")
    await a_benefit(company, "Konzerte zum halben Preis")
    await projection.rebuild(today=TODAY)
    answer = (await client.get("/api/benefits", params={"q": "konzert"})).json()
    assert [item["title"]["de"] for item in answer["items"]] == ["Konzerte zum halben Preis", "Ermäßigung"]


async def test_what_nobody_offers_is_not_found(client: Browser) -> None:
    await the_samples()
    assert await found(client, "Xylophonverleih Qwertz") == ([], None)


@pytest.mark.parametrize("q", ["%", "_", "' OR 1=1 --", "\x00", "🎭", "((", "a & b | !c", "-", "ß" * 200])
async def test_odd_searches_are_answered(client: Browser, q: str) -> None:
    await the_samples()
    answer = await client.get("/api/benefits", params={"q": q})
    assert answer.status_code == 200


async def test_a_search_of_a_thousand_words_is_refused_in_a_sentence(client: Browser) -> None:
    answer = await client.get("/api/benefits", params={"q": "wort " * 1000})
    assert answer.status_code == 422
    assert answer.json()["detail"] == "Bitte suchen Sie mit höchstens 200 Zeichen."


def test_spellings_of_umlauts_are_the_same_word() -> None:
    assert words.folded("Köln") == words.folded("KOELN") == words.folded("Koln") == words.folded("Ko\u0308ln")
    assert words.folded("Straße") == words.folded("STRASSE")


def test_two_letters_swapped_are_one_mistake() -> None:
    assert spelling.best_guess("kion", [("kino", "kino"), ("kind", "kind")]) == spelling.Guess(
        1, False, 0, "kino", "kino"
    )


def test_a_misspelled_part_of_a_compound_is_read_as_that_part() -> None:
    guess = spelling.best_guess("biblothek", [("stadtbibliothek", "stadtbibliothek")])
    assert guess
    assert guess.word == "bibliothek"


def test_a_word_far_from_all_others_is_left_alone() -> None:
    assert spelling.best_guess("qwertz", [("museum", "museum"), ("kino", "kino")]) is None

"""Titles to columns and rows to candidates, in this very process."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ehrenamtskarte.benefits.lists.mapping import NoColumnsFound
from ehrenamtskarte.benefits.lists.reading import Order, Reading, read
from ehrenamtskarte.benefits.lists.titles import Field, field_of
from ehrenamtskarte.benefits.rules import Kind
from ehrenamtskarte.core.errors import Refusal

TODAY = date(2026, 11, 22)


def read_text(text: str, encoding: str = "utf-8") -> Reading:
    return read(Order(text.encode(encoding), TODAY))


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("municipality", Field.MUNICIPALITY),
        ("Gemeinde", Field.MUNICIPALITY),
        ("Ort", Field.MUNICIPALITY),
        ("Anbieter / Firma", Field.PROVIDER),
        ("Firma", Field.PROVIDER),
        ("Akzeptanzstelle", Field.PROVIDER),
        ("Vergünstigung", Field.TITLE),
        ("Angebot (kurz)", Field.TITLE),
        ("title", Field.TITLE),
        ("Kategorie", Field.CATEGORY),
        ("Art der Vergünstigung", Field.KIND),
        ("Rabatt", Field.VALUE),
        ("Rabatt in %", Field.VALUE),
        ("regular_price_eur", Field.REGULAR_PRICE),
        ("Preis mit Karte", Field.CARD_PRICE),
        ("Bedingungen", Field.CONDITIONS),
        ("PLZ", Field.POSTAL_CODE),
        ("Straße, Hausnr.", Field.STREET),
        ("Homepage", Field.WEBSITE),
        ("gültig ab", Field.VALID_FROM),
        ("Gültig bis", Field.VALID_UNTIL),
        ("Karten", Field.CARDS),
        ("Ansprechpartner", None),
        ("E-Mail", None),
    ],
)
def test_titles_name_their_field(title: str, field: Field | None) -> None:
    assert field_of(title) is field


def test_titles_may_stand_below_a_headline_and_between_groups() -> None:
    reading = read_text(
        "Angebote der Stadt;;\n;;\nAnbieter;Angebot;Gemeinde\nGastronomie;;\nCafé;10 %;Köln\nAnbieter;Angebot;Gemeinde\n"
    )
    assert [row.line for row in reading.rows.candidates] == [5]
    assert reading.rows.refused == []


def test_windows_files_with_semicolons_and_umlauts_are_read() -> None:
    reading = read_text("Anbieter;Vergünstigung;Ort\nBäder GmbH;Halber Eintritt;Köln\n", "cp1252")
    assert [(row.provider, row.terms.percent) for row in reading.rows.candidates] == [("Bäder GmbH", 50)]


def test_a_column_of_places_that_holds_codes_is_one_of_codes() -> None:
    reading = read_text("Anbieter;Angebot;Ort\nBad;10 %;50667\nCafé;5 %;53721\n")
    assert [(row.town, row.postal_code) for row in reading.rows.candidates] == [("", "50667"), ("", "53721")]


def test_an_address_in_one_cell_is_taken_apart() -> None:
    reading = read_text(
        'Anbieter;Angebot;Adresse\nBad;10 %;"Am Bad 1, 50667 Köln"\nCafé;5 %;D-53721 Siegburg\n'
    )
    assert [(row.street, row.postal_code, row.town) for row in reading.rows.candidates] == [
        ("Am Bad 1", "50667", "Köln"),
        ("", "53721", "Siegburg"),
    ]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (";10 %;;;;", "Es fehlt, wer das Angebot macht."),
        ("Bad;;10;;;", "Es fehlt, was es mit der Karte gibt."),
        ("Bad;Nachlass;120 %;;;", "Ein Nachlass liegt zwischen 1 und 100 Prozent."),
        ("Bad;Eintritt;;5;6;", "Der Preis mit Karte muss unter dem regulären Preis liegen."),
        ("Bad;Eintritt;;99999999999;6;", "So viel Geld?"),
        ("Bad;10 %;;;;01.01.2020", "Dieser Tag ist schon vorbei."),
        ("Bad;10 %;;;;morgen", "Das Datum „morgen“ verstehen wir nicht."),
        ("Bad;Verlosung;;;;", "Verlosungen lassen sich nicht einlesen."),
        ("Bad;=1+1;;;;", "In einer Zelle steht eine Formel"),
        ("Bad;<script>alert(1)</script> 10 %;;;;", "Bitte schreiben Sie nur Text"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(row: str, sentence: str) -> None:
    reading = read_text(f"Anbieter;Angebot;Wert;Normalpreis;Kartenpreis;gültig bis\n{row}\n")
    assert reading.rows.candidates == []
    assert [refused.message.de.startswith(sentence) for refused in reading.rows.refused] == [True]


def test_a_cell_of_forty_thousand_characters_is_refused_and_cut_in_the_report() -> None:
    reading = read_text(f"Anbieter;Angebot\nBad;10 %\n{'x' * 40_000};20 %\nCafé;{'y' * 40_000}\n")
    assert [row.provider for row in reading.rows.candidates] == ["Bad"]
    assert [len(row.provider) for row in reading.rows.refused] == [200, 4]
    assert "erlaubt sind 200" in reading.rows.refused[0].message.de
    assert "höchstens 120 Zeichen" in reading.rows.refused[1].message.de


def test_words_for_a_kind_that_nobody_knows_are_noted() -> None:
    reading = read_text(
        "Anbieter;Angebot;Art;Kategorie;Webseite\nBad;Ermäßigte Karte;Sondersache;Zubehör;kein netz\n"
    )
    (row,) = reading.rows.candidates
    assert row.terms.kind is Kind.OTHER and row.website == ""
    assert [note.de.split(" ")[1] for note in row.notes] == ["Internetadresse", "Kategorie", "Art"]


def test_a_list_without_columns_is_refused() -> None:
    with pytest.raises(NoColumnsFound):
        read_text("ein Satz\nund noch einer\n")


@given(st.text(max_size=1_500))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read_text(
            "Anbieter;Angebot;Wert;PLZ;Ort;Adresse;gültig bis\n" + text.encode("utf-8", "ignore").decode()
        )
    except Refusal:
        return

"""What words in a list mean: kinds, values, categories, cards, conditions."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ehrenamtskarte.benefits.lists import values, words
from ehrenamtskarte.benefits.lists.words import Offer
from ehrenamtskarte.benefits.rules import Cards, Category, Kind
from ehrenamtskarte.core.errors import Refusal
from ehrenamtskarte.core.text import Text

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("title", "offer"),
    [
        ("Halber Eintritt in 18 Museen", Offer(Kind.PERCENTAGE, percent=50)),
        ("Jahresausweis zum halben Preis", Offer(Kind.PERCENTAGE, percent=50)),
        ("20 % auf alles", Offer(Kind.PERCENTAGE, percent=20)),
        ("15 Prozent Nachlass", Offer(Kind.PERCENTAGE, percent=15)),
        ("2 für 1", Offer(Kind.TWO_FOR_ONE)),
        ("Zwei Karten zum Preis von einer", Offer(Kind.TWO_FOR_ONE)),
        ("Die zweite Karte ist frei", Offer(Kind.TWO_FOR_ONE)),
        ("Zwei Stunden 2.50 statt 4.00 Euro", Offer(Kind.FIXED_PRICE, regular_cents=400, card_cents=250)),
        ("Statt 14 Euro nur 10 Euro", Offer(Kind.FIXED_PRICE, regular_cents=1400, card_cents=1000)),
        ("2,50 € Rabatt auf die Tageskarte", Offer(Kind.AMOUNT_OFF, amount_cents=250)),
        ("Nachlass von 5 Euro", Offer(Kind.AMOUNT_OFF, amount_cents=500)),
        ("Freier Eintritt", Offer(Kind.FREE_ENTRY)),
        ("Eintritt frei", Offer(Kind.FREE_ENTRY)),
        ("Jahresgebühr entfällt", Offer(Kind.WAIVED_FEE)),
        ("Kostenlos parken", Offer(Kind.WAIVED_FEE)),
        ("Ein Kaffee gratis", Offer(Kind.GIFT)),
        ("Kleines Geschenk zu jedem Einkauf", Offer(Kind.GIFT)),
        ("Verlosung von Freikarten", Offer(Kind.RAFFLE)),
        ("Ermäßigter Eintritt", None),
        ("Eisdiele am Markt", None),
        ("Eine halbe Stunde länger", None),
    ],
)
def test_a_title_tells_what_is_given(title: str, offer: Offer | None) -> None:
    assert words.spoken_offer(title) == offer


@pytest.mark.parametrize(
    ("kind", "value", "regular", "card", "title", "offer"),
    [
        ("percentage", "50", "", "", "Halber Eintritt", Offer(Kind.PERCENTAGE, percent=50)),
        ("Prozent", "0.2", "", "", "Nachlass", Offer(Kind.PERCENTAGE, percent=20)),
        ("Rabatt", "20 %", "", "", "Alles günstiger", Offer(Kind.PERCENTAGE, percent=20)),
        ("Rabatt", "5 €", "", "", "Alles günstiger", Offer(Kind.AMOUNT_OFF, amount_cents=500)),
        ("", "2,50", "", "", "2 Euro Rabatt", Offer(Kind.AMOUNT_OFF, amount_cents=250)),
        ("", "10", "", "", "Bis zu 10 % Nachlass", Offer(Kind.PERCENTAGE, percent=10)),
        ("", "2 für 1", "", "", "Kino", Offer(Kind.TWO_FOR_ONE)),
        ("", "", "14,00 €", "10,00 €", "Kino", Offer(Kind.FIXED_PRICE, regular_cents=1400, card_cents=1000)),
        ("", "", "14", "frei", "Kino", Offer(Kind.FIXED_PRICE, regular_cents=1400, card_cents=0)),
        (
            "Festpreis",
            "",
            "",
            "",
            "10 statt 14 Euro",
            Offer(Kind.FIXED_PRICE, regular_cents=1400, card_cents=1000),
        ),
        (
            "fixed_price",
            "",
            "",
            "10",
            "9 statt 14 Euro",
            Offer(Kind.FIXED_PRICE, regular_cents=1400, card_cents=1000),
        ),
        ("Freier Eintritt", "", "", "", "Museum", Offer(Kind.FREE_ENTRY)),
        ("Gebührenerlass", "", "", "", "Jahresausweis", Offer(Kind.WAIVED_FEE)),
        ("", "", "", "", "Ermäßigter Eintritt", Offer(Kind.OTHER)),
        ("other", "", "", "", "20 % auf manches", Offer(Kind.OTHER)),
        ("percentage", "", "", "", "Halber Eintritt", Offer(Kind.PERCENTAGE, percent=50)),
    ],
)
def test_cells_and_title_together_tell_the_value(
    kind: str, value: str, regular: str, card: str, title: str, offer: Offer
) -> None:
    assert values.offer_of(kind, value, regular, card, title) == offer


@pytest.mark.parametrize(
    ("kind", "value", "regular", "refusal"),
    [
        ("percentage", "günstig", "", values.ValueUnreadable),
        ("percentage", "12,5 %", "", values.PercentBroken),
        ("", "irgendwas", "", values.ValueUnreadable),
        ("", "5", "", values.PercentOrEuro),
        ("", "", "viel", values.PriceUnreadable),
        ("", "", "4,00 - 6,00 €", values.PriceUnreadable),
    ],
)
def test_a_value_that_could_mean_anything_is_refused(
    kind: str, value: str, regular: str, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        values.offer_of(kind, value, regular, "", "Ermäßigter Eintritt")


@pytest.mark.parametrize(
    ("cell", "category"),
    [
        ("leisure_sport", Category.LEISURE_SPORT),
        ("Freizeit & Sport", Category.LEISURE_SPORT),
        ("Gastronomie", Category.GASTRONOMY),
        ("Kultur und Veranstaltungen", Category.CULTURE),
        ("Banken/Versicherungen", Category.BANKING),
        ("Mobilität", Category.MOBILITY),
        ("Zubehör", None),
        ("", None),
    ],
)
def test_categories_are_known_in_words(cell: str, category: Category | None) -> None:
    assert words.category_of(cell) is category


@pytest.mark.parametrize(
    ("cell", "cards"),
    [
        ("beide Karten", Cards.BOTH),
        ("Ehrenamtskarte", Cards.STANDARD),
        ("Jubiläums-Ehrenamtskarte", Cards.JUBILEE),
        ("Ehrenamtskarte und Jubiläumskarte", Cards.BOTH),
        ("jubilee", Cards.JUBILEE),
        ("", None),
    ],
)
def test_cards_are_known_in_words(cell: str, cards: Cards | None) -> None:
    assert words.cards_of(cell) is cards


def test_conditions_say_where_and_with_what_an_offer_holds() -> None:
    assert words.conditions_of("statewide") == words.Conditions(Text("", ""), statewide=True, combinable=True)
    both = words.conditions_of("landesweit; nur montags")
    assert (both.text.de, both.statewide) == ("nur montags", True)
    alone = words.conditions_of("Nicht mit anderen Rabatten kombinierbar")
    assert (alone.combinable, alone.text.de) == (False, "Nicht mit anderen Rabatten kombinierbar")
    assert words.conditions_of("Gilt in NRW-Museen").statewide is False
    assert words.conditions_of("nur freitags", "on Fridays only").text == Text(
        "nur freitags", "on Fridays only"
    )


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("31.12.2027", date(2027, 12, 31)),
        ("31.12.27", date(2027, 12, 31)),
        ("2027-12-31", date(2027, 12, 31)),
        ("unbefristet", None),
        ("bis auf Widerruf", None),
        ("", None),
    ],
)
def test_days_and_their_absence(cell: str, day: date | None) -> None:
    assert values.day_of(cell, TODAY, "validUntil") == day


def test_a_day_nobody_has_is_refused() -> None:
    with pytest.raises(values.DayUnreadable):
        values.day_of("31.02.2027", TODAY, "validUntil")


def test_formulas_are_no_words_but_our_own_exports_are() -> None:
    assert values.plain("'-10 % auf alles") == "-10 % auf alles"
    assert values.plain("+49 Bar") == "+49 Bar"
    for formula in ("=1+1", '=HYPERLINK("http://x")', "@SUM(A1)", "+cmd(1)"):
        with pytest.raises(values.CellIsFormula):
            values.plain(formula)


@given(*[st.text(max_size=60)] * 5)
@settings(max_examples=300, deadline=None)
def test_any_cells_make_an_offer_or_a_refusal(
    kind: str, value: str, regular: str, card: str, title: str
) -> None:
    try:
        offer = values.offer_of(kind, value, regular, card, title)
    except Refusal:
        return
    assert offer.kind in Kind


@pytest.mark.parametrize(
    ("cell", "title", "read"),
    [
        ("20", "Rabatt in %", "20 %"),
        ("0.5", "Prozent", "50 %"),
        ("5", "Nachlass (EUR)", "5 €"),
        ("5 €", "Rabatt in %", "5 €"),
        ("5", "Rabatt", "5"),
    ],
)
def test_the_title_of_a_column_tells_what_its_numbers_count(cell: str, title: str, read: str) -> None:
    assert values.with_unit(cell, title) == read

"""What is a typo and what is another promise."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ehrenamtskarte.benefits.offering.corrections import is_correction, says_the_same, slips
from ehrenamtskarte.benefits.rules import Cards, Category, Kind, Limit, Terms
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.text import Text

POOL = Terms(
    title=Text("Zwei Stunden schwimmen für 2,50 Euro", ""),
    conditions=Text("Gilt nur montags bis freitags, nicht in den Ferien.", ""),
    category=Category.LEISURE_SPORT,
    kind=Kind.FIXED_PRICE,
    regular_cents=400,
    card_cents=250,
)


def with_title(words: str) -> Terms:
    return replace(POOL, title=Text(words, ""))


def with_conditions(words: str) -> Terms:
    return replace(POOL, conditions=Text(words, ""))


@pytest.mark.parametrize(
    "title",
    [
        "Zwei Stunden schwimen für 2,50 Euro",
        "Zwei Stunden schwimmne für 2,50 Euro",
        "zwei stunden Schwimmen für 2,50 Euro!",
        "Zwei Stunden schwimmen fuer 2,50 Euro",
        "Zwei Stunden  schwim men für 2,50 Euro",
    ],
)
def test_a_slip_of_the_pen_holds_at_once(title: str) -> None:
    assert is_correction(with_title(title), POOL)
    assert is_correction(POOL, with_title(title))


@pytest.mark.parametrize(
    "title",
    [
        "Zwei Stunden schwimmen für 2,60 Euro",
        "Zwei Stunden schwimmen für 25,0 Euro",
        "Drei Stunden schwimmen für 2,50 Euro",
        "Stunden schwimmen für 2,50 Euro",
        "Zwei Stunden schwimmen für 2,50 Euro für Kinder",
        "Zwei Stunden saunieren für 2,50 Euro",
        "Zwei Stunden schwimmen für 2,50 %",
        "",
    ],
)
def test_another_promise_in_the_title_waits(title: str) -> None:
    assert not is_correction(POOL, with_title(title))


@pytest.mark.parametrize(
    "conditions",
    [
        "Gilt nur montags bis freitags, in den Ferien.",
        "Gilt nur montags bis sonntags, nicht in den Ferien.",
        "Gilt montags bis freitags, nicht in den Ferien.",
        "Gilt nur montags ab freitags, nicht in den Ferien.",
        "Gilt nur montags bis freitags, nicht in den Ferien und nicht für Gruppen.",
        "",
    ],
)
def test_another_condition_waits(conditions: str) -> None:
    assert not is_correction(POOL, with_conditions(conditions))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Bis Ende Juni", "Bis Ende Juli"),
        ("Für ein Kind frei", "Für kein Kind frei"),
        ("Die Karte ist gültig", "Die Karte ist ungültig"),
        ("Halber Eintritt", "Halbes Eintritt"),
        ("Einlass ab 18 Uhr", "Einlass ab 19 Uhr"),
        ("Einlass 10-12 Uhr", "Einlass 10-13 Uhr"),
        ("Eine Karte frei", "Zwei Karten frei"),
        ("20 Euro Rabatt", "20 % Rabatt"),
        ("Inklusive Getränke", "Exklusive Getränke"),
    ],
)
def test_words_close_in_letters_but_not_in_meaning_wait(before: str, after: str) -> None:
    assert not says_the_same(before, after)
    assert not says_the_same(after, before)


def test_a_translation_holds_at_once() -> None:
    assert is_correction(POOL, replace(POOL, title=Text(POOL.title.de, "Swim two hours for 2,50 euros")))


def test_a_picture_waits_unless_it_is_taken_off() -> None:
    shown = replace(POOL, picture=new_id())
    assert not is_correction(POOL, shown)
    assert not is_correction(shown, replace(POOL, picture=new_id()))
    assert is_correction(shown, POOL)
    assert is_correction(shown, replace(shown, title=Text("Zwei Stunden schwimen für 2,50 Euro", "")))


def test_a_translation_that_names_other_numbers_waits() -> None:
    assert not is_correction(POOL, replace(POOL, title=Text(POOL.title.de, "Swim two hours for 1 euro")))


def test_english_words_that_were_there_follow_the_same_rule_as_german_ones() -> None:
    english = replace(POOL, conditions=Text(POOL.conditions.de, "Not during school holidays."))
    typo = replace(POOL, conditions=Text(POOL.conditions.de, "Not during school holydays."))
    without = replace(POOL, conditions=Text(POOL.conditions.de, "During school holidays."))
    assert is_correction(english, typo)
    assert not is_correction(english, without)


OTHER_FIELDS: list[dict[str, object]] = [
    {"category": Category.CULTURE},
    {"card_cents": 260},
    {"regular_cents": 500},
    {"cards": Cards.JUBILEE},
    {"combinable": False},
    {"valid_from": date(2027, 1, 1)},
    {"valid_until": date(2027, 12, 31)},
    {"weekdays": (0, 1)},
    {"from_time": "08:00"},
    {"until_time": "12:00"},
    {"limit": Limit.MONTH},
    {"all_venues": False, "venues": (new_id(),)},
    {"online": True, "online_url": "https://bad.example"},
]


@pytest.mark.parametrize("change", OTHER_FIELDS, ids=lambda change: next(iter(change)))
def test_anything_that_is_not_words_waits(change: dict[str, object]) -> None:
    assert not is_correction(POOL, replace(POOL, **change))  # type: ignore[arg-type]


words = st.text(alphabet="abcdefghijklmnopqrstuvwxyzäöüß", min_size=1, max_size=12)
sentences = st.lists(
    words | st.integers(0, 5000).map(str), min_size=1, max_size=12
).map(" ".join)  # fmt: skip


@given(sentences)
def test_a_text_says_the_same_as_itself_in_any_case_and_punctuation(text: str) -> None:
    assert says_the_same(text, text)
    assert says_the_same(text, text.upper() + "!")


@given(sentences, sentences)
def test_it_does_not_matter_which_text_came_first(one: str, other: str) -> None:
    assert says_the_same(one, other) == says_the_same(other, one)


@given(sentences, st.integers(0, 9), st.data())
def test_a_changed_digit_is_never_a_typo(text: str, digit: int, data: st.DataObject) -> None:
    places = [n for n, letter in enumerate(text) if letter.isdigit() and letter != str(digit)]
    assume(places)
    place = data.draw(st.sampled_from(places))
    assert not says_the_same(text, text[:place] + str(digit) + text[place + 1 :])


@given(sentences, words, st.data())
def test_a_further_word_is_never_a_typo(text: str, word: str, data: st.DataObject) -> None:
    parts = text.split()
    place = data.draw(st.integers(0, len(parts)))
    assert not says_the_same(text, " ".join([*parts[:place], word, *parts[place:]]))


@given(words, words)
def test_slips_are_a_distance(one: str, other: str) -> None:
    assert slips(one, other) == slips(other, one)
    assert (slips(one, other) == 0) == (one == other)
    assert abs(len(one) - len(other)) <= slips(one, other) <= max(len(one), len(other))

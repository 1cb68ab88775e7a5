"""What is wrong with an offer, told at the field."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehrenamtskarte.benefits.faults import check_own, check_terms, is_web_address
from ehrenamtskarte.benefits.rules import Category, Codes, Kind, Terms, TermsInvalid
from ehrenamtskarte.benefits.terms import columns_of, kept, normal_terms, stored
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.text import Text
from tests.benefits.offering import POOL, Pool, sentences
from tests.conftest import SignIn
from tests.factories import a_company, a_venue

TODAY = date(2026, 11, 22)
NUMBERS: dict[str, Any] = {
    "percent": 20,
    "regular_cents": 400,
    "card_cents": 250,
    "amount_cents": 500,
    "deadline": datetime(2026, 12, 1, 12, tzinfo=UTC),
    "prizes": 3,
}
NEEDED = {
    Kind.PERCENTAGE: {"percent"},
    Kind.FIXED_PRICE: {"regularCents", "cardCents"},
    Kind.AMOUNT_OFF: {"amountCents"},
    Kind.RAFFLE: {"deadline", "prizes"},
}


def terms(**given: Any) -> Terms:
    fields: dict[str, Any] = {
        "title": Text("Freier Eintritt", ""),
        "category": Category.CULTURE,
        "kind": Kind.FREE_ENTRY,
    }
    return Terms(**fields | given)


def faults(**given: Any) -> dict[str, str]:
    try:
        check_terms(normal_terms(terms(**given)), TODAY)
    except TermsInvalid as refused:
        return {error.field: error.message.de for error in refused.errors}
    return {}


@pytest.mark.parametrize("kind", list(Kind))
def test_each_kind_needs_exactly_its_numbers(kind: Kind) -> None:
    assert set(faults(kind=kind)) == NEEDED.get(kind, set())
    assert faults(kind=kind, **NUMBERS) == {}


@pytest.mark.parametrize("kind", list(Kind))
def test_numbers_the_kind_does_not_need_are_dropped(kind: Kind) -> None:
    columns = columns_of(normal_terms(terms(kind=kind, **NUMBERS)))
    left = {name for name in NUMBERS if columns[name] is not None}
    needed = {"".join(word.title() for word in name.split("_")) for name in left}
    assert {name.lower() for name in needed} == {name.lower() for name in NEEDED.get(kind, set())}


@pytest.mark.parametrize("percent", [-5, 0, 101, 120, 2**70])
def test_a_discount_of_120_per_cent_is_refused(percent: int) -> None:
    assert faults(kind=Kind.PERCENTAGE, percent=percent) == {
        "percent": "Ein Nachlass liegt zwischen 1 und 100 Prozent."
    }


@pytest.mark.parametrize("cents", [100_000_001, 2**31, 10**60])
def test_more_money_than_an_offer_is_worth_is_refused(cents: int) -> None:
    for name, field in (("amount_cents", "amountCents"), ("regular_cents", "regularCents")):
        kind = Kind.AMOUNT_OFF if name == "amount_cents" else Kind.FIXED_PRICE
        assert set(faults(kind=kind, **{"card_cents": 1, name: cents})) == {field}


@pytest.mark.parametrize("percent", [1, 50, 100])
def test_a_discount_up_to_everything_is_fine(percent: int) -> None:
    assert faults(kind=Kind.PERCENTAGE, percent=percent) == {}


@pytest.mark.parametrize("card_cents", [400, 401, 100_000])
def test_a_price_above_the_regular_price_is_refused(card_cents: int) -> None:
    assert faults(kind=Kind.FIXED_PRICE, regular_cents=400, card_cents=card_cents) == {
        "cardCents": "Der Preis mit Karte muss unter dem regulären Preis liegen."
    }


def test_nothing_off_is_refused() -> None:
    assert list(faults(kind=Kind.AMOUNT_OFF, amount_cents=0)) == ["amountCents"]


def test_an_offer_that_ends_before_it_starts_is_refused() -> None:
    assert faults(valid_from=date(2027, 2, 1), valid_until=date(2027, 1, 1)) == {
        "validUntil": "Das Angebot endet, bevor es beginnt."
    }


def test_an_offer_that_is_already_over_is_refused() -> None:
    assert faults(valid_until=TODAY - timedelta(days=1)) == {"validUntil": "Dieser Tag ist schon vorbei."}
    assert faults(valid_from=TODAY, valid_until=TODAY) == {}


def test_an_offer_without_any_weekday_is_refused() -> None:
    assert list(faults(weekdays=())) == ["weekdays"]


def test_an_offer_that_never_meets_its_weekday_is_refused() -> None:
    monday, tuesday = date(2026, 11, 23), date(2026, 11, 24)
    assert list(faults(valid_from=monday, valid_until=tuesday, weekdays=(6,))) == ["weekdays"]
    assert faults(valid_from=monday, valid_until=tuesday, weekdays=(1,)) == {}


@pytest.mark.parametrize(
    ("from_time", "until_time", "refused"),
    [("18:00", "09:00", True), ("18:00", "18:00", True), ("18:00", "24:00", False), ("18:00", None, False)],
)
def test_hours_end_after_they_begin(from_time: str, until_time: str | None, refused: bool) -> None:
    assert bool(faults(from_time=from_time, until_time=until_time)) is refused


@pytest.mark.parametrize(
    "deadline",
    [
        datetime(2026, 11, 21, 12, tzinfo=UTC),
        datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))),
        datetime(9999, 12, 31, 23, tzinfo=timezone(timedelta(hours=-12))),
    ],
)
def test_a_raffle_needs_a_deadline_that_is_still_to_come(deadline: datetime) -> None:
    assert list(faults(kind=Kind.RAFFLE, prizes=3, deadline=deadline)) == ["deadline"]


def test_a_deadline_after_the_end_of_the_offer_is_refused() -> None:
    given = {"kind": Kind.RAFFLE, "prizes": 3, "deadline": datetime(2026, 12, 1, 12, tzinfo=UTC)}
    assert faults(**given, valid_until=date(2026, 11, 30)) == {
        "deadline": "Der Teilnahmeschluss liegt nach dem Ende des Angebots."
    }
    assert faults(**given, valid_until=date(2026, 12, 1)) == {}


def test_a_deadline_without_a_time_zone_is_one_of_this_state() -> None:
    normal = normal_terms(terms(kind=Kind.RAFFLE, prizes=1, deadline=datetime(2026, 12, 1, 18)))  # noqa: DTZ001
    assert normal.deadline == datetime(2026, 12, 1, 17, tzinfo=UTC)


def test_a_german_title_is_required() -> None:
    assert faults(title=Text(" \n", "Free entry")) == {"title.de": "Bitte geben Sie einen Titel ein."}


def test_40000_characters_are_refused_with_a_sentence() -> None:
    assert faults(conditions=Text("a" * 40_000, "")) == {
        "conditions.de": "Bitte kürzen Sie auf höchstens 2.000 Zeichen; jetzt sind es 40.000."
    }
    assert list(faults(title=Text("Titel", "t" * 121))) == ["title.en"]
    assert faults(title=Text("t" * 120, ""), conditions=Text("c" * 2_000, "")) == {}


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "Gratis <img src=x onerror=alert(1)>",
        "</p>",
        "<!doctype html>",
        "<\u200bscript>",
    ],
)
def test_script_in_texts_is_refused(text: str) -> None:
    if "\u200b" in text:
        # What nobody sees becomes a space, and what is left is no markup to any browser.
        assert normal_terms(terms(title=Text(text, ""))).title.de == "< script>"
        return
    assert faults(title=Text(text, "")) == {
        "title.de": "Bitte schreiben Sie nur Text, ohne Befehle in spitzen Klammern."
    }
    assert list(faults(conditions=Text("", text))) == ["conditions.en"]


def test_angle_brackets_that_are_no_markup_may_stay() -> None:
    assert faults(conditions=Text("Kinder < 6 Jahre frei, > 6 Jahre 2 Euro <3", "")) == {}


def test_characters_nobody_sees_are_dropped() -> None:
    normal = normal_terms(terms(title=Text("Freier\x00 \u202eEin\u200btritt\n", "")))
    assert normal.title.de == "Freier Ein tritt"
    assert normal_terms(terms(conditions=Text(" a\r\n\r\n\r\n\r\nb \x07", ""))).conditions.de == "a\n\nb"


@given(st.text())
def test_no_text_keeps_control_characters_or_surplus_space(text: str) -> None:
    normal = normal_terms(terms(title=Text(text, text), conditions=Text(text, text)))
    for kept_text in (normal.title.de, normal.conditions.en):
        assert "\x00" not in kept_text and "\u202e" not in kept_text
        assert kept_text == kept_text.strip()
    assert "\n" not in normal.title.de
    assert normal_terms(normal) == normal


@pytest.mark.parametrize(
    "address",
    [
        "",
        "bad.example",
        "javascript:alert(1)",
        "ftp://bad.example",
        "https://",
        "https://a b.example",
        'https://bad.example/"><script>',
        "https://karin:geheim@bad.example",
        "https://[bad",
        "https://bad.example/" + "a" * 300,
    ],
)
def test_only_web_addresses_are_followed(address: str) -> None:
    assert not is_web_address(address)
    assert list(faults(online=True, online_url=address)) == ["onlineUrl"]


def test_an_online_offer_with_an_address_and_a_code() -> None:
    online = {"online": True, "online_url": "https://bad.example/laden", "all_venues": False}
    assert faults(**online) == {}
    assert faults(**online, codes=Codes.POOL) == {}
    assert faults(**online, codes=Codes.ONE) == {"code": "Bitte geben Sie den Code ein."}
    assert faults(**online, codes=Codes.ONE, code="DANKE20") == {}


def test_what_belongs_to_online_offers_is_dropped_from_others() -> None:
    normal = normal_terms(terms(online_url="https://bad.example", codes=Codes.ONE, code="DANKE20"))
    assert (normal.online_url, normal.codes, normal.code) == ("", Codes.NONE, "")


def test_an_offer_holds_somewhere() -> None:
    assert list(faults(all_venues=False)) == ["venues"]
    with pytest.raises(TermsInvalid):
        check_own(terms(), [], [])
    check_own(terms(), [new_id()], [])
    check_own(terms(online=True), [], [])
    check_own(terms(), [], [], statewide=True)


def test_every_fault_is_told_at_once() -> None:
    found = faults(
        title=Text("", ""), kind=Kind.PERCENTAGE, percent=120, weekdays=(), valid_until=date(2020, 1, 1)
    )
    assert set(found) == {"title.de", "percent", "weekdays", "validUntil"}


def test_terms_come_out_of_a_change_as_they_went_in() -> None:
    wanted = terms(
        kind=Kind.RAFFLE,
        **NUMBERS,
        venues=(new_id(),),
        picture=new_id(),
        valid_from=TODAY,
        weekdays=(0, 5),
        from_time="08:00",
    )
    assert kept(stored(wanted)) == wanted


async def test_the_sentence_lands_at_the_field(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    answer = await pool.manager.post(pool.address, json=POOL | {"kind": "percentage", "percent": 120})
    assert sentences(answer) == {"percent": "Ein Nachlass liegt zwischen 1 und 100 Prozent."}
    assert answer.json()["detail"] == "Ein Nachlass liegt zwischen 1 und 100 Prozent."


@pytest.mark.parametrize("percent", [2**70, -(2**70), 10**18])
async def test_numbers_beyond_the_database_are_refused_too(sign_in_as: SignIn, percent: int) -> None:
    pool = await Pool.open(sign_in_as)
    answer = await pool.manager.post(pool.address, json=POOL | {"kind": "percentage", "percent": percent})
    assert answer.status_code in (400, 422), answer.text


async def test_a_venue_of_another_company_is_refused(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    foreign = await a_venue(await a_company("Anderes Bad"), "Anderswo")
    answer = await pool.manager.post(
        pool.address, json=POOL | {"allVenues": False, "venues": [str(pool.venue), str(foreign)]}
    )
    assert list(sentences(answer)) == ["venues"]


async def test_a_picture_that_is_not_the_companys_own_is_refused(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    answer = await pool.manager.post(pool.address, json=POOL | {"picture": str(new_id())})
    assert list(sentences(answer)) == ["picture"]

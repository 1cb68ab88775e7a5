from math import inf, nan

import pytest

from ehrenamtskarte.companies import places, rules
from ehrenamtskarte.companies.places import Opening, Town
from ehrenamtskarte.companies.rules import Status
from ehrenamtskarte.core.text import Text

KOELN = Town("Köln", 405.01, (50.94, 6.9577))
OLPE = Town("Olpe", 85.9, (51.0287, 7.8417))


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("", ""),
        ("  ", ""),
        ("schlossbad.de", "https://schlossbad.de"),
        (" www.schlossbad.de/kurse?a=1#b ", "https://www.schlossbad.de/kurse?a=1#b"),
        ("HTTP://Schlossbad.DE/Kurse", "http://schlossbad.de/Kurse"),
        ("https://bad.de:8443", "https://bad.de:8443"),
        ("bäder-köln.de", "https://bäder-köln.de"),
    ],
)
def test_a_website_is_stored_as_an_address_of_the_web(typed: str, stored: str) -> None:
    assert rules.normal_website(typed) == stored


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)",
        "JAVASCRIPT://bad.de/%0aalert(1)",
        "https://javascript:alert(1)",
        "data:text/html,<script>",
        "vbscript:x",
        "mailto:kasse@bad.de",
        "ftp://bad.de",
        "//bad.de",
        "https://",
        "bad",
        "https://bank.de@elsewhere.de",
        "https://bad.de/\"onclick='x'",
        "https://bad.de/<b>",
        "https://bad.de\\@x.de",
        "https://bad.de\n.x.de",
        "https://bad.de/\u202egpj",
        "https://bad.de:99999",
        "https://[::1]/",
        "https://127.0.0.1/",
        "https://bad..de",
        "https://bad.de/" + "a" * 300,
    ],
)
def test_anything_else_is_refused(typed: str) -> None:
    with pytest.raises(rules.WebsiteInvalid) as refused:
        rules.normal_website(typed)
    assert refused.value.errors[0].field == "website"


def test_a_name_needs_a_letter_or_digit_and_loses_stray_blanks() -> None:
    assert rules.normal_name("  Bäcker\tMüller  & Söhne ") == "Bäcker Müller & Söhne"
    assert rules.normal_name("4711") == "4711"
    for empty in ("", "   ", "!?", "🙂"):
        with pytest.raises(rules.NameMissing):
            rules.normal_name(empty)


def test_no_name_is_longer_than_its_key_may_be() -> None:
    assert len(rules.key_of("ﷺ" * 200)) <= rules.LONGEST_KEY
    assert len(places.venue_key("ﷺ" * 200, "ﷺ" * 200)) <= rules.LONGEST_KEY


def test_too_many_words_are_refused_in_either_language() -> None:
    assert rules.check_length(Text(" a ", " b "), 1, field="about") == Text("a", "b")
    for text in (Text("a" * 40_000, ""), Text("", "a" * 2001)):
        with pytest.raises(rules.TooLong) as refused:
            rules.check_length(text, 2000, field="about")
        assert "2000" in refused.value.text.de


def test_who_comes_back_stands_where_the_office_left_it() -> None:
    assert rules.status_back(decided=False, reason="") is Status.WAITING
    assert rules.status_back(decided=True, reason="") is Status.APPROVED
    assert rules.status_back(decided=True, reason="Kein Unternehmen") is Status.REJECTED


@pytest.mark.parametrize("point", [(50.9413, 6.9583), (51.05, 6.86), (50.84, 7.1)])
def test_a_point_in_the_town_is_taken(point: tuple[float, float]) -> None:
    places.check_point(point, KOELN)


@pytest.mark.parametrize(
    "point", [(54.0, 8.0), (0.0, 0.0), (6.9583, 50.9413), (48.1, 11.6), (nan, 6.9), (inf, -inf), (50.94, 9.6)]
)
def test_a_point_in_the_sea_or_another_state_is_refused(point: tuple[float, float]) -> None:
    with pytest.raises(places.PointOutsideState):
        places.check_point(point, KOELN)


def test_a_point_far_from_the_town_is_refused_and_says_how_far() -> None:
    with pytest.raises(places.PointFarFromTown) as refused:
        places.check_point((50.94, 6.9577), OLPE)
    assert "63 km von Olpe" in refused.value.text.de
    with pytest.raises(places.PointFarFromTown):
        places.check_point((51.2277, 6.7735), KOELN)


def test_larger_towns_reach_farther() -> None:
    fifteen_km_north = (KOELN.point[0] + 0.135, KOELN.point[1])
    places.check_point(fifteen_km_north, KOELN)
    with pytest.raises(places.PointFarFromTown):
        places.check_point(fifteen_km_north, Town("Klein", 20.5, KOELN.point))


def test_half_a_point_is_refused_and_none_is_none() -> None:
    assert places.point_of(None, None) is None
    assert places.point_of(50.94130001, 6.9) == (50.9413, 6.9)
    for half in ((50.9, None), (None, 6.9)):
        with pytest.raises(places.PointIncomplete):
            places.point_of(*half)


def test_opening_hours_come_in_order_of_the_week() -> None:
    morning, evening, all_day = (
        Opening(0, "09:00", "12:00"),
        Opening(0, "12:00", "24:00"),
        Opening(6, "00:00", "24:00"),
    )
    assert places.checked_openings([all_day, evening, morning]) == (morning, evening, all_day)
    assert places.checked_openings([]) == ()


@pytest.mark.parametrize(("opens", "closes"), [("18:00", "02:00"), ("09:00", "09:00"), ("24:00", "24:00")])
def test_a_span_that_ends_before_it_begins_is_refused(opens: str, closes: str) -> None:
    with pytest.raises(places.ClosesBeforeOpening):
        places.checked_openings([Opening(2, opens, closes)])


def test_spans_that_overlap_are_refused_with_their_day() -> None:
    with pytest.raises(places.OpeningsOverlap) as refused:
        places.checked_openings([Opening(4, "11:00", "18:00"), Opening(4, "09:00", "11:01")])
    assert "Freitag" in refused.value.text.de
    places.checked_openings([Opening(4, "09:00", "12:00"), Opening(5, "09:00", "12:00")])

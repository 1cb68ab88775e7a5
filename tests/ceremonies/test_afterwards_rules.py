"""What is decided once an event is over."""

from datetime import UTC, date, datetime, timedelta

import pytest

from ehrenamtskarte.ceremonies.afterwards import afterwards_rules as rules
from ehrenamtskarte.core.text import Text

END = datetime(2026, 11, 20, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cents", "came", "each"), [(100, 3, 33), (200, 3, 67), (0, 4, 0), (None, 4, None), (500, 0, None)]
)
def test_the_cost_of_one_person_is_rounded(cents: int | None, came: int, each: int | None) -> None:
    assert rules.cost_per_head(cents, came) == each


@pytest.mark.parametrize(("part", "whole", "per_cent"), [(1, 3, 33), (2, 3, 67), (0, 5, 0), (0, 0, None)])
def test_a_share_of_nothing_is_unknown(part: int, whole: int, per_cent: int | None) -> None:
    assert rules.share(part, whole) == per_cent


def test_the_last_of_february_has_an_anniversary() -> None:
    assert rules.years_later(date(2028, 2, 29), 5) == date(2033, 2, 28)


def test_photos_end_on_the_day_in_berlin_five_years_later() -> None:
    late = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    assert rules.photos_end(late, None) == date(2031, 11, 21)
    assert rules.photos_end(late, date(2027, 1, 1)) == date(2027, 1, 1)
    assert rules.photos_end(late, date(2040, 1, 1)) == date(2031, 11, 21)


@pytest.mark.parametrize(
    ("consents", "shown"), [([], True), (["yes"], True), (["yes", "open"], False), (["no"], False)]
)
def test_a_photo_needs_everybody(consents: list[str], shown: bool) -> None:
    assert rules.all_agreed(consents) is shown


@pytest.mark.parametrize("status", ["draft", "postponed"])
def test_what_has_no_day_is_never_over(status: str) -> None:
    with pytest.raises(rules.NotOverYet):
        rules.check_over(status, END, END + timedelta(days=9))


def test_the_survey_opens_with_the_end_and_closes_two_months_later() -> None:
    def ask(now: datetime) -> None:
        rules.check_survey(ends_at=END, status="published", came=True, surveyed=False, now=now)

    ask(END)
    ask(END + rules.SURVEY_OPEN - timedelta(seconds=1))
    with pytest.raises(rules.SurveyNotOpen):
        ask(END - timedelta(seconds=1))
    with pytest.raises(rules.SurveyClosed):
        ask(END + rules.SURVEY_OPEN)


def test_a_cancelled_event_has_no_survey() -> None:
    with pytest.raises(rules.SurveyNotOpen):
        rules.check_survey(ends_at=END, status="cancelled", came=True, surveyed=False, now=END)


def test_words_for_a_photo_are_short_and_there() -> None:
    assert rules.check_description(Text(" Der Chor ", ""), field="alt") == Text("Der Chor", "")
    with pytest.raises(rules.DescriptionMissing):
        rules.check_description(Text(" ", "The choir"), field="alt")
    with pytest.raises(rules.DescriptionTooLong):
        rules.check_description(Text("x" * 301, ""), field="alt")

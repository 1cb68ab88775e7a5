from datetime import datetime, timedelta

from ehrenamtskarte.ceremonies import days
from ehrenamtskarte.ceremonies.planning import planning_rules
from ehrenamtskarte.core.clock import BERLIN
from ehrenamtskarte.core.text import Text


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def test_the_same_hour_stays_the_same_hour_when_clocks_change() -> None:
    assert planning_rules.moved(at("2026-10-20T17:00"), timedelta(days=14)) == at("2026-11-03T17:00")
    assert planning_rules.moved(at("2026-10-20T17:00"), timedelta(hours=30)) == at("2026-10-21T23:00")


def test_an_old_event_comes_back_on_the_next_such_day_that_lies_ahead() -> None:
    assert planning_rules.next_year(at("2024-12-05T17:00"), at("2026-11-20T12:00")) == timedelta(weeks=104)
    assert planning_rules.next_year(at("2026-12-05T17:00"), at("2026-11-20T12:00")) == timedelta(weeks=52)


def test_guests_have_half_of_a_short_time_to_answer() -> None:
    now = at("2026-11-20T12:00")
    assert planning_rules.answer_by_for(at("2026-11-24T12:00"), now) == at("2026-11-22T12:00")
    assert planning_rules.answer_by_for(at("2026-12-24T12:00"), now) == at("2026-12-10T12:00")


def test_days_are_written_as_people_write_them() -> None:
    assert days.day_and_time(at("2026-12-04T17:05")) == Text(
        "Freitag, 4. Dezember 2026, 17:05 Uhr", "Friday, 4 December 2026, 17:05"
    )

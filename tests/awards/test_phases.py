"""When a phase begins and ends: whole days in NRW, also where the clocks change."""

from datetime import UTC, date, datetime, timedelta

import pytest

from ehrenamtskarte.awards.phases import Phase, current, phase_of
from ehrenamtskarte.awards.rules import PhaseKind

ENTRY = Phase(PhaseKind.ENTRY, date(2026, 7, 1), date(2026, 9, 30))


@pytest.mark.parametrize(
    ("last_day", "too_late"),
    [
        (date(2026, 9, 30), datetime(2026, 9, 30, 22, 0, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 25, 23, 0, tzinfo=UTC)),
        (date(2027, 3, 28), datetime(2027, 3, 28, 22, 0, tzinfo=UTC)),
        (date(2027, 1, 31), datetime(2027, 1, 31, 23, 0, tzinfo=UTC)),
    ],
)
def test_the_last_second_counts_and_the_next_does_not(last_day: date, too_late: datetime) -> None:
    phase = Phase(PhaseKind.ENTRY, date(2026, 7, 1), last_day)
    assert phase.is_on(too_late - timedelta(microseconds=1))
    assert not phase.is_on(too_late)


def test_the_first_day_begins_at_midnight_here() -> None:
    assert not ENTRY.is_on(datetime(2026, 6, 30, 21, 59, 59, tzinfo=UTC))
    assert ENTRY.is_on(datetime(2026, 6, 30, 22, 0, tzinfo=UTC))


def test_what_is_on_comes_in_the_usual_order() -> None:
    jury = Phase(PhaseKind.JURY, date(2026, 9, 1), date(2026, 9, 30))
    now = datetime(2026, 9, 15, tzinfo=UTC)
    assert current([jury, ENTRY], now) == [ENTRY, jury]
    assert phase_of([jury], PhaseKind.VOTE) is None

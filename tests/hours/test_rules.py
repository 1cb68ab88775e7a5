"""The pure rules of hours: what can have happened, what is the same, who may decide."""

from datetime import date, time
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.hours import rules
from ehrenamtskarte.hours.rules import Kind, Status, Worked

TODAY = date(2026, 11, 22)
PERSON = UUID("01890000-0000-7000-8000-000000000001")


def worked(
    starts_on: date = date(2026, 10, 1),
    ends_on: date | None = None,
    minutes: int = 120,
    kind: Kind = Kind.WORK,
    from_time: time | None = None,
    until_time: time | None = None,
    task: str = "Ausgabe",
) -> Worked:
    return Worked(kind, starts_on, ends_on or starts_on, from_time, until_time, minutes, task)


@pytest.mark.parametrize(
    ("entry", "refusal"),
    [
        (worked(starts_on=date(2026, 11, 23)), rules.FutureDate),
        (worked(ends_on=date(2026, 11, 24)), rules.FutureDate),
        (worked(starts_on=date(2026, 11, 1), ends_on=date(2026, 12, 1)), rules.FutureDate),
        (worked(starts_on=date(1949, 12, 31)), rules.TooLongAgo),
        (worked(ends_on=date(2026, 9, 30)), rules.EndsBeforeStart),
        (worked(minutes=-1), rules.EndsBeforeStart),
        (worked(starts_on=date(2025, 1, 1), ends_on=date(2026, 1, 2)), rules.PeriodTooLong),
        (worked(minutes=0), rules.ZeroDuration),
        (worked(minutes=1441), rules.TooLongDuration),
        (worked(ends_on=date(2026, 10, 2), minutes=2881), rules.TooLongDuration),
    ],
)
def test_what_cannot_have_happened_is_refused(entry: Worked, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        rules.check_worked(entry, TODAY)


@pytest.mark.parametrize(
    "entry",
    [
        worked(),
        worked(starts_on=TODAY),
        worked(starts_on=TODAY, ends_on=date(2026, 11, 23)),
        worked(starts_on=date(2026, 11, 1), ends_on=date(2026, 11, 30)),
        worked(starts_on=date(1950, 1, 1)),
        worked(starts_on=date(2025, 1, 1), ends_on=date(2026, 1, 1)),
        worked(minutes=1440),
        worked(minutes=1),
    ],
)
def test_what_can_have_happened_is_accepted(entry: Worked) -> None:
    rules.check_worked(entry, TODAY)


@pytest.mark.parametrize(
    ("start", "end", "stated", "last_day", "minutes"),
    [
        (1080, 1200, None, 1, 120),
        (1080, 360, None, 2, 720),
        (1080, 1440, None, 2, 360),
        (1080, 0, None, 2, 360),
        (480, 480, None, 1, 0),
        (480, 480, 1440, 2, 1440),
        (0, 1440, None, 2, 1440),
    ],
)
def test_minutes_between_two_times(
    start: int, end: int, stated: int | None, last_day: int, minutes: int
) -> None:
    assert rules.span(date(2026, 10, 1), start, end, stated=stated) == (date(2026, 10, last_day), minutes)


def test_a_last_day_decides_how_long_it_was() -> None:
    first = date(2026, 10, 1)
    assert rules.span(first, 1080, 600, date(2026, 10, 3)) == (date(2026, 10, 3), 2400)
    assert rules.span(first, 1080, 600, first) == (date(2026, 10, 2), 960)


def test_equal_entries_have_equal_fingerprints() -> None:
    timed = worked(from_time=time(18), until_time=time(20))
    assert rules.fingerprint(timed) == rules.fingerprint(
        worked(from_time=time(18), until_time=time(20), task="anders", minutes=119)
    )
    assert rules.fingerprint(worked(task="Ausgabe")) == rules.fingerprint(worked(task="AUSGABE"))


def test_every_difference_that_matters_changes_the_fingerprint() -> None:
    prints = {
        rules.fingerprint(entry)
        for entry in (
            worked(),
            worked(minutes=121),
            worked(task="Büro"),
            worked(kind=Kind.ON_CALL),
            worked(starts_on=date(2026, 10, 2)),
            worked(ends_on=date(2026, 10, 2)),
            worked(from_time=time(18), until_time=time(20)),
            worked(from_time=time(18), until_time=time(20, 1)),
        )
    }
    assert len(prints) == 8
    assert {len(each) for each in prints} == {16}


@pytest.mark.parametrize(
    ("status", "refusal"),
    [
        (Status.CONFIRMED, rules.HoursAlreadyConfirmed),
        (Status.REJECTED, rules.HoursAlreadyRejected),
        (Status.WITHDRAWN, rules.HoursAlreadyWithdrawn),
    ],
)
def test_what_was_decided_stays_decided(status: Status, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        rules.check_open(status)


def test_submitted_hours_are_open() -> None:
    rules.check_open(Status.SUBMITTED)


def test_nobody_decides_about_the_own_hours() -> None:
    with pytest.raises(rules.OwnHours):
        rules.check_may_decide(PERSON, PERSON)
    rules.check_may_decide(PERSON, new_id())


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_a_rejection_needs_a_reason(reason: str) -> None:
    with pytest.raises(rules.ReasonMissing) as caught:
        rules.check_reason(reason)
    assert caught.value.errors[0].field == "reason"


def test_a_reason_is_kept_without_the_blanks_around_it() -> None:
    assert rules.check_reason("  Doppelt \n") == "Doppelt"


@pytest.mark.parametrize(
    ("spans", "found"),
    [
        ([], []),
        ([(0, 60), (60, 120)], []),
        ([(0, 60), (59, 120)], [1]),
        ([(30, 60), (0, 120), (119, 130)], [0, 2]),
        ([(0, 60), (0, 60), (0, 60)], [1, 2]),
    ],
)
def test_overlaps_are_what_begins_before_an_earlier_one_ended(
    spans: list[tuple[int, int]], found: list[int]
) -> None:
    assert rules.overlapping(spans) == found


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(1, 50)), max_size=15))
def test_there_are_overlaps_exactly_where_two_spans_share_a_minute(pairs: list[tuple[int, int]]) -> None:
    spans = [(start, start + length) for start, length in pairs]
    share = any(a < d and c < b for i, (a, b) in enumerate(spans) for c, d in spans[i + 1 :])
    assert bool(rules.overlapping(spans)) is share


@given(st.dates())
def test_the_last_of_a_month_is_in_it_and_the_next_day_is_not(day: date) -> None:
    last = rules.last_of_month(day)
    assert (last.year, last.month) == (day.year, day.month)
    assert last == date.max or date.fromordinal(last.toordinal() + 1).day == 1

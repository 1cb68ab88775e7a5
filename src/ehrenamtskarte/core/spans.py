"""Days, years and periods as people count them; both ends of a span belong to it."""

from collections.abc import Iterable
from datetime import date, timedelta

import msgspec

ONE_DAY = timedelta(days=1)


class Span(msgspec.Struct, frozen=True, order=True):
    """The days from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days; none if the end lies before the start."""
        return max((self.last - self.first).days + 1, 0)

    def overlap(self, other: "Span") -> int:
        """How many days the two spans share."""
        return Span(max(self.first, other.first), min(self.last, other.last)).days


def years_later(day: date, years: int) -> date:
    """The anniversary; 29 February comes round on 1 March (§ 188 BGB: a year ends with its last day)."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def full_years(since: date, day: date) -> int:
    """Completed years on a day: an age, or how long somebody has been engaged."""
    return day.year - since.year - ((day.month, day.day) < (since.month, since.day))


def twelve_months_to(day: date) -> Span:
    """The twelve months that end with this day."""
    try:
        year_before = day.replace(year=day.year - 1)
    except ValueError:
        year_before = date(day.year - 1, 2, 28)
    return Span(year_before + ONE_DAY, day)


def last_calendar_year(day: date) -> Span:
    """The year before the year of this day."""
    return Span(date(day.year - 1, 1, 1), date(day.year - 1, 12, 31))


def joined(spans: Iterable[Span], longest_pause: timedelta) -> list[Span]:
    """The spans in order, those with no longer pause between them made one."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.first <= result[-1].last + longest_pause + ONE_DAY:
            result[-1] = Span(result[-1].first, max(result[-1].last, span.last))
        else:
            result.append(span)
    return result

"""How long an offer counts as new; pure."""

from datetime import date, datetime, timedelta

from ehrenamtskarte.core.clock import berlin_day

NEW_FOR = timedelta(days=30)


def is_new(published_at: datetime, day: date) -> bool:
    """Whether it appeared within the last 30 days."""
    return day - berlin_day(published_at) <= NEW_FOR

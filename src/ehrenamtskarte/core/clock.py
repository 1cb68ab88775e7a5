"""Time: UTC inside, Europe/Berlin for people. Only the edges ask for now; everything below gets it as an argument."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")


def now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


def berlin_day(moment: datetime) -> date:
    """The calendar day people in NRW write for this moment."""
    return moment.astimezone(BERLIN).date()


def today() -> date:
    """The present day in Berlin."""
    return berlin_day(now())

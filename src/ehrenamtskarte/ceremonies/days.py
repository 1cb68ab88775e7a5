"""Days and hours of events as people in NRW write them; pure."""

from datetime import datetime

from ehrenamtskarte.core.clock import BERLIN
from ehrenamtskarte.core.text import Text

_DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
_ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
    "Dezember",
)  # fmt: skip
_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def day(moment: datetime) -> Text:
    """Freitag, 4. Dezember 2026."""
    here = moment.astimezone(BERLIN)
    return Text(
        f"{_DAYS[here.weekday()]}, {here.day}. {_MONTHS[here.month - 1]} {here.year}",
        f"{_ENGLISH_DAYS[here.weekday()]}, {here.day} {_ENGLISH_MONTHS[here.month - 1]} {here.year}",
    )


def day_and_time(moment: datetime) -> Text:
    """Freitag, 4. Dezember 2026, 17:00 Uhr."""
    clock = f"{moment.astimezone(BERLIN):%H:%M}"
    on = day(moment)
    return Text(f"{on.de}, {clock} Uhr", f"{on.en}, {clock}")

"""Sentences in both languages, with dates and numbers as each language writes them."""

from collections.abc import Sequence
from datetime import date

from ehrenamtskarte.core.text import Text

_MONTHS = (
    Text("Januar", "January"),
    Text("Februar", "February"),
    Text("März", "March"),
    Text("April", "April"),
    Text("Mai", "May"),
    Text("Juni", "June"),
    Text("Juli", "July"),
    Text("August", "August"),
    Text("September", "September"),
    Text("Oktober", "October"),
    Text("November", "November"),
    Text("Dezember", "December"),
)

Value = Text | date | int | str


def say(de: str, en: str, **values: Value) -> Text:
    """One sentence; each `{name}` is written the way its language does."""
    written = {name: _written(value) for name, value in values.items()}
    return Text(
        de=de.format(**{name: text.de for name, text in written.items()}),
        en=en.format(**{name: text.en for name, text in written.items()}),
    )


def hours(minutes: int) -> Text:
    """A number of hours without its unit where it is whole: 186, or 186 Std. 25 Min."""
    return number(minutes // 60) if minutes % 60 == 0 else _hours_and_minutes(minutes)


def duration(minutes: int) -> Text:
    """186 Stunden, 1 Stunde, 25 Min., 186 Std. 25 Min."""
    if minutes % 60:
        return _hours_and_minutes(minutes)
    return counted(minutes // 60, Text("Stunde", "hour"), Text("Stunden", "hours"))


def years(count: int) -> Text:
    """1 Jahr, 2 Jahre."""
    return counted(count, Text("Jahr", "year"), Text("Jahre", "years"))


def counted(count: int, one: Text, many: Text) -> Text:
    """A number with its noun."""
    return say("{count} {noun}", "{count} {noun}", count=count, noun=one if count == 1 else many)


def euros(cents: int) -> Text:
    """3.300 €, €12.50."""
    whole, rest = divmod(cents, 100)
    return say(
        "{whole}{rest_de} €",
        "€{whole}{rest_en}",
        whole=whole,
        rest_de=f",{rest:02}" if rest else "",
        rest_en=f".{rest:02}" if rest else "",
    )


def number(count: int) -> Text:
    """1.233 in German, 1,233 in English."""
    return Text(de=f"{count:,}".replace(",", "."), en=f"{count:,}")


def long_date(day: date) -> Text:
    """22. November 2026."""
    month = _MONTHS[day.month - 1]
    return Text(de=f"{day.day}. {month.de} {day.year}", en=f"{day.day} {month.en} {day.year}")


def listed(texts: Sequence[Text]) -> Text:
    """Joined as in a, b und c."""
    *before, last = texts
    if not before:
        return last
    return Text(
        de=f"{', '.join(text.de for text in before)} und {last.de}",
        en=f"{', '.join(text.en for text in before)} and {last.en}",
    )


def _hours_and_minutes(minutes: int) -> Text:
    whole, rest = divmod(minutes, 60)
    if not whole:
        return Text(f"{rest} Min.", f"{rest} min")
    return say(f"{{whole}} Std. {rest} Min.", f"{{whole}} h {rest} min", whole=whole)


def _written(value: Value) -> Text:
    if isinstance(value, Text):
        return value
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, int):
        return number(value)
    return Text(value, value)

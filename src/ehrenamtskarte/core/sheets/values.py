"""What people write into cells of any list: days and amounts of money."""

import re
from datetime import date, timedelta
from functools import lru_cache

_LONGEST_VALUE = 60
_CACHE = 8_192
_EXCEL_FIRST_DAY = date(1899, 12, 30)
_EXCEL_DAYS = range(18_000, 80_000)
_YEARS = range(1850, 2200)

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jan jänner january",
            "februar feb february",
            "märz mär mrz maerz march mar",
            "april apr",
            "mai may",
            "juni jun june",
            "juli jul july",
            "august aug",
            "september sep sept",
            "oktober okt october oct",
            "november nov",
            "dezember dez december dec",
        ),
        start=1,
    )
    for name in names.split()
}

_WEEKDAY = r"(?:[a-zäöü]{2,10}\.?,?\s+)?"
_CLOCK_BEHIND = r"(?:[t ,]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|uhr)?)?"
GERMAN_DAY = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})\s?[./-]\s?(\d{{1,2}})\s?[./-]\s?(\d{{4}}|\d\d){_CLOCK_BEHIND}"
)
ISO_DAY = re.compile(rf"{_WEEKDAY}(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_CLOCK_BEHIND}")
_COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NAMED_DAY = re.compile(rf"{_WEEKDAY}(\d{{1,2}})\.?[\s-]*([a-zä]{{3,9}})\.?[\s,-]*(\d{{4}}|\d\d)")
_ENGLISH_DAY = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_MONEY = re.compile(r"(?:eur|€)?\s?(\d+(?:[.,' ]\d{3})*|\d+)(?:[.,](\d{1,2}|-))?\s?(?:€|eur|euro)?")


def day(text: str, latest_year: int) -> date | None:
    """A day in any of the ways people write one; two-digit years end with `latest_year`."""
    return _day(text.lower(), latest_year) if len(text) <= _LONGEST_VALUE else None


@lru_cache(_CACHE)
def _day(text: str, latest_year: int) -> date | None:
    if match := GERMAN_DAY.fullmatch(text):
        return date_of(match[3], match[2], match[1], latest_year)
    if match := ISO_DAY.fullmatch(text) or _COMPACT_DAY.fullmatch(text):
        return date_of(match[1], match[2], match[3], latest_year)
    if match := _NAMED_DAY.fullmatch(text):
        return date_of(match[3], MONTHS.get(match[2], 0), match[1], latest_year)
    if match := _ENGLISH_DAY.fullmatch(text):
        return date_of(match[3], MONTHS.get(match[1], 0), match[2], latest_year)
    return _excel_day(text)


def _excel_day(text: str) -> date | None:
    whole = text.partition(".")[0]
    if len(whole) != 5 or not whole.isascii() or not whole.isdigit() or int(whole) not in _EXCEL_DAYS:
        return None
    return _EXCEL_FIRST_DAY + timedelta(days=int(whole))


def date_of(year: str, month: str | int, number: str | int, latest_year: int) -> date | None:
    """The day of these parts, if there is one; two-digit years end with `latest_year`."""
    try:
        found = date(_year(year, latest_year), int(month), int(number))
    except ValueError:
        return None
    return found if found.year in _YEARS else None


def _year(text: str, latest_year: int) -> int:
    if len(text) == 4:
        return int(text)
    year = latest_year - latest_year % 100 + int(text)
    return year if year <= latest_year else year - 100


def cents(text: str) -> int | None:
    """An amount of euros in cents: 80, 80,00 €, 1.200,00, 80 EUR."""
    return _cents(text.lower()) if len(text) <= _LONGEST_VALUE else None


@lru_cache(_CACHE)
def _cents(text: str) -> int | None:
    match = _MONEY.fullmatch(text)
    if match is None:
        return None
    euros = int(re.sub(r"\D", "", match[1]))
    decimals = (match[2] or "").strip("-")
    return euros * 100 + int(decimals.ljust(2, "0") or 0)

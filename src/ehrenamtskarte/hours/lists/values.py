"""What people write into cells of lists of hours: months, clock times, durations, mail addresses, words for kinds."""

import re
from datetime import date
from functools import lru_cache

import msgspec

from ehrenamtskarte.core.sheets.values import GERMAN_DAY, ISO_DAY, MONTHS, date_of, day
from ehrenamtskarte.hours.rules import Kind, last_of_month

_LONGEST_VALUE = 60
_CACHE = 8_192
_MONTH_YEAR = re.compile(r"(\d{1,2})\s?[/.-]\s?(\d{4})")
_SHORT_MONTH_YEAR = re.compile(r"(\d{1,2})\s?/\s?(\d\d)")
_YEAR_MONTH = re.compile(r"(\d{4})\s?[/.-]\s?(\d{1,2})")
_NAMED_MONTH = re.compile(r"([a-zä]{3,9})\.?[\s/'’-]*(\d{4}|\d\d)")
_TIME = re.compile(r"(\d{1,2})(?:\s?[:.,h]\s?(\d{2})(?::\d{2}(?:\.\d+)?)?)?\s?(?:uhr|h)?")
_ENGLISH_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s?([ap])\.?m\.?")
_PACKED_TIME = re.compile(r"(\d{1,2})(\d{2})\s?(?:uhr)?")
_FRACTION_OF_A_DAY = re.compile(r"0[.,]\d+")

_HOUR_WORD = r"(?:h|std|stdn|stunden?|hours?|hrs?)\.?"
_MINUTE_WORD = r"(?:m|min|mins|minuten?|minutes?)\.?|['´’′]"
_CLOCK_DURATION = re.compile(rf"(\d{{1,4}}):(\d{{2}})(?::\d{{2}}(?:\.\d+)?)?\s?(?:{_HOUR_WORD})?")
_NUMBER_DURATION = re.compile(rf"(\d{{0,6}})(?:[.,](\d{{1,8}}))?\s?(?:({_HOUR_WORD})|({_MINUTE_WORD}))?")
_WORDS_DURATION = re.compile(rf"(\d{{1,4}})\s?{_HOUR_WORD}\s?(?:und |and )?(\d{{1,2}})\s?(?:{_MINUTE_WORD})?")
_VULGAR = {"½": ",5", "¼": ",25", "¾": ",75"}

_MAIL = re.compile(r"[^@\s<>(),;:\"\[\]]{1,64}@[^@\s<>(),;:\"\[\]]+\.[^@\s<>(),;:\"\[\].]{2,}")

_ON_CALL = r"\w*bereitschaft(?:en|sdienst\w*|sstunden|szeit\w*)?|on[ _-]?call|stand-?by|hintergrunddienst"
_CALLED_OUT = r"on_call_active|(?:einsatz|aktiv\w*) (?:aus|in|während) (?:der )?\w*bereitschaft\w*"
_TRAVEL = (
    r"(?:an|ab|hin|rück|an- und ab|hin- und rück)?fahrt(?:en|zeit(?:en)?|weg)?|fahrzeit(?:en)?"
    r"|(?:an|ab|rück)reise|reisezeit(?:en)?|wegezeit(?:en)?|travel(?:l?ing)?"
)
_TRAINING = (
    r"\w*übung(?:en|sdienst\w*|sabend\w*)?|\w*uebung(?:en)?|\w*(?:aus|fort|weiter)bildung(?:en|sdienst\w*)?"
    r"|\w*schulung(?:en)?|\w*lehrgang|\w*lehrgänge|\w*seminar|training"
)
_KINDS = (
    (Kind.ON_CALL_ACTIVE, _CALLED_OUT),
    (Kind.ON_CALL, _ON_CALL),
    (Kind.TRAVEL, _TRAVEL),
    (Kind.TRAINING, _TRAINING),
)
_KIND_PATTERNS = tuple((kind, re.compile(rf"\b(?:{words})\b")) for kind, words in _KINDS)


class Duration(msgspec.Struct, frozen=True):
    """Minutes, and how far rounding may have moved them."""

    minutes: int
    slack: int = 1


def month(text: str, latest_year: int) -> tuple[date, date] | None:
    """First and last day of a month, written as 11/2025, 2025-11, November 2025, or as one of its days."""
    return _month(text.lower(), latest_year) if len(text) <= _LONGEST_VALUE else None


@lru_cache(_CACHE)
def _month(text: str, latest_year: int) -> tuple[date, date] | None:
    first = _first_of_month(text, latest_year) or day(text, latest_year)
    if first is None:
        return None
    return first.replace(day=1), last_of_month(first)


def _first_of_month(text: str, latest_year: int) -> date | None:
    if match := _MONTH_YEAR.fullmatch(text) or _SHORT_MONTH_YEAR.fullmatch(text):
        return date_of(match[2], match[1], 1, latest_year)
    if match := _YEAR_MONTH.fullmatch(text):
        return date_of(match[1], match[2], 1, latest_year)
    if match := _NAMED_MONTH.fullmatch(text):
        return date_of(match[2], MONTHS.get(match[1], 0), 1, latest_year)
    return None


def clock(text: str) -> int | None:
    """Minutes since midnight (24:00 is 1440), or None where the text is no time of day."""
    return _clock(text.lower()) if len(text) <= _LONGEST_VALUE else None


@lru_cache(_CACHE)
def _clock(text: str) -> int | None:
    if ":" in text and (ISO_DAY.fullmatch(text) or GERMAN_DAY.fullmatch(text)):
        text = re.split(r"[t ,]", text)[-1]
    if match := _TIME.fullmatch(text):
        minutes = _minutes_of_day(int(match[1]), int(match[2] or 0))
        if minutes is not None:
            return minutes
    if match := _ENGLISH_TIME.fullmatch(text):
        hour = int(match[1])
        return (
            _minutes_of_day(hour % 12 + (12 if match[3] == "p" else 0), int(match[2] or 0))
            if hour <= 12
            else None
        )
    if match := _PACKED_TIME.fullmatch(text):
        return _minutes_of_day(int(match[1]), int(match[2]))
    if _FRACTION_OF_A_DAY.fullmatch(text):
        return round(float(text.replace(",", ".")) * 1440)
    return None


def _minutes_of_day(hour: int, minute: int) -> int | None:
    total = hour * 60 + minute
    return total if minute < 60 and total <= 1440 else None


def duration(text: str, *, in_minutes: bool = False) -> Duration | None:
    """A duration such as 2:00, 0,67, 1½, 90 min or 1 Std. 30; a bare number means hours unless told."""
    return _duration(text.lower(), in_minutes) if len(text) <= _LONGEST_VALUE else None


@lru_cache(_CACHE)
def _duration(text: str, in_minutes: bool) -> Duration | None:
    for sign, decimals in _VULGAR.items():
        text = text.replace(sign, decimals)
    if match := _CLOCK_DURATION.fullmatch(text):
        return Duration(int(match[1]) * 60 + int(match[2])) if int(match[2]) < 60 else None
    if match := _NUMBER_DURATION.fullmatch(text):
        return _number_duration(match, in_minutes)
    if match := _WORDS_DURATION.fullmatch(text):
        return Duration(int(match[1]) * 60 + int(match[2])) if int(match[2]) < 60 else None
    return None


def _number_duration(match: re.Match[str], in_minutes: bool) -> Duration | None:
    whole, decimals, hours, minutes = match.groups(default="")
    if not whole and not decimals:
        return None
    value = float(f"{whole or 0}.{decimals or 0}")
    if minutes or (in_minutes and not hours):
        return Duration(int(value + 0.5))
    return Duration(int(value * 60 + 0.5), slack=3 if len(decimals) == 1 else 1)


def mail(text: str) -> str | None:
    """A mail address in lower case, or None where it cannot be one."""
    text = text.lower().removeprefix("mailto:").strip("<>")
    return text if len(text) <= 254 and _MAIL.fullmatch(text) else None


def kind(word: str) -> Kind:
    """The kind of work a word means; work where it says nothing else."""
    return _kind(word.casefold()) if len(word) <= _LONGEST_VALUE else Kind.WORK


@lru_cache(_CACHE)
def _kind(word: str) -> Kind:
    return next((kind for kind, pattern in _KIND_PATTERNS if pattern.search(word)), Kind.WORK)

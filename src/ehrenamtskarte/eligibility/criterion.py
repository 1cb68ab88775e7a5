"""What a criterion answers, and how answers combine."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

import msgspec

from ehrenamtskarte.core.text import Text
from ehrenamtskarte.eligibility.rules import RuleSet
from ehrenamtskarte.eligibility.wording import say


class Result(StrEnum):
    """Unknown is what can still be asked for, not met what is known to fail."""

    MET = "met"
    UNKNOWN = "unknown"
    NOT_MET = "not_met"


class Criterion(msgspec.Struct, frozen=True, kw_only=True):
    """One thing the card asks for; `have` of `need` in `unit`, within the days given."""

    code: str
    result: Result
    title: Text
    sentence: Text
    have: int | None = None
    need: int | None = None
    unit: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    basis: str | None = None
    """Which of several ways the result rests on."""


def rank(result: Result) -> int:
    """The better the higher."""
    return (Result.NOT_MET, Result.UNKNOWN, Result.MET).index(result)


def all_of(results: Iterable[Result]) -> Result:
    """As good as the worst."""
    return min(results, key=rank)


def any_of(results: Iterable[Result]) -> Result:
    """As good as the best."""
    return max(results, key=rank)


def here(rule_set: RuleSet) -> Text:
    """In the town whose rules these are."""
    place = rule_set.name or Text("Nordrhein-Westfalen", "North Rhine-Westphalia")
    return say("in {place}", "in {place}", place=place)

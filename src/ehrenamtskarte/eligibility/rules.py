"""The rules of the card: what a town asks for, from which day, and what the state falls back on."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import TypeVar

import msgspec

from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.spans import ONE_DAY, years_later
from ehrenamtskarte.core.text import Text
from ehrenamtskarte.hours.rules import Kind


class CardKind(StrEnum):
    """The two cards of the state."""

    STANDARD = "standard"
    JUBILEE = "jubilee"


class OnCall(StrEnum):
    """Which on-call time counts as hours: at home it is ready, at the station it is active."""

    NONE = "none"
    ACTIVE_ONLY = "active_only"
    ALL = "all"


class PlaceRule(StrEnum):
    """What ties a person to the town that gives the card."""

    LIVES_HERE = "lives_here"
    ACTIVE_HERE = "active_here"
    EITHER = "either"
    LIVES_HERE_OR_HOME_NOT_PARTICIPATING = "lives_here_or_home_not_participating"
    ACTIVE_HERE_OR_RESIDENT_ACTIVE_IN_STATE = "active_here_or_resident_active_in_state"


class Ground(StrEnum):
    """What a rule set may accept instead of hours."""

    JULEICA = "juleica"
    FIRE_AND_RESCUE = "fire_and_rescue"
    """Fire brigade, rescue or disaster service with basic training."""
    VOLUNTARY_SERVICE_YEAR = "voluntary_service_year"
    RESERVIST = "reservist"


class NoRulesInForce(NotFound):
    """No statewide rules held on that day."""

    de = "Am {day} gab es noch keine Regeln für die Ehrenamtskarte."
    en = "On {day} there were no rules for the card yet."


class RuleSet(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything a card asks for in one place, complete."""

    valid_from: date
    municipality: str | None = None
    """AGS; None: statewide."""
    name: str = ""
    minutes_per_year: int
    minutes_per_week: int
    min_age: int
    prior_years: int
    prior_years_young: int
    """Instead of `prior_years` for those younger than `young_below_age`."""
    young_below_age: int
    prior_years_unbroken: bool
    validity_years: int
    place_rule: PlaceRule
    signatures: int
    juleica_waives_hours: bool
    other_grounds: tuple[Ground, ...] = ()
    training_counts: bool
    travel_counts: bool
    on_call_counts: OnCall
    volunteer_allowance_cents: int
    """Highest tolerated flat allowance in a year (Ehrenamtspauschale); 0: none at all."""
    trainer_allowance_cents: int
    """Likewise for trainers and carers (Übungsleiterpauschale)."""
    jubilee_years: int
    jubilee_allowance_rule: bool
    renewal_allowed: bool
    note: Text | None = None


class Variant(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one town does differently from a day on; None: as the state does."""

    valid_from: date
    municipality: str
    name: str
    minutes_per_year: int | None = None
    minutes_per_week: int | None = None
    min_age: int | None = None
    prior_years: int | None = None
    prior_years_young: int | None = None
    young_below_age: int | None = None
    prior_years_unbroken: bool | None = None
    validity_years: int | None = None
    place_rule: PlaceRule | None = None
    signatures: int | None = None
    juleica_waives_hours: bool | None = None
    other_grounds: tuple[Ground, ...] | None = None
    training_counts: bool | None = None
    travel_counts: bool | None = None
    on_call_counts: OnCall | None = None
    volunteer_allowance_cents: int | None = None
    trainer_allowance_cents: int | None = None
    jubilee_years: int | None = None
    jubilee_allowance_rule: bool | None = None
    renewal_allowed: bool | None = None
    note: Text | None = None


R = TypeVar("R", RuleSet, Variant)


class RuleSets(msgspec.Struct, frozen=True):
    """Every rule set of state and towns, past and announced ones included."""

    statewide: tuple[RuleSet, ...]
    municipal: tuple[Variant, ...]


class Place(msgspec.Struct, frozen=True):
    """A municipality; `participates` tells whether it gives the card, None if unknown."""

    ags: str
    name: str
    participates: bool | None = None


def effective(base: RuleSet, variant: Variant | None) -> RuleSet:
    """The statewide base with the town's differences laid over it."""
    if variant is None:
        return base
    differences = {
        name: value for name, value in msgspec.structs.asdict(variant).items() if value is not None
    }
    differences["valid_from"] = max(base.valid_from, variant.valid_from)
    return msgspec.structs.replace(base, **differences)


def in_force(rule_sets: RuleSets, place: Place | None, day: date) -> RuleSet:
    """The rules of a town (None: of the state) on a day; an application is judged by those of its submission.

    Raises NoRulesInForce.
    """
    base = _latest(rule_sets.statewide, day)
    if base is None:
        raise NoRulesInForce(day=day.isoformat())
    if place is None:
        return base
    variant = _latest((v for v in rule_sets.municipal if v.municipality == place.ags), day)
    return msgspec.structs.replace(effective(base, variant), municipality=place.ags, name=place.name)


def _latest(candidates: Iterable[R], day: date) -> R | None:
    begun = (candidate for candidate in candidates if candidate.valid_from <= day)
    return max(begun, key=lambda candidate: candidate.valid_from, default=None)


def counted_kinds(rule_set: RuleSet) -> frozenset[Kind]:
    """Which kinds of hours count towards the threshold."""
    counts = {
        Kind.WORK: True,
        Kind.TRAINING: rule_set.training_counts,
        Kind.TRAVEL: rule_set.travel_counts,
        Kind.ON_CALL: rule_set.on_call_counts is OnCall.ALL,
        Kind.ON_CALL_ACTIVE: rule_set.on_call_counts is not OnCall.NONE,
    }
    return frozenset(kind for kind, yes in counts.items() if yes)


def accepted_grounds(rule_set: RuleSet) -> frozenset[Ground]:
    """What stands in for hours."""
    juleica = {Ground.JULEICA} if rule_set.juleica_waives_hours else set()
    return frozenset(rule_set.other_grounds) | juleica


def needed_prior_years(rule_set: RuleSet, age: int | None) -> int:
    """Years of engagement before the card; who has not told the age is not taken for young."""
    young = age is not None and age < rule_set.young_below_age
    return rule_set.prior_years_young if young else rule_set.prior_years


def last_valid_day(rule_set: RuleSet, kind: CardKind, first: date) -> date | None:
    """The last day of a card that begins on `first`; None: for life."""
    if kind is CardKind.JUBILEE:
        return None
    return years_later(first, rule_set.validity_years) - ONE_DAY

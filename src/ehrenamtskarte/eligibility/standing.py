"""Which town's card somebody may have, and what its rules say: home and places of engagement compared."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import msgspec

from ehrenamtskarte.core.spans import years_later
from ehrenamtskarte.eligibility.assessment import Outcome, assess
from ehrenamtskarte.eligibility.criteria.place import right_place
from ehrenamtskarte.eligibility.criterion import Result, rank
from ehrenamtskarte.eligibility.engagement import Engagement
from ehrenamtskarte.eligibility.rules import CardKind, Place, RuleSet, RuleSets, in_force

GROWN_UP = 18


@dataclass(frozen=True)
class Standing:
    """Where somebody stands with one card; without a place no town that takes part is known yet."""

    kind: CardKind
    place: Place | None
    place_rule: Result
    """Whether the person lives or is engaged where this town wants it."""
    rule_set: RuleSet
    outcome: Outcome
    could_be_met: bool
    """Met, or met as soon as the person answers what the form asks (birth date, address, allowances)."""


def towns(engagement: Engagement, day: date) -> list[Place]:
    """The towns that may give the card: home, then where somebody is engaged most; only those that take part."""
    minutes = Counter({item.organisation.place: 0 for item in engagement.current(day)})
    for entry in engagement.hours:
        place = entry.organisation.place
        if place in minutes:
            minutes[place] += entry.minutes
    active_in = [place for place, _ in minutes.most_common()]
    return [
        place for place in dict.fromkeys([engagement.residence, *active_in]) if place and place.participates
    ]


def standings(
    rule_sets: RuleSets, engagement: Engagement, day: date, *, preferred: str | None = None
) -> dict[CardKind, Standing]:
    """For each card the town where the person stands best.

    Its rules met, its place rule met, already asked for, home before elsewhere: in this order.
    """

    def how_good(one: Standing) -> tuple[int, bool, int, bool]:
        is_preferred = one.place is not None and one.place.ags == preferred
        return rank(one.outcome.result), one.could_be_met, rank(one.place_rule), is_preferred

    places: list[Place | None] = [*towns(engagement, day)] or [None]
    found = [standing for place in places for standing in _in_town(rule_sets, engagement, day, place)]
    return {kind: max((one for one in found if one.kind is kind), key=how_good) for kind in CardKind}


def _in_town(
    rule_sets: RuleSets, engagement: Engagement, day: date, place: Place | None
) -> Iterator[Standing]:
    rule_set = in_force(rule_sets, place, day)
    assessment = assess(rule_set, engagement, day)
    place_rule = right_place(rule_set, engagement, day).result
    for kind in CardKind:
        outcome = assessment.of(kind)
        reachable = could_be_met(rule_set, outcome, engagement, day)
        yield Standing(kind, place, place_rule, rule_set, outcome, reachable)


def could_be_met(rule_set: RuleSet, outcome: Outcome, engagement: Engagement, day: date) -> bool:
    """Whether the usual answers to what the form still asks would make every criterion met.

    Usual: grown up, living in the town, no allowance.
    """
    if outcome.result is not Result.UNKNOWN:
        return outcome.result is Result.MET
    home = Place(rule_set.municipality, rule_set.name, participates=True) if rule_set.municipality else None
    age = max(GROWN_UP, rule_set.min_age, rule_set.young_below_age)
    answered = msgspec.structs.replace(
        engagement,
        birth_date=engagement.birth_date or years_later(day, -age),
        residence=engagement.residence or home,
        declared_allowances=engagement.declared_allowances or (),
    )
    return assess(rule_set, answered, day).of(outcome.kind).result is Result.MET

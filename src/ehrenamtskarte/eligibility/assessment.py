"""Does a person meet the rules on a day? Every criterion with its numbers and a sentence, for both cards."""

from collections.abc import Iterator
from datetime import date

import msgspec

from ehrenamtskarte.eligibility.criteria.age import old_enough
from ehrenamtskarte.eligibility.criteria.allowance import allowance_within_limits
from ehrenamtskarte.eligibility.criteria.hours import enough_hours
from ehrenamtskarte.eligibility.criteria.place import right_place
from ehrenamtskarte.eligibility.criteria.signatures import signed_by_enough
from ehrenamtskarte.eligibility.criteria.years import engaged_before, engaged_for_decades
from ehrenamtskarte.eligibility.criterion import Criterion, Result, all_of
from ehrenamtskarte.eligibility.engagement import Engagement
from ehrenamtskarte.eligibility.rules import CardKind, RuleSet


class Outcome(msgspec.Struct, frozen=True):
    """The answer for one kind of card."""

    kind: CardKind
    criteria: tuple[Criterion, ...]

    @property
    def result(self) -> Result:
        """Met only if every criterion is; one that fails is enough to fail."""
        return all_of(criterion.result for criterion in self.criteria)


class Assessment(msgspec.Struct, frozen=True):
    """The answer for one person, place and day."""

    day: date
    standard: Outcome
    jubilee: Outcome

    def of(self, kind: CardKind) -> Outcome:
        """The answer for this card."""
        return self.standard if kind is CardKind.STANDARD else self.jubilee


def assess(rule_set: RuleSet, engagement: Engagement, day: date) -> Assessment:
    """Hold a person's engagement against the rules of one place on one day."""
    return Assessment(
        day=day,
        standard=Outcome(CardKind.STANDARD, tuple(_standard(rule_set, engagement, day))),
        jubilee=Outcome(CardKind.JUBILEE, tuple(_jubilee(rule_set, engagement, day))),
    )


def _standard(rule_set: RuleSet, engagement: Engagement, day: date) -> Iterator[Criterion]:
    yield enough_hours(rule_set, engagement, day)
    if rule_set.prior_years:
        yield engaged_before(rule_set, engagement, day)
    if rule_set.min_age:
        yield old_enough(rule_set, engagement, day)
    yield right_place(rule_set, engagement, day)
    yield allowance_within_limits(rule_set, engagement, day)
    if rule_set.signatures > 1:
        yield signed_by_enough(rule_set, engagement, day)


def _jubilee(rule_set: RuleSet, engagement: Engagement, day: date) -> Iterator[Criterion]:
    """Only the years: the state lets all other criteria fall away, save the allowance in some towns."""
    yield engaged_for_decades(rule_set, engagement, day)
    if rule_set.jubilee_allowance_rule:
        yield allowance_within_limits(rule_set, engagement, day)

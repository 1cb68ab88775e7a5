"""What holds for everybody, whatever the numbers."""

from datetime import date, timedelta
from random import Random

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from ehrenamtskarte.eligibility.assessment import Assessment, assess
from ehrenamtskarte.eligibility.catalogue import shipped
from ehrenamtskarte.eligibility.criterion import rank
from ehrenamtskarte.eligibility.engagement import (
    Allowance,
    AllowanceKind,
    ConfirmedHours,
    Engagement,
    Proof,
    Statement,
)
from ehrenamtskarte.eligibility.rules import CardKind, Ground, Place, RuleSet, counted_kinds, in_force
from ehrenamtskarte.hours.rules import Kind
from tests.eligibility.people import CHAIR, GREVEN, KAMEN, OLPE, OSNABRUECK, TREASURER, WARSTEIN, a_club

DAY = date(2026, 11, 22)
KNOWN = shipped()
PLACES = [WARSTEIN, KAMEN, GREVEN, OLPE, OSNABRUECK]
TOWNS = [None, WARSTEIN, *(Place(v.municipality, v.name, True) for v in KNOWN.municipal)]

rule_sets = st.builds(
    in_force, st.just(KNOWN), st.sampled_from(TOWNS), st.sampled_from([date(2026, 1, 31), DAY])
)
days = st.dates(date(2000, 1, 1), date(2027, 12, 31))
clubs = st.builds(a_club, st.integers(1, 4), st.sampled_from(PLACES))
signers = st.frozensets(st.sampled_from([CHAIR, TREASURER]), min_size=1)


@st.composite
def some_hours(draw: st.DrawFn) -> ConfirmedHours:
    first = draw(st.one_of(days, st.dates(date(2025, 6, 1), DAY)))
    return ConfirmedHours(
        organisation=draw(clubs),
        kind=draw(st.sampled_from(Kind)),
        starts_on=first,
        ends_on=first + timedelta(days=draw(st.integers(0, 366))),
        minutes=draw(st.integers(1, 20_000)),
        signed_by=draw(signers),
    )


allowances = st.builds(Allowance, st.sampled_from(AllowanceKind), st.integers(0, 400_000))
statements = st.builds(
    Statement,
    organisation=clubs,
    since=st.dates(date(1970, 1, 1), DAY),
    stated_on=st.dates(date(2025, 1, 1), DAY),
    weekly_minutes=st.none() | st.integers(1, 400),
    allowance=st.none() | allowances,
    signed_by=signers,
)
engagements = st.builds(
    Engagement,
    birth_date=st.none() | st.dates(date(1940, 1, 1), date(2012, 12, 31)),
    residence=st.none() | st.sampled_from(PLACES),
    hours=st.lists(some_hours(), max_size=6).map(tuple),
    statements=st.lists(statements, max_size=3).map(tuple),
    declared_allowances=st.none() | st.lists(allowances, max_size=2).map(tuple),
    proofs=st.lists(st.builds(Proof, st.sampled_from(Ground), st.just("1"), st.just(DAY)), max_size=1).map(
        tuple
    ),
)


def at_least_as_good(after: Assessment, before: Assessment) -> bool:
    return all(rank(after.of(kind).result) >= rank(before.of(kind).result) for kind in CardKind)


def hours_have(rule_set: RuleSet, engagement: Engagement) -> int:
    only_hours = msgspec.structs.replace(engagement, statements=(), proofs=())
    return assess(rule_set, only_hours, DAY).standard.criteria[0].have or 0


def known_to_be_active(engagement: Engagement) -> bool:
    """Where nothing is known of the place, the first known one may turn out to be elsewhere."""
    return bool(engagement.current(DAY))


@settings(max_examples=300)
@given(rule_sets, engagements.filter(known_to_be_active), some_hours())
def test_more_confirmed_hours_never_make_somebody_less_eligible(
    rule_set: RuleSet, engagement: Engagement, more: ConfirmedHours
) -> None:
    richer = msgspec.structs.replace(engagement, hours=(*engagement.hours, more))

    assert at_least_as_good(assess(rule_set, richer, DAY), assess(rule_set, engagement, DAY))
    assert hours_have(rule_set, richer) >= hours_have(rule_set, engagement)


@given(rule_sets, engagements.filter(lambda e: bool(e.hours)), st.integers(1, 10_000))
def test_longer_hours_never_hurt(rule_set: RuleSet, engagement: Engagement, minutes: int) -> None:
    first, *rest = engagement.hours
    longer = msgspec.structs.replace(first, minutes=first.minutes + minutes)
    richer = msgspec.structs.replace(engagement, hours=(longer, *rest))

    assert at_least_as_good(assess(rule_set, richer, DAY), assess(rule_set, engagement, DAY))


@given(rule_sets, engagements.filter(known_to_be_active), some_hours())
def test_the_hours_of_an_unrelated_organisation_never_hurt(
    rule_set: RuleSet, engagement: Engagement, hours: ConfirmedHours
) -> None:
    unrelated = msgspec.structs.replace(hours, organisation=a_club(99, OSNABRUECK))
    richer = msgspec.structs.replace(engagement, hours=(*engagement.hours, unrelated))

    assert at_least_as_good(assess(rule_set, richer, DAY), assess(rule_set, engagement, DAY))


@given(rule_sets, engagements, st.randoms(use_true_random=False))
def test_the_order_of_entries_does_not_matter(
    rule_set: RuleSet, engagement: Engagement, random: Random
) -> None:
    shuffled = msgspec.structs.replace(
        engagement,
        hours=tuple(random.sample(engagement.hours, len(engagement.hours))),
        statements=tuple(random.sample(engagement.statements, len(engagement.statements))),
    )

    assert assess(rule_set, shuffled, DAY) == assess(rule_set, engagement, DAY)


@given(rule_sets, engagements, some_hours())
def test_time_that_does_not_count_never_raises_the_hours(
    rule_set: RuleSet, engagement: Engagement, hours: ConfirmedHours
) -> None:
    uncounted = min(set(Kind) - counted_kinds(rule_set))
    idle = msgspec.structs.replace(hours, kind=uncounted)
    longer = msgspec.structs.replace(engagement, hours=(*engagement.hours, idle))

    assert hours_have(rule_set, longer) == hours_have(rule_set, engagement)


@given(rule_sets, engagements)
def test_every_criterion_speaks_both_languages(rule_set: RuleSet, engagement: Engagement) -> None:
    assessment = assess(rule_set, engagement, DAY)
    criteria = (*assessment.standard.criteria, *assessment.jubilee.criteria)
    texts = [text for c in criteria for both in (c.title, c.sentence) for text in (both.de, both.en)]

    assert all(text and "{" not in text and "None" not in text and text == text.strip() for text in texts)

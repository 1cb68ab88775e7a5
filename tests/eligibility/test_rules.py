"""The rules of all towns we know, and how they overlay the state's."""

from datetime import date

import msgspec
import pytest

from ehrenamtskarte.eligibility.catalogue import parse, shipped
from ehrenamtskarte.eligibility.rules import (
    CardKind,
    Ground,
    NoRulesInForce,
    Place,
    RuleSet,
    RuleSets,
    Variant,
    accepted_grounds,
    counted_kinds,
    in_force,
    last_valid_day,
    needed_prior_years,
)
from ehrenamtskarte.hours.rules import Kind

OLD_RULES, NEW_RULES = date(2026, 1, 31), date(2026, 2, 1)
WARSTEIN = Place("05974044", "Warstein")
W, T, R, P, A = Kind.WORK, Kind.TRAINING, Kind.TRAVEL, Kind.ON_CALL, Kind.ON_CALL_ACTIVE

ACTIVE, LIVES, EITHER = "active_here", "lives_here", "either"
GREVENS = "lives_here_or_home_not_participating"
HAGENS = "active_here_or_resident_active_in_state"

TOWNS = [
    # name, AGS, age, years, years of the young (below), valid, place, signatures, Juleica, counted, renewal
    ("Köln", "05315000", 0, 1, None, 2, ACTIVE, 1, False, {W, T}, True),
    ("Düsseldorf", "05111000", 0, 1, None, 2, ACTIVE, 1, False, {W, T}, True),
    ("Siegburg", "05382060", 16, 2, None, 2, ACTIVE, 1, False, {W, T}, True),
    ("Kamen", "05978020", 16, 2, (1, 18), 2, EITHER, 1, True, {W, T, R, A}, True),
    ("Xanten", "05170052", 0, 2, (1, 18), 2, EITHER, 2, False, {W, T}, True),
    ("Greven", "05566012", 0, 1, None, 2, GREVENS, 1, True, {W, T}, True),
    ("Heiligenhaus", "05158012", 0, 2, None, 3, EITHER, 1, False, {W, T}, True),
    ("Netphen", "05970032", 0, 3, None, 3, EITHER, 1, False, {W, T}, True),
    ("Kirchhundem", "05966016", 0, 3, None, 3, EITHER, 1, False, {W, T}, False),
    ("Kamp-Lintfort", "05170020", 16, 1, None, 2, ACTIVE, 1, True, {W, T}, True),
    ("Hagen", "05914000", 0, 2, (1, 20), 2, HAGENS, 1, False, {W, T}, True),
    ("Erftstadt", "05362020", 16, 2, None, 2, EITHER, 1, False, {W}, True),
    ("Neunkirchen-Seelscheid", "05382040", 16, 2, None, 2, ACTIVE, 1, False, {W, T}, True),
    ("Wickede (Ruhr)", "05974056", 16, 2, None, 2, ACTIVE, 2, False, {W, T}, True),
    ("Recklinghausen", "05562032", 0, 2, None, 2, LIVES, 1, False, {W, T}, True),
    ("Leverkusen", "05316000", 0, 2, None, 2, ACTIVE, 1, False, {W, T}, True),
]


@pytest.fixture(scope="module")
def known() -> RuleSets:
    return shipped()


def rules_of(rule_sets: RuleSets, ags: str, day: date = NEW_RULES) -> RuleSet:
    return in_force(rule_sets, Place(ags, "der Ort"), day)


@pytest.mark.parametrize("town", TOWNS, ids=lambda town: town[0])
def test_each_town_has_its_own_rules(known: RuleSets, town: tuple[object, ...]) -> None:
    name, ags, age, years, young, valid, place, signatures, juleica, counted, renewal = town

    rules = rules_of(known, str(ags))

    assert {v.name for v in known.municipal if v.municipality == ags} == {name}
    assert (rules.min_age, rules.prior_years, rules.validity_years) == (age, years, valid)
    assert (rules.prior_years_young, rules.young_below_age) == (young or (0, 0))
    assert (rules.place_rule, rules.signatures, rules.renewal_allowed) == (place, signatures, renewal)
    assert (Ground.JULEICA in accepted_grounds(rules)) is juleica
    assert counted_kinds(rules) == counted


@pytest.mark.parametrize("town", TOWNS, ids=lambda town: town[0])
def test_every_town_follows_the_state_where_it_says_nothing(
    known: RuleSets, town: tuple[object, ...]
) -> None:
    before, after = (rules_of(known, str(town[1]), day) for day in (OLD_RULES, NEW_RULES))

    assert (before.minutes_per_year, before.minutes_per_week) == (250 * 60, 5 * 60)
    assert (after.minutes_per_year, after.minutes_per_week) == (200 * 60, 4 * 60)
    assert (before.volunteer_allowance_cents, before.trainer_allowance_cents) == (0, 0)
    assert (after.volunteer_allowance_cents, after.trainer_allowance_cents) == (960_00, 3_300_00)
    assert (after.jubilee_years, after.jubilee_allowance_rule) == (25, False)


def test_only_kamp_lintfort_wants_unbroken_years(known: RuleSets) -> None:
    assert [v.name for v in known.municipal if v.prior_years_unbroken] == ["Kamp-Lintfort"]


def test_the_allowance_rule_of_the_jubilee_card_differs_by_town(known: RuleSets) -> None:
    assert rules_of(known, "05566084").jubilee_allowance_rule  # Steinfurt
    assert not rules_of(known, "05513000").jubilee_allowance_rule  # Gelsenkirchen


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2008, 1, 1), 250), (OLD_RULES, 250), (NEW_RULES, 200), (date(2030, 1, 1), 200)]
)
def test_the_state_lowered_its_threshold_on_1_february_2026(known: RuleSets, day: date, hours: int) -> None:
    rules = in_force(known, None, day)

    assert rules.minutes_per_year == hours * 60
    assert rules.municipality is None
    assert (rules.min_age, rules.prior_years, rules.validity_years, rules.signatures) == (0, 0, 2, 1)
    assert counted_kinds(rules) == {W, T}
    assert accepted_grounds(rules) == set()


def test_before_the_card_there_were_no_rules(known: RuleSets) -> None:
    with pytest.raises(NoRulesInForce, match="2007-12-31"):
        in_force(known, None, date(2007, 12, 31))


@pytest.mark.parametrize(
    ("day", "years", "signatures"),
    [
        (date(2008, 12, 31), 2, 1),
        (date(2009, 1, 1), 3, 2),
        (date(2014, 12, 31), 3, 2),
        (date(2015, 1, 1), 2, 2),
    ],
)
def test_arnsberg_changed_its_rules(known: RuleSets, day: date, years: int, signatures: int) -> None:
    rules = rules_of(known, "05958004", day)

    assert (rules.validity_years, rules.signatures) == (years, signatures)


def test_a_town_without_a_variant_has_the_state_s_rules_under_its_own_name(known: RuleSets) -> None:
    rules = in_force(known, WARSTEIN, NEW_RULES)

    own = msgspec.structs.replace(rules, municipality=None, name="")
    assert own == in_force(known, None, NEW_RULES)
    assert (rules.municipality, rules.name) == ("05974044", "Warstein")


def test_rules_hold_since_the_later_of_state_and_town(known: RuleSets) -> None:
    assert rules_of(known, "05958004", OLD_RULES).valid_from == date(2015, 1, 1)
    assert rules_of(known, "05958004", NEW_RULES).valid_from == NEW_RULES


def test_a_variant_can_say_everything_a_rule_set_says() -> None:
    names = [{field.name for field in msgspec.structs.fields(kind)} for kind in (RuleSet, Variant)]

    assert names[0] == names[1]


def test_a_no_of_the_town_beats_a_yes_of_the_state() -> None:
    header = "ags,valid_from,municipality,training_counts"
    towns = parse(f"{header}\n05362020,2026-01-01,Erftstadt,no\n").municipal
    rules = in_force(RuleSets(shipped().statewide, towns), Place("05362020", "Erftstadt"), NEW_RULES)

    assert rules.training_counts is False


def test_a_town_can_take_other_grounds_instead_of_hours() -> None:
    header = "ags,valid_from,municipality,juleica_waives_hours,other_grounds"
    towns = parse(f"{header}\n05974044,2026-01-01,Warstein,yes,fire_and_rescue reservist\n").municipal
    rules = in_force(RuleSets(shipped().statewide, towns), WARSTEIN, NEW_RULES)

    assert accepted_grounds(rules) == {Ground.JULEICA, Ground.FIRE_AND_RESCUE, Ground.RESERVIST}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("ags,valid_from,hours_per_year\n,2026-01-01,200\n", "missing required field"),
        ("ags,valid_from,municipality,min_age\n05974044,2026-01-01,Warstein,old\n", "min_age"),
        ("ags,valid_from,municipality,place_rule\n05974044,2026-01-01,Warstein,nearby\n", "place_rule"),
        ("ags,valid_from,municipality,colour\n05974044,2026-01-01,Warstein,blue\n", "unknown field `colour`"),
    ],
)
def test_a_row_that_is_no_rule_set_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=complaint):
        parse(text)


@pytest.mark.parametrize(
    ("ags", "age", "years"),
    [
        ("05978020", 17, 1),
        ("05978020", 18, 2),
        ("05978020", None, 2),
        ("05914000", 19, 1),
        ("05914000", 20, 2),
        ("05970032", 15, 3),
    ],
)
def test_the_young_need_fewer_years_in_some_towns(
    known: RuleSets, ags: str, age: int | None, years: int
) -> None:
    assert needed_prior_years(rules_of(known, ags), age) == years


@pytest.mark.parametrize(
    ("ags", "first", "last"),
    [
        ("05111000", date(2026, 3, 15), date(2028, 3, 14)),
        ("05158012", date(2026, 3, 15), date(2029, 3, 14)),
        ("05111000", date(2026, 3, 1), date(2028, 2, 29)),
        ("05111000", date(2028, 2, 29), date(2030, 2, 28)),
        ("05111000", date(2026, 1, 1), date(2027, 12, 31)),
    ],
)
def test_a_card_holds_whole_years(known: RuleSets, ags: str, first: date, last: date) -> None:
    assert last_valid_day(rules_of(known, ags), CardKind.STANDARD, first) == last


def test_a_jubilee_card_holds_for_life(known: RuleSets) -> None:
    assert last_valid_day(rules_of(known, "05111000"), CardKind.JUBILEE, NEW_RULES) is None

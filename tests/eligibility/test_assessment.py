"""Who meets the rules: every town and every border."""

from datetime import date, timedelta

import msgspec
import pytest

from ehrenamtskarte.core.spans import years_later
from ehrenamtskarte.eligibility.assessment import assess
from ehrenamtskarte.eligibility.catalogue import shipped
from ehrenamtskarte.eligibility.criterion import Criterion
from ehrenamtskarte.eligibility.engagement import Allowance, AllowanceKind, Engagement, Proof
from ehrenamtskarte.eligibility.rules import (
    CardKind,
    Ground,
    OnCall,
    Place,
    RuleSet,
    Variant,
    effective,
    in_force,
    needed_prior_years,
)
from ehrenamtskarte.hours.rules import Kind
from tests.eligibility.people import (
    CHAIR,
    GREVEN,
    HAGEN,
    KAMEN,
    NO_ALLOWANCE,
    OLPE,
    OSNABRUECK,
    TREASURER,
    WARSTEIN,
    a_club,
    a_statement,
    with_hours,
    work,
)

DAY = date(2026, 11, 22)
YEAR_BEGINS = date(2025, 11, 23)
KNOWN = shipped()
STATE = in_force(KNOWN, None, DAY)
OLD_STATE = in_force(KNOWN, None, date(2026, 1, 31))
TOWNS = [
    Place(v.municipality, v.name, True)
    for v in KNOWN.municipal
    if v.name not in {"Steinfurt", "Gelsenkirchen"}
]
EVERY_RULE_SET = [OLD_STATE, STATE, *{town.ags: in_force(KNOWN, town, DAY) for town in TOWNS}.values()]
MET, UNKNOWN, NOT_MET = "met", "unknown", "not_met"


def rules(**differences: object) -> RuleSet:
    return msgspec.structs.replace(STATE, **differences)


def rules_of(place: Place) -> RuleSet:
    return in_force(KNOWN, place, DAY)


def criterion(rule_set: RuleSet, engagement: Engagement, code: str, day: date = DAY) -> Criterion:
    both = assess(rule_set, engagement, day)
    [found] = [c for c in (*both.standard.criteria, *both.jubilee.criteria) if c.code == code]
    return found


def result_of(rule_set: RuleSet, engagement: Engagement, code: str, day: date = DAY) -> str:
    return criterion(rule_set, engagement, code, day).result


def just_enough(rule_set: RuleSet) -> Engagement:
    """Somebody who meets every rule and has nothing to spare."""
    place = Place(rule_set.municipality or WARSTEIN.ags, "Ort", True)
    club = a_club(place=place)
    birth_date = years_later(DAY, -(rule_set.min_age or 30))
    years = needed_prior_years(rule_set, rule_set.min_age or 30)
    signers = frozenset([CHAIR, TREASURER][: rule_set.signatures])
    return Engagement(
        birth_date=birth_date,
        residence=place,
        hours=(work(rule_set.minutes_per_year, DAY, club=club, signed_by=signers),),
        statements=(a_statement(years_later(DAY, -max(years, 1)), DAY, club=club),),
    )


def changed(engagement: Engagement, **differences: object) -> Engagement:
    return msgspec.structs.replace(engagement, **differences)


def with_club_in(place: Place | None) -> Engagement:
    return with_hours(work(60, DAY, club=a_club(place=place)))


every_rule_set = pytest.mark.parametrize(
    "rule_set", EVERY_RULE_SET, ids=lambda r: r.name or str(r.valid_from)
)


class TestEveryTown:
    @every_rule_set
    def test_just_enough_is_enough(self, rule_set: RuleSet) -> None:
        assert assess(rule_set, just_enough(rule_set), DAY).standard.result == MET

    @every_rule_set
    def test_a_minute_short_is_not_enough(self, rule_set: RuleSet) -> None:
        enough = just_enough(rule_set)
        [entry] = enough.hours
        short = changed(enough, hours=(msgspec.structs.replace(entry, minutes=entry.minutes - 1),))

        assert assess(rule_set, short, DAY).standard.result == NOT_MET
        assert result_of(rule_set, short, "hours") == NOT_MET

    @every_rule_set
    def test_the_year_must_be_full(self, rule_set: RuleSet) -> None:
        enough = just_enough(rule_set)
        [statement] = enough.statements
        late = msgspec.structs.replace(statement, since=statement.since + timedelta(days=1))
        expected = NOT_MET if rule_set.prior_years else MET

        assert assess(rule_set, changed(enough, statements=(late,)), DAY).standard.result == expected

    @every_rule_set
    def test_the_birthday_must_have_come(self, rule_set: RuleSet) -> None:
        enough = just_enough(rule_set)
        assert enough.birth_date is not None
        younger = changed(enough, birth_date=enough.birth_date + timedelta(days=1))
        expected = NOT_MET if rule_set.min_age else MET

        assert assess(rule_set, younger, DAY).standard.result == expected

    @every_rule_set
    def test_a_missing_birth_date_is_asked_for(self, rule_set: RuleSet) -> None:
        nobody_knows = changed(just_enough(rule_set), birth_date=None)
        expected = UNKNOWN if rule_set.min_age else MET

        assert assess(rule_set, nobody_knows, DAY).standard.result == expected

    @every_rule_set
    def test_one_signature_is_not_two(self, rule_set: RuleSet) -> None:
        enough = just_enough(rule_set)
        [entry] = enough.hours
        one = changed(enough, hours=(msgspec.structs.replace(entry, signed_by=frozenset({CHAIR})),))
        expected = UNKNOWN if rule_set.signatures == 2 else MET

        assert assess(rule_set, one, DAY).standard.result == expected

    @every_rule_set
    def test_somebody_from_elsewhere_is_sent_elsewhere(self, rule_set: RuleSet) -> None:
        elsewhere = Place("03404000", "Osnabrück", True)
        enough = just_enough(rule_set)
        club = a_club(place=elsewhere)
        stranger = changed(
            enough,
            residence=elsewhere,
            hours=tuple(msgspec.structs.replace(entry, organisation=club) for entry in enough.hours),
            statements=tuple(msgspec.structs.replace(s, organisation=club) for s in enough.statements),
        )

        assert result_of(rule_set, stranger, "place") == NOT_MET
        assert assess(rule_set, stranger, DAY).standard.result == NOT_MET

    @every_rule_set
    def test_a_stranger_of_whom_nothing_is_known_has_no_card(self, rule_set: RuleSet) -> None:
        assessment = assess(rule_set, Engagement(), DAY)

        assert assessment.standard.result == NOT_MET
        assert assessment.jubilee.result == UNKNOWN
        assert assessment.of(CardKind.STANDARD) == assessment.standard
        assert assessment.of(CardKind.JUBILEE) == assessment.jubilee


class TestHours:
    @pytest.mark.parametrize(
        ("day", "hours", "expected"),
        [
            (date(2026, 1, 31), 249, NOT_MET),
            (date(2026, 1, 31), 250, MET),
            (date(2026, 2, 1), 199, NOT_MET),
            (date(2026, 2, 1), 200, MET),
        ],
    )
    def test_the_rules_of_the_day_decide(self, day: date, hours: int, expected: str) -> None:
        engagement = with_hours(work(hours * 60, date(2025, 6, 1)))

        assert result_of(in_force(KNOWN, WARSTEIN, day), engagement, "hours", day) == expected

    @pytest.mark.parametrize(
        ("worked_on", "minutes"),
        [
            (DAY + timedelta(days=1), 0),
            (DAY, 90),
            (YEAR_BEGINS, 90),
            (
                date(2025, 1, 1),
                90,
            ),  # the day before the last twelve months is still in the last calendar year
            (date(2024, 12, 31), 0),
        ],
    )
    def test_only_recent_hours_count(self, worked_on: date, minutes: int) -> None:
        assert criterion(STATE, with_hours(work(90, worked_on)), "hours").have == minutes

    def test_the_two_years_are_alternatives_and_the_better_one_counts(self) -> None:
        this_year = work(100 * 60, date(2026, 3, 1))
        last_spring = work(120 * 60, date(2025, 3, 1))
        both = criterion(STATE, with_hours(this_year, last_spring), "hours")

        assert (both.have, both.starts_on, both.ends_on) == (120 * 60, date(2025, 1, 1), date(2025, 12, 31))

    def test_a_draw_goes_to_the_last_twelve_months(self) -> None:
        either = criterion(STATE, with_hours(work(60, date(2025, 12, 1))), "hours")

        assert (either.starts_on, either.ends_on) == (YEAR_BEGINS, DAY)

    @pytest.mark.parametrize(
        ("day", "begins"),
        [
            (date(2028, 2, 28), date(2027, 3, 1)),
            (date(2028, 2, 29), date(2027, 3, 1)),
            (date(2028, 3, 1), date(2027, 3, 2)),
            (date(2029, 2, 28), date(2028, 2, 29)),
        ],
    )
    def test_a_leap_day_belongs_to_a_year_like_any_other(self, day: date, begins: date) -> None:
        found = criterion(STATE, with_hours(work(60, day)), "hours", day)

        assert (found.starts_on, found.ends_on, found.have) == (begins, day, 60)

    def test_hours_of_several_organisations_add_up(self) -> None:
        engagement = with_hours(work(6000, DAY, club=a_club(1)), work(6000, DAY, club=a_club(2, OLPE)))

        assert result_of(STATE, engagement, "hours") == MET

    @pytest.mark.parametrize(
        ("first", "last", "minutes"),
        [
            (date(2025, 11, 1), date(2025, 11, 30), 600),  # whole in the last calendar year
            (date(2026, 11, 1), date(2026, 11, 30), 440),  # 22 of 30 days are over
            (date(2026, 11, 22), date(2026, 11, 28), 86),  # 600 / 7 rounded up
            (date(2024, 12, 1), date(2025, 1, 30), 296),  # 30 of 61 days, rounded up
        ],
    )
    def test_of_a_period_only_the_days_inside_count(self, first: date, last: date, minutes: int) -> None:
        assert criterion(STATE, with_hours(work(600, first, last)), "hours").have == minutes

    @pytest.mark.parametrize(
        ("place", "kind", "counts"),
        [
            (WARSTEIN, Kind.WORK, True),
            (WARSTEIN, Kind.TRAINING, True),
            (WARSTEIN, Kind.TRAVEL, False),
            (WARSTEIN, Kind.ON_CALL, False),
            (WARSTEIN, Kind.ON_CALL_ACTIVE, False),
            (KAMEN, Kind.TRAVEL, True),
            (KAMEN, Kind.ON_CALL, False),
            (KAMEN, Kind.ON_CALL_ACTIVE, True),
            (Place("05362020", "Erftstadt"), Kind.TRAINING, False),
            (Place("05315000", "Köln"), Kind.TRAINING, True),
        ],
        ids=lambda value: getattr(value, "name", str(value)),
    )
    def test_what_counts_is_the_town_s_business(self, place: Place, kind: Kind, counts: bool) -> None:
        found = criterion(rules_of(place), with_hours(work(60, DAY, kind=kind)), "hours")

        assert found.have == (60 if counts else 0)

    def test_a_town_may_count_all_on_call_time(self) -> None:
        generous = rules(on_call_counts=OnCall.ALL)
        engagement = with_hours(work(60, DAY, kind=Kind.ON_CALL), work(60, DAY, kind=Kind.ON_CALL_ACTIVE))

        assert criterion(generous, engagement, "hours").have == 120


class TestHoursAWeek:
    @pytest.mark.parametrize(
        ("rule_set", "minutes", "expected"),
        [(STATE, 239, NOT_MET), (STATE, 240, MET), (OLD_STATE, 299, NOT_MET), (OLD_STATE, 300, MET)],
    )
    def test_a_statement_of_enough_hours_a_week_is_enough(
        self, rule_set: RuleSet, minutes: int, expected: str
    ) -> None:
        stated = Engagement(statements=(a_statement(date(2026, 1, 1), DAY, weekly_minutes=minutes),))

        assert result_of(rule_set, stated, "hours") == expected

    @pytest.mark.parametrize(
        ("since", "stated_on", "until", "expected"),
        [
            (DAY, DAY, None, MET),
            (DAY + timedelta(days=1), DAY, None, NOT_MET),
            (date(2020, 1, 1), DAY, DAY, MET),
            (date(2020, 1, 1), DAY, DAY - timedelta(days=1), NOT_MET),
            (date(2020, 1, 1), date(2025, 11, 22), None, MET),
            (date(2020, 1, 1), date(2025, 11, 21), None, NOT_MET),
        ],
    )
    def test_it_must_still_hold(
        self, since: date, stated_on: date, until: date | None, expected: str
    ) -> None:
        statement = a_statement(since, stated_on, until=until, weekly_minutes=240)

        assert result_of(STATE, Engagement(statements=(statement,)), "hours") == expected

    def test_several_organisations_add_up(self) -> None:
        two = tuple(a_statement(DAY, DAY, club=a_club(n), weekly_minutes=120) for n in (1, 2))

        assert result_of(STATE, Engagement(statements=two), "hours") == MET

    def test_saying_it_twice_does_not_make_it_more(self) -> None:
        twice = tuple(a_statement(since, DAY, weekly_minutes=120) for since in (DAY, date(2026, 1, 1)))

        assert result_of(STATE, Engagement(statements=twice), "hours") == NOT_MET

    def test_enough_hours_in_a_year_come_first(self) -> None:
        both = changed(with_hours(work(12_000, DAY)), statements=(a_statement(DAY, DAY, weekly_minutes=300),))

        assert criterion(STATE, both, "hours").basis == "hours_in_a_year"


class TestSomethingInstead:
    @pytest.mark.parametrize(
        ("number", "valid_until", "expected"),
        [
            ("123", DAY, MET),
            ("123", DAY - timedelta(days=1), NOT_MET),
            ("123", None, UNKNOWN),
            ("", DAY, UNKNOWN),
        ],
    )
    def test_a_juleica_must_be_valid(self, number: str, valid_until: date | None, expected: str) -> None:
        holder = Engagement(proofs=(Proof(Ground.JULEICA, number, valid_until),))

        assert result_of(rules_of(GREVEN), holder, "hours") == expected

    def test_a_juleica_replaces_nothing_where_the_town_does_not_say_so(self) -> None:
        holder = Engagement(proofs=(Proof(Ground.JULEICA, "123", DAY),))

        assert criterion(rules_of(WARSTEIN), holder, "hours").basis == "hours_in_a_year"

    def test_an_expired_juleica_does_not_hide_the_hours(self) -> None:
        expired = Engagement(proofs=(Proof(Ground.JULEICA, "123", date(2020, 1, 1)),))

        assert criterion(rules_of(GREVEN), expired, "hours").basis == "hours_in_a_year"

    def test_the_best_proof_counts(self) -> None:
        holder = Engagement(
            proofs=(
                Proof(Ground.JULEICA, "1", date(2020, 1, 1)),
                Proof(Ground.JULEICA, "2", date(2030, 1, 1)),
            )
        )

        assert result_of(rules_of(GREVEN), holder, "hours") == MET

    def test_basic_training_counts_where_the_rules_say_so(self) -> None:
        trained = Engagement(proofs=(Proof(Ground.FIRE_AND_RESCUE),))

        assert result_of(rules(other_grounds=(Ground.FIRE_AND_RESCUE,)), trained, "hours") == MET
        assert result_of(STATE, trained, "hours") == NOT_MET


class TestYearsBefore:
    TWO_YEARS = rules(prior_years=2)

    @pytest.mark.parametrize(
        ("since", "day", "expected"),
        [
            (date(2024, 11, 22), DAY, MET),
            (date(2024, 11, 23), DAY, NOT_MET),
            (date(2024, 2, 29), date(2026, 2, 28), NOT_MET),
            (date(2024, 2, 29), date(2026, 3, 1), MET),
            (date(2026, 2, 28), date(2028, 2, 28), MET),
        ],
    )
    def test_the_years_must_be_over(self, since: date, day: date, expected: str) -> None:
        stated = Engagement(statements=(a_statement(since, day),))

        assert result_of(self.TWO_YEARS, stated, "prior_years", day) == expected

    def test_confirmed_hours_are_proof_too(self) -> None:
        assert result_of(self.TWO_YEARS, with_hours(work(60, date(2024, 11, 22))), "prior_years") == MET

    def test_work_after_the_day_proves_nothing(self) -> None:
        later = with_hours(work(60, DAY + timedelta(days=1)))

        assert criterion(self.TWO_YEARS, later, "prior_years").starts_on is None

    def test_as_long_as_no_organisation_said_since_when_it_can_be_asked(self) -> None:
        recent = with_hours(work(60, date(2026, 6, 1)))
        stated = changed(recent, statements=(a_statement(date(2026, 5, 1), DAY),))
        second_club = changed(stated, hours=(*stated.hours, work(60, DAY, club=a_club(2))))

        assert result_of(self.TWO_YEARS, recent, "prior_years") == UNKNOWN
        assert result_of(self.TWO_YEARS, stated, "prior_years") == NOT_MET
        assert result_of(self.TWO_YEARS, second_club, "prior_years") == UNKNOWN

    @pytest.mark.parametrize(
        ("birth_date", "expected"),
        [(date(2008, 11, 23), MET), (date(2008, 11, 22), NOT_MET), (None, UNKNOWN)],
        ids=["17", "18 today", "not known"],
    )
    def test_in_kamen_one_year_will_do_below_18(self, birth_date: date | None, expected: str) -> None:
        one_year = Engagement(birth_date=birth_date, statements=(a_statement(date(2025, 11, 22), DAY),))

        assert result_of(rules_of(KAMEN), one_year, "prior_years") == expected

    def test_breaks_do_no_harm(self) -> None:
        long_ago = Engagement(statements=(a_statement(date(2010, 1, 1), DAY, until=date(2010, 12, 31)),))

        assert result_of(self.TWO_YEARS, long_ago, "prior_years") == MET

    @pytest.mark.parametrize(
        ("resumed", "expected"),
        [(date(2026, 4, 3), MET), (date(2026, 4, 4), UNKNOWN)],
        ids=["summer off", "a break"],
    )
    def test_where_the_year_must_be_unbroken_they_do(self, resumed: date, expected: str) -> None:
        unbroken = rules(prior_years=1, prior_years_unbroken=True)
        engagement = with_hours(
            work(60, date(2025, 11, 1), date(2025, 12, 31)), work(60, resumed, DAY - timedelta(days=10))
        )

        assert result_of(unbroken, engagement, "prior_years") == expected

    def test_unbroken_means_up_to_now(self) -> None:
        unbroken = rules(prior_years=1, prior_years_unbroken=True)
        ended = with_hours(work(60, date(2024, 1, 1), DAY - timedelta(days=93)))

        assert result_of(unbroken, ended, "prior_years") == UNKNOWN


class TestAge:
    @pytest.mark.parametrize(
        ("birth_date", "day", "expected"),
        [
            (date(2010, 11, 22), DAY, MET),
            (date(2010, 11, 23), DAY, NOT_MET),
            (date(2008, 2, 29), date(2024, 2, 29), MET),
            (date(2008, 2, 29), date(2024, 2, 28), NOT_MET),
            (date(2012, 2, 29), date(2028, 2, 29), MET),
            (date(2013, 3, 1), date(2029, 2, 28), NOT_MET),
            (None, DAY, UNKNOWN),
        ],
    )
    def test_it_is_reached_on_the_birthday(self, birth_date: date | None, day: date, expected: str) -> None:
        assert result_of(rules(min_age=16), Engagement(birth_date=birth_date), "age", day) == expected

    @pytest.mark.parametrize(("day", "expected"), [(date(2025, 2, 28), NOT_MET), (date(2025, 3, 1), MET)])
    def test_born_on_a_leap_day_one_is_older_on_1_march(self, day: date, expected: str) -> None:
        born = Engagement(birth_date=date(2008, 2, 29))

        assert result_of(rules(min_age=17), born, "age", day) == expected


class TestPlace:
    @pytest.mark.parametrize(
        ("rule", "home", "club_in", "expected"),
        [
            ("lives_here", GREVEN, KAMEN, MET),
            ("lives_here", KAMEN, GREVEN, NOT_MET),
            ("lives_here", None, GREVEN, UNKNOWN),
            ("active_here", KAMEN, GREVEN, MET),
            ("active_here", GREVEN, KAMEN, NOT_MET),
            ("active_here", GREVEN, None, UNKNOWN),
            ("either", GREVEN, KAMEN, MET),
            ("either", KAMEN, GREVEN, MET),
            ("either", KAMEN, KAMEN, NOT_MET),
            ("either", None, KAMEN, UNKNOWN),
            ("either", None, GREVEN, MET),
            ("lives_here_or_home_not_participating", GREVEN, KAMEN, MET),
            ("lives_here_or_home_not_participating", KAMEN, GREVEN, NOT_MET),
            ("lives_here_or_home_not_participating", OLPE, GREVEN, MET),
            ("lives_here_or_home_not_participating", OLPE, KAMEN, NOT_MET),
            ("lives_here_or_home_not_participating", OLPE, None, UNKNOWN),
            ("lives_here_or_home_not_participating", OSNABRUECK, GREVEN, UNKNOWN),
            ("lives_here_or_home_not_participating", None, GREVEN, UNKNOWN),
            ("active_here_or_resident_active_in_state", KAMEN, GREVEN, MET),
            ("active_here_or_resident_active_in_state", GREVEN, KAMEN, MET),
            ("active_here_or_resident_active_in_state", GREVEN, OSNABRUECK, NOT_MET),
            ("active_here_or_resident_active_in_state", KAMEN, HAGEN, NOT_MET),
            ("active_here_or_resident_active_in_state", None, KAMEN, UNKNOWN),
        ],
        ids=lambda value: getattr(value, "name", str(value)),
    )
    def test_what_ties_somebody_to_greven(
        self, rule: str, home: Place | None, club_in: Place | None, expected: str
    ) -> None:
        rule_set = rules(place_rule=rule, municipality=GREVEN.ags, name="Greven")
        engagement = changed(with_club_in(club_in), residence=home)

        assert result_of(rule_set, engagement, "place") == expected

    def test_for_the_state_all_its_towns_are_here(self) -> None:
        assert result_of(STATE, changed(with_club_in(KAMEN), residence=OSNABRUECK), "place") == MET
        assert result_of(STATE, changed(with_club_in(OSNABRUECK), residence=OSNABRUECK), "place") == NOT_MET

    def test_who_stopped_long_ago_is_no_longer_active_here(self) -> None:
        long_ago = with_hours(work(60, date(2024, 12, 31), club=a_club(place=GREVEN)))
        rule_set = rules(place_rule="active_here", municipality=GREVEN.ags)

        assert result_of(rule_set, long_ago, "place") == UNKNOWN


class TestAllowance:
    @pytest.mark.parametrize(
        ("kind", "cents", "before", "now"),
        [
            (AllowanceKind.NONE, 0, MET, MET),
            (AllowanceKind.REIMBURSEMENT, 900_000, MET, MET),
            (AllowanceKind.VOLUNTEER, 1, NOT_MET, MET),
            (AllowanceKind.VOLUNTEER, 96_000, NOT_MET, MET),
            (AllowanceKind.VOLUNTEER, 96_001, NOT_MET, NOT_MET),
            (AllowanceKind.TRAINER, 330_000, NOT_MET, MET),
            (AllowanceKind.TRAINER, 330_001, NOT_MET, NOT_MET),
        ],
    )
    def test_the_limits_came_in_2026(self, kind: AllowanceKind, cents: int, before: str, now: str) -> None:
        declared = Engagement(declared_allowances=(Allowance(kind, cents),))

        assert result_of(OLD_STATE, declared, "allowance") == before
        assert result_of(STATE, declared, "allowance") == now

    def test_two_organisations_share_one_limit(self) -> None:
        half = Allowance(AllowanceKind.VOLUNTEER, 48_001)
        two = tuple(a_statement(DAY, DAY, club=a_club(n), allowance=half) for n in (1, 2))

        assert result_of(STATE, Engagement(statements=two[:1]), "allowance") == MET
        assert result_of(STATE, Engagement(statements=two), "allowance") == NOT_MET

    def test_what_two_people_of_one_organisation_signed_counts_once(self) -> None:
        paid = Allowance(AllowanceKind.VOLUNTEER, 84_000)
        signed = tuple(
            a_statement(DAY, DAY, allowance=paid, signed_by=frozenset({by})) for by in (CHAIR, TREASURER)
        )

        assert result_of(STATE, Engagement(statements=signed), "allowance") == MET

    def test_each_kind_has_its_own_limit(self) -> None:
        both = (Allowance(AllowanceKind.VOLUNTEER, 96_000), Allowance(AllowanceKind.TRAINER, 330_000))

        assert result_of(STATE, Engagement(declared_allowances=both), "allowance") == MET

    def test_as_long_as_nobody_said_anything_it_is_asked_for(self) -> None:
        silent = Engagement(statements=(a_statement(DAY, DAY, allowance=None),))

        assert result_of(STATE, silent, "allowance") == UNKNOWN
        assert result_of(STATE, changed(silent, declared_allowances=()), "allowance") == MET

    def test_what_ended_more_than_a_year_ago_is_forgotten(self) -> None:
        paid = Allowance(AllowanceKind.TRAINER, 400_000)
        ended = a_statement(date(2020, 1, 1), date(2020, 1, 1), until=date(2025, 11, 22), allowance=paid)

        assert result_of(STATE, Engagement(statements=(ended,)), "allowance") == UNKNOWN


class TestSignatures:
    TWO = rules(signatures=2)

    def test_two_people_of_one_organisation_will_do(self) -> None:
        both = with_hours(
            work(60, DAY, signed_by=frozenset({CHAIR})), work(60, DAY, signed_by=frozenset({TREASURER}))
        )

        assert result_of(self.TWO, both, "signatures") == MET

    def test_one_person_signing_twice_is_one_person(self) -> None:
        twice = changed(with_hours(work(60, DAY)), statements=(a_statement(DAY, DAY),))

        assert result_of(self.TWO, twice, "signatures") == UNKNOWN

    def test_a_signature_from_years_ago_does_not_count(self) -> None:
        old = with_hours(work(60, DAY), work(60, date(2020, 1, 1), signed_by=frozenset({TREASURER})))

        assert result_of(self.TWO, old, "signatures") == UNKNOWN


class TestJubilee:
    @pytest.mark.parametrize(
        ("since", "expected"), [(date(2001, 11, 22), MET), (date(2001, 11, 23), NOT_MET)]
    )
    def test_25_years_must_be_full(self, since: date, expected: str) -> None:
        stated = Engagement(statements=(a_statement(since, DAY),))

        assert assess(STATE, stated, DAY).jubilee.result == expected

    def test_breaks_are_accepted_but_do_not_count(self) -> None:
        before = a_statement(date(1980, 1, 1), DAY, club=a_club(1), until=date(1994, 12, 31))
        after = a_statement(date(2005, 1, 1), DAY, club=a_club(2), until=date(2014, 12, 31))

        assert result_of(STATE, Engagement(statements=(before, after)), "engaged_years") == MET
        shorter = msgspec.structs.replace(after, until=date(2014, 12, 30))
        assert result_of(STATE, Engagement(statements=(before, shorter)), "engaged_years") == NOT_MET

    def test_years_in_two_organisations_at_once_count_once(self) -> None:
        both = tuple(a_statement(date(2010, 1, 1), DAY, club=a_club(n)) for n in (1, 2))

        assert criterion(STATE, Engagement(statements=both), "engaged_years").have == 16

    def test_past_engagement_counts_without_any_hours_or_place(self) -> None:
        past = Engagement(
            statements=(a_statement(date(1960, 1, 1), DAY, until=date(1990, 1, 1), allowance=None),)
        )

        assert assess(STATE, past, DAY).jubilee.result == MET

    def test_once_a_year_is_one_engagement_a_missed_year_a_break(self) -> None:
        yearly = [work(60, date(year, 7, 1)) for year in range(2001, 2027)]

        assert result_of(STATE, with_hours(*yearly), "engaged_years", date(2026, 7, 2)) == MET
        assert result_of(STATE, with_hours(*yearly[:10], *yearly[11:]), "engaged_years") == UNKNOWN

    @pytest.mark.parametrize(("asks", "expected"), [(False, MET), (True, NOT_MET)])
    def test_in_some_towns_the_allowance_matters(self, asks: bool, expected: str) -> None:
        paid = a_statement(date(1990, 1, 1), DAY, allowance=Allowance(AllowanceKind.TRAINER, 400_000))
        engagement = Engagement(statements=(paid,))

        assert assess(rules(jubilee_allowance_rule=asks), engagement, DAY).jubilee.result == expected


def test_criteria_a_town_does_not_ask_for_are_not_shown() -> None:
    codes = [c.code for c in assess(STATE, Engagement(), DAY).standard.criteria]
    wickede = Variant(
        valid_from=DAY, municipality="05974056", name="Wickede", min_age=16, prior_years=2, signatures=2
    )

    assert codes == ["hours", "place", "allowance"]
    assert [c.code for c in assess(effective(STATE, wickede), Engagement(), DAY).standard.criteria] == [
        "hours",
        "prior_years",
        "age",
        "place",
        "allowance",
        "signatures",
    ]


def test_a_card_that_nothing_speaks_against_is_unknown_until_all_is_known() -> None:
    hours_done = with_hours(work(12_000, DAY))

    assert assess(STATE, hours_done, DAY).standard.result == UNKNOWN
    assert assess(STATE, changed(hours_done, declared_allowances=(NO_ALLOWANCE,)), DAY).standard.result == MET

from contextlib import suppress
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from ehrenamtskarte.applications import rules
from ehrenamtskarte.applications.rules import OPEN, Consents, Earlier, Status, Step
from ehrenamtskarte.core.errors import Conflict
from ehrenamtskarte.eligibility.criterion import Result
from ehrenamtskarte.eligibility.rules import CardKind

DAY = date(2026, 11, 22)
ME, YOU = UUID(int=1), UUID(int=2)


class CaseMachine(RuleBasedStateMachine):
    """However people click, a case walks only from open to closed, and a closed one stays."""

    @initialize(first=st.sampled_from([Status.OFFERED, Status.SUBMITTED]))
    def begin(self, first: Status) -> None:
        self.walked = [first]

    @rule(step=st.sampled_from(Step))
    def do(self, step: Step) -> None:
        with suppress(Conflict):
            self.walked.append(rules.after(self.walked[-1], step))

    @invariant()
    def every_case_is_closed_once_and_decided_only_after_it_was_submitted(self) -> None:
        assert len(self.walked) == len(set(self.walked))
        assert all(status in OPEN for status in self.walked[:-1])
        if self.walked[-1] in {Status.APPROVED, Status.REJECTED, Status.WITHDRAWN}:
            assert Status.SUBMITTED in self.walked


TestCase = CaseMachine.TestCase


@pytest.mark.parametrize("status", Status)
def test_every_impossible_step_says_where_the_case_stands(status: Status) -> None:
    impossible = [step for step in Step if (status, step) not in rules._NEXT]
    refusals = set()
    for step in impossible:
        with pytest.raises(Conflict) as refused:
            rules.after(status, step)
        refusals.add(refused.value.code)
    assert len(refusals) == 1


def test_an_offer_needs_no_open_case() -> None:
    assert rules.may_be_offered([], DAY)
    assert not rules.may_be_offered([Earlier(Status.OFFERED)], DAY)
    assert not rules.may_be_offered([Earlier(Status.SUBMITTED)], DAY)
    assert rules.may_be_offered([Earlier(Status.LAPSED, DAY)], DAY)


@pytest.mark.parametrize("no", [Status.REJECTED, Status.DECLINED, Status.WITHDRAWN])
def test_after_a_no_nothing_is_offered_for_a_year(no: Status) -> None:
    assert not rules.may_be_offered([Earlier(no, DAY - timedelta(days=364))], DAY)
    assert rules.may_be_offered([Earlier(no, DAY - timedelta(days=365))], DAY)
    rules.check_may_apply([Earlier(no, DAY)], DAY)


def test_the_next_card_comes_shortly_before_this_one_ends() -> None:
    for days, offered in ((93, False), (92, True), (0, True)):
        card = Earlier(Status.APPROVED, DAY, valid_until=DAY + timedelta(days=days))
        assert rules.may_be_offered([card], DAY) is offered
    with pytest.raises(rules.CardStillValid):
        rules.check_may_apply([Earlier(Status.APPROVED, DAY)], DAY)


def test_a_revoked_card_is_not_offered_again_at_once_but_may_be_applied_for() -> None:
    revoked = Earlier(Status.APPROVED, DAY, valid_until=DAY + timedelta(days=700), ended_on=DAY)
    assert not rules.may_be_offered([revoked], DAY)
    rules.check_may_apply([revoked], DAY)


def test_a_following_card_adds_its_years_to_the_one_that_still_runs() -> None:
    running = Earlier(Status.APPROVED, valid_until=date(2027, 1, 31))
    assert rules.first_day(CardKind.STANDARD, DAY, [running]) == date(2027, 2, 1)
    assert rules.first_day(CardKind.STANDARD, DAY, []) == DAY
    ended = Earlier(Status.APPROVED, valid_until=date(2027, 1, 31), ended_on=DAY)
    past = Earlier(Status.APPROVED, valid_until=date(2026, 1, 31))
    assert rules.first_day(CardKind.STANDARD, DAY, [ended, past]) == DAY


@given(st.lists(st.sampled_from(Result), min_size=1))
def test_only_what_is_wholly_met_is_clear(results: list[Result]) -> None:
    bases = ["hours_in_a_year", None]
    assert rules.is_clear(results, bases, has_duplicates=False) is (set(results) == {Result.MET})
    assert not rules.is_clear(results, bases, has_duplicates=True)
    assert not rules.is_clear(results, ["juleica", None], has_duplicates=False)


def test_both_required_consents_are_named_when_they_are_missing() -> None:
    with pytest.raises(rules.ConsentMissing) as refused:
        rules.check_consents(Consents(publication=True, news=True))
    assert [e.field for e in refused.value.errors] == ["consents.processing", "consents.correctness"]
    rules.check_consents(Consents(processing=True, correctness=True))


def test_nobody_decides_on_the_own_application_or_on_what_they_confirmed() -> None:
    with pytest.raises(rules.OwnApplication):
        rules.check_may_decide(ME, ME, {YOU})
    with pytest.raises(rules.ConfirmedByYourself):
        rules.check_may_decide(ME, YOU, {ME})
    rules.check_may_decide(ME, YOU, {YOU})

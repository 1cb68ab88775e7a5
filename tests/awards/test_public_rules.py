"""What everybody sees of a call at a moment."""

from datetime import date, datetime

import pytest

from ehrenamtskarte.awards.calls.public_rules import (
    CallStanding,
    CallStep,
    PhaseState,
    nominees_are_public,
    standing_of,
    state_of,
    steps_of,
)
from ehrenamtskarte.awards.phases import Phase
from ehrenamtskarte.awards.rules import PhaseKind
from ehrenamtskarte.core.clock import BERLIN

ENTRY = Phase(PhaseKind.ENTRY, date(2026, 7, 1), date(2026, 9, 30))
SHORTLIST = Phase(PhaseKind.SHORTLIST, date(2026, 10, 1), date(2026, 10, 20))
VOTE = Phase(PhaseKind.VOTE, date(2026, 10, 25), date(2026, 10, 31))
COURSE = [ENTRY, SHORTLIST, VOTE]


def at(month: int, day: int, hour: int = 12, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, second, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("today", "ended", "standing"),
    [
        (date(2026, 6, 30), False, CallStanding.COMING),
        (date(2026, 7, 1), False, CallStanding.RUNNING),
        (date(2026, 12, 1), False, CallStanding.RUNNING),
        (date(2026, 12, 1), True, CallStanding.PAST),
        (date(2027, 10, 31), False, CallStanding.RUNNING),
        (date(2027, 11, 1), False, CallStanding.PAST),
    ],
)
def test_a_call_comes_runs_and_is_past(today: date, ended: bool, standing: CallStanding) -> None:
    assert standing_of(COURSE, ended=ended, today=today) is standing


def test_a_call_without_phases_is_still_to_come() -> None:
    assert standing_of([], ended=False, today=date(2026, 7, 1)) is CallStanding.COMING


def test_a_phase_is_on_to_its_last_second() -> None:
    assert state_of(ENTRY, at(6, 30, 23, 59, 59)) is PhaseState.COMING
    assert state_of(ENTRY, at(9, 30, 23, 59, 59)) is PhaseState.ON
    assert state_of(ENTRY, at(10, 1, 0)) is PhaseState.OVER


def test_entering_and_nominating_are_possible_while_entries_are_taken() -> None:
    assert steps_of(COURSE, enter=True, nominate=True, now=at(9, 30, 23, 59, 59)) == [
        CallStep.ENTER,
        CallStep.NOMINATE,
    ]
    assert steps_of(COURSE, enter=True, nominate=False, now=at(9, 1)) == [CallStep.ENTER]
    assert steps_of(COURSE, enter=True, nominate=True, now=at(10, 1, 0)) == []


def test_voting_is_possible_to_the_last_second_also_on_the_day_the_clocks_change() -> None:
    assert steps_of(COURSE, enter=True, nominate=True, now=at(10, 25, 2, 30)) == [CallStep.VOTE]
    assert steps_of(COURSE, enter=True, nominate=True, now=at(10, 31, 23, 59, 59)) == [CallStep.VOTE]


def test_nobody_sees_half_a_shortlist() -> None:
    assert not nominees_are_public(COURSE, at(10, 20, 23, 59, 59))
    assert nominees_are_public(COURSE, at(10, 21, 0))
    assert not nominees_are_public([ENTRY], at(12, 1))
    assert nominees_are_public([ENTRY, VOTE], at(10, 25, 0))

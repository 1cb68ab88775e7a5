"""When people vote, and the small calculation."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest

from ehrenamtskarte.awards.phases import Phase
from ehrenamtskarte.awards.rules import CallStatus, PhaseKind
from ehrenamtskarte.awards.voting import ballot_rules, puzzle_rules
from ehrenamtskarte.awards.voting.ballot_rules import VoteNotYet, VoteOver, VoteState
from ehrenamtskarte.awards.voting.counting import standings_end
from ehrenamtskarte.core.clock import BERLIN

OCTOBER = Phase(PhaseKind.VOTE, date(2026, 10, 1), date(2026, 10, 31))
"""The clocks change on its last Sunday."""
NOW = datetime(2026, 10, 5, 12, tzinfo=UTC)
SECRET = b"secret"


def test_one_votes_from_the_first_midnight_to_the_last_moment_of_the_last_day() -> None:
    first = datetime(2026, 10, 1, tzinfo=BERLIN)
    end = datetime(2026, 11, 1, tzinfo=BERLIN)
    ballot_rules.check_voting(OCTOBER, first)
    ballot_rules.check_voting(OCTOBER, end - timedelta(microseconds=1))
    with pytest.raises(VoteNotYet):
        ballot_rules.check_voting(OCTOBER, first - timedelta(microseconds=1))
    with pytest.raises(VoteOver):
        ballot_rules.check_voting(OCTOBER, end)


def test_the_state_of_a_vote_is_told() -> None:
    def state(
        now: datetime, status: CallStatus = CallStatus.PUBLISHED, *, decided: bool = False
    ) -> VoteState:
        return ballot_rules.state_of(status, OCTOBER, NOW if decided else None, now)

    assert state(NOW - timedelta(days=20)) is VoteState.SOON
    assert state(NOW) is VoteState.ON
    assert state(NOW, decided=True) is VoteState.OVER
    assert state(NOW + timedelta(days=40)) is VoteState.OVER
    assert state(NOW, CallStatus.CANCELLED) is VoteState.CANCELLED


def test_a_code_never_outlives_the_vote() -> None:
    assert ballot_rules.code_ends(OCTOBER, NOW) == NOW + timedelta(minutes=10)
    late = OCTOBER.ends_at - timedelta(minutes=3)
    assert ballot_rules.code_ends(OCTOBER, late) == OCTOBER.ends_at


def test_the_last_days_begin_at_midnight_in_nrw_also_over_the_change_of_clocks() -> None:
    assert standings_end(OCTOBER, 7) == datetime(2026, 10, 25, tzinfo=BERLIN)
    assert standings_end(OCTOBER, 7).utcoffset() == timedelta(hours=2)


def test_nominees_are_on_the_ballot_and_all_in_the_running_where_there_is_no_shortlist() -> None:
    assert ballot_rules.on_ballot(has_shortlist=True) == ["shortlisted"]
    assert ballot_rules.on_ballot(has_shortlist=False) == ["shortlisted", "admitted"]


def test_a_puzzle_is_solved_by_trying() -> None:
    puzzle = puzzle_rules.new_puzzle(SECRET, NOW)
    solution = next(str(n) for n in count() if puzzle_rules.is_solved(SECRET, puzzle, str(n), NOW))
    assert not puzzle_rules.is_solved(SECRET, puzzle, f" {solution}", NOW)
    assert not puzzle_rules.is_solved(SECRET, puzzle, "x", NOW)
    assert not puzzle_rules.is_solved(b"other call", puzzle, solution, NOW)
    assert not puzzle_rules.is_solved(SECRET, puzzle, solution, NOW + timedelta(minutes=6))


@pytest.mark.parametrize("puzzle", ["", "0.9999999999.x", "0.9999999999.x.", "a.b.c.d", "ü.ü.ü.ü"])
def test_an_easier_puzzle_of_ones_own_is_not_accepted(puzzle: str) -> None:
    assert not puzzle_rules.is_solved(SECRET, puzzle, "1", NOW)


def test_zero_bits_are_counted() -> None:
    assert puzzle_rules.zero_bits(bytes(4)) == 32
    assert puzzle_rules.zero_bits(b"\x80\x00") == 0
    assert puzzle_rules.zero_bits(b"\x00\x10") == 11


def test_receipts_have_no_look_alikes() -> None:
    letters = set("".join(ballot_rules.new_receipt() for _ in range(200)))
    assert not letters & set("01IO")
    assert len(ballot_rules.new_receipt()) == ballot_rules.RECEIPT_LENGTH

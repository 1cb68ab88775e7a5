"""What everybody sees of a call at a moment, and what they can do; pure."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

from ehrenamtskarte.awards.phases import Phase, phase_of
from ehrenamtskarte.awards.rules import PhaseKind

FORGOTTEN_AFTER = timedelta(days=365)
"""A call that nobody decided for so long after its last day counts as past."""


class CallStanding(StrEnum):
    """How far a call has come, in the order of the public list."""

    RUNNING = "running"
    COMING = "coming"
    PAST = "past"


class CallStep(StrEnum):
    """What somebody can do with a call now."""

    ENTER = "enter"
    NOMINATE = "nominate"
    VOTE = "vote"


class PhaseState(StrEnum):
    """Where a part of a call lies in time."""

    OVER = "over"
    ON = "on"
    COMING = "coming"


def standing_of(phases: Sequence[Phase], *, ended: bool, today: date) -> CallStanding:
    """How far it has come; `ended` by its results or because it is cancelled. Without phases it is still to come."""
    if ended or (phases and today > max(phase.last_day for phase in phases) + FORGOTTEN_AFTER):
        return CallStanding.PAST
    if any(phase.first_day <= today for phase in phases):
        return CallStanding.RUNNING
    return CallStanding.COMING


def state_of(phase: Phase, now: datetime) -> PhaseState:
    """Whether it is over, on or still to come."""
    if phase.is_on(now):
        return PhaseState.ON
    return PhaseState.COMING if now < phase.starts_at else PhaseState.OVER


def steps_of(phases: Sequence[Phase], *, enter: bool, nominate: bool, now: datetime) -> list[CallStep]:
    """What can be done now with a published call that nobody has decided yet, in the ways it takes entries."""
    on = {phase.kind for phase in phases if phase.is_on(now)}
    there = {
        CallStep.ENTER: enter and PhaseKind.ENTRY in on,
        CallStep.NOMINATE: nominate and PhaseKind.ENTRY in on,
        CallStep.VOTE: PhaseKind.VOTE in on,
    }
    return [step for step, possible in there.items() if possible]


def nominees_are_public(phases: Sequence[Phase], now: datetime) -> bool:
    """Whether everybody may know the nominees: the shortlist is made or the vote has begun.

    While the office still chooses, nobody sees half a list.
    """
    made, vote = phase_of(phases, PhaseKind.SHORTLIST), phase_of(phases, PhaseKind.VOTE)
    return (made is not None and now >= made.ends_at) or (vote is not None and now >= vote.starts_at)

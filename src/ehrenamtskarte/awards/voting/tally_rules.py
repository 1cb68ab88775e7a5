"""How votes become ranks, which votes look as if a machine cast them, and what may be taken out; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from ehrenamtskarte.core.errors import Conflict, Invalid

ONE_NETWORK_VOTES = 10
"""From so many votes of one network on, it is said which entry nearly all of them went to."""
ONE_NETWORK_SHARE = 0.9
BURST_VOTES = 30
"""Fewer votes in an hour are no burst, however quiet the other hours were."""
BURST_TIMES = 8
"""So many times an entry's usual hour; in its first day a vote has none."""
FASTEST_HAND = timedelta(seconds=4)
"""Nobody asks for a code, opens the mail and types six digits in less."""
FAST_VOTES = 5
LONGEST_REASON = 1000
MOST_RECEIPTS = 500
MOST_PATTERNS = 100
LONGEST_PERIOD_YET = timedelta(hours=1)
"""That can be taken out at once, by its time alone, while the vote is on."""


class PatternKind(StrEnum):
    """Why votes look as if one hand cast them."""

    ONE_NETWORK = "one_network"
    BURST = "burst"
    FAST = "fast"


class VoteReasonMissing(Invalid):
    """Whoever counts again reads why votes are out."""

    de = "Bitte schreiben Sie, warum diese Stimmen nicht zählen. Der Grund wird mit dem Ergebnis veröffentlicht."
    en = "Please write why these votes do not count. The reason is published with the result."


class NoVotesMeant(Invalid):
    """Everything at once is never meant."""

    de = "Bitte sagen Sie, welche Stimmen gemeint sind: ein Netz, ein Zeitraum oder einzelne Quittungen."
    en = "Please say which votes you mean: a network, a period or single receipts."


class PeriodTooLongYet(Invalid):
    """Who takes out all votes of an entry and puts them back has counted them."""

    de = "Solange die Abstimmung läuft, nehmen Sie bitte höchstens eine Stunde auf einmal heraus."
    en = "While the vote is on, please take out one hour at a time at most."


class NoSuchVotes(Conflict):
    """Nothing would change."""

    de = "Dazu gibt es keine Stimmen, die noch zählen."
    en = "There are no votes of this kind that still count."


class ExclusionUndone(Conflict):
    """Once is enough."""

    de = "Diese Stimmen zählen schon wieder."
    en = "These votes count again already."


class VoteStillOn(Conflict):
    """Before the end nobody knows the result, the office neither."""

    de = "Das Ergebnis gibt es erst, wenn die Abstimmung zu Ende ist."
    en = "There is a result only when the vote has ended."


class NoVoteInCall(Conflict):
    """A jury alone decides."""

    de = "Diese Ausschreibung hat keine öffentliche Abstimmung."
    en = "This call has no public vote."


@dataclass(frozen=True)
class Ranked:
    """An entry's place; equal numbers of votes share one."""

    entry: UUID
    votes: int
    rank: int


def ranked(votes: Mapping[UUID, int]) -> list[Ranked]:
    """Most votes first; 5, 3, 3, 1 are the ranks 1, 2, 2, 4."""
    numbers = sorted(votes.values(), reverse=True)
    rank = {number: numbers.index(number) + 1 for number in set(numbers)}
    found = [Ranked(entry, number, rank[number]) for entry, number in votes.items()]
    return sorted(found, key=lambda one: (one.rank, one.entry))


def check_reason(reason: str) -> str:
    """Raises VoteReasonMissing."""
    cleaned = " ".join(reason.split())
    if not cleaned or len(cleaned) > LONGEST_REASON:
        raise VoteReasonMissing(field="reason")
    return cleaned


def check_meant(*parts: object, receipts: Sequence[str]) -> None:
    """An entry alone would take all its votes. Raises NoVotesMeant."""
    if len(receipts) > MOST_RECEIPTS or not (receipts or any(part is not None for part in parts)):
        raise NoVotesMeant


def check_period_yet(since: datetime | None, until: datetime | None) -> None:
    """Whether it is short enough to be taken out while the vote is on. Raises PeriodTooLongYet."""
    if since is None or until is None or until - since > LONGEST_PERIOD_YET:
        raise PeriodTooLongYet(field="until")

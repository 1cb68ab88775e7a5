"""Who can be nominated, and until when; pure."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from ehrenamtskarte.awards.phases import Phase, phase_of
from ehrenamtskarte.awards.rules import PhaseKind
from ehrenamtskarte.core.errors import Conflict, Invalid

MOST_NOMINEES = 500


class CallHasNoShortlist(Conflict):
    """A call without that part."""

    de = "Bei dieser Ausschreibung gibt es keine Nominierten."
    en = "This call has no shortlist."


class ShortlistFixed(Conflict):
    """Who votes has seen the list."""

    de = "Die Abstimmung hat begonnen. Die Liste der Nominierten steht deshalb fest."
    en = "The vote has begun. So the shortlist is fixed."


class TooManyNominees(Invalid):
    """More than the call says."""

    de = "Es können höchstens {most} nominiert werden. Nehmen Sie zuerst jemanden von der Liste."
    en = "There can be at most {most} nominees. Take somebody off the list first."


class NotNominable(Invalid):
    """Only what passed the formal check can be nominated."""

    de = "Nominiert werden kann nur, was zugelassen ist. Bitte laden Sie die Liste neu."
    en = "Only admitted entries can be nominated. Please reload the list."


class NomineeFixed(Conflict):
    """They know of it, or others build on it."""

    de = "Diese Nominierung steht schon fest: Sie wurde mitgeteilt, oder es gibt Stimmen oder Preise dafür."
    en = "This nomination is settled already: it was announced, or there are votes or prizes for it."


class NotNominated(Conflict):
    """There is nothing to take off."""

    de = "Diese Bewerbung ist nicht nominiert."
    en = "This entry is not nominated."


def is_open(phases: Sequence[Phase], now: datetime) -> bool:
    """Whether nominees can be chosen: until the vote on them begins."""
    vote = phase_of(phases, PhaseKind.VOTE)
    return phase_of(phases, PhaseKind.SHORTLIST) is not None and (vote is None or now < vote.starts_at)


def check_has_shortlist(phases: Sequence[Phase]) -> None:
    """Raises CallHasNoShortlist."""
    if phase_of(phases, PhaseKind.SHORTLIST) is None:
        raise CallHasNoShortlist


def check_open(phases: Sequence[Phase], now: datetime) -> None:
    """Raises CallHasNoShortlist, ShortlistFixed."""
    check_has_shortlist(phases)
    if not is_open(phases, now):
        raise ShortlistFixed


def check_room(count: int, limit: int | None) -> None:
    """Raises TooManyNominees."""
    most = limit or MOST_NOMINEES
    if count > most:
        raise TooManyNominees(field="entries", most=most)


def best(ranked: Sequence[tuple[UUID, int | None]], places: int) -> tuple[list[UUID], bool]:
    """The first of a ranking (entries with their ranks) that were judged, and whether the next one is equal to the last."""
    judged = [(entry, rank) for entry, rank in ranked if rank is not None]
    chosen = judged[:places]
    tied = bool(chosen) and len(judged) > places and judged[places][1] == chosen[-1][1]
    return [entry for entry, _ in chosen], tied

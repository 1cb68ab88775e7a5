"""When people vote, for whom, and what they are told when it does not work; pure."""

from datetime import datetime, timedelta
from enum import StrEnum
from secrets import choice

from ehrenamtskarte.awards.phases import Phase
from ehrenamtskarte.awards.rules import CallStatus, EntryStatus
from ehrenamtskarte.core.errors import Conflict, Invalid, Refusal

CODE_LIFE = timedelta(minutes=10)
CODE_ATTEMPTS = 5
CODES_AN_HOUR = 5
"""Mails that one address gets in one call."""
NETWORK_REQUESTS = 30
"""Codes a network asks for in an hour of one call before its browsers have to calculate."""
KEPT_AFTER = timedelta(days=90)
"""After the result is public: who objects to it has been heard, digests of voters are no longer needed."""
KEPT_UNDECIDED = timedelta(days=365)
"""After a vote whose call never came to an end."""
RECEIPT_LENGTH = 12
_RECEIPT_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


class VoteState(StrEnum):
    """Whether one can vote."""

    SOON = "soon"
    ON = "on"
    OVER = "over"
    CANCELLED = "cancelled"


class VoteNotYet(Conflict):
    """Before its first day."""

    de = "Die Abstimmung hat noch nicht begonnen."
    en = "The vote has not started yet."


class VoteOver(Conflict):
    """After the last second of its last day."""

    de = "Die Abstimmung ist zu Ende."
    en = "The vote is over."


class NotOnBallot(Invalid):
    """One votes for nominees."""

    de = "Für diese Bewerbung kann man nicht abstimmen."
    en = "One cannot vote for this entry."


class VoteCodeWrong(Refusal):
    """The code is wrong, used, too old or tried too often: which one is nobody's business."""

    status = 422
    title = "Invalid input"
    de = "Dieser Code stimmt nicht oder ist abgelaufen. Es gilt der Code aus der neuesten Mail."
    en = "This code is wrong or has expired. The code in the newest mail is the one that counts."


class AlreadyVoted(Conflict):
    """Said only to who has shown that the mailbox is theirs."""

    de = "Mit dieser E-Mail-Adresse wurde schon abgestimmt. Danke! Ein zweites Mal geht es leider nicht."
    en = "This e-mail address has already voted. Thank you! A second vote is not possible."


class VotePuzzleNeeded(Refusal):
    """Many codes were asked for from this network: the browser first calculates for a moment."""

    status = 428
    title = "Precondition required"
    de = "Aus Ihrem Netz kommen gerade viele Stimmen. Ihr Browser muss erst eine kleine Rechenaufgabe lösen."
    en = "Many votes are coming from your network. Your browser has to do a small calculation first."


def state_of(status: CallStatus, phase: Phase, decided_at: datetime | None, now: datetime) -> VoteState:
    """Whether one can vote in a call that has a vote."""
    if status is CallStatus.CANCELLED:
        return VoteState.CANCELLED
    if now < phase.starts_at:
        return VoteState.SOON
    return VoteState.ON if phase.is_on(now) and decided_at is None else VoteState.OVER


def check_voting(phase: Phase, now: datetime) -> None:
    """Raises VoteNotYet, VoteOver."""
    if now < phase.starts_at:
        raise VoteNotYet
    if now >= phase.ends_at:
        raise VoteOver


def on_ballot(*, has_shortlist: bool) -> list[str]:
    """The statuses one can vote for: nominees, or everybody in the running where a call has no shortlist."""
    return [EntryStatus.SHORTLISTED.value, *([] if has_shortlist else [EntryStatus.ADMITTED.value])]


def code_ends(phase: Phase, now: datetime) -> datetime:
    """How long a code works; never longer than the vote."""
    return min(now + CODE_LIFE, phase.ends_at)


def new_receipt() -> str:
    """60 random bits without look-alikes: who has it finds their vote in the published file."""
    return "".join(choice(_RECEIPT_LETTERS) for _ in range(RECEIPT_LENGTH))

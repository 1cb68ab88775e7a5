"""What becomes of an answer: who gets places, who waits, what is too late; pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from uuid import UUID

from ehrenamtskarte.ceremonies.rules import HOLDS_SEATS, Consent, GuestStatus
from ehrenamtskarte.core.errors import Conflict, Invalid

MOST_PERSONS = 21
CAN_ANSWER = frozenset(
    {
        GuestStatus.INVITED,
        GuestStatus.ACCEPTED,
        GuestStatus.WAITING,
        GuestStatus.OFFERED,
        GuestStatus.DECLINED,
        GuestStatus.LAPSED,
    }
)


class AnswerTooLate(Conflict):
    """The day to answer by is over; cancelling and coming with fewer stay possible."""

    de = "Antworten waren bis {de} möglich. Absagen oder mit weniger Personen kommen können Sie noch; sonst hilft das Amt."
    en = "Answers were possible until {en}. You can still cancel or come with fewer people; else please ask the office."


class NotInvited(Conflict):
    """Nobody answers what was not asked."""

    de = "Diese Person ist noch nicht eingeladen."
    en = "This person has not been invited yet."


class InvitationWithdrawn(Conflict):
    """The office took it back."""

    de = "Diese Einladung wurde zurückgenommen. Bei Fragen wenden Sie sich bitte an das Amt."
    en = "This invitation was taken back. If you have questions, please ask the office."


class CompanionOfDeclined(Invalid):
    """Who does not come brings nobody."""

    de = "Wer absagt, kann niemanden mitbringen. Sagen Sie zu, wenn jemand kommen soll."
    en = "Whoever declines cannot bring anybody. Accept if somebody is to come."


class TooManyCompanions(Invalid):
    """More than the event allows."""

    de = "Sie können höchstens {de} mitbringen."
    en = "You can bring at most {en}."


class NobodyElseInvited(Invalid):
    """The invitation is for one person."""

    de = "Diese Einladung gilt für Sie allein."
    en = "This invitation is for you alone."


class NoRoomForMore(Conflict):
    """A party that has places wants more than there are; what it has stays."""

    de = "Für {wanted} Personen reichen die freien Plätze nicht. Ihre bisherigen Plätze behalten Sie."
    en = "There is not enough room for {wanted} people. You keep the places you have."


class NoRoom(Conflict):
    """The office wants to move a party up that is larger than what is free."""

    de = "Diese Gruppe braucht {wanted} Plätze, frei sind {free}."
    en = "This party needs {wanted} places, {free} are free."


class NotWaiting(Conflict):
    """Only who waits moves up."""

    de = "Diese Person steht nicht auf der Warteliste."
    en = "This person is not on the waiting list."


class AlreadyInside(Conflict):
    """Somebody is taken out of a party who was let in before."""

    de = "Diese Person ist schon eingelassen worden."
    en = "This person has been let in already."


@dataclass(frozen=True)
class Said:
    """What is said of one person; `id` where the person was named before."""

    id: UUID | None = None
    name: str = ""
    wheelchair: bool = False
    sign_language: bool = False
    hearing_loop: bool = False
    diet: str = ""
    needs: str = ""
    photo_consent: Consent = Consent.OPEN


@dataclass(frozen=True)
class Answer:
    """Whether a party comes and with whom, the guest first."""

    coming: bool
    persons: tuple[Said, ...] = ()
    language: str | None = None
    sit_with: str = ""


class Verdict(Enum):
    """What a yes leads to."""

    COMES = "comes"
    WAITS = "waits"
    TOO_MANY_MORE = "too many more"


@dataclass(frozen=True)
class Standing:
    """Where a party stands when it answers, and how the event is filled."""

    status: GuestStatus
    party: int
    free: int
    """Places nobody holds."""
    ahead: Sequence[int] = ()
    """Sizes of the parties that wait before this one."""

    @property
    def held(self) -> int:
        return self.party if self.status in HOLDS_SEATS else 0


def verdict(standing: Standing, wanted: int) -> Verdict:
    """A party takes places only where nobody who waits before it could take them."""
    if wanted <= standing.held:
        return Verdict.COMES
    overtakes = any(size <= standing.free for size in standing.ahead)
    if wanted - standing.held <= standing.free and not overtakes:
        return Verdict.COMES
    return Verdict.TOO_MANY_MORE if standing.held else Verdict.WAITS


def most_that_fit(standing: Standing, most: int) -> int:
    """The largest party, up to `most`, that would come and not wait; 0 where even one would wait."""
    return max((size for size in range(1, most + 1) if verdict(standing, size) is Verdict.COMES), default=0)


def present_status(status: str, offer_until: datetime | None, now: datetime) -> GuestStatus:
    """The status as time has made it: an offer that ran out has lapsed before any chore says so."""
    if offer_until is not None and offer_until <= now:
        return GuestStatus.LAPSED
    return GuestStatus(status)


def is_in_time(
    status: GuestStatus, party: int, wanted: int, answer_by: datetime | None, now: datetime
) -> bool:
    """Whether a yes may still be said: before the deadline, or with no more people than were agreed or wait."""
    if answer_by is None or now <= answer_by:
        return True
    return status in HOLDS_SEATS | {GuestStatus.WAITING} and wanted <= party


def moved_up(free: int, waiting: Iterable[tuple[UUID, int]]) -> list[UUID]:
    """Who of the waiting parties (id, size), the longest waiting first, gets the free places: whoever fits next."""
    taken = []
    for party, size in waiting:
        if size <= free:
            taken.append(party)
            free -= size
    return taken


def offer_ends(now: datetime, hours: int, starts_at: datetime) -> datetime:
    """Until when places are held for a party that moves up; not beyond the beginning."""
    return min(now + timedelta(hours=hours), starts_at)

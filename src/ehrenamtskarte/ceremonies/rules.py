"""What an event and a guest can be, and what may happen to them next; pure."""

from datetime import datetime, timedelta
from enum import StrEnum

from ehrenamtskarte.core.errors import Conflict, Invalid

MOST_COMPANIONS = 5
MOST_CAPACITY = 20_000
KEPT_YEARS = 5
"""Photos and the names of guests are kept no longer, unless the office sets less."""


class Status(StrEnum):
    """What an event is; whether it is over follows from its end."""

    DRAFT = "draft"
    PUBLISHED = "published"
    POSTPONED = "postponed"
    """The old day does not hold; a new one is not known yet."""
    CANCELLED = "cancelled"


class Audience(StrEnum):
    """Who may know of an event before it is over."""

    PUBLIC = "public"
    INVITED = "invited"


class Source(StrEnum):
    """Where the guests of a group come from."""

    CARD_HOLDERS = "card_holders"
    JUBILEE_HOLDERS = "jubilee_holders"
    LAUREATES = "laureates"
    COMPANIES = "companies"
    ORGANISATIONS = "organisations"
    LOST_BEFORE = "lost_before"
    """Who was not drawn at the office's last event."""
    LIST = "list"
    BY_HAND = "by_hand"
    WALK_IN = "walk_in"


class GuestStatus(StrEnum):
    """Where a party stands."""

    CANDIDATE = "candidate"
    NOT_DRAWN = "not_drawn"
    """Too many for the quota; invited first next time."""
    INVITED = "invited"
    ACCEPTED = "accepted"
    WAITING = "waiting"
    """Wants to come, the event is full."""
    OFFERED = "offered"
    """A place became free for a waiting party; held until `offer_until`."""
    DECLINED = "declined"
    LAPSED = "lapsed"
    """Did not take the place that became free in time."""
    WITHDRAWN = "withdrawn"
    """The office took the invitation back."""


HOLDS_SEATS = frozenset({GuestStatus.ACCEPTED, GuestStatus.OFFERED})
"""What counts against the capacity."""


class DrawRank(StrEnum):
    """Who comes first when there are too many; stored as it sorts."""

    LOST_BEFORE = "a_lost_before"
    USUAL = "b_usual"
    MISSED_BEFORE = "c_missed_before"
    """Accepted last time and did not come."""


class Consent(StrEnum):
    """What somebody said about being in the picture."""

    OPEN = "open"
    YES = "yes"
    NO = "no"


class Wish(StrEnum):
    """How two parties want to sit."""

    TOGETHER = "together"
    APART = "apart"


class Outcome(StrEnum):
    """What came of one scan."""

    ADMITTED = "admitted"
    READMITTED = "readmitted"
    """Was in before and comes back; somebody at the door agreed."""
    ALREADY_IN = "already_in"
    CONFLICT = "conflict"
    """Let in by two doors without a network; both stay, the later one is marked."""
    WRONG_EVENT = "wrong_event"
    NOT_VALID_ANY_MORE = "not_valid_any_more"
    """Cancelled, replaced or of a party that does not come."""
    EXPIRED = "expired"
    FORGED = "forged"
    UNREADABLE = "unreadable"


LETS_IN = frozenset({Outcome.ADMITTED, Outcome.READMITTED, Outcome.CONFLICT})


class RunKind(StrEnum):
    """Long work for all guests of an event that shows how far it is."""

    INVITE = "invite"
    REMIND = "remind"
    LETTERS = "letters"
    MOVED = "moved"
    CANCELLED = "cancelled"
    THANK = "thank"


class CeremonyOver(Conflict):
    """What was to happen before the event comes after it."""

    de = "Diese Veranstaltung ist vorbei."
    en = "This event is over."


class CeremonyCancelled(Conflict):
    """It does not take place."""

    de = "Diese Veranstaltung ist abgesagt."
    en = "This event has been cancelled."


class CeremonyNotPublished(Conflict):
    """Guests hear of it only once it is published."""

    de = "Veröffentlichen Sie die Veranstaltung zuerst."
    en = "Publish the event first."


class EndsBeforeItStarts(Invalid):
    """An event needs some time."""

    de = "Das Ende liegt vor dem Anfang."
    en = "It ends before it starts."


def is_over(ends_at: datetime, now: datetime) -> bool:
    """Whether the event has ended."""
    return now >= ends_at


def tickets_end(ends_at: datetime) -> datetime:
    """Until when tickets are read and guest lists stay on devices: half a day after the end."""
    return ends_at + timedelta(hours=12)

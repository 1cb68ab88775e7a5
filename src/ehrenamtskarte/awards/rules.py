"""What a call, an entry and a judgement can be; pure."""

from datetime import datetime
from enum import StrEnum

from ehrenamtskarte.core.errors import Conflict

MOST_WINNERS = 50
MOST_CATEGORIES = 20


class Template(StrEnum):
    """What a call was made from."""

    ENGAGEMENT_PRIZE = "engagement_prize"
    ENGAGED_COMPANY = "engaged_company"
    OWN = "own"


class CallStatus(StrEnum):
    """What a call is; how far it has come follows from its phases."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


class PhaseKind(StrEnum):
    """The parts of a call's course, in their usual order."""

    ENTRY = "entry"
    CHECK = "check"
    SHORTLIST = "shortlist"
    JURY = "jury"
    VOTE = "vote"
    DECISION = "decision"


class Decider(StrEnum):
    """Who says who wins in a category."""

    JURY = "jury"
    VOTE = "vote"
    SPONSOR = "sponsor"
    """A partner with a special prize."""


class EntrantKind(StrEnum):
    """Who enters or is nominated; a person only by nomination."""

    ORGANISATION = "organisation"
    COMPANY = "company"
    PERSON = "person"


class EntryStatus(StrEnum):
    """Where an entry stands; whether it won says `AwardLaureate`."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    """A nomination that waits for the consent of who is nominated."""
    DECLINED = "declined"
    """Who was nominated does not want it."""
    SUBMITTED = "submitted"
    ASKED = "asked"
    """The office asked back and waits for an answer; the entrant may change the entry meanwhile."""
    ADMITTED = "admitted"
    REJECTED = "rejected"
    """The formal check found that it cannot take part."""
    SHORTLISTED = "shortlisted"
    WITHDRAWN = "withdrawn"


HANDED_IN = frozenset(
    {
        EntryStatus.SUBMITTED,
        EntryStatus.ASKED,
        EntryStatus.ADMITTED,
        EntryStatus.REJECTED,
        EntryStatus.SHORTLISTED,
    }
)
"""What the office sees and has a number."""

IN_THE_RUNNING = frozenset({EntryStatus.ADMITTED, EntryStatus.SHORTLISTED})
"""What can be judged, voted for and honoured."""


class Considers(StrEnum):
    """Which entries a round judges."""

    ADMITTED = "admitted"
    """All that passed the formal check, on the shortlist or not."""
    SHORTLISTED = "shortlisted"


class Sharing(StrEnum):
    """Who judges which entry."""

    ALL = "all"
    CATEGORY = "category"
    BALANCED = "balanced"
    """So many jurors for each entry, drawn from a seed, each juror with about as many entries."""


class JudgementStatus(StrEnum):
    """Where one juror is with one entry."""

    OPEN = "open"
    DONE = "done"
    RECUSED = "recused"


class Recusal(StrEnum):
    """How it came that a juror does not judge an entry."""

    DECLARED = "declared"
    DETECTED = "detected"
    OFFICE = "office"


class CallCancelled(Conflict):
    """Nothing more happens with it."""

    de = "Diese Ausschreibung ist abgesagt."
    en = "This call has been cancelled."


class CallNotPublished(Conflict):
    """Others take part only once it is published."""

    de = "Veröffentlichen Sie die Ausschreibung zuerst."
    en = "Publish the call first."


class CallDecided(Conflict):
    """The laureates are fixed."""

    de = "Über diese Ausschreibung ist schon entschieden."
    en = "This call has already been decided."


def results_are_public(decided_at: datetime | None, embargo_until: datetime | None, now: datetime) -> bool:
    """Whether everybody may know who won: it is decided and the embargo has ended."""
    return decided_at is not None and embargo_until is not None and now >= embargo_until

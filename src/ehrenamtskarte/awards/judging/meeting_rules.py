"""What is noted of the meeting of a jury; pure."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from ehrenamtskarte.core.errors import Conflict, Invalid

LONGEST_NOTES = 8000
AHEAD = timedelta(days=366)


class PresentNotInJury(Invalid):
    """Only the round's jury is present."""

    de = "Jemand von den Anwesenden gehört nicht zur Jury dieser Runde. Bitte laden Sie die Seite neu."
    en = "Somebody present is not part of this round's jury. Please reload the page."


class MeetingDayUnlikely(Invalid):
    """A slip of the keyboard."""

    de = "Dieser Tag kann nicht stimmen. Bitte prüfen Sie das Datum."
    en = "This day cannot be right. Please check the date."


class MeetingNotNoted(Conflict):
    """There is nothing to print yet."""

    de = "Tragen Sie zuerst die Sitzung ein; daraus entsteht das Protokoll."
    en = "Note the meeting first; the minutes are made from it."


def check_present(present: Collection[UUID], jurors: Collection[UUID]) -> None:
    """Raises PresentNotInJury."""
    if not set(present) <= set(jurors):
        raise PresentNotInJury(field="present")


def check_day(held_at: datetime, *, call_made_at: datetime, now: datetime) -> None:
    """Not before the call was made, not more than a year ahead. Raises MeetingDayUnlikely."""
    if held_at < call_made_at - timedelta(days=1) or held_at > now + AHEAD:
        raise MeetingDayUnlikely(field="heldAt")

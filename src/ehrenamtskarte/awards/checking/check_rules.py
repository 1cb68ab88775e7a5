"""What the office may do with an entry, and when; pure."""

from datetime import date, timedelta
from enum import StrEnum

from ehrenamtskarte.awards.rules import EntryStatus
from ehrenamtskarte.core.errors import Conflict, Invalid, Refusal

MOST_AT_ONCE = 200
LONGEST_WAIT = timedelta(days=90)
"""How long the office may let somebody take for an answer."""

WAITS_FOR_CHECK = frozenset({EntryStatus.SUBMITTED, EntryStatus.ASKED})
"""What can be admitted, rejected or asked about."""
CHECKED = frozenset({EntryStatus.ADMITTED, EntryStatus.REJECTED, EntryStatus.ASKED})
"""What a check can be taken back of."""


class CheckAction(StrEnum):
    """What can be done with several entries at once."""

    ADMIT = "admit"
    REJECT = "reject"


class EntryCheckedAlready(Conflict):
    """Somebody was faster, or it was decided before."""

    de = "Diese Bewerbung ist schon geprüft. Nehmen Sie die Prüfung zurück, wenn Sie neu entscheiden möchten."
    en = "This entry has been checked already. Take the check back if you want to decide anew."


class EntryIsWithdrawn(Conflict):
    """Who entered does not want to take part any more."""

    de = "Diese Bewerbung wurde zurückgezogen."
    en = "This entry has been withdrawn."


class EntryNotChecked(Conflict):
    """There is nothing to take back."""

    de = "Diese Bewerbung ist noch nicht geprüft."
    en = "This entry has not been checked yet."


class EntryOnShortlist(Conflict):
    """What was nominated was admitted before."""

    de = "Diese Bewerbung ist nominiert. Nehmen Sie sie zuerst von der Liste der Nominierten."
    en = "This entry is nominated. Take it off the shortlist first."


class CheckBuiltOn(Conflict):
    """The jury, voters or the decision go by it."""

    de = "Auf dieser Prüfung bauen schon Bewertungen, Stimmen oder Preise auf. Sie lässt sich nicht mehr zurücknehmen."
    en = "Scores, votes or prizes build on this check already. It can no longer be taken back."


class AskBackMissing(Invalid):
    """An ask-back without a question."""

    de = "Bitte schreiben Sie, was noch fehlt oder unklar ist."
    en = "Please write what is missing or unclear."


class AnswerDayInPast(Invalid):
    """Nobody could answer in time."""

    de = "Bitte nehmen Sie einen Tag ab morgen, damit Zeit für die Antwort bleibt."
    en = "Please choose a day from tomorrow on, so that there is time to answer."


class AnswerDayTooFar(Invalid):
    """The call goes on."""

    de = "Bitte nehmen Sie einen Tag in den nächsten drei Monaten."
    en = "Please choose a day within the next three months."


class DuplicateOfItself(Invalid):
    """An entry cannot be its own double."""

    de = "Eine Bewerbung kann nicht mit sich selbst doppelt sein."
    en = "An entry cannot be a duplicate of itself."


class DuplicateElsewhere(Invalid):
    """The other one has to be in the same call and in the running."""

    de = "Die andere Bewerbung nimmt an dieser Ausschreibung nicht teil. Bitte wählen Sie die, die bleiben soll."
    en = "The other entry does not take part in this call. Please choose the one that is to stay."


def refusal_of(status: EntryStatus) -> Refusal | None:
    """Why an entry cannot be decided or asked about; None where it can."""
    if status is EntryStatus.WITHDRAWN:
        return EntryIsWithdrawn()
    return None if status in WAITS_FOR_CHECK else EntryCheckedAlready()


def check_undoable(status: EntryStatus, *, built_on: bool) -> None:
    """Raises EntryIsWithdrawn, EntryOnShortlist, EntryNotChecked, CheckBuiltOn."""
    if status is EntryStatus.WITHDRAWN:
        raise EntryIsWithdrawn
    if status is EntryStatus.SHORTLISTED:
        raise EntryOnShortlist
    if status not in CHECKED:
        raise EntryNotChecked
    if built_on:
        raise CheckBuiltOn


def checked_question(text: str, answer_by: date, *, today: date) -> str:
    """The question without blanks around it. Raises AskBackMissing, AnswerDayInPast, AnswerDayTooFar."""
    if not text.strip():
        raise AskBackMissing(field="question")
    if answer_by <= today:
        raise AnswerDayInPast(field="answerBy")
    if answer_by > today + LONGEST_WAIT:
        raise AnswerDayTooFar(field="answerBy")
    return text.strip()


def is_overdue(status: str, answer_by: date | None, *, today: date) -> bool:
    """Whether an answer should have been there by now; the day itself still counts."""
    return status == EntryStatus.ASKED and answer_by is not None and answer_by < today

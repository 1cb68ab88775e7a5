"""Who may nominate whom, and how long the nominated may say yes; pure."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

from ehrenamtskarte.awards.phases import Phase, phase_of
from ehrenamtskarte.awards.rules import EntrantKind, EntryStatus, PhaseKind
from ehrenamtskarte.core.errors import Conflict, Invalid, Refusal
from ehrenamtskarte.core.text import Text

MOST_NOMINATIONS = 20
"""Of one person in one call."""
REMIND_AFTER = timedelta(days=7)
LINK_LIVES_ON = timedelta(days=30)
"""After the last day to answer, so that the page still says how it stands."""
FORGOTTEN_AFTER = timedelta(days=90)
"""After that day: nominations nobody agreed to."""
TIME_TO_COMPLETE = timedelta(days=14)
COMPLETE = Text(
    "Bitte ergänzen Sie die Angaben, die in Ihrer Bewerbung noch fehlen.",
    "Please add what is still missing in your entry.",
)


class NominationState(StrEnum):
    """How a nomination stands, as its nominator sees it."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    """Nobody answered in time."""


class KindNotNominated(Invalid):
    """The call is not for such."""

    de = "Diese Ausschreibung nimmt solche Vorschläge nicht an."
    en = "This call does not take such nominations."


class NominatedOneself(Invalid):
    """Others nominate."""

    de = "Das ist Ihre eigene Adresse. Vorschlagen können Sie nur andere."
    en = "This is your own address. You can nominate only others."


class NominatedBefore(Conflict):
    """Once is enough."""

    de = "Sie haben unter dieser Adresse schon jemanden vorgeschlagen."
    en = "You have already nominated somebody at this address."


class NominationNotWanted(Conflict):
    """Who was asked before said no; others need not know."""

    de = "An diese Adresse können wir bei dieser Ausschreibung keinen Vorschlag schicken."
    en = "We cannot send a nomination to this address in this call."


class TooManyNominations(Conflict):
    """Nobody knows that many well."""

    de = "Sie haben bei dieser Ausschreibung schon {most} Vorschläge gemacht. Mehr sind nicht möglich."
    en = "You have already made {most} nominations in this call. More are not possible."


class NominationIncomplete(Invalid):
    """Who is nominated, for what and why."""

    de = "Bitte füllen Sie dieses Feld aus."
    en = "Please fill in this field."


class NominationLinkUnknown(Refusal):
    """The link was never made or is too old: which one is nobody's business."""

    status = 410
    title = "Gone"
    de = "Dieser Link gilt nicht mehr. Bitte nehmen Sie den Link aus der neuesten Mail."
    en = "This link is no longer valid. Please use the link of the latest mail."


class ConsentTooLate(Conflict):
    """The check of entries is over."""

    de = "Die Zeit für eine Zusage ist leider vorbei."
    en = "Unfortunately the time to agree is over."


class NominationAnswered(Conflict):
    """It has become an entry."""

    de = "Sie haben diesem Vorschlag schon zugestimmt. Zurückziehen können Sie die Bewerbung unter „Meine Bewerbungen“."
    en = "You have already agreed to this nomination. You can withdraw the entry under “My entries”."


class NominationGone(Conflict):
    """Who nominated took it back."""

    de = "Dieser Vorschlag wurde zurückgenommen."
    en = "This nomination has been taken back."


class NominationNotWaiting(Conflict):
    """There is nothing to remind of or take back."""

    de = "Zu diesem Vorschlag gibt es schon eine Antwort, oder er wurde zurückgenommen."
    en = "This nomination has been answered already, or taken back."


class ReminderTooSoon(Conflict):
    """A week is not much."""

    de = "Die letzte Mail ist noch keine Woche her. Bitte geben Sie noch etwas Zeit."
    en = "The last mail is less than a week ago. Please give a little more time."


def check_nominated_kind(
    kind: EntrantKind, *, takes_organisations: bool, takes_companies: bool, takes_people: bool
) -> None:
    """Raises KindNotNominated."""
    takes = {
        EntrantKind.ORGANISATION: takes_organisations,
        EntrantKind.COMPANY: takes_companies,
        EntrantKind.PERSON: takes_people,
    }
    if not takes[kind]:
        raise KindNotNominated(field="kind")


def filled(text: str, field: str) -> str:
    """The words without stray blanks. Raises NominationIncomplete."""
    if not text.strip():
        raise NominationIncomplete(field=field)
    return text.strip()


def consent_until(phases: Sequence[Phase]) -> datetime | None:
    """The first moment that is too late to agree: the end of the check, or of the entries where there is none."""
    last = phase_of(phases, PhaseKind.CHECK) or phase_of(phases, PhaseKind.ENTRY)
    return last.ends_at if last else None


def check_consent(status: EntryStatus, until: datetime | None, now: datetime) -> None:
    """Whether the nominated can still answer; a no can become a yes.

    Raises NominationGone, NominationAnswered, ConsentTooLate.
    """
    if status is EntryStatus.WITHDRAWN:
        raise NominationGone
    if status not in (EntryStatus.PROPOSED, EntryStatus.DECLINED):
        raise NominationAnswered
    if until is None or now >= until:
        raise ConsentTooLate


def check_reminder(status: EntryStatus, asked_at: datetime, until: datetime | None, now: datetime) -> None:
    """Raises NominationNotWaiting, ConsentTooLate, ReminderTooSoon."""
    if status is not EntryStatus.PROPOSED:
        raise NominationNotWaiting
    if until is None or now >= until:
        raise ConsentTooLate
    if now < asked_at + REMIND_AFTER:
        raise ReminderTooSoon


def state_of(
    status: EntryStatus, *, consented: bool, until: datetime | None, now: datetime
) -> NominationState:
    """How a nomination stands; what the office makes of it later is not its nominator's to see."""
    if consented:
        return NominationState.ACCEPTED
    if status is EntryStatus.WITHDRAWN:
        return NominationState.WITHDRAWN
    if status is EntryStatus.DECLINED:
        return NominationState.DECLINED
    return NominationState.WAITING if until and now < until else NominationState.LAPSED


def complete_by(today: date) -> date:
    """The day by which the nominated shall have completed the form."""
    return today + TIME_TO_COMPLETE

"""What those who take part may do with an entry, and when; pure."""

from collections.abc import Sequence
from datetime import datetime

from ehrenamtskarte.awards.calls.public_rules import nominees_are_public
from ehrenamtskarte.awards.phases import Phase, phase_of
from ehrenamtskarte.awards.rules import EntrantKind, EntryStatus, PhaseKind
from ehrenamtskarte.core.errors import Conflict, Forbidden, Invalid
from ehrenamtskarte.core.sorting import sort_key

LONGEST_KEY = 600
MOST_MEMBERS = 20
MOST_OPEN_ENTRIES = 20
"""Drafts of one person in one call."""
ENDED = frozenset({EntryStatus.WITHDRAWN, EntryStatus.REJECTED, EntryStatus.DECLINED})
WITHDRAWABLE = frozenset(
    {
        EntryStatus.DRAFT,
        EntryStatus.SUBMITTED,
        EntryStatus.ASKED,
        EntryStatus.ADMITTED,
        EntryStatus.SHORTLISTED,
    }
)


class EntryNotYetOpen(Conflict):
    """The time for entries has not begun."""

    de = "Bewerbungen sind noch nicht möglich. Es geht am {day} los."
    en = "Entries are not possible yet. They open on {day_en}."


class EntryTooLate(Conflict):
    """The time for entries is over, be it by a second."""

    de = "Die Bewerbungsfrist ist am {day} um 24:00 Uhr abgelaufen. Ihr Entwurf bleibt erhalten."
    en = "The deadline for entries ended on {day_en} at midnight. Your draft is kept."


class CallTakesNoEntries(Conflict):
    """A call without that part."""

    de = "Bei dieser Ausschreibung gibt es keine Bewerbungen."
    en = "This call takes no entries."


class PersonCannotEnter(Invalid):
    """Nobody praises themselves; others nominate them."""

    de = "Einzelne Personen können sich nicht selbst bewerben. Andere können sie vorschlagen."
    en = "Individuals cannot enter themselves. Others can nominate them."


class OrganisationCannotEnter(Invalid):
    """The call is for companies."""

    de = "Bei dieser Ausschreibung können sich nur Unternehmen bewerben."
    en = "Only companies can enter this call."


class CompanyCannotEnter(Invalid):
    """The call is for clubs and initiatives."""

    de = "Bei dieser Ausschreibung können sich nur Vereine und Initiativen bewerben."
    en = "Only organisations and initiatives can enter this call."


class EntrantUnknown(Invalid):
    """Neither chosen nor named."""

    de = "Bitte sagen Sie, wer sich bewirbt."
    en = "Please say who enters."


class OutsideState(Invalid):
    """The address is not in North Rhine-Westphalia."""

    de = (
        "Diese Postleitzahl liegt nicht in Nordrhein-Westfalen. Mitmachen kann, wer hier einen Sitz oder eine"
        " Niederlassung hat: Geben Sie dann bitte deren Anschrift an."
    )
    en = (
        "This postal code is not in North Rhine-Westphalia. Whoever has a seat or a branch here can take part:"
        " please give its address then."
    )


class NotEligible(Invalid):
    """A question was answered in a way that ends the entry; each field says why."""

    de = "Nach Ihren Antworten können Sie bei dieser Ausschreibung nicht mitmachen."
    en = "By your answers you cannot take part in this call."


class EntryIncomplete(Invalid):
    """Fields are missing or not right; each says what."""

    de = "Bitte ergänzen Sie die markierten Angaben."
    en = "Please complete the marked fields."


class EntryCategoryUnknown(Invalid):
    """A category of another call, or none that entries choose."""

    de = "Diese Kategorie gibt es nicht mehr. Bitte wählen Sie eine andere."
    en = "This category is gone. Please choose another one."


class EntryFixed(Conflict):
    """It was handed in and is not to be changed any more."""

    de = "Diese Bewerbung lässt sich nicht mehr ändern."
    en = "This entry can no longer be changed."


class EntryAlreadySubmitted(Conflict):
    """Once is enough."""

    de = "Diese Bewerbung ist schon eingereicht."
    en = "This entry has already been handed in."


class ReplyMissing(Invalid):
    """The office asked something."""

    de = "Bitte beantworten Sie die Frage des Amts in einem Satz."
    en = "Please answer the office's question in a sentence."


class EntryNotAsked(Conflict):
    """The office waits for nothing."""

    de = "Das Amt hat zu dieser Bewerbung gerade keine Frage."
    en = "The office has no question about this entry at the moment."


class EntryEnded(Conflict):
    """It takes no part any more."""

    de = "Diese Bewerbung ist schon beendet."
    en = "This entry has already ended."


class EntryNotWithdrawn(Conflict):
    """Nothing to undo."""

    de = "Diese Bewerbung ist nicht zurückgezogen."
    en = "This entry has not been withdrawn."


class EntryNeverSubmitted(Conflict):
    """A receipt is of something that was handed in."""

    de = "Eine Eingangsbestätigung gibt es, sobald die Bewerbung eingereicht ist."
    en = "There is a receipt once the entry is handed in."


class TooManyOpenEntries(Conflict):
    """A list nobody oversees."""

    de = "Sie haben bei dieser Ausschreibung schon {most} Entwürfe. Bitte löschen Sie zuerst einen."
    en = "You already have {most} drafts in this call. Please delete one first."


class TooManyMembers(Conflict):
    """A list nobody oversees."""

    de = "Mehr als {most} Personen kann ein Team nicht haben. Bitte entfernen Sie zuerst jemanden."
    en = "A team cannot have more than {most} people. Please remove somebody first."


class AlreadyInTeam(Conflict):
    """The address is on the list."""

    de = "Diese Person gehört schon zum Team."
    en = "This person already belongs to the team."


class LastLead(Conflict):
    """Somebody has to hand in and to hear of it."""

    de = "Jemand muss das Team leiten. Bitte übergeben Sie die Leitung zuerst."
    en = "Somebody has to lead the team. Please hand that over first."


class OnlyLead(Forbidden):
    """Editors write; whoever leads decides."""

    de = "Das kann nur, wer das Team der Bewerbung leitet."
    en = "Only whoever leads the team of the entry can do that."


def check_kind(kind: EntrantKind, *, takes_organisations: bool, takes_companies: bool) -> None:
    """Whether such entrants may enter. Raises PersonCannotEnter, OrganisationCannotEnter, CompanyCannotEnter."""
    if kind is EntrantKind.PERSON:
        raise PersonCannotEnter(field="kind")
    if kind is EntrantKind.ORGANISATION and not takes_organisations:
        raise OrganisationCannotEnter(field="kind")
    if kind is EntrantKind.COMPANY and not takes_companies:
        raise CompanyCannotEnter(field="kind")


def check_in_time(phases: Sequence[Phase], now: datetime) -> None:
    """Whether entries are taken at this moment, to the last microsecond of the last day in Berlin.

    Raises CallTakesNoEntries, EntryNotYetOpen, EntryTooLate.
    """
    phase = phase_of(phases, PhaseKind.ENTRY)
    if phase is None:
        raise CallTakesNoEntries
    if now < phase.starts_at:
        raise EntryNotYetOpen(
            day=phase.first_day.strftime("%d.%m.%Y"), day_en=phase.first_day.strftime("%-d %B %Y")
        )
    if now >= phase.ends_at:
        raise EntryTooLate(
            day=phase.last_day.strftime("%d.%m.%Y"), day_en=phase.last_day.strftime("%-d %B %Y")
        )


def takes_entries(phases: Sequence[Phase], now: datetime) -> bool:
    """Whether entries are taken at this moment."""
    phase = phase_of(phases, PhaseKind.ENTRY)
    return phase is not None and phase.is_on(now)


def may_change(status: EntryStatus, phases: Sequence[Phase], now: datetime) -> bool:
    """A draft and one that was asked back at any time; what is handed in until the deadline."""
    if status is EntryStatus.SUBMITTED:
        return takes_entries(phases, now)
    return status in (EntryStatus.DRAFT, EntryStatus.ASKED)


def check_change(status: EntryStatus, phases: Sequence[Phase], now: datetime) -> None:
    """Raises EntryFixed."""
    if not may_change(status, phases, now):
        raise EntryFixed


def check_submittable(status: EntryStatus) -> None:
    """Raises EntryAlreadySubmitted, EntryEnded."""
    if status in ENDED:
        raise EntryEnded
    if status is not EntryStatus.DRAFT:
        raise EntryAlreadySubmitted


def check_withdrawable(status: EntryStatus) -> None:
    """Raises EntryEnded, EntryFixed."""
    if status in ENDED:
        raise EntryEnded
    if status not in WITHDRAWABLE:
        raise EntryFixed


def status_back(*, submitted: bool, complete: bool, question: str) -> EntryStatus:
    """What a withdrawn entry comes back as: the office checks it anew, or still waits for what is missing."""
    if not submitted:
        return EntryStatus.DRAFT
    return EntryStatus.ASKED if question and not complete else EntryStatus.SUBMITTED


def status_told(
    status: EntryStatus, *, told_at: datetime | None, phases: Sequence[Phase], now: datetime
) -> EntryStatus:
    """What who entered sees: being nominated only once they were told or everybody may know, for the list may change."""
    if status is not EntryStatus.SHORTLISTED or told_at is not None or nominees_are_public(phases, now):
        return status
    return EntryStatus.ADMITTED


def key_of(name: str) -> str:
    """What a name is sorted, found and told apart by, as long as its column."""
    return sort_key(name)[:LONGEST_KEY].strip()


def one_line(text: str) -> str:
    """The words without stray blanks."""
    return " ".join(text.split())

"""What a door refuses and what it says; pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ehrenamtskarte.cards import display_name, token
from ehrenamtskarte.ceremonies.doors.ticket_code import MAX_NAME_BYTES, PREFIX, Reason
from ehrenamtskarte.ceremonies.rules import Outcome
from ehrenamtskarte.core.clock import BERLIN
from ehrenamtskarte.core.errors import Conflict, Forbidden, Invalid, SignInNeeded
from ehrenamtskarte.core.text import Text

PAIRING_LIFE = timedelta(minutes=10)
CLOCKS_MAY_DIFFER = timedelta(minutes=2)
"""A scanner's clock that is further off is not believed for a scan made with a network."""
SCANS_HANDED_IN_WITHIN = timedelta(days=30)
NONCE_OF_COMPANION = "{nonce}/{position}"

_OUTCOME_OF = {
    Reason.MALFORMED: Outcome.UNREADABLE,
    Reason.UNKNOWN_KEY: Outcome.FORGED,
    Reason.BAD_SIGNATURE: Outcome.FORGED,
    Reason.EXPIRED: Outcome.EXPIRED,
    Reason.WRONG_EVENT: Outcome.WRONG_EVENT,
}


class DeviceNotPaired(SignInNeeded):
    """No secret, or one that nobody gave out."""

    de = "Dieses Gerät ist nicht gekoppelt. Bitte koppeln Sie es mit einem neuen Code."
    en = "This device is not paired. Please pair it with a new code."


class PairingRevoked(SignInNeeded):
    """The office ended the pairing."""

    de = "Die Kopplung dieses Geräts wurde aufgehoben. Bitte fragen Sie die Leitung nach einem neuen Code."
    en = "The pairing of this device was revoked. Please ask the organisers for a new code."


class DeviceForOtherEvent(Forbidden):
    """Paired, but not for this event."""

    de = "Dieses Gerät ist für eine andere Veranstaltung gekoppelt."
    en = "This device is paired for another event."


class DeviceForOtherPurpose(Forbidden):
    """A stage device at the door, or the other way round."""

    de = "Dieses Gerät ist für eine andere Aufgabe gekoppelt."
    en = "This device is paired for another task."


class PairingCodeWrong(Invalid):
    """Not one of ours, used, or too old."""

    de = "Diesen Code gibt es nicht oder nicht mehr. Ein Code gilt zehn Minuten und für ein Gerät."
    en = "There is no such code, or no more. A code holds ten minutes, for one device."


class ScanEmpty(Invalid):
    """Neither a code nor a person."""

    de = "Scannen Sie einen Code oder wählen Sie eine Person aus."
    en = "Scan a code or choose a person."


class NonceUsed(Conflict):
    """The same number came with another ticket."""

    de = "Diese Nummer gehört schon zu einem anderen Scan."
    en = "This number already belongs to another scan."


class DoorUnknown(Invalid):
    """Not a door of this event."""

    de = "Diesen Eingang gibt es bei dieser Veranstaltung nicht."
    en = "This event has no such door."


class AllPlacesPromised(Conflict):
    """A walk-in when the accepted fill the event."""

    de = "Alle Plätze sind zugesagt. Lassen Sie nur ein, wenn sicher jemand fehlt."
    en = "All places are promised. Only admit if somebody is certain not to come."


class HouseFull(Conflict):
    """As many are in as the house takes."""

    de = "Es sind schon so viele Menschen da, wie das Haus aufnehmen darf."
    en = "As many people are in as the house may hold."


def outcome_of(reason: Reason) -> Outcome | None:
    """What a code's fault is at a door; None for a good one."""
    return _OUTCOME_OF.get(reason)


def ticket_name(given_name: str, family_name: str, attendee_name: str, position: int) -> str:
    """The name in the code: of a guest or named companion "Erika M.", else "+1 Erika M."; at most 24 bytes."""
    if position == 0:
        return display_name.display_name(given_name, family_name)
    if attendee_name.strip():
        given, _, family = attendee_name.strip().rpartition(" ")
        return display_name.display_name(given, family)
    name = f"+{position} {display_name.display_name(given_name, family_name)}"
    return name.encode()[:MAX_NAME_BYTES].decode(errors="ignore").rstrip()


@dataclass(frozen=True, slots=True)
class Person:
    """Who stands at the door."""

    name: str
    position: int
    guest_name: str

    @property
    def called(self) -> Text:
        """How the door calls them."""
        if self.name:
            return Text(self.name, self.name)
        if self.position == 0:
            return Text(self.guest_name, self.guest_name)
        return Text(f"Begleitung von {self.guest_name}", f"Companion of {self.guest_name}")


@dataclass(frozen=True, slots=True)
class OtherEvent:
    """What a ticket is for, if not for this event."""

    title: Text
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class First:
    """When and where somebody was let in first."""

    at: datetime
    door: str


def sentence(
    outcome: Outcome,
    person: Person | None = None,
    first: First | None = None,
    other: OtherEvent | None = None,
    ticket: str = "",
) -> Text:
    """What the door is told, in one sentence or two."""
    if person is not None and outcome in _OF_PERSONS:
        return _of_person(outcome, person.called, first)
    if outcome is Outcome.CONFLICT:
        return _conflict(first)
    if other is not None:
        return _elsewhere(outcome, other)
    if outcome is Outcome.UNREADABLE and not ticket.startswith(PREFIX):
        return _CARD if ticket.startswith(token.PREFIX) else _NO_TICKET
    return _SENTENCES[outcome]


_OF_PERSONS = frozenset({Outcome.ADMITTED, Outcome.READMITTED, Outcome.ALREADY_IN})
_CARD = Text(
    "Das ist eine Ehrenamtskarte, keine Eintrittskarte. Bitte suchen Sie die Person nach ihrem Namen.",
    "This is an Ehrenamtskarte, not a ticket. Please search for the person by name.",
)
_NO_TICKET = Text(
    "Das ist keine Eintrittskarte dieser Plattform. Bitte suchen Sie die Person nach ihrem Namen.",
    "This is not a ticket of this platform. Please search for the person by name.",
)
_SENTENCES = {
    # Whoever was let in and has been removed from the list since.
    Outcome.ADMITTED: Text("Eingelassen.", "Admitted."),
    Outcome.READMITTED: Text("Wieder eingelassen.", "Admitted again."),
    Outcome.ALREADY_IN: Text("Diese Person ist schon da.", "This person is already in."),
    Outcome.UNREADABLE: Text(
        "Der Code ist unvollständig oder beschädigt. Scannen Sie ihn noch einmal oder suchen Sie nach dem Namen.",
        "The code is cut off or damaged. Scan it again or search by name.",
    ),
    Outcome.FORGED: Text(
        "Diese Karte ist nicht echt: Ihre Unterschrift stimmt nicht. Bitte rufen Sie die Leitung.",
        "This ticket is not genuine: its signature does not match. Please call the organisers.",
    ),
    Outcome.NOT_VALID_ANY_MORE: Text(
        "Diese Karte gilt nicht mehr: Sie wurde zurückgegeben oder ersetzt. Suchen Sie nach dem Namen.",
        "This ticket no longer counts: it was returned or replaced. Search by name.",
    ),
    Outcome.EXPIRED: Text(
        "Diese Karte ist abgelaufen: Die Veranstaltung ist vorbei.",
        "This ticket has expired: the event is over.",
    ),
    Outcome.WRONG_EVENT: Text(
        "Diese Karte gilt für eine andere Veranstaltung.", "This ticket is for another event."
    ),
}


def _of_person(outcome: Outcome, called: Text, first: First | None) -> Text:
    if outcome is Outcome.ADMITTED:
        return Text(f"Willkommen: {called.de}.", f"Welcome: {called.en}.")
    if outcome is Outcome.READMITTED:
        return Text(f"Wieder da: {called.de}.", f"Back again: {called.en}.")
    if first is None:
        return Text(f"{called.de} ist schon da.", f"{called.en} is already in.")
    return Text(
        f"{called.de} ist schon da, seit {_time(first.at)} Uhr{_at_door(first, 'Eingang')}."
        " Kommt die Person nur zurück, lassen Sie sie wieder ein.",
        f"{called.en} is already in, since {_time(first.at)}{_at_door(first, 'door')}."
        " If they are just coming back, admit them again.",
    )


def _conflict(first: First | None) -> Text:
    if first is None:
        return Text(
            "Ohne Netz eingelassen, obwohl die Karte nicht mehr galt.",
            "Admitted without a network although the ticket no longer counted.",
        )
    return Text(
        f"Zweimal ohne Netz eingelassen: zuerst um {_time(first.at)} Uhr{_at_door(first, 'Eingang')}.",
        f"Admitted twice without a network: first at {_time(first.at)}{_at_door(first, 'door')}.",
    )


def _elsewhere(outcome: Outcome, other: OtherEvent) -> Text:
    day = other.starts_at.astimezone(BERLIN)
    de, en = f"{day.day}.{day.month}.{day.year}", f"{day:%d/%m/%Y}"
    title = other.title.de, other.title.en or other.title.de
    if outcome is Outcome.EXPIRED:
        return Text(
            f"Diese Karte ist alt: Sie war für „{title[0]}“ am {de}.",
            f"This is an old ticket: it was for “{title[1]}” on {en}.",
        )
    return Text(
        f"Diese Karte gilt für eine andere Veranstaltung: „{title[0]}“ am {de}.",
        f"This ticket is for another event: “{title[1]}” on {en}.",
    )


def _time(moment: datetime) -> str:
    return f"{moment.astimezone(BERLIN):%H:%M}"


def _at_door(first: First, word: str) -> str:
    return f" ({word}: {first.door})" if first.door else ""


def seat_label(room: str | None, kind: str | None, block: str | None, number: int | None) -> str:
    """Where somebody sits: `Saal, Tisch 4, Platz 2`; empty without a seat."""
    if number is None:
        return ""
    # Most labels say what they are, "Tisch 4"; a mere number does not.
    what = f"{'Tisch' if kind == 'table' else 'Reihe'} {block}" if str(block).isdecimal() else block
    return f"{room}, {what}, Platz {number}"


def believed(scanned_at: datetime | None, now: datetime) -> datetime:
    """When a scan with a network was made; a clock that is far off is not believed."""
    if scanned_at is None or abs(scanned_at - now) > CLOCKS_MAY_DIFFER:
        return now
    return min(scanned_at, now)


def corrected(scanned_at: datetime, sent_at: datetime, now: datetime) -> datetime:
    """When a scan without a network was made: by a clock that shows `sent_at` when it is `now`."""
    return now - min(max(sent_at - scanned_at, timedelta(0)), SCANS_HANDED_IN_WITHIN)

"""What may become of a case, who gets an offer, what is asked, and every refusal."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from ehrenamtskarte.core.errors import Conflict, FieldError, Forbidden, Invalid
from ehrenamtskarte.core.text import Text
from ehrenamtskarte.eligibility.criterion import Result
from ehrenamtskarte.eligibility.rules import CardKind

PAUSE = timedelta(days=365)
"""After a no, from either side, nothing is offered for a year; applying by oneself is always possible."""

RENEWAL = timedelta(days=92)
"""So long before its last day a card may be followed by the next."""

REASON_LENGTH = 2000


class Status(StrEnum):
    """Where a case stands."""

    OFFERED = "offered"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    REJECTED = "rejected"
    DECLINED = "declined"
    """The person does not want what was offered."""
    WITHDRAWN = "withdrawn"
    """The person took back what was submitted."""
    LAPSED = "lapsed"
    """What the offer rested on is no longer there."""


OPEN = frozenset({Status.OFFERED, Status.SUBMITTED})
SEEN_BY_OFFICE = frozenset({Status.SUBMITTED, Status.APPROVED, Status.REJECTED, Status.WITHDRAWN})
"""An offer is between the platform and the person until they agree to the processing of their data."""


class Step(StrEnum):
    """What can be done with a case."""

    ACCEPT = "accept"
    DECLINE = "decline"
    LAPSE = "lapse"
    WITHDRAW = "withdraw"
    APPROVE = "approve"
    REJECT = "reject"


class Origin(StrEnum):
    """Who began."""

    OFFER = "offer"
    SELF = "self"


class NotSubmittedYet(Conflict):
    """The person has not accepted the offer."""

    de = "Das Angebot ist noch nicht angenommen."
    en = "The offer has not been accepted yet."


class AlreadySubmitted(Conflict):
    """The person sent it already, perhaps in another window."""

    de = "Das haben Sie schon abgeschickt. Ihre Kommune meldet sich."
    en = "You have already sent this. Your municipality will be in touch."


class AlreadyApproved(Conflict):
    """Somebody was faster."""

    de = "Dieser Antrag ist schon bewilligt."
    en = "This application has already been approved."


class AlreadyRejected(Conflict):
    """Somebody was faster."""

    de = "Dieser Antrag ist schon abgelehnt."
    en = "This application has already been rejected."


class AlreadyDeclined(Conflict):
    """The person said no."""

    de = "Dieses Angebot wurde schon abgelehnt."
    en = "This offer has already been declined."


class AlreadyWithdrawn(Conflict):
    """The person took it back."""

    de = "Dieser Antrag wurde zurückgezogen."
    en = "This application was withdrawn."


class OfferLapsed(Conflict):
    """What the offer rested on is no longer there."""

    de = "Dieses Angebot gilt nicht mehr, weil sich die bestätigten Angaben geändert haben."
    en = "This offer no longer holds, because what was confirmed has changed."


class AlreadyOpen(Conflict):
    """One open case per person and card."""

    de = "Für diese Karte läuft schon ein Angebot oder ein Antrag."
    en = "There is already an offer or an application for this card."


class CardStillValid(Conflict):
    """The next card can be had shortly before this one ends."""

    de = "Sie haben schon eine gültige Karte."
    en = "You already have a valid card."


class NoTownTakesPart(Conflict):
    """Neither at home nor where somebody is engaged is the card given."""

    de = "Weder Ihr Wohnort noch ein Ort, in dem Ihr Engagement bestätigt ist, gibt zurzeit die Ehrenamtskarte aus."
    en = "Neither your home town nor a town where your engagement is confirmed gives the card at present."


class ConsentMissing(Invalid):
    """Both are needed: the processing of the data, and that they are correct."""

    de = "Bitte stimmen Sie beidem zu, sonst können wir den Antrag nicht bearbeiten."
    en = "Please agree to both, otherwise the application cannot be processed."


class ReasonMissing(Invalid):
    """Whoever is refused learns why."""

    de = "Bitte nennen Sie den Grund, damit die Person ihn erfährt."
    en = "Please give the reason, so that the person learns it."


class OwnApplication(Forbidden):
    """Nobody decides on the own application."""

    de = "Über den eigenen Antrag entscheidet jemand anderes."
    en = "Somebody else has to decide on your own application."


class ConfirmedByYourself(Forbidden):
    """Whoever vouched for the engagement does not decide on the card."""

    de = "Sie haben das Engagement dieser Person selbst bestätigt. Den Antrag entscheidet jemand anderes."
    en = "You confirmed this person's engagement yourself. Somebody else has to decide on the application."


_NEXT: dict[tuple[Status, Step], Status] = {
    (Status.OFFERED, Step.ACCEPT): Status.SUBMITTED,
    (Status.OFFERED, Step.DECLINE): Status.DECLINED,
    (Status.OFFERED, Step.LAPSE): Status.LAPSED,
    (Status.SUBMITTED, Step.WITHDRAW): Status.WITHDRAWN,
    (Status.SUBMITTED, Step.APPROVE): Status.APPROVED,
    (Status.SUBMITTED, Step.REJECT): Status.REJECTED,
}

_ALREADY: dict[Status, type[Conflict]] = {
    Status.OFFERED: NotSubmittedYet,
    Status.SUBMITTED: AlreadySubmitted,
    Status.APPROVED: AlreadyApproved,
    Status.REJECTED: AlreadyRejected,
    Status.DECLINED: AlreadyDeclined,
    Status.WITHDRAWN: AlreadyWithdrawn,
    Status.LAPSED: OfferLapsed,
}


def after(status: Status, step: Step) -> Status:
    """Where a case stands after a step. Raises the conflict that says where it stands instead."""
    following = _NEXT.get((status, step))
    if following is None:
        raise _ALREADY[status]
    return following


@dataclass(frozen=True)
class Consents:
    """What the person agrees to; the first two are required."""

    processing: bool = False
    correctness: bool = False
    publication: bool = False
    """To be named in the programme of a ceremony."""
    news: bool = False


def check_consents(consents: Consents) -> None:
    """Raises ConsentMissing, once per consent that is needed and not given."""
    missing = [name for name in ("processing", "correctness") if not getattr(consents, name)]
    if missing:
        text = Text(ConsentMissing.de, ConsentMissing.en)
        raise ConsentMissing(*(FieldError(f"consents.{name}", text) for name in missing))


class Question(StrEnum):
    """What the form may have to ask, by the field of the answer."""

    GIVEN_NAME = "givenName"
    FAMILY_NAME = "familyName"
    BIRTH_DATE = "birthDate"
    STREET = "street"
    POSTAL_CODE = "postalCode"
    MUNICIPALITY = "municipality"
    ALLOWANCES = "allowances"


class AnswerMissing(Invalid):
    """Something the case worker needs."""

    de = "Bitte füllen Sie dieses Feld aus."
    en = "Please fill in this field."


def check_answered(missing: Collection[Question]) -> None:
    """Raises AnswerMissing with one error per open question."""
    if missing:
        text = Text(AnswerMissing.de, AnswerMissing.en)
        raise AnswerMissing(*(FieldError(question, text) for question in missing))


CONFIRMED_GROUNDS = frozenset({"hours_in_a_year", "hours_in_a_week"})
"""Ways to the hours that others vouched for; a proof the person names is for a case worker to look at."""


def is_clear(results: Iterable[Result], bases: Iterable[str | None], *, has_duplicates: bool) -> bool:
    """Whether nobody has to look: every criterion met, on ground that others confirmed, by somebody known once."""
    confirmed = all(basis in CONFIRMED_GROUNDS for basis in bases if basis is not None)
    return confirmed and not has_duplicates and all(result is Result.MET for result in results)


@dataclass(frozen=True)
class Earlier:
    """What an earlier or open case of the same person and card says about the next."""

    status: Status
    closed_on: date | None = None
    valid_until: date | None = None
    ended_on: date | None = None
    """The day its card was revoked."""

    def still_valid(self, day: date) -> bool:
        """Whether its card makes another one needless."""
        if self.status is not Status.APPROVED or self.ended_on is not None:
            return False
        return self.valid_until is None or day < self.valid_until - RENEWAL

    def rests(self, day: date) -> bool:
        """Whether it was a no that is less than a year old."""
        said_no = {Status.REJECTED, Status.DECLINED, Status.WITHDRAWN}
        ended = self.ended_on or (self.closed_on if self.status in said_no else None)
        return ended is not None and day < ended + PAUSE


def may_be_offered(earlier: Iterable[Earlier], day: date) -> bool:
    """No open case, no card that holds, no recent no."""
    return not any(case.status in OPEN or case.still_valid(day) or case.rests(day) for case in earlier)


def check_may_apply(earlier: Collection[Earlier], day: date) -> None:
    """Raises AlreadyOpen, CardStillValid."""
    if any(case.status in OPEN for case in earlier):
        raise AlreadyOpen
    if any(case.still_valid(day) for case in earlier):
        raise CardStillValid


def check_may_decide(decider: UUID, applicant: UUID, confirmed_by: Collection[UUID]) -> None:
    """Raises OwnApplication, ConfirmedByYourself."""
    if decider == applicant:
        raise OwnApplication
    if decider in confirmed_by:
        raise ConfirmedByYourself


def check_reason(reason: str) -> str:
    """The reason without blanks around it. Raises ReasonMissing."""
    reason = reason.strip()[:REASON_LENGTH]
    if not reason:
        raise ReasonMissing(field="reason")
    return reason


def first_day(kind: CardKind, day: date, earlier: Iterable[Earlier]) -> date:
    """From which day the years of a new card count: from the end of one that still runs, else from today."""
    running = [
        case.valid_until
        for case in earlier
        if case.status is Status.APPROVED and case.ended_on is None and case.valid_until is not None
    ]
    following = max((last + timedelta(days=1) for last in running), default=day)
    return day if kind is CardKind.JUBILEE else max(day, following)

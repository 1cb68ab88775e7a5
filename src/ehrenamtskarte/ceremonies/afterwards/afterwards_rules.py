"""What may happen once an event is over, and how long what remains is kept; pure."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

from ehrenamtskarte.ceremonies.rules import KEPT_YEARS, Consent, GuestStatus, Status
from ehrenamtskarte.core.clock import berlin_day
from ehrenamtskarte.core.errors import Conflict, Forbidden, Invalid
from ehrenamtskarte.core.text import Text

FEWEST_ANSWERS = 5
"""Below, somebody could be recognised by an answer."""
SURVEY_OPEN = timedelta(days=60)
NEEDS_KEPT = timedelta(days=30)
"""What somebody needs tells of their health."""
FILES_KEPT = timedelta(days=1)
"""Letters for an event: they hold links that open the pages of its guests."""
LONGEST_DESCRIPTION = 300
MOST_PHOTOS = 500
MOST_IN_FOCUS = 30
MOST_CERTIFICATES = 1000
"""In one file."""

GETS_A_CERTIFICATE = (
    GuestStatus.INVITED,
    GuestStatus.ACCEPTED,
    GuestStatus.WAITING,
    GuestStatus.OFFERED,
    GuestStatus.DECLINED,
    GuestStatus.LAPSED,
)
"""Whoever was invited, whether they could come or not."""
IS_THANKED = (
    GuestStatus.ACCEPTED,
    GuestStatus.WAITING,
    GuestStatus.OFFERED,
    GuestStatus.DECLINED,
    GuestStatus.LAPSED,
)
"""Whoever answered; who never did may not want mails."""


class Certified(StrEnum):
    """Whose certificates are printed together."""

    LAUREATES = "laureates"
    ACCEPTED = "accepted"
    """Before the event: all who said they would come."""
    CAME = "came"
    ABSENT = "absent"


class NotOverYet(Conflict):
    """What follows an event waits for its end."""

    de = "Das geht erst, wenn die Veranstaltung vorbei ist."
    en = "This can only be done once the event is over."


class NobodyToThank(Conflict):
    """Everybody has their thanks, or nobody has an e-mail address."""

    de = "Alle mit einer E-Mail-Adresse haben ihren Dank schon bekommen."
    en = "Everybody with an e-mail address has been thanked already."


class NoCertificates(Conflict):
    """Nobody of those who were chosen gets one."""

    de = "In dieser Auswahl bekommt niemand eine Urkunde."
    en = "Nobody of those you chose gets a certificate."


class TooManyCertificates(Invalid):
    """More than one file should hold."""

    de = "Das sind mehr als {most} Urkunden. Bitte wählen Sie eine Gruppe."
    en = "These are more than {most} certificates. Please choose a group."


class NoCertificate(Forbidden):
    """Only for those who were invited."""

    de = "Für diese Einladung gibt es keine Urkunde."
    en = "There is no certificate for this invitation."


class SurveyNotOpen(Conflict):
    """Before the end nobody can say how it was."""

    de = "Die Umfrage beginnt nach der Veranstaltung."
    en = "The survey begins after the event."


class SurveyClosed(Conflict):
    """Results stand."""

    de = "Die Umfrage ist beendet. Danke, dass Sie uns etwas sagen wollten."
    en = "The survey has ended. Thank you for wanting to tell us something."


class AlreadySurveyed(Conflict):
    """One answer of each party."""

    de = "Danke, Ihre Antwort haben wir schon bekommen."
    en = "Thank you, we have already got your answer."


class OnlyThoseWhoCame(Conflict):
    """Who was not there cannot say how it was."""

    de = "Die Umfrage ist für alle, die dabei waren."
    en = "The survey is for those who were there."


class PhotosKeptTooLong(Invalid):
    """People were told that photos go after five years."""

    de = "Fotos werden höchstens {years} Jahre aufbewahrt, hier bis {latest}."
    en = "Photos are kept for {years} years at most, here until {latest}."


class DescriptionMissing(Invalid):
    """Who does not see a photo needs words."""

    de = "Bitte beschreiben Sie kurz, was auf dem Foto zu sehen ist."
    en = "Please say briefly what the photo shows."


class DescriptionTooLong(Invalid):
    """A short description helps more."""

    de = "Die Beschreibung hat höchstens 300 Zeichen."
    en = "The description has at most 300 characters."


class CreditTooLong(Invalid):
    """The name of who took the photo."""

    de = "Der Bildnachweis hat höchstens 200 Zeichen."
    en = "The credit has at most 200 characters."


class TooManyPhotos(Conflict):
    """Enough for an album."""

    de = "Mehr als {most} Fotos passen nicht zu einer Veranstaltung."
    en = "An event holds {most} photos at most."


class TooManyInFocus(Invalid):
    """Beyond, it is a photo of a crowd."""

    de = "Mehr als {most} Personen stehen nicht im Mittelpunkt eines Fotos."
    en = "No more than {most} people are in the focus of a photo."


class PersonUnnamed(Invalid):
    """Somebody in focus is known by name."""

    de = "Bitte schreiben Sie zu jeder Person einen Namen."
    en = "Please give every person a name."


class ConsentMissing(Conflict):
    """A photo is shown once everybody in its focus agreed."""

    de = "Dieses Foto können Sie zeigen, sobald alle im Mittelpunkt zugestimmt haben."
    en = "You can show this photo once everybody in its focus has agreed."


def check_over(status: str, ends_at: datetime, now: datetime) -> None:
    """Raises NotOverYet; an event that is postponed without a new day is not over either."""
    if status in (Status.DRAFT, Status.POSTPONED) or now < ends_at:
        raise NotOverYet


def check_survey(*, ends_at: datetime, status: str, came: bool, surveyed: bool, now: datetime) -> None:
    """Raises SurveyNotOpen, SurveyClosed, OnlyThoseWhoCame, AlreadySurveyed."""
    if status != Status.PUBLISHED or now < ends_at:
        raise SurveyNotOpen
    if now >= ends_at + SURVEY_OPEN:
        raise SurveyClosed
    if not came:
        raise OnlyThoseWhoCame
    if surveyed:
        raise AlreadySurveyed


def years_later(day: date, years: int) -> date:
    """The same day of a later year; the last of February for the 29th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def years_before(day: date, years: int) -> date:
    """The same day of an earlier year."""
    return years_later(day, -years)


def photos_end(ends_at: datetime, until: date | None) -> date:
    """When photos of an event are deleted: after five years, or before where the office set less."""
    latest = years_later(berlin_day(ends_at), KEPT_YEARS)
    return min(latest, until) if until else latest


def check_kept_until(ends_at: datetime, until: date | None, *, field: str) -> None:
    """Raises PhotosKeptTooLong."""
    latest = photos_end(ends_at, None)
    if until is not None and until > latest:
        raise PhotosKeptTooLong(
            field=field, years=KEPT_YEARS, latest=f"{latest.day}.{latest.month}.{latest.year}"
        )


def check_description(alt: Text, *, field: str) -> Text:
    """The words without blanks around them. Raises DescriptionMissing, DescriptionTooLong."""
    trimmed = Text(alt.de.strip(), alt.en.strip())
    if not trimmed.de:
        raise DescriptionMissing(field=field)
    if max(len(trimmed.de), len(trimmed.en)) > LONGEST_DESCRIPTION:
        raise DescriptionTooLong(field=field)
    return trimmed


def check_credit(text: str) -> str:
    """Who took it. Raises CreditTooLong."""
    if len(text.strip()) > 200:
        raise CreditTooLong(field="credit")
    return text.strip()


def all_agreed(consents: Sequence[str]) -> bool:
    """Whether a photo may be shown: nobody in its focus refused or was not asked; a crowd has nobody in focus."""
    return all(consent == Consent.YES for consent in consents)


def cost_per_head(cost_cents: int | None, came: int) -> int | None:
    """Cents for each person who came, rounded; None where nothing is known or nobody came."""
    if cost_cents is None or came == 0:
        return None
    return (2 * cost_cents + came) // (2 * came)


def share(part: int, whole: int) -> int | None:
    """Per cent, rounded; None of nothing."""
    return None if whole == 0 else (200 * part + whole) // (2 * whole)

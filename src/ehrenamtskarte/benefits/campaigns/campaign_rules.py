"""Single codes, raffles, favourites, reports and who was asked: what is refused, and what follows from dates; pure."""

from datetime import date, datetime, timedelta

from ehrenamtskarte.benefits.rules import Limit, ReportKind
from ehrenamtskarte.benefits.tills import limits
from ehrenamtskarte.core.errors import Conflict, Invalid

MOST_CODES_AT_ONCE = 5_000
MOST_CODES = 50_000
"""Of one offer, given ones too."""
LONGEST_CODE = 80
FEWEST_SHOWN = 5
"""Fewer entrants of a raffle are not counted in public before the draw."""
MOST_FAVOURITES = 500
OLDEST_EVENT_REPORTED = timedelta(days=366)


class CardNeeded(Conflict):
    """Only for holders of a card that is valid today."""

    de = "Dafür brauchen Sie eine gültige Ehrenamtskarte. Unter „Übersicht“ sehen Sie, wie Sie eine bekommen."
    en = "You need a valid Ehrenamtskarte for this. “Overview” shows you how to get one."


class StandardCardNeeded(Conflict):
    """The holder has a jubilee card only."""

    de = "Dieses Angebot gilt nur mit der Ehrenamtskarte, nicht mit der Jubiläums-Ehrenamtskarte. Viele andere gelten mit beiden."
    en = "This offer is only for the Ehrenamtskarte, not for the jubilee card. Many others are for both."


class JubileeCardNeeded(Conflict):
    """The holder has a standard card only."""

    de = "Dieses Angebot gilt nur mit der Jubiläums-Ehrenamtskarte. Viele andere gelten mit beiden Karten."
    en = "This offer is only for the jubilee Ehrenamtskarte. Many others are for both cards."


class NotValidToday(Conflict):
    """It is public, but holds on other days."""

    de = "Dieses Angebot gilt heute nicht. Bitte schauen Sie nach, an welchen Tagen es gilt."
    en = "This offer does not hold today. Please look up the days on which it does."


class NoCodeNeeded(Conflict):
    """The offer is used without a code."""

    de = "Für dieses Angebot brauchen Sie keinen Code."
    en = "You need no code for this offer."


class NoCodesWanted(Conflict):
    """Only an offer with single codes has a pool."""

    de = "Dieses Angebot arbeitet nicht mit einzelnen Codes. Stellen Sie das zuerst bei den Bedingungen um."
    en = "This offer does not use single codes. Please change that in its terms first."


class CodesRunOut(Conflict):
    """The pool is dry; the company knows."""

    de = (
        "Gerade sind alle Codes vergeben. Das Unternehmen weiß Bescheid;"
        " bitte schauen Sie in ein paar Tagen noch einmal."
    )
    en = "All codes are taken at the moment. The company has been told; please have another look in a few days."


class CodesMissing(Invalid):
    """Nothing was entered."""

    de = "Bitte geben Sie mindestens einen Code ein, jeden in eine eigene Zeile."
    en = "Please enter at least one code, each on a line of its own."


class TooManyCodes(Invalid):
    """More than are taken at once."""

    de = "Das sind {given} Codes. Bitte fügen Sie höchstens {most} auf einmal hinzu."
    en = "These are {given} codes. Please add at most {most} at once."


class PoolFull(Conflict):
    """More than one offer ever gives away."""

    de = "Zu einem Angebot passen höchstens {most} Codes, auch die vergebenen zählen. Bitte fügen Sie weniger hinzu."
    en = "An offer holds at most {most} codes, including those already given. Please add fewer."


class CodeTooLong(Invalid):
    """Probably not a code but a text."""

    de = "Der Code in Zeile {line} ist zu lang. Ein Code hat höchstens {most} Zeichen."
    en = "The code on line {line} is too long. A code has at most {most} characters."


class CodeUnreadable(Invalid):
    """Nobody could type it."""

    de = "Der Code in Zeile {line} enthält Zeichen, die man nicht sieht. Bitte entfernen Sie diese."
    en = "The code on line {line} has characters that cannot be seen. Please remove them."


class NoRaffle(Conflict):
    """Nothing is drawn there."""

    de = "Dieses Angebot ist keine Verlosung. Sie können es einfach nutzen."
    en = "This offer is not a raffle. You can simply use it."


class RaffleNotBegun(Conflict):
    """It is shown, but entries begin later."""

    de = "Diese Verlosung hat noch nicht begonnen. Sie beginnt am {day}."
    en = "This raffle has not begun yet. It begins on {day}."


class RaffleClosed(Conflict):
    """The deadline has passed."""

    de = "Der Teilnahmeschluss dieser Verlosung ist vorbei."
    en = "The deadline of this raffle has passed."


class RaffleOver(Conflict):
    """What people took part in stays as it was promised."""

    de = "Der Teilnahmeschluss ist vorbei; er und die Zahl der Gewinne lassen sich nicht mehr ändern."
    en = "The deadline has passed; it and the number of prizes can no longer be changed."


class DeadlinePassed(Conflict):
    """Nobody could take part any more."""

    de = "Der Teilnahmeschluss liegt schon in der Vergangenheit. Das Unternehmen muss einen neuen angeben."
    en = "The deadline already lies in the past. The company has to give a new one."


class TooManyFavourites(Conflict):
    """More than anybody finds again."""

    de = "Sie haben schon {most} Angebote gemerkt. Bitte entfernen Sie zuerst eines."
    en = "You already keep {most} offers. Please remove one first."


class AlreadyReported(Conflict):
    """One report at a time."""

    de = "Sie haben zu diesem Angebot schon etwas gemeldet. Wir kümmern uns darum und schreiben Ihnen."
    en = "You have already reported something about this offer. We are looking into it and will write to you."


class WordsMissing(Invalid):
    """Nobody can tell what is meant."""

    de = "Bitte beschreiben Sie kurz, was nicht stimmt."
    en = "Please describe briefly what is wrong."


class VenueElsewhere(Invalid):
    """Not a place of this company."""

    de = "Diesen Ort gibt es bei dem Unternehmen nicht. Bitte wählen Sie einen anderen."
    en = "The company has no such place. Please choose another one."


class DayImpossible(Invalid):
    """Not yet, or too long ago."""

    de = "Bitte geben Sie einen Tag aus den letzten zwölf Monaten an."
    en = "Please give a day within the last twelve months."


class AnswerMissing(Invalid):
    """The holder learns what came of it."""

    de = "Bitte schreiben Sie der Person eine kurze Antwort."
    en = "Please write a short answer to the person."


class ReportAlreadyClosed(Conflict):
    """Somebody else was faster."""

    de = "Diese Meldung ist schon beantwortet."
    en = "This report has already been answered."


class CompanyNameMissing(Invalid):
    """Somebody was asked."""

    de = "Bitte geben Sie den Namen des Unternehmens ein."
    en = "Please enter the name of the company."


class DayToCome(Invalid):
    """It has been asked, not will be."""

    de = "Dieser Tag liegt in der Zukunft."
    en = "This day lies in the future."


class TownUnknown(Invalid):
    """Not in the state's register."""

    de = "Diese Gemeinde gibt es in Nordrhein-Westfalen nicht."
    en = "There is no such municipality in North Rhine-Westphalia."


class CompanyUnknown(Invalid):
    """Not one of this office's companies."""

    de = "Dieses Unternehmen finden wir bei Ihnen nicht. Bitte wählen Sie es neu aus."
    en = "We do not find this company among yours. Please choose it again."


def read_codes(text: str) -> tuple[list[str], int]:
    """The different codes of a text, one a line, and how many lines repeated one.

    Raises CodesMissing, TooManyCodes, CodeTooLong, CodeUnreadable.
    """
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if not lines:
        raise CodesMissing(field="codes")
    if len(lines) > MOST_CODES_AT_ONCE:
        raise TooManyCodes(field="codes", given=len(lines), most=MOST_CODES_AT_ONCE)
    for number, code in lines:
        if len(code) > LONGEST_CODE:
            raise CodeTooLong(field="codes", line=number, most=LONGEST_CODE)
        if not code.isprintable():
            raise CodeUnreadable(field="codes", line=number)
    codes = list(dict.fromkeys(code for _, code in lines))
    return codes, len(lines) - len(codes)


def code_slot(limit: Limit, day: date) -> str:
    """The time for which a holder keeps a single code; without a limit a day, so that nobody empties a pool by tapping."""
    return limits.slot(limit, day) or day.isoformat()


def runs_low(left: int, total: int) -> bool:
    """Whether the company should add codes: fewer than a tenth are left, or none."""
    return left == 0 or left * 10 < total


def check_open(deadline: datetime, drawn_at: datetime | None, now: datetime) -> None:
    """Whoever takes part or steps back does so before the deadline. Raises RaffleClosed."""
    if drawn_at is not None or now > deadline:
        raise RaffleClosed


def check_report(kind: ReportKind, text: str, happened_on: date | None, today: date) -> None:
    """Raises WordsMissing, DayImpossible."""
    if kind in (ReportKind.WRONG, ReportKind.OTHER) and not text:
        raise WordsMissing(field="text")
    if happened_on and not today - OLDEST_EVENT_REPORTED <= happened_on <= today:
        raise DayImpossible(field="happenedOn")


def check_asked(company_name: str, asked_on: date, today: date) -> None:
    """Raises CompanyNameMissing, DayToCome."""
    if not company_name:
        raise CompanyNameMissing(field="companyName")
    if asked_on > today:
        raise DayToCome(field="askedOn")

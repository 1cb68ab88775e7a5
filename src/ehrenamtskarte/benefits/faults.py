"""What is wrong with terms, told at the field; pure."""

import re
from collections.abc import Collection, Iterator
from datetime import date, datetime
from urllib.parse import urlsplit
from uuid import UUID

from ehrenamtskarte.benefits.rules import BenefitOver, Codes, Terms, TermsInvalid
from ehrenamtskarte.benefits.terms import NUMBERS
from ehrenamtskarte.core.clock import berlin_day
from ehrenamtskarte.core.errors import FieldError
from ehrenamtskarte.core.text import Text

LONGEST_TITLE = 120
LONGEST_CONDITIONS = 2_000
LONGEST_ADDRESS = 300
MOST_CENTS = 100_000_000
MOST_PRIZES = 10_000
YEARS_AHEAD = 5

_MARKUP = re.compile(r"<[/!?]?[a-zA-Z]")
_NOT_IN_ADDRESSES = re.compile(r"[\s\"'<>\\`{}|^\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")


def check_terms(terms: Terms, today: date) -> None:
    """What is wrong with terms in their normal form, all at once. Raises TermsInvalid."""
    faults = [
        *_faults_of_texts(terms),
        *_faults_of_value(terms),
        *_faults_of_days(terms, today),
        *_faults_of_hours(terms),
        *_faults_of_raffle(terms, today),
        *_faults_of_place(terms),
    ]
    if faults:
        raise TermsInvalid(*faults)


def check_own(
    terms: Terms, venues: Collection[UUID], pictures: Collection[UUID], *, statewide: bool = False
) -> None:
    """Venues and picture are the company's own, and it holds somewhere. Raises TermsInvalid.

    The whole state is somewhere too: a statewide company needs no venue of its own.
    """
    if terms.picture and terms.picture not in pictures:
        raise TermsInvalid(_PICTURE_UNKNOWN)
    if not set(terms.venues) <= set(venues):
        raise TermsInvalid(_VENUE_UNKNOWN)
    places = venues if terms.all_venues else terms.venues
    if not places and not terms.online and not statewide:
        raise TermsInvalid(_VENUES_MISSING)


def check_not_over(terms: Terms, now: datetime) -> None:
    """Nothing is approved that nobody could use any more. Raises BenefitOver."""
    if terms.valid_until and terms.valid_until < berlin_day(now):
        raise BenefitOver
    if terms.deadline and terms.deadline <= now:
        raise BenefitOver


def _faults_of_texts(terms: Terms) -> Iterator[FieldError]:
    if not terms.title.de:
        yield _fault("title.de", "Bitte geben Sie einen Titel ein.", "Please enter a title.")
    for name, text, longest in (
        ("title", terms.title, LONGEST_TITLE),
        ("conditions", terms.conditions, LONGEST_CONDITIONS),
    ):
        for language in ("de", "en"):
            words = text.in_language(language)
            if len(words) > longest:
                yield _fault(
                    f"{name}.{language}",
                    f"Bitte kürzen Sie auf höchstens {longest:,} Zeichen; jetzt sind es {len(words):,}.".replace(
                        ",", "."
                    ),
                    f"Please shorten this to at most {longest:,} characters; it now has {len(words):,}.",
                )
            elif _MARKUP.search(words):
                yield _fault(
                    f"{name}.{language}",
                    "Bitte schreiben Sie nur Text, ohne Befehle in spitzen Klammern.",
                    "Please write text alone, without commands in angle brackets.",
                )


def _faults_of_value(terms: Terms) -> Iterator[FieldError]:
    for name in NUMBERS[terms.kind]:
        if getattr(terms, name) is None:
            yield _MISSING[name]
    if terms.percent is not None and not 1 <= terms.percent <= 100:
        yield _fault(
            "percent",
            "Ein Nachlass liegt zwischen 1 und 100 Prozent.",
            "A discount lies between 1 and 100 per cent.",
        )
    for name, field in (("regular_cents", "regularCents"), ("amount_cents", "amountCents")):
        if (getattr(terms, name) or 0) > MOST_CENTS:
            yield _fault(
                field,
                "So viel Geld? Bitte geben Sie höchstens 1.000.000 Euro an.",
                "That much money? Please enter at most 1,000,000 euros.",
            )
    if terms.amount_cents is not None and terms.amount_cents <= 0:
        yield _fault(
            "amountCents", "Der Betrag muss größer als null sein.", "The amount must be more than zero."
        )
    prices = terms.regular_cents, terms.card_cents
    if prices[0] is not None and prices[1] is not None and not 0 <= prices[1] < prices[0]:
        yield _fault(
            "cardCents",
            "Der Preis mit Karte muss unter dem regulären Preis liegen.",
            "The price with the card must be below the regular price.",
        )


def _faults_of_days(terms: Terms, today: date) -> Iterator[FieldError]:
    if terms.valid_until and terms.valid_from and terms.valid_until < terms.valid_from:
        yield _fault("validUntil", "Das Angebot endet, bevor es beginnt.", "The offer ends before it begins.")
    elif terms.valid_until and terms.valid_until < today:
        yield _fault("validUntil", "Dieser Tag ist schon vorbei.", "This day has already passed.")
    if not terms.weekdays:
        yield _fault(
            "weekdays", "Bitte wählen Sie mindestens einen Wochentag.", "Please choose at least one weekday."
        )
    elif not _some_day_fits(terms):
        yield _fault(
            "weekdays",
            "Zwischen Anfang und Ende gibt es keinen dieser Wochentage.",
            "None of these weekdays lies between beginning and end.",
        )


def _some_day_fits(terms: Terms) -> bool:
    if terms.valid_from is None or terms.valid_until is None or terms.valid_until < terms.valid_from:
        return True
    days = (terms.valid_until - terms.valid_from).days
    return days >= 6 or any((terms.valid_from.weekday() + n) % 7 in terms.weekdays for n in range(days + 1))


def _faults_of_hours(terms: Terms) -> Iterator[FieldError]:
    if terms.from_time and terms.until_time and terms.until_time <= terms.from_time:
        yield _fault(
            "untilTime",
            "Diese Uhrzeit liegt nicht nach dem Anfang. Bis Mitternacht ist 24:00.",
            "This time is not after the beginning. Until midnight is 24:00.",
        )


def _faults_of_raffle(terms: Terms, today: date) -> Iterator[FieldError]:
    if terms.prizes is not None and not 1 <= terms.prizes <= MOST_PRIZES:
        yield _fault(
            "prizes", "Bitte geben Sie 1 bis 10.000 Gewinne an.", "Please enter between 1 and 10,000 prizes."
        )
    if terms.deadline is None:
        return
    # Far years cannot be converted to another time zone.
    if (
        not today.year <= terms.deadline.year <= today.year + YEARS_AHEAD
        or berlin_day(terms.deadline) < today
    ):
        yield _fault(
            "deadline",
            "Der Teilnahmeschluss muss in der Zukunft liegen, höchstens fünf Jahre.",
            "The deadline must lie in the future, five years at most.",
        )
    elif terms.valid_until and berlin_day(terms.deadline) > terms.valid_until:
        yield _fault(
            "deadline",
            "Der Teilnahmeschluss liegt nach dem Ende des Angebots.",
            "The deadline lies after the end of the offer.",
        )


def _faults_of_place(terms: Terms) -> Iterator[FieldError]:
    if not terms.all_venues and not terms.venues and not terms.online:
        yield _VENUES_MISSING
    if terms.online and not is_web_address(terms.online_url):
        yield _fault(
            "onlineUrl",
            "Bitte geben Sie die Internetadresse an, die mit https:// oder http:// beginnt.",
            "Please enter the web address; it begins with https:// or http://.",
        )
    if terms.codes is Codes.ONE and not terms.code:
        yield _fault("code", "Bitte geben Sie den Code ein.", "Please enter the code.")


def is_web_address(text: str) -> bool:
    """Whether it is an address that a browser may safely be sent to."""
    if len(text) > LONGEST_ADDRESS or _NOT_IN_ADDRESSES.search(text):
        return False
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(host) and parts.username is None


def _fault(field: str, de: str, en: str) -> FieldError:
    return FieldError(field, Text(de=de, en=en))


_MISSING = {
    "percent": _fault(
        "percent",
        "Bitte geben Sie an, wie viel Prozent Nachlass es gibt.",
        "Please enter the discount in per cent.",
    ),
    "regular_cents": _fault(
        "regularCents", "Bitte geben Sie den regulären Preis an.", "Please enter the regular price."
    ),
    "card_cents": _fault(
        "cardCents", "Bitte geben Sie den Preis mit Karte an.", "Please enter the price with the card."
    ),
    "amount_cents": _fault(
        "amountCents",
        "Bitte geben Sie an, wie viel Euro Nachlass es gibt.",
        "Please enter the amount that is taken off.",
    ),
    "deadline": _fault(
        "deadline", "Bitte geben Sie den Teilnahmeschluss an.", "Please enter the deadline for taking part."
    ),
    "prizes": _fault("prizes", "Bitte geben Sie an, wie viele gewinnen.", "Please enter how many win."),
}
_VENUES_MISSING = _fault(
    "venues",
    "Bitte wählen Sie mindestens einen Ort, an dem das Angebot gilt, oder sagen Sie, dass es online gilt.",
    "Please choose at least one place where the offer holds, or say that it is an online offer.",
)
_VENUE_UNKNOWN = _fault(
    "venues",
    "Einen dieser Orte gibt es bei Ihnen nicht mehr. Bitte wählen Sie neu.",
    "One of these places is no longer yours. Please choose again.",
)
_PICTURE_UNKNOWN = _fault(
    "picture",
    "Dieses Bild gibt es nicht mehr. Bitte wählen Sie ein anderes.",
    "This picture is gone. Please choose another one.",
)

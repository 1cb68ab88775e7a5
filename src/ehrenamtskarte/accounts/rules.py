"""Sign-in rules: how long codes live, how often they may be tried, what an e-mail address is."""

import hashlib
import re
import secrets
from datetime import date, datetime, timedelta

import pyotp

from ehrenamtskarte.core.errors import Conflict, FieldError, Invalid, Refusal
from ehrenamtskarte.core.text import Text

CODE_LIFE = timedelta(minutes=10)
LINK_LIFE = timedelta(days=30)
"""How long the button of a mail about an offer or a card also signs in."""
CODE_ATTEMPTS = 5
SESSION_LIFE = timedelta(days=90)
STAFF_SESSION_LIFE = timedelta(hours=12)
CLAIM_LIFE = timedelta(days=365)
CLAIM_ATTEMPTS = 5
RECOVERY_CODES = 10
TOTP_SECONDS = 30
TOTP_DIGITS = 6

_EMAIL = re.compile(r"[^@\s\"(),:;<>\[\]\\]+@[^@\s.]+(\.[^@\s.]+)+")
_CLAIM_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


class EmailInvalid(Invalid):
    """Not an address a mail could go to."""

    de = "Das ist keine gültige E-Mail-Adresse."
    en = "That is not a valid e-mail address."


class CodeWrong(Refusal):
    """The code is wrong, used, too old or tried too often: which one is nobody's business."""

    status = 422
    title = "Invalid input"
    de = "Dieser Code stimmt nicht oder ist abgelaufen. Bitte fordern Sie einen neuen an."
    en = "This code is wrong or has expired. Please request a new one."


class LinkExpired(Refusal):
    """The link is used or too old."""

    status = 410
    title = "Gone"
    de = "Dieser Link ist abgelaufen oder wurde schon benutzt. Bitte fordern Sie einen neuen an."
    en = "This link has expired or was already used. Please request a new one."


class SecondFactorWrong(Refusal):
    """The code of the second factor does not fit."""

    status = 422
    title = "Invalid input"
    de = "Der Code aus Ihrer App stimmt nicht. Bitte geben Sie den aktuellen Code ein."
    en = "The code from your app is wrong. Please enter the current one."


class SecondFactorAlreadySet(Conflict):
    """There is a second factor already."""

    de = "Ihr zweiter Faktor ist schon eingerichtet."
    en = "Your second factor is already set up."


class SecondFactorNotStarted(Conflict):
    """A confirmation without a set-up before."""

    de = "Bitte richten Sie zuerst den zweiten Faktor ein."
    en = "Please set up the second factor first."


class ClaimWrong(Refusal):
    """The code or the birth date does not fit a reserved person."""

    status = 422
    title = "Invalid input"
    de = "Code und Geburtsdatum passen nicht zusammen. Bitte prüfen Sie beides."
    en = "Code and birth date do not match. Please check both."


class SignsInByEmail(Conflict):
    """Whoever has an address needs no letter."""

    de = "Diese Person braucht keinen Brief: Sie meldet sich mit ihrer E-Mail-Adresse an."
    en = "This person needs no letter: they sign in with their e-mail address."


def normal_email(text: str) -> str:
    """The address in the form it is stored and compared in; raises EmailInvalid."""
    email = text.strip().lower()
    if len(email) > 254 or not _EMAIL.fullmatch(email):
        raise EmailInvalid(field="email")
    return email


def check_birth_date(birth_date: date | None, today: date) -> None:
    """A birth date lies in the past, within a human life."""
    if birth_date is None:
        return
    if not (today.year - 120 <= birth_date.year and birth_date <= today):
        raise Invalid(
            FieldError(
                "birthDate",
                Text(de="Bitte prüfen Sie das Geburtsdatum.", en="Please check the birth date."),
            )
        )


def new_code() -> str:
    """Six digits for the mail."""
    return f"{secrets.randbelow(1_000_000):06d}"


def new_secret() -> str:
    """128 bits and more, for links and session cookies."""
    return secrets.token_urlsafe(24)


def new_claim_code() -> str:
    """Ten letters and digits (50 bits) for a printed letter, without look-alikes: `ABCDE-FGH23`."""
    letters = "".join(secrets.choice(_CLAIM_ALPHABET) for _ in range(10))
    return f"{letters[:5]}-{letters[5:]}"


def normal_claim_code(text: str) -> str:
    """What a person typed, without separators and in upper case."""
    return re.sub(r"[^0-9A-Z]", "", text.upper())


def digest(secret: str, *salt: str) -> bytes:
    """How codes, links and cookies are stored."""
    return hashlib.sha256("\0".join([secret, *salt]).encode()).digest()


def session_ends(*, staff: bool, now: datetime) -> datetime:
    """Staff sign in every working day; volunteers stay signed in on their phone."""
    return now + (STAFF_SESSION_LIFE if staff else SESSION_LIFE)


def totp_step(secret: str, code: str, now: datetime) -> int | None:
    """The time step (RFC 6238, 30 s) this code belongs to, one step of clock drift allowed; None when it fits none."""
    hotp = pyotp.HOTP(secret)
    present = int(now.timestamp()) // TOTP_SECONDS
    return next(
        (
            step
            for step in (present, present - 1, present + 1)
            if pyotp.utils.strings_equal(hotp.at(step), code)
        ),
        None,
    )

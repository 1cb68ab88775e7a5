"""The life of a card: statuses, how long credentials live, and what is refused."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum

from ehrenamtskarte.core.clock import BERLIN
from ehrenamtskarte.core.errors import Conflict, Invalid

CREDENTIAL_LIFE = timedelta(days=30)
CHALLENGE_LIFE = timedelta(minutes=5)
CHALLENGE_BYTES = 32
SHORT_CODE_LIFE = timedelta(minutes=5)
SHORT_CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O that look like 1 and 0, no U."""
SHORT_CODE_LENGTH = 8
SCANS_HANDED_IN_WITHIN = timedelta(days=30)
"""How long a till may keep what it scanned offline; credentials stay known for as long after their end."""
LIST_LIFE = timedelta(days=7)
LIST_RENEWED_AFTER = timedelta(hours=6)
LIST_TTL = timedelta(hours=1)
FIRST_LIST_SIZE = 8192
"""Places in the status list of a new installation; doubled when free places get rare."""


class CardStatus(StrEnum):
    """Where a card stands; whether its time has come is a matter of its dates."""

    ACTIVE = "active"
    REPLACED = "replaced"
    REVOKED = "revoked"


class DeviceStatus(StrEnum):
    """Where a phone stands with a card."""

    PENDING = "pending"
    ACTIVE = "active"
    REPLACED = "replaced"
    REVOKED = "revoked"


class CardNotActive(Conflict):
    """The card was revoked, replaced, or its time is over."""

    de = "Diese Karte gilt nicht mehr."
    en = "This card is no longer valid."


class CardAlreadyRevoked(Conflict):
    """Somebody else was faster."""

    de = "Diese Karte ist schon gesperrt."
    en = "This card is already revoked."


class ActiveOnAnotherPhone(Conflict):
    """The holder must say that the new phone replaces the old one."""

    de = "Ihre Karte ist auf einem anderen Telefon. Möchten Sie sie hierher holen?"
    en = "Your card is on another phone. Do you want to move it here?"


class DeviceNotActive(Conflict):
    """The phone no longer carries the card; activating again helps."""

    de = "Diese Karte ist auf diesem Telefon nicht mehr aktiv. Bitte aktivieren Sie sie neu."
    en = "This card is no longer active on this phone. Please activate it again."


class CopiedDevice(Conflict):
    """A key that was already exchanged came again: somebody copied it."""

    de = "Diese Karte wurde auf ein zweites Gerät kopiert und ist zur Sicherheit abgemeldet. Bitte aktivieren Sie sie neu."
    en = "This card was copied to a second device and has been signed out for safety. Please activate it again."


class ChallengeWrong(Invalid):
    """The challenge is unknown, used or too old."""

    de = "Die Aktivierung hat zu lange gedauert. Bitte versuchen Sie es noch einmal."
    en = "The activation took too long. Please try again."


class ProofWrong(Invalid):
    """The signature is not by the key that was sent."""

    de = "Ihr Telefon konnte seinen Schlüssel nicht nachweisen. Bitte versuchen Sie es noch einmal."
    en = "Your phone could not prove its key. Please try again."


class CodeMissing(Invalid):
    """Neither the text of a code nor a short code."""

    de = "Bitte scannen Sie den Code der Karte, oder tippen Sie den Kurzcode ein."
    en = "Please scan the card's code, or type the short code."


class ReasonMissing(Invalid):
    """A revocation by the office has a reason."""

    de = "Bitte nennen Sie den Grund."
    en = "Please give the reason."


def check_usable(status: CardStatus, valid_until: date | None, today: date) -> None:
    """Only an active card whose time has not ended goes to a phone. Raises CardNotActive."""
    if status is not CardStatus.ACTIVE or (valid_until is not None and valid_until < today):
        raise CardNotActive


def check_revocable(status: CardStatus) -> None:
    """A card is revoked once. Raises CardAlreadyRevoked."""
    if status is not CardStatus.ACTIVE:
        raise CardAlreadyRevoked


def credential_ends(now: datetime, valid_until: date | None) -> datetime:
    """30 days from now, but never after the card's last day in Berlin (card-token, life of a card)."""
    after_30_days = now + CREDENTIAL_LIFE
    if valid_until is None:
        return after_30_days
    return min(after_30_days, datetime.combine(valid_until + timedelta(days=1), time(), tzinfo=BERLIN))


_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"} | dict.fromkeys("-‐‑–—", ""))


def short_code_of(typed: str) -> str | None:
    """A short code as it was made, whatever way it was typed; None for what cannot be one."""
    code = "".join(typed.split()).upper().translate(_LOOKALIKES)
    is_one = len(code) == SHORT_CODE_LENGTH and set(code) <= set(SHORT_CODE_ALPHABET)
    return code if is_one else None

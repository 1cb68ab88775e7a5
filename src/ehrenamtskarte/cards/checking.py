"""Is this card good, here and now? The same ordered steps as in the front end's checker.

What was decided about clocks. "Now" is the caller's business: the checker's own clock corrected by the
offset to server time that its last sync measured. As long as that offset is known, a time that does not fit
is the card's fault and is called so (`not_yet_valid`, `expired`, `screenshot`), however far it is off. When
the offset is not known (never measured, or the clock was set back since), a time that does not fit says as
much about the checker as about the card: every other step is still taken, so a forged, foreign or revoked
card stays invalid, and what is left is `unsure` / `clock_off`, never "invalid" and never green. A known but
large offset (`is_large_offset`) changes no result; whoever shows the result says that the clock is wrong and
was corrected.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ehrenamtskarte.cards import token
from ehrenamtskarte.cards.key_set import KeySet
from ehrenamtskarte.cards.status_list import StatusList

ISSUED_AHEAD_SECONDS = 60
PRESENTED_BEFORE_SECONDS = 30
PRESENTED_AHEAD_SECONDS = 15
FRESH_SECONDS = 24 * 60 * 60
LARGE_OFFSET_SECONDS = 60


class Result(StrEnum):
    """What the cashier sees first: a colour, a sign and a word."""

    VALID = "valid"
    VALID_WITH_ID = "valid_with_id"
    UNSURE = "unsure"
    INVALID = "invalid"


class Reason(StrEnum):
    """Why, each reason belongs to exactly one result."""

    OK = "ok"
    PRINT = "print"
    STALE_STATUS_LIST = "stale_status_list"
    CLOCK_OFF = "clock_off"
    MALFORMED = "malformed"
    UNKNOWN_KEY = "unknown_key"
    BAD_SIGNATURE = "bad_signature"
    WRONG_MEDIUM = "wrong_medium"
    NOT_YET_VALID = "not_yet_valid"
    EXPIRED = "expired"
    BAD_PROOF = "bad_proof"
    SCREENSHOT = "screenshot"
    REVOKED = "revoked"


RESULTS = {
    Reason.OK: Result.VALID,
    Reason.PRINT: Result.VALID_WITH_ID,
    Reason.STALE_STATUS_LIST: Result.UNSURE,
    Reason.CLOCK_OFF: Result.UNSURE,
}
"""Every other reason is invalid."""

_ABOUT_TIME = {Reason.NOT_YET_VALID, Reason.EXPIRED, Reason.SCREENSHOT}


@dataclass(frozen=True, slots=True)
class Known:
    """What a checker knows, and how many seconds ago the older part of it was true (None: unknown)."""

    keys: KeySet | None
    status_list: StatusList | None
    age: float | None

    def is_fresh(self, claims: token.Claims, now: float) -> bool:
        """Whether a card that is not on the list can be called good."""
        if self.status_list is None or self.age is None or not self.status_list.covers(claims.status):
            return False
        # An age below zero: the clock went back since the sync. A list from the future proves nothing.
        return -LARGE_OFFSET_SECONDS <= self.age <= FRESH_SECONDS and now < self.status_list.expires_at


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer. Claims are there only once the issuer's signature held, so only true things are shown."""

    reason: Reason
    claims: token.Claims | None = None

    @property
    def result(self) -> Result:
        """The colour that belongs to the reason."""
        return RESULTS.get(self.reason, Result.INVALID)

    @property
    def is_good(self) -> bool:
        """Valid, be it with a look at the ID."""
        return self.result in (Result.VALID, Result.VALID_WITH_ID)

    @property
    def kind(self) -> str | None:
        """The word for JSON: standard or jubilee."""
        return self.claims.kind.name.lower() if self.claims else None

    @property
    def display_name(self) -> str | None:
        """For comparing with an ID."""
        return self.claims.name if self.claims else None

    @property
    def issuer(self) -> int | None:
        """AGS or district key as a number."""
        return self.claims.issuer if self.claims else None

    @property
    def valid_until(self) -> int | None:
        """Seconds since 1970; the first moment at which this credential is no longer valid."""
        return self.claims.expires_at if self.claims else None


def check(text: str, now: float, known: Known, *, clock_is_known: bool = True) -> Outcome:
    """Check the text of a code at `now` (seconds since 1970). Never raises, whatever the text."""
    try:
        shown = token.read(text)
    except token.Malformed:
        return Outcome(Reason.MALFORMED)
    if known.keys is None:
        return Outcome(Reason.STALE_STATUS_LIST)
    credential, proven = _parts(shown)
    keys = known.keys.usable(credential.kid)
    if not keys:
        return Outcome(Reason.UNKNOWN_KEY)
    if not any(credential.is_signed_by(key) for key in keys):
        return Outcome(Reason.BAD_SIGNATURE)
    claims = credential.claims
    answer = Reason.OK if claims.medium is token.Medium.PHONE else Reason.PRINT
    for reason in _failures(claims, proven, now, known):
        if reason in _ABOUT_TIME and not clock_is_known:
            answer = Reason.CLOCK_OFF
        elif answer is not Reason.CLOCK_OFF or reason is not Reason.STALE_STATUS_LIST:
            return Outcome(reason, claims)
    return Outcome(answer, claims)


def is_large_offset(seconds: float) -> bool:
    """Whether people should be told that this device's clock is wrong."""
    return abs(seconds) >= LARGE_OFFSET_SECONDS


def _parts(
    shown: token.Credential | token.Presentation,
) -> tuple[token.Credential, token.Presentation | None]:
    if isinstance(shown, token.Presentation):
        return shown.credential, shown
    return shown, None


def _failures(
    claims: token.Claims, shown: token.Presentation | None, now: float, known: Known
) -> Iterator[Reason]:
    """The failing steps after the issuer's signature, in order and only as far as somebody asks."""
    if not _is_right_medium(claims, shown):
        yield Reason.WRONG_MEDIUM
    if claims.issued_at > now + ISSUED_AHEAD_SECONDS:
        yield Reason.NOT_YET_VALID
    if now >= claims.expires_at:
        yield Reason.EXPIRED
    if shown is not None:
        if not shown.is_by_its_device():
            yield Reason.BAD_PROOF
        if not now - PRESENTED_BEFORE_SECONDS <= shown.time <= now + PRESENTED_AHEAD_SECONDS:
            yield Reason.SCREENSHOT
    if known.status_list is not None and known.status_list.revoked(claims.status):
        yield Reason.REVOKED
    if not known.is_fresh(claims, now):
        yield Reason.STALE_STATUS_LIST


def _is_right_medium(claims: token.Claims, shown: token.Presentation | None) -> bool:
    """A phone shows a presentation and has a key; a printed card is the bare credential and has none."""
    on_phone = claims.medium is token.Medium.PHONE
    return on_phone == (shown is not None) and on_phone == (claims.device_key is not None)

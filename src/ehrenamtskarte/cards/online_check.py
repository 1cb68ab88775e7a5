"""The check over the network: the same rules as offline, with today's truth about key and card."""

import time
from dataclasses import dataclass

from ehrenamtskarte.cards import signing_keys
from ehrenamtskarte.cards.checking import Known, Outcome, Reason, check
from ehrenamtskarte.cards.key_set import KeySet
from ehrenamtskarte.cards.status_list import StatusList
from ehrenamtskarte.core import db

_KEYS_KEPT_SECONDS = 10.0


@dataclass
class _Kept:
    keys: KeySet
    until: float


_kept: _Kept | None = None


class _Live(StatusList):
    """Knows every place and no revocation: those are asked for in the database afterwards."""

    __slots__ = ()

    def covers(self, index: int) -> bool:  # noqa: ARG002
        return True

    def revoked(self, index: int) -> bool:  # noqa: ARG002
        return False


_LIVE = _Live(subject="", version=0, issued_at=0, expires_at=1 << 40, ttl=0, bits=b"")


async def check_online(text: str, *, now: float) -> Outcome:
    """Check a code at `now` (seconds since 1970); revocations and killed keys count at once."""
    outcome = check(text, now, Known(await _keys(), _LIVE, age=0))
    if not outcome.is_good or outcome.claims is None:
        return outcome
    found = await db.row(
        "SELECT k.state, c.revoked_at IS NULL AND d.status = 'active' AS counts FROM credential c"
        " JOIN device d ON d.id = c.device JOIN signing_key k ON k.kid = c.key"
        " WHERE c.status_index = $1 AND c.cti = $2",
        outcome.claims.status,
        outcome.claims.cti,
    )
    if found is None or not found["counts"]:
        return Outcome(Reason.REVOKED, outcome.claims)
    if found["state"] == "killed":
        return Outcome(Reason.UNKNOWN_KEY)
    return outcome


async def _keys() -> KeySet:
    global _kept  # noqa: PLW0603 - one copy per process
    if _kept is None or _kept.until < time.monotonic():
        _kept = _Kept(await signing_keys.key_set(), time.monotonic() + _KEYS_KEPT_SECONDS)
    return _kept.keys

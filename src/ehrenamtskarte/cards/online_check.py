"""The check over the network: the same rules as offline, with today's truth about key and card."""

import asyncio
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.cards import signing_keys
from ehrenamtskarte.cards.checking import Known, Outcome, Reason, check
from ehrenamtskarte.cards.key_set import KeySet
from ehrenamtskarte.cards.status_list import StatusList
from ehrenamtskarte.core import db

_KEYS_KEPT_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Checked:
    """The answer and, for a good one, whose card it is: for counting an offer's limit, never for the till's eyes."""

    outcome: Outcome
    card_id: UUID | None = None


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
    return (await check_card(text, now=now)).outcome


async def check_card(text: str, *, now: float) -> Checked:
    """The same, with the card."""
    outcome = check(text, now, Known(await current_keys(), _LIVE, age=0))
    if not outcome.is_good or outcome.claims is None:
        return Checked(outcome)
    found = await db.row(
        "SELECT d.card, k.state, c.revoked_at IS NULL AND d.status = 'active' AS counts FROM credential c"
        " JOIN device d ON d.id = c.device JOIN signing_key k ON k.kid = c.key"
        " WHERE c.status_index = $1 AND c.cti = $2",
        outcome.claims.status,
        outcome.claims.cti,
    )
    if found is None or not found["counts"]:
        return Checked(Outcome(Reason.REVOKED, outcome.claims))
    if found["state"] == "killed":
        return Checked(Outcome(Reason.UNKNOWN_KEY))
    return Checked(outcome, found["card"])


async def check_past(shown: Sequence[tuple[str, datetime]]) -> list[Checked]:
    """Check codes as of the moments they were scanned: what was revoked later still counted then.

    A killed key counts at no time: nobody knows since when it had leaked.
    """
    known = Known(await current_keys(), _LIVE, age=0)
    # Two signatures each: too long for others to wait.
    outcomes = await asyncio.to_thread(
        lambda: [check(text, moment.timestamp(), known) for text, moment in shown]
    )
    cards = await _cards_of(outcome for outcome in outcomes if outcome.is_good)
    return [
        _as_of(outcome, moment, cards) if outcome.is_good else Checked(outcome)
        for outcome, (_, moment) in zip(outcomes, shown, strict=True)
    ]


async def _cards_of(outcomes: Iterable[Outcome]) -> dict[bytes, Any]:
    """The cards of good codes by the random number each credential bears, and until when they counted."""
    claims = [outcome.claims for outcome in outcomes if outcome.claims is not None]
    found = await db.rows(
        "SELECT c.cti, d.card, k.state, least(c.revoked_at, d.ended_at) AS ended_at"
        " FROM unnest($1::int[], $2::bytea[]) AS shown (status_index, cti)"
        " JOIN credential c USING (status_index, cti) JOIN device d ON d.id = c.device JOIN signing_key k ON k.kid = c.key",
        [claim.status for claim in claims],
        [claim.cti for claim in claims],
    )
    return {row["cti"]: row for row in found}


def _as_of(outcome: Outcome, moment: datetime, cards: dict[bytes, Any]) -> Checked:
    found = cards.get(outcome.claims.cti) if outcome.claims else None
    if found is None or (found["ended_at"] is not None and found["ended_at"] <= moment):
        return Checked(Outcome(Reason.REVOKED, outcome.claims))
    if found["state"] == "killed":
        return Checked(Outcome(Reason.UNKNOWN_KEY))
    return Checked(outcome, found["card"])


async def current_keys() -> KeySet:
    """All published keys, read anew every few seconds: for whatever is signed with them."""
    global _kept  # noqa: PLW0603 - one copy per process
    if _kept is None or _kept.until < time.monotonic():
        _kept = _Kept(await signing_keys.key_set(), time.monotonic() + _KEYS_KEPT_SECONDS)
    return _kept.keys

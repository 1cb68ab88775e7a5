"""Codes that a holder reads out to a till without a camera: short-lived, one per card, hard to guess."""

import hashlib
import secrets
from datetime import date, datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.cards import issuing, policies, rules
from ehrenamtskarte.cards.checking import Outcome, Reason
from ehrenamtskarte.cards.online_check import Checked, check_card
from ehrenamtskarte.cards.rules import CardStatus
from ehrenamtskarte.cards.token import Claims, Kind, Medium
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.rate_limits import limit

TRIES_FROM_ONE_PLACE = 60
"""A minute. A code has 40 bits and lives five minutes."""
TRIES_OF_ALL = 6000
"""In five minutes: with a thousand codes alive, one guess in a million hits."""


async def new_code(card_id: UUID, *, actor: Actor, now: datetime) -> tuple[str, datetime]:
    """A fresh code for an own card, as XXXX-XXXX, and when it ends; it ends the one before.

    Raises NotFound, CardNotActive, TooManyRequests.
    """
    async with db.transaction():
        card = await issuing.card(card_id)
        policies.must_hold(actor, card)
        rules.check_usable(CardStatus(card.status), card.valid_until, clock.berlin_day(now))
        await limit("short-code-made", str(card_id), times=30, seconds=600)
        code = "".join(secrets.choice(rules.SHORT_CODE_ALPHABET) for _ in range(rules.SHORT_CODE_LENGTH))
        expires_at = now + rules.SHORT_CODE_LIFE
        await db.execute(
            "INSERT INTO short_code (card, digest, expires_at) VALUES ($1, $2, $3)"
            " ON CONFLICT (card) DO UPDATE SET digest = excluded.digest, expires_at = excluded.expires_at",
            card_id, _digest(code), expires_at,
        )  # fmt: skip
    half = rules.SHORT_CODE_LENGTH // 2
    return f"{code[:half]}-{code[half:]}", expires_at


async def check_shown(
    token: str | None, short_code: str | None, *, asked_from: str, at_a_till: bool = False, now: datetime
) -> Checked:
    """Check whatever there is: the text of a code, or a short code. Raises CodeMissing, TooManyRequests."""
    if token is not None:
        return await check_card(token, now=now.timestamp())
    if short_code is not None:
        return await check_short_code(short_code, asked_from=asked_from, at_a_till=at_a_till, now=now)
    raise rules.CodeMissing(field="token")


async def check_short_code(typed: str, *, asked_from: str, at_a_till: bool = False, now: datetime) -> Checked:
    """Check a typed code; one that nobody has or that has ended is `malformed`. Raises TooManyRequests.

    Tills of partners are counted apart, so that guessing by anybody does not keep them from working.
    """
    code = rules.short_code_of(typed)
    if code is None:
        return Checked(Outcome(Reason.MALFORMED))
    await limit("short-code", asked_from, times=TRIES_FROM_ONE_PLACE, seconds=60)
    await limit("short-code", "all tills" if at_a_till else "all", times=TRIES_OF_ALL, seconds=300)
    found = await db.rows(
        "SELECT c.id, c.kind, c.display_name, c.status, c.valid_until, b.number FROM short_code s"
        " JOIN card c ON c.id = s.card JOIN issuing_body b ON b.id = c.issuing_body"
        " WHERE s.digest = $1 AND s.expires_at > $2",
        _digest(code),
        now,
    )
    # Should two holders ever have the same code, it is nobody's.
    return _answer(found[0], now) if len(found) == 1 else Checked(Outcome(Reason.MALFORMED))


def _answer(card: Any, now: datetime) -> Checked:
    outcome = Outcome(_reason(card, clock.berlin_day(now)), _claims(card, now))
    return Checked(outcome, card["id"] if outcome.is_good else None)


def _reason(card: Any, today: date) -> Reason:
    if card["status"] != CardStatus.ACTIVE:
        return Reason.REVOKED
    over = card["valid_until"] is not None and card["valid_until"] < today
    return Reason.EXPIRED if over else Reason.OK


def _claims(card: Any, now: datetime) -> Claims:
    """What a credential made now would say."""
    return Claims(
        kind=Kind[card["kind"].upper()],
        medium=Medium.PHONE,
        issuer=card["number"],
        name=card["display_name"],
        status=0,
        cti=b"",
        issued_at=int(now.timestamp()),
        expires_at=int(rules.credential_ends(now, card["valid_until"]).timestamp()),
    )


def _digest(code: str) -> bytes:
    return hashlib.sha256(b"ehrenamtskarte short code\0" + code.encode()).digest()


async def forget_old() -> None:
    """Remove codes that have ended."""
    await db.execute("DELETE FROM short_code WHERE expires_at < now()")

"""Redeeming at a till with a network: check the card, note that the benefit was given, enforce its limit."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.benefits.rules import Limit
from ehrenamtskarte.benefits.tills import given, till, till_rules
from ehrenamtskarte.benefits.tills.given import Given
from ehrenamtskarte.benefits.tills.till_rules import NonceUsed, Offer
from ehrenamtskarte.cards.checking import Outcome, Reason
from ehrenamtskarte.cards.online_check import check_past
from ehrenamtskarte.cards.short_codes import check_short_code, check_shown
from ehrenamtskarte.companies import policies
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound, Unavailable

TRIES = 3
"""How often it is tried again when the use in its way has just been taken back."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a till wants to give, and what it was shown."""

    benefit: UUID
    venue: UUID | None
    till: UUID
    nonce: UUID
    token: str | None
    short_code: str | None


@dataclass(frozen=True)
class Answer:
    """The answer to the check and, where the card counts, what was noted."""

    outcome: Outcome
    at: datetime
    redemption: UUID | None = None


async def redeem(company_id: UUID, wanted: Wanted, *, actor: Actor, now: datetime) -> Answer:
    """Check a card and note the benefit as given; asked again with the same nonce it answers the same.

    Raises NotFound, CodeMissing, NonceUsed, LimitReached, TooManyRequests, and why the offer does not hold here and now.
    """
    policies.must_work_there(actor, company_id)
    async with db.transaction():
        noted = await _noted(wanted)
        if noted is not None:
            return await _answer_again(company_id, noted, wanted, actor=actor, now=now)
        offer = (await till.offers(company_id, [wanted.benefit])).get(wanted.benefit)
        if offer is None:
            raise NotFound
        offer.must_hold(now)
        venue = offer.venue_at(wanted.venue, now)
        checked = await check_shown(
            wanted.token, wanted.short_code, asked_from=str(actor.person_id), at_a_till=True, now=now
        )
        if checked.card_id is None:
            return Answer(checked.outcome, now)
        offer.must_accept(checked.outcome.kind)
        one = given.given(
            offer,
            venue,
            wanted.nonce,
            now,
            card=checked.card_id,
            card_ends=await _end_of(checked.card_id, offer),
        )
        for _ in range(TRIES):
            if await given.keep(company_id, wanted.till, [one], now=now):
                return Answer(checked.outcome, now, one.id)
            # Another request with this nonce, or another till with this card, was faster.
            noted = await _noted(wanted)
            if noted is not None:
                return await _answer_again(company_id, noted, wanted, actor=actor, now=now)
            await _must_be_unused(one, now)
        raise Unavailable


async def _end_of(card_id: UUID, offer: Offer) -> date | None:
    if offer.limit is not Limit.CARD:
        return None
    return (await given.ends_of([card_id]))[card_id]


async def _noted(wanted: Wanted) -> Any | None:
    return await db.row(
        "SELECT id, company, benefit, redeemed_at, conflict FROM redemption WHERE till = $1 AND nonce = $2",
        wanted.till,
        wanted.nonce,
    )


async def _answer_again(
    company_id: UUID, noted: Any, wanted: Wanted, *, actor: Actor, now: datetime
) -> Answer:
    """The same answer from the same code, judged as of then: whom it names was never kept."""
    if (noted["company"], noted["benefit"]) != (company_id, wanted.benefit):
        raise NonceUsed
    if wanted.token is not None:
        outcome = (await check_past([(wanted.token, noted["redeemed_at"])]))[0].outcome
    else:
        typed = wanted.short_code or ""
        outcome = (
            await check_short_code(typed, asked_from=str(actor.person_id), at_a_till=True, now=now)
        ).outcome
    if not outcome.is_good and not noted["conflict"]:
        # It was good when it was noted; what names its holder has ended since.
        outcome = Outcome(Reason.OK)
    return Answer(outcome, noted["redeemed_at"], noted["id"])


async def _must_be_unused(one: Given, now: datetime) -> None:
    """Raises LimitReached, unless whoever used it has just taken that back."""
    used_at = await db.scalar(
        "SELECT redeemed_at FROM redemption WHERE benefit = $1 AND holder = $2 AND slot = $3"
        " AND conflict = '' AND undone_at IS NULL",
        one.benefit,
        one.holder,
        one.slot,
    )
    if used_at is not None and one.slot is not None:
        raise till_rules.limit_reached(used_at, one.slot, now)

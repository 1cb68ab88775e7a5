"""Ending a card before its time: lost, given back, or no longer earned."""

from datetime import datetime
from uuid import UUID

from ehrenamtskarte.applications import cases
from ehrenamtskarte.cards import issuing, policies, rules
from ehrenamtskarte.cards.events import CardRevoked
from ehrenamtskarte.cards.rules import CardStatus, DeviceStatus
from ehrenamtskarte.cards.tables import Card
from ehrenamtskarte.core import audit, clock, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.outbox import publish


async def revoke(card_id: UUID, reason: str, *, actor: Actor, now: datetime) -> Card:
    """Revoke a card, as its holder or as its office (with a reason). Raises NotFound, CardAlreadyRevoked, ReasonMissing."""
    async with db.transaction():
        card = await issuing.locked_card(card_id)
        policies.must_hold_or_manage(actor, card)
        by_holder = card.person == actor.person_id
        reason = reason.strip()
        if not by_holder and not reason:
            raise rules.ReasonMissing(field="reason")
        rules.check_revocable(CardStatus(card.status))
        await db.execute(
            "UPDATE card SET status = 'revoked', revoked_at = $2, revoked_by = $3, reason = $4 WHERE id = $1",
            card_id, now, actor.person_id, reason,
        )  # fmt: skip
        await issuing.end_devices([card_id], status=DeviceStatus.REVOKED)
        await cases.end_validity(card.application, clock.berlin_day(now))
        await audit.record(
            "card_revoked",
            actor=actor.person_id,
            subject=card_id,
            tenant=card.issuing_body,
            by_holder=by_holder,
        )
        await publish(CardRevoked(card_id=card_id, by_holder=by_holder))
        return await issuing.card(card_id)

"""The rows of redemptions: kept once each, limits held by the database, holders forgotten when nobody needs them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from ehrenamtskarte.benefits.events import Redeemed
from ehrenamtskarte.benefits.tills import limits
from ehrenamtskarte.benefits.tills.till_rules import Offer
from ehrenamtskarte.cards.rules import SCANS_HANDED_IN_WITHIN
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.clock import berlin_day
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.outbox import publish


class Reproach(StrEnum):
    """Why something should not have been given; only offline, where nobody could know."""

    NONE = ""
    LIMIT = "limit"
    INVALID = "invalid"
    NOT_VALID = "not_valid"


@dataclass(frozen=True, kw_only=True)
class Given:
    """A benefit given at a till. No person, no card: `holder` tells the same card at this offer in this slot alone."""

    id: UUID
    benefit: UUID
    venue: UUID | None
    nonce: UUID
    redeemed_at: datetime
    holder: bytes | None = None
    slot: str | None = None
    holder_until: date | None = None
    offline: bool = False
    conflict: Reproach = Reproach.NONE
    undone_at: datetime | None = None

    @property
    def order(self) -> tuple[UUID, bytes, str, datetime, UUID]:
        """Whoever writes several keeps to this order: no two wait for each other, and the first in time wins."""
        return (self.benefit, self.holder or b"", self.slot or "", self.redeemed_at, self.nonce)


def given(
    offer: Offer, venue: UUID | None, nonce: UUID, at: datetime, *, card: UUID, card_ends: date | None
) -> Given:
    """A benefit given to a card; without a limit nothing is kept that would tell the card again."""
    slot = limits.slot(offer.limit, berlin_day(at))
    plain = Given(id=new_id(), benefit=offer.id, venue=venue, nonce=nonce, redeemed_at=at, slot=slot)
    if slot is None:
        return plain
    digest = limits.holder_digest(card, offer.id, slot)
    return replace(plain, holder=digest, holder_until=_needed_until(slot, card_ends))


def _needed_until(slot: str, card_ends: date | None) -> date | None:
    """The slot's last day, and then as long as tills may hand in what they gave offline before it.

    For a slot that lasts as long as the card the year in which that ends, since its day would tell few cards apart.
    """
    last = limits.last_day_of(slot)
    if last is not None:
        return last + SCANS_HANDED_IN_WITHIN
    return date(card_ends.year, 12, 31) if card_ends else None


async def ends_of(cards: Collection[UUID]) -> dict[UUID, date | None]:
    """The last day of each of these cards."""
    found = await db.rows("SELECT id, valid_until FROM card WHERE id = ANY($1)", list(cards))
    return {card["id"]: card["valid_until"] for card in found}


async def keep(company_id: UUID, till: UUID, all_given: Sequence[Given], *, now: datetime) -> set[UUID]:
    """Write those that are new and within their limit; the ids of these."""
    rows = sorted(all_given, key=lambda one: one.order)
    written = await db.rows(
        "INSERT INTO redemption (id, benefit, venue, company, till, nonce, holder, slot, holder_until, redeemed_at,"
        " recorded_at, offline, conflict, undone_at)"
        " SELECT g.id, g.benefit, g.venue, $1, $2, g.nonce, g.holder, g.slot, g.holder_until, g.redeemed_at, $3, g.offline,"
        " g.conflict, g.undone_at FROM unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::uuid[], $8::bytea[], $9::text[],"
        " $10::date[], $11::timestamptz[], $12::bool[], $13::text[], $14::timestamptz[]) WITH ORDINALITY AS"
        " g (id, benefit, venue, nonce, holder, slot, holder_until, redeemed_at, offline, conflict, undone_at, position)"
        " ORDER BY g.position ON CONFLICT DO NOTHING RETURNING id",
        company_id, till, now,
        [one.id for one in rows], [one.benefit for one in rows], [one.venue for one in rows],
        [one.nonce for one in rows], [one.holder for one in rows], [one.slot for one in rows],
        [one.holder_until for one in rows], [one.redeemed_at for one in rows], [one.offline for one in rows],
        [one.conflict for one in rows], [one.undone_at for one in rows],
    )  # fmt: skip
    kept = {row["id"] for row in written}
    await publish(
        *(Redeemed(redemption_id=one.id) for one in rows if one.id in kept and one.undone_at is None)
    )
    return kept


async def forget_holders() -> None:
    """Forget who used an offer once the time its limit counts in is over."""
    await db.execute(
        "UPDATE redemption SET holder = NULL, holder_until = NULL WHERE holder IS NOT NULL AND holder_until < $1",
        clock.today(),
    )

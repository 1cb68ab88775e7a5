"""What a holder may use right now: offers that are public, with a card that they accept and that is valid."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ehrenamtskarte.benefits.campaigns.campaign_rules import (
    CardNeeded,
    JubileeCardNeeded,
    NotValidToday,
    StandardCardNeeded,
)
from ehrenamtskarte.benefits.public_list import finding
from ehrenamtskarte.benefits.rules import Cards, Codes, Kind, Limit
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound

_REFUSED = {Cards.STANDARD: StandardCardNeeded, Cards.JUBILEE: JubileeCardNeeded}


@dataclass(frozen=True, kw_only=True)
class OpenOffer:
    """A public offer, as far as using it goes."""

    id: UUID
    kind: Kind
    cards: Cards
    limit: Limit
    codes: Codes
    code: str
    online_url: str
    valid_from: date | None
    weekdays: int

    def has_begun(self, day: date) -> bool:
        return self.valid_from is None or self.valid_from <= day

    def must_hold_on(self, day: date) -> None:
        """Raises NotValidToday."""
        if not self.has_begun(day) or not self.weekdays >> day.weekday() & 1:
            raise NotValidToday


async def open_offer(benefit_id: UUID, *, today: date) -> OpenOffer:
    """An offer that everybody sees. Raises NotFound."""
    found = await db.row(
        "SELECT b.id, b.kind, b.cards, b.limit_per, b.codes, b.code, b.online_url, b.valid_from, b.weekdays,"  # noqa: S608 - a constant
        f" b.valid_until, b.deadline, {finding.IS_PUBLIC} AS public"
        " FROM benefit b JOIN company c ON c.id = b.company WHERE b.id = $1",
        benefit_id,
    )
    if found is None or not finding.is_public_on(today, found):
        raise NotFound
    return OpenOffer(
        id=found["id"],
        kind=Kind(found["kind"]),
        cards=Cards(found["cards"]),
        limit=Limit(found["limit_per"]),
        codes=Codes(found["codes"]),
        code=found["code"],
        online_url=found["online_url"],
        valid_from=found["valid_from"],
        weekdays=found["weekdays"],
    )


async def must_hold_card(actor: Actor, *, today: date, accepted: Cards = Cards.BOTH) -> None:
    """The actor has a card that is valid today and accepted here. Raises CardNeeded, StandardCardNeeded, JubileeCardNeeded."""
    kinds = {
        card["kind"]
        for card in await db.rows(
            "SELECT kind FROM card WHERE person = $1 AND status = 'active' AND valid_from <= $2"
            " AND (valid_until IS NULL OR valid_until >= $2)",
            actor.person_id,
            today,
        )
    }
    if not kinds:
        raise CardNeeded
    if accepted is not Cards.BOTH and accepted.value not in kinds:
        raise _REFUSED[accepted]


async def lock_person(actor: Actor) -> None:
    """Let what one person does at the same moment happen one after the other."""
    await db.execute("SELECT 1 FROM person WHERE id = $1 FOR NO KEY UPDATE", actor.person_id)

"""Codes of online offers: the company fills a pool, each holder takes one, and nobody gets another's."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ehrenamtskarte.benefits.campaigns import campaign_rules
from ehrenamtskarte.benefits.campaigns.campaign_rules import (
    CodesRunOut,
    NoCodeNeeded,
    NoCodesWanted,
    PoolFull,
)
from ehrenamtskarte.benefits.events import CodesRunLow
from ehrenamtskarte.benefits.holders import holding
from ehrenamtskarte.benefits.holders.holding import OpenOffer
from ehrenamtskarte.benefits.public_list import finding
from ehrenamtskarte.benefits.rules import Codes
from ehrenamtskarte.benefits.schemas import CodeMine
from ehrenamtskarte.benefits.tills import limits
from ehrenamtskarte.companies import offices
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.clock import berlin_day
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.outbox import publish

MOST_SHOWN = 100


@dataclass(frozen=True)
class Pool:
    """The single codes of an offer, and how many of them nobody has yet."""

    total: int
    left: int


@dataclass(frozen=True)
class Added:
    """What adding codes did."""

    added: int
    known_already: int
    pool: Pool


@dataclass(frozen=True)
class Code:
    """A holder's code; `until` is the last day on which the same one is given again, None without an end."""

    code: str
    url: str
    given_at: datetime | None = None
    until: date | None = None


async def pool(benefit_id: UUID) -> Pool:
    """How full the pool is."""
    found = await db.row(
        "SELECT count(*) AS total, count(*) FILTER (WHERE given_at IS NULL) AS left FROM benefit_code WHERE benefit = $1",
        benefit_id,
    )
    assert found is not None
    return Pool(found["total"], found["left"])


async def add(company_id: UUID, benefit_id: UUID, text: str, *, actor: Actor) -> Added:
    """Add single codes, one a line; those that are there already stay as they are.

    Raises NotFound, NoCodesWanted, CodesMissing, TooManyCodes, CodeTooLong, CodeUnreadable, PoolFull.
    """
    async with db.transaction():
        await offices.company_to_manage(company_id, actor=actor)
        kind = await db.scalar(
            "SELECT codes FROM benefit WHERE id = $1 AND company = $2 FOR NO KEY UPDATE",
            benefit_id,
            company_id,
        )
        if kind is None:
            raise NotFound
        if kind != Codes.POOL:
            raise NoCodesWanted
        codes, repeated = campaign_rules.read_codes(text)
        added = await db.execute(
            "INSERT INTO benefit_code (id, benefit, code)"
            " SELECT i, $1, c FROM unnest($2::uuid[], $3::text[]) AS t(i, c) ON CONFLICT (benefit, code) DO NOTHING",
            benefit_id, [new_id() for _ in codes], codes,
        )  # fmt: skip
        filled = await pool(benefit_id)
        if filled.total > campaign_rules.MOST_CODES:
            raise PoolFull(most=campaign_rules.MOST_CODES)
        if added:
            await db.execute("UPDATE benefit SET codes_low_at = NULL WHERE id = $1", benefit_id)
            await audit.record(
                "benefit_codes_added",
                actor=actor.person_id,
                subject=benefit_id,
                tenant=company_id,
                codes=added,
            )
        return Added(added, len(codes) - added + repeated, filled)


async def take(benefit_id: UUID, *, actor: Actor, now: datetime) -> Code:
    """The holder's code of an online offer, the same again within the time of its limit.

    Raises NotFound, NotValidToday, NoCodeNeeded, CardNeeded, StandardCardNeeded, JubileeCardNeeded, CodesRunOut.
    """
    today = berlin_day(now)
    offer = await holding.open_offer(benefit_id, today=today)
    if offer.codes is Codes.NONE:
        raise NoCodeNeeded
    offer.must_hold_on(today)
    await holding.must_hold_card(actor, today=today, accepted=offer.cards)
    if offer.codes is Codes.ONE:
        return Code(offer.code, offer.online_url)
    async with db.transaction():
        code = await _from_pool(offer, actor, today, now)
        await _tell_once_when_low(offer.id, now)
    if code is None:
        raise CodesRunOut
    return code


async def mine(actor: Actor, *, now: datetime) -> list[CodeMine]:
    """The single codes one took, the latest first, also of offers that are over."""
    taken = await db.rows(
        "SELECT c.benefit, c.code, c.given_at, c.slot, b.online_url AS url FROM benefit_code c"
        " JOIN benefit b ON b.id = c.benefit WHERE c.person = $1 ORDER BY c.given_at DESC, c.id LIMIT $2",
        actor.person_id, MOST_SHOWN,
    )  # fmt: skip
    found = await finding.found([one["benefit"] for one in taken], today=berlin_day(now))
    by_id = {one.id: one for one in found}
    return [
        CodeMine(
            benefit=by_id[one["benefit"]],
            code=one["code"],
            url=one["url"],
            given_at=one["given_at"],
            until=limits.last_day_of(one["slot"]),
        )
        for one in taken
        if one["benefit"] in by_id
    ]


async def _from_pool(offer: OpenOffer, actor: Actor, today: date, now: datetime) -> Code | None:
    await holding.lock_person(actor)
    slot = campaign_rules.code_slot(offer.limit, today)
    given = await db.row(
        "SELECT code, given_at FROM benefit_code WHERE benefit = $1 AND person = $2 AND slot = $3",
        offer.id, actor.person_id, slot,
    ) or await db.row(
        "UPDATE benefit_code SET person = $2, slot = $3, given_at = $4 WHERE id = (SELECT id FROM benefit_code"
        " WHERE benefit = $1 AND given_at IS NULL ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING code, given_at",
        offer.id, actor.person_id, slot, now,
    )  # fmt: skip
    if given is None:
        return None
    return Code(given["code"], offer.online_url, given["given_at"], limits.last_day_of(slot))


async def _tell_once_when_low(benefit_id: UUID, now: datetime) -> None:
    """Of two who take the last codes at once neither sees none left; then the next one who comes in vain tells."""
    now_in_it = await pool(benefit_id)
    if campaign_rules.runs_low(now_in_it.left, now_in_it.total) and await db.execute(
        "UPDATE benefit SET codes_low_at = $2 WHERE id = $1 AND codes_low_at IS NULL", benefit_id, now
    ):
        await publish(CodesRunLow(benefit_id=benefit_id))

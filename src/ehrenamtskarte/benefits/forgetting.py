"""Who entered a raffle, took a code or reported something is forgotten once nobody needs to know any more."""

from datetime import datetime, timedelta

from ehrenamtskarte.core import clock, daily, db
from ehrenamtskarte.core.clock import berlin_day

AFTER_THE_DRAW = timedelta(days=90)
"""Until then winners claim what they won."""
AFTER_THE_ANSWER = timedelta(days=365)
AFTER_THE_SLOT = timedelta(days=30)
"""Of a code that is given once in a while; of one that is given once to a card, after the last card."""


async def forget_persons() -> None:
    """Once a day, forget whom entries, codes and reports that are long over belong to."""
    await forget_due(clock.now())


async def forget_due(now: datetime) -> None:
    """The same at a given moment."""
    async with db.transaction():
        if not await daily.is_due("forget_persons", berlin_day(now)):
            return
        await db.execute(
            "UPDATE raffle_entry e SET person = NULL FROM raffle r WHERE r.benefit = e.benefit AND r.drawn_at < $1"
            " AND e.person IS NOT NULL",
            now - AFTER_THE_DRAW,
        )
        await db.execute(
            "UPDATE benefit_report SET person = NULL WHERE closed_at < $1 AND person IS NOT NULL",
            now - AFTER_THE_ANSWER,
        )
        await _forget_takers(now)


async def _forget_takers(now: datetime) -> None:
    """A slot is over once it stands before the day in the order of letters; `card` stands behind all days."""
    over = berlin_day(now - AFTER_THE_SLOT)
    await db.execute(
        "UPDATE benefit_code k SET person = NULL WHERE k.person IS NOT NULL"
        ' AND (k.slot COLLATE "C" < left($1::text, length(k.slot))'
        " OR k.slot = 'card' AND NOT EXISTS (SELECT FROM card c WHERE c.person = k.person AND c.status = 'active'"
        " AND (c.valid_until IS NULL OR c.valid_until >= $2::date)))",
        over.isoformat(), over,
    )  # fmt: skip

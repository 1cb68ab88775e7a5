"""Once a year companies are asked whether their offers still hold."""

from datetime import datetime, timedelta
from typing import Any

from ehrenamtskarte.accounts import sign_in
from ehrenamtskarte.benefits.deciding.quality import HOLDS_FOR
from ehrenamtskarte.benefits.offering import notices
from ehrenamtskarte.companies.notices import Recipient
from ehrenamtskarte.core import clock, daily, db
from ehrenamtskarte.core.actor import Role
from ehrenamtskarte.core.clock import berlin_day
from ehrenamtskarte.core.mail import send_mail

AGAIN_AFTER = timedelta(days=30)


async def ask_companies() -> None:
    """Once a day, mail the managers of companies whose oldest word is a year old; again after 30 days without an answer."""
    await ask_due(clock.now())


async def ask_due(now: datetime) -> None:
    """The same at a given moment."""
    async with db.transaction():
        if not await daily.is_due("ask_companies", berlin_day(now)):
            return
        due = await _due(now)
        await db.execute(
            "UPDATE benefit SET reminded_at = $2 WHERE company = ANY($1) AND status = 'approved' AND confirmed_at < $3",
            sorted({row["company"] for row in due}), now, now - HOLDS_FOR,
        )  # fmt: skip
        targets = [(f"/partner/{row['company']}?bestaetigen=1", row["email"]) for row in due]
        addresses = await sign_in.links_to(targets, now=now)
        await send_mail(
            *(
                notices.question(
                    Recipient(row["email"], row["language"]), row["name"], row["offers"], address
                )
                for row, address in zip(due, addresses, strict=True)
            )
        )


async def _due(now: datetime) -> list[Any]:
    """Managers of companies that are to be asked now; what has expired by itself is not asked about."""
    return await db.rows(
        "WITH due AS (SELECT company, count(*) AS offers FROM benefit WHERE status = 'approved' AND confirmed_at < $1"
        " AND (valid_until IS NULL OR valid_until >= $3) GROUP BY company"
        " HAVING coalesce(max(reminded_at) < $2, true))"
        " SELECT c.id AS company, c.name, d.offers, p.email, p.language FROM due d"
        " JOIN company c ON c.id = d.company AND c.status = 'approved'"
        " JOIN membership m ON m.tenant = c.id AND m.role = $4 JOIN person p ON p.id = m.person AND p.email IS NOT NULL"
        " ORDER BY c.id, p.id",
        now - HOLDS_FOR, now - AGAIN_AFTER, berlin_day(now), Role.PARTNER_MANAGER,
    )  # fmt: skip

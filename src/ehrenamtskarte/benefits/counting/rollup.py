"""Redemptions counted by offer, venue and day, so that a year's figures need not count them one by one."""

from ehrenamtskarte.benefits.events import Redeemed
from ehrenamtskarte.core import db
from ehrenamtskarte.core.ids import new_id


async def count_redemption(event: Redeemed) -> None:
    """Add a redemption to its day, or take an undone one away again; the day is Berlin's.

    The outbox lets this take effect once. What was given in spite of a conflict was given, and counts.
    """
    await db.execute(
        "INSERT INTO benefit_day (id, benefit, venue, day, seen, opened, redeemed)"
        " SELECT $2, r.benefit, r.venue, (r.redeemed_at AT TIME ZONE 'Europe/Berlin')::date, 0, 0, $3::int"
        " FROM redemption r WHERE r.id = $1"
        " ON CONFLICT (benefit, day, venue) DO UPDATE SET redeemed = benefit_day.redeemed + excluded.redeemed",
        event.redemption_id,
        new_id(),
        -1 if event.undone else 1,
    )


async def recount() -> None:
    """Count all redemptions anew; for filling the rollup at once, and as the truth to compare with.

    Nobody else may count meanwhile: what is still in the outbox would count twice.
    """
    async with db.transaction():
        await db.execute("LOCK TABLE benefit_day IN SHARE ROW EXCLUSIVE MODE")
        await db.execute("UPDATE benefit_day SET redeemed = 0 WHERE redeemed <> 0")
        await db.execute(
            "INSERT INTO benefit_day (id, benefit, venue, day, seen, opened, redeemed)"
            " SELECT gen_random_uuid(), r.benefit, r.venue, (r.redeemed_at AT TIME ZONE 'Europe/Berlin')::date,"
            " 0, 0, count(*) FROM redemption r WHERE r.undone_at IS NULL GROUP BY 2, 3, 4"
            " ON CONFLICT (benefit, day, venue) DO UPDATE SET redeemed = excluded.redeemed"
        )

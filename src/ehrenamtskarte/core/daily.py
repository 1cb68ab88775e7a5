"""Chores that are done once a day, however many schedules ask."""

from datetime import date

from ehrenamtskarte.core import db


async def is_due(name: str, today: date) -> bool:
    """Whether nobody has begun this chore today; asked in the transaction that does it, so that a failure leaves it due."""
    return bool(
        await db.execute(
            "INSERT INTO daily_chore (name, day) VALUES ($1, $2)"
            " ON CONFLICT (name) DO UPDATE SET day = excluded.day WHERE daily_chore.day < excluded.day",
            name,
            today,
        )
    )

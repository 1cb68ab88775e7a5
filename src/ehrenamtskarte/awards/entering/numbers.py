"""The number that an entry gets when it is handed in, counted in its call."""

from uuid import UUID

from ehrenamtskarte.core import db


def receipt_number(year: int, number: int) -> str:
    """How people read it, e.g. `2026-0042`."""
    return f"{year}-{number:04}"


async def next_number(call_id: UUID) -> int:
    """The next number of a call, in the caller's transaction, so that none is left out; calls wait for each other."""
    given: int = await db.scalar(
        "UPDATE award_call SET last_number = last_number + 1 WHERE id = $1 RETURNING last_number", call_id
    )
    return given

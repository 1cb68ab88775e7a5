"""How often one card may use an offer: the time in which it counts, and whom it counts for."""

import calendar
import hashlib
from datetime import date
from uuid import UUID

from ehrenamtskarte.benefits.rules import Limit

CARD = "card"
"""The slot of an offer that a card may use but once."""

_HOLDER = b"ehrenamtskarte benefit holder"


def slot(limit: Limit, day: date) -> str | None:
    """The time the limit counts in: 2026-11-22, 2026-11, 2026, card; None without a limit."""
    match limit:
        case Limit.NONE:
            return None
        case Limit.DAY:
            return day.isoformat()
        case Limit.MONTH:
            return f"{day.year:04}-{day.month:02}"
        case Limit.YEAR:
            return f"{day.year:04}"
        case Limit.CARD:
            return CARD


def last_day_of(counted: str) -> date | None:
    """The last day of a slot; None for one that lasts as long as the card."""
    if counted == CARD:
        return None
    year, month, day = (*(int(part) for part in counted.split("-")), 0, 0)[:3]
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def holder_digest(card_id: UUID, benefit_id: UUID, counted: str) -> bytes:
    """The same for the same card at the same offer in the same slot; tells none of them, nor the card anywhere else."""
    return hashlib.sha256(b"\0".join((_HOLDER, card_id.bytes, benefit_id.bytes, counted.encode()))).digest()

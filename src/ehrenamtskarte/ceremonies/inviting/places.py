"""How full an event is and who waits; read with the event locked where something follows from it."""

from datetime import datetime
from uuid import UUID

from ehrenamtskarte.ceremonies.inviting.answer_rules import Standing, present_status
from ehrenamtskarte.ceremonies.rules import HOLDS_SEATS, GuestStatus, Status
from ehrenamtskarte.ceremonies.tables import Ceremony, Guest
from ehrenamtskarte.core import db

HOLDING = sorted(HOLDS_SEATS)


async def free(ceremony: Ceremony) -> int:
    """Places nobody holds."""
    held = await db.scalar(
        "SELECT coalesce(sum(party), 0) FROM guest WHERE ceremony = $1 AND status = ANY($2)",
        ceremony.id,
        HOLDING,
    )
    return max(0, ceremony.capacity - int(held))


async def waiting(ceremony: UUID) -> list[tuple[UUID, int]]:
    """The parties that wait, with their sizes, the longest waiting first."""
    found = await db.rows(
        "SELECT id, party FROM guest WHERE ceremony = $1 AND status = 'waiting' ORDER BY waiting_since, id",
        ceremony,
    )
    return [(row["id"], row["party"]) for row in found]


async def standing(ceremony: Ceremony, guest: Guest, now: datetime) -> Standing:
    """Where a party stands, and who waits before it."""
    ids, sizes = [], []
    for party, size in await waiting(ceremony.id):
        ids.append(party)
        sizes.append(size)
    ahead = sizes[: ids.index(guest.id)] if guest.id in ids else sizes
    # While the day is not known, nothing runs out.
    until = None if ceremony.status == Status.POSTPONED else guest.offer_until
    status = present_status(guest.status, until, now)
    return Standing(status=status, party=guest.party, free=await free(ceremony), ahead=ahead)


def place_in_line(standing_: Standing) -> int | None:
    """1 for whoever has waited longest; None for who does not wait."""
    return len(standing_.ahead) + 1 if standing_.status == GuestStatus.WAITING else None


async def most_persons(ceremony: Ceremony, guest: Guest) -> int:
    """How large the party may be."""
    companions = await db.scalar(
        "SELECT coalesce(companions_each, $2) FROM guest_group WHERE id = $1",
        guest.guest_group,
        ceremony.companions_each,
    )
    return 1 + int(companions)

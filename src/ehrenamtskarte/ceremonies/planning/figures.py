"""How many are asked, come, wait and are in."""

from dataclasses import dataclass
from uuid import UUID

from ehrenamtskarte.core import db

HELD = "coalesce(sum(party) FILTER (WHERE status IN ('accepted', 'offered')), 0)"
"""Places that are promised, of a set of guests in SQL."""


@dataclass(frozen=True)
class Figures:
    """Parties are those who were asked, persons count companions too."""

    candidates: int = 0
    """On the list and not asked yet."""
    not_drawn: int = 0
    invited: int = 0
    unanswered: int = 0
    accepted: int = 0
    accepted_persons: int = 0
    declined: int = 0
    waiting: int = 0
    waiting_persons: int = 0
    held: int = 0
    """Places that are promised: accepted, or offered to somebody who waits."""
    without_email: int = 0
    """Of those asked; they hear by letter or phone."""
    admitted: int = 0


async def of_ceremony(ceremony_id: UUID) -> Figures:
    """The figures of one event as they are now."""
    found = await db.row(
        "SELECT count(*) FILTER (WHERE status = 'candidate') AS candidates,"  # noqa: S608 - a constant
        " count(*) FILTER (WHERE status = 'not_drawn') AS not_drawn,"
        " count(*) FILTER (WHERE status NOT IN ('candidate', 'not_drawn', 'withdrawn')) AS invited,"
        " count(*) FILTER (WHERE status = 'invited') AS unanswered,"
        " count(*) FILTER (WHERE status = 'accepted') AS accepted,"
        " coalesce(sum(party) FILTER (WHERE status = 'accepted'), 0) AS accepted_persons,"
        " count(*) FILTER (WHERE status = 'declined') AS declined,"
        " count(*) FILTER (WHERE status IN ('waiting', 'offered')) AS waiting,"
        " coalesce(sum(party) FILTER (WHERE status IN ('waiting', 'offered')), 0) AS waiting_persons,"
        f" {HELD} AS held,"
        " count(*) FILTER (WHERE email IS NULL AND status IN ('invited', 'accepted', 'waiting', 'offered'))"
        " AS without_email,"
        " (SELECT count(*) FROM admission a WHERE a.ceremony = $1 AND a.outcome = 'admitted') AS admitted"
        " FROM guest WHERE ceremony = $1",
        ceremony_id,
    )
    return Figures(**dict(found or {}))


async def held(ceremony_id: UUID) -> int:
    """Places that are promised; ask with the event locked where it decides something."""
    return int(await db.scalar(f"SELECT {HELD} FROM guest WHERE ceremony = $1", ceremony_id))  # noqa: S608 - a constant

"""Links that open a nomination to who is nominated: each mail makes a new secret, only its digest is kept."""

from datetime import datetime
from uuid import UUID

from ehrenamtskarte.accounts.rules import digest, new_secret
from ehrenamtskarte.awards.entering.nomination_rules import FORGOTTEN_AFTER, NominationLinkUnknown
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.settings import settings


async def link_for(entry_id: UUID, *, until: datetime) -> str:
    """A fresh address of the page of a nomination, in the caller's transaction."""
    secret = new_secret()
    await db.execute(
        "INSERT INTO consent_link (digest, entry, expires_at) VALUES ($1, $2, $3)",
        digest(secret), entry_id, until,
    )  # fmt: skip
    return f"{settings().address}/vorschlag#{secret}"


async def entry_of_link(secret: str, now: datetime) -> UUID:
    """The nomination whose link this is. Raises NominationLinkUnknown."""
    found: UUID | None = await db.scalar(
        "SELECT entry FROM consent_link WHERE digest = $1 AND expires_at > $2", digest(secret), now
    )
    if found is None:
        raise NominationLinkUnknown
    return found


async def forget_old() -> None:
    """Remove links that have expired."""
    await db.execute("DELETE FROM consent_link WHERE expires_at <= $1", clock.now())


async def forget_unanswered() -> None:
    """Remove nominations that nobody agreed to, some time after the last day to do so."""
    await db.execute(
        "DELETE FROM award_entry e WHERE e.status IN ('proposed', 'declined', 'withdrawn') AND e.nominated_by IS NOT NULL"
        " AND e.consented_at IS NULL AND e.submitted_at IS NULL AND (SELECT max(p.last_day) FROM call_phase p"
        " WHERE p.call = e.call AND p.kind IN ('entry', 'check')) < $1",
        clock.today() - FORGOTTEN_AFTER,
    )

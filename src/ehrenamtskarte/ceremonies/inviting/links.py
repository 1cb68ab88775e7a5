"""Personal links: each mail and letter makes a new secret, only its digest is kept."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from ehrenamtskarte.accounts.rules import digest, new_secret
from ehrenamtskarte.ceremonies.rules import Status
from ehrenamtskarte.ceremonies.tables import Ceremony, Guest
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.errors import Refusal
from ehrenamtskarte.core.settings import settings

LIVES_AFTER = timedelta(days=180)
"""How long a link opens the guest's page after the event: for photos, the survey and the certificate."""
LIVES_POSTPONED = timedelta(days=730)
"""The same while no day is known; letters are printed once and their codes go on."""


class InvitationUnknown(Refusal):
    """The link was never made or is too old: which one is nobody's business."""

    status = 410
    title = "Gone"
    de = "Dieser Link gilt nicht mehr. Bitte nehmen Sie den Link aus der neuesten Mail oder fragen Sie das Amt."
    en = "This link is no longer valid. Please use the link of the latest mail or ask the office."


def until(ceremony: Ceremony) -> datetime:
    """How long the links of an event live."""
    return lives_until(ceremony.ends_at, ceremony.status)


def lives_until(ends_at: datetime, status: str) -> datetime:
    """The same of an event that ends then."""
    return ends_at + (LIVES_POSTPONED if status == Status.POSTPONED else LIVES_AFTER)


async def lengthen(ceremony: Ceremony) -> None:
    """Let the links that guests hold live as long as new ones would, now that the day is another."""
    await db.execute(
        "UPDATE invitation_link SET expires_at = $2 WHERE expires_at < $2"
        " AND guest IN (SELECT id FROM guest WHERE ceremony = $1)",
        ceremony.id,
        until(ceremony),
    )


async def links_for(guest_ids: Iterable[UUID], *, until: datetime) -> dict[UUID, str]:
    """A fresh address of the own page for each guest, in the caller's transaction."""
    secrets = {guest: new_secret() for guest in guest_ids}
    if secrets:
        await db.execute(
            "INSERT INTO invitation_link (digest, guest, expires_at)"
            " SELECT d, g, $3 FROM unnest($1::bytea[], $2::uuid[]) AS t(d, g)",
            [digest(secret) for secret in secrets.values()], list(secrets), until,
        )  # fmt: skip
    return {guest: f"{settings().address}/einladung#{secret}" for guest, secret in secrets.items()}


async def guest_of_link(secret: str, now: datetime) -> Guest:
    """The guest whose link this is. Raises InvitationUnknown."""
    guest = await db.scalar(
        "SELECT guest FROM invitation_link WHERE digest = $1 AND expires_at > $2", digest(secret), now
    )
    found = await Guest.objects().get(Guest.id == guest) if guest else None
    if found is None:
        raise InvitationUnknown
    return found


async def forget_old() -> None:
    """Remove links that have expired."""
    await db.execute("DELETE FROM invitation_link WHERE expires_at <= $1", clock.now())

"""Who may see and drive the stage: phones and screens paired for it, and the office."""

from datetime import datetime
from uuid import UUID

from ehrenamtskarte.ceremonies.access import ceremony
from ehrenamtskarte.ceremonies.doors import devices
from ehrenamtskarte.ceremonies.rules import CeremonyOver, tickets_end
from ehrenamtskarte.ceremonies.tables import Ceremony
from ehrenamtskarte.companies import policies
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import SignInNeeded


async def ceremony_on_stage(
    ceremony_id: UUID, *, authorization: str, visitor: Actor | None, now: datetime
) -> Ceremony:
    """The event for a paired device (`Authorization: Bearer`), as long as doors work, or for its office.

    Raises SignInNeeded, NotFound, SecondFactorNeeded, DeviceNotPaired, PairingRevoked, DeviceForOtherEvent,
    DeviceForOtherPurpose, CeremonyOver.
    """
    secret = secret_of(authorization)
    if secret:
        await devices.paired(secret, ceremony_id, purpose=devices.STAGE, now=now)
        found = await ceremony(ceremony_id)
        if now >= tickets_end(found.ends_at):
            raise CeremonyOver
        return found
    if visitor is None:
        raise SignInNeeded
    found = await ceremony(ceremony_id)
    policies.must_look_after(visitor, found.issuing_body)
    return found


def secret_of(authorization: str) -> str:
    """What a device sends to be known by; nothing where it sends none."""
    kind, _, secret = authorization.partition(" ")
    return secret.strip() if kind.lower() == "bearer" else ""

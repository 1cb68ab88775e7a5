"""Which events the people of an office may touch; what is foreign looks as if it were not there."""

from datetime import datetime
from uuid import UUID

from ehrenamtskarte.ceremonies import rules
from ehrenamtskarte.ceremonies.rules import Status
from ehrenamtskarte.ceremonies.tables import Ceremony
from ehrenamtskarte.companies import policies
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound


async def ceremony(ceremony_id: UUID, *, lock: bool = False) -> Ceremony:
    """One event, whoever asks; locked so that what counts its places happens one after the other. Raises NotFound."""
    if lock:
        await db.execute("SELECT 1 FROM ceremony WHERE id = $1 FOR NO KEY UPDATE", ceremony_id)
    found = await Ceremony.objects().get(Ceremony.id == ceremony_id)
    if found is None:
        raise NotFound
    return found


async def ceremony_of_office(
    office: UUID | None, ceremony_id: UUID, *, actor: Actor, lock: bool = False
) -> Ceremony:
    """An event of this issuing body (None: of the state office) for its staff. Raises NotFound, SecondFactorNeeded."""
    policies.must_look_after(actor, office)
    found = await ceremony(ceremony_id, lock=lock)
    if found.issuing_body != office:
        raise NotFound
    return found


def check_running(found: Ceremony, now: datetime) -> None:
    """One that is postponed has no end yet. Raises CeremonyNotPublished, CeremonyCancelled, CeremonyOver."""
    if found.status == Status.DRAFT:
        raise rules.CeremonyNotPublished
    if found.status == Status.CANCELLED:
        raise rules.CeremonyCancelled
    if found.status != Status.POSTPONED and rules.is_over(found.ends_at, now):
        raise rules.CeremonyOver

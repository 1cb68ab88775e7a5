"""Registering an organisation and deciding on it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ehrenamtskarte.accounts import memberships
from ehrenamtskarte.accounts.rules import normal_email
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor, Role
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.outbox import publish
from ehrenamtskarte.core.reasons import check_reason
from ehrenamtskarte.core.sorting import sort_key
from ehrenamtskarte.organisations import policies, rules
from ehrenamtskarte.organisations.events import OrganisationDecided
from ehrenamtskarte.organisations.rules import Status
from ehrenamtskarte.organisations.tables import Organisation
from ehrenamtskarte.regions import service as regions


@dataclass(frozen=True)
class Registration:
    """What a club tells about itself."""

    name: str
    municipality: str
    field: rules.Field
    street: str = ""
    postal_code: str = ""
    email: str = ""
    website: str = ""


async def register(wanted: Registration, *, actor: Actor, now: datetime) -> Organisation:
    """Register an organisation; the actor becomes its coordinator. Raises NotFound (town), OrganisationAlreadyThere."""
    await regions.municipality(wanted.municipality)
    name = " ".join(wanted.name.split())
    rules.check_name(name, "")
    organisation_id = new_id()
    async with db.transaction():
        added = await db.execute(
            "INSERT INTO organisation (id, name, sort_key, municipality, field, street, postal_code, email, website, status,"
            " reason, registered_by, registered_at)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting', '', $10, $11)"
            " ON CONFLICT (municipality, sort_key) DO NOTHING",
            organisation_id, name, sort_key(name), wanted.municipality, wanted.field, wanted.street.strip(),
            wanted.postal_code, normal_email(wanted.email) if wanted.email else "", wanted.website.strip(),
            actor.person_id, now,
        )  # fmt: skip
        if not added:
            raise rules.OrganisationAlreadyThere(field="name")
        await memberships.grant(
            Role.COORDINATOR,
            person_id=actor.person_id,
            tenant=organisation_id,
            tenant_name=name,
            granted_by=actor.person_id,
            now=now,
        )
        await audit.record("organisation_registered", actor=actor.person_id, subject=organisation_id)
        return await organisation(organisation_id)


async def organisation(organisation_id: UUID) -> Organisation:
    """One organisation, whoever asks. Raises NotFound."""
    found = await Organisation.objects().get(Organisation.id == organisation_id)
    if found is None:
        raise NotFound
    return found


async def approved(organisation_id: UUID, *, lock: bool = False) -> Organisation:
    """One organisation that may record and confirm hours; locked so that its decisions happen one after the other.

    Raises NotFound, OrganisationNotApproved.
    """
    if lock:
        # Weak enough for others to add rows that refer to it.
        await db.execute("SELECT 1 FROM organisation WHERE id = $1 FOR NO KEY UPDATE", organisation_id)
    found = await organisation(organisation_id)
    if found.status != Status.APPROVED:
        raise rules.OrganisationNotApproved
    return found


async def organisation_for(organisation_id: UUID, *, actor: Actor) -> Organisation:
    """One organisation for its coordinators and its town. Raises NotFound."""
    found = await organisation(organisation_id)
    policies.must_see(actor, organisation_id, await _decider(found))
    return found


async def _decider(found: Organisation) -> UUID | None:
    """The issuing body of its town; None where the town takes no part and the state office decides."""
    body = await regions.issuing_body_of(found.municipality)
    return body.id if body else None


async def approve(organisation_id: UUID, *, actor: Actor, now: datetime) -> Organisation:
    """Let an organisation confirm hours. Raises NotFound, OrganisationAlreadyDecided."""
    return await _decide(organisation_id, Status.APPROVED, "", actor=actor, now=now)


async def reject(organisation_id: UUID, reason: str, *, actor: Actor, now: datetime) -> Organisation:
    """Refuse an organisation with a reason. Raises NotFound, ReasonMissing, OrganisationAlreadyDecided."""
    return await _decide(organisation_id, Status.REJECTED, check_reason(reason), actor=actor, now=now)


async def _decide(
    organisation_id: UUID, status: Status, reason: str, *, actor: Actor, now: datetime
) -> Organisation:
    async with db.transaction():
        found = await Organisation.objects().lock_rows().get(Organisation.id == organisation_id)
        if found is None:
            raise NotFound
        issuing_body = await _decider(found)
        policies.must_decide(actor, issuing_body)
        rules.check_decidable(Status(found.status))
        await Organisation.update(
            {
                Organisation.status: status,
                Organisation.reason: reason,
                Organisation.decided_by: actor.person_id,
                Organisation.decided_at: now,
            }
        ).where(Organisation.id == organisation_id)
        await audit.record(
            f"organisation_{status}", actor=actor.person_id, subject=organisation_id, tenant=issuing_body
        )
        await publish(
            OrganisationDecided(
                organisation_id=organisation_id, approved=status is Status.APPROVED, reason=reason
            )
        )
        return await organisation(organisation_id)

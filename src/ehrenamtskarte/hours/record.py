"""Recording hours by hand, and taking them back."""

from datetime import datetime
from uuid import UUID

from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.hours import policies, released, rules
from ehrenamtskarte.hours.rules import Status, Worked
from ehrenamtskarte.hours.tables import HourRecord
from ehrenamtskarte.organisations import registration, roster


async def record_own(
    organisation_id: UUID,
    worked: Worked,
    note: str = "",
    *,
    released_by: UUID | None = None,
    actor: Actor,
    now: datetime,
) -> UUID:
    """Record what somebody says they worked, and which company released them; the organisation decides on it.

    Raises NotFound, OrganisationNotApproved, NameMissing, Duplicate, CompanyUnknown and the refusals of check_worked.
    """
    rules.check_worked(worked, clock.berlin_day(now))
    async with db.transaction():
        await registration.approved(organisation_id)
        await roster.join(organisation_id, actor.person_id, now=now)
        record_id = await _insert(organisation_id, actor.person_id, worked, note, actor, now)
        if released_by:
            await released.check_company(released_by)
            await released.state(record_id, released_by, now=now)
        return record_id


async def record_for(
    organisation_id: UUID, person_id: UUID, worked: Worked, note: str = "", *, actor: Actor, now: datetime
) -> UUID:
    """Record what somebody on the roster worked.

    Raises NotFound, OrganisationNotApproved, Duplicate and the refusals of check_worked.
    """
    policies.must_act_for(actor, organisation_id)
    rules.check_worked(worked, clock.berlin_day(now))
    async with db.transaction():
        await registration.approved(organisation_id)
        await must_be_on_roster(organisation_id, person_id)
        return await _insert(organisation_id, person_id, worked, note, actor, now)


async def must_be_on_roster(organisation_id: UUID, person_id: UUID) -> None:
    """An organisation knows the people on its own list only; held there until the transaction ends. Raises NotFound."""
    known = await db.scalar(
        "SELECT 1 FROM member WHERE organisation = $1 AND person = $2 AND left_on IS NULL FOR SHARE",
        organisation_id,
        person_id,
    )
    if not known:
        raise NotFound


async def _insert(
    organisation_id: UUID, person_id: UUID, worked: Worked, note: str, actor: Actor, now: datetime
) -> UUID:
    record_id = new_id()
    added = await db.execute(
        "INSERT INTO hour_record (id, organisation, person, kind, starts_on, ends_on, from_time, until_time, minutes, task,"
        " note, status, fingerprint, recorded_by, submitted_at, reason)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'submitted', $12, $13, $14, '')"
        " ON CONFLICT (organisation, person, fingerprint) WHERE status IN ('submitted', 'confirmed') DO NOTHING",
        record_id, organisation_id, person_id, worked.kind, worked.starts_on, worked.ends_on, worked.from_time,
        worked.until_time, worked.minutes, worked.task.strip(), note.strip(), rules.fingerprint(worked),
        actor.person_id, now,
    )  # fmt: skip
    if not added:
        raise rules.Duplicate(field="startsOn")
    return record_id


async def withdraw(record_id: UUID, *, actor: Actor) -> None:
    """Take back own hours nobody has decided on.

    Raises NotFound, HoursAlreadyConfirmed, HoursAlreadyRejected, HoursAlreadyWithdrawn.
    """
    async with db.transaction():
        record = await HourRecord.objects().lock_rows().get(HourRecord.id == record_id)
        if record is None:
            raise NotFound
        policies.must_be_own(actor, record.person)
        rules.check_open(Status(record.status))
        await HourRecord.update({HourRecord.status: Status.WITHDRAWN}).where(HourRecord.id == record_id)

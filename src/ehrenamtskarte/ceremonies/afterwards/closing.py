"""What there is to do after an event, and what the office adds then: its cost, how long photos stay."""

from datetime import datetime
from uuid import UUID

from ehrenamtskarte.ceremonies import access
from ehrenamtskarte.ceremonies.afterwards import afterwards_rules as rules
from ehrenamtskarte.ceremonies.afterwards.came import party_came
from ehrenamtskarte.ceremonies.afterwards.schemas import AfterwardsOut, ClosingIn
from ehrenamtskarte.ceremonies.afterwards.thanks import TO_THANK
from ehrenamtskarte.ceremonies.rules import KEPT_YEARS, Status
from ehrenamtskarte.ceremonies.tables import Ceremony
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.clock import berlin_day

_STATUSES = ", ".join(f"'{status}'" for status in rules.IS_THANKED)


async def overview(office: UUID | None, ceremony_id: UUID, *, actor: Actor, now: datetime) -> AfterwardsOut:
    """What there is to do. Raises NotFound, SecondFactorNeeded."""
    return await _overview(await access.ceremony_of_office(office, ceremony_id, actor=actor), now)


async def change(
    office: UUID | None, ceremony_id: UUID, data: ClosingIn, *, actor: Actor, now: datetime
) -> AfterwardsOut:
    """Set the cost and until when photos stay; photos that would stay longer are shortened too.

    Raises NotFound, SecondFactorNeeded, PhotosKeptTooLong.
    """
    async with db.transaction():
        found = await access.ceremony_of_office(office, ceremony_id, actor=actor, lock=True)
        rules.check_kept_until(found.ends_at, data.photos_until, field="photosUntil")
        await db.execute(
            "UPDATE ceremony SET cost_cents = $2, photos_until = $3, revision = revision + 1 WHERE id = $1",
            ceremony_id, data.cost_cents, data.photos_until,
        )  # fmt: skip
        await db.execute(
            "UPDATE ceremony_photo SET delete_on = $2 WHERE ceremony = $1 AND delete_on > $2",
            ceremony_id,
            rules.photos_end(found.ends_at, data.photos_until),
        )
        await audit.record("ceremony_closed", actor=actor.person_id, subject=ceremony_id, tenant=office)
        return await _overview(await access.ceremony(ceremony_id), now)


async def _overview(found: Ceremony, now: datetime) -> AfterwardsOut:
    counted = await db.row(
        "WITH party AS MATERIALIZED (SELECT g.email IS NOT NULL AS reachable, g.thanked_at IS NOT NULL AS thanked,"  # noqa: S608 - constants
        f" {TO_THANK} AS to_thank, {party_came('g')} AS came"
        f" FROM guest g WHERE g.ceremony = $1 AND g.status IN ({_STATUSES}))"
        " SELECT count(*) FILTER (WHERE reachable AND came) AS came,"
        " count(*) FILTER (WHERE reachable AND NOT came) AS absent,"
        " count(*) FILTER (WHERE NOT reachable) AS without_email, count(*) FILTER (WHERE thanked) AS thanked,"
        " count(*) FILTER (WHERE to_thank) AS to_thank FROM party",
        found.id,
    )
    more = await db.row(
        "SELECT count(*) AS photos, count(*) FILTER (WHERE published) AS published_photos,"
        " count(*) FILTER (WHERE EXISTS (SELECT FROM photo_person p WHERE p.photo = f.id AND p.consent <> 'yes'))"
        " AS waiting_photos, (SELECT count(*) FROM laureate WHERE ceremony = $1) AS laureates,"
        " EXISTS (SELECT FROM ceremony_run WHERE ceremony = $1 AND kind = 'thank' AND ended_at IS NULL) AS thanking"
        " FROM ceremony_photo f WHERE f.ceremony = $1",
        found.id,
    )
    return AfterwardsOut(
        over=found.status not in (Status.DRAFT, Status.POSTPONED) and now >= found.ends_at,
        cancelled=found.status == Status.CANCELLED,
        cost_cents=found.cost_cents,
        photos_until=found.photos_until,
        photos_end=rules.photos_end(found.ends_at, found.photos_until),
        needs_end=berlin_day(found.ends_at + rules.NEEDS_KEPT),
        names_end=rules.years_later(berlin_day(found.ends_at), KEPT_YEARS),
        **dict(counted or {}),
        **dict(more or {}),
    )

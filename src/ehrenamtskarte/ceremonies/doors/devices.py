"""Phones that are paired with an event by a code and known by their secret from then on."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from ehrenamtskarte.accounts.rules import digest, new_secret
from ehrenamtskarte.cards.rules import SHORT_CODE_ALPHABET, SHORT_CODE_LENGTH, short_code_of
from ehrenamtskarte.ceremonies import rules
from ehrenamtskarte.ceremonies.access import ceremony_of_office
from ehrenamtskarte.ceremonies.doors import door_rules
from ehrenamtskarte.ceremonies.doors.door_rules import PAIRING_LIFE, SCANS_HANDED_IN_WITHIN
from ehrenamtskarte.ceremonies.rules import Status
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.rate_limits import limit
from ehrenamtskarte.core.settings import settings

DOOR, STAGE = "door", "stage"
DEVICES_AT_MOST = 200
"""Shown of one event; the newest."""
TRIES_FROM_ONE_PLACE, TRIES_OF_ALL = 20, 3000
"""In ten minutes. A code has 40 bits and lives as long: with a hundred alive, one guess in ten thousand million hits."""
SEEN_EVERY = "30 seconds"


@dataclass(frozen=True, slots=True)
class Device:
    """A paired phone."""

    id: UUID
    ceremony: UUID
    purpose: str
    door: UUID | None
    label: str


@dataclass(frozen=True, slots=True)
class Pairing:
    """A code that waits to be typed."""

    id: UUID
    code: str
    until: datetime
    address: str


async def order(
    office: UUID | None, ceremony_id: UUID, *, purpose: str, label: str, actor: Actor, now: datetime
) -> Pairing:
    """A code for one more phone. Raises NotFound, SecondFactorNeeded, CeremonyCancelled, CeremonyOver."""
    async with db.transaction():
        found = await ceremony_of_office(office, ceremony_id, actor=actor)
        if found.status == Status.CANCELLED:
            raise rules.CeremonyCancelled
        # A door may still have scans to hand in; it gets no guest list any more.
        more = SCANS_HANDED_IN_WITHIN if purpose == DOOR else timedelta(0)
        if now >= rules.tickets_end(found.ends_at) + more:
            raise rules.CeremonyOver
        await limit("door-device-ordered", str(ceremony_id), times=200, seconds=3600)
        code = "".join(secrets.choice(SHORT_CODE_ALPHABET) for _ in range(SHORT_CODE_LENGTH))
        device, until = new_id(), now + PAIRING_LIFE
        await db.execute(
            "INSERT INTO door_device (id, ceremony, purpose, label, code_digest, code_until, created_by, created_at)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            device, ceremony_id, purpose, label.strip(), _code_digest(code), until, actor.person_id, now,
        )  # fmt: skip
        await audit.record(
            "door_device_ordered", actor=actor.person_id, subject=device, tenant=office, purpose=purpose
        )
    shown = f"{code[: SHORT_CODE_LENGTH // 2]}-{code[SHORT_CODE_LENGTH // 2 :]}"
    page = "einlass" if purpose == DOOR else "buehne"
    return Pairing(device, shown, until, f"{settings().address}/{page}#{shown}")


async def pair(typed: str, label: str, *, asked_from: str, now: datetime) -> tuple[Device, str]:
    """The phone that typed the code, and its secret. Raises PairingCodeWrong, TooManyRequests."""
    await limit("door-pairing", asked_from, times=TRIES_FROM_ONE_PLACE, seconds=600)
    await limit("door-pairing", "all", times=TRIES_OF_ALL, seconds=600)
    code = short_code_of(typed)
    if code is None:
        raise door_rules.PairingCodeWrong(field="code")
    secret = new_secret()
    async with db.transaction():
        found = await db.row(
            "UPDATE door_device SET secret_digest = $2, paired_at = $3, seen_at = $3, code_digest = NULL,"
            " code_until = NULL, label = coalesce(nullif($4, ''), label)"
            " WHERE code_digest = $1 AND code_until > $3 AND revoked_at IS NULL"
            " RETURNING id, ceremony, purpose, door, label",
            _code_digest(code), digest(secret), now, label.strip(),
        )  # fmt: skip
        if found is None:
            raise door_rules.PairingCodeWrong(field="code")
        await audit.record("door_device_paired", actor=None, subject=found["id"])
    return Device(**found), secret


async def paired(secret: str | None, ceremony_id: UUID, *, purpose: str = DOOR, now: datetime) -> Device:
    """The phone that has this secret; that it was seen is noted now and then.

    Raises DeviceNotPaired, PairingRevoked, DeviceForOtherEvent, DeviceForOtherPurpose.
    """
    found = await db.row(
        "WITH found AS (SELECT id, ceremony, purpose, door, label, revoked_at FROM door_device WHERE secret_digest = $1),"  # noqa: S608 - constants
        " seen AS (UPDATE door_device SET seen_at = $2::timestamptz WHERE id = (SELECT id FROM found WHERE revoked_at IS NULL)"
        f" AND seen_at < $2::timestamptz - interval '{SEEN_EVERY}') SELECT * FROM found",
        digest(secret) if secret else b"",
        now,
    )
    must_serve(found, ceremony_id, purpose)
    assert found is not None
    return Device(found["id"], found["ceremony"], found["purpose"], found["door"], found["label"])


def must_serve(found: Any | None, ceremony_id: UUID, purpose: str = DOOR) -> None:
    """Raises DeviceNotPaired, PairingRevoked, DeviceForOtherEvent, DeviceForOtherPurpose."""
    if found is None:
        raise door_rules.DeviceNotPaired
    if found["revoked_at"] is not None:
        raise door_rules.PairingRevoked
    if found["ceremony"] != ceremony_id:
        raise door_rules.DeviceForOtherEvent
    if found["purpose"] != purpose:
        raise door_rules.DeviceForOtherPurpose


async def choose_door(device: Device, door_id: UUID | None) -> None:
    """Where the phone is now. Raises DoorUnknown."""
    changed = await db.execute(
        "UPDATE door_device SET door = $2 WHERE id = $1 AND ($2::uuid IS NULL"
        " OR EXISTS (SELECT 1 FROM door WHERE id = $2 AND ceremony = $3))",
        device.id, door_id, device.ceremony,
    )  # fmt: skip
    if not changed:
        raise door_rules.DoorUnknown(field="doorId")


async def of_ceremony(office: UUID | None, ceremony_id: UUID, *, actor: Actor) -> list[Any]:
    """The phones of an event, the newest first. Raises NotFound, SecondFactorNeeded."""
    await ceremony_of_office(office, ceremony_id, actor=actor)
    return await db.rows(
        "SELECT d.id, d.purpose, d.label, d.door AS door_id, coalesce(o.name, '') AS door_name, d.created_at, d.code_until,"
        " d.paired_at, d.seen_at, d.synced_at, d.revoked_at,"
        " (SELECT count(*) FROM admission a WHERE a.device = d.id AND a.outcome = 'admitted') AS admissions"
        " FROM door_device d LEFT JOIN door o ON o.id = d.door WHERE d.ceremony = $1"
        " ORDER BY d.created_at DESC, d.id LIMIT $2",
        ceremony_id,
        DEVICES_AT_MOST,
    )


async def revoke(
    office: UUID | None, ceremony_id: UUID, device_id: UUID, *, actor: Actor, now: datetime
) -> None:
    """End a pairing, or a code that waits; twice does no harm. Raises NotFound, SecondFactorNeeded."""
    async with db.transaction():
        await ceremony_of_office(office, ceremony_id, actor=actor)
        known = await db.scalar(
            "SELECT revoked_at IS NULL FROM door_device WHERE id = $1 AND ceremony = $2 FOR UPDATE",
            device_id, ceremony_id,
        )  # fmt: skip
        if known is None:
            raise NotFound
        if known:
            await db.execute(
                "UPDATE door_device SET revoked_at = $2, code_digest = NULL, code_until = NULL WHERE id = $1",
                device_id, now,
            )  # fmt: skip
            await audit.record("door_device_revoked", actor=actor.person_id, subject=device_id, tenant=office)


def _code_digest(code: str) -> bytes:
    return digest(code, "door device")

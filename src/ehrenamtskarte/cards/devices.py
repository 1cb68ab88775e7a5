"""Phones: proving a key, getting and refreshing a credential."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec

from ehrenamtskarte.cards import cose, issuing, policies, rules, signing_keys, status
from ehrenamtskarte.cards.events import CredentialRequested, StatusChanged
from ehrenamtskarte.cards.rules import CardStatus, DeviceStatus
from ehrenamtskarte.cards.tables import Card, Device
from ehrenamtskarte.cards.token import (
    CTI_BYTES,
    Claims,
    DeviceKey,
    Kind,
    Medium,
    activation_message,
    sign_credential,
)
from ehrenamtskarte.core import audit, clock, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.outbox import publish
from ehrenamtskarte.core.rate_limits import limit


@dataclass(frozen=True)
class Proof:
    """A phone's public key and its signature over the service's challenge."""

    x: bytes
    y: bytes
    challenge: bytes
    signature: bytes

    def public_key(self) -> ec.EllipticCurvePublicKey:
        """The key on P-256. Raises ProofWrong."""
        try:
            return ec.EllipticCurvePublicNumbers(
                int.from_bytes(self.x), int.from_bytes(self.y), ec.SECP256R1()
            ).public_key()
        except ValueError:
            raise rules.ProofWrong(field="publicKey") from None


async def challenge(card_id: UUID, *, actor: Actor, now: datetime) -> bytes:
    """What the phone signs next; holds five minutes. Raises NotFound, CardNotActive, TooManyRequests."""
    card = await issuing.card(card_id)
    policies.must_hold(actor, card)
    rules.check_usable(CardStatus(card.status), card.valid_until, clock.berlin_day(now))
    await limit("card-challenge", str(card_id), times=30, seconds=600)
    nonce = secrets.token_bytes(rules.CHALLENGE_BYTES)
    await db.execute(
        "INSERT INTO challenge (nonce, card, expires_at) VALUES ($1, $2, $3)",
        nonce,
        card_id,
        now + rules.CHALLENGE_LIFE,
    )
    return nonce


async def activate(
    card_id: UUID, proof: Proof, *, replace: bool, label: str, actor: Actor, now: datetime
) -> Device:
    """Put the card on a phone that proves its key; the credential follows from a worker.

    Raises NotFound, CardNotActive, ChallengeWrong, ProofWrong, ActiveOnAnotherPhone.
    """
    async with db.transaction():
        card = await _usable_card(card_id, actor, now)
        key = await _proven(card_id, proof, now)
        elsewhere = await Device.exists().where(
            (Device.card == card_id) & (Device.status == DeviceStatus.ACTIVE)
        )
        if elsewhere and not replace:
            raise rules.ActiveOnAnotherPhone
        await issuing.end_devices([card_id], status=DeviceStatus.REPLACED)
        return await _add_device(card, key, label=label, refreshed_from=None, actor=actor, now=now)


async def refresh(
    card_id: UUID, device_id: UUID, proof: Proof, old_proof: bytes, *, actor: Actor, now: datetime
) -> Device:
    """Exchange key and credential of a phone, so that shops cannot link visits for long.

    A key that was exchanged before and comes again was copied: the card leaves every phone.
    Raises NotFound, CardNotActive, ChallengeWrong, ProofWrong, DeviceNotActive, CopiedDevice.
    """
    async with db.transaction():
        card = await _usable_card(card_id, actor, now)
        device = await Device.objects().get((Device.id == device_id) & (Device.card == card_id))
        if device is None:
            raise NotFound
        key = await _proven(card_id, proof, now)
        old_key = DeviceKey(device.x, device.y_is_odd).public_key()
        if not cose.verify(old_key, old_proof, activation_message(proof.challenge)):
            raise rules.ProofWrong(field="proof")
        if await _was_exchanged(device_id):
            await _end_copies(card, actor)
            raise rules.CopiedDevice
        if device.status != DeviceStatus.ACTIVE:
            raise rules.DeviceNotActive
        # An exchange whose answer got lost on the way is simply made anew.
        await Device.delete().where(
            (Device.refreshed_from == device_id) & (Device.status == DeviceStatus.PENDING)
        )
        return await _add_device(
            card, key, label=device.label, refreshed_from=device_id, actor=actor, now=now
        )


async def _was_exchanged(device_id: UUID) -> bool:
    """Whether another key took over."""
    return await Device.exists().where(
        (Device.refreshed_from == device_id) & (Device.status != DeviceStatus.PENDING)
    )


async def _end_copies(card: Card, actor: Actor) -> None:
    # Apart, so that it stays although the request is refused; the caller holds the card meanwhile.
    async with db.apart():
        await issuing.end_devices([card.id], status=DeviceStatus.REVOKED)
        await audit.record("device_copied", actor=actor.person_id, subject=card.id, tenant=card.issuing_body)


async def _usable_card(card_id: UUID, actor: Actor, now: datetime) -> Card:
    card = await issuing.locked_card(card_id)
    policies.must_hold(actor, card)
    rules.check_usable(CardStatus(card.status), card.valid_until, clock.berlin_day(now))
    return card


async def _proven(card_id: UUID, proof: Proof, now: datetime) -> DeviceKey:
    used = await db.execute(
        "DELETE FROM challenge WHERE nonce = $1 AND card = $2 AND expires_at > $3",
        proof.challenge,
        card_id,
        now,
    )
    if not used:
        raise rules.ChallengeWrong(field="challenge")
    public_key = proof.public_key()
    if not cose.verify(public_key, proof.signature, activation_message(proof.challenge)):
        raise rules.ProofWrong(field="signature")
    return DeviceKey.of(public_key)


async def _add_device(
    card: Card, key: DeviceKey, *, label: str, refreshed_from: UUID | None, actor: Actor, now: datetime
) -> Device:
    device = Device(
        id=new_id(),
        card=card.id,
        x=key.x,
        y_is_odd=key.y_is_odd,
        status=DeviceStatus.PENDING,
        label=label[:120],
        refreshed_from=refreshed_from,
        created_at=now,
    )
    await device.save()
    await audit.record(
        "device_added",
        actor=actor.person_id,
        subject=card.id,
        tenant=card.issuing_body,
        refresh=refreshed_from is not None,
    )
    await publish(CredentialRequested(device_id=device.id))
    return device


async def sign_for(event: CredentialRequested) -> None:
    """Sign a credential for a waiting phone; leaves when that is done or no longer wanted."""
    now = clock.now()
    found = await db.row(
        "SELECT d.id, d.x, d.y_is_odd, d.refreshed_from, c.kind, c.display_name, c.valid_until, b.number"
        " FROM device d JOIN card c ON c.id = d.card JOIN issuing_body b ON b.id = c.issuing_body"
        " WHERE d.id = $1 AND d.status = 'pending' AND c.status = 'active' FOR UPDATE OF d",
        event.device_id,
    )
    if found is None:
        return
    await signing_keys.ensure(now)
    kid, sign = await signing_keys.active()
    index = await status.free_index()
    ends = rules.credential_ends(now, found["valid_until"])
    claims = _claims(found, index, now, ends)
    await db.execute(
        "INSERT INTO credential (status_index, cti, device, key, issued_at, expires_at, token)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        index, claims.cti, found["id"], kid, now, ends, sign_credential(claims, kid, sign),
    )  # fmt: skip
    if found["refreshed_from"]:
        await _end_refreshed(found["refreshed_from"], now)
    await db.execute("UPDATE device SET status = 'active' WHERE id = $1", found["id"])


def _claims(found: Any, index: int, now: datetime, ends: datetime) -> Claims:
    return Claims(
        kind=Kind[found["kind"].upper()],
        medium=Medium.PHONE,
        issuer=found["number"],
        name=found["display_name"],
        status=index,
        issued_at=int(now.timestamp()),
        expires_at=int(ends.timestamp()),
        cti=secrets.token_bytes(CTI_BYTES),
        device_key=DeviceKey(found["x"], found["y_is_odd"]),
    )


async def _end_refreshed(device_id: UUID, now: datetime) -> None:
    """Key and credential before the refresh must not live on beside the new ones."""
    await db.execute(
        "UPDATE device SET status = 'replaced', ended_at = $2 WHERE id = $1 AND status = 'active'",
        device_id,
        now,
    )
    if await db.execute(
        "UPDATE credential SET revoked_at = $2, token = '' WHERE device = $1 AND revoked_at IS NULL",
        device_id,
        now,
    ):
        await publish(StatusChanged())


@dataclass(frozen=True)
class DeviceState:
    """A phone and, once a worker has signed it, its credential."""

    id: UUID
    status: DeviceStatus
    credential: bytes | None
    expires_at: datetime | None


async def state_of(card_id: UUID, device_id: UUID, *, actor: Actor) -> DeviceState:
    """What a phone asks until its credential is there. Raises NotFound."""
    policies.must_hold(actor, await issuing.card(card_id))
    found = await db.row(
        "SELECT d.id, d.status, c.token AS credential, c.expires_at FROM device d"
        " LEFT JOIN credential c ON c.device = d.id AND d.status = 'active' AND c.revoked_at IS NULL"
        " WHERE d.id = $1 AND d.card = $2",
        device_id, card_id,
    )  # fmt: skip
    if found is None:
        raise NotFound
    return DeviceState(found["id"], DeviceStatus(found["status"]), found["credential"], found["expires_at"])

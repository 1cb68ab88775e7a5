"""Cards with phones for the benchmarks, made through the services."""

import secrets
from datetime import date
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec

from ehrenamtskarte.cards import cose, devices, signing_keys
from ehrenamtskarte.cards.devices import Proof
from ehrenamtskarte.cards.events import CredentialRequested
from ehrenamtskarte.cards.token import activation_message, present, text_of
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.regions import issuing_bodies
from ehrenamtskarte.regions.rules import IssuingBodyKind
from tests.factories import KOELN, a_person, the_state_office


class BenchPhone:
    """A phone with its credential."""

    def __init__(self, key: ec.EllipticCurvePrivateKey, credential: bytes) -> None:
        self.sign, self.credential = cose.signer(key), credential

    def shows(self) -> str:
        return text_of(present(self.credential, int(clock.now().timestamp()), self.sign))


async def waiting_devices(count: int) -> list[tuple[ec.EllipticCurvePrivateKey, CredentialRequested]]:
    """Phones that have proven a key and wait for the worker's signature."""
    now = clock.now()
    await signing_keys.ensure(now)
    body = await _issuing_body()
    found = []
    for number in range(count):
        person = await a_person("Erika", f"Muster{secrets.token_hex(6)}{number}")
        card = await _card(person, body)
        key = ec.generate_private_key(ec.SECP256R1())
        challenge = await devices.challenge(card, actor=Actor(person), now=now)
        numbers = key.public_key().public_numbers()
        proof = Proof(
            numbers.x.to_bytes(32),
            numbers.y.to_bytes(32),
            challenge,
            cose.signer(key)(activation_message(challenge)),
        )
        device = await devices.activate(
            card, proof, replace=False, label="bench", actor=Actor(person), now=now
        )
        found.append((key, CredentialRequested(device_id=device.id)))
    return found


async def phones(count: int) -> list[BenchPhone]:
    """Phones that carry a card."""
    found = []
    for key, event in await waiting_devices(count):
        async with db.transaction():
            await devices.sign_for(event)
        token = await db.scalar("SELECT token FROM credential WHERE device = $1", event.device_id)
        found.append(BenchPhone(key, token))
    return found


async def _issuing_body() -> UUID:
    body: UUID | None = await db.scalar(
        "SELECT issuing_body FROM issuing_area WHERE municipality = $1", KOELN
    )
    if body:
        return body
    made = await issuing_bodies.create_issuing_body(
        "Stadt Köln", IssuingBodyKind.MUNICIPALITY, [KOELN], email="a@b.example", actor=the_state_office()
    )
    return made.id


async def _card(person: UUID, body: UUID) -> UUID:
    application, card = new_id(), new_id()
    await db.execute(
        "INSERT INTO application (id, person, issuing_body, municipality, kind, origin, status, sort_key, rule_set, outcome,"
        " result, submitted_at, decided_at, automatic, reason, valid_from, publication, news) VALUES"
        " ($1, $2, $3, $4, 'standard', 'self', 'approved', '', '{}', '{}', 'met', now(), now(), true, '', $5, false, false)",
        application, person, body, KOELN, date(2026, 1, 1),
    )  # fmt: skip
    await db.execute(
        "INSERT INTO card (id, person, application, issuing_body, kind, display_name, sort_key, status, valid_from, issued_at,"
        " reason) VALUES ($1, $2, $3, $4, 'standard', 'Erika M.', 'muster erika', 'active', $5, now(), '')",
        card, person, application, body, date(2026, 1, 1),
    )  # fmt: skip
    return card

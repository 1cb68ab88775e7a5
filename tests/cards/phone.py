"""A phone in tests: a real key, real signatures, over the real addresses."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import httpx
from cryptography.hazmat.primitives.asymmetric import ec

from ehrenamtskarte.applications.events import ApplicationApproved
from ehrenamtskarte.cards import cose, devices, issuing
from ehrenamtskarte.cards.key_set import base64url, base64url_decode
from ehrenamtskarte.cards.token import activation_message, present, text_of
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.outbox import publish
from ehrenamtskarte.eligibility.rules import CardKind
from tests.conftest import run_jobs
from tests.factories import KOELN


class Phone:
    """A browser with a key pair of its own."""

    def __init__(self, browser: httpx.AsyncClient) -> None:
        self.browser = browser
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.device: str | None = None
        self.credential = b""

    async def proof(self, card: UUID, key: ec.EllipticCurvePrivateKey | None = None) -> dict[str, Any]:
        """The body that proves a key over a fresh challenge."""
        key = key or self.key
        answer = await self.browser.post(f"/api/cards/{card}/challenge")
        assert answer.status_code == 201, answer.text
        challenge = answer.json()["challenge"]
        numbers = key.public_key().public_numbers()
        signature = cose.signer(key)(activation_message(base64url_decode(challenge)))
        return {
            "publicKey": {
                "kty": "EC",
                "crv": "P-256",
                "x": base64url(numbers.x.to_bytes(32, "big")),
                "y": base64url(numbers.y.to_bytes(32, "big")),
            },
            "challenge": challenge,
            "signature": base64url(signature),
        }

    async def activate(self, card: UUID, *, replace: bool = False) -> httpx.Response:
        """Ask for the card and, once it is there, keep it."""
        body = await self.proof(card) | {"replace": replace, "label": "Testtelefon"}
        answer = await self.browser.post(f"/api/cards/{card}/devices", json=body)
        if answer.status_code == 202:
            await self._fetch(card, answer.json()["id"])
        return answer

    async def refresh(self, card: UUID) -> httpx.Response:
        """Exchange the key; the old one proves itself too."""
        fresh = ec.generate_private_key(ec.SECP256R1())
        body = await self.proof(card, fresh)
        message = activation_message(base64url_decode(body["challenge"]))
        body["proof"] = base64url(cose.signer(self.key)(message))
        answer = await self.browser.post(f"/api/cards/{card}/devices/{self.device}/refresh", json=body)
        if answer.status_code == 202:
            self.key = fresh
            await self._fetch(card, answer.json()["id"])
        return answer

    async def _fetch(self, card: UUID, device: str) -> None:
        await run_jobs()
        state = (await self.browser.get(f"/api/cards/{card}/devices/{device}")).json()
        assert state["status"] == "active", state
        self.device, self.credential = device, base64url_decode(state["credential"])

    def shows(self, at: datetime | None = None) -> str:
        """The text of the code on the screen."""
        moment = int((at or clock.now()).timestamp())
        return text_of(present(self.credential, moment, cose.signer(self.key)))


async def an_approved_application(
    person: UUID,
    issuing_body: UUID,
    kind: CardKind = CardKind.STANDARD,
    valid_from: date = date(2026, 1, 1),
    valid_until: date | None = date(2099, 12, 31),
) -> ApplicationApproved:
    """The row of a case that was decided, and the event that tells of it."""
    application = new_id()
    await db.execute(
        "INSERT INTO application (id, person, issuing_body, municipality, kind, origin, status, sort_key, rule_set, outcome,"
        " result, submitted_at, decided_at, automatic, reason, valid_from, valid_until, publication, news)"
        " VALUES ($1, $2, $3, $4, $5, 'self', 'approved', '', '{}', $8, 'met', now(), now(), true, '', $6, $7, false, false)",
        application, person, issuing_body, KOELN, kind, valid_from, valid_until, '{"criteria": []}',
    )  # fmt: skip
    return ApplicationApproved(
        application_id=application,
        person_id=person,
        issuing_body_id=issuing_body,
        kind=kind,
        valid_from=valid_from,
        valid_until=valid_until,
    )


async def approve_in_one_transaction(person: UUID, issuing_body: UUID) -> None:
    """Decided and told at once, as the office does it; a worker issues the card."""
    async with db.transaction():
        await publish(await an_approved_application(person, issuing_body))


async def ask_for_a_credential(card: UUID, person: UUID) -> None:
    """A phone that has proven its key and waits for a worker's signature."""
    now, key = clock.now(), ec.generate_private_key(ec.SECP256R1())
    challenge = await devices.challenge(card, actor=Actor(person), now=now)
    numbers = key.public_key().public_numbers()
    signature = cose.signer(key)(activation_message(challenge))
    proof = devices.Proof(numbers.x.to_bytes(32, "big"), numbers.y.to_bytes(32, "big"), challenge, signature)
    await devices.activate(card, proof, replace=False, label="Testtelefon", actor=Actor(person), now=now)


async def a_card(
    person: UUID,
    issuing_body: UUID,
    kind: CardKind = CardKind.STANDARD,
    valid_from: date = date(2026, 1, 1),
    valid_until: date | None = date(2099, 12, 31),
) -> UUID:
    """A card through an approved application."""
    approved = await an_approved_application(person, issuing_body, kind, valid_from, valid_until)
    async with db.transaction():
        await issuing.issue(approved)
    await run_jobs()
    card: UUID = await db.scalar("SELECT id FROM card WHERE application = $1", approved.application_id)
    return card

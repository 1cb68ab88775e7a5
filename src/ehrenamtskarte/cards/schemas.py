"""The HTTP surface of cards."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import msgspec

from ehrenamtskarte.cards.checking import Outcome, Reason, Result
from ehrenamtskarte.cards.key_set import base64url, base64url_decode
from ehrenamtskarte.cards.rules import CardStatus, ChallengeWrong, DeviceStatus, ProofWrong

Base64Url = Annotated[str, msgspec.Meta(max_length=200)]


class DeviceOut(msgspec.Struct, rename="camel"):
    """A phone that carries the card."""

    id: UUID
    label: str
    status: DeviceStatus
    created_at: datetime
    expires_at: datetime | None


class CardOut(msgspec.Struct, rename="camel"):
    """A card as its holder sees it; `is_over` says that its last day has passed."""

    id: UUID
    kind: str
    display_name: str
    issuer_number: int
    issuer_name: str
    status: CardStatus
    valid_from: date
    valid_until: date | None
    is_over: bool
    issued_at: datetime
    revoked_at: datetime | None
    reason: str
    devices: list[DeviceOut] = []


class CardRow(msgspec.Struct, rename="camel"):
    """A card in the office's list."""

    id: UUID
    kind: str
    given_name: str
    family_name: str
    status: CardStatus
    valid_from: date
    valid_until: date | None
    is_over: bool
    issued_at: datetime
    revoked_at: datetime | None
    reason: str
    phones: int


class ChallengeOut(msgspec.Struct, rename="camel"):
    """What the phone signs."""

    challenge: str


class PublicKeyIn(msgspec.Struct):
    """A public key on P-256 as a JWK."""

    kty: Annotated[str, msgspec.Meta(pattern="^EC$")]
    crv: Annotated[str, msgspec.Meta(pattern="^P-256$")]
    x: Base64Url
    y: Base64Url


class ProofIn(msgspec.Struct, rename="camel", kw_only=True):
    """A phone's key and its signature over the challenge, base64url."""

    public_key: PublicKeyIn
    challenge: Base64Url
    signature: Base64Url

    def fields(self) -> dict[str, bytes]:
        """As bytes. Raises ProofWrong, ChallengeWrong."""
        try:
            x, y = base64url_decode(self.public_key.x), base64url_decode(self.public_key.y)
            signature = base64url_decode(self.signature)
        except ValueError:
            raise ProofWrong(field="publicKey") from None
        try:
            challenge = base64url_decode(self.challenge)
        except ValueError:
            raise ChallengeWrong(field="challenge") from None
        return {"x": x, "y": y, "challenge": challenge, "signature": signature}


class ActivationIn(ProofIn, rename="camel", kw_only=True):
    """Put the card on this phone; `replace` says that it may leave another one."""

    replace: bool = False
    label: Annotated[str, msgspec.Meta(max_length=120)] = ""


class RefreshIn(ProofIn, rename="camel", kw_only=True):
    """Exchange the key: `proof` is the old key's signature over the same message."""

    proof: Base64Url

    def old_proof(self) -> bytes:
        """As bytes. Raises ProofWrong."""
        try:
            return base64url_decode(self.proof)
        except ValueError:
            raise ProofWrong(field="proof") from None


class DeviceStateOut(msgspec.Struct, rename="camel"):
    """A phone and, once signed, its credential (base64url)."""

    id: UUID
    status: DeviceStatus
    credential: str | None = None
    expires_at: datetime | None = None


class RevocationIn(msgspec.Struct, rename="camel"):
    """Why the card ends; the office must say it."""

    reason: Annotated[str, msgspec.Meta(max_length=1000)] = ""


class CheckIn(msgspec.Struct, rename="camel"):
    """The text of a code, or the short code that its holder reads out."""

    token: Annotated[str, msgspec.Meta(max_length=4000)] | None = None
    short_code: Annotated[str, msgspec.Meta(max_length=20)] | None = None


class ShortCodeOut(msgspec.Struct, rename="camel"):
    """What the holder reads out, as XXXX-XXXX, until then."""

    code: str
    expires_at: datetime


class CheckOut(msgspec.Struct, rename="camel"):
    """The answer for the till; names and dates only of a genuine card."""

    result: Result
    reason: Reason
    kind: str | None
    display_name: str | None
    issuer: int | None
    valid_until: datetime | None
    checked_at: datetime

    @classmethod
    def of(cls, outcome: Outcome, now: datetime) -> "CheckOut":
        ends = outcome.valid_until
        return cls(
            result=outcome.result,
            reason=outcome.reason,
            kind=outcome.kind,
            display_name=outcome.display_name,
            issuer=outcome.issuer,
            valid_until=datetime.fromtimestamp(ends, tz=now.tzinfo) if ends is not None else None,
            checked_at=now,
        )


def encoded(data: bytes | None) -> str | None:
    """Bytes for JSON."""
    return None if data is None else base64url(data)

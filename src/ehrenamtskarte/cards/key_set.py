"""The issuer's public keys as a JSON Web Key Set (RFC 7517), each with its state."""

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from cryptography.hazmat.primitives.asymmetric import ec

from ehrenamtskarte.cards.cose import COORDINATE_BYTES, KEY_ID_BYTES


class KeySetUnreadable(ValueError):
    """Not a JSON Web Key Set, or a key in it that cannot be used."""


class KeyState(StrEnum):
    """A key is published before its use and until its last credential ends; a killed one counts no more."""

    NEXT = "next"
    ACTIVE = "active"
    OLD = "old"
    KILLED = "killed"


@dataclass(frozen=True)
class IssuerKey:
    """One public key on P-256."""

    kid: bytes
    x: bytes
    y: bytes
    state: KeyState

    @classmethod
    def of(cls, public_key: ec.EllipticCurvePublicKey, state: KeyState) -> "IssuerKey":
        """Its id is the beginning of its thumbprint, so nobody has to keep a register of ids."""
        numbers = public_key.public_numbers()
        x, y = (
            numbers.x.to_bytes(COORDINATE_BYTES, "big"),
            numbers.y.to_bytes(COORDINATE_BYTES, "big"),
        )
        return cls(thumbprint(x, y)[:KEY_ID_BYTES], x, y, state)

    @classmethod
    def from_jwk(cls, jwk: object) -> "IssuerKey":
        """Raises ValueError for anything but a P-256 key with an 8-byte id and a state known here.

        A key without `ek_state` counts as active: a plain JWKS of one's own works too.
        """
        if not isinstance(jwk, Mapping) or (jwk.get("kty"), jwk.get("crv")) != (
            "EC",
            "P-256",
        ):
            raise KeySetUnreadable("not a P-256 key")
        if jwk.get("use", "sig") != "sig":
            raise KeySetUnreadable("not a signing key")
        key = cls(
            _bytes_of(jwk.get("kid"), KEY_ID_BYTES),
            _bytes_of(jwk.get("x"), COORDINATE_BYTES),
            _bytes_of(jwk.get("y"), COORDINATE_BYTES),
            KeyState(jwk.get("ek_state", KeyState.ACTIVE)),
        )
        key.public_key  # noqa: B018  a point off the curve shows here, not at the first card
        return key

    @cached_property
    def public_key(self) -> ec.EllipticCurvePublicKey:
        """Loaded once, for verifying."""
        return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), b"\x04" + self.x + self.y)

    def jwk(self) -> dict[str, str]:
        """As published."""
        return {
            "kty": "EC",
            "crv": "P-256",
            "kid": base64url(self.kid),
            "use": "sig",
            "alg": "ES256",
            "x": base64url(self.x),
            "y": base64url(self.y),
            "ek_state": self.state.value,
        }


@dataclass(frozen=True)
class KeySet:
    """All keys a checker knows."""

    keys: tuple[IssuerKey, ...]
    _usable: dict[bytes, tuple[ec.EllipticCurvePublicKey, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        usable: dict[bytes, tuple[ec.EllipticCurvePublicKey, ...]] = {}
        for key in self.keys:
            if key.state is not KeyState.KILLED:
                usable[key.kid] = (*usable.get(key.kid, ()), key.public_key)
        object.__setattr__(self, "_usable", usable)

    @classmethod
    def of(cls, keys: Iterable[IssuerKey]) -> "KeySet":
        """From any collection of keys."""
        return cls(tuple(keys))

    @classmethod
    def from_jwks(cls, jwks: object) -> "KeySet":
        """Keys that cannot be used are left out. Raises KeySetUnreadable if this is no key set at all."""
        entries = jwks.get("keys") if isinstance(jwks, Mapping) else None
        if not isinstance(entries, list):
            raise KeySetUnreadable("not a JSON Web Key Set")
        return cls.of(_readable(entries))

    def usable(self, kid: bytes) -> tuple[ec.EllipticCurvePublicKey, ...]:
        """The keys with this id that were not killed: two, when ids collide."""
        return self._usable.get(kid, ())

    def jwks(self) -> dict[str, list[dict[str, str]]]:
        """As published."""
        return {"keys": [key.jwk() for key in self.keys]}


def thumbprint(x: bytes, y: bytes) -> bytes:
    """RFC 7638, SHA-256."""
    members = {"crv": "P-256", "kty": "EC", "x": base64url(x), "y": base64url(y)}
    return hashlib.sha256(json.dumps(members, separators=(",", ":")).encode()).digest()


def base64url(data: bytes) -> str:
    """Without padding, as JSON Web Keys have it."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def base64url_decode(text: str) -> bytes:
    """Raises ValueError for anything that `base64url` would not have written."""
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if base64url(data) != text:
        raise ValueError("not base64url")
    return data


def _bytes_of(text: object, size: int) -> bytes:
    if not isinstance(text, str):
        raise KeySetUnreadable("a member of the key is missing")
    data = base64url_decode(text)
    if len(data) != size:
        raise KeySetUnreadable("a member of the key has the wrong length")
    return data


def _readable(entries: list[object]) -> Iterable[IssuerKey]:
    for entry in entries:
        try:
            yield IssuerKey.from_jwk(entry)
        except ValueError:
            continue

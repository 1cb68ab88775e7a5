"""The text in the QR code: credential, presentation, and reading both strictly.

credential   = COSE_Sign1 over the claims, signed by the issuer (ES256)
presentation = [credential, time, proof], proof by the phone's own key
text         = "EK1:" + base45 of either
"""

import hashlib
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeGuard

from cryptography.hazmat.primitives.asymmetric import ec

from ehrenamtskarte.cards import base45, cbor, cose
from ehrenamtskarte.cards.cose import COORDINATE_BYTES, KEY_ID_BYTES

PREFIX = "EK1:"
MAX_CHARACTERS = 600
MAX_NAME_BYTES = 24
CTI_BYTES = 8
PRESENTATION_CONTEXT = b"ek1-pop"
ACTIVATION_CONTEXT = b"ek1-activation"

_EXP, _IAT, _CTI, _CNF, _CARD = 4, 6, 7, 8, -65537
_COSE_KEY = 1
_KTY, _CRV, _X, _Y = 1, -1, -2, -3
_EC2, _P256 = 2, 1


class Kind(IntEnum):
    """Which of the two cards."""

    STANDARD = 1
    JUBILEE = 2


class Medium(IntEnum):
    """What the code is shown on."""

    PHONE = 1
    PRINT = 2


class Malformed(ValueError):
    """The text is not a card's code."""


@dataclass(frozen=True, slots=True)
class DeviceKey:
    """The phone's public key as a compressed point on P-256."""

    x: bytes
    y_is_odd: bool

    @classmethod
    def of(cls, public_key: ec.EllipticCurvePublicKey) -> "DeviceKey":
        """Of a whole public key, which must be on P-256."""
        numbers = public_key.public_numbers()
        return cls(numbers.x.to_bytes(COORDINATE_BYTES, "big"), numbers.y % 2 == 1)

    def public_key(self) -> ec.EllipticCurvePublicKey:
        """Raises ValueError if no point on the curve has this x."""
        return ec.EllipticCurvePublicKey.from_encoded_point(
            ec.SECP256R1(), (b"\x03" if self.y_is_odd else b"\x02") + self.x
        )


@dataclass(frozen=True, slots=True)
class Claims:
    """What the issuer vouches for. Times are seconds since 1970."""

    kind: Kind
    medium: Medium
    issuer: int
    """AGS or district key as a number: 5315000 for 05315000."""
    name: str
    """The display name, see display_name.py."""
    status: int
    """Index in the status list."""
    cti: bytes
    issued_at: int
    expires_at: int
    device_key: DeviceKey | None = None


@dataclass(frozen=True, slots=True)
class Credential:
    """A credential as read, with the very bytes that were signed."""

    encoded: bytes
    kid: bytes
    claims: Claims
    to_be_signed: bytes
    signature: bytes

    def is_signed_by(self, public_key: ec.EllipticCurvePublicKey) -> bool:
        """Whether this issuer's key signed exactly these claims."""
        return cose.verify(public_key, self.signature, self.to_be_signed)


@dataclass(frozen=True, slots=True)
class Presentation:
    """A credential shown by the phone that holds its key, at this time."""

    credential: Credential
    time: int
    proof: bytes

    def is_by_its_device(self) -> bool:
        """Whether the proof is from the key that the credential names."""
        device_key = self.credential.claims.device_key
        if device_key is None:
            return False
        try:
            public_key = device_key.public_key()
        except ValueError:
            return False
        return cose.verify(
            public_key,
            self.proof,
            presentation_message(self.credential.encoded, self.time),
        )


def sign_credential(claims: Claims, kid: bytes, sign: cose.Signer) -> bytes:
    """The credential's bytes. Raises ValueError for claims that no checker would take."""
    payload = _encode_claims(claims)
    if _read_claims(payload) != claims:
        raise ValueError("these claims do not survive reading")
    return cose.sign1(_protected_header(kid), payload, sign)


def present(credential: bytes, time: int, sign: cose.Signer) -> bytes:
    """What a phone shows: the credential, the time, and the device's proof over both."""
    return cbor.encode([credential, time, sign(presentation_message(credential, time))])


def presentation_message(credential: bytes, time: int) -> bytes:
    """What the device signs every time it shows its card."""
    return PRESENTATION_CONTEXT + hashlib.sha256(credential).digest() + time.to_bytes(8, "big")


def activation_message(challenge: bytes) -> bytes:
    """What a new device signs to prove that it holds its key. Never mistaken for a presentation."""
    return ACTIVATION_CONTEXT + challenge


def text_of(token: bytes) -> str:
    """The text for the QR code, for a credential or a presentation."""
    return PREFIX + base45.encode(token)


def read(text: str) -> Credential | Presentation:
    """Read the text of a code strictly; no signature is checked yet. Raises Malformed."""
    if len(text) > MAX_CHARACTERS or not text.startswith(PREFIX):
        raise Malformed("prefix or length")
    try:
        token = base45.decode(text[len(PREFIX) :])
        item = cbor.decode(token)
        if type(item) is list:
            return _read_presentation(item)
        return _read_credential(token, item)
    except Malformed:
        raise
    except ValueError as error:
        raise Malformed(str(error)) from error


def _read_presentation(item: list[cbor.Value]) -> Presentation:
    if len(item) != 3:
        raise Malformed("presentation")
    credential, time, proof = item
    if type(credential) is not bytes or not _is_uint(time) or not _is_bytes(proof, cose.SIGNATURE_BYTES):
        raise Malformed("presentation")
    return Presentation(_read_credential(credential, cbor.decode(credential)), time, proof)


def _read_credential(encoded: bytes, item: cbor.Value) -> Credential:
    protected, payload, signature = cose.parts_of_sign1(item)
    kid = _read_protected_header(protected)
    return Credential(
        encoded,
        kid,
        _read_claims(payload),
        cose.to_be_signed(protected, payload),
        signature,
    )


def _protected_header(kid: bytes) -> bytes:
    return cbor.encode({cose.ALGORITHM: cose.ES256, cose.KEY_ID: kid})


def _read_protected_header(protected: bytes) -> bytes:
    header = cbor.decode(protected)
    if type(header) is not dict or header.keys() != {cose.ALGORITHM, cose.KEY_ID}:
        raise Malformed("protected header")
    kid = header[cose.KEY_ID]
    if header[cose.ALGORITHM] != cose.ES256 or not _is_bytes(kid, KEY_ID_BYTES):
        raise Malformed("algorithm or key id")
    return kid


def _encode_claims(claims: Claims) -> bytes:
    card = [
        int(claims.kind),
        claims.issuer,
        claims.name,
        claims.status,
        int(claims.medium),
    ]
    values: dict[int, object] = {
        _EXP: claims.expires_at,
        _IAT: claims.issued_at,
        _CTI: claims.cti,
        _CARD: card,
    }
    if claims.device_key is not None:
        point = {
            _KTY: _EC2,
            _CRV: _P256,
            _X: claims.device_key.x,
            _Y: claims.device_key.y_is_odd,
        }
        values[_CNF] = {_COSE_KEY: point}
    return cbor.encode(values)


def _read_claims(payload: bytes) -> Claims:
    claims = cbor.decode(payload)
    if type(claims) is not dict or claims.keys() - {_CNF} != {_EXP, _IAT, _CTI, _CARD}:
        raise Malformed("claims")
    exp, iat, cti, card = claims[_EXP], claims[_IAT], claims[_CTI], claims[_CARD]
    if not _is_uint(exp) or not _is_uint(iat) or not _is_bytes(cti, CTI_BYTES):
        raise Malformed("exp, iat or cti")
    if type(card) is not list or len(card) != 5:
        raise Malformed("card")
    kind, issuer, name, status, medium = card
    if not _is_uint(kind) or not _is_uint(issuer) or not _is_uint(status) or not _is_uint(medium):
        raise Malformed("card")
    if type(name) is not str or len(name.encode()) > MAX_NAME_BYTES:
        raise Malformed("name")
    device_key = _read_confirmation(claims[_CNF]) if _CNF in claims else None
    return Claims(Kind(kind), Medium(medium), issuer, name, status, cti, iat, exp, device_key)


def _read_confirmation(confirmation: cbor.Value) -> DeviceKey:
    if type(confirmation) is not dict or confirmation.keys() != {_COSE_KEY}:
        raise Malformed("cnf")
    key = confirmation[_COSE_KEY]
    if type(key) is not dict or key.keys() != {_KTY, _CRV, _X, _Y}:
        raise Malformed("cnf")
    x, y_is_odd = key[_X], key[_Y]
    if not _is(key[_KTY], _EC2) or not _is(key[_CRV], _P256):
        raise Malformed("cnf is not a P-256 key")
    if not _is_bytes(x, COORDINATE_BYTES) or type(y_is_odd) is not bool:
        raise Malformed("cnf is not a compressed point")
    return DeviceKey(x, y_is_odd)


def _is(value: cbor.Value, number: int) -> bool:
    # True equals 1 in Python, but is another value in CBOR.
    return type(value) is int and value == number


def _is_uint(value: cbor.Value) -> TypeGuard[int]:
    return type(value) is int and value >= 0


def _is_bytes(value: cbor.Value, size: int) -> TypeGuard[bytes]:
    return type(value) is bytes and len(value) == size

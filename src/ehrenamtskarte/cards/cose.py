"""ES256 (ECDSA on P-256 with SHA-256, raw r || s) and the bytes that COSE_Sign1 (RFC 9052) signs."""

from collections.abc import Callable

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils

from ehrenamtskarte.cards import cbor

ALGORITHM, KEY_ID, TYPE = 1, 4, 16
ES256 = -7
KEY_ID_BYTES = 8
COORDINATE_BYTES = 32
SIGNATURE_BYTES = 64

Signer = Callable[[bytes], bytes]
"""Takes a message, returns the raw signature: the private key may live in another process or machine."""

_ECDSA = ec.ECDSA(hashes.SHA256())


def signer(private_key: ec.EllipticCurvePrivateKey) -> Signer:
    """Sign with a key that is held here."""

    def sign(message: bytes) -> bytes:
        r, s = utils.decode_dss_signature(private_key.sign(message, _ECDSA))
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")

    return sign


def verify(public_key: ec.EllipticCurvePublicKey, signature: bytes, message: bytes) -> bool:
    """Whether the raw signature is this key's; anything that is no signature is simply not."""
    if len(signature) != SIGNATURE_BYTES:
        return False
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    try:
        public_key.verify(utils.encode_dss_signature(r, s), message, _ECDSA)
    except InvalidSignature:
        return False
    return True


def to_be_signed(protected: bytes, payload: bytes) -> bytes:
    """Sig_structure: ["Signature1", protected, external_aad (empty), payload]."""
    return b"\x84\x6aSignature1" + cbor.encode_bytes(protected) + b"\x40" + cbor.encode_bytes(payload)


def sign1(protected: bytes, payload: bytes, sign: Signer) -> bytes:
    """A whole COSE_Sign1 message, with its tag and an empty unprotected header."""
    signature = sign(to_be_signed(protected, payload))
    parts = (
        cbor.encode_bytes(protected),
        b"\xa0",
        cbor.encode_bytes(payload),
        cbor.encode_bytes(signature),
    )
    return b"\xd2\x84" + b"".join(parts)


def parts_of_sign1(item: cbor.Value) -> tuple[bytes, bytes, bytes]:
    """Protected header, payload and signature of a decoded message. Raises ValueError if it is none."""
    if type(item) is not cbor.Sign1 or type(item.item) is not list or len(item.item) != 4:
        raise ValueError("not a COSE_Sign1 message")
    protected, unprotected, payload, signature = item.item
    if type(protected) is not bytes or unprotected != {} or type(payload) is not bytes:
        raise ValueError("not the parts of a COSE_Sign1 message")
    if type(signature) is not bytes or len(signature) != SIGNATURE_BYTES:
        raise ValueError("not an ES256 signature")
    return protected, payload, signature

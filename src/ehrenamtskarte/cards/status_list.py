"""The status list: one bit per credential, signed, only downloadable whole.

A COSE_Sign1 in the manner of the IETF Token Status List (`application/statuslist+cwt`), so that nobody learns
which card is looked at. An index beyond the end of the list is not known to be good: the checker is unsure.
"""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from ehrenamtskarte.cards import cbor, cose
from ehrenamtskarte.cards.key_set import KeySet

MEDIA_TYPE = "application/statuslist+cwt"
MAX_TOKEN_BYTES = 4 * 1024 * 1024
MAX_LIST_BYTES = 4 * 1024 * 1024
"""33 million credentials; a list that unpacks to more is refused before it fills the memory."""

_SUB, _EXP, _IAT = 2, 4, 6
_TTL, _STATUS_LIST, _VERSION = 65534, 65533, -65538
_BITS, _LST = "bits", "lst"


class StatusListUnreadable(ValueError):
    """Not a status list, or not signed by a key that counts."""


@dataclass(frozen=True, slots=True)
class StatusList:
    """One version of the list. Times are seconds since 1970; ask again after `ttl` seconds."""

    subject: str
    version: int
    issued_at: int
    expires_at: int
    ttl: int
    bits: bytes

    def covers(self, index: int) -> bool:
        """Whether the list says anything about this credential."""
        return index < len(self.bits) * 8

    def revoked(self, index: int) -> bool:
        """False for an index outside the list: ask `covers` too."""
        return self.covers(index) and bool(self.bits[index >> 3] >> (index & 7) & 1)


def bits_of(revoked: Iterable[int], size: int) -> bytes:
    """A bit list with room for `size` credentials, least significant bit first; IndexError beyond it."""
    bits = bytearray((size + 7) // 8)
    for index in revoked:
        bits[index >> 3] |= 1 << (index & 7)
    return bytes(bits)


def sign_status_list(status_list: StatusList, kid: bytes, sign: cose.Signer) -> bytes:
    """The list as published."""
    protected = cbor.encode({cose.ALGORITHM: cose.ES256, cose.KEY_ID: kid, cose.TYPE: MEDIA_TYPE})
    claims = {
        _SUB: status_list.subject,
        _EXP: status_list.expires_at,
        _IAT: status_list.issued_at,
        _TTL: status_list.ttl,
        _STATUS_LIST: {_BITS: 1, _LST: zlib.compress(status_list.bits, 9)},
        _VERSION: status_list.version,
    }
    return cose.sign1(protected, cbor.encode(claims), sign)


def read_status_list(token: bytes, keys: KeySet) -> StatusList:
    """Read a published list and check its signature. Raises StatusListUnreadable."""
    if len(token) > MAX_TOKEN_BYTES:
        raise StatusListUnreadable("too long")
    try:
        protected, payload, signature = cose.parts_of_sign1(cbor.decode(token, ordered=False))
        message = cose.to_be_signed(protected, payload)
        if not any(cose.verify(key, signature, message) for key in keys.usable(_read_kid(protected))):
            raise StatusListUnreadable("not signed by a key that counts")
        return _read_claims(payload)
    except StatusListUnreadable:
        raise
    except (ValueError, zlib.error) as error:
        raise StatusListUnreadable(str(error)) from error


def _read_kid(protected: bytes) -> bytes:
    header = cbor.decode(protected, ordered=False)
    if type(header) is not dict or header.get(cose.ALGORITHM) != cose.ES256:
        raise StatusListUnreadable("protected header")
    kid = header.get(cose.KEY_ID)
    if type(kid) is not bytes or header.get(cose.TYPE, MEDIA_TYPE) != MEDIA_TYPE:
        raise StatusListUnreadable("key id or type")
    return kid


def _read_claims(payload: bytes) -> StatusList:
    claims = cbor.decode(payload, ordered=False)
    if type(claims) is not dict:
        raise StatusListUnreadable("claims")
    subject, packed = claims.get(_SUB), claims.get(_STATUS_LIST)
    if type(subject) is not str or type(packed) is not dict or packed.get(_BITS) != 1:
        raise StatusListUnreadable("claims")
    version, issued_at, expires_at, ttl = (_uint(claims.get(claim)) for claim in (_VERSION, _IAT, _EXP, _TTL))
    return StatusList(subject, version, issued_at, expires_at, ttl, _unpack(packed.get(_LST)))


def _uint(value: cbor.Value | None) -> int:
    if type(value) is not int or value < 0:
        raise StatusListUnreadable("a number is missing")
    return value


def _unpack(packed: cbor.Value | None) -> bytes:
    if type(packed) is not bytes:
        raise StatusListUnreadable("list")
    unpacking = zlib.decompressobj()
    bits = unpacking.decompress(packed, MAX_LIST_BYTES + 1)
    if len(bits) > MAX_LIST_BYTES or not unpacking.eof or unpacking.unused_data:
        raise StatusListUnreadable("list too long or broken off")
    return bits

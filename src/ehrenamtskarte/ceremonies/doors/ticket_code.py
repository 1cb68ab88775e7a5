"""The text in a ticket's QR code: COSE_Sign1 over its claims, signed with the issuer's keys; pure. See docs/ticket-code.md."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeGuard
from uuid import UUID

from ehrenamtskarte.cards import base45, cbor, cose
from ehrenamtskarte.cards.cose import KEY_ID_BYTES
from ehrenamtskarte.cards.key_set import KeySet

PREFIX = "ET1:"
MAX_CHARACTERS = 400
MAX_NAME_BYTES = 24
NUMBER_BYTES = 8
_CEREMONY_BYTES = 16

_EXP, _IAT, _NUMBER, _TICKET = 4, 6, 7, -65539


class Reason(StrEnum):
    """What a checker says of a code; the first step that fails gives it."""

    OK = "ok"
    MALFORMED = "malformed"
    UNKNOWN_KEY = "unknown_key"
    BAD_SIGNATURE = "bad_signature"
    EXPIRED = "expired"
    WRONG_EVENT = "wrong_event"


class Malformed(ValueError):
    """The text is not a ticket's code."""


@dataclass(frozen=True, slots=True)
class Claims:
    """What the issuer vouches for. Times are seconds since 1970."""

    number: bytes
    ceremony: UUID
    name: str
    issued_at: int
    expires_at: int
    """Half a day after the event's end, as it was known when this was signed."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket as read, with the very bytes that were signed."""

    kid: bytes
    claims: Claims
    to_be_signed: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Checked:
    """The answer; what is on the ticket is there only once its signature held."""

    reason: Reason
    claims: Claims | None = None


def sign_ticket(claims: Claims, kid: bytes, sign: cose.Signer) -> bytes:
    """The ticket's bytes. Raises ValueError for claims that no checker would take."""
    payload = cbor.encode(
        {
            _EXP: claims.expires_at,
            _IAT: claims.issued_at,
            _NUMBER: claims.number,
            _TICKET: [claims.ceremony.bytes, claims.name],
        }
    )
    if _read_claims(payload) != claims:
        raise ValueError("these claims do not survive reading")
    return cose.sign1(cbor.encode({cose.ALGORITHM: cose.ES256, cose.KEY_ID: kid}), payload, sign)


def text_of(token: bytes) -> str:
    """The text for the QR code."""
    return PREFIX + base45.encode(token)


def read(text: str) -> Ticket:
    """Read the text of a code strictly; no signature is checked yet. Raises Malformed."""
    if len(text) > MAX_CHARACTERS or not text.startswith(PREFIX):
        raise Malformed("prefix or length")
    try:
        protected, payload, signature = cose.parts_of_sign1(cbor.decode(base45.decode(text[len(PREFIX) :])))
        kid = _read_key_id(protected)
        return Ticket(kid, _read_claims(payload), cose.to_be_signed(protected, payload), signature)
    except Malformed:
        raise
    except ValueError as error:
        raise Malformed(str(error)) from error


def verify(text: str, keys: KeySet) -> Checked:
    """Whether the issuer signed it; whatever event it is for and whenever that was."""
    try:
        ticket = read(text)
    except Malformed:
        return Checked(Reason.MALFORMED)
    usable = keys.usable(ticket.kid)
    if not usable:
        return Checked(Reason.UNKNOWN_KEY)
    if not any(cose.verify(key, ticket.signature, ticket.to_be_signed) for key in usable):
        return Checked(Reason.BAD_SIGNATURE)
    return Checked(Reason.OK, ticket.claims)


def check(text: str, now: float, keys: KeySet, ceremony: UUID, tickets_end: float | None = None) -> Checked:
    """Whether it is a ticket for this event, now.

    `tickets_end` is until when the event's own tickets count as far as the checker knows: an event that was put off
    keeps the tickets that were printed before.
    """
    checked = verify(text, keys)
    if checked.claims is None:
        return checked
    ends = checked.claims.expires_at
    is_here = checked.claims.ceremony == ceremony
    if is_here and tickets_end is not None:
        ends = max(ends, int(tickets_end))
    if now >= ends:
        return Checked(Reason.EXPIRED, checked.claims)
    return checked if is_here else Checked(Reason.WRONG_EVENT, checked.claims)


def _read_key_id(protected: bytes) -> bytes:
    header = cbor.decode(protected)
    if type(header) is not dict or header.keys() != {cose.ALGORITHM, cose.KEY_ID}:
        raise Malformed("protected header")
    kid = header[cose.KEY_ID]
    if header[cose.ALGORITHM] != cose.ES256 or not _is_bytes(kid, KEY_ID_BYTES):
        raise Malformed("algorithm or key id")
    return kid


def _read_claims(payload: bytes) -> Claims:
    claims = cbor.decode(payload)
    if type(claims) is not dict or claims.keys() != {_EXP, _IAT, _NUMBER, _TICKET}:
        raise Malformed("claims")
    exp, iat, number, ticket = claims[_EXP], claims[_IAT], claims[_NUMBER], claims[_TICKET]
    if not _is_uint(exp) or not _is_uint(iat) or not _is_bytes(number, NUMBER_BYTES):
        raise Malformed("exp, iat or number")
    if type(ticket) is not list or len(ticket) != 2:
        raise Malformed("ticket")
    ceremony, name = ticket
    if not _is_bytes(ceremony, _CEREMONY_BYTES):
        raise Malformed("event")
    if type(name) is not str or len(name.encode()) > MAX_NAME_BYTES:
        raise Malformed("name")
    return Claims(number, UUID(bytes=ceremony), name, iat, exp)


def _is_uint(value: cbor.Value) -> TypeGuard[int]:
    return type(value) is int and value >= 0


def _is_bytes(value: cbor.Value, size: int) -> TypeGuard[bytes]:
    return type(value) is bytes and len(value) == size

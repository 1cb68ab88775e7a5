"""An issuer, a phone and codes for tests that need no database."""

from dataclasses import replace

from cryptography.hazmat.primitives.asymmetric import ec

from ehrenamtskarte.cards import checking, cose, token
from ehrenamtskarte.cards.key_set import IssuerKey, KeySet, KeyState
from ehrenamtskarte.cards.status_list import StatusList, bits_of, sign_status_list
from ehrenamtskarte.cards.token import Claims, DeviceKey, Kind, Medium

NOW = 1_790_000_000
DAY = 24 * 60 * 60

ISSUER = ec.generate_private_key(ec.SECP256R1())
PHONE = ec.generate_private_key(ec.SECP256R1())
KEY = IssuerKey.of(ISSUER.public_key(), KeyState.ACTIVE)
KEYS = KeySet.of([KEY])

ON_PHONE = Claims(
    kind=Kind.STANDARD,
    medium=Medium.PHONE,
    issuer=5315000,
    name="Erika M.",
    status=1234,
    cti=bytes(range(8)),
    issued_at=NOW - DAY,
    expires_at=NOW + 29 * DAY,
    device_key=DeviceKey.of(PHONE.public_key()),
)
IN_PRINT = replace(ON_PHONE, medium=Medium.PRINT, device_key=None)

LIST = StatusList("https://karte.example/status-list", 41, NOW - 600, NOW + 2 * DAY, 3600, bits_of([7], 4096))
KNOWN = checking.Known(KEYS, LIST, 600)


def a_credential(claims: Claims = ON_PHONE) -> bytes:
    return token.sign_credential(claims, KEY.kid, cose.signer(ISSUER))


def a_phone_code(claims: Claims = ON_PHONE, time: int = NOW) -> str:
    return token.text_of(token.present(a_credential(claims), time, cose.signer(PHONE)))


def a_printed_code(claims: Claims = IN_PRINT) -> str:
    return token.text_of(a_credential(claims))


def a_published_list(status_list: StatusList = LIST) -> bytes:
    return sign_status_list(status_list, KEY.kid, cose.signer(ISSUER))

import random
import zlib
from dataclasses import replace

import cbor2
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as some

from ehrenamtskarte.cards import cose
from ehrenamtskarte.cards.key_set import IssuerKey, KeySet, KeyState
from ehrenamtskarte.cards.status_list import (
    MAX_LIST_BYTES,
    StatusListUnreadable,
    bits_of,
    read_status_list,
    sign_status_list,
)
from tests.cards.making import ISSUER, KEY, KEYS, LIST, a_published_list

PUBLISHED = a_published_list()


def signed(claims: object, protected: dict[int, object] | None = None) -> bytes:
    header = protected or {1: -7, 4: KEY.kid}
    return cose.sign1(cbor2.dumps(header), cbor2.dumps(claims), cose.signer(ISSUER))


def claims_of(published: bytes) -> dict[int, object]:
    claims: dict[int, object] = cbor2.loads(cbor2.loads(published).value[2])
    return claims


def test_a_list_reads_back_as_it_was_written() -> None:
    assert read_status_list(PUBLISHED, KEYS) == LIST


def test_a_list_has_the_claims_of_the_specification() -> None:
    claims = claims_of(PUBLISHED)
    assert claims.keys() == {2, 4, 6, 65533, 65534, -65538}
    packed = claims[65533]
    assert isinstance(packed, dict)
    assert packed["bits"] == 1
    assert zlib.decompress(packed["lst"])[0] == 0b1000_0000


@given(some.sets(some.integers(0, 1999)))
def test_exactly_the_revoked_ones_are_revoked(revoked: set[int]) -> None:
    status_list = replace(LIST, bits=bits_of(revoked, 2000))
    assert {index for index in range(2000) if status_list.revoked(index)} == revoked


def test_an_index_beyond_the_list_is_not_covered() -> None:
    assert LIST.covers(4095)
    assert not LIST.covers(4096)
    assert not LIST.revoked(10**18)


def test_nothing_beyond_the_list_can_be_revoked() -> None:
    with pytest.raises(IndexError):
        bits_of([2001], 2000)


def test_a_hundred_thousand_cards_take_less_than_two_kilobytes() -> None:
    revoked = random.Random(1).sample(range(100_000), 1000)
    assert len(a_published_list(replace(LIST, bits=bits_of(revoked, 100_000)))) < 2000


@given(some.integers(0, 10**6), some.integers(1, 255))
def test_a_changed_byte_is_refused(position: int, change: int) -> None:
    at = position % len(PUBLISHED)
    changed = PUBLISHED[:at] + bytes([PUBLISHED[at] ^ change]) + PUBLISHED[at + 1 :]
    with pytest.raises(StatusListUnreadable):
        read_status_list(changed, KEYS)


@given(some.binary(max_size=200))
def test_any_bytes_are_refused(data: bytes) -> None:
    for candidate in (data, PUBLISHED + data + b"\x00", b"\xd2\x84" + data):
        with pytest.raises(StatusListUnreadable):
            read_status_list(candidate, KEYS)


def test_a_list_by_a_stranger_is_refused() -> None:
    stranger = ec.generate_private_key(ec.SECP256R1())
    with pytest.raises(StatusListUnreadable):
        read_status_list(sign_status_list(LIST, KEY.kid, cose.signer(stranger)), KEYS)


def test_a_list_by_a_killed_key_is_refused() -> None:
    with pytest.raises(StatusListUnreadable):
        read_status_list(PUBLISHED, KeySet.of([replace(KEY, state=KeyState.KILLED)]))


def test_a_list_in_another_order_of_claims_is_read() -> None:
    claims = dict(reversed(claims_of(PUBLISHED).items()))
    assert read_status_list(signed(claims), KEYS) == LIST


@pytest.mark.parametrize("claim", [2, 4, 6, 65533, 65534, -65538])
def test_a_list_without_one_of_its_claims_is_refused(claim: int) -> None:
    claims = claims_of(PUBLISHED)
    del claims[claim]
    with pytest.raises(StatusListUnreadable):
        read_status_list(signed(claims), KEYS)


@pytest.mark.parametrize(
    "packed",
    [
        {"bits": 2, "lst": zlib.compress(bytes(8))},
        {"bits": 1, "lst": bytes(8)},
        {"bits": 1, "lst": zlib.compress(bytes(8))[:-1]},
        {"bits": 1, "lst": zlib.compress(bytes(8)) + b"\x00"},
        {"bits": 1, "lst": zlib.compress(bytes(MAX_LIST_BYTES + 1))},
        {"bits": 1, "lst": "text"},
        {"bits": 1},
        {"lst": zlib.compress(bytes(8))},
        [],
    ],
)
def test_a_list_that_does_not_unpack_is_refused(packed: object) -> None:
    with pytest.raises(StatusListUnreadable):
        read_status_list(signed(claims_of(PUBLISHED) | {65533: packed}), KEYS)


@pytest.mark.parametrize("header", [{1: -7}, {1: -8, 4: KEY.kid}, {1: -7, 4: KEY.kid, 16: "application/cwt"}])
def test_a_list_with_another_header_is_refused(header: dict[int, object]) -> None:
    with pytest.raises(StatusListUnreadable):
        read_status_list(signed(claims_of(PUBLISHED), header), KEYS)


def test_a_key_set_reads_back_as_it_was_published() -> None:
    keys = KeySet.of(
        [IssuerKey.of(ec.generate_private_key(ec.SECP256R1()).public_key(), state) for state in KeyState]
    )
    assert KeySet.from_jwks(keys.jwks()) == keys


def test_a_published_key_is_that_of_the_specification() -> None:
    jwk = KEY.jwk()
    assert (jwk["kty"], jwk["crv"], jwk["use"], jwk["ek_state"]) == ("EC", "P-256", "sig", "active")
    assert len(jwk["kid"]) == 11
    assert "d" not in jwk


@pytest.mark.parametrize("nonsense", [None, [], "keys", {}, {"keys": None}, {"keys": {"kid": "x"}}])
def test_what_is_no_key_set_is_refused(nonsense: object) -> None:
    with pytest.raises(ValueError, match="not a JSON Web Key Set"):
        KeySet.from_jwks(nonsense)


@pytest.mark.parametrize(
    "altered",
    [
        {"kty": "RSA"},
        {"crv": "P-384"},
        {"use": "enc"},
        {"kid": "AAAA"},
        {"kid": 5},
        {"kid": "AAAAAAAAAA="},
        {"x": None},
        {"x": "ä" * 43},
        {"y": "A" * 43},
        {"ek_state": "resting"},
        {"ek_state": ["active"]},
    ],
)
def test_a_key_that_cannot_be_used_is_left_out(altered: dict[str, object]) -> None:
    assert KeySet.from_jwks({"keys": [KEY.jwk() | altered]}) == KeySet.of([])


def test_two_keys_with_one_id_are_both_tried() -> None:
    other = IssuerKey.of(ec.generate_private_key(ec.SECP256R1()).public_key(), KeyState.OLD)
    keys = KeySet.of([replace(other, kid=KEY.kid), KEY])
    assert len(keys.usable(KEY.kid)) == 2
    assert read_status_list(PUBLISHED, keys) == LIST

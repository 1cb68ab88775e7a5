"""Tickets' codes: the vectors that the front end's reader runs too, and what is written on them."""

import json
from collections import Counter
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from ehrenamtskarte.cards import cose
from ehrenamtskarte.cards.key_set import IssuerKey, KeySet, KeyState
from ehrenamtskarte.ceremonies.doors.door_rules import ticket_name
from ehrenamtskarte.ceremonies.doors.ticket_code import (
    MAX_CHARACTERS,
    Claims,
    Reason,
    check,
    sign_ticket,
    text_of,
    verify,
)

VECTORS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "vectors" / "ticket_codes.json").read_text(encoding="ascii")
)
PRIVATE = ec.generate_private_key(ec.SECP256R1())
KEY = IssuerKey.of(PRIVATE.public_key(), KeyState.ACTIVE)
EVENT = UUID("01937b60-0000-7000-8000-000000000001")


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_a_vector_is_judged_as_expected(vector: dict[str, Any]) -> None:
    keys = KeySet.from_jwks(vector["keys"])
    checked = check(vector["text"], vector["now"], keys, UUID(vector["ceremony"]), vector["ticketsEnd"])
    assert {"reason": checked.reason} == vector["expect"]
    assert (checked.claims is None) == (checked.reason in ("malformed", "unknown_key", "bad_signature"))


def test_every_reason_has_vectors() -> None:
    counted = Counter(vector["expect"]["reason"] for vector in VECTORS)
    assert counted.keys() == {reason.value for reason in Reason}
    assert counted["ok"] >= 12
    assert len({vector["name"] for vector in VECTORS}) == len(VECTORS)


@given(
    number=st.binary(min_size=8, max_size=8),
    ceremony=st.uuids(),
    name=st.text(max_size=6),
    times=st.tuples(st.integers(0, 2**63), st.integers(0, 2**63)),
)
def test_what_is_signed_is_read_again(
    number: bytes, ceremony: UUID, name: str, times: tuple[int, int]
) -> None:
    claims = Claims(number, ceremony, name.encode("utf-8", "ignore").decode(), *times)
    text = text_of(sign_ticket(claims, KEY.kid, cose.signer(PRIVATE)))
    assert verify(text, KeySet.of([KEY])).claims == claims
    assert len(text) <= MAX_CHARACTERS


@given(at=st.integers(4, 200), sign=st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"))
def test_no_changed_character_passes(at: int, sign: str) -> None:
    claims = Claims(bytes(8), EVENT, "Erika M.", 0, 2**40)
    text = text_of(sign_ticket(claims, KEY.kid, cose.signer(PRIVATE)))
    changed = text[:at] + sign + text[at + 1 :]
    assert (verify(changed, KeySet.of([KEY])).reason is Reason.OK) == (changed == text)


def test_a_name_that_is_too_long_cannot_be_signed() -> None:
    with pytest.raises(ValueError, match="name"):
        sign_ticket(Claims(bytes(8), EVENT, "x" * 25, 0, 1), KEY.kid, cose.signer(PRIVATE))


@pytest.mark.parametrize(
    ("given_name", "family_name", "attendee", "position", "expected"),
    [
        ("Erika", "Muster", "Erika Muster", 0, "Erika M."),
        ("Erika", "Muster", "Kai von Sommer", 1, "Kai S."),
        ("Erika", "Muster", "Kai", 1, "Kai"),
        ("Erika", "Muster", "", 2, "+2 Erika M."),
        ("Wolfeschlegelsteinhausen", "Bergerdorff", "", 1, "+1 Wolfeschlegelsteinhau"),
        ("", "Bürgermeisterin", "", 0, "Bürgermeisterin"),
    ],
)
def test_the_name_on_a_ticket_is_short(
    given_name: str, family_name: str, attendee: str, position: int, expected: str
) -> None:
    name = ticket_name(given_name, family_name, attendee, position)
    assert name == expected
    assert len(name.encode()) <= 24

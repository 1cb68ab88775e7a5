import unicodedata
from dataclasses import replace

import cbor2
import pytest
import qrcode
from hypothesis import given
from hypothesis import strategies as some
from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M

from ehrenamtskarte.cards import base45, cbor, cose, token
from ehrenamtskarte.cards.display_name import display_name
from ehrenamtskarte.cards.token import Claims, DeviceKey, Kind, Malformed, Medium, Presentation
from tests.cards.making import IN_PRINT, KEY, NOW, ON_PHONE, PHONE, a_credential, a_phone_code, a_printed_code

numbers = some.integers(0, 2**64 - 1)
device_keys = some.builds(DeviceKey, some.binary(min_size=32, max_size=32), some.booleans())
all_claims = some.builds(
    Claims,
    kind=some.sampled_from(Kind),
    medium=some.sampled_from(Medium),
    issuer=numbers,
    name=some.text(some.characters(exclude_categories=["Cs"]), max_size=6),
    status=numbers,
    cti=some.binary(min_size=8, max_size=8),
    issued_at=numbers,
    expires_at=numbers,
    device_key=some.none() | device_keys,
)

LARGEST = {"name": "Wolfeschlegelsteinhau M.", "status": 2**32 - 1, "issuer": 5978040}


def unsigned(message: bytes) -> bytes:
    return bytes(64)


def qr_version(text: str, level: int) -> int:
    code = qrcode.QRCode(error_correction=level)
    code.add_data(text)
    code.make(fit=True)
    return int(code.version)


@given(all_claims, some.binary(min_size=8, max_size=8))
def test_a_credential_reads_back_as_it_was_written(claims: Claims, kid: bytes) -> None:
    read = token.read(token.text_of(token.sign_credential(claims, kid, unsigned)))
    assert isinstance(read, token.Credential)
    assert (read.kid, read.claims) == (kid, claims)


@given(all_claims, numbers)
def test_a_presentation_reads_back_as_it_was_written(claims: Claims, time: int) -> None:
    credential = token.sign_credential(claims, KEY.kid, unsigned)
    read = token.read(token.text_of(token.present(credential, time, unsigned)))
    assert isinstance(read, Presentation)
    assert (read.credential.encoded, read.time, read.proof) == (credential, time, bytes(64))


@given(some.binary(max_size=400))
def test_base45_reads_back_as_it_was_written(data: bytes) -> None:
    assert base45.decode(base45.encode(data)) == data


@given(some.text(base45.ALPHABET, max_size=12))
def test_no_two_texts_are_the_same_bytes(text: str) -> None:
    try:
        data = base45.decode(text)
    except ValueError:
        return
    assert base45.encode(data) == text


@pytest.mark.parametrize(
    ("data", "text"),
    [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"ietf!", "QED8WEX0"), (b"base-45", "UJCLQE7W581")],
)
def test_base45_is_that_of_the_rfc(data: bytes, text: str) -> None:
    assert base45.encode(data) == text
    assert base45.decode(text) == data


@given(some.binary(max_size=60))
def test_what_the_strict_reader_takes_encodes_back_to_the_same_bytes(data: bytes) -> None:
    try:
        cbor.decode(data)
    except cbor.NotStrict:
        return
    assert cbor2.dumps(cbor2.loads(data)) == data


values = some.recursive(
    some.integers(-(2**64), 2**64 - 1) | some.booleans() | some.binary(max_size=300) | some.text(max_size=30),
    lambda inner: (
        some.lists(inner, max_size=30) | some.dictionaries(some.integers(0, 99999), inner, max_size=5)
    ),
    max_leaves=8,
)


@given(values)
def test_the_strict_reader_takes_every_deterministic_encoding(value: object) -> None:
    try:
        read = cbor.decode(cbor.encode(value))
    except cbor.NotStrict as refusal:
        assert str(refusal) == "too deep"  # noqa: PT017  every other refusal is wrong here
        return
    assert read == value


def test_eight_levels_are_deep_enough() -> None:
    assert cbor.decode(b"\x81" * 8 + b"\x00") == [[[[[[[[0]]]]]]]]
    for deep in (b"\x81" * 9 + b"\x00", b"\xa1\x00" * 9 + b"\x00", b"\xd2" * 9 + b"\x00", b"\x81" * 10_000):
        with pytest.raises(cbor.NotStrict, match="too deep"):
            cbor.decode(deep)


@given(some.integers(0, 70000))
def test_a_head_of_a_byte_string_is_the_general_writers(size: int) -> None:
    assert cbor.encode_bytes(bytes(size)) == cbor2.dumps(bytes(size))


@given(some.integers(0, 10**6), some.integers(1, 255))
def test_a_changed_byte_is_another_token_or_none(position: int, change: int) -> None:
    original = base45.decode(a_printed_code()[4:])
    at = position % len(original)
    changed = original[:at] + bytes([original[at] ^ change]) + original[at + 1 :]
    try:
        read = token.read(token.text_of(changed))
    except Malformed:
        return
    assert isinstance(read, token.Credential)
    assert not (read.kid == KEY.kid and read.is_signed_by(KEY.public_key))


@given(some.text(max_size=700))
def test_any_text_is_read_or_malformed(text: str) -> None:
    for candidate in (text, token.PREFIX + text):
        try:
            token.read(candidate)
        except Malformed:
            continue


@given(some.binary(max_size=390))
def test_any_bytes_are_read_or_malformed(data: bytes) -> None:
    for candidate in (data, a_credential()[:-1] + data, b"\x83" + data):
        try:
            token.read(token.text_of(candidate))
        except Malformed:
            continue


@pytest.mark.parametrize(
    "claims",
    [{"name": "x" * 25}, {"name": "ä" * 13}, {"cti": b"short"}, {"status": -1}, {"expires_at": 2**64}],
)
def test_claims_that_no_checker_takes_are_not_signed(claims: dict[str, object]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  cbor2 and our own reader name it differently
        token.sign_credential(replace(IN_PRINT, **claims), KEY.kid, unsigned)  # type: ignore[arg-type]


def test_the_largest_phone_code_keeps_its_budget() -> None:
    text = a_phone_code(replace(ON_PHONE, **LARGEST))  # type: ignore[arg-type]
    assert len(base45.decode(text[4:])) <= 280
    assert qr_version(text, ERROR_CORRECT_L) <= 11


def test_the_largest_printed_code_keeps_its_budget() -> None:
    text = a_printed_code(replace(IN_PRINT, **LARGEST))  # type: ignore[arg-type]
    assert len(base45.decode(text[4:])) <= 170
    assert qr_version(text, ERROR_CORRECT_M) <= 9


def test_a_code_is_only_letters_that_a_qr_code_packs_tightly() -> None:
    assert set(a_phone_code()) <= set(base45.ALPHABET)


def test_the_proof_of_an_activation_is_no_presentation() -> None:
    challenge = token.presentation_message(a_credential(), NOW)
    signature = cose.signer(PHONE)(token.activation_message(challenge))
    assert cose.verify(PHONE.public_key(), signature, token.activation_message(challenge))
    assert not cose.verify(PHONE.public_key(), signature, token.presentation_message(a_credential(), NOW))


@pytest.mark.parametrize(
    ("given_name", "family_name", "shown"),
    [
        ("Erika", "Mustermann", "Erika M."),
        ("Erika Anna", "Mustermann", "Erika M."),
        ("Karl-Heinz", "Müller-Lüdenscheidt", "Karl-Heinz M."),
        ("Ute", "von der Heide", "Ute H."),
        ("Jan", "'t Hooft", "Jan H."),
        ("Sinéad", "O'Connor", "Sinéad O."),
        ("Anna+Lena", "Öztürk", "Anna+Lena Ö."),
        ("Zoe\u0308", "E\u0301mile", "Zoë É."),
        ("erika", "mustermann", "erika m."),
        ("  Erika \t", " Mustermann\n", "Erika M."),
        ("Eri\u202eka", "Mus\x00termann", "Erika M."),
        ("Cher", "", "Cher"),
        ("", "Suharto", "Suharto"),
        ("明", "王", "明 王."),
        ("", "", "N. N."),
        (" ", "\u200e", "N. N."),
        ("Wolfeschlegelsteinhausenbergerdorff", "Senior", "Wolfeschlegelsteinhau S."),
        ("Maximilian-Ferdinand-Alexander", "Ä", "Maximilian-Ferdinand Ä."),
        ("Ä" * 40, "Meier", "Ä" * 10 + " M."),
        ("", "Ö" * 40, "Ö" * 12),
        ("\U0001f469\u200d\U0001f33e" * 3, "Meier", "\U0001f469\u200d\U0001f33e M."),
    ],
)
def test_a_display_name_is_first_name_and_initial(given_name: str, family_name: str, shown: str) -> None:
    assert display_name(given_name, family_name) == shown


@given(some.text(max_size=60), some.text(max_size=60))
def test_every_name_fits_on_a_card(given_name: str, family_name: str) -> None:
    name = display_name(given_name, family_name)
    assert 0 < len(name.encode()) <= token.MAX_NAME_BYTES


@given(some.text("e\u0301\u0308x", min_size=20, max_size=60))
def test_a_mark_never_loses_its_letter(given_name: str) -> None:
    whole = unicodedata.normalize("NFC", "a" + given_name)
    shown = display_name("a" + given_name, "Meier").removesuffix(" M.")
    assert whole.startswith(shown)
    assert (
        len(whole) == len(shown) or not unicodedata.combining(whole[len(shown)]) or len(shown.encode()) > 15
    )

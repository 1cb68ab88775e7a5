from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ehrenamtskarte.cards import base45, checking, token
from ehrenamtskarte.cards.checking import Known, Outcome, Reason, Result, check
from tests.cards.making import (
    DAY,
    IN_PRINT,
    KEYS,
    KNOWN,
    LIST,
    NOW,
    ON_PHONE,
    a_credential,
    a_phone_code,
    a_printed_code,
)

PHONE_CODE, PRINTED_CODE = a_phone_code(), a_printed_code()
NO_LIST = Known(KEYS, None, None)


def with_changed_byte(code: str, position: int, change: int) -> str:
    data = base45.decode(code[4:])
    at = position % len(data)
    return token.text_of(data[:at] + bytes([data[at] ^ change]) + data[at + 1 :])


def test_a_good_card_shows_kind_name_issuer_and_end() -> None:
    outcome = check(PHONE_CODE, NOW, KNOWN)
    assert (outcome.result, outcome.reason) == (Result.VALID, Reason.OK)
    assert (outcome.kind, outcome.display_name, outcome.issuer) == ("standard", "Erika M.", 5315000)
    assert outcome.valid_until == ON_PHONE.expires_at


def test_a_forged_card_shows_nothing() -> None:
    forged = with_changed_byte(PRINTED_CODE, -1, 1)
    assert check(forged, NOW, KNOWN) == Outcome(Reason.BAD_SIGNATURE, None)


def test_a_refused_genuine_card_still_says_whose_it_is() -> None:
    outcome = check(a_phone_code(replace(ON_PHONE, status=7)), NOW, KNOWN)
    assert (outcome.reason, outcome.display_name) == (Reason.REVOKED, "Erika M.")


def test_every_reason_has_the_result_of_the_specification() -> None:
    results = {reason.value: Outcome(reason).result.value for reason in Reason}
    assert results == {
        "ok": "valid",
        "print": "valid_with_id",
        "stale_status_list": "unsure",
        "clock_off": "unsure",
        "malformed": "invalid",
        "unknown_key": "invalid",
        "bad_signature": "invalid",
        "not_yet_valid": "invalid",
        "expired": "invalid",
        "screenshot": "invalid",
        "bad_proof": "invalid",
        "wrong_medium": "invalid",
        "revoked": "invalid",
    }


@given(some.integers(0, 10**6), some.integers(1, 255), some.sampled_from([PHONE_CODE, PRINTED_CODE]))
def test_a_single_changed_byte_is_never_good(position: int, change: int, code: str) -> None:
    assert check(with_changed_byte(code, position, change), NOW, KNOWN).result is Result.INVALID


@given(
    some.integers(0, 10**6), some.sampled_from(base45.ALPHABET), some.sampled_from([PHONE_CODE, PRINTED_CODE])
)
def test_a_single_changed_character_is_never_good(position: int, character: str, code: str) -> None:
    at = position % len(code)
    changed = code[:at] + character + code[at + 1 :]
    assert changed == code or check(changed, NOW, KNOWN).result is Result.INVALID


@given(some.text(max_size=700), some.floats() | some.integers(), some.booleans())
def test_no_text_and_no_clock_makes_it_fail(text: str, now: float, clock_is_known: bool) -> None:
    for candidate in (text, token.PREFIX + text, PHONE_CODE + text):
        check(candidate, now, KNOWN, clock_is_known=clock_is_known)


@given(some.floats() | some.integers())
def test_no_clock_makes_a_good_code_fail(now: float) -> None:
    assert check(PHONE_CODE, now, KNOWN).is_good == (NOW - 15 <= now <= NOW + 30)


@pytest.mark.parametrize("lone", ["\ud800", "EK1:\udfff", "EK1:" + "\ud800" * 500])
def test_half_a_character_is_malformed(lone: str) -> None:
    assert check(lone, NOW, KNOWN).reason is Reason.MALFORMED


@pytest.mark.parametrize("shift", [-400 * DAY, -3600, -46, 31, 3600, 400 * DAY])
def test_with_an_unknown_clock_a_wrong_time_is_the_clocks_fault(shift: int) -> None:
    outcome = check(PHONE_CODE, NOW + shift, KNOWN, clock_is_known=False)
    assert (outcome.result, outcome.reason, outcome.display_name) == (
        Result.UNSURE,
        Reason.CLOCK_OFF,
        "Erika M.",
    )
    assert check(PHONE_CODE, NOW + shift, KNOWN).result is Result.INVALID


def test_with_an_unknown_clock_a_time_that_fits_is_good() -> None:
    assert check(PHONE_CODE, NOW, KNOWN, clock_is_known=False).reason is Reason.OK


def test_with_an_unknown_clock_a_revoked_card_stays_revoked() -> None:
    code = a_phone_code(replace(ON_PHONE, status=7))
    assert check(code, NOW + DAY, KNOWN, clock_is_known=False).reason is Reason.REVOKED


def test_with_an_unknown_clock_a_copied_card_stays_refused() -> None:
    stolen = token.text_of(token.present(a_credential(), NOW, lambda _: bytes(64)))
    assert check(stolen, NOW + DAY, KNOWN, clock_is_known=False).reason is Reason.BAD_PROOF


def test_of_an_unknown_clock_and_an_old_list_the_clock_is_told() -> None:
    assert check(PHONE_CODE, NOW + DAY, NO_LIST, clock_is_known=False).reason is Reason.CLOCK_OFF


def test_without_keys_nobody_can_tell() -> None:
    outcome = check(PHONE_CODE, NOW, Known(None, LIST, 0))
    assert outcome == Outcome(Reason.STALE_STATUS_LIST, None)


@pytest.mark.parametrize(
    ("age", "reason"),
    [(0, Reason.OK), (DAY, Reason.OK), (DAY + 1, Reason.STALE_STATUS_LIST), (None, Reason.STALE_STATUS_LIST)],
)
def test_a_list_is_fresh_for_24_hours(age: int | None, reason: Reason) -> None:
    assert check(PHONE_CODE, NOW, Known(KEYS, LIST, age)).reason is reason


def test_a_list_from_the_future_is_not_fresh() -> None:
    assert check(PHONE_CODE, NOW, Known(KEYS, LIST, -3600)).reason is Reason.STALE_STATUS_LIST


def test_a_list_after_its_end_is_not_fresh() -> None:
    ended = replace(LIST, expires_at=NOW)
    assert check(PRINTED_CODE, NOW, Known(KEYS, ended, 0)).reason is Reason.STALE_STATUS_LIST


def test_a_card_beyond_the_end_of_the_list_is_unsure() -> None:
    code = a_printed_code(replace(IN_PRINT, status=4096))
    assert check(code, NOW, KNOWN).reason is Reason.STALE_STATUS_LIST


@pytest.mark.parametrize(
    ("seconds", "large"), [(0, False), (59, False), (-59, False), (60, True), (-7200, True)]
)
def test_a_minute_off_is_told(seconds: float, large: bool) -> None:
    assert checking.is_large_offset(seconds) is large

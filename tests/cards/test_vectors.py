"""The vectors that the front end's checker runs too: both must judge every code alike."""

import base64
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from ehrenamtskarte.cards.checking import Known, Reason, check
from ehrenamtskarte.cards.key_set import KeySet
from ehrenamtskarte.cards.status_list import StatusList, StatusListUnreadable, read_status_list

VECTORS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "vectors" / "card_tokens.json").read_text(encoding="ascii")
)


def status_list_of(vector: dict[str, Any], keys: KeySet | None) -> StatusList | None:
    if vector["statusList"] is None or keys is None:
        return None
    try:
        return read_status_list(base64.b64decode(vector["statusList"], validate=True), keys)
    except StatusListUnreadable:
        return None


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_a_vector_is_judged_as_expected(vector: dict[str, Any]) -> None:
    keys = None if vector["keys"] is None else KeySet.from_jwks(vector["keys"])
    outcome = check(
        vector["text"], vector["now"], Known(keys, status_list_of(vector, keys), vector["statusListAge"])
    )
    assert {"result": outcome.result, "reason": outcome.reason} == vector["expect"]


def test_every_reason_but_the_checkers_own_clock_has_vectors() -> None:
    counted = Counter(vector["expect"]["reason"] for vector in VECTORS)
    assert counted.keys() == {reason.value for reason in Reason} - {Reason.CLOCK_OFF.value}
    assert counted["ok"] + counted["print"] >= 16


def test_every_vector_has_its_own_name_and_exactly_the_agreed_members() -> None:
    assert len({vector["name"] for vector in VECTORS}) == len(VECTORS)
    for vector in VECTORS:
        assert list(vector) == ["name", "text", "now", "keys", "statusList", "statusListAge", "expect"]

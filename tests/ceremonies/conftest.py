"""Each test has its own issuer keys; what the process remembers of the last ones is forgotten."""

import pytest

from ehrenamtskarte.cards import online_check


@pytest.fixture(autouse=True)
def forget_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(online_check, "_kept", None)

"""HTTP of awards: Entries for the office: check, ask-back, shortlist."""

from typing import Any

CONTROLLERS: list[Any] = []

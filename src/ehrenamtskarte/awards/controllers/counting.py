"""HTTP of awards: The public vote for the office, its result and its file."""

from typing import Any

CONTROLLERS: list[Any] = []

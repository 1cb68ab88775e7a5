"""HTTP of awards: Entries of those who make them."""

from typing import Any

CONTROLLERS: list[Any] = []

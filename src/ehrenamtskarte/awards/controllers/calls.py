"""HTTP of awards: Calls for the office, and what the public sees of them."""

from typing import Any

CONTROLLERS: list[Any] = []

"""HTTP of awards: Setting up a jury."""

from typing import Any

CONTROLLERS: list[Any] = []

"""HTTP of awards: What jurors see and say, the ranking and the minutes."""

from typing import Any

CONTROLLERS: list[Any] = []

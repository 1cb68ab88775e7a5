"""HTTP of awards: Nominating others, and the consent of who is nominated."""

from typing import Any

CONTROLLERS: list[Any] = []

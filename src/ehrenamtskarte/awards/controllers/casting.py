"""HTTP of awards: Voting, for everybody."""

from typing import Any

CONTROLLERS: list[Any] = []

"""HTTP of awards: Laureates, certificates, the archive and the engagement of the month."""

from typing import Any

CONTROLLERS: list[Any] = []

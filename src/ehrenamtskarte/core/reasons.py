"""Whoever is refused learns why."""

from ehrenamtskarte.core.errors import Invalid


class ReasonMissing(Invalid):
    """A refusal without a reason helps nobody."""

    de = "Bitte schreiben Sie einen Grund dazu."
    en = "Please add a reason."


def check_reason(text: str) -> str:
    """The reason without blanks around it. Raises ReasonMissing."""
    if not text.strip():
        raise ReasonMissing(field="reason")
    return text.strip()

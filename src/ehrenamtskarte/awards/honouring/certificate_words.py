"""What stands on the certificate of a laureate; pure."""

import re
from dataclasses import dataclass

from ehrenamtskarte.core.text import NOTHING_SAID, Text
from ehrenamtskarte.eligibility.wording import euros, say

LONGEST_REASON = 900
"""Characters that fit under a name; of longer ones the first sentences."""
HEADING = Text("Urkunde", "Certificate")
AWARDED = Text("Ausgezeichnet wird", "Awarded to")
_THANKS = Text(
    "Wir würdigen ein Engagement, das anderen Mut macht und vielen hilft.",
    "We honour a commitment that encourages others and helps many.",
)


@dataclass(frozen=True, kw_only=True)
class Winner:
    """Who won what and why."""

    name: str
    project: str
    category: Text
    shared: bool
    prize_cents: int | None
    reason: Text


def page_of(one: Winner, language: str) -> dict[str, str]:
    """One certificate as the template takes it."""
    reason = one.reason.in_language(language) or one.reason.de
    project = "" if one.project == one.name else one.project
    return {
        "name": one.name,
        "project": project and Text(f"für „{project}“", f"for “{project}”").in_language(language),
        "category": one.category.in_language(language) or one.category.de,
        "prize": _prize(one).in_language(language),
        "reason": shortened(reason) or _THANKS.in_language(language),
    }


def _prize(one: Winner) -> Text:
    if not one.prize_cents:
        return Text("Geteilter Preis", "Shared prize") if one.shared else NOTHING_SAID
    if one.shared:
        return say(
            "Geteilter Preis, {money} für dieses Projekt",
            "Shared prize, {money} for this project",
            money=euros(one.prize_cents),
        )
    return say("Dotiert mit {money}", "With prize money of {money}", money=euros(one.prize_cents))


def shortened(reason: str) -> str:
    """As many whole sentences as fit; a single one that is too long is cut at a word."""
    text = " ".join(reason.split())
    if len(text) <= LONGEST_REASON:
        return text
    ends = [found.end() for found in re.finditer(r"[.!?](?= )", text) if found.end() <= LONGEST_REASON]
    if ends:
        return text[: ends[-1]]
    return text[:LONGEST_REASON].rsplit(" ", 1)[0] + " …"

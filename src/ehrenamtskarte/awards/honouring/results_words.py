"""What those who took part are told; pure."""

from collections.abc import Sequence

from ehrenamtskarte.core.mail import Words
from ehrenamtskarte.core.text import Text
from ehrenamtskarte.eligibility.wording import listed

_REASON = Text(
    "Sie bekommen diese Mail, weil Sie zum Team dieser Bewerbung gehören.",
    "You get this mail because you belong to the team of this entry.",
)


def won(title: Text, name: str, categories: Sequence[Text]) -> dict[str, Words]:
    """To the team of an entry that won."""
    prizes = listed([Text(f"„{one.de}“", f"“{one.en}”") for one in categories])
    return {
        "de": Words(
            subject=f"Herzlichen Glückwunsch: {title.de}",
            paragraphs=(
                "Guten Tag,",
                f"{name} hat gewonnen: {prizes.de}. Herzlichen Glückwunsch!",
                "Seit eben ist es öffentlich. Sie dürfen es allen erzählen.",
                "Wie es weitergeht, sagen wir Ihnen gesondert. Danke für das, was Sie tun.",
            ),
            button="Ergebnis ansehen",
            reason=_REASON.de,
        ),
        "en": Words(
            subject=f"Congratulations: {title.en}",
            paragraphs=(
                "Hello,",
                f"{name} has won: {prizes.en}. Congratulations!",
                "It has just become public. You may tell everybody.",
                "We will tell you separately what comes next. Thank you for what you do.",
            ),
            button="See the result",
            reason=_REASON.en,
        ),
    }


def thanks(title: Text, name: str) -> dict[str, Words]:
    """To the team of an entry that did not win."""
    return {
        "de": Words(
            subject=f"Das Ergebnis steht fest: {title.de}",
            paragraphs=(
                "Guten Tag,",
                f"danke, dass Sie mit {name} mitgemacht haben. Für einen Preis hat es diesmal nicht gereicht.",
                "Ihr Engagement zählt trotzdem. Bitte machen Sie weiter, und bewerben Sie sich gern wieder.",
            ),
            button="Wer gewonnen hat",
            reason=_REASON.de,
        ),
        "en": Words(
            subject=f"The result is out: {title.en}",
            paragraphs=(
                "Hello,",
                f"Thank you for taking part with {name}. This time it was not among the winners.",
                "What you do counts all the same, for everybody it helps. Carry on, and please enter again.",
            ),
            button="Who won",
            reason=_REASON.en,
        ),
    }

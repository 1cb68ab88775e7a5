"""What stands on a certificate; pure."""

from dataclasses import dataclass

from ehrenamtskarte.core.text import Text


@dataclass(frozen=True)
class Around:
    """What the certificates of an event share."""

    title: Text
    day: Text
    """Town and day."""
    sender: Text


_THANKS = Text("Danke", "Thank you")
_CERTIFICATE = Text("Urkunde", "Certificate")
_FOR = Text("Diese Urkunde ist für", "This certificate is for")
_AWARDED = Text("Ausgezeichnet wird", "Awarded to")
_HONOUR = Text("mit der Auszeichnung", "for the award")
_OF_GUESTS = (
    Text(
        "Sie schenken anderen Ihre Zeit, Ihr Können und Ihr Herz. Was Sie tun, hält unser Miteinander zusammen.",
        "You give others your time, your skill and your heart. What you do holds us together.",
    ),
    Text("Für Ihr ehrenamtliches Engagement danken wir Ihnen.", "For volunteering, we thank you."),
)
_OF_LAUREATES = (
    Text(
        "Wir würdigen ein Engagement, das anderen Mut macht und vielen hilft.",
        "We honour a commitment that encourages others and helps many.",
    ),
)


def of_guest(name: str, function: str, around: Around, language: str) -> dict[str, object]:
    """The thanks for one guest."""
    return _page(language, around) | {
        "heading": _THANKS.in_language(language),
        "before": _FOR.in_language(language),
        "name": name,
        "function": function,
        "sentences": [sentence.in_language(language) for sentence in _OF_GUESTS],
    }


def of_laureate(name: str, award: Text, around: Around, language: str) -> dict[str, object]:
    """The certificate that is handed over on stage."""
    return _page(language, around) | {
        "heading": _CERTIFICATE.in_language(language),
        "before": _AWARDED.in_language(language),
        "name": name,
        "award": award.in_language(language) or award.de,
        "sentences": [sentence.in_language(language) for sentence in _OF_LAUREATES],
    }


def _page(language: str, around: Around) -> dict[str, object]:
    return {
        "language": language,
        "sender": around.sender.in_language(language),
        "signature": around.sender.in_language(language),
        "event": around.title.in_language(language),
        "day": around.day.in_language(language),
        "function": "",
        "award": "",
        "honour": _HONOUR.in_language(language),
    }

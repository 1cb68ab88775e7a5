"""What the mail of thanks says; pure."""

from ehrenamtskarte.core.mail import Mail, Words, mail_of
from ehrenamtskarte.core.text import Text

STATE = Text("Land Nordrhein-Westfalen", "State of North Rhine-Westphalia")


def mail(
    *, to: str, language: str, name: str, came: bool, title: Text, own: Text, sender: Text, address: str
) -> Mail:
    """The mail to one guest; `own` are the office's own words, perhaps none."""
    words = (_to_those_who_came if came else _to_those_who_could_not)(name, title, own, sender)
    return mail_of(words, to=to, language="en" if language == "en" else "de", address=address)


_REASON = Text(
    "Sie bekommen diese Mail, weil Sie zu dieser Veranstaltung eingeladen waren."
    " Der Knopf gehört nur Ihnen: Bitte geben Sie ihn nicht weiter.",
    "You get this mail because you were invited to this event."
    " The button is yours alone: please do not pass it on.",
)


def _to_those_who_came(name: str, title: Text, own: Text, sender: Text) -> dict[str, Words]:
    return {
        "de": Words(
            subject=f"Danke, dass Sie da waren: {title.de}",
            paragraphs=(
                f"Guten Tag {name},",
                f"schön, dass Sie bei „{title.de}“ dabei waren. Ohne Menschen wie Sie gäbe es nichts zu feiern.",
                own.de,
                "Hinter dem Knopf finden Sie Ihre Urkunde und die Fotos, auf denen Sie zu sehen sind.",
                "Dort stehen auch vier kurze Fragen: Wie hat es Ihnen gefallen? Ihre Antwort bleibt ohne Namen.",
                f"Herzlichen Dank, {sender.de}",
            ),
            button="Urkunde, Fotos und Fragen",
            reason=_REASON.de,
        ),
        "en": Words(
            subject=f"Thank you for coming: {title.en}",
            paragraphs=(
                f"Dear {name},",
                f"It was good to have you at “{title.en}”. Without people like you there would be nothing to celebrate.",
                own.en,
                "Behind the button you find your certificate and the photos that show you.",
                "There are four short questions, too: how did you like it? Your answer carries no name.",
                f"With thanks, {sender.en}",
            ),
            button="Certificate, photos and questions",
            reason=_REASON.en,
        ),
    }


def _to_those_who_could_not(name: str, title: Text, own: Text, sender: Text) -> dict[str, Words]:
    return {
        "de": Words(
            subject=f"Danke für Ihr Engagement: {title.de}",
            paragraphs=(
                f"Guten Tag {name},",
                f"bei „{title.de}“ waren Sie leider nicht dabei. An Sie gedacht haben wir trotzdem: Ihr Engagement zählt.",
                own.de,
                "Hinter dem Knopf finden Sie Ihre Urkunde.",
                f"Herzlichen Dank, {sender.de}",
            ),
            button="Urkunde ansehen",
            reason=_REASON.de,
        ),
        "en": Words(
            subject=f"Thank you for volunteering: {title.en}",
            paragraphs=(
                f"Dear {name},",
                f"You could not be at “{title.en}”. We thought of you all the same: what you do counts.",
                own.en,
                "Behind the button you find your certificate.",
                f"With thanks, {sender.en}",
            ),
            button="See the certificate",
            reason=_REASON.en,
        ),
    }

"""What applicants are told by mail; that a card is there is told by the cards."""

from collections.abc import Mapping
from typing import Any

from ehrenamtskarte.accounts.tables import Person
from ehrenamtskarte.core.mail import Button, Mail
from ehrenamtskarte.core.settings import settings
from ehrenamtskarte.core.text import Text
from ehrenamtskarte.eligibility.rules import CardKind
from ehrenamtskarte.eligibility.standing import Standing

CARDS = {
    CardKind.STANDARD: Text("Ehrenamtskarte", "Ehrenamtskarte"),
    CardKind.JUBILEE: Text("Jubiläums-Ehrenamtskarte", "jubilee Ehrenamtskarte"),
}


def offer(person: Mapping[str, Any], standing: Standing, target: str) -> Mail:
    """A card waits to be accepted; the button leads there and signs in."""
    card = CARDS[standing.kind].in_language(person["language"])
    town = standing.rule_set.name
    name = f"{person['given_name']} {person['family_name']}".strip()
    if person["language"] == "en":
        return Mail(
            language="en",
            to=person["email"],
            subject=f"You have earned the {card}",
            paragraphs=(
                f"Hello {name},",
                f"what you do for others has been confirmed: you meet the rules of the {card} in {town}. Thank you!",
                "The card is free of charge. Accept it, and we only ask what is still missing.",
            ),
            button=Button("Accept the card", target),
            reason="You get this mail because an organisation confirmed your volunteering.",
        )
    return Mail(
        to=person["email"],
        subject=f"Sie haben sich die {card} verdient",
        paragraphs=(
            f"Guten Tag {name},",
            f"Ihr Engagement ist bestätigt: Sie erfüllen die Regeln der {card} in {town}. Danke für Ihren Einsatz!",
            "Die Karte ist kostenlos. Nehmen Sie sie an, wir fragen nur, was noch fehlt.",
        ),
        button=Button("Karte annehmen", target),
        reason="Sie bekommen diese Mail, weil ein Verein Ihr Engagement bestätigt hat.",
    )


def rejection(person: Person, kind: CardKind, issuing_body: str, reason: str) -> Mail:
    """The application was refused, and why."""
    assert person.email is not None
    card = CARDS[kind].in_language(person.language)
    target = f"{settings().address}/mein"
    if person.language == "en":
        return Mail(
            language="en",
            to=person.email,
            subject=f"Your application for the {card}",
            paragraphs=(
                f"{issuing_body} could not approve your application. The reason:",
                reason,
                "You can see what is still missing, and apply again at any time.",
            ),
            button=Button("See what is missing", target),
            reason="You get this mail because you applied for the card.",
        )
    return Mail(
        to=person.email,
        subject=f"Ihr Antrag auf die {card}",
        paragraphs=(
            f"{issuing_body} konnte Ihren Antrag nicht bewilligen. Der Grund:",
            reason,
            "Sie können nachsehen, was noch fehlt, und jederzeit wieder einen Antrag stellen.",
        ),
        button=Button("Nachsehen, was fehlt", target),
        reason="Sie bekommen diese Mail, weil Sie die Karte beantragt haben.",
    )

"""What holders are told by mail."""

from ehrenamtskarte.accounts import people, sign_in
from ehrenamtskarte.cards import issuing
from ehrenamtskarte.cards.events import CardIssued, CardRevoked
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.mail import Button, Mail, send_mail

_KINDS = {
    "standard": {"de": "Ehrenamtskarte", "en": "Ehrenamtskarte"},
    "jubilee": {"de": "Jubiläums-Ehrenamtskarte", "en": "jubilee Ehrenamtskarte"},
}


async def tell_issued(event: CardIssued) -> None:
    """Tell the holder that the card is there and one tap puts it on the phone."""
    card = await issuing.card(event.card_id)
    person = await people.person(card.person)
    if person.email is None:
        return
    kind = _KINDS[card.kind][person.language]
    target = await sign_in.link_to("/mein/karte", email=person.email, now=clock.now())
    if person.language == "en":
        mail = Mail(
            language="en",
            to=person.email,
            subject=f"Your {kind} is ready",
            paragraphs=(
                "Thank you for your commitment!",
                "Put the card on your phone with one tap. It works without a network, too.",
            ),
            button=Button("Show my card", target),
            reason="You get this mail because your card was approved.",
        )
    else:
        mail = Mail(
            to=person.email,
            subject=f"Ihre {kind} ist da",
            paragraphs=(
                "Danke für Ihren Einsatz!",
                "Holen Sie die Karte mit einem Tipp auf Ihr Telefon. Sie gilt auch ohne Netz.",
            ),
            button=Button("Karte anzeigen", target),
            reason="Sie bekommen diese Mail, weil Ihre Karte bewilligt wurde.",
        )
    await send_mail(mail)


async def tell_revoked(event: CardRevoked) -> None:
    """Tell the holder that the card ended, and why."""
    card = await issuing.card(event.card_id)
    person = await people.person(card.person)
    if person.email is None:
        return
    if person.language == "en":
        why = "You revoked it yourself." if event.by_holder else f"The office gave this reason: {card.reason}"
        mail = Mail(
            language="en",
            to=person.email,
            subject="Your card is revoked",
            paragraphs=("Your Ehrenamtskarte is no longer valid.", why),
            reason="You get this mail because your card was revoked. If that is wrong, please contact your municipality.",
        )
    else:
        why = (
            "Sie haben sie selbst gesperrt."
            if event.by_holder
            else f"Ihre Kommune nennt diesen Grund: {card.reason}"
        )
        mail = Mail(
            to=person.email,
            subject="Ihre Karte ist gesperrt",
            paragraphs=("Ihre Ehrenamtskarte gilt nicht mehr.", why),
            reason="Sie bekommen diese Mail, weil Ihre Karte gesperrt wurde."
            " Stimmt das nicht? Dann wenden Sie sich bitte an Ihre Kommune.",
        )
    await send_mail(mail)

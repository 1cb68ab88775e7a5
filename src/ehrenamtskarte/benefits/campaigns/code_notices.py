"""What companies are told about the codes of their offers."""

from ehrenamtskarte.benefits.events import CodesRunLow
from ehrenamtskarte.benefits.public_list.naming import NamedOffer, named
from ehrenamtskarte.companies import notices, offices
from ehrenamtskarte.core import db
from ehrenamtskarte.core.mail import Words


async def tell_codes_low(event: CodesRunLow) -> None:
    """Tell the company once that few codes are left, or none."""
    offer = await named(event.benefit_id)
    left = await db.scalar(
        "SELECT count(*) FROM benefit_code WHERE benefit = $1 AND given_at IS NULL", event.benefit_id
    )
    words = {"de": _low_in_german(offer, left), "en": _low_in_english(offer, left)}
    await notices.tell(
        await offices.company(offer.company), words, f"/partner/{offer.company}/angebote/{offer.id}"
    )


def _low_in_german(offer: NamedOffer, left: int) -> Words:
    few = {0: "ist kein Code mehr da", 1: "ist nur noch ein Code da"}
    return Words(
        subject=f"Codes werden knapp: {offer.title['de']}"
        if left
        else f"Codes aufgebraucht: {offer.title['de']}",
        paragraphs=(
            f"Ihr Angebot „{offer.title['de']}“ ist beliebt: Es {few.get(left, f'sind nur noch {left} Codes da')}.",
            "Fügen Sie neue Codes hinzu, damit niemand leer ausgeht. Bis dahin bitten wir alle um etwas Geduld.",
        ),
        button="Codes hinzufügen",
    )


def _low_in_english(offer: NamedOffer, left: int) -> Words:
    few = {0: "no code is left", 1: "only one code is left"}
    return Words(
        subject=f"Codes run low: {offer.title['en']}" if left else f"Codes used up: {offer.title['en']}",
        paragraphs=(
            f"Your offer “{offer.title['en']}” is popular: {few.get(left, f'only {left} codes are left')}.",
            "Please add new codes so that nobody comes in vain. Until then we ask everybody for a little patience.",
        ),
        button="Add codes",
    )

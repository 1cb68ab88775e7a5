"""What a company is told about its offers by mail."""

from ehrenamtskarte.benefits.events import BenefitDecided
from ehrenamtskarte.benefits.public_list.naming import named
from ehrenamtskarte.companies import notices, offices
from ehrenamtskarte.companies.notices import Recipient
from ehrenamtskarte.core.mail import Mail, Words, mail_of


async def tell_decision(event: BenefitDecided) -> None:
    """Tell the company what its office decided on an offer or on a change of it, and why."""
    offer = await named(event.benefit_id)
    words = {
        "de": _in_german(offer.title["de"], offer.company_name, event),
        "en": _in_english(offer.title["en"], offer.company_name, event),
    }
    path = f"/partner/{offer.company}/angebote/{offer.id}"
    await notices.tell(await offices.company(offer.company), words, path)


def _in_german(title: str, company: str, event: BenefitDecided) -> Words:
    subject, *paragraphs = _sentences_in_german(title, company, event)
    return Words(subject, paragraphs, "Angebot öffnen")


def _in_english(title: str, company: str, event: BenefitDecided) -> Words:
    subject, *paragraphs = _sentences_in_english(title, company, event)
    return Words(subject, paragraphs, "Open the offer")


def _sentences_in_german(title: str, company: str, event: BenefitDecided) -> tuple[str, ...]:
    if event.is_change and event.approved:
        return f"Geändert: {title}", f"Ihre Änderung an „{title}“ gilt ab sofort."
    if event.is_change:
        return (
            f"Nicht geändert: {title}",
            f"Ihre Änderung an „{title}“ wurde nicht freigegeben: {event.reason}",
            "Das Angebot bleibt, wie es war. Sie können jederzeit eine andere Änderung vorschlagen.",
        )
    if event.approved:
        return (
            f"Freigegeben: {title}",
            f"{company} macht jetzt mit." if event.company_joins else "",
            f"Ihr Angebot „{title}“ gilt ab sofort, und alle können es finden. Danke, dass Sie das Ehrenamt unterstützen!",
        )
    return (
        f"Nicht freigegeben: {title}",
        f"Ihr Angebot „{title}“ wurde nicht freigegeben: {event.reason}",
        "Sie können es anpassen und noch einmal einreichen.",
    )


def _sentences_in_english(title: str, company: str, event: BenefitDecided) -> tuple[str, ...]:
    if event.is_change and event.approved:
        return f"Changed: {title}", f"Your change of “{title}” holds from now on."
    if event.is_change:
        return (
            f"Not changed: {title}",
            f"Your change of “{title}” was not approved: {event.reason}",
            "The offer stays as it was. You can propose another change at any time.",
        )
    if event.approved:
        return (
            f"Approved: {title}",
            f"{company} now takes part." if event.company_joins else "",
            f"Your offer “{title}” holds from now on, and everybody can find it. Thank you for supporting volunteers!",
        )
    return (
        f"Not approved: {title}",
        f"Your offer “{title}” was not approved: {event.reason}",
        "You can adjust it and hand it in again.",
    )


def question(to: Recipient, company: str, offers: int, address: str) -> Mail:
    """The yearly question whether everything still holds."""
    reasons = notices.why(company, to)
    words = {
        "de": _asked_in_german(company, offers, reasons["de"]),
        "en": _asked_in_english(company, offers, reasons["en"]),
    }
    return mail_of(words, to=to.email, language=to.language, address=address)


def _asked_in_german(company: str, offers: int, reason: str) -> Words:
    count = "Ihr Angebot" if offers == 1 else f"Ihre {offers} Angebote"
    holds = "gilt" if offers == 1 else "gelten"
    return Words(
        subject=f"{company}: Gelten Ihre Angebote noch?",
        paragraphs=(
            f"Vor einem Jahr haben Sie uns zuletzt gesagt, dass {count} für Engagierte {holds}. Ist alles noch so?",
            "Ein Tipp genügt. Hat sich etwas geändert, können Sie ein Angebot dort anpassen, pausieren oder beenden.",
        ),
        button="Ja, alles gilt noch",
        reason=reason,
    )


def _asked_in_english(company: str, offers: int, reason: str) -> Words:
    count = "your offer" if offers == 1 else f"your {offers} offers"
    return Words(
        subject=f"{company}: do your offers still hold?",
        paragraphs=(
            f"A year ago you last told us that {count} for volunteers still held. Is everything as it was?",
            "One tap is enough. If something has changed, you can change, pause or end an offer there.",
        ),
        button="Yes, everything still holds",
        reason=reason,
    )

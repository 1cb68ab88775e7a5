"""What a company is told by mail."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ehrenamtskarte.accounts import sign_in
from ehrenamtskarte.companies import offices
from ehrenamtskarte.companies.events import CompanyDecided
from ehrenamtskarte.companies.tables import Company
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Role
from ehrenamtskarte.core.mail import Words, mail_of, send_mail


@dataclass(frozen=True)
class Recipient:
    """Somebody who hears what becomes of a company; one who manages it can sign in there."""

    email: str
    language: str
    manages: bool = True


async def tell_decision(event: CompanyDecided) -> None:
    """Tell the company what the office decided, and why."""
    found = await offices.company(event.company_id)
    de = "macht jetzt mit" if event.approved else f"wurde nicht freigegeben: {event.reason}"
    en = "now takes part" if event.approved else f"was not approved: {event.reason}"
    words = {
        "de": Words(
            subject=f"{found.name}: {'freigegeben' if event.approved else 'nicht freigegeben'}",
            paragraphs=(f"{found.name} {de}.",),
            button="Unternehmen öffnen",
        ),
        "en": Words(
            subject=f"{found.name}: {'approved' if event.approved else 'not approved'}",
            paragraphs=(f"{found.name} {en}.",),
            button="Open the company",
        ),
    }
    await tell(found, words, f"/partner/{found.id}")


async def recipients(found: Company) -> list[Recipient]:
    """Everybody who manages a company; while nobody does, the contact its office knows."""
    managers = await db.rows(
        "SELECT p.email, p.language FROM membership m JOIN person p ON p.id = m.person"
        " WHERE m.role = $1 AND m.tenant = $2 AND p.email IS NOT NULL ORDER BY m.granted_at, m.id",
        Role.PARTNER_MANAGER, found.id,
    )  # fmt: skip
    told = [Recipient(manager["email"], manager["language"]) for manager in managers]
    return told or ([Recipient(found.contact_email, "de", manages=False)] if found.contact_email else [])


async def tell(found: Company, words: Mapping[str, Words], path: str) -> None:
    """Mail all recipients; the button signs managers in and leads to `path`, a mere contact gets none."""
    everybody = await recipients(found)
    managers = [one for one in everybody if one.manages]
    links = await sign_in.links_to([(path, one.email) for one in managers], now=clock.now())
    addresses = dict(zip(managers, links, strict=True))
    await send_mail(
        *(
            mail_of(
                {
                    language: replace(said, reason=why(found.name, one)[language])
                    for language, said in words.items()
                },
                to=one.email,
                language=one.language,
                address=addresses.get(one),
            )
            for one in everybody
        )
    )


def why(company: str, recipient: Recipient) -> dict[str, str]:
    """Why a recipient gets mails about a company."""
    if recipient.manages:
        return {
            "de": f"Sie bekommen diese Mail, weil Sie {company} für die Ehrenamtskarte betreuen.",
            "en": f"You get this mail because you look after {company} for the Ehrenamtskarte.",
        }
    return {
        "de": f"Sie bekommen diese Mail, weil {company} Sie für die Ehrenamtskarte als Kontakt genannt hat.",
        "en": f"You get this mail because {company} named you as its contact for the Ehrenamtskarte.",
    }

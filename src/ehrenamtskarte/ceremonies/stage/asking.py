"""A company is asked to agree to what an event shows of it."""

from uuid import UUID

from ehrenamtskarte.ceremonies.tables import Ceremony
from ehrenamtskarte.companies import notices, offices
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.mail import Words


async def ask(ceremony: Ceremony, company_id: UUID) -> None:
    """Write to those who look after the company; the button leads to its part in events."""
    found = await offices.company(company_id)
    day = clock.berlin_day(ceremony.starts_at)
    words = {
        "de": Words(
            subject=f"{ceremony.title_de}: Dürfen wir {found.name} zeigen?",
            paragraphs=(
                (
                    f"Bei der Veranstaltung „{ceremony.title_de}“ am {day:%d.%m.%Y} soll {found.name} vorkommen:"
                    " auf der Bühne und, wenn sie veröffentlicht wird, auf der Seite der Veranstaltung."
                ),
                "Bitte sehen Sie sich an, was dort steht, und stimmen Sie zu. Vorher zeigen wir nichts.",
            ),
            button="Ansehen und zustimmen",
        ),
        "en": Words(
            subject=f"{ceremony.title_en or ceremony.title_de}: May we show {found.name}?",
            paragraphs=(
                (
                    f"{found.name} is to be shown at “{ceremony.title_en or ceremony.title_de}” on {day:%d.%m.%Y}:"
                    " on stage and, once it is published, on the page of the event."
                ),
                "Please look at what is said there and agree. Before that we show nothing.",
            ),
            button="Look and agree",
        ),
    }
    await notices.tell(found, words, f"/partner/{company_id}/ehrungen")

"""Those who work on an entry hear that a call does not go on."""

from ehrenamtskarte.awards.tables import AwardCall
from ehrenamtskarte.core import db
from ehrenamtskarte.core.mail import Words, mail_of, send_mail
from ehrenamtskarte.core.settings import settings


async def tell_entrants(found: AwardCall) -> None:
    """One mail to each address that works on an entry or a nomination of it, drafts too, in the caller's transaction."""
    readers = await db.rows(
        "SELECT DISTINCT ON (m.email) m.email, coalesce(p.language, 'de') AS language FROM entry_member m"
        " JOIN award_entry e ON e.id = m.entry LEFT JOIN person p ON p.email = m.email"
        " WHERE e.call = $1 AND e.status NOT IN ('withdrawn', 'declined', 'rejected') ORDER BY m.email",
        found.id,
    )
    words = _words(found)
    address = f"{settings().address}/preise/{found.id}"
    await send_mail(
        *(
            mail_of(
                words, to=one["email"], language="en" if one["language"] == "en" else "de", address=address
            )
            for one in readers
        )
    )


def _words(found: AwardCall) -> dict[str, Words]:
    title_en, reason_en = found.title_en or found.title_de, found.reason_en or found.reason_de
    return {
        "de": Words(
            subject=f"Abgesagt: {found.title_de}",
            paragraphs=(
                "Guten Tag,",
                f"„{found.title_de}“ findet nicht statt. Der Grund:",
                found.reason_de,
                "Sie müssen nichts weiter tun. Danke, dass Sie mitmachen wollten.",
            ),
            button="Zur Ausschreibung",
            reason="Sie bekommen diese Mail, weil Sie an einer Bewerbung arbeiten.",
        ),
        "en": Words(
            subject=f"Cancelled: {title_en}",
            paragraphs=(
                "Hello,",
                f"“{title_en}” does not take place. The reason:",
                reason_en,
                "There is nothing you need to do. Thank you for wanting to take part.",
            ),
            button="See the call",
            reason="You get this mail because you work on an entry.",
        ),
    }

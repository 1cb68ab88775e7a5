"""Mails to the team of an entry; their button signs the reader in."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.accounts import sign_in
from ehrenamtskarte.awards.entering.numbers import receipt_number
from ehrenamtskarte.core import db
from ehrenamtskarte.core.clock import BERLIN
from ehrenamtskarte.core.mail import Words, mail_of, send_mail

_WHY = {
    "de": "Sie bekommen diese Mail, weil Sie zum Team dieser Bewerbung gehören.",
    "en": "You get this mail because you belong to the team of this entry.",
}


async def tell_team(entry_id: UUID, words: Mapping[str, Words], *, now: datetime) -> None:
    """The same words to everybody of the team, in the caller's transaction."""
    team = await db.rows(
        "SELECT m.email, coalesce(p.language, 'de') AS language FROM entry_member m"
        " LEFT JOIN person p ON p.email = m.email WHERE m.entry = $1 ORDER BY m.added_at, m.id",
        entry_id,
    )
    await _send(entry_id, [(one["email"], one["language"]) for one in team], words, now)


async def tell_submitted(entry_id: UUID, *, now: datetime) -> None:
    """That the entry came in, with its number."""
    found = await _entry(entry_id)
    number = receipt_number(found["year"], found["number"])
    moment = found["submitted_at"].astimezone(BERLIN)
    words = {
        "de": Words(
            subject=f"Eingegangen: Ihre Bewerbung {number}",
            paragraphs=(
                (
                    f"Ihre Bewerbung „{found['title'] or found['name']}“ für „{found['title_de']}“ ist am"
                    f" {moment:%d.%m.%Y um %H:%M} Uhr bei uns eingegangen. Ihre Nummer: {number}"
                ),
                (
                    "Bis zum Ende der Bewerbungsfrist können Sie sie noch ändern. Die Eingangsbestätigung finden Sie"
                    " bei Ihrer Bewerbung."
                ),
            ),
            button="Bewerbung ansehen",
            reason=_WHY["de"],
        ),
        "en": Words(
            subject=f"Received: your entry {number}",
            paragraphs=(
                (
                    f"Your entry “{found['title'] or found['name']}” for “{found['title_en'] or found['title_de']}”"
                    f" reached us on {moment:%d/%m/%Y at %H:%M}. Your number: {number}"
                ),
                "You can still change it until the deadline for entries. You find the receipt with your entry.",
            ),
            button="See the entry",
            reason=_WHY["en"],
        ),
    }
    await tell_team(entry_id, words, now=now)


async def welcome(entry_id: UUID, email: str, inviter: str, *, now: datetime) -> None:
    """That somebody was taken into the team."""
    found = await _entry(entry_id)
    what = found["title"] or found["name"]
    words = {
        "de": Words(
            subject=f"Bitte mitschreiben: Bewerbung „{what}“",
            paragraphs=(
                f"{inviter or 'Jemand'} hat Sie in das Team der Bewerbung „{what}“ für „{found['title_de']}“ geholt.",
                "Der Knopf meldet Sie an. Sie können die Bewerbung lesen und mit daran schreiben.",
            ),
            button="Bewerbung öffnen",
            reason=_WHY["de"],
        ),
        "en": Words(
            subject=f"Please join in writing: entry “{what}”",
            paragraphs=(
                (
                    f"{inviter or 'Somebody'} took you into the team of the entry “{what}”"
                    f" for “{found['title_en'] or found['title_de']}”."
                ),
                "The button signs you in. You can read the entry and write it together.",
            ),
            button="Open the entry",
            reason=_WHY["en"],
        ),
    }
    language = await db.scalar("SELECT language FROM person WHERE email = $1", email)
    await _send(entry_id, [(email, language or "de")], words, now)


async def _send(
    entry_id: UUID, readers: list[tuple[str, str]], words: Mapping[str, Words], now: datetime
) -> None:
    path = f"/mein/bewerbungen/{entry_id}"
    links = await sign_in.links_to([(path, email) for email, _ in readers], now=now)
    await send_mail(
        *(
            mail_of(words, to=email, language="en" if language == "en" else "de", address=link)
            for (email, language), link in zip(readers, links, strict=True)
        )
    )


async def _entry(entry_id: UUID) -> Any:
    found = await db.row(
        "SELECT e.name, e.title, e.number, e.submitted_at, c.year, c.title_de, c.title_en"
        " FROM award_entry e JOIN award_call c ON c.id = e.call WHERE e.id = $1",
        entry_id,
    )
    assert found is not None
    return found

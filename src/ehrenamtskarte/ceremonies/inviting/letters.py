"""Invitations as letters, all of a run in one PDF, each with a code that opens the guest's own page."""

from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec

from ehrenamtskarte.ceremonies.inviting import invitations, links, mail_words, mails, runs
from ehrenamtskarte.ceremonies.inviting.mail_words import Occasion
from ehrenamtskarte.ceremonies.tables import CeremonyRun
from ehrenamtskarte.core import db, pdf, qr
from ehrenamtskarte.core.clock import berlin_day
from ehrenamtskarte.core.text import Text
from ehrenamtskarte.eligibility.wording import long_date

TEMPLATE = Path(__file__).parent / "sheets" / "letters.typ"

ANSWER_HERE = Text("So antworten Sie", "How to answer")
ANSWER_HOW = Text(
    "Scannen Sie den Code mit der Kamera Ihres Telefons. Es öffnet sich Ihre persönliche Seite; ein Konto brauchen Sie nicht.",
    "Scan the code with the camera of your phone. It opens your personal page; you need no account.",
)
CODE_ALT = Text(
    "Code, der Ihre persönliche Einladungsseite öffnet", "Code that opens your personal invitation page"
)
REGARDS = Text("Mit freundlichen Grüßen", "Yours sincerely")
WHEN, WHERE = Text("Wann", "When"), Text("Wo", "Where")


async def letters_batch(run: CeremonyRun, offset: int, size: int, now: datetime) -> int:
    """Write some letters; with the last ones the PDF is set."""
    # Not locked: setting the PDF takes a while, and letters are not on their way yet.
    if not await invitations.takes_place(run, lock=False):
        await db.execute("UPDATE ceremony_run SET result = NULL WHERE id = $1", run.id)
        return size
    guests = runs.guests_of(run, offset, size)
    options = runs.options_of(run)
    wanted = (
        await invitations.mark_invited(guests, by_name=options["byName"], now=now)
        if "byName" in options
        else guests
    )
    written = await _written(run.ceremony, wanted, guests, now)
    lines = b"".join(msgspec.json.encode(letter) + b"\n" for letter in written)
    so_far = (run.result or b"") + lines
    is_last = offset + len(guests) >= run.total
    result = await _printed(run.ceremony, so_far) if is_last else so_far
    await db.execute("UPDATE ceremony_run SET result = $2 WHERE id = $1", run.id, result)
    return len(guests)


async def _printed(ceremony: UUID, lines: bytes) -> bytes | None:
    if not lines:
        return None
    occasion, _ = await mails.occasion_of(ceremony)
    data = {
        "language": "de",
        "title": f"Einladungen: {occasion.title.de}",
        "host": occasion.host.de,
        "letters": [msgspec.json.decode(line) for line in lines.splitlines()],
    }
    return await pdf.render(TEMPLATE, data)


async def _written(
    ceremony: UUID, wanted: list[UUID], order: list[UUID], now: datetime
) -> list[dict[str, Any]]:
    occasion, until = await mails.occasion_of(ceremony)
    found = await db.rows(
        "SELECT g.id, g.given_name, g.family_name, g.address, g.language,"
        " coalesce(gg.companions_each, c.companions_each) AS companions"
        " FROM guest g JOIN guest_group gg ON gg.id = g.guest_group JOIN ceremony c ON c.id = g.ceremony"
        " WHERE g.id = ANY($1) ORDER BY array_position($2::uuid[], g.id)",
        wanted,
        order,
    )
    addresses = await links.links_for([guest["id"] for guest in found], until=until)
    return [_letter(occasion, guest, addresses[guest["id"]], now) for guest in found]


def _letter(occasion: Occasion, guest: Any, link: str, now: datetime) -> dict[str, Any]:
    language = "en" if guest["language"] == "en" else "de"
    name = f"{guest['given_name']} {guest['family_name']}".strip()
    said = mail_words.on_paper(occasion, name, guest["companions"])
    texts = {
        **said,
        "answerHere": ANSWER_HERE,
        "answerHow": ANSWER_HOW,
        "codeAlt": CODE_ALT,
        "regards": REGARDS,
        "host": occasion.host,
        "sender": occasion.host,
        "day": long_date(berlin_day(now)),
    }
    facts = ((WHEN, occasion.when), (WHERE, Text(occasion.where, occasion.where)))
    return {
        **{key: text.in_language(language) for key, text in texts.items()},
        "language": language,
        "address": [line for line in guest["address"].splitlines() if line.strip()] or [name],
        "facts": [[key.in_language(language), text.in_language(language)] for key, text in facts],
        "code": qr.svg_of(link, one_of_many=True),
    }

"""The receipt of an entry as PDF: its number, when it came in, and what it says."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from uuid import UUID

from ehrenamtskarte.awards.entering import entry_rules, own, receipt_words
from ehrenamtskarte.awards.entering.complete import answers_of
from ehrenamtskarte.awards.entering.files import of_entry as files_of
from ehrenamtskarte.awards.entering.numbers import receipt_number
from ehrenamtskarte.awards.form import form_of
from ehrenamtskarte.awards.tables import AwardCall, AwardEntry
from ehrenamtskarte.core import db, pdf
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.rate_limits import limit
from ehrenamtskarte.core.text import Text

TEMPLATE = Path(__file__).parent / "sheets" / "receipt.typ"
PRINTS_IN_TEN_MINUTES = 60
"""Of one person; setting pages keeps a processor busy."""


async def receipt(entry_id: UUID, *, language: str, actor: Actor, now: datetime) -> tuple[bytes, str]:
    """The receipt and its number. Raises NotFound, EntryNeverSubmitted, TooManyRequests."""
    call, entry = await own.entry(entry_id, actor=actor)
    if entry.number is None or entry.submitted_at is None:
        raise entry_rules.EntryNeverSubmitted
    await limit("print", str(actor.person_id), times=PRINTS_IN_TEN_MINUTES, seconds=600)
    number = receipt_number(call.year, entry.number)
    town = await db.scalar("SELECT name FROM municipality WHERE ags = $1", entry.municipality)
    data = receipt_words.sheet(language) | {
        "language": language,
        "number": number,
        "call": Text(call.title_de, call.title_en or call.title_de).in_language(language),
        "host": (await _host(call)).in_language(language),
        "title": entry.title or entry.name,
        "name": entry.name,
        "place": f"{entry.postal_code} {town or ''}".strip(),
        "received": receipt_words.moment(entry.submitted_at, language),
        "changed": receipt_words.changed(entry.submitted_at, entry.changed_at, language),
        "printed": receipt_words.printed(now, language),
        "answers": await _lines(call, entry, language),
    }
    return await pdf.render(TEMPLATE, data), number


async def _host(call: AwardCall) -> Text:
    name = await db.scalar("SELECT name FROM issuing_body WHERE id = $1", call.issuing_body)
    return Text(name, name) if name else receipt_words.STATE


async def _lines(call: AwardCall, entry: AwardEntry, language: str) -> Sequence[dict[str, str]]:
    """Each question with its answer as people read it, and the names of the files."""
    category = await db.row("SELECT name_de, name_en FROM award_category WHERE id = $1", entry.category)
    answers = answers_of(entry)
    lines = [(receipt_words.TEASER, entry.teaser)]
    if category:
        name = Text(category["name_de"], category["name_en"] or category["name_de"])
        lines.insert(0, (receipt_words.CATEGORY, name.in_language(language)))
    lines += [
        (field.label, receipt_words.answer(field, answers[field.id], language))
        for field in form_of(call.form)
        if field.id in answers
    ]
    files = [one.name for one in await files_of(entry.id)]
    lines.append((receipt_words.FILES, ", ".join(files)))
    return [{"label": label.in_language(language) or label.de, "text": text} for label, text in lines if text]

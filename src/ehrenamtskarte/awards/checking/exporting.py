"""All entries of a list as a file, with the answers to the call's form."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from ehrenamtskarte.awards import access
from ehrenamtskarte.awards.checking import entry_list
from ehrenamtskarte.awards.checking.entry_list import EntriesWanted
from ehrenamtskarte.awards.checking.list_words import KIND, NO, SHEET, STATUS, TITLES, YES
from ehrenamtskarte.awards.entering.numbers import receipt_number
from ehrenamtskarte.awards.form import FormField, form_of
from ehrenamtskarte.awards.rules import EntrantKind, EntryStatus
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.clock import berlin_day
from ehrenamtskarte.core.csv_export import csv_of
from ehrenamtskarte.core.sheets.writing import xlsx_of

_COLUMNS = f"""{entry_list.COLUMNS}, e.street, e.postal_code, e.website, e.contact_name, e.contact_email,
 e.contact_phone, e.question, e.answer, e.reason, e.teaser, e.answers"""


async def as_csv(
    office: UUID | None, call_id: UUID, wanted: EntriesWanted, *, actor: Actor, today: date, language: str
) -> bytes:
    """The entries as CSV. Raises NotFound, SecondFactorNeeded."""
    return csv_of(await _lines(office, call_id, wanted, actor, today, language))


async def as_xlsx(
    office: UUID | None, call_id: UUID, wanted: EntriesWanted, *, actor: Actor, today: date, language: str
) -> bytes:
    """The entries as a workbook. Raises NotFound, SecondFactorNeeded."""
    lines = await _lines(office, call_id, wanted, actor, today, language)
    return xlsx_of(lines, SHEET.in_language(language))


async def _lines(
    office: UUID | None, call_id: UUID, wanted: EntriesWanted, actor: Actor, today: date, language: str
) -> list[list[object]]:
    call = await access.call_of_office(office, call_id, actor=actor)
    fields = form_of(call.form)
    titles: list[object] = [
        *(title.in_language(language) for title in TITLES),
        *(field.label.in_language(language) or field.label.de for field in fields),
    ]
    found = await entry_list.whole(call_id, wanted, _COLUMNS, today)
    return [titles, *(_line(row, fields, language) for row in found)]


def _line(row: Any, fields: tuple[FormField, ...], language: str) -> list[object]:
    category = entry_list.category_of(row)
    answers = msgspec.json.decode(row["answers"])
    return [
        receipt_number(row["year"], row["number"]),
        STATUS[EntryStatus(row["status"])].in_language(language),
        KIND[EntrantKind(row["kind"])].in_language(language),
        row["name"],
        row["title"],
        category.in_language(language) if category else "",
        row["street"],
        row["postal_code"],
        row["municipality_name"] or "",
        row["contact_name"],
        row["contact_email"],
        row["contact_phone"],
        row["website"],
        berlin_day(row["submitted_at"]).isoformat(),
        YES.in_language(language) if row["nominated"] else "",
        row["question"],
        row["answer_by"].isoformat() if row["answer_by"] else "",
        row["answer"],
        row["reason"],
        row["teaser"],
        *(_answer(field, answers.get(field.id), language) for field in fields),
    ]


def _answer(field: FormField, answer: Any, language: str) -> object:
    """An answer as people read it: the words of options, yes or no."""
    if answer is None:
        return ""
    if isinstance(answer, bool):
        return (YES if answer else NO).in_language(language)
    labels: dict[str, str] = {
        option.id: option.label.in_language(language) or option.label.de for option in field.options
    }
    if isinstance(answer, list):
        return ", ".join(labels[one] or one for one in answer if one in labels)
    return labels.get(answer, answer) if isinstance(answer, str) else answer

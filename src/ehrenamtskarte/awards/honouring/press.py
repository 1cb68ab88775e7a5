"""The press sheet of a result, prepared while the embargo holds."""

from collections import defaultdict
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from ehrenamtskarte.awards import access
from ehrenamtskarte.awards.honouring import laureate_rules as rules
from ehrenamtskarte.awards.honouring import press_words as words
from ehrenamtskarte.awards.honouring.certificates import PRINTS_IN_TEN_MINUTES, sender_of
from ehrenamtskarte.awards.honouring.press_words import PressCategory, PressLaureate, PressSheet
from ehrenamtskarte.core import db, pdf
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.rate_limits import limit
from ehrenamtskarte.core.text import Text

TEMPLATE = Path(__file__).parent / "sheets" / "press.typ"
_CATEGORIES = (
    "SELECT g.id, g.name_de, g.name_en, g.prize_cents, g.prize_de, g.prize_en, g.not_awarded_de, g.not_awarded_en,"
    " coalesce(nullif(g.sponsor_name, ''), c.name, '') AS sponsor"
    " FROM award_category g LEFT JOIN company c ON c.id = g.sponsor WHERE g.call = $1 ORDER BY g.position, g.id"
)
_LAUREATES = (
    "SELECT l.category, e.name, coalesce(m.name, '') AS town, e.title, l.shared, l.prize_cents, l.reason_de, l.reason_en"
    " FROM award_laureate l JOIN award_entry e ON e.id = l.entry LEFT JOIN municipality m ON m.ags = e.municipality"
    " WHERE l.call = $1 AND l.withdrawn_at IS NULL ORDER BY l.position, l.id"
)


async def as_pdf(office: UUID | None, call_id: UUID, *, language: str, actor: Actor, now: datetime) -> bytes:
    """The sheet to hand out. Raises NotFound, SecondFactorNeeded, ResultNotDecided, TooManyRequests."""
    sheet = await _sheet(office, call_id, actor=actor, now=now)
    await limit("print", str(actor.person_id), times=PRINTS_IN_TEN_MINUTES, seconds=600)
    return await pdf.render(TEMPLATE, words.parts_of(sheet, language))


async def as_text(office: UUID | None, call_id: UUID, *, language: str, actor: Actor, now: datetime) -> str:
    """The same to be copied into a mail. Raises NotFound, SecondFactorNeeded, ResultNotDecided."""
    return words.plain(await _sheet(office, call_id, actor=actor, now=now), language)


async def _sheet(office: UUID | None, call_id: UUID, *, actor: Actor, now: datetime) -> PressSheet:
    call = await access.call_of_office(office, call_id, actor=actor)
    if call.embargo_until is None:
        raise rules.ResultNotDecided
    laureates = defaultdict(list)
    for row in await db.rows(_LAUREATES, call_id):
        laureates[row["category"]].append(_laureate(row))
    return PressSheet(
        title=Text(call.title_de, call.title_en),
        year=call.year,
        motto=Text(call.motto_de, call.motto_en),
        about=Text(call.about_de, call.about_en),
        sender=await sender_of(call),
        embargo_until=call.embargo_until,
        now=now,
        entries=await db.scalar(
            "SELECT count(*) FROM award_entry WHERE call = $1 AND submitted_at IS NOT NULL AND status <> 'withdrawn'",
            call_id,
        ),
        questions=(call.contact_name, call.contact_phone, call.contact_email),
        categories=[_category(row, laureates[row["id"]]) for row in await db.rows(_CATEGORIES, call_id)],
    )


def _category(row: Any, laureates: list[PressLaureate]) -> PressCategory:
    return PressCategory(
        name=Text(row["name_de"], row["name_en"]),
        sponsor=row["sponsor"],
        prize_cents=row["prize_cents"],
        prize=Text(row["prize_de"], row["prize_en"]),
        laureates=laureates,
        note=Text(row["not_awarded_de"], row["not_awarded_en"]),
    )


def _laureate(row: Any) -> PressLaureate:
    return PressLaureate(
        name=row["name"],
        town=row["town"],
        project=row["title"],
        shared=row["shared"],
        prize_cents=row["prize_cents"],
        reason=Text(row["reason_de"], row["reason_en"]),
    )

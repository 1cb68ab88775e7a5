"""Certificates of laureates as PDF, also while the embargo holds: they are handed over when it ends."""

from pathlib import Path
from typing import Any
from uuid import UUID

from ehrenamtskarte.awards import access
from ehrenamtskarte.awards.honouring import certificate_words as words
from ehrenamtskarte.awards.honouring import laureate_rules as rules
from ehrenamtskarte.awards.honouring.naming import with_year
from ehrenamtskarte.awards.tables import AwardCall
from ehrenamtskarte.companies.listing import STATE_OFFICE
from ehrenamtskarte.core import db, pdf
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.clock import berlin_day
from ehrenamtskarte.core.errors import Conflict, NotFound
from ehrenamtskarte.core.rate_limits import limit
from ehrenamtskarte.core.text import Text
from ehrenamtskarte.eligibility.wording import long_date

TEMPLATE = Path(__file__).parent / "sheets" / "certificate.typ"
PRINTS_IN_TEN_MINUTES = 60
"""Of one person; setting pages keeps a processor busy."""
MOST_AT_ONCE = 300


class NobodyToCertify(Conflict):
    """A file without pages."""

    de = "In dieser Ausschreibung hat niemand gewonnen, deshalb gibt es keine Urkunden."
    en = "Nobody won in this call, so there are no certificates."


_WINNERS = (
    "SELECT e.name, e.title, g.name_de, g.name_en, l.shared, l.prize_cents, l.reason_de, l.reason_en"
    " FROM award_laureate l JOIN award_category g ON g.id = l.category JOIN award_entry e ON e.id = l.entry"
    " WHERE l.call = $1 AND l.withdrawn_at IS NULL AND ($2::uuid IS NULL OR l.id = $2)"
    " ORDER BY g.position, g.id, l.position, l.id LIMIT $3"
)


async def of_office(
    office: UUID | None, call_id: UUID, laureate_id: UUID | None, *, language: str, actor: Actor
) -> bytes:
    """The certificates of all laureates, or of one, once it is decided.

    Raises NotFound, SecondFactorNeeded, ResultNotDecided, NobodyToCertify, TooManyRequests.
    """
    call = await access.call_of_office(office, call_id, actor=actor)
    if call.decided_at is None:
        raise rules.ResultNotDecided
    await limit("print", str(actor.person_id), times=PRINTS_IN_TEN_MINUTES, seconds=600)
    winners = await db.rows(_WINNERS, call_id, laureate_id, MOST_AT_ONCE)
    if not winners:
        raise NobodyToCertify if laureate_id is None else NotFound
    return await pdf.render(TEMPLATE, await _data(call, winners, language))


async def _data(call: AwardCall, winners: list[Any], language: str) -> dict[str, object]:
    award = with_year(Text(call.title_de, call.title_en), call.year).in_language(language)
    assert call.embargo_until is not None
    return {
        "language": language,
        "title": f"{words.HEADING.in_language(language)}: {award}",
        "heading": words.HEADING.in_language(language),
        "awarded": words.AWARDED.in_language(language),
        "award": award,
        "sender": (await sender_of(call)).in_language(language),
        "day": long_date(berlin_day(call.embargo_until)).in_language(language),
        "certificates": [words.page_of(_winner(row), language) for row in winners],
    }


def _winner(row: Any) -> words.Winner:
    return words.Winner(
        name=row["name"],
        project=row["title"],
        category=Text(row["name_de"], row["name_en"]),
        shared=row["shared"],
        prize_cents=row["prize_cents"],
        reason=Text(row["reason_de"], row["reason_en"]),
    )


async def sender_of(call: AwardCall) -> Text:
    """Who gives the award: the issuing body or the state."""
    name = await db.scalar("SELECT name FROM issuing_body WHERE id = $1", call.issuing_body)
    return Text(name, name) if name else STATE_OFFICE

"""Who was honoured, and which companies stand behind them, for everybody."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from ehrenamtskarte.ceremonies.access import ceremony
from ehrenamtskarte.ceremonies.rules import Status
from ehrenamtskarte.ceremonies.showcase import facts
from ehrenamtskarte.ceremonies.showcase.schemas import CompanyFacts, ShowcaseOut, ShownLaureate
from ehrenamtskarte.ceremonies.stage.deck import with_words
from ehrenamtskarte.ceremonies.stage.stage_rules import CompanyRole, LaureateKind
from ehrenamtskarte.companies import policies
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.text import NOTHING_SAID, Text

_LAUREATES = (
    "SELECT l.*, p.id AS picture, p.alt_de, p.alt_en, p.credit FROM laureate l"
    " LEFT JOIN LATERAL (SELECT id, alt_de, alt_en, credit FROM ceremony_photo WHERE laureate = l.id AND published"
    " ORDER BY id DESC LIMIT 1) p ON true WHERE l.ceremony = $1 ORDER BY l.position, l.id"
)
_COMPANIES = (
    "SELECT company, role, gift_de, gift_en, quote_de, quote_en, quote_by FROM ceremony_company"
    " WHERE ceremony = $1 AND agreed_at IS NOT NULL ORDER BY position, id"
)


async def of_ceremony(ceremony_id: UUID, *, visitor: Actor | None) -> ShowcaseOut:
    """What everybody sees once the office published it; its staff before that. Raises NotFound."""
    found = await ceremony(ceremony_id)
    public = found.showcase_public and found.status != Status.DRAFT
    if not public and not (visitor and policies.looks_after(visitor, found.issuing_body)):
        raise NotFound
    laureates = await db.rows(_LAUREATES, ceremony_id)
    companies = await db.rows(_COMPANIES, ceremony_id)
    year = clock.berlin_day(found.starts_at).year
    known = await facts.of({row["company"] for row in companies}, year=year)
    shown = [
        (row["role"], with_words(known[row["company"]], row)) for row in companies if row["company"] in known
    ]
    named = [row for row in laureates if row["consent"] == "yes"]
    return ShowcaseOut(
        laureates=[_laureate(row, known) for row in named],
        not_named=len(laureates) - len(named),
        partners=[company for role, company in shown if role == CompanyRole.PARTNER],
        sponsors=[company for role, company in shown if role == CompanyRole.SPONSOR],
    )


def _laureate(row: Mapping[str, Any], known: Mapping[UUID, CompanyFacts]) -> ShownLaureate:
    behind = known.get(row["supporter"] or row["company"])
    return ShownLaureate(
        id=row["id"],
        kind=LaureateKind(row["kind"]),
        name=row["name"],
        award=_text(row, "award"),
        laudator=row["laudator"],
        laudatio=_text(row, "laudatio"),
        quote=_text(row, "quote"),
        supporter=behind.id if behind else None,
        supporter_name=behind.name if behind else "",
        picture=row["picture"],
        picture_alt=Text(row["alt_de"], row["alt_en"]) if row["picture"] else NOTHING_SAID,
        picture_credit=row["credit"] or "",
    )


def _text(row: Mapping[str, Any], name: str) -> Text:
    return Text(row[f"{name}_de"], row[f"{name}_en"])

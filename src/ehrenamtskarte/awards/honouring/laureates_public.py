"""Who won, as everybody may know it once the embargo has ended."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.awards.honouring.schemas_public import AwardLaureateShown, AwardResultShown
from ehrenamtskarte.awards.rules import Decider, EntrantKind
from ehrenamtskarte.core import db
from ehrenamtskarte.core.text import Text

PUBLIC = "c.status = 'published' AND c.decided_at IS NOT NULL AND c.embargo_until <= $1"
"""Which calls c have laureates that everybody knows at the moment $1."""

_CATEGORIES = f"""SELECT g.call, g.id, g.name_de, g.name_en, g.decided_by, g.prize_cents, g.prize_de, g.prize_en,
  coalesce(nullif(g.sponsor_name, ''), s.name, '') AS sponsor_name, g.not_awarded_de, g.not_awarded_en,
  (SELECT count(*) FROM award_laureate l WHERE l.category = g.id AND l.withdrawn_at IS NOT NULL) AS withdrawn
 FROM award_category g JOIN award_call c ON c.id = g.call LEFT JOIN company s ON s.id = g.sponsor
 WHERE g.call = ANY($2::uuid[]) AND {PUBLIC} ORDER BY g.position, g.id"""  # noqa: S608 - a constant

_LAUREATES = f"""SELECT l.category, l.id, l.entry, e.kind, e.name, e.title, e.teaser, m.name AS town, e.website,
  p.id AS picture, p.alt_de, p.alt_en, p.credit, l.shared, l.prize_cents, l.reason_de, l.reason_en
 FROM award_laureate l JOIN award_call c ON c.id = l.call JOIN award_entry e ON e.id = l.entry
 LEFT JOIN municipality m ON m.ags = e.municipality
 LEFT JOIN LATERAL (SELECT id, alt_de, alt_en, credit FROM entry_file WHERE entry = e.id AND kind = 'picture'
  ORDER BY position, id LIMIT 1) p ON true
 WHERE l.call = ANY($2::uuid[]) AND l.withdrawn_at IS NULL AND {PUBLIC} ORDER BY l.position, l.id"""  # noqa: S608 - a constant


async def of_call(call_id: UUID, now: datetime) -> list[AwardResultShown]:
    """Who won in each category, in their order; nothing until the embargo has ended."""
    return (await of_calls([call_id], now)).get(call_id, [])


async def of_calls(call_ids: Sequence[UUID], now: datetime) -> dict[UUID, list[AwardResultShown]]:
    """The same of several calls at once."""
    laureates = defaultdict(list)
    for row in await db.rows(_LAUREATES, now, list(call_ids)):
        laureates[row["category"]].append(_laureate(row))
    results = defaultdict(list)
    for row in await db.rows(_CATEGORIES, now, list(call_ids)):
        results[row["call"]].append(_result(row, laureates[row["id"]]))
    return dict(results)


def _laureate(row: Any) -> AwardLaureateShown:
    kept = ("id", "entry", "name", "title", "teaser", "town", "website", "picture", "shared", "prize_cents")
    return AwardLaureateShown(
        kind=EntrantKind(row["kind"]),
        picture_alt=Text(row["alt_de"] or "", row["alt_en"] or ""),
        picture_credit=row["credit"] or "",
        reason=Text(row["reason_de"], row["reason_en"]),
        **{name: row[name] for name in kept},
    )


def _result(row: Any, laureates: list[AwardLaureateShown]) -> AwardResultShown:
    return AwardResultShown(
        category=row["id"],
        name=Text(row["name_de"], row["name_en"]),
        decided_by=Decider(row["decided_by"]),
        sponsor_name=row["sponsor_name"],
        prize_cents=row["prize_cents"],
        prize=Text(row["prize_de"], row["prize_en"]),
        laureates=laureates,
        withdrawn=row["withdrawn"],
        not_awarded=Text(row["not_awarded_de"], row["not_awarded_en"]),
    )

"""Who is on the shortlist of a call, and the pictures that everybody may see."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.awards.access import phases_of
from ehrenamtskarte.awards.calls.public_rules import nominees_are_public
from ehrenamtskarte.awards.calls.public_schemas import PublicNominee
from ehrenamtskarte.awards.rules import EntrantKind, results_are_public
from ehrenamtskarte.core import db
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.text import Text

FIRST_PICTURE = (
    " LEFT JOIN LATERAL (SELECT id AS picture, alt_de, alt_en, credit FROM entry_file WHERE entry = e.id"
    " AND kind = 'picture' ORDER BY position, id LIMIT 1) p ON true"
)
"""Joins what shows an entry e."""
_NOMINEES = f"""SELECT e.id, e.kind, e.category, e.name, e.title, e.teaser, e.website, m.name AS town, p.*
 FROM award_entry e LEFT JOIN municipality m ON m.ags = e.municipality{FIRST_PICTURE}
 WHERE e.call = $1 AND e.status = 'shortlisted' ORDER BY e.sort_key, e.id"""  # noqa: S608 - a constant
_AS_STORED = ("id", "category", "name", "title", "teaser", "town", "website", "picture")


async def nominees_of(call_id: UUID) -> list[PublicNominee]:
    """The shortlist by name; whether it may be shown is for the caller to know."""
    return [_nominee(row) for row in await db.rows(_NOMINEES, call_id)]


async def picture(file_id: UUID, size: str, *, now: datetime) -> bytes:
    """A picture of a nominee or laureate that everybody may see, `large` or `small`. Raises NotFound."""
    if size not in ("large", "small"):
        raise NotFound
    found = await db.row(
        "SELECT e.call, e.status, e.id AS entry, c.decided_at, c.embargo_until FROM entry_file f"
        " JOIN award_entry e ON e.id = f.entry JOIN award_call c ON c.id = e.call"
        " WHERE f.id = $1 AND f.kind = 'picture' AND c.status = 'published' AND e.status IN ('admitted', 'shortlisted')",
        file_id,
    )
    if found is None or not await _may_be_seen(found, now):
        raise NotFound
    column = "small" if size == "small" else "content"
    content: bytes = await db.scalar(f"SELECT {column} FROM entry_file WHERE id = $1", file_id)  # noqa: S608 - one of two
    return content


async def _may_be_seen(found: Any, now: datetime) -> bool:
    if found["status"] == "shortlisted" and nominees_are_public(await phases_of(found["call"]), now):
        return True
    if not results_are_public(found["decided_at"], found["embargo_until"], now):
        return False
    won: bool = await db.scalar(
        "SELECT EXISTS (SELECT FROM award_laureate WHERE entry = $1 AND withdrawn_at IS NULL)", found["entry"]
    )
    return won


def _nominee(row: Any) -> PublicNominee:
    return PublicNominee(
        kind=EntrantKind(row["kind"]),
        picture_alt=Text(row["alt_de"] or "", row["alt_en"] or ""),
        picture_credit=row["credit"] or "",
        **{name: row[name] for name in _AS_STORED},
    )

"""What entries already rely on in a call."""

from uuid import UUID

from ehrenamtskarte.awards.calls.form_rules import Answered
from ehrenamtskarte.awards.rules import EntrantKind
from ehrenamtskarte.core import db

_OPEN = "e.status NOT IN ('withdrawn', 'declined')"


async def entrants(call_id: UUID) -> frozenset[EntrantKind]:
    """Which kinds have an entry or a nomination under way, drafts too: nobody is shut out while they write."""
    found = await db.rows(f"SELECT DISTINCT e.kind FROM award_entry e WHERE e.call = $1 AND {_OPEN}", call_id)  # noqa: S608 - a constant
    return frozenset(EntrantKind(row["kind"]) for row in found)


async def fields(call_id: UUID) -> Answered:
    """Which fields and options entries answer."""
    found = await db.rows(
        "SELECT a.key, bool_or(e.submitted_at IS NOT NULL) AS handed_in FROM award_entry e, jsonb_each(e.answers) a"
        " WHERE e.call = $1 GROUP BY a.key",
        call_id,
    )
    options = await db.rows(
        "SELECT DISTINCT a.key, o.option FROM award_entry e, jsonb_each(e.answers) a,"
        " LATERAL (SELECT jsonb_array_elements_text(CASE jsonb_typeof(a.value) WHEN 'array' THEN a.value"
        " WHEN 'string' THEN jsonb_build_array(a.value) ELSE '[]' END) AS option) o"
        " WHERE e.call = $1 AND e.submitted_at IS NOT NULL AND length(o.option) <= 40",
        call_id,
    )
    return Answered(
        in_any=frozenset(row["key"] for row in found),
        handed_in=frozenset(row["key"] for row in found if row["handed_in"]),
        chosen=frozenset((row["key"], row["option"]) for row in options),
    )


async def questions(call_id: UUID) -> frozenset[str]:
    """Which questions handed-in entries answer."""
    found = await db.rows(
        "SELECT DISTINCT jsonb_object_keys(eligibility) AS id FROM award_entry"
        " WHERE call = $1 AND submitted_at IS NOT NULL",
        call_id,
    )
    return frozenset(row["id"] for row in found)


async def any_handed_in(call_id: UUID) -> bool:
    """Whether the office has an entry already."""
    return bool(
        await db.scalar(
            "SELECT 1 FROM award_entry WHERE call = $1 AND submitted_at IS NOT NULL LIMIT 1", call_id
        )
    )

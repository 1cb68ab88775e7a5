"""Companies by their names, for whoever looks for one."""

from uuid import UUID

from ehrenamtskarte.companies.rules import Status
from ehrenamtskarte.companies.schemas import CompanyFound
from ehrenamtskarte.core import db
from ehrenamtskarte.core.pagination import PAGE_SIZE, Page, cursor_of, values_of
from ehrenamtskarte.core.sorting import every_word

IS_SHOWN = "c.status = 'approved' AND c.paused_at IS NULL"
"""Whether everybody may know that the company c takes part."""


async def by_name(q: str, *, cursor: str | None = None) -> Page[CompanyFound]:
    """Companies that take part by name, in German order. Raises UnknownCursor."""
    found = await db.rows(
        "SELECT c.id, c.name, m.name AS municipality_name, c.sort_key FROM company c"  # noqa: S608 - a constant
        f" JOIN municipality m ON m.ags = c.municipality WHERE {IS_SHOWN} AND c.sort_key LIKE ALL($1::text[])"
        " AND ($2::text IS NULL OR (c.sort_key, c.id) > ($2, $3::uuid)) ORDER BY c.sort_key, c.id LIMIT $4",
        every_word(q), *(values_of(cursor, 2) or (None, None)), PAGE_SIZE + 1,
    )  # fmt: skip
    items = [CompanyFound(row["id"], row["name"], row["municipality_name"]) for row in found[:PAGE_SIZE]]
    last = found[PAGE_SIZE - 1] if len(found) > PAGE_SIZE else None
    return Page(items, next=cursor_of(last["sort_key"], str(last["id"])) if last else None)


async def takes_part(company_id: UUID) -> bool:
    """Whether this company takes part and is shown."""
    return bool(
        await db.scalar(
            "SELECT 1 FROM company WHERE id = $1 AND status = $2 AND paused_at IS NULL",
            company_id,
            Status.APPROVED,
        )
    )

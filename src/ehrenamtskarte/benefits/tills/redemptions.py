"""What was redeemed at a company: the list, and taking one back."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.benefits.events import Redeemed
from ehrenamtskarte.benefits.tills import till_rules
from ehrenamtskarte.benefits.tills.till_rules import TooLateToUndo
from ehrenamtskarte.companies import policies
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.outbox import publish
from ehrenamtskarte.core.pagination import PAGE_SIZE, UnknownCursor, cursor_of, values_of

_ROWS = (
    "SELECT r.id, b.title_de, b.title_en, coalesce(nullif(v.name, ''), v.street, '') AS venue_name, r.redeemed_at,"
    " r.offline, r.conflict, r.undone_at FROM redemption r JOIN benefit b ON b.id = r.benefit"
    " LEFT JOIN venue v ON v.id = r.venue WHERE r.company = $1"
)
_IN_CONFLICT = " AND r.conflict <> ''"


async def undo(company_id: UUID, redemption_id: UUID, *, actor: Actor, now: datetime) -> Any:
    """Take a redemption back, so that the card may use the offer again. Raises NotFound, TooLateToUndo."""
    policies.must_work_there(actor, company_id)
    async with db.transaction():
        found = await db.row(
            "SELECT redeemed_at, undone_at FROM redemption WHERE id = $1 AND company = $2 FOR UPDATE",
            redemption_id,
            company_id,
        )
        if found is None:
            raise NotFound
        if found["undone_at"] is None:
            if not till_rules.may_undo(found["redeemed_at"], now):
                raise TooLateToUndo
            await db.execute(
                "UPDATE redemption SET undone_at = $2, holder = NULL, holder_until = NULL WHERE id = $1",
                redemption_id,
                now,
            )
            await publish(Redeemed(redemption_id=redemption_id, undone=True))
        return await db.row(f"{_ROWS} AND r.id = $2", company_id, redemption_id)


async def redemptions_of(
    company_id: UUID, *, actor: Actor, conflicts: bool = False, cursor: str | None = None
) -> tuple[list[Any], str | None]:
    """The redemptions of a company, the latest first, and the cursor of the next page. Raises NotFound."""
    policies.must_work_there(actor, company_id)
    found = await db.rows(
        f"{_ROWS}{_IN_CONFLICT if conflicts else ''}"
        " AND ($2::timestamptz IS NULL OR r.redeemed_at <= $2 AND (r.redeemed_at < $2 OR r.id > $3))"
        " ORDER BY r.redeemed_at DESC, r.id LIMIT $4",
        company_id,
        *_place(cursor),
        PAGE_SIZE + 1,
    )
    page = found[:PAGE_SIZE]
    last = page[-1] if len(found) > PAGE_SIZE else None
    return page, cursor_of(last["redeemed_at"].isoformat(), str(last["id"])) if last else None


def _place(cursor: str | None) -> tuple[datetime | None, UUID | None]:
    values = values_of(cursor, 2)
    if values is None:
        return None, None
    try:
        return datetime.fromisoformat(values[0]).astimezone(UTC), UUID(values[1])
    except (ValueError, OverflowError):
        raise UnknownCursor from None

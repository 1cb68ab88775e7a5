"""The audit trail: who did what to whom, when. Rows are only added; facts hold no personal data."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from ehrenamtskarte.core import db
from ehrenamtskarte.core.ids import new_id


async def record(
    action: str, *, actor: UUID | None, subject: UUID | None, tenant: UUID | None = None, **facts: object
) -> None:
    """Add one entry in the current transaction."""
    await db.execute(
        "INSERT INTO audit_entry (id, at, action, actor, subject, tenant, facts)"
        " VALUES ($1, clock_timestamp(), $2, $3, $4, $5, $6::jsonb)",
        new_id(), action, actor, subject, tenant, msgspec.json.encode(facts).decode(),
    )  # fmt: skip


async def record_each(
    action: str, *, actor: UUID | None, subjects: Sequence[UUID], tenant: UUID | None = None, **facts: object
) -> None:
    """The same for many subjects at once."""
    await db.execute(
        "INSERT INTO audit_entry (id, at, action, actor, subject, tenant, facts)"
        " SELECT i, clock_timestamp(), $2, $3, s, $5, $6::jsonb FROM unnest($1::uuid[], $4::uuid[]) AS t(i, s)",
        [new_id() for _ in subjects], action, actor, list(subjects), tenant, msgspec.json.encode(facts).decode(),
    )  # fmt: skip

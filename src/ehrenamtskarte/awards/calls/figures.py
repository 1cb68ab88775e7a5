"""How many entries, votes and judgements a call has."""

from typing import Any
from uuid import UUID

from ehrenamtskarte.awards.calls.schemas import CallFiguresOut
from ehrenamtskarte.core import db

_STATUSES = ("proposed", "submitted", "asked", "admitted", "rejected", "shortlisted", "withdrawn")


async def of_call(call_id: UUID) -> CallFiguresOut:
    """The figures of one call as they are now; who withdrew before handing in counts nowhere."""
    entries = await db.rows(
        "SELECT status, count(*) AS entries FROM award_entry"
        " WHERE call = $1 AND (submitted_at IS NOT NULL OR status IN ('draft', 'proposed')) GROUP BY status",
        call_id,
    )
    counted: dict[str, int] = {row["status"]: row["entries"] for row in entries}
    others: Any = await db.row(
        "SELECT (SELECT count(*) FROM vote WHERE call = $1 AND excluded_in IS NULL) AS votes,"
        " (SELECT count(*) FROM juror WHERE call = $1) AS jurors,"
        " count(*) FILTER (WHERE j.status <> 'recused') AS judgements,"
        " count(*) FILTER (WHERE j.status = 'done') AS judgements_done"
        " FROM judgement j JOIN jury_round r ON r.id = j.jury_round WHERE r.call = $1",
        call_id,
    )
    return CallFiguresOut(
        drafts=counted.get("draft", 0), **{name: counted.get(name, 0) for name in _STATUSES}, **dict(others)
    )

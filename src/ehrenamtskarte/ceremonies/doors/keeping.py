"""Judging and keeping scans in one statement: all that come at the same time share it, and its way to the disk."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

import asyncpg

from ehrenamtskarte.ceremonies.doors import people_sql
from ehrenamtskarte.ceremonies.doors.together import Together
from ehrenamtskarte.core import db

AT_MOST = 64
WAYS = 1
"""Batches of a process that are under way at the same time: more would be smaller and wait for each other's commits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One scan, as the statement takes it; in its order."""

    secret: bytes
    """Digest of the device's secret."""
    event: UUID
    number: bytes | None
    """Of the ticket, or ..."""
    attendee: UUID | None
    """... the person, chosen by name."""
    fault: str | None
    """What is wrong with the code."""
    nonce: str
    forced: bool
    scanned_at: datetime
    received_at: datetime
    id: UUID
    """Of the new row."""
    counts: bool
    """Whether to tell how full it is, before this one."""


# Each array behind a select of its own: the planner must not look at its length, or it would plan anew each time.
_ARRAYS = ", ".join(
    f"(SELECT ${place}::{kind}[])"
    for place, kind in enumerate(
        (
            "bytea",
            "uuid",
            "bytea",
            "uuid",
            "varchar",
            "varchar",
            "boolean",
            "timestamptz",
            "timestamptz",
            "uuid",
            "boolean",
        ),
        start=1,
    )
)
# OFFSET 0: looked up one by one through their indexes, however few rows there were when it was planned.
_DEVICE = (
    "SELECT d.id AS device, d.ceremony, d.purpose, d.revoked_at, c.status, c.ends_at, coalesce(o.name, d.label) AS door"
    " FROM door_device d JOIN ceremony c ON c.id = d.ceremony LEFT JOIN door o ON o.id = d.door"
    " WHERE d.secret_digest = q.secret OFFSET 0"
)
_TICKET = "SELECT t.attendee FROM ticket t WHERE t.number = q.number AND t.ceremony = q.event AND t.ended_at IS NULL"
_PERSON = (
    f"SELECT {people_sql.COLUMNS} FROM {people_sql.PARTY}{people_sql.MORE}"  # noqa: S608 - constants
    f" WHERE a.id = coalesce(q.chosen, ({_TICKET})) AND a.ceremony = q.event AND g.status = 'accepted' OFFSET 0"
)
ADMIT = (
    f"WITH asked AS MATERIALIZED (SELECT * FROM unnest({_ARRAYS}) WITH ORDINALITY"  # noqa: S608 - constants
    " AS q (secret, event, number, chosen, fault, nonce, forced, scanned_at, received_at, id, counts, n)"
    f" LEFT JOIN LATERAL ({_DEVICE}) d ON true LEFT JOIN LATERAL ({_PERSON}) p ON true),"
    " kept AS (INSERT INTO admission"
    " (id, ceremony, attendee, device, nonce, outcome, forced, offline, scanned_at, received_at)"
    " SELECT k.id, k.event, k.attendee, k.device, k.nonce, CASE WHEN k.fault IS NOT NULL THEN k.fault"
    " WHEN k.ends_at + interval '12 hours' <= k.received_at THEN 'expired'"
    " WHEN k.attendee IS NULL THEN 'not_valid_any_more' WHEN k.first_id IS NULL THEN 'admitted'"
    " WHEN k.forced THEN 'readmitted' ELSE 'already_in' END, k.forced, false, k.scanned_at, k.received_at"
    " FROM asked k WHERE k.ceremony = k.event AND k.purpose = 'door'"
    " AND k.revoked_at IS NULL AND k.status IN ('published', 'postponed')"
    # In one order everywhere, so that no two batches wait for each other's rows.
    " ORDER BY k.attendee, k.nonce ON CONFLICT DO NOTHING RETURNING id, outcome)"
    " SELECT k.*, kept.outcome,"
    " CASE WHEN k.counts THEN (SELECT count(*) FROM admission WHERE ceremony = k.event AND outcome = 'admitted') END"
    " AS admitted,"
    " CASE WHEN k.counts THEN (SELECT sum(party) FROM guest WHERE ceremony = k.event AND status = 'accepted') END"
    " AS expected"
    " FROM asked k LEFT JOIN kept USING (id) ORDER BY k.n"
)
_FIELDS = [field.name for field in fields(Question)]


async def _keep_all(connection: Any, questions: Sequence[Question]) -> Sequence[Any]:
    columns = ([getattr(one, name) for one in questions] for name in _FIELDS)
    found: list[Any] = await connection.fetch(ADMIT, *columns)
    return found


keeping = Together(
    _keep_all,
    way=db.connection,
    at_most=AT_MOST,
    ways=WAYS,
    alone=(asyncpg.DataError, asyncpg.DeadlockDetectedError),
)


async def keep(question: Question) -> Any:
    """The device, the person and the outcome that was kept; none where it was kept before or may not be."""
    return await keeping.ask(question)

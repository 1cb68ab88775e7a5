"""Long work for the guests of an event: who it is for is settled when it is ordered, then it goes part by part."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from ehrenamtskarte.ceremonies import access
from ehrenamtskarte.ceremonies.events import RunOrdered
from ehrenamtskarte.ceremonies.rules import RunKind
from ehrenamtskarte.ceremonies.tables import CeremonyRun
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import Conflict, NotFound
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.outbox import publish

LATEST = 20
"""Runs of an event that are listed."""


class RunStillWorks(Conflict):
    """The same work is being done already; nobody is to get a mail twice."""

    de = "Das läuft gerade noch. Bitte warten Sie, bis es fertig ist."
    en = "This is still being done. Please wait until it has finished."


class RunNotReady(Conflict):
    """The file is still being made."""

    de = "Die Datei wird noch erstellt. Bitte warten Sie einen Moment."
    en = "The file is still being made. Please wait a moment."


async def order(
    ceremony: UUID,
    kind: RunKind,
    guests: Sequence[UUID],
    *,
    options: Mapping[str, Any] | None = None,
    actor: Actor,
    now: datetime,
) -> UUID:
    """Have work of a kind done for these guests, in the caller's transaction; the id of the run.

    A batch function reads its guests anew by `guests_of`: what they are may have changed since.
    """
    run_id = new_id()
    wanted = {**(options or {}), "guests": guests}
    tenant = await db.scalar(
        "INSERT INTO ceremony_run (id, ceremony, kind, total, done, options, ordered_by, ordered_at, ended_at)"
        " VALUES ($1, $2, $3, $4, 0, $5::jsonb, $6, $7::timestamptz, CASE WHEN $4 = 0 THEN $7::timestamptz END)"
        " RETURNING (SELECT issuing_body FROM ceremony WHERE id = $2)",
        run_id, ceremony, kind, len(guests), msgspec.json.encode(wanted).decode(), actor.person_id, now,
    )  # fmt: skip
    await audit.record(
        f"ceremony_{kind}_ordered",
        actor=actor.person_id,
        subject=ceremony,
        tenant=tenant,
        run=str(run_id),
        guests=len(guests),
    )
    if guests:
        await publish(RunOrdered(run_id=run_id))
    return run_id


def options_of(run: CeremonyRun) -> dict[str, Any]:
    """What the work was ordered with."""
    return msgspec.json.decode(run.options, type=dict[str, Any])


def guests_of(run: CeremonyRun, offset: int, size: int) -> list[UUID]:
    """The guests of one part."""
    return [UUID(guest) for guest in options_of(run)["guests"][offset : offset + size]]


async def check_none_works(ceremony: UUID, kind: RunKind) -> None:
    """Raises RunStillWorks; called with the event locked."""
    if await db.scalar(
        "SELECT 1 FROM ceremony_run WHERE ceremony = $1 AND kind = $2 AND ended_at IS NULL LIMIT 1",
        ceremony,
        kind,
    ):
        raise RunStillWorks


async def of_ceremony(office: UUID | None, ceremony_id: UUID, *, actor: Actor) -> list[Any]:
    """The latest runs of an event, without their files. Raises NotFound, SecondFactorNeeded."""
    await access.ceremony_of_office(office, ceremony_id, actor=actor)
    return await db.rows(
        "SELECT id, kind, total, done, ordered_at, ended_at, ended_at IS NOT NULL AND result IS NOT NULL AS has_file"
        " FROM ceremony_run WHERE ceremony = $1 ORDER BY ordered_at DESC, id DESC LIMIT $2",
        ceremony_id,
        LATEST,
    )


async def file_of(office: UUID | None, ceremony_id: UUID, run_id: UUID, *, actor: Actor) -> bytes:
    """The file a run made. Raises NotFound, SecondFactorNeeded, RunNotReady."""
    await access.ceremony_of_office(office, ceremony_id, actor=actor)
    found = await db.row(
        "SELECT CASE WHEN ended_at IS NOT NULL THEN result END AS result, ended_at FROM ceremony_run"
        " WHERE id = $1 AND ceremony = $2",
        run_id,
        ceremony_id,
    )
    if found is None:
        raise NotFound
    if found["ended_at"] is None:
        raise RunNotReady
    if found["result"] is None:
        raise NotFound
    result: bytes = found["result"]
    return result

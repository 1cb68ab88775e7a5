"""Lists a club hands in: read and shown, corrected, put away; taking them over is `acceptance`'s business."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from ehrenamtskarte.core import audit, clock, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.csv_export import csv_of
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.pagination import PAGE_SIZE, cursor_of, id_of
from ehrenamtskarte.core.rate_limits import limit
from ehrenamtskarte.core.text import Text
from ehrenamtskarte.hours import policies, rules
from ehrenamtskarte.hours.lists.bounded import read_bounded
from ehrenamtskarte.hours.lists.mapping import Column, Mapping
from ehrenamtskarte.hours.lists.read import Chosen, Reading
from ehrenamtskarte.hours.lists.report import Report
from ehrenamtskarte.hours.lists.rows import RefusedRow
from ehrenamtskarte.hours.rules import ImportStatus

UPLOADS_PER_HOUR = 100
SHOWN_REFUSALS = 100
WAITING_DAYS = 30
REFUSALS_KEPT_DAYS = 180


class Layout(msgspec.Struct, frozen=True):
    """How a list was read, so that it can be shown, corrected, and read again in the same way."""

    format: str
    encoding: str | None
    delimiter: str | None
    sheet: str | None
    sheets: tuple[str, ...]
    mapping: Mapping
    columns: list[Column]
    preview: list[list[str]]

    @classmethod
    def of(cls, reading: Reading) -> "Layout":
        return cls(**{name: getattr(reading, name) for name in cls.__struct_fields__})

    @property
    def chosen(self) -> Chosen:
        """What reads the list in this very way."""
        return Chosen(
            self.mapping.columns,
            self.mapping.header_row,
            self.mapping.in_minutes,
            self.encoding,
            self.delimiter,
            self.sheet,
        )

    @property
    def without_people(self) -> "Layout":
        """What may stay once the list itself is gone: titles, no values."""
        titles = [Column(column.index, column.title, column.field, ()) for column in self.columns]
        return msgspec.structs.replace(self, columns=titles, preview=[])


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What taking a list over did."""

    taken: int
    already_there: int
    refused: int
    people: int
    new_people: int
    without_mail: int


class ImportReport(msgspec.Struct, frozen=True, omit_defaults=True):
    """The numbers of a list, and what became of it."""

    rows: Report
    refused: int
    taken: int | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True)
class Import:
    """A list with everything that is shown of it."""

    id: UUID
    organisation_id: UUID
    file_name: str
    status: ImportStatus
    created_at: datetime
    taken_at: datetime | None
    layout: Layout
    report: ImportReport
    refused: list[RefusedRow]
    earlier: "Earlier | None" = None


@dataclass(frozen=True)
class Earlier:
    """The same file, handed in before."""

    id: UUID
    status: ImportStatus
    created_at: datetime
    taken_at: datetime | None


async def read_content(content: bytes, *, now: datetime, chosen: Chosen | None = None) -> Reading:
    """Read a list in its bounded process. Raises the refusals of core.sheets.files."""
    return await read_bounded(content, clock.berlin_day(now), chosen)


async def hand_in(
    organisation_id: UUID, file_name: str, content: bytes, *, actor: Actor, now: datetime
) -> Import:
    """Read a list and keep it for a look; a file that waits already is found again.

    Raises NotFound, TooManyRequests and the refusals of core.sheets.files.
    """
    policies.must_act_for(actor, organisation_id)
    await limit("hours_import", str(actor.person_id), times=UPLOADS_PER_HOUR, seconds=3600)
    digest = hashlib.sha256(content).digest()
    earlier = await _earlier(organisation_id, digest)
    if earlier and earlier.status is ImportStatus.WAITING:
        return await one(earlier.id, actor=actor, earlier=earlier)
    reading = await read_content(content, now=now)
    import_id = new_id()
    added = await db.execute(
        "INSERT INTO hours_import (id, organisation, file_name, content_hash, content, layout, report, refused, status,"
        " created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', $9, $10)"
        " ON CONFLICT (organisation, content_hash) WHERE status = 'waiting' DO NOTHING",
        import_id, organisation_id, _short(file_name), digest, content, *_stored(reading), actor.person_id, now,
    )  # fmt: skip
    if not added:
        # Somebody handed it in while we were reading.
        earlier = await _earlier(organisation_id, digest)
        assert earlier is not None
        import_id = earlier.id
    return await one(import_id, actor=actor, earlier=earlier)


def _short(file_name: str) -> str:
    """The name alone, without folders and characters nobody can see."""
    name = file_name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(letter for letter in name if letter.isprintable())[-200:] or "Liste"


def _stored(reading: Reading) -> list[str]:
    report = ImportReport(reading.report, len(reading.refused))
    return as_json(Layout.of(reading), report, reading.refused)


def as_json(*values: object) -> list[str]:
    """The values as the JSON columns take them."""
    return [msgspec.json.encode(value).decode() for value in values]


async def _earlier(organisation_id: UUID, digest: bytes) -> Earlier | None:
    found = await db.row(
        "SELECT id, status, created_at, taken_at FROM hours_import WHERE organisation = $1 AND content_hash = $2"
        " AND status <> 'discarded' ORDER BY status = 'waiting' DESC, id DESC LIMIT 1",
        organisation_id,
        digest,
    )
    if found is None:
        return None
    return Earlier(found["id"], ImportStatus(found["status"]), found["created_at"], found["taken_at"])


async def one(import_id: UUID, *, actor: Actor, earlier: Earlier | None = None) -> Import:
    """One list with its layout, its numbers and the first rows that were refused. Raises NotFound."""
    found = await db.row(
        "SELECT id, organisation, file_name, status, created_at, taken_at, layout, report,"
        " (SELECT coalesce(jsonb_agg(row), '[]') FROM (SELECT row FROM jsonb_array_elements(refused) row LIMIT $2) t)"
        " AS refused FROM hours_import WHERE id = $1",
        import_id,
        SHOWN_REFUSALS,
    )
    if found is None:
        raise NotFound
    policies.must_act_for(actor, found["organisation"])
    return Import(
        id=found["id"],
        organisation_id=found["organisation"],
        file_name=found["file_name"],
        status=ImportStatus(found["status"]),
        created_at=found["created_at"],
        taken_at=found["taken_at"],
        layout=msgspec.json.decode(found["layout"], type=Layout),
        report=msgspec.json.decode(found["report"], type=ImportReport),
        refused=msgspec.json.decode(found["refused"], type=list[RefusedRow]),
        earlier=earlier,
    )


async def correct(import_id: UUID, chosen: Chosen, *, actor: Actor, now: datetime) -> Import:
    """Read a waiting list again as the person says.

    Raises NotFound, ImportAlreadyTaken, ImportDiscarded and the refusals of core.sheets.files.
    """
    waiting = await waiting_content(import_id, actor=actor)
    reading = await read_content(waiting.content, now=now, chosen=chosen)
    async with db.transaction():
        await locked(import_id)
        await db.execute(
            "UPDATE hours_import SET layout = $2, report = $3, refused = $4 WHERE id = $1",
            import_id,
            *_stored(reading),
        )
    return await one(import_id, actor=actor)


@dataclass(frozen=True)
class Waiting:
    """A list that can be read."""

    organisation_id: UUID
    content: bytes
    layout: Layout


async def waiting_content(import_id: UUID, *, actor: Actor) -> Waiting:
    """The bytes of a waiting list and how to read them. Raises NotFound, ImportAlreadyTaken, ImportDiscarded."""
    found = await db.row(
        "SELECT organisation, status, content, layout FROM hours_import WHERE id = $1", import_id
    )
    if found is None:
        raise NotFound
    policies.must_act_for(actor, found["organisation"])
    rules.check_waiting(ImportStatus(found["status"]))
    return Waiting(found["organisation"], found["content"], msgspec.json.decode(found["layout"], type=Layout))


async def locked(import_id: UUID) -> Layout:
    """How a waiting list is read, while nobody else can change that. Raises ImportAlreadyTaken, ImportDiscarded."""
    found = await db.row("SELECT status, layout FROM hours_import WHERE id = $1 FOR UPDATE", import_id)
    if found is None:
        raise NotFound
    rules.check_waiting(ImportStatus(found["status"]))
    return msgspec.json.decode(found["layout"], type=Layout)


async def discard(import_id: UUID, *, actor: Actor) -> None:
    """Put a waiting list away; what was read of it is forgotten.

    Raises NotFound, ImportAlreadyTaken, ImportDiscarded.
    """
    async with db.transaction():
        waiting = await waiting_content(import_id, actor=actor)
        await locked(import_id)
        await db.execute(_FORGET + "id = $1", import_id)
        await audit.record(
            "hours_import_discarded",
            actor=actor.person_id,
            subject=import_id,
            tenant=waiting.organisation_id,
        )


_FORGET = (
    "UPDATE hours_import SET status = 'discarded', content = NULL, refused = '[]',"
    " layout = jsonb_set(jsonb_set(layout, '{preview}', '[]'), '{columns}', '[]') WHERE status = 'waiting' AND "
)


async def forget_old() -> None:
    """Put away what waits for a month, and forget the refused rows of lists taken over long ago."""
    await db.execute(_FORGET + "created_at < now() - make_interval(days => $1)", WAITING_DAYS)
    await db.execute(
        "UPDATE hours_import SET refused = '[]' WHERE taken_at < now() - make_interval(days => $1) AND refused <> '[]'",
        REFUSALS_KEPT_DAYS,
    )


async def of_organisation(
    organisation_id: UUID, *, actor: Actor, cursor: str | None = None
) -> tuple[list[dict[str, Any]], str | None]:
    """The lists of an organisation, latest first. Raises NotFound, UnknownCursor."""
    policies.must_act_for(actor, organisation_id)
    found = await db.rows(
        "SELECT id, file_name, status, created_at, taken_at, (report->'rows'->>'rows_valid')::int AS rows_valid,"
        " (report->>'refused')::int AS refused, (report->>'taken')::int AS taken FROM hours_import"
        " WHERE organisation = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3",
        organisation_id, id_of(cursor), PAGE_SIZE + 1,
    )  # fmt: skip
    items = [dict(row) for row in found[:PAGE_SIZE]]
    return items, cursor_of(str(items[-1]["id"])) if len(found) > PAGE_SIZE else None


async def refused_csv(import_id: UUID, *, actor: Actor, language: str) -> bytes:
    """The refused rows as they were, with line and reason, to be corrected and handed in again. Raises NotFound."""
    found = await db.row("SELECT organisation, layout, refused FROM hours_import WHERE id = $1", import_id)
    if found is None:
        raise NotFound
    policies.must_act_for(actor, found["organisation"])
    columns = msgspec.json.decode(found["layout"], type=Layout).columns
    refused = msgspec.json.decode(found["refused"], type=list[RefusedRow])
    own = [Text(de="Zeile", en="Line"), Text(de="Grund", en="Reason")]
    titles = [*(text.in_language(language) for text in own), *(column.title for column in columns)]
    return csv_of([titles, *([row.line, row.message.in_language(language), *row.cells] for row in refused)])

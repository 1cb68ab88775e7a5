"""The files of an entry: pictures, decoded and encoded anew, and documents as PDF."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.awards import access
from ehrenamtskarte.awards.entering import entry_rules, file_rules, own
from ehrenamtskarte.awards.entering.schemas import EntryFileIn, EntryFileOut
from ehrenamtskarte.awards.rules import EntryStatus
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.pictures import encoded
from ehrenamtskarte.core.rate_limits import limit
from ehrenamtskarte.core.text import Text

UPLOADS_PER_HOUR = 120
"""Of one person, however many entries they write."""
LARGE, SMALL, DOCUMENT = "large", "small", "document"


@dataclass(frozen=True)
class Sent:
    """A file as it is sent; `document` is saved and never shown in the page."""

    content: bytes
    name: str
    document: bool


@dataclass(frozen=True)
class _Stored:
    kind: str
    content: bytes
    small: bytes | None = None
    width: int | None = None
    height: int | None = None


async def of_entry(entry_id: UUID) -> list[EntryFileOut]:
    """Pictures and documents in their order, whoever asks."""
    found = await db.rows(
        "SELECT id, kind, name, width, height, length(content) AS size, alt_de, alt_en, credit FROM entry_file"
        " WHERE entry = $1 ORDER BY position, id",
        entry_id,
    )
    return [
        EntryFileOut(
            alt=Text(row["alt_de"], row["alt_en"]),
            **{name: row[name] for name in ("id", "kind", "name", "width", "height", "size", "credit")},
        )
        for row in found
    ]


async def content(entry_id: UUID, file_id: UUID, size: str) -> Sent:
    """A file of this entry in a size: `large` or `small` of a picture, else `document`; whoever asks. Raises NotFound."""
    column, kind = {
        LARGE: ("content", "picture"),
        SMALL: ("small", "picture"),
        DOCUMENT: ("content", "document"),
    }.get(size, ("", ""))
    if not column:
        raise NotFound
    found = await db.row(
        f"SELECT {column} AS content, name FROM entry_file WHERE id = $1 AND entry = $2 AND kind = $3",  # noqa: S608 - constants
        file_id,
        entry_id,
        kind,
    )
    if found is None:
        raise NotFound
    return Sent(found["content"], found["name"], kind == "document")


async def own_content(entry_id: UUID, file_id: UUID, size: str, *, actor: Actor) -> Sent:
    """The same for the team. Raises NotFound."""
    await own.entry(entry_id, actor=actor)
    return await content(entry_id, file_id, size)


async def add(
    entry_id: UUID, name: str, data: bytes, said: EntryFileIn, *, actor: Actor, now: datetime
) -> None:
    """Add a picture (JPEG, PNG, WebP) or a PDF; the same one again only gets the new words.

    Raises NotFound, EntryFixed, TooManyEntryFiles, DocumentUnreadable, DescriptionMissing, TooManyRequests and the
    refusals of core.pictures.
    """
    await _to_change(entry_id, actor, now)
    await limit("award_file", str(actor.person_id), times=UPLOADS_PER_HOUR, seconds=3600)
    stored = await _read(data)
    words = file_rules.check_words(stored.kind, said.alt, name)
    async with db.transaction():
        await _to_change(entry_id, actor, now, lock=True)
        await db.execute(
            "INSERT INTO entry_file (id, entry, kind, name, content, small, width, height, alt_de, alt_en, credit, position,"
            " digest, uploaded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,"
            " (SELECT coalesce(max(position) + 1, 0) FROM entry_file WHERE entry = $2), $12, $13)"
            " ON CONFLICT (entry, digest) DO UPDATE SET alt_de = excluded.alt_de, alt_en = excluded.alt_en,"
            " credit = excluded.credit, name = excluded.name",
            new_id(), entry_id, stored.kind, words.name, stored.content, stored.small, stored.width, stored.height,
            words.alt.de, words.alt.en, entry_rules.one_line(said.credit), hashlib.sha256(stored.content).digest(), now,
        )  # fmt: skip
        file_rules.check_number(stored.kind, await _count(entry_id, stored.kind))


async def describe(entry_id: UUID, file_id: UUID, said: EntryFileIn, *, actor: Actor, now: datetime) -> None:
    """Change what is said of a file. Raises NotFound, EntryFixed, DescriptionMissing, TooLong."""
    async with db.transaction():
        await _to_change(entry_id, actor, now, lock=True)
        found = await _one(entry_id, file_id)
        words = file_rules.check_words(found["kind"], said.alt, said.name or found["name"])
        await db.execute(
            "UPDATE entry_file SET alt_de = $2, alt_en = $3, credit = $4, name = $5 WHERE id = $1",
            file_id, words.alt.de, words.alt.en, entry_rules.one_line(said.credit), words.name,
        )  # fmt: skip


async def order(entry_id: UUID, ids: Sequence[UUID], *, actor: Actor, now: datetime) -> None:
    """Put the files in this order; the first picture is the one the public sees. Raises NotFound, EntryFixed."""
    async with db.transaction():
        await _to_change(entry_id, actor, now, lock=True)
        await db.execute(
            "UPDATE entry_file f SET position = o.position FROM unnest($2::uuid[]) WITH ORDINALITY AS o (id, position)"
            " WHERE f.id = o.id AND f.entry = $1",
            entry_id,
            list(ids),
        )


async def remove(entry_id: UUID, file_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Remove a file for good. Raises NotFound, EntryFixed."""
    async with db.transaction():
        await _to_change(entry_id, actor, now, lock=True)
        if not await db.execute("DELETE FROM entry_file WHERE id = $1 AND entry = $2", file_id, entry_id):
            raise NotFound


async def _to_change(entry_id: UUID, actor: Actor, now: datetime, *, lock: bool = False) -> None:
    call, entry = await own.entry(entry_id, actor=actor, lock=lock)
    access.check_running(call)
    entry_rules.check_change(EntryStatus(entry.status), await access.phases_of(call.id), now)


async def _read(data: bytes) -> _Stored:
    if file_rules.is_document(data):
        file_rules.check_document(data)
        return _Stored("document", data)
    picture = await encoded(data)
    return _Stored("picture", picture.large, picture.small, picture.width, picture.height)


async def _count(entry_id: UUID, kind: str) -> int:
    count: int = await db.scalar(
        "SELECT count(*) FROM entry_file WHERE entry = $1 AND kind = $2", entry_id, kind
    )
    return count


async def _one(entry_id: UUID, file_id: UUID) -> Any:
    found = await db.row("SELECT kind, name FROM entry_file WHERE id = $1 AND entry = $2", file_id, entry_id)
    if found is None:
        raise NotFound
    return found

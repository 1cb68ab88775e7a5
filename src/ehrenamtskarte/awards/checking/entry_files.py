"""Pictures and documents of an entry, for the office."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from ehrenamtskarte.awards import access
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound


class FileSize(StrEnum):
    """A picture for looking at or for a list; documents have one size."""

    LARGE = "large"
    SMALL = "small"


@dataclass(frozen=True)
class EntryFileContent:
    """A file as it is sent."""

    content: bytes
    is_picture: bool
    name: str


async def of_office(
    office: UUID | None, call_id: UUID, entry_id: UUID, file_id: UUID, size: FileSize, *, actor: Actor
) -> EntryFileContent:
    """One file of an entry. Raises NotFound, SecondFactorNeeded."""
    await access.entry_of_office(office, call_id, entry_id, actor=actor)
    found = await db.row(
        "SELECT CASE WHEN $3 THEN coalesce(small, content) ELSE content END AS content, kind, name FROM entry_file"
        " WHERE id = $1 AND entry = $2",
        file_id,
        entry_id,
        size is FileSize.SMALL,
    )
    if found is None:
        raise NotFound
    return EntryFileContent(found["content"], found["kind"] == "picture", found["name"])

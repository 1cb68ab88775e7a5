"""Whom a guest wants to sit with, by name: nobody learns from it who else is invited."""

from ehrenamtskarte.ceremonies.tables import Guest
from ehrenamtskarte.core import db
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.sorting import sort_key

NOTE = "Möchte sitzen bei: "
MOST = 5
"""Wishes of one party."""


async def sit_with(guest: Guest, name: str) -> None:
    """Note a wish for the seating: as a pair where exactly one guest has this name, else as a note for the office."""
    found = await db.rows(
        "SELECT id FROM guest WHERE ceremony = $1 AND id <> $2 AND sort_key = ANY($3) LIMIT 2",
        guest.ceremony, guest.id, _keys(name),
    )  # fmt: skip
    if len(found) == 1:
        one, other = sorted((guest.id, found[0]["id"]))
        await db.execute(
            "INSERT INTO seat_wish (id, ceremony, one, other, wish) SELECT $1, $2, $3, $4, 'together'"
            " WHERE (SELECT count(*) FROM seat_wish WHERE ceremony = $2 AND (one = $5 OR other = $5)) < $6"
            " ON CONFLICT (one, other) DO NOTHING",
            new_id(), guest.ceremony, one, other, guest.id, MOST,
        )  # fmt: skip
        return
    await db.execute(
        "UPDATE guest SET notes = trim(E'\\n' FROM regexp_replace(notes, '(^|\\n)' || $2 || '[^\\n]*', '') || E'\\n' || $2 || $3)"
        " WHERE id = $1",
        guest.id,
        NOTE,
        " ".join(name.split()),
    )


def _keys(name: str) -> list[str]:
    """Keys are by family name first; people type either way."""
    words = sort_key(name).split()
    return [" ".join(words), *(" ".join(words[at:] + words[:at]) for at in range(1, len(words)))]

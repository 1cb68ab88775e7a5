"""The programme and the doors of an event, each written as a whole."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from ehrenamtskarte.ceremonies.access import ceremony_of_office
from ehrenamtskarte.ceremonies.planning import planning_rules, showing
from ehrenamtskarte.ceremonies.planning.schemas import PlannedDoorIn, ProgrammeItemIn
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.ids import new_id


class _Kept(Protocol):
    id: UUID | None


async def of_ceremony(
    office: UUID | None, ceremony_id: UUID, *, actor: Actor
) -> Sequence[tuple[Any, datetime]]:
    """The points in their order, each with when it begins. Raises NotFound, SecondFactorNeeded."""
    return await showing.programme_of(await ceremony_of_office(office, ceremony_id, actor=actor))


async def write(
    office: UUID | None, ceremony_id: UUID, items: Sequence[ProgrammeItemIn], *, actor: Actor
) -> Sequence[tuple[Any, datetime]]:
    """Replace the programme; points that carry their id stay the same ones. Raises NotFound, LaureateUnknown."""
    async with db.transaction():
        found = await ceremony_of_office(office, ceremony_id, actor=actor, lock=True)
        await _check_laureates(ceremony_id, items)
        old = await db.rows("SELECT id FROM programme_item WHERE ceremony = $1", ceremony_id)
        ids = _ids(items, {item["id"] for item in old})
        await db.execute("DELETE FROM programme_item WHERE ceremony = $1", ceremony_id)
        await db.execute(
            "INSERT INTO programme_item (id, ceremony, position, kind, minutes, title_de, title_en, speaker, laureate, note)"
            " SELECT i, $1, row_number() OVER () - 1, k, m, d, e, s, l, n FROM unnest($2::uuid[], $3::text[], $4::int[],"
            " $5::text[], $6::text[], $7::text[], $8::uuid[], $9::text[]) AS t(i, k, m, d, e, s, l, n)",
            ceremony_id,
            ids,
            [item.kind for item in items],
            [item.minutes for item in items],
            [item.title.de.strip() for item in items],
            [item.title.en.strip() for item in items],
            [item.speaker.strip() for item in items],
            [item.laureate for item in items],
            [item.note.strip() for item in items],
        )
        await audit.record(
            "ceremony_programme_written",
            actor=actor.person_id,
            subject=ceremony_id,
            tenant=found.issuing_body,
            items=len(items),
        )
        return await showing.programme_of(found)


async def _check_laureates(ceremony_id: UUID, items: Sequence[ProgrammeItemIn]) -> None:
    known = {row["id"] for row in await db.rows("SELECT id FROM laureate WHERE ceremony = $1", ceremony_id)}
    for position, item in enumerate(items):
        if item.laureate is not None and item.laureate not in known:
            raise planning_rules.LaureateUnknown(field=f"items.{position}.laureate")


def _ids(given: Sequence[_Kept], known: set[UUID]) -> list[UUID]:
    """Its own id for what was there already, once; a new one for all else."""
    ids: list[UUID] = []
    for one in given:
        own = one.id if one.id in known and one.id not in ids else None
        ids.append(own or new_id())
    return ids


async def doors_of(office: UUID | None, ceremony_id: UUID, *, actor: Actor) -> list[Any]:
    """The doors in their order. Raises NotFound, SecondFactorNeeded."""
    await ceremony_of_office(office, ceremony_id, actor=actor)
    return await _doors(ceremony_id)


async def write_doors(
    office: UUID | None, ceremony_id: UUID, doors: Sequence[PlannedDoorIn], *, actor: Actor
) -> list[Any]:
    """Replace the doors; those that carry their id stay, and phones stay at them. Raises NotFound, DoorTwice."""
    names = planning_rules.door_names([door.name for door in doors])
    async with db.transaction():
        found = await ceremony_of_office(office, ceremony_id, actor=actor, lock=True)
        ids = _ids(doors, {door["id"] for door in await _doors(ceremony_id)})
        await db.execute("DELETE FROM door WHERE ceremony = $1 AND id <> ALL($2)", ceremony_id, ids)
        # Two that swap their names must not meet on the way.
        await db.execute("UPDATE door SET name = id::text WHERE ceremony = $1", ceremony_id)
        await db.execute(
            "INSERT INTO door (id, ceremony, name, position)"
            " SELECT i, $1, n, row_number() OVER () - 1 FROM unnest($2::uuid[], $3::text[]) AS t(i, n)"
            " ON CONFLICT (id) DO UPDATE SET (name, position) = (excluded.name, excluded.position)",
            ceremony_id,
            ids,
            names,
        )
        await audit.record(
            "ceremony_doors_written",
            actor=actor.person_id,
            subject=ceremony_id,
            tenant=found.issuing_body,
            doors=len(doors),
        )
        return await _doors(ceremony_id)


async def _doors(ceremony_id: UUID) -> list[Any]:
    return await db.rows("SELECT id, name FROM door WHERE ceremony = $1 ORDER BY position, name", ceremony_id)

"""One year's event becomes the draft of the next."""

from datetime import datetime, timedelta
from uuid import UUID

from ehrenamtskarte.ceremonies.access import ceremony, ceremony_of_office
from ehrenamtskarte.ceremonies.planning import planning_rules
from ehrenamtskarte.ceremonies.planning.plans import record
from ehrenamtskarte.ceremonies.tables import Ceremony
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.ids import new_id

_TAKEN_OVER = (
    "issuing_body, series, audience, title_de, title_en, sort_key, about_de, about_en, place, street, postal_code,"
    " municipality, latitude, longitude, directions_de, directions_en, languages, step_free, accessible_toilet,"
    " hearing_loop, sign_language, accessibility_de, accessibility_en, photo_notice_de, photo_notice_en, capacity,"
    " companions_each, move_up_hours, contact_name, contact_email, contact_phone"
)


async def duplicate(
    office: UUID | None, ceremony_id: UUID, *, starts_at: datetime | None, actor: Actor, now: datetime
) -> Ceremony:
    """Make a draft like this one, with its programme, doors, rooms and groups of guests, on the same weekday next year.

    Raises NotFound, StartsInThePast.
    """
    async with db.transaction():
        found = await ceremony_of_office(office, ceremony_id, actor=actor)
        by = starts_at - found.starts_at if starts_at else planning_rules.next_year(found.starts_at, now)
        begins = starts_at or planning_rules.moved(found.starts_at, by)
        planning_rules.check_coming(begins, now)
        copy_id = new_id()
        await _copy(found, copy_id, begins, by, actor=actor, now=now)
        await _copy_what_belongs_to_it(ceremony_id, copy_id)
        await record("ceremony_duplicated", found, actor, copy=str(copy_id))
        return await ceremony(copy_id)


async def _copy(
    found: Ceremony, copy_id: UUID, begins: datetime, by: timedelta, *, actor: Actor, now: datetime
) -> None:
    length = found.ends_at - found.starts_at
    doors = begins - (found.starts_at - found.doors_open_at) if found.doors_open_at is not None else None
    answer_by = planning_rules.moved(found.answer_by, by) if found.answer_by is not None else None
    if answer_by is None or not now < answer_by <= begins:
        answer_by = planning_rules.answer_by_for(begins, now)
    await db.execute(
        f"INSERT INTO ceremony (id, {_TAKEN_OVER}, status, starts_at, ends_at, doors_open_at, answer_by,"  # noqa: S608 - constants
        " showcase_public, reason_de, reason_en, sequence, revision, created_by, created_at)"
        f" SELECT $2, {_TAKEN_OVER}, 'draft', $3, $4, $5, $6, false, '', '', 0, 1, $7, $8 FROM ceremony WHERE id = $1",
        found.id, copy_id, begins, begins + length, doors, answer_by, actor.person_id, now,
    )  # fmt: skip


async def _copy_what_belongs_to_it(ceremony_id: UUID, copy_id: UUID) -> None:
    """Who is honoured and who comes is new each year; how it runs and for whom the places are meant is not."""
    for statement in (
        (
            "INSERT INTO programme_item (id, ceremony, position, kind, minutes, title_de, title_en, speaker, laureate, note)"
            " SELECT gen_random_uuid(), $2, row_number() OVER (ORDER BY position) - 1, kind, minutes, title_de, title_en,"
            " speaker, NULL, note FROM programme_item WHERE ceremony = $1 AND laureate IS NULL"
        ),
        (
            "INSERT INTO door (id, ceremony, name, position)"
            " SELECT gen_random_uuid(), $2, name, position FROM door WHERE ceremony = $1"
        ),
        (
            "INSERT INTO guest_group (id, ceremony, name, position, source, query, quota, quota_per_town, companions_each,"
            " category) SELECT gen_random_uuid(), $2, name, position, source, query, quota, quota_per_town,"
            " companions_each, category FROM guest_group WHERE ceremony = $1 AND source <> 'walk_in'"
        ),
        (
            "INSERT INTO seat_room (id, ceremony, name, position)"
            " SELECT gen_random_uuid(), $2, name, position FROM seat_room WHERE ceremony = $1"
        ),
        (
            "INSERT INTO seat_block (id, room, kind, label, position, category, step_free)"
            " SELECT gen_random_uuid(), new.id, b.kind, b.label, b.position, b.category, b.step_free FROM seat_block b"
            " JOIN seat_room old ON old.id = b.room JOIN seat_room new ON new.ceremony = $2 AND new.name = old.name"
            " WHERE old.ceremony = $1"
        ),
        (
            "INSERT INTO seat (id, block, number, attendee, fixed)"
            " SELECT gen_random_uuid(), nb.id, s.number, NULL, false FROM seat s JOIN seat_block b ON b.id = s.block"
            " JOIN seat_room old ON old.id = b.room JOIN seat_room new ON new.ceremony = $2 AND new.name = old.name"
            " JOIN seat_block nb ON nb.room = new.id AND nb.label = b.label WHERE old.ceremony = $1"
        ),
    ):
        await db.execute(statement, ceremony_id, copy_id)

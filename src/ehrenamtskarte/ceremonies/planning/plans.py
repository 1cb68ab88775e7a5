"""An event is laid down, changed, or thrown away while it is a draft."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from ehrenamtskarte.ceremonies import rules
from ehrenamtskarte.ceremonies.access import ceremony, ceremony_of_office
from ehrenamtskarte.ceremonies.events import SeatsFreed
from ehrenamtskarte.ceremonies.planning import figures, planning_rules
from ehrenamtskarte.ceremonies.rules import Status
from ehrenamtskarte.ceremonies.tables import Ceremony
from ehrenamtskarte.companies import policies
from ehrenamtskarte.companies.registration import contact_email
from ehrenamtskarte.companies.rules import ChangedMeanwhile
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.outbox import publish
from ehrenamtskarte.core.text import Text
from ehrenamtskarte.regions import service as regions

Columns = dict[str, Any]
IN_CALENDARS = frozenset(
    {"title_de", "place", "street", "postal_code", "municipality", "starts_at", "ends_at"}
)
"""What guests have in their calendars: a change of it is a new edition there."""


async def create(office: UUID | None, values: Mapping[str, Any], *, actor: Actor, now: datetime) -> Ceremony:
    """Lay a draft down. Raises NotFound, TownUnknown, SeriesUnknown and what is wrong with its words and times."""
    policies.must_look_after(actor, office)
    planning_rules.check_coming(values["starts_at"], now)
    async with db.transaction():
        columns = await _columns(office, values)
        columns.setdefault("answer_by", None)
        columns["answer_by"] = columns["answer_by"] or planning_rules.answer_by_for(columns["starts_at"], now)
        planning_rules.check_times(
            columns["starts_at"], columns["ends_at"], columns.get("doors_open_at"), columns["answer_by"]
        )
        made = Ceremony(
            id=new_id(), issuing_body=office, created_by=actor.person_id, created_at=now, **columns
        )
        await made.save()
        await record("ceremony_created", made, actor)
        return await ceremony(made.id)


async def change(
    office: UUID | None,
    ceremony_id: UUID,
    changes: Mapping[str, Any],
    *,
    revision: int,
    actor: Actor,
    now: datetime,
) -> Ceremony:
    """Change the given fields of an event that was edited at this revision.

    Raises NotFound, ChangedMeanwhile, CeremonyCancelled, DayIsTold, CapacityBelowAccepted and what is wrong.
    """
    async with db.transaction():
        found = await ceremony_of_office(office, ceremony_id, actor=actor, lock=True)
        if found.revision != revision:
            raise ChangedMeanwhile
        if found.status == Status.CANCELLED:
            raise rules.CeremonyCancelled
        columns = await _columns(office, changes)
        _check_day(found, columns, now)
        await _check_places(found, columns)
        news = _differing(found, columns)
        if found.status != Status.DRAFT and IN_CALENDARS & news:
            columns["sequence"] = found.sequence + 1
        await Ceremony.update(columns | {"revision": revision + 1}).where(Ceremony.id == ceremony_id)  # type: ignore[arg-type]
        await record("ceremony_changed", found, actor, fields=sorted(changes))
        return await ceremony(ceremony_id)


def _differing(found: Ceremony, columns: Columns) -> set[str]:
    return {name for name, value in columns.items() if getattr(found, name) != value}


def _check_day(found: Ceremony, columns: Columns, now: datetime) -> None:
    moved = _differing(found, columns) & {"starts_at", "ends_at"}
    if moved and found.status != Status.DRAFT:
        raise planning_rules.DayIsTold
    if "starts_at" in moved:
        planning_rules.check_coming(columns["starts_at"], now)
    times = ("starts_at", "ends_at", "doors_open_at", "answer_by")
    if columns.keys() & set(times):
        planning_rules.check_times(*(columns.get(name, getattr(found, name)) for name in times))


async def _check_places(found: Ceremony, columns: Columns) -> None:
    capacity = columns.get("capacity", found.capacity)
    if capacity < found.capacity:
        planning_rules.check_capacity(capacity, await figures.held(found.id))
    elif capacity > found.capacity and found.status != Status.DRAFT:
        await publish(SeatsFreed(ceremony_id=found.id))


async def delete(office: UUID | None, ceremony_id: UUID, *, actor: Actor) -> None:
    """Throw a draft away with all that was entered for it. Raises NotFound, OnlyDraftsAreDeleted."""
    async with db.transaction():
        found = await ceremony_of_office(office, ceremony_id, actor=actor, lock=True)
        if found.status != Status.DRAFT:
            raise planning_rules.OnlyDraftsAreDeleted
        # Guests refer to their groups, which the event would take with it first.
        await db.execute("DELETE FROM guest WHERE ceremony = $1", ceremony_id)
        await db.execute("DELETE FROM ceremony WHERE id = $1", ceremony_id)
        await record("ceremony_deleted", found, actor)


async def record(action: str, found: Ceremony, actor: Actor, **facts: object) -> None:
    """Note who did what to an event."""
    await audit.record(action, actor=actor.person_id, subject=found.id, tenant=found.issuing_body, **facts)


async def _columns(office: UUID | None, values: Mapping[str, Any]) -> Columns:
    columns: Columns = {}
    for name, value in values.items():
        columns |= _CHECKS[name](value) if name in _CHECKS else {name: value}
    if "municipality" in columns and not await regions.municipalities({columns["municipality"]}):
        raise planning_rules.TownUnknown(field="municipality")
    if columns.get("series") and not await db.scalar(
        "SELECT 1 FROM series WHERE id = $1 AND issuing_body IS NOT DISTINCT FROM $2",
        columns["series"],
        office,
    ):
        raise planning_rules.SeriesUnknown(field="series")
    return columns


def _title(value: Text) -> Columns:
    title = planning_rules.check_title(value)
    return {"title_de": title.de, "title_en": title.en, "sort_key": planning_rules.key_of(title.de)}


def _words(column: str) -> Callable[[Text], Columns]:
    return lambda value: {f"{column}_de": value.de.strip(), f"{column}_en": value.en.strip()}


def _stripped(column: str) -> Callable[[str], Columns]:
    return lambda value: {column: value.strip()}


_CHECKS: Mapping[str, Callable[[Any], Columns]] = {
    "title": _title,
    "about": _words("about"),
    "directions": _words("directions"),
    "accessibility": _words("accessibility"),
    "photo_notice": _words("photo_notice"),
    "place": lambda value: {"place": planning_rules.check_place(value)},
    "street": _stripped("street"),
    "contact_name": _stripped("contact_name"),
    "contact_email": lambda value: {"contact_email": contact_email(value)},
    "contact_phone": _stripped("contact_phone"),
    "languages": lambda value: {
        "languages": msgspec.json.encode(planning_rules.in_languages(value)).decode()
    },
}

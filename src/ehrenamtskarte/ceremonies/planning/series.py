"""Events that belong together, such as one in each administrative region."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.ceremonies.planning import planning_rules, plans
from ehrenamtskarte.ceremonies.planning.schemas import SeriesStopIn
from ehrenamtskarte.ceremonies.rules import Audience
from ehrenamtskarte.ceremonies.tables import Series
from ehrenamtskarte.companies import policies
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import FieldError, Invalid, NotFound
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.text import Text
from ehrenamtskarte.regions import service as regions

MOST_LISTED = 200
_ROW = (
    "SELECT s.id, s.title_de, s.title_en, (SELECT count(*) FROM ceremony c WHERE c.series = s.id) AS ceremonies"
    " FROM series s WHERE s.issuing_body IS NOT DISTINCT FROM $1::uuid"
)


async def of_office(office: UUID | None, *, actor: Actor) -> list[Any]:
    """The latest series of an office. Raises NotFound, SecondFactorNeeded."""
    policies.must_look_after(actor, office)
    return await db.rows(f"{_ROW} ORDER BY s.created_at DESC, s.id DESC LIMIT $2", office, MOST_LISTED)


async def create(
    office: UUID | None,
    title: Text,
    stops: Sequence[SeriesStopIn],
    audience: Audience,
    *,
    actor: Actor,
    now: datetime,
) -> Any:
    """Begin a series with a draft for each of its stops. Raises NotFound, TownUnknown and what is wrong."""
    policies.must_look_after(actor, office)
    name = planning_rules.check_title(title)
    async with db.transaction():
        series = Series(id=new_id(), issuing_body=office, title_de=name.de, title_en=name.en, created_at=now)
        await series.save()
        towns = await regions.municipalities({stop.municipality for stop in stops})
        for position, stop in enumerate(stops):
            with _at_its_stop(position):
                town = towns.get(stop.municipality)
                if town is None:
                    raise planning_rules.TownUnknown(field="municipality")
                values = {field: getattr(stop, field) for field in stop.__struct_fields__}
                values |= {"title": planning_rules.stop_title(name, town.name), "series": series.id}
                await plans.create(office, values | {"audience": audience}, actor=actor, now=now)
        await _record("series_created", office, series.id, actor)
        return await _one(office, series.id)


@contextmanager
def _at_its_stop(position: int) -> Iterator[None]:
    """What is wrong with a stop is said at its field."""
    try:
        yield
    except Invalid as wrong:
        wrong.errors = tuple(
            FieldError(f"stops.{position}.{error.field}", error.message) for error in wrong.errors
        )
        raise


async def rename(office: UUID | None, series_id: UUID, title: Text, *, actor: Actor) -> Any:
    """Give a series another name; its events keep theirs. Raises NotFound, CeremonyTitleMissing."""
    policies.must_look_after(actor, office)
    name = planning_rules.check_title(title)
    async with db.transaction():
        await _one(office, series_id)
        await db.execute(
            "UPDATE series SET title_de = $2, title_en = $3 WHERE id = $1", series_id, name.de, name.en
        )
        await _record("series_renamed", office, series_id, actor)
        return await _one(office, series_id)


async def delete(office: UUID | None, series_id: UUID, *, actor: Actor) -> None:
    """End a series; its events stay. Raises NotFound."""
    policies.must_look_after(actor, office)
    async with db.transaction():
        await _one(office, series_id)
        await db.execute("DELETE FROM series WHERE id = $1", series_id)
        await _record("series_deleted", office, series_id, actor)


async def _one(office: UUID | None, series_id: UUID) -> Any:
    found = await db.row(f"{_ROW} AND s.id = $2", office, series_id)
    if found is None:
        raise NotFound
    return found


async def _record(action: str, office: UUID | None, series_id: UUID, actor: Actor) -> None:
    await audit.record(action, actor=actor.person_id, subject=series_id, tenant=office)

"""HTTP of ceremonies: Events for the office, and what the public sees of them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Controller, Response, delete, get, patch, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_200_OK, HTTP_201_CREATED

from ehrenamtskarte.ceremonies.planning import (
    calendar,
    copying,
    course,
    listing,
    plans,
    programme,
    series,
    showing,
)
from ehrenamtskarte.ceremonies.planning.listing import When
from ehrenamtskarte.ceremonies.planning.schemas import (
    CeremonyCancelIn,
    CeremonyChangesIn,
    CeremonyDuplicateIn,
    CeremonyIn,
    CeremonyMoveIn,
    CeremonyOut,
    CeremonyRow,
    PlannedDoorOut,
    PlannedDoorsIn,
    ProgrammeIn,
    ProgrammeItemOut,
    PublicCeremonyOut,
    PublicCeremonyRow,
    SeriesIn,
    SeriesOut,
    SeriesTitleIn,
)
from ehrenamtskarte.ceremonies.rules import Status
from ehrenamtskarte.companies.offices import office_named
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.pagination import Page
from ehrenamtskarte.core.text import Text

LARGEST_PROGRAMME = 512 * 1024
"""All points with their notes as long as they may be."""


class CeremoniesController(Controller):
    """The events of an office; `state` stands for the state office."""

    path = "/api/offices/{office:str}/ceremonies"
    tags = ("Ceremonies",)

    @get(summary="The events of an office")
    async def ceremonies(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        when: FromQuery[When | None] = None,
        status: FromQuery[Status | None] = None,
        q: FromQuery[str] = "",
        cursor: FromQuery[str | None] = None,
    ) -> Page[CeremonyRow]:
        """Coming events by their day, past ones the latest first."""
        return await listing.of_office(
            office_named(office), actor=actor, now=clock.now(), when=when, status=status, q=q, cursor=cursor
        )

    @post(status_code=HTTP_201_CREATED, summary="Plan an event")
    async def create(
        self, actor: NamedDependency[Actor], office: FromPath[str], data: JSONBody[CeremonyIn]
    ) -> CeremonyOut:
        """Lay a draft down; only the office sees it."""
        now = clock.now()
        made = await plans.create(office_named(office), data.values(), actor=actor, now=now)
        return await showing.shown(made, now)

    @get("/{ceremony_id:uuid}", summary="One event for its office")
    async def one(
        self, actor: NamedDependency[Actor], office: FromPath[str], ceremony_id: FromPath[UUID]
    ) -> CeremonyOut:
        """One event with its figures."""
        return await showing.for_office(office_named(office), ceremony_id, actor=actor, now=clock.now())

    @patch("/{ceremony_id:uuid}", summary="Change an event")
    async def change(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        ceremony_id: FromPath[UUID],
        data: JSONBody[CeremonyChangesIn],
    ) -> CeremonyOut:
        """Change what is given; the day of a published event moves by its own route."""
        now = clock.now()
        changed = await plans.change(
            office_named(office), ceremony_id, data.changes(), revision=data.revision, actor=actor, now=now
        )
        return await showing.shown(changed, now)

    @delete("/{ceremony_id:uuid}", summary="Delete a draft")
    async def delete(
        self, actor: NamedDependency[Actor], office: FromPath[str], ceremony_id: FromPath[UUID]
    ) -> None:
        """Throw a draft away."""
        await plans.delete(office_named(office), ceremony_id, actor=actor)

    @post("/{ceremony_id:uuid}/copies", status_code=HTTP_201_CREATED, summary="Plan one like this")
    async def duplicate(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        ceremony_id: FromPath[UUID],
        data: JSONBody[CeremonyDuplicateIn],
    ) -> CeremonyOut:
        """A draft with the same programme, doors, rooms and groups of guests."""
        now = clock.now()
        made = await copying.duplicate(
            office_named(office), ceremony_id, starts_at=data.starts_at, actor=actor, now=now
        )
        return await showing.shown(made, now)

    @post("/{ceremony_id:uuid}/publication", status_code=HTTP_200_OK, summary="Publish")
    async def publish(
        self, actor: NamedDependency[Actor], office: FromPath[str], ceremony_id: FromPath[UUID]
    ) -> CeremonyOut:
        """Let guests be invited, and everybody know of it where it is public."""
        now = clock.now()
        return await showing.shown(
            await course.publish_ceremony(office_named(office), ceremony_id, actor=actor, now=now), now
        )

    @post("/{ceremony_id:uuid}/move", status_code=HTTP_200_OK, summary="Move or postpone")
    async def move(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        ceremony_id: FromPath[UUID],
        data: JSONBody[CeremonyMoveIn],
    ) -> CeremonyOut:
        """Set a new day, or say that one follows; tickets stay valid."""
        now = clock.now()
        moved = await course.move(
            office_named(office),
            ceremony_id,
            starts_at=data.starts_at,
            ends_at=data.ends_at,
            answer_by=data.answer_by,
            reason=data.reason.text(),
            tell=data.tell,
            actor=actor,
            now=now,
        )
        return await showing.shown(moved, now)

    @post("/{ceremony_id:uuid}/cancellation", status_code=HTTP_200_OK, summary="Cancel for good")
    async def cancel(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        ceremony_id: FromPath[UUID],
        data: JSONBody[CeremonyCancelIn],
    ) -> CeremonyOut:
        """Call the event off; its tickets end."""
        now = clock.now()
        cancelled = await course.cancel(
            office_named(office),
            ceremony_id,
            reason=data.reason.text(),
            tell=data.tell,
            actor=actor,
            now=now,
        )
        return await showing.shown(cancelled, now)

    @get("/{ceremony_id:uuid}/programme", summary="The programme")
    async def programme(
        self, actor: NamedDependency[Actor], office: FromPath[str], ceremony_id: FromPath[UUID]
    ) -> list[ProgrammeItemOut]:
        """The points in their order, each with when it begins."""
        return _items(await programme.of_ceremony(office_named(office), ceremony_id, actor=actor))

    @put(
        "/{ceremony_id:uuid}/programme",
        summary="Write the programme",
        request_max_body_size=LARGEST_PROGRAMME,
    )
    async def write_programme(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        ceremony_id: FromPath[UUID],
        data: JSONBody[ProgrammeIn],
    ) -> list[ProgrammeItemOut]:
        """Replace the whole programme."""
        return _items(await programme.write(office_named(office), ceremony_id, data.items, actor=actor))

    @get("/{ceremony_id:uuid}/doors", summary="The doors")
    async def doors(
        self, actor: NamedDependency[Actor], office: FromPath[str], ceremony_id: FromPath[UUID]
    ) -> list[PlannedDoorOut]:
        """The doors in their order."""
        return _doors(await programme.doors_of(office_named(office), ceremony_id, actor=actor))

    @put("/{ceremony_id:uuid}/doors", summary="Write the doors")
    async def write_doors(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        ceremony_id: FromPath[UUID],
        data: JSONBody[PlannedDoorsIn],
    ) -> list[PlannedDoorOut]:
        """Replace all doors."""
        return _doors(await programme.write_doors(office_named(office), ceremony_id, data.doors, actor=actor))


class SeriesController(Controller):
    """Events that belong together."""

    path = "/api/offices/{office:str}/ceremony-series"
    tags = ("Ceremonies",)

    @get(summary="The series of an office")
    async def all_series(self, actor: NamedDependency[Actor], office: FromPath[str]) -> list[SeriesOut]:
        """The latest first."""
        return [_series(one) for one in await series.of_office(office_named(office), actor=actor)]

    @post(status_code=HTTP_201_CREATED, summary="Begin a series")
    async def create(
        self, actor: NamedDependency[Actor], office: FromPath[str], data: JSONBody[SeriesIn]
    ) -> SeriesOut:
        """A series with a draft for each of its stops."""
        return _series(
            await series.create(
                office_named(office),
                data.title.text(),
                data.stops,
                data.audience,
                actor=actor,
                now=clock.now(),
            )
        )

    @put("/{series_id:uuid}", summary="Rename a series")
    async def rename(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        series_id: FromPath[UUID],
        data: JSONBody[SeriesTitleIn],
    ) -> SeriesOut:
        """Another name; its events keep theirs."""
        return _series(await series.rename(office_named(office), series_id, data.title.text(), actor=actor))

    @delete("/{series_id:uuid}", summary="End a series")
    async def delete(
        self, actor: NamedDependency[Actor], office: FromPath[str], series_id: FromPath[UUID]
    ) -> None:
        """Its events stay."""
        await series.delete(office_named(office), series_id, actor=actor)


class PublicCeremoniesController(Controller):
    """What everybody may know of events."""

    path = "/api/ceremonies"
    tags = ("Ceremonies",)

    @get(summary="Events for everybody")
    async def ceremonies(
        self,
        when: FromQuery[When] = "upcoming",
        municipality: FromQuery[str] = "",
        q: FromQuery[str] = "",
        cursor: FromQuery[str | None] = None,
    ) -> Page[PublicCeremonyRow]:
        """Coming events by their day, past ones the latest first."""
        return await listing.for_everybody(
            now=clock.now(), when=when, municipality=municipality, q=q, cursor=cursor
        )

    @get("/{ceremony_id:uuid}", summary="One event for everybody")
    async def one(self, ceremony_id: FromPath[UUID]) -> PublicCeremonyOut:
        """An event that is public, or whose showcase is."""
        return await showing.for_everybody(ceremony_id, now=clock.now())

    @get("/{ceremony_id:uuid}/calendar.ics", summary="One event for a calendar", media_type="text/calendar")
    async def calendar(self, ceremony_id: FromPath[UUID]) -> Response[bytes]:
        """The event as iCalendar; later editions replace it."""
        written = await calendar.for_everybody(ceremony_id, now=clock.now())
        headers = {"content-disposition": 'attachment; filename="ehrung.ics"'}
        return Response(written, media_type="text/calendar; charset=utf-8", headers=headers)


def _items(found: Any) -> list[ProgrammeItemOut]:
    return [_item(item, begins) for item, begins in found]


def _item(item: Any, begins: datetime) -> ProgrammeItemOut:
    return ProgrammeItemOut(
        starts_at=begins,
        title=Text(item["title_de"], item["title_en"]),
        **{name: item[name] for name in ("id", "position", "kind", "minutes", "speaker", "laureate", "note")},
    )


def _doors(found: Any) -> list[PlannedDoorOut]:
    return [PlannedDoorOut(id=door["id"], name=door["name"]) for door in found]


def _series(found: Any) -> SeriesOut:
    return SeriesOut(
        id=found["id"], title=Text(found["title_de"], found["title_en"]), ceremonies=found["ceremonies"]
    )


CONTROLLERS: list[Any] = [CeremoniesController, SeriesController, PublicCeremoniesController]

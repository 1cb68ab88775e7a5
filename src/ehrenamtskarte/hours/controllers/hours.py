"""HTTP of entries: the volunteer's own and those of an organisation."""

from datetime import date
from typing import Annotated
from uuid import UUID

from litestar import Controller, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from litestar.status_codes import HTTP_200_OK, HTTP_201_CREATED

from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.pagination import Page
from ehrenamtskarte.hours import listing, record, released, summary
from ehrenamtskarte.hours.listing import Filters
from ehrenamtskarte.hours.rules import Status
from ehrenamtskarte.hours.schemas import (
    EngagementAt,
    EngagementMonth,
    EngagementOut,
    HourRecordOut,
    HoursOfPersonIn,
    OwnHoursIn,
    ReleaseIn,
    records_out,
)

FirstDay = Annotated[date | None, QueryParameter(name="from")]
LastDay = Annotated[date | None, QueryParameter(name="until")]


class OwnHoursController(Controller):
    """What the signed-in person worked."""

    path = "/api/me"
    tags = ("Hours",)

    @post("/hours", status_code=HTTP_201_CREATED, summary="Record own hours")
    async def record(self, actor: NamedDependency[Actor], data: JSONBody[OwnHoursIn]) -> HourRecordOut:
        """Record what the signed-in person worked; the organisation decides on it."""
        record_id = await record.record_own(
            data.organisation_id,
            data.worked(),
            data.note,
            released_by=data.released_by,
            actor=actor,
            now=clock.now(),
        )
        return HourRecordOut(**await listing.one(record_id, own=True))

    @get("/hours", summary="Own hours")
    async def own(
        self,
        actor: NamedDependency[Actor],
        status: FromQuery[Status | None] = None,
        organisation: FromQuery[UUID | None] = None,
        first_day: FirstDay = None,
        last_day: LastDay = None,
        cursor: FromQuery[str | None] = None,
    ) -> Page[HourRecordOut]:
        """The signed-in person's entries in all organisations, latest first."""
        found, following = await listing.of_person(
            actor, Filters(status, first_day, last_day), organisation=organisation, cursor=cursor
        )
        return Page(records_out(found), next=following)

    @get("/engagement", summary="The last twelve months")
    async def engagement(self, actor: NamedDependency[Actor]) -> EngagementOut:
        """What the signed-in person did in the last twelve months, per month and per organisation."""
        found = await summary.engagement(actor, today=clock.today())
        return EngagementOut(
            first_day=found.first_day,
            last_day=found.last_day,
            confirmed_minutes=sum(at["confirmed_minutes"] for at in found.organisations),
            waiting_minutes=sum(at["waiting_minutes"] for at in found.organisations),
            months=[EngagementMonth(**month) for month in found.months],
            organisations=[EngagementAt(**at) for at in found.organisations],
        )


class HoursController(Controller):
    """One entry."""

    path = "/api/hours/{record_id:uuid}"
    tags = ("Hours",)

    @post("/withdrawal", status_code=HTTP_200_OK, summary="Take own hours back")
    async def withdraw(self, actor: NamedDependency[Actor], record_id: FromPath[UUID]) -> HourRecordOut:
        """Take back own hours nobody has decided on."""
        await record.withdraw(record_id, actor=actor)
        return HourRecordOut(**await listing.one(record_id, own=True))

    @put("/release", summary="Say who released you")
    async def release(
        self, actor: NamedDependency[Actor], record_id: FromPath[UUID], data: JSONBody[ReleaseIn]
    ) -> HourRecordOut:
        """Say of own hours which company released them, or that none did."""
        await released.change(record_id, data.released_by, actor=actor, now=clock.now())
        return HourRecordOut(**await listing.one(record_id, own=True))


class OrganisationHoursController(Controller):
    """What was worked for one organisation."""

    path = "/api/organisations/{organisation_id:uuid}/hours"
    tags = ("Hours",)

    @get(summary="Hours of the organisation")
    async def of_organisation(
        self,
        actor: NamedDependency[Actor],
        organisation_id: FromPath[UUID],
        person: FromQuery[UUID | None] = None,
        status: FromQuery[Status | None] = None,
        first_day: FirstDay = None,
        last_day: LastDay = None,
        cursor: FromQuery[str | None] = None,
    ) -> Page[HourRecordOut]:
        """The organisation's entries, latest first."""
        found, following = await listing.of_organisation(
            organisation_id, Filters(status, first_day, last_day), actor=actor, person=person, cursor=cursor
        )
        return Page(records_out(found), next=following)

    @post(status_code=HTTP_201_CREATED, summary="Record somebody's hours")
    async def record(
        self,
        actor: NamedDependency[Actor],
        organisation_id: FromPath[UUID],
        data: JSONBody[HoursOfPersonIn],
    ) -> HourRecordOut:
        """Record what somebody on the roster worked."""
        record_id = await record.record_for(
            organisation_id, data.person_id, data.worked(), data.note, actor=actor, now=clock.now()
        )
        return HourRecordOut(**await listing.one(record_id))

"""HTTP of what waits for an organisation, and of its decisions."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_200_OK

from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.pagination import Page
from ehrenamtskarte.hours import decide, inbox
from ehrenamtskarte.hours.controllers.hours import FirstDay, LastDay
from ehrenamtskarte.hours.decide import Selection
from ehrenamtskarte.hours.inbox import Inbox, Wanted
from ehrenamtskarte.hours.rules import Hint, NothingChosen
from ehrenamtskarte.hours.schemas import ConfirmedOut, InboxEntryOut, RejectedOut, RejectionIn, SelectionIn

LARGEST_SELECTION = 2 * 1024 * 1024
"""Bytes of a list of 20,000 ids twice over."""


class InboxController(Controller):
    """What waits for an organisation."""

    path = "/api/organisations/{organisation_id:uuid}"
    tags = ("Inbox",)
    request_max_body_size = LARGEST_SELECTION

    @get("/inbox", summary="What waits")
    async def inbox(
        self,
        actor: NamedDependency[Actor],
        organisation_id: FromPath[UUID],
        q: FromQuery[str] = "",
        hint: FromQuery[Hint | None] = None,
        hinted: FromQuery[bool] = False,
        first_day: FirstDay = None,
        last_day: LastDay = None,
        cursor: FromQuery[str | None] = None,
    ) -> Inbox:
        """People with entries that wait; searched by name or task, by period, or only those with a hint."""
        wanted = Wanted(q, first_day, last_day, hint, hinted)
        return await inbox.read(organisation_id, wanted, actor=actor, cursor=cursor)

    @get("/inbox/{person_id:uuid}", summary="One person's entries that wait")
    async def entries(
        self,
        actor: NamedDependency[Actor],
        organisation_id: FromPath[UUID],
        person_id: FromPath[UUID],
        q: FromQuery[str] = "",
        first_day: FirstDay = None,
        last_day: LastDay = None,
        cursor: FromQuery[str | None] = None,
    ) -> Page[InboxEntryOut]:
        """One person's entries that wait, oldest first, with the hints of each."""
        found, following = await inbox.entries(
            organisation_id, person_id, Wanted(q, first_day, last_day), actor=actor, cursor=cursor
        )
        return Page([InboxEntryOut(**entry) for entry in found], next=following)

    @post("/confirmations", status_code=HTTP_200_OK, summary="Confirm")
    async def confirm(
        self, actor: NamedDependency[Actor], organisation_id: FromPath[UUID], data: JSONBody[SelectionIn]
    ) -> ConfirmedOut:
        """Confirm all that is shown, some people's entries, or some entries."""
        done = await decide.confirm(organisation_id, selection_of(data), actor=actor, now=clock.now())
        return ConfirmedOut(done.entries, done.people, done.minutes, done.own_skipped)

    @post("/rejections", status_code=HTTP_200_OK, summary="Reject with a reason")
    async def reject(
        self, actor: NamedDependency[Actor], organisation_id: FromPath[UUID], data: JSONBody[RejectionIn]
    ) -> RejectedOut:
        """Reject all that is shown, some people's entries, or some entries; the people learn the reason."""
        done = await decide.reject(
            organisation_id, selection_of(data), data.reason, actor=actor, now=clock.now()
        )
        return RejectedOut(done.entries, done.people, done.minutes, done.own_skipped)


def selection_of(data: SelectionIn) -> Selection:
    """The selection, which says in exactly one way what it is about. Raises NothingChosen."""
    if [data.all, data.people is not None, data.records is not None].count(True) != 1:
        raise NothingChosen(field="all")
    people = None if data.people is None else tuple(data.people)
    records = None if data.records is None else tuple(data.records)
    wanted = Wanted(data.q, data.first_day, data.last_day, data.hint, data.hinted, people)
    return Selection(wanted, records)

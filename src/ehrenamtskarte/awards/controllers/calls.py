"""HTTP of awards: Calls for the office."""

from typing import Any
from uuid import UUID

from litestar import Controller, delete, get, patch, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_200_OK, HTTP_201_CREATED

from ehrenamtskarte.awards.calls import (
    asking,
    categories,
    course,
    listing,
    phasing,
    plans,
    showing,
    templates,
)
from ehrenamtskarte.awards.calls.public_schemas import PublicCallOut
from ehrenamtskarte.awards.calls.schemas import (
    AwardCallChangesIn,
    AwardCallIn,
    AwardCallOut,
    AwardCallRow,
    CallCancelIn,
    CallCategoriesIn,
    CallCopyIn,
    CallFormIn,
    CallPhasesIn,
    CallQuestionsIn,
    CallTemplateOut,
)
from ehrenamtskarte.awards.rules import CallStatus
from ehrenamtskarte.companies.offices import office_named
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.pagination import Page

LARGEST_FORM = 2 * 1024 * 1024
"""All fields with their options as long as they may be."""


class CallsController(Controller):
    """The calls of an office; `state` stands for the state office."""

    path = "/api/offices/{office:str}/award-calls"
    tags = ("Awards",)

    @get(summary="The calls of an office")
    async def calls(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        status: FromQuery[CallStatus | None] = None,
        year: FromQuery[int | None] = None,
        q: FromQuery[str] = "",
        cursor: FromQuery[str | None] = None,
    ) -> Page[AwardCallRow]:
        """The latest year first."""
        return await listing.of_office(
            office_named(office), actor=actor, now=clock.now(), status=status, year=year, q=q, cursor=cursor
        )

    @post(status_code=HTTP_201_CREATED, summary="Prepare a call")
    async def create(
        self, actor: NamedDependency[Actor], office: FromPath[str], data: JSONBody[AwardCallIn]
    ) -> AwardCallOut:
        """Lay a draft down, from a template or empty; only the office sees it."""
        now = clock.now()
        made = await plans.create(
            office_named(office), data.template, data.year, data.title.text(), actor=actor, now=now
        )
        return await showing.shown(made, now)

    @get("/{call_id:uuid}", summary="One call for its office")
    async def one(
        self, actor: NamedDependency[Actor], office: FromPath[str], call_id: FromPath[UUID]
    ) -> AwardCallOut:
        """One call with all it says, what it lacks and its figures."""
        return await showing.for_office(office_named(office), call_id, actor=actor, now=clock.now())

    @patch("/{call_id:uuid}", summary="Change what a call says")
    async def change(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        call_id: FromPath[UUID],
        data: JSONBody[AwardCallChangesIn],
    ) -> AwardCallOut:
        """Change what is given; days, categories, form and questions have routes of their own."""
        now = clock.now()
        changed = await plans.change(
            office_named(office), call_id, data.changes(), revision=data.revision, actor=actor, now=now
        )
        return await showing.shown(changed, now)

    @delete("/{call_id:uuid}", summary="Delete a draft of a call")
    async def delete(
        self, actor: NamedDependency[Actor], office: FromPath[str], call_id: FromPath[UUID]
    ) -> None:
        """Throw a draft away."""
        await plans.delete(office_named(office), call_id, actor=actor)

    @put("/{call_id:uuid}/phases", summary="Set the days of a call")
    async def write_phases(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        call_id: FromPath[UUID],
        data: JSONBody[CallPhasesIn],
    ) -> AwardCallOut:
        """Replace the whole course; what was told about a published call limits it."""
        now = clock.now()
        phases = [phase.phase() for phase in data.phases]
        changed = await phasing.write(
            office_named(office), call_id, phases, revision=data.revision, actor=actor, now=now
        )
        return await showing.shown(changed, now)

    @put(
        "/{call_id:uuid}/categories",
        summary="Write the categories of a call",
        request_max_body_size=LARGEST_FORM,
    )
    async def write_categories(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        call_id: FromPath[UUID],
        data: JSONBody[CallCategoriesIn],
    ) -> AwardCallOut:
        """Replace all categories; those with their id stay the same ones."""
        changed = await categories.write(
            office_named(office), call_id, data.categories, revision=data.revision, actor=actor
        )
        return await showing.shown(changed, clock.now())

    @put("/{call_id:uuid}/form", summary="Write the form of a call", request_max_body_size=LARGEST_FORM)
    async def write_form(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        call_id: FromPath[UUID],
        data: JSONBody[CallFormIn],
    ) -> AwardCallOut:
        """Replace the form; what handed-in entries answer stays."""
        fields = [field.field() for field in data.fields]
        changed = await asking.write_form(
            office_named(office), call_id, fields, revision=data.revision, actor=actor
        )
        return await showing.shown(changed, clock.now())

    @put("/{call_id:uuid}/questions", summary="Write the questions of a call")
    async def write_questions(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        call_id: FromPath[UUID],
        data: JSONBody[CallQuestionsIn],
    ) -> AwardCallOut:
        """Replace the questions that show who may enter."""
        questions = [question.question() for question in data.questions]
        changed = await asking.write_questions(
            office_named(office), call_id, questions, revision=data.revision, actor=actor
        )
        return await showing.shown(changed, clock.now())

    @get("/{call_id:uuid}/preview", summary="A call as everybody will see it")
    async def preview(
        self, actor: NamedDependency[Actor], office: FromPath[str], call_id: FromPath[UUID]
    ) -> PublicCallOut:
        """The public page's content, also of a draft."""
        return await showing.preview(office_named(office), call_id, actor=actor, now=clock.now())

    @post("/{call_id:uuid}/publication", status_code=HTTP_200_OK, summary="Publish a call")
    async def publish(
        self, actor: NamedDependency[Actor], office: FromPath[str], call_id: FromPath[UUID]
    ) -> AwardCallOut:
        """Let everybody see it; says all that is still missing."""
        now = clock.now()
        return await showing.shown(
            await course.publish_call(office_named(office), call_id, actor=actor, now=now), now
        )

    @post("/{call_id:uuid}/cancellation", status_code=HTTP_200_OK, summary="Cancel a call for good")
    async def cancel(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        call_id: FromPath[UUID],
        data: JSONBody[CallCancelIn],
    ) -> AwardCallOut:
        """Call it off with a reason that everybody reads."""
        now = clock.now()
        cancelled = await course.cancel(
            office_named(office), call_id, reason=data.reason.text(), tell=data.tell, actor=actor, now=now
        )
        return await showing.shown(cancelled, now)

    @post("/{call_id:uuid}/copies", status_code=HTTP_201_CREATED, summary="Prepare one like this")
    async def copy(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        call_id: FromPath[UUID],
        data: JSONBody[CallCopyIn],
    ) -> AwardCallOut:
        """A draft for another year with all days so much later."""
        now = clock.now()
        made = await course.copy(office_named(office), call_id, year=data.year, actor=actor, now=now)
        return await showing.shown(made, now)


class TemplatesController(Controller):
    """What a call can be made from."""

    path = "/api/offices/{office:str}/award-templates"
    tags = ("Awards",)

    @get(summary="What a call can be made from")
    async def templates(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        year: FromQuery[int | None] = None,
    ) -> list[CallTemplateOut]:
        """Each template as it would look like for the year; without one for the next that can still be entered."""
        return templates.offered(office_named(office), year, actor=actor, today=clock.today())


CONTROLLERS: list[Any] = [CallsController, TemplatesController]

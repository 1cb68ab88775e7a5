"""HTTP of ceremonies: Laureates, companies and the stage."""

from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from litestar import Controller, Request, Response, delete, get, post, put
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.params import FromPath, HeaderParameter, JSONBody, MultipartBody
from litestar.status_codes import HTTP_200_OK, HTTP_201_CREATED, HTTP_304_NOT_MODIFIED

from ehrenamtskarte.ceremonies.stage import control, deck, laureates, partners, portraits, readers
from ehrenamtskarte.ceremonies.stage.schemas import (
    CompanyOnStageIn,
    CompanyOnStageOut,
    DeckOut,
    LaureateIn,
    LaureateOut,
    OrderIn,
    PortraitOut,
    StageIn,
    StageState,
)
from ehrenamtskarte.companies.offices import office_named
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.pictures import MOST_BYTES
from ehrenamtskarte.core.text import Text
from ehrenamtskarte.core.web.transfer import FORM_AROUND_THE_FILE, receive_whole

AnyRequest = Request[Any, Any, Any]
Authorization = Annotated[str, HeaderParameter(name="Authorization")]


@dataclass
class PortraitUpload:
    """A form with the picture in its field `data` and its description in `alt_de` and `alt_en`."""

    data: UploadFile
    alt_de: str = ""
    alt_en: str = ""


class LaureateController(Controller):
    """Who is honoured."""

    path = "/api/offices/{office:str}/ceremonies/{ceremony_id:uuid}/laureates"
    tags = ("Stage",)

    @get(summary="Laureates")
    async def laureates(
        self, actor: NamedDependency[Actor], office: FromPath[str], ceremony_id: FromPath[UUID]
    ) -> list[LaureateOut]:
        """All in the order of the stage."""
        return await laureates.of_ceremony(office_named(office), ceremony_id, actor=actor)

    @post(status_code=HTTP_201_CREATED, summary="Enter a laureate")
    async def add(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        ceremony_id: FromPath[UUID],
        data: JSONBody[LaureateIn],
    ) -> LaureateOut:
        """Enter somebody who is honoured, as the last."""
        return await laureates.add(office_named(office), ceremony_id, data, actor=actor)

    @put("/order", summary="Order laureates")
    async def put_in_order(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        ceremony_id: FromPath[UUID],
        data: JSONBody[OrderIn],
    ) -> list[LaureateOut]:
        """Change the order on stage; every laureate is named once."""
        return await laureates.put_in_order(office_named(office), ceremony_id, data.ids, actor=actor)

    @put("/{laureate_id:uuid}", summary="Change a laureate")
    async def change(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        ceremony_id: FromPath[UUID],
        laureate_id: FromPath[UUID],
        data: JSONBody[LaureateIn],
    ) -> LaureateOut:
        """Write somebody anew."""
        return await laureates.change(office_named(office), ceremony_id, laureate_id, data, actor=actor)

    @delete("/{laureate_id:uuid}", summary="Remove a laureate")
    async def remove(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        ceremony_id: FromPath[UUID],
        laureate_id: FromPath[UUID],
    ) -> None:
        """Take somebody off the stage."""
        await laureates.remove(office_named(office), ceremony_id, laureate_id, actor=actor)

    @post(
        "/{laureate_id:uuid}/picture",
        status_code=HTTP_200_OK,
        summary="Give a laureate a picture",
        request_max_body_size=MOST_BYTES + FORM_AROUND_THE_FILE,
        before_request=receive_whole,
    )
    async def portray(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        ceremony_id: FromPath[UUID],
        laureate_id: FromPath[UUID],
        data: MultipartBody[PortraitUpload],
    ) -> PortraitOut:
        """A picture for the stage (JPEG, PNG, WebP) with a description, instead of the one before."""
        content, alt = await data.data.read(), Text(data.alt_de, data.alt_en)
        return await portraits.put(
            office_named(office), ceremony_id, laureate_id, content, alt, actor=actor, now=clock.now()
        )

    @delete("/{laureate_id:uuid}/picture", summary="Remove a laureate's picture")
    async def remove_picture(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        ceremony_id: FromPath[UUID],
        laureate_id: FromPath[UUID],
    ) -> None:
        """Take the picture off the stage."""
        await portraits.remove(office_named(office), ceremony_id, laureate_id, actor=actor)


class CompanyOnStageController(Controller):
    """The companies of an event."""

    path = "/api/offices/{office:str}/ceremonies/{ceremony_id:uuid}/companies"
    tags = ("Stage",)

    @get(summary="Companies on stage")
    async def companies(
        self, actor: NamedDependency[Actor], office: FromPath[str], ceremony_id: FromPath[UUID]
    ) -> list[CompanyOnStageOut]:
        """Sponsors and partners, and whether they agreed."""
        return await partners.of_ceremony(office_named(office), ceremony_id, actor=actor)

    @post(status_code=HTTP_201_CREATED, summary="Name a company")
    async def add(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        ceremony_id: FromPath[UUID],
        data: JSONBody[CompanyOnStageIn],
    ) -> CompanyOnStageOut:
        """Name a company; a mail asks it to agree."""
        return await partners.add(office_named(office), ceremony_id, data, actor=actor)

    @put("/{entry_id:uuid}", summary="Change what is said of a company")
    async def change(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        ceremony_id: FromPath[UUID],
        entry_id: FromPath[UUID],
        data: JSONBody[CompanyOnStageIn],
    ) -> CompanyOnStageOut:
        """Say something else of it; the company agrees anew."""
        return await partners.change(office_named(office), ceremony_id, entry_id, data, actor=actor)

    @delete("/{entry_id:uuid}", summary="Remove a company")
    async def remove(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        ceremony_id: FromPath[UUID],
        entry_id: FromPath[UUID],
    ) -> None:
        """Take a company off the event."""
        await partners.remove(office_named(office), ceremony_id, entry_id, actor=actor)


class StageController(Controller):
    """The big screen and whoever drives it: paired devices (`Authorization: Bearer`) and the office."""

    path = "/api/ceremonies/{ceremony_id:uuid}/stage"
    tags = ("Stage",)

    @get(summary="The slides")
    async def slides(
        self,
        visitor: NamedDependency[Actor | None],
        ceremony_id: FromPath[UUID],
        authorization: Authorization = "",
    ) -> DeckOut:
        """All slides at once, to be shown without a network."""
        found = await readers.ceremony_on_stage(
            ceremony_id, authorization=authorization, visitor=visitor, now=clock.now()
        )
        return await deck.deck(found)

    @get("/pictures/{photo_id:uuid}", summary="A laureate's picture")
    async def picture(
        self,
        request: AnyRequest,
        visitor: NamedDependency[Actor | None],
        ceremony_id: FromPath[UUID],
        photo_id: FromPath[UUID],
        authorization: Authorization = "",
    ) -> Response[bytes]:
        """A picture for the stage as WebP."""
        await readers.ceremony_on_stage(
            ceremony_id, authorization=authorization, visitor=visitor, now=clock.now()
        )
        headers = {"etag": f'"{photo_id.hex}"', "cache-control": "private, no-cache"}
        content = await portraits.on_stage(ceremony_id, photo_id)
        if request.headers.get("if-none-match") == headers["etag"]:
            return Response(b"", status_code=HTTP_304_NOT_MODIFIED, headers=headers)
        return Response(content, headers=headers, media_type="image/webp")

    @get("/state", summary="What is shown")
    async def state(
        self,
        visitor: NamedDependency[Actor | None],
        ceremony_id: FromPath[UUID],
        authorization: Authorization = "",
    ) -> StageState:
        """What the big screen shows now; asked for every second."""
        await readers.ceremony_on_stage(
            ceremony_id, authorization=authorization, visitor=visitor, now=clock.now()
        )
        return await control.state(ceremony_id)

    @put(summary="Show a slide")
    async def show(
        self,
        visitor: NamedDependency[Actor | None],
        ceremony_id: FromPath[UUID],
        data: JSONBody[StageIn],
        authorization: Authorization = "",
    ) -> StageState:
        """Show a slide, or turn the screen dark."""
        now = clock.now()
        await readers.ceremony_on_stage(ceremony_id, authorization=authorization, visitor=visitor, now=now)
        return await control.show(ceremony_id, data.slide, dark=data.dark, now=now)


CONTROLLERS: list[Any] = [LaureateController, CompanyOnStageController, StageController]

"""HTTP of lists that clubs hand in."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, delete, get, post, put
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, MultipartBody
from litestar.status_codes import HTTP_200_OK, HTTP_201_CREATED

from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.pagination import Page
from ehrenamtskarte.core.sheets.files import MOST_BYTES
from ehrenamtskarte.core.web.problems import language_of
from ehrenamtskarte.core.web.transfer import CSV, FORM_AROUND_THE_FILE, named_file, receive_whole
from ehrenamtskarte.hours import acceptance, imports
from ehrenamtskarte.hours.import_schemas import ImportOut, ImportRow, MappingIn, OutcomeOut


@dataclass
class ListUpload:
    """A form with the list in its field `data`."""

    data: UploadFile


class OrganisationImportController(Controller):
    """The lists of an organisation."""

    path = "/api/organisations/{organisation_id:uuid}/imports"
    tags = ("Imports",)

    @post(
        status_code=HTTP_201_CREATED,
        summary="Hand a list in",
        request_max_body_size=MOST_BYTES + FORM_AROUND_THE_FILE,
        before_request=receive_whole,
    )
    async def hand_in(
        self, actor: NamedDependency[Actor], organisation_id: FromPath[UUID], data: MultipartBody[ListUpload]
    ) -> ImportOut:
        """Read a list (CSV, XLSX, XLS, ODS) and show what taking it over would do; nothing is taken yet."""
        content = await data.data.read()
        return ImportOut.of(
            await imports.hand_in(organisation_id, data.data.filename, content, actor=actor, now=clock.now())
        )

    @get(summary="Lists of the organisation")
    async def of_organisation(
        self,
        actor: NamedDependency[Actor],
        organisation_id: FromPath[UUID],
        cursor: FromQuery[str | None] = None,
    ) -> Page[ImportRow]:
        """The organisation's lists, latest first."""
        found, following = await imports.of_organisation(organisation_id, actor=actor, cursor=cursor)
        return Page([ImportRow(**row) for row in found], next=following)


class ImportController(Controller):
    """One list."""

    path = "/api/imports/{import_id:uuid}"
    tags = ("Imports",)

    @get(summary="One list")
    async def one(self, actor: NamedDependency[Actor], import_id: FromPath[UUID]) -> ImportOut:
        """One list with how it was read and what its rows give."""
        return ImportOut.of(await imports.one(import_id, actor=actor))

    @put("/mapping", summary="Correct how it is read")
    async def correct(
        self, actor: NamedDependency[Actor], import_id: FromPath[UUID], data: JSONBody[MappingIn]
    ) -> ImportOut:
        """Read the list again with other columns, another header row, encoding, separator or sheet."""
        return ImportOut.of(await imports.correct(import_id, data.chosen(), actor=actor, now=clock.now()))

    @post("/acceptance", status_code=HTTP_200_OK, summary="Take it over")
    async def accept(self, actor: NamedDependency[Actor], import_id: FromPath[UUID]) -> OutcomeOut:
        """Enrol the list's people and add its entries; what is there already stays as it is."""
        return OutcomeOut.of(await acceptance.accept(import_id, actor=actor, now=clock.now()))

    @delete(summary="Put it away")
    async def discard(self, actor: NamedDependency[Actor], import_id: FromPath[UUID]) -> None:
        """Put a waiting list away; what was read of it is forgotten."""
        await imports.discard(import_id, actor=actor)

    @get("/refused.csv", summary="The refused rows")
    async def refused(
        self, actor: NamedDependency[Actor], request: Request[Any, Any, Any], import_id: FromPath[UUID]
    ) -> Response[bytes]:
        """The refused rows as they were, with line and reason."""
        content = await imports.refused_csv(import_id, actor=actor, language=language_of(request))
        return named_file(content, CSV, "nicht-uebernommen.csv")

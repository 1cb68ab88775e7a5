"""HTTP of ceremonies: Guest lists that offices hand in."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.params import FromPath, MultipartBody
from litestar.status_codes import HTTP_200_OK

from ehrenamtskarte.ceremonies import access
from ehrenamtskarte.ceremonies.guests import list_taking
from ehrenamtskarte.ceremonies.guests.schemas import GuestListOut
from ehrenamtskarte.companies.offices import office_named
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.sheets.files import MOST_BYTES
from ehrenamtskarte.core.web.problems import language_of
from ehrenamtskarte.core.web.transfer import CSV, FORM_AROUND_THE_FILE, named_file, receive_whole

TAGS = ["Award events: guests"]
_CEREMONY = "/api/offices/{office:str}/ceremonies/{ceremony_id:uuid}"


@dataclass
class GuestListLook:
    """A form with a list in its field `data`, and which column holds what as JSON; without, it is guessed."""

    data: UploadFile
    mapping: str = ""


@dataclass
class GuestListUpload:
    """The same, and where the guests come in: `group`, the id of a group, or `name`, that of a new one."""

    data: UploadFile
    mapping: str = ""
    group: UUID | None = None
    name: str = ""


@get(f"{_CEREMONY}/guest-lists/template.csv", tags=TAGS, summary="An empty guest list")
async def list_template(
    actor: NamedDependency[Actor],
    request: Request[Any, Any, Any],
    office: FromPath[str],
    ceremony_id: FromPath[UUID],
) -> Response[bytes]:
    """The columns a guest list can have, to be filled in."""
    await access.ceremony_of_office(office_named(office), ceremony_id, actor=actor)
    return named_file(list_taking.template(language_of(request)), CSV, "gaesteliste.csv")


@post(
    f"{_CEREMONY}/guest-lists/preview",
    tags=TAGS,
    status_code=HTTP_200_OK,
    summary="Look at a guest list",
    request_max_body_size=MOST_BYTES + FORM_AROUND_THE_FILE,
    before_request=receive_whole,
)
async def look_at_list(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    ceremony_id: FromPath[UUID],
    data: MultipartBody[GuestListLook],
) -> GuestListOut:
    """Read a list of guests (CSV, XLSX, XLS, ODS) and show what each row would do; nothing is taken."""
    return await list_taking.look(
        office_named(office),
        ceremony_id,
        await data.data.read(),
        mapping=list_taking.mapping_of(data.mapping),
        actor=actor,
    )


@post(
    f"{_CEREMONY}/guest-lists",
    tags=TAGS,
    summary="Take a guest list over",
    request_max_body_size=MOST_BYTES + FORM_AROUND_THE_FILE,
    before_request=receive_whole,
)
async def take_list(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    ceremony_id: FromPath[UUID],
    data: MultipartBody[GuestListUpload],
) -> GuestListOut:
    """Add everybody on a list who is not in yet."""
    return await list_taking.take(
        office_named(office),
        ceremony_id,
        await data.data.read(),
        mapping=list_taking.mapping_of(data.mapping),
        group_id=data.group,
        group_name=data.name,
        actor=actor,
        now=clock.now(),
    )


CONTROLLERS: list[Any] = [list_template, look_at_list, take_list]

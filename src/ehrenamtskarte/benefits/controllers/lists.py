"""HTTP of existing lists that offices hand in."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litestar import Request, Response, delete, get, post, put
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, MultipartBody
from litestar.status_codes import HTTP_200_OK

from ehrenamtskarte.benefits.lists import lists as service
from ehrenamtskarte.benefits.lists.lists import BenefitList
from ehrenamtskarte.benefits.lists.outcomes import PlannedRow
from ehrenamtskarte.benefits.office_schemas import (
    BenefitListOut,
    BenefitListRow,
    ListColumn,
    ListMappingIn,
    ListRow,
)
from ehrenamtskarte.companies.offices import office_named
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.pagination import Page
from ehrenamtskarte.core.sheets.files import MOST_BYTES
from ehrenamtskarte.core.web.problems import language_of
from ehrenamtskarte.core.web.transfer import CSV, FORM_AROUND_THE_FILE, named_file, receive_whole

SHOWN_ROWS = 200


@dataclass
class ListUpload:
    """A form with the list in its field `data`."""

    data: UploadFile


@post(
    "/api/offices/{office:str}/benefit-lists",
    tags=["Offers: lists"],
    summary="Hand a list in",
    request_max_body_size=MOST_BYTES + FORM_AROUND_THE_FILE,
    before_request=receive_whole,
)
async def hand_in(
    actor: NamedDependency[Actor], office: FromPath[str], data: MultipartBody[ListUpload]
) -> BenefitListOut:
    """Read a list of offers (CSV, XLSX, XLS, ODS) and show what taking it over would do; nothing is taken yet."""
    content = await data.data.read()
    return _out(
        await service.hand_in(office_named(office), data.data.filename, content, actor=actor, now=clock.now())
    )


@get("/api/offices/{office:str}/benefit-lists", tags=["Offers: lists"], summary="Lists handed in")
async def lists(
    actor: NamedDependency[Actor], office: FromPath[str], cursor: FromQuery[str | None] = None
) -> Page[BenefitListRow]:
    """The lists an office handed in, the latest first."""
    found, following = await service.of_office(office_named(office), actor=actor, cursor=cursor)
    return Page([BenefitListRow(**row) for row in found], next=following)


@get("/api/offices/{office:str}/benefit-lists/{list_id:uuid}", tags=["Offers: lists"], summary="One list")
async def list_(
    actor: NamedDependency[Actor], office: FromPath[str], list_id: FromPath[UUID]
) -> BenefitListOut:
    """One list with what its rows would do."""
    return _out(await service.one(office_named(office), list_id, actor=actor))


@put(
    "/api/offices/{office:str}/benefit-lists/{list_id:uuid}/mapping",
    tags=["Offers: lists"],
    summary="Correct how it is read",
)
async def correct(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    list_id: FromPath[UUID],
    data: JSONBody[ListMappingIn],
) -> BenefitListOut:
    """Read the list again with other columns."""
    return _out(
        await service.correct(office_named(office), list_id, data.mapping, actor=actor, now=clock.now())
    )


@post(
    "/api/offices/{office:str}/benefit-lists/{list_id:uuid}/acceptance",
    tags=["Offers: lists"],
    status_code=HTTP_200_OK,
    summary="Take it over",
)
async def accept(
    actor: NamedDependency[Actor], office: FromPath[str], list_id: FromPath[UUID]
) -> BenefitListOut:
    """Take the list over: new offers are added, known ones updated, none removed."""
    return _out(await service.accept(office_named(office), list_id, actor=actor, now=clock.now()))


@delete(
    "/api/offices/{office:str}/benefit-lists/{list_id:uuid}", tags=["Offers: lists"], summary="Put it away"
)
async def discard(actor: NamedDependency[Actor], office: FromPath[str], list_id: FromPath[UUID]) -> None:
    """Put a waiting list away."""
    await service.discard(office_named(office), list_id, actor=actor)


@get(
    "/api/offices/{office:str}/benefit-lists/{list_id:uuid}/report.csv",
    tags=["Offers: lists"],
    summary="The whole report",
)
async def report_as_file(
    actor: NamedDependency[Actor],
    request: Request[Any, Any, Any],
    office: FromPath[str],
    list_id: FromPath[UUID],
) -> Response[bytes]:
    """What each row would do or did, as CSV."""
    content = await service.report_csv(
        office_named(office), list_id, actor=actor, language=language_of(request)
    )
    return named_file(content, CSV, "bericht.csv")


def _out(found: BenefitList) -> BenefitListOut:
    report, mapping = found.report, found.layout.mapping
    return BenefitListOut(
        id=found.id,
        file_name=found.file_name,
        status=found.status,
        handed_in_at=found.handed_in_at,
        taken_over_at=found.taken_over_at,
        columns=[ListColumn(c.index, c.header, list(c.examples)) for c in found.layout.columns],
        mapping={str(field): index for field, index in mapping.columns.items()},
        new=report.new,
        updated=report.updated,
        unchanged=report.unchanged,
        duplicates=report.duplicates,
        refused=report.refused,
        rows=[_row(row) for row in report.refused_first[:SHOWN_ROWS]],
    )


def _row(row: PlannedRow) -> ListRow:
    return ListRow(**{name: getattr(row, name) for name in ListRow.__struct_fields__})


CONTROLLERS = [hand_in, lists, list_, correct, accept, discard, report_as_file]

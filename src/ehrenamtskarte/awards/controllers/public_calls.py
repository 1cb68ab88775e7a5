"""HTTP of awards: Calls, nominees and laureates for everybody."""

from typing import Any
from uuid import UUID

from litestar import Response, get
from litestar.params import FromPath, FromQuery
from litestar.status_codes import HTTP_304_NOT_MODIFIED

from ehrenamtskarte.awards.calls import nominees, public, public_list
from ehrenamtskarte.awards.calls.public_rules import CallStanding
from ehrenamtskarte.awards.calls.public_schemas import PublicCallOut, PublicCallRow
from ehrenamtskarte.awards.controllers.kept_answers import kept
from ehrenamtskarte.awards.honouring import archive
from ehrenamtskarte.awards.honouring.schemas_public import ArchivedCall, ArchivedYear
from ehrenamtskarte.benefits.controllers.answers import AnyRequest
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.pagination import Page


@get("/api/award-calls", tags=["Awards"], summary="Calls for everybody")
async def calls(
    when: FromQuery[CallStanding | None] = None,
    year: FromQuery[int | None] = None,
    q: FromQuery[str] = "",
    cursor: FromQuery[str | None] = None,
) -> Page[PublicCallRow]:
    """Running calls, then those to come, then the past; `q` looks in titles and offices."""
    return await public_list.for_everybody(now=clock.now(), when=when, year=year, q=q, cursor=cursor)


@get(
    "/api/award-calls/{call_id:uuid}",
    tags=["Awards"],
    summary="One call for everybody",
    compressed_already=True,
)
async def call(request: AnyRequest, call_id: FromPath[UUID]) -> Response[PublicCallOut]:
    """What it is about, its course, form and prizes; nominees and laureates as soon as everybody may know them."""
    return await kept(request, ("call", call_id), lambda: public.for_everybody(call_id, now=clock.now()))


@get("/api/award-pictures/{file_id:uuid}/{size:str}", tags=["Awards"], summary="A picture of a nominee")
async def picture(request: AnyRequest, file_id: FromPath[UUID], size: FromPath[str]) -> Response[bytes]:
    """A picture of a nominee or laureate as WebP, `large` or `small`."""
    content = await nominees.picture(file_id, size, now=clock.now())
    # Somebody may withdraw: caches ask again after ten minutes.
    headers = {"etag": f'"{file_id.hex}-{size}"', "cache-control": "public, max-age=600, must-revalidate"}
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response(b"", status_code=HTTP_304_NOT_MODIFIED, headers=headers)
    return Response(content, headers=headers, media_type="image/webp")


@get("/api/award-archive", tags=["Awards"], summary="Laureates of all years")
async def archived(
    year: FromQuery[int | None] = None, q: FromQuery[str] = "", cursor: FromQuery[str | None] = None
) -> Page[ArchivedCall]:
    """Decided calls with who won, the latest year first; `q` looks in titles and names."""
    return await archive.calls(clock.now(), year=year, q=q, cursor=cursor)


@get("/api/award-archive/years", tags=["Awards"], summary="The years of the archive")
async def archived_years() -> list[ArchivedYear]:
    """The years in which somebody won, the latest first."""
    return await archive.years(clock.now())


CONTROLLERS: list[Any] = [calls, call, picture, archived, archived_years]

"""HTTP of awards: deciding who wins, certificates and the press sheet."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_200_OK

from ehrenamtskarte.awards.honouring import certificates, deciding, press, result, suggesting, withdrawing
from ehrenamtskarte.awards.honouring.schemas import (
    AwardDecisionIn,
    AwardResultOut,
    AwardTakenBackIn,
    CategoryResultIn,
    EmbargoIn,
    MovesUpIn,
    WinningCandidateOut,
)
from ehrenamtskarte.companies.offices import office_named
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.pagination import Page
from ehrenamtskarte.core.web.problems import language_of
from ehrenamtskarte.core.web.transfer import named_file

AnyRequest = Request[Any, Any, Any]
TAGS = ["Awards: result"]
PDF = "application/pdf"
TEXT = "text/plain; charset=utf-8"
_RESULT = "/api/offices/{office:str}/award-calls/{call_id:uuid}/result"


@get(_RESULT, tags=TAGS, summary="The result of a call")
async def result_(
    actor: NamedDependency[Actor], office: FromPath[str], call_id: FromPath[UUID]
) -> AwardResultOut:
    """Who is chosen in each category, whom the jury or the vote suggest, and what is still in the way."""
    return await result.of_office(office_named(office), call_id, actor=actor, now=clock.now())


@get(f"{_RESULT}/categories/{{category_id:uuid}}/candidates", tags=TAGS, summary="Who can win a category")
async def candidates(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    call_id: FromPath[UUID],
    category_id: FromPath[UUID],
    q: FromQuery[str] = "",
    cursor: FromQuery[str | None] = None,
) -> Page[WinningCandidateOut]:
    """Entries in the running, in the order of the jury or of the vote."""
    return await suggesting.candidates(
        office_named(office), call_id, category_id, actor=actor, now=clock.now(), q=q, cursor=cursor
    )


@put(f"{_RESULT}/categories/{{category_id:uuid}}", tags=TAGS, summary="Choose who wins a category")
async def choose(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    call_id: FromPath[UUID],
    category_id: FromPath[UUID],
    data: JSONBody[CategoryResultIn],
) -> AwardResultOut:
    """Say who wins and why, or why nobody does; possible until the result is public."""
    return await deciding.choose(
        office_named(office), call_id, category_id, data, actor=actor, now=clock.now()
    )


@post(f"{_RESULT}/decision", tags=TAGS, status_code=HTTP_200_OK, summary="Decide a call")
async def decide(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    call_id: FromPath[UUID],
    data: JSONBody[AwardDecisionIn],
) -> AwardResultOut:
    """Fix who wins; everybody knows once the embargo ends."""
    return await deciding.decide(
        office_named(office), call_id, data.embargo_until, actor=actor, now=clock.now()
    )


@put(f"{_RESULT}/decision", tags=TAGS, summary="Move the embargo")
async def move_embargo(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    call_id: FromPath[UUID],
    data: JSONBody[EmbargoIn],
) -> AwardResultOut:
    """Let everybody know at another moment, as long as nobody knows yet."""
    return await deciding.move_embargo(
        office_named(office), call_id, data.embargo_until, actor=actor, now=clock.now()
    )


@delete(f"{_RESULT}/decision", tags=TAGS, status_code=HTTP_200_OK, summary="Undo a decision")
async def reopen(
    actor: NamedDependency[Actor], office: FromPath[str], call_id: FromPath[UUID]
) -> AwardResultOut:
    """Undo the decision while the embargo holds; who was chosen stays chosen."""
    return await deciding.reopen(office_named(office), call_id, actor=actor, now=clock.now())


@post(
    f"{_RESULT}/laureates/{{laureate_id:uuid}}/withdrawal",
    tags=TAGS,
    status_code=HTTP_200_OK,
    summary="Take an award back",
)
async def take_back(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    call_id: FromPath[UUID],
    laureate_id: FromPath[UUID],
    data: JSONBody[AwardTakenBackIn],
) -> AwardResultOut:
    """Take an award back with a reason after it became public; the public no longer sees the name."""
    return await withdrawing.take_back(
        office_named(office), call_id, laureate_id, data.reason, actor=actor, now=clock.now()
    )


@post(
    f"{_RESULT}/laureates/{{laureate_id:uuid}}/successor",
    tags=TAGS,
    status_code=HTTP_200_OK,
    summary="Let an entry move up",
)
async def move_up(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    call_id: FromPath[UUID],
    laureate_id: FromPath[UUID],
    data: JSONBody[MovesUpIn],
) -> AwardResultOut:
    """Let another entry have an award that was taken back, with its money."""
    return await withdrawing.move_up(
        office_named(office), call_id, laureate_id, data, actor=actor, now=clock.now()
    )


@get(f"{_RESULT}/certificates.pdf", tags=TAGS, summary="Certificates of laureates as PDF")
async def laureate_certificates(
    actor: NamedDependency[Actor],
    request: AnyRequest,
    office: FromPath[str],
    call_id: FromPath[UUID],
    laureate: FromQuery[UUID | None] = None,
) -> Response[bytes]:
    """A page for each laureate, or for one."""
    content = await certificates.of_office(
        office_named(office), call_id, laureate, language=language_of(request), actor=actor
    )
    return named_file(content, PDF, "urkunden.pdf")


@get(f"{_RESULT}/press.pdf", tags=TAGS, summary="The press sheet as PDF")
async def press_sheet(
    actor: NamedDependency[Actor], request: AnyRequest, office: FromPath[str], call_id: FromPath[UUID]
) -> Response[bytes]:
    """Who won and why, with the embargo while it holds."""
    content = await press.as_pdf(
        office_named(office), call_id, language=language_of(request), actor=actor, now=clock.now()
    )
    return named_file(content, PDF, "presse.pdf")


@get(f"{_RESULT}/press.txt", tags=TAGS, summary="The press text")
async def press_text(
    actor: NamedDependency[Actor], request: AnyRequest, office: FromPath[str], call_id: FromPath[UUID]
) -> Response[bytes]:
    """The same as plain text, to be copied into a mail."""
    content = await press.as_text(
        office_named(office), call_id, language=language_of(request), actor=actor, now=clock.now()
    )
    return named_file(content.encode(), TEXT, "presse.txt")


CONTROLLERS: list[Any] = [
    result_,
    candidates,
    choose,
    decide,
    move_embargo,
    reopen,
    take_back,
    move_up,
    laureate_certificates,
    press_sheet,
    press_text,
]

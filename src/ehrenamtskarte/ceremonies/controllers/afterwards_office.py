"""HTTP of what an office does after an event: thanks, certificates, report."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from ehrenamtskarte.ceremonies.afterwards import certificates, closing, no_shows, report, report_sheet, thanks
from ehrenamtskarte.ceremonies.afterwards.afterwards_rules import Certified
from ehrenamtskarte.ceremonies.afterwards.schemas import (
    AfterwardsOut,
    ClosingIn,
    EventReportOut,
    NoShowOut,
    RunStarted,
    ThanksIn,
)
from ehrenamtskarte.companies.offices import office_named
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.pagination import Page
from ehrenamtskarte.core.web.problems import language_of
from ehrenamtskarte.core.web.transfer import CSV, named_file

AnyRequest = Request[Any, Any, Any]
PDF = "application/pdf"
_EVENT = "/api/offices/{office:str}/ceremonies/{ceremony_id:uuid}"
_TAGS = ["Ceremonies: afterwards"]


@get(f"{_EVENT}/afterwards", tags=_TAGS, summary="What there is to do afterwards")
async def afterwards(
    actor: NamedDependency[Actor], office: FromPath[str], ceremony_id: FromPath[UUID]
) -> AfterwardsOut:
    """Whom to thank, which photos wait, what it cost, and when what is forgotten."""
    return await closing.overview(office_named(office), ceremony_id, actor=actor, now=clock.now())


@put(f"{_EVENT}/afterwards", tags=_TAGS, summary="Note the cost and how long photos stay")
async def close(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    ceremony_id: FromPath[UUID],
    data: JSONBody[ClosingIn],
) -> AfterwardsOut:
    """Photos that would stay longer are shortened; five years are the most."""
    return await closing.change(office_named(office), ceremony_id, data, actor=actor, now=clock.now())


@post(f"{_EVENT}/thanks", tags=_TAGS, summary="Thank the guests")
async def thank(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    ceremony_id: FromPath[UUID],
    data: JSONBody[ThanksIn],
) -> RunStarted:
    """Mails to all who answered and were not thanked yet: to those who came, and in other words to those who could not."""
    run, total = await thanks.order(
        office_named(office), ceremony_id, data.words, actor=actor, now=clock.now()
    )
    return RunStarted(run, total)


@get(f"{_EVENT}/certificates.pdf", tags=_TAGS, summary="Certificates as PDF")
async def all_certificates(
    actor: NamedDependency[Actor],
    request: AnyRequest,
    office: FromPath[str],
    ceremony_id: FromPath[UUID],
    of: FromQuery[Certified] = Certified.CAME,
    group: FromQuery[UUID | None] = None,
) -> Response[bytes]:
    """A page for each laureate, or for each guest (of one group) who accepted, who came, or who could not."""
    content = await certificates.of_office(
        office_named(office), ceremony_id, of=of, group=group, language=language_of(request), actor=actor
    )
    return named_file(content, PDF, "urkunden.pdf")


@get(f"{_EVENT}/guests/{{guest_id:uuid}}/certificate.pdf", tags=_TAGS, summary="A guest's certificate as PDF")
async def guest_certificate(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    ceremony_id: FromPath[UUID],
    guest_id: FromPath[UUID],
) -> Response[bytes]:
    """The certificate of one guest, in the guest's language."""
    content = await certificates.of_guest_of_office(office_named(office), ceremony_id, guest_id, actor=actor)
    return named_file(content, PDF, "urkunde.pdf")


@get(f"{_EVENT}/report", tags=_TAGS, summary="The event in numbers")
async def event_report(
    actor: NamedDependency[Actor], request: AnyRequest, office: FromPath[str], ceremony_id: FromPath[UUID]
) -> EventReportOut:
    """Invited, answered, accepted, came, by group and town; cost per head; the survey where five or more answered."""
    return await _report(actor, request, office, ceremony_id)


@get(f"{_EVENT}/report.csv", tags=_TAGS, summary="The event in numbers as a file")
async def report_as_file(
    actor: NamedDependency[Actor], request: AnyRequest, office: FromPath[str], ceremony_id: FromPath[UUID]
) -> Response[bytes]:
    """The same as CSV: a row for all, for each group and for each town."""
    found = await _report(actor, request, office, ceremony_id)
    return named_file(report.as_file(found, language_of(request)), CSV, "bericht.csv")


@get(f"{_EVENT}/report.pdf", tags=_TAGS, summary="The event in numbers as PDF")
async def report_as_sheet(
    actor: NamedDependency[Actor], request: AnyRequest, office: FromPath[str], ceremony_id: FromPath[UUID]
) -> Response[bytes]:
    """The same as a report to print."""
    found = await _report(actor, request, office, ceremony_id)
    content = await report_sheet.printed(found, language_of(request), actor=actor, now=clock.now())
    return named_file(content, PDF, "bericht.pdf")


@get(f"{_EVENT}/no-shows", tags=_TAGS, summary="Who did not come")
async def missing(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    ceremony_id: FromPath[UUID],
    cursor: FromQuery[str | None] = None,
) -> Page[NoShowOut]:
    """Parties that accepted and of which somebody did not come, in the order of names."""
    return await no_shows.of_office(
        office_named(office), ceremony_id, actor=actor, now=clock.now(), cursor=cursor
    )


@get(f"{_EVENT}/no-shows.csv", tags=_TAGS, summary="Who did not come, as a file")
async def missing_as_file(
    actor: NamedDependency[Actor], request: AnyRequest, office: FromPath[str], ceremony_id: FromPath[UUID]
) -> Response[bytes]:
    """The same list as CSV."""
    content = await no_shows.as_file(
        office_named(office), ceremony_id, actor=actor, now=clock.now(), language=language_of(request)
    )
    return named_file(content, CSV, "nicht-gekommen.csv")


async def _report(actor: Actor, request: AnyRequest, office: str, ceremony_id: UUID) -> EventReportOut:
    return await report.of_office(
        office_named(office), ceremony_id, actor=actor, now=clock.now(), language=language_of(request)
    )


CONTROLLERS = [
    afterwards,
    close,
    thank,
    all_certificates,
    guest_certificate,
    event_report,
    report_as_file,
    report_as_sheet,
    missing,
    missing_as_file,
]

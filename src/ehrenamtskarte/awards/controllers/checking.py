"""HTTP of awards: Entries for the office: list, formal check, ask-back, duplicates, files."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_200_OK

from ehrenamtskarte.awards.checking import checks, duplicates, entry_files, entry_list, exporting, one_entry
from ehrenamtskarte.awards.checking.entry_files import FileSize
from ehrenamtskarte.awards.checking.entry_list import EntriesWanted, EntryFilter, EntrySort
from ehrenamtskarte.awards.checking.schemas import (
    AskBackIn,
    CheckedEntry,
    CheckedRow,
    CheckRefused,
    ChecksIn,
    ChecksOut,
    DuplicatePair,
    EntryAdmissionIn,
    EntryRejectionIn,
)
from ehrenamtskarte.awards.controllers import shortlisting
from ehrenamtskarte.awards.rules import EntrantKind, EntryStatus
from ehrenamtskarte.companies.offices import office_named
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.pagination import Page
from ehrenamtskarte.core.sheets.writing import XLSX
from ehrenamtskarte.core.web.problems import language_of
from ehrenamtskarte.core.web.transfer import CSV, named_file

TAGS = ["Awards: formal check"]
_CALL = "/api/offices/{office:str}/award-calls/{call_id:uuid}"
_ENTRY = f"{_CALL}/entries/{{entry_id:uuid}}"


@get(f"{_CALL}/entries", tags=TAGS, summary="Entries of a call")
async def entries(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    call_id: FromPath[UUID],
    q: FromQuery[str] = "",
    status: FromQuery[EntryStatus | None] = None,
    category: FromQuery[UUID | None] = None,
    kind: FromQuery[EntrantKind | None] = None,
    only: FromQuery[EntryFilter | None] = None,
    sort: FromQuery[EntrySort] = EntrySort.OLDEST,
    cursor: FromQuery[str | None] = None,
) -> Page[CheckedRow]:
    """Whatever was handed in, by its number or name; drafts stay with those who write them."""
    wanted = EntriesWanted(q=q, status=status, category=category, kind=kind, only=only, sort=sort)
    return await entry_list.of_call(
        office_named(office), call_id, wanted, actor=actor, today=clock.today(), cursor=cursor
    )


@get(f"{_CALL}/entries.csv", tags=TAGS, summary="Entries as CSV")
async def entries_as_csv(
    actor: NamedDependency[Actor],
    request: Request[Any, Any, Any],
    office: FromPath[str],
    call_id: FromPath[UUID],
    q: FromQuery[str] = "",
    status: FromQuery[EntryStatus | None] = None,
    category: FromQuery[UUID | None] = None,
    kind: FromQuery[EntrantKind | None] = None,
    only: FromQuery[EntryFilter | None] = None,
    sort: FromQuery[EntrySort] = EntrySort.OLDEST,
) -> Response[bytes]:
    """The same entries as the list, whole, with the answers to the form."""
    wanted = EntriesWanted(q=q, status=status, category=category, kind=kind, only=only, sort=sort)
    content = await exporting.as_csv(
        office_named(office),
        call_id,
        wanted,
        actor=actor,
        today=clock.today(),
        language=language_of(request),
    )
    return named_file(content, CSV, "bewerbungen.csv")


@get(f"{_CALL}/entries.xlsx", tags=TAGS, summary="Entries as a workbook")
async def entries_as_xlsx(
    actor: NamedDependency[Actor],
    request: Request[Any, Any, Any],
    office: FromPath[str],
    call_id: FromPath[UUID],
    q: FromQuery[str] = "",
    status: FromQuery[EntryStatus | None] = None,
    category: FromQuery[UUID | None] = None,
    kind: FromQuery[EntrantKind | None] = None,
    only: FromQuery[EntryFilter | None] = None,
    sort: FromQuery[EntrySort] = EntrySort.OLDEST,
) -> Response[bytes]:
    """The same as XLSX."""
    wanted = EntriesWanted(q=q, status=status, category=category, kind=kind, only=only, sort=sort)
    content = await exporting.as_xlsx(
        office_named(office),
        call_id,
        wanted,
        actor=actor,
        today=clock.today(),
        language=language_of(request),
    )
    return named_file(content, XLSX, "bewerbungen.xlsx")


@get(f"{_CALL}/duplicates", tags=TAGS, summary="Entries that may be the same")
async def duplicates_(
    actor: NamedDependency[Actor], office: FromPath[str], call_id: FromPath[UUID]
) -> list[DuplicatePair]:
    """Pairs of entries that may be the same, the likeliest first, at most 500."""
    return await duplicates.of_call(office_named(office), call_id, actor=actor, today=clock.today())


@post(f"{_CALL}/checks", tags=TAGS, status_code=HTTP_200_OK, summary="Check several entries")
async def check_several(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    call_id: FromPath[UUID],
    data: JSONBody[ChecksIn],
) -> ChecksOut:
    """Admit or reject several entries at once; those that cannot be checked say why and stop no other."""
    outcome = await checks.check_several(
        office_named(office),
        call_id,
        data.entries,
        data.action,
        data.reason,
        actor=actor,
        now=clock.now(),
    )
    refused = [
        CheckRefused(entry_id=entry_id, message=refusal.text)
        for entry_id, refusal in outcome.items()
        if refusal
    ]
    return ChecksOut(done=len(outcome) - len(refused), refused=refused)


@get(_ENTRY, tags=TAGS, summary="One entry for the office")
async def entry(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    call_id: FromPath[UUID],
    entry_id: FromPath[UUID],
) -> CheckedEntry:
    """An entry with answers, files, what is known, its history and likely duplicates."""
    return await one_entry.of_office(
        office_named(office), call_id, entry_id, actor=actor, today=clock.today()
    )


@get(f"{_ENTRY}/files/{{file_id:uuid}}", tags=TAGS, summary="A file of an entry")
async def entry_file(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    call_id: FromPath[UUID],
    entry_id: FromPath[UUID],
    file_id: FromPath[UUID],
    size: FromQuery[FileSize] = FileSize.LARGE,
) -> Response[bytes]:
    """A picture as WebP, or a document to be saved."""
    found = await entry_files.of_office(office_named(office), call_id, entry_id, file_id, size, actor=actor)
    if found.is_picture:
        return Response(
            found.content, media_type="image/webp", headers={"cache-control": "private, max-age=300"}
        )
    return named_file(found.content, "application/pdf", "dokument.pdf")


@put(f"{_ENTRY}/admission", tags=TAGS, summary="Admit an entry")
async def admit(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    call_id: FromPath[UUID],
    entry_id: FromPath[UUID],
    data: JSONBody[EntryAdmissionIn],
) -> CheckedEntry:
    """The entry takes part; its team hears of it."""
    body, now = office_named(office), clock.now()
    await checks.admit(body, call_id, entry_id, revision=data.revision, actor=actor, now=now)
    return await one_entry.of_office(body, call_id, entry_id, actor=actor, today=clock.today())


@put(f"{_ENTRY}/rejection", tags=TAGS, summary="Reject an entry")
async def reject(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    call_id: FromPath[UUID],
    entry_id: FromPath[UUID],
    data: JSONBody[EntryRejectionIn],
) -> CheckedEntry:
    """The entry cannot take part; its team hears why."""
    body, now = office_named(office), clock.now()
    await checks.reject(
        body,
        call_id,
        entry_id,
        data.reason,
        duplicate_of=data.duplicate_of,
        revision=data.revision,
        actor=actor,
        now=now,
    )
    return await one_entry.of_office(body, call_id, entry_id, actor=actor, today=clock.today())


@put(f"{_ENTRY}/question", tags=TAGS, summary="Ask back")
async def ask(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    call_id: FromPath[UUID],
    entry_id: FromPath[UUID],
    data: JSONBody[AskBackIn],
) -> CheckedEntry:
    """Ask those who entered; they may change the entry until they have answered."""
    body, now = office_named(office), clock.now()
    await checks.ask(
        body,
        call_id,
        entry_id,
        data.question,
        data.answer_by,
        revision=data.revision,
        actor=actor,
        now=now,
    )
    return await one_entry.of_office(body, call_id, entry_id, actor=actor, today=clock.today())


@delete(f"{_ENTRY}/check", tags=TAGS, status_code=HTTP_200_OK, summary="Take a check back")
async def undo(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    call_id: FromPath[UUID],
    entry_id: FromPath[UUID],
) -> CheckedEntry:
    """The entry waits for its check again; not once scores, votes or prizes build on it."""
    body = office_named(office)
    await checks.undo(body, call_id, entry_id, actor=actor, now=clock.now())
    return await one_entry.of_office(body, call_id, entry_id, actor=actor, today=clock.today())


CONTROLLERS: list[Any] = [
    entries,
    entries_as_csv,
    entries_as_xlsx,
    duplicates_,
    check_several,
    entry,
    entry_file,
    admit,
    reject,
    ask,
    undo,
    *shortlisting.CONTROLLERS,
]

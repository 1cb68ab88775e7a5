"""HTTP of awards: Entries of those who make them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, delete, get, post, put
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, MultipartBody
from litestar.status_codes import HTTP_200_OK, HTTP_201_CREATED

from ehrenamtskarte.awards.entering import (
    drafts,
    file_rules,
    files,
    members,
    own_list,
    receipts,
    showing,
    submitting,
    withdrawing,
)
from ehrenamtskarte.awards.entering.schemas import (
    EntrantsOut,
    EntryDraftIn,
    EntryFileIn,
    EntryFilesOrderIn,
    EntryMemberIn,
    EntryMemberRoleIn,
    EntryReplyIn,
    EntryStartIn,
    MyEntryOut,
    MyEntryRow,
)
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.pagination import Page
from ehrenamtskarte.core.text import Text
from ehrenamtskarte.core.web.problems import language_of
from ehrenamtskarte.core.web.transfer import FORM_AROUND_THE_FILE, named_file, receive_whole

PDF, WEBP = "application/pdf", "image/webp"
LARGEST_ENTRY = 1024 * 1024
"""All answers as long as they may be."""


@dataclass
class EntryFileUpload:
    """A form with the file in its field `data`; a picture with its description in `alt_de` and `alt_en`."""

    data: UploadFile
    alt_de: str = ""
    alt_en: str = ""
    credit: str = ""


@get(
    "/api/me/award-calls/{call_id:uuid}/entrants", tags=["Awards: my entries"], summary="Who I can enter for"
)
async def entrants(actor: NamedDependency[Actor], call_id: FromPath[UUID]) -> EntrantsOut:
    """The organisations and companies I can enter for in a call, and what it asks first."""
    return await showing.entrants(call_id, actor=actor, now=clock.now())


class MyEntriesController(Controller):
    """Entries that the one who is signed in works on."""

    path = "/api/me/award-entries"
    tags = ("Awards: my entries",)

    @get(summary="My entries")
    async def entries(
        self, actor: NamedDependency[Actor], cursor: FromQuery[str | None] = None
    ) -> Page[MyEntryRow]:
        """The entries I work on, the latest changed first."""
        return await own_list.of_person(actor=actor, now=clock.now(), cursor=cursor)

    @post(status_code=HTTP_201_CREATED, summary="Start an entry")
    async def start(self, actor: NamedDependency[Actor], data: JSONBody[EntryStartIn]) -> MyEntryOut:
        """Start a draft; nobody but its team sees it."""
        now = clock.now()
        return await showing.one(await drafts.start(data, actor=actor, now=now), actor=actor, now=now)

    @get("/{entry_id:uuid}", summary="One of my entries")
    async def one(self, actor: NamedDependency[Actor], entry_id: FromPath[UUID]) -> MyEntryOut:
        """An entry with its call, team and files."""
        return await showing.one(entry_id, actor=actor, now=clock.now())

    @put("/{entry_id:uuid}", summary="Save an entry", request_max_body_size=LARGEST_ENTRY)
    async def save(
        self, actor: NamedDependency[Actor], entry_id: FromPath[UUID], data: JSONBody[EntryDraftIn]
    ) -> MyEntryOut:
        """Keep what is written; what is handed in already has to stay complete."""
        now = clock.now()
        await drafts.save(entry_id, data, actor=actor, now=now)
        return await showing.one(entry_id, actor=actor, now=now)

    @post("/{entry_id:uuid}/submission", status_code=HTTP_200_OK, summary="Hand an entry in")
    async def submit(self, actor: NamedDependency[Actor], entry_id: FromPath[UUID]) -> MyEntryOut:
        """Hand it in; it gets its number, and the team a mail."""
        now = clock.now()
        await submitting.submit(entry_id, actor=actor, now=now)
        return await showing.one(entry_id, actor=actor, now=now)

    @post("/{entry_id:uuid}/reply", status_code=HTTP_200_OK, summary="Answer the office")
    async def reply(
        self, actor: NamedDependency[Actor], entry_id: FromPath[UUID], data: JSONBody[EntryReplyIn]
    ) -> MyEntryOut:
        """Answer what the office asked back, and hand the entry in again as it is now."""
        now = clock.now()
        await submitting.reply(entry_id, data.answer, actor=actor, now=now)
        return await showing.one(entry_id, actor=actor, now=now)

    @put("/{entry_id:uuid}/withdrawal", summary="Withdraw an entry")
    async def withdraw(self, actor: NamedDependency[Actor], entry_id: FromPath[UUID]) -> MyEntryOut:
        """Take it back; until the deadline it can be put back."""
        now = clock.now()
        await withdrawing.withdraw(entry_id, actor=actor, now=now)
        return await showing.one(entry_id, actor=actor, now=now)

    @delete("/{entry_id:uuid}/withdrawal", status_code=HTTP_200_OK, summary="Put an entry back")
    async def restore(self, actor: NamedDependency[Actor], entry_id: FromPath[UUID]) -> MyEntryOut:
        """Undo the withdrawal."""
        now = clock.now()
        await withdrawing.restore(entry_id, actor=actor, now=now)
        return await showing.one(entry_id, actor=actor, now=now)

    @get("/{entry_id:uuid}/receipt.pdf", summary="The receipt of an entry")
    async def receipt(
        self, request: Request[Any, Any, Any], actor: NamedDependency[Actor], entry_id: FromPath[UUID]
    ) -> Response[bytes]:
        """Its number, when it came in and what it says, as PDF."""
        content, number = await receipts.receipt(
            entry_id, language=language_of(request), actor=actor, now=clock.now()
        )
        return named_file(content, PDF, f"eingang-{number}.pdf")


class EntryTeamController(Controller):
    """Who works on an entry."""

    path = "/api/me/award-entries/{entry_id:uuid}/members"
    tags = ("Awards: my entries",)

    @post(status_code=HTTP_201_CREATED, summary="Take somebody into the team")
    async def add(
        self, actor: NamedDependency[Actor], entry_id: FromPath[UUID], data: JSONBody[EntryMemberIn]
    ) -> MyEntryOut:
        """Add somebody by address; a mail with a button tells them."""
        now = clock.now()
        await members.add(entry_id, data.email, lead=data.lead, actor=actor, now=now)
        return await showing.one(entry_id, actor=actor, now=now)

    @put("/{entry_member_id:uuid}", summary="Say who leads")
    async def change_role(
        self,
        actor: NamedDependency[Actor],
        entry_id: FromPath[UUID],
        entry_member_id: FromPath[UUID],
        data: JSONBody[EntryMemberRoleIn],
    ) -> MyEntryOut:
        """Let somebody lead, or only write."""
        await members.change_role(entry_id, entry_member_id, lead=data.lead, actor=actor)
        return await showing.one(entry_id, actor=actor, now=clock.now())

    @delete("/{entry_member_id:uuid}", summary="Take somebody out of the team")
    async def remove(
        self, actor: NamedDependency[Actor], entry_id: FromPath[UUID], entry_member_id: FromPath[UUID]
    ) -> None:
        """Remove somebody, or leave oneself."""
        await members.remove(entry_id, entry_member_id, actor=actor)


class EntryFilesController(Controller):
    """The pictures and documents of an entry."""

    path = "/api/me/award-entries/{entry_id:uuid}/files"
    tags = ("Awards: my entries",)

    @post(
        status_code=HTTP_201_CREATED,
        summary="Add a file",
        request_max_body_size=file_rules.MOST_BYTES + FORM_AROUND_THE_FILE,
        before_request=receive_whole,
    )
    async def add(
        self,
        actor: NamedDependency[Actor],
        entry_id: FromPath[UUID],
        data: MultipartBody[EntryFileUpload],
    ) -> MyEntryOut:
        """Add a picture (JPEG, PNG, WebP) with its description, or a PDF."""
        now = clock.now()
        said = EntryFileIn(alt=Text(data.alt_de, data.alt_en), credit=data.credit[:200])
        await files.add(
            entry_id, data.data.filename or "", await data.data.read(), said, actor=actor, now=now
        )
        return await showing.one(entry_id, actor=actor, now=now)

    @put("/order", summary="Put the files in order")
    async def order(
        self, actor: NamedDependency[Actor], entry_id: FromPath[UUID], data: JSONBody[EntryFilesOrderIn]
    ) -> MyEntryOut:
        """Put the files in this order; the public sees the first picture."""
        now = clock.now()
        await files.order(entry_id, data.ids, actor=actor, now=now)
        return await showing.one(entry_id, actor=actor, now=now)

    @put("/{entry_file_id:uuid}", summary="Describe a file")
    async def describe(
        self,
        actor: NamedDependency[Actor],
        entry_id: FromPath[UUID],
        entry_file_id: FromPath[UUID],
        data: JSONBody[EntryFileIn],
    ) -> MyEntryOut:
        """Change what is said of a file."""
        now = clock.now()
        await files.describe(entry_id, entry_file_id, data, actor=actor, now=now)
        return await showing.one(entry_id, actor=actor, now=now)

    @delete("/{entry_file_id:uuid}", status_code=HTTP_200_OK, summary="Remove a file")
    async def remove(
        self, actor: NamedDependency[Actor], entry_id: FromPath[UUID], entry_file_id: FromPath[UUID]
    ) -> MyEntryOut:
        """Remove it for good."""
        now = clock.now()
        await files.remove(entry_id, entry_file_id, actor=actor, now=now)
        return await showing.one(entry_id, actor=actor, now=now)

    @get("/{entry_file_id:uuid}/{size:str}", summary="A file of an entry")
    async def content(
        self,
        actor: NamedDependency[Actor],
        entry_id: FromPath[UUID],
        entry_file_id: FromPath[UUID],
        size: FromPath[str],
    ) -> Response[bytes]:
        """A picture as WebP, `large` or `small`, or a `document` to be saved."""
        found = await files.own_content(entry_id, entry_file_id, size, actor=actor)
        if found.document:
            return named_file(found.content, PDF, f"dokument-{entry_file_id}.pdf")
        return Response(found.content, headers={"cache-control": "private, no-cache"}, media_type=WEBP)


CONTROLLERS: list[Any] = [entrants, MyEntriesController, EntryTeamController, EntryFilesController]

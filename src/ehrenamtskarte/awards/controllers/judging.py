"""HTTP of awards: What jurors see and say, the ranking and the minutes."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, delete, get, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_200_OK

from ehrenamtskarte.awards.judging import meetings, minutes, own, own_entry, scoring, standing
from ehrenamtskarte.awards.judging.judging_schemas import (
    EntryJudgementsOut,
    JudgementIn,
    JurorEntryOut,
    MeetingIn,
    MeetingOut,
    OwnEntryRow,
    OwnRoundOut,
    OwnRoundRow,
    RankedEntryOut,
    RecusalIn,
)
from ehrenamtskarte.awards.judging.own import WantedEntries
from ehrenamtskarte.awards.judging.standing import WantedRanks
from ehrenamtskarte.awards.rules import JudgementStatus
from ehrenamtskarte.companies.offices import office_named
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.pagination import Page
from ehrenamtskarte.core.web.problems import language_of
from ehrenamtskarte.core.web.transfer import CSV, named_file

AnyRequest = Request[Any, Any, Any]
PDF, WEBP = "application/pdf", "image/webp"


class OwnRoundController(Controller):
    """The rounds and entries of whoever judges."""

    path = "/api/me/jury-rounds"
    tags = ("Awards: judging",)

    @get(summary="My rounds")
    async def rounds(
        self, actor: NamedDependency[Actor], cursor: FromQuery[str | None] = None
    ) -> Page[OwnRoundRow]:
        """The rounds of juries one sits on, the newest first, and how far one is with each."""
        return await own.rounds(actor=actor, now=clock.now(), cursor=cursor)

    @get("/{round_id:uuid}", summary="One of my rounds")
    async def one(self, actor: NamedDependency[Actor], round_id: FromPath[UUID]) -> OwnRoundOut:
        """A round with its scale, its criteria and what their points mean."""
        return await own.one_round(round_id, actor=actor, now=clock.now())

    @get("/{round_id:uuid}/entries", summary="Entries I judge")
    async def entries(
        self,
        actor: NamedDependency[Actor],
        round_id: FromPath[UUID],
        q: FromQuery[str] = "",
        status: FromQuery[JudgementStatus | None] = None,
        category: FromQuery[UUID | None] = None,
        cursor: FromQuery[str | None] = None,
    ) -> Page[OwnEntryRow]:
        """The entries one got in a round, by name."""
        wanted = WantedEntries(q=q, status=status, category=category)
        return await own.entries(round_id, wanted, actor=actor, cursor=cursor)

    @get("/{round_id:uuid}/entries/{entry_id:uuid}", summary="An entry I judge")
    async def entry(
        self, actor: NamedDependency[Actor], round_id: FromPath[UUID], entry_id: FromPath[UUID]
    ) -> JurorEntryOut:
        """What was handed in, one's own judgement, and the others' once the own is in."""
        return await own_entry.one(round_id, entry_id, actor=actor)

    @get(
        "/{round_id:uuid}/entries/{entry_id:uuid}/files/{entry_file_id:uuid}/{size:str}",
        summary="A file of an entry I judge",
    )
    async def file(
        self,
        actor: NamedDependency[Actor],
        round_id: FromPath[UUID],
        entry_id: FromPath[UUID],
        entry_file_id: FromPath[UUID],
        size: FromPath[str],
    ) -> Response[bytes]:
        """A picture as `large` or `small`, or a `document`."""
        found = await own_entry.file(round_id, entry_id, entry_file_id, size, actor=actor)
        if found.document:
            return named_file(found.content, PDF, f"dokument-{entry_file_id}.pdf")
        return Response(found.content, headers={"cache-control": "private, no-cache"}, media_type=WEBP)

    @put("/{round_id:uuid}/entries/{entry_id:uuid}/judgement", summary="Judge an entry")
    async def judge(
        self,
        actor: NamedDependency[Actor],
        round_id: FromPath[UUID],
        entry_id: FromPath[UUID],
        data: JSONBody[JudgementIn],
    ) -> JurorEntryOut:
        """Give points for every criterion; they can be changed until the round is over."""
        return await scoring.judge(round_id, entry_id, data, actor=actor, now=clock.now())

    @put("/{round_id:uuid}/entries/{entry_id:uuid}/recusal", summary="Declare a conflict of interest")
    async def recuse(
        self,
        actor: NamedDependency[Actor],
        round_id: FromPath[UUID],
        entry_id: FromPath[UUID],
        data: JSONBody[RecusalIn],
    ) -> JurorEntryOut:
        """Say why one does not judge this entry; the minutes name it."""
        return await scoring.recuse(round_id, entry_id, data, actor=actor, now=clock.now())

    @delete(
        "/{round_id:uuid}/entries/{entry_id:uuid}/recusal",
        status_code=HTTP_200_OK,
        summary="Take a conflict of interest back",
    )
    async def take_recusal_back(
        self, actor: NamedDependency[Actor], round_id: FromPath[UUID], entry_id: FromPath[UUID]
    ) -> JurorEntryOut:
        """Judge after all what one declared a conflict of."""
        return await scoring.take_recusal_back(round_id, entry_id, actor=actor, now=clock.now())

    @get("/{round_id:uuid}/ranking", summary="The ranking of my round")
    async def ranking(
        self,
        actor: NamedDependency[Actor],
        round_id: FromPath[UUID],
        q: FromQuery[str] = "",
        category: FromQuery[UUID | None] = None,
        cursor: FromQuery[str | None] = None,
    ) -> Page[RankedEntryOut]:
        """Best first, once all of one's own judgements are in or the round is over."""
        wanted = WantedRanks(q=q, category=category)
        return await standing.for_juror(round_id, wanted, actor=actor, now=clock.now(), cursor=cursor)

    @get("/{round_id:uuid}/ranking.csv", summary="The ranking of my round as a file")
    async def ranking_as_file(
        self,
        actor: NamedDependency[Actor],
        request: AnyRequest,
        round_id: FromPath[UUID],
        q: FromQuery[str] = "",
        category: FromQuery[UUID | None] = None,
    ) -> Response[bytes]:
        """The same as CSV."""
        wanted = WantedRanks(q=q, category=category)
        content = await standing.for_juror_as_file(
            round_id, wanted, actor=actor, now=clock.now(), language=language_of(request)
        )
        return named_file(content, CSV, "rangliste.csv")


class RankingController(Controller):
    """The ranking, the meeting and the minutes of a round, for the office."""

    path = "/api/offices/{office:str}/award-calls/{call_id:uuid}/jury-rounds/{round_id:uuid}"
    tags = ("Awards: judging",)

    @get("/ranking", summary="The ranking of a round")
    async def ranking(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        call_id: FromPath[UUID],
        round_id: FromPath[UUID],
        q: FromQuery[str] = "",
        category: FromQuery[UUID | None] = None,
        cursor: FromQuery[str | None] = None,
    ) -> Page[RankedEntryOut]:
        """Best first with mean, spread and ties; within a category, its own ranks."""
        wanted = WantedRanks(q=q, category=category)
        return await standing.for_office(
            office_named(office), call_id, round_id, wanted, actor=actor, cursor=cursor
        )

    @get("/ranking.csv", summary="The ranking of a round as a file")
    async def ranking_as_file(
        self,
        actor: NamedDependency[Actor],
        request: AnyRequest,
        office: FromPath[str],
        call_id: FromPath[UUID],
        round_id: FromPath[UUID],
        q: FromQuery[str] = "",
        category: FromQuery[UUID | None] = None,
    ) -> Response[bytes]:
        """The same as CSV."""
        wanted = WantedRanks(q=q, category=category)
        content = await standing.for_office_as_file(
            office_named(office), call_id, round_id, wanted, actor=actor, language=language_of(request)
        )
        return named_file(content, CSV, "rangliste.csv")

    @get("/ranking/{entry_id:uuid}", summary="What a jury said of an entry")
    async def judgements(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        call_id: FromPath[UUID],
        round_id: FromPath[UUID],
        entry_id: FromPath[UUID],
    ) -> EntryJudgementsOut:
        """Points and comments of each juror, and why somebody is recused."""
        return await standing.behind_a_line(office_named(office), call_id, round_id, entry_id, actor=actor)

    @get("/meeting", summary="The meeting of a round's jury")
    async def meeting(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        call_id: FromPath[UUID],
        round_id: FromPath[UUID],
    ) -> MeetingOut:
        """What is noted so far, and the jurors."""
        return await meetings.of_round(office_named(office), call_id, round_id, actor=actor)

    @put("/meeting", summary="Note the meeting")
    async def note(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        call_id: FromPath[UUID],
        round_id: FromPath[UUID],
        data: JSONBody[MeetingIn],
    ) -> MeetingOut:
        """Note when and where the jury met, who was there and what it decided."""
        return await meetings.note(
            office_named(office), call_id, round_id, data, actor=actor, now=clock.now()
        )

    @get("/minutes.pdf", summary="The minutes as PDF")
    async def minutes_as_sheet(
        self,
        actor: NamedDependency[Actor],
        request: AnyRequest,
        office: FromPath[str],
        call_id: FromPath[UUID],
        round_id: FromPath[UUID],
    ) -> Response[bytes]:
        """The meeting with the ranking, the criteria and who was recused why, to sign."""
        content = await minutes.printed(
            office_named(office),
            call_id,
            round_id,
            actor=actor,
            now=clock.now(),
            language=language_of(request),
        )
        return named_file(content, PDF, "protokoll.pdf")


CONTROLLERS: list[Any] = [OwnRoundController, RankingController]

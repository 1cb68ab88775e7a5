"""HTTP of ceremonies: Rooms and seats."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_200_OK, HTTP_201_CREATED

from ehrenamtskarte.ceremonies.seating import (
    moves,
    people,
    plan,
    printing,
    proposing,
    rooms,
    wishes,
)
from ehrenamtskarte.ceremonies.seating.people import PeopleSort
from ehrenamtskarte.ceremonies.seating.schemas import (
    BlockIn,
    BlocksIn,
    MovesIn,
    MovesOut,
    ProposalIn,
    ProposalOut,
    RoomIn,
    RoomPlan,
    SeatedPerson,
    SeatingOut,
    WishIn,
    WishOut,
)
from ehrenamtskarte.companies.offices import office_named
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.pagination import Page
from ehrenamtskarte.core.web.problems import language_of
from ehrenamtskarte.core.web.transfer import CSV, named_file

PDF = "application/pdf"
LARGEST_UNDO = 4 * 1024 * 1024
"""What takes a proposal for the largest event back."""
AnyRequest = Request[Any, Any, Any]


class SeatingController(Controller):
    """The plan of seats of an event, for its office; `office` is an issuing body, or `state`."""

    path = "/api/offices/{office:str}/ceremonies/{ceremony_id:uuid}/seating"
    tags = ("Ceremonies: seats",)

    @get(summary="How far the seating is")
    async def overview(
        self, actor: NamedDependency[Actor], office: FromPath[str], ceremony_id: FromPath[UUID]
    ) -> SeatingOut:
        """The rooms, how many come and how many have a seat."""
        return await plan.overview(office_named(office), ceremony_id, actor=actor)

    @get("/people", summary="Who comes and where they sit")
    async def people(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        ceremony_id: FromPath[UUID],
        q: FromQuery[str] = "",
        seated: FromQuery[bool | None] = None,
        sort: FromQuery[PeopleSort] = PeopleSort.NAME,
        cursor: FromQuery[str | None] = None,
    ) -> Page[SeatedPerson]:
        """Persons party by party; `seated` are those with a seat, or those without."""
        return await people.people(
            office_named(office), ceremony_id, q=q, seated=seated, sort=sort, cursor=cursor, actor=actor
        )

    @post(
        "/moves",
        status_code=HTTP_200_OK,
        summary="Put persons on seats",
        request_max_body_size=LARGEST_UNDO,
    )
    async def move(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        ceremony_id: FromPath[UUID],
        data: JSONBody[MovesIn],
    ) -> MovesOut:
        """All moves at once or none; two who swap are two moves, and the answer takes everything back."""
        undo = await moves.move(office_named(office), ceremony_id, data.moves, actor=actor, now=clock.now())
        return MovesOut(undo=undo)

    @post("/proposal", status_code=HTTP_200_OK, summary="Propose seats for everybody")
    async def propose(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        ceremony_id: FromPath[UUID],
        data: JSONBody[ProposalIn],
    ) -> ProposalOut:
        """Parties together, by category, step-free seats, wishes and protocol; saved at once."""
        return await proposing.seat_all(
            office_named(office), ceremony_id, keep_all=data.keep_all, actor=actor, now=clock.now()
        )

    @get("/place-cards.pdf", summary="Place cards")
    async def place_cards(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        ceremony_id: FromPath[UUID],
        request: AnyRequest,
        room: FromQuery[UUID | None] = None,
    ) -> Response[bytes]:
        """A card to fold for each person with a seat, table by table, as PDF."""
        content = await printing.place_cards(
            office_named(office), ceremony_id, room, language_of(request), actor=actor
        )
        return named_file(content, PDF, "tischkarten.pdf")

    @get("/badges.pdf", summary="Badges")
    async def badges(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        ceremony_id: FromPath[UUID],
        request: AnyRequest,
    ) -> Response[bytes]:
        """A name badge for each person who comes, by name, as PDF."""
        content = await printing.badges(office_named(office), ceremony_id, language_of(request), actor=actor)
        return named_file(content, PDF, "namensschilder.pdf")

    @get("/tables.pdf", summary="Who sits at which table")
    async def tables(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        ceremony_id: FromPath[UUID],
        request: AnyRequest,
        room: FromQuery[UUID | None] = None,
    ) -> Response[bytes]:
        """The tables and rows with who sits there, as PDF to be put up or for those who show the way."""
        content = await printing.tables(
            office_named(office), ceremony_id, room, language_of(request), actor=actor
        )
        return named_file(content, PDF, "tischliste.pdf")

    @get("/tables.csv", summary="Who sits where, as a file")
    async def tables_as_file(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        ceremony_id: FromPath[UUID],
        request: AnyRequest,
    ) -> Response[bytes]:
        """Everybody who comes with room, table, seat, and what the kitchen and the ushers need to know."""
        content = await printing.as_file(office_named(office), ceremony_id, language_of(request), actor=actor)
        return named_file(content, CSV, "sitzplan.csv")


class RoomController(Controller):
    """Rooms with their tables and rows."""

    path = "/api/offices/{office:str}/ceremonies/{ceremony_id:uuid}/seating"
    tags = ("Ceremonies: seats",)

    @post("/rooms", status_code=HTTP_201_CREATED, summary="Add a room")
    async def add_room(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        ceremony_id: FromPath[UUID],
        data: JSONBody[RoomIn],
    ) -> RoomPlan:
        """Add a room without seats."""
        named = office_named(office)
        room_id = await rooms.add_room(named, ceremony_id, data.name, actor=actor, now=clock.now())
        return await plan.room(named, ceremony_id, room_id, actor=actor)

    @get("/rooms/{room_id:uuid}", summary="The plan of a room")
    async def room(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        ceremony_id: FromPath[UUID],
        room_id: FromPath[UUID],
    ) -> RoomPlan:
        """All seats of a room and who sits there."""
        return await plan.room(office_named(office), ceremony_id, room_id, actor=actor)

    @put("/rooms/{room_id:uuid}", summary="Rename a room")
    async def rename_room(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        ceremony_id: FromPath[UUID],
        room_id: FromPath[UUID],
        data: JSONBody[RoomIn],
    ) -> RoomPlan:
        """Give a room another name."""
        named = office_named(office)
        await rooms.rename_room(named, ceremony_id, room_id, data.name, actor=actor, now=clock.now())
        return await plan.room(named, ceremony_id, room_id, actor=actor)

    @delete("/rooms/{room_id:uuid}", summary="Take a room away")
    async def remove_room(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        ceremony_id: FromPath[UUID],
        room_id: FromPath[UUID],
    ) -> None:
        """Take a room away; refused while somebody sits there."""
        await rooms.remove_room(office_named(office), ceremony_id, room_id, actor=actor, now=clock.now())

    @post("/rooms/{room_id:uuid}/blocks", status_code=HTTP_201_CREATED, summary="Add tables or rows")
    async def add_blocks(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        ceremony_id: FromPath[UUID],
        room_id: FromPath[UUID],
        data: JSONBody[BlocksIn],
    ) -> RoomPlan:
        """Add several tables or rows alike; the room as it is then."""
        named = office_named(office)
        await rooms.add_blocks(named, ceremony_id, room_id, data, actor=actor, now=clock.now())
        return await plan.room(named, ceremony_id, room_id, actor=actor)

    @put("/blocks/{block_id:uuid}", status_code=204, summary="Change a table or a row")
    async def change_block(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        ceremony_id: FromPath[UUID],
        block_id: FromPath[UUID],
        data: JSONBody[BlockIn],
    ) -> None:
        """Its label, for whom it is kept, whether it is step-free and how many seats it has."""
        await rooms.change_block(
            office_named(office), ceremony_id, block_id, data, actor=actor, now=clock.now()
        )

    @delete("/blocks/{block_id:uuid}", summary="Take a table or a row away")
    async def remove_block(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        ceremony_id: FromPath[UUID],
        block_id: FromPath[UUID],
    ) -> None:
        """Take it away with its seats; refused while somebody sits there."""
        await rooms.remove_block(office_named(office), ceremony_id, block_id, actor=actor, now=clock.now())


class SeatWishController(Controller):
    """Who wants to sit together, and who does not."""

    path = "/api/offices/{office:str}/ceremonies/{ceremony_id:uuid}/seating/wishes"
    tags = ("Ceremonies: seats",)

    @get(summary="Wishes")
    async def wishes(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        ceremony_id: FromPath[UUID],
        cursor: FromQuery[str | None] = None,
    ) -> Page[WishOut]:
        """The wishes, latest first."""
        return await wishes.wishes(office_named(office), ceremony_id, cursor=cursor, actor=actor)

    @post(status_code=HTTP_201_CREATED, summary="Note a wish")
    async def add(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        ceremony_id: FromPath[UUID],
        data: JSONBody[WishIn],
    ) -> WishOut:
        """Note that two parties are to sit together, or apart."""
        return await wishes.add(office_named(office), ceremony_id, data, actor=actor, now=clock.now())

    @delete("/{wish_id:uuid}", summary="Take a wish out")
    async def remove(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        ceremony_id: FromPath[UUID],
        wish_id: FromPath[UUID],
    ) -> None:
        """Take a wish out."""
        await wishes.remove(office_named(office), ceremony_id, wish_id, actor=actor)


CONTROLLERS: list[Any] = [SeatingController, RoomController, SeatWishController]

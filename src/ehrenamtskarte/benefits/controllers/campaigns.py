"""HTTP of single codes and raffles."""

from uuid import UUID

from litestar import delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_200_OK

from ehrenamtskarte.benefits.campaigns import codes, raffles
from ehrenamtskarte.benefits.schemas import (
    CodeMine,
    CodeOut,
    CodesAdded,
    CodesIn,
    DrawOut,
    EntryOut,
    WinnerOut,
)
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.pagination import Page

MOST_CODES_BYTES = 1024 * 1024
"""5,000 codes of 80 characters, with room for what JSON adds."""


@post(
    "/api/companies/{company_id:uuid}/benefits/{benefit_id:uuid}/codes",
    tags=["Offers: codes and raffles"],
    summary="Add codes",
    request_max_body_size=MOST_CODES_BYTES,
)
async def add_codes(
    actor: NamedDependency[Actor],
    company_id: FromPath[UUID],
    benefit_id: FromPath[UUID],
    data: JSONBody[CodesIn],
) -> CodesAdded:
    """Add single codes to the pool of an online offer."""
    done = await codes.add(company_id, benefit_id, data.codes, actor=actor)
    return CodesAdded(done.added, done.known_already, done.pool.total, done.pool.left)


@post(
    "/api/benefits/{benefit_id:uuid}/code",
    tags=["Offers: codes and raffles"],
    status_code=HTTP_200_OK,
    summary="My code",
)
async def code(actor: NamedDependency[Actor], benefit_id: FromPath[UUID]) -> CodeOut:
    """The code of an online offer for a holder of a valid card; the same one again within the time of its limit."""
    mine = await codes.take(benefit_id, actor=actor, now=clock.now())
    return CodeOut(code=mine.code, url=mine.url, given_at=mine.given_at, until=mine.until)


@get("/api/me/benefit-codes", tags=["Offers: codes and raffles"], summary="My codes")
async def my_codes(actor: NamedDependency[Actor]) -> list[CodeMine]:
    """The single codes one took, the latest first."""
    return await codes.mine(actor, now=clock.now())


@put(
    "/api/benefits/{benefit_id:uuid}/entry",
    tags=["Offers: codes and raffles"],
    summary="Take part in a raffle",
)
async def enter(actor: NamedDependency[Actor], benefit_id: FromPath[UUID]) -> EntryOut:
    """Take part in a raffle with a valid card."""
    return await raffles.enter(benefit_id, actor=actor, now=clock.now())


@delete("/api/benefits/{benefit_id:uuid}/entry", tags=["Offers: codes and raffles"], summary="Take no part")
async def leave_raffle(actor: NamedDependency[Actor], benefit_id: FromPath[UUID]) -> None:
    """Take the entry back while the raffle runs."""
    await raffles.leave(benefit_id, actor=actor, now=clock.now())


@get("/api/me/raffles", tags=["Offers: codes and raffles"], summary="My raffles")
async def my_raffles(actor: NamedDependency[Actor]) -> list[EntryOut]:
    """The raffles one takes part in, the next draw first."""
    return await raffles.mine(actor, now=clock.now())


@get(
    "/api/benefits/{benefit_id:uuid}/draw", tags=["Offers: codes and raffles"], summary="The draw of a raffle"
)
async def draw(benefit_id: FromPath[UUID]) -> DrawOut:
    """What anybody needs to check a draw."""
    return await raffles.public_draw(benefit_id)


@get(
    "/api/companies/{company_id:uuid}/benefits/{benefit_id:uuid}/winners",
    tags=["Offers: codes and raffles"],
    summary="What winners will show",
)
async def winners(
    actor: NamedDependency[Actor],
    company_id: FromPath[UUID],
    benefit_id: FromPath[UUID],
    cursor: FromQuery[str | None] = None,
) -> Page[WinnerOut]:
    """The winner's codes of a raffle in the order of the draw, for the company's till; nobody's name."""
    return await raffles.winners(company_id, benefit_id, actor=actor, cursor=cursor)


CONTROLLERS = [add_codes, code, my_codes, enter, leave_raffle, my_raffles, draw, winners]

"""HTTP of awards: Nominating others, and the consent of who is nominated."""

from typing import Annotated, Any
from uuid import UUID

from litestar import delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, HeaderParameter, JSONBody
from litestar.status_codes import HTTP_200_OK

from ehrenamtskarte.awards.entering import consent, nominating, own_nominations
from ehrenamtskarte.awards.entering.consent_links import entry_of_link
from ehrenamtskarte.awards.entering.nomination_schemas import (
    MyNomination,
    NominationAnswerIn,
    NominationIn,
    NominationOut,
)
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.pagination import Page

TAGS = ["Awards: nominations"]
NominationLink = Annotated[str, HeaderParameter(name="X-Nomination", max_length=200)]
"""The secret of the link in the mail; it stands in no address, so in no log either."""


@post("/api/award-calls/{call_id:uuid}/nominations", tags=TAGS, summary="Nominate somebody")
async def nominate(
    actor: NamedDependency[Actor], call_id: FromPath[UUID], data: JSONBody[NominationIn]
) -> MyNomination:
    """Nominate a person, an organisation or a company; they are asked by mail."""
    return await nominating.nominate(call_id, data, actor=actor, now=clock.now())


@get("/api/me/nominations", tags=TAGS, summary="My nominations")
async def my_nominations(
    actor: NamedDependency[Actor], cursor: FromQuery[str | None] = None
) -> Page[MyNomination]:
    """Whom I nominated and what they said, the latest first."""
    return await own_nominations.of_person(actor=actor, now=clock.now(), cursor=cursor)


@delete("/api/me/nominations/{nomination_id:uuid}", tags=TAGS, summary="Take a nomination back")
async def take_back(actor: NamedDependency[Actor], nomination_id: FromPath[UUID]) -> None:
    """While it is not answered."""
    await nominating.take_back(nomination_id, actor=actor, now=clock.now())


@post(
    "/api/me/nominations/{nomination_id:uuid}/reminder",
    tags=TAGS,
    status_code=HTTP_200_OK,
    summary="Remind who is nominated",
)
async def remind(actor: NamedDependency[Actor], nomination_id: FromPath[UUID]) -> MyNomination:
    """Write to them once more, a week after the last mail at the earliest."""
    return await nominating.remind(nomination_id, actor=actor, now=clock.now())


@get("/api/nomination", tags=TAGS, summary="A nomination of mine")
async def nomination_by_link(nomination: NominationLink = "") -> NominationOut:
    """What is said of who is nominated, by the link of their mail."""
    now = clock.now()
    return await consent.of_entry(await entry_of_link(nomination, now), now=now)


@put("/api/nomination", tags=TAGS, summary="Agree or decline")
async def answer_by_link(
    data: JSONBody[NominationAnswerIn], nomination: NominationLink = ""
) -> NominationOut:
    """A yes makes it an entry, a no ends the mails; without an account."""
    now = clock.now()
    entry_id = await entry_of_link(nomination, now)
    await consent.answer(entry_id, data, now=now)
    return await consent.of_entry(entry_id, now=now)


@get("/api/me/proposals", tags=TAGS, summary="Nominations that wait for me")
async def my_proposals(actor: NamedDependency[Actor]) -> list[NominationOut]:
    """Nominations that went to my address and wait for my answer."""
    return await consent.of_person(actor=actor, now=clock.now())


@put("/api/me/proposals/{nomination_id:uuid}", tags=TAGS, summary="Agree or decline, signed in")
async def answer_signed_in(
    actor: NamedDependency[Actor], nomination_id: FromPath[UUID], data: JSONBody[NominationAnswerIn]
) -> NominationOut:
    """The same answer as by the link."""
    now = clock.now()
    await consent.check_own(nomination_id, actor=actor)
    await consent.answer(nomination_id, data, now=now)
    return await consent.of_entry(nomination_id, now=now)


CONTROLLERS: list[Any] = [
    nominate,
    my_nominations,
    take_back,
    remind,
    nomination_by_link,
    answer_by_link,
    my_proposals,
    answer_signed_in,
]

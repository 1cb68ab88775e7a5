"""HTTP of ceremonies: nominees and laureates of an award."""

from typing import Any
from uuid import UUID

from litestar import post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from litestar.status_codes import HTTP_200_OK

from ehrenamtskarte.ceremonies.guests import awarded
from ehrenamtskarte.ceremonies.guests.awarded import AwardedGuestsIn, AwardedGuestsOut
from ehrenamtskarte.companies.offices import office_named
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor


@post(
    "/api/offices/{office:str}/ceremonies/{ceremony_id:uuid}/awards",
    tags=["Award events: guests"],
    status_code=HTTP_200_OK,
    summary="Take over an award",
)
async def take_over(
    actor: NamedDependency[Actor],
    office: FromPath[str],
    ceremony_id: FromPath[UUID],
    data: JSONBody[AwardedGuestsIn],
) -> AwardedGuestsOut:
    """Nominees and laureates become guests, laureates stand on stage; a second time adds only what is new."""
    return await awarded.take_over(office_named(office), ceremony_id, data, actor=actor, now=clock.now())


CONTROLLERS: list[Any] = [take_over]

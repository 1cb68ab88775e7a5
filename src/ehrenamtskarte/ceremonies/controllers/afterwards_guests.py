"""HTTP of what guests do after an event, by the personal link of their mail: certificate, survey, photos."""

from typing import Annotated, Any
from uuid import UUID

from litestar import Request, Response, get, post, put
from litestar.params import FromPath, HeaderParameter, JSONBody
from litestar.status_codes import HTTP_204_NO_CONTENT

from ehrenamtskarte.ceremonies.afterwards import certificates, focus, photos, survey, thanked
from ehrenamtskarte.ceremonies.afterwards.schemas import ConsentIn, SurveyIn, ThankedOut
from ehrenamtskarte.ceremonies.inviting.links import guest_of_link
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.web.problems import language_of
from ehrenamtskarte.core.web.transfer import named_file

_TAGS = ["Ceremonies: afterwards"]
Invitation = Annotated[str, HeaderParameter(name="X-Invitation", max_length=200)]
"""The secret of the personal link; it stands in no address, so in no log either."""


@get("/api/invitation/afterwards", tags=_TAGS, summary="What waits for a guest after the event")
async def mine(invitation: Invitation = "") -> ThankedOut:
    """Certificate, survey and the photos one is on."""
    now = clock.now()
    return await thanked.of_guest(await guest_of_link(invitation, now), now=now)


@get("/api/invitation/certificate.pdf", tags=_TAGS, summary="My certificate as PDF")
async def my_certificate(request: Request[Any, Any, Any], invitation: Invitation = "") -> Response[bytes]:
    """The certificate, also for those who could not come."""
    now = clock.now()
    guest = await guest_of_link(invitation, now)
    content = await certificates.of_link(guest, language=language_of(request), now=now)
    return named_file(content, "application/pdf", "urkunde.pdf")


@post(
    "/api/invitation/survey",
    tags=_TAGS,
    status_code=HTTP_204_NO_CONTENT,
    summary="Say how it was",
)
async def answer_survey(data: JSONBody[SurveyIn], invitation: Invitation = "") -> None:
    """One anonymous answer of each party that came; nothing leads back from it."""
    now = clock.now()
    guest = await guest_of_link(invitation, now)
    await survey.answer(guest.id, guest.ceremony, data, now=now)


@put("/api/invitation/photos/{person_id:uuid}", tags=_TAGS, summary="Agree to a photo, or not")
async def say_to_photo(
    person_id: FromPath[UUID], data: JSONBody[ConsentIn], invitation: Invitation = ""
) -> ThankedOut:
    """What somebody says about a photo they are on; after a "no" nobody else sees it any more."""
    now = clock.now()
    guest = await guest_of_link(invitation, now)
    await focus.say(guest.id, person_id, data.consent)
    return await thanked.of_guest(guest, now=now)


@get("/api/invitation/photos/{photo_id:uuid}/{size:str}", tags=_TAGS, summary="A photo one is on")
async def my_photo(
    photo_id: FromPath[UUID], size: FromPath[str], invitation: Invitation = ""
) -> Response[bytes]:
    """The photo as WebP, `large` or `small`."""
    guest = await guest_of_link(invitation, clock.now())
    content = await photos.shown_to(guest.id, photo_id, size)
    return Response(content, media_type="image/webp", headers={"cache-control": "private, no-store"})


CONTROLLERS = [mine, my_certificate, answer_survey, say_to_photo, my_photo]

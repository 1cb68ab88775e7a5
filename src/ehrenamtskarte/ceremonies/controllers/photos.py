"""HTTP of the photos of an event, for its office and for everybody."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, delete, get, post, put
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, MultipartBody
from litestar.status_codes import HTTP_200_OK, HTTP_201_CREATED, HTTP_304_NOT_MODIFIED

from ehrenamtskarte.ceremonies.afterwards import focus, photos
from ehrenamtskarte.ceremonies.afterwards.schemas import (
    CandidateOut,
    FocusListIn,
    GalleryPhoto,
    PhotoIn,
    PhotoOut,
)
from ehrenamtskarte.companies.offices import office_named
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.pictures import MOST_BYTES
from ehrenamtskarte.core.text import Text
from ehrenamtskarte.core.web.transfer import FORM_AROUND_THE_FILE, receive_whole

WEBP = "image/webp"


@dataclass
class CeremonyPhotoUpload:
    """A form with the photo in its field `data`, its description in `alt_de` and `alt_en`, and who took it."""

    data: UploadFile
    alt_de: str = ""
    alt_en: str = ""
    credit: str = ""


class CeremonyPhotoController(Controller):
    """The photos of an event and who is in their focus."""

    path = "/api/offices/{office:str}/ceremonies/{ceremony_id:uuid}/photos"
    tags = ("Ceremonies: photos",)

    @get(summary="The photos of an event")
    async def photos(
        self, actor: NamedDependency[Actor], office: FromPath[str], ceremony_id: FromPath[UUID]
    ) -> list[PhotoOut]:
        """All photos with everybody in their focus, the newest first."""
        return await photos.of_office(office_named(office), ceremony_id, actor=actor)

    @post(
        status_code=HTTP_201_CREATED,
        summary="Add a photo",
        request_max_body_size=MOST_BYTES + FORM_AROUND_THE_FILE,
        before_request=receive_whole,
    )
    async def add(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        ceremony_id: FromPath[UUID],
        data: MultipartBody[CeremonyPhotoUpload],
    ) -> PhotoOut:
        """Add a photo (JPEG, PNG, WebP) with a description; nobody else sees it yet."""
        content, alt = await data.data.read(), Text(data.alt_de, data.alt_en)
        return await photos.add(
            office_named(office), ceremony_id, content, alt, data.credit, actor=actor, now=clock.now()
        )

    @get("/candidates", summary="Who may be in focus")
    async def candidates(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        ceremony_id: FromPath[UUID],
        q: FromQuery[str] = "",
    ) -> list[CandidateOut]:
        """Guests by name, with what they said about photos when they answered."""
        return await focus.candidates(office_named(office), ceremony_id, q=q, actor=actor)

    @put("/{photo_id:uuid}", summary="Describe a photo")
    async def describe(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        ceremony_id: FromPath[UUID],
        photo_id: FromPath[UUID],
        data: JSONBody[PhotoIn],
    ) -> PhotoOut:
        """Change the description, who took it, whom it shows and when it is deleted."""
        return await photos.describe(office_named(office), ceremony_id, photo_id, data, actor=actor)

    @put("/{photo_id:uuid}/persons", summary="Say who is in focus")
    async def persons(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        ceremony_id: FromPath[UUID],
        photo_id: FromPath[UUID],
        data: JSONBody[FocusListIn],
    ) -> PhotoOut:
        """Everybody in focus; a photo that somebody did not agree to is shown no more, and a guest's own "no" stays."""
        return await focus.set_persons(office_named(office), ceremony_id, photo_id, data.persons, actor=actor)

    @put("/{photo_id:uuid}/publication", status_code=HTTP_200_OK, summary="Show a photo")
    async def publish(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        ceremony_id: FromPath[UUID],
        photo_id: FromPath[UUID],
    ) -> PhotoOut:
        """Show it on the event's page; only once everybody in focus agreed."""
        return await photos.publish(office_named(office), ceremony_id, photo_id, actor=actor)

    @delete("/{photo_id:uuid}/publication", status_code=HTTP_200_OK, summary="Show a photo no more")
    async def withdraw(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        ceremony_id: FromPath[UUID],
        photo_id: FromPath[UUID],
    ) -> PhotoOut:
        """Take it off the event's page."""
        return await photos.withdraw(office_named(office), ceremony_id, photo_id, actor=actor)

    @delete("/{photo_id:uuid}", summary="Delete a photo")
    async def remove(
        self,
        actor: NamedDependency[Actor],
        office: FromPath[str],
        ceremony_id: FromPath[UUID],
        photo_id: FromPath[UUID],
    ) -> None:
        """Delete it for good."""
        await photos.remove(office_named(office), ceremony_id, photo_id, actor=actor)


@get(
    "/api/ceremonies/{ceremony_id:uuid}/photos",
    tags=["Ceremonies: photos"],
    summary="The gallery of an event",
)
async def gallery(ceremony_id: FromPath[UUID]) -> list[GalleryPhoto]:
    """The photos of a public event that everybody in their focus agreed to."""
    return [
        GalleryPhoto(
            alt=Text(row["alt_de"], row["alt_en"]),
            **{name: row[name] for name in ("id", "width", "height", "credit")},
        )
        for row in await photos.gallery(ceremony_id)
    ]


@get(
    "/api/ceremony-photos/{photo_id:uuid}/{size:str}",
    tags=["Ceremonies: photos"],
    summary="A photo of an event",
)
async def photo(
    request: Request[Any, Any, Any],
    visitor: NamedDependency[Actor | None],
    photo_id: FromPath[UUID],
    size: FromPath[str],
) -> Response[bytes]:
    """A photo as WebP, `large` or `small`: those that are shown for everybody, the others for the event's office."""
    found = await photos.shown(photo_id, size, visitor=visitor)
    # Somebody may take their consent back: caches ask again after ten minutes.
    scope = "public, max-age=600, must-revalidate" if found.public else "private, no-cache"
    headers = {"etag": f'"{photo_id.hex}-{size}"', "cache-control": scope}
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response(b"", status_code=HTTP_304_NOT_MODIFIED, headers=headers)
    return Response(found.content, headers=headers, media_type=WEBP)


CONTROLLERS = [CeremonyPhotoController, gallery, photo]

"""Public answers that may be kept for a minute and are asked for again by their ETag."""

from collections.abc import Awaitable, Callable, Hashable
from typing import Any

from litestar import Request, Response
from litestar.status_codes import HTTP_304_NOT_MODIFIED

from ehrenamtskarte.benefits.public_list import kept

AnyRequest = Request[Any, Any, Any]
FOR_A_MINUTE = "public, max-age=60"
FOR_EVERYBODY = {"access-control-allow-origin": "*", "cross-origin-resource-policy": "cross-origin"}


def is_known(request: AnyRequest, etag: str) -> bool:
    """Whether the client has this answer already."""
    given = request.headers.get("if-none-match", "")
    return etag in {tag.strip() for tag in given.split(",")}


def not_modified(etag: str, headers: dict[str, str] | None = None) -> Response[Any]:
    """Nothing new."""
    return Response(
        b"",
        status_code=HTTP_304_NOT_MODIFIED,
        headers={"etag": etag, "cache-control": FOR_A_MINUTE, "vary": "accept-encoding", **(headers or {})},
    )


async def from_shelf(
    request: AnyRequest,
    key: Hashable,
    etag: str,
    make: Callable[[], Awaitable[bytes]],
    *,
    media_type: str = "application/json",
    headers: dict[str, str] | None = None,
) -> Response[Any]:
    """A large answer, compressed already; only for handlers marked `compressed_already`."""
    if is_known(request, etag):
        return not_modified(etag, headers)
    edition = await kept.SHELF.edition(key, etag, make)
    own = {"etag": etag, "cache-control": FOR_A_MINUTE, "vary": "accept-encoding", **(headers or {})}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(edition.gzipped, headers={**own, "content-encoding": "gzip"}, media_type=media_type)
    return Response(edition.plain(), headers=own, media_type=media_type)

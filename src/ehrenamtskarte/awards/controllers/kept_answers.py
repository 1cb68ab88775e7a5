"""Public answers that are made once a second, kept in the memory of the process and known by their ETag."""

import hashlib
from collections.abc import Awaitable, Callable, Hashable
from typing import Any

import msgspec
from litestar import Response

from ehrenamtskarte.benefits.controllers.answers import AnyRequest, is_known, not_modified
from ehrenamtskarte.benefits.public_list.kept import Shelf
from ehrenamtskarte.core import clock

SHELF = Shelf(8 * 1024 * 1024)
_HEADERS = {"cache-control": "public, max-age=1", "vary": "accept-encoding"}
"""Phases end and embargoes lift at a moment: nobody shall see the state before for longer than that."""


async def kept(
    request: AnyRequest,
    key: Hashable,
    make: Callable[[], Awaitable[object]],
    *,
    media_type: str = "application/json",
    headers: dict[str, str] | None = None,
) -> Response[Any]:
    """What `make` gives (bytes as they are, else as JSON); only for handlers marked `compressed_already`."""

    async def body() -> bytes:
        made = await make()
        return made if isinstance(made, bytes) else msgspec.json.encode(made)

    edition = await SHELF.edition(key, str(int(clock.now().timestamp())), body)
    # Weak, for one tag stands for the answer packed and unpacked.
    etag = f'W/"{hashlib.sha256(edition.gzipped).hexdigest()[:24]}"'
    own = {"etag": etag, **_HEADERS, **(headers or {})}
    if is_known(request, etag):
        return not_modified(etag, own)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(edition.gzipped, headers={**own, "content-encoding": "gzip"}, media_type=media_type)
    return Response(edition.plain(), headers=own, media_type=media_type)

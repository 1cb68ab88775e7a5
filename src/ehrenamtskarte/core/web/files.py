"""The built front end, held in memory: hashed assets for ever, the page itself always fresh."""

import gzip
import hashlib
import mimetypes
from pathlib import Path
from typing import Any

from litestar import Request, Response, get
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK, HTTP_304_NOT_MODIFIED

from ehrenamtskarte.core.errors import NotFound

STATIC = Path(__file__).parents[2] / "static"
COMPRESSIBLE = {".html", ".js", ".mjs", ".css", ".svg", ".json", ".webmanifest", ".wasm", ".txt"}
mimetypes.add_type("application/manifest+json", ".webmanifest")
mimetypes.add_type("application/wasm", ".wasm")
mimetypes.add_type("text/javascript", ".mjs")
mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("font/woff2", ".woff2")


class StaticFile:
    """One file with what its answer needs."""

    def __init__(self, path: Path) -> None:
        self.body = path.read_bytes()
        self.gzipped = gzip.compress(self.body, 9, mtime=0) if path.suffix in COMPRESSIBLE else None
        self.etag = f'"{hashlib.sha256(self.body).hexdigest()[:20]}"'
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        self.media_type = f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
        hashed = "assets" in path.parts
        self.cache = "public, max-age=31536000, immutable" if hashed else "no-cache"


class FrontEnd:
    """All files of the build, read once at start."""

    def __init__(self, folder: Path = STATIC) -> None:
        self.files = {
            path.relative_to(folder).as_posix(): StaticFile(path)
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }

    def answer(self, path: str, request: Request[Any, Any, Any]) -> Response[bytes]:
        """The file at this path, or the page for an address inside the application."""
        file = self.files.get(path)
        if file is None and "." not in path.rsplit("/", 1)[-1]:
            file = self.files.get("index.html")
        if file is None or path.startswith(("api/", ".well-known/")):
            raise NotFound
        headers = {"etag": file.etag, "cache-control": file.cache, "vary": "accept-encoding"}
        if request.headers.get("if-none-match") == file.etag:
            return Response(b"", status_code=HTTP_304_NOT_MODIFIED, headers=headers)
        body = file.body
        if file.gzipped is not None and "gzip" in request.headers.get("accept-encoding", ""):
            body = file.gzipped
            headers["content-encoding"] = "gzip"
        return Response(body, status_code=HTTP_200_OK, headers=headers, media_type=file.media_type)


def front_end_routes(front_end: FrontEnd) -> list[Any]:
    """Handlers for `/` and everything no other route takes."""

    @get(["/", "/{path:path}"], include_in_schema=False, name="front_end", compressed_already=True)
    async def page(request: Request[Any, Any, Any], path: FromPath[str] = "") -> Response[bytes]:
        return front_end.answer(path.lstrip("/"), request)

    return [page]

"""Files that come in by a form, and files that go out by name."""

from typing import Any

from litestar import Request, Response

FORM_AROUND_THE_FILE = 64 * 1024
CSV = "text/csv"


async def receive_whole(request: Request[Any, Any, Any]) -> None:
    """Take the body in before it is taken apart, so that one too large leaves no half-written file behind."""
    await request.body()


def named_file(content: bytes, media_type: str, name: str) -> Response[bytes]:
    """A file that browsers save under this name."""
    return Response(
        content, media_type=media_type, headers={"content-disposition": f'attachment; filename="{name}"'}
    )

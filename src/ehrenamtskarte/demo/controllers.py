"""HTTP of the demo: whom to sign in as, and lists to try the import with. Only there in demo mode."""

from pathlib import Path

import msgspec
import pyotp
from litestar import Controller, Response, get
from litestar.params import FromPath

from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.text import Text
from ehrenamtskarte.demo import cast, story

LISTS = Path(__file__).parent / "data"
TYPES = {
    ".csv": "text/csv",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class DemoAccount(msgspec.Struct, rename="camel"):
    """Somebody to sign in as; `code` is what their authenticator app would show now."""

    email: str
    name: str
    description: Text
    code: str | None


class DemoList(msgspec.Struct, rename="camel"):
    """A club's hour list to download and read in."""

    name: str
    size: int


class DemoController(Controller):
    """The demo's guide."""

    path = "/api/demo"
    tags = ("Demo",)

    @get("/accounts", summary="Whom to sign in as")
    async def accounts(self) -> list[DemoAccount]:
        """The demo's people with, for staff, the code their app would show now."""
        guide = await story.guide()
        secrets = await db.rows(
            "SELECT p.email, p.given_name || ' ' || p.family_name AS name, a.secret FROM person p"
            " LEFT JOIN authenticator a ON a.person = p.id AND a.confirmed_at IS NOT NULL WHERE p.email = ANY($1)",
            list(guide),
        )
        found = {row["email"]: row for row in secrets}
        return [
            DemoAccount(email, found[email]["name"], text, _code(found[email]["secret"]))
            for email, text in guide.items()
            if email in found
        ]

    @get("/lists", summary="Lists to try the import with")
    async def lists(self) -> list[DemoList]:
        """The three lists that the demo's clubs keep."""
        return [DemoList(path.name, path.stat().st_size) for path in sorted(LISTS.glob("hours_*.*"))]

    @get("/lists/{name:str}", summary="One list as a file")
    async def one_list(self, name: FromPath[str]) -> Response[bytes]:
        """One list, byte for byte."""
        if name not in {club.list_file for club in cast.CLUBS}:
            raise NotFound
        path = LISTS / name
        return Response(
            path.read_bytes(),
            media_type=TYPES[path.suffix],
            headers={"content-disposition": f'attachment; filename="{name}"'},
        )


def _code(secret: str | None) -> str | None:
    return pyotp.TOTP(secret).at(clock.now()) if secret else None

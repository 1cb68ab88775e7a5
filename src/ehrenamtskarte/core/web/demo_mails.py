"""The demo's mail box: every mail the platform would have sent."""

from datetime import datetime
from uuid import UUID

import msgspec
from litestar import Controller, get
from litestar.params import FromQuery

from ehrenamtskarte.core import db
from ehrenamtskarte.core.pagination import Page, cursor_of, id_of


class CaughtMailOut(msgspec.Struct, rename="camel"):
    """One mail."""

    id: UUID
    to: str
    subject: str
    text: str
    sent_at: datetime


class DemoMails(Controller):
    """Only there in demo mode."""

    path = "/api/demo/mails"
    tags = ("Demo",)

    @get(summary="The mails, newest first")
    async def mails(
        self, q: FromQuery[str] = "", cursor: FromQuery[str | None] = None
    ) -> Page[CaughtMailOut]:
        """The mails, newest first, searched by recipient or subject."""
        after = id_of(cursor)
        found = await db.rows(
            "SELECT id, recipient AS to, subject, text, sent_at FROM caught_mail"
            " WHERE ($1 = '' OR recipient ILIKE '%' || $1 || '%' OR subject ILIKE '%' || $1 || '%')"
            " AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT 31",
            q.strip(),
            after,
        )
        items = [CaughtMailOut(**dict(mail)) for mail in found[:30]]
        return Page(items, next=cursor_of(str(items[-1].id)) if len(found) > 30 else None)

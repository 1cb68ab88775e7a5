"""What changed in the public list, as a JSON Feed 1.1."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from ehrenamtskarte.benefits.publishing.open_data import address_of
from ehrenamtskarte.core import db
from ehrenamtskarte.core.errors import Malformed
from ehrenamtskarte.core.pagination import UnknownCursor, cursor_of, values_of
from ehrenamtskarte.core.settings import settings

PAGE = 100
_WORDS = {"published": "Neu", "changed": "Geändert", "ended": "Beendet"}


class SinceInvalid(Malformed):
    """A moment without a time zone could be any of several."""

    de = "Bitte geben Sie bei „since“ eine Zeitzone an, zum Beispiel 2026-11-22T12:00:00Z."
    en = "Please give 'since' a time zone, for example 2026-11-22T12:00:00Z."


async def feed(since: datetime | None, cursor: str) -> dict[str, Any]:
    """The latest changes first, those after `since`. Raises SinceInvalid, UnknownCursor."""
    if since and since.tzinfo is None:
        raise SinceInvalid(field="since")
    at, key = _after(cursor)
    found = await db.rows(
        "SELECT id, benefit, at, what, title_de, company_name FROM public_change"
        " WHERE ($1::timestamptz IS NULL OR at > $1) AND ($2::timestamptz IS NULL OR (at, id) < ($2, $3::uuid))"
        " ORDER BY at DESC, id DESC LIMIT $4",
        since, at, key, PAGE + 1,
    )  # fmt: skip
    last = found[PAGE - 1] if len(found) > PAGE else None
    following = (
        {"next_url": _address(since, cursor_of(last["at"].isoformat(), str(last["id"])))} if last else {}
    )
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Vergünstigungen der Ehrenamtskarte NRW: Änderungen",
        "home_page_url": f"{settings().address}/vorteile",
        "feed_url": _address(since),
        "language": "de",
        "items": [_item(row) for row in found[:PAGE]],
        **following,
    }


def _after(cursor: str) -> tuple[datetime | None, UUID | None]:
    values = values_of(cursor, 2)
    if values is None:
        return None, None
    try:
        return datetime.fromisoformat(values[0]), UUID(values[1])
    except ValueError:
        raise UnknownCursor from None


def _item(row: Any) -> dict[str, Any]:
    return {
        "id": str(row["id"]),
        "url": address_of(row["benefit"]),
        "title": f"{_WORDS[row['what']]}: {row['title_de']} ({row['company_name']})",
        "content_text": f"{row['title_de']}, {row['company_name']}",
        "date_published": row["at"].isoformat(),
        "tags": [row["what"]],
        "_benefit": {"id": str(row["benefit"]), "what": row["what"]},
    }


def _address(since: datetime | None, page: str = "") -> str:
    query = urlencode(
        {name: value for name, value in (("since", since and since.isoformat()), ("page", page)) if value}
    )
    return f"{settings().address}/api/open-data/changes.json{f'?{query}' if query else ''}"

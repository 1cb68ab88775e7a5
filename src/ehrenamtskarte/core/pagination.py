"""Pages of a list: the items and a cursor that continues after the last one."""

import base64
import binascii
from typing import Generic, TypeVar
from uuid import UUID

import msgspec

from ehrenamtskarte.core.errors import Malformed

T = TypeVar("T")

PAGE_SIZE = 50
LONGEST_NUMBER = 9


class UnknownCursor(Malformed):
    """The cursor is not one of ours."""

    de = "Diese Seite der Liste gibt es nicht."
    en = "There is no such page of the list."


class Page(msgspec.Struct, Generic[T], rename="camel"):
    """One page of a list; `next` continues it, `total` counts all matches where that is cheap."""

    items: list[T]
    next: str | None = None
    total: int | None = None


def cursor_of(*values: str) -> str:
    """An opaque cursor from the sort values of the last item."""
    return base64.urlsafe_b64encode(msgspec.json.encode(values)).decode().rstrip("=")


def id_of(cursor: str | None) -> UUID | None:
    """The id inside the cursor of a list that is sorted by nothing else; raises UnknownCursor."""
    values = values_of(cursor, 1)
    try:
        return UUID(values[0]) if values else None
    except ValueError:
        raise UnknownCursor from None


def number_of(cursor: str | None) -> int | None:
    """The place inside the cursor of a list that is sorted by a number alone; raises UnknownCursor."""
    values = values_of(cursor, 1)
    return whole_number(values[0]) if values else None


def whole_number(value: str) -> int:
    """A number among the sort values, small enough for every column; raises UnknownCursor."""
    if not (value.isascii() and value.isdecimal() and len(value) <= LONGEST_NUMBER):
        raise UnknownCursor
    return int(value)


def values_of(cursor: str | None, count: int) -> list[str] | None:
    """The sort values inside a cursor; raises UnknownCursor."""
    if not cursor:
        return None
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        values = msgspec.json.decode(base64.b64decode(padded, altchars=b"-_", validate=True), type=list[str])
    except (ValueError, binascii.Error, msgspec.MsgspecError):
        raise UnknownCursor from None
    if len(values) != count:
        raise UnknownCursor
    return values

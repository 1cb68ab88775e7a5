"""A guest list from its bytes to rows, in a process of its own that has little memory, little time and no secrets."""

from collections.abc import Mapping as MappingOf

import msgspec

from ehrenamtskarte.ceremonies.guests.list_columns import (
    Column,
    Mapping,
    UnknownGuestField,
    columns_of,
    corrected,
    guess,
)
from ehrenamtskarte.ceremonies.guests.list_rows import GuestListTooLong, Rows, read_rows
from ehrenamtskarte.core import bounded
from ehrenamtskarte.core.bounded import Refusals
from ehrenamtskarte.core.sheets.files import (
    MOST_BYTES,
    REFUSALS,
    FileTooComplicated,
    FileTooLarge,
    FileUnreadable,
)
from ehrenamtskarte.core.sheets.reading import read_table

_REFUSALS = Refusals(
    REFUSALS | {refusal.__name__: refusal for refusal in (UnknownGuestField, GuestListTooLong)},
    too_much=FileTooComplicated,
    broken=FileUnreadable,
)


class Order(msgspec.Struct, frozen=True):
    """A file to read; the mapping is None where it is to be guessed."""

    content: bytes
    mapping: dict[str, int] | None = None


class Reading(msgspec.Struct, frozen=True):
    """A list, read: with which columns, and what its rows say."""

    mapping: Mapping
    columns: list[Column]
    rows: Rows


def read(order: Order) -> Reading:
    """Read a list in this very process. A mapping without names gives no rows."""
    table = read_table(order.content)
    mapping = guess(table) if order.mapping is None else corrected(table, order.mapping)
    rows = read_rows(table, mapping) if mapping.has_names else Rows([], [])
    return Reading(mapping, columns_of(table, mapping.header), rows)


async def read_bounded(content: bytes, mapping: MappingOf[str, int] | None = None) -> Reading:
    """Read what somebody handed in. Raises the refusals of `core.sheets.files` and of the list."""
    if len(content) > MOST_BYTES:
        raise FileTooLarge(field="data")
    wanted = None if mapping is None else dict(mapping)
    return await bounded.run(read, Order(content, wanted), _REFUSALS)

"""A list from its bytes to candidates, in a process of its own that has little memory, little time and no secrets."""

from collections.abc import Mapping as MappingOf
from datetime import date

import msgspec

from ehrenamtskarte.benefits.lists.mapping import (
    Column,
    ColumnsMissing,
    Mapping,
    NoColumnsFound,
    UnknownField,
    columns_of,
    corrected,
    guess,
)
from ehrenamtskarte.benefits.lists.rows import Rows, TooManyOffers, read_rows
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

_OWN = (NoColumnsFound, UnknownField, TooManyOffers, ColumnsMissing)
_REFUSALS = Refusals(
    REFUSALS | {refusal.__name__: refusal for refusal in _OWN},
    too_much=FileTooComplicated,
    broken=FileUnreadable,
)


class Order(msgspec.Struct, frozen=True):
    """A file to read; the mapping is None where it is to be guessed."""

    content: bytes
    today: date
    mapping: dict[str, int] | None = None


class Reading(msgspec.Struct, frozen=True):
    """A list, read: with which columns, and what its rows say."""

    mapping: Mapping
    columns: list[Column]
    rows: Rows


def read(order: Order) -> Reading:
    """Read a list in this very process. A mapping without provider or title gives no rows."""
    table = read_table(order.content)
    mapping = guess(table) if order.mapping is None else corrected(table, order.mapping)
    rows = Rows([], []) if mapping.missing else read_rows(table, mapping, order.today)
    return Reading(mapping, columns_of(table, mapping.header), rows)


async def read_bounded(content: bytes, today: date, mapping: MappingOf[str, int] | None = None) -> Reading:
    """Read what somebody handed in. Raises the refusals of `core.sheets.files` and of `mapping`."""
    if len(content) > MOST_BYTES:
        raise FileTooLarge(field="data")
    wanted = None if mapping is None else dict(mapping)
    return await bounded.run(read, Order(content, today, wanted), _REFUSALS)

"""Reading an uploaded list in a process of its own that has little memory, little time and no secrets."""

from datetime import date

import msgspec

from ehrenamtskarte.core import bounded
from ehrenamtskarte.core.bounded import Refusals
from ehrenamtskarte.core.bounded_process import Limits
from ehrenamtskarte.core.sheets.files import (
    MOST_BYTES,
    REFUSALS,
    FileTooComplicated,
    FileTooLarge,
    FileUnreadable,
)
from ehrenamtskarte.hours.lists.mapping import NoColumnsFound
from ehrenamtskarte.hours.lists.read import Chosen, Reading, read_list

_REFUSALS = Refusals(
    REFUSALS | {NoColumnsFound.__name__: NoColumnsFound}, too_much=FileTooComplicated, broken=FileUnreadable
)


class Order(msgspec.Struct, frozen=True):
    """A file to read."""

    content: bytes
    today: date
    chosen: Chosen | None = None


async def read_bounded(
    content: bytes, today: date, chosen: Chosen | None = None, limits: Limits | None = None
) -> Reading:
    """Read a list somebody uploaded, in a bounded process.

    Raises the refusals of `core.sheets.files`; whatever crashes the process or exceeds its limits is one of them.
    """
    if len(content) > MOST_BYTES:
        raise FileTooLarge(field="data")
    return await bounded.run(read, Order(content, today, chosen), _REFUSALS, limits)


def read(order: Order) -> Reading:
    """What the bounded process does."""
    return read_list(order.content, order.today, order.chosen)

"""The process that reads one uploaded list: it takes little memory, little time, writes no file, and ends."""

import sys
import traceback
from contextlib import suppress
from datetime import date

import msgspec

from ehrenamtskarte.core.errors import Refusal
from ehrenamtskarte.hours.lists.files import FileTooComplicated, FileUnreadable
from ehrenamtskarte.hours.lists.read import Chosen, Reading, read_list


class Limits(msgspec.Struct, frozen=True):
    """How much one reading may take; memory and processor time only where the system can enforce them."""

    memory_bytes: int = 1024 * 1024 * 1024
    processor_seconds: int = 20
    seconds: float = 30.0


class Order(msgspec.Struct, frozen=True):
    """A file to read."""

    content: bytes
    today: date
    chosen: Chosen | None = None
    limits: Limits = Limits()


class Refused(msgspec.Struct, frozen=True, tag="refused"):
    """The name of a refusal of the whole file, and the field at fault."""

    name: str
    field: str | None
    where: str = ""


def main() -> int:
    """Read one order from standard input and write the outcome to standard output."""
    order = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Order)
    _limit(order.limits)
    sys.stdout.buffer.write(msgspec.msgpack.encode(_outcome(order)))
    sys.stdout.buffer.flush()
    return 0


def _outcome(order: Order) -> Reading | Refused:
    try:
        return read_list(order.content, order.today, order.chosen)
    except Refusal as refusal:
        field = refusal.errors[0].field if refusal.errors else None
        return Refused(type(refusal).__name__, field)
    except MemoryError:
        return Refused(FileTooComplicated.__name__, "data")
    except BaseException as error:  # a panic of the workbook reader is no Exception
        last = traceback.extract_tb(error.__traceback__)[-1]
        return Refused(
            FileUnreadable.__name__, "data", f"{type(error).__name__} in {last.name}:{last.lineno}"
        )


def _limit(limits: Limits) -> None:
    try:
        import resource
    except ImportError:  # Windows: the clock of the parent and the file's own limits remain
        return
    for what, most in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.processor_seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _lower(what, most)


def _lower(what: int, most: int) -> None:
    import resource

    hard = resource.getrlimit(what)[1]
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    with suppress(OSError, ValueError):  # a system without this limit
        resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    sys.exit(main())

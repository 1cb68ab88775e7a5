"""The process that works on one thing somebody uploaded: little memory, little time, no file written, and it ends."""

import importlib
import sys
import traceback
import typing
from collections.abc import Callable
from contextlib import suppress

import msgspec

from ehrenamtskarte.core.errors import Refusal

TOO_MUCH = "too_much"
BROKEN = "broken"


class Limits(msgspec.Struct, frozen=True):
    """How much one piece of work may take; memory and processor time only where the system can enforce them."""

    memory_bytes: int = 1024 * 1024 * 1024
    processor_seconds: int = 20
    seconds: float = 30.0


class Work(msgspec.Struct, frozen=True):
    """A function of one annotated argument, as `module:name`, and that argument."""

    function: str
    order: bytes
    limits: Limits = Limits()


class Refused(msgspec.Struct, frozen=True):
    """The name of a refusal and the field at fault; or TOO_MUCH, or BROKEN with where it broke."""

    name: str
    field: str | None = None
    where: str = ""


class Answer(msgspec.Struct, frozen=True):
    """What the function returned, or why not."""

    outcome: bytes | None = None
    refused: Refused | None = None


def main() -> int:
    """Do one piece of work from standard input and write the answer to standard output."""
    work = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Work)
    function = _function(work.function)
    limit(work.limits)
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer(function, work.order)))
    sys.stdout.buffer.flush()
    return 0


def name_of(function: Callable[..., object]) -> str:
    """How the process finds a function of a module."""
    return f"{function.__module__}:{function.__qualname__}"


def _function(name: str) -> Callable[[object], object]:
    module, _, attribute = name.partition(":")
    found: Callable[[object], object] = getattr(importlib.import_module(module), attribute)
    return found


def answer(function: Callable[[object], object], order: bytes) -> Answer:
    """What the function makes of the order; whatever it raises becomes a refusal without the data."""
    try:
        wanted = next(iter(typing.get_type_hints(function).values()))
        outcome = function(msgspec.msgpack.decode(order, type=wanted))
        return Answer(msgspec.msgpack.encode(outcome))
    except Refusal as refusal:
        field = refusal.errors[0].field if refusal.errors else None
        return Answer(refused=Refused(type(refusal).__name__, field))
    except MemoryError:
        return Answer(refused=Refused(TOO_MUCH))
    except BaseException as error:  # a panic of a native reader is no Exception
        last = traceback.extract_tb(error.__traceback__)[-1]
        return Answer(refused=Refused(BROKEN, where=f"{type(error).__name__} in {last.name}:{last.lineno}"))


def limit(limits: Limits) -> None:
    """Let the system hold this process to its limits, where it can."""
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

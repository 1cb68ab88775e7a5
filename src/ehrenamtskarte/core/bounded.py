"""Working on what somebody uploaded in a process of its own that has little memory, little time and no secrets."""

import asyncio
import os
import sys
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import msgspec
import structlog

from ehrenamtskarte.core import bounded_process
from ehrenamtskarte.core.bounded_process import BROKEN, TOO_MUCH, Answer, Limits, Refused, Work, name_of
from ehrenamtskarte.core.errors import Refusal

_log = structlog.get_logger()

AT_ONCE = 2
"""Pieces of work for this process at the same time, whatever they are; each may take a gigabyte."""

_at_work = asyncio.Semaphore(AT_ONCE)

Order = TypeVar("Order")
Outcome = TypeVar("Outcome")


@dataclass(frozen=True)
class Refusals:
    """What the platform says where the work fails: the function's own refusals by name, and two for the rest.

    A refusal crosses the border by its name and field alone, so its sentences have nothing to fill in.
    """

    own: Mapping[str, type[Refusal]]
    too_much: type[Refusal]
    broken: type[Refusal]
    field: str = "data"

    def of(self, refused: Refused) -> Refusal:
        """The refusal the process named, as something to raise."""
        if refused.name == TOO_MUCH:
            return self.too_much(field=self.field)
        if refused.name == BROKEN:
            return self.broken(field=self.field)
        return self.own[refused.name](field=refused.field)


async def run(
    function: Callable[[Order], Outcome], order: Order, refusals: Refusals, limits: Limits | None = None
) -> Outcome:
    """Let a module's function work in a bounded process, a few at a time; argument and outcome are annotated and fit msgpack.

    Raises one of the refusals; whatever crashes the process or exceeds its limits is one of them.
    """
    limits = limits or Limits()
    work = Work(name_of(function), msgspec.msgpack.encode(order), limits)
    async with _at_work:
        written = await _written(msgspec.msgpack.encode(work), limits.seconds)
    if written is None:
        raise refusals.of(Refused(TOO_MUCH))
    answer = msgspec.msgpack.decode(written, type=Answer)
    if answer.refused or answer.outcome is None:
        refused = answer.refused or Refused(BROKEN)
        if refused.where:
            _log.warning("upload_broke_its_reader", function=work.function, where=refused.where)
        raise refusals.of(refused)
    outcome: Outcome = msgspec.msgpack.decode(answer.outcome, type=typing.get_type_hints(function)["return"])
    return outcome


async def _written(work: bytes, seconds: float) -> bytes | None:
    """What the process wrote; None where it took too long or died."""
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",
        "-m",
        bounded_process.__name__,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env=bare_environment(os.environ),
    )
    try:
        written, _ = await asyncio.wait_for(child.communicate(work), seconds)
    except TimeoutError:
        return None
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    return written if child.returncode == 0 and written else None


def bare_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """What an interpreter needs to start, and none of the platform's secrets."""
    kept = {name: environment[name] for name in ("PATH", "SYSTEMROOT", "TEMP", "TMP") if name in environment}
    return kept | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "PYTHONUTF8": "1"}

"""Reading an uploaded list in a process of its own that has little memory, little time and no secrets."""

import asyncio
import os
import sys
from collections.abc import Mapping as MappingOf
from datetime import date

import msgspec
import structlog

from ehrenamtskarte.hours.lists import process
from ehrenamtskarte.hours.lists.files import MOST_BYTES, REFUSALS, FileTooComplicated, FileTooLarge
from ehrenamtskarte.hours.lists.process import Limits, Order, Refused
from ehrenamtskarte.hours.lists.read import Chosen, Reading

_log = structlog.get_logger()
_outcomes: msgspec.msgpack.Decoder[Reading | Refused] = msgspec.msgpack.Decoder(Reading | Refused)


async def read_bounded(
    content: bytes, today: date, chosen: Chosen | None = None, limits: Limits | None = None
) -> Reading:
    """Read a list somebody uploaded, in a bounded process.

    Raises the refusals of `files`; whatever crashes the process or exceeds its limits is one of them.
    """
    if len(content) > MOST_BYTES:
        raise FileTooLarge(field="data")
    limits = limits or Limits()
    answer = await _answer(msgspec.msgpack.encode(Order(content, today, chosen, limits)), limits.seconds)
    outcome = _outcomes.decode(answer)
    if isinstance(outcome, Refused):
        if outcome.where:
            _log.warning("hours_list_broke_its_reader", where=outcome.where)
        raise REFUSALS[outcome.name](field=outcome.field)
    return outcome


async def _answer(order: bytes, seconds: float) -> bytes:
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",
        "-m",
        process.__name__,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env=_bare_environment(os.environ),
    )
    try:
        answer, _ = await asyncio.wait_for(child.communicate(order), seconds)
    except TimeoutError as error:
        raise FileTooComplicated(field="data") from error
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    if child.returncode != 0 or not answer:
        raise FileTooComplicated(field="data")
    return answer


def _bare_environment(environment: MappingOf[str, str]) -> dict[str, str]:
    """What an interpreter needs to start, and none of the platform's secrets."""
    kept = {name: environment[name] for name in ("PATH", "SYSTEMROOT", "TEMP", "TMP") if name in environment}
    return kept | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "PYTHONUTF8": "1"}

"""Logs: one structured line per event, on standard error, without personal data."""

import logging
import sys
import traceback
from typing import Any

import structlog
from structlog.types import EventDict, WrappedLogger

from ehrenamtskarte.core.settings import settings


def set_up() -> None:
    """Send the platform's and the libraries' logs through one renderer."""
    as_text = settings().log_format == "text" or (settings().log_format == "auto" and sys.stderr.isatty())
    rendering: list[Any] = (
        [_on_one_line, structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())]
        if as_text
        else [structlog.processors.JSONRenderer(default=str)]
    )
    shared = (
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _without_quoting,
    )
    structlog.configure(
        processors=[*shared, *rendering],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *rendering],
            foreign_pre_chain=shared,
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)


def where(error: BaseException) -> list[str]:
    """The last places an error came through, without its words, which may quote what people typed."""
    frames = traceback.extract_tb(error.__traceback__)
    return [f"{frame.filename.rsplit('/src/')[-1]}:{frame.lineno}" for frame in frames[-6:]]


def _without_quoting(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Say of an error what it is and where it happened."""
    given = event.pop("exc_info", None)
    error = given[1] if isinstance(given, tuple) else given
    if given is True:
        error = sys.exc_info()[1]
    if isinstance(error, BaseException):
        event.update(error=type(error).__name__, where=where(error))
    return event


def _on_one_line(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Nobody starts a new line in the log by what they send."""
    return {
        name: value.encode("unicode_escape").decode()
        if isinstance(value, str) and not value.isprintable()
        else value
        for name, value in event.items()
    }

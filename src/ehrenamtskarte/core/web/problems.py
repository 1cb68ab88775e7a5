"""Every refusal and every fault leaves as problem+json (RFC 9457), in the reader's language."""

from typing import Any

import asyncpg
import msgspec
import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException
from litestar.types import ExceptionHandlersMap

from ehrenamtskarte.core.db import is_out_of_reach
from ehrenamtskarte.core.errors import (
    Conflict,
    FieldError,
    Forbidden,
    Invalid,
    Malformed,
    NotFound,
    Refusal,
    SignInNeeded,
    TooLarge,
    TooManyRequests,
    Unavailable,
)
from ehrenamtskarte.core.logs import where
from ehrenamtskarte.core.text import Text

log = structlog.get_logger()

PROBLEM_TYPES = "https://ehrenamtskarte.example/problems/"


class ProblemField(msgspec.Struct):
    """What is wrong with one field."""

    field: str
    message: str


class Problem(msgspec.Struct, omit_defaults=True):
    """RFC 9457 problem details with the platform's stable code."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    errors: list[ProblemField] = []


class MethodNotAllowed(Refusal):
    """The address exists, the method does not."""

    status = 405
    title = "Method not allowed"
    de = "Diese Adresse kann das nicht."
    en = "This address does not support that method."

    def __init__(self, allow: str) -> None:
        super().__init__()
        self.allow = allow


class InternalError(Refusal):
    """A fault of the platform."""

    status = 500
    title = "Internal server error"
    de = "Bei uns ist etwas schiefgegangen. Wir sehen es im Protokoll."
    en = "Something went wrong on our side. It is in our log."


def language_of(request: Request[Any, Any, Any]) -> str:
    """`en` when the reader prefers English to German, else `de`."""
    return preferred_language(request.headers.get("accept-language", ""))


def preferred_language(accept_language: str) -> str:
    """The same for the header's text."""
    wishes = {"de": 0.0, "en": 0.0}
    for part in accept_language.lower().split(","):
        tag, _, weight = part.partition(";")
        language = tag.strip()[:2]
        if language in wishes:
            wishes[language] = max(wishes[language], _weight(weight))
    return "en" if wishes["en"] > wishes["de"] else "de"


def _weight(text: str) -> float:
    try:
        return float(text.strip().removeprefix("q=") or 1)
    except ValueError:
        return 0.0


def as_problem(refusal: Refusal, language: str) -> Problem:
    """The document for one refusal."""
    return Problem(
        type=PROBLEM_TYPES + refusal.code.replace("_", "-"),
        title=refusal.title,
        status=refusal.status,
        detail=refusal.text.in_language(language),
        code=refusal.code,
        errors=[ProblemField(e.field, e.message.in_language(language)) for e in refusal.errors],
    )


def headers_of(refusal: Refusal) -> dict[str, str]:
    """What goes with the document."""
    headers = {"content-type": "application/problem+json"}
    if refusal.retry_after:
        headers["retry-after"] = str(refusal.retry_after)
    if isinstance(refusal, MethodNotAllowed):
        headers["allow"] = refusal.allow
    return headers


def refusal_of(error: Exception, route: str = "") -> Refusal:
    """What to tell the reader; a fault of ours goes into the log."""
    if isinstance(error, Refusal):
        return error
    if isinstance(error, HTTPException) and error.status_code < 500:
        return _refusal_of_http(error)
    if isinstance(error, asyncpg.UniqueViolationError | asyncpg.ExclusionViolationError):
        log.warning("constraint refused a change", constraint=error.constraint_name, route=route)
        return Conflict()
    if isinstance(error, asyncpg.DataError | RecursionError):
        # Text with a NUL, a number beyond its column, JSON nested without end.
        log.warning("odd input", error=type(error).__name__, where=where(error), route=route)
        return Malformed()
    if is_out_of_reach(error):
        log.warning("database out of reach", error=type(error).__name__, route=route)
        return Unavailable()
    log.error("fault", error=type(error).__name__, where=where(error), route=route)
    return InternalError()


_OF_STATUS: dict[int, type[Refusal]] = {
    401: SignInNeeded,
    403: Forbidden,
    404: NotFound,
    413: TooLarge,
    429: TooManyRequests,
}


def _refusal_of_http(error: HTTPException) -> Refusal:
    if error.status_code == MethodNotAllowed.status:
        return MethodNotAllowed((error.headers or {}).get("allow", ""))
    if isinstance(error, ValidationException) and isinstance(error.extra, list) and error.extra:
        return Invalid(*map(_field_error, error.extra))
    return _OF_STATUS.get(error.status_code, Malformed)()


def _field_error(extra: Any) -> FieldError:
    key = str(extra.get("key", "")) if isinstance(extra, dict) else ""
    message = str(extra.get("message", "")) if isinstance(extra, dict) else ""
    return FieldError(
        key, Text(de="Bitte prüfen Sie diese Angabe.", en=message.split(" - at")[0] or "Invalid value.")
    )


def _on_error(request: Request[Any, Any, Any], error: Exception) -> Response[Problem]:
    refusal = refusal_of(error, request.scope.get("path_template", ""))
    return Response(
        as_problem(refusal, language_of(request)), status_code=refusal.status, headers=headers_of(refusal)
    )


EXCEPTION_HANDLERS: ExceptionHandlersMap = {Exception: _on_error}

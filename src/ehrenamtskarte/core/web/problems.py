"""Every refusal and every fault leaves as problem+json (RFC 9457), in the reader's language."""

import traceback
from typing import Any

import asyncpg
import msgspec
import structlog
from litestar import Request, Response
from litestar.exceptions import ClientException, HTTPException, ValidationException
from litestar.types import ExceptionHandlersMap

from ehrenamtskarte.core.db import type_of_connection_loss
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


class InternalError(Refusal):
    """A fault of the platform."""

    status = 500
    title = "Internal server error"
    de = "Bei uns ist etwas schiefgegangen. Wir sehen es im Protokoll."
    en = "Something went wrong on our side. It is in our log."


def language_of(request: Request[Any, Any, Any]) -> str:
    """`en` when the reader prefers English to German, else `de`."""
    for part in request.headers.get("accept-language", "").lower().split(","):
        tag = part.split(";")[0].strip()
        if tag.startswith(("de", "en")):
            return tag[:2]
    return "de"


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


def answer(request: Request[Any, Any, Any], refusal: Refusal) -> Response[Problem]:
    """The response for one refusal."""
    headers = {"Retry-After": str(refusal.retry_after)} if refusal.retry_after else {}
    return Response(
        as_problem(refusal, language_of(request)),
        status_code=refusal.status,
        media_type="application/problem+json",
        headers=headers,
    )


def _on_refusal(request: Request[Any, Any, Any], error: Exception) -> Response[Problem]:
    assert isinstance(error, Refusal)
    return answer(request, error)


_OF_STATUS: dict[int, type[Refusal]] = {
    401: SignInNeeded,
    403: Forbidden,
    404: NotFound,
    405: MethodNotAllowed,
    413: TooLarge,
    429: TooManyRequests,
    503: Unavailable,
}


def _on_http_error(request: Request[Any, Any, Any], error: Exception) -> Response[Problem]:
    assert isinstance(error, HTTPException)
    if isinstance(error, ValidationException) and isinstance(error.extra, list) and error.extra:
        return answer(request, Invalid(*map(_field_error, error.extra)))
    if error.status_code in _OF_STATUS:
        return answer(request, _OF_STATUS[error.status_code]())
    if isinstance(error, ClientException) or error.status_code < 500:
        return answer(request, Malformed())
    return _on_fault(request, error)


def _field_error(extra: Any) -> FieldError:
    key = str(extra.get("key", "")) if isinstance(extra, dict) else ""
    message = str(extra.get("message", "")) if isinstance(extra, dict) else ""
    return FieldError(
        key, Text(de="Bitte prüfen Sie diese Angabe.", en=message.split(" - at")[0] or "Invalid value.")
    )


def _on_database_error(request: Request[Any, Any, Any], error: Exception) -> Response[Problem]:
    if isinstance(error, type_of_connection_loss):
        return answer(request, Unavailable())
    if isinstance(error, asyncpg.UniqueViolationError | asyncpg.ExclusionViolationError):
        log.warning("constraint refused a change", constraint=error.constraint_name)
        return answer(request, Conflict())
    if isinstance(
        error, asyncpg.DeadlockDetectedError | asyncpg.LockNotAvailableError | asyncpg.QueryCanceledError
    ):
        return answer(request, Unavailable())
    if isinstance(error, asyncpg.CharacterNotInRepertoireError | asyncpg.UntranslatableCharacterError):
        return answer(request, Malformed())
    return _on_fault(request, error)


def _on_fault(request: Request[Any, Any, Any], error: Exception) -> Response[Problem]:
    where = [
        f"{frame.filename.rsplit('/src/')[-1]}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    log.error(
        "fault", error=type(error).__name__, where=where[-6:], path=request.scope.get("path_template", "")
    )
    return answer(request, InternalError())


EXCEPTION_HANDLERS: ExceptionHandlersMap = {
    Refusal: _on_refusal,
    HTTPException: _on_http_error,
    asyncpg.PostgresError: _on_database_error,
    asyncpg.InterfaceError: _on_database_error,
    ConnectionError: _on_database_error,
    Exception: _on_fault,
}

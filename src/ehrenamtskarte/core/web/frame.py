"""The outermost layer: request id, origin check, idempotency, headers on every answer, measurements, one log line."""

import re
import time
from functools import cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import msgspec
import structlog
from litestar.enums import ScopeType
from prometheus_client import Counter, Histogram

from ehrenamtskarte.core import idempotency
from ehrenamtskarte.core.errors import Forbidden, Malformed, Refusal, TooLarge
from ehrenamtskarte.core.idempotency import Answer
from ehrenamtskarte.core.settings import settings
from ehrenamtskarte.core.web.problems import (
    InternalError,
    as_problem,
    headers_of,
    preferred_language,
    refusal_of,
)

if TYPE_CHECKING:
    from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

log = structlog.get_logger("web")

requests_total = Counter("http_requests", "Answered requests.", ["method", "status"])
request_seconds = Histogram("http_request_seconds", "Time to the last byte of an answer.")

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
LARGEST_BODY = 11 * 1024 * 1024
NOTHING = re.compile(r"(?!)")

SECURITY_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:;"
        " font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; media-src 'self' blob:;"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


def security_headers(tile_origin: str = "") -> dict[str, str]:
    """The headers of every answer; pages may fetch map tiles where an operator has set them, and nothing else."""
    headers = dict(SECURITY_HEADERS)
    if tile_origin:
        policy = headers["content-security-policy"]
        for directive in ("img-src 'self'", "connect-src 'self'"):
            policy = policy.replace(directive, f"{directive} {tile_origin}")
        headers["content-security-policy"] = policy
    return headers


class CrossSite(Forbidden):
    """A changing request that another site's page sent."""

    de = "Diese Anfrage kam von einer fremden Seite und wurde nicht ausgeführt."
    en = "This request came from another site and was not carried out."


class Frame:
    """Wraps the application; what it adds holds for every answer, faults included.

    Answers of `not_repeatable` paths are never kept under an Idempotency-Key, e.g. because they hold a secret.
    """

    def __init__(self, app: "ASGIApp", not_repeatable: re.Pattern[str] = NOTHING) -> None:
        self.app = app
        self.not_repeatable = not_repeatable
        headers = security_headers(settings().tile_origin)
        if settings().secure:
            headers["strict-transport-security"] = "max-age=31536000; includeSubDomains"
        self.headers = [(name.encode(), value.encode()) for name, value in headers.items()]

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        if scope["type"] != ScopeType.HTTP:
            await self.app(scope, receive, send)
            return
        request_id = uuid4().hex[:16]
        started = time.perf_counter()
        status = 0
        given = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}

        async def send_framed(message: "Message") -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [
                    *message["headers"],
                    *self._headers_for(scope, message),
                    (b"x-request-id", request_id.encode()),
                ]
            await send(message)

        structlog.contextvars.bind_contextvars(request=request_id)
        try:
            await self._answer(scope, given, receive, send_framed)
        except Exception as error:
            if status:
                # Half an answer is out: all we can still do is not to finish it.
                raise
            await _send_answer(_refused(refusal_of(error), given), send_framed)
        finally:
            seconds = time.perf_counter() - started
            requests_total.labels(scope["method"], str(status)).inc()
            request_seconds.observe(seconds)
            if scope["path"].startswith("/api"):
                template = scope.get("path_template", "")
                log.info(
                    "answered",
                    method=scope["method"],
                    route=template,
                    status=status,
                    ms=round(seconds * 1000, 1),
                )
            structlog.contextvars.unbind_contextvars("request")

    def _headers_for(self, scope: "HTTPScope", message: Any) -> list[tuple[bytes, bytes]]:
        present = {name.lower() for name, _ in message["headers"]}
        added = [(name, value) for name, value in self.headers if name not in present]
        if scope["path"].startswith("/api") and b"cache-control" not in present:
            added.append((b"cache-control", b"no-store"))
        return added

    async def _answer(
        self, scope: "HTTPScope", given: dict[str, str], receive: "Receive", send: "Send"
    ) -> None:
        if scope["method"] not in SAFE_METHODS:
            check_origin(given)
        if _announced_length(given) > LARGEST_BODY:
            raise TooLarge
        key = given.get("idempotency-key")
        if key and scope["method"] == "POST" and not self.not_repeatable.fullmatch(scope["path"]):
            await self._answer_once(key, scope, given, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _answer_once(
        self, key: str, scope: "HTTPScope", given: dict[str, str], receive: "Receive", send: "Send"
    ) -> None:
        body = await _read(receive)
        messages: list[Any] = [{"type": "http.request", "body": body, "more_body": False}]

        async def replayed() -> Any:
            return messages.pop() if messages else await receive()

        async def act() -> Answer:
            answer = Answer(InternalError.status, [], b"")

            async def capture(message: "Message") -> None:
                if message["type"] == "http.response.start":
                    answer.status, answer.headers = message["status"], list(message["headers"])
                elif message["type"] == "http.response.body":
                    answer.body += message.get("body", b"")

            # Kept uncompressed: whoever asks again may not understand the same encoding.
            scope["headers"] = [h for h in scope["headers"] if h[0] != b"accept-encoding"]
            await self.app(scope, replayed, capture)
            return answer

        request = b"\0".join([scope["path"].encode(), scope["query_string"], body])
        await _send_answer(await idempotency.once(key, who=_who(given), request=request, act=act), send)


def check_origin(given: dict[str, str]) -> None:
    """Refuse a change asked for by another site's page; programs send neither header and pass."""
    if given.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise CrossSite
    origin = given.get("origin")
    if origin is None:
        return
    own = {settings().address, f"http://{given.get('host', '')}", f"https://{given.get('host', '')}"}
    if origin not in own:
        raise CrossSite


def client_address(scope: Any) -> str:
    """The address of the client, as told by a trusted proxy where there is one."""
    client = str((scope.get("client") or ("unknown", 0))[0])
    if not _is_trusted(client):
        return client
    forwarded = ",".join(v.decode("latin-1") for n, v in scope["headers"] if n == b"x-forwarded-for")
    hops = [hop.strip() for hop in forwarded.split(",") if hop.strip()]
    return next((hop for hop in reversed(hops) if not _is_trusted(hop)), client)


def _is_trusted(address: str) -> bool:
    try:
        return any(
            ip_address(address) in network for network in _trusted_networks(settings().trusted_proxies)
        )
    except ValueError:
        return False


@cache
def _trusted_networks(text: str) -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(ip_network(part.strip(), strict=False) for part in text.split(",") if part.strip())


def _who(given: dict[str, str]) -> str:
    """Whose key it is: that of a session, or of a program's credential."""
    cookies = (cookie.strip().partition("=") for cookie in given.get("cookie", "").split(";"))
    session = next((value for name, _, value in cookies if name.endswith("session")), "")
    return f"{session} {given.get('authorization', '')}"


def _announced_length(given: dict[str, str]) -> int:
    announced = given.get("content-length", "0")
    if not announced.isdecimal():
        raise Malformed
    return int(announced)


async def _read(receive: "Receive") -> bytes:
    body = bytearray()
    while True:
        message: Any = await receive()
        if message["type"] == "http.disconnect":
            # Half of a body must not be taken for the whole.
            raise Malformed
        body += message.get("body", b"")
        if len(body) > LARGEST_BODY:
            raise TooLarge
        if not message.get("more_body"):
            return bytes(body)


def _refused(refusal: Refusal, given: dict[str, str]) -> Answer:
    document = as_problem(refusal, preferred_language(given.get("accept-language", "")))
    headers = [(name.encode(), value.encode()) for name, value in headers_of(refusal).items()]
    return Answer(refusal.status, headers, msgspec.json.encode(document))


async def _send_answer(answer: Answer, send: "Send") -> None:
    headers = [header for header in answer.headers if header[0].lower() != b"content-length"]
    headers.append((b"content-length", str(len(answer.body)).encode()))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body, "more_body": False})

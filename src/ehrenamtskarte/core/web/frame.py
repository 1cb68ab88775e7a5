"""The outermost layer: request id, origin check, idempotency, headers on every answer, measurements, one log line."""

import time
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import msgspec
import structlog
from litestar.enums import ScopeType
from prometheus_client import Counter, Histogram

from ehrenamtskarte.core import idempotency
from ehrenamtskarte.core.errors import Forbidden, Refusal, TooLarge
from ehrenamtskarte.core.idempotency import Answer
from ehrenamtskarte.core.settings import settings
from ehrenamtskarte.core.web.problems import as_problem

if TYPE_CHECKING:
    from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

log = structlog.get_logger("web")

requests_total = Counter("http_requests", "Answered requests.", ["method", "status"])
request_seconds = Histogram("http_request_seconds", "Time to the last byte of an answer.")

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
LARGEST_BODY = 11 * 1024 * 1024
NOT_REPEATABLE = ("/api/sign-in", "/api/sign-out", "/api/card-checks")

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


class CrossSite(Forbidden):
    """A changing request that another site's page sent."""

    de = "Diese Anfrage kam von einer fremden Seite und wurde nicht ausgeführt."
    en = "This request came from another site and was not carried out."


class Frame:
    """Wraps the application; what it adds holds for every answer, faults included."""

    def __init__(self, app: "ASGIApp") -> None:
        self.app = app
        headers = dict(SECURITY_HEADERS)
        if settings().secure:
            headers["strict-transport-security"] = "max-age=31536000; includeSubDomains"
        self.headers = [(name.encode(), value.encode()) for name, value in headers.items()]

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        if scope["type"] != ScopeType.HTTP:
            await self.app(scope, receive, send)
            return
        request_id = uuid4().hex[:16]
        started = time.perf_counter()
        status = 500
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
        try:
            if scope["method"] not in SAFE_METHODS:
                check_origin(given)
            key = given.get("idempotency-key")
            if key and scope["method"] == "POST" and not scope["path"].startswith(NOT_REPEATABLE):
                await self._answer_once(key, scope, given, receive, send)
            else:
                await self.app(scope, receive, send)
        except Refusal as refusal:
            await _send_answer(_refused(refusal, given), send)

    async def _answer_once(
        self, key: str, scope: "HTTPScope", given: dict[str, str], receive: "Receive", send: "Send"
    ) -> None:
        body = await _read(receive)

        async def replayed() -> Any:
            return {"type": "http.request", "body": body, "more_body": False}

        async def act() -> Answer:
            answer = Answer(500, "", b"")

            async def capture(message: "Message") -> None:
                if message["type"] == "http.response.start":
                    answer.status = message["status"]
                    headers = {name.lower(): value for name, value in message["headers"]}
                    answer.content_type = headers.get(b"content-type", b"").decode()
                elif message["type"] == "http.response.body":
                    answer.body += message.get("body", b"")

            await self.app(scope, replayed, capture)
            return answer

        request = b"\0".join([scope["method"].encode(), scope["path"].encode(), scope["query_string"], body])
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
    client = (scope.get("client") or ("unknown", 0))[0]
    trusted = {address.strip() for address in settings().trusted_proxies.split(",") if address.strip()}
    if client not in trusted:
        return str(client)
    forwarded = next((v.decode("latin-1") for n, v in scope["headers"] if n == b"x-forwarded-for"), "")
    hops = [hop.strip() for hop in forwarded.split(",") if hop.strip()]
    return next((hop for hop in reversed(hops) if hop not in trusted), str(client))


def _who(given: dict[str, str]) -> str:
    cookies = SimpleCookie(given.get("cookie", ""))
    return next((morsel.value for name, morsel in cookies.items() if name.endswith("session")), "")


async def _read(receive: "Receive") -> bytes:
    body = bytearray()
    while True:
        message: Any = await receive()
        body += message.get("body", b"")
        if len(body) > LARGEST_BODY:
            raise TooLarge
        if not message.get("more_body"):
            return bytes(body)


def _refused(refusal: Refusal, given: dict[str, str]) -> Answer:
    language = "en" if given.get("accept-language", "").lower().startswith("en") else "de"
    return Answer(
        refusal.status, "application/problem+json", msgspec.json.encode(as_problem(refusal, language))
    )


async def _send_answer(answer: Answer, send: "Send") -> None:
    headers = [(b"content-length", str(len(answer.body)).encode())]
    if answer.content_type:
        headers.append((b"content-type", answer.content_type.encode()))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body, "more_body": False})

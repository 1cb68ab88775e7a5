"""What every answer goes through."""

import importlib
import json
import logging
import os
import pkgutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
import structlog
from litestar import Litestar

import ehrenamtskarte
from ehrenamtskarte.core.errors import Refusal
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.settings import settings
from ehrenamtskarte.core.web import files, frame, problems
from ehrenamtskarte.core.web.frame import LARGEST_BODY, Frame, client_address
from tests.conftest import SignIn, run_jobs
from tests.core.conftest import CANARY, LogLines, visitor

ROOT = Path(__file__).parents[2]

EVERYWHERE = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/health/live", 200),
        ("GET", "/api/me", 401),
        ("GET", "/api/nothing/here", 404),
        ("POST", "/api/nothing/here", 404),
        ("GET", "/nothing.here", 404),
        ("DELETE", "/api/me", 405),
        ("GET", "/api/probe/faults/bug", 500),
        ("GET", "/api/probe/faults/unavailable", 503),
        ("GET", "/api/openapi.json", 200),
    ],
)
async def test_security_headers_are_on_every_answer(
    probe: httpx.AsyncClient, method: str, path: str, status: int
) -> None:
    answer = await probe.request(method, path)
    assert answer.status_code == status
    for name, value in EVERYWHERE.items():
        assert answer.headers[name] == value
    policy = answer.headers["content-security-policy"]
    assert "unsafe-inline" not in policy and "http" not in policy
    assert "frame-ancestors 'none'" in policy and "default-src 'none'" in policy
    assert "geolocation=(self)" in answer.headers["permissions-policy"]
    assert len(answer.headers["x-request-id"]) == 16
    if path.startswith("/api"):
        assert answer.headers["cache-control"] == "no-store"


def test_map_tiles_of_the_operator_are_the_only_foreign_address_a_page_may_use() -> None:
    policy = frame.security_headers("https://tiles.example")["content-security-policy"]
    assert policy.count("https://tiles.example") == 2
    assert "img-src 'self' https://tiles.example" in policy
    assert "connect-src 'self' https://tiles.example" in policy


async def test_the_front_end_has_them_too_and_keeps_its_own_cache_rule(
    probe: httpx.AsyncClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "index-abc.js").write_text("console.log(1)")
    (tmp_path / "index.html").write_text("<!doctype html><title>Ehrenamtskarte</title>")
    pages = Frame(Litestar(files.front_end_routes(files.FrontEnd(tmp_path)), openapi_config=None))
    async with visitor(pages) as browser:
        page, script = await browser.get("/mein/karte"), await browser.get("/assets/index-abc.js")
        again = await browser.get("/", headers={"if-none-match": page.headers["etag"]})
    assert (page.status_code, script.status_code, again.status_code) == (200, 200, 304)
    assert "content-security-policy" in page.headers and "content-security-policy" in again.headers
    assert page.headers["cache-control"] == "no-cache"
    assert "immutable" in script.headers["cache-control"]


@pytest.mark.parametrize(
    ("address", "strict"), [("https://ehrenamt.nrw", True), ("http://127.0.0.1:8000", False)]
)
async def test_only_behind_tls_browsers_are_told_to_stay_there(
    probed_application: Any, monkeypatch: pytest.MonkeyPatch, address: str, strict: bool
) -> None:
    monkeypatch.setattr(frame, "settings", lambda: replace(settings(), public_url=address))
    async with visitor(Frame(probed_application.app)) as browser:
        answer = await browser.get("/health/live")
    assert ("strict-transport-security" in answer.headers) is strict


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:8000.evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "cross-site", "origin": "http://127.0.0.1:8000"},
    ],
)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
async def test_changes_that_another_site_asks_for_are_refused(
    probe: httpx.AsyncClient, method: str, headers: dict[str, str]
) -> None:
    answer = await probe.request(method, "/api/me", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "cross_site")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "http://127.0.0.1:8000"},
        {"origin": "http://127.0.0.1:8000", "sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "none"},
    ],
)
async def test_the_own_pages_and_programs_may_ask_for_changes(
    probe: httpx.AsyncClient, headers: dict[str, str]
) -> None:
    answer = await probe.post("/api/probe/effects", json={"subject": str(new_id())}, headers=headers)
    assert answer.status_code == 201


async def test_a_link_from_another_site_may_be_followed(probe: httpx.AsyncClient) -> None:
    assert (await probe.get("/health/live", headers={"sec-fetch-site": "cross-site"})).status_code == 200


REFUSALS: list[tuple[str, str, dict[str, Any], int, str, str, str]] = [
    ("POST", "/api/probe/effects", {"content": b"{"}, 400, "malformed", "gelesen", "read"),
    ("GET", "/api/probe/pages?cursor=nonsense", {}, 400, "unknown_cursor", "Seite", "page"),
    ("GET", "/api/me", {}, 401, "sign_in_needed", "melden", "sign in"),
    ("GET", "/api/nothing", {}, 404, "not_found", "nicht gefunden", "did not find"),
    ("DELETE", "/api/me", {}, 405, "method_not_allowed", "kann das nicht", "does not support"),
    ("POST", "/api/probe/effects", {"content": b"x" * 70_000}, 413, "too_large", "zu groß", "too large"),
    ("POST", "/api/probe/effects", {"json": {"subject": 5}}, 422, "invalid", "prüfen", "check"),
    ("POST", "/api/probe/effects", {"json": {}}, 422, "invalid", "prüfen", "check"),
    (
        "POST", "/api/probe/refusals", {"json": {"subject": str(new_id())}},
        429, "too_many_requests", "zu viele", "Too many",
    ),
    ("GET", "/api/probe/faults/bug", {}, 500, "internal_error", "schiefgegangen", "wrong"),
    ("GET", "/api/probe/faults/wrong call", {}, 500, "internal_error", "schiefgegangen", "wrong"),
    ("GET", "/api/probe/faults/timeout", {}, 503, "unavailable", "ausgelastet", "busy"),
    ("GET", "/api/probe/faults/full", {}, 503, "unavailable", "ausgelastet", "busy"),
    ("GET", "/api/probe/faults/deadlock", {}, 503, "unavailable", "ausgelastet", "busy"),
    ("GET", "/api/probe/names", {}, 409, "conflict", "geändert", "changed"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code", "german", "english"),
    REFUSALS,
    ids=[f"{refusal[3]} {refusal[1]}" for refusal in REFUSALS],
)
async def test_every_refusal_has_the_same_shape_in_both_languages(
    probe: httpx.AsyncClient,
    method: str,
    path: str,
    body: dict[str, Any],
    status: int,
    code: str,
    german: str,
    english: str,
) -> None:
    for language, words in (("de-DE,de;q=0.9,en;q=0.5", german), ("en", english)):
        answer = await probe.request(method, path, headers={"accept-language": language}, **body)
        problem = answer.json()
        assert answer.status_code == problem["status"] == status
        assert answer.headers["content-type"] == "application/problem+json"
        assert set(problem) - {"errors"} == {"type", "title", "status", "detail", "code"}
        assert problem["type"].endswith("/problems/" + code.replace("_", "-"))
        assert problem["code"] == code
        assert words in problem["detail"]
        assert all(set(error) == {"field", "message"} for error in problem.get("errors", []))


async def test_an_answer_that_is_worth_trying_again_says_when(probe: httpx.AsyncClient) -> None:
    assert (await probe.get("/api/probe/faults/unavailable")).headers["retry-after"] == "5"


async def test_a_wrong_method_is_told_the_right_ones(probe: httpx.AsyncClient) -> None:
    assert set((await probe.delete("/api/me")).headers["allow"].split(", ")) >= {"GET", "PATCH"}


async def test_each_field_at_fault_is_named(probe: httpx.AsyncClient) -> None:
    answer = await probe.post("/api/probe/effects", json={"subject": "no id", "number": "three"})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] in ("subject", "number")


@pytest.mark.parametrize(
    ("accept", "language"),
    [
        ("", "de"),
        ("fr", "de"),
        ("en", "en"),
        ("de,en", "de"),
        ("en-GB,en;q=0.9,de;q=0.8", "en"),
        ("de;q=0.5,en;q=0.9", "en"),
        ("fr,en;q=0.3", "en"),
        ("en;q=x", "de"),
        ("*", "de"),
    ],
)
def test_the_readers_language_is_chosen_by_weight(accept: str, language: str) -> None:
    assert problems.preferred_language(accept) == language


@pytest.mark.parametrize(
    "text", ["a\0b", "\0", "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "x" * 60_000]
)
async def test_odd_text_never_ends_in_a_fault(probe: httpx.AsyncClient, text: str) -> None:
    answer = await probe.post("/api/probe/words", json={"subject": str(new_id()), "words": text})
    assert answer.status_code in (201, 400)
    assert (answer.status_code == 400) is ("\0" in text)


async def test_a_number_beyond_its_column_never_ends_in_a_fault(probe: httpx.AsyncClient) -> None:
    answer = await probe.post("/api/probe/words", json={"subject": str(new_id()), "number": 10**6})
    assert answer.status_code == 400


@pytest.mark.parametrize("path", ["/api/sign-in", "/api/sign-in/code", "/api/sign-in/link"])
async def test_a_nul_in_a_sign_in_is_a_refusal(client: httpx.AsyncClient, path: str) -> None:
    body = {"email": "a\0b@example.org", "code": "1\0", "token": "\0"}
    assert 400 <= (await client.post(path, json=body)).status_code < 500


async def test_a_nul_in_a_name_is_a_refusal(sign_in_as: SignIn) -> None:
    browser = await sign_in_as("erika@example.org")
    answer = await browser.patch("/api/me", json={"givenName": "Eri\0ka", "street": "Weg \0 1"})
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"{", "application/json"),
        (b"[]", "application/json"),
        (b"null", "application/json"),
        (b'{"email": 5}', "application/json"),
        (b"\xff\xfe", "application/json"),
        (b"email=a", "application/x-www-form-urlencoded"),
        (b"<email/>", "application/xml"),
        (b"", "application/json"),
        (b"[" * 30_000, "application/json"),
    ],
)
async def test_what_cannot_be_read_is_a_refusal(client: httpx.AsyncClient, content: bytes, kind: str) -> None:
    answer = await client.post("/api/sign-in", content=content, headers={"content-type": kind})
    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("cursor", ["x", "%00", "W10", "WyJ4Il0", "ä", "WzFd", "e30", "A" * 3000])
async def test_a_cursor_that_is_not_ours_is_a_refusal(client: httpx.AsyncClient, cursor: str) -> None:
    answer = await client.get("/api/demo/mails", params={"cursor": cursor})
    assert (answer.status_code, answer.json()["code"]) == (400, "unknown_cursor")


async def test_every_answer_has_its_own_number_and_the_log_has_it_too(
    probe: httpx.AsyncClient, log_lines: LogLines
) -> None:
    answers = [await probe.get("/api/probe/faults/bug") for _ in range(2)]
    numbers = [answer.headers["x-request-id"] for answer in answers]
    assert len(set(numbers)) == 2
    faults = [event for event in log_lines.events if event["event"] == "fault"]
    assert [fault["request"] for fault in faults] == numbers
    assert any("tests/core/conftest.py" in place for place in faults[0]["where"])


async def test_no_personal_data_reaches_the_log(
    probe: httpx.AsyncClient, client: httpx.AsyncClient, either_log: LogLines
) -> None:
    await client.post("/api/sign-in", json={"email": CANARY}, headers={"user-agent": CANARY})
    await client.post("/api/sign-in/code", json={"email": CANARY, "code": CANARY})
    await client.get("/api/demo/mails", params={"q": CANARY})
    await client.get(f"/api/municipalities/{CANARY}")
    await client.get(f"/{CANARY}")
    await probe.get("/api/probe/faults/bug")
    await probe.get("/api/probe/names")
    await probe.post("/api/probe/words", json={"subject": str(new_id()), "words": f"{CANARY}\0"})
    await run_jobs()
    assert "answered" in either_log.text and "fault" in either_log.text
    assert "canary" not in either_log.text


async def test_nobody_starts_a_new_line_in_the_log(client: httpx.AsyncClient, either_log: LogLines) -> None:
    words = "ordinary\n2026-01-01 [info] forged\r\x1b[2J\u2028more"
    structlog.get_logger().warning("seen", words=words)
    logging.getLogger("a.library").warning("It said %s", words)
    try:
        raise ValueError(words)
    except ValueError:
        logging.getLogger("a.library").exception("failed")
    lines = either_log.text.splitlines()
    assert len(lines) == 3
    assert "\x1b[2J" not in either_log.text
    assert "forged" not in lines[2] and "ValueError" in lines[2]


async def test_a_route_is_logged_by_its_pattern(client: httpx.AsyncClient, log_lines: LogLines) -> None:
    number = new_id()
    await client.get(f"/api/organisations/{number}")
    (event,) = [event for event in log_lines.events if event["event"] == "answered"]
    assert event["route"].startswith("/api/organisations/{organisation_id")
    assert str(number) not in log_lines.text


@pytest.mark.parametrize(
    ("trusted", "client", "forwarded", "expected"),
    [
        ("", "203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ("10.0.0.1", "10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.0/8", "10.3.2.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.0/8", "10.3.2.1", "6.6.6.6, 198.51.100.1, 10.9.9.9", "198.51.100.1"),
        ("10.0.0.0/8", "10.3.2.1", "nonsense", "nonsense"),
        ("10.0.0.0/8", "10.3.2.1", "", "10.3.2.1"),
        ("2001:db8::/32", "2001:db8::5", "2001:db9::1", "2001:db9::1"),
    ],
)
def test_only_trusted_proxies_are_believed(
    monkeypatch: pytest.MonkeyPatch, trusted: str, client: str, forwarded: str, expected: str
) -> None:
    monkeypatch.setattr(frame, "settings", lambda: replace(settings(), trusted_proxies=trusted))
    headers = [(b"x-forwarded-for", forwarded.encode())] if forwarded else []
    assert client_address({"client": (client, 5), "headers": headers}) == expected


@pytest.fixture(scope="module")
def port(schema: list[str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The web process as it really runs, on the tests' database."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        number = int(free.getsockname()[1])
    log = tmp_path_factory.mktemp("web") / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "ehrenamtskarte.cli", "web"],
            env=os.environ | {"PORT": str(number), "PYTHONPATH": str(ROOT / "src"), "LOG_FORMAT": "json"},
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    transport = httpx.HTTPTransport(retries=0)
    with httpx.Client(transport=transport, base_url=f"http://127.0.0.1:{number}") as client:
        for _ in range(600):
            try:
                if client.get("/health/ready").status_code == 200:
                    break
            except httpx.ConnectError:
                assert process.poll() is None, log.read_text()
                time.sleep(0.05)
    yield number
    process.terminate()
    process.wait()


@pytest.mark.parametrize("key", ["", "Idempotency-Key: 1\r\n"])
def test_a_body_of_200_megabytes_is_refused_before_it_is_sent(port: int, key: str) -> None:
    assert LARGEST_BODY < 200_000_000
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(
            f"POST /api/sign-in HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n{key}"
            "Content-Length: 200000000\r\nConnection: close\r\n\r\n".encode()
        )
        head, _, body = _read_all(line).partition(b"\r\n\r\n")
    assert b" 413 " in head.split(b"\r\n", 1)[0]
    assert json.loads(body)["code"] == "too_large"


def test_a_body_without_end_is_refused_after_its_limit(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(
            f"POST /api/sign-in HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
            "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n".encode()
        )
        chunk = b"%x\r\n%s\r\n" % (50_000, b"x" * 50_000)
        line.sendall(chunk * 3)
        assert b" 413 " in line.recv(1000)


def _read_all(line: socket.socket) -> bytes:
    received = b""
    while part := line.recv(65536):
        received += part
    return received


def test_every_refusal_has_a_sentence_in_both_languages() -> None:
    def below(kind: type[Refusal]) -> Iterator[type[Refusal]]:
        for child in kind.__subclasses__():
            yield child
            yield from below(child)

    for module in pkgutil.walk_packages(ehrenamtskarte.__path__, "ehrenamtskarte."):
        importlib.import_module(module.name)
    kinds = {kind for kind in below(Refusal) if kind.__module__.startswith("ehrenamtskarte.")}
    assert kinds
    for kind in kinds:
        assert kind.de.endswith((".", "!", "?")), kind
        assert kind.en.endswith((".", "!", "?")), kind
        assert 400 <= kind.status < 600 and kind.title, kind

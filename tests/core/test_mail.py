"""Mails over a real SMTP server, a stalling one, and the box of the demo."""

import asyncio
import email
import os
import smtplib
import ssl
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from email.policy import default
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from ehrenamtskarte.core import clock, db, mail, outbox
from ehrenamtskarte.core.mail import Button, Mail, send_mail
from ehrenamtskarte.core.settings import settings
from tests.conftest import mails_to, run_jobs

ROOT = Path(__file__).parents[2]
ERIKA = "erika@example.org"

pytestmark = pytest.mark.usefixtures("database")


def a_mail(to: str = ERIKA, subject: str = "Ihre Stunden sind bestätigt") -> Mail:
    return Mail(
        to=to,
        subject=subject,
        paragraphs=("Guten Tag Erika,", "der Verein <Löwen> & Co. hat 5 Stunden bestätigt."),
        button=Button("Öffnen", "http://127.0.0.1:8000/mein"),
        reason="Sie bekommen diese Mail, weil Sie dort mithelfen.",
    )


class Postbox:
    """An SMTP server's memory."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.envelopes: list[tuple[str, list[str]]] = []
        self.refusing = False
        self.credentials: list[tuple[bytes, bytes]] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        if self.refusing:
            return "451 try later"
        self.envelopes.append((envelope.mail_from, envelope.rcpt_tos))
        message = email.message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        return "250 OK"

    def authenticate(
        self, _server: object, _session: object, _envelope: object, _mechanism: str, given: Any
    ) -> AuthResult:
        self.credentials.append((given.login, given.password))
        return AuthResult(success=True)


def _use_smtp(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setattr(mail, "settings", lambda: replace(settings(), smtp_url=url))


@asynccontextmanager
async def a_server(postbox: Postbox, tls: ssl.SSLContext | None = None, **options: Any) -> AsyncIterator[int]:
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(postbox, hostname="localhost", **options), "127.0.0.1", 0, ssl=tls
    )
    async with server:
        yield server.sockets[0].getsockname()[1]


@pytest.fixture
async def postbox(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Postbox]:
    box = Postbox()
    async with a_server(box) as port:
        _use_smtp(monkeypatch, f"smtp://127.0.0.1:{port}")
        yield box


async def test_a_mail_carries_the_same_words_as_text_and_as_html(postbox: Postbox) -> None:
    await send_mail(a_mail())
    await run_jobs()
    (message,) = postbox.messages
    assert postbox.envelopes == [("noreply@ehrenamtskarte.example", [ERIKA])]
    assert (message["To"], message["Subject"]) == (ERIKA, "Ihre Stunden sind bestätigt")
    assert message["Auto-Submitted"] == "auto-generated"
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None and html is not None
    assert "<Löwen> & Co. hat 5 Stunden" in text.get_content()
    assert "http://127.0.0.1:8000/mein" in text.get_content()
    assert "&lt;Löwen&gt; &amp; Co. hat 5 Stunden" in html.get_content()
    assert 'href="http://127.0.0.1:8000/mein"' in html.get_content()
    assert "src=" not in html.get_content()
    for form in (text, html):
        assert "weil Sie dort mithelfen" in form.get_content()


async def test_a_mail_sent_twice_has_the_same_message_id(postbox: Postbox) -> None:
    await send_mail(a_mail())
    (message,) = await db.rows("SELECT id, payload FROM outbox_message")
    event = msgspec.json.decode(message["payload"], type=mail.MailWritten)
    await mail.deliver_mail(event)
    await mail.deliver_mail(event)
    first, second = postbox.messages
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Message-ID"].endswith("@127.0.0.1>")


@pytest.mark.parametrize(
    "subject", ["Hallo\r\nBcc: victim@example.org", "Hallo\nBcc: v@example.org", "a\u2028Bcc: b\x85c\rd"]
)
async def test_a_subject_cannot_add_headers(postbox: Postbox, subject: str) -> None:
    await send_mail(a_mail(subject=subject))
    await run_jobs()
    (message,) = postbox.messages
    assert message["Bcc"] is None
    assert postbox.envelopes[0][1] == [ERIKA]
    assert len(str(message["Subject"]).splitlines()) == 1


async def test_a_recipient_cannot_add_headers(postbox: Postbox) -> None:
    await send_mail(a_mail(to="erika@example.org\r\nBcc: victim@example.org"))
    with pytest.raises(ValueError, match="linefeed"):
        await run_jobs()
    assert postbox.messages == []


async def test_a_server_that_refuses_gets_the_mail_later(postbox: Postbox) -> None:
    postbox.refusing = True
    await send_mail(a_mail())
    with pytest.raises(smtplib.SMTPDataError):
        await run_jobs()
    postbox.refusing = False
    await db.execute("UPDATE outbox_message SET send_after = now()")
    assert await run_jobs() == 1
    assert len(postbox.messages) == 1


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
async def test_a_password_is_used_and_may_hold_any_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    box = Postbox()
    async with a_server(
        box, authenticator=box.authenticate, auth_require_tls=False, auth_required=True
    ) as port:
        _use_smtp(monkeypatch, f"smtp://erika%40host:p%3Aw%2F%40@127.0.0.1:{port}")
        await send_mail(a_mail())
        await run_jobs()
    assert box.credentials == [(b"erika@host", b"p:w/@")]
    assert len(box.messages) == 1


@pytest.fixture
async def stalled(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """A server that takes the call and never says a word."""
    monkeypatch.setattr(mail, "SMTP_TIMEOUT", 0.3)
    silent = asyncio.Event()

    async def say_nothing(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await silent.wait()
        writer.close()

    async with await asyncio.start_server(say_nothing, "127.0.0.1", 0) as server:
        _use_smtp(monkeypatch, f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}")
        yield
        silent.set()


async def test_a_server_that_stalls_is_given_up_and_the_queue_moves_on(
    stalled: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    await send_mail(a_mail("first@example.org"), a_mail("second@example.org"))
    messages = "SELECT id FROM outbox_message ORDER BY payload -> 'mail' ->> 'to'"
    first, second = [row["id"] for row in await db.rows(messages)]
    with pytest.raises(smtplib.SMTPServerDisconnected):
        await outbox.deliver(first)
    with monkeypatch.context() as here:
        here.setattr(mail, "settings", settings)
        assert await outbox.deliver(second)
    waiting = await db.row("SELECT id, attempts, send_after > now() AS later, dead_at FROM outbox_message")
    assert waiting is not None
    assert dict(waiting) == {"id": first, "attempts": 1, "later": True, "dead_at": None}
    assert len(await mails_to("second@example.org")) == 1


@pytest.mark.parametrize("scheme", ["smtps", "smtp"])
async def test_a_server_nobody_vouches_for_gets_no_mail_over_tls(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, scheme: str
) -> None:
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    _self_sign(certificate, key)
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(certificate, key)
    box = Postbox()
    from_the_start = scheme == "smtps"
    async with a_server(
        box, tls if from_the_start else None, tls_context=None if from_the_start else tls
    ) as port:
        _use_smtp(monkeypatch, f"{scheme}://127.0.0.1:{port}")
        await send_mail(a_mail())
        with pytest.raises(ssl.SSLCertVerificationError):
            await run_jobs()
    assert box.messages == []


def _self_sign(certificate: Path, key: Path) -> None:
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "nobody vouches")])
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(1)
        .not_valid_before(clock.now() - timedelta(days=1))
        .not_valid_after(clock.now() + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(private, hashes.SHA256())
    )
    certificate.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    key.write_bytes(
        private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


async def test_without_a_server_mails_are_kept_once(client: httpx.AsyncClient) -> None:
    await send_mail(a_mail())
    (message,) = await db.rows("SELECT payload FROM outbox_message")
    event = msgspec.json.decode(message["payload"], type=mail.MailWritten)
    await mail.deliver_mail(event)
    await mail.deliver_mail(event)
    found = (await client.get("/api/demo/mails")).json()["items"]
    assert [(m["to"], m["subject"]) for m in found] == [(ERIKA, "Ihre Stunden sind bestätigt")]
    assert "5 Stunden" in found[0]["text"]


async def test_the_demos_box_is_searched_and_paged_newest_first(client: httpx.AsyncClient) -> None:
    await send_mail(*(a_mail(f"person{number:03}@example.org") for number in range(70)))
    await run_jobs()
    seen: list[str] = []
    cursor = None
    while True:
        page = (await client.get("/api/demo/mails", params={"cursor": cursor} if cursor else {})).json()
        seen += [mail["to"] for mail in page["items"]]
        cursor = page.get("next")
        if not cursor:
            break
    assert sorted(seen) == [f"person{number:03}@example.org" for number in range(70)]
    found = (await client.get("/api/demo/mails", params={"q": "PERSON04"})).json()["items"]
    assert len(found) == 10


def test_the_box_is_only_there_in_demo_mode() -> None:
    program = (
        "from ehrenamtskarte import app; print(*(route.path for route in app.build().routes), sep='\\n')"
    )
    paths = {
        demo: subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"DEMO": demo, "PYTHONPATH": str(ROOT / "src")},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.splitlines()
        for demo in ("true", "false")
    }
    assert "/api/demo/mails" in paths["true"]
    assert not [path for path in paths["false"] if "demo" in path]

"""Mails: short plain text with one button, written to the outbox, sent by a worker with a stable Message-ID."""

import asyncio
import smtplib
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, parseaddr
from html import escape
from urllib.parse import unquote, urlsplit
from uuid import UUID

import msgspec

from ehrenamtskarte.core import db
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.outbox import Event, publish
from ehrenamtskarte.core.settings import Settings, settings

SMTP_TIMEOUT = 15


class Button(msgspec.Struct, frozen=True):
    """The one thing to do next."""

    label: str
    address: str


class Mail(msgspec.Struct, frozen=True, kw_only=True):
    """What a person gets: why it comes stands at the end."""

    to: str
    subject: str
    paragraphs: tuple[str, ...]
    reason: str
    button: Button | None = None
    language: str = "de"

    @property
    def text(self) -> str:
        """The plain-text form."""
        parts = list(self.paragraphs)
        if self.button:
            parts.append(f"{self.button.label}:\n{self.button.address}")
        return "\n\n".join([*parts, f"-- \n{self.reason}"]) + "\n"

    @property
    def html(self) -> str:
        """The same words with a button, no pictures, nothing fetched."""
        body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in self.paragraphs)
        if self.button:
            body += (
                f'<p><a href="{escape(self.button.address)}" style="display:inline-block;padding:12px 20px;'
                'border-radius:8px;background:#1f42a8;color:#fff;text-decoration:none;font-weight:bold">'
                f"{escape(self.button.label)}</a></p>"
            )
        return (
            f'<!doctype html><html lang="{self.language}"><body style="font:16px/1.5 sans-serif;max-width:36em">'
            f'{body}<p style="color:#555;font-size:13px">{escape(self.reason)}</p></body></html>'
        )


@dataclass(frozen=True)
class Words:
    """What a mail says in one language; paragraphs that are empty are left out."""

    subject: str
    paragraphs: Sequence[str]
    button: str
    reason: str = ""


def mail_of(words: Mapping[str, Words], *, to: str, language: str, address: str | None) -> Mail:
    """The mail in its reader's language; without an address it has no button."""
    chosen = words[language]
    return Mail(
        language=language,
        to=to,
        subject=chosen.subject,
        paragraphs=tuple(paragraph for paragraph in chosen.paragraphs if paragraph),
        button=Button(chosen.button, address) if address else None,
        reason=chosen.reason,
    )


class MailWritten(Event, frozen=True, kw_only=True):
    """A mail waits to be sent; gone from the outbox once it is."""

    mail_id: UUID
    mail: Mail


async def send_mail(*mails: Mail) -> None:
    """Queue mails in the current transaction."""
    await publish(*(MailWritten(mail_id=new_id(), mail=mail) for mail in mails))


async def deliver_mail(event: MailWritten) -> None:
    """Send one mail by SMTP, or keep it in the database where no server is set."""
    message_id = f"<{event.mail_id}@{urlsplit(settings().address).hostname}>"
    if settings().smtp_url:
        await asyncio.to_thread(_send_by_smtp, settings(), event.mail, message_id)
        return
    await db.execute(
        "INSERT INTO caught_mail (id, message_id, recipient, subject, text, sent_at)"
        " VALUES ($1, $2, $3, $4, $5, now()) ON CONFLICT (message_id) DO NOTHING",
        event.mail_id,
        message_id,
        event.mail.to,
        event.mail.subject,
        event.mail.text,
    )


def _smtp_client(scheme: str, host: str, port: int) -> smtplib.SMTP:
    """A connection that checks the server's certificate wherever TLS is to be had."""
    tls = ssl.create_default_context()
    if scheme == "smtps":
        return smtplib.SMTP_SSL(host, port, timeout=SMTP_TIMEOUT, context=tls)
    client = smtplib.SMTP(host, port, timeout=SMTP_TIMEOUT)
    client.ehlo_or_helo_if_needed()
    if client.has_extn("starttls"):
        client.starttls(context=tls)
    return client


def _send_by_smtp(config: Settings, mail: Mail, message_id: str) -> None:
    server = urlsplit(config.smtp_url)
    message = EmailMessage()
    message["From"] = config.mail_from
    message["To"] = mail.to
    message["Subject"] = " ".join(mail.subject.split())
    message["Date"] = formatdate()
    message["Message-ID"] = message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    host = server.hostname or "localhost"
    with _smtp_client(server.scheme, host, server.port or 0) as client:
        if server.username:
            client.login(unquote(server.username), unquote(server.password or ""))
        client.send_message(message, from_addr=parseaddr(config.mail_from)[1], to_addrs=[mail.to])

"""Dead messages are seen and replayed from the command line."""

import asyncio
import os
import subprocess
import sys
from uuid import UUID

from ehrenamtskarte.core import db
from ehrenamtskarte.core.mail import Mail, send_mail


async def command(dsn: str, *arguments: str) -> str:
    done = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "ehrenamtskarte.cli", "outbox", *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, "DATABASE_URL": dsn},
        check=True,
    )
    return done.stdout


async def test_a_dead_message_is_shown_without_its_words_and_replayed(database: None, dsn: str) -> None:
    await send_mail(Mail(to="canary@example.org", subject="Hallo", paragraphs=("Text",), reason="Grund"))
    message: UUID = await db.scalar(
        "UPDATE outbox_message SET dead_at = now(), last_error = 'TimeoutError' RETURNING id"
    )
    shown = await command(dsn, "dead")
    assert str(message) in shown
    assert "TimeoutError" in shown
    assert "canary" not in shown
    assert "waits again" in await command(dsn, "replay", str(message))
    assert "is not dead" in await command(dsn, "replay", str(message))
    assert await command(dsn, "dead") == ""

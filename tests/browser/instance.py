"""A whole instance with demo data: what `make run` starts, on a free port and in a folder of its own."""

import asyncio
import itertools
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

# On two cores that other work keeps busy, too.
PATIENCE = 180.0
_ADDRESS = re.compile(r"http://\S+")
_CODE = re.compile(r"\b\d{6}\b")


@dataclass
class Instance:
    """Where it answers, and what only its demo tells: mails and the codes of authenticator apps."""

    address: str
    folder: Path | None = None
    """Where its data lies, where it is one of our own."""
    _used_codes: dict[str, str] = field(default_factory=dict)

    async def get(self, path: str, **query: str) -> Any:
        """What the service answers to a visitor who is not signed in."""
        async with httpx.AsyncClient(base_url=self.address, timeout=30) as client:
            answer = await client.get(path, params=query)
            return answer.raise_for_status().json()

    async def mails(self, about: str, subject: str = "") -> list[dict[str, str]]:
        """The newest mails with these words as address or subject, newest first."""
        page = await self.get("/api/demo/mails", q=about)
        return [mail for mail in page["items"] if subject in mail["subject"]]

    async def recipients(self, subject: str) -> list[str]:
        """The addresses that ever got a mail with this subject, newest first, each once."""
        found: dict[str, None] = {}
        page = await self.get("/api/demo/mails", q=subject)
        while True:
            found |= dict.fromkeys(mail["to"] for mail in page["items"])
            if page["next"] is None:
                return list(found)
            page = await self.get("/api/demo/mails", q=subject, cursor=page["next"])

    async def mail(self, to: str, subject: str, *, besides: Sequence[dict[str, str]] = ()) -> dict[str, str]:
        """The newest mail to somebody, as soon as there is one besides those."""
        give_up = time.monotonic() + PATIENCE
        while True:
            for mail in await self.mails(to, subject):
                if mail not in besides:
                    return mail
            assert time.monotonic() < give_up, f"No mail '{subject}' to {to}."
            await asyncio.sleep(0.2)

    async def status_list(self) -> bytes:
        """The list of revoked cards as shops fetch it."""
        async with httpx.AsyncClient(base_url=self.address, timeout=30) as client:
            answer = await client.get("/.well-known/ehrenamtskarte/status-list")
            return answer.raise_for_status().content

    async def status_list_after(self, before: bytes) -> None:
        """Wait until what has changed was published."""
        give_up = time.monotonic() + PATIENCE
        while await self.status_list() == before:
            assert time.monotonic() < give_up
            await asyncio.sleep(0.1)

    async def app_code(self, email: str) -> str:
        """What somebody's authenticator app shows; waits for a new one where the present one is used up."""
        give_up = time.monotonic() + PATIENCE
        while True:
            accounts = await self.get("/api/demo/accounts")
            code: str = next(account["code"] for account in accounts if account["email"] == email)
            if code != self._used_codes.get(email):
                self._used_codes[email] = code
                return code
            assert time.monotonic() < give_up
            await asyncio.sleep(0.5)


_visits = itertools.count(1)


def from_elsewhere() -> dict[str, str]:
    """Headers of a visitor with an address of their own: a whole run from one address looks like guessing."""
    visit = next(_visits)
    return {"x-forwarded-for": f"10.{visit >> 16 & 255}.{visit >> 8 & 255}.{visit & 255}"}


def code_in(mail: dict[str, str]) -> str:
    """The six digits of a sign-in mail."""
    found = _CODE.search(mail["subject"])
    assert found, mail["subject"]
    return found[0]


def address_in(mail: dict[str, str]) -> str:
    """Where the mail's one button leads."""
    found = _ADDRESS.search(mail["text"])
    assert found, mail["text"]
    return found[0]


@contextmanager
def running() -> Iterator[Instance]:
    """An instance for the length of the block: TEST_ADDRESS, or one of our own."""
    if already := os.environ.get("TEST_ADDRESS"):
        yield Instance(already)
        return
    with tempfile.TemporaryDirectory(prefix="ek-browser-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        with _served(folder, port):
            yield Instance(f"http://127.0.0.1:{port}", folder)


@contextmanager
def _served(folder: Path, port: int) -> Iterator[None]:
    outside = {"DATABASE_URL", "BROKER_URL", "SMTP_URL"}
    environment = {key: value for key, value in os.environ.items() if key not in outside}
    environment |= {"DATA_DIR": str(folder), "PORT": str(port), "PUBLIC_URL": "", "LOG_FORMAT": "text"}
    # Visitors say where they come from, see `from_elsewhere`.
    environment["TRUSTED_PROXIES"] = "127.0.0.1"
    output = folder / "output"
    with output.open("wb") as into:
        process = subprocess.Popen(
            [sys.executable, "-m", "ehrenamtskarte.cli", "serve", "--demo"],
            env=environment,
            stdout=into,
            stderr=into,
        )
    try:
        give_up = time.monotonic() + PATIENCE
        while "Ctrl-C" not in output.read_text():
            assert process.poll() is None and time.monotonic() < give_up, output.read_text()
            time.sleep(0.1)
        yield
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0, output.read_text()
    finally:
        process.kill()
        process.wait()

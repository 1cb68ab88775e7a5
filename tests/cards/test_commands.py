import asyncio
import os
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest

from ehrenamtskarte.cards import status
from ehrenamtskarte.core import clock
from tests.cards.phone import Phone, a_card
from tests.conftest import Browser, SignIn
from tests.factories import an_issuing_body


async def command(*arguments: str, dsn: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DATABASE_URL": dsn, "LANG": "de_DE.UTF-8"}
    return await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "ehrenamtskarte.cli", *arguments],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )


@pytest.fixture
async def phone(sign_in_as: SignIn) -> Phone:
    erika = await sign_in_as("erika@example.org")
    card = await a_card(erika.person_id, await an_issuing_body())  # type: ignore[attr-defined]
    phone = Phone(erika)
    await phone.activate(card)
    await status.publish_list(clock.now())
    return phone


async def files(client: Browser, folder: Path) -> list[str]:
    keys, listed = folder / "keys.json", folder / "status-list"
    keys.write_bytes((await client.get("/.well-known/ehrenamtskarte/keys.json")).content)
    listed.write_bytes((await client.get("/.well-known/ehrenamtskarte/status-list")).content)
    return ["--keys", str(keys), "--status-list", str(listed)]


async def test_a_code_is_checked_with_files_alone(client: Browser, phone: Phone, tmp_path: Path) -> None:
    known = await files(client, tmp_path)
    good = await command("check", phone.shows(), *known)
    assert good.returncode == 0, good.stdout + good.stderr
    assert "Vorname N." in good.stdout
    bad = await command("check", phone.shows()[:-6] + "AAAAAA", *known)
    assert bad.returncode == 1
    without_list = await command("check", phone.shows(), *known[:2])
    assert (without_list.returncode, "stale_status_list" in without_list.stdout) == (1, True)


async def test_a_code_is_checked_against_the_database(phone: Phone, dsn: str) -> None:
    assert (await command("check", phone.shows(), dsn=dsn)).returncode == 0
    await phone.browser.post(f"/api/cards/{await _card(phone)}/revocation", json={})
    revoked = await command("check", phone.shows(), dsn=dsn)
    assert (revoked.returncode, "gesperrt" in revoked.stdout) == (1, True)


async def _card(phone: Phone) -> UUID:
    return UUID((await phone.browser.get("/api/me/cards")).json()[0]["id"])


async def test_keys_are_listed_rotated_and_killed(phone: Phone, dsn: str) -> None:
    before = (await command("keys", "list", dsn=dsn)).stdout.split()
    assert before[1::2] == ["active", "next"]
    assert (await command("keys", "rotate", dsn=dsn)).returncode == 0
    rotated = (await command("keys", "list", dsn=dsn)).stdout.split()
    assert rotated[1::2] == ["old", "active", "next"]
    assert rotated[2] == before[2]
    assert (await command("keys", "kill", before[0], dsn=dsn)).returncode == 0
    assert (await command("check", phone.shows(), dsn=dsn)).returncode == 1
    assert (await command("keys", "kill", "00" * 8, dsn=dsn)).returncode == 1
    assert (await command("keys", "kill", "not-hex", dsn=dsn)).returncode == 2

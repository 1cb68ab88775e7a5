"""What the command line does with cards: check a code with files alone, look after the keys."""

from pathlib import Path

import msgspec

from ehrenamtskarte.cards import signing_keys, status
from ehrenamtskarte.cards.checking import Known, Outcome, check
from ehrenamtskarte.cards.key_set import IssuerKey, KeySet
from ehrenamtskarte.cards.online_check import check_online
from ehrenamtskarte.cards.status_list import StatusList, read_status_list
from ehrenamtskarte.core import clock, db


def check_with_files(text: str, keys: Path, status_list: Path | None, *, now: float) -> Outcome:
    """Check a code with a key set and a status list from files. Raises KeySetUnreadable, StatusListUnreadable."""
    key_set = KeySet.from_jwks(msgspec.json.decode(keys.read_bytes()))
    known_list: StatusList | None = (
        read_status_list(status_list.read_bytes(), key_set) if status_list else None
    )
    age = now - known_list.issued_at if known_list else None
    return check(text, now, Known(key_set, known_list, age))


async def check_with_database(text: str) -> Outcome:
    """Check a code against the running platform's database."""
    async with db.pool(1):
        return await check_online(text, now=clock.now().timestamp())


async def list_keys() -> tuple[IssuerKey, ...]:
    """All published keys, the oldest first."""
    async with db.pool(1):
        return (await signing_keys.key_set()).keys


async def rotate_keys() -> IssuerKey:
    """Let the next key sign from now on; the key that signs now."""
    async with db.pool(2):
        now = clock.now()
        await signing_keys.ensure(now)
        key = await signing_keys.rotate(now)
        await status.publish_list(now)
        return key


async def kill_key(kid: bytes) -> None:
    """End a key at once. Raises NotFound."""
    async with db.pool(2):
        now = clock.now()
        await signing_keys.kill(kid, now)
        await status.publish_list(now)

"""The status list: places for credentials, and signed versions made by a worker."""

import secrets
from datetime import datetime, timedelta

from ehrenamtskarte.cards import rules, signing_keys
from ehrenamtskarte.cards.events import StatusChanged
from ehrenamtskarte.cards.status_list import StatusList, bits_of, sign_status_list
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.errors import Unavailable
from ehrenamtskarte.core.outbox import publish
from ehrenamtskarte.core.settings import settings

ADDRESS = "/.well-known/ehrenamtskarte/status-list"


async def free_index() -> int:
    """A free place, at random, so that neighbours in the list say nothing about each other.

    The caller's insert decides; a list where free places get rare grows to twice its size.
    """
    size: int = await db.scalar(
        "INSERT INTO status_space (id, size, version) VALUES (1, $1, 0) ON CONFLICT (id) DO UPDATE SET id = 1 RETURNING size",
        rules.FIRST_LIST_SIZE,
    )
    for _ in range(3):
        index = secrets.randbelow(size)
        if not await db.scalar("SELECT 1 FROM credential WHERE status_index = $1", index):
            return index
    await db.execute("UPDATE status_space SET size = size * 2 WHERE id = 1 AND size = $1", size)
    # Checkers are unsure about places beyond their list: publish the longer one.
    await publish(StatusChanged())
    return size + secrets.randbelow(size)


async def publish_list(now: datetime) -> None:
    """Sign and keep a new version with every revoked credential that has not ended."""
    kid, sign = await signing_keys.active()
    async with db.transaction():
        space = await db.row(
            "INSERT INTO status_space (id, size, version) VALUES (1, $1, 1)"
            " ON CONFLICT (id) DO UPDATE SET version = status_space.version + 1 RETURNING size, version",
            rules.FIRST_LIST_SIZE,
        )
        assert space is not None
        revoked = await db.rows(
            "SELECT status_index FROM credential WHERE revoked_at IS NOT NULL AND expires_at > $1", now
        )
        issued, ends = int(now.timestamp()), int((now + rules.LIST_LIFE).timestamp())
        version = StatusList(
            subject=settings().address + ADDRESS,
            version=space["version"],
            issued_at=issued,
            expires_at=ends,
            ttl=int(rules.LIST_TTL.total_seconds()),
            bits=bits_of((row["status_index"] for row in revoked), space["size"]),
        )
        await db.execute(
            "INSERT INTO status_list_token (version, issued_at, expires_at, token) VALUES ($1, $2, $3, $4)",
            space["version"], now, now + rules.LIST_LIFE, sign_status_list(version, kid, sign),
        )  # fmt: skip
        await db.execute("DELETE FROM status_list_token WHERE version < $1", space["version"] - 3)


async def follow_change(_: StatusChanged) -> None:
    """A new version after a revocation."""
    await publish_list(clock.now())


async def newest() -> tuple[int, bytes]:
    """The newest version and its bytes. Raises Unavailable before a worker has made the first."""
    found = await db.row("SELECT version, token FROM status_list_token ORDER BY version DESC LIMIT 1")
    if found is None:
        raise Unavailable
    return found["version"], found["token"]


async def keep_fresh() -> None:
    """Make the first keys and list of an installation, and a new list before checkers would call the old one stale."""
    now = clock.now()
    await signing_keys.ensure(now)
    made = await db.scalar("SELECT max(issued_at) FROM status_list_token")
    if made is None or now - made > rules.LIST_RENEWED_AFTER:
        await publish_list(now)


async def forget_ended() -> None:
    """Free the places of credentials that ended too long ago to matter to any till, and challenges nobody answered."""
    kept = rules.SCANS_HANDED_IN_WITHIN + timedelta(days=1)
    await db.execute("DELETE FROM credential WHERE expires_at < now() - $1::interval", kept)
    # Its place and number are enough to judge a late scan; the name in it is not needed for that.
    await db.execute("UPDATE credential SET token = '' WHERE expires_at < now() AND token <> ''")
    await db.execute("DELETE FROM challenge WHERE expires_at < now()")
    await signing_keys.forget_old()

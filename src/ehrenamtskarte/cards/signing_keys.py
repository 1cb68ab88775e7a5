"""The issuer's keys: public halves in the database, private halves as files that only workers read.

At least two keys are published: the active one signs, the next one is known to every checker before its first use.
"""

import os
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from ehrenamtskarte.cards import cose
from ehrenamtskarte.cards.key_set import IssuerKey, KeySet, KeyState
from ehrenamtskarte.core import audit, db
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.settings import settings

_ONE_AT_A_TIME = 7_220_316
KEPT_DAYS = 400
"""Credentials live 30 days; tickets to an event may be signed a year before it."""


class PrivateKeyMissing(RuntimeError):
    """The active key's private half is not in this process's key folder."""


async def key_set() -> KeySet:
    """All published keys; killed ones stay listed, so that checkers learn of it."""
    found = await db.rows("SELECT kid, x, y, state FROM signing_key ORDER BY created_at")
    return KeySet.of(IssuerKey(key["kid"], key["x"], key["y"], KeyState(key["state"])) for key in found)


async def ensure(now: datetime) -> None:
    """Make the first two keys of a new installation; where there are keys, nothing happens."""
    if await db.scalar("SELECT 1 FROM signing_key WHERE state = 'active'"):
        return
    async with db.transaction():
        await db.execute("SELECT pg_advisory_xact_lock($1)", _ONE_AT_A_TIME)
        if not await db.scalar("SELECT 1 FROM signing_key WHERE state = 'active'"):
            await _promote_next(now)


async def rotate(now: datetime) -> IssuerKey:
    """Let the next key sign from now on and publish a new next one; the old one counts until its last credential ends."""
    async with db.transaction():
        await db.execute("SELECT pg_advisory_xact_lock($1)", _ONE_AT_A_TIME)
        await db.execute("UPDATE signing_key SET state = 'old', state_since = $1 WHERE state = 'active'", now)
        return await _promote_next(now)


async def kill(kid: bytes, now: datetime) -> None:
    """End a key at once, e.g. because it leaked: every credential it signed counts no more. Raises NotFound."""
    async with db.transaction():
        await db.execute("SELECT pg_advisory_xact_lock($1)", _ONE_AT_A_TIME)
        state = await db.scalar("SELECT state FROM signing_key WHERE kid = $1 FOR UPDATE", kid)
        if state is None:
            raise NotFound
        await db.execute("UPDATE signing_key SET state = 'killed', state_since = $2 WHERE kid = $1", kid, now)
        if state in (KeyState.ACTIVE, KeyState.NEXT):
            await _promote_next(now) if state == KeyState.ACTIVE else await _make(KeyState.NEXT, now)
        await audit.record("key_killed", actor=None, subject=None, kid=kid.hex())


async def _promote_next(now: datetime) -> IssuerKey:
    promoted = await db.row(
        "UPDATE signing_key SET state = 'active', state_since = $1 WHERE state = 'next' RETURNING kid, x, y",
        now,
    )
    if promoted is None:
        active = await _make(KeyState.ACTIVE, now)
    else:
        active = IssuerKey(promoted["kid"], promoted["x"], promoted["y"], KeyState.ACTIVE)
    await _make(KeyState.NEXT, now)
    await audit.record("key_activated", actor=None, subject=None, kid=active.kid.hex())
    return active


async def _make(state: KeyState, now: datetime) -> IssuerKey:
    private_key = ec.generate_private_key(ec.SECP256R1())
    key = IssuerKey.of(private_key.public_key(), state)
    _write(_path(key.kid), private_key)
    await db.execute(
        "INSERT INTO signing_key (kid, x, y, state, created_at, state_since) VALUES ($1, $2, $3, $4, $5, $5)",
        key.kid, key.x, key.y, state, now,
    )  # fmt: skip
    return key


def _path(kid: bytes) -> Path:
    return settings().signing_keys / f"{kid.hex()}.pem"


def _write(path: Path, private_key: ec.EllipticCurvePrivateKey) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    text = private_key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(text)


async def active() -> tuple[bytes, cose.Signer]:
    """The id of the key that signs now, and how to sign with it. Raises PrivateKeyMissing."""
    kid: bytes | None = await db.scalar("SELECT kid FROM signing_key WHERE state = 'active'")
    if kid is None or not _path(kid).exists():
        raise PrivateKeyMissing("no active key in the key folder of this process")
    loaded = _loaded.get(kid)
    if loaded is None:
        private_key = serialization.load_pem_private_key(_path(kid).read_bytes(), password=None)
        if not isinstance(private_key, ec.EllipticCurvePrivateKey):
            raise PrivateKeyMissing("the active key is not on P-256")
        loaded = _loaded[kid] = cose.signer(private_key)
    return kid, loaded


_loaded: dict[bytes, cose.Signer] = {}


async def forget_old() -> None:
    """Remove public keys whose last credential has ended, once no ticket can bear their signature either."""
    await db.execute(
        "DELETE FROM signing_key k WHERE state IN ('old', 'killed') AND state_since < now() - make_interval(days => $1)"
        " AND NOT EXISTS (SELECT 1 FROM credential c WHERE c.key = k.kid)",
        KEPT_DAYS,
    )

"""Idempotency-Key: a repeated request gets the first answer and has no second effect.

The key is written in the same transaction as the effect, so a process killed halfway leaves neither.
Two at once: the second waits for the first at the unique key.
"""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from ehrenamtskarte.core import db
from ehrenamtskarte.core.errors import Conflict, Malformed

KEY_LENGTH = 200
KEPT_HOURS = 24


class IdempotencyKeyReused(Conflict):
    """The same key came with another request."""

    status = 422
    de = "Dieser Idempotency-Key gehört schon zu einer anderen Anfrage."
    en = "This Idempotency-Key already belongs to another request."


class IdempotencyKeyTooLong(Malformed):
    """Keys are short."""

    de = "Der Idempotency-Key darf höchstens 200 Zeichen haben."
    en = "The Idempotency-Key may have at most 200 characters."


@dataclass
class Answer:
    """A response as it goes out; of a repeated one, only the content type is kept of its headers."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes

    @property
    def content_type(self) -> str:
        """What kind of document the body is."""
        return dict(self.headers).get(b"content-type", b"").decode("latin-1")


class _Refused(Exception):
    """Carries an error answer out of the transaction, so that it rolls back."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer


async def once(key: str, *, who: str, request: bytes, act: Callable[[], Awaitable[Answer]]) -> Answer:
    """The answer of `act`, run at most once per key and person; error answers are not kept."""
    if len(key) > KEY_LENGTH:
        raise IdempotencyKeyTooLong
    digest = hashlib.sha256(f"{who}\0{key}".encode()).digest()
    fingerprint = hashlib.sha256(request).digest()
    try:
        async with db.transaction():
            is_new = await db.execute(
                "INSERT INTO idempotency_key (key, request, content_type, body, created_at)"
                " VALUES ($1, $2, '', '', now()) ON CONFLICT (key) DO NOTHING",
                digest,
                fingerprint,
            )
            if not is_new:
                return await _first_answer(digest, fingerprint)
            answer = await act()
            if answer.status >= 400:
                raise _Refused(answer)
            await db.execute(
                "UPDATE idempotency_key SET status = $2, content_type = $3, body = $4 WHERE key = $1",
                digest,
                answer.status,
                answer.content_type,
                answer.body,
            )
            return answer
    except _Refused as refused:
        return refused.answer


async def _first_answer(digest: bytes, fingerprint: bytes) -> Answer:
    first = await db.row(
        "SELECT request, status, content_type, body FROM idempotency_key WHERE key = $1", digest
    )
    if first is None or first["request"] != fingerprint:
        raise IdempotencyKeyReused
    return Answer(
        first["status"], [(b"content-type", first["content_type"].encode("latin-1"))], first["body"]
    )


async def forget_old() -> None:
    """Remove keys older than a day."""
    await db.execute(
        "DELETE FROM idempotency_key WHERE created_at < now() - make_interval(hours => $1)", KEPT_HOURS
    )

"""Large answers, made once for each state of the public list and kept compressed in the memory of the process."""

import asyncio
import gzip
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ehrenamtskarte.benefits.public_list import projection

LARGEST_TOTAL = 48 * 1024 * 1024
"""Bytes kept; what was not asked for longest goes first."""

MOST = 2000


@dataclass(frozen=True)
class Edition:
    """An answer as it is kept."""

    etag: str
    gzipped: bytes

    def plain(self) -> bytes:
        """For the few that cannot read gzip."""
        return gzip.decompress(self.gzipped)


def etag(version: UUID | None, today: date) -> str:
    """What names this state of the public list, packed or not; the day belongs to it, for offers end."""
    return f'W/"{version.hex if version else "none"}-{today:%Y%m%d}"'


async def present_etag(today: date) -> str:
    """What names its present state."""
    return etag(await projection.version(), today)


class Shelf:
    """Editions by what was asked for."""

    def __init__(self, largest: int = LARGEST_TOTAL) -> None:
        self._largest, self._size = largest, 0
        self._editions: OrderedDict[Hashable, Edition] = OrderedDict()
        self._making: dict[Hashable, asyncio.Lock] = {}

    async def edition(self, key: Hashable, tag: str, make: Callable[[], Awaitable[bytes]]) -> Edition:
        """The edition of this tag, made at most once however many ask for it at the same time."""
        lock = self._making.setdefault(key, asyncio.Lock())
        try:
            async with lock:
                return self._found(key, tag) or self._keep(key, Edition(tag, await _compressed(await make())))
        finally:
            if not lock.locked():
                self._making.pop(key, None)

    def _found(self, key: Hashable, tag: str) -> Edition | None:
        edition = self._editions.get(key)
        if edition is None or edition.etag != tag:
            return None
        self._editions.move_to_end(key)
        return edition

    def _keep(self, key: Hashable, edition: Edition) -> Edition:
        self._drop(key)
        self._editions[key] = edition
        self._size += len(edition.gzipped)
        while self._size > self._largest or len(self._editions) > MOST:
            self._drop(next(iter(self._editions)))
        return edition

    def _drop(self, key: Hashable) -> None:
        old = self._editions.pop(key, None)
        self._size -= len(old.gzipped) if old else 0


async def _compressed(body: bytes) -> bytes:
    # In a thread: zlib lets go of the interpreter, others are answered meanwhile.
    return await asyncio.to_thread(gzip.compress, body, 6, mtime=0)


SHELF = Shelf()

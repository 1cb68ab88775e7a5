"""A fair draw that anybody can check, of raffles as of guests; pure.

Before a draw begins the platform makes a seed of 32 random bytes, keeps it to itself and publishes its commitment,
the SHA-256 digest of the seed. With the draw it publishes the seed and the numbers that took part. Who wins follows
from these alone, so nobody can choose the winners once the numbers are known, and nobody can exchange the seed:

    import hashlib, hmac
    seed = bytes.fromhex("...")             # `seed` of GET /api/benefits/{id}/draw
    numbers, prizes = [1, 2, 3, 5], 2       # `numbers` and `prizes` of the same answer
    assert hashlib.sha256(seed).hexdigest() == "..."  # `commitment`, as it stood there from the start
    order = sorted(numbers, key=lambda number: hmac.digest(seed, str(number).encode(), "sha256"))
    print(order[:prizes])                   # `winningNumbers`

The number goes into HMAC-SHA-256 as decimal ASCII digits; digests are compared byte by byte, the smallest wins first.
"""

import hashlib
import hmac
from collections.abc import Iterable

SEED_BYTES = 32


def commitment(seed: bytes) -> bytes:
    """What is published from the start and fixes the seed."""
    return hashlib.sha256(seed).digest()


def order(seed: bytes, numbers: Iterable[int]) -> list[int]:
    """Every number once, the first winner first; the order in which the numbers come does not matter."""
    return sorted(set(numbers), key=lambda number: hmac.digest(seed, str(number).encode(), "sha256"))

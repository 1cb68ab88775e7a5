"""A small calculation for browsers of networks that ask for many codes, so that nobody is shut out; pure.

A puzzle is a text that the platform signs (HMAC-SHA-256 with the call's secret) and does not keep:
`<bits>.<seconds since 1970 until which it holds>.<random>.<signature>`. It is solved by a number so that the SHA-256
of `<puzzle>:<number>` begins with so many zero bits: tens of thousands of tries to find, one to check. Each can be
used once.
"""

import base64
import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

PUZZLE_LIFE = timedelta(minutes=5)
PUZZLE_BITS = 15
"""About 33,000 tries; a phone takes a second or two."""
LONGEST_SOLUTION = 12


def new_puzzle(secret: bytes, now: datetime) -> str:
    """Something to solve within the next minutes."""
    ends = int((now + PUZZLE_LIFE).timestamp())
    told = f"{PUZZLE_BITS}.{ends}.{secrets.token_urlsafe(12)}"
    return f"{told}.{_signature(secret, told)}"


def is_solved(secret: bytes, puzzle: str, solution: str, now: datetime) -> bool:
    """Whether it is one of ours, still holds, and the number solves it."""
    told, _, signature = puzzle.rpartition(".")
    if not hmac.compare_digest(signature.encode(), _signature(secret, told).encode()):
        return False
    bits, ends, _ = told.split(".")
    if now.timestamp() > int(ends) or not (solution.isascii() and solution.isdecimal()):
        return False
    return zero_bits(hashlib.sha256(f"{puzzle}:{solution}".encode()).digest()) >= int(bits)


def zero_bits(digest: bytes) -> int:
    """How many bits at its start are zero."""
    return len(digest) * 8 - int.from_bytes(digest).bit_length()


def _signature(secret: bytes, told: str) -> str:
    digest = hmac.digest(secret, f"puzzle\0{told}".encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(digest[:18]).decode()

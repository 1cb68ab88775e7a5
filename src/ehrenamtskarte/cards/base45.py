"""Base45 (RFC 9285), strict: what decodes here encodes back to the same text."""

import struct

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_REFUSED = 255
_VALUES = bytes(ALPHABET.find(chr(code)) % 256 for code in range(256))


def encode(data: bytes) -> str:
    """Three characters for two bytes, two characters for a last single byte."""
    parts = []
    for at in range(0, len(data) - 1, 2):
        high, value = divmod(data[at] * 256 + data[at + 1], 45)
        parts.append(ALPHABET[value] + ALPHABET[high % 45] + ALPHABET[high // 45])
    if len(data) % 2:
        parts.append(ALPHABET[data[-1] % 45] + ALPHABET[data[-1] // 45])
    return "".join(parts)


def decode(text: str) -> bytes:
    """Raises ValueError for a character outside the alphabet, a wrong length or a group that is too large."""
    values = text.encode("ascii").translate(_VALUES)
    if _REFUSED in values or len(values) % 3 == 1:
        raise ValueError("not base45")
    groups = len(values) // 3
    whole = groups * 3
    numbers = [
        a + 45 * b + 2025 * c
        for a, b, c in zip(values[0:whole:3], values[1:whole:3], values[2:whole:3], strict=True)
    ]
    try:
        data = struct.pack(f">{groups}H", *numbers)
        if len(values) > whole:
            data += struct.pack("B", values[-2] + 45 * values[-1])
    except struct.error as error:
        raise ValueError("not base45: group too large") from error
    return data

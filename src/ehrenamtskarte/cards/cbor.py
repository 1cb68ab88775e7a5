"""A small strict CBOR reader (RFC 8949, section 4.2): it takes deterministic encodings only.

A general reader accepts trailing bytes, long forms and repeated keys, and builds objects from some thirty
tags before anybody has checked a signature. This one knows the few kinds of value that card tokens hold,
and refuses whatever would not encode back to the same bytes. Writing is cbor2's work.
"""

from dataclasses import dataclass

import cbor2

MAX_DEPTH = 8
COSE_SIGN1 = 18

_SMALLEST = {24: 24, 25: 1 << 8, 26: 1 << 16, 27: 1 << 32}
_UNSIGNED, _NEGATIVE, _BYTES, _TEXT, _ARRAY, _MAP, _TAG, _SIMPLE = range(8)
_FALSE, _TRUE = 20, 21


@dataclass(frozen=True, slots=True)
class Sign1:
    """An item under tag 18, the only tag that is taken."""

    item: "Value"


Key = int | str
Value = int | bool | bytes | str | list["Value"] | dict[Key, "Value"] | Sign1


class NotStrict(ValueError):
    """The bytes are not one deterministic CBOR item of the kinds known here."""


def encode(value: object) -> bytes:
    """The deterministic encoding, for maps whose keys have one order by length and by bytes, as all here."""
    return cbor2.dumps(value, canonical=True)


def encode_bytes(value: bytes) -> bytes:
    """A byte string with its head, without the way through the general writer."""
    size = len(value)
    if size < 24:
        return bytes((0x40 + size,)) + value
    width = 1 if size < 1 << 8 else 2 if size < 1 << 16 else 4
    return bytes((0x58 + width.bit_length() - 1,)) + size.to_bytes(width, "big") + value


def decode(data: bytes, *, ordered: bool = True) -> Value:
    """Read exactly one item. Raises NotStrict.

    `ordered=False` lets map keys come in any order (never twice): for signed documents of other writers.
    """
    try:
        value, end = _read(data, 0, 0, ordered)
    except (IndexError, UnicodeDecodeError) as error:
        raise NotStrict("broken off or not UTF-8") from error
    if end != len(data):
        raise NotStrict("trailing bytes")
    return value


def _read(data: bytes, at: int, depth: int, ordered: bool) -> tuple[Value, int]:
    major, number, at = _read_head(data, at)
    if major == _SIMPLE:
        return number == _TRUE, at
    if major == _UNSIGNED:
        return number, at
    if major == _NEGATIVE:
        return -1 - number, at
    if major in (_BYTES, _TEXT):
        end = at + number
        if end > len(data):
            raise NotStrict("broken off")
        return (data[at:end] if major == _BYTES else data[at:end].decode()), end
    if depth >= MAX_DEPTH:
        raise NotStrict("too deep")
    return _CONTAINERS[major](data, at, depth + 1, ordered, number)


def _read_head(data: bytes, at: int) -> tuple[int, int, int]:
    """Major type, its number in the shortest form only, and where the content begins."""
    initial = data[at]
    major, number = initial >> 5, initial & 31
    at += 1
    if major == _SIMPLE and number not in (_FALSE, _TRUE):
        raise NotStrict("a float or simple value that is not taken")
    if number < 24:
        return major, number, at
    if number > 27:
        raise NotStrict("indefinite or reserved length")
    end = at + (1 << (number - 24))
    smallest, number = _SMALLEST[number], int.from_bytes(data[at:end], "big")
    if end > len(data) or number < smallest:
        raise NotStrict("broken off or not the shortest form")
    return major, number, end


def _read_array(data: bytes, at: int, depth: int, ordered: bool, size: int) -> tuple[Value, int]:
    items: list[Value] = []
    for _ in range(size):
        item, at = _read(data, at, depth, ordered)
        items.append(item)
    return items, at


def _read_map(data: bytes, at: int, depth: int, ordered: bool, size: int) -> tuple[Value, int]:
    entries: dict[Key, Value] = {}
    previous = b""
    for _ in range(size):
        start = at
        key, at = _read(data, at, depth, ordered)
        if type(key) is not int and type(key) is not str:
            raise NotStrict("a key that is neither a number nor text")
        encoded = data[start:at]
        if key in entries or (ordered and encoded <= previous):
            raise NotStrict("keys repeated or out of order")
        previous = encoded
        entries[key], at = _read(data, at, depth, ordered)
    return entries, at


def _read_tagged(data: bytes, at: int, depth: int, ordered: bool, tag: int) -> tuple[Value, int]:
    if tag != COSE_SIGN1:
        raise NotStrict("a tag that is not taken")
    item, at = _read(data, at, depth, ordered)
    return Sign1(item), at


_CONTAINERS = {_ARRAY: _read_array, _MAP: _read_map, _TAG: _read_tagged}

"""German order of names without ICU: a stored key that sorts Ähre before Öl before Zebra."""

import unicodedata

_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})


def sort_key(text: str) -> str:
    """The key of DIN 5007-1: umlauts like their base letter, case and accents ignored."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join("".join(letter if letter.isalnum() else " " for letter in plain).split())


def every_word(q: str) -> list[str]:
    """Patterns for LIKE ALL over keys: each word of a search, in whatever order it was typed."""
    return [f"%{word}%" for word in sort_key(q).split()]

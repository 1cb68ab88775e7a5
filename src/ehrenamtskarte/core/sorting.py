"""German order of names without ICU: a stored key that sorts Ähre before Öl before Zebra."""

import unicodedata

_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})


def sort_key(text: str) -> str:
    """The key of DIN 5007-1: umlauts like their base letter, case and accents ignored."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join("".join(letter if letter.isalnum() else " " for letter in plain).split())

"""The name a shop sees: "Erika M.", enough to compare with an ID and no more."""

import unicodedata

from ehrenamtskarte.cards.token import MAX_NAME_BYTES

_INITIAL_BYTES = 8
_JOINERS = "\u200c\u200d"
_LOOSE_ENDS = " -'’+.,"
NO_NAME = "N. N."


def display_name(given_name: str, family_name: str) -> str:
    """First given name and initial of the family name, at most 24 bytes of UTF-8.

    The initial is the first capital letter, so "von der Heide" gives "H."; whoever has one name only is shown
    by that. Too long a name ends at a border between characters, never within one.
    """
    given, family = _tidy(given_name), _tidy(family_name)
    if not given or not family:
        return _shorten(given or family, MAX_NAME_BYTES) or NO_NAME
    initial = f" {_initial(family)}."
    return _shorten(given.split(" ")[0], MAX_NAME_BYTES - len(initial.encode())) + initial


def _tidy(name: str) -> str:
    """Composed, single spaces, without control and direction characters."""
    composed = unicodedata.normalize("NFC", name.encode("utf-8", "ignore").decode())
    spaced = " ".join(composed.split())
    return "".join(
        letter for letter in spaced if unicodedata.category(letter)[0] != "C" or letter in _JOINERS
    )


def _initial(family: str) -> str:
    letters = [character for character in _characters(family) if character[0].isalpha()]
    capitals = (character for character in letters if character[0].isupper() or character[0].istitle())
    first = next(capitals, letters[0] if letters else family[0])
    return _cut(first, _INITIAL_BYTES)


def _shorten(name: str, size: int) -> str:
    if len(name.encode()) <= size:
        return name
    kept = ""
    for character in _characters(name):
        if len((kept + character).encode()) > size:
            break
        kept += character
    return kept.rstrip(_LOOSE_ENDS) or _cut(name, size)


def _characters(name: str) -> list[str]:
    """What people count as characters: a letter with the marks on it, and whatever a joiner ties to it."""
    characters: list[str] = []
    for letter in name:
        belongs = unicodedata.category(letter)[0] == "M" or letter in _JOINERS
        if characters and (belongs or characters[-1][-1] in _JOINERS):
            characters[-1] += letter
        else:
            characters.append(letter)
    return characters


def _cut(text: str, size: int) -> str:
    """Bytes cut off at a code point, for a single character that is longer than the room there is."""
    return text.encode()[:size].decode(errors="ignore")

"""The words offers are found by: folded, so that umlauts, accents and their spellings do not matter; pure."""

import re
import unicodedata
from collections.abc import Iterable

from ehrenamtskarte.benefits.rules import Category, Kind
from ehrenamtskarte.core.sorting import sort_key

IN_TITLE, IN_NAME, IN_PLACE, IN_CONDITIONS = 8, 6, 3, 1
"""How much a word counts by where it stands."""
MOST_ASKED = 8
"""Words of a search; what comes after them is not looked at."""
LONGEST = 40

_WORD = re.compile(r"[^\W_]+")
_SPELLED_OUT = (("ae", "a"), ("oe", "o"), ("ue", "u"))
_SMALL = """der die das den dem des ein eine einer eines einem einen und oder in im an am auf aus bei beim mit von vom zu
zum zur fur nach uber unter vor ist sind es sie ihr ihre the a of and or for with at on to"""
_UNSAID = frozenset(_SMALL.split())

_OF_CATEGORY = {
    Category.RETAIL: "Einkaufen Handel Dienstleistung Shopping",
    Category.GASTRONOMY: "Gastronomie Essen Trinken Restaurant",
    Category.EDUCATION: "Bildung Education",
    Category.LEISURE_SPORT: "Freizeit Sport Leisure",
    Category.BANKING: "Bank Versicherung Insurance",
    Category.CULTURE: "Kultur Veranstaltung Culture",
    Category.HEALTH: "Gesundheit Health",
    Category.MOBILITY: "Mobilität Verkehr Mobility",
    Category.OTHER: "",
}
_OF_KIND = {
    Kind.FREE_ENTRY: "kostenlos gratis frei free",
    Kind.WAIVED_FEE: "kostenlos gratis frei free",
    Kind.GIFT: "Geschenk Gift",
    Kind.RAFFLE: "Verlosung Gewinnspiel Raffle",
}


def folded(word: str) -> str:
    """The form in which words are compared: `Köln`, `Koeln` and `Koln` are the same."""
    plain = sort_key(word).replace(" ", "")
    for spelled_out, letter in _SPELLED_OUT:
        plain = plain.replace(spelled_out, letter)
    return plain[:LONGEST]


def base(word: str) -> str:
    """What the stem of a folded word is made of: for German stemming `Museum` and `Museen` are strangers."""
    return f"{word[:-2]}en" if len(word) > 5 and word.endswith("um") else word


def words_of(text: str) -> dict[str, str]:
    """The words of a text that say something: folded, and as they are spelled."""
    spelled = _WORD.findall(unicodedata.normalize("NFC", text).lower())
    words = {folded(word): word[:LONGEST] for word in spelled}
    return {word: spelling for word, spelling in words.items() if word and word not in _UNSAID}


def asked_words(q: str) -> list[tuple[str, str]]:
    """The words of a search, folded and as typed; small words only where there are no others."""
    said = list(words_of(q).items())[:MOST_ASKED]
    return said or [(folded(word), word) for word in _WORD.findall(q.lower())[:1] if folded(word)]


def words_of_category(category: Category, kind: Kind) -> str:
    """What else people call offers of this category and kind."""
    return f"{_OF_CATEGORY[category]} {_OF_KIND.get(kind, '')}"


def weighed(parts: Iterable[tuple[int, str]]) -> dict[str, tuple[str, int]]:
    """Every word of these texts with its spelling and the most it counts."""
    found: dict[str, tuple[str, int]] = {}
    for weight, text in sorted(parts, reverse=True):
        for word, spelling in words_of(text).items():
            found.setdefault(word, (spelling, weight))
    return found

"""What is a typo and what is another promise; pure.

A correction may change spelling, punctuation and upper case, add the English words, or take the picture off. It holds
at once. Everything else waits for the office, another picture too, and so does every case of doubt.
"""

import re
from dataclasses import replace

from ehrenamtskarte.benefits.rules import Terms
from ehrenamtskarte.core.sorting import sort_key
from ehrenamtskarte.core.text import NOTHING_SAID

SHORTEST_MISSPELLED = 4
"""Letters; of shorter words each letter counts: ab, bis, nur, ohne."""
SECOND_SLIP_FROM = 9
"""Letters from which on a word may differ by two."""

_PARTS = re.compile(r"\d+(?:[.,:/-]\d+)*|[%€$£+=<>]|[^\W\d_]+")
_NUMBER = re.compile(r"\d")
_TELLING_WORDS = """
nicht kein keine keinen keiner keinem keines nur ohne außer ausser ausgenommen ab bis alle allen jede jeder jedes
jeden immer nie eine einer eines einen einem zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig
dreißig hundert tausend halb halbe halber halbes halben doppelt doppelte einmal zweimal dreimal erste ersten
zweite zweiten dritte dritten täglich wöchentlich monatlich jährlich tag tage tagen woche wochen monat monate
monaten jahr jahre jahren person personen kind kinder kindern
montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag montags dienstags mittwochs donnerstags
freitags samstags sonntags werktags feiertag feiertags wochenende wochenends januar februar märz april mai juni
juli august september oktober november dezember
not no none only without except from until till all every each always never one two three four five six seven
eight nine ten eleven twelve twenty thirty hundred thousand half double once twice first second third day days
week weeks month months year years person persons people child children monday tuesday wednesday thursday friday
saturday sunday weekday weekdays weekend january february march may june july october december
"""
"""Whoever changes one of these promises something else, however close the letters are."""


def is_correction(old: Terms, new: Terms) -> bool:
    """Whether the new terms promise the same: texts with the same numbers and words, typos aside, and no new picture."""
    if new.picture not in (None, old.picture):
        return False
    without_words = {"title": NOTHING_SAID, "conditions": NOTHING_SAID, "picture": None}
    if replace(old, **without_words) != replace(new, **without_words):  # type: ignore[arg-type]
        return False
    return all(
        says_the_same(before.de, after.de) and _translates(before.en, after.en, after.de)
        for before, after in ((old.title, new.title), (old.conditions, new.conditions))
    )


def _translates(before: str, after: str, german: str) -> bool:
    """English words that are new may only name numbers that the German ones name too."""
    if before:
        return says_the_same(before, after)
    return set(_numbers(after)) <= set(_numbers(german))


def says_the_same(before: str, after: str) -> bool:
    """Whether two texts differ in nothing but typos."""
    old, new = _parts(before), _parts(after)
    if _exact(old) != _exact(new):
        return False
    if "".join(old) == "".join(new):
        return True
    return len(old) == len(new) and all(
        is_misspelled(one, other) for one, other in zip(old, new, strict=True)
    )


def is_misspelled(one: str, other: str) -> bool:
    """Whether two words are the same, or one is a slip of the other: a letter too many, too few, wrong or swapped."""
    if one == other:
        return True
    shorter = min(len(one), len(other))
    if shorter < SHORTEST_MISSPELLED or one[0] != other[0]:
        return False
    return slips(one, other) <= (2 if shorter >= SECOND_SLIP_FROM else 1)


def slips(one: str, other: str) -> int:
    """How many letters were added, left out, replaced or swapped with their neighbour (optimal string alignment)."""
    before_last: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        row = [i]
        for j, wanted in enumerate(other, start=1):
            least = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                least = min(least, before_last[j - 2] + 1)
            row.append(least)
        before_last, last = last, row
    return last[-1]


def _parts(text: str) -> list[str]:
    """Numbers and signs as they stand, words without regard to case and to how umlauts are written."""
    spelled = text.casefold().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    return [part if _NUMBER.match(part) else sort_key(part) or part for part in _PARTS.findall(spelled)]


def _numbers(text: str) -> list[str]:
    return [part for part in _PARTS.findall(text) if _NUMBER.match(part)]


def _exact(parts: list[str]) -> list[str]:
    """What must stand in both texts, in this order: numbers, signs and words that limit or count."""
    return [part for part in parts if not part.isalpha() or part in _TELLING]


_TELLING = frozenset(_parts(_TELLING_WORDS))

"""Which entries of a call may be the same; pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from uuid import UUID

from ehrenamtskarte.benefits.lists.likeness import likeness, trigrams
from ehrenamtskarte.core.sorting import sort_key

LIKE_ENOUGH = 0.6
"""Of two names in one town, as the share of trigrams they have in common."""
LONG_TITLE = 8
"""Characters; shorter ones are the same by chance."""
COMMON_WORD = 60
"""A word in more names than this (Verein, Förderverein, ...) tells nothing."""
MOST_PAIRS = 500


@dataclass(frozen=True)
class Likeable:
    """What is compared of an entry."""

    id: UUID
    name_key: str
    title: str
    municipality: str | None = None
    organisation: UUID | None = None
    company: UUID | None = None
    email: str = ""

    @cached_property
    def title_key(self) -> str:
        """The title without case, accents and punctuation; empty where it says too little."""
        key = sort_key(self.title)
        return key if len(key) >= LONG_TITLE else ""

    @cached_property
    def name_trigrams(self) -> frozenset[str]:
        return trigrams(self.name_key)


def signs_of(one: Likeable, other: Likeable) -> list[str]:
    """What speaks for the two being the same, the strongest first."""
    signs = {
        "organisation": one.organisation is not None and one.organisation == other.organisation,
        "company": one.company is not None and one.company == other.company,
        "address": one.email != "" and one.email.lower() == other.email.lower(),
        "title": one.title_key != "" and one.title_key == other.title_key,
        "name": _same_name(one, other),
    }
    return [sign for sign, holds in signs.items() if holds]


def _same_name(one: Likeable, other: Likeable) -> bool:
    if one.municipality != other.municipality:
        return False
    return one.name_key == other.name_key or likeness(one.name_trigrams, other.name_trigrams) >= LIKE_ENOUGH


def like(one: Likeable, others: Iterable[Likeable]) -> dict[UUID, list[str]]:
    """Those of the others that may be the same as this one, with what speaks for it."""
    found = {other.id: signs_of(one, other) for other in others if other.id != one.id}
    return {entry_id: signs for entry_id, signs in found.items() if signs}


def pairs(entries: Sequence[Likeable]) -> list[tuple[UUID, UUID, list[str]]]:
    """All pairs that may be the same, those with the most signs first.

    Only those are compared that share something, so that thousands of entries stay quick.
    """
    by_sign: dict[object, list[Likeable]] = defaultdict(list)
    for entry in entries:
        for key in _keys(entry):
            by_sign[key].append(entry)
    found: dict[tuple[UUID, UUID], list[str]] = {}
    for together in by_sign.values():
        if len(together) <= COMMON_WORD:
            for one, other in combinations(together, 2):
                found.setdefault((one.id, other.id), signs_of(one, other))
    told = [(one, other, signs) for (one, other), signs in found.items() if signs]
    return sorted(told, key=lambda pair: (-len(pair[2]), pair[0], pair[1]))[:MOST_PAIRS]


def _keys(entry: Likeable) -> Iterable[tuple[str, object]]:
    yield from (
        (kind, value)
        for kind, value in (
            ("organisation", entry.organisation),
            ("company", entry.company),
            ("address", entry.email.lower()),
            ("title", entry.title_key),
        )
        if value
    )
    yield from ((f"name in {entry.municipality}", word) for word in set(entry.name_key.split()))

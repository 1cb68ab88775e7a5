"""Offers of a town that may be the same although they are spelled differently."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from ehrenamtskarte.benefits.lists.known import KnownBenefit, KnownCompany
from ehrenamtskarte.benefits.lists.likeness import likeness, trigrams
from ehrenamtskarte.benefits.lists.rows import Candidate
from ehrenamtskarte.companies.rules import key_of
from ehrenamtskarte.core.sorting import sort_key
from ehrenamtskarte.core.text import Text

SAME_PROVIDER, SAME_TITLE = 0.6, 0.8
"""Likeness from which two offers of a town are taken for one that is spelled differently."""
LIKE_PROVIDER, LIKE_TITLE = 0.5, 0.5
"""Likeness from which somebody should look."""
MOST_COMPARED = 2_000_000


@dataclass(frozen=True)
class Like:
    """Another offer of the same town that may be the same."""

    company: KnownCompany
    benefit: KnownBenefit
    is_same: bool

    @property
    def _where(self) -> tuple[str, str]:
        if self.benefit.line is None:
            return "schon da", "already there"
        return f"Zeile {self.benefit.line}", f"line {self.benefit.line}"

    @property
    def as_duplicate(self) -> Text:
        """Said where the row is passed over."""
        de, en = self._where
        return Text(
            f"Wohl dasselbe wie „{self.benefit.title}“ von {self.company.name} ({de}).",
            f"Probably the same as “{self.benefit.title}” by {self.company.name} ({en}).",
        )

    @property
    def as_hint(self) -> Text:
        """Said where the row is taken all the same."""
        de, en = self._where
        return Text(
            f"Ähnelt „{self.benefit.title}“ von {self.company.name} ({de}). Bitte prüfen Sie, ob beides gilt.",
            f"Resembles “{self.benefit.title}” by {self.company.name} ({en}). Please check that both hold.",
        )


class Alike:
    """Offers by town and provider, compared by the trigrams of their names."""

    def __init__(self) -> None:
        self._providers: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
        self._offers: dict[tuple[str, str], list[tuple[KnownCompany, KnownBenefit, frozenset[str]]]] = (
            defaultdict(list)
        )
        self._left = MOST_COMPARED

    def add(self, area: str, company: KnownCompany, benefit: KnownBenefit) -> None:
        key = key_of(company.name)
        self._providers[area].setdefault(key, trigrams(key))
        self._offers[area, key].append((company, benefit, trigrams(sort_key(benefit.title))))

    def find(self, area: str, row: Candidate) -> Like | None:
        """The offer that is most like the row's, if any is like enough to be told of."""
        provider, title = key_of(row.provider), sort_key(row.terms.title.de)
        wanted, numbers = trigrams(title), _numbers(f"{provider} {title}")
        best: tuple[float, Like] | None = None
        for nearness, company, benefit, known in self._near(area, provider):
            alike = likeness(wanted, known)
            if alike < LIKE_TITLE:
                continue
            same_numbers = numbers == _numbers(f"{key_of(company.name)} {sort_key(benefit.title)}")
            is_same = nearness >= SAME_PROVIDER and alike >= SAME_TITLE and same_numbers
            score = (2 if is_same else 0) + nearness + alike
            if best is None or score > best[0]:
                best = score, Like(company, benefit, is_same)
        return best[1] if best else None

    def _near(
        self, area: str, provider: str
    ) -> Iterator[tuple[float, KnownCompany, KnownBenefit, frozenset[str]]]:
        """The offers of providers with a name like this; nobody's patience is endless."""
        names = self._providers[area]
        self._left -= len(names)
        wanted = trigrams(provider)
        for key, known in names.items() if self._left > 0 else ():
            nearness = 1.0 if key == provider else likeness(wanted, known)
            if nearness >= LIKE_PROVIDER:
                for company, benefit, title in self._offers[area, key]:
                    self._left -= 1
                    yield nearness, company, benefit, title


def _numbers(key: str) -> list[str]:
    return [word for word in key.split() if any(letter.isdigit() for letter in word)]

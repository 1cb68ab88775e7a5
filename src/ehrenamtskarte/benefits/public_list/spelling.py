"""What a misspelled word may have meant: the nearest of the words that occur, or a part of a compound; pure."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Guess:
    """A word somebody may have meant, the best one smallest."""

    mistakes: int
    is_part: bool
    """Only the beginning or the end of a compound."""
    letters_less: int
    """How much shorter it is than what was typed; negative where it is longer."""
    word: str
    spelled: str


def best_guess(asked: str, candidates: Iterable[tuple[str, str]]) -> Guess | None:
    """The nearest of these words (folded, spelled) within the mistakes a word of that length may have."""
    guesses = (_nearest_part(asked, word, spelled) for word, spelled in candidates)
    return min((guess for guess in guesses if guess.mistakes <= _allowed(asked)), default=None)


def _allowed(asked: str) -> int:
    return 1 if len(asked) < 6 else 2 if len(asked) < 10 else 3


def _nearest_part(asked: str, word: str, spelled: str) -> Guess:
    beginning = _distances(asked, word)
    end = _distances(asked[::-1], word[::-1])
    whole = Guess(beginning[-1], False, len(asked) - len(word), word, spelled)
    # A part much shorter than what was typed says little.
    lengths = range(max(3, len(asked) - 1), len(word))
    parts = [
        _part(asked, word, spelled, length, distances[length], from_end=from_end)
        for distances, from_end in ((beginning, False), (end, True))
        for length in lengths
    ]
    return min([whole, *parts])


def _part(asked: str, word: str, spelled: str, length: int, mistakes: int, *, from_end: bool) -> Guess:
    here = slice(-length, None) if from_end else slice(length)
    # Where umlauts are spelled out the letters do not stand at the same places.
    alike = spelled if len(spelled) == len(word) else word
    return Guess(mistakes, True, len(asked) - length, word[here], alike[here])


def _distances(asked: str, word: str) -> list[int]:
    """How many mistakes away `asked` is from each beginning of `word`; two letters swapped are one mistake."""
    before: list[int] = []
    row = list(range(len(word) + 1))
    for i, letter in enumerate(asked, start=1):
        two_before, before, row = before, row, [i]
        for j, other in enumerate(word, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == word[j - 2] and asked[i - 2] == other:
                cost = min(cost, two_before[j - 2] + 1)
            row.append(cost)
    return row

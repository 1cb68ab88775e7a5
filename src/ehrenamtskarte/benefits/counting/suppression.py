"""Which numbers are hidden so that a group below 5 stays unknown; pure.

Hiding the small numbers is not enough: beside a sum and its other parts a missing part is the difference. So the
smallest of the others is hidden with them, and all that are as large. Whatever is hidden could then be swapped
without changing what is shown: each hidden part is either small or not, and nobody can tell which. Where there
are no others, everything is hidden, down to which parts are zero; else five parts of a 5 would be known to be 1.
"""

from collections.abc import Sequence

SMALLEST_GROUP = 5


def is_small(number: int) -> bool:
    """Whether it tells of few people; 0 tells of nobody."""
    return 0 < number < SMALLEST_GROUP


def shown(number: int) -> int | None:
    """A number that stands alone, or None where it is small."""
    return None if is_small(number) else number


def parts_shown(parts: Sequence[int]) -> list[int | None]:
    """The parts of a sum that is published as `shown(sum(parts))`, or None for each that is hidden."""
    if not any(is_small(part) for part in parts):
        return list(parts)
    largest_hidden = min((part for part in parts if part >= SMALLEST_GROUP), default=None)
    if largest_hidden is None:
        return [None] * len(parts)
    return [None if 0 < part <= largest_hidden else part for part in parts]

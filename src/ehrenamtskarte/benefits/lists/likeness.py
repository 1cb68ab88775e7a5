"""How alike two names are, by the trigrams they share; as pg_trgm counts them."""


def trigrams(key: str) -> frozenset[str]:
    """Every three letters of each word of a sort key, with two blanks before it and one behind."""
    return frozenset(
        padded[at : at + 3]
        for word in key.split()
        for padded in (f"  {word} ",)
        for at in range(len(padded) - 2)
    )


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of trigrams that both have: 1 for the same words, 0 for nothing in common."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0

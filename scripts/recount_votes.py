"""Counts a public vote again from its published file; needs Python alone and nothing of the platform.

    python recount_votes.py stimmen.csv

The file's form is described in docs/vote-count.md.
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path


def count(lines: Iterable[str]) -> list[tuple[int, int, int]]:
    """Rank, number of the entry and votes, the most votes first; equal numbers share a rank."""
    rows = list(csv.DictReader(lines))
    receipts = {row["receipt"] for row in rows}
    if len(receipts) != len(rows):
        sys.exit("The file is not right: a receipt stands in it twice.")
    votes = Counter(int(row["entry"]) for row in rows if not row["excluded"])
    return sorted(
        (1 + sum(other > number for other in votes.values()), entry, number)
        for entry, number in votes.items()
    )


def main() -> None:
    """Print the result of the file."""
    with Path(sys.argv[1]).open(encoding="utf-8", newline="") as file:
        found = count(file)
    for rank, entry, votes in found:
        print(f"{rank}\t{entry}\t{votes}")


if __name__ == "__main__":
    main()

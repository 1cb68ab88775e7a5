"""CSV for spreadsheets: semicolons and a byte order mark as Excel expects here, and no cell that becomes a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_of(rows: Iterable[Sequence[object]]) -> bytes:
    """The rows as a file."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";")
    writer.writerows([guarded(str(cell)) for cell in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def guarded(cell: str) -> str:
    """The cell, with an apostrophe before it where a spreadsheet would calculate it."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell

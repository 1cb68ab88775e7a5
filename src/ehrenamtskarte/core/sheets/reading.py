"""Bytes to table: what kind of file it is, its encoding and separator, and its rows as plain text."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

import msgspec

from ehrenamtskarte.core.sheets import workbooks
from ehrenamtskarte.core.sheets.files import (
    MOST_BYTES,
    MOST_CELL_LENGTH,
    MOST_COLUMNS,
    MOST_ROWS,
    FileEmpty,
    FileTooComplicated,
    FileTooLarge,
    FileUnreadable,
    TooManyRows,
    UnknownDelimiter,
    UnknownEncoding,
)

if TYPE_CHECKING:
    from _csv import Reader

ENCODINGS = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "cp1252",
    "iso-8859-15",
    "latin-1",
    "cp850",
    "mac-roman",
)
DELIMITERS = (";", "\t", "|", ",")

_SAMPLE_CHARACTERS = 64_000
_SAMPLE_ROWS = 200
_MOST_LINES_IN_A_CELL = 50
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_NOT_TABLES = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"{\\rtf",
    b"<",
)
_WORDS_LETTERS = frozenset("äöüÄÖÜßéèêëáàâãåçčćñńóòôőøšśžźżíìîïúùûýğışŞğłŁőűãÉÈÁÀÇČÓÒÑŠŽØÅæÆ€´’‘„“”–—°§·½¼¾²")
_CONTROL = bytes(code for code in range(32) if code not in b"\t\n\r\x0b\x0c\x1a\x1b") + b"\x7f"
_ASCII = bytes(range(128))


class Table(msgspec.Struct, frozen=True):
    """A list as rows of text; `lines` are the line numbers people see in their own program."""

    format: str
    lines: list[int]
    rows: list[list[str]]
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    sheets: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """The number of columns of the widest row."""
        return max(map(len, self.rows), default=0)


def read_table(
    content: bytes, *, encoding: str | None = None, delimiter: str | None = None, sheet: str | None = None
) -> Table:
    """The table in a file, recognised by its content; the keywords overrule what would be guessed.

    Raises the refusals of `files`.
    """
    if len(content) > MOST_BYTES:
        raise FileTooLarge(field="data")
    if not content.strip(b"\x00\t\r\n "):
        raise FileEmpty(field="data")
    if workbooks.is_workbook(content):
        book = workbooks.read_workbook(content, sheet)
        lines, rows = _filled(enumerate(book.rows, start=book.first_line))
        return Table(format=book.format, lines=lines, rows=rows, sheet=book.sheet, sheets=book.sheets)
    return _read_text(content, encoding, delimiter)


def _read_text(content: bytes, encoding: str | None, delimiter: str | None) -> Table:
    if encoding is None:
        encoding = guess_encoding(content)
    elif encoding not in ENCODINGS:
        raise UnknownEncoding(field="encoding")
    text = _decode(content, encoding).replace("\x00", "")
    text, announced = _without_separator_line(text)
    delimiter = delimiter or announced or guess_delimiter(text)
    lines, rows = _filled(_csv_rows(text, delimiter))
    return Table(format="csv", lines=lines, rows=rows, encoding=encoding, delimiter=delimiter)


def guess_encoding(content: bytes) -> str:
    """The encoding of a text: its byte order mark, else valid UTF-8, else the code page that reads best."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return encoding
    if content.startswith(_NOT_TABLES):
        raise FileUnreadable(field="data")
    if (wide := _wide_encoding(content)) is not None:
        return wide
    if len(content.translate(None, _CONTROL)) < len(content) * 0.99:
        raise FileUnreadable(field="data")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "utf-8" if _is_mostly_utf8(content) else _old_encoding(content)
    return "utf-8"


def _wide_encoding(content: bytes) -> str | None:
    """UTF-16 without a byte order mark shows by the zero byte beside every Latin letter."""
    head = content[:4096]
    if head[1::2].count(0) > len(head) * 0.3:
        return "utf-16-le"
    return "utf-16-be" if head[0::2].count(0) > len(head) * 0.3 else None


def _is_mostly_utf8(content: bytes) -> bool:
    """Whether only a few foreign bytes were pasted into UTF-8."""
    broken = content.decode("utf-8", "replace").count("\ufffd")
    intact = len(content.decode("utf-8", "ignore").encode("utf-8").translate(None, _ASCII)) // 2
    return intact > broken * 4


def _old_encoding(content: bytes) -> str:
    """Windows-1252 unless DOS or old Macintosh letters make clearly more sense."""
    high = content.translate(None, _ASCII)
    counts = Counter(high)

    def sense(encoding: str) -> int:
        letters = ((bytes([code]).decode(encoding, "replace"), times) for code, times in counts.items())
        return sum(times if letter in _WORDS_LETTERS else -times for letter, times in letters)

    best = max(("cp1252", "cp850", "mac-roman"), key=sense)
    if best == "cp1252" and not counts.keys().isdisjoint((0x81, 0x8D, 0x8F, 0x90, 0x9D)):
        return "latin-1"
    return best


def _decode(content: bytes, encoding: str) -> str:
    if encoding in ("utf-8", "utf-8-sig"):
        return _decode_utf8(content.removeprefix(b"\xef\xbb\xbf"))
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding.startswith("utf"):
            raise UnknownEncoding(field="encoding") from error
        return content.decode(encoding, "replace")


def _decode_utf8(content: bytes) -> str:
    """UTF-8 in which single foreign bytes are read as Windows-1252, as pasted text leaves them."""
    text = content.decode("utf-8", "surrogateescape")
    if text.isascii() or not any("\udc80" <= letter <= "\udcff" for letter in set(text)):
        return text
    foreign = {0xDC00 + code: bytes([code]).decode("cp1252", "replace") for code in range(128, 256)}
    return text.translate(foreign)


def _without_separator_line(text: str) -> tuple[str, str | None]:
    """Excel's own `sep=;` in the first line; it stays as an empty line so that the numbers hold."""
    first, newline, rest = text.partition("\n")
    name, sign, value = first.rstrip("\r").strip('"').partition("=")
    if sign and name.lower() == "sep" and value in DELIMITERS:
        return newline + rest, value
    return text, None


def guess_delimiter(text: str) -> str:
    """The separator that cuts the most rows into the same number of columns."""
    sample = text[:_SAMPLE_CHARACTERS]
    best, best_score = DELIMITERS[0], 0.0
    for delimiter in DELIMITERS:
        widths = Counter(_sample_widths(sample, delimiter))
        width, rows = widths.most_common(1)[0] if widths else (1, 0)
        score = rows / max(1, widths.total()) * (min(width, 12) - 1)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _sample_widths(sample: str, delimiter: str) -> Iterator[int]:
    reader = _reader(sample, delimiter, plain=False)
    try:
        for row in reader:
            if any(row):
                yield len(row)
            if reader.line_num >= _SAMPLE_ROWS:
                return
    except csv.Error:
        return


def _csv_rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line each begins on; quotes are taken as plain characters where one was never closed."""
    if len(delimiter) != 1 or delimiter in '"\r\n':
        raise UnknownDelimiter(field="delimiter")
    return _parsed(_reader(text, delimiter, plain=not _quotes_are_closed(text, delimiter)))


def _reader(text: str, delimiter: str, *, plain: bool) -> "Reader":
    quoting: Literal[0, 3] = csv.QUOTE_NONE if plain else csv.QUOTE_MINIMAL
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting)


def _parsed(reader: "Reader") -> Iterator[tuple[int, list[str]]]:
    line = 1
    try:
        for row in reader:
            yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        raise FileUnreadable(field="data") from error


def _quotes_are_closed(text: str, delimiter: str) -> bool:
    if '"' not in text:
        return True
    before = 0
    try:
        reader = _reader(text, delimiter, plain=False)
        for _ in reader:
            if reader.line_num - before > _MOST_LINES_IN_A_CELL:
                return False
            before = reader.line_num
    except csv.Error:
        return False
    return True


def _filled(numbered: Iterator[tuple[int, list[str]]]) -> tuple[list[int], list[list[str]]]:
    """Rows that hold anything, with surrounding blanks removed."""
    lines: list[int] = []
    rows: list[list[str]] = []
    for line, cells in numbered:
        row = [cell.strip() for cell in cells]
        while row and not row[-1]:
            row.pop()
        if not row:
            continue
        if len(row) > MOST_COLUMNS:
            raise FileTooComplicated(field="data")
        if len(rows) >= MOST_ROWS + 20:
            raise TooManyRows(field="data")
        if max(map(len, row)) > MOST_CELL_LENGTH:
            row = [cell[:MOST_CELL_LENGTH] for cell in row]
        lines.append(line)
        rows.append(row)
    if not rows:
        raise FileEmpty(field="data")
    return lines, rows

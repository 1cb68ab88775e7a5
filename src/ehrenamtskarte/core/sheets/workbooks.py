"""Workbooks (XLSX, XLS, ODS): what the archive would unpack to is checked, then one sheet is read as text."""

import io
import struct
import zipfile
from datetime import date, datetime, time, timedelta
from math import isfinite

import msgspec
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

from ehrenamtskarte.core.sheets.files import (
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_UNPACKED_BYTES,
    MOST_UNPACKED_RATIO,
    MOST_ZIP_ENTRIES,
    RATIO_MATTERS_FROM_BYTES,
    FileEmpty,
    FileLocked,
    FileTooComplicated,
    FileUnreadable,
    TooManyRows,
    UnknownSheet,
)

_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_SHEETS = 20
_SPARE_ROWS = 1_000
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    ValueError,
    NotImplementedError,
    OSError,
    EOFError,
    OverflowError,
    struct.error,
)

Cell = int | float | str | bool | time | date | datetime | timedelta


class Workbook(msgspec.Struct, frozen=True):
    """One sheet as rows of text, and the names of all of them."""

    format: str
    sheet: str
    sheets: tuple[str, ...]
    first_line: int
    rows: list[list[str]]


def is_workbook(content: bytes) -> bool:
    """Whether the content begins like an archive or an old Office file."""
    return content.startswith((_ZIP, _EMPTY_ZIP, _OLE))


def read_workbook(content: bytes, sheet: str | None = None) -> Workbook:
    """The named sheet, else the one with the most cells.

    Raises FileUnreadable, FileLocked, FileTooComplicated, TooManyRows, FileEmpty, UnknownSheet.
    """
    kind = "xls" if content.startswith(_OLE) else check_archive(content)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            names = tuple(s.name for s in book.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet)
            chosen = _chosen(book, names, sheet)
            return Workbook(kind, chosen.name, names, 1, _rows(chosen))
    except PasswordError as error:
        raise FileLocked(field="data") from error
    except (CalamineError, OSError, ValueError) as error:
        raise FileUnreadable(field="data") from error


def check_archive(content: bytes) -> str:
    """The format of a zipped workbook; refused when it would unpack to far more than a list needs."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except _ZIP_ERRORS as error:
        raise FileUnreadable(field="data") from error
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ZIP_ENTRIES or unpacked > MOST_UNPACKED_BYTES:
        raise FileTooComplicated(field="data")
    if unpacked > RATIO_MATTERS_FROM_BYTES and unpacked > len(content) * MOST_UNPACKED_RATIO:
        raise FileTooComplicated(field="data")
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise FileLocked(field="data")
    names = {entry.filename for entry in entries}
    if names & {"xl/workbook.xml", "xl/workbook.bin"}:
        return "xlsx"
    if {"mimetype", "content.xml"} <= names:
        return "ods"
    raise FileUnreadable(field="data")


def _chosen(book: CalamineWorkbook, names: tuple[str, ...], wanted: str | None) -> CalamineSheet:
    if wanted is not None and wanted not in names:
        raise UnknownSheet(field="sheet")
    sheets = [_measured(book, name) for name in ((wanted,) if wanted else names[:_MOST_SHEETS])]
    if not sheets:
        raise FileEmpty(field="data")
    return max(sheets, key=lambda sheet: sheet.height * sheet.width)


def _measured(book: CalamineWorkbook, name: str) -> CalamineSheet:
    sheet = book.get_sheet_by_name(name)
    if sheet.total_height > MOST_ROWS + _SPARE_ROWS:
        raise TooManyRows(field="data")
    if sheet.total_width > MOST_COLUMNS:
        raise FileTooComplicated(field="data")
    return sheet


def _rows(sheet: CalamineSheet) -> list[list[str]]:
    return [[as_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]


def as_text(cell: Cell) -> str:
    """A cell as somebody would have typed it: whole numbers without a point, ISO dates, clock times."""
    match cell:
        case str():
            text = cell.replace("\x00", "")
        case bool():
            text = "ja" if cell else "nein"
        case int() | float():
            text = _number(cell)
        case timedelta():
            text = _clock(round(cell.total_seconds() / 60))
        case time():
            text = _clock(
                round(cell.hour * 60 + cell.minute + cell.second / 60 + cell.microsecond / 60_000_000)
            )
        case datetime():
            text = _moment(cell)
        case _:
            text = cell.isoformat()
    return text


def _number(value: float) -> str:
    if not isfinite(value):
        return ""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else f"{value:.10g}"


def _moment(moment: datetime) -> str:
    """Excel keeps a bare time as a moment of its first day."""
    if moment.year <= 1900:
        return _clock(moment.hour * 60 + moment.minute)
    if moment.hour == moment.minute == 0:
        return moment.date().isoformat()
    return f"{moment.date().isoformat()} {moment.hour:02d}:{moment.minute:02d}"


def _clock(minutes: int) -> str:
    return f"-{_clock(-minutes)}" if minutes < 0 else f"{minutes // 60}:{minutes % 60:02d}"

"""From bytes to a table: encodings, separators, workbooks, and files that mean harm."""

import asyncio
import io
import signal
import struct
import subprocess
import sys
import zipfile
import zlib
from datetime import date, time
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ehrenamtskarte.core import bounded_process
from ehrenamtskarte.core.bounded import bare_environment
from ehrenamtskarte.core.bounded_process import Limits
from ehrenamtskarte.core.errors import Refusal
from ehrenamtskarte.core.sheets import files
from ehrenamtskarte.core.sheets.reading import guess_delimiter, read_table
from ehrenamtskarte.core.sheets.workbooks import check_archive
from ehrenamtskarte.hours.lists.bounded import Order, read_bounded
from ehrenamtskarte.hours.lists.read import Chosen, read_list
from ehrenamtskarte.hours.lists.titles import Field
from tests.hours.workbook_files import Hours, archive, open_document, sheet_xml, workbook, workbook_with_sheet

TODAY = date(2026, 11, 22)
SOURCE = Path(__file__).parents[2] / "src"
LIST = "Name;Vorname;Datum;Stunden\nMüßig;Jörg;01.10.2026;2,5\nÄhre;Björn;02.10.2026;3\n"


@pytest.mark.parametrize(
    ("written", "recognised"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("cp1252", "cp1252"),
        ("cp850", "cp850"),
        ("mac-roman", "mac-roman"),
    ],
)
def test_the_encoding_is_recognised(written: str, recognised: str) -> None:
    table = read_table(LIST.encode(written))
    assert table.encoding == recognised
    assert table.rows[1] == ["Müßig", "Jörg", "01.10.2026", "2,5"]


def test_bytes_windows_1252_does_not_know_are_read_as_latin_1() -> None:
    assert read_table(LIST.encode("latin-1") + b"\x81;x;y;z").encoding == "latin-1"


def test_single_foreign_bytes_in_utf_8_do_not_spoil_the_other_names() -> None:
    pasted = (LIST * 5).encode("utf-8") + "Kühn;Uwe;03.10.2026;1".encode("cp1252")
    table = read_table(pasted)
    assert table.encoding == "utf-8"
    assert [table.rows[1][0], table.rows[-1][0]] == ["Müßig", "Kühn"]


def test_a_chosen_encoding_overrules_the_guess() -> None:
    assert read_table("Name;Ort\nJörg;Köln".encode("cp850"), encoding="cp850").rows[1] == ["Jörg", "Köln"]


@pytest.mark.parametrize("encoding", ["utf-7", "zip", "nonsense", "idna"])
def test_only_known_encodings_can_be_chosen(encoding: str) -> None:
    with pytest.raises(files.UnknownEncoding):
        read_table(LIST.encode(), encoding=encoding)


def test_a_chosen_encoding_that_does_not_fit_is_refused() -> None:
    with pytest.raises(files.UnknownEncoding):
        read_table(b"abc;d", encoding="utf-16")


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_separator_is_recognised_despite_decimal_commas(delimiter: str) -> None:
    rows = [["Name", "Datum", "Stunden"], ["Klotz", "01.10.2026", '"2,5"' if delimiter == "," else "2,5"]]
    text = "\n".join(delimiter.join(row) for row in rows)
    assert guess_delimiter(text) == delimiter
    assert read_table(text.encode()).rows[1] == ["Klotz", "01.10.2026", "2,5"]


def test_names_written_with_a_comma_do_not_hide_the_semicolons() -> None:
    text = "Name;Datum;Stunden\n" + '"Klotz, Carin";01.10.2026;2,5\nThies, Heinz;02.10.2026;3,5\n' * 9
    assert guess_delimiter(text) == ";"


def test_the_separator_line_of_excel_is_followed_and_keeps_the_line_numbers() -> None:
    table = read_table(b"sep=|\r\nName|Datum\r\nA;B;C|1\r\n")
    assert table.delimiter == "|"
    assert table.lines == [2, 3]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_ending_works(ending: str) -> None:
    assert read_table(LIST.replace("\n", ending).encode()).lines == [1, 2, 3]


def test_line_numbers_count_empty_lines_and_lines_inside_quotes() -> None:
    table = read_table(b'Name;Notiz\n\n;;;\nA;"eins\nzwei"\nB;drei\n')
    assert table.lines == [1, 4, 6]
    assert table.rows[1] == ["A", "eins\nzwei"]


def test_a_quote_that_is_never_closed_swallows_no_rows() -> None:
    rows = "".join(f"Person {n};01.10.2026;2\n" for n in range(200))
    table = read_table(f'Name;Datum;Stunden\n"Lager;01.10.2026;2\n{rows}'.encode())
    assert len(table.rows) == 202
    assert table.rows[1][0] == '"Lager'


def test_zero_bytes_never_reach_the_rows() -> None:
    text = LIST * 100
    assert read_table((text + "K\x00lotz;A;B;C").encode()).rows[-1][0] == "Klotz"


@pytest.mark.parametrize("content", [b"", b"\n\n", b"   \r\n\t", b"\xef\xbb\xbf", b";;;\n;;\n", b"\xff\xfe"])
def test_an_empty_file_is_called_empty(content: bytes) -> None:
    with pytest.raises(files.FileEmpty):
        read_table(content)


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7 ...",
        b"\x89PNG\r\n\x1a\n",
        b"<html><table><tr><td>Name</td></tr></table>",
        b"\xff\xd8\xff\xe0 JFIF",
        bytes(range(1, 30)) * 40,
        b"PK\x03\x04 no archive at all",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
        archive({"word/document.xml": "<w/>"}),
        archive({"xl/workbook.xml": "no xml"}),
        workbook_with_sheet("<worksheet><sheetData><row><c r='A"),
    ],
)
def test_what_is_no_table_is_refused_with_one_sentence(content: bytes) -> None:
    with pytest.raises(files.FileUnreadable) as caught:
        read_table(content)
    assert caught.value.code == "file_unreadable"
    assert caught.value.errors[0].field == "data"


def test_cells_of_a_workbook_become_what_somebody_would_have_typed() -> None:
    content = workbook(
        [
            ["Name", "Tag", "Von", "Dauer", "Zahl", "Summe"],
            ["Öl & <Ruß>", date(2026, 3, 1), time(18, 5), Hours(36.25), 1044, 20.75],
        ]
    )
    table = read_table(content)
    assert table.format == "xlsx"
    assert table.rows[1] == ["Öl & <Ruß>", "2026-03-01", "18:05", "36:15", "1044", "20.75"]


def test_open_document_sheets_are_read_too() -> None:
    reading = read_list(
        open_document([["Name", "Datum", "Stunden"], ["Carin Klotz", "01.10.2026", "2,5"]]), TODAY
    )
    assert reading.format == "ods"
    assert [entry.minutes for entry in reading.entries] == [150]


def test_the_fullest_sheet_is_read_unless_another_is_chosen() -> None:
    full = [["Name", "Datum", "Stunden"], ["Klotz", "01.10.2026", "2"]]
    content = workbook([["Deckblatt"]], Liste=full)
    assert read_table(content).sheet == "Liste"
    assert read_table(content).sheets == ("Tabelle1", "Liste")
    assert read_table(content, sheet="Tabelle1").rows == [["Deckblatt"]]
    with pytest.raises(files.UnknownSheet):
        read_table(content, sheet="Fehlt")


def test_line_numbers_of_a_workbook_are_those_on_its_margin() -> None:
    assert read_table(workbook([["Titel"], [None], ["Name", "Datum"]])).lines == [1, 3]


def test_a_file_of_more_than_ten_megabytes_is_refused() -> None:
    with pytest.raises(files.FileTooLarge):
        read_table(b"a;b\n" * 3_000_000)


def test_more_rows_than_the_cap_are_refused() -> None:
    with pytest.raises(files.TooManyRows):
        read_list(b"Name;Datum;Stunden\n" + b"A;B;1\n" * 100_001, TODAY)


def test_rows_of_absurd_width_are_refused() -> None:
    with pytest.raises(files.FileTooComplicated):
        read_table((";".join("x" * 300) + "\n").encode())


def test_an_archive_that_unpacks_to_gigabytes_is_refused_before_unpacking() -> None:
    with pytest.raises(files.FileTooComplicated):
        check_archive(_lying_archive(declared=3_000_000_000))


def test_an_archive_packed_far_too_tightly_is_refused() -> None:
    padding = "<c/>" * 2_000_000
    content = workbook_with_sheet(f"<worksheet><sheetData>{padding}</sheetData></worksheet>")
    with pytest.raises(files.FileTooComplicated):
        check_archive(content)


def test_an_archive_of_thousands_of_parts_is_refused() -> None:
    with pytest.raises(files.FileTooComplicated):
        check_archive(archive({f"xl/{n}.xml": "" for n in range(2_500)} | {"xl/workbook.xml": ""}))


def test_a_protected_workbook_asks_for_one_without_a_password() -> None:
    content = bytearray(archive({"xl/workbook.xml": "x"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(files.FileLocked):
        check_archive(bytes(content))


def test_a_sheet_that_claims_a_million_rows_is_refused() -> None:
    far = '<row r="1048576"><c r="A1048576"><v>1</v></c></row>'
    with pytest.raises(files.TooManyRows):
        read_table(workbook_with_sheet(sheet_xml([["Name"]]).replace("</sheetData>", far + "</sheetData>")))


async def test_a_cell_in_the_farthest_corner_takes_no_memory_of_ours() -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    content = workbook_with_sheet(sheet_xml([["Name"]]).replace("</sheetData>", far + "</sheetData>"))
    with pytest.raises(files.FileTooComplicated):
        await read_bounded(content, TODAY)


async def test_an_archive_that_lies_about_its_size_is_not_believed() -> None:
    content = _lying_archive(declared=1_000)
    assert check_archive(content) == "xlsx"
    with pytest.raises(files.FileUnreadable):
        await read_bounded(content, TODAY)


async def test_a_list_that_needs_more_memory_than_allowed_is_refused() -> None:
    rows = "".join(f"Name {n};Vorname {n};01.10.2026;{n % 7 + 1}\n" for n in range(90_000))
    content = f"Name;Vorname;Datum;Stunden\n{rows}".encode()
    with pytest.raises(files.FileTooComplicated):
        await read_bounded(content, TODAY, limits=Limits(memory_bytes=64 * 1024 * 1024))


async def test_reading_for_too_long_is_stopped_and_the_process_is_gone() -> None:
    with pytest.raises(files.FileTooComplicated):
        await read_bounded(LIST.encode() * 1000, TODAY, limits=Limits(seconds=0.001))


def test_the_process_may_not_use_more_processor_time_than_it_was_given() -> None:
    endless = "from ehrenamtskarte.core import bounded_process as p; p.limit(p.Limits(processor_seconds=1))"
    ended = subprocess.run([sys.executable, "-c", f"{endless}\nwhile True: pass"], cwd=SOURCE, check=False)
    assert ended.returncode in (-signal.SIGXCPU, -signal.SIGKILL)


def test_the_process_gets_none_of_the_secrets() -> None:
    bare = bare_environment(
        {"PATH": "/bin", "DATABASE_URL": "postgresql://secret", "SMTP_URL": "smtp://secret"}
    )
    assert set(bare) == {"PATH", "PYTHONPATH", "PYTHONUTF8"}


async def test_the_bounded_process_keeps_the_refusal_and_its_field() -> None:
    with pytest.raises(files.UnknownColumn) as caught:
        await read_bounded(LIST.encode(), TODAY, Chosen({Field.DATE: 99}, header_row=1))
    assert caught.value.errors[0].field == "columns.date"


async def test_a_file_too_large_never_reaches_the_process() -> None:
    with pytest.raises(files.FileTooLarge):
        await read_bounded(bytes(11 * 1024 * 1024), TODAY)


async def test_several_lists_can_be_read_at_once() -> None:
    readings = await asyncio.gather(*(read_bounded(LIST.encode(), TODAY) for _ in range(3)))
    assert [reading.report.rows_valid for reading in readings] == [2, 2, 2]


def test_a_reader_that_breaks_is_refused_with_the_place_and_without_the_data() -> None:
    def breaks(order: Order) -> None:
        raise RuntimeError("Carin Klotz")

    order = msgspec.msgpack.encode(Order(b"", TODAY))
    refused = bounded_process.answer(breaks, order).refused  # type: ignore[arg-type]
    assert refused is not None
    assert refused.name == bounded_process.BROKEN
    assert "RuntimeError in breaks" in refused.where
    assert "Klotz" not in refused.where


@given(st.binary(max_size=4_000))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        read_list(content, TODAY)
    except Refusal:
        return


@given(st.text(max_size=2_000), st.sampled_from(["utf-8", "utf-16", "cp1252", "utf-8-sig"]))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_or_refused(text: str, encoding: str) -> None:
    try:
        read_list(text.encode(encoding, "ignore"), TODAY)
    except Refusal:
        return


@given(st.integers(min_value=0), st.binary(min_size=1, max_size=8))
@settings(max_examples=150, deadline=None)
def test_a_damaged_workbook_is_read_or_refused(place: int, damage: bytes) -> None:
    content = bytearray(workbook([["Name", "Datum", "Stunden"], ["Klotz", date(2026, 10, 1), 2]]))
    place %= len(content)
    content[place : place + len(damage)] = damage
    try:
        read_list(bytes(content), TODAY)
    except Refusal:
        return


def _lying_archive(declared: int) -> bytes:
    """An XLSX whose sheet unpacks to a gigabyte and says something else about it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = b"<row><c><v>1</v></c></row>" * 40_000
    packed = packer.compress(b"<worksheet><sheetData>")
    packed += b"".join(packer.compress(block) for _ in range(400)) + packer.flush()
    content = bytearray(workbook_with_sheet("SHEET"))
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as honest, zipfile.ZipFile(stream, "w") as lying:
        for entry in honest.infolist():
            if entry.filename != "xl/worksheets/sheet1.xml":
                lying.writestr(entry, honest.read(entry))
    name = b"xl/worksheets/sheet1.xml"
    sizes = struct.pack("<III", 0, len(packed), declared)
    local = (
        b"PK\x03\x04"
        + struct.pack("<HHHHH", 20, 0, 8, 0, 0)
        + sizes
        + struct.pack("<HH", len(name), 0)
        + name
    )
    whole = stream.getvalue()
    end = whole.rindex(b"PK\x05\x06")
    _, _, _, _, entries, size, start, _ = struct.unpack("<IHHHHIIH", whole[end : end + 22])
    central = b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 0) + sizes
    central += struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, start) + name
    directory = whole[start : start + size] + central
    tail = struct.pack(
        "<IHHHHIIH",
        0x06054B50,
        0,
        0,
        entries + 1,
        entries + 1,
        len(directory),
        start + len(local + packed),
        0,
    )
    return whole[:start] + local + packed + directory + tail

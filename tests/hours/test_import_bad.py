"""Uploads nobody should send: each is refused in a sentence, as problem+json, and leaves nothing behind."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest

from ehrenamtskarte.core import db
from ehrenamtskarte.core.sheets.files import MOST_BYTES
from ehrenamtskarte.hours import acceptance, imports
from tests.conftest import Browser
from tests.hours.conftest import some_days_ago
from tests.hours.test_import import TWO_PEOPLE, accept, hand_in, handed_in
from tests.hours.workbook_files import Rows, archive, workbook, workbook_with_sheet


async def nothing_stays() -> None:
    for table in ("hours_import", "hour_record", "member"):
        assert await db.scalar(f"SELECT count(*) FROM {table}") == 0, table


def must_be_a_sentence(answer: Any, status: int, code: str) -> None:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert (problem["status"], problem["code"]) == (status, code)
    assert problem["detail"].endswith(".") and " " in problem["detail"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"\x00" * 50_000, "file_empty"),
        (b"%PDF-1.7 und so weiter", "file_unreadable"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "file_unreadable"),
        (b"PK\x03\x04 kein Archiv", "file_unreadable"),
        (archive({"readme.txt": "nur ein Archiv"}), "file_unreadable"),
        (b"ein Satz ohne Spalten\nund noch einer\n", "no_columns_found"),
        (b"a;b\n" + b"x;y\n" * 100_021, "too_many_rows"),
        (archive({"xl/workbook.xml": "x", "bomb.xml": "0" * 160_000_000}), "file_too_complicated"),
    ],
    ids=["empty", "zeros", "pdf", "png", "no-archive", "archive", "prose", "rows", "bomb"],
)
async def test_what_is_no_list_of_hours_is_refused(
    jana: Browser, club: UUID, content: bytes, code: str
) -> None:
    must_be_a_sentence(await hand_in(jana, club, content), 422, code)
    await nothing_stays()


async def test_a_sheet_that_claims_a_million_rows_is_refused(jana: Browser, club: UUID) -> None:
    xml = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        "</sheetData></worksheet>"
    )
    answer = await hand_in(jana, club, workbook_with_sheet(xml), "liste.xlsx")
    assert answer.status_code == 422, answer.text
    await nothing_stays()


async def test_a_file_of_two_hundred_megabytes_is_refused_before_it_is_read(
    jana: Browser, club: UUID
) -> None:
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        for _ in range(200):
            read += 1
            yield b"x" * 1_000_000

    answer = await jana.post(
        f"/api/organisations/{club}/imports",
        content=endless(),
        headers={"content-type": "multipart/form-data; boundary=b", "content-length": "200000000"},
    )
    must_be_a_sentence(answer, 413, "too_large")
    assert read == 0
    await nothing_stays()


async def test_an_upload_that_hides_its_size_is_cut_off(jana: Browser, club: UUID) -> None:
    read = 0

    async def growing() -> AsyncIterator[bytes]:
        nonlocal read
        yield b'--b\r\nContent-Disposition: form-data; name="data"; filename="x.csv"\r\n\r\n'
        for _ in range(200):
            read += 1
            yield b"x" * 1_000_000

    answer = await jana.post(
        f"/api/organisations/{club}/imports",
        content=growing(),
        headers={"content-type": "multipart/form-data; boundary=b"},
    )
    must_be_a_sentence(answer, 413, "too_large")
    assert read < 20
    await nothing_stays()


async def test_a_file_a_little_too_large_is_told_what_to_do(jana: Browser, club: UUID) -> None:
    answer = await hand_in(jana, club, b"a;b\n" * (MOST_BYTES // 4) + b"x")
    must_be_a_sentence(answer, 413, "file_too_large")
    assert "10 MB" in answer.json()["detail"]


@pytest.mark.parametrize(
    "form",
    [
        {"json": {"data": "x"}},
        {"data": {"data": "kein Feld mit einer Datei"}},
        {"files": {"other": ("x.csv", b"a;b")}},
        {"content": b"", "headers": {"content-type": "multipart/form-data"}},
        {"content": b"kaputt", "headers": {"content-type": "multipart/form-data; boundary=b"}},
    ],
    ids=["json", "text", "other-field", "no-boundary", "broken"],
)
async def test_a_form_without_a_file_is_refused(jana: Browser, club: UUID, form: dict[str, Any]) -> None:
    answer = await jana.post(f"/api/organisations/{club}/imports", **form)
    assert 400 <= answer.status_code < 500, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    await nothing_stays()


async def test_bytes_of_no_encoding_are_read_as_well_as_can_be(jana: Browser, club: UUID) -> None:
    broken = TWO_PEOPLE + b"\xff\xfe\x81\x8d;K\xc3\xc3;;;" + some_days_ago(3).encode() + b";2;\x9d\n"
    assert (await handed_in(jana, club, broken))["report"]["rowsValid"] >= 3


async def test_a_file_name_is_a_name_and_no_path(jana: Browser, club: UUID) -> None:
    shown = await handed_in(jana, club, TWO_PEOPLE, "..\\..\\C:\\Jana\\\x07Stunden<b>.csv" + "x" * 300)
    assert "\\" not in shown["fileName"] and len(shown["fileName"]) <= 200
    assert shown["fileName"].isprintable()


async def test_a_workbook_with_formulas_and_odd_names_is_text(jana: Browser, club: UUID) -> None:
    rows: Rows = [
        ["Nachname", "Vorname", "Datum", "Stunden", "Tätigkeit"],
        ["O'Brien-Müller", "Zoë + Max", some_days_ago(3), 2.5, '=HYPERLINK("http://x")'],
        ["'); DROP TABLE person; --", "Bobby", some_days_ago(4), 1, "\u202etrübung"],
    ]
    shown = await handed_in(jana, club, workbook(rows), "liste.xlsx")
    assert (await accept(jana, shown["id"]))["taken"] == 2
    listed = (await jana.get(f"/api/organisations/{club}/hours")).json()["items"]
    assert {entry["personName"] for entry in listed} == {
        "Zoë + Max O'Brien-Müller",
        "Bobby '); DROP TABLE person; --",
    }


async def test_a_fault_halfway_leaves_the_list_waiting_and_nothing_taken(
    jana: Browser, club: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = await handed_in(jana, club, TWO_PEOPLE)
    whole = acceptance._keep_report

    async def broken(*_: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(acceptance, "_keep_report", broken)
    answer = await jana.post(f"/api/imports/{shown['id']}/acceptance")
    assert answer.status_code == 503
    assert await db.scalar("SELECT count(*) FROM hour_record") == 0
    assert await db.scalar("SELECT count(*) FROM member") == 0
    monkeypatch.setattr(acceptance, "_keep_report", whole)
    assert (await accept(jana, shown["id"]))["taken"] == 3


async def test_columns_changed_while_somebody_takes_the_list_are_noticed(
    jana: Browser, club: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = await handed_in(jana, club, TWO_PEOPLE)
    read = imports.read_content

    async def slow(*given: Any, **named: Any) -> Any:
        monkeypatch.setattr(imports, "read_content", read)
        changed = await jana.put(f"/api/imports/{shown['id']}/mapping", json={"encoding": "cp850"})
        assert changed.status_code == 200
        return await read(*given, **named)

    monkeypatch.setattr(imports, "read_content", slow)
    refused = await jana.post(f"/api/imports/{shown['id']}/acceptance")
    assert (refused.status_code, refused.json()["code"]) == (409, "import_changed")
    assert await db.scalar("SELECT count(*) FROM hour_record") == 0


async def test_uploads_are_limited(jana: Browser, club: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "UPLOADS_PER_HOUR", 1)
    await handed_in(jana, club, TWO_PEOPLE)
    too_many = await hand_in(jana, club, TWO_PEOPLE)
    assert (too_many.status_code, too_many.json()["code"]) == (429, "too_many_requests")

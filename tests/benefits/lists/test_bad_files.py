"""Files that mean harm or are no lists are refused in a sentence, and nothing is kept."""

from uuid import uuid4

import pytest

from ehrenamtskarte.core import db
from tests.conftest import Browser
from tests.hours.workbook_files import sheet_xml, workbook, workbook_with_sheet

ADDRESS = "/api/offices/state/benefit-lists"


async def refused(browser: Browser, content: bytes) -> tuple[int, str]:
    """Status and code."""
    answer = await browser.post(ADDRESS, files={"data": ("Liste", content)})
    return answer.status_code, answer.json()["code"]


async def test_a_file_of_a_hundred_megabytes_is_refused_unread(state: Browser) -> None:
    status, code = await refused(state, bytes(100 * 1024 * 1024))
    assert (status, code) == (413, "too_large")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"%PDF-1.7 ...", "file_unreadable"),
        (b"ein Satz\nund noch einer\n", "no_columns_found"),
        (b"PK\x03\x04 damaged", "file_unreadable"),
        (b"Anbieter;Angebot\n" + b"Bad;10 %\n" * 20_001, "too_many_offers"),
    ],
)
async def test_what_is_no_list_is_refused(state: Browser, content: bytes, code: str) -> None:
    assert await refused(state, content) == (422, code)
    assert await db.scalar("SELECT count(*) FROM benefit_list") == 0


async def test_an_archive_that_unpacks_to_far_more_is_refused(state: Browser) -> None:
    padding = "<c/>" * 2_000_000
    bomb = workbook_with_sheet(f"<worksheet><sheetData>{padding}</sheetData></worksheet>")
    assert await refused(state, bomb) == (422, "file_too_complicated")
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    corner = workbook_with_sheet(sheet_xml([["Name"]]).replace("</sheetData>", far + "</sheetData>"))
    assert (await refused(state, corner))[0] == 422


async def test_a_workbook_is_read_like_a_text(state: Browser) -> None:
    content = workbook(
        [["Angebote"], ["Anbieter", "Angebot", "Prozent", "PLZ"], ["Bad", "Nachlass", 0.5, 50667]]
    )
    answer = await state.post(ADDRESS, files={"data": ("Liste.xlsx", content)})
    (row,) = answer.json()["rows"]
    assert (row["outcome"], row["kind"], row["municipalityName"]) == ("new", "percentage", "Köln")


async def test_an_office_that_is_not_there_has_no_lists(state: Browser, client: Browser) -> None:
    for office in ("nowhere", str(uuid4())):
        assert (await state.get(f"/api/offices/{office}/benefit-lists")).status_code == 404
    assert (await client.get(ADDRESS)).status_code == 401

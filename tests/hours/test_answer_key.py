"""The three lists clubs gave us, read exactly as the key says; here and in the bounded process."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from ehrenamtskarte import demo
from ehrenamtskarte.hours.lists.bounded import read_bounded
from ehrenamtskarte.hours.lists.read import read_list

KEY_FILE = Path(__file__).parent.parent / "data" / "hours_answer_key.json"
DATA = Path(demo.__file__).parent / "data"
TODAY = date(2026, 11, 22)
KEY: dict[str, dict[str, Any]] = json.loads(KEY_FILE.read_text("utf-8"))


@pytest.mark.parametrize("name", KEY)
def test_a_list_gives_exactly_what_the_key_says(name: str) -> None:
    expected = {fact: value for fact, value in KEY[name].items() if fact != "note"}
    report = msgspec.to_builtins(read_list((DATA / name).read_bytes(), TODAY).report)
    assert {fact: report[fact] for fact in expected} == expected


@pytest.mark.parametrize("name", KEY)
def test_nothing_is_refused_that_the_key_does_not_name(name: str) -> None:
    reading = read_list((DATA / name).read_bytes(), TODAY)
    assert len(reading.refused) == sum(KEY[name].get("rows_refused", {}).values())


@pytest.mark.parametrize("name", KEY)
async def test_the_bounded_process_reads_the_same(name: str) -> None:
    content = (DATA / name).read_bytes()
    assert await read_bounded(content, TODAY) == read_list(content, TODAY)


def test_a_refused_row_names_its_line_and_says_why() -> None:
    reading = read_list((DATA / "hours_fire_brigade.csv").read_bytes(), TODAY)
    lines = (DATA / "hours_fire_brigade.csv").read_text("cp1252").splitlines()
    contradiction = next(row for row in reading.refused if row.reason == "duration_contradicts_times")
    assert "24.12.2025;18:00;20:00;7,50" in lines[contradiction.line - 1]
    assert contradiction.message.de == "Von 18:00 bis 20:00 sind es 2:00, angegeben sind 7:30."
    assert contradiction.message.en == "From 18:00 to 20:00 is 2:00, but the list says 7:30."


def test_the_totals_row_of_the_sports_club_is_no_person() -> None:
    reading = read_list((DATA / "hours_sports_club.xlsx").read_bytes(), TODAY)
    assert reading.mapping.header_row == 4
    assert reading.report.rows_skipped == 1
    assert not any("Summe" in entry.family_name for entry in reading.entries)


def test_a_month_is_an_entry_from_its_first_to_its_last_day() -> None:
    reading = read_list((DATA / "hours_sports_club.xlsx").read_bytes(), TODAY)
    first = reading.entries[0]
    assert (first.starts_on, first.ends_on, first.minutes) == (date(2025, 11, 1), date(2025, 11, 30), 960)
    assert (first.task, first.allowance_cents) == ("Schwimmen", 8000)


def test_names_with_apostrophes_and_hyphens_stay_as_they_are() -> None:
    names = {
        (entry.given_name, entry.family_name)
        for entry in read_list((DATA / "hours_fire_brigade.csv").read_bytes(), TODAY).entries
    }
    assert ("Heinz Dieter", "d'Thies") in names
    assert ("Ismail", "Ebert-Metz") in names
    assert ("Luis", "Säuberlich") in names

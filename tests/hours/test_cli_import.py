"""`ehrenamtskarte import hours` as an operator runs it: a process of its own."""

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from ehrenamtskarte import demo
from ehrenamtskarte.core.ids import new_id
from tests.conftest import Browser
from tests.factories import an_organisation
from tests.hours.conftest import inbox

LISTS = Path(demo.__file__).parent / "data"
KEY: dict[str, dict[str, Any]] = json.loads(
    (Path(__file__).parent.parent / "data" / "hours_answer_key.json").read_text("utf-8")
)


async def run(*arguments: object, database: str = "", data_dir: Path | None = None) -> tuple[int, str]:
    """Exit code and everything the command said."""
    environment = {**os.environ, "DATABASE_URL": database, "LANG": "de_DE.UTF-8", "COLUMNS": "160"}
    if data_dir:
        environment["DATA_DIR"] = str(data_dir)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "ehrenamtskarte.cli", "import", "hours", *map(str, arguments),
        env=environment, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    said, _ = await process.communicate()
    assert process.returncode is not None
    return process.returncode, said.decode()


@pytest.mark.parametrize("name", KEY)
async def test_a_look_gives_exactly_what_the_key_says_without_any_database(name: str, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    code, said = await run(
        LISTS / name, "--organisation", new_id(), "--dry-run", "--report", report, data_dir=tmp_path / "none"
    )
    assert code == 0, said
    assert "Nothing was written" in said
    found = json.loads(report.read_text())
    expected = {fact: value for fact, value in KEY[name].items() if fact != "note"}
    assert {fact: found[fact] for fact in expected} == expected
    assert len(found["refused"]) == sum(expected.get("rows_refused", {}).values())
    assert found["outcome"] is None and not (tmp_path / "none").exists()


async def test_taking_a_list_over_fills_the_inbox_and_again_does_no_harm(
    jana: Browser, club: UUID, dsn: str, tmp_path: Path
) -> None:
    name, report = "hours_fire_brigade.csv", tmp_path / "report.json"
    code, said = await run(LISTS / name, "--organisation", club, "--report", report, database=dsn)
    assert code == 0, said
    assert "duration_contradicts_times" in said and "9931 entries taken" in said
    found = json.loads(report.read_text())
    assert found["outcome"] == {
        "taken": 9931,
        "already_there": 0,
        "refused": 35,
        "people": 240,
        "new_people": 240,
        "without_mail": 34,
    }
    assert {row["line"] for row in found["refused"] if row["reason"] == "missing_name"}
    waiting = await inbox(jana, club)
    assert (waiting["totals"]["entries"], waiting["lastImport"]["fileName"]) == (9931, name)
    code, said = await run(LISTS / name, "--organisation", club, database=dsn)
    assert code == 0 and "0 entries taken, 9931 were there already, 0 people new" in said


async def test_what_cannot_be_is_refused_in_a_sentence(club: UUID, dsn: str, tmp_path: Path) -> None:
    prose = tmp_path / "prose.csv"
    prose.write_text("ein Satz\nund noch einer\n")
    liste = LISTS / "hours_food_bank.csv"
    waiting = await an_organisation("Neuer Verein", approved=False)
    for arguments, sentence in (
        ((prose, "--dry-run"), "In der Datei haben wir keine Spalten gefunden."),
        ((liste,), "--organisation is missing"),
        ((liste, "--organisation", new_id()), "Das haben wir nicht gefunden."),
        ((liste, "--organisation", waiting), "noch nicht freigegeben"),
    ):
        code, said = await run(*arguments, database=dsn)
        assert code in (1, 2) and "Traceback" not in said
        assert sentence in said.replace("\n", " "), said

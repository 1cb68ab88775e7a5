"""`ehrenamtskarte import benefits` as an operator runs it: a process of its own."""

import asyncio
import json
import os
import sys
from pathlib import Path
from uuid import UUID, uuid4

from ehrenamtskarte.core import db
from tests.benefits.lists.conftest import SAMPLE
from tests.conftest import Browser


async def run(*arguments: object, database: str) -> tuple[int, str]:
    """Exit code and everything the command said."""
    environment = {**os.environ, "DATABASE_URL": database, "LANG": "de_DE.UTF-8", "COLUMNS": "200"}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "ehrenamtskarte.cli", "import", "benefits", *map(str, arguments),
        env=environment, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    said, _ = await process.communicate()
    assert process.returncode is not None
    return process.returncode, said.decode()


async def test_a_look_says_what_would_happen_and_writes_nothing(
    state: Browser, dsn: str, tmp_path: Path
) -> None:
    report = tmp_path / "report.json"
    code, said = await run(SAMPLE, "--dry-run", "--report", report, database=dsn)
    assert code == 0, said
    assert "24 offers new, 0 changed" in said and "Nothing was written" in said
    found = json.loads(report.read_text())
    assert (found["new"], found["taken"], len(found["rows"])) == (24, False, 24)
    assert found["rows"][0] | {"message": None} == {
        "line": 2,
        "outcome": "new",
        "provider": "Stadtbücherei Rösrath",
        "title": "Halber Jahresbeitrag",
        "municipality_name": "Rösrath",
        "category": "education",
        "kind": "percentage",
        "message": None,
        "benefit_id": None,
    }
    assert await db.scalar("SELECT count(*) FROM company") == 0


async def test_a_list_is_taken_over_once_in_the_name_of_the_state_office(state: Browser, dsn: str) -> None:
    code, said = await run(SAMPLE, database=dsn)
    assert code == 0 and "24 offers new" in said, said
    handed_in_by = await db.scalar("SELECT DISTINCT submitted_by FROM benefit")
    assert handed_in_by == state.person_id  # type: ignore[attr-defined]
    listed = (await state.get("/api/offices/state/benefit-lists")).json()["items"]
    assert [(item["fileName"], item["status"], item["new"]) for item in listed] == [
        (SAMPLE.name, "taken", 24)
    ]
    code, said = await run(SAMPLE, database=dsn)
    assert code == 0 and "0 offers new, 0 changed, 24 unchanged" in said, said


async def test_an_office_takes_its_own_towns(karla: Browser, siegburg: UUID, dsn: str) -> None:
    code, said = await run(SAMPLE, "--office", siegburg, database=dsn)
    assert code == 0 and "2 offers new" in said and "22 refused" in said, said


async def test_what_cannot_be_is_refused_in_a_sentence(siegburg: UUID, dsn: str, tmp_path: Path) -> None:
    prose, nameless = tmp_path / "prose.csv", tmp_path / "nameless.csv"
    prose.write_text("ein Satz\nund noch einer\n")
    nameless.write_text("Gemeinde;Angebot\nKöln;10 %\n")
    for arguments, sentence in (
        ((prose,), "In der Datei haben wir keine Spalten gefunden."),
        ((nameless,), "in welcher Spalte Anbieter und Angebot stehen"),
        ((SAMPLE,), "Diese Stelle hat noch keine Mitarbeitenden"),
        ((SAMPLE, "--office", siegburg), "Diese Stelle hat noch keine Mitarbeitenden"),
        ((SAMPLE, "--office", uuid4()), "Das haben wir nicht gefunden."),
        ((SAMPLE, "--office", "nowhere"), "Das haben wir nicht gefunden."),
    ):
        code, said = await run(*arguments, database=dsn)
        assert code == 1 and "Traceback" not in said
        assert sentence in said.replace("\n", " "), said

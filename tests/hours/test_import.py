import asyncio
import csv
import io
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from ehrenamtskarte import demo
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Role
from ehrenamtskarte.hours import imports
from tests.conftest import Browser, SignIn
from tests.factories import an_organisation
from tests.hours.conftest import confirm, inbox, on_roster, some_days_ago

LISTS = Path(demo.__file__).parent / "data"


def german(days: int) -> str:
    """A day as clubs write it."""
    day = clock.today() - timedelta(days=days)
    return f"{day.day:02}.{day.month:02}.{day.year}"


def a_list(*rows: str, titles: str = "Mitgl.-Nr.;Name;Vorname;E-Mail;Datum;Stunden;Art") -> bytes:
    return "\r\n".join([titles, *rows, ""]).encode("cp1252")


TWO_PEOPLE = a_list(
    f"17;Klötz;Carin;carin@example.org;{german(9)};2,5;Übung",
    f"17;Klötz;Carin;carin@example.org;{german(8)};1:30;Fahrt",
    f"18;Ohne;Kai;;{german(9)};3;Übung",
    f"18;Ohne;Kai;;{german(-9)};3;Übung",
    f"19;;;;{german(7)};=1+1;Übung",
)


async def hand_in(browser: Browser, club: UUID, content: bytes, name: str = "Stunden 2026.csv") -> Any:
    return await browser.post(f"/api/organisations/{club}/imports", files={"data": (name, content)})


async def handed_in(browser: Browser, club: UUID, content: bytes, name: str = "Stunden 2026.csv") -> Any:
    answer = await hand_in(browser, club, content, name)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def accept(browser: Browser, import_id: str) -> Any:
    answer = await browser.post(f"/api/imports/{import_id}/acceptance")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_list_is_shown_before_anything_is_taken(jana: Browser, club: UUID) -> None:
    shown = await handed_in(jana, club, TWO_PEOPLE)
    assert (shown["encoding"], shown["delimiter"], shown["headerRow"]) == ("cp1252", ";", 1)
    assert {column["title"]: column["field"] for column in shown["columns"]} == {
        "Mitgl.-Nr.": "number",
        "Name": "family_name",
        "Vorname": "given_name",
        "E-Mail": "email",
        "Datum": "date",
        "Stunden": "duration",
        "Art": "kind",
    }
    report = shown["report"]
    assert (report["rowsValid"], report["minutes"], report["people"], report["peopleWithoutMail"]) == (
        3,
        420,
        2,
        1,
    )
    assert report["rowsRefused"] == {"future_date": 1, "missing_name": 1}
    assert [(row["line"], row["reason"], row["message"]["de"]) for row in report["refused"]] == [
        (5, "future_date", f"Der {german(-9)} liegt in der Zukunft."),
        (6, "missing_name", "Der Name fehlt."),
    ]
    assert shown["preview"][1][1] == "Klötz"
    assert await db.scalar("SELECT count(*) FROM hour_record") == 0
    assert await db.scalar("SELECT count(*) FROM member") == 0


async def test_what_is_taken_waits_in_the_inbox_of_people_on_the_roster(jana: Browser, club: UUID) -> None:
    shown = await handed_in(jana, club, TWO_PEOPLE)
    assert await accept(jana, shown["id"]) == {
        "taken": 3,
        "alreadyThere": 0,
        "refused": 2,
        "people": 2,
        "newPeople": 2,
        "withoutMail": 1,
    }
    found = await inbox(jana, club)
    assert [(p["name"], p["tasks"], p["entries"], p["minutes"]) for p in found["people"]] == [
        ("Carin Klötz", ["Fahrt", "Übung"], 2, 240),
        ("Kai Ohne", ["Übung"], 1, 180),
    ]
    last = found["lastImport"]
    assert (last["fileName"], last["taken"], last["refused"]) == ("Stunden 2026.csv", 3, 2)
    roster = (await jana.get(f"/api/organisations/{club}/people")).json()["items"]
    assert [(m["number"], m["email"], m["hasAccount"]) for m in roster] == [
        ("17", "carin@example.org", False),
        ("18", None, False),
    ]
    kinds = await db.rows("SELECT kind FROM hour_record ORDER BY starts_on, minutes")
    assert [row["kind"] for row in kinds] == ["training", "training", "travel"]


async def test_the_same_file_again_is_found_and_gives_nothing_new(jana: Browser, club: UUID) -> None:
    first = await handed_in(jana, club, TWO_PEOPLE)
    waiting = await handed_in(jana, club, TWO_PEOPLE)
    assert (waiting["id"], waiting["earlier"]["status"]) == (first["id"], "waiting")
    await accept(jana, first["id"])
    again = await handed_in(jana, club, TWO_PEOPLE)
    assert again["id"] != first["id"]
    assert (again["earlier"]["id"], again["earlier"]["status"]) == (first["id"], "taken")
    outcome = await accept(jana, again["id"])
    assert (outcome["taken"], outcome["alreadyThere"], outcome["newPeople"]) == (0, 3, 0)
    assert await db.scalar("SELECT count(*) FROM hour_record") == 3


async def test_a_longer_list_adds_only_what_is_new_whatever_was_decided(jana: Browser, club: UUID) -> None:
    await accept(jana, (await handed_in(jana, club, TWO_PEOPLE))["id"])
    await confirm(jana, club, all=True, q="klötz", until=some_days_ago(9))
    await jana.post(f"/api/organisations/{club}/rejections", json={"all": True, "reason": "Falscher Tag"})
    longer = TWO_PEOPLE + f"18;Ohne;Kai;;{german(5)};3;Übung\r\n".encode("cp1252")
    outcome = await accept(jana, (await handed_in(jana, club, longer))["id"])
    assert (outcome["taken"], outcome["alreadyThere"]) == (1, 3)


async def test_hours_recorded_by_hand_are_found_in_the_list(jana: Browser, club: UUID) -> None:
    carin = await on_roster(club, "Carin", "Klötz", "carin@example.org")
    body = {"personId": str(carin), "startsOn": some_days_ago(9), "minutes": 150, "kind": "training"}
    await jana.post(f"/api/organisations/{club}/hours", json=body | {"task": "übung"})
    outcome = await accept(jana, (await handed_in(jana, club, TWO_PEOPLE))["id"])
    assert (outcome["taken"], outcome["alreadyThere"], outcome["newPeople"]) == (2, 1, 1)


async def test_the_person_corrects_what_was_guessed(jana: Browser, club: UUID) -> None:
    odd = a_list(f"x;Klotz;Carin;{german(9)};90", titles="Alpha;Beta;Gamma;Delta;Epsilon")
    shown = await handed_in(jana, club, odd)
    assert shown["missing"] == ["name"] or shown["report"]["rowsValid"] == 0
    incomplete = await jana.put(
        f"/api/imports/{shown['id']}/mapping", json={"headerRow": 1, "columns": {"date": 3}}
    )
    assert incomplete.json()["missing"] == ["name", "duration"]
    refused = await jana.post(f"/api/imports/{shown['id']}/acceptance")
    assert (refused.status_code, refused.json()["code"]) == (422, "columns_missing")
    assert [error["field"] for error in refused.json()["errors"]] == ["columns.name", "columns.duration"]
    columns = {"family_name": 1, "given_name": 2, "date": 3, "duration": 4}
    corrected = await jana.put(
        f"/api/imports/{shown['id']}/mapping", json={"headerRow": 1, "columns": columns, "inMinutes": True}
    )
    assert (corrected.json()["report"]["rowsValid"], corrected.json()["report"]["minutes"]) == (1, 90)
    assert (await accept(jana, shown["id"]))["taken"] == 1
    assert [p["name"] for p in (await inbox(jana, club))["people"]] == ["Carin Klotz"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"columns": {"date": 99}}, "columns.date"),
        ({"columns": {"date": 4}, "headerRow": 5000}, "headerRow"),
        ({"columns": {}, "encoding": "klingon"}, "encoding"),
        ({"columns": {}, "encoding": "utf-8", "delimiter": '"'}, "delimiter"),
    ],
)
async def test_a_correction_that_does_not_fit_is_refused_and_changes_nothing(
    jana: Browser, club: UUID, wrong: dict[str, Any], field: str
) -> None:
    shown = await handed_in(jana, club, TWO_PEOPLE)
    refused = await jana.put(f"/api/imports/{shown['id']}/mapping", json=wrong)
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, field)
    assert (await jana.get(f"/api/imports/{shown['id']}")).json()["columns"] == shown["columns"]


async def test_another_encoding_is_guessed_anew(jana: Browser, club: UUID) -> None:
    shown = await handed_in(jana, club, TWO_PEOPLE)
    again = await jana.put(f"/api/imports/{shown['id']}/mapping", json={"encoding": "cp850"})
    assert (again.json()["encoding"], again.json()["report"]["rowsValid"]) == ("cp850", 3)
    assert again.json()["preview"][1][1] != "Klötz"


async def test_refused_rows_come_back_as_a_file_that_calculates_nothing(jana: Browser, club: UUID) -> None:
    shown = await handed_in(jana, club, TWO_PEOPLE)
    await accept(jana, shown["id"])
    answer = await jana.get(f"/api/imports/{shown['id']}/refused.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["content-disposition"]
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[0] == ["Zeile", "Grund", "Mitgl.-Nr.", "Name", "Vorname", "E-Mail", "Datum", "Stunden", "Art"]
    assert rows[1][:5] == ["5", f"Der {german(-9)} liegt in der Zukunft.", "18", "Ohne", "Kai"]
    assert rows[2][7] == "'=1+1"
    english = await jana.get(f"/api/imports/{shown['id']}/refused.csv", headers={"accept-language": "en"})
    assert english.content.decode("utf-8-sig").startswith("Line;Reason")


async def test_once_taken_only_titles_and_numbers_stay(jana: Browser, club: UUID) -> None:
    shown = await handed_in(jana, club, TWO_PEOPLE)
    await accept(jana, shown["id"])
    after = (await jana.get(f"/api/imports/{shown['id']}")).json()
    assert (after["status"], after["preview"], after["outcome"]["taken"]) == ("taken", [], 3)
    assert {tuple(column["samples"]) for column in after["columns"]} == {()}
    assert await db.scalar("SELECT content FROM hours_import") is None
    listed = (await jana.get(f"/api/organisations/{club}/imports")).json()["items"]
    assert [(row["fileName"], row["rowsValid"], row["refused"], row["taken"]) for row in listed] == [
        ("Stunden 2026.csv", 3, 2, 3)
    ]


async def test_a_list_put_away_is_forgotten_and_can_be_handed_in_again(jana: Browser, club: UUID) -> None:
    shown = await handed_in(jana, club, TWO_PEOPLE)
    assert (await jana.delete(f"/api/imports/{shown['id']}")).status_code == 204
    row = await db.row("SELECT content, refused::text, layout::text FROM hours_import")
    assert row is not None and row["content"] is None and "Klötz" not in row["layout"] + row["refused"]
    for refused in (
        await jana.delete(f"/api/imports/{shown['id']}"),
        await jana.post(f"/api/imports/{shown['id']}/acceptance"),
        await jana.put(f"/api/imports/{shown['id']}/mapping", json={}),
    ):
        assert (refused.status_code, refused.json()["code"]) == (409, "import_discarded")
    again = await handed_in(jana, club, TWO_PEOPLE)
    assert (again["status"], again["earlier"]) == ("waiting", None)


async def test_two_at_once_take_a_list_once(jana: Browser, club: UUID, sign_in_as: SignIn) -> None:
    bo = await sign_in_as("bo@example.org", (Role.COORDINATOR, club))
    both = await asyncio.gather(*(handed_in(browser, club, TWO_PEOPLE) for browser in (jana, bo)))
    assert both[0]["id"] == both[1]["id"]
    address = f"/api/imports/{both[0]['id']}/acceptance"
    answers = await asyncio.gather(*(browser.post(address) for browser in (jana, bo, jana)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409]
    late = next(answer for answer in answers if answer.status_code == 409)
    assert late.json()["code"] == "import_already_taken"
    assert await db.scalar("SELECT count(*) FROM hour_record") == 3


async def test_people_of_two_clubs_are_one_person_with_two_entries(
    jana: Browser, club: UUID, sign_in_as: SignIn
) -> None:
    other = await an_organisation("Tafel Köln")
    bo = await sign_in_as("bo@example.org", (Role.COORDINATOR, other))
    carin = await sign_in_as("carin@example.org")
    rows = TWO_PEOPLE.replace("Klötz;Carin".encode("cp1252"), b"Nachname;Vorname")
    for browser, organisation in ((jana, club), (bo, other)):
        await accept(browser, (await handed_in(browser, organisation, rows))["id"])
    own = (await carin.get("/api/me/hours")).json()["items"]
    assert sorted(entry["organisationName"] for entry in own) == ["Löschzug 2"] * 2 + ["Tafel Köln"] * 2
    seen = (await bo.get(f"/api/organisations/{other}/hours")).json()["items"]
    assert {entry["organisationName"] for entry in seen} == {"Tafel Köln"}


async def test_a_number_two_names_share_makes_them_two_people(jana: Browser, club: UUID) -> None:
    rows = a_list(
        f"7;Alt;Anna;anna@example.org;{german(9)};2;Übung",
        f"7;Neu;Bernd;bernd@example.org;{german(8)};3;Übung",
        f"7;Alt-Meyer;Anna;;{german(7)};1;Übung",
    )
    shown = await handed_in(jana, club, rows)
    assert shown["report"]["numbersWithSeveralNames"] == 1
    assert (await accept(jana, shown["id"]))["people"] == 2
    found = await inbox(jana, club)
    assert [(p["name"], p["minutes"]) for p in found["people"]] == [("Anna Alt", 180), ("Bernd Neu", 180)]
    later = a_list(f"7;Dritte;Clara;clara@example.org;{german(2)};4;Übung")
    await accept(jana, (await handed_in(jana, club, later))["id"])
    people = {p["name"]: p["minutes"] for p in (await inbox(jana, club))["people"]}
    assert people == {"Anna Alt": 180, "Bernd Neu": 180, "Clara Dritte": 240}


async def test_an_allowance_above_the_cap_is_a_warning_and_no_statement(jana: Browser, club: UUID) -> None:
    rows = a_list(
        "Klotz;Carin;10/2026;20;280,00 €",
        "Ohne;Kai;10/2026;20;100,00 €",
        titles="Nachname;Vorname;Monat;Stunden;Aufwandsentschädigung",
    )
    shown = await handed_in(jana, club, rows)
    assert shown["report"]["peopleAbove3300EurIfPaidAll12Months"] == 1
    assert (await accept(jana, shown["id"]))["taken"] == 2
    assert await db.scalar("SELECT count(*) FROM statement") == 0


async def test_a_club_its_town_has_not_approved_may_look_but_not_take(
    sign_in_as: SignIn, database: None
) -> None:
    waiting = await an_organisation("Neuer Verein", approved=False)
    bo = await sign_in_as("bo@example.org", (Role.COORDINATOR, waiting))
    shown = await handed_in(bo, waiting, TWO_PEOPLE)
    refused = await bo.post(f"/api/imports/{shown['id']}/acceptance")
    assert (refused.status_code, refused.json()["code"]) == (409, "organisation_not_approved")
    assert await db.scalar("SELECT count(*) FROM member") == 0


async def test_another_clubs_list_is_not_there(
    jana: Browser, stranger: Browser, client: Browser, club: UUID
) -> None:
    shown = await handed_in(jana, club, TWO_PEOPLE)
    address = f"/api/imports/{shown['id']}"
    for browser, status in ((stranger, 404), (client, 401)):
        answers = [
            await browser.get(address),
            await browser.get(f"{address}/refused.csv"),
            await browser.put(f"{address}/mapping", json={}),
            await browser.post(f"{address}/acceptance"),
            await browser.delete(address),
            await browser.get(f"/api/organisations/{club}/imports"),
            await hand_in(browser, club, TWO_PEOPLE),
        ]
        assert [answer.status_code for answer in answers] == [status] * 7
    assert (await jana.get(address)).json()["status"] == "waiting"


async def test_what_waits_too_long_is_put_away_and_old_refusals_are_forgotten(
    jana: Browser, club: UUID
) -> None:
    await accept(jana, (await handed_in(jana, club, TWO_PEOPLE))["id"])
    await handed_in(jana, club, TWO_PEOPLE)
    await imports.forget_old()
    rows = await db.rows("SELECT status, refused <> '[]' AS named FROM hours_import ORDER BY id")
    assert [tuple(row) for row in rows] == [("taken", True), ("waiting", True)]
    await db.execute(
        "UPDATE hours_import SET created_at = created_at - interval '1 year', taken_at = taken_at - interval '1 year'"
    )
    await imports.forget_old()
    rows = await db.rows("SELECT status, refused <> '[]' AS named FROM hours_import ORDER BY id")
    assert [tuple(row) for row in rows] == [("taken", False), ("discarded", False)]


@pytest.mark.parametrize(
    ("name", "taken", "people", "without_mail", "hinted"),
    [
        ("hours_fire_brigade.csv", 9931, 240, 34, True),
        ("hours_sports_club.xlsx", 404, 38, 6, False),
        ("hours_food_bank.csv", 2408, 61, 3, False),
    ],
)
async def test_a_clubs_real_list_is_taken_confirmed_and_not_taken_again(
    jana: Browser, club: UUID, name: str, taken: int, people: int, without_mail: int, hinted: bool
) -> None:
    content = (LISTS / name).read_bytes()
    outcome = await accept(jana, (await handed_in(jana, club, content, name))["id"])
    assert (outcome["taken"], outcome["people"], outcome["newPeople"]) == (taken, people, people)
    assert outcome["withoutMail"] == without_mail
    totals = (await inbox(jana, club))["totals"]
    assert (totals["entries"], totals["people"], totals["hinted"] > 0) == (taken, people, hinted)
    again = await accept(jana, (await handed_in(jana, club, content, name))["id"])
    assert (again["taken"], again["alreadyThere"], again["newPeople"]) == (0, taken, 0)
    done = await confirm(jana, club, all=True)
    assert (done["confirmed"], done["people"], done["minutes"]) == (taken, people, totals["minutes"])

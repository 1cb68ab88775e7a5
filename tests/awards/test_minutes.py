"""The office reads the ranking with all that lies behind it, notes the meeting and prints the minutes."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Role
from ehrenamtskarte.core.ids import new_id
from tests import pdfs
from tests.awards.judging import a_judgement, a_jury
from tests.conftest import Browser, SignIn
from tests.factories import a_call, a_juror, an_entry, an_issuing_body

pytestmark = pytest.mark.usefixtures("database")


@dataclass
class Judged:
    """A town's round: the choir before theatre and food bank, which are tied; one recusal."""

    clerk: Browser
    address: str
    round: UUID
    ada: UUID
    ben: UUID
    cem: UUID
    choir: UUID
    theatre: UUID


async def a_judged_round(sign_in_as: SignIn, **terms: Any) -> Judged:
    town = await an_issuing_body()
    clerk = await sign_in_as("clerk@koeln.example", (Role.CASE_WORKER, town))
    call = await a_call(town, title_de="Engagementpreis Köln 2026", **terms)
    ada = await a_juror(call, "Ada Richter", function="Vorsitzende", chair=True)
    ben, cem = await a_juror(call, "Ben Kaya"), await a_juror(call, "Cem Öz")
    choir = await an_entry(call, "Chor der Welt", status="admitted", title="Singen verbindet")
    theatre = await an_entry(call, "Theater am Rhein", status="admitted")
    food = await an_entry(call, "Tafel Köln", status="shortlisted")
    found = await a_jury(call, ada, ben, cem, entries=[])
    for entry, juror, points in (
        (choir, ada, (5, 5)), (choir, ben, (5, 4)), (theatre, ada, (3, 3)), (theatre, ben, (4, 4)),
        (theatre, cem, (2, 2)), (food, ada, (3, 3)),
    ):  # fmt: skip
        await a_judgement(found, entry, juror, *points, comment="Stark" if juror == ben else "")
    await a_judgement(
        found, choir, cem, status="recused", recusal="declared", recusal_reason="Ich singe dort."
    )
    address = f"/api/offices/{town}/award-calls/{call}/jury-rounds/{found}"
    return Judged(clerk, address, found, ada, ben, cem, choir, theatre)


def a_meeting(**more: Any) -> dict[str, Any]:
    return {
        "heldAt": (clock.now() - timedelta(hours=2)).isoformat(), "place": "Rathaus, Saal 2", "chairedBy": "Ada Richter",
        "writtenBy": "Nora Albers", "present": [], "notes": "Lebhafte Aussprache.", "decision": "Der Chor gewinnt.",
        "revision": 0, **more,
    }  # fmt: skip


async def test_the_ranking_shows_spread_and_ties(sign_in_as: SignIn) -> None:
    judged = await a_judged_round(sign_in_as)
    page = (await judged.clerk.get(f"{judged.address}/ranking")).json()
    assert page["total"] == 3 and page["next"] is None
    assert [(row["name"], row["rank"], row["tied"], row["tooFew"]) for row in page["items"]] == [
        ("Chor der Welt", 1, False, False),
        ("Tafel Köln", 2, True, False),
        ("Theater am Rhein", 2, True, False),
    ]
    theatre = page["items"][2]
    assert (
        theatre["mean"] == 3
        and round(theatre["spread"], 3) == 0.816
        and (theatre["least"], theatre["most"]) == (2, 4)
    )
    found = (await judged.clerk.get(f"{judged.address}/ranking", params={"q": "rhein"})).json()
    assert [(row["name"], row["rank"]) for row in found["items"]] == [("Theater am Rhein", 2)]


async def test_the_ranking_goes_on_after_its_page(sign_in_as: SignIn) -> None:
    judged = await a_judged_round(sign_in_as)
    call = await db.scalar("SELECT call FROM jury_round WHERE id = $1", judged.round)
    for number in range(50):
        await an_entry(call, f"Verein {number:02}", status="admitted")
    first = (await judged.clerk.get(f"{judged.address}/ranking")).json()
    rest = (await judged.clerk.get(f"{judged.address}/ranking", params={"cursor": first["next"]})).json()
    assert len({row["id"] for row in [*first["items"], *rest["items"]]}) == 53 and rest["next"] is None
    for cursor in ("WyJhIl0", "WyItMSJd"):
        assert (
            await judged.clerk.get(f"{judged.address}/ranking", params={"cursor": cursor})
        ).status_code == 400


async def test_the_file_says_the_same(sign_in_as: SignIn) -> None:
    judged = await a_judged_round(sign_in_as)
    text = (await judged.clerk.get(f"{judged.address}/ranking.csv")).content.decode("utf-8-sig")
    lines = [line.split(";") for line in text.splitlines()]
    assert lines[0][:4] == ["Rang", "Nummer", "Name", "Projekt"]
    assert lines[1][:4] == ["1", "2026-0001", "Chor der Welt", "Singen verbindet"]
    assert lines[1][4:] == ["4,6667", "0,3333", "4,3333", "5,0000", "2", "0", "1", ""]
    assert lines[2][0] == lines[3][0] == "2" and lines[2][-1] == "gleicher Rang"


async def test_behind_a_line_stands_what_each_juror_said(sign_in_as: SignIn) -> None:
    judged = await a_judged_round(sign_in_as)
    behind = (await judged.clerk.get(f"{judged.address}/ranking/{judged.choir}")).json()
    assert behind["line"]["rank"] == 1 and len(behind["criteria"]) == 2
    said = {row["jurorName"]: row for row in behind["judgements"]}
    assert said["Ben Kaya"]["comment"] == "Stark" and [
        one["points"] for one in said["Ben Kaya"]["points"]
    ] == [5, 4]
    assert (
        said["Cem Öz"]["recusalReason"]["de"] == "Ich singe dort." and said["Cem Öz"]["recusal"] == "declared"
    )
    assert (await judged.clerk.get(f"{judged.address}/ranking/{new_id()}")).status_code == 404


async def test_a_meeting_is_noted_and_changed(sign_in_as: SignIn) -> None:
    judged = await a_judged_round(sign_in_as)
    before = (await judged.clerk.get(f"{judged.address}/meeting")).json()
    assert before["heldAt"] is None and [one["name"] for one in before["jurors"]] == [
        "Ada Richter",
        "Ben Kaya",
        "Cem Öz",
    ]
    noted = await judged.clerk.put(
        f"{judged.address}/meeting", json=a_meeting(present=[str(judged.ada), str(judged.cem)])
    )
    assert [one["present"] for one in noted.json()["jurors"]] == [True, False, True]
    late = await judged.clerk.put(f"{judged.address}/meeting", json=a_meeting())
    assert (late.status_code, late.json()["code"]) == (409, "changed_meanwhile")
    again = await judged.clerk.put(f"{judged.address}/meeting", json=a_meeting(revision=1, place="Online"))
    assert (again.json()["place"], again.json()["revision"]) == ("Online", 2)
    assert await db.scalar("SELECT count(*) FROM audit_entry WHERE action = 'jury_meeting_noted'") == 2


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"present": [str(new_id())]}, "present_not_in_jury", "present"),
        ({"heldAt": "1999-01-01T10:00:00Z"}, "meeting_day_unlikely", "heldAt"),
        ({"heldAt": "2999-01-01T10:00:00Z"}, "meeting_day_unlikely", "heldAt"),
        ({"notes": "x" * 8001}, "too_long", "notes"),
        ({"decision": "x" * 8001}, "too_long", "decision"),
    ],
)
async def test_what_cannot_be_is_refused(
    sign_in_as: SignIn, wrong: dict[str, Any], code: str, field: str
) -> None:
    judged = await a_judged_round(sign_in_as)
    answer = await judged.clerk.put(f"{judged.address}/meeting", json=a_meeting(**wrong))
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert [one["field"] for one in answer.json()["errors"]] == [field]
    assert (await judged.clerk.get(f"{judged.address}/meeting")).json()["revision"] == 0


async def test_the_minutes_tell_it_all_and_are_tagged(sign_in_as: SignIn) -> None:
    judged = await a_judged_round(sign_in_as)
    early = await judged.clerk.get(f"{judged.address}/minutes.pdf")
    assert (early.status_code, early.json()["code"]) == (409, "meeting_not_noted")
    present = [str(judged.ada), str(judged.ben)]
    await judged.clerk.put(
        f"{judged.address}/meeting", json=a_meeting(present=present, notes="#let x = 1 *nicht fett*")
    )
    sheet = (await judged.clerk.get(f"{judged.address}/minutes.pdf")).content
    text = pdfs.text_of(sheet)
    assert pdfs.is_accessible(sheet) and pdfs.language_of(sheet) == "de"
    for said in (
        "Protokoll der Jury", "Engagementpreis Köln 2026", "Rathaus, Saal 2", "Ada Richter (Vorsitzende), Ben Kaya",
        "Der Chor gewinnt.", "#let x = 1 *nicht fett*", "2026-0001", "4,67", "gleicher Rang", "Ich singe dort.",
        "Kriterium 2", "67 %",
    ):  # fmt: skip
        assert said in text, said
    assert await db.scalar("SELECT count(*) FROM audit_entry WHERE action = 'jury_minutes_printed'") == 1


async def test_minutes_come_in_the_readers_language_also_of_an_empty_round(sign_in_as: SignIn) -> None:
    town = await an_issuing_body()
    clerk = await sign_in_as("clerk@koeln.example", (Role.CASE_WORKER, town))
    call = await a_call(town)
    found = await a_jury(call, await a_juror(call), entries=[])
    address = f"/api/offices/{town}/award-calls/{call}/jury-rounds/{found}"
    await clerk.put(f"{address}/meeting", json=a_meeting(decision="", notes="", place=""))
    sheet = (await clerk.get(f"{address}/minutes.pdf", headers={"accept-language": "en"})).content
    assert pdfs.language_of(sheet) == "en" and "There are no entries in this round." in pdfs.text_of(sheet)


async def test_another_office_finds_nothing(sign_in_as: SignIn) -> None:
    judged = await a_judged_round(sign_in_as)
    other = await an_issuing_body("05111000")
    stranger = await sign_in_as("clerk@duesseldorf.example", (Role.CASE_WORKER, other))
    foreign = judged.address.replace(judged.address.split("/")[3], str(other))
    for address in (judged.address, foreign):
        for part in ("ranking", "ranking.csv", f"ranking/{judged.choir}", "meeting", "minutes.pdf"):
            assert (await stranger.get(f"{address}/{part}")).status_code == 404

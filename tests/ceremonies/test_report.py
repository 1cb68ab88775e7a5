"""The report counts parties and persons once, by group and town, and says what one person cost."""

from typing import Any
from uuid import UUID

from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Role
from tests import pdfs
from tests.ceremonies.past import a_past_ceremony, let_in
from tests.conftest import Browser, SignIn
from tests.factories import STATE, a_ceremony, a_guest, a_guest_group, an_issuing_body

KOELN, DUESSELDORF = "05315000", "05111000"


async def a_told_event(sign_in_as: SignIn, **terms: Any) -> tuple[Browser, str, UUID]:
    """Two groups: three of four persons came, one who was not asked came too."""
    body = await an_issuing_body()
    clerk = await sign_in_as("clerk@koeln.example", (Role.CASE_WORKER, body))
    ceremony = await a_past_ceremony(body, **terms)
    clubs = await a_guest_group(ceremony, "Vereine", position=0)
    card = await a_guest_group(ceremony, "Karte", position=1)
    walk_in = await a_guest_group(ceremony, "Spontan", source="walk_in", position=2)
    ada = await a_guest(
        ceremony, "Ada", status="accepted", companions=2, guest_group=clubs, municipality=KOELN
    )
    await let_in(ada, 2)
    await let_in(
        await a_guest(ceremony, "Ben", status="accepted", guest_group=card, municipality=DUESSELDORF)
    )
    await a_guest(ceremony, "Cem", status="declined", guest_group=card, municipality=KOELN)
    await a_guest(ceremony, "Dora", status="invited", guest_group=card)
    await a_guest(ceremony, "Emil", status="not_drawn", guest_group=card)
    await a_guest(ceremony, "Fay", status="waiting", waiting_since=clock.now(), guest_group=card)
    await let_in(await a_guest(ceremony, "Gil", status="accepted", guest_group=walk_in, email=None))
    await db.execute(
        "UPDATE guest SET answered_at = now() WHERE status IN ('accepted', 'declined', 'waiting')"
    )
    return clerk, f"/api/offices/{body}/ceremonies/{ceremony}", ceremony


async def test_it_counts_parties_and_persons(sign_in_as: SignIn) -> None:
    clerk, event, _ = await a_told_event(sign_in_as, cost_cents=100_000)
    report = (await clerk.get(f"{event}/report")).json()
    assert report["total"] == {
        "invited": 5, "answered": 4, "accepted": 2, "declined": 1, "waiting": 1, "notDrawn": 1,
        "expected": 4, "came": 4, "noShows": 1, "walkIns": 1,
    }  # fmt: skip
    assert report["costPerHeadCents"] == 25_000
    groups = {
        group["name"]: (group["invited"], group["came"], group["noShows"]) for group in report["groups"]
    }
    assert groups == {"Vereine": (1, 2, 1), "Karte": (4, 1, 0), "Spontan": (0, 1, 0)}
    towns = {town["name"]: (town["invited"], town["came"]) for town in report["towns"]}
    assert towns == {"Düsseldorf": (1, 1), "Köln": (2, 2), "nicht bekannt": (2, 1)}


async def test_no_cost_no_cost_per_head(sign_in_as: SignIn) -> None:
    clerk, event, _ = await a_told_event(sign_in_as)
    assert (await clerk.get(f"{event}/report")).json()["costPerHeadCents"] is None


async def test_the_file_says_the_same(sign_in_as: SignIn) -> None:
    clerk, event, _ = await a_told_event(sign_in_as, cost_cents=100_050)
    text = (await clerk.get(f"{event}/report.csv")).content.decode("utf-8-sig")
    lines = [line.split(";") for line in text.splitlines()]
    assert lines[1] == ["Gesamt", "", "5", "4", "2", "1", "1", "1", "4", "4", "1", "1", "250,13"]
    assert [line[1] for line in lines if line[0] == "Gruppe"] == ["Vereine", "Karte", "Spontan"]


async def test_the_sheet_is_tagged_and_in_the_readers_language(sign_in_as: SignIn) -> None:
    clerk, event, _ = await a_told_event(sign_in_as, cost_cents=100_000)
    answer = await clerk.get(f"{event}/report.pdf", headers={"accept-language": "en"})
    assert pdfs.is_accessible(answer.content) and pdfs.language_of(answer.content) == "en"
    text = pdfs.text_of(answer.content)
    assert "people came" in text and "75 %" in text and "€250" in text and "Vereine" in text


async def test_who_did_not_come_is_listed_with_how_many_are_missing(sign_in_as: SignIn) -> None:
    clerk, event, ceremony = await a_told_event(sign_in_as)
    group = await db.scalar("SELECT id FROM guest_group WHERE name = 'Karte'")
    await a_guest(ceremony, "Zoe", status="accepted", guest_group=group)
    page = (await clerk.get(f"{event}/no-shows")).json()
    assert [(row["name"], row["party"], row["missing"]) for row in page["items"]] == [
        ("Ada Muster", 3, 1),
        ("Zoe Muster", 1, 1),
    ]
    text = (await clerk.get(f"{event}/no-shows.csv")).content.decode("utf-8-sig")
    assert "Zoe Muster;Karte;;1;1" in text


async def test_the_list_goes_on_after_its_page(sign_in_as: SignIn) -> None:
    body = await an_issuing_body()
    clerk = await sign_in_as("clerk@koeln.example", (Role.CASE_WORKER, body))
    ceremony = await a_past_ceremony(body)
    for number in range(52):
        await a_guest(ceremony, f"Gast{number:02}", status="accepted")
    address = f"/api/offices/{body}/ceremonies/{ceremony}/no-shows"
    first = (await clerk.get(address)).json()
    rest = (await clerk.get(address, params={"cursor": first["next"]})).json()
    names = [row["name"] for row in [*first["items"], *rest["items"]]]
    assert len(names) == len(set(names)) == 52 and rest["next"] is None
    assert (await clerk.get(address, params={"cursor": "WyJhIiwiYiJd"})).status_code == 400


async def test_before_the_end_nobody_is_missing_yet(sign_in_as: SignIn) -> None:
    body = await an_issuing_body()
    clerk = await sign_in_as("clerk@koeln.example", (Role.CASE_WORKER, body))
    ceremony = await a_ceremony(body)
    answer = await clerk.get(f"/api/offices/{body}/ceremonies/{ceremony}/no-shows")
    assert answer.status_code == 409


async def test_an_empty_event_has_a_report_too(sign_in_as: SignIn) -> None:
    body = await an_issuing_body()
    clerk = await sign_in_as("clerk@koeln.example", (Role.CASE_WORKER, body))
    ceremony = await a_ceremony(body)
    report = await clerk.get(f"/api/offices/{body}/ceremonies/{ceremony}/report")
    assert report.json()["total"]["came"] == 0
    assert (await clerk.get(f"/api/offices/{body}/ceremonies/{ceremony}/report.pdf")).status_code == 200


async def test_the_state_office_has_reports_of_its_own_events(sign_in_as: SignIn) -> None:
    nora = await sign_in_as("nora@nrw.example", (Role.STATE_OFFICE, STATE))
    own, other = await a_past_ceremony(), await a_past_ceremony(await an_issuing_body())
    assert (await nora.get(f"/api/offices/state/ceremonies/{own}/report")).status_code == 200
    assert (await nora.get(f"/api/offices/state/ceremonies/{other}/report")).status_code == 404

from uuid import UUID

import pytest

from tests.conftest import Browser
from tests.hours.conftest import Record, confirm, inbox, on_roster, some_days_ago


@pytest.fixture
async def carin(club: UUID) -> UUID:
    return await on_roster(club, "Carin", "Klotz", "carin@example.org")


@pytest.fixture
async def heinz(club: UUID) -> UUID:
    return await on_roster(club, "Heinz Dieter", "d'Thies", "heinz@example.org")


async def test_an_empty_inbox_says_so(jana: Browser, club: UUID) -> None:
    assert await inbox(jana, club) == {
        "people": [],
        "next": None,
        "totals": {"people": 0, "entries": 0, "minutes": 0, "hinted": 0, "ownEntries": 0},
        "months": [],
        "lastImport": None,
    }


async def test_people_are_added_up_in_the_order_of_their_names(
    jana: Browser, club: UUID, carin: UUID, heinz: UUID, record: Record
) -> None:
    await record(carin, 10, minutes=30, task="Übung")
    await record(carin, 3, minutes=45, task="Übung")
    await record(carin, 5, minutes=15, task="Gerätepflege")
    await record(heinz, 4, minutes=60, task="Einsatz")
    found = await inbox(jana, club)
    assert [(p["name"], p["tasks"], p["entries"], p["minutes"]) for p in found["people"]] == [
        ("Heinz Dieter d'Thies", ["Einsatz"], 1, 60),
        ("Carin Klotz", ["Übung", "Gerätepflege"], 3, 90),
    ]
    klotz = found["people"][1]
    assert (klotz["firstOn"], klotz["lastOn"]) == (some_days_ago(10), some_days_ago(3))
    assert found["totals"] == {"people": 2, "entries": 4, "minutes": 150, "hinted": 0, "ownEntries": 0}
    assert sum(month["minutes"] for month in found["months"]) == 150


async def test_overlapping_entries_are_pointed_out_confirmed_ones_considered(
    jana: Browser, club: UUID, carin: UUID, heinz: UUID, record: Record
) -> None:
    first = await record(carin, 3, minutes=None, **{"from": "18:00", "until": "20:00"})
    await confirm(jana, club, records=[first])
    await record(carin, 3, minutes=None, **{"from": "19:00", "until": "21:00"})
    await record(carin, 3, minutes=None, **{"from": "21:00", "until": "22:00"})
    await record(heinz, 3, minutes=None, **{"from": "19:00", "until": "21:00"})
    people = {p["name"]: p["hints"] for p in (await inbox(jana, club))["people"]}
    assert people == {"Carin Klotz": [{"kind": "overlap", "count": 1}], "Heinz Dieter d'Thies": []}


async def test_a_night_shift_overlaps_with_the_next_morning(
    jana: Browser, club: UUID, carin: UUID, record: Record
) -> None:
    await record(carin, 3, minutes=None, **{"from": "22:00", "until": "06:00"})
    await record(carin, 2, minutes=None, **{"from": "05:30", "until": "07:00"})
    entries = (await jana.get(f"/api/organisations/{club}/inbox/{carin}")).json()["items"]
    assert [(entry["from"], entry["hints"]) for entry in entries] == [
        ("22:00", ["overlap"]),
        ("05:30", ["overlap"]),
    ]


async def test_much_work_on_a_day_and_time_on_call_are_pointed_out(
    jana: Browser, club: UUID, carin: UUID, heinz: UUID, record: Record
) -> None:
    await record(carin, 3, minutes=7 * 60, task="Zelt")
    await record(carin, 3, minutes=6 * 60, task="Kasse")
    await record(heinz, 3, minutes=24 * 60, kind="on_call", endsOn=some_days_ago(2))
    people = {p["name"]: p["hints"] for p in (await inbox(jana, club))["people"]}
    assert people == {
        "Carin Klotz": [{"kind": "long_day", "count": 2}],
        "Heinz Dieter d'Thies": [{"kind": "on_call", "count": 1}],
    }


async def test_only_those_with_a_hint(
    jana: Browser, club: UUID, carin: UUID, heinz: UUID, record: Record
) -> None:
    await record(carin, 3)
    await record(heinz, 3, kind="on_call")
    for looked_for in ({"hinted": "true"}, {"hint": "on_call"}):
        found = await inbox(jana, club, **looked_for)
        assert [p["name"] for p in found["people"]] == ["Heinz Dieter d'Thies"]
        assert (found["totals"]["people"], found["totals"]["hinted"]) == (1, 1)
    assert (await inbox(jana, club, hint="overlap"))["people"] == []


@pytest.mark.parametrize("q", ["klotz", "Carin K", "KLOTZ carin", "gerate", "Gerätepfl"])
async def test_names_and_tasks_are_searched(
    jana: Browser, club: UUID, carin: UUID, heinz: UUID, record: Record, q: str
) -> None:
    await record(carin, 3, task="Gerätepflege")
    await record(heinz, 3, task="Einsatz 100%")
    found = await inbox(jana, club, q=q)
    wanted = [] if q == "gerate" else ["Carin Klotz"]
    assert [p["name"] for p in found["people"]] == wanted
    assert [p["name"] for p in (await inbox(jana, club, q="%"))["people"]] == ["Heinz Dieter d'Thies"]


async def test_a_period_narrows_entries_not_only_people(
    jana: Browser, club: UUID, carin: UUID, record: Record
) -> None:
    for days in (1, 5, 9):
        await record(carin, days)
    found = await inbox(jana, club, **{"from": some_days_ago(6), "until": some_days_ago(4)})
    assert [(p["entries"], p["firstOn"]) for p in found["people"]] == [(1, some_days_ago(5))]


async def test_the_inbox_pages_without_losing_anybody_and_its_sums_stay(
    jana: Browser, club: UUID, record: Record
) -> None:
    for number in range(60):
        await record(await on_roster(club, "Anna", f"Name{number:02}"))
    first = await inbox(jana, club)
    second = await inbox(jana, club, cursor=first["next"])
    names = [p["name"] for p in first["people"] + second["people"]]
    assert names == [f"Anna Name{number:02}" for number in range(60)]
    assert (first["totals"], second["next"]) == (second["totals"], None)


async def test_the_entries_of_a_person_page_oldest_first(
    jana: Browser, club: UUID, carin: UUID, record: Record
) -> None:
    for days in range(1, 53):
        await record(carin, days)
    address = f"/api/organisations/{club}/inbox/{carin}"
    first = (await jana.get(address)).json()
    second = (await jana.get(address, params={"cursor": first["next"]})).json()
    seen = [entry["startsOn"] for entry in first["items"] + second["items"]]
    assert seen == [some_days_ago(days) for days in range(52, 0, -1)] and second["next"] is None


async def test_own_entries_are_marked(jana: Browser, club: UUID) -> None:
    body = {"organisationId": str(club), "startsOn": some_days_ago(1), "minutes": 60}
    await jana.post("/api/me/hours", json=body)
    found = await inbox(jana, club)
    assert ([p["own"] for p in found["people"]], found["totals"]["ownEntries"]) == ([True], 1)


async def test_a_stranger_sees_no_inbox(
    stranger: Browser, club: UUID, carin: UUID, record: Record, client: Browser
) -> None:
    await record(carin)
    for address in (f"/api/organisations/{club}/inbox", f"/api/organisations/{club}/inbox/{carin}"):
        assert (await stranger.get(address)).status_code == 404
        assert (await client.get(address)).status_code == 401


async def test_a_made_up_cursor_is_refused(jana: Browser, club: UUID) -> None:
    for cursor in ("x", "WyJ4IiwieSJd", "WyJ4Il0"):
        answer = await jana.get(f"/api/organisations/{club}/inbox", params={"cursor": cursor})
        assert (answer.status_code, answer.json()["code"]) == (400, "unknown_cursor")

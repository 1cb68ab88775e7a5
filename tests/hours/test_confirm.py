import asyncio
from uuid import UUID

import pytest

from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Role
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.hours import decide
from ehrenamtskarte.hours.events import PEOPLE_PER_EVENT, HoursDecided
from tests.conftest import Browser, SignIn
from tests.factories import an_organisation
from tests.hours.conftest import Record, confirm, inbox, on_roster, some_days_ago


@pytest.fixture
async def carin(club: UUID) -> UUID:
    return await on_roster(club, "Carin", "Klotz", "carin@example.org")


@pytest.fixture
async def heinz(club: UUID) -> UUID:
    return await on_roster(club, "Heinz Dieter", "d'Thies", "heinz@example.org")


async def statuses(club: UUID) -> list[str]:
    found = await db.rows("SELECT status FROM hour_record WHERE organisation = $1 ORDER BY starts_on", club)
    return [row["status"] for row in found]


async def test_everything_is_confirmed_at_once(
    jana: Browser, club: UUID, carin: UUID, heinz: UUID, record: Record
) -> None:
    await record(carin, 1, minutes=30)
    await record(carin, 2, minutes=45)
    await record(heinz, 3, minutes=60)
    done = await confirm(jana, club, all=True)
    assert done == {"confirmed": 3, "people": 2, "minutes": 135, "ownSkipped": 0}
    assert (await inbox(jana, club))["people"] == []
    assert await statuses(club) == ["confirmed"] * 3
    again = await confirm(jana, club, all=True)
    assert again == {"confirmed": 0, "people": 0, "minutes": 0, "ownSkipped": 0}


async def test_all_means_what_is_shown(
    jana: Browser, club: UUID, carin: UUID, heinz: UUID, record: Record
) -> None:
    await record(carin, 1, task="Übung")
    await record(carin, 2, task="Fahrt")
    await record(heinz, 8, task="Übung")
    await record(heinz, 9, kind="on_call")
    assert (await confirm(jana, club, all=True, q="klotz", **{"from": some_days_ago(1)}))["confirmed"] == 1
    assert (await confirm(jana, club, all=True, q="fahrt"))["confirmed"] == 1
    assert (await confirm(jana, club, all=True, q="xyz"))["confirmed"] == 0
    assert (await confirm(jana, club, all=True, hint="on_call", until=some_days_ago(9)))["confirmed"] == 1
    assert (await confirm(jana, club, all=True, hinted=True))["confirmed"] == 0
    assert (await inbox(jana, club))["totals"]["entries"] == 1


async def test_some_people_or_some_entries(
    jana: Browser, club: UUID, carin: UUID, heinz: UUID, record: Record
) -> None:
    first, second = await record(carin, 1), await record(carin, 2)
    await record(heinz, 3)
    assert (await confirm(jana, club, records=[first, first]))["confirmed"] == 1
    assert (await confirm(jana, club, people=[str(heinz)]))["confirmed"] == 1
    assert (await confirm(jana, club, records=[], q=""))["confirmed"] == 0
    left = (await inbox(jana, club))["totals"]["entries"]
    assert left == 1
    listed = (await jana.get(f"/api/organisations/{club}/hours?status=submitted")).json()["items"]
    assert [entry["id"] for entry in listed] == [second]


@pytest.mark.parametrize(
    "nothing", [{}, {"all": False}, {"all": True, "people": []}, {"people": [], "records": []}]
)
async def test_a_decision_says_in_one_way_what_it_is_about(
    jana: Browser, club: UUID, nothing: dict[str, object]
) -> None:
    refused = await jana.post(f"/api/organisations/{club}/confirmations", json=nothing)
    assert (refused.status_code, refused.json()["code"]) == (422, "nothing_chosen")


async def test_nobody_confirms_the_own_hours_and_the_rest_goes_through(
    jana: Browser, club: UUID, carin: UUID, record: Record, sign_in_as: SignIn
) -> None:
    body = {"organisationId": str(club), "startsOn": some_days_ago(1), "minutes": 60}
    own = (await jana.post("/api/me/hours", json=body)).json()["id"]
    await record(carin)
    done = await confirm(jana, club, all=True)
    assert (done["confirmed"], done["people"], done["ownSkipped"]) == (1, 1, 1)
    assert (await confirm(jana, club, records=[own])) == {
        "confirmed": 0,
        "people": 0,
        "minutes": 0,
        "ownSkipped": 1,
    }
    colleague = await sign_in_as("bo@example.org", (Role.COORDINATOR, club))
    assert (await confirm(colleague, club, all=True))["confirmed"] == 1


async def test_the_database_itself_refuses_own_confirmations(
    jana: Browser, club: UUID, carin: UUID, record: Record
) -> None:
    await record(carin)
    with pytest.raises(Exception, match="decided_by_somebody_else"):
        await db.execute(
            "UPDATE hour_record SET status = 'confirmed', decided_by = person, decided_at = now()"
        )


async def test_two_confirmations_at_once_confirm_each_entry_once(
    jana: Browser, club: UUID, sign_in_as: SignIn, record: Record
) -> None:
    for number in range(10):
        person = await on_roster(club, "Anna", f"Name{number}")
        for days in (1, 2, 3):
            await record(person, days)
    bo = await sign_in_as("bo@example.org", (Role.COORDINATOR, club))
    done = await asyncio.gather(
        *(confirm(browser, club, all=True) for browser in (jana, bo) for _ in range(4))
    )
    assert sorted(one["confirmed"] for one in done) == [0] * 7 + [30]
    told = await db.scalar("SELECT count(*) FROM audit_entry WHERE action = 'hours_confirmed'")
    assert told == 1


async def test_a_confirmation_and_a_rejection_at_once_share_the_entries(
    jana: Browser, club: UUID, sign_in_as: SignIn, carin: UUID, record: Record
) -> None:
    for days in range(1, 11):
        await record(carin, days)
    bo = await sign_in_as("bo@example.org", (Role.COORDINATOR, club))
    confirmed, rejected = await asyncio.gather(
        confirm(jana, club, all=True),
        bo.post(f"/api/organisations/{club}/rejections", json={"all": True, "reason": "Falsche Liste"}),
    )
    assert confirmed["confirmed"] + rejected.json()["rejected"] == 10
    assert len(set(await statuses(club))) == 1


async def test_a_stranger_confirms_nothing(
    stranger: Browser, client: Browser, club: UUID, carin: UUID, record: Record
) -> None:
    entry = await record(carin)
    for selection in ({"all": True}, {"records": [entry]}, {"people": [str(carin)]}):
        address = f"/api/organisations/{club}/confirmations"
        assert (await stranger.post(address, json=selection)).status_code == 404
        assert (await client.post(address, json=selection)).status_code == 401
    assert await statuses(club) == ["submitted"]


async def test_entries_of_another_club_are_not_touched(
    jana: Browser, club: UUID, carin: UUID, record: Record, sign_in_as: SignIn
) -> None:
    entry = await record(carin)
    other = await an_organisation("Anderer Verein")
    bo = await sign_in_as("bo@example.org", (Role.COORDINATOR, other))
    assert (await confirm(bo, other, records=[entry]))["confirmed"] == 0
    assert (await confirm(bo, other, people=[str(carin)]))["confirmed"] == 0
    assert await statuses(club) == ["submitted"]


async def test_a_club_its_town_has_not_approved_confirms_nothing(sign_in_as: SignIn, database: None) -> None:
    waiting = await an_organisation("Neuer Verein", approved=False)
    bo = await sign_in_as("bo@example.org", (Role.COORDINATOR, waiting))
    refused = await bo.post(f"/api/organisations/{waiting}/confirmations", json={"all": True})
    assert (refused.status_code, refused.json()["code"]) == (409, "organisation_not_approved")


async def test_a_few_people_at_a_time_are_told_on(
    jana: Browser, club: UUID, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[HoursDecided] = []

    async def note(*events: object) -> None:
        told.extend(event for event in events if isinstance(event, HoursDecided))

    people = {await on_roster(club, "Anna", f"Name{number}") for number in range(PEOPLE_PER_EVENT + 5)}
    for person in people:
        await record(person)
    monkeypatch.setattr(decide, "publish", note)
    await confirm(jana, club, all=True)
    assert [len(event.people) for event in told] == [PEOPLE_PER_EVENT, 5]
    assert {person for event in told for person in event.people} == people


async def test_what_failed_afterwards_leaves_nothing_confirmed(
    jana: Browser, club: UUID, carin: UUID, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    await record(carin)

    async def broken(*_: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(decide, "publish", broken)
    answer = await jana.post(f"/api/organisations/{club}/confirmations", json={"all": True})
    assert answer.status_code == 503
    assert await statuses(club) == ["submitted"]


async def test_nobody_knows_the_entry_of_an_unknown_number(jana: Browser, club: UUID) -> None:
    assert (await confirm(jana, club, records=[str(new_id())]))["confirmed"] == 0

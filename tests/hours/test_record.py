from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from ehrenamtskarte.core import clock
from ehrenamtskarte.core.ids import new_id
from tests.conftest import Browser, SignIn
from tests.factories import an_organisation
from tests.hours.conftest import Record, confirm, inbox, on_roster, some_days_ago


@pytest.fixture
async def erika(sign_in_as: SignIn) -> Browser:
    return await sign_in_as("erika@example.org")


async def hand_in(browser: Browser, club: UUID, **hours: Any) -> Any:
    body = {
        "organisationId": str(club),
        "startsOn": some_days_ago(1),
        "minutes": 90,
        "task": "Ausgabe",
    } | hours
    return await browser.post("/api/me/hours", json=body)


async def test_a_volunteer_records_hours_and_the_club_finds_them(
    erika: Browser, jana: Browser, club: UUID
) -> None:
    answer = await hand_in(erika, club)
    assert answer.status_code == 201, answer.text
    entry = answer.json()
    assert (entry["status"], entry["minutes"], entry["organisationName"]) == ("submitted", 90, "Löschzug 2")
    waiting = await inbox(jana, club)
    assert [(p["name"], p["tasks"], p["entries"], p["minutes"]) for p in waiting["people"]] == [
        ("Vorname Nachname", ["Ausgabe"], 1, 90)
    ]


async def test_start_and_end_give_the_minutes_over_midnight_too(erika: Browser, club: UUID) -> None:
    entry = (await hand_in(erika, club, minutes=None, **{"from": "22:15", "until": "01:00"})).json()
    assert (entry["minutes"], entry["from"], entry["until"]) == (165, "22:15", "01:00")
    assert entry["startsOn"] == some_days_ago(1) and entry["endsOn"] == some_days_ago(0)


@pytest.mark.parametrize(
    ("wrong", "field", "code"),
    [
        ({"startsOn": some_days_ago(-2)}, "startsOn", "future_date"),
        ({"startsOn": "1949-12-31"}, "startsOn", "too_long_ago"),
        ({"endsOn": some_days_ago(5)}, "endsOn", "ends_before_start"),
        ({"minutes": 0}, "minutes", "zero_duration"),
        ({"minutes": 24 * 60 + 1}, "minutes", "too_long_duration"),
        ({"minutes": None}, "minutes", "missing_duration"),
        ({"from": "18:00"}, "until", "times_incomplete"),
        ({"from": "18:00", "until": "20:00"}, "minutes", "duration_contradicts_times"),
        ({"startsOn": "2020-01-01", "endsOn": "2021-06-30"}, "endsOn", "period_too_long"),
    ],
)
async def test_what_cannot_have_happened_is_refused_at_its_field(
    erika: Browser, club: UUID, wrong: dict[str, Any], field: str, code: str
) -> None:
    refused = await hand_in(erika, club, **wrong)
    assert refused.status_code == 422, refused.text
    problem = refused.json()
    assert (problem["code"], problem["errors"][0]["field"]) == (code, field)


@pytest.mark.parametrize(
    "wrong", [{"from": "25:00"}, {"task": "x" * 201}, {"kind": "sleep"}, {"startsOn": "31.02.2026"}]
)
async def test_what_nobody_can_read_is_refused(erika: Browser, club: UUID, wrong: dict[str, Any]) -> None:
    refused = await hand_in(erika, club, **wrong)
    assert refused.status_code == 422, refused.text


async def test_the_same_hours_twice_are_refused_and_different_ones_are_not(
    erika: Browser, club: UUID
) -> None:
    await hand_in(erika, club)
    again = await hand_in(erika, club, task="AUSGABE")
    assert (again.status_code, again.json()["code"]) == (409, "duplicate")
    assert (await hand_in(erika, club, task="Fahrt")).status_code == 201


async def test_an_unknown_club_is_not_found_and_an_unapproved_one_has_to_wait(
    erika: Browser, club: UUID
) -> None:
    assert (await hand_in(erika, new_id())).status_code == 404
    waiting = await an_organisation("Neuer Verein", approved=False)
    refused = await hand_in(erika, waiting)
    assert (refused.status_code, refused.json()["code"]) == (409, "organisation_not_approved")


async def test_nobody_signed_in_records_nothing(client: Browser, club: UUID) -> None:
    assert (await hand_in(client, club)).status_code == 401


async def test_own_hours_are_listed_latest_first_filtered_and_paged(erika: Browser, club: UUID) -> None:
    for days in range(1, 61):
        await hand_in(erika, club, startsOn=some_days_ago(days))
    seen, cursor = [], ""
    while cursor is not None:
        page = (await erika.get("/api/me/hours", params={"cursor": cursor})).json()
        seen += [entry["startsOn"] for entry in page["items"]]
        cursor = page["next"]
    assert seen == [some_days_ago(days) for days in range(1, 61)]
    period = {"from": some_days_ago(10), "until": some_days_ago(8), "status": "submitted"}
    found = (await erika.get("/api/me/hours", params=period)).json()["items"]
    assert [entry["startsOn"] for entry in found] == [some_days_ago(days) for days in (8, 9, 10)]
    assert (await erika.get("/api/me/hours?status=confirmed")).json()["items"] == []
    assert (await erika.get("/api/me/hours?cursor=WyJ4IiwieSJd")).status_code == 400


async def test_who_handed_hours_in_takes_them_back_until_they_are_decided(
    erika: Browser, jana: Browser, club: UUID
) -> None:
    first, second = [(await hand_in(erika, club, minutes=minutes)).json()["id"] for minutes in (30, 60)]
    taken_back = await erika.post(f"/api/hours/{first}/withdrawal")
    assert (taken_back.status_code, taken_back.json()["status"]) == (200, "withdrawn")
    assert (await confirm(jana, club, all=True))["confirmed"] == 1
    too_late = await erika.post(f"/api/hours/{second}/withdrawal")
    assert (too_late.status_code, too_late.json()["code"]) == (409, "hours_already_confirmed")
    again = await erika.post(f"/api/hours/{first}/withdrawal")
    assert (again.status_code, again.json()["code"]) == (409, "hours_already_withdrawn")
    assert (await hand_in(erika, club, minutes=30)).status_code == 201


async def test_nobody_takes_back_what_others_handed_in(erika: Browser, jana: Browser, club: UUID) -> None:
    entry = (await hand_in(erika, club)).json()["id"]
    assert (await jana.post(f"/api/hours/{entry}/withdrawal")).status_code == 404
    assert (await erika.post(f"/api/hours/{new_id()}/withdrawal")).status_code == 404


async def test_the_club_records_for_somebody_on_its_roster_only(
    jana: Browser, stranger: Browser, club: UUID, record: Record
) -> None:
    carin = await on_roster(club, "Carin", "Klotz", "carin@example.org")
    await record(carin, minutes=45, kind="training", note="mit Gerät")
    listed = (await jana.get(f"/api/organisations/{club}/hours", params={"person": str(carin)})).json()[
        "items"
    ]
    assert [(e["personName"], e["kind"], e["minutes"], e["note"]) for e in listed] == [
        ("Carin Klotz", "training", 45, "mit Gerät")
    ]
    body = {"personId": str(new_id()), "startsOn": some_days_ago(1), "minutes": 60}
    assert (await jana.post(f"/api/organisations/{club}/hours", json=body)).status_code == 404
    body["personId"] = str(carin)
    assert (await stranger.post(f"/api/organisations/{club}/hours", json=body)).status_code == 404
    assert (await stranger.get(f"/api/organisations/{club}/hours")).status_code == 404


async def test_a_request_repeated_with_its_key_records_once(erika: Browser, club: UUID) -> None:
    body = {"organisationId": str(club), "startsOn": some_days_ago(1), "minutes": 90}
    answers = [
        await erika.post("/api/me/hours", json=body, headers={"idempotency-key": "a-phone-in-a-tunnel"})
        for _ in range(3)
    ]
    assert [answer.status_code for answer in answers] == [201] * 3
    assert len({answer.json()["id"] for answer in answers}) == 1


async def test_the_last_twelve_months_are_summed_per_month_and_club(
    erika: Browser, jana: Browser, club: UUID
) -> None:
    other = await an_organisation("Tafel Köln")
    await hand_in(erika, club, minutes=120)
    await confirm(jana, club, all=True)
    await hand_in(erika, club, minutes=30)
    long_ago = (clock.today() - timedelta(days=800)).isoformat()
    await hand_in(erika, club, startsOn=long_ago, minutes=600)
    await hand_in(erika, other, minutes=15)
    found = (await erika.get("/api/me/engagement")).json()
    assert len(found["months"]) == 12 and found["until"] == some_days_ago(0)
    assert sum(month["minutes"] for month in found["months"]) == 120 == found["confirmedMinutes"]
    assert sum(month["waitingMinutes"] for month in found["months"]) == 45 == found["waitingMinutes"]
    assert [
        (o["name"], o["since"], o["confirmedMinutes"], o["waitingMinutes"]) for o in found["organisations"]
    ] == [
        ("Löschzug 2", long_ago, 120, 30),
        ("Tafel Köln", some_days_ago(1), 0, 15),
    ]


async def test_a_period_counts_in_each_of_its_months(erika: Browser, club: UUID) -> None:
    this_month = clock.today().replace(day=1)
    last_month = (this_month - timedelta(days=1)).replace(day=1)
    before = (last_month - timedelta(days=1)).replace(day=1)
    await hand_in(
        erika,
        club,
        startsOn=before.isoformat(),
        endsOn=(this_month - timedelta(days=1)).isoformat(),
        minutes=60 * (this_month - before).days,
    )
    months = (await erika.get("/api/me/engagement")).json()["months"]
    assert [month["waitingMinutes"] for month in months[-3:]] == [
        60 * (last_month - before).days,
        60 * (this_month - last_month).days,
        0,
    ]

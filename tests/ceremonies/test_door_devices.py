"""Pairing phones, and what the office sees of the doors."""

from datetime import timedelta
from uuid import UUID

import pytest

from ehrenamtskarte.ceremonies.doors import devices
from ehrenamtskarte.ceremonies.doors.door_rules import PairingCodeWrong
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.actor import Role
from ehrenamtskarte.core.errors import NotFound, TooManyRequests
from tests.ceremonies.doors import a_coming_guest, a_door, a_member_of_the_state_office, an_event, offline
from tests.conftest import Browser, SignIn
from tests.factories import STATE, a_ceremony, an_issuing_body


def of_state(ceremony: UUID) -> str:
    return f"/api/offices/state/ceremonies/{ceremony}"


async def test_a_phone_is_paired_by_a_code_and_knows_its_event(client: Browser, sign_in_as: SignIn) -> None:
    nora = await sign_in_as("nora@nrw.example", (Role.STATE_OFFICE, STATE))
    ceremony = await an_event()
    made = (await nora.post(f"{of_state(ceremony)}/devices", json={"label": "Eingang"})).json()
    assert made["address"].endswith(f"/einlass#{made['code']}")
    paired = await client.post("/api/door-devices", json={"code": made["code"].lower().replace("-", " ")})
    assert paired.status_code == 201, paired.text
    assert (paired.json()["ceremony"]["id"], paired.json()["label"]) == (str(ceremony), "Eingang")
    headers = {"authorization": f"Bearer {paired.json()['secret']}"}
    assert (await client.get(f"/api/ceremonies/{ceremony}/counter", headers=headers)).status_code == 200
    (listed,) = (await nora.get(f"{of_state(ceremony)}/devices")).json()
    assert listed["pairedAt"]
    assert listed["codeUntil"] is None


@pytest.mark.usefixtures("database")
async def test_a_code_pairs_one_phone() -> None:
    ceremony, actor, now = await an_event(), await a_member_of_the_state_office(), clock.now()
    pairing = await devices.order(None, ceremony, purpose="door", label="", actor=actor, now=now)
    await devices.pair(pairing.code, "", asked_from="a", now=now)
    with pytest.raises(PairingCodeWrong):
        await devices.pair(pairing.code, "", asked_from="a", now=now)


@pytest.mark.usefixtures("database")
async def test_a_code_holds_ten_minutes() -> None:
    ceremony, actor, now = await an_event(), await a_member_of_the_state_office(), clock.now()
    pairing = await devices.order(None, ceremony, purpose="door", label="", actor=actor, now=now)
    with pytest.raises(PairingCodeWrong):
        await devices.pair(pairing.code, "", asked_from="a", now=now + timedelta(minutes=10))


@pytest.mark.usefixtures("database")
async def test_a_revoked_code_pairs_nothing() -> None:
    ceremony, actor, now = await an_event(), await a_member_of_the_state_office(), clock.now()
    pairing = await devices.order(None, ceremony, purpose="door", label="", actor=actor, now=now)
    await devices.revoke(None, ceremony, pairing.id, actor=actor, now=now)
    with pytest.raises(PairingCodeWrong):
        await devices.pair(pairing.code, "", asked_from="a", now=now)


@pytest.mark.usefixtures("database")
async def test_guessing_codes_ends_soon() -> None:
    for _ in range(devices.TRIES_FROM_ONE_PLACE):
        with pytest.raises(PairingCodeWrong):
            await devices.pair("AAAA-AAAA", "", asked_from="a", now=clock.now())
    with pytest.raises(TooManyRequests):
        await devices.pair("AAAA-AAAA", "", asked_from="a", now=clock.now())


async def test_a_device_of_another_event_cannot_be_revoked(client: Browser) -> None:
    door = await a_door(client, await an_event())
    with pytest.raises(NotFound):
        await devices.revoke(
            None, await an_event(), door.device, actor=await a_member_of_the_state_office(), now=clock.now()
        )


async def test_doors_of_other_events_cannot_be_chosen(client: Browser) -> None:
    here, there = (
        await a_door(client, await an_event(), "Nord"),
        await a_door(client, await an_event(), "Süd"),
    )
    door_id = (await there.get("guest-list")).json()["doors"][0]["id"]
    answer = await client.put(here.address("door"), json={"doorId": door_id}, headers=here.headers)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "doorId"


async def test_the_counter_tells_the_doors_apart(client: Browser, sign_in_as: SignIn) -> None:
    nora = await sign_in_as("nora@nrw.example", (Role.STATE_OFFICE, STATE))
    ceremony = await an_event()
    north, south = await a_door(client, ceremony, "Nord"), await a_door(client, ceremony, "Süd")
    for number, door in enumerate((north, north, south)):
        _, (ticket,) = await a_coming_guest(ceremony, "Gast", str(number))
        await door.scan(ticket)
    found = (await nora.get(f"{of_state(ceremony)}/counter")).json()
    assert (found["admitted"], found["expected"], found["capacity"]) == (3, 3, 100)
    assert {door["name"]: door["admitted"] for door in found["doors"]} == {"Nord": 2, "Süd": 1}
    assert found == (await north.get("counter")).json() | {"serverTime": found["serverTime"]}


async def test_conflicts_wait_until_somebody_settles_them(client: Browser, sign_in_as: SignIn) -> None:
    nora = await sign_in_as("nora@nrw.example", (Role.STATE_OFFICE, STATE))
    ceremony = await an_event()
    _, (ticket,) = await a_coming_guest(ceremony)
    for minutes, name in ((30, "Nord"), (10, "Süd")):
        door = await a_door(client, ceremony, name)
        await door.hand_in([offline(ticket, at=clock.now() - timedelta(minutes=minutes))])
    (conflict,) = (await nora.get(f"{of_state(ceremony)}/admissions", params={"conflicts": True})).json()[
        "items"
    ]
    assert (conflict["name"], conflict["doorName"], conflict["firstDoor"]) == ("Erika Muster", "Süd", "Nord")
    assert (await nora.get(f"{of_state(ceremony)}/counter")).json()["conflicts"] == 1
    settled = await nora.put(f"{of_state(ceremony)}/admissions/{conflict['id']}/settled")
    assert settled.json()["settledAt"]
    assert (await nora.get(f"{of_state(ceremony)}/counter")).json()["conflicts"] == 0


async def test_scans_are_listed_page_by_page(client: Browser, sign_in_as: SignIn) -> None:
    nora = await sign_in_as("nora@nrw.example", (Role.STATE_OFFICE, STATE))
    ceremony = await an_event()
    door = await a_door(client, ceremony)
    for number in range(51):
        await door.scan("ET1:ABC", nonce=str(number))
    first = (await nora.get(f"{of_state(ceremony)}/admissions")).json()
    second = (await nora.get(f"{of_state(ceremony)}/admissions", params={"cursor": first["next"]})).json()
    assert (len(first["items"]), len(second["items"]), second["next"]) == (50, 1, None)


async def test_an_office_sees_nothing_of_other_offices_doors(sign_in_as: SignIn) -> None:
    town = await an_issuing_body()
    clerk = await sign_in_as("clerk@koeln.example", (Role.CASE_WORKER, town))
    elsewhere = await an_event()
    own = await a_ceremony(town)
    address = f"/api/offices/{town}/ceremonies"
    assert (await clerk.get(f"{address}/{own}/devices")).json() == []
    for rest in ("devices", "counter", "admissions"):
        assert (await clerk.get(f"{address}/{elsewhere}/{rest}")).status_code == 404

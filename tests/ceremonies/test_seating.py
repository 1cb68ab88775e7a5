"""Rooms, and who sits where."""

import asyncio
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from ehrenamtskarte.ceremonies.rules import MOST_CAPACITY
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Role
from ehrenamtskarte.core.ids import new_id
from tests.conftest import Browser, SignIn
from tests.factories import STATE, a_ceremony, a_guest, a_guest_group, an_issuing_body
from tests.pdfs import is_accessible, read, text_of


class Office:
    """The state office at the seats of one event."""

    def __init__(self, browser: Browser, ceremony: UUID) -> None:
        self.browser, self.ceremony = browser, ceremony
        self.base = f"/api/offices/state/ceremonies/{ceremony}/seating"

    async def a_room(self, tables: int = 2, seats: int = 4, name: str = "Saal") -> dict[str, Any]:
        room = (await self.browser.post(f"{self.base}/rooms", json={"name": name})).json()
        answer = await self.browser.post(
            f"{self.base}/rooms/{room['id']}/blocks",
            json={"kind": "table", "name": "Tisch", "count": tables, "seats": seats},
        )
        assert answer.status_code == 201, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def room(self, room_id: str) -> dict[str, Any]:
        found: dict[str, Any] = (await self.browser.get(f"{self.base}/rooms/{room_id}")).json()
        return found

    async def move(self, *moves: tuple[UUID | str, str | None]) -> tuple[int, dict[str, Any]]:
        answer = await self.browser.post(
            f"{self.base}/moves",
            json={"moves": [{"attendee": str(attendee), "seat": seat} for attendee, seat in moves]},
        )
        return answer.status_code, answer.json()

    async def seated(self, room_id: str) -> dict[str, str]:
        """Who sits where, by seat label."""
        room = await self.room(room_id)
        return {
            seat["person"]["seatLabel"]: seat["person"]["name"]
            for block in room["blocks"]
            for seat in block["seats"]
            if seat["person"]
        }


@pytest.fixture
async def office(sign_in_as: SignIn) -> Office:
    browser = await sign_in_as("nora@land.example", (Role.STATE_OFFICE, STATE))
    return Office(browser, await a_ceremony())


async def attendees(guest: UUID) -> list[UUID]:
    found = await db.rows("SELECT id FROM attendee WHERE guest = $1 ORDER BY position", guest)
    return [row["id"] for row in found]


def seats_of(room: dict[str, Any]) -> list[str]:
    return [seat["id"] for block in room["blocks"] for seat in block["seats"]]


async def test_many_tables_are_made_at_once_and_numbered_on(office: Office) -> None:
    room = await office.a_room(tables=3, seats=8)
    assert [block["label"] for block in room["blocks"]] == ["Tisch 1", "Tisch 2", "Tisch 3"]
    assert [seat["number"] for seat in room["blocks"][2]["seats"]] == list(range(1, 9))
    more = await office.browser.post(
        f"{office.base}/rooms/{room['id']}/blocks",
        json={"kind": "row", "name": "Tisch", "count": 1, "seats": 2, "category": "Presse", "stepFree": True},
    )
    last = more.json()["blocks"][-1]
    assert (last["label"], last["kind"], last["category"], last["stepFree"]) == (
        "Tisch 4", "row", "Presse", True,
    )  # fmt: skip
    overview = (await office.browser.get(office.base)).json()
    assert overview["rooms"] == [{"id": room["id"], "name": "Saal", "seats": 26, "taken": 0}]
    assert overview["categories"] == ["Presse"]


@pytest.mark.parametrize("name", ["", "   ", "x" * 121, "a\0b"])
async def test_a_room_without_a_usable_name_is_refused(office: Office, name: str) -> None:
    answer = await office.browser.post(f"{office.base}/rooms", json={"name": name})
    assert answer.status_code in (400, 422), answer.text


async def test_two_rooms_of_one_name_are_refused(office: Office) -> None:
    await office.a_room(name="Saal")
    other = await office.a_room(name="Empore")
    answer = await office.browser.put(f"{office.base}/rooms/{other['id']}", json={"name": " Saal "})
    assert (answer.status_code, answer.json()["code"]) == (409, "room_name_taken")
    assert answer.json()["errors"][0]["field"] == "name"


async def test_a_room_that_would_be_too_large_is_refused(office: Office) -> None:
    room = await office.a_room(tables=40, seats=70)
    answer = await office.browser.post(
        f"{office.base}/rooms/{room['id']}/blocks",
        json={"kind": "table", "name": "Tisch", "count": 3, "seats": 70},
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "too_many_seats")


async def test_a_label_that_is_there_is_refused_at_its_field(office: Office) -> None:
    room = await office.a_room()
    answer = await office.browser.post(
        f"{office.base}/rooms/{room['id']}/blocks",
        json={"kind": "table", "name": "Tisch", "first": 2, "count": 2, "seats": 8},
    )
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (409, "first")
    assert answer.json()["detail"] == "„Tisch 2“ gibt es in diesem Raum schon."


async def test_two_who_swap_swap_and_it_is_taken_back(office: Office) -> None:
    room = await office.a_room()
    [one] = await attendees(await a_guest(office.ceremony, "Erika", "Muster", status="accepted"))
    [other] = await attendees(await a_guest(office.ceremony, "Max", "Muster", status="accepted"))
    first, second, *_ = seats_of(room)
    await office.move((one, first), (other, second))
    status, answer = await office.move((one, second), (other, first))
    assert status == 200
    assert await office.seated(room["id"]) == {"Tisch 1 · 1": "Max Muster", "Tisch 1 · 2": "Erika Muster"}
    back = await office.browser.post(f"{office.base}/moves", json={"moves": answer["undo"]})
    assert back.status_code == 200
    assert await office.seated(room["id"]) == {"Tisch 1 · 1": "Erika Muster", "Tisch 1 · 2": "Max Muster"}


async def test_a_seat_that_was_taken_meanwhile_says_by_whom_and_nothing_moves(office: Office) -> None:
    room = await office.a_room()
    [one] = await attendees(await a_guest(office.ceremony, "Erika", "Muster", status="accepted"))
    [other] = await attendees(await a_guest(office.ceremony, "Max", "Kern", status="accepted"))
    first, second, *_ = seats_of(room)
    await office.move((one, first), (other, second))
    status, answer = await office.move((one, second))
    assert (status, answer["code"]) == (409, "seat_taken")
    assert answer["detail"] == "Auf diesem Platz sitzt inzwischen Max Kern."
    assert await office.seated(room["id"]) == {"Tisch 1 · 1": "Erika Muster", "Tisch 1 · 2": "Max Kern"}


async def test_nobody_sits_on_two_seats_and_no_two_on_one(office: Office) -> None:
    room = await office.a_room()
    one, other = await attendees(await a_guest(office.ceremony, companions=1, status="accepted"))
    first, second, *_ = seats_of(room)
    assert (await office.move((one, first), (one, second)))[1]["code"] == "two_seats_for_one"
    assert (await office.move((one, first), (other, first)))[1]["code"] == "one_seat_for_two"
    assert await office.seated(room["id"]) == {}
    await office.move((one, first))
    with pytest.raises(asyncpg.UniqueViolationError):
        await db.execute("UPDATE seat SET attendee = $1 WHERE id = $2", one, UUID(second))


async def test_of_many_who_want_one_seat_at_once_one_gets_it(office: Office) -> None:
    room = await office.a_room(tables=1, seats=1)
    people = [
        (await attendees(await a_guest(office.ceremony, f"Gast{n}", "Muster", status="accepted")))[0]
        for n in range(6)
    ]
    [seat] = seats_of(room)
    answers = await asyncio.gather(*(office.move((person, seat)) for person in people))
    assert sorted(status for status, _ in answers) == [200, 409, 409, 409, 409, 409]


async def test_people_and_seats_of_another_event_are_refused(office: Office) -> None:
    room = await office.a_room()
    elsewhere = await a_ceremony()
    [stranger] = await attendees(await a_guest(elsewhere, status="accepted"))
    assert (await office.move((stranger, seats_of(room)[0])))[1]["code"] == "person_gone"
    [guest] = await attendees(await a_guest(office.ceremony, status="accepted"))
    other = await Office(office.browser, elsewhere).a_room()
    assert (await office.move((guest, seats_of(other)[0])))[1]["code"] == "seat_gone"


async def test_a_party_that_does_not_come_leaves_its_seats(office: Office) -> None:
    room = await office.a_room()
    guest = await a_guest(office.ceremony, status="accepted")
    [person] = await attendees(guest)
    await office.move((person, seats_of(room)[0]))
    await db.execute("DELETE FROM attendee WHERE guest = $1", guest)
    found = (await office.room(room["id"]))["blocks"][0]["seats"][0]
    assert (found["person"], found["fixed"]) == (None, False)


async def test_seats_somebody_sits_on_do_not_vanish(office: Office) -> None:
    room = await office.a_room(tables=1, seats=4)
    [person] = await attendees(await a_guest(office.ceremony, status="accepted"))
    await office.move((person, seats_of(room)[3]))
    block = f"{office.base}/blocks/{room['blocks'][0]['id']}"
    fewer = {"label": "Tisch 1", "seats": 3}
    refused = await office.browser.put(block, json=fewer)
    assert (refused.status_code, refused.json()["detail"]) == (
        409,
        "Dort sind noch Plätze besetzt (1). Setzen Sie die Gäste zuerst um.",
    )
    assert (await office.browser.delete(block)).status_code == 409
    assert (await office.browser.delete(f"{office.base}/rooms/{room['id']}")).status_code == 409
    await office.move((person, None))
    assert (await office.browser.put(block, json=fewer)).status_code == 204
    assert len(seats_of(await office.room(room["id"]))) == 3
    assert (await office.browser.delete(f"{office.base}/rooms/{room['id']}")).status_code == 204


async def test_whatever_changes_a_room_stands_in_the_log(office: Office) -> None:
    room = await office.a_room()
    first, second = (f"{office.base}/blocks/{block['id']}" for block in room["blocks"])
    await office.browser.put(first, json={"label": "Ehrentisch", "seats": 3})
    await office.browser.delete(second)
    await office.browser.put(f"{office.base}/rooms/{room['id']}", json={"name": "Foyer"})
    noted = await db.scalar("SELECT array_agg(action) FROM audit_entry WHERE action ~ '^(seats|room)_'")
    assert sorted(noted) == ["room_added", "room_renamed", "seats_added", "seats_changed", "seats_removed"]


async def test_a_large_proposal_can_be_taken_back_as_a_whole(office: Office) -> None:
    gone = [(str(new_id()), None) for _ in range(MOST_CAPACITY)]
    status, refused = await office.move(*gone)
    assert (status, refused["code"]) == (409, "person_gone")


async def test_a_proposal_seats_everybody_keeps_the_fixed_and_is_taken_back(office: Office) -> None:
    room = await office.a_room(tables=2, seats=4)
    [fixed] = await attendees(await a_guest(office.ceremony, "Erika", "Muster", status="accepted"))
    party = await attendees(await a_guest(office.ceremony, "Max", "Kern", companions=2, status="accepted"))
    await office.move((fixed, seats_of(room)[7]))
    answer = (await office.browser.post(f"{office.base}/proposal", json={})).json()
    assert (answer["seated"], answer["left"], answer["split"]) == (4, [], [])
    seated = await office.seated(room["id"])
    assert seated["Tisch 2 · 4"] == "Erika Muster"
    assert len(seated) == 4
    assert len(answer["undo"]) == len(party)
    await office.browser.post(f"{office.base}/moves", json={"moves": answer["undo"]})
    assert await office.seated(room["id"]) == {"Tisch 2 · 4": "Erika Muster"}


async def test_a_proposal_for_late_guests_leaves_all_who_sit(office: Office) -> None:
    room = await office.a_room(tables=1, seats=4)
    await a_guest(office.ceremony, "Max", "Kern", status="accepted")
    await office.browser.post(f"{office.base}/proposal", json={})
    before = await office.seated(room["id"])
    await a_guest(office.ceremony, "Ada", "Ampel", companions=1, status="accepted", protocol_rank=1)
    answer = await office.browser.post(f"{office.base}/proposal", json={"keepAll": True})
    assert answer.json()["seated"] == 3
    assert (await office.seated(room["id"])).items() >= before.items()


async def test_a_proposal_says_who_found_no_seat_and_why(office: Office) -> None:
    await office.a_room(tables=1, seats=4)
    guest = await a_guest(office.ceremony, "Erika", "Muster", status="accepted")
    await db.execute("UPDATE attendee SET wheelchair = true WHERE guest = $1", guest)
    answer = (await office.browser.post(f"{office.base}/proposal", json={})).json()
    assert [(left["name"], left["reason"]) for left in answer["left"]] == [("Erika Muster", "not_step_free")]


@pytest.mark.parametrize(
    ("with_guest", "with_room", "code"),
    [(False, True, "nobody_to_seat"), (True, False, "no_seats_yet")],
)
async def test_a_proposal_without_guests_or_seats_says_so(
    office: Office, with_guest: bool, with_room: bool, code: str
) -> None:
    if with_guest:
        await a_guest(office.ceremony, status="accepted")
    if with_room:
        await office.a_room()
    answer = await office.browser.post(f"{office.base}/proposal", json={})
    assert (answer.status_code, answer.json()["code"]) == (409, code)


async def test_wishes_are_noted_once_and_followed(office: Office) -> None:
    room = await office.a_room(tables=2, seats=4)
    one = await a_guest(office.ceremony, "Erika", "Muster", status="accepted")
    other = await a_guest(office.ceremony, "Max", "Kern", status="accepted")
    wanted = {"one": str(other), "other": str(one), "wish": "apart"}
    first = await office.browser.post(f"{office.base}/wishes", json=wanted)
    assert first.status_code == 201
    again = await office.browser.post(f"{office.base}/wishes", json={**wanted, "wish": "together"})
    assert (again.status_code, again.json()["code"]) == (409, "wish_already_there")
    alone = await office.browser.post(f"{office.base}/wishes", json={**wanted, "one": str(one)})
    assert alone.json()["code"] == "wish_of_one"
    await office.browser.post(f"{office.base}/proposal", json={})
    assert sorted(label[:7] for label in await office.seated(room["id"])) == ["Tisch 1", "Tisch 2"]
    listed = (await office.browser.get(f"{office.base}/wishes")).json()
    assert [(wish["wish"], wish["oneName"], wish["otherName"]) for wish in listed["items"]] == [
        ("apart", "Erika Muster", "Max Kern")
    ]
    assert (await office.browser.delete(f"{office.base}/wishes/{first.json()['id']}")).status_code == 204
    assert (await office.browser.get(f"{office.base}/wishes")).json()["total"] == 0


async def test_people_are_found_by_name_of_guest_and_companion(office: Office) -> None:
    guest = await a_guest(office.ceremony, "Erika", "Muster", companions=1, status="accepted")
    await db.execute("UPDATE attendee SET name = 'Jürgen Öl' WHERE guest = $1 AND position = 1", guest)
    await a_guest(office.ceremony, "Max", "Kern", status="accepted")
    found = (await office.browser.get(f"{office.base}/people", params={"q": "jürgen"})).json()
    assert [person["name"] for person in found["items"]] == ["Jürgen Öl"]
    found = (await office.browser.get(f"{office.base}/people", params={"q": "muster"})).json()
    assert found["total"] == 2
    assert (await office.browser.get(f"{office.base}/people", params={"seated": "true"})).json()["total"] == 0


async def test_all_people_are_listed_page_by_page_officials_first(office: Office) -> None:
    group = await a_guest_group(office.ceremony)
    for number in range(55):
        await a_guest(
            office.ceremony, f"Gast{number:02}", "Muster", guest_group=group, status="accepted",
            protocol_rank=1 if number == 54 else None,
        )  # fmt: skip
    names: list[str] = []
    cursor = None
    while cursor or not names:
        query = {"sort": "protocol"} | ({"cursor": cursor} if cursor else {})
        page = (await office.browser.get(f"{office.base}/people", params=query)).json()
        names += [person["host"] for person in page["items"]]
        cursor = page.get("next")
    assert len(names) == len(set(names)) == 55
    assert names[:2] == ["Gast54 Muster", "Gast00 Muster"]


async def test_place_cards_badges_and_tables_are_accessible_pages(office: Office) -> None:
    room = await office.a_room(tables=1, seats=8)
    guest = await a_guest(
        office.ceremony, "Erika", "Muster", companions=1, status="accepted", function="Bürgermeisterin"
    )
    one, other = await attendees(guest)
    await office.move((one, seats_of(room)[0]), (other, seats_of(room)[1]))
    for name in ("place-cards", "badges", "tables"):
        content = (await office.browser.get(f"{office.base}/{name}.pdf")).content
        assert is_accessible(content), name
        assert len(read(content).pages) == 1
        text = text_of(content)
        for word in ("Erika Muster", "Bürgermeisterin", "Tisch 1", "Begleitung"):
            assert word in text, (name, word)


async def test_nothing_to_print_is_said(office: Office) -> None:
    await office.a_room()
    answer = await office.browser.get(f"{office.base}/place-cards.pdf")
    assert (answer.status_code, answer.json()["code"]) == (409, "nobody_seated")


async def test_the_table_list_as_a_file_has_everybody_and_no_formula(office: Office) -> None:
    room = await office.a_room()
    [one] = await attendees(await a_guest(office.ceremony, "=1+1", "Muster", status="accepted"))
    await a_guest(office.ceremony, "Max", "Kern", status="accepted")
    await office.move((one, seats_of(room)[0]))
    text = (await office.browser.get(f"{office.base}/tables.csv")).content.decode("utf-8-sig")
    _, first, second = text.splitlines()
    assert first.startswith("Saal;Tisch 1;1;'=1+1 Muster;")
    assert second.startswith(";;;Max Kern;")


async def test_a_cancelled_event_is_not_seated(office: Office) -> None:
    await db.execute(
        "UPDATE ceremony SET status = 'cancelled', cancelled_at = now() WHERE id = $1", office.ceremony
    )
    answer = await office.browser.post(f"{office.base}/rooms", json={"name": "Saal"})
    assert (answer.status_code, answer.json()["code"]) == (409, "ceremony_cancelled")


async def test_another_office_sees_nothing(office: Office, sign_in_as: SignIn) -> None:
    body = await an_issuing_body()
    stranger = await sign_in_as("cem@stadt.example", (Role.CASE_WORKER, body))
    for named in ("state", str(body)):
        path = f"/api/offices/{named}/ceremonies/{office.ceremony}/seating"
        assert (await stranger.get(path)).status_code == 404
        assert (await stranger.post(f"{path}/proposal", json={})).status_code == 404

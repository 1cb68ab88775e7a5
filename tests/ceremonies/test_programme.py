from typing import Any

from ehrenamtskarte.core import db
from ehrenamtskarte.core.ids import new_id
from tests.ceremonies.offices import an_office, in_days
from tests.conftest import SignIn


def item(title: str, minutes: int = 10, kind: str = "speech", **more: Any) -> dict[str, Any]:
    return {"kind": kind, "minutes": minutes, "title": {"de": title}, **more}


async def test_each_point_says_when_it_begins(sign_in_as: SignIn) -> None:
    office = await an_office(
        sign_in_as, starts_at=in_days(9, 17), doors_open_at=in_days(9, 16), answer_by=None
    )
    items = [
        item("Einlass", 60, "admission"),
        item("Begrüßung", 5, "welcome", speaker="Oberbürgermeisterin"),
        item("Musik", 15, "music", note="Flügel stimmen"),
        item("Empfang", 60, "reception"),
    ]
    answer = await office.clerk.put(f"{office.event}/programme", json={"items": items})
    assert answer.status_code == 200, answer.text
    shown = answer.json()
    assert [(one["position"], one["startsAt"][11:16]) for one in shown] == [
        (0, "16:00"),
        (1, "17:00"),
        (2, "17:05"),
        (3, "17:20"),
    ]
    assert (shown[1]["speaker"], shown[2]["note"]) == ("Oberbürgermeisterin", "Flügel stimmen")


async def test_points_keep_their_id_when_they_move(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    path = f"{office.event}/programme"
    first = (await office.clerk.put(path, json={"items": [item("A"), item("B")]})).json()
    swapped = [item("B", id=first[1]["id"]), item("Neu"), item("A", id=first[0]["id"])]
    second = (await office.clerk.put(path, json={"items": swapped})).json()
    assert [one["title"]["de"] for one in second] == ["B", "Neu", "A"]
    assert (second[0]["id"], second[2]["id"]) == (first[1]["id"], first[0]["id"])
    foreign = [item("Fremd", id=str(new_id())), item("B", id=first[1]["id"]), item("B2", id=first[1]["id"])]
    third = (await office.clerk.put(path, json={"items": foreign})).json()
    assert len({one["id"] for one in third}) == 3
    assert third[0]["id"] != foreign[0]["id"]
    assert (await office.clerk.put(path, json={"items": []})).json() == []


async def test_the_longest_programme_has_room_for_all_notes(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    item = {"kind": "speech", "minutes": 1, "title": {"de": "Rede"}, "note": "ä" * 2000}
    answer = await office.clerk.put(f"{office.event}/programme", json={"items": [item] * 60})
    assert answer.status_code == 200, answer.text


async def test_a_point_is_about_a_laureate_of_this_event(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    answer = await office.clerk.put(
        f"{office.event}/programme", json={"items": [item("A"), item("B", laureate=str(new_id()))]}
    )
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "items.1.laureate")


async def test_doors_keep_their_phones_when_names_are_swapped(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    path = f"{office.event}/doors"
    made = (await office.clerk.put(path, json={"doors": [{"name": "Nord"}, {"name": "Süd"}]})).json()
    await db.execute(
        "INSERT INTO door_device (id, ceremony, purpose, door, label, created_by, created_at)"
        " SELECT $1, id, 'door', $2, 'Handy', created_by, now() FROM ceremony",
        new_id(), made[0]["id"],
    )  # fmt: skip
    swapped = [{"id": made[0]["id"], "name": "Süd"}, {"id": made[1]["id"], "name": "Nord"}]
    again = await office.clerk.put(path, json={"doors": swapped})
    assert [door["name"] for door in again.json()] == ["Süd", "Nord"]
    assert str(await db.scalar("SELECT door FROM door_device")) == made[0]["id"]
    twice = await office.clerk.put(path, json={"doors": [{"name": "Nord"}, {"name": " nord "}]})
    assert (twice.status_code, twice.json()["code"]) == (422, "door_twice")
    nameless = await office.clerk.put(path, json={"doors": [{"name": " "}]})
    assert (nameless.status_code, nameless.json()["errors"][0]["field"]) == (422, "doors.0.name")
    assert (await office.clerk.put(path, json={"doors": []})).json() == []

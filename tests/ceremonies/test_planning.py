import asyncio
from datetime import datetime, timedelta

from ehrenamtskarte.ceremonies.tables import SeatBlock, SeatRoom
from ehrenamtskarte.core import db
from ehrenamtskarte.core.ids import new_id
from tests.ceremonies.offices import a_plan, an_office, in_days
from tests.conftest import SignIn
from tests.factories import a_ceremony, a_guest, a_guest_group


async def test_a_new_event_is_a_draft_with_a_deadline_for_answers(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    answer = await office.clerk.post(office.path, json=a_plan())
    assert answer.status_code == 201, answer.text
    event = answer.json()
    assert (event["status"], event["audience"], event["revision"]) == ("draft", "invited", 1)
    assert event["title"] == {"de": "Tag des Ehrenamts", "en": "Volunteer day"}
    starts, by = datetime.fromisoformat(event["startsAt"]), datetime.fromisoformat(event["answerBy"])
    assert starts - by == timedelta(days=14)
    assert (event["languages"], event["municipalityName"]) == (["de"], "Köln")
    assert event["figures"]["seatsLeft"] == 200
    assert await db.scalar("SELECT count(*) FROM audit_entry WHERE action = 'ceremony_created'") == 1


async def test_what_is_wrong_with_a_plan_is_said_at_its_field(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    for changes, code, field in (
        ({"title": {"de": " – "}}, "ceremony_title_missing", "title.de"),
        ({"place": " "}, "place_missing", "place"),
        ({"startsAt": in_days(-1).isoformat()}, "starts_in_the_past", "startsAt"),
        ({"endsAt": in_days(60).isoformat()}, "ends_before_it_starts", "endsAt"),
        ({"endsAt": in_days(90).isoformat()}, "lasts_too_long", "endsAt"),
        ({"doorsOpenAt": in_days(60, 17).isoformat()}, "doors_open_too_late", "doorsOpenAt"),
        ({"answerBy": in_days(61).isoformat()}, "deadline_too_late", "answerBy"),
        ({"startsAt": "9999-12-31T23:59:59-14:00"}, "starts_too_far", "startsAt"),
        ({"startsAt": "0001-01-01T00:00:00+14:00"}, "starts_in_the_past", "startsAt"),
        ({"doorsOpenAt": "0001-01-01T00:00:00+14:00"}, "doors_open_too_early", "doorsOpenAt"),
        ({"answerBy": "0001-01-01T00:00:00+14:00"}, "deadline_too_early", "answerBy"),
        ({"series": str(new_id())}, "series_unknown", "series"),
        ({"municipality": "05999999"}, "town_unknown", "municipality"),
    ):
        answer = await office.clerk.post(office.path, json=a_plan(**changes))
        assert answer.status_code == 422, changes
        assert (answer.json()["code"], answer.json()["errors"][0]["field"]) == (code, field)


async def test_only_what_is_given_changes_and_the_revision_counts(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as, status="draft", published_at=None)
    answer = await office.clerk.patch(
        office.event,
        json={
            "revision": 1,
            "about": {"de": " Wir danken. "},
            "languages": ["de", "dgs", "de"],
            "stepFree": True,
            "photoNotice": {"de": "Wir fotografieren.", "en": "We take pictures."},
            "contactEmail": "feier@koeln.example",
        },
    )
    assert answer.status_code == 200, answer.text
    event = answer.json()
    assert (event["revision"], event["about"]["de"]) == (2, "Wir danken.")
    assert (event["languages"], event["stepFree"], event["hearingLoop"]) == (["de", "dgs"], True, None)
    assert (event["place"], event["contactEmail"]) == ("Stadthalle", "feier@koeln.example")


async def test_of_two_people_who_edit_at_once_one_is_told(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    answers = await asyncio.gather(
        office.clerk.patch(office.event, json={"revision": 1, "contactPhone": "1"}),
        office.clerk.patch(office.event, json={"revision": 1, "contactPhone": "2"}),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert {answer.json().get("code") for answer in answers} == {None, "changed_meanwhile"}


async def test_the_day_of_a_published_event_moves_only_with_a_word_to_all(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    answer = await office.clerk.patch(office.event, json={"revision": 1, "startsAt": in_days(27).isoformat()})
    assert (answer.status_code, answer.json()["code"]) == (409, "day_is_told")


async def test_promised_places_cannot_be_taken_away(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as, capacity=100)
    await a_guest(office.ceremony, companions=2, status="accepted")
    await a_guest(office.ceremony, "Kai", companions=1, status="waiting", waiting_since=in_days(-1))
    few = await office.clerk.patch(office.event, json={"revision": 1, "capacity": 2})
    assert (few.status_code, few.json()["errors"][0]["field"]) == (422, "capacity")
    assert "3 Plätze sind schon zugesagt" in few.json()["errors"][0]["message"]
    just = await office.clerk.patch(office.event, json={"revision": 1, "capacity": 3})
    assert just.json()["figures"]["seatsLeft"] == 0


async def test_the_figures_count_parties_and_persons(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as, capacity=10)
    await a_guest(office.ceremony, "A", companions=2, status="accepted", email="a@example.org")
    await a_guest(office.ceremony, "B", status="invited", email=None)
    await a_guest(office.ceremony, "C", companions=1, status="waiting", waiting_since=in_days(-1))
    await a_guest(office.ceremony, "D", companions=1, status="offered", offer_until=in_days(1))
    await a_guest(office.ceremony, "E", status="candidate")
    await a_guest(office.ceremony, "F", status="declined")
    await a_guest(office.ceremony, "G", status="not_drawn")
    figures = (await office.clerk.get(office.event)).json()["figures"]
    assert figures == {
        "candidates": 1, "notDrawn": 1, "invited": 5, "unanswered": 1, "accepted": 1, "acceptedPersons": 3, "declined": 1,
        "waiting": 2, "waitingPersons": 4, "held": 5, "seatsLeft": 5, "withoutEmail": 1, "admitted": 0,
    }  # fmt: skip


async def test_a_draft_can_be_thrown_away_and_nothing_else(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    refused = await office.clerk.delete(office.event)
    assert (refused.status_code, refused.json()["code"]) == (409, "only_drafts_are_deleted")
    draft = await a_ceremony(office.id, status="draft", published_at=None)
    await a_guest(draft, status="candidate")
    assert (await office.clerk.delete(f"{office.path}/{draft}")).status_code == 204
    assert (await office.clerk.get(f"{office.path}/{draft}")).status_code == 404


async def test_next_years_event_is_like_this_one_on_the_same_weekday(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as, starts_at=in_days(-20), answer_by=in_days(-30), capacity=77)
    items = [{"kind": "speech", "minutes": 10, "title": {"de": "Grußwort"}, "speaker": "OB"}]
    await office.clerk.put(f"{office.event}/programme", json={"items": items})
    await office.clerk.put(f"{office.event}/doors", json={"doors": [{"name": "Haupteingang"}]})
    group = await a_guest_group(office.ceremony, "Jubiläum", quota=50, source="jubilee_holders")
    await a_guest(office.ceremony, guest_group=group, status="accepted")
    room = SeatRoom(id=new_id(), ceremony=office.ceremony, name="Saal")
    await room.save()
    await SeatBlock(id=new_id(), room=room.id, kind="table", label="1").save()

    answer = await office.clerk.post(f"{office.event}/copies", json={})
    assert answer.status_code == 201, answer.text
    copy = answer.json()
    old = (await office.clerk.get(office.event)).json()
    began, begins = datetime.fromisoformat(old["startsAt"]), datetime.fromisoformat(copy["startsAt"])
    assert begins.weekday() == began.weekday()
    assert timedelta(days=363) < begins - began < timedelta(days=365)
    assert (copy["status"], copy["capacity"], copy["figures"]["invited"]) == ("draft", 77, 0)
    assert copy["answerBy"] < copy["startsAt"]
    path = f"{office.path}/{copy['id']}"
    assert [item["title"]["de"] for item in (await office.clerk.get(f"{path}/programme")).json()] == [
        "Grußwort"
    ]
    assert [door["name"] for door in (await office.clerk.get(f"{path}/doors")).json()] == ["Haupteingang"]
    groups = await db.rows("SELECT name, quota FROM guest_group WHERE ceremony = $1", copy["id"])
    assert [tuple(row) for row in groups] == [("Jubiläum", 50)]
    blocks = "SELECT count(*) FROM seat_block b JOIN seat_room r ON r.id = b.room WHERE r.ceremony = $1"
    assert await db.scalar(blocks, copy["id"]) == 1


async def test_the_list_is_the_offices_own_by_day_with_search_and_pages(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    await a_ceremony(None, title_de="Landesfest", sort_key="landesfest")
    for number in range(55):
        name = f"Fest {number:02}"
        await a_ceremony(
            office.id, title_de=name, sort_key=name.lower(), starts_at=in_days(30 + number), capacity=5
        )
    past = await a_ceremony(office.id, title_de="Alt", sort_key="alt", starts_at=in_days(-10))

    first = (await office.clerk.get(office.path, params={"when": "upcoming"})).json()
    assert (len(first["items"]), first["total"]) == (50, 56)
    rest = (await office.clerk.get(office.path, params={"when": "upcoming", "cursor": first["next"]})).json()
    days = [row["startsAt"] for row in [*first["items"], *rest["items"]]]
    assert (len(days), days == sorted(days), rest["next"]) == (56, True, None)
    found = (await office.clerk.get(office.path, params={"q": "fest 07"})).json()["items"]
    assert [row["title"]["de"] for row in found] == ["Fest 07"]
    over = (await office.clerk.get(office.path, params={"when": "past"})).json()["items"]
    assert [row["id"] for row in over] == [str(past)]
    assert (await office.clerk.get(office.path, params={"status": "cancelled"})).json()["total"] == 0
    of_state = (await office.state.get("/api/offices/state/ceremonies")).json()["items"]
    assert [row["title"]["de"] for row in of_state] == ["Landesfest"]
    assert (await office.clerk.get(office.path, params={"cursor": "WzEsMl0"})).status_code == 400


async def test_an_event_of_another_office_is_not_there(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    elsewhere = await a_ceremony(None)
    assert (await office.clerk.get(f"{office.path}/{elsewhere}")).status_code == 404
    assert (await office.state.get(f"/api/offices/state/ceremonies/{office.ceremony}")).status_code == 404


async def test_a_series_makes_a_draft_for_each_town(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    stops = [
        {
            "municipality": town,
            "place": "Saal",
            "startsAt": in_days(50 + number).isoformat(),
            "endsAt": in_days(50 + number, 19).isoformat(),
        }
        for number, town in enumerate(("05111000", "05315000", "05515000"))
    ]
    path = "/api/offices/state/ceremony-series"
    made = await office.state.post(path, json={"title": {"de": "Engagementpreis 2027"}, "stops": stops})
    assert made.status_code == 201, made.text
    assert made.json()["ceremonies"] == 3
    listed = (await office.state.get("/api/offices/state/ceremonies")).json()["items"]
    assert {(row["title"]["de"], row["status"]) for row in listed} == {
        ("Engagementpreis 2027 in Düsseldorf", "draft"),
        ("Engagementpreis 2027 in Köln", "draft"),
        ("Engagementpreis 2027 in Münster", "draft"),
    }
    stops[1]["endsAt"] = stops[1]["startsAt"]
    wrong = await office.state.post(path, json={"title": {"de": "Noch eine"}, "stops": stops})
    assert wrong.json()["errors"][0]["field"] == "stops.1.endsAt"
    one = f"{path}/{made.json()['id']}"
    renamed = await office.state.put(one, json={"title": {"de": "Engagementpreis"}})
    assert renamed.json()["title"]["de"] == "Engagementpreis"
    assert (await office.clerk.put(one, json={"title": {"de": "Meins"}})).status_code == 404
    assert (await office.state.delete(one)).status_code == 204
    assert (await office.state.get(path)).json() == []
    assert len((await office.state.get("/api/offices/state/ceremonies")).json()["items"]) == 3

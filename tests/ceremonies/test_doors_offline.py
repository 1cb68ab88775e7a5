"""What doors admitted without a network: kept once, conflicts marked, nothing lost."""

from datetime import UTC, datetime, timedelta

import pytest

from ehrenamtskarte.ceremonies.doors import tickets
from ehrenamtskarte.ceremonies.rules import CeremonyOver
from ehrenamtskarte.core import clock, db
from tests.ceremonies.doors import (
    a_coming_guest,
    a_door,
    an_event,
    attendees_of,
    offline,
    rows_of,
    sign_tickets,
    tickets_of,
)
from tests.conftest import Browser
from tests.factories import a_guest


async def test_scans_are_kept_with_their_time(client: Browser) -> None:
    ceremony = await an_event()
    _, (ticket,) = await a_coming_guest(ceremony)
    door, at = await a_door(client, ceremony), clock.now() - timedelta(minutes=20)
    answer = (await door.hand_in([offline(ticket, at=at, nonce="1")])).json()
    assert [one["outcome"] for one in answer["admissions"]] == ["admitted"]
    assert (answer["admitted"], answer["expected"], answer["conflicts"]) == (1, 1, 0)
    kept = await db.row("SELECT scanned_at, offline FROM admission")
    assert kept is not None
    assert kept["offline"] is True
    assert abs(kept["scanned_at"] - at) < timedelta(seconds=5)


async def test_two_doors_that_admit_the_same_ticket_leave_a_conflict(client: Browser) -> None:
    ceremony = await an_event()
    _, (ticket,) = await a_coming_guest(ceremony)
    north, south = await a_door(client, ceremony, "Nord"), await a_door(client, ceremony, "Süd")
    now = clock.now()
    first = await north.hand_in([offline(ticket, at=now - timedelta(minutes=30))])
    second = await south.hand_in([offline(ticket, at=now - timedelta(minutes=10))])
    assert first.json()["admissions"][0]["outcome"] == "admitted"
    (conflict,) = second.json()["admissions"]
    assert (conflict["outcome"], conflict["firstDoor"], conflict["name"]) == (
        "conflict",
        "Nord",
        "Erika Muster",
    )
    assert "Eingang: Nord" in conflict["message"]
    assert await rows_of(ceremony) == ["admitted", "conflict"]
    assert second.json()["admitted"] == 1


async def test_the_later_of_two_is_the_conflict_whoever_hands_in_first(client: Browser) -> None:
    ceremony = await an_event()
    _, (ticket,) = await a_coming_guest(ceremony)
    north, south = await a_door(client, ceremony, "Nord"), await a_door(client, ceremony, "Süd")
    now = clock.now()
    await north.hand_in([offline(ticket, at=now - timedelta(minutes=10))])
    answer = await south.hand_in([offline(ticket, at=now - timedelta(minutes=30))])
    assert answer.json()["admissions"][0]["outcome"] == "admitted"
    assert await rows_of(ceremony) == ["conflict", "admitted"]


async def test_what_was_admitted_with_a_network_stays_the_first(client: Browser) -> None:
    ceremony = await an_event()
    _, (ticket,) = await a_coming_guest(ceremony)
    north, south = await a_door(client, ceremony, "Nord"), await a_door(client, ceremony, "Süd")
    assert await north.outcome_of(ticket) == "admitted"
    answer = await south.hand_in([offline(ticket, at=clock.now() - timedelta(minutes=30))])
    assert answer.json()["admissions"][0]["outcome"] == "conflict"


async def test_handed_in_twice_it_is_kept_once(client: Browser) -> None:
    ceremony = await an_event()
    _, (ticket,) = await a_coming_guest(ceremony)
    door, scan = await a_door(client, ceremony), offline(ticket, at=clock.now(), nonce="1")
    first, again = await door.hand_in([scan]), await door.hand_in([scan, scan])
    assert [one["outcome"] for one in again.json()["admissions"]] == ["admitted"]
    assert first.json()["admissions"] == again.json()["admissions"]
    assert await rows_of(ceremony) == ["admitted"]


async def test_a_scan_whose_answer_got_lost_is_no_conflict_with_itself(client: Browser) -> None:
    ceremony = await an_event()
    _, (ticket,) = await a_coming_guest(ceremony)
    door = await a_door(client, ceremony)
    await door.scan(ticket, nonce="1")
    answer = await door.hand_in([offline(ticket, at=clock.now(), nonce="1")])
    assert answer.json()["admissions"][0]["outcome"] == "admitted"


async def test_coming_back_without_a_network_is_no_conflict(client: Browser) -> None:
    ceremony = await an_event()
    _, (ticket,) = await a_coming_guest(ceremony)
    door, now = await a_door(client, ceremony), clock.now()
    scans = [
        offline(ticket, at=now - timedelta(minutes=3)),
        offline(ticket, at=now - timedelta(minutes=2), outcome="already_in"),
        offline(ticket, at=now - timedelta(minutes=1), outcome="readmitted", forced=True),
    ]
    answer = await door.hand_in(scans)
    assert [one["outcome"] for one in answer.json()["admissions"]] == ["admitted", "already_in", "readmitted"]


async def test_a_wrong_clock_is_set_right(client: Browser) -> None:
    ceremony = await an_event()
    _, (ticket,) = await a_coming_guest(ceremony)
    door, wrong = await a_door(client, ceremony), clock.now() + timedelta(days=900)
    await door.hand_in([offline(ticket, at=wrong - timedelta(minutes=20))], sent_at=wrong)
    kept = await db.scalar("SELECT scanned_at FROM admission")
    assert abs(clock.now() - timedelta(minutes=20) - kept) < timedelta(seconds=10)


async def test_a_returned_ticket_that_was_let_in_is_a_conflict_with_its_name(client: Browser) -> None:
    ceremony = await an_event()
    guest, (ticket,) = await a_coming_guest(ceremony)
    await tickets.end_tickets([guest], now=clock.now())
    (answer,) = (await (await a_door(client, ceremony)).hand_in([offline(ticket, at=clock.now())])).json()[
        "admissions"
    ]
    assert (answer["outcome"], answer["name"]) == ("conflict", "Erika Muster")
    assert answer["message"] == "Ohne Netz eingelassen, obwohl die Karte nicht mehr galt."


async def test_forged_tickets_that_were_turned_away_are_kept_as_such(client: Browser) -> None:
    door = await a_door(client, await an_event())
    scans = [
        offline("ET1:ABC", at=clock.now(), outcome="unreadable", nonce="1"),
        offline("ET1:ABC", at=clock.now(), outcome="admitted", nonce="2"),
    ]
    answer = (await door.hand_in(scans)).json()
    assert [one["outcome"] for one in answer["admissions"]] == ["unreadable", "conflict"]


async def test_people_found_by_name_are_handed_in_too(client: Browser) -> None:
    ceremony = await an_event()
    guest = await a_guest(ceremony, status="accepted")
    door = await a_door(client, ceremony)
    attendee = str((await attendees_of(guest))[0])
    answer = await door.hand_in([offline(attendee=attendee, at=clock.now())])
    assert answer.json()["admissions"][0]["outcome"] == "admitted"


async def test_five_hundred_scans_are_handed_in_at_once(client: Browser) -> None:
    ceremony = await an_event(capacity=600)
    guests = [await a_guest(ceremony, "Gast", str(number), status="accepted") for number in range(100)]
    await sign_tickets(*guests)
    codes = [(await tickets_of(guest))[0] for guest in guests]
    door = await a_door(client, ceremony)
    scans = [
        offline(code, at=clock.now(), outcome="readmitted" if turn else "admitted")
        for turn in range(5)
        for code in codes
    ]
    answer = await door.hand_in(scans)
    assert answer.status_code == 200, answer.text
    assert answer.json()["admitted"] == 100
    assert answer.json()["conflicts"] == 0
    too_many = await door.hand_in([*scans, scans[0]])
    assert too_many.status_code == 422


async def test_whoever_comes_without_invitation_is_entered_and_admitted(client: Browser) -> None:
    ceremony = await an_event()
    door = await a_door(client, ceremony)
    body = {"nonce": "w", "givenName": "Kai", "familyName": "Sommer", "party": 2}
    first, again = [(await door.post("walk-ins", body)).json() for _ in range(2)]
    assert (first["outcome"], first["name"], first["party"]) == ("admitted", "Kai Sommer", 2)
    assert (first["admitted"], first["expected"]) == (2, 2)
    assert again["attendee"] == first["attendee"]
    assert await rows_of(ceremony) == ["admitted", "admitted"]
    assert (await door.get("counter")).json()["walkIns"] == 2


async def test_a_walk_in_takes_a_promised_place_only_when_the_door_insists(client: Browser) -> None:
    ceremony = await an_event(capacity=1)
    _, (ticket,) = await a_coming_guest(ceremony)
    door = await a_door(client, ceremony)
    body = {"nonce": "w", "familyName": "Sommer"}
    assert (await door.post("walk-ins", body)).json()["code"] == "all_places_promised"
    assert (await door.post("walk-ins", body | {"forced": True})).json()["outcome"] == "admitted"
    assert (await door.post("walk-ins", {**body, "nonce": "x", "forced": True})).json()[
        "code"
    ] == "house_full"
    # Whoever is in already is entered, however full it is.
    assert (await door.post("walk-ins", {**body, "nonce": "y", "offline": True})).status_code == 200
    assert await door.outcome_of(ticket) == "admitted"


async def test_the_guest_list_holds_what_a_door_needs_and_nothing_else(client: Browser) -> None:
    ceremony = await an_event()
    guest, codes = await a_coming_guest(ceremony, "Erika", "Muster", companions=1, email="e@example.org")
    await a_guest(ceremony, "Nina", "Nein", status="declined")
    await db.execute("UPDATE attendee SET wheelchair = position = 1, diet = 'vegan'")
    door = await a_door(client, ceremony, "Nord")
    await door.scan(codes[0])
    answer = await door.get("guest-list")
    found = answer.json()
    one, other = found["attendees"]
    assert (one["name"], one["admittedDoor"], other["name"], other["guestName"]) == (
        "Erika Muster", "Nord", "", "Erika Muster",
    )  # fmt: skip
    assert (one["guestId"], one["wheelchair"], other["wheelchair"]) == (str(guest), False, True)
    assert all(len(person["tickets"]) == 1 for person in (one, other))
    assert found["keys"]["keys"]
    assert found["ceremony"]["ticketsEnd"] > found["ceremony"]["endsAt"]
    assert "vegan" not in answer.text
    assert "example.org" not in answer.text


async def test_a_list_that_has_not_changed_is_not_sent_again(client: Browser) -> None:
    ceremony = await an_event()
    _, (ticket,) = await a_coming_guest(ceremony)
    door = await a_door(client, ceremony)
    etag = (await door.get("guest-list")).headers["etag"]
    assert (await door.get("guest-list", **{"if-none-match": etag})).status_code == 304
    await door.scan(ticket)
    assert (await door.get("guest-list", **{"if-none-match": etag})).status_code == 200


async def test_ended_tickets_are_listed_by_number(client: Browser) -> None:
    ceremony = await an_event()
    guest, _ = await a_coming_guest(ceremony)
    number = await db.scalar("SELECT encode(number, 'hex') FROM ticket")
    await tickets.end_tickets([guest], now=clock.now())
    found = (await (await a_door(client, ceremony)).get("guest-list")).json()
    assert found["ended"] == [number]
    assert found["attendees"][0]["tickets"] == []


async def test_after_the_event_there_is_no_list_any_more(client: Browser) -> None:
    ceremony = await an_event()
    door = await a_door(client, ceremony)
    await db.execute(
        "UPDATE ceremony SET starts_at = now() - interval '20 hours', ends_at = now() - interval '13 hours'"
    )
    answer = await door.get("guest-list")
    assert (answer.status_code, answer.json()["code"]) == (409, "ceremony_over")


async def test_a_walk_in_needs_a_number_of_its_own(client: Browser) -> None:
    ceremony = await an_event()
    _, (ticket,) = await a_coming_guest(ceremony)
    door = await a_door(client, ceremony)
    await door.scan(ticket, nonce="guest")
    await door.scan("ET1:KEINE", nonce="unreadable")
    await door.scan("ET1:KEINE", nonce="party/1")
    for nonce in ("guest", "unreadable", "party"):
        answer = await door.post("walk-ins", {"nonce": nonce, "familyName": "Sommer", "party": 2})
        assert (answer.status_code, answer.json()["code"]) == (409, "nonce_used")
    assert await db.scalar("SELECT count(*) FROM guest WHERE family_name = 'Sommer'") == 0


async def test_after_the_event_nobody_walks_in_but_who_was_in_is_entered(client: Browser) -> None:
    ceremony = await an_event()
    door = await a_door(client, ceremony)
    await db.execute(
        "UPDATE ceremony SET starts_at = now() - interval '20 hours', ends_at = now() - interval '13 hours'"
    )
    body = {"nonce": "w", "familyName": "Sommer"}
    assert (await door.post("walk-ins", body)).json()["code"] == "ceremony_over"
    assert (await door.post("walk-ins", body | {"offline": True})).json()["outcome"] == "admitted"


async def test_no_clock_is_so_wrong_that_a_scan_gets_lost(client: Browser) -> None:
    ceremony = await an_event()
    _, (ticket,) = await a_coming_guest(ceremony)
    door = await a_door(client, ceremony)
    far, early = datetime(9999, 12, 31, tzinfo=UTC), datetime(1, 1, 2, tzinfo=UTC)
    for at, sent_at in ((far, early), (early, far)):
        answer = await door.hand_in([offline(ticket, at=at)], sent_at=sent_at)
        assert answer.status_code == 200, answer.text
    walk_in = {"nonce": "w", "familyName": "Sommer", "offline": True, "scannedAt": early.isoformat()}
    assert (await door.post("walk-ins", walk_in)).status_code == 200
    kept = await db.rows("SELECT scanned_at FROM admission")
    assert len(kept) == 3
    assert all(clock.now() - timedelta(days=31) < row["scanned_at"] <= clock.now() for row in kept)


async def test_a_phone_that_was_revoked_hands_in_after_the_event_by_a_new_pairing(client: Browser) -> None:
    ceremony = await an_event()
    _, (ticket,) = await a_coming_guest(ceremony)
    await db.execute(
        "UPDATE ceremony SET starts_at = now() - interval '20 hours', ends_at = now() - interval '13 hours'"
    )
    door = await a_door(client, ceremony)
    answer = await door.hand_in([offline(ticket, at=clock.now() - timedelta(hours=15))])
    assert answer.json()["admissions"][0]["outcome"] == "admitted"
    assert (await door.get("guest-list")).json()["code"] == "ceremony_over"
    for purpose in ("stage", "door"):
        with pytest.raises(CeremonyOver):
            await a_door(client, ceremony, purpose=purpose)
        await db.execute(
            "UPDATE ceremony SET ends_at = ends_at - interval '30 days', starts_at = '2026-01-01'"
        )

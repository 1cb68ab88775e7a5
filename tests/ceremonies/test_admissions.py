"""Scans with a network: each counted once, each answered with a sentence."""

import asyncio
from datetime import timedelta
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec

from ehrenamtskarte.cards import cose, signing_keys
from ehrenamtskarte.ceremonies.doors import devices, ticket_code, tickets
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.ids import new_id
from tests.ceremonies.doors import (
    Door,
    a_coming_guest,
    a_door,
    a_member_of_the_state_office,
    an_event,
    attendees_of,
    rows_of,
    sign_tickets,
    tickets_of,
)
from tests.conftest import Browser
from tests.factories import a_guest


async def test_a_guest_is_admitted_and_counted(client: Browser) -> None:
    ceremony = await an_event()
    _, (ticket,) = await a_coming_guest(ceremony, "Erika", "Muster", escort="Frau Lange")
    await a_coming_guest(ceremony, "Kai", "Sommer", companions=1)
    answer = (await (await a_door(client, ceremony, "Nord")).scan(ticket)).json()
    assert (answer["outcome"], answer["name"], answer["party"]) == ("admitted", "Erika Muster", 1)
    assert (answer["admitted"], answer["expected"], answer["escort"]) == (1, 3, "Frau Lange")
    assert answer["message"] == "Willkommen: Erika Muster."
    assert answer["firstDoor"] == "Nord"
    assert answer["serverTime"]


async def test_a_companion_without_a_name_is_called_by_the_guest(client: Browser) -> None:
    ceremony = await an_event()
    _, (_, ticket) = await a_coming_guest(ceremony, "Erika", "Muster", companions=1)
    answer = (await (await a_door(client, ceremony)).scan(ticket)).json()
    assert answer["name"] == "Begleitung von Erika Muster"


async def test_the_seat_is_told(client: Browser) -> None:
    ceremony = await an_event()
    guest, (ticket,) = await a_coming_guest(ceremony)
    room, block = new_id(), new_id()
    await db.execute(
        "INSERT INTO seat_room (id, ceremony, name, position) VALUES ($1, $2, 'Saal', 0)", room, ceremony
    )
    await db.execute(
        "INSERT INTO seat_block (id, room, kind, label, position, category, step_free)"
        " VALUES ($1, $2, 'table', '4', 0, '', false)",
        block, room,
    )  # fmt: skip
    await db.execute(
        "INSERT INTO seat (id, block, number, attendee, fixed) VALUES ($1, $2, 7, $3, false)",
        new_id(), block, (await attendees_of(guest))[0],
    )  # fmt: skip
    answer = (await (await a_door(client, ceremony)).scan(ticket)).json()
    assert answer["seat"] == "Saal, Tisch 4, Platz 7"


async def test_a_second_scan_says_when_and_where_the_first_was(client: Browser) -> None:
    ceremony = await an_event()
    _, (ticket,) = await a_coming_guest(ceremony)
    north, south = await a_door(client, ceremony, "Nord"), await a_door(client, ceremony, "Süd")
    first = (await north.scan(ticket)).json()
    second = (await south.scan(ticket)).json()
    assert second["outcome"] == "already_in"
    assert (second["firstAt"], second["firstDoor"]) == (first["firstAt"], "Nord")
    assert "Eingang: Nord" in second["message"]
    assert second["admitted"] == 1


async def test_somebody_who_comes_back_is_let_in_when_the_door_agrees(client: Browser) -> None:
    ceremony = await an_event()
    _, (ticket,) = await a_coming_guest(ceremony)
    door = await a_door(client, ceremony)
    outcomes = [await door.outcome_of(ticket, forced=forced) for forced in (False, False, True)]
    assert outcomes == ["admitted", "already_in", "readmitted"]
    assert await rows_of(ceremony) == outcomes


async def test_a_replayed_nonce_gets_the_same_answer_and_makes_no_second_row(client: Browser) -> None:
    ceremony = await an_event()
    _, (ticket,) = await a_coming_guest(ceremony)
    door = await a_door(client, ceremony, "Nord")
    first, again = [(await door.scan(ticket, nonce="n-1")).json() for _ in range(2)]
    for answer in (first, again):
        del answer["serverTime"]
    assert first == again
    assert await rows_of(ceremony) == ["admitted"]


async def test_a_replayed_refusal_is_the_same_refusal(client: Browser) -> None:
    ceremony = await an_event()
    _, (ticket,) = await a_coming_guest(ceremony)
    door = await a_door(client, ceremony)
    assert [await door.outcome_of(ticket[:-4], nonce="n-1") for _ in range(2)] == ["unreadable"] * 2
    assert await rows_of(ceremony) == ["unreadable"]


async def test_one_nonce_serves_one_ticket(client: Browser) -> None:
    ceremony = await an_event()
    _, (one,) = await a_coming_guest(ceremony)
    _, (other,) = await a_coming_guest(ceremony, "Kai", "Sommer")
    door = await a_door(client, ceremony)
    await door.scan(one, nonce="n-1")
    answer = await door.scan(other, nonce="n-1")
    assert (answer.status_code, answer.json()["code"]) == (409, "nonce_used")


async def test_the_same_nonce_of_two_devices_are_two_scans(client: Browser) -> None:
    ceremony = await an_event()
    _, (one,) = await a_coming_guest(ceremony)
    _, (other,) = await a_coming_guest(ceremony, "Kai", "Sommer")
    assert await (await a_door(client, ceremony)).outcome_of(one, nonce="1") == "admitted"
    assert await (await a_door(client, ceremony)).outcome_of(other, nonce="1") == "admitted"


async def test_thirty_tickets_scanned_eight_times_at_once_are_thirty_admissions(client: Browser) -> None:
    ceremony = await an_event()
    guests = [await a_guest(ceremony, "Gast", str(number), status="accepted") for number in range(30)]
    await sign_tickets(*guests)
    codes = [(await tickets_of(guest))[0] for guest in guests]
    doors = [await a_door(client, ceremony) for _ in range(4)]
    found = await asyncio.gather(*(doors[turn % 4].outcome_of(code) for code in codes for turn in range(8)))
    assert found.count("admitted") == 30
    assert found.count("already_in") == 210
    assert (await rows_of(ceremony)).count("admitted") == 30
    assert (await doors[0].get("counter")).json()["admitted"] == 30


async def test_one_nonce_sent_eight_times_at_once_is_one_admission(client: Browser) -> None:
    ceremony = await an_event()
    _, (ticket,) = await a_coming_guest(ceremony)
    door = await a_door(client, ceremony)
    found = await asyncio.gather(*(door.outcome_of(ticket, nonce="n-1") for _ in range(8)))
    assert found == ["admitted"] * 8
    assert await rows_of(ceremony) == ["admitted"]


async def test_a_ticket_for_another_event_names_that_event(client: Browser) -> None:
    here = await an_event()
    there = await an_event(title_de="Dank an das Ehrenamt", starts_at=clock.now() + timedelta(days=3))
    _, (ticket,) = await a_coming_guest(there)
    answer = (await (await a_door(client, here)).scan(ticket)).json()
    assert (answer["outcome"], answer["name"]) == ("wrong_event", "")
    assert "„Dank an das Ehrenamt“" in answer["message"]


async def test_a_ticket_of_last_year_is_called_old(client: Browser) -> None:
    here = await an_event()
    last_year = await an_event(title_de="Ehrung 2025", starts_at=clock.now() - timedelta(days=365))
    _, (ticket,) = await a_coming_guest(last_year)
    answer = (await (await a_door(client, here)).scan(ticket)).json()
    assert answer["outcome"] == "expired"
    assert answer["message"].startswith("Diese Karte ist alt: Sie war für „Ehrung 2025“ am ")


async def test_a_forged_ticket_is_called_so_and_kept(client: Browser) -> None:
    ceremony = await an_event()
    _, (ticket,) = await a_coming_guest(ceremony)
    genuine = ticket_code.read(ticket)
    strangers = cose.signer(ec.generate_private_key(ec.SECP256R1()))
    forged = ticket_code.text_of(ticket_code.sign_ticket(genuine.claims, genuine.kid, strangers))
    answer = (await (await a_door(client, ceremony)).scan(forged)).json()
    assert (answer["outcome"], answer["name"]) == ("forged", "")
    assert await rows_of(ceremony) == ["forged"]


async def test_tickets_of_a_rotated_key_still_count(client: Browser) -> None:
    ceremony = await an_event()
    _, (ticket,) = await a_coming_guest(ceremony)
    await signing_keys.rotate(clock.now())
    assert await (await a_door(client, ceremony)).outcome_of(ticket) == "admitted"


async def test_a_card_at_the_door_is_told_from_a_ticket(client: Browser) -> None:
    door = await a_door(client, await an_event())
    card = (await door.scan("EK1:ABC")).json()
    assert "Ehrenamtskarte, keine Eintrittskarte" in card["message"]
    other = (await door.scan("https://example.org")).json()
    assert other["message"].startswith("Das ist keine Eintrittskarte")


async def test_a_returned_ticket_counts_no_more(client: Browser) -> None:
    ceremony = await an_event()
    guest, (ticket,) = await a_coming_guest(ceremony)
    await tickets.end_tickets([guest], now=clock.now())
    door = await a_door(client, ceremony)
    assert await door.outcome_of(ticket) == "not_valid_any_more"
    await sign_tickets(guest)
    assert await door.outcome_of((await tickets_of(guest))[0]) == "admitted"


async def test_a_guest_who_declined_since_is_not_let_in_by_an_old_ticket(client: Browser) -> None:
    ceremony = await an_event()
    guest, (ticket,) = await a_coming_guest(ceremony)
    await db.execute("UPDATE guest SET status = 'declined' WHERE id = $1", guest)
    assert await (await a_door(client, ceremony)).outcome_of(ticket) == "not_valid_any_more"


async def test_tickets_count_for_the_new_day_of_a_postponed_event(client: Browser) -> None:
    ceremony = await an_event(starts_at=clock.now() - timedelta(days=10))
    _, (ticket,) = await a_coming_guest(ceremony)
    door = await _a_door_of_the_past(client, ceremony)
    assert await door.outcome_of(ticket) == "expired"
    await db.execute(
        "UPDATE ceremony SET starts_at = now() - interval '1 hour', ends_at = now() + interval '2 hours',"
        " postponed_from = starts_at WHERE id = $1",
        ceremony,
    )
    assert await door.outcome_of(ticket) == "admitted"


async def _a_door_of_the_past(client: Browser, ceremony: UUID) -> Door:
    ends = await db.scalar("SELECT ends_at FROM ceremony WHERE id = $1", ceremony)
    await db.execute("UPDATE ceremony SET ends_at = now() + interval '1 hour' WHERE id = $1", ceremony)
    door = await a_door(client, ceremony)
    await db.execute("UPDATE ceremony SET ends_at = $2 WHERE id = $1", ceremony, ends)
    return door


async def test_a_cancelled_event_lets_nobody_in(client: Browser) -> None:
    ceremony = await an_event()
    _, (ticket,) = await a_coming_guest(ceremony)
    door = await a_door(client, ceremony)
    await db.execute("UPDATE ceremony SET status = 'cancelled', cancelled_at = now() WHERE id = $1", ceremony)
    answer = await door.scan(ticket)
    assert (answer.status_code, answer.json()["code"]) == (409, "ceremony_cancelled")
    assert await rows_of(ceremony) == []


async def test_somebody_without_a_ticket_is_found_by_name(client: Browser) -> None:
    ceremony = await an_event()
    guest = await a_guest(ceremony, status="accepted")
    door = await a_door(client, ceremony)
    attendee = str((await attendees_of(guest))[0])
    assert await door.outcome_of(attendee=attendee) == "admitted"
    assert await door.outcome_of(attendee=attendee) == "already_in"


async def test_people_of_another_event_are_not_found_by_name(client: Browser) -> None:
    elsewhere = await a_guest(await an_event(), status="accepted")
    door = await a_door(client, await an_event())
    assert await door.outcome_of(attendee=str((await attendees_of(elsewhere))[0])) == "not_valid_any_more"


async def test_an_empty_scan_is_refused(client: Browser) -> None:
    answer = await (await a_door(client, await an_event())).scan("")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "ticket"


async def test_a_scanner_with_a_wrong_clock_admits_and_is_told_the_time(client: Browser) -> None:
    ceremony = await an_event()
    _, (ticket,) = await a_coming_guest(ceremony)
    door = await a_door(client, ceremony)
    answer = (await door.scan(ticket, scannedAt="2031-01-01T00:00:00Z")).json()
    assert answer["outcome"] == "admitted"
    assert answer["firstAt"][:10] == answer["serverTime"][:10] == clock.now().isoformat()[:10]


async def test_a_scan_without_a_time_is_of_now(client: Browser) -> None:
    ceremony = await an_event()
    _, (ticket,) = await a_coming_guest(ceremony)
    assert await (await a_door(client, ceremony)).outcome_of(ticket, scannedAt=None) == "admitted"


async def test_a_revoked_phone_is_refused_with_a_code_of_its_own(client: Browser) -> None:
    ceremony = await an_event()
    _, (ticket,) = await a_coming_guest(ceremony)
    door = await a_door(client, ceremony)
    actor = await a_member_of_the_state_office()
    await devices.revoke(None, ceremony, door.device, actor=actor, now=clock.now())
    for answer in (await door.scan(ticket), await door.get("guest-list"), await door.get("counter")):
        assert (answer.status_code, answer.json()["code"]) == (401, "pairing_revoked")
    assert await rows_of(ceremony) == []


async def test_phones_that_were_never_paired_are_refused(client: Browser) -> None:
    ceremony = await an_event()
    door = await a_door(client, ceremony)
    door.secret = "guessed"
    answer = await door.scan("ET1:ABC")
    assert (answer.status_code, answer.json()["code"]) == (401, "device_not_paired")


async def test_a_phone_paired_for_one_event_serves_no_other(client: Browser) -> None:
    door = await a_door(client, await an_event())
    door.ceremony = await an_event()
    for answer in (await door.scan("ET1:ABC"), await door.get("guest-list")):
        assert (answer.status_code, answer.json()["code"]) == (403, "device_for_other_event")


async def test_a_stage_device_admits_nobody(client: Browser) -> None:
    ceremony = await an_event()
    _, (ticket,) = await a_coming_guest(ceremony)
    answer = await (await a_door(client, ceremony, purpose="stage")).scan(ticket)
    assert (answer.status_code, answer.json()["code"]) == (403, "device_for_other_purpose")


async def test_answers_come_in_the_readers_language(client: Browser) -> None:
    ceremony = await an_event()
    _, (ticket,) = await a_coming_guest(ceremony)
    client.headers["accept-language"] = "en"
    assert (await (await a_door(client, ceremony)).scan(ticket)).json()["message"] == "Welcome: Erika Muster."

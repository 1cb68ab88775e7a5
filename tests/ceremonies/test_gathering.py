"""Guests by query."""

import asyncio
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from ehrenamtskarte.accounts import memberships
from ehrenamtskarte.ceremonies.guests.guest_rules import key_of, split_name
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Role
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.eligibility.rules import CardKind
from tests.cards.phone import a_card
from tests.ceremonies.guests import Office, an_office
from tests.conftest import SignIn
from tests.factories import STATE, a_ceremony, a_company, a_guest, a_person, an_issuing_body, an_organisation

KOELN, DUESSELDORF, BONN = "05315000", "05111000", "05314000"


async def a_holder(
    office: UUID, family_name: str, town: str = KOELN, email: str | None = "", **card: Any
) -> UUID:
    """Somebody with a card and an address."""
    address = f"{family_name}@example.org".lower() if email == "" else email
    person = await a_person("Hanna", family_name, address)
    await db.execute(
        "UPDATE person SET municipality = $2, street = 'Am Bach 1', postal_code = '50667' WHERE id = $1",
        person,
        town,
    )
    await a_card(person, office, **card)
    return person


async def preview(office: Office, expect: int = 200, **query: Any) -> Any:
    return await office.send("POST", "gatherings/preview", query, expect)


async def gather(office: Office, expect: int = 201, **query: Any) -> Any:
    return await office.send("POST", "gatherings", {"name": "Gesucht", **query}, expect)


async def guests(office: Office) -> list[str]:
    return [guest["familyName"] for guest in (await office.get("guests"))["items"]]


async def test_card_holders_are_found_by_town_and_day(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    await a_holder(office.body, "Alt", valid_from=date(2025, 1, 1))
    await a_holder(office.body, "Neu", valid_from=date(2026, 6, 1))
    await a_holder(office.body, "Bonner", BONN, valid_from=date(2026, 6, 1))
    await a_holder(office.body, "Vorbei", valid_until=date(2026, 2, 1))
    found = await preview(office, source="card_holders")
    assert (found["found"], found["new"]) == (3, 3)
    assert [(town["name"], town["count"]) for town in found["towns"]] == [("Köln", 2), ("Bonn", 1)]
    assert (await preview(office, source="card_holders", municipalities=[BONN]))["found"] == 1
    assert (await preview(office, source="card_holders", administrativeRegion="051"))["found"] == 0
    assert (await gather(office, source="card_holders", since="2026-06-01"))["added"] == 2
    assert await guests(office) == ["Bonner", "Neu"]


async def test_gathering_again_adds_only_who_is_new(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    await a_holder(office.body, "Eins")
    by_hand = await office.group("Von Hand")
    await office.guest(by_hand, "Zwei", email="Zwei@example.org")
    await a_holder(office.body, "Zwei")
    first = await gather(office, source="card_holders", quota=5)
    assert (first["added"], first["alreadyIn"]) == (1, 1)
    await a_holder(office.body, "Drei")
    assert (await preview(office, source="card_holders"))["alreadyIn"] == 2
    again = await gather(office, source="card_holders", groupId=first["groupId"])
    assert (again["added"], again["alreadyIn"], again["groupId"]) == (1, 2, first["groupId"])
    assert await guests(office) == ["Drei", "Eins", "Zwei"]
    numbers = await db.rows(
        "SELECT draw_number FROM guest WHERE guest_group = $1 ORDER BY 1", UUID(first["groupId"])
    )
    assert [row["draw_number"] for row in numbers] == [1, 2]


async def test_a_gathered_guest_has_what_a_letter_needs(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    person = await a_holder(office.body, "Muster", email=None)
    assert (await preview(office, source="card_holders"))["withoutEmail"] == 1
    await gather(office, source="card_holders")
    guest = (await office.get("guests"))["items"][0]
    whole = await office.get(f"guests/{guest['id']}")
    assert whole["address"] == "Hanna Muster\nAm Bach 1\n50667 Köln"
    assert whole["municipality"] == KOELN
    assert await db.scalar("SELECT person FROM guest") == person


async def test_a_town_asks_its_own_card_holders_only(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    other = await an_issuing_body(DUESSELDORF)
    await a_holder(other, "Fremd", DUESSELDORF)
    assert (await preview(office, source="card_holders"))["found"] == 0
    state = await sign_in_as("nora@land.example", (Role.STATE_OFFICE, STATE))
    event = await a_ceremony()
    answer = await state.post(
        f"/api/offices/state/ceremonies/{event}/gatherings/preview",
        json={"source": "card_holders", "administrativeRegion": "051"},
    )
    assert answer.json()["found"] == 1


async def test_jubilee_holders_are_a_source_of_their_own(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    await a_holder(office.body, "Standard")
    await a_holder(office.body, "Jubiläum", email="j@example.org", kind=CardKind.JUBILEE, valid_until=None)
    await gather(office, source="jubilee_holders")
    assert await guests(office) == ["Jubiläum"]


async def test_companies_come_by_their_contact(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    await a_company("Schlossbad")
    await a_company("Wartet", status="waiting")
    await a_company("Bahn", statewide=True)
    await gather(office, source="companies")
    guest = (await office.get("guests"))["items"][0]
    assert (guest["givenName"], guest["familyName"], guest["function"]) == ("Karin", "Kasse", "Schlossbad")
    # All three share one address here, and one mail asks once.
    assert await guests(office) == ["Kasse"]


async def test_organisations_come_by_their_coordinators(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    club = await an_organisation("Löschzug 2")
    await an_organisation("Wartet", approved=False)
    await sign_in_as("jana@example.org", (Role.COORDINATOR, club))
    await memberships.grant(
        Role.COORDINATOR,
        person_id=await a_person("Unbekannt", "Bekannt", "neu@example.org"),
        tenant=club,
        tenant_name="Löschzug 2",
        granted_by=None,
        now=clock.now(),
    )
    await gather(office, source="organisations")
    found = (await office.get("guests"))["items"]
    assert [
        (guest["familyName"], guest["function"]) for guest in found if guest["email"] == "jana@example.org"
    ] == [("Nachname", "Löschzug 2")]
    # Who has not taken the role up has said no name to the office yet.
    assert "Löschzug 2" in [guest["familyName"] for guest in found]
    assert "Bekannt" not in [guest["familyName"] for guest in found]


async def test_laureates_of_the_event_are_asked(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    for kind, name, email in (
        ("person", "Ute von der Heide", "ute@example.org"),
        ("organisation", "Löschzug 2", None),
    ):
        await db.execute(
            "INSERT INTO laureate (id, ceremony, position, kind, name, email, award_de, award_en, laudator, laudatio_de,"
            " laudatio_en, quote_de, quote_en, consent, revision) VALUES ($1, $2, 0, $3, $4, $5, '', '', '', '', '', '', '',"
            " 'open', 1)",
            new_id(), office.ceremony, kind, name, email,
        )  # fmt: skip
    await gather(office, source="laureates")
    found = (await office.get("guests"))["items"]
    assert [(guest["givenName"], guest["familyName"]) for guest in found] == [
        ("", "Löschzug 2"),
        ("Ute", "von der Heide"),
    ]
    # Those without an address are known by name.
    assert (await preview(office, source="laureates"))["alreadyIn"] == 2
    assert (await gather(office, source="laureates", name="Noch einmal"))["added"] == 0


async def test_what_cannot_be_searched_for_is_said(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    assert (await preview(office, 422, source="list"))["code"] == "not_to_be_gathered"
    refused = await preview(office, 422, source="card_holders", municipalities=[KOELN, "05999999"])
    assert refused["errors"][0]["field"] == "municipalities[1]"
    foreign = await a_ceremony(await an_issuing_body(DUESSELDORF))
    await preview(office, 404, source="laureates", ceremonyId=str(foreign))
    refused = await gather(office, 422, source="card_holders", name="")
    assert refused["errors"][0]["field"] == "name"


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Erika Muster", ("Erika", "Muster")),
        ("Muster, Erika", ("Erika", "Muster")),
        ("Ute von der Heide", ("Ute", "von der Heide")),
        ("  Prof. Dr.  Ada   Lovelace ", ("Prof. Dr. Ada", "Lovelace")),
        ("Prinz", ("", "Prinz")),
        ("", ("", "")),
    ],
)
def test_a_name_in_one_piece_is_taken_apart(name: str, parts: tuple[str, str]) -> None:
    assert split_name(name) == parts


def test_names_sort_as_german_lists_do() -> None:
    assert key_of("Erika", "Öl") == "ol erika"


async def test_two_who_gather_at_once_ask_nobody_twice(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    for number in range(4):
        await a_holder(office.body, f"Nummer{number}")
    answers = await asyncio.gather(
        *(
            office.browser.post(
                f"{office.address}/gatherings", json={"source": "card_holders", "name": f"Gruppe {number}"}
            )
            for number in range(3)
        )
    )
    assert sorted(answer.json()["added"] for answer in answers) == [0, 0, 4]
    assert (await office.get("guests"))["total"] == 4


async def test_whoever_lost_last_time_can_be_asked_first(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    before = await a_ceremony(office.body, starts_at=clock.now() - timedelta(days=700))
    await a_guest(before, "Vera", "Versöhnt", status="not_drawn")
    event = await a_ceremony(office.body, starts_at=clock.now() - timedelta(days=360))
    await a_guest(event, "Vera", "Versöhnt", status="accepted")
    await a_guest(
        event, "Lena", "Leer", status="not_drawn", address="Lena Leer\nAm Bach 1", municipality=KOELN
    )
    elsewhere = await a_ceremony(None, starts_at=clock.now() - timedelta(days=360))
    await a_guest(elsewhere, "Fritz", "Fremd", status="not_drawn")
    assert (await preview(office, source="lost_before"))["new"] == 1
    await gather(office, source="lost_before")
    guest = (await office.get("guests"))["items"][0]
    assert (guest["familyName"], guest["municipalityName"], guest["drawRank"]) == (
        "Leer",
        "Köln",
        "a_lost_before",
    )
    assert (await office.get(f"guests/{guest['id']}"))["address"] == "Lena Leer\nAm Bach 1"

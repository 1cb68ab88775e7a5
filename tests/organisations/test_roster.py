from datetime import date
from uuid import UUID

import httpx
import pytest

from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Role
from ehrenamtskarte.organisations import roster
from ehrenamtskarte.organisations.rules import RosterEntry
from tests.conftest import SignIn, run_jobs
from tests.factories import an_organisation


@pytest.fixture
async def club(database: None) -> UUID:
    return await an_organisation()


@pytest.fixture
async def jana(sign_in_as: SignIn, club: UUID) -> httpx.AsyncClient:
    return await sign_in_as("jana@example.org", (Role.COORDINATOR, club))


async def add(jana: httpx.AsyncClient, club: UUID, **person: object) -> httpx.Response:
    return await jana.post(f"/api/organisations/{club}/people", json=person)


async def test_names_sort_as_germans_expect(jana: httpx.AsyncClient, club: UUID) -> None:
    for family_name in ("Zebra", "Öl", "Ähre", "Otto", "d'Thies"):
        assert (await add(jana, club, givenName="A", familyName=family_name)).status_code == 201
    people = (await jana.get(f"/api/organisations/{club}/people")).json()
    assert [p["familyName"] for p in people["items"]] == ["Ähre", "d'Thies", "Öl", "Otto", "Zebra"]
    assert people["total"] == 5


async def test_the_roster_pages_without_losing_anybody(jana: httpx.AsyncClient, club: UUID) -> None:
    entries = [RosterEntry("Anna", f"Name{n:03}", str(n)) for n in range(120)]
    await roster.enrol(club, entries, now=clock.now())
    for sort in ("name", "number"):
        seen, cursor = [], ""
        while cursor is not None:
            page = (
                await jana.get(f"/api/organisations/{club}/people", params={"sort": sort, "cursor": cursor})
            ).json()
            seen += [p["number"] for p in page["items"]]
            cursor = page["next"]
        assert seen == [str(n) for n in range(120)]


async def test_enrolling_the_same_list_twice_finds_nobody_new(club: UUID) -> None:
    entries = [
        RosterEntry("Carin", "Klotz", "1044", date(1993, 6, 17), "carin@example.org"),
        RosterEntry("Kai", "Ohne", "1045"),
    ]
    first = await roster.enrol(club, entries, now=clock.now())
    again = await roster.enrol(club, [*entries, RosterEntry("Carin", "Klotz", "1044")], now=clock.now())
    assert (first.new, again.new) == (2, 0)
    assert again.people == [*first.people, first.people[0]]


async def test_two_clubs_share_the_person_but_not_what_they_wrote(
    jana: httpx.AsyncClient, club: UUID
) -> None:
    other = await an_organisation("Tafel")
    carin = RosterEntry("Carin", "Klotz", "1", None, "carin@example.org")
    here = await roster.enrol(club, [carin], now=clock.now())
    there = await roster.enrol(
        other, [RosterEntry("carin", "KLOTZ", "77", None, "Carin@example.org")], now=clock.now()
    )
    assert here.people == there.people
    items = (await jana.get(f"/api/organisations/{club}/people")).json()["items"]
    assert [(p["givenName"], p["number"]) for p in items] == [("Carin", "1")]


async def test_a_family_sharing_an_address_stays_two_people(club: UUID) -> None:
    enrolled = await roster.enrol(
        club,
        [
            RosterEntry("Jo", "Kern", "", None, "kern@example.org"),
            RosterEntry("Mia", "Kern", "", None, "kern@example.org"),
        ],
        now=clock.now(),
    )
    assert len(set(enrolled.people)) == 2
    emails = await db.rows("SELECT email FROM person WHERE id = ANY($1)", enrolled.people)
    assert sorted(str(row["email"]) for row in emails) == ["None", "kern@example.org"]


async def test_a_letter_lets_somebody_claim_what_the_club_reserved(
    jana: httpx.AsyncClient, club: UUID, sign_in_as: SignIn
) -> None:
    member = (await add(jana, club, givenName="Kai", familyName="Ohne", birthDate="1960-02-29")).json()
    code = (await jana.post(f"/api/organisations/{club}/people/{member['id']}/claim-code")).json()["code"]
    kai = await sign_in_as("kai@example.org")
    wrong = await kai.post("/api/me/claims", json={"code": code, "birthDate": "1960-03-01"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "claim_wrong")
    assert (
        await kai.post("/api/me/claims", json={"code": code.lower(), "birthDate": "1960-02-29"})
    ).status_code == 200
    await run_jobs()
    items = (await jana.get(f"/api/organisations/{club}/people")).json()["items"]
    assert [p["personId"] for p in items] == [str(kai.person_id)]  # type: ignore[attr-defined]
    assert items[0]["hasAccount"] is True


async def test_a_person_without_a_name_is_refused(jana: httpx.AsyncClient, club: UUID) -> None:
    refused = await add(jana, club, givenName=" ", familyName="")
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "familyName")


async def test_who_left_is_gone_from_the_list(jana: httpx.AsyncClient, club: UUID) -> None:
    member = (await add(jana, club, givenName="Kai", familyName="Ohne")).json()
    assert (await jana.delete(f"/api/organisations/{club}/people/{member['id']}")).status_code == 204
    assert (await jana.get(f"/api/organisations/{club}/people")).json()["items"] == []


async def test_people_are_found_by_either_order_of_their_names(jana: httpx.AsyncClient, club: UUID) -> None:
    await add(jana, club, givenName="Carin", familyName="Klotz")
    await add(jana, club, givenName="Carla", familyName="Klotz")
    for words in ("carin klotz", "Klotz Carin", "otz car"):
        found = (await jana.get(f"/api/organisations/{club}/people", params={"q": words})).json()
        assert "Carin" in [p["givenName"] for p in found["items"]]
        assert found["total"] == (2 if words == "otz car" else 1)


async def test_who_needs_a_letter_can_be_listed(jana: httpx.AsyncClient, club: UUID) -> None:
    await add(jana, club, givenName="Mit", familyName="Mail", email="mit@example.org")
    await add(jana, club, givenName="Ohne", familyName="Mail")
    found = (await jana.get(f"/api/organisations/{club}/people", params={"unreachable": "true"})).json()
    assert ([p["givenName"] for p in found["items"]], found["total"]) == (["Ohne"], 1)


async def test_a_removal_can_be_taken_back(jana: httpx.AsyncClient, club: UUID) -> None:
    member = (await add(jana, club, givenName="Kai", familyName="Ohne")).json()
    address = f"/api/organisations/{club}/people/{member['id']}"
    await jana.delete(address)
    assert (await jana.get(address)).json()["leftOn"] is not None
    assert (await jana.post(f"{address}/return")).status_code == 204
    back = (await jana.get(address)).json()
    assert (back["id"], back["leftOn"], back["hasAccount"]) == (member["id"], None, False)
    assert (await jana.get(f"/api/organisations/{club}/people")).json()["total"] == 1


async def test_who_left_can_be_added_again(jana: httpx.AsyncClient, club: UUID) -> None:
    member = (await add(jana, club, givenName="Kai", familyName="Ohne")).json()
    await jana.delete(f"/api/organisations/{club}/people/{member['id']}")
    again = await add(jana, club, givenName="Kai", familyName="Ohne")
    assert (again.status_code, again.json()["id"]) == (201, member["id"])


async def test_a_stranger_sees_no_roster(club: UUID, sign_in_as: SignIn) -> None:
    stranger = await sign_in_as(
        "stranger@example.org", (Role.COORDINATOR, await an_organisation("Anderer Verein"))
    )
    assert (await stranger.get(f"/api/organisations/{club}/people")).status_code == 404
    assert (await add(stranger, club, givenName="A", familyName="B")).status_code == 404


async def test_no_letter_opens_what_another_club_recorded(jana: httpx.AsyncClient, club: UUID) -> None:
    other = await an_organisation("Tafel")
    erika = RosterEntry("Erika", "Muster", "1", None, "erika@example.org")
    await roster.enrol(other, [erika], now=clock.now())
    member = (await add(jana, club, givenName="Erika", familyName="Muster", email="erika@example.org")).json()
    refused = await jana.post(f"/api/organisations/{club}/people/{member['id']}/claim-code")
    assert (refused.status_code, refused.json()["code"]) == (409, "signs_in_by_email")

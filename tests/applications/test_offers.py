import asyncio
from datetime import date, timedelta
from uuid import UUID

import pytest

from ehrenamtskarte.accounts.events import PersonClaimed
from ehrenamtskarte.applications import offers, submission
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Role
from ehrenamtskarte.core.outbox import publish
from ehrenamtskarte.hours.events import HoursDecided
from ehrenamtskarte.organisations import roster
from ehrenamtskarte.organisations.rules import RosterEntry
from ehrenamtskarte.regions import issuing_bodies
from tests.applications.conftest import World, id_of, statuses, the_case
from tests.conftest import SignIn, actor_of, mails_to, run_jobs
from tests.factories import (
    KOELN,
    a_person,
    a_statement,
    an_issuing_body,
    an_organisation,
    confirmed_hours,
    the_state_office,
)

OLPE = "05966024"


async def decided(world: World, *people: UUID) -> None:
    async with db.transaction():
        await publish(HoursDecided(organisation_id=world.club, people=people))


async def test_confirming_hours_brings_the_offer_by_mail(world: World) -> None:
    person = await a_person("Carin", "Klotz", "carin@example.org")
    await a_statement(person, world.club, date(2020, 1, 1))
    await confirmed_hours(person, world.club, 210 * 60, clock.today() - timedelta(days=9), waiting=True)
    jana = await world.sign_in_as("jana@example.org", (Role.COORDINATOR, world.club))
    answer = await jana.post(f"/api/organisations/{world.club}/confirmations", json={"all": True})
    assert answer.status_code == 200
    await run_jobs()
    assert await statuses(person) == ["offered"]
    (mail,) = await mails_to("carin@example.org")
    assert "Guten Tag Carin Klotz" in mail and "Ehrenamtskarte in Köln" in mail
    case = await db.scalar("SELECT id FROM application WHERE person = $1", person)
    assert f"/mein/angebot/{case}" in mail


async def test_who_reads_english_is_told_in_english(world: World) -> None:
    person = await world.somebody("kai@example.org")
    await db.execute("UPDATE person SET language = 'en' WHERE id = $1", person)
    await offers.reassess([person], now=clock.now())
    await run_jobs()
    assert "Hello Kai Ohne" in (await mails_to("kai@example.org"))[0]


async def test_who_falls_short_gets_no_offer(world: World) -> None:
    volunteer = await world.volunteer(minutes=199 * 60)
    assert await statuses(id_of(volunteer)) == []


async def test_the_same_news_twice_makes_one_offer_and_one_mail(world: World) -> None:
    person = await world.somebody("kai@example.org")
    await decided(world, person)
    await decided(world, person)
    await run_jobs()
    assert await statuses(person) == ["offered"]
    assert len(await mails_to("kai@example.org")) == 1


async def test_two_assessments_at_once_make_one_offer_and_one_mail(world: World) -> None:
    people = [await world.somebody("kai@example.org"), await world.somebody()]
    await asyncio.gather(
        *(offers.reassess(ids, now=clock.now()) for ids in (people, people[::-1], people, people[:1]))
    )
    await run_jobs()
    assert [await statuses(person) for person in people] == [["offered"], ["offered"]]
    assert len(await mails_to("kai@example.org")) == 1


async def test_a_list_of_people_takes_no_more_statements_than_one_person(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [await a_person("Kai", f"Ohne {n}") for n in range(30)]
    for person in people:
        await confirmed_hours(person, world.club, 60, clock.today())
    asked = 0
    real = db.rows

    async def counted(sql: str, *values: object) -> list[object]:
        nonlocal asked
        asked += 1
        return await real(sql, *values)

    monkeypatch.setattr(db, "rows", counted)
    await offers.reassess(people[:1], now=clock.now())
    for_one, asked = asked, 0
    await offers.reassess(people, now=clock.now())
    assert asked == for_one


async def test_offers_nobody_can_mail_are_handed_over_by_the_club(world: World, sign_in_as: SignIn) -> None:
    enrolled = await roster.enrol(world.club, [RosterEntry("Kai", "Ohne", "7")], now=clock.now())
    await world.earned(enrolled.people[0])
    reachable = await world.somebody("mail@example.org")
    await offers.reassess([enrolled.people[0], reachable], now=clock.now())
    jana = await sign_in_as("jana@example.org", (Role.COORDINATOR, world.club))
    letters = (await jana.get(f"/api/organisations/{world.club}/offers-without-mail")).json()
    assert [(one["givenName"], one["familyName"], one["kind"]) for one in letters] == [
        ("Kai", "Ohne", "standard")
    ]
    other = await an_organisation("Anderer Verein")
    stranger = await sign_in_as("fremd@example.org", (Role.COORDINATOR, other))
    assert (await stranger.get(f"/api/organisations/{world.club}/offers-without-mail")).status_code == 404
    assert (await stranger.get(f"/api/organisations/{other}/offers-without-mail")).json() == []


async def test_an_offer_lapses_when_its_ground_is_gone_and_returns_with_it(world: World) -> None:
    volunteer = await world.volunteer()
    person, case = id_of(volunteer), await the_case(volunteer)
    await db.execute("UPDATE statement SET withdrawn_at = now() WHERE person = $1", person)
    await decided(world, person)
    await run_jobs()
    assert await statuses(person) == ["lapsed"]
    refused = await volunteer.post(
        f"/api/applications/{case}/acceptance",
        json={"consents": {"processing": True, "correctness": True}},
    )
    assert (refused.status_code, refused.json()["code"]) == (409, "offer_lapsed")
    await a_statement(person, world.club, date(2020, 1, 1))
    await decided(world, person)
    await run_jobs()
    assert await statuses(person) == ["lapsed", "offered"]


async def test_a_declined_offer_rests_for_a_year(world: World) -> None:
    volunteer = await world.volunteer()
    person = id_of(volunteer)
    await submission.decline(
        UUID(await the_case(volunteer)),
        actor=await actor_of(volunteer),
        now=clock.now() - timedelta(days=364),
    )
    await offers.reassess([person], now=clock.now())
    assert await statuses(person) == ["declined"]
    await offers.reassess([person], now=clock.now() + timedelta(days=2))
    assert await statuses(person) == ["declined", "offered"]


async def test_an_offer_follows_the_person_to_the_town_that_gives_the_card_now(world: World) -> None:
    volunteer = await world.volunteer()
    other_body = await an_issuing_body(OLPE)
    await issuing_bodies.change_issuing_body(
        world.body, issuing_bodies.Changes(municipalities=[]), actor=the_state_office()
    )
    await run_jobs()
    assert await statuses(id_of(volunteer)) == ["lapsed"]
    assert (await volunteer.patch("/api/me", json={"municipality": OLPE})).status_code == 200
    await run_jobs()
    (offer,) = await db.rows("SELECT issuing_body FROM application WHERE status = 'offered'")
    assert offer["issuing_body"] == other_body


async def test_a_town_that_begins_to_take_part_offers_the_card_to_its_people(database: None) -> None:
    club = await an_organisation(municipality=OLPE)
    person = await a_person("Kai", "Ohne", "kai@example.org")
    await confirmed_hours(person, club, 210 * 60, clock.today() - timedelta(days=9))
    await a_statement(person, club, date(2020, 1, 1))
    await offers.reassess([person], now=clock.now())
    assert await statuses(person) == []
    await an_issuing_body(OLPE)
    await run_jobs()
    assert await statuses(person) == ["offered"]
    assert len(await mails_to("kai@example.org")) == 1


async def test_a_home_town_with_kinder_rules_takes_the_offer_over(world: World) -> None:
    volunteer = await world.volunteer()
    olpe = await an_issuing_body(OLPE)
    await volunteer.patch("/api/me", json={"municipality": OLPE})
    await run_jobs()
    (offer,) = await db.rows("SELECT status, issuing_body, municipality FROM application")
    assert tuple(offer) == ("offered", olpe, OLPE)


async def test_who_claims_what_a_club_reserved_has_the_offer_too(world: World) -> None:
    reserved = await world.somebody()
    await offers.reassess([reserved], now=clock.now())
    claimer = await world.sign_in_as("kai@example.org")
    async with db.transaction():
        await db.execute(
            "UPDATE person SET merged_into = $2, claimed_at = now() WHERE id = $1", reserved, id_of(claimer)
        )
        await publish(PersonClaimed(person_id=id_of(claimer), reserved_id=reserved))
    await run_jobs()
    assert await statuses(reserved) == []
    open_cases = [one for one in await statuses(id_of(claimer)) if one == "offered"]
    assert open_cases == ["offered"]


async def test_the_offer_somebody_claims_is_judged_by_the_hours_it_rests_on(world: World) -> None:
    reserved = await world.somebody()
    await offers.reassess([reserved], now=clock.now())
    claimer = id_of(await world.sign_in_as("kai@example.org"))
    await db.execute("UPDATE person SET merged_into = $2 WHERE id = $1", reserved, claimer)
    await offers.follow_claim(PersonClaimed(person_id=claimer, reserved_id=reserved))
    assert await statuses(claimer) == ["offered"]


async def test_25_years_bring_an_offer_of_the_jubilee_card(world: World) -> None:
    person = await a_person("Kai", "Ohne", "kai@example.org")
    await a_statement(person, world.club, date(1990, 1, 1))
    await offers.reassess([person], now=clock.now())
    await run_jobs()
    assert await db.scalar("SELECT kind FROM application WHERE person = $1", person) == "jubilee"
    assert "Jubiläums-Ehrenamtskarte" in (await mails_to("kai@example.org"))[0]


async def test_the_inbox_foretells_what_confirming_brings(world: World, sign_in_as: SignIn) -> None:
    jana = await sign_in_as("jana@example.org", (Role.COORDINATOR, world.club))
    on = clock.today() - timedelta(days=9)
    short, enough, unreachable, already = [
        await a_person("Kai", f"Ohne {n}", email)
        for n, email in enumerate(("a@example.org", "b@example.org", None, "d@example.org"))
    ]
    for person, minutes in ((short, 199), (enough, 200), (unreachable, 220), (already, 1)):
        await a_statement(person, world.club, date(2020, 1, 1))
        await confirmed_hours(person, world.club, minutes * 60, on, waiting=True)
    await confirmed_hours(id_of(jana), world.club, 300 * 60, on, waiting=True)
    await world.earned(already)
    await offers.reassess([already], now=clock.now())
    address = f"/api/organisations/{world.club}/inbox/consequences"
    assert (await jana.get(address)).json() == {"newlyEligible": 2, "withoutMail": 1}
    before = await db.scalar("SELECT count(*) FROM application")
    await jana.post(f"/api/organisations/{world.club}/confirmations", json={"all": True})
    await run_jobs()
    assert await db.scalar("SELECT count(*) FROM application") == before + 2
    assert (await jana.get(address)).json() == {"newlyEligible": 0, "withoutMail": 0}
    stranger = await sign_in_as("fremd@example.org", (Role.COORDINATOR, await an_organisation("Anderer")))
    assert (await stranger.get(address)).status_code == 404


@pytest.mark.parametrize("waiting", [True, False])
async def test_hours_elsewhere_do_not_shine_through(world: World, sign_in_as: SignIn, waiting: bool) -> None:
    elsewhere = await an_organisation("Anderer Verein", KOELN)
    jana = await sign_in_as("jana@example.org", (Role.COORDINATOR, world.club))
    person = await a_person("Kai", "Ohne")
    await a_statement(person, world.club, date(2020, 1, 1))
    on = clock.today() - timedelta(days=9)
    await confirmed_hours(person, world.club, 120 * 60, on, waiting=True)
    await confirmed_hours(person, elsewhere, 120 * 60, on, waiting=waiting)
    found = await jana.get(f"/api/organisations/{world.club}/inbox/consequences")
    assert found.json() == {"newlyEligible": 0, "withoutMail": 0}


async def test_who_was_merged_into_somebody_else_gets_nothing(world: World) -> None:
    merged = await world.somebody()
    await db.execute("UPDATE person SET merged_into = $2 WHERE id = $1", merged, await a_person())
    await offers.reassess([merged], now=clock.now())
    assert await statuses(merged) == []


async def test_a_birthday_alone_brings_the_offer_once_a_day_at_most(world: World) -> None:
    person = await world.somebody("kai@example.org")
    assert await statuses(person) == []
    await asyncio.gather(offers.as_time_passes(), offers.as_time_passes())
    await run_jobs()
    assert await statuses(person) == ["offered"]
    assert len(await mails_to("kai@example.org")) == 1

    late = await world.somebody("late@example.org")
    await offers.as_time_passes()
    await run_jobs()
    assert await statuses(late) == []
    await db.execute("UPDATE daily_chore SET day = day - 1")
    await offers.as_time_passes()
    await run_jobs()
    assert await statuses(late) == ["offered"]

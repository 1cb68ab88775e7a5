import asyncio
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from ehrenamtskarte.accounts import memberships
from ehrenamtskarte.accounts.rules import EmailInvalid
from ehrenamtskarte.companies import registration, rules, venues
from ehrenamtskarte.companies.places import VenueData
from ehrenamtskarte.companies.rules import Registration
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Actor, Role
from ehrenamtskarte.core.errors import Invalid, NotFound, SecondFactorNeeded
from ehrenamtskarte.regions.rules import MunicipalityUnknown
from tests.factories import KOELN, a_case_worker, a_person, an_issuing_body, the_state_office

DUESSELDORF = "05111000"
BATH = Registration(
    name="  Schlossbad   Köln ",
    municipality=KOELN,
    website="www.schlossbad.example",
    contact_name="Karin Kasse",
    contact_email=" Kasse@Bad.example ",
    contact_phone="0221 123",
)


async def ina() -> Actor:
    return Actor(await a_person("Ina", "Inhaberin", "ina@bad.example"))


@pytest.mark.usefixtures("database")
async def test_whoever_registers_manages_a_company_that_waits() -> None:
    actor = await ina()
    company = await registration.register(BATH, actor=actor, now=clock.now())
    assert (company.name, company.status, company.sort_key) == (
        "Schlossbad Köln",
        "waiting",
        "schlossbad koln",
    )
    assert (company.website, company.contact_email) == ("https://www.schlossbad.example", "kasse@bad.example")
    held = await memberships.of_person(actor.person_id)
    assert [(m.role, m.tenant, m.tenant_name) for m in held] == [
        (Role.PARTNER_MANAGER, company.id, "Schlossbad Köln")
    ]


@pytest.mark.usefixtures("database")
async def test_the_same_name_in_the_same_town_is_refused_whatever_its_spelling() -> None:
    actor = await ina()
    await registration.register(BATH, actor=actor, now=clock.now())
    with pytest.raises(rules.CompanyAlreadyThere) as refused:
        await registration.register(replace(BATH, name="SCHLOSSBAD KÖLN"), actor=actor, now=clock.now())
    assert [error.field for error in refused.value.errors] == ["name"]
    await registration.register(replace(BATH, municipality=DUESSELDORF), actor=actor, now=clock.now())


@pytest.mark.usefixtures("database")
async def test_of_two_registrations_at_once_exactly_one_wins() -> None:
    actors = [await ina(), Actor(await a_person("Bo", "Bad"))]
    done = await asyncio.gather(
        *(registration.register(BATH, actor=actor, now=clock.now()) for actor in actors),
        return_exceptions=True,
    )
    assert sorted(type(outcome).__name__ for outcome in done) == ["Company", "CompanyAlreadyThere"]
    assert await db.scalar("SELECT count(*) FROM membership") == 1


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"municipality": "05999999"}, MunicipalityUnknown),
        ({"name": " !!! "}, rules.NameMissing),
        ({"website": "javascript:alert(1)"}, rules.WebsiteInvalid),
        ({"contact_email": "kasse at bad"}, EmailInvalid),
    ],
)
async def test_what_makes_no_sense_is_refused_and_nothing_stays(
    changed: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        await registration.register(replace(BATH, **changed), actor=await ina(), now=clock.now())
    assert await db.scalar("SELECT count(*) FROM company") == 0


@pytest.mark.usefixtures("database")
async def test_an_office_registers_for_a_company_which_is_approved_and_has_no_manager_yet() -> None:
    town = await an_issuing_body(KOELN)
    clerk = replace(a_case_worker(town), person_id=await a_person("Clara", "Amt"))
    company = await registration.register_for(town, BATH, actor=clerk, now=clock.now())
    assert (company.status, company.decided_by, company.registered_by) == (
        "approved",
        clerk.person_id,
        clerk.person_id,
    )
    noted = await db.row("SELECT action, actor, tenant FROM audit_entry WHERE subject = $1", company.id)
    assert tuple(noted) == ("company_registered_by_office", clerk.person_id, town)  # type: ignore[arg-type]
    assert await db.scalar("SELECT count(*) FROM membership WHERE tenant = $1", company.id) == 0


@pytest.mark.usefixtures("database")
async def test_an_office_registers_only_companies_it_looks_after() -> None:
    town = await an_issuing_body(KOELN)
    clerk = replace(a_case_worker(town), person_id=await a_person("Clara", "Amt"))
    state = replace(the_state_office(), person_id=await a_person("Nora", "Land"))
    elsewhere, everywhere = replace(BATH, municipality=DUESSELDORF), replace(BATH, statewide=True)
    for office, wanted, actor, refusal in (
        (town, elsewhere, clerk, rules.NotOfThisOffice),
        (town, everywhere, clerk, rules.NotOfThisOffice),
        (None, BATH, state, rules.NotOfThisOffice),
        (None, everywhere, clerk, NotFound),
        (town, BATH, state, NotFound),
        (town, BATH, replace(clerk, second_factor=False), SecondFactorNeeded),
    ):
        with pytest.raises(refusal):
            await registration.register_for(office, wanted, actor=actor, now=clock.now())
    assert await db.scalar("SELECT count(*) FROM company") == 0
    await registration.register_for(None, everywhere, actor=state, now=clock.now())
    await registration.register_for(None, elsewhere, actor=state, now=clock.now())


@pytest.mark.usefixtures("database")
async def test_company_and_first_venue_are_registered_in_one_go_or_not_at_all() -> None:
    actor = await ina()
    far_away = VenueData(municipality=KOELN, latitude=51.51, longitude=7.46)
    for data in (far_away, VenueData(municipality=KOELN, street="Schlossstr. 1")):
        try:
            async with db.transaction():
                company = await registration.register(BATH, actor=actor, now=clock.now())
                await venues.add_first(company.id, data, actor=actor)
        except Invalid:
            assert await db.scalar("SELECT count(*) FROM company") == 0
    held: list[UUID] = [m.tenant for m in await memberships.of_person(actor.person_id)]
    assert [row["company"] for row in await db.rows("SELECT company FROM venue")] == held

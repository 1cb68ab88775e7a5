"""What the platform knows of who enters: sums only, and nothing that tells of fewer than five."""

from datetime import timedelta
from uuid import UUID

import pytest

from ehrenamtskarte.awards.entering import drafts, showing, submitting, taking_over
from ehrenamtskarte.awards.rules import EntrantKind
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Actor, MembershipOf, Role
from ehrenamtskarte.core.ids import new_id
from tests.awards.entries import an_initiative, written
from tests.factories import a_benefit, a_call, a_company, a_person, an_organisation, confirmed_hours

pytestmark = pytest.mark.usefixtures("database")


async def _volunteers(count: int, club: UUID, *, company: UUID | None = None, days_ago: int = 20) -> None:
    for n in range(count):
        person = await a_person("Person", str(n))
        await confirmed_hours(person, club, 120, clock.today() - timedelta(days=days_ago))
        if company:
            await db.execute(
                "INSERT INTO released_hours (record, company, stated_at)"
                " SELECT id, $2, now() FROM hour_record WHERE person = $1 ON CONFLICT DO NOTHING",
                person,
                company,
            )


async def _redeemed(benefit: UUID, times: int, days_ago: int = 10) -> None:
    await db.execute(
        "INSERT INTO benefit_day (id, benefit, venue, day, seen, opened, redeemed) VALUES ($1, $2, NULL, $3, 0, 0, $4)",
        new_id(), benefit, clock.today() - timedelta(days=days_ago), times,
    )  # fmt: skip


async def test_a_company_brings_its_profile_benefits_and_figures() -> None:
    company, today = await a_company("Stadtwerke"), clock.today()
    benefit = await a_benefit(company)
    await db.execute("UPDATE company SET release_days = 3, about_de = 'Strom' WHERE id = $1", company)
    await _redeemed(benefit, 12)
    await _redeemed(benefit, 100, days_ago=400)
    await _volunteers(6, await an_organisation(), company=company, days_ago=1)
    facts = await taking_over.company_facts(company, today=today)
    assert (facts.release_days, facts.about.de, facts.benefit_count, facts.redemptions) == (3, "Strom", 1, 12)
    assert [(one.minutes, one.people, one.clubs) for one in facts.enabled] == [(720, 6, 1)]


async def test_small_numbers_stay_hidden() -> None:
    company, club = await a_company(), await an_organisation()
    await _redeemed(await a_benefit(company), 3)
    await _volunteers(2, club, company=company, days_ago=0)
    facts = await taking_over.company_facts(company, today=clock.today())
    assert facts.redemptions is None
    assert all(one.minutes is None and one.people is None for one in facts.enabled)
    told = await taking_over.club_facts(club, today=clock.today())
    assert (told.volunteers, told.minutes) == (None, None)


async def test_a_club_brings_its_confirmed_year() -> None:
    club = await an_organisation()
    await _volunteers(5, club)
    await _volunteers(3, club, days_ago=500)
    told = await taking_over.club_facts(club, today=clock.today())
    assert (told.field, told.volunteers, told.minutes) == ("rescue", 5, 600)


async def test_a_draft_shows_today_and_what_is_handed_in_keeps_its_day() -> None:
    company, now = await a_company("Stadtwerke"), clock.now()
    mia = Actor(
        await a_person("Mia", "Sommer", "mia@example.org"), (MembershipOf(Role.PARTNER_MANAGER, company),)
    )
    start = an_initiative(await a_call(), kind=EntrantKind.COMPANY, company_id=company)
    entry = await drafts.start(start, actor=mia, now=now)
    await drafts.save(entry, written(), actor=mia, now=now)
    before = await showing.one(entry, actor=mia, now=now)
    assert before.facts.company and before.facts.company.redemptions == 0
    await submitting.submit(entry, actor=mia, now=now)
    await _redeemed(await a_benefit(company), 50)
    after = await showing.one(entry, actor=mia, now=now)
    assert after.facts.company and after.facts.company.redemptions == 0
    assert after.facts.on == clock.today()


async def test_nothing_is_known_of_those_who_are_not_registered() -> None:
    mia, now = Actor(await a_person("Mia", "Sommer", "mia@example.org")), clock.now()
    entry = await drafts.start(an_initiative(await a_call()), actor=mia, now=now)
    facts = (await showing.one(entry, actor=mia, now=now)).facts
    assert (facts.on, facts.company, facts.club) == (None, None, None)

"""Whom entries, codes and reports belong to is forgotten when nobody needs it any more."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from ehrenamtskarte import worker
from ehrenamtskarte.benefits import forgetting
from ehrenamtskarte.benefits.campaigns import raffles
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Role
from tests.benefits.holders import a_holder, a_raffle, an_online_offer
from tests.conftest import Browser, SignIn
from tests.factories import a_benefit, a_company, an_issuing_body

NOW = clock.now()


@pytest.fixture
async def office(database: None) -> UUID:
    return await an_issuing_body()


@pytest.fixture
async def company(office: UUID) -> UUID:
    return await a_company()


@pytest.fixture
async def hanna(sign_in_as: SignIn, office: UUID) -> Browser:
    return await a_holder(sign_in_as, office)


async def forgotten(table: str, at: datetime) -> bool:
    await forgetting.forget_due(at)
    return await db.scalar(f"SELECT person IS NULL FROM {table}") is True


async def test_entrants_are_forgotten_90_days_after_the_draw_and_anybody_can_still_check_it(
    hanna: Browser, company: UUID
) -> None:
    raffle, deadline = await a_raffle(company)
    await hanna.put(f"/api/benefits/{raffle}/entry")
    assert await raffles.draw_all(now=deadline) == 1
    before = (await hanna.get(f"/api/benefits/{raffle}/draw")).json()
    assert not await forgotten("raffle_entry", deadline + timedelta(days=89))
    assert len((await hanna.get("/api/me/raffles")).json()) == 1
    assert await forgotten("raffle_entry", deadline + timedelta(days=91))
    assert (await hanna.get("/api/me/raffles")).json() == []
    assert (await hanna.get(f"/api/benefits/{raffle}/draw")).json() == before
    assert before["winningNumbers"] == [1]


async def test_who_reported_is_forgotten_a_year_after_the_answer(
    hanna: Browser, company: UUID, office: UUID, sign_in_as: SignIn
) -> None:
    offer = await a_benefit(company)
    report = await hanna.post(f"/api/benefits/{offer}/reports", json={"kind": "refused"})
    assert not await forgotten("benefit_report", NOW + timedelta(days=2_000))
    clerk = await sign_in_as("amt@koeln.example", (Role.CASE_WORKER, office))
    path = f"/api/offices/{office}/benefit-reports"
    await clerk.post(f"{path}/{report.json()['id']}/answer", json={"answer": "Danke."})
    await db.execute("DELETE FROM daily_chore")
    assert not await forgotten("benefit_report", NOW + timedelta(days=364))
    assert await forgotten("benefit_report", NOW + timedelta(days=366))
    assert len((await clerk.get(path, params={"closed": "true"})).json()["items"]) == 1


@pytest.mark.parametrize("limit", ["none", "day", "month", "year"])
async def test_who_took_a_code_is_forgotten_a_month_after_its_time_and_the_code_stays_given(
    hanna: Browser, company: UUID, limit: str
) -> None:
    offer = await an_online_offer(company, "EINS", limit=limit)
    assert (await hanna.post(f"/api/benefits/{offer}/code")).json()["code"] == "EINS"
    today = clock.today()
    last = {
        "month": (today.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1),
        "year": date(today.year, 12, 31),
    }.get(limit, today)
    still = datetime.combine(last + timedelta(days=30), datetime.min.time(), clock.BERLIN)
    assert not await forgotten("benefit_code", still)
    assert await forgotten("benefit_code", still + timedelta(days=1))
    assert (await hanna.post(f"/api/benefits/{offer}/code")).json()["code"] == "codes_run_out"


async def test_who_took_a_code_once_for_a_card_is_forgotten_a_month_after_the_last_card(
    hanna: Browser, company: UUID
) -> None:
    await db.execute("UPDATE card SET valid_until = $1", (NOW + timedelta(days=700)).date())
    offer = await an_online_offer(company, "EINS", limit="card")
    assert (await hanna.post(f"/api/benefits/{offer}/code")).status_code == 200
    assert not await forgotten("benefit_code", NOW + timedelta(days=729))
    assert await forgotten("benefit_code", NOW + timedelta(days=732))


async def test_it_is_a_chore_of_the_worker() -> None:
    assert worker.CHORES["forget_persons_of_benefits"] is forgetting.forget_persons

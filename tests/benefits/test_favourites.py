"""The offers somebody keeps, also when they are over."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from ehrenamtskarte.benefits.campaigns import campaign_rules
from ehrenamtskarte.benefits.holders import favourites
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.ids import new_id
from tests.conftest import Browser, SignIn, actor_of
from tests.factories import a_benefit, a_company, an_issuing_body


@pytest.fixture
async def company(database: None) -> UUID:
    await an_issuing_body()
    return await a_company()


@pytest.fixture
async def erika(sign_in_as: SignIn) -> Browser:
    return await sign_in_as("erika@example.org")


async def _mine(browser: Browser) -> list[tuple[str, bool]]:
    answer = await browser.get("/api/me/favourites")
    assert answer.status_code == 200, answer.text
    return [(one["benefit"]["title"]["de"], one["available"]) for one in answer.json()]


async def test_the_latest_favourite_comes_first_and_keeping_twice_changes_nothing(
    erika: Browser, company: UUID
) -> None:
    pool, museum = await a_benefit(company, "Schwimmen"), await a_benefit(company, "Museum")
    for offer in (pool, museum, pool):
        assert (await erika.put(f"/api/me/favourites/{offer}")).status_code == 204
    assert await _mine(erika) == [("Museum", True), ("Schwimmen", True)]


async def test_letting_go_is_final_and_harmless(erika: Browser, company: UUID) -> None:
    offer = await a_benefit(company)
    await erika.put(f"/api/me/favourites/{offer}")
    assert (await erika.delete(f"/api/me/favourites/{offer}")).status_code == 204
    assert (await erika.delete(f"/api/me/favourites/{offer}")).status_code == 204
    assert await _mine(erika) == []


async def test_favourites_are_ones_own(erika: Browser, sign_in_as: SignIn, company: UUID) -> None:
    offer = await a_benefit(company)
    await erika.put(f"/api/me/favourites/{offer}")
    assert await _mine(await sign_in_as("otto@example.org")) == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE benefit SET status = 'ended'",
        "UPDATE benefit SET paused_at = now()",
        "UPDATE benefit SET valid_until = '2026-01-01'",
        "UPDATE company SET paused_at = now()",
        "UPDATE company SET status = 'left', left_at = now()",
        "UPDATE benefit SET kind = 'raffle', percent = NULL, deadline = now() - interval '16 days'",
    ],
)
async def test_what_is_over_stays_in_the_list_but_cannot_be_used(
    erika: Browser, company: UUID, change: str
) -> None:
    offer = await a_benefit(company, "Schwimmen")
    await erika.put(f"/api/me/favourites/{offer}")
    await db.execute(change)
    assert await _mine(erika) == [("Schwimmen", False)]


async def test_a_raffle_stays_for_two_weeks_after_its_deadline(erika: Browser, company: UUID) -> None:
    deadline = clock.now() - timedelta(days=13)
    raffle = await a_benefit(company, "Freikarten", kind="raffle", percent=None, deadline=deadline)
    assert (await erika.put(f"/api/me/favourites/{raffle}")).status_code == 204
    assert await _mine(erika) == [("Freikarten", True)]


async def test_only_what_everybody_sees_can_be_kept(erika: Browser, company: UUID) -> None:
    for hidden in (
        await a_benefit(company, "Wartet", status="waiting"),
        await a_benefit(company, "Vorbei", valid_until=date(2026, 1, 1)),
        new_id(),
    ):
        assert (await erika.put(f"/api/me/favourites/{hidden}")).status_code == 404


async def test_nobody_keeps_more_than_anybody_finds_again(
    erika: Browser, company: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(favourites, "MOST_FAVOURITES", 1)
    first, second = await a_benefit(company, "Erstes"), await a_benefit(company, "Zweites")
    actor = await actor_of(erika)
    await favourites.keep(first, actor=actor, now=clock.now())
    await favourites.keep(first, actor=actor, now=clock.now())
    with pytest.raises(campaign_rules.TooManyFavourites):
        await favourites.keep(second, actor=actor, now=clock.now())


async def test_visitors_are_asked_to_sign_in(client: Browser, company: UUID) -> None:
    assert (await client.get("/api/me/favourites")).status_code == 401
    assert (await client.put(f"/api/me/favourites/{await a_benefit(company)}")).status_code == 401

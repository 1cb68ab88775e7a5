"""A company's own offers: adding, seeing, pausing, ending, confirming, and how they would look."""

import asyncio
from datetime import timedelta

import pytest

from ehrenamtskarte.benefits import rules
from ehrenamtskarte.benefits.offering import offers
from ehrenamtskarte.benefits.rules import Category, Kind, Terms
from ehrenamtskarte.companies.rules import CompanyLeft
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Role
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.text import Text
from tests.benefits.offering import POOL, Pool, sentences
from tests.conftest import SignIn, actor_of, run_jobs
from tests.factories import a_benefit, a_company, a_venue


async def is_public(pool: Pool, offer: dict[str, object]) -> bool:
    await run_jobs()
    answer = await pool.manager.get(f"/api/benefits/{offer['id']}")
    assert answer.status_code in (200, 404), answer.text
    return answer.status_code == 200


async def test_a_new_offer_waits_for_the_town(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    offer = await pool.offers()
    assert offer["status"] == "waiting"
    assert offer["terms"]["cardCents"] == 250
    assert offer["terms"]["weekdays"] == [0, 1, 2, 3, 4, 5, 6]
    assert not await is_public(pool, offer)


async def test_a_town_may_change_nothing_of_another_towns_company_and_staff_only_look(
    sign_in_as: SignIn,
) -> None:
    pool = await Pool.open(sign_in_as)
    offer = await pool.offers()
    till = await pool.somebody_at_the_till()
    assert (await till.get(pool.address)).json()[0]["id"] == offer["id"]
    assert (await till.post(pool.address, json=POOL)).status_code == 404
    assert (await till.put(f"{pool.address}/{offer['id']}/pause")).status_code == 404
    stranger = await sign_in_as("stranger@example.org", (Role.PARTNER_MANAGER, new_id()))
    assert (await stranger.get(pool.address)).status_code == 404
    assert (await stranger.get(f"{pool.address}/{offer['id']}")).status_code == 404
    state = await pool.the_state_office()
    assert (await state.get(pool.address)).status_code == 404


async def test_an_offer_is_not_found_at_another_company(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    offer = await pool.offers()
    other = await a_company("Anderes Bad")
    manager = await sign_in_as("other@bad.example", (Role.PARTNER_MANAGER, other))
    address = f"/api/companies/{other}/benefits/{offer['id']}"
    assert (await manager.get(address)).status_code == 404
    assert (await manager.put(f"{address}/ending")).status_code == 404


async def test_what_the_office_itself_adds_holds_at_once(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    offer = (await pool.clerk.post(pool.address, json=POOL)).json()
    assert offer["status"] == "approved"
    assert await is_public(pool, offer)


async def test_offers_that_hold_come_first(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    for title, status in (("A", "ended"), ("B", "waiting"), ("D", "approved"), ("C", "approved")):
        await a_benefit(pool.company, title, status=status)
    listed = (await pool.manager.get(pool.address)).json()
    assert [one["terms"]["title"]["de"] for one in listed] == ["C", "D", "B", "A"]


async def test_a_paused_offer_is_not_shown_until_it_resumes(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    offer = await pool.offers_for_good()
    address = f"{pool.address}/{offer['id']}/pause"
    assert await is_public(pool, offer)
    assert (await pool.manager.put(address)).json()["pausedAt"] is not None
    assert not await is_public(pool, offer)
    assert (await pool.manager.delete(address)).json()["pausedAt"] is None
    assert await is_public(pool, offer)


async def test_what_is_not_approved_cannot_pause(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    offer = await pool.offers()
    answer = await pool.manager.put(f"{pool.address}/{offer['id']}/pause")
    assert (answer.status_code, answer.json()["code"]) == (409, "benefit_not_approved")


async def test_an_ended_offer_can_come_back(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    offer = await pool.offers_for_good()
    address = f"{pool.address}/{offer['id']}/ending"
    assert (await pool.manager.put(address)).json()["status"] == "ended"
    assert not await is_public(pool, offer)
    assert (await pool.change(await pool.now(offer), combinable=False)).json()["code"] == "benefit_ended"
    assert (await pool.manager.delete(address)).json()["status"] == "approved"
    assert await is_public(pool, offer)


async def test_what_never_held_waits_again_when_it_comes_back(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    offer = await pool.offers()
    address = f"{pool.address}/{offer['id']}/ending"
    assert (await pool.manager.put(address)).json()["status"] == "ended"
    assert (await pool.manager.delete(address)).json()["status"] == "waiting"


async def test_ending_what_waits_again_is_no_way_around_the_office(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    offer = await pool.offers_for_good()
    address = f"{pool.address}/{offer['id']}/ending"
    assert (await pool.clerk.put(address)).json()["status"] == "ended"
    waiting = (await pool.manager.delete(address)).json()
    assert (await pool.change(waiting, cardCents=1)).json()["status"] == "waiting"
    assert (await pool.manager.put(address)).json()["status"] == "ended"
    assert (await pool.manager.delete(address)).json()["status"] == "waiting"
    assert (await pool.reject(offer)).status_code == 200
    assert (await pool.manager.put(address)).json()["status"] == "ended"
    assert (await pool.manager.delete(address)).json()["status"] == "waiting"


async def test_what_the_office_ended_does_not_come_back_without_it(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    offer = await pool.offers_for_good()
    address = f"{pool.address}/{offer['id']}/ending"
    assert (await pool.clerk.put(address)).status_code == 200
    assert (await pool.manager.delete(address)).json()["status"] == "waiting"
    assert not await is_public(pool, offer)


async def test_ending_takes_back_a_change_that_waits(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    offer = await pool.offers_for_good()
    assert (await pool.change(offer, combinable=False)).json()["change"]["status"] == "waiting"
    assert (await pool.manager.put(f"{pool.address}/{offer['id']}/ending")).json()["change"] is None
    assert (await pool.approve(offer)).status_code == 409


async def test_offers_of_a_company_that_left_stay_as_they_are(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    offer = await pool.offers_for_good()
    assert (await pool.manager.put(f"/api/companies/{pool.company}/departure")).status_code == 200
    for answer in (
        await pool.manager.post(pool.address, json=POOL),
        await pool.change(offer, combinable=False),
        await pool.manager.put(f"{pool.address}/{offer['id']}/pause"),
        await pool.manager.post(f"/api/companies/{pool.company}/confirmation"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "company_left")
    assert (await pool.manager.get(pool.address)).status_code == 200


async def test_one_tap_confirms_all_offers(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    old = clock.now() - timedelta(days=400)
    for title in ("Eins", "Zwei"):
        await a_benefit(pool.company, title, confirmed_at=old, reminded_at=old)
    listed = (await pool.manager.post(f"/api/companies/{pool.company}/confirmation")).json()
    today = clock.now().date().isoformat()
    assert [one["confirmedAt"][:10] for one in listed] == [today, today]
    assert await db.scalar("SELECT count(*) FROM benefit WHERE reminded_at IS NOT NULL") == 0


async def test_a_preview_is_what_everybody_sees_later(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    preview = (await pool.manager.post(f"{pool.address}/preview", json=POOL)).json()
    assert await db.scalar("SELECT count(*) FROM benefit") == 0
    offer = await pool.offers_for_good()
    await run_jobs()
    shown = (await pool.manager.get(f"/api/benefits/{offer['id']}")).json()
    changing = {"id", "publishedAt", "confirmedAt"}
    assert {k: v for k, v in preview.items() if k not in changing} == {
        k: v for k, v in shown.items() if k not in changing
    }


async def test_a_preview_names_what_is_wrong(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    answer = await pool.manager.post(f"{pool.address}/preview", json=POOL | {"cardCents": 500})
    assert list(sentences(answer)) == ["cardCents"]


async def test_an_offer_may_hold_at_some_venues_only(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    second = await a_venue(pool.company, "Am Rhein")
    offer = await pool.offers_for_good(allVenues=False, venues=[str(second)])
    await run_jobs()
    shown = (await pool.manager.get(f"/api/benefits/{offer['id']}")).json()
    assert [venue["name"] for venue in shown["venues"]] == ["Am Rhein"]
    changed = (await pool.change(offer, pool.clerk, venues=[str(pool.venue)])).json()
    assert changed["terms"]["venues"] == [str(pool.venue)]


async def test_more_offers_than_anybody_oversees_are_refused(
    sign_in_as: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    pool = await Pool.open(sign_in_as)
    monkeypatch.setattr(rules, "MOST_BENEFITS", 3)
    answers = await asyncio.gather(*(pool.manager.post(pool.address, json=POOL) for _ in range(5)))
    assert sorted(answer.status_code for answer in answers) == [201, 201, 201, 409, 409]
    added = next(answer.json() for answer in answers if answer.status_code == 201)
    ending = f"{pool.address}/{added['id']}/ending"
    await pool.manager.put(ending)
    assert (await pool.manager.post(pool.address, json=POOL)).status_code == 201
    assert (await pool.manager.delete(ending)).json()["code"] == "too_many_benefits"


async def test_an_offer_is_written_down_with_all_its_terms(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    actor = await actor_of(pool.manager)
    wanted = Terms(
        title=Text("Freier Eintritt", "Free entry"),
        conditions=Text("Nur werktags", "Weekdays only"),
        category=Category.CULTURE,
        kind=Kind.FREE_ENTRY,
        combinable=False,
        weekdays=(0, 4),
        from_time="08:00",
        until_time="24:00",
        all_venues=False,
        venues=(pool.venue,),
    )
    assert (await offers.add(pool.company, wanted, actor=actor, now=clock.now())).terms == wanted


async def test_nobody_adds_offers_while_the_company_leaves(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    actor = await actor_of(pool.manager)
    wanted = Terms(title=Text("Frei", ""), category=Category.CULTURE, kind=Kind.FREE_ENTRY)
    await asyncio.gather(
        pool.manager.put(f"/api/companies/{pool.company}/departure"),
        offers.add(pool.company, wanted, actor=actor, now=clock.now()),
        return_exceptions=True,
    )
    with pytest.raises(CompanyLeft):
        await offers.add(pool.company, wanted, actor=actor, now=clock.now())

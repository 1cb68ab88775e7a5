"""An office decides on new offers and on changes, once."""

import asyncio
from datetime import timedelta

from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Role
from ehrenamtskarte.core.clock import berlin_day
from tests.benefits.offering import POOL, Pool, sentences
from tests.conftest import SignIn, mails_to, run_jobs
from tests.factories import a_benefit, a_company, an_issuing_body

DUESSELDORF = "05111000"


async def test_the_town_approves_and_the_company_learns_it(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    offer = await pool.offers()
    answer = await pool.approve(offer)
    assert (answer.status_code, answer.json()["status"]) == (200, "approved")
    assert (await pool.now(offer))["publishedAt"] is not None
    await run_jobs()
    (mail,) = await mails_to("karin@bad.example")
    assert "Zwei Stunden schwimmen" in mail and "gilt ab sofort" in mail
    assert f"/partner/{pool.company}" in mail


async def test_a_company_that_joins_with_its_first_offer_gets_one_mail(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as, status="waiting")
    assert (await pool.approve(await pool.offers())).json()["companyStatus"] == "approved"
    await run_jobs()
    (mail,) = await mails_to("karin@bad.example")
    assert "Schlossbad macht jetzt mit." in mail and "gilt ab sofort" in mail


async def test_a_contact_who_manages_nothing_gets_no_button(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    offer = await pool.offers()
    await db.execute("DELETE FROM membership WHERE role = 'partner_manager'")
    await pool.approve(offer)
    await run_jobs()
    (mail,) = await mails_to("kasse@bad.example")
    assert "gilt ab sofort" in mail and "als Kontakt genannt" in mail
    assert "http" not in mail


async def test_a_refused_offer_tells_why(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    offer = await pool.offers()
    assert (await pool.reject(offer, "  Bitte den regulären Preis prüfen ")).status_code == 200
    now = await pool.now(offer)
    assert (now["status"], now["reason"]) == ("rejected", "Bitte den regulären Preis prüfen")
    await run_jobs()
    (mail,) = await mails_to("karin@bad.example")
    assert "Bitte den regulären Preis prüfen" in mail


async def test_the_mail_speaks_the_language_of_its_reader(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    await db.execute("UPDATE person SET language = 'en' WHERE email = 'karin@bad.example'")
    offer = await pool.offers_for_good()
    await pool.change(offer, cardCents=300)
    await pool.reject(offer, "Too little")
    await run_jobs()
    approved, refused = await mails_to("karin@bad.example")
    assert "holds from now on" in approved
    assert "Too little" in refused and "stays as it was" in refused


async def test_a_refusal_needs_a_reason(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    offer = await pool.offers()
    assert sentences(await pool.reject(offer, "  ")) == {"reason": "Bitte schreiben Sie einen Grund dazu."}
    assert (await pool.now(offer))["status"] == "waiting"


async def test_two_clerks_at_once_decide_once(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    offer = await pool.offers()
    other = await pool.another_clerk()
    answers = await asyncio.gather(
        pool.approve(offer), pool.reject(offer, clerk=other), pool.approve(offer, other)
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409]
    refused = next(answer.json() for answer in answers if answer.status_code == 409)
    assert refused["code"] == "benefit_already_decided"
    await run_jobs()
    assert len(await mails_to("karin@bad.example")) == 1


async def test_two_clerks_at_once_decide_once_on_a_change(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    offer = await pool.offers_for_good()
    await pool.change(offer, cardCents=300)
    other = await pool.another_clerk()
    answers = await asyncio.gather(pool.approve(offer), pool.reject(offer, clerk=other))
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    won = next(n for n, answer in enumerate(answers) if answer.status_code == 200)
    assert (await pool.now(offer))["terms"]["cardCents"] == (300 if won == 0 else 250)


async def test_a_refused_change_leaves_what_holds(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    offer = await pool.offers_for_good()
    await pool.change(offer, cardCents=300)
    assert (await pool.reject(offer, "Das ist zu viel")).json()["status"] == "approved"
    now = await pool.now(offer)
    assert (now["terms"]["cardCents"], now["change"]["status"]) == (250, "rejected")
    assert now["change"]["reason"] == "Das ist zu viel"
    corrected = (
        await pool.change(now, picture=None, title={"de": "Zwei Stunden Schwimmen!", "en": ""})
    ).json()
    assert corrected["change"] is None


async def test_nobody_decides_on_terms_they_have_not_seen(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    offer = await pool.offers()
    seen = (await pool.clerk.get(pool.office)).json()["items"][0]["revision"]
    changed = (await pool.change(offer, cardCents=399)).json()
    address = f"{pool.office}/{offer['id']}"
    answer = await pool.clerk.post(f"{address}/approval", params={"revision": seen})
    assert (answer.status_code, answer.json()["code"]) == (409, "changed_meanwhile")
    answer = await pool.clerk.post(f"{address}/rejection", params={"revision": seen}, json={"reason": "Nein"})
    assert answer.status_code == 409
    answer = await pool.clerk.post(f"{address}/approval", params={"revision": changed["revision"]})
    assert answer.json()["terms"]["cardCents"] == 399


async def test_approving_the_offer_of_a_new_company_takes_the_company_in(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as, status="waiting")
    offer = await pool.offers()
    assert (await pool.approve(offer)).json()["companyStatus"] == "approved"
    await run_jobs()
    assert (await pool.manager.get(f"/api/benefits/{offer['id']}")).status_code == 200


async def test_refusing_the_offer_of_a_new_company_leaves_the_company_waiting(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as, status="waiting")
    assert (await pool.reject(await pool.offers())).json()["companyStatus"] == "waiting"


async def test_nothing_of_a_company_that_left_is_approved(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    offer = await pool.offers()
    await pool.manager.put(f"/api/companies/{pool.company}/departure")
    assert (await pool.approve(offer)).json()["code"] == "company_left"
    assert (await pool.reject(offer)).json()["code"] == "company_left"


async def test_what_expired_while_it_waited_is_not_approved(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    yesterday = berlin_day(clock.now()) - timedelta(days=1)
    offer = {"id": await a_benefit(pool.company, status="waiting", valid_until=yesterday)}
    answer = await pool.approve(offer)
    assert (answer.status_code, answer.json()["code"]) == (409, "benefit_over")
    assert (await pool.reject(offer)).status_code == 200


async def test_a_raffle_whose_deadline_passed_is_not_approved(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    offer = await pool.offers(kind="raffle", deadline="2027-06-01T12:00:00Z", prizes=3)
    await db.execute("UPDATE benefit SET deadline = now() - interval '1 minute'")
    assert (await pool.approve(offer)).status_code == 409


async def test_an_approved_raffle_opens(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    offer = await pool.offers(kind="raffle", deadline="2027-06-01T12:00:00Z", prizes=3)
    assert await db.scalar("SELECT count(*) FROM raffle") == 0
    assert (await pool.approve(offer)).status_code == 200
    raffle = await db.row("SELECT prizes, commitment, drawn_at FROM raffle")
    assert raffle is not None and raffle["prizes"] == 3 and raffle["commitment"] and not raffle["drawn_at"]


async def test_a_venue_that_closed_while_a_change_waited_is_left_out(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    venue = (
        await pool.manager.post(
            f"/api/companies/{pool.company}/venues", json={"name": "Am Rhein", "municipality": "05315000"}
        )
    ).json()["id"]
    offer = await pool.offers_for_good()
    await pool.change(offer, allVenues=False, venues=[str(pool.venue), venue])
    await pool.manager.delete(f"/api/companies/{pool.company}/venues/{venue}")
    assert (await pool.approve(offer)).json()["terms"]["venues"] == [str(pool.venue)]


async def test_only_the_town_of_the_company_decides(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    offer = await pool.offers()
    elsewhere = await an_issuing_body(DUESSELDORF)
    clerk = await sign_in_as("clerk@duesseldorf.example", (Role.CASE_WORKER, elsewhere))
    state = await pool.the_state_office()
    for browser, office in (
        (clerk, elsewhere),
        (clerk, pool.town),
        (state, "state"),
        (state, pool.town),
        (pool.manager, pool.town),
        (pool.clerk, "state"),
        (pool.clerk, "nowhere"),
    ):
        answer = await browser.post(f"/api/offices/{office}/benefits/{offer['id']}/approval")
        assert answer.status_code == 404, (office, answer.text)
    assert (await pool.now(offer))["status"] == "waiting"


async def test_the_state_office_decides_on_statewide_companies(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    offer = {"id": await a_benefit(await a_company("LWL-Museen", statewide=True), status="waiting")}
    assert (await pool.approve(offer)).status_code == 404
    state = await pool.the_state_office()
    answer = await state.post(f"/api/offices/state/benefits/{offer['id']}/approval")
    assert (answer.status_code, answer.json()["status"]) == (200, "approved")


async def test_every_decision_is_on_record(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    offer = await pool.offers_for_good()
    await pool.change(offer, **(POOL | {"cardCents": 300}))
    await pool.reject(offer)
    recorded = await db.rows("SELECT action FROM audit_entry WHERE subject = $1 ORDER BY at", offer["id"])
    assert [entry["action"] for entry in recorded] == [
        "benefit_submitted",
        "benefit_approved",
        "benefit_change_proposed",
        "benefit_change_rejected",
    ]

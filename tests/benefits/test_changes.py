"""Other terms: a typo holds at once, another promise waits while the approved terms stay public."""

import asyncio

from ehrenamtskarte.core import db
from tests.benefits.offering import POOL, Pool
from tests.companies.drawings import a_png
from tests.conftest import SignIn, run_jobs


async def shown(pool: Pool, offer: dict[str, object]) -> dict[str, object]:
    await run_jobs()
    answer = await pool.manager.get(f"/api/benefits/{offer['id']}")
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def test_a_typo_holds_at_once(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    offer = await pool.offers_for_good(title={"de": "Zwei Stunden schwimen", "en": ""})
    answer = await pool.change(offer, title={"de": "Zwei Stunden schwimmen", "en": "Swim for two hours"})
    assert answer.json()["change"] is None
    assert (await shown(pool, offer))["title"] == {"de": "Zwei Stunden schwimmen", "en": "Swim for two hours"}
    assert (await pool.approve(offer)).status_code == 409


async def test_another_condition_waits_while_the_approved_terms_stay_public(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    offer = await pool.offers_for_good()
    answer = await pool.change(offer, conditions={"de": "Nicht in den Ferien und nicht sonntags", "en": ""})
    changed = answer.json()
    assert (changed["status"], changed["change"]["status"]) == ("approved", "waiting")
    assert changed["change"]["terms"]["conditions"]["de"] == "Nicht in den Ferien und nicht sonntags"
    assert changed["terms"]["conditions"]["de"] == "Nicht in den Ferien"
    assert (await shown(pool, offer))["conditions"] == {"de": "Nicht in den Ferien", "en": ""}
    assert (await pool.approve(offer)).json()["change"] is None
    assert (await shown(pool, offer))["conditions"] == {
        "de": "Nicht in den Ferien und nicht sonntags",
        "en": "",
    }


async def test_another_picture_waits_for_the_office(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    offer = await pool.offers_for_good()
    form = {"alt_de": "Das Becken am Abend"}
    picture = (
        await pool.manager.post(
            f"/api/companies/{pool.company}/pictures", files={"data": ("pool.png", a_png())}, data=form
        )
    ).json()["id"]
    assert (await pool.change(offer, picture=picture)).json()["change"]["terms"]["picture"] == picture
    assert (await shown(pool, offer))["picture"] is None
    assert (await pool.approve(offer)).status_code == 200
    assert (await shown(pool, offer))["picture"] == picture
    assert (await pool.change(await pool.now(offer), picture=None)).json()["change"] is None
    assert (await shown(pool, offer))["picture"] is None


async def test_a_price_waits_for_the_office(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    offer = await pool.offers_for_good()
    assert (await pool.change(offer, cardCents=350)).json()["change"]["terms"]["cardCents"] == 350
    assert (await shown(pool, offer))["cardCents"] == 250


async def test_a_later_change_takes_the_place_of_the_one_that_waits(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    offer = await pool.offers_for_good()
    first = (await pool.change(offer, cardCents=350)).json()
    second = (await pool.change(first, cardCents=300)).json()
    assert second["change"]["terms"]["cardCents"] == 300
    statuses = await db.rows("SELECT status FROM benefit_change ORDER BY id")
    assert [row["status"] for row in statuses] == ["withdrawn", "waiting"]


async def test_whoever_saves_second_sees_that_somebody_was_there(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    offer = await pool.offers_for_good()
    other = await pool.another_manager()
    answers = await asyncio.gather(
        pool.change(offer, cardCents=300), pool.change(offer, other, cardCents=350)
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    refused = next(answer for answer in answers if answer.status_code == 409).json()
    assert refused["code"] == "changed_meanwhile"
    assert "Ihre Eingaben sind noch da" in refused["detail"]


async def test_two_who_correct_a_typo_at_once_do_not_overwrite_each_other(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    offer = await pool.offers_for_good(conditions={"de": "Nicht in den Fereien", "en": ""})
    other = await pool.another_manager()
    answers = await asyncio.gather(
        pool.change(offer, conditions={"de": "Nicht in den Ferien", "en": ""}),
        pool.change(offer, other, conditions={"de": "Nicht in den Ferein", "en": ""}),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]


async def test_an_offer_that_waits_is_simply_edited(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    offer = await pool.offers()
    changed = (await pool.change(offer, cardCents=300)).json()
    assert (changed["status"], changed["terms"]["cardCents"], changed["change"]) == ("waiting", 300, None)
    assert changed["submittedAt"] == offer["submittedAt"]


async def test_a_rejected_offer_is_edited_and_waits_again(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    offer = await pool.offers()
    await pool.reject(offer)
    changed = (await pool.change(await pool.now(offer), cardCents=300)).json()
    assert (changed["status"], changed["reason"]) == ("waiting", "")
    assert (await pool.approve(offer)).status_code == 200


async def test_what_the_office_changes_holds_at_once(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    offer = await pool.offers_for_good()
    assert (await pool.change(offer, pool.clerk, cardCents=300)).json()["change"] is None
    assert (await shown(pool, offer))["cardCents"] == 300


async def test_a_change_can_be_taken_back(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    offer = await pool.offers_for_good()
    await pool.change(offer, cardCents=300)
    address = f"{pool.address}/{offer['id']}/change"
    assert (await pool.manager.delete(address)).json()["change"] is None
    answer = await pool.manager.delete(address)
    assert (answer.status_code, answer.json()["code"]) == (409, "nothing_waits")


async def test_saving_what_holds_takes_a_waiting_change_back(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    offer = await pool.offers_for_good()
    waiting = (await pool.change(offer, cardCents=300)).json()
    assert (await pool.change(waiting)).json()["change"] is None


async def test_a_typo_is_put_right_while_another_change_waits(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    offer = await pool.offers_for_good(title={"de": "Zwei Stunden schwimen", "en": ""})
    waiting = (await pool.change(offer, cardCents=300)).json()
    corrected = (await pool.change(waiting, title={"de": "Zwei Stunden schwimmen", "en": ""})).json()
    assert corrected["terms"]["title"]["de"] == "Zwei Stunden schwimmen"
    assert corrected["change"]["terms"]["cardCents"] == 300


async def test_a_bad_change_is_refused_and_nothing_is_lost(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    offer = await pool.offers_for_good()
    waiting = (await pool.change(offer, cardCents=300)).json()
    answer = await pool.change(waiting, cardCents=500)
    assert answer.status_code == 422
    assert (await pool.now(offer)) == waiting


async def test_a_running_raffle_stays_one(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    raffle = {"kind": "raffle", "deadline": "2027-06-01T12:00:00Z", "prizes": 3}
    offer = await pool.offers_for_good(**raffle)
    answer = await pool.change(offer, **(POOL | {"deadline": None, "prizes": None}))
    assert (answer.status_code, answer.json()["code"]) == (409, "stays_raffle")
    later = (await pool.change(offer, deadline="2027-07-01T12:00:00Z")).json()
    assert later["change"]["terms"]["deadline"] == "2027-07-01T12:00:00Z"
    assert (await pool.approve(offer)).status_code == 200
    held = await db.scalar("SELECT deadline FROM raffle")
    assert held.isoformat() == "2027-07-01T12:00:00+00:00"
    ending = f"{pool.address}/{offer['id']}/ending"
    await pool.clerk.put(ending)
    waiting = (await pool.manager.delete(ending)).json()
    assert waiting["status"] == "waiting"
    answer = await pool.change(waiting, **(POOL | {"deadline": None, "prizes": None}))
    assert answer.json()["code"] == "stays_raffle"

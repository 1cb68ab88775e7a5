"""Codes of online offers: pools that companies fill and holders empty, one code each."""

import asyncio
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from ehrenamtskarte.benefits.campaigns import campaign_rules, codes
from ehrenamtskarte.benefits.rules import Limit
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Role
from ehrenamtskarte.eligibility.rules import CardKind
from tests.benefits.holders import a_holder, an_online_offer, one_after_the_other
from tests.conftest import Browser, SignIn, actor_of, mails_to, run_jobs
from tests.factories import STATE, a_benefit, a_company, an_issuing_body

TODAY = date(2026, 11, 23)


@pytest.fixture
async def office(database: None) -> UUID:
    return await an_issuing_body()


@pytest.fixture
async def company(office: UUID) -> UUID:
    return await a_company()


@pytest.fixture
async def manager(sign_in_as: SignIn, company: UUID) -> Browser:
    return await sign_in_as("ina@bad.example", (Role.PARTNER_MANAGER, company))


async def _add(browser: Browser, company: UUID, offer: UUID, text: str) -> dict[str, object]:
    answer = await browser.post(f"/api/companies/{company}/benefits/{offer}/codes", json={"codes": text})
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def test_lines_are_trimmed_and_repeated_ones_counted(manager: Browser, company: UUID) -> None:
    offer = await an_online_offer(company)
    assert await _add(manager, company, offer, "  BAD-1 \r\n\nBAD-2\nBAD-1\n") == {
        "added": 2,
        "knownAlready": 1,
        "total": 2,
        "left": 2,
    }
    assert await _add(manager, company, offer, "BAD-2\nBAD-3") == {
        "added": 1,
        "knownAlready": 1,
        "total": 3,
        "left": 3,
    }


async def test_five_thousand_long_codes_go_in_at_once_and_one_more_does_not(
    manager: Browser, company: UUID
) -> None:
    offer = await an_online_offer(company)
    lines = [f"{number:080}" for number in range(5000)]
    assert (await _add(manager, company, offer, "\n".join(lines)))["added"] == 5000
    answer = await manager.post(
        f"/api/companies/{company}/benefits/{offer}/codes", json={"codes": "\n".join([*lines, "noch einer"])}
    )
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "codes"
    assert "5001" in answer.json()["errors"][0]["message"]


async def test_a_pool_has_room_for_so_many_and_what_is_too_much_changes_nothing(
    manager: Browser, company: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(campaign_rules, "MOST_CODES", 2)
    offer = await an_online_offer(company, "BAD-1", "BAD-2")
    address = f"/api/companies/{company}/benefits/{offer}/codes"
    assert (await manager.post(address, json={"codes": "BAD-1\nBAD-2"})).json()["knownAlready"] == 2
    refused = await manager.post(address, json={"codes": "BAD-3"})
    assert (refused.status_code, refused.json()["code"]) == (409, "pool_full")
    assert (await codes.pool(offer)).total == 2


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        (" \n \n", campaign_rules.CodesMissing),
        ("A" * 81, campaign_rules.CodeTooLong),
        ("GUT\nSCH\x07LECHT", campaign_rules.CodeUnreadable),
        ("GUT\nUN\u200bSICHTBAR", campaign_rules.CodeUnreadable),
    ],
)
def test_what_is_no_code_is_refused(text: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        campaign_rules.read_codes(text)


async def test_only_an_offer_with_single_codes_takes_some(manager: Browser, company: UUID) -> None:
    offer = await a_benefit(company)
    answer = await manager.post(f"/api/companies/{company}/benefits/{offer}/codes", json={"codes": "A"})
    assert (answer.status_code, answer.json()["code"]) == (409, "no_codes_wanted")


async def test_an_offer_of_another_company_is_not_there(manager: Browser, company: UUID) -> None:
    other = await an_online_offer(await a_company("Museum"))
    answer = await manager.post(f"/api/companies/{company}/benefits/{other}/codes", json={"codes": "A"})
    assert answer.status_code == 404


async def test_staff_at_the_till_add_no_codes_but_the_office_does(
    sign_in_as: SignIn, company: UUID, office: UUID
) -> None:
    offer = await an_online_offer(company)
    staff = await sign_in_as("kasse@bad.example", (Role.PARTNER_STAFF, company))
    answer = await staff.post(f"/api/companies/{company}/benefits/{offer}/codes", json={"codes": "A"})
    assert answer.status_code == 404
    clerk = await sign_in_as("amt@koeln.example", (Role.CASE_WORKER, office))
    assert (await _add(clerk, company, offer, "A"))["left"] == 1
    state = await sign_in_as("land@nrw.example", (Role.STATE_OFFICE, STATE))
    answer = await state.post(f"/api/companies/{company}/benefits/{offer}/codes", json={"codes": "A"})
    assert answer.status_code == 404


async def test_a_holder_gets_one_code_and_the_same_again_within_the_limit(
    sign_in_as: SignIn, office: UUID, company: UUID
) -> None:
    offer = await an_online_offer(company, "BAD-1", "BAD-2", limit="month")
    holder = await a_holder(sign_in_as, office)
    first = await holder.post(f"/api/benefits/{offer}/code")
    assert first.status_code == 200, first.text
    assert first.json()["code"] == "BAD-1"
    assert first.json()["url"] == "https://shop.example"
    assert (await holder.post(f"/api/benefits/{offer}/code")).json() == first.json()
    other = await a_holder(sign_in_as, office, "otto@example.org")
    assert (await other.post(f"/api/benefits/{offer}/code")).json()["code"] == "BAD-2"


async def test_the_next_month_brings_the_next_code(sign_in_as: SignIn, office: UUID, company: UUID) -> None:
    offer = await an_online_offer(company, "BAD-1", "BAD-2", limit="month")
    holder = await actor_of(await a_holder(sign_in_as, office))
    late = datetime(2026, 11, 30, 22, 59, tzinfo=clock.BERLIN)
    november = await codes.take(offer, actor=holder, now=late)
    assert november.until == date(2026, 11, 30)
    december = await codes.take(offer, actor=holder, now=late + timedelta(hours=2))
    assert (november.code, december.code) == ("BAD-1", "BAD-2")
    assert december.until == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("limit", "slot"),
    [
        (Limit.NONE, "2026-11-23"),
        (Limit.DAY, "2026-11-23"),
        (Limit.MONTH, "2026-11"),
        (Limit.YEAR, "2026"),
        (Limit.CARD, "card"),
    ],
)
def test_without_a_limit_a_code_lasts_a_day(limit: Limit, slot: str) -> None:
    assert campaign_rules.code_slot(limit, TODAY) == slot


async def test_one_code_for_all_is_shown_to_holders(sign_in_as: SignIn, office: UUID, company: UUID) -> None:
    offer = await a_benefit(company, codes="one", code="EHRENAMT", online=True)
    holder = await a_holder(sign_in_as, office)
    answer = await holder.post(f"/api/benefits/{offer}/code")
    assert answer.json() == {"code": "EHRENAMT", "url": "", "givenAt": None, "until": None}
    plain = await a_benefit(company, "Ohne Code")
    assert (await holder.post(f"/api/benefits/{plain}/code")).json()["code"] == "no_code_needed"


async def test_two_holders_who_ask_at_once_for_the_last_code_do_not_both_get_it(
    sign_in_as: SignIn, office: UUID, company: UUID
) -> None:
    offer = await an_online_offer(company, "LETZTER")
    holders = [await a_holder(sign_in_as, office, f"holder{n}@example.org") for n in range(6)]
    answers = await asyncio.gather(*(holder.post(f"/api/benefits/{offer}/code") for holder in holders))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409, 409, 409]
    refused = next(answer.json() for answer in answers if answer.status_code == 409)
    assert refused["code"] == "codes_run_out"
    assert "Unternehmen weiß Bescheid" in refused["detail"]


async def test_many_at_once_each_get_another_code(sign_in_as: SignIn, office: UUID, company: UUID) -> None:
    offer = await an_online_offer(company, *(f"BAD-{n}" for n in range(6)))
    holders = [await a_holder(sign_in_as, office, f"holder{n}@example.org") for n in range(6)]
    answers = await asyncio.gather(*(holder.post(f"/api/benefits/{offer}/code") for holder in holders))
    assert {answer.json()["code"] for answer in answers} == {f"BAD-{n}" for n in range(6)}


async def test_a_double_tap_takes_one_code(sign_in_as: SignIn, office: UUID, company: UUID) -> None:
    offer = await an_online_offer(company, "BAD-1", "BAD-2")
    holder, now = await actor_of(await a_holder(sign_in_as, office)), clock.now()
    first, second = await one_after_the_other(
        lambda: codes.take(offer, actor=holder, now=now), lambda: codes.take(offer, actor=holder, now=now)
    )
    assert first.code == second.code == "BAD-1"
    assert (await codes.pool(offer)).left == 1


async def test_a_pool_that_runs_dry_is_told_once_until_it_is_filled_again(
    sign_in_as: SignIn, office: UUID, company: UUID, manager: Browser
) -> None:
    offer = await an_online_offer(company, "BAD-1", "BAD-2")
    holders = [await a_holder(sign_in_as, office, f"holder{n}@example.org") for n in range(4)]
    await holders[0].post(f"/api/benefits/{offer}/code")
    await run_jobs()
    assert await mails_to("ina@bad.example") == []
    for holder in holders[1:]:
        await holder.post(f"/api/benefits/{offer}/code")
    await run_jobs()
    mails = await mails_to("ina@bad.example")
    assert len(mails) == 1
    assert "kein Code mehr da" in mails[0]
    assert f"/partner/{company}" in mails[0]
    await _add(manager, company, offer, "BAD-3")
    assert (await holders[2].post(f"/api/benefits/{offer}/code")).json()["code"] == "BAD-3"
    await run_jobs()
    assert len(await mails_to("ina@bad.example")) == 2


async def test_few_codes_are_told_before_the_pool_is_dry(
    sign_in_as: SignIn, office: UUID, company: UUID
) -> None:
    offer = await an_online_offer(company, *(f"BAD-{n:02}" for n in range(30)))
    await db.execute(
        "UPDATE benefit_code SET person = $2, given_at = now(), slot = code WHERE benefit = $1 AND code < 'BAD-27'",
        offer, (await sign_in_as("alle@example.org")).person_id,  # type: ignore[attr-defined]
    )  # fmt: skip
    holder = await a_holder(sign_in_as, office)
    await holder.post(f"/api/benefits/{offer}/code")
    await run_jobs()
    # Nobody manages the company yet: the contact its office knows is told.
    assert "nur noch 2 Codes" in (await mails_to("kasse@bad.example"))[0]


async def test_without_a_card_the_sentence_says_what_to_do(sign_in_as: SignIn, company: UUID) -> None:
    offer = await an_online_offer(company, "BAD-1")
    answer = await (await sign_in_as("ohne@example.org")).post(f"/api/benefits/{offer}/code")
    assert (answer.status_code, answer.json()["code"]) == (409, "card_needed")
    assert "Übersicht" in answer.json()["detail"]
    assert (await codes.pool(offer)).left == 1


async def test_a_card_that_is_over_counts_no_more(sign_in_as: SignIn, office: UUID, company: UUID) -> None:
    offer = await an_online_offer(company, "BAD-1")
    holder = await a_holder(sign_in_as, office, valid_until=clock.today() - timedelta(days=1))
    assert (await holder.post(f"/api/benefits/{offer}/code")).json()["code"] == "card_needed"


async def test_a_revoked_card_counts_no_more(sign_in_as: SignIn, office: UUID, company: UUID) -> None:
    offer = await an_online_offer(company, "BAD-1")
    holder = await a_holder(sign_in_as, office)
    await db.execute("UPDATE card SET status = 'revoked', revoked_at = now()")
    assert (await holder.post(f"/api/benefits/{offer}/code")).json()["code"] == "card_needed"


async def test_an_offer_for_one_card_refuses_the_other(
    sign_in_as: SignIn, office: UUID, company: UUID
) -> None:
    offer = await an_online_offer(company, "BAD-1", cards="jubilee")
    holder = await a_holder(sign_in_as, office)
    assert (await holder.post(f"/api/benefits/{offer}/code")).json()["code"] == "jubilee_card_needed"
    honoured = await a_holder(sign_in_as, office, "alt@example.org", CardKind.JUBILEE, None)
    assert (await honoured.post(f"/api/benefits/{offer}/code")).json()["code"] == "BAD-1"
    standard = await an_online_offer(company, "BAD-2", cards="standard")
    assert (await honoured.post(f"/api/benefits/{standard}/code")).json()["code"] == "standard_card_needed"


@pytest.mark.parametrize(
    "hidden",
    [
        {"status": "ended"},
        {"status": "waiting"},
        {"paused_at": datetime(2026, 11, 1, tzinfo=clock.BERLIN)},
        {"valid_until": date(2026, 11, 1)},
    ],
)
async def test_an_offer_that_is_not_public_gives_no_code(
    sign_in_as: SignIn, office: UUID, company: UUID, hidden: dict[str, Any]
) -> None:
    offer = await an_online_offer(company, "BAD-1", **hidden)
    holder = await a_holder(sign_in_as, office)
    assert (await holder.post(f"/api/benefits/{offer}/code")).status_code == 404


async def test_a_company_that_pauses_gives_no_codes(sign_in_as: SignIn, office: UUID, company: UUID) -> None:
    offer = await an_online_offer(company, "BAD-1")
    await db.execute("UPDATE company SET paused_at = now()")
    holder = await a_holder(sign_in_as, office)
    assert (await holder.post(f"/api/benefits/{offer}/code")).status_code == 404


async def test_codes_come_on_the_days_of_the_offer(sign_in_as: SignIn, office: UUID, company: UUID) -> None:
    offer = await an_online_offer(company, "BAD-1", weekdays=0b0000010, valid_from=date(2026, 11, 20))
    holder = await actor_of(await a_holder(sign_in_as, office))
    monday = datetime(2026, 11, 23, 12, tzinfo=clock.BERLIN)
    with pytest.raises(campaign_rules.NotValidToday):
        await codes.take(offer, actor=holder, now=monday)
    with pytest.raises(campaign_rules.NotValidToday):
        await codes.take(offer, actor=holder, now=datetime(2026, 11, 17, 12, tzinfo=clock.BERLIN))
    assert (await codes.take(offer, actor=holder, now=monday + timedelta(days=1))).code == "BAD-1"


async def test_the_codes_one_took_are_found_again_also_when_their_offer_is_over(
    company: UUID, office: UUID, sign_in_as: SignIn
) -> None:
    hanna = await a_holder(sign_in_as, office)
    yearly = await an_online_offer(company, "JAHR-1", limit="year")
    ended = await an_online_offer(company, "ENDE-1", limit="card")
    for offer in (yearly, ended):
        assert (await hanna.post(f"/api/benefits/{offer}/code")).status_code == 200
    await db.execute("UPDATE benefit SET status = 'ended' WHERE id = $1", ended)
    mine = (await hanna.get("/api/me/benefit-codes")).json()
    assert [(one["benefit"]["id"], one["code"], one["until"]) for one in mine] == [
        (str(ended), "ENDE-1", None),
        (str(yearly), "JAHR-1", f"{clock.today().year}-12-31"),
    ]
    otto = await a_holder(sign_in_as, office, "otto@example.org")
    assert (await otto.get("/api/me/benefit-codes")).json() == []

"""Raffles: who takes part, a draw that happens once, winners and losers told, and a seed that stays secret before."""

import asyncio
import hashlib
import hmac
import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from ehrenamtskarte import worker
from ehrenamtskarte.benefits.campaigns import campaign_rules, raffles
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Role
from ehrenamtskarte.core.ids import new_id
from tests.benefits.holders import a_holder, a_raffle, entrants
from tests.conftest import Browser, SignIn, actor_of, mails_to, run_jobs
from tests.factories import a_benefit, a_company, an_issuing_body

WEEK = timedelta(days=7)


@pytest.fixture
async def office(database: None) -> UUID:
    return await an_issuing_body()


@pytest.fixture
async def company(office: UUID) -> UUID:
    return await a_company()


@pytest.fixture
async def hanna(sign_in_as: SignIn, office: UUID) -> Browser:
    return await a_holder(sign_in_as, office)


async def _enter(holder: Browser, raffle: UUID) -> dict[str, Any]:
    answer = await holder.put(f"/api/benefits/{raffle}/entry")
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def test_a_holder_takes_part_once_and_keeps_the_number(hanna: Browser, company: UUID) -> None:
    raffle, _ = await a_raffle(company)
    first = await _enter(hanna, raffle)
    assert first["number"] == 1
    assert first["won"] is None
    assert first["benefit"]["title"]["de"] == "Zwei Freikarten"
    assert await _enter(hanna, raffle) == first


async def test_everybody_who_enters_at_once_gets_a_number_of_their_own(
    sign_in_as: SignIn, office: UUID, company: UUID
) -> None:
    raffle, _ = await a_raffle(company)
    holders = [await a_holder(sign_in_as, office, f"holder{n}@example.org") for n in range(6)]
    entries = await asyncio.gather(*(_enter(holder, raffle) for holder in [*holders, *holders]))
    assert {entry["number"] for entry in entries} == {1, 2, 3, 4, 5, 6}
    assert await db.scalar("SELECT count(*) FROM raffle_entry") == 6


async def test_without_a_card_the_sentence_says_what_to_do(sign_in_as: SignIn, company: UUID) -> None:
    raffle, _ = await a_raffle(company)
    answer = await (await sign_in_as("ohne@example.org")).put(f"/api/benefits/{raffle}/entry")
    assert (answer.status_code, answer.json()["code"]) == (409, "card_needed")
    assert "Übersicht" in answer.json()["detail"]


async def test_an_offer_that_is_no_raffle_takes_no_entries(hanna: Browser, company: UUID) -> None:
    answer = await hanna.put(f"/api/benefits/{await a_benefit(company)}/entry")
    assert answer.json()["code"] == "no_raffle"


async def test_after_the_deadline_nobody_enters_or_leaves(hanna: Browser, company: UUID) -> None:
    raffle, deadline = await a_raffle(company)
    actor = await actor_of(hanna)
    await raffles.enter(raffle, actor=actor, now=deadline)
    late = deadline + timedelta(seconds=1)
    with pytest.raises(campaign_rules.RaffleClosed):
        await raffles.enter(raffle, actor=actor, now=late)
    with pytest.raises(campaign_rules.RaffleClosed):
        await raffles.leave(raffle, actor=actor, now=late)


async def test_a_raffle_that_begins_later_says_when(hanna: Browser, company: UUID) -> None:
    raffle, _ = await a_raffle(company)
    begins = clock.today() + timedelta(days=2)
    await db.execute("UPDATE benefit SET valid_from = $1", begins)
    answer = await hanna.put(f"/api/benefits/{raffle}/entry")
    assert answer.json()["code"] == "raffle_not_begun"
    assert f"{begins:%d.%m.%Y}" in answer.json()["detail"]


async def test_a_raffle_that_pauses_is_not_there(hanna: Browser, company: UUID) -> None:
    raffle, _ = await a_raffle(company)
    await db.execute("UPDATE benefit SET paused_at = now()")
    assert (await hanna.put(f"/api/benefits/{raffle}/entry")).status_code == 404


async def test_whoever_leaves_is_not_drawn(hanna: Browser, company: UUID) -> None:
    raffle, deadline = await a_raffle(company)
    await _enter(hanna, raffle)
    assert (await hanna.delete(f"/api/benefits/{raffle}/entry")).status_code == 204
    assert (await hanna.delete(f"/api/benefits/{raffle}/entry")).status_code == 204
    assert (await hanna.get("/api/me/raffles")).json() == []
    assert (await hanna.delete(f"/api/benefits/{new_id()}/entry")).status_code == 404
    await raffles.draw_all(now=deadline)
    assert await db.scalar("SELECT count(*) FROM raffle_entry") == 0


async def test_the_next_draw_comes_first_among_my_raffles(hanna: Browser, company: UUID) -> None:
    later, _ = await a_raffle(company, ends_in=2 * WEEK, title="Später")
    sooner, _ = await a_raffle(company, ends_in=WEEK, title="Bald")
    over, deadline = await a_raffle(company, ends_in=timedelta(hours=1), title="Vorbei")
    for raffle in (later, sooner, over):
        await _enter(hanna, raffle)
    await raffles.draw_all(now=deadline)
    titles = [entry["benefit"]["title"]["de"] for entry in (await hanna.get("/api/me/raffles")).json()]
    assert titles == ["Bald", "Später", "Vorbei"]


async def test_the_seed_and_few_entries_are_hidden_before_the_draw(
    client: Browser, hanna: Browser, company: UUID
) -> None:
    raffle, _ = await a_raffle(company)
    await _enter(hanna, raffle)
    seed = (await db.scalar("SELECT seed FROM raffle")).hex()
    answer = await client.get(f"/api/benefits/{raffle}/draw")
    before = answer.json()
    assert before["commitment"] == hashlib.sha256(bytes.fromhex(seed)).hexdigest()
    assert (before["seed"], before["entries"], before["winningNumbers"], before["numbers"]) == (None,) * 4
    pages = [
        answer.text,
        (await hanna.get("/api/me/raffles")).text,
        (await client.get(f"/api/benefits/{raffle}")).text,
    ]
    assert not any(seed in page for page in pages)


async def test_five_entries_are_counted_in_public(client: Browser, company: UUID) -> None:
    raffle, _ = await a_raffle(company)
    await entrants(raffle, 4)
    assert (await client.get(f"/api/benefits/{raffle}/draw")).json()["entries"] is None
    await db.execute("DELETE FROM raffle_entry")
    await entrants(raffle, 5)
    assert (await client.get(f"/api/benefits/{raffle}/draw")).json()["entries"] == 5


async def test_anybody_can_check_the_draw(client: Browser, company: UUID) -> None:
    raffle, deadline = await a_raffle(company, prizes=3)
    await entrants(raffle, 20)
    await db.execute("DELETE FROM raffle_entry WHERE number = 7")
    commitment = (await client.get(f"/api/benefits/{raffle}/draw")).json()["commitment"]
    assert await raffles.draw_all(now=deadline) == 1
    drawn = (await client.get(f"/api/benefits/{raffle}/draw")).json()
    seed = bytes.fromhex(drawn["seed"])
    assert hashlib.sha256(seed).hexdigest() == commitment == drawn["commitment"]
    order = sorted(drawn["numbers"], key=lambda number: hmac.digest(seed, str(number).encode(), "sha256"))
    assert order[: drawn["prizes"]] == drawn["winningNumbers"]
    assert drawn["entries"] == len(drawn["numbers"]) == 19
    assert 7 not in drawn["numbers"]


async def test_a_raffle_that_was_never_approved_tells_nothing(client: Browser, company: UUID) -> None:
    waiting = await a_benefit(company, status="waiting", kind="raffle", percent=None)
    assert (await client.get(f"/api/benefits/{waiting}/draw")).status_code == 404


async def test_two_workers_at_once_draw_once(company: UUID) -> None:
    raffle, deadline = await a_raffle(company, prizes=2)
    await entrants(raffle, 10)
    drawn = await asyncio.gather(*(raffles.draw_all(now=deadline) for _ in range(4)))
    assert sum(drawn) == 1
    assert await raffles.draw_all(now=deadline + WEEK) == 0
    assert await db.scalar("SELECT count(*) FROM raffle_entry WHERE won") == 2
    assert await db.scalar("SELECT count(*) FROM outbox_message WHERE event = 'RaffleDrawn'") == 2


async def test_the_chore_draws_what_is_due(client: Browser, company: UUID) -> None:
    raffle, _ = await a_raffle(company, ends_in=timedelta(milliseconds=1))
    await asyncio.sleep(0.01)
    await worker.CHORES["draw_raffles"]()
    assert (await client.get(f"/api/benefits/{raffle}/draw")).json()["seed"]


async def test_before_the_deadline_nothing_is_drawn(company: UUID) -> None:
    raffle, deadline = await a_raffle(company)
    await entrants(raffle, 3)
    assert await raffles.draw_all(now=deadline - timedelta(seconds=1)) == 0


async def test_an_entry_that_comes_with_the_draw_is_in_or_refused_but_never_lost(
    hanna: Browser, company: UUID
) -> None:
    raffle, deadline = await a_raffle(company)
    await entrants(raffle, 3)
    actor = await actor_of(hanna)
    entry, _ = await asyncio.gather(
        raffles.enter(raffle, actor=actor, now=deadline),
        raffles.draw_all(now=deadline),
        return_exceptions=True,
    )
    await raffles.draw_all(now=deadline)
    mine = await raffles.mine(actor, now=deadline)
    if isinstance(entry, campaign_rules.RaffleClosed):
        assert mine == []
    else:
        assert mine[0].won is not None


async def test_winners_are_told_what_to_do_and_losers_told_too(
    sign_in_as: SignIn, office: UUID, company: UUID
) -> None:
    manager = await sign_in_as("ina@bad.example", (Role.PARTNER_MANAGER, company))
    raffle, deadline = await a_raffle(company, prizes=1)
    await db.execute("UPDATE benefit SET conditions_de = 'Abholung bis Weihnachten' WHERE id = $1", raffle)
    holders = [await a_holder(sign_in_as, office, f"holder{n}@example.org") for n in range(3)]
    numbers = [(await _enter(holder, raffle))["number"] for holder in holders]
    await raffles.draw_all(now=deadline)
    await run_jobs()
    entries = [(await holder.get("/api/me/raffles")).json()[0] for holder in holders]
    assert sorted(entry["won"] for entry in entries) == [False, False, True]
    to_company = (await mails_to("ina@bad.example"))[-1]
    for place, entry in enumerate(entries):
        mail = (await mails_to(f"holder{place}@example.org"))[-1]
        assert f"Nummer {numbers[place]} " in mail
        if entry["won"]:
            assert re.fullmatch("[A-Z0-9]{4}-[A-Z0-9]{4}", entry["claim"])
            assert entry["claim"] in mail
            assert "Zeigen Sie den Code" in mail
            assert "Abholung bis Weihnachten" in mail
            assert entry["claim"] in to_company
        else:
            assert entry["claim"] is None
            assert "leider nicht gezogen" in mail
    assert "3 Lose" in to_company
    assert "Vorname" not in to_company
    assert "holder" not in to_company
    listed = (await manager.get(f"/api/companies/{company}/benefits/{raffle}/winners")).json()
    assert listed == {
        "items": [{"number": e["number"], "claim": e["claim"]} for e in entries if e["won"]],
        "next": None,
        "total": None,
    }


async def test_mails_come_in_the_language_of_the_reader(hanna: Browser, company: UUID) -> None:
    raffle, deadline = await a_raffle(company)
    await db.execute("UPDATE benefit SET title_en = 'Two free tickets'")
    await db.execute("UPDATE person SET language = 'en' WHERE email = 'hanna@example.org'")
    await _enter(hanna, raffle)
    await raffles.draw_all(now=deadline)
    await run_jobs()
    mail = (await mails_to("hanna@example.org"))[-1]
    assert "Congratulations" in mail
    assert "Two free tickets" in mail


async def test_all_win_where_there_are_more_prizes_than_entries(company: UUID) -> None:
    raffle, deadline = await a_raffle(company, prizes=10_000)
    await entrants(raffle, 3)
    await raffles.draw_all(now=deadline)
    assert await db.scalar("SELECT count(DISTINCT claim) FROM raffle_entry WHERE won") == 3


async def test_a_raffle_without_entrants_ends_quietly(client: Browser, company: UUID) -> None:
    raffle, deadline = await a_raffle(company)
    assert await raffles.draw_all(now=deadline) == 1
    await run_jobs()
    assert "niemand mitgemacht" in (await mails_to("kasse@bad.example"))[0]
    drawn = (await client.get(f"/api/benefits/{raffle}/draw")).json()
    assert (drawn["entries"], drawn["winningNumbers"], drawn["numbers"]) == (0, [], [])
    assert drawn["drawnAt"]


async def test_a_raffle_whose_company_left_is_called_off(hanna: Browser, company: UUID) -> None:
    raffle, deadline = await a_raffle(company)
    await _enter(hanna, raffle)
    await db.execute("UPDATE company SET status = 'left', left_at = now()")
    assert await raffles.draw_all(now=deadline) == 0
    await raffles.draw_all(now=deadline)
    await run_jobs()
    told = [mail for mail in await mails_to("hanna@example.org") if "vor der Ziehung beendet" in mail]
    assert len(told) == 1
    assert (await hanna.get("/api/me/raffles")).json() == []


@pytest.mark.parametrize("status", ["waiting", "rejected"])
async def test_a_raffle_the_office_ended_and_did_not_allow_again_is_called_off(
    hanna: Browser, company: UUID, status: str
) -> None:
    raffle, deadline = await a_raffle(company)
    await _enter(hanna, raffle)
    await db.execute("UPDATE benefit SET status = $1, reason = 'Nein.'", status)
    assert await raffles.draw_all(now=deadline + WEEK) == 0
    await run_jobs()
    assert "vor der Ziehung beendet" in (await mails_to("hanna@example.org"))[-1]
    assert await db.scalar("SELECT count(*) FROM raffle_entry") == 0


async def test_an_offer_that_ends_after_the_deadline_is_still_drawn(company: UUID) -> None:
    raffle, deadline = await a_raffle(company, ends_in=timedelta(milliseconds=1))
    await entrants(raffle, 2)
    await db.execute("UPDATE benefit SET status = 'ended'")
    assert await raffles.draw_all(now=deadline + timedelta(seconds=1)) == 1


async def test_a_pause_does_not_take_the_prizes_away(company: UUID) -> None:
    raffle, deadline = await a_raffle(company)
    await entrants(raffle, 2)
    await db.execute("UPDATE company SET paused_at = now()")
    assert await raffles.draw_all(now=deadline) == 1


async def test_an_approved_change_moves_the_deadline_but_keeps_the_commitment(
    client: Browser, company: UUID
) -> None:
    raffle, deadline = await a_raffle(company)
    before = (await client.get(f"/api/benefits/{raffle}/draw")).json()
    await raffles.prepare(raffle, deadline + WEEK, 5, clock.now())
    after = (await client.get(f"/api/benefits/{raffle}/draw")).json()
    assert after["commitment"] == before["commitment"]
    assert after["prizes"] == 5
    assert await raffles.draw_all(now=deadline) == 0


async def test_what_was_promised_stays_after_the_deadline(company: UUID) -> None:
    raffle, deadline = await a_raffle(company)
    await raffles.prepare(raffle, deadline, 1, deadline + WEEK)
    with pytest.raises(campaign_rules.RaffleOver):
        await raffles.prepare(raffle, deadline + 2 * WEEK, 1, deadline)
    other = await a_benefit(company, kind="raffle", percent=None)
    with pytest.raises(campaign_rules.DeadlinePassed):
        await raffles.prepare(other, deadline, 1, deadline)


async def test_winners_codes_are_for_the_company_and_its_office(
    sign_in_as: SignIn, office: UUID, company: UUID
) -> None:
    raffle, deadline = await a_raffle(company, prizes=60)
    await entrants(raffle, 60)
    await raffles.draw_all(now=deadline)
    address = f"/api/companies/{company}/benefits/{raffle}/winners"
    staff = await sign_in_as("kasse@bad.example", (Role.PARTNER_STAFF, company))
    first = (await staff.get(address)).json()
    rest = (await staff.get(address, params={"cursor": first["next"]})).json()
    assert len({row["claim"] for row in [*first["items"], *rest["items"]]}) == 60
    assert rest["next"] is None
    assert (await staff.get(address, params={"cursor": "quatsch"})).status_code == 400
    clerk = await sign_in_as("amt@koeln.example", (Role.CASE_WORKER, office))
    assert (await clerk.get(address)).status_code == 200
    other = await a_company("Museum")
    stranger = await sign_in_as("museum@example.org", (Role.PARTNER_MANAGER, other))
    assert (await stranger.get(address)).status_code == 404
    assert (await stranger.get(f"/api/companies/{other}/benefits/{raffle}/winners")).status_code == 404

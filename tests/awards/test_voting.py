"""Voting: a code by mail, one vote per address."""

import asyncio
from datetime import timedelta
from itertools import count
from uuid import UUID

import pytest

from ehrenamtskarte.awards.rules import PhaseKind
from ehrenamtskarte.awards.voting import ballot, ballot_rules, puzzle_rules
from ehrenamtskarte.awards.voting.ballot_rules import VoteState
from ehrenamtskarte.core import clock, db
from tests.awards.voters import a_vote_that_is_on, ask, code_for, send, vote
from tests.conftest import Browser, mails_to, run_jobs
from tests.factories import a_call, an_entry, set_phases

ERIKA = "erika.muster@gmail.com"


async def _votes() -> int:
    return int(await db.scalar("SELECT count(*) FROM vote"))


async def test_a_code_by_mail_makes_a_vote_with_a_receipt(client: Browser) -> None:
    call, tafel, _ = await a_vote_that_is_on()
    asked = await ask(client, call, tafel, ERIKA)
    assert asked.status_code == 202
    assert await _votes() == 0
    answer = await send(client, call, asked, await code_for(ERIKA))
    assert (answer.status_code, answer.json()["name"]) == (201, "Tafel Köln")
    kept = await db.row("SELECT * FROM vote")
    assert kept is not None
    assert (kept["call"], kept["entry"], kept["receipt"]) == (call, tafel, answer.json()["receipt"])


async def test_the_mail_names_the_nominee_and_its_button_only_fills_the_code_in(client: Browser) -> None:
    call, _, chor = await a_vote_that_is_on()
    asked = await ask(client, call, chor, ERIKA)
    code = await code_for(ERIKA)
    text = (await mails_to(ERIKA))[0]
    assert "Alle singen" in text
    assert f"/preise/{call}/abstimmen#{asked.json()['requestId']}.{code}" in text


async def test_nothing_that_leads_to_a_person_is_kept(client: Browser) -> None:
    call, tafel, _ = await a_vote_that_is_on()
    await vote(client, call, tafel, ERIKA)
    kept = str(await db.scalar("SELECT row_to_json(v)::text FROM vote v"))
    for told in ("erika", "muster", "gmail", "127.0.0.1", "python"):
        assert told not in kept.lower()
        assert told.encode().hex() not in kept.lower()


@pytest.mark.parametrize(
    "again", ["Erika.Muster@GMAIL.com", "erika.muster+2@gmail.com", "erikamuster@googlemail.com"]
)
async def test_the_same_mailbox_votes_once_however_it_is_written(client: Browser, again: str) -> None:
    call, tafel, chor = await a_vote_that_is_on()
    await vote(client, call, tafel, ERIKA)
    asked = await ask(client, call, chor, again)
    assert asked.status_code == 202
    answer = await send(client, call, asked, await code_for(again.lower()))
    assert (answer.status_code, answer.json()["code"]) == (409, "already_voted")
    assert await db.scalar("SELECT entry FROM vote") == tafel


async def test_an_address_votes_in_every_call(client: Browser) -> None:
    for _ in range(2):
        call, tafel, _ = await a_vote_that_is_on()
        assert (await vote(client, call, tafel, ERIKA)).status_code == 201


async def test_whether_somebody_voted_is_not_told_to_others(client: Browser) -> None:
    call, tafel, _ = await a_vote_that_is_on()
    first = await ask(client, call, tafel, ERIKA)
    await send(client, call, first, await code_for(ERIKA))
    second = await ask(client, call, tafel, ERIKA)
    assert second.status_code == first.status_code
    assert second.json().keys() == first.json().keys()
    guessed = await send(client, call, second, "000000")
    assert guessed.json()["code"] == "vote_code_wrong"


async def test_a_code_makes_one_vote_and_a_lost_answer_is_given_again(client: Browser) -> None:
    call, tafel, _ = await a_vote_that_is_on()
    asked = await ask(client, call, tafel, ERIKA)
    code = await code_for(ERIKA)
    answers = [await send(client, call, asked, code) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 201, 201]
    assert len({answer.json()["receipt"] for answer in answers}) == 1
    assert await _votes() == 1


async def test_a_guesser_has_five_tries_also_with_idempotency_keys(client: Browser) -> None:
    call, tafel, _ = await a_vote_that_is_on()
    asked = await ask(client, call, tafel, ERIKA)
    code = await code_for(ERIKA)
    wrong = "111111" if code != "111111" else "222222"
    for n in range(ballot_rules.CODE_ATTEMPTS):
        answer = await client.post(
            f"/api/award-calls/{call}/votes",
            json={"requestId": asked.json()["requestId"], "code": wrong},
            headers={"idempotency-key": str(n)},
        )
        assert (answer.status_code, answer.json()["code"]) == (422, "vote_code_wrong")
        assert answer.json()["errors"][0]["field"] == "code"
    assert (await send(client, call, asked, code)).status_code == 422
    assert await _votes() == 0


async def test_a_code_may_be_typed_with_spaces(client: Browser) -> None:
    call, tafel, _ = await a_vote_that_is_on()
    asked = await ask(client, call, tafel, ERIKA)
    code = await code_for(ERIKA)
    assert (await send(client, call, asked, f" {code[:3]} {code[3:]} ")).status_code == 201


async def test_a_code_of_one_call_does_not_work_in_another(client: Browser) -> None:
    call, tafel, _ = await a_vote_that_is_on()
    other, *_ = await a_vote_that_is_on()
    asked = await ask(client, call, tafel, ERIKA)
    assert (await send(client, other, asked, await code_for(ERIKA))).status_code == 422


async def test_a_code_ends_after_ten_minutes(client: Browser) -> None:
    call, tafel, _ = await a_vote_that_is_on()
    asked = await ask(client, call, tafel, ERIKA)
    await db.execute("UPDATE vote_request SET expires_at = $1", clock.now() - timedelta(seconds=1))
    assert (await send(client, call, asked, await code_for(ERIKA))).status_code == 422


async def test_of_the_same_code_sent_twice_at_once_one_counts(client: Browser) -> None:
    call, tafel, _ = await a_vote_that_is_on()
    asked = await ask(client, call, tafel, ERIKA)
    code = await code_for(ERIKA)
    answers = await asyncio.gather(*(send(client, call, asked, code) for _ in range(4)))
    assert [answer.status_code for answer in answers] == [201] * 4
    assert len({answer.json()["receipt"] for answer in answers}) == 1
    assert await _votes() == 1


async def test_of_two_codes_of_one_mailbox_sent_at_once_one_counts(client: Browser) -> None:
    call, tafel, chor = await a_vote_that_is_on()
    addresses = (ERIKA, "erikamuster@gmail.com")
    asked = [
        await ask(client, call, entry, email) for entry, email in zip((tafel, chor), addresses, strict=True)
    ]
    codes = [await code_for(email) for email in addresses]
    answers = await asyncio.gather(
        *(send(client, call, one, code) for one, code in zip(asked, codes, strict=True))
    )
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    assert await _votes() == 1


@pytest.mark.parametrize(
    ("on", "code"), [(PhaseKind.JURY, "vote_not_yet"), (PhaseKind.DECISION, "vote_over")]
)
async def test_nobody_votes_before_or_after(client: Browser, on: PhaseKind, code: str) -> None:
    call, tafel, _ = await a_vote_that_is_on()
    asked = await ask(client, call, tafel, ERIKA)
    typed = await code_for(ERIKA)
    await set_phases(call, on)
    for answer in (await ask(client, call, tafel, ERIKA), await send(client, call, asked, typed)):
        assert (answer.status_code, answer.json()["code"]) == (409, code)
    assert await _votes() == 0


async def test_nobody_votes_in_a_cancelled_or_decided_call(client: Browser) -> None:
    now = clock.now()
    cancelled, one, _ = await a_vote_that_is_on(status="cancelled", cancelled_at=now)
    decided, other, _ = await a_vote_that_is_on(decided_at=now, embargo_until=now + timedelta(days=1))
    assert (await ask(client, cancelled, one, ERIKA)).json()["code"] == "call_cancelled"
    assert (await ask(client, decided, other, ERIKA)).json()["code"] == "call_decided"


async def test_a_call_without_a_vote_and_a_draft_are_said_so(client: Browser) -> None:
    call = await a_call(None)
    await db.execute("DELETE FROM call_phase WHERE call = $1 AND kind = 'vote'", call)
    assert (await client.get(f"/api/award-calls/{call}/ballot")).json()["code"] == "no_vote_in_call"
    draft = await a_call(None, status="draft", published_at=None)
    assert (await client.get(f"/api/award-calls/{draft}/ballot")).status_code == 404


async def test_one_votes_for_nominees_of_this_call(client: Browser) -> None:
    call, *_ = await a_vote_that_is_on()
    _, foreign, _ = await a_vote_that_is_on()
    for entry in (foreign, await an_entry(call, "Bad", status="admitted"), await an_entry(call, "Zoo")):
        answer = await ask(client, call, entry, ERIKA)
        assert (answer.status_code, answer.json()["code"]) == (422, "not_on_ballot")


async def test_who_is_not_nominated_any_more_gets_no_vote(client: Browser) -> None:
    call, tafel, chor = await a_vote_that_is_on()
    asked = await ask(client, call, tafel, ERIKA)
    await db.execute("UPDATE award_entry SET status = 'admitted' WHERE id = $1", tafel)
    answer = await send(client, call, asked, await code_for(ERIKA))
    assert (answer.status_code, answer.json()["code"]) == (422, "not_on_ballot")
    assert (await vote(client, call, chor, ERIKA)).status_code == 201


@pytest.mark.parametrize("email", ["erika", "+1@x.de", "a\x00@x.de", "erika@"])
async def test_what_is_no_address_is_said_at_its_field(client: Browser, email: str) -> None:
    call, tafel, _ = await a_vote_that_is_on()
    answer = await ask(client, call, tafel, email)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "email")


async def test_a_mailbox_is_not_flooded_whatever_is_added_to_its_address(client: Browser) -> None:
    call, tafel, _ = await a_vote_that_is_on()
    found = [
        (await ask(client, call, tafel, f"erika.muster+{n}@gmail.com")).status_code
        for n in range(ballot_rules.CODES_AN_HOUR + 1)
    ]
    assert found == [202] * ballot_rules.CODES_AN_HOUR + [429]


@pytest.fixture
def busy_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A network whose browsers calculate from the second request on, easily."""
    monkeypatch.setattr(ballot_rules, "NETWORK_REQUESTS", 1)
    monkeypatch.setattr(puzzle_rules, "PUZZLE_BITS", 6)


async def _solved(client: Browser, call: UUID) -> dict[str, str]:
    puzzle = (await client.get(f"/api/award-calls/{call}/vote-puzzle")).json()["puzzle"]
    secret, now = b"secret of the votes", clock.now()
    solution = next(str(n) for n in count() if puzzle_rules.is_solved(secret, puzzle, str(n), now))
    return {"puzzle": puzzle, "solution": solution}


@pytest.mark.usefixtures("busy_network")
async def test_in_a_busy_network_everybody_votes_after_a_calculation(client: Browser) -> None:
    call, tafel, _ = await a_vote_that_is_on()
    assert (await ask(client, call, tafel, "a@x.de")).status_code == 202
    for n in range(4):
        refused = await ask(client, call, tafel, f"b{n}@x.de")
        assert (refused.status_code, refused.json()["code"]) == (428, "vote_puzzle_needed")
        assert not await mails_to(f"b{n}@x.de")
        asked = await ask(client, call, tafel, f"b{n}@x.de", solved=await _solved(client, call))
        assert (await send(client, call, asked, await code_for(f"b{n}@x.de"))).status_code == 201


@pytest.mark.usefixtures("busy_network")
async def test_a_calculation_counts_once_and_for_its_call(client: Browser) -> None:
    call, tafel, _ = await a_vote_that_is_on()
    other, *_ = await a_vote_that_is_on(vote_secret=b"another")
    await ask(client, call, tafel, "a@x.de")
    solved = await _solved(client, call)
    assert (await ask(client, call, tafel, "b@x.de", solved=solved)).status_code == 202
    assert (await ask(client, call, tafel, "c@x.de", solved=solved)).status_code == 428
    foreign = (await client.get(f"/api/award-calls/{other}/vote-puzzle")).json()["puzzle"]
    for solution in ("0", "", "x", "9" * 12):
        answer = await ask(client, call, tafel, "c@x.de", solved={"puzzle": foreign, "solution": solution})
        assert answer.status_code == 428


async def test_the_ballot_shows_the_nominees_once_the_vote_begins(client: Browser) -> None:
    call, tafel, chor = await a_vote_that_is_on()
    await an_entry(call, "Bad", status="admitted")
    found = (await client.get(f"/api/award-calls/{call}/ballot")).json()
    assert (found["state"], found["year"]) == ("on", 2026)
    assert {one["entryId"] for one in found["candidates"]} == {str(tafel), str(chor)}
    assert {one["town"] for one in found["candidates"]} == {"Köln"}
    assert "mail" not in str(found["candidates"])
    await set_phases(call, PhaseKind.JURY)
    before = await ballot.of_call(call, now=clock.now())
    assert (before.state, before.candidates) == (VoteState.SOON, [])


async def test_codes_that_nobody_used_leave_no_mail_behind(client: Browser) -> None:
    call, tafel, _ = await a_vote_that_is_on()
    await ask(client, call, tafel, ERIKA)
    await run_jobs()
    assert await db.scalar("SELECT count(*) FROM outbox_message") == 0

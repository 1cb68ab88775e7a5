"""What the public sees of a vote that runs, and what is forgotten of it later."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from ehrenamtskarte.awards.rules import PhaseKind
from ehrenamtskarte.awards.voting import forgetting, standing
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.ids import new_id
from tests.awards.voters import a_vote_that_is_on, ask
from tests.conftest import Browser
from tests.factories import a_vote, set_phases

pytestmark = pytest.mark.usefixtures("database")


async def _shown(call: UUID, now: datetime | None = None) -> list[int] | None:
    found = await standing.of_call(call, now=now or clock.now())
    return [one.votes for one in found.entries] if found.shown else None


async def test_the_public_sees_how_the_vote_stands_where_the_call_says_so() -> None:
    call, tafel, chor = await a_vote_that_is_on(standings_public=True, standings_hidden_days=2)
    for _ in range(2):
        await a_vote(call, chor)
    await a_vote(call, tafel)
    assert await _shown(call) == [2, 1]
    silent, entry, _ = await a_vote_that_is_on()
    await a_vote(silent, entry)
    assert await _shown(silent) is None


async def test_votes_that_were_taken_out_are_not_shown() -> None:
    call, tafel, chor = await a_vote_that_is_on(standings_public=True, standings_hidden_days=0)
    exclusion = new_id()
    await db.execute(
        "INSERT INTO vote_exclusion (id, call, reason, pattern, votes, excluded_by, excluded_at, undone_reason)"
        " SELECT $1, id, 'Ein Rechner', '{}', 1, created_by, now(), '' FROM award_call WHERE id = $2",
        exclusion, call,
    )  # fmt: skip
    await a_vote(call, chor, excluded_in=exclusion)
    await a_vote(call, tafel)
    assert await _shown(call) == [1, 0]


async def test_in_the_last_days_and_after_the_end_nobody_sees_it() -> None:
    call, tafel, _ = await a_vote_that_is_on(standings_public=True, standings_hidden_days=2)
    await a_vote(call, tafel)
    last_day = clock.today() + timedelta(days=5)
    end = datetime.combine(last_day + timedelta(days=1), datetime.min.time(), clock.BERLIN)
    moment = timedelta(microseconds=1)
    assert await _shown(call, end - timedelta(days=2) - moment) is not None
    assert await _shown(call, end - timedelta(days=2)) is None
    assert await _shown(call, end - moment) is None
    assert await _shown(call, end + timedelta(days=3)) is None


async def test_before_the_vote_and_in_a_cancelled_call_there_is_nothing_to_see(client: Browser) -> None:
    call, *_ = await a_vote_that_is_on(standings_public=True)
    await set_phases(call, PhaseKind.JURY)
    cancelled, *_ = await a_vote_that_is_on(
        standings_public=True, status="cancelled", cancelled_at=clock.now()
    )
    for one in (call, cancelled):
        found = (await client.get(f"/api/award-calls/{one}/standing")).json()
        assert found == {"shown": False, "until": None, "votes": 0, "entries": []}


async def _kept(call: UUID) -> tuple[bool, bool]:
    """Whether the secret and the digests of a call are still there."""
    found = await db.row(
        "SELECT c.vote_secret <> '' AS secret, v.network <> '' AS network FROM vote v JOIN award_call c ON c.id = v.call"
        " WHERE c.id = $1",
        call,
    )
    assert found is not None
    return found["secret"], found["network"]


async def test_digests_go_three_months_after_the_result_and_the_votes_stay() -> None:
    now = clock.now()
    ended: dict[str, dict[str, object]] = {
        "old": {"decided_at": now - timedelta(days=99), "embargo_until": now - timedelta(days=91)},
        "new": {"decided_at": now - timedelta(days=99), "embargo_until": now - timedelta(days=89)},
        "cancelled": {"status": "cancelled", "cancelled_at": now - timedelta(days=91)},
        "running": {},
    }
    calls: dict[str, UUID] = {}
    for name, terms in ended.items():
        call, tafel, _ = await a_vote_that_is_on(**terms)
        await a_vote(call, tafel, network=b"net", agent=b"agent", receipt=f"R-{name}")
        calls[name] = call
    await forgetting.forget_old()
    assert {name: await _kept(call) for name, call in calls.items()} == {
        "old": (False, False),
        "new": (True, True),
        "cancelled": (False, False),
        "running": (True, True),
    }
    assert await db.scalar("SELECT count(*) FROM vote WHERE receipt LIKE 'R-%'") == 4


async def test_a_vote_without_an_end_is_forgotten_after_a_year() -> None:
    call, tafel, _ = await a_vote_that_is_on()
    await a_vote(call, tafel, network=b"net")
    await db.execute(
        "UPDATE call_phase SET first_day = first_day - 400, last_day = last_day - 400 WHERE call = $1", call
    )
    await forgetting.forget_old()
    assert await _kept(call) == (False, False)


async def test_codes_are_forgotten_when_they_end(client: Browser) -> None:
    call, tafel, _ = await a_vote_that_is_on()
    await ask(client, call, tafel, "a@x.de")
    await ask(client, call, tafel, "b@x.de")
    await db.execute(
        "UPDATE vote_request SET expires_at = now() - interval '1 second'"
        " WHERE id = (SELECT id FROM vote_request ORDER BY id LIMIT 1)"
    )
    await forgetting.forget_old()
    assert await db.scalar("SELECT count(*) FROM vote_request") == 1

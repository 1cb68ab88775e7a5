"""The result of a vote: hidden until its end, the same for whoever counts, and what is taken out stays to be seen."""

import subprocess
import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehrenamtskarte.awards.rules import PhaseKind
from ehrenamtskarte.awards.voting.tally_rules import ranked
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Role
from tests.conftest import Browser, SignIn
from tests.factories import KOELN, a_call, a_vote, an_entry, an_issuing_body, set_phases

RECOUNT = Path(__file__).parents[2] / "scripts" / "recount_votes.py"


@dataclass(frozen=True)
class Poll:
    """A call of Köln with three nominees, its clerk, and somebody of another town."""

    call: UUID
    entries: list[UUID]
    clerk: Browser
    stranger: Browser
    path: str

    async def votes(self, *numbers: int, **terms: Any) -> None:
        """So many votes for the first entry, the second, ..."""
        for entry, number in zip(self.entries, numbers, strict=False):
            for _ in range(number):
                await a_vote(self.call, entry, **terms)

    async def publish(self) -> None:
        await db.execute(
            "UPDATE award_call SET decided_at = now(), embargo_until = now() - interval '1 hour' WHERE id = $1",
            self.call,
        )


@pytest.fixture
async def poll(sign_in_as: SignIn) -> Poll:
    office, other = await an_issuing_body(KOELN), await an_issuing_body("05111000")
    call = await a_call(office, on=PhaseKind.VOTE)
    entries = [await an_entry(call, name, status="shortlisted") for name in ("Tafel", "Chor", "Zoo")]
    return Poll(
        call,
        entries,
        await sign_in_as("clerk@koeln.example", (Role.CASE_WORKER, office)),
        await sign_in_as("clerk@duesseldorf.example", (Role.CASE_WORKER, other)),
        f"/api/offices/{office}/award-calls/{call}/votes",
    )


@given(st.dictionaries(st.uuids(), st.integers(0, 9), max_size=9))
def test_equal_numbers_share_a_rank_and_nobody_is_lost(votes: dict[UUID, int]) -> None:
    found = ranked(votes)
    assert {one.entry: one.votes for one in found} == votes
    for one in found:
        assert one.rank == 1 + sum(other > one.votes for other in votes.values())


async def test_the_office_sees_how_many_voted_and_not_for_whom_before_the_end(poll: Poll) -> None:
    await poll.votes(2, 1)
    seen = (await poll.clerk.get(poll.path)).json()
    assert (seen["votes"], seen["result"], seen["resultPublic"]) == (3, None, False)
    assert [day["votes"] for day in seen["days"]] == [3]
    refused = await poll.clerk.get(f"{poll.path}/file.csv")
    assert (refused.status_code, refused.json()["code"]) == (409, "vote_still_on")
    await set_phases(poll.call, PhaseKind.DECISION)
    seen = (await poll.clerk.get(poll.path)).json()
    assert [(one["title"], one["name"], one["votes"], one["rank"]) for one in seen["result"]["entries"]] == [
        ("Nachbarn kochen", "Tafel", 2, 1),
        ("Nachbarn kochen", "Chor", 1, 2),
        ("Nachbarn kochen", "Zoo", 0, 3),
    ]


async def test_the_result_names_who_was_on_the_ballot_and_nobody_else(poll: Poll) -> None:
    await an_entry(poll.call, "Nur zugelassen", status="admitted")
    await set_phases(poll.call, PhaseKind.DECISION)
    seen = (await poll.clerk.get(poll.path)).json()["result"]["entries"]
    assert [one["name"] for one in seen] == ["Tafel", "Chor", "Zoo"]


async def test_the_public_sees_nothing_before_the_laureates_are_public(poll: Poll, client: Browser) -> None:
    await poll.votes(1)
    await set_phases(poll.call, PhaseKind.DECISION)
    for path in ("vote-result", "votes.csv"):
        assert (await client.get(f"/api/award-calls/{poll.call}/{path}")).status_code == 404
    await db.execute(
        "UPDATE award_call SET decided_at = now(), embargo_until = now() + interval '1 hour' WHERE id = $1",
        poll.call,
    )
    assert (await client.get(f"/api/award-calls/{poll.call}/vote-result")).status_code == 404
    await poll.publish()
    assert (await client.get(f"/api/award-calls/{poll.call}/vote-result")).json()["votes"] == 1


async def test_a_call_without_a_vote_says_so(poll: Poll) -> None:
    await db.execute("DELETE FROM call_phase WHERE call = $1 AND kind = 'vote'", poll.call)
    assert (await poll.clerk.get(poll.path)).json()["code"] == "no_vote_in_call"


async def test_many_votes_of_one_network_for_one_entry_stand_out_and_are_taken_out(
    poll: Poll, client: Browser
) -> None:
    await poll.votes(12, network=b"\x01\x02")
    await poll.votes(3, 3, 3)
    (found,) = (await poll.clerk.get(f"{poll.path}/patterns")).json()
    assert (found["kind"], found["votes"], found["ofVotes"], found["network"]) == (
        "one_network",
        12,
        12,
        "0102",
    )
    meant = {key: found[key] for key in ("entryId", "network", "since", "until")}
    taken = await poll.clerk.post(
        f"{poll.path}/exclusions", json=meant | {"reason": "Ein  Rechner\n im Verein"}
    )
    assert (taken.status_code, taken.json()["votes"], taken.json()["reason"]) == (
        201,
        12,
        "Ein Rechner im Verein",
    )
    assert (await poll.clerk.get(f"{poll.path}/patterns")).json() == []
    seen = (await poll.clerk.get(poll.path)).json()
    assert (seen["votes"], seen["excluded"]) == (9, 12)
    await set_phases(poll.call, PhaseKind.DECISION)
    await poll.publish()
    public = (await client.get(f"/api/award-calls/{poll.call}/vote-result")).json()
    assert public["exclusions"] == [{"number": 1, "reason": "Ein Rechner im Verein", "votes": 12}]
    assert {one["votes"] for one in public["entries"]} == {3}


async def test_a_shared_network_that_votes_for_all_does_not_stand_out(poll: Poll) -> None:
    await poll.votes(12, 11, 10, network=b"\x01")
    assert (await poll.clerk.get(f"{poll.path}/patterns")).json() == []


async def test_codes_faster_than_by_hand_and_a_burst_stand_out(poll: Poll) -> None:
    hour = clock.now().replace(minute=0, second=0, microsecond=0) - timedelta(days=2)
    for n in range(40):
        at = hour + timedelta(seconds=60 * n)
        await a_vote(poll.call, poll.entries[0], requested_at=at - timedelta(seconds=90), cast_at=at)
    for n in range(6):
        at = hour - timedelta(hours=5 * n + 3)
        await a_vote(poll.call, poll.entries[1], requested_at=at - timedelta(seconds=1), cast_at=at)
    found = (await poll.clerk.get(f"{poll.path}/patterns")).json()
    assert [(one["kind"], one["entryId"], one["votes"]) for one in found] == [
        ("burst", str(poll.entries[0]), 40),
        ("fast", str(poll.entries[1]), 6),
    ]


async def test_a_vote_somebody_reports_is_taken_out_by_its_receipt_and_put_back(poll: Poll) -> None:
    await a_vote(poll.call, poll.entries[0], receipt="ABCD2345EFGH")
    await a_vote(poll.call, poll.entries[0], receipt="ZZZZ2345EFGH")
    taken = await poll.clerk.post(
        f"{poll.path}/exclusions", json={"receipts": [" abcd2345efgh "], "reason": "Fremde Adresse"}
    )
    assert taken.json()["votes"] == 1
    undo = f"{poll.path}/exclusions/{taken.json()['id']}/undoing"
    assert (await poll.clerk.post(undo, json={"reason": " "})).json()["code"] == "vote_reason_missing"
    back = await poll.clerk.post(undo, json={"reason": "War doch die eigene"})
    assert (back.status_code, back.json()["undoneReason"]) == (200, "War doch die eigene")
    assert (await poll.clerk.post(undo, json={"reason": "Noch einmal"})).json()["code"] == "exclusion_undone"
    assert (await poll.clerk.get(poll.path)).json()["votes"] == 2
    audited = await db.rows("SELECT action, facts->>'votes' AS votes FROM audit_entry ORDER BY at")
    assert [(row["action"], row["votes"]) for row in audited][-2:] == [
        ("votes_excluded", "1"),
        ("votes_counted_again", "1"),
    ]


@pytest.mark.parametrize(
    ("meant", "code"),
    [
        ({"network": "0102", "reason": " "}, "vote_reason_missing"),
        ({"reason": "Alles"}, "no_votes_meant"),
        ({"network": "ffff", "reason": "Niemand"}, "no_such_votes"),
    ],
)
async def test_what_is_meant_must_be_said(poll: Poll, meant: dict[str, Any], code: str) -> None:
    await poll.votes(1)
    refused = await poll.clerk.post(f"{poll.path}/exclusions", json=meant)
    assert refused.json()["code"] == code
    assert await db.scalar("SELECT count(*) FROM vote_exclusion") == 0


async def test_an_entry_alone_is_never_emptied(poll: Poll) -> None:
    await poll.votes(2)
    meant = {"entryId": str(poll.entries[0]), "reason": "Gefällt nicht"}
    assert (await poll.clerk.post(f"{poll.path}/exclusions", json=meant)).json()["code"] == "no_votes_meant"


async def test_nobody_counts_a_vote_that_is_on_by_taking_votes_out(poll: Poll) -> None:
    await poll.votes(3)
    meant = {"entryId": str(poll.entries[0]), "reason": "Zu viele"}
    now = clock.now()
    for period in (
        {"since": "2020-01-01T00:00:00Z"},
        {"until": now.isoformat()},
        {"since": (now - timedelta(hours=2)).isoformat(), "until": now.isoformat()},
    ):
        refused = await poll.clerk.post(f"{poll.path}/exclusions", json=meant | period)
        assert (refused.status_code, refused.json()["code"]) == (422, "period_too_long_yet")
    hour = {"since": (now - timedelta(hours=1)).isoformat(), "until": now.isoformat()}
    assert (await poll.clerk.post(f"{poll.path}/exclusions", json=meant | hour)).status_code == 201
    await poll.votes(2)
    await set_phases(poll.call, PhaseKind.DECISION)
    meant["since"] = "2020-01-01T00:00:00Z"
    assert (await poll.clerk.post(f"{poll.path}/exclusions", json=meant)).json()["votes"] == 2


async def test_a_moment_without_its_time_zone_is_refused(poll: Poll) -> None:
    await poll.votes(1)
    meant = {"since": "2026-10-01T12:00:00", "reason": "Zu viele"}
    assert (await poll.clerk.post(f"{poll.path}/exclusions", json=meant)).status_code in (400, 422)


async def test_every_entry_of_the_file_is_in_the_result(poll: Poll, client: Browser) -> None:
    await poll.votes(2, 1)
    await poll.votes(0, 0, 3, network=b"\x09")
    await poll.clerk.post(f"{poll.path}/exclusions", json={"network": "09", "reason": "Ein Rechner"})
    await db.execute(
        "UPDATE award_entry SET status = 'withdrawn', withdrawn_at = now() WHERE id = ANY($1)",
        poll.entries[1:],
    )
    await set_phases(poll.call, PhaseKind.DECISION)
    await poll.publish()
    file = (await client.get(f"/api/award-calls/{poll.call}/votes.csv")).text
    public = (await client.get(f"/api/award-calls/{poll.call}/vote-result")).json()
    assert {line.split(",")[1] for line in file.splitlines()[1:]} == {
        str(one["number"]) for one in public["entries"]
    }
    assert sorted((one["votes"], one["name"]) for one in public["entries"]) == [
        (0, "Zoo"),
        (1, "Chor"),
        (2, "Tafel"),
    ]


async def test_after_the_decision_the_votes_stay_as_they_are(poll: Poll) -> None:
    await poll.votes(2)
    await poll.publish()
    meant = {"fast": True, "reason": "Zu schnell"}
    assert (await poll.clerk.post(f"{poll.path}/exclusions", json=meant)).json()["code"] == "call_decided"


async def test_another_town_knows_nothing_of_the_vote(poll: Poll) -> None:
    for path in ("", "/patterns", "/exclusions", "/file.csv"):
        assert (await poll.stranger.get(f"{poll.path}{path}")).status_code == 404


async def test_anybody_gets_the_result_again_from_the_file(
    poll: Poll, client: Browser, tmp_path: Path
) -> None:
    await poll.votes(7, 4, 4)
    await poll.votes(5, network=b"\x09")
    await poll.clerk.post(f"{poll.path}/exclusions", json={"network": "09", "reason": "Ein Rechner"})
    await set_phases(poll.call, PhaseKind.DECISION)
    await poll.publish()
    file = (await client.get(f"/api/award-calls/{poll.call}/votes.csv")).content
    assert file.decode().splitlines()[0] == "receipt,entry,excluded"
    assert len(file.splitlines()) == 1 + 20
    assert (await poll.clerk.get(f"{poll.path}/file.csv")).content == file
    saved = tmp_path / "stimmen.csv"
    saved.write_bytes(file)
    counted = _recount(saved)
    public = (await client.get(f"/api/award-calls/{poll.call}/vote-result")).json()
    assert [tuple(map(int, line.split("\t"))) for line in counted.stdout.splitlines()] == sorted(
        (one["rank"], one["number"], one["votes"]) for one in public["entries"]
    )
    # Nothing in it tells who voted.
    stored = await db.rows("SELECT voter FROM vote WHERE call = $1", poll.call)
    assert not any(row["voter"].hex() in file.decode() for row in stored)


def test_a_receipt_that_stands_in_the_file_twice_is_noticed(tmp_path: Path) -> None:
    saved = tmp_path / "stimmen.csv"
    saved.write_text("receipt,entry,excluded\nA,1,\nA,2,\n")
    counted = _recount(saved)
    assert counted.returncode == 1
    assert "twice" in counted.stderr


def _recount(file: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-I", str(RECOUNT), str(file)], capture_output=True, text=True, check=False
    )

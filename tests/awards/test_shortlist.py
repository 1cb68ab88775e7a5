"""The shortlist: chosen by hand or by a ranking, within its limit, told once."""

import asyncio
from uuid import UUID

import pytest

from ehrenamtskarte.awards.rules import PhaseKind
from ehrenamtskarte.awards.tables import CallPhase, Judgement
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.ids import new_id
from tests.awards.checking import CheckingOffice, a_checking_office
from tests.conftest import SignIn, mails_to, run_jobs
from tests.factories import a_call, a_juror, a_round, a_vote, an_entry

TEAM = "mia@tafel.example"


async def an_office_choosing(
    sign_in_as: SignIn, on: PhaseKind = PhaseKind.SHORTLIST, nominees: int | None = 2
) -> CheckingOffice:
    return await a_checking_office(sign_in_as, on=on, nominees=nominees)


def nominating(*entries: UUID) -> dict[str, list[str]]:
    return {"entries": [str(entry) for entry in entries]}


async def test_admitted_entries_are_nominated_and_told_once(sign_in_as: SignIn) -> None:
    office = await an_office_choosing(sign_in_as)
    entry = await an_entry(office.call, status="admitted", email=TEAM)
    shown = await office.send("POST", "shortlist/entries", nominating(entry))
    assert (shown["limit"], shown["untold"], shown["open"]) == (2, 1, True)
    await run_jobs()
    assert await mails_to(TEAM) == []
    for _ in range(2):
        shown = await office.send("POST", "shortlist/mails")
    assert (shown["untold"], shown["nominees"][0]["fixed"]) == (0, True)
    await run_jobs()
    assert len(await mails_to(TEAM)) == 1
    refused = await office.refused("DELETE", f"shortlist/entries/{entry}")
    assert refused == (409, "nominee_fixed")


async def test_an_entry_comes_off_the_list_while_nobody_knows(sign_in_as: SignIn) -> None:
    office = await an_office_choosing(sign_in_as)
    entry = await an_entry(office.call, status="shortlisted")
    shown = await office.send("DELETE", f"shortlist/entries/{entry}")
    assert shown["nominees"] == []
    assert (await office.get(f"entries/{entry}"))["status"] == "admitted"
    assert await office.refused("DELETE", f"shortlist/entries/{entry}") == (409, "not_nominated")


async def test_the_limit_holds_for_two_at_once(sign_in_as: SignIn) -> None:
    office = await an_office_choosing(sign_in_as)
    await an_entry(office.call, status="shortlisted")
    entries = [await an_entry(office.call, status="admitted") for _ in range(2)]
    answers = await asyncio.gather(
        *(office.browser.post(office.address("shortlist/entries"), json=nominating(one)) for one in entries)
    )
    assert sorted(answer.status_code for answer in answers) == [200, 422]
    assert {answer.json().get("code") for answer in answers} == {None, "too_many_nominees"}
    assert len((await office.get("shortlist"))["nominees"]) == 2


async def test_only_what_is_admitted_in_this_call_is_nominated(sign_in_as: SignIn) -> None:
    office = await an_office_choosing(sign_in_as)
    elsewhere = await a_call()
    for entry in (await an_entry(office.call), await an_entry(elsewhere, status="admitted")):
        refused = await office.refused("POST", "shortlist/entries", nominating(entry))
        assert refused == (422, "not_nominable")


async def test_the_list_is_fixed_once_the_vote_has_begun(sign_in_as: SignIn) -> None:
    office = await an_office_choosing(sign_in_as, PhaseKind.VOTE)
    entry = await an_entry(office.call, status="shortlisted")
    other = await an_entry(office.call, status="admitted")
    await a_vote(office.call, entry)
    assert (await office.get("shortlist"))["open"] is False
    assert await office.refused("POST", "shortlist/entries", nominating(other)) == (409, "shortlist_fixed")
    assert await office.refused("DELETE", f"shortlist/entries/{entry}") == (409, "shortlist_fixed")


async def test_a_call_without_that_part_has_no_nominees(sign_in_as: SignIn) -> None:
    office = await an_office_choosing(sign_in_as)
    await CallPhase.delete().where((CallPhase.call == office.call) & (CallPhase.kind == "shortlist"))
    entry = await an_entry(office.call, status="admitted")
    refused = await office.refused("POST", "shortlist/entries", nominating(entry))
    assert refused == (409, "call_has_no_shortlist")
    assert await office.refused("POST", "shortlist/mails") == (409, "call_has_no_shortlist")


@pytest.mark.parametrize(("points", "chosen", "tied"), [((5, 4, 3), 2, False), ((5, 3, 3), 2, True)])
async def test_a_round_proposes_its_best_for_the_places_left(
    sign_in_as: SignIn, points: tuple[int, ...], chosen: int, tied: bool
) -> None:
    office = await an_office_choosing(sign_in_as, nominees=3)
    await an_entry(office.call, status="shortlisted")
    juror = await a_juror(office.call)
    judged = await a_round(office.call, juror, criteria=1)
    entries = [await an_entry(office.call, f"Verein {n}", status="admitted") for n in range(3)]
    for entry, given in zip(entries, points, strict=True):
        score = Judgement(id=new_id(), jury_round=judged, entry=entry, juror=juror)
        score.status, score.weighted_points, score.done_at = "done", given, clock.now()
        await score.save()
    proposal = await office.get("shortlist/proposal", round_id=str(judged))
    assert [row["id"] for row in proposal["entries"]] == [str(entry) for entry in entries[:chosen]]
    assert proposal["tied"] is tied
    other = await a_round(await a_call())
    answer = await office.browser.get(office.address("shortlist/proposal"), params={"round_id": str(other)})
    assert answer.status_code == 404


async def test_a_team_knows_of_its_nomination_once_it_is_told(sign_in_as: SignIn) -> None:
    office = await an_office_choosing(sign_in_as)
    team = await sign_in_as(TEAM)
    entry = await an_entry(office.call, status="admitted", email=TEAM)

    async def seen() -> set[str]:
        listed = (await team.get("/api/me/award-entries")).json()["items"]
        return {listed[0]["status"], (await team.get(f"/api/me/award-entries/{entry}")).json()["status"]}

    await office.send("POST", "shortlist/entries", nominating(entry))
    assert await seen() == {"admitted"}
    await office.send("POST", "shortlist/mails")
    assert await seen() == {"shortlisted"}


async def test_a_team_knows_of_its_nomination_when_everybody_does(sign_in_as: SignIn) -> None:
    office = await an_office_choosing(sign_in_as, on=PhaseKind.VOTE)
    team = await sign_in_as(TEAM)
    await an_entry(office.call, status="shortlisted", email=TEAM)
    assert (await team.get("/api/me/award-entries")).json()["items"][0]["status"] == "shortlisted"

"""The formal check: admitting, rejecting, asking back, several at once, and all of it taken back."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest

from ehrenamtskarte.awards.rules import PhaseKind
from ehrenamtskarte.awards.tables import Judgement
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.ids import new_id
from tests.awards.checking import CheckingOffice, a_checking_office
from tests.conftest import SignIn, mails_to, run_jobs
from tests.factories import a_call, a_category, a_juror, a_round, a_vote, an_award_laureate, an_entry

TEAM = "mia@tafel.example"


def in_days(days: int) -> str:
    return (clock.today() + timedelta(days=days)).isoformat()


async def status_of(entry: UUID) -> str:
    return str(await db.scalar("SELECT status FROM award_entry WHERE id = $1", entry))


async def mail_to_team() -> str:
    await run_jobs()
    return (await mails_to(TEAM))[-1]


async def test_an_admitted_entry_takes_part_and_its_team_hears_of_it(sign_in_as: SignIn) -> None:
    office = await a_checking_office(sign_in_as)
    entry = await an_entry(office.call, email=TEAM)
    shown = await office.send("PUT", f"entries/{entry}/admission", {})
    assert shown["status"] == "admitted"
    assert [step["action"] for step in shown["history"]] == ["award_entry_submitted", "award_entry_admitted"]
    assert shown["history"][-1]["by"] == "Vorname Nachname"
    text = await mail_to_team()
    assert "nimmt teil" in text
    assert "/mein/bewerbungen/" in text.replace("%2F", "/")
    assert len(await mails_to(TEAM)) == 1


async def test_a_rejected_entry_is_told_why(sign_in_as: SignIn) -> None:
    office = await a_checking_office(sign_in_as)
    entry = await an_entry(office.call, email=TEAM)
    assert await office.refused("PUT", f"entries/{entry}/rejection", {"reason": "  "}) == (
        422,
        "reason_missing",
    )
    shown = await office.send("PUT", f"entries/{entry}/rejection", {"reason": " Das Projekt ist zu jung. "})
    assert (shown["status"], shown["reason"]) == ("rejected", "Das Projekt ist zu jung.")
    assert "Das Projekt ist zu jung." in await mail_to_team()


async def test_what_was_checked_is_not_checked_again(sign_in_as: SignIn) -> None:
    office = await a_checking_office(sign_in_as)
    entry = await an_entry(office.call, status="admitted")
    gone = await an_entry(
        office.call, status="withdrawn", number=77, submitted_at=clock.now(), withdrawn_at=clock.now()
    )
    for path, body in (
        ("admission", {}),
        ("rejection", {"reason": "Nein"}),
        ("question", {"question": "Was?", "answerBy": in_days(3)}),
    ):
        assert await office.refused("PUT", f"entries/{entry}/{path}", body) == (409, "entry_checked_already")
        assert await office.refused("PUT", f"entries/{gone}/{path}", body) == (409, "entry_is_withdrawn")
    assert await office.refused("DELETE", f"entries/{gone}/check") == (409, "entry_is_withdrawn")


async def test_of_two_who_decide_at_once_one_is_told(sign_in_as: SignIn) -> None:
    office = await a_checking_office(sign_in_as)
    entry = await an_entry(office.call, email=TEAM)
    answers = await asyncio.gather(
        office.browser.put(office.address(f"entries/{entry}/admission"), json={}),
        office.browser.put(office.address(f"entries/{entry}/rejection"), json={"reason": "Nein"}),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    await run_jobs()
    assert len(await mails_to(TEAM)) == 1


async def test_what_changed_since_it_was_looked_at_is_not_decided(sign_in_as: SignIn) -> None:
    office = await a_checking_office(sign_in_as)
    entry = await an_entry(office.call, revision=2)
    assert await office.refused("PUT", f"entries/{entry}/admission", {"revision": 1}) == (
        409,
        "changed_meanwhile",
    )
    assert await status_of(entry) == "submitted"


async def test_a_question_waits_for_its_answer_and_is_overdue_after_its_day(sign_in_as: SignIn) -> None:
    office = await a_checking_office(sign_in_as)
    entry = await an_entry(office.call, email=TEAM)
    question = {"question": "Seit wann gibt es das Projekt?", "answerBy": in_days(1)}
    shown = await office.send("PUT", f"entries/{entry}/question", question)
    assert (shown["status"], shown["overdue"]) == ("asked", False)
    assert "Seit wann gibt es das Projekt?" in await mail_to_team()
    await db.execute("UPDATE award_entry SET answer_by = $2 WHERE id = $1", entry, clock.today())
    assert (await office.get("entries", only="overdue"))["items"] == []
    yesterday = clock.today() - timedelta(days=1)
    await db.execute("UPDATE award_entry SET answer_by = $2 WHERE id = $1", entry, yesterday)
    overdue = (await office.get("entries", only="overdue"))["items"]
    assert [(row["id"], row["overdue"]) for row in overdue] == [(str(entry), True)]
    await office.send("PUT", f"entries/{entry}/rejection", {"reason": "Keine Antwort"})


@pytest.mark.parametrize(
    ("question", "days", "code"),
    [
        (" ", 3, "ask_back_missing"),
        ("Was?", 0, "answer_day_in_past"),
        ("Was?", 91, "answer_day_too_far"),
    ],
)
async def test_a_question_nobody_could_answer_is_refused(
    sign_in_as: SignIn, question: str, days: int, code: str
) -> None:
    office = await a_checking_office(sign_in_as)
    entry = await an_entry(office.call)
    body = {"question": question, "answerBy": in_days(days)}
    assert await office.refused("PUT", f"entries/{entry}/question", body) == (422, code)


@pytest.mark.parametrize("status", ["admitted", "rejected", "asked"])
async def test_a_check_is_taken_back_while_nothing_builds_on_it(sign_in_as: SignIn, status: str) -> None:
    office = await a_checking_office(sign_in_as)
    terms = {"rejected": {"reason": "Nein"}, "asked": {"question": "Was?"}}.get(status, {})
    entry = await an_entry(office.call, status=status, email=TEAM, **terms)
    juror = await a_juror(office.call)
    opened = await a_round(office.call, juror)
    await Judgement(id=new_id(), jury_round=opened, entry=entry, juror=juror).save()
    shown = await office.send("DELETE", f"entries/{entry}/check")
    assert (shown["status"], shown["reason"], shown["question"]) == ("submitted", "", "")
    assert await Judgement.count() == 0
    assert "noch einmal" in await mail_to_team()
    assert await office.refused("DELETE", f"entries/{entry}/check") == (409, "entry_not_checked")


@pytest.mark.parametrize("built", ["judgement", "vote", "laureate"])
async def test_a_check_that_others_build_on_stays(sign_in_as: SignIn, built: str) -> None:
    office = await a_checking_office(sign_in_as)
    entry = await an_entry(office.call, status="admitted")
    if built == "judgement":
        juror = await a_juror(office.call)
        opened = await a_round(office.call, juror)
        given = Judgement(id=new_id(), jury_round=opened, entry=entry, juror=juror)
        given.status, given.weighted_points, given.done_at = "done", 9, clock.now()
        await given.save()
    elif built == "vote":
        await a_vote(office.call, entry)
    else:
        await an_award_laureate(office.call, await a_category(office.call), entry)
    assert await office.refused("DELETE", f"entries/{entry}/check") == (409, "check_built_on")


async def test_a_nominee_stays_checked(sign_in_as: SignIn) -> None:
    office = await a_checking_office(sign_in_as)
    entry = await an_entry(office.call, status="shortlisted")
    assert await office.refused("DELETE", f"entries/{entry}/check") == (409, "entry_on_shortlist")


async def test_several_are_admitted_at_once_and_one_stops_no_other(sign_in_as: SignIn) -> None:
    office = await a_checking_office(sign_in_as)
    waiting = [await an_entry(office.call, f"Verein {n}", email=f"team{n}@example.org") for n in range(3)]
    asked = await an_entry(office.call, status="asked", question="Was?")
    done = await an_entry(office.call, status="rejected", reason="Nein")
    foreign = await an_entry(await a_call())
    outcome = await office.send(
        "POST",
        "checks",
        {"action": "admit", "entries": [str(one) for one in [*waiting, asked, done, foreign, waiting[0]]]},
    )
    assert outcome["done"] == 4
    assert [one["entryId"] for one in outcome["refused"]] == [str(done), str(foreign)]
    assert {await status_of(one) for one in [*waiting, asked]} == {"admitted"}
    assert await status_of(foreign) == "submitted"
    await run_jobs()
    assert all([len(await mails_to(f"team{n}@example.org")) == 1 for n in range(3)])
    assert await db.scalar("SELECT count(*) FROM audit_entry WHERE action = 'award_entry_admitted'") == 4


async def test_several_are_rejected_with_one_reason(sign_in_as: SignIn) -> None:
    office = await a_checking_office(sign_in_as)
    entries = [str(await an_entry(office.call)) for _ in range(2)]
    body = {"action": "reject", "entries": entries}
    assert await office.refused("POST", "checks", body) == (422, "reason_missing")
    assert (await office.send("POST", "checks", body | {"reason": "Zu spät"}))["done"] == 2
    assert await db.scalar("SELECT count(*) FROM award_entry WHERE reason = 'Zu spät'") == 2


async def test_a_duplicate_names_the_entry_that_stays(sign_in_as: SignIn) -> None:
    office = await a_checking_office(sign_in_as)
    staying, double = await an_entry(office.call), await an_entry(office.call)
    elsewhere = await an_entry(await a_call())
    reject = f"entries/{double}/rejection"
    for other, code in ((double, "duplicate_of_itself"), (elsewhere, "duplicate_elsewhere")):
        body = {"reason": "Doppelt", "duplicateOf": str(other)}
        assert await office.refused("PUT", reject, body) == (422, code)
    shown = await office.send("PUT", reject, {"reason": "Doppelt", "duplicateOf": str(staying)})
    assert (shown["duplicateOf"], shown["duplicateReceipt"]) == (str(staying), "2026-0001")
    assert await office.refused(
        "PUT", f"entries/{staying}/rejection", {"reason": "x", "duplicateOf": str(double)}
    ) == (
        422,
        "duplicate_elsewhere",
    )


async def test_nothing_is_checked_after_the_decision(sign_in_as: SignIn) -> None:
    now = clock.now()
    office = await a_checking_office(
        sign_in_as, on=PhaseKind.DECISION, decided_at=now, embargo_until=now + timedelta(days=1)
    )
    entry = await an_entry(office.call)
    assert await office.refused("PUT", f"entries/{entry}/admission", {}) == (409, "call_decided")
    assert await office.refused("POST", "checks", {"action": "admit", "entries": [str(entry)]}) == (
        409,
        "call_decided",
    )


@pytest.mark.parametrize("number", [None, 5])
async def test_drafts_stay_with_those_who_write_them(sign_in_as: SignIn, number: int | None) -> None:
    office: CheckingOffice = await a_checking_office(sign_in_as)
    submitted = clock.now() if number else None
    draft = await an_entry(office.call, status="draft", number=number, submitted_at=submitted)
    assert (await office.get("entries"))["items"] == []
    assert (await office.browser.get(office.address(f"entries/{draft}"))).status_code == 404
    assert await office.refused("PUT", f"entries/{draft}/admission", {}) == (404, "not_found")


async def test_strangers_learn_nothing_whatever_they_leave_out(sign_in_as: SignIn) -> None:
    office = await a_checking_office(sign_in_as)
    entry = await an_entry(office.call)
    stranger = await sign_in_as("fremd@example.org")
    for method, path, body in (
        ("PUT", f"entries/{entry}/rejection", {"reason": " "}),
        ("PUT", f"entries/{entry}/question", {"question": "", "answerBy": in_days(-1)}),
        ("POST", "checks", {"entries": [str(entry)], "action": "reject"}),
    ):
        answer = await stranger.request(method, office.address(path), json=body)
        assert answer.status_code == 404, path

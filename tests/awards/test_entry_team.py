"""Who works on an entry, and what only those who lead may do."""

from uuid import UUID

import pytest

from ehrenamtskarte.awards.entering import drafts, entry_rules, members, showing, submitting, withdrawing
from ehrenamtskarte.awards.rules import EntryStatus, PhaseKind
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound
from tests.awards.entries import an_initiative, written
from tests.conftest import Browser, SignIn, mails_to, run_jobs
from tests.factories import a_call, a_person, an_entry, set_phases

pytestmark = pytest.mark.usefixtures("database")


async def _person(email: str) -> Actor:
    return Actor(await a_person("Mia", "Sommer", email))


async def _a_draft(mia: Actor, call: UUID | None = None) -> UUID:
    now = clock.now()
    entry = await drafts.start(an_initiative(call or await a_call()), actor=mia, now=now)
    await drafts.save(entry, written(), actor=mia, now=now)
    return entry


async def test_a_colleague_gets_a_mail_that_signs_in_and_writes_too() -> None:
    mia, now = await _person("mia@example.org"), clock.now()
    entry = await _a_draft(mia)
    await members.add(entry, " Bo@Example.org ", lead=False, actor=mia, now=now)
    await run_jobs()
    (mail,) = await mails_to("bo@example.org")
    assert "Mia Sommer" in mail and "Nachbarn kochen" in mail and "/anmelden/link" in mail
    bo = await _person("bo@example.org")
    await drafts.save(entry, written(2, title="Alle kochen"), actor=bo, now=now)
    shown = await showing.one(entry, actor=bo, now=now)
    assert (shown.title, shown.lead, shown.may_submit, shown.may_withdraw) == (
        "Alle kochen",
        False,
        False,
        False,
    )


async def test_only_those_who_lead_hand_in_withdraw_and_choose_the_team() -> None:
    mia, bo, now = await _person("mia@example.org"), await _person("bo@example.org"), clock.now()
    entry = await _a_draft(mia)
    await members.add(entry, "bo@example.org", lead=False, actor=mia, now=now)
    for refused in (
        submitting.submit(entry, actor=bo, now=now),
        withdrawing.withdraw(entry, actor=bo, now=now),
        members.add(entry, "cy@example.org", lead=False, actor=bo, now=now),
    ):
        with pytest.raises(entry_rules.OnlyLead):
            await refused


async def test_strangers_do_not_see_it() -> None:
    entry = await _a_draft(await _person("mia@example.org"))
    stranger, now = await _person("cy@example.org"), clock.now()
    for refused in (
        showing.one(entry, actor=stranger, now=now),
        drafts.save(entry, written(2), actor=stranger, now=now),
        submitting.submit(entry, actor=stranger, now=now),
    ):
        with pytest.raises(NotFound):
            await refused


async def test_somebody_always_leads(sign_in_as: SignIn) -> None:
    mia = await sign_in_as("mia@example.org")
    entry = await an_entry(await a_call(), email="mia@example.org", status="draft")
    at = f"/api/me/award-entries/{entry}/members"
    (me,) = (await mia.get(f"/api/me/award-entries/{entry}")).json()["members"]
    assert (await mia.delete(f"{at}/{me['id']}")).json()["code"] == "last_lead"
    assert (await mia.put(f"{at}/{me['id']}", json={"lead": False})).json()["code"] == "last_lead"
    team = (await mia.post(at, json={"email": "bo@example.org", "lead": True})).json()["members"]
    assert [(one["email"], one["lead"]) for one in team] == [
        ("mia@example.org", True),
        ("bo@example.org", True),
    ]
    assert (await mia.post(at, json={"email": "bo@example.org"})).json()["code"] == "already_in_team"
    assert (await mia.delete(f"{at}/{me['id']}")).status_code == 204
    assert (await mia.get(f"/api/me/award-entries/{entry}")).status_code == 404


async def test_a_team_has_a_bound() -> None:
    mia, now = await _person("mia@example.org"), clock.now()
    entry = await _a_draft(mia)
    for n in range(entry_rules.MOST_MEMBERS - 1):
        await members.add(entry, f"n{n}@example.org", lead=False, actor=mia, now=now)
    with pytest.raises(entry_rules.TooManyMembers):
        await members.add(entry, "more@example.org", lead=False, actor=mia, now=now)


async def test_what_is_withdrawn_comes_back_until_the_deadline() -> None:
    mia, now, call = await _person("mia@example.org"), clock.now(), await a_call()
    draft, handed_in = await _a_draft(mia, call), await _a_draft(mia, call)
    await submitting.submit(handed_in, actor=mia, now=now)
    for entry, status in ((draft, EntryStatus.DRAFT), (handed_in, EntryStatus.SUBMITTED)):
        await withdrawing.withdraw(entry, actor=mia, now=now)
        assert (await showing.one(entry, actor=mia, now=now)).may_restore
        with pytest.raises(entry_rules.EntryEnded):
            await withdrawing.withdraw(entry, actor=mia, now=now)
        await withdrawing.restore(entry, actor=mia, now=now)
        assert (await showing.one(entry, actor=mia, now=now)).status == status
        with pytest.raises(entry_rules.EntryNotWithdrawn):
            await withdrawing.restore(entry, actor=mia, now=now)
    await withdrawing.withdraw(handed_in, actor=mia, now=now)
    await set_phases(call, PhaseKind.CHECK)
    with pytest.raises(entry_rules.EntryTooLate):
        await withdrawing.restore(handed_in, actor=mia, now=now)


async def test_what_still_lacks_something_comes_back_as_asked() -> None:
    mia, now = await _person("mia@example.org"), clock.now()
    entry = await an_entry(
        await a_call(),
        email="mia@example.org",
        created_by=mia.person_id,
        status="asked",
        question="Seit wann?",
    )
    await withdrawing.withdraw(entry, actor=mia, now=now)
    await withdrawing.restore(entry, actor=mia, now=now)
    assert (await showing.one(entry, actor=mia, now=now)).status == EntryStatus.ASKED


@pytest.mark.parametrize("status", ["proposed", "declined", "rejected"])
async def test_what_is_not_in_the_running_is_not_withdrawn(status: str, sign_in_as: SignIn) -> None:
    mia = await sign_in_as("mia@example.org")
    reason = {"reason": "Zu spät"} if status == "rejected" else {}
    entry = await an_entry(await a_call(), email="mia@example.org", status=status, **reason)
    assert (await mia.put(f"/api/me/award-entries/{entry}/withdrawal")).status_code == 409


async def test_a_withdrawal_is_noted_for_the_office() -> None:
    mia, now = await _person("mia@example.org"), clock.now()
    entry = await _a_draft(mia)
    await submitting.submit(entry, actor=mia, now=now)
    await withdrawing.withdraw(entry, actor=mia, now=now)
    noted = await db.rows("SELECT action, facts::text FROM audit_entry WHERE subject = $1 ORDER BY id", entry)
    assert [row["action"] for row in noted] == ["award_entry_submitted", "award_entry_withdrawn"]
    assert "submitted" in noted[1]["facts"]


async def test_leaving_needs_no_lead(client: Browser, sign_in_as: SignIn) -> None:
    bo = await sign_in_as("bo@example.org")
    mia, now = await _person("mia@example.org"), clock.now()
    entry = await _a_draft(mia)
    await members.add(entry, "bo@example.org", lead=False, actor=mia, now=now)
    team = (await bo.get(f"/api/me/award-entries/{entry}")).json()["members"]
    own, other = (next(one["id"] for one in team if one["you"] is you) for you in (True, False))
    at = f"/api/me/award-entries/{entry}/members"
    assert (await bo.delete(f"{at}/{other}")).json()["code"] == "only_lead"
    assert (await bo.delete(f"{at}/{own}")).status_code == 204


async def test_strangers_learn_nothing_even_with_a_wrong_address(sign_in_as: SignIn) -> None:
    entry = await _a_draft(await _person("mia@example.org"))
    stranger = await sign_in_as("fremd@example.org")
    answer = await stranger.post(f"/api/me/award-entries/{entry}/members", json={"email": "keine Adresse"})
    assert answer.status_code == 404

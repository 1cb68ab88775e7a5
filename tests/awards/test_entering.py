"""Who may enter, what a draft keeps, and handing in until the last microsecond."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from ehrenamtskarte.awards import rules
from ehrenamtskarte.awards.entering import drafts, entry_rules, showing, submitting
from ehrenamtskarte.awards.rules import EntrantKind, EntryStatus, PhaseKind
from ehrenamtskarte.awards.tables import CallPhase
from ehrenamtskarte.companies.rules import ChangedMeanwhile
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Actor, MembershipOf, Role
from ehrenamtskarte.core.errors import NotFound, Refusal
from tests.awards.entries import an_initiative, ask, written
from tests.conftest import Browser, SignIn, mails_to, run_jobs
from tests.factories import (
    KOELN,
    a_call,
    a_category,
    a_company,
    a_person,
    an_entry,
    an_organisation,
    set_phases,
)

pytestmark = pytest.mark.usefixtures("database")


async def _mia(*memberships: MembershipOf) -> Actor:
    return Actor(await a_person("Mia", "Sommer", "mia@example.org"), memberships)


async def _a_draft(call: UUID, mia: Actor, now: datetime | None = None) -> UUID:
    moment = now or clock.now()
    entry = await drafts.start(an_initiative(call), actor=mia, now=moment)
    await drafts.save(entry, written(), actor=mia, now=moment)
    return entry


def _fields(refusal: Refusal) -> set[str]:
    return {error.field for error in refusal.errors}


async def test_an_initiative_that_is_not_registered_enters_by_its_name() -> None:
    call, mia, now = await a_call(), await _mia(), clock.now()
    entry = await drafts.start(an_initiative(call, name="  Koch  gruppe "), actor=mia, now=now)
    shown = await showing.one(entry, actor=mia, now=now)
    assert (shown.name, shown.municipality, shown.status) == ("Koch gruppe", KOELN, EntryStatus.DRAFT)
    assert shown.lead and shown.may_submit and not shown.registered
    assert shown.contact_email == "mia@example.org"


async def test_a_registered_organisation_brings_its_data() -> None:
    club = await an_organisation("Löschzug 2")
    call, mia = await a_call(), await _mia(MembershipOf(Role.COORDINATOR, club))
    entry = await drafts.start(
        an_initiative(call, organisation_id=club, name="Andere"), actor=mia, now=clock.now()
    )
    shown = await showing.one(entry, actor=mia, now=clock.now())
    assert (shown.name, shown.registered, shown.municipality_name) == ("Löschzug 2", True, "Köln")
    await drafts.save(entry, written(name="Feuerwehr Berlin"), actor=mia, now=clock.now())
    assert (await showing.one(entry, actor=mia, now=clock.now())).name == "Löschzug 2"


async def test_nobody_enters_for_a_club_or_company_of_others() -> None:
    call, mia = await a_call(), await _mia()
    for whose in (
        {"organisation_id": await an_organisation()},
        {"kind": EntrantKind.COMPANY, "company_id": await a_company()},
    ):
        with pytest.raises(NotFound):
            await drafts.start(an_initiative(call, **whose), actor=mia, now=clock.now())


async def test_nobody_enters_for_what_was_rejected_or_has_left() -> None:
    club, firm = await an_organisation(), await a_company()
    await db.execute("UPDATE organisation SET status = 'rejected', reason = 'Unklar' WHERE id = $1", club)
    await db.execute("UPDATE company SET status = 'left', left_at = now() WHERE id = $1", firm)
    mia = await _mia(MembershipOf(Role.COORDINATOR, club), MembershipOf(Role.PARTNER_MANAGER, firm))
    call = await a_call(takes_companies=True)
    for whose in ({"organisation_id": club}, {"kind": EntrantKind.COMPANY, "company_id": firm}):
        with pytest.raises(NotFound):
            await drafts.start(an_initiative(call, **whose), actor=mia, now=clock.now())
    assert (await showing.entrants(call, actor=mia, now=clock.now())).entrants == []


async def test_a_website_is_kept_as_browsers_follow_it() -> None:
    mia, now = await _mia(), clock.now()
    entry = await _a_draft(await a_call(), mia)
    await drafts.save(entry, written(2, website="kochen.example/nippes"), actor=mia, now=now)
    assert (await showing.one(entry, actor=mia, now=now)).website == "https://kochen.example/nippes"
    await drafts.save(entry, written(3, website=" noch  keine "), actor=mia, now=now)
    assert (await showing.one(entry, actor=mia, now=now)).website == "noch keine"


@pytest.mark.parametrize(
    ("kind", "takes", "refusal"),
    [
        (EntrantKind.PERSON, {}, entry_rules.PersonCannotEnter),
        (EntrantKind.COMPANY, {"takes_companies": False}, entry_rules.CompanyCannotEnter),
        (EntrantKind.ORGANISATION, {"takes_organisations": False}, entry_rules.OrganisationCannotEnter),
    ],
)
async def test_only_those_enter_whom_the_call_is_for(
    kind: EntrantKind, takes: dict[str, Any], refusal: type[Refusal]
) -> None:
    call, mia = await a_call(**takes), await _mia()
    with pytest.raises(refusal):
        await drafts.start(an_initiative(call, kind=kind), actor=mia, now=clock.now())


async def test_a_company_outside_the_state_learns_that_a_branch_would_do() -> None:
    call, mia = await a_call(), await _mia()
    berlin = an_initiative(call, kind=EntrantKind.COMPANY, name="Spree GmbH", postal_code="10115")
    with pytest.raises(entry_rules.OutsideState) as refused:
        await drafts.start(berlin, actor=mia, now=clock.now())
    assert _fields(refused.value) == {"postalCode"}
    assert "Niederlassung" in refused.value.text.de


async def test_a_wrong_answer_ends_it_with_the_sentence_of_the_question() -> None:
    call, mia = await a_call(), await _mia()
    await ask(call)
    with pytest.raises(entry_rules.NotEligible) as refused:
        await drafts.start(an_initiative(call, eligibility={"year": False}), actor=mia, now=clock.now())
    assert [(e.field, e.message.de) for e in refused.value.errors] == [
        ("eligibility.year", "Das Projekt muss ein Jahr alt sein.")
    ]


@pytest.mark.parametrize(
    ("last_day", "too_late"),
    [
        (date(2026, 9, 30), datetime(2026, 9, 30, 22, 0, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 25, 23, 0, tzinfo=UTC)),
        (date(2027, 3, 28), datetime(2027, 3, 28, 22, 0, tzinfo=UTC)),
    ],
)
async def test_a_second_late_is_late_also_when_the_clocks_change(last_day: date, too_late: datetime) -> None:
    call, mia = await a_call(), await _mia()
    await CallPhase.update({"first_day": date(2026, 7, 1), "last_day": last_day}).where(
        (CallPhase.call == call) & (CallPhase.kind == PhaseKind.ENTRY.value)
    )
    entry = await _a_draft(call, mia, too_late - timedelta(hours=1))
    with pytest.raises(entry_rules.EntryTooLate):
        await submitting.submit(entry, actor=mia, now=too_late)
    assert (await showing.one(entry, actor=mia, now=too_late)).title == "Nachbarn kochen", "nothing is lost"
    await submitting.submit(entry, actor=mia, now=too_late - timedelta(microseconds=1))
    assert (await showing.one(entry, actor=mia, now=too_late)).number == "2026-0001"


async def test_before_the_first_day_people_learn_when_it_starts() -> None:
    call, mia = await a_call(on=None), await _mia()
    with pytest.raises(entry_rules.EntryNotYetOpen) as refused:
        await drafts.start(an_initiative(call), actor=mia, now=clock.now())
    assert f"{clock.today() + timedelta(days=10):%d.%m.%Y}" in refused.value.text.de


async def test_a_draft_keeps_what_is_wrong_and_handing_in_names_all_of_it() -> None:
    call, mia, now = await a_call(), await _mia(), clock.now()
    await ask(call)
    await a_category(call, "Nachbarschaft", chosen=True)
    entry = await drafts.start(an_initiative(call), actor=mia, now=now)
    wrong = {
        "what": "x" * 60,
        "people": 501,
        "since": "gestern",
        "for": ["old", "young"],
        "page": "kein link",
    }
    await drafts.save(
        entry,
        written(
            title="",
            contact_email="mia@",
            website="http://",
            postal_code="10115",
            answers=wrong,
            eligibility={},
        ),
        actor=mia,
        now=now,
    )
    kept = await showing.one(entry, actor=mia, now=now)
    assert (kept.answers, kept.postal_code) == (wrong, "10115")
    with pytest.raises(entry_rules.EntryIncomplete) as refused:
        await submitting.submit(entry, actor=mia, now=now)
    assert _fields(refused.value) == {
        "title",
        "contactEmail",
        "website",
        "postalCode",
        "categoryId",
        "eligibility.year",
        *(f"answers.{name}" for name in wrong),
    }


async def test_answers_to_fields_that_are_gone_are_dropped() -> None:
    call, mia, now = await a_call(), await _mia(), clock.now()
    await ask(call)
    entry = await drafts.start(an_initiative(call), actor=mia, now=now)
    answers = {"what": "Wir kochen.", "gone": "Weg", "people": 0, "page": "kochen.example"}
    await drafts.save(entry, written(answers=answers), actor=mia, now=now)
    assert (await showing.one(entry, actor=mia, now=now)).answers == {
        "what": "Wir kochen.",
        "people": 0,
        "page": "https://kochen.example",
    }


async def test_a_category_of_another_call_is_refused() -> None:
    call, mia, now = await a_call(), await _mia(), clock.now()
    entry = await drafts.start(an_initiative(call), actor=mia, now=now)
    for category in (await a_category(await a_call(), chosen=True), await a_category(call)):
        with pytest.raises(entry_rules.EntryCategoryUnknown):
            await drafts.save(entry, written(category_id=category), actor=mia, now=now)


async def test_two_who_write_at_once_see_each_other() -> None:
    call, mia, now = await a_call(), await _mia(), clock.now()
    entry = await drafts.start(an_initiative(call), actor=mia, now=now)
    saved = await asyncio.gather(
        *(drafts.save(entry, written(title=str(n)), actor=mia, now=now) for n in range(3)),
        return_exceptions=True,
    )
    assert [type(one) for one in saved].count(ChangedMeanwhile) == 2


async def test_handing_in_gives_a_number_once_and_tells_the_team() -> None:
    call, mia, now = await a_call(), await _mia(), clock.now()
    await an_entry(call)
    entry = await _a_draft(call, mia)
    done = await asyncio.gather(
        *(submitting.submit(entry, actor=mia, now=now) for _ in range(3)), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in done) == ["EntryAlreadySubmitted"] * 2 + ["NoneType"]
    shown = await showing.one(entry, actor=mia, now=now)
    assert (shown.status, shown.number) == (EntryStatus.SUBMITTED, "2026-0002")
    await run_jobs()
    (mail,) = await mails_to("mia@example.org")
    assert "2026-0002" in mail and "/anmelden/link" in mail


async def test_many_at_once_get_numbers_without_gaps() -> None:
    call, mia, now = await a_call(), await _mia(), clock.now()
    entries = [await _a_draft(call, mia) for _ in range(8)]
    await asyncio.gather(*(submitting.submit(one, actor=mia, now=now) for one in entries))
    numbers = await db.rows("SELECT number FROM award_entry WHERE call = $1 ORDER BY number", call)
    assert [row["number"] for row in numbers] == list(range(1, 9))


async def test_what_is_handed_in_changes_until_the_deadline_and_stays_complete() -> None:
    call, mia, now = await a_call(), await _mia(), clock.now()
    entry = await _a_draft(call, mia)
    await submitting.submit(entry, actor=mia, now=now)
    with pytest.raises(entry_rules.EntryIncomplete):
        await drafts.save(entry, written(3, title=""), actor=mia, now=now)
    await drafts.save(entry, written(3, title="Alle kochen"), actor=mia, now=now)
    shown = await showing.one(entry, actor=mia, now=now)
    assert (shown.title, shown.number, shown.status) == ("Alle kochen", "2026-0001", EntryStatus.SUBMITTED)
    await set_phases(call, PhaseKind.CHECK)
    with pytest.raises(entry_rules.EntryFixed):
        await drafts.save(entry, written(4), actor=mia, now=now)


async def test_whoever_was_asked_back_changes_and_answers_after_the_deadline() -> None:
    call, mia, now = await a_call(on=PhaseKind.CHECK), await _mia(), clock.now()
    entry = await an_entry(call, email="mia@example.org", status="asked", question="Seit wann?")
    await drafts.save(entry, written(title="Kochen seit 2020"), actor=mia, now=now)
    with pytest.raises(entry_rules.ReplyMissing):
        await submitting.reply(entry, "  ", actor=mia, now=now)
    await submitting.reply(entry, "Seit 2020.", actor=mia, now=now)
    shown = await showing.one(entry, actor=mia, now=now)
    assert (shown.status, shown.answer, shown.number) == (EntryStatus.SUBMITTED, "Seit 2020.", "2026-0001")
    with pytest.raises(entry_rules.EntryNotAsked):
        await submitting.reply(entry, "Noch etwas", actor=mia, now=now)


async def test_nothing_happens_in_a_cancelled_call() -> None:
    call, mia, now = await a_call(), await _mia(), clock.now()
    entry = await _a_draft(call, mia)
    await db.execute("UPDATE award_call SET status = 'cancelled', cancelled_at = now() WHERE id = $1", call)
    with pytest.raises(rules.CallCancelled):
        await submitting.submit(entry, actor=mia, now=now)
    assert (await showing.one(entry, actor=mia, now=now)).may_change is False


async def test_somebody_has_a_bounded_number_of_drafts() -> None:
    call, mia = await a_call(), await _mia()
    for _ in range(entry_rules.MOST_OPEN_ENTRIES):
        await drafts.start(an_initiative(call), actor=mia, now=clock.now())
    with pytest.raises(entry_rules.TooManyOpenEntries):
        await drafts.start(an_initiative(call), actor=mia, now=clock.now())


async def test_a_draft_of_a_call_nobody_sees_is_not_there(client: Browser, sign_in_as: SignIn) -> None:
    call = await a_call(status="draft", published_at=None)
    mia = await sign_in_as("mia@example.org")
    assert (await mia.get(f"/api/me/award-calls/{call}/entrants")).status_code == 404


async def test_people_see_whom_they_can_enter_for(sign_in_as: SignIn) -> None:
    club, company, call = await an_organisation("Anker"), await a_company("Bad"), await a_call()
    mia = await sign_in_as("mia@example.org", (Role.COORDINATOR, club), (Role.PARTNER_MANAGER, company))
    entry = await an_entry(call, organisation=club, email="mia@example.org", status="draft")
    found = (await mia.get(f"/api/me/award-calls/{call}/entrants")).json()
    assert [(one["name"], one["kind"], one["entryId"]) for one in found["entrants"]] == [
        ("Anker", "organisation", str(entry)),
        ("Bad", "company", None),
    ]
    assert found["call"]["open"] and found["takesNominations"]


async def test_my_entries_come_in_pages_the_latest_first(sign_in_as: SignIn) -> None:
    mia, call, now = await sign_in_as("mia@example.org"), await a_call(), clock.now()
    for n in range(60):
        await an_entry(call, f"Nr {n:02}", email="mia@example.org", changed_at=now - timedelta(minutes=n))
    await an_entry(call, "Fremd")
    first = (await mia.get("/api/me/award-entries")).json()
    second = (await mia.get("/api/me/award-entries", params={"cursor": first["next"]})).json()
    assert [one["name"] for one in [*first["items"], *second["items"]]] == [f"Nr {n:02}" for n in range(60)]
    assert second["next"] is None
    assert (await mia.get("/api/me/award-entries", params={"cursor": "abc"})).status_code == 400

from uuid import UUID

import pytest

from ehrenamtskarte.core import db
from tests.conftest import Browser, SignIn, mails_to, run_jobs
from tests.hours.conftest import Record, confirm, inbox, on_roster, some_days_ago


@pytest.fixture
async def erika(sign_in_as: SignIn) -> Browser:
    return await sign_in_as("erika@example.org")


async def reject(
    browser: Browser, club: UUID, reason: str = "Bitte das Datum prüfen.", **selection: object
) -> object:
    answer = await browser.post(f"/api/organisations/{club}/rejections", json={"reason": reason} | selection)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def hand_in(browser: Browser, club: UUID, days: int = 1) -> str:
    body = {"organisationId": str(club), "startsOn": some_days_ago(days), "minutes": 60}
    found: str = (await browser.post("/api/me/hours", json=body)).json()["id"]
    return found


async def test_the_volunteer_learns_the_reason_on_screen_and_by_mail(
    erika: Browser, jana: Browser, club: UUID
) -> None:
    entry = await hand_in(erika, club)
    done = await reject(jana, club, records=[entry])
    assert done == {"rejected": 1, "people": 1, "minutes": 60, "ownSkipped": 0}
    listed = (await erika.get("/api/me/hours")).json()["items"]
    assert [(e["status"], e["reason"]) for e in listed] == [("rejected", "Bitte das Datum prüfen.")]
    await run_jobs()
    [mail] = await mails_to("erika@example.org")
    assert "Löschzug 2 hat einen Eintrag Ihrer Stunden nicht bestätigt" in mail
    assert "Bitte das Datum prüfen." in mail and "/mein/stunden" in mail


async def test_one_mail_tells_of_all_entries_in_the_persons_language(
    erika: Browser, jana: Browser, club: UUID
) -> None:
    await erika.patch("/api/me", json={"language": "en"})
    for days in (1, 2, 3):
        await hand_in(erika, club, days)
    await reject(jana, club, people=[str(erika.person_id)])  # type: ignore[attr-defined]
    await run_jobs()
    [mail] = await mails_to("erika@example.org")
    assert "Löschzug 2 did not confirm 3 entries of your hours." in mail


async def test_a_person_without_an_address_is_no_obstacle(jana: Browser, club: UUID, record: Record) -> None:
    await record(await on_roster(club, "Kai", "Ohne"))
    await reject(jana, club, all=True)
    assert await run_jobs() > 0
    assert await db.scalar("SELECT count(*) FROM outbox_message") == 0


async def test_a_rejection_needs_a_reason(erika: Browser, jana: Browser, club: UUID) -> None:
    await hand_in(erika, club)
    for reason in ("", "   "):
        refused = await jana.post(
            f"/api/organisations/{club}/rejections", json={"all": True, "reason": reason}
        )
        assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "reason")
    assert (await inbox(jana, club))["totals"]["entries"] == 1


async def test_what_is_decided_stays_decided(erika: Browser, jana: Browser, club: UUID) -> None:
    entry = await hand_in(erika, club)
    await confirm(jana, club, records=[entry])
    assert await reject(jana, club, records=[entry]) == {
        "rejected": 0,
        "people": 0,
        "minutes": 0,
        "ownSkipped": 0,
    }


async def test_a_corrected_entry_may_be_handed_in_again(erika: Browser, jana: Browser, club: UUID) -> None:
    await hand_in(erika, club)
    await reject(jana, club, all=True)
    assert await hand_in(erika, club)
    assert (await confirm(jana, club, all=True))["confirmed"] == 1


async def test_nobody_rejects_the_own_hours(jana: Browser, club: UUID) -> None:
    await hand_in(jana, club)
    assert await reject(jana, club, all=True) == {
        "rejected": 0,
        "people": 0,
        "minutes": 0,
        "ownSkipped": 1,
    }


async def test_a_stranger_rejects_nothing(
    erika: Browser, stranger: Browser, jana: Browser, club: UUID
) -> None:
    entry = await hand_in(erika, club)
    refused = await stranger.post(
        f"/api/organisations/{club}/rejections", json={"records": [entry], "reason": "weil"}
    )
    assert refused.status_code == 404
    assert (await inbox(jana, club))["totals"]["entries"] == 1

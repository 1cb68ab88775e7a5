"""What holders report about offers, and what their office answers without learning a name."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from ehrenamtskarte.benefits.campaigns import campaign_rules
from ehrenamtskarte.benefits.holders import reports
from ehrenamtskarte.benefits.holders.reports import Report
from ehrenamtskarte.benefits.rules import ReportKind
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Role
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.pagination import cursor_of
from tests.benefits.holders import a_holder, one_after_the_other
from tests.conftest import Browser, SignIn, actor_of, mails_to, run_jobs
from tests.factories import STATE, a_benefit, a_company, a_venue, an_issuing_body

DUESSELDORF = "05111000"


@pytest.fixture
async def office(database: None) -> UUID:
    return await an_issuing_body()


@pytest.fixture
async def company(office: UUID) -> UUID:
    return await a_company()


@pytest.fixture
async def offer(company: UUID) -> UUID:
    return await a_benefit(company)


@pytest.fixture
async def hanna(sign_in_as: SignIn, office: UUID) -> Browser:
    return await a_holder(sign_in_as, office)


@pytest.fixture
async def clerk(sign_in_as: SignIn, office: UUID) -> Browser:
    return await sign_in_as("amt@koeln.example", (Role.CASE_WORKER, office))


async def _report(browser: Browser, offer: UUID, **fields: Any) -> httpx.Response:
    return await browser.post(f"/api/benefits/{offer}/reports", json={"kind": "refused"} | fields)


async def _reports(browser: Browser, office: UUID | str, **query: Any) -> dict[str, Any]:
    answer = await browser.get(f"/api/offices/{office}/benefit-reports", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def test_what_a_holder_reports_reaches_the_office_without_a_name(
    hanna: Browser, clerk: Browser, office: UUID, company: UUID, offer: UUID
) -> None:
    venue = await a_venue(company, "Freibad")
    today = clock.today().isoformat()
    words = "Die Kasse kannte die Karte nicht."
    answer = await _report(hanna, offer, venueId=str(venue), happenedOn=today, text=f" {words}\n")
    assert answer.status_code == 201, answer.text
    page = await clerk.get(f"/api/offices/{office}/benefit-reports")
    row = page.json()["items"][0]
    assert (row["companyName"], row["venueName"], row["text"], row["happenedOn"]) == (
        "Schlossbad",
        "Freibad",
        words,
        today,
    )
    assert row["contactEmail"] == "kasse@bad.example"
    assert row["openReportsOfBenefit"] == 1
    assert page.json()["total"] == 1
    for name in ("Vorname", "Nachname", "hanna", str(hanna.person_id)):  # type: ignore[attr-defined]
        assert name not in page.text


async def test_an_answer_closes_the_case_and_goes_to_the_holder(
    hanna: Browser, clerk: Browser, office: UUID, offer: UUID
) -> None:
    report = (await _report(hanna, offer)).json()["id"]
    address = f"/api/offices/{office}/benefit-reports/{report}/answer"
    missing = await clerk.post(address, json={"answer": "  "})
    assert missing.json()["errors"][0]["field"] == "answer"
    done = await clerk.post(address, json={"answer": "Wir haben mit dem Bad gesprochen."})
    assert done.status_code == 200, done.text
    assert done.json()["openReportsOfBenefit"] == 0
    again = await clerk.post(address, json={"answer": "Noch einmal"})
    assert again.json()["code"] == "report_already_closed"
    await run_jobs()
    mail = (await mails_to("hanna@example.org"))[-1]
    assert "Wir haben mit dem Bad gesprochen." in mail
    mine = (await hanna.get("/api/me/benefit-reports")).json()[0]
    assert mine["answer"] == "Wir haben mit dem Bad gesprochen."
    assert mine["closedAt"]
    assert (await _reports(clerk, office))["items"] == []
    assert len((await _reports(clerk, office, closed=True))["items"]) == 1


async def test_two_clerks_who_answer_at_once_do_not_both(
    hanna: Browser, sign_in_as: SignIn, clerk: Browser, office: UUID, offer: UUID
) -> None:
    report = (await _report(hanna, offer)).json()["id"]
    address = f"/api/offices/{office}/benefit-reports/{report}/answer"
    other = await sign_in_as("amt2@koeln.example", (Role.CASE_WORKER, office))
    answers = await asyncio.gather(*(one.post(address, json={"answer": "Ja"}) for one in (clerk, other)))
    assert sorted(answer.status_code for answer in answers) == [200, 409]


async def test_without_a_card_nobody_reports_but_learns_what_to_do(sign_in_as: SignIn, offer: UUID) -> None:
    answer = await _report(await sign_in_as("ohne@example.org"), offer)
    assert (answer.status_code, answer.json()["code"]) == (409, "card_needed")


async def test_a_second_report_of_the_same_offer_waits_for_the_first(
    hanna: Browser, clerk: Browser, office: UUID, company: UUID, offer: UUID
) -> None:
    report = (await _report(hanna, offer)).json()["id"]
    refused = await _report(hanna, offer)
    assert refused.status_code == 409
    assert refused.json()["code"] == "already_reported"
    assert "schon etwas gemeldet" in refused.json()["detail"]
    assert (await _report(hanna, await a_benefit(company, "Anderes"))).status_code == 201
    await clerk.post(f"/api/offices/{office}/benefit-reports/{report}/answer", json={"answer": "Erledigt"})
    assert (await _report(hanna, offer)).status_code == 201


async def test_a_double_tap_files_one_report(hanna: Browser, offer: UUID) -> None:
    actor, now = await actor_of(hanna), clock.now()

    async def file() -> str:
        try:
            await reports.file(offer, Report(ReportKind.REFUSED), actor=actor, now=now)
        except campaign_rules.AlreadyReported:
            return "refused"
        return "filed"

    assert await one_after_the_other(file, file) == ("filed", "refused")


async def test_ten_reports_a_day_are_enough(hanna: Browser, company: UUID) -> None:
    offers = [await a_benefit(company, f"Angebot {n}") for n in range(11)]
    answers = [(await _report(hanna, offer)).status_code for offer in offers]
    assert answers == [201] * 10 + [429]


async def test_the_place_belongs_to_the_company(hanna: Browser, offer: UUID) -> None:
    elsewhere = await a_venue(await a_company("Museum"))
    answer = await _report(hanna, offer, venueId=str(elsewhere))
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "venueId"


@pytest.mark.parametrize("days", [1, -400])
async def test_the_day_lies_within_the_last_year(hanna: Browser, offer: UUID, days: int) -> None:
    day = (clock.today() + timedelta(days=days)).isoformat()
    answer = await _report(hanna, offer, happenedOn=day)
    assert answer.json()["errors"][0]["field"] == "happenedOn"


@pytest.mark.parametrize("kind", [ReportKind.WRONG, ReportKind.OTHER])
def test_what_is_wrong_needs_words(kind: ReportKind) -> None:
    with pytest.raises(campaign_rules.WordsMissing):
        campaign_rules.check_report(kind, "", None, clock.today())
    campaign_rules.check_report(ReportKind.CLOSED, "", None, clock.today())


async def test_an_offer_nobody_ever_saw_cannot_be_reported(hanna: Browser, company: UUID) -> None:
    waiting = await a_benefit(company, "Wartet", status="waiting")
    assert (await _report(hanna, waiting)).status_code == 404
    assert (await _report(hanna, new_id())).status_code == 404


async def test_an_offer_that_ended_can_still_be_reported(hanna: Browser, offer: UUID) -> None:
    await db.execute("UPDATE benefit SET status = 'ended'")
    assert (await _report(hanna, offer)).status_code == 201


async def test_a_foreign_office_neither_sees_nor_answers(
    hanna: Browser, clerk: Browser, sign_in_as: SignIn, office: UUID, offer: UUID
) -> None:
    report = (await _report(hanna, offer)).json()["id"]
    other = await an_issuing_body(DUESSELDORF)
    stranger = await sign_in_as("amt@duesseldorf.example", (Role.CASE_WORKER, other))
    state = await sign_in_as("land@nrw.example", (Role.STATE_OFFICE, STATE))
    assert (await stranger.get(f"/api/offices/{office}/benefit-reports")).status_code == 404
    assert (await _reports(stranger, other))["items"] == []
    assert (await _reports(state, "state"))["items"] == []
    for browser, name in ((stranger, office), (stranger, other), (state, "state"), (clerk, other)):
        answer = await browser.post(
            f"/api/offices/{name}/benefit-reports/{report}/answer", json={"answer": "Ja"}
        )
        assert answer.status_code == 404
    unknown = await clerk.get("/api/offices/nirgendwo/benefit-reports")
    assert unknown.status_code == 404


async def test_reports_about_statewide_companies_go_to_the_state_office(
    hanna: Browser, clerk: Browser, sign_in_as: SignIn, office: UUID
) -> None:
    chain = await a_company("Kette", statewide=True)
    elsewhere = await a_company("Hofladen", "05113000")
    for company in (chain, elsewhere):
        await _report(hanna, await a_benefit(company))
    state = await sign_in_as("land@nrw.example", (Role.STATE_OFFICE, STATE))
    names = [row["companyName"] for row in (await _reports(state, "state"))["items"]]
    assert names == ["Kette", "Hofladen"]
    assert (await _reports(clerk, office))["items"] == []
    await run_jobs()
    assert await mails_to("ehrenamt@stadt.example") == []


async def test_the_office_gets_one_mail_a_day(hanna: Browser, company: UUID, offer: UUID) -> None:
    await _report(hanna, offer)
    await _report(hanna, await a_benefit(company, "Anderes"))
    await run_jobs()
    mails = await mails_to("ehrenamt@stadt.example")
    assert len(mails) == 1
    assert "/meldungen" in mails[0]
    assert "hanna" not in mails[0]


async def test_reports_are_found_by_company_and_offer_and_come_page_by_page(
    sign_in_as: SignIn, clerk: Browser, office: UUID, company: UUID, offer: UUID
) -> None:
    museum = await a_benefit(await a_company("Römermuseum"), "Freier Eintritt")
    now = clock.now()
    for number in range(60):
        person = await sign_in_as(f"p{number}@example.org")
        await db.execute(
            "INSERT INTO benefit_report (id, benefit, person, kind, text, reported_at, answer)"
            " VALUES ($1, $2, $3, 'refused', $4, $5, '')",
            new_id(), museum if number == 7 else offer, person.person_id, str(number), now + timedelta(seconds=number),  # type: ignore[attr-defined]
        )  # fmt: skip
    first = await _reports(clerk, office)
    assert first["total"] == 60
    rest = await _reports(clerk, office, cursor=first["next"])
    assert [row["text"] for row in first["items"] + rest["items"]] == [str(number) for number in range(60)]
    assert rest["next"] is None
    found = await _reports(clerk, office, q="eintritt romermuseum")
    assert [row["text"] for row in found["items"]] == ["7"]
    await db.execute("UPDATE benefit_report SET closed_at = now()")
    latest = await _reports(clerk, office, closed=True)
    then = await _reports(clerk, office, closed=True, cursor=latest["next"])
    texts = [row["text"] for row in latest["items"] + then["items"]]
    assert texts == [str(number) for number in reversed(range(60))]
    for broken in (cursor_of("a", "b"), cursor_of("2026-11-22T12:00:00", str(new_id()))):
        answer = await clerk.get(f"/api/offices/{office}/benefit-reports", params={"cursor": broken})
        assert answer.status_code == 400


async def test_script_in_a_report_stays_text(
    hanna: Browser, clerk: Browser, office: UUID, offer: UUID
) -> None:
    words = "<script>alert(1)</script> & 'x'; DROP TABLE benefit_report"
    await _report(hanna, offer, text=words)
    assert (await _reports(clerk, office))["items"][0]["text"] == words
    too_long = await _report(hanna, offer, text="x" * 40_000)
    assert too_long.status_code in (400, 422)

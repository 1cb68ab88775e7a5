"""The engagement of the month: the office gives months away, everybody sees them from their first day."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from xml.etree import ElementTree as ET

import pytest

from ehrenamtskarte.awards.controllers import kept_answers
from ehrenamtskarte.awards.honouring import months_public
from ehrenamtskarte.awards.rules import PhaseKind
from ehrenamtskarte.awards.tables import AwardCall, AwardEntry
from ehrenamtskarte.benefits.public_list.kept import Shelf
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Role
from ehrenamtskarte.core.clock import BERLIN
from ehrenamtskarte.core.errors import NotFound
from tests.conftest import Browser, SignIn
from tests.factories import KOELN, a_call, a_month, an_entry, an_entry_picture, an_issuing_body

pytestmark = pytest.mark.usefixtures("database")
LATER = datetime(2035, 6, 15, tzinfo=UTC)


@pytest.fixture(autouse=True)
def forget_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests change and ask within the second for which an answer is kept."""
    monkeypatch.setattr(kept_answers, "SHELF", Shelf())


@pytest.fixture
async def office() -> UUID:
    return await an_issuing_body(KOELN)


@pytest.fixture
async def clerk(sign_in_as: SignIn, office: UUID) -> Browser:
    return await sign_in_as("amt@koeln.example", (Role.CASE_WORKER, office))


async def nominees(call: UUID, *names: str) -> list[str]:
    return [str(await an_entry(call, name, status="shortlisted")) for name in names]


def months_of(office: UUID, call: UUID) -> str:
    return f"/api/offices/{office}/award-calls/{call}/months"


def plan(*months: tuple[str, str], revision: int = 0) -> dict[str, Any]:
    return {"revision": revision, "months": [{"entry": entry, "month": month} for entry, month in months]}


async def test_the_office_gives_months_away_and_changes_two_at_once(clerk: Browser, office: UUID) -> None:
    call = await a_call(office, on=PhaseKind.JURY, first_month=date(2027, 1, 1), month_prize_cents=100_000)
    choir, club = await nominees(call, "Chor", "Verein")
    before = (await clerk.get(months_of(office, call))).json()
    assert (before["revision"], before["months"], before["prizeCents"]) == (0, [], 100_000)
    assert [one["name"] for one in before["nominees"]] == ["Chor", "Verein"]
    body = plan((choir, "2027-01"), (club, "2027-02"))
    body["months"][0] |= {"prizeCents": 100_000, "text": {"de": " Sie singen. ", "en": ""}}
    saved = (await clerk.put(months_of(office, call), json=body)).json()
    assert saved["months"][0] == {
        "entry": choir,
        "month": "2027-01",
        "prizeCents": 100_000,
        "text": {"de": "Sie singen.", "en": ""},
        "shown": False,
    }
    swapped = await clerk.put(
        months_of(office, call), json=plan((choir, "2027-02"), (club, "2027-01"), revision=1)
    )
    assert [one["entry"] for one in swapped.json()["months"]] == [club, choir]
    actions = await db.rows("SELECT action, facts FROM audit_entry WHERE action = 'months_planned'")
    assert len(actions) == 2


async def test_a_wrong_plan_changes_nothing(clerk: Browser, office: UUID) -> None:
    call = await a_call(office, on=PhaseKind.JURY)
    choir, club = await nominees(call, "Chor", "Verein")
    admitted = str(await an_entry(call, "Nicht dabei", status="admitted"))
    foreign = str(await an_entry(await a_call(office), "Anderswo", status="shortlisted"))
    for body, code in (
        (plan((choir, "2027-01"), (club, "2027-01")), "month_taken"),
        (plan((choir, "2027-01"), (choir, "2027-02")), "nominee_has_two_months"),
        (plan((admitted, "2027-01")), "not_on_the_shortlist"),
        (plan((foreign, "2027-01")), "not_on_the_shortlist"),
    ):
        refused = await clerk.put(months_of(office, call), json=body)
        assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert await db.scalar("SELECT count(*) FROM monthly_engagement") == 0


@pytest.mark.parametrize("month", ["2027-13", "2027-00", "27-01", "2027-01-01", ""])
async def test_what_is_no_month_is_refused(clerk: Browser, office: UUID, month: str) -> None:
    call = await a_call(office, on=PhaseKind.JURY)
    (choir,) = await nominees(call, "Chor")
    refused = await clerk.put(months_of(office, call), json=plan((choir, month)))
    assert refused.status_code in (400, 422)


async def test_negative_money_and_endless_texts_are_refused(clerk: Browser, office: UUID) -> None:
    call = await a_call(office, on=PhaseKind.JURY)
    (choir,) = await nominees(call, "Chor")
    for wrong in ({"prizeCents": -1}, {"text": {"de": "x" * 4001}}):
        body = plan((choir, "2027-01"))
        body["months"][0] |= wrong
        assert (await clerk.put(months_of(office, call), json=body)).status_code in (400, 422)


async def test_of_two_who_save_at_once_the_second_is_told(clerk: Browser, office: UUID) -> None:
    call = await a_call(office, on=PhaseKind.JURY)
    choir, club = await nominees(call, "Chor", "Verein")
    answers = await asyncio.gather(
        clerk.put(months_of(office, call), json=plan((choir, "2027-01"))),
        clerk.put(months_of(office, call), json=plan((club, "2027-01"))),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert {answer.json().get("code") for answer in answers} == {None, "changed_meanwhile"}


async def test_a_cancelled_call_gives_no_months_away(clerk: Browser, office: UUID) -> None:
    call = await a_call(office, status="cancelled", cancelled_at=clock.now())
    refused = await clerk.put(months_of(office, call), json=plan())
    assert (refused.status_code, refused.json()["code"]) == (409, "months_not_for_cancelled")


async def test_an_engagement_is_shown_from_midnight_in_berlin() -> None:
    call = await a_call(on=PhaseKind.JURY)
    await a_month(call, await an_entry(call, "Chor", status="shortlisted"), date(2027, 7, 1))
    midnight = datetime(2027, 7, 1, tzinfo=BERLIN)
    assert (await months_public.of_year(midnight - timedelta(microseconds=1))).items == []
    with pytest.raises(NotFound):
        await months_public.of_month("2027-07", midnight - timedelta(microseconds=1))
    (found,) = await months_public.of_month("2027-07", midnight)
    assert (found.name, found.month, found.town) == ("Chor", "2027-07", "Köln")


async def test_the_states_engagement_comes_before_those_of_towns(office: UUID) -> None:
    for owner, name in ((office, "Stadt"), (None, "Land")):
        call = await a_call(owner, on=PhaseKind.JURY)
        await a_month(call, await an_entry(call, name, status="shortlisted"), date(2027, 7, 1))
    assert [one.name for one in await months_public.of_month("2027-07", LATER)] == ["Land", "Stadt"]
    assert [one.name for one in (await months_public.of_year(LATER)).items] == ["Land", "Stadt"]


async def test_each_year_has_its_months_and_the_latest_is_shown_first() -> None:
    call = await a_call(on=PhaseKind.JURY)
    for month in (date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1)):
        await a_month(call, await an_entry(call, f"{month:%m}", status="shortlisted"), month)
    latest = await months_public.of_year(LATER)
    assert (latest.year, latest.years) == (2027, [2027, 2026])
    assert [one.month for one in latest.items] == ["2027-02", "2027-01"]
    assert [one.month for one in (await months_public.of_year(LATER, year=2026)).items] == ["2026-12"]
    assert (await months_public.of_year(LATER, year=1999)).items == []


async def test_a_year_of_many_towns_has_pages() -> None:
    wanted = set()
    for number in range(55):
        call = await a_call(on=PhaseKind.JURY)
        await a_month(call, await an_entry(call, status="shortlisted"), date(2027, 1 + number % 3, 1))
        wanted.add(call)
    first = await months_public.of_year(LATER)
    second = await months_public.of_year(LATER, cursor=first.next)
    assert (len(first.items), len(second.items), second.next) == (50, 5, None)
    assert {one.call for one in first.items + second.items} == wanted
    months = [one.month for one in first.items + second.items]
    assert months == sorted(months, reverse=True)


async def test_who_withdrew_or_whose_call_is_cancelled_is_no_longer_shown() -> None:
    call, other = await a_call(on=PhaseKind.JURY), await a_call(on=PhaseKind.JURY)
    entry = await an_entry(call, "Chor", status="shortlisted")
    await a_month(call, entry, date(2026, 1, 1))
    await a_month(other, await an_entry(other, "Verein", status="shortlisted"), date(2026, 2, 1))
    assert len(await months_public.latest(LATER)) == 2
    await AwardEntry.update({"status": "withdrawn", "withdrawn_at": clock.now()}).where(
        AwardEntry.id == entry
    )
    await AwardCall.update({"status": "cancelled", "cancelled_at": clock.now()}).where(AwardCall.id == other)
    assert await months_public.latest(LATER) == []


async def test_everybody_subscribes_to_calendar_and_feed(client: Browser) -> None:
    call = await a_call(on=PhaseKind.JURY)
    entry = await an_entry(call, "Chor", status="shortlisted", title="Singen für alle")
    await an_entry_picture(entry)
    await a_month(call, entry, date(2026, 1, 1))
    calendar = await client.get("/api/engagements-of-the-month/calendar.ics")
    assert calendar.headers["content-type"].startswith("text/calendar")
    assert calendar.headers["access-control-allow-origin"] == "*"
    assert "Singen für alle (Chor)" in calendar.text.replace("\r\n ", "")
    feed = await client.get("/api/engagements-of-the-month/feed.atom")
    assert feed.headers["content-type"].startswith("application/atom+xml")
    assert len(ET.fromstring(feed.content).findall("{*}entry")) == 1
    known = {"if-none-match": feed.headers["etag"]}
    assert (await client.get("/api/engagements-of-the-month/feed.atom", headers=known)).status_code == 304


async def test_a_month_has_a_page_and_nonsense_has_none(client: Browser) -> None:
    call = await a_call(on=PhaseKind.JURY)
    await a_month(
        call, await an_entry(call, "Chor", status="shortlisted"), date(2026, 1, 1), text_de="Danke."
    )
    (found,) = (await client.get("/api/engagements-of-the-month/2026-01")).json()
    assert (found["name"], found["text"]["de"]) == ("Chor", "Danke.")
    for wrong in ("2026-02", "2026-99", "gestern", "2026-01-01"):
        assert (await client.get(f"/api/engagements-of-the-month/{wrong}")).status_code == 404
    assert (await client.get("/api/engagements-of-the-month", params={"cursor": "x"})).status_code == 400

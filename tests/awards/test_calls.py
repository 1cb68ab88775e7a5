"""Calls are laid down, changed, published, cancelled and copied by their office."""

import asyncio
from datetime import date, timedelta
from typing import Any

import pytest

from ehrenamtskarte.awards.rules import PhaseKind
from ehrenamtskarte.core import clock, db
from tests.awards.offices import an_award_office
from tests.conftest import SignIn
from tests.factories import a_call, a_category, a_juror, a_round, a_vote, an_entry


def in_days(days: int) -> str:
    return (clock.today() + timedelta(days=days)).isoformat()


async def test_the_prize_comes_ready_to_publish_but_for_whom_to_ask(sign_in_as: SignIn) -> None:
    office = await an_award_office(sign_in_as)
    year = clock.today().year + 2
    made = await office.clerk.post(office.path, json={"template": "engagement_prize", "year": year})
    assert made.status_code == 201, made.text
    call = made.json()
    assert (call["status"], call["title"]["de"]) == ("draft", f"Engagementpreis {year}")
    assert (call["nominees"], call["monthPrizeCents"], call["firstMonth"]) == (12, 100_000, f"{year}-01-01")
    vote = next(phase for phase in call["phases"] if phase["kind"] == "vote")
    assert (vote["firstDay"], vote["lastDay"]) == (f"{year}-10-01", f"{year}-10-31")
    assert [prize["decidedBy"] for prize in call["categories"]] == ["vote", "jury", "sponsor"]
    assert (call["takesOrganisations"], call["takesCompanies"]) == (True, False)
    assert [gap["part"] for gap in call["gaps"]] == ["details"]

    path = f"{office.path}/{call['id']}"
    refused = await office.clerk.post(f"{path}/publication")
    assert (refused.status_code, refused.json()["code"]) == (422, "call_not_ready")
    await office.clerk.patch(path, json={"revision": 1, "contactEmail": "preis@nrw.example"})
    published = await office.clerk.post(f"{path}/publication")
    assert (published.status_code, published.json()["status"]) == (200, "published"), published.text
    assert await db.scalar("SELECT count(*) FROM audit_entry WHERE action = 'award_call_published'") == 1
    again = await office.clerk.post(f"{path}/publication")
    assert (again.status_code, again.json()["code"]) == (409, "call_already_published")


async def test_the_companies_award_has_ten_winners_and_asks_for_release_days(sign_in_as: SignIn) -> None:
    office = await an_award_office(sign_in_as)
    year = clock.today().year + 1
    made = await office.state.post(
        "/api/offices/state/award-calls", json={"template": "engaged_company", "year": year}
    )
    call = made.json()
    assert (call["office"], call["takesCompanies"], call["takesOrganisations"]) == (None, True, False)
    assert [prize["winners"] for prize in call["categories"]] == [10]
    assert call["phases"][0] | {"endsAt": "", "on": False} == {
        "kind": "entry", "firstDay": f"{year}-05-01", "lastDay": f"{year}-08-31", "endsAt": "", "on": False, "over": False,
    }  # fmt: skip
    assert {"release", "release_days", "together"} <= {field["id"] for field in call["form"]}
    assert [gap["text"]["de"] for gap in call["gaps"]] == ["Geben Sie eine E-Mail-Adresse für Fragen an."]


async def test_templates_say_what_they_hold_for_the_next_year_one_can_enter(sign_in_as: SignIn) -> None:
    office = await an_award_office(sign_in_as)
    offered = (await office.clerk.get(f"/api/offices/{office.id}/award-templates")).json()
    assert [one["template"] for one in offered] == ["engagement_prize", "engaged_company", "own"]
    for one in offered[:2]:
        assert one["phases"][0]["lastDay"] >= clock.today().isoformat()
        assert one["fields"] > 5
    wanted = await office.clerk.get(f"/api/offices/{office.id}/award-templates", params={"year": 2031})
    assert wanted.json()[0]["phases"][0]["firstDay"] == "2030-06-15"


@pytest.mark.parametrize("year", [-5, 1999, 2101, 10**14])
async def test_there_are_no_templates_for_years_nobody_plans(sign_in_as: SignIn, year: int) -> None:
    office = await an_award_office(sign_in_as)
    path = f"/api/offices/{office.id}/award-templates"
    assert (await office.clerk.get(path, params={"year": year})).json()["code"] == "call_year_unknown"


async def test_an_empty_call_needs_a_name_and_lists_all_it_lacks(sign_in_as: SignIn) -> None:
    office = await an_award_office(sign_in_as)
    nameless = await office.clerk.post(office.path, json={"template": "own", "year": 2027})
    assert (nameless.status_code, nameless.json()["errors"][0]["field"]) == (422, "title.de")
    made = await office.clerk.post(
        office.path, json={"template": "own", "year": 2027, "title": {"de": " Heimat  Preis "}}
    )
    call = made.json()
    assert call["title"]["de"] == "Heimat Preis"
    assert {gap["part"] for gap in call["gaps"] if gap["blocks"]} == {"details", "phases", "categories"}
    refused = (await office.clerk.post(f"{office.path}/{call['id']}/publication")).json()
    assert len(refused["errors"]) == len([gap for gap in call["gaps"] if gap["blocks"]])


async def test_what_is_wrong_with_what_a_call_says_is_said_at_its_field(sign_in_as: SignIn) -> None:
    office = await an_award_office(sign_in_as)
    nobody = {"takesOrganisations": False, "takesCompanies": False, "takesNominations": False}
    for changes, code, field in (
        ({"title": {"de": " – "}}, "call_title_missing", "title.de"),
        (nobody, "nobody_may_enter", "takesOrganisations"),
        ({"firstMonth": "2027-01-01"}, "months_need_nominees", "nominees"),
        ({"contactEmail": "nobody"}, "email_invalid", "contactEmail"),
    ):
        answer = await office.clerk.patch(office.call, json={"revision": 1, **changes})
        assert (answer.status_code, answer.json()["code"]) == (422, code), changes
        assert answer.json()["errors"][0]["field"] == field
    for beyond in (
        {"monthPrizeCents": -1},
        {"nominees": 0},
        {"standingsHiddenDays": 400},
        {"title": {"de": "x" * 201}},
    ):
        assert (await office.clerk.patch(office.call, json={"revision": 1, **beyond})).status_code == 422


async def test_only_what_is_given_changes_and_an_embargo_never_does(sign_in_as: SignIn) -> None:
    office = await an_award_office(sign_in_as)
    changes = {
        "revision": 1,
        "motto": {"de": " Zusammen\nstark "},
        "nominees": 12,
        "firstMonth": "2027-01-15",
        "embargoUntil": "2026-01-01T00:00:00Z",
        "status": "draft",
    }
    call = (await office.clerk.patch(office.call, json=changes)).json()
    assert (call["motto"]["de"], call["firstMonth"], call["revision"]) == ("Zusammen stark", "2027-01-01", 2)
    assert (call["embargoUntil"], call["status"]) == (None, "published")


async def test_of_two_who_edit_a_call_at_once_one_is_told(sign_in_as: SignIn) -> None:
    office = await an_award_office(sign_in_as)
    answers = await asyncio.gather(
        office.clerk.patch(office.call, json={"revision": 1, "contactPhone": "1"}),
        office.clerk.put(f"{office.call}/form", json={"revision": 1, "fields": []}),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert {answer.json().get("code") for answer in answers} == {None, "changed_meanwhile"}


async def test_who_entered_cannot_be_shut_out(sign_in_as: SignIn) -> None:
    office = await an_award_office(sign_in_as)
    await an_entry(office.call_id, "Bäckerei", kind="company", status="draft")
    answer = await office.clerk.patch(office.call, json={"revision": 1, "takesCompanies": False})
    assert (answer.status_code, answer.json()["code"]) == (409, "entrants_are_in")
    fine = await office.clerk.patch(office.call, json={"revision": 1, "takesNominations": False})
    assert fine.json()["takesNominations"] is False


async def test_what_voters_were_promised_stays_once_they_vote(sign_in_as: SignIn) -> None:
    office = await an_award_office(sign_in_as, on=PhaseKind.VOTE)
    answer = await office.clerk.patch(office.call, json={"revision": 1, "standingsPublic": True})
    assert (answer.status_code, answer.json()["code"]) == (409, "standings_are_promised")
    same = await office.clerk.patch(office.call, json={"revision": 1, "standingsPublic": False})
    assert same.status_code == 200


async def test_a_draft_can_be_thrown_away_and_a_published_call_cannot(sign_in_as: SignIn) -> None:
    office = await an_award_office(sign_in_as)
    refused = await office.clerk.delete(office.call)
    assert (refused.status_code, refused.json()["code"]) == (409, "only_draft_calls_are_deleted")
    draft = await a_call(office.id, status="draft", published_at=None)
    await a_category(draft)
    assert (await office.clerk.delete(f"{office.path}/{draft}")).status_code == 204
    assert (await office.clerk.get(f"{office.path}/{draft}")).status_code == 404


async def test_a_cancelled_call_tells_once_who_entered_and_why(sign_in_as: SignIn) -> None:
    office = await an_award_office(sign_in_as, title_en="Prize")
    await an_entry(office.call_id, email="mia@example.org")
    await an_entry(office.call_id, "Chor", email="chor@example.org", status="draft")
    await an_entry(
        office.call_id, "Weg", email="weg@example.org", status="withdrawn", withdrawn_at=clock.now()
    )
    nothing = await office.clerk.post(f"{office.call}/cancellation", json={"reason": {"de": " "}})
    assert (nothing.status_code, nothing.json()["errors"][0]["field"]) == (422, "reason.de")
    why = {"reason": {"de": "Die Mittel fehlen.", "en": "There is no money."}}
    cancelled = await office.clerk.post(f"{office.call}/cancellation", json=why)
    assert (cancelled.json()["status"], cancelled.json()["reason"]["de"]) == (
        "cancelled",
        "Die Mittel fehlen.",
    )
    told = await db.rows("SELECT payload::text AS mail FROM outbox_message")
    mails = " ".join(row["mail"] for row in told)
    assert ("mia@example.org" in mails, "chor@example.org" in mails, "weg@example.org" in mails) == (
        True,
        True,
        False,
    )
    assert "Die Mittel fehlen." in mails
    again = await office.clerk.post(f"{office.call}/cancellation", json=why)
    assert (again.status_code, again.json()["code"]) == (409, "call_cancelled")
    late = await office.clerk.patch(office.call, json={"revision": 2, "contactPhone": "1"})
    assert (late.status_code, late.json()["code"]) == (409, "call_cancelled")


async def test_next_years_call_is_like_this_one_a_year_later(sign_in_as: SignIn) -> None:
    office = await an_award_office(
        sign_in_as,
        title_de="Preis 2026",
        motto_de="Seit 1987, auch 2026",
        first_month=date(2026, 1, 1),
        nominees=12,
    )
    await a_category(office.call_id, "Preis der Jury", winners=2)
    await an_entry(office.call_id)
    old = await office.shown()
    made = await office.clerk.post(f"{office.call}/copies", json={})
    assert made.status_code == 201, made.text
    copy = made.json()
    assert (copy["year"], copy["title"]["de"], copy["status"]) == (2027, "Preis 2027", "draft")
    assert (copy["motto"]["de"], copy["firstMonth"]) == ("Seit 1987, auch 2027", "2027-01-01")
    assert [(one["name"]["de"], one["winners"]) for one in copy["categories"]] == [("Preis der Jury", 2)]
    assert len(copy["phases"]) == len(old["phases"])
    assert all(
        int(new["firstDay"][:4]) == int(before["firstDay"][:4]) + 1
        for new, before in zip(copy["phases"], old["phases"], strict=True)
    )
    assert copy["figures"]["submitted"] == 0
    secrets = await db.rows("SELECT DISTINCT vote_secret FROM award_call")
    assert len(secrets) == 2


async def test_the_figures_count_entries_votes_and_judgements(sign_in_as: SignIn) -> None:
    office = await an_award_office(sign_in_as)
    one = await an_entry(office.call_id, "A", status="shortlisted")
    await an_entry(office.call_id, "B")
    await an_entry(office.call_id, "C", status="draft")
    await an_entry(office.call_id, "D", status="withdrawn", withdrawn_at=clock.now())
    await a_round(office.call_id, await a_juror(office.call_id))
    await a_vote(office.call_id, one)
    figures = (await office.shown())["figures"]
    assert figures == {
        "drafts": 1, "proposed": 0, "submitted": 1, "asked": 0, "admitted": 0, "rejected": 0, "shortlisted": 1,
        "withdrawn": 0, "votes": 1, "jurors": 1, "judgements": 0, "judgementsDone": 0,
    }  # fmt: skip


async def test_the_list_is_the_offices_own_by_year_with_search_and_pages(sign_in_as: SignIn) -> None:
    office = await an_award_office(sign_in_as)
    await a_call(None, title_de="Landespreis", sort_key="landespreis")
    for number in range(55):
        name = f"Preis {number:02}"
        await a_call(office.id, title_de=name, sort_key=name.lower(), year=2020 + number % 5)
    await an_entry(office.call_id)
    first = (await office.clerk.get(office.path)).json()
    assert (len(first["items"]), first["total"]) == (50, 56)
    rest = (await office.clerk.get(office.path, params={"cursor": first["next"]})).json()
    order = [(-row["year"], row["title"]["de"]) for row in [*first["items"], *rest["items"]]]
    assert (len(order), order == sorted(order), rest["next"]) == (56, True, None)
    assert len({row["id"] for row in [*first["items"], *rest["items"]]}) == 56
    newest = first["items"][0]
    assert (newest["on"], newest["entries"], newest["toCheck"]) == (["entry"], 1, 1)
    found: list[dict[str, Any]] = (await office.clerk.get(office.path, params={"q": "preis 07"})).json()[
        "items"
    ]
    assert [row["title"]["de"] for row in found] == ["Preis 07"]
    assert (await office.clerk.get(office.path, params={"year": 2021})).json()["total"] == 11
    assert (await office.clerk.get(office.path, params={"status": "draft"})).json()["total"] == 0
    of_state = (await office.state.get("/api/offices/state/award-calls")).json()["items"]
    assert [row["title"]["de"] for row in of_state] == ["Landespreis"]
    for broken in ("WzEsMl0", "WyI5OTk5OTk5OTk5OSIsIiIsIjAwMDAwMDAwLTAwMDAtMDAwMC0wMDAwLTAwMDAwMDAwMDAwMCJd"):
        assert (await office.clerk.get(office.path, params={"cursor": broken})).status_code == 400


async def test_a_call_of_another_office_is_not_there(sign_in_as: SignIn) -> None:
    office = await an_award_office(sign_in_as)
    elsewhere = await a_call(None)
    assert (await office.clerk.get(f"{office.path}/{elsewhere}")).status_code == 404
    assert (await office.clerk.get(f"{office.path}/{elsewhere}/preview")).status_code == 404
    assert (await office.state.get(f"/api/offices/state/award-calls/{office.call_id}")).status_code == 404


async def test_the_office_sees_the_page_of_its_draft_and_nobody_else_does(sign_in_as: SignIn) -> None:
    office = await an_award_office(sign_in_as, status="draft", published_at=None, about_de="Worum es geht")
    shown = await office.clerk.get(f"{office.call}/preview")
    assert (shown.status_code, shown.json()["about"]["de"]) == (200, "Worum es geht")
    assert (await office.clerk.get(f"/api/award-calls/{office.call_id}")).status_code == 404

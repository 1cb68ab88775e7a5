import asyncio
from datetime import timedelta
from uuid import UUID, uuid4

import httpx
import pytest

from ehrenamtskarte.applications import offers
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Role
from ehrenamtskarte.core.pagination import cursor_of
from ehrenamtskarte.eligibility.rule_sets import load_rule_sets
from tests.applications.conftest import ANSWERS, World, audited, id_of, statuses, the_case
from tests.conftest import mails_to, run_jobs
from tests.factories import an_issuing_body, an_organisation, confirmed_hours

LEVERKUSEN = "05316000"


async def decide(
    clerk: httpx.AsyncClient, case: str, how: str = "approval", reason: str = ""
) -> httpx.Response:
    return await clerk.post(f"/api/applications/{case}/{how}", json={"reason": reason} if reason else None)


async def test_an_approval_gives_the_card(world: World) -> None:
    volunteer, case = await world.waiting()
    approved = await decide(await world.clerk(), case)
    assert (approved.status_code, approved.json()["status"]) == (200, "approved")
    assert approved.json()["validFrom"] == clock.today().isoformat()
    await run_jobs()
    card = await db.row("SELECT person, kind, valid_from, valid_until FROM card")
    assert card is not None and (card["person"], card["kind"]) == (id_of(volunteer), "standard")
    assert card["valid_until"].isoformat() == approved.json()["validUntil"]
    assert await audited(case) == ["card_offered", "offer_accepted", "application_approved"]


async def test_a_rejection_tells_the_person_why(world: World) -> None:
    volunteer, case = await world.waiting()
    rejected = await decide(await world.clerk(), case, "rejection", " Bitte Nachweis der Jahre. ")
    assert (rejected.json()["status"], rejected.json()["reason"]) == ("rejected", "Bitte Nachweis der Jahre.")
    await run_jobs()
    mail = (await mails_to("erika@example.org"))[-1]
    assert "Stadt Köln konnte Ihren Antrag nicht bewilligen" in mail and "Bitte Nachweis der Jahre." in mail
    seen = (await volunteer.get(f"/api/applications/{case}")).json()
    assert (seen["status"], seen["reason"]) == ("rejected", "Bitte Nachweis der Jahre.")


async def test_a_rejection_needs_a_reason(world: World) -> None:
    _, case = await world.waiting()
    refused = await decide(await world.clerk(), case, "rejection", "  ")
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "reason")


async def test_of_two_case_workers_at_once_exactly_one_wins(world: World) -> None:
    _, case = await world.waiting()
    clerks = [await world.clerk(f"amt{n}@koeln.example") for n in range(4)]
    answers = await asyncio.gather(
        decide(clerks[0], case),
        decide(clerks[1], case),
        decide(clerks[2], case, "rejection", "Nein"),
        decide(clerks[3], case, "rejection", "Doch nicht"),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    winner = next(answer for answer in answers if answer.status_code == 200)
    assert {a.json()["code"] for a in answers if a is not winner} == {f"already_{winner.json()['status']}"}
    await run_jobs()
    assert await db.scalar("SELECT count(*) FROM card") == (winner.json()["status"] == "approved")


async def test_withdrawing_and_approving_at_once_has_one_winner(world: World) -> None:
    volunteer, case = await world.waiting()
    clerk = await world.clerk()
    answers = await asyncio.gather(
        decide(clerk, case), volunteer.post(f"/api/applications/{case}/withdrawal")
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]


async def test_nobody_decides_on_the_own_application(world: World) -> None:
    volunteer, case = await world.waiting("amt@koeln.example")
    clerk = await world.clerk("amt@koeln.example")
    assert id_of(clerk) == id_of(volunteer)
    for answer in (await decide(clerk, case), await decide(clerk, case, "rejection", "Nein")):
        assert (answer.status_code, answer.json()["code"]) == (403, "own_application")
    assert await statuses(id_of(clerk)) == ["submitted"]


async def test_whoever_confirmed_the_hours_does_not_grant_the_card(world: World) -> None:
    clerk = await world.clerk()
    volunteer, case = await world.waiting()
    await confirmed_hours(id_of(volunteer), world.club, 60, clock.today(), confirmed_by=id_of(clerk))
    assert (await clerk.get(f"/api/applications/{case}")).json()["case"]["mayDecide"] is False
    refused = await decide(clerk, case)
    assert (refused.status_code, refused.json()["code"]) == (403, "confirmed_by_yourself")


async def test_foreign_offices_clubs_and_offers_not_accepted_are_not_found(world: World) -> None:
    volunteer = await world.volunteer()
    case = await the_case(volunteer)
    clerk = await world.clerk()
    assert (await decide(clerk, case)).status_code == 404, "an offer is not the office's business yet"
    assert (await clerk.get(f"/api/applications/{case}")).status_code == 404
    await volunteer.post(f"/api/applications/{case}/acceptance", json=ANSWERS)
    other = await world.sign_in_as("amt@lev.example", (Role.CASE_WORKER, await an_issuing_body(LEVERKUSEN)))
    coordinator = await world.sign_in_as("jana@example.org", (Role.COORDINATOR, world.club))
    for stranger in (other, coordinator):
        assert (await stranger.get(f"/api/applications/{case}")).status_code == 404
        assert (await decide(stranger, case)).status_code == 404
        assert (await decide(stranger, case, "rejection", "Nein")).status_code == 404
        assert (await stranger.get(f"/api/issuing-bodies/{world.body}/applications")).status_code == 404
        many = await stranger.post(
            f"/api/issuing-bodies/{world.body}/approvals", json={"applications": [case]}
        )
        assert many.status_code == 404


async def test_without_the_second_factor_a_case_worker_sees_nothing(world: World) -> None:
    _, case = await world.waiting()
    clerk = await world.clerk(second_factor=False)
    for answer in (await clerk.get(f"/api/applications/{case}"), await decide(clerk, case)):
        assert (answer.status_code, answer.json()["code"]) == (403, "second_factor_needed")


async def test_the_case_shows_all_that_the_decision_needs(world: World) -> None:
    volunteer, case = await world.waiting(
        allowances=[{"kind": "trainer", "centsPerYear": 5000}],
        consents={"processing": True, "correctness": True, "publication": True},
    )
    await confirmed_hours(
        id_of(volunteer), await an_organisation("Tafel"), 120, clock.today() - timedelta(days=900)
    )
    _, twin = await world.waiting("zwilling@example.org")
    seen = (await (await world.clerk()).get(f"/api/applications/{case}")).json()
    assert (seen["result"], seen["missing"], seen["ruleSet"]["minutesPerYear"]) == ("met", [], 200 * 60)
    assert {c["code"]: c["result"] for c in seen["criteria"]} == {
        "hours": "met",
        "prior_years": "met",
        "place": "met",
        "allowance": "met",
    }
    found = seen["case"]
    assert [c["code"] for c in found["criteriaAtSubmission"]] == [c["code"] for c in seen["criteria"]]
    assert (found["person"]["municipalityName"], found["person"]["email"]) == ("Köln", "erika@example.org")
    assert [(e["organisation"], e["minutes"], e["minutesCounted"]) for e in found["evidence"]] == [
        ("Löschzug 2", 210 * 60, 210 * 60),
        ("Tafel", 120, 0),
    ]
    assert [s["since"] for s in found["evidence"][0]["statements"]] == ["2020-01-01"]
    assert found["allowances"] == [{"kind": "trainer", "centsPerYear": 5000}]
    assert found["consents"] == {"processing": True, "correctness": True, "publication": True, "news": False}
    assert [(d["id"], d["status"]) for d in found["duplicates"]] == [(twin, "submitted")]
    assert [h["action"] for h in found["history"]] == ["card_offered", "offer_accepted"]
    assert [h["by"] for h in found["history"]] == [None, "Vorname Nachname"]
    assert found["mayDecide"] is True


async def test_a_case_of_another_office_is_named_but_not_linked(world: World) -> None:
    _, case = await world.waiting()
    other = await an_issuing_body(LEVERKUSEN)
    await world.waiting("zwilling@example.org")
    await db.execute("UPDATE application SET issuing_body = $1 WHERE id <> $2::uuid", other, UUID(case))
    (twin,) = (await (await world.clerk()).get(f"/api/applications/{case}")).json()["case"]["duplicates"]
    assert (twin["id"], twin["issuingBodyName"]) == (None, "Stadt Leverkusen")


async def test_the_list_says_who_may_be_there_twice(world: World) -> None:
    await world.waiting()
    listed = f"/api/issuing-bodies/{world.body}/applications"
    clerk = await world.clerk()
    assert [row["hasDuplicates"] for row in (await clerk.get(listed)).json()["items"]] == [False]
    await world.waiting("zwilling@example.org")
    assert [row["hasDuplicates"] for row in (await clerk.get(listed)).json()["items"]] == [True, True]


async def test_an_application_is_judged_by_the_rules_of_its_day(world: World) -> None:
    _, case = await world.waiting()
    await db.execute(
        "UPDATE rule_set SET rules = rules || '{\"minutes_per_year\": 60000}' WHERE municipality IS NULL"
    )
    try:
        seen = (await (await world.clerk()).get(f"/api/applications/{case}")).json()
        assert (seen["result"], seen["ruleSet"]["minutesPerYear"]) == ("met", 200 * 60)
    finally:
        await load_rule_sets()


async def test_what_is_confirmed_while_the_case_waits_helps(world: World) -> None:
    volunteer = await world.volunteer(minutes=190 * 60)
    applied = (await volunteer.post("/api/me/applications", json={"kind": "standard"} | ANSWERS)).json()
    clerk = await world.clerk()
    await confirmed_hours(id_of(volunteer), world.club, 600, clock.today())
    seen = (await clerk.get(f"/api/applications/{applied['id']}")).json()
    hours_at_submission = next(c for c in seen["case"]["criteriaAtSubmission"] if c["code"] == "hours")
    assert (seen["result"], hours_at_submission["result"]) == ("met", "not_met")


async def test_waiting_for_the_decision_harms_nobody(world: World) -> None:
    _, case = await world.waiting()
    long_ago = clock.now() - timedelta(days=400)
    await db.execute(
        "UPDATE application SET submitted_at = $2, offered_at = $2 WHERE id = $1::uuid", UUID(case), long_ago
    )
    await db.execute("UPDATE hour_record SET starts_on = starts_on - 400, ends_on = ends_on - 400")
    assert (await (await world.clerk()).get(f"/api/applications/{case}")).json()["result"] == "met"


async def test_the_office_sees_counts_finds_names_and_pages(world: World) -> None:
    clerk = await world.clerk()
    names = ["Ähre", "Öl", "Zebra", "d'Thies"]
    by_name: dict[str, str] = {}
    for name in names:
        _, case = await world.waiting(f"{len(by_name)}@example.org", familyName=name, givenName="Eva")
        by_name[name] = case
    await world.volunteer("nur-angeboten@example.org")
    await decide(clerk, by_name["Zebra"])
    address = f"/api/issuing-bodies/{world.body}/applications"
    page = (await clerk.get(address, params={"sort": "name"})).json()
    assert [row["name"] for row in page["items"]] == ["Eva Ähre", "Eva d'Thies", "Eva Öl", "Eva Zebra"]
    assert page["counts"] == {"submitted": 3, "approved": 1, "rejected": 0, "withdrawn": 0}
    assert (page["total"], page["next"]) == (4, None)
    assert {c["code"]: c["result"] for c in page["items"][0]["criteria"]}["hours"] == "met"
    waiting = (await clerk.get(address, params={"status": "submitted"})).json()
    assert [row["name"] for row in waiting["items"]] == ["Eva Ähre", "Eva Öl", "Eva d'Thies"]
    newest = (await clerk.get(address, params={"sort": "-submitted"})).json()
    assert [row["name"] for row in newest["items"]] == ["Eva d'Thies", "Eva Zebra", "Eva Öl", "Eva Ähre"]
    found = (await clerk.get(address, params={"q": "ÖL"})).json()
    assert [row["name"] for row in found["items"]] == ["Eva Öl"]
    assert found["counts"]["submitted"] == 1


@pytest.mark.parametrize("sort", ["name", "submitted", "-submitted"])
async def test_the_list_pages_without_losing_anybody(world: World, sort: str) -> None:
    clerk = await world.clerk()
    _, case = await world.waiting()
    await db.execute(
        "INSERT INTO person (id, given_name, family_name, street, postal_code, phone, language, created_at)"
        " SELECT gen_random_uuid(), 'P', n::text, '', '', '', 'de', now() FROM generate_series(1, 119) AS n"
    )
    await db.execute(
        "INSERT INTO application SELECT gen_random_uuid(), p.id, a.issuing_body, a.municipality, a.kind, a.origin,"
        " a.status, p.family_name, a.rule_set, a.outcome, a.result, a.publication, a.news, a.offered_at,"
        " a.submitted_at - make_interval(secs => length(p.family_name)), NULL, NULL, false, '', NULL, NULL, NULL"
        " FROM application a, person p WHERE p.given_name = 'P'"
    )
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = await clerk.get(
            f"/api/issuing-bodies/{world.body}/applications", params={"sort": sort, "cursor": cursor}
        )
        seen += [row["id"] for row in page.json()["items"]]
        cursor = page.json()["next"]
    assert len(seen) == len(set(seen)) == 120
    assert case in seen


@pytest.mark.parametrize("values", [("a", "b"), ("2026-11-22", str(uuid4())), ("a",)])
async def test_a_made_up_cursor_is_refused(world: World, values: tuple[str, ...]) -> None:
    answer = await (await world.clerk()).get(
        f"/api/issuing-bodies/{world.body}/applications", params={"cursor": cursor_of(*values)}
    )
    assert (answer.status_code, answer.json()["code"]) == (400, "unknown_cursor")


async def test_many_clear_cases_are_granted_at_once_and_the_others_named(world: World) -> None:
    clerk = await world.clerk()
    (_, first), (_, second), (_, third) = [await world.waiting(f"{n}@example.org") for n in range(3)]
    await decide(await world.clerk("kollegin@koeln.example"), third, "rejection", "Nein")
    _, own_case = await world.waiting("amt@koeln.example")
    done = await clerk.post(
        f"/api/issuing-bodies/{world.body}/approvals",
        json={"applications": [first, second, third, own_case, str(uuid4())]},
    )
    assert done.json()["approved"] == 2
    assert {(one["applicationId"], one["code"]) for one in done.json()["skipped"]} == {
        (third, "already_rejected"),
        (own_case, "own_application"),
    }
    await run_jobs()
    assert await db.scalar("SELECT count(*) FROM card") == 2


async def test_a_revoked_card_makes_room_for_a_new_application(world: World) -> None:
    volunteer, case = await world.waiting()
    await decide(await world.clerk(), case)
    again = {"kind": "standard"} | ANSWERS
    assert (await volunteer.post("/api/me/applications", json=again)).status_code == 409
    await run_jobs()
    (card,) = (await volunteer.get("/api/me/cards")).json()
    revoked = await volunteer.post(f"/api/cards/{card['id']}/revocation", json={"reason": ""})
    assert revoked.status_code == 200
    await offers.reassess([id_of(volunteer)], now=clock.now())
    assert await statuses(id_of(volunteer)) == ["approved"]
    assert (await volunteer.post("/api/me/applications", json=again)).status_code == 201


async def test_a_jubilee_card_is_for_life(world: World) -> None:
    volunteer = await world.sign_in_as("erika@example.org")
    await db.execute("UPDATE issuing_body SET automatic_approval = true")
    applied = await volunteer.post(
        "/api/me/applications", json={"kind": "jubilee", "allowances": []} | ANSWERS
    )
    assert (applied.json()["status"], applied.json()["result"]) == ("submitted", "unknown")
    approved = (await decide(await world.clerk(), applied.json()["id"])).json()
    assert (approved["validFrom"], approved["validUntil"]) == (clock.today().isoformat(), None)

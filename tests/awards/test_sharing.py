"""Entries are handed out to a jury: to all, by category, or drawn."""

import asyncio
from collections import Counter
from datetime import date
from uuid import UUID

import pytest

from ehrenamtskarte.awards.judging.sharing_rules import Drawing, shares
from ehrenamtskarte.awards.tables import EntryMember, Juror
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Role
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.organisations.tables import Member
from tests.awards.juries import Office, an_office, judged, some_entries, some_jurors
from tests.conftest import SignIn
from tests.factories import a_call, a_category, a_company, a_juror, a_person, an_entry, an_organisation

NAMES = ("Ada", "Bo", "Cem", "Dina")


async def test_all_judge_all_that_is_in_the_running(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    await some_jurors(office.call, "Ada", "Bo")
    await some_entries(office.call, "Chor", "Tafel")
    await some_entries(office.call, "Nominiert", status="shortlisted")
    await some_entries(office.call, "Abgelehnt", status="rejected", reason="Zu spät")
    await some_entries(office.call, "Neu", status="submitted")
    found = await office.round()
    done = await office.send("POST", f"jury-rounds/{found}/assignment")
    assert done == {"added": 6, "recused": 0, "short": 0}
    assert await office.assigned(found) == {name: {"Ada", "Bo"} for name in ("Chor", "Tafel", "Nominiert")}


async def test_a_round_of_nominees_leaves_the_others_out(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    await some_jurors(office.call, "Ada")
    await some_entries(office.call, "Chor")
    await some_entries(office.call, "Nominiert", status="shortlisted")
    found = await office.round(considers="shortlisted")
    await office.send("POST", f"jury-rounds/{found}/assignment")
    assert await office.assigned(found) == {"Nominiert": {"Ada"}}


async def test_jurors_share_by_category(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    ada, bo, cem = await some_jurors(office.call, "Ada", "Bo", "Cem")
    sport = await a_category(office.call, "Sport", chosen=True)
    culture = await a_category(office.call, "Kultur", chosen=True)
    await some_entries(office.call, "Turnen", category=sport)
    await some_entries(office.call, "Chor", category=culture)
    found = await office.round(sharing="category")
    jurors = [
        {"jurorId": str(ada), "categories": [str(sport)]},
        {"jurorId": str(bo), "categories": [str(culture), str(sport)]},
        {"jurorId": str(cem)},
    ]
    told = await office.send("PUT", f"jury-rounds/{found}/panel", {"jurors": jurors})
    assert {one["name"]: len(one["categories"]) for one in told["panel"]} == {"Ada": 1, "Bo": 2, "Cem": 0}
    await office.send("POST", f"jury-rounds/{found}/assignment")
    assert await office.assigned(found) == {"Turnen": {"Ada", "Bo", "Cem"}, "Chor": {"Bo", "Cem"}}


async def test_an_entry_of_a_category_without_jurors_is_said(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    (ada,) = await some_jurors(office.call, "Ada")
    sport = await a_category(office.call, "Sport", chosen=True)
    await some_entries(office.call, "Chor")
    found = await office.round(sharing="category")
    body = {"jurors": [{"jurorId": str(ada), "categories": [str(sport)]}]}
    await office.send("PUT", f"jury-rounds/{found}/panel", body)
    done = await office.send("POST", f"jury-rounds/{found}/assignment")
    assert done == {"added": 0, "recused": 0, "short": 1}
    page = await office.get(f"jury-rounds/{found}/entries", lack="nobody")
    assert [one["name"] for one in page["items"]] == ["Chor"]


async def test_shares_are_drawn_evenly_and_anybody_can_repeat_it(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    await some_jurors(office.call, *NAMES)
    await some_entries(office.call, *(f"Projekt {n}" for n in range(7)))
    found = await office.round(sharing="balanced", jurorsEach=2)
    done = await office.send("POST", f"jury-rounds/{found}/assignment")
    assert done == {"added": 14, "recused": 0, "short": 0}
    loads = Counter(name for names in (await office.assigned(found)).values() for name in names)
    assert sorted(loads.values()) == [3, 3, 4, 4]
    (drawn,) = await office.get(f"jury-rounds/{found}/drawings")
    drawing = Drawing(
        seed=bytes.fromhex(drawn["seed"]),
        lacks={int(entry): lacks for entry, lacks in drawn["lacks"].items()},
        loads={UUID(juror): load for juror, load in drawn["loads"].items()},
        left_out=[(entry, UUID(juror)) for entry, juror in drawn["leftOut"]],
    )
    stored = await db.rows(
        "SELECT e.number, g.juror FROM judgement g JOIN award_entry e ON e.id = g.entry ORDER BY 1, 2"
    )
    assert shares(drawing) == [tuple(row) for row in stored]
    assert [(entry, UUID(juror)) for entry, juror in drawn["shares"]] == shares(drawing)
    assert (await office.get(f"jury-rounds/{found}"))["seed"] == drawn["seed"]


async def test_conflicts_are_left_out_before_drawing(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    club = await an_organisation("Chor")
    await a_juror(office.call, "Ada", organisation=club)
    await some_jurors(office.call, "Bo", "Cem")
    await some_entries(office.call, "Chor", organisation=club)
    await some_entries(office.call, "Tafel")
    found = await office.round(sharing="balanced", jurorsEach=2)
    done = await office.send("POST", f"jury-rounds/{found}/assignment")
    assert (done["recused"], done["short"]) == (1, 0)
    assert (await office.assigned(found))["Chor"] == {"Bo", "Cem"}
    assert await office.recused(found) == {("Chor", "Ada"): "gehört zu diesem Verein."}


async def test_an_entry_all_are_tied_to_is_said_to_be_short(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    club = await an_organisation("Chor")
    await a_juror(office.call, "Ada", organisation=club)
    await some_jurors(office.call, "Bo")
    await some_entries(office.call, "Chor", organisation=club)
    found = await office.round(sharing="balanced", jurorsEach=2)
    done = await office.send("POST", f"jury-rounds/{found}/assignment")
    assert done == {"added": 1, "recused": 1, "short": 1}


async def test_whatever_is_admitted_later_is_handed_out_on_request(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    await some_jurors(office.call, *NAMES)
    await some_entries(office.call, "Chor", "Tafel")
    found = await office.round(sharing="balanced", jurorsEach=1)
    await office.send("POST", f"jury-rounds/{found}/assignment")
    before = await office.assigned(found)
    await some_entries(office.call, "Spät", "Später")
    assert (await office.get(f"jury-rounds/{found}"))["unassigned"] == 2
    assert (await office.send("POST", f"jury-rounds/{found}/assignment"))["added"] == 2
    after = await office.assigned(found)
    assert {name: after[name] for name in before} == before
    assert Counter(name for names in after.values() for name in names) == Counter(NAMES)
    first, second = await office.get(f"jury-rounds/{found}/drawings")
    assert first["seed"] == second["seed"] and set(second["lacks"]) == {"3", "4"}
    again = await office.send("POST", f"jury-rounds/{found}/assignment")
    assert again == {"added": 0, "recused": 0, "short": 0}


async def test_two_assignments_at_once_hand_out_once(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    await some_jurors(office.call, *NAMES)
    await some_entries(office.call, "Chor", "Tafel")
    found = await office.round(sharing="balanced", jurorsEach=2)
    both = await asyncio.gather(*(office.send("POST", f"jury-rounds/{found}/assignment") for _ in range(2)))
    assert sorted(one["added"] for one in both) == [0, 4]


async def test_an_assignment_is_taken_back_while_nobody_has_judged(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    ada, _ = await some_jurors(office.call, "Ada", "Bo")
    (choir,) = await some_entries(office.call, "Chor")
    found = await office.round(sharing="balanced", jurorsEach=1)
    address = f"jury-rounds/{found}/assignment"
    assert (await office.send("DELETE", address, expect=409))["code"] == "round_not_assigned"
    await office.send("POST", address)
    before = await office.assigned(found)
    await office.send("DELETE", address, expect=204)
    assert await office.assigned(found) == {"Chor": set()}
    # The seed stays, so that drawing again changes nothing.
    await office.send("POST", address)
    assert await office.assigned(found) == before
    await db.execute("UPDATE judgement SET juror = $1", ada)
    await judged(found, (choir, ada))
    assert (await office.send("DELETE", address, expect=409))["code"] == "round_has_scores"


@pytest.mark.parametrize(
    ("jurors", "entries", "terms", "code"),
    [
        (0, 1, {}, "no_jurors"),
        (1, 0, {}, "no_entries_to_judge"),
        (1, 1, {"sharing": "balanced", "jurorsEach": 2}, "too_few_jurors"),
    ],
)
async def test_what_is_missing_is_said(
    sign_in_as: SignIn, jurors: int, entries: int, terms: dict[str, object], code: str
) -> None:
    office = await an_office(sign_in_as)
    await some_jurors(office.call, *NAMES[:jurors])
    await some_entries(office.call, *("Chor",)[:entries])
    found = await office.round(**terms)
    refused = await office.send("POST", f"jury-rounds/{found}/assignment", expect=409)
    assert refused["code"] == code


async def test_nothing_is_handed_out_of_a_draft(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as, status="draft", published_at=None)
    found = await office.round()
    refused = await office.send("POST", f"jury-rounds/{found}/assignment", expect=409)
    assert refused["code"] == "call_not_published"


async def test_whoever_leaves_a_round_leaves_what_they_had_not_judged(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    ada, bo = await some_jurors(office.call, "Ada", "Bo")
    (choir,) = await some_entries(office.call, "Chor")
    found = await office.round()
    await office.send("POST", f"jury-rounds/{found}/assignment")
    await judged(found, (choir, ada))
    refused = await office.send("PUT", f"jury-rounds/{found}/panel", {"jurors": [{"jurorId": str(bo)}]}, 409)
    assert refused["code"] == "juror_has_judged"
    await office.send("PUT", f"jury-rounds/{found}/panel", {"jurors": [{"jurorId": str(ada)}]})
    assert await office.assigned(found) == {"Chor": {"Ada"}}


async def test_only_the_call_s_own_jury_and_categories_count(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    other = await a_call(office.body)
    (ada,) = await some_jurors(office.call, "Ada")
    found = await office.round(sharing="category")
    stranger = {"jurorId": str(await a_juror(other))}
    refused = await office.send("PUT", f"jury-rounds/{found}/panel", {"jurors": [stranger]}, 422)
    assert refused["code"] == "juror_not_in_round"
    for category in (
        await a_category(other, chosen=True),
        await a_category(office.call, "Preis, den alle gewinnen können"),
    ):
        body = {"jurors": [{"jurorId": str(ada), "categories": [str(category)]}]}
        refused = await office.send("PUT", f"jury-rounds/{found}/panel", body, 422)
        assert refused["code"] == "category_not_of_call"


async def tied(office: Office, how: str) -> dict[str, object]:
    """What an entry says whose juror, Ada, is tied to it."""
    juror = await a_juror(office.call, "Ada", email="ada@jury.example")
    person = await a_person("Ada", "Richter", "ada@jury.example")
    club, company = await an_organisation("Chor"), await a_company("Bad")
    match how:
        case "contact":
            return {"contact_email": "Ada@jury.example"}
        case "maker":
            return {"created_by": person}
        case "nominated":
            return {"nominated_email": "ada@jury.example"}
        case "nominator":
            return {"nominated_by": person}
        case "belongs":
            await Juror.update({Juror.organisation: club}).where(Juror.id == juror)
        case "belongs to company":
            await Juror.update({Juror.company: company}).where(Juror.id == juror)
            return {"company": company}
        case "coordinator":
            await _a_role(person, Role.COORDINATOR, club)
        case "member":
            await _a_membership(club, person)
        case "staff":
            await _a_role(person, Role.PARTNER_STAFF, company)
            return {"company": company}
    return {"organisation": club}


async def _a_membership(club: UUID, person: UUID, left_on: date | None = None) -> None:
    await Member(
        id=new_id(), organisation=club, person=person, given_name="Ada", sort_key="ada", left_on=left_on
    ).save()


async def _a_role(person: UUID, role: Role, tenant: UUID) -> None:
    await db.execute(
        "INSERT INTO membership (id, person, role, tenant, tenant_name, granted_at) VALUES ($1, $2, $3, $4, '', now())",
        new_id(), person, role, tenant,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ("contact", "wirkt an dieser Bewerbung mit."),
        ("maker", "wirkt an dieser Bewerbung mit."),
        ("nominated", "wirkt an dieser Bewerbung mit."),
        ("nominator", "hat diese Bewerbung vorgeschlagen."),
        ("belongs", "gehört zu diesem Verein."),
        ("belongs to company", "gehört zu diesem Unternehmen."),
        ("coordinator", "koordiniert diesen Verein."),
        ("member", "ist Mitglied in diesem Verein."),
        ("staff", "arbeitet für dieses Unternehmen."),
    ],
)
async def test_whoever_is_tied_to_an_entry_does_not_judge_it(
    sign_in_as: SignIn, how: str, reason: str
) -> None:
    office = await an_office(sign_in_as)
    terms = await tied(office, how)
    await some_jurors(office.call, "Bo")
    await some_entries(office.call, "Chor", **terms)
    await some_entries(office.call, "Tafel")
    found = await office.round()
    await office.send("POST", f"jury-rounds/{found}/assignment")
    assert await office.assigned(found) == {"Chor": {"Bo"}, "Tafel": {"Ada", "Bo"}}
    assert await office.recused(found) == {("Chor", "Ada"): reason}


async def test_somebody_of_an_entry_s_team_does_not_judge_it(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    await a_juror(office.call, "Ada", email="ada@jury.example")
    entry = await an_entry(office.call, "Chor", status="admitted")
    await EntryMember(id=new_id(), entry=entry, email="Ada@jury.example", role="editor").save()
    found = await office.round()
    done = await office.send("POST", f"jury-rounds/{found}/assignment")
    assert done == {"added": 0, "recused": 1, "short": 1}


async def test_a_tie_found_later_takes_the_points_out(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    club = await an_organisation("Chor")
    ada, _ = await some_jurors(office.call, "Ada", "Bo")
    (choir,) = await some_entries(office.call, "Chor", organisation=club)
    found = await office.round()
    await office.send("POST", f"jury-rounds/{found}/assignment")
    await judged(found, (choir, ada))
    await Juror.update({Juror.organisation: club}).where(Juror.id == ada)
    done = await office.send("POST", f"jury-rounds/{found}/assignment")
    assert done == {"added": 0, "recused": 1, "short": 0}
    kept = await db.row("SELECT status, weighted_points FROM judgement WHERE juror = $1", ada)
    assert kept is not None and tuple(kept) == ("recused", None)


async def test_former_members_and_coordinators_of_others_judge(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    club = await an_organisation("Chor")
    await a_juror(office.call, "Ada", email="ada@jury.example")
    person = await a_person("Ada", "Richter", "ada@jury.example")
    await _a_membership(club, person, left_on=clock.today())
    await _a_role(person, Role.COORDINATOR, await an_organisation("Anderer"))
    await some_entries(office.call, "Chor", organisation=club)
    found = await office.round()
    await office.send("POST", f"jury-rounds/{found}/assignment")
    assert await office.assigned(found) == {"Chor": {"Ada"}}

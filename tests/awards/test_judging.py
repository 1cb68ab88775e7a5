"""A juror reads, judges, changes their mind and recuses themselves; others' points wait for the own."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from ehrenamtskarte.awards.judging import criteria
from ehrenamtskarte.awards.judging.round_rules import Anchor, Criterion
from ehrenamtskarte.awards.tables import EntryMember
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.text import Text
from tests.awards.judging import a_judgement, a_jury, criteria_of
from tests.conftest import Browser, SignIn
from tests.factories import a_call, a_category, a_juror, an_entry, an_entry_picture, an_organisation

pytestmark = pytest.mark.usefixtures("database")
ADA, BEN = "ada@jury.example", "ben@jury.example"


@dataclass
class Jury:
    """Ada and Ben with a choir and a food bank."""

    call: UUID
    round: UUID
    ada: Browser
    ada_id: UUID
    ben: Browser
    ben_id: UUID
    choir: UUID
    food: UUID
    criteria: list[UUID]

    def entry(self, entry: UUID | None = None) -> str:
        return f"/api/me/jury-rounds/{self.round}/entries/{entry or self.choir}"

    def points(self, *given: int, **more: Any) -> dict[str, Any]:
        points = [
            {"criterion": str(one), "points": number}
            for one, number in zip(self.criteria, given, strict=True)
        ]
        return {"points": points, "comment": "", "revision": 1, **more}


async def a_bench(sign_in_as: SignIn, **terms: Any) -> Jury:
    """Two jurors of a round that is on."""
    call = await a_call()
    ada, ben = await a_juror(call, "Ada", email=ADA), await a_juror(call, "Ben", email=BEN, chair=True)
    choir = await an_entry(call, "Chor", status="admitted")
    food = await an_entry(call, "Tafel", status="admitted")
    found = await a_jury(call, ada, ben, entries=[choir, food], **terms)
    return Jury(
        call=call, round=found, ada=await sign_in_as(ADA), ada_id=ada, ben=await sign_in_as(BEN), ben_id=ben,
        choir=choir, food=food, criteria=[one.id for one in await criteria_of(found)],
    )  # fmt: skip


async def test_a_juror_finds_the_rounds_and_what_is_left(sign_in_as: SignIn) -> None:
    jury = await a_bench(sign_in_as)
    (row,) = (await jury.ada.get("/api/me/jury-rounds")).json()["items"]
    assert (row["id"], row["stage"], row["entries"], row["left"], row["done"]) == (
        str(jury.round),
        "open",
        2,
        2,
        0,
    )
    page = (await jury.ada.get(f"/api/me/jury-rounds/{jury.round}")).json()
    assert [one["weight"] for one in page["criteria"]] == [1, 2]
    assert page["nextEntry"] == str(jury.choir) and not page["rankingOpen"] and page["jurorName"] == "Ada"


async def test_criteria_come_with_what_their_points_mean(sign_in_as: SignIn) -> None:
    jury = await a_bench(sign_in_as)
    meant = Anchor(5, Text("verändert das Viertel", "changes the quarter"))
    told = Criterion(name=Text("Wirkung", "Effect"), weight=3, anchors=(meant,))
    await criteria.write(jury.round, [told])
    (shown,) = (await jury.ada.get(f"/api/me/jury-rounds/{jury.round}")).json()["criteria"]
    assert (shown["name"]["de"], shown["weight"]) == ("Wirkung", 3)
    assert shown["anchors"] == [
        {"points": 5, "says": {"de": "verändert das Viertel", "en": "changes the quarter"}}
    ]


async def test_an_address_is_found_however_it_is_written(sign_in_as: SignIn) -> None:
    call = await a_call()
    juror = await a_juror(call, email="ada@jury.example")
    await a_jury(call, juror, entries=[await an_entry(call, status="admitted")])
    ada = await sign_in_as("Ada@Jury.example")
    assert len((await ada.get("/api/me/jury-rounds")).json()["items"]) == 1


async def test_who_is_not_in_the_jury_sees_nothing(sign_in_as: SignIn) -> None:
    jury = await a_bench(sign_in_as)
    await a_juror(jury.call, "Cem", email="cem@jury.example")
    for stranger in (await sign_in_as("x@example.org"), await sign_in_as("cem@jury.example")):
        assert (await stranger.get("/api/me/jury-rounds")).json()["items"] == []
        for address in (
            f"/api/me/jury-rounds/{jury.round}",
            jury.entry(),
            f"/api/me/jury-rounds/{jury.round}/ranking",
        ):
            assert (await stranger.get(address)).status_code == 404
        assert (await stranger.put(f"{jury.entry()}/judgement", json=jury.points(1, 1))).status_code == 404


async def test_a_draft_has_no_jury_yet(sign_in_as: SignIn) -> None:
    jury = await a_bench(sign_in_as)
    await db.execute("UPDATE award_call SET status = 'draft' WHERE id = $1", jury.call)
    assert (await jury.ada.get("/api/me/jury-rounds")).json()["items"] == []


async def test_entries_are_read_without_how_to_reach_anybody(sign_in_as: SignIn) -> None:
    jury = await a_bench(sign_in_as)
    picture = await an_entry_picture(jury.choir)
    answer = await jury.ada.get(jury.entry())
    entry = answer.json()
    assert entry["name"] == "Chor" and entry["receipt"].endswith("-0001")
    assert "@" not in answer.text.replace(ADA, "") and "Mia" not in answer.text
    assert (entry["place"], entry["before"], entry["after"]) == (1, None, str(jury.food))
    assert [one["id"] for one in entry["files"]] == [str(picture)]
    assert (await jury.ada.get(f"{jury.entry()}/files/{picture}/small")).headers[
        "content-type"
    ] == "image/webp"
    assert (await jury.ada.get(f"{jury.entry(jury.food)}/files/{picture}/small")).status_code == 404


async def test_the_list_searches_filters_and_goes_on(sign_in_as: SignIn) -> None:
    jury = await a_bench(sign_in_as)
    youth = await a_category(jury.call, "Jugend", chosen=True)
    for number in range(52):
        entry = await an_entry(jury.call, f"Verein {number:02}", status="admitted", category=youth)
        await a_judgement(jury.round, entry, jury.ada_id, 3, 3)
    address = f"/api/me/jury-rounds/{jury.round}/entries"
    first = (await jury.ada.get(address)).json()
    rest = (await jury.ada.get(address, params={"cursor": first["next"]})).json()
    names = [row["name"] for row in [*first["items"], *rest["items"]]]
    assert first["total"] == 54 and len(set(names)) == 54 and names == sorted(names)
    found = (await jury.ada.get(address, params={"q": "verein 07"})).json()["items"]
    assert [(row["name"], row["points"], row["category"]["de"]) for row in found] == [
        ("Verein 07", 3, "Jugend")
    ]
    assert (await jury.ada.get(address, params={"status": "open"})).json()["total"] == 2
    assert (await jury.ada.get(address, params={"category": str(youth)})).json()["total"] == 52
    assert (await jury.ada.get(address, params={"cursor": "WyJhIl0"})).status_code == 400
    page = (await jury.ada.get(f"/api/me/jury-rounds/{jury.round}")).json()
    assert page["categories"] == [{"id": str(youth), "name": {"de": "Jugend", "en": ""}}]


async def test_points_are_given_and_changed_and_every_step_is_kept(sign_in_as: SignIn) -> None:
    jury = await a_bench(sign_in_as)
    given = await jury.ada.put(f"{jury.entry()}/judgement", json=jury.points(4, 1, comment=" Schön. "))
    own = given.json()["own"]
    assert (given.status_code, own["status"], own["mean"], own["comment"]) == (200, "done", 2, "Schön.")
    changed = await jury.ada.put(
        f"{jury.entry()}/judgement", json=jury.points(5, 5, revision=own["revision"])
    )
    assert changed.json()["own"]["mean"] == 5
    trail = await db.rows(
        "SELECT action, subject, facts::text FROM audit_entry WHERE action LIKE 'judgement%' ORDER BY id"
    )
    assert [row["action"] for row in trail] == ["judgement_given", "judgement_changed"]
    assert all(row["subject"] == jury.choir for row in trail) and '"weighted_points": 6' in trail[0]["facts"]


async def test_others_points_show_once_the_own_are_in(sign_in_as: SignIn) -> None:
    jury = await a_bench(sign_in_as)
    await jury.ben.put(f"{jury.entry()}/judgement", json=jury.points(5, 4, comment="Mein Favorit"))
    before = await jury.ada.get(jury.entry())
    assert before.json()["others"] is None and "Favorit" not in before.text
    after = (await jury.ada.put(f"{jury.entry()}/judgement", json=jury.points(2, 2))).json()
    (other,) = after["others"]
    assert (other["jurorName"], other["comment"], [one["points"] for one in other["points"]]) == (
        "Ben",
        "Mein Favorit",
        [5, 4],
    )
    assert (await jury.ada.get(jury.entry(jury.food))).json()["others"] is None


async def test_why_another_is_recused_stays_between_them_and_the_office(sign_in_as: SignIn) -> None:
    jury = await a_bench(sign_in_as)
    await jury.ben.put(f"{jury.entry()}/recusal", json={"reason": "Meine Frau singt dort.", "revision": 1})
    answer = await jury.ada.put(f"{jury.entry()}/judgement", json=jury.points(2, 2))
    assert answer.json()["others"][0]["status"] == "recused" and "singt" not in answer.text


async def test_points_of_a_judgement_that_is_not_in_never_show(sign_in_as: SignIn) -> None:
    jury = await a_bench(sign_in_as)
    await jury.ben.put(f"{jury.entry()}/judgement", json=jury.points(5, 4, comment="Geheim"))
    await jury.ben.put(f"{jury.entry()}/recusal", json={"reason": "Doch befangen", "revision": 2})
    answer = await jury.ada.put(f"{jury.entry()}/judgement", json=jury.points(2, 2))
    assert answer.json()["others"][0]["points"] == [] and "Geheim" not in answer.text


@pytest.mark.parametrize(
    ("given", "code"), [((0, 3), "points_outside_scale"), ((3, 6), "points_outside_scale")]
)
async def test_points_outside_the_scale_are_refused_at_their_criterion(
    sign_in_as: SignIn, given: tuple[int, int], code: str
) -> None:
    jury = await a_bench(sign_in_as)
    answer = await jury.ada.put(f"{jury.entry()}/judgement", json=jury.points(*given))
    wrong = jury.criteria[0 if given[0] == 0 else 1]
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert [one["field"] for one in answer.json()["errors"]] == [str(wrong)]
    assert "1 bis 5" in answer.json()["errors"][0]["message"]
    assert (await jury.ada.get(jury.entry())).json()["own"]["status"] == "open"


async def test_a_judgement_is_whole_and_says_each_thing_once(sign_in_as: SignIn) -> None:
    jury = await a_bench(sign_in_as)
    half = jury.points(3, 3)
    half["points"] = half["points"][:1]
    answer = await jury.ada.put(f"{jury.entry()}/judgement", json=half)
    assert answer.json()["code"] == "points_missing"
    assert [one["field"] for one in answer.json()["errors"]] == [str(jury.criteria[1])]
    twice = jury.points(3, 3)
    twice["points"].append(twice["points"][0])
    assert (await jury.ada.put(f"{jury.entry()}/judgement", json=twice)).json()["code"] == "criterion_twice"
    foreign = jury.points(3, 3)
    foreign["points"].append({"criterion": str(new_id()), "points": 3})
    assert (await jury.ada.put(f"{jury.entry()}/judgement", json=foreign)).json()[
        "code"
    ] == "criterion_unknown"
    long = jury.points(3, 3, comment="x" * 4001)
    assert (await jury.ada.put(f"{jury.entry()}/judgement", json=long)).json()["code"] == "too_long"


async def test_two_windows_do_not_overwrite_each_other(sign_in_as: SignIn) -> None:
    jury = await a_bench(sign_in_as)
    answers = await asyncio.gather(
        *(jury.ada.put(f"{jury.entry()}/judgement", json=jury.points(n, n)) for n in (1, 5))
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert {a.json()["code"] for a in answers if a.status_code == 409} == {"changed_meanwhile"}
    assert await db.scalar("SELECT count(*) FROM judgement_score") == 2


async def test_before_and_after_its_days_a_round_takes_nothing(sign_in_as: SignIn) -> None:
    jury = await a_bench(sign_in_as)
    today = clock.today()
    cases: list[tuple[dict[str, Any], str]] = [
        (
            {"first_day": today + timedelta(days=1), "last_day": today + timedelta(days=2)},
            "round_not_started",
        ),
        ({"first_day": today - timedelta(days=2), "last_day": today - timedelta(days=1)}, "round_is_over"),
        ({"first_day": today, "last_day": today}, ""),
    ]
    for days, code in cases:
        await db.execute(
            "UPDATE jury_round SET first_day = $1, last_day = $2", days["first_day"], days["last_day"]
        )
        answer = await jury.ada.put(f"{jury.entry()}/judgement", json=jury.points(3, 3))
        assert answer.json().get("code", "") == code
        assert (await jury.ada.get(jury.entry())).status_code == 200


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE jury_round SET closed_at = now()", "round_is_closed"),
        ("UPDATE jury_round SET assigned_at = NULL", "round_not_assigned"),
        ("UPDATE award_call SET status = 'cancelled', cancelled_at = now()", "call_cancelled"),
        ("UPDATE award_call SET decided_at = now(), embargo_until = now()", "call_decided"),
        ("UPDATE award_entry SET status = 'withdrawn', withdrawn_at = now()", "entry_out_of_running"),
    ],
)
async def test_what_is_settled_stays(sign_in_as: SignIn, statement: str, code: str) -> None:
    jury = await a_bench(sign_in_as)
    await db.execute(statement)
    for address, body in (("judgement", jury.points(3, 3)), ("recusal", {"reason": "Verein", "revision": 1})):
        answer = await jury.ada.put(f"{jury.entry()}/{address}", json=body)
        assert (answer.status_code, answer.json()["code"]) == (409, code)


async def test_closing_waits_for_points_on_their_way_or_refuses_them(sign_in_as: SignIn) -> None:
    jury = await a_bench(sign_in_as)
    answer, _ = await asyncio.gather(
        jury.ada.put(f"{jury.entry()}/judgement", json=jury.points(3, 3)),
        db.execute("UPDATE jury_round SET closed_at = now()"),
    )
    assert (answer.status_code == 200) is bool(await db.scalar("SELECT count(*) FROM judgement_score"))


async def test_a_recusal_needs_a_reason_and_can_be_taken_back(sign_in_as: SignIn) -> None:
    jury = await a_bench(sign_in_as)
    await jury.ada.put(f"{jury.entry()}/judgement", json=jury.points(4, 4, comment="Gut"))
    empty = await jury.ada.put(f"{jury.entry()}/recusal", json={"reason": " ", "revision": 2})
    assert empty.json()["code"] == "recusal_reason_missing" and empty.json()["errors"][0]["field"] == "reason"
    said = (
        await jury.ada.put(f"{jury.entry()}/recusal", json={"reason": "Ich singe mit.", "revision": 2})
    ).json()["own"]
    assert (said["status"], said["recusal"], said["recusalReason"]["de"]) == (
        "recused",
        "declared",
        "Ich singe mit.",
    )
    refused = await jury.ada.put(f"{jury.entry()}/judgement", json=jury.points(4, 4, revision=3))
    assert refused.json()["code"] == "judges_not"
    back = (await jury.ada.delete(f"{jury.entry()}/recusal")).json()["own"]
    assert (back["status"], back["comment"], [one["points"] for one in back["points"]]) == (
        "open",
        "Gut",
        [4, 4],
    )
    actions = [
        row["action"]
        for row in await db.rows("SELECT action FROM audit_entry WHERE action LIKE 'recusal%' ORDER BY id")
    ]
    assert actions == ["recusal_declared", "recusal_taken_back"]


@pytest.mark.parametrize("how", ["detected", "office"])
async def test_what_others_found_a_juror_does_not_take_back(sign_in_as: SignIn, how: str) -> None:
    jury = await a_bench(sign_in_as)
    await db.execute(
        "UPDATE judgement SET status = 'recused', recusal = $1, recusal_reason = 'Mitglied'", how
    )
    answer = await jury.ada.delete(f"{jury.entry()}/recusal")
    assert (answer.status_code, answer.json()["code"]) == (409, "recusal_not_yours")


async def test_the_own_club_is_not_judged_even_where_it_came_later(sign_in_as: SignIn) -> None:
    jury = await a_bench(sign_in_as)
    club = await an_organisation()
    await db.execute("UPDATE award_entry SET organisation = $1 WHERE id = $2", club, jury.choir)
    await db.execute("UPDATE juror SET organisation = $1 WHERE id = $2", club, jury.ada_id)
    answer = await jury.ada.put(f"{jury.entry()}/judgement", json=jury.points(5, 5))
    assert (answer.status_code, answer.json()["code"]) == (409, "tied_to_entry")
    assert (await jury.ben.put(f"{jury.entry()}/judgement", json=jury.points(5, 5))).status_code == 200
    await EntryMember(id=new_id(), entry=jury.food, email=ADA).save()
    answer = await jury.ada.put(f"{jury.entry(jury.food)}/judgement", json=jury.points(5, 5))
    assert answer.json()["code"] == "tied_to_entry"


async def test_an_entry_of_somebody_else_is_not_judged(sign_in_as: SignIn) -> None:
    jury = await a_bench(sign_in_as)
    other = await an_entry(jury.call, "Sport", status="admitted")
    await a_judgement(jury.round, other, jury.ben_id)
    assert (await jury.ada.get(jury.entry(other))).status_code == 404
    assert (await jury.ada.put(f"{jury.entry(other)}/judgement", json=jury.points(3, 3))).status_code == 404


async def test_the_ranking_opens_with_the_last_own_judgement(sign_in_as: SignIn) -> None:
    jury = await a_bench(sign_in_as)
    address = f"/api/me/jury-rounds/{jury.round}/ranking"
    await jury.ben.put(f"{jury.entry()}/judgement", json=jury.points(1, 1))
    await jury.ada.put(f"{jury.entry()}/judgement", json=jury.points(5, 5))
    refused = await jury.ada.get(address)
    assert (refused.status_code, refused.json()["code"]) == (409, "ranking_not_open_yet")
    assert (await jury.ada.get(f"{address}.csv")).status_code == 409
    await jury.ada.put(f"{jury.entry(jury.food)}/recusal", json={"reason": "Nachbarin", "revision": 1})
    # She could look, take it back and judge.
    assert (await jury.ada.get(address)).status_code == 409
    assert (await jury.ada.get(f"/api/me/jury-rounds/{jury.round}")).json()["rankingOpen"] is False
    await jury.ada.delete(f"{jury.entry(jury.food)}/recusal")
    await jury.ada.put(f"{jury.entry(jury.food)}/judgement", json=jury.points(2, 2, revision=3))
    page = (await jury.ada.get(address)).json()
    assert [(row["name"], row["rank"], row["mean"], row["done"]) for row in page["items"]] == [
        ("Chor", 1, 3, 2),
        ("Tafel", 2, 2, 1),
    ]
    assert (await jury.ben.get(address)).status_code == 409
    await db.execute("UPDATE jury_round SET closed_at = now()")
    assert (await jury.ben.get(address)).status_code == 200


async def test_what_the_office_took_off_a_juror_does_not_keep_the_ranking_closed(sign_in_as: SignIn) -> None:
    jury = await a_bench(sign_in_as)
    address = f"/api/me/jury-rounds/{jury.round}/ranking"
    await db.execute(
        "UPDATE judgement SET status = 'recused', recusal = 'office', recusal_reason = 'Nachbarin' WHERE entry = $1",
        jury.food,
    )
    assert (await jury.ada.get(address)).status_code == 409
    await jury.ada.put(f"{jury.entry()}/judgement", json=jury.points(5, 5))
    assert (await jury.ada.get(address)).status_code == 200

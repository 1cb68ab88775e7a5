"""Who wins is chosen, decided with an embargo, and told when it ends."""

from datetime import datetime, timedelta

import pytest

from ehrenamtskarte.awards.honouring import laureates_public, publishing
from ehrenamtskarte.awards.rules import PhaseKind
from ehrenamtskarte.core import clock, db
from tests.awards.prizes import Prize, a_prize, refused
from tests.conftest import SignIn, run_jobs
from tests.factories import a_category, a_juror, a_round, a_vote, an_entry, set_phases


@pytest.fixture
async def prize(sign_in_as: SignIn) -> Prize:
    return await a_prize(sign_in_as)


async def test_somebody_wins_with_a_reason_and_everybody_knows_once_the_embargo_ends(prize: Prize) -> None:
    chosen = (await prize.choose(0)).json()["categories"][0]
    assert [(one["name"], one["prizeCents"]) for one in chosen["laureates"]] == [("Tafel", 500_000)]
    until = clock.now() + timedelta(days=3)
    decided = (await prize.decide(until)).json()
    assert (decided["public"], datetime.fromisoformat(decided["embargoUntil"])) == (False, until)
    assert await laureates_public.of_call(prize.call, until - timedelta(microseconds=1)) == []
    (shown,) = await laureates_public.of_call(prize.call, until)
    assert [(one.name, one.reason.de) for one in shown.laureates] == [("Tafel", "Weil es hilft.")]


async def test_an_embargo_that_ends_now_makes_the_result_public_at_once(prize: Prize) -> None:
    await prize.choose(0)
    assert (await prize.decide()).json()["public"] is True


async def test_a_shared_prize_is_divided_to_the_cent(prize: Prize) -> None:
    await db.execute("UPDATE award_category SET prize_cents = 100 WHERE id = $1", prize.category)
    chosen = (await prize.choose(0, 1, 2, shared=True)).json()["categories"][0]
    assert [one["prizeCents"] for one in chosen["laureates"]] == [34, 33, 33]


async def test_a_prize_that_changed_after_the_choice_is_divided_anew_by_the_decision(prize: Prize) -> None:
    await prize.choose(0, 1, 2, shared=True)
    await db.execute("UPDATE award_category SET prize_cents = 100 WHERE id = $1", prize.category)
    decided = (await prize.decide()).json()["categories"][0]
    assert [one["prizeCents"] for one in decided["laureates"]] == [34, 33, 33]


async def test_fewer_prizes_than_were_chosen_stop_the_decision(prize: Prize) -> None:
    await db.execute("UPDATE award_category SET winners = 2 WHERE id = $1", prize.category)
    await prize.choose(0, 1)
    await db.execute("UPDATE award_category SET winners = 1 WHERE id = $1", prize.category)
    assert refused(await prize.decide()) == (422, "only_one_prize")


async def test_an_embargo_without_its_time_zone_is_refused(prize: Prize) -> None:
    await prize.choose(0)
    answer = await prize.clerk.post(
        f"{prize.path}/decision",
        json={"embargoUntil": f"{clock.now() + timedelta(days=3):%Y-%m-%dT%H:%M:%S}"},
    )
    assert answer.status_code in (400, 422)


async def test_two_cannot_have_one_prize_each_where_there_is_one(prize: Prize) -> None:
    assert refused(await prize.choose(0, 1)) == (422, "only_one_prize")
    assert refused(await prize.choose(0, shared=True)) == (422, "shared_by_one")


async def test_an_entry_that_is_not_in_the_running_cannot_win(prize: Prize) -> None:
    await db.execute(
        "UPDATE award_entry SET status = 'withdrawn', withdrawn_at = now() WHERE id = $1", prize.entries[0]
    )
    assert refused(await prize.choose(0)) == (409, "not_in_the_running")


async def test_an_entry_of_another_category_cannot_win(prize: Prize) -> None:
    theme = await a_category(prize.call, "Umwelt", chosen=True)
    assert refused(await prize.choose(0, category=theme)) == (409, "not_in_the_running")
    await db.execute("UPDATE award_entry SET category = $2 WHERE id = $1", prize.entries[0], theme)
    assert (await prize.choose(0, category=theme)).status_code == 200


async def test_who_was_chosen_and_withdrew_before_the_decision_stops_it(prize: Prize) -> None:
    await prize.choose(0)
    await db.execute(
        "UPDATE award_entry SET status = 'withdrawn', withdrawn_at = now() WHERE id = $1", prize.entries[0]
    )
    assert refused(await prize.decide()) == (409, "not_in_the_running")


async def test_a_category_without_entries_is_said_and_settled_with_a_word(prize: Prize) -> None:
    await prize.choose(0)
    empty = await a_category(prize.call, "Umwelt", chosen=True, position=1)
    assert (await prize.result())["categories"][1]["candidates"] == 0
    assert refused(await prize.decide()) == (409, "category_without_laureate")
    assert (
        await prize.choose(category=empty, notAwarded={"de": "Keine Bewerbungen.", "en": ""})
    ).status_code == 200
    assert (await prize.decide()).json()["decidedAt"]
    shown = await laureates_public.of_call(prize.call, clock.now())
    assert (shown[1].laureates, shown[1].not_awarded.de) == ([], "Keine Bewerbungen.")


async def test_nobody_and_somebody_cannot_win_at_once(prize: Prize) -> None:
    both = await prize.choose(0, notAwarded={"de": "Niemand.", "en": ""})
    assert refused(both) == (422, "won_and_not_awarded")


async def test_the_second_of_two_who_choose_at_once_is_told(prize: Prize) -> None:
    old = (await prize.result())["categories"][0]["version"]
    await prize.choose(0)
    late = await prize.clerk.put(
        f"{prize.path}/categories/{prize.category}",
        json={"laureates": [{"entry": str(prize.entries[1])}], "version": old},
    )
    assert refused(late) == (409, "changed_meanwhile")
    assert (await prize.result())["categories"][0]["laureates"][0]["name"] == "Tafel"


async def test_what_is_decided_can_change_until_it_is_public(prize: Prize) -> None:
    await prize.choose(0)
    await prize.decide(clock.now() + timedelta(days=3))
    assert (await prize.choose(1)).json()["categories"][0]["laureates"][0]["name"] == "Chor"
    assert refused(await prize.choose()) == (409, "category_without_laureate")
    moved = await prize.clerk.put(
        f"{prize.path}/decision", json={"embargoUntil": (clock.now() + timedelta(days=1)).isoformat()}
    )
    assert moved.status_code == 200
    assert (await prize.clerk.delete(f"{prize.path}/decision")).json()["decidedAt"] is None
    assert (await prize.result())["categories"][0]["laureates"][0]["name"] == "Chor"


async def test_the_embargo_never_changes_after_publication(prize: Prize) -> None:
    await prize.choose(0)
    await prize.decide()
    later = {"embargoUntil": (clock.now() + timedelta(days=1)).isoformat()}
    assert refused(await prize.clerk.put(f"{prize.path}/decision", json=later)) == (409, "embargo_over")
    assert refused(await prize.clerk.delete(f"{prize.path}/decision")) == (409, "embargo_over")
    assert refused(await prize.choose(1)) == (409, "results_are_public")
    assert refused(await prize.decide()) == (409, "call_decided")


@pytest.mark.parametrize(("days", "code"), [(-1, "embargo_passed"), (400, "embargo_too_long")])
async def test_an_embargo_ends_in_the_year_to_come(prize: Prize, days: int, code: str) -> None:
    await prize.choose(0)
    assert refused(await prize.decide(clock.now() + timedelta(days=days))) == (422, code)
    assert (await prize.result())["decidedAt"] is None


async def test_nothing_is_decided_while_people_enter_or_vote_or_the_jury_judges(prize: Prize) -> None:
    await prize.choose(0)
    await set_phases(prize.call, PhaseKind.ENTRY)
    assert refused(await prize.decide()) == (409, "entries_still_open")
    await set_phases(prize.call, PhaseKind.VOTE)
    assert refused(await prize.decide()) == (409, "voting_not_over")
    await set_phases(prize.call, PhaseKind.DECISION)
    juror = await a_juror(prize.call)
    jury = await a_round(prize.call, juror)
    await db.execute(
        "INSERT INTO judgement (id, jury_round, entry, juror, status, recusal_reason, comment, revision)"
        " VALUES (gen_random_uuid(), $1, $2, $3, 'open', '', '', 1)",
        jury, prize.entries[0], juror,
    )  # fmt: skip
    assert refused(await prize.decide()) == (409, "jury_not_done")
    await db.execute("UPDATE jury_round SET closed_at = now() WHERE id = $1", jury)
    assert (await prize.decide()).status_code == 200


async def test_the_vote_suggests_who_wins_once_it_has_ended(prize: Prize) -> None:
    await db.execute("UPDATE award_category SET decided_by = 'vote' WHERE id = $1", prize.category)
    for number, votes in enumerate((1, 3, 0)):
        for _ in range(votes):
            await a_vote(prize.call, prize.entries[number])
    (category,) = (await prize.result())["categories"]
    assert [(one["name"], one["votes"], one["rank"]) for one in category["suggestion"]] == [("Chor", 3, 1)]
    found = (await prize.clerk.get(f"{prize.path}/categories/{prize.category}/candidates")).json()
    assert [one["name"] for one in found["items"]] == ["Chor", "Tafel", "Zoo"]
    await set_phases(prize.call, PhaseKind.VOTE)
    assert (await prize.result())["categories"][0]["suggestion"] == []
    found = (await prize.clerk.get(f"{prize.path}/categories/{prize.category}/candidates")).json()
    assert {one["votes"] for one in found["items"]} == {None}


async def test_the_jury_suggests_who_wins_and_leaves_a_tie_to_people(prize: Prize) -> None:
    juror = await a_juror(prize.call)
    jury = await a_round(prize.call, juror)
    for number, points in enumerate((9, 15, 15)):
        await db.execute(
            "INSERT INTO judgement (id, jury_round, entry, juror, status, weighted_points, recusal_reason, comment, revision)"
            " VALUES (gen_random_uuid(), $1, $2, $3, 'done', $4, '', '', 1)",
            jury, prize.entries[number], juror, points,
        )  # fmt: skip
    (category,) = (await prize.result())["categories"]
    assert (category["suggestion"], category["tied"]) == ([], True)
    await db.execute("UPDATE award_category SET winners = 2 WHERE id = $1", prize.category)
    (category,) = (await prize.result())["categories"]
    assert [one["name"] for one in category["suggestion"]] == ["Chor", "Zoo"]


async def test_candidates_are_found_by_name_project_and_number(prize: Prize) -> None:
    async def names(q: str) -> list[str]:
        answer = await prize.clerk.get(
            f"{prize.path}/categories/{prize.category}/candidates", params={"q": q}
        )
        return [one["name"] for one in answer.json()["items"]]

    assert await names("tafel kochen") == ["Tafel"]
    assert await names("nichts") == []


async def test_all_who_took_part_hear_of_it_once_when_the_embargo_ends(prize: Prize) -> None:
    await an_entry(prize.call, "Abgelehnt", status="rejected", reason="Zu spät", email="nein@verein.example")
    await prize.choose(0)
    until = clock.now() + timedelta(days=3)
    await prize.decide(until)
    assert await publishing.tell_all(now=until - timedelta(seconds=1)) == 0
    assert await publishing.tell_all(now=until) == 1
    assert await publishing.tell_all(now=until) == 0
    await run_jobs()
    mails = await db.rows(
        "SELECT recipient, subject, text FROM caught_mail WHERE subject LIKE '%Engagementpreis%'"
    )
    assert len(mails) == 3
    assert sorted(mail["subject"].split(":")[0] for mail in mails) == [
        "Das Ergebnis steht fest",
        "Das Ergebnis steht fest",
        "Herzlichen Glückwunsch",
    ]
    assert "nein@verein.example" not in {mail["recipient"] for mail in mails}
    assert next("Preis der Jury" in mail["text"] for mail in mails if "Glückwunsch" in mail["subject"])


async def test_every_step_is_on_record(prize: Prize) -> None:
    await prize.choose(0)
    await prize.decide(clock.now() + timedelta(days=3))
    await prize.clerk.delete(f"{prize.path}/decision")
    found = await db.rows(
        "SELECT action FROM audit_entry WHERE tenant = $1 AND action LIKE 'award%' ORDER BY at",
        prize.office,
    )
    assert [row["action"] for row in found] == [
        "award_laureates_chosen",
        "award_decided",
        "award_decision_undone",
    ]


async def test_another_town_learns_nothing(prize: Prize) -> None:
    for path in ("", f"/categories/{prize.category}/candidates", "/press.pdf", "/certificates.pdf"):
        assert (await prize.stranger.get(prize.path + path)).status_code == 404
    assert (await prize.stranger.post(f"{prize.path}/decision", json={})).status_code == 404

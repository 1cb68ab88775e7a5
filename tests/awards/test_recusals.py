"""What an office changes at single entries of a round, how far a jury is, and reminders."""

from datetime import timedelta

from ehrenamtskarte.awards.tables import Juror
from ehrenamtskarte.core import clock, db
from tests.awards.juries import Office, a_plan, an_office, judged, some_entries, some_jurors
from tests.conftest import SignIn, mails_to, run_jobs
from tests.factories import a_category, a_juror, an_organisation


async def a_round_of_two(sign_in_as: SignIn, **terms: object) -> tuple[Office, str, str, str, str]:
    """An office whose jury of two has one entry each to judge, or both; entry, round, and both jurors."""
    office = await an_office(sign_in_as)
    ada, bo = await some_jurors(office.call, "Ada", "Bo")
    (choir,) = await some_entries(office.call, "Chor")
    found = await office.round(**terms)
    await office.send("POST", f"jury-rounds/{found}/assignment")
    return office, f"jury-rounds/{found}/entries/{choir}", found, str(ada), str(bo)


async def test_an_office_recuses_with_a_reason_and_takes_it_back(sign_in_as: SignIn) -> None:
    office, entry, found, ada, _ = await a_round_of_two(sign_in_as)
    refused = await office.send("POST", f"{entry}/recusals", {"jurorId": ada, "reason": "  "}, 422)
    assert refused["errors"][0]["field"] == "reason"
    await office.send("POST", f"{entry}/recusals", {"jurorId": ada, "reason": " Schwester singt mit "}, 204)
    assert await office.recused(found) == {("Chor", "Ada"): "Schwester singt mit"}
    refused = await office.send("POST", f"{entry}/recusals", {"jurorId": ada, "reason": "Noch einmal"}, 409)
    assert refused["code"] == "juror_is_recused" and "Schwester singt mit" in refused["detail"]
    await office.send("DELETE", f"{entry}/recusals/{ada}", expect=204)
    assert await office.assigned(found) == {"Chor": {"Ada", "Bo"}}
    await office.send("DELETE", f"{entry}/recusals/{ada}", expect=404)


async def test_points_of_a_recused_juror_no_longer_count(sign_in_as: SignIn) -> None:
    office, entry, found, ada, _ = await a_round_of_two(sign_in_as)
    await db.execute("UPDATE judgement SET status = 'done', weighted_points = 9 WHERE juror = $1::uuid", ada)
    await office.send("POST", f"{entry}/recusals", {"jurorId": ada, "reason": "Befreundet"}, 204)
    assert await db.scalar("SELECT weighted_points FROM judgement WHERE juror = $1::uuid", ada) is None
    told = await office.get(f"jury-rounds/{found}")
    assert (told["open"], told["done"], told["recused"]) == (1, 0, 1)


async def test_what_a_juror_said_of_themselves_is_theirs_to_take_back(sign_in_as: SignIn) -> None:
    office, entry, _, ada, _ = await a_round_of_two(sign_in_as)
    await db.execute(
        "UPDATE judgement SET status = 'recused', recusal = 'declared', recusal_reason = 'Bruder' WHERE juror = $1::uuid",
        ada,
    )
    refused = await office.send("DELETE", f"{entry}/recusals/{ada}", expect=409)
    assert refused["code"] == "recusal_stays"


async def test_what_the_platform_found_goes_once_the_tie_is_gone(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    club = await an_organisation("Chor")
    ada = await a_juror(office.call, "Ada", organisation=club)
    (choir,) = await some_entries(office.call, "Chor", organisation=club)
    found = await office.round()
    await office.send("POST", f"jury-rounds/{found}/assignment")
    address = f"jury-rounds/{found}/entries/{choir}"
    refused = await office.send("DELETE", f"{address}/recusals/{ada}", expect=409)
    assert refused["detail"] == "Ada kann diese Bewerbung nicht bewerten. Grund: gehört zu diesem Verein."
    await Juror.update({Juror.organisation: None}).where(Juror.id == ada)
    await office.send("DELETE", f"{address}/recusals/{ada}", expect=204)
    assert await office.assigned(found) == {"Chor": {"Ada"}}


async def test_another_juror_is_put_in(sign_in_as: SignIn) -> None:
    office, entry, found, ada, bo = await a_round_of_two(sign_in_as, sharing="balanced", jurorsEach=1)
    (first,) = (await office.assigned(found))["Chor"]
    mine, other = (ada, bo) if first == "Ada" else (bo, ada)
    refused = await office.send("POST", f"{entry}/jurors", {"jurorId": mine}, 409)
    assert refused["code"] == "juror_already_assigned"
    await office.send("POST", f"{entry}/recusals", {"jurorId": mine, "reason": "Krank"}, 204)
    refused = await office.send("POST", f"{entry}/jurors", {"jurorId": mine}, 409)
    assert refused["code"] == "juror_is_recused"
    await office.send("POST", f"{entry}/jurors", {"jurorId": other}, 204)
    assert await office.assigned(found) == {"Chor": {"Ada", "Bo"} - {first}}


async def test_a_gap_is_filled_by_the_next_drawing(sign_in_as: SignIn) -> None:
    office, entry, found, ada, bo = await a_round_of_two(sign_in_as, sharing="balanced", jurorsEach=1)
    (first,) = (await office.assigned(found))["Chor"]
    mine = ada if first == "Ada" else bo
    await office.send("POST", f"{entry}/recusals", {"jurorId": mine, "reason": "Krank"}, 204)
    done = await office.send("POST", f"jury-rounds/{found}/assignment")
    assert done == {"added": 1, "recused": 0, "short": 0}
    assert await office.assigned(found) == {"Chor": {"Ada", "Bo"} - {first}}


async def test_nobody_is_put_in_who_is_tied_or_not_of_the_round(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    club = await an_organisation("Chor")
    ada = await a_juror(office.call, "Ada", organisation=club)
    await some_jurors(office.call, "Bo")
    (choir,) = await some_entries(office.call, "Chor")
    found = await office.round()
    address = f"jury-rounds/{found}/entries/{choir}/jurors"
    refused = await office.send("POST", address, {"jurorId": str(ada)}, 409)
    assert refused["code"] == "round_not_assigned"
    await office.send("POST", f"jury-rounds/{found}/assignment")
    await db.execute("DELETE FROM judgement WHERE juror = $1", ada)
    await db.execute("UPDATE award_entry SET organisation = $1", club)
    refused = await office.send("POST", address, {"jurorId": str(ada)}, 409)
    assert refused["code"] == "juror_is_recused"
    late = await office.send("POST", "jurors", {"name": "Eva", "email": "eva@jury.example"}, 201)
    refused = await office.send("POST", address, {"jurorId": late["id"]}, 422)
    assert refused["code"] == "juror_not_in_round"
    (rejected,) = await some_entries(office.call, "Nein", status="rejected", reason="Zu spät")
    await office.send("POST", f"jury-rounds/{found}/entries/{rejected}/jurors", {"jurorId": str(ada)}, 404)


async def test_progress_is_seen_by_round_juror_and_entry_but_no_points(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    ada, bo = await some_jurors(office.call, "Ada", "Bo")
    sport = await a_category(office.call, "Sport", chosen=True)
    choir, food = await some_entries(office.call, "Chor", "Tafel", category=sport)
    found = await office.round()
    await office.send("POST", f"jury-rounds/{found}/assignment")
    await judged(found, (choir, ada), (choir, bo), (food, ada))
    told = await office.get(f"jury-rounds/{found}")
    assert (told["entries"], told["open"], told["done"]) == (2, 1, 3)
    assert {one["name"]: (one["open"], one["done"]) for one in told["panel"]} == {"Ada": (0, 2), "Bo": (1, 1)}
    page = await office.get(f"jury-rounds/{found}/entries", lack="open")
    assert [(one["name"], one["category"]["de"]) for one in page["items"]] == [("Tafel", "Sport")]
    assert page["total"] == 1 and "points" not in str(page).lower()
    for query, names in (
        ({"q": "cho"}, ["Chor"]),
        ({"q": "2"}, ["Tafel"]),
        ({"juror": str(bo)}, ["Chor", "Tafel"]),
        ({"lack": "recused"}, []),
    ):
        page = await office.get(f"jury-rounds/{found}/entries", **query)
        assert [one["name"] for one in page["items"]] == names


async def test_the_entries_of_a_round_come_page_by_page(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    await some_entries(office.call, *(f"Projekt {n}" for n in range(51)))
    found = await office.round()
    first = await office.get(f"jury-rounds/{found}/entries")
    second = await office.get(f"jury-rounds/{found}/entries", cursor=first["next"])
    numbers = [one["number"] for one in first["items"] + second["items"]]
    assert numbers == list(range(1, 52)) and second["next"] is None
    address = f"/api/offices/{office.body}/award-calls/{office.call}/jury-rounds/{found}/entries"
    answer = await office.browser.get(address, params={"cursor": "WyJ4Il0"})
    assert answer.status_code == 400


async def test_whatever_is_withdrawn_is_counted_no_more(sign_in_as: SignIn) -> None:
    office, _, found, _, _ = await a_round_of_two(sign_in_as)
    await db.execute("UPDATE award_entry SET status = 'withdrawn', withdrawn_at = now()")
    told = await office.get(f"jury-rounds/{found}")
    assert (told["entries"], told["unassigned"], told["open"]) == (0, 0, 0)


async def test_whoever_has_entries_left_is_reminded_once_a_day(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    ada = await a_juror(office.call, "Ada", email="ada@jury.example")
    bo = await a_juror(office.call, "Bo", email="bo@jury.example")
    choir, food = await some_entries(office.call, "Chor", "Tafel")
    found = await office.round()
    await office.send("POST", f"jury-rounds/{found}/assignment")
    await judged(found, (choir, ada), (choir, bo), (food, bo))
    assert await office.send("POST", f"jury-rounds/{found}/reminders") == {"sent": 1, "todayAlready": 0}
    await run_jobs()
    (mail,) = await mails_to("ada@jury.example")
    assert "wartet noch 1 Bewerbung" in mail and f"/anmelden/link?weiter=/jury/{found}#" in mail
    assert await mails_to("bo@jury.example") == []
    refused = await office.send("POST", f"jury-rounds/{found}/reminders", expect=409)
    assert refused["code"] == "nothing_to_remind"
    await db.execute("UPDATE juror SET reminded_at = reminded_at - interval '1 day'")
    assert (await office.send("POST", f"jury-rounds/{found}/reminders"))["sent"] == 1


async def test_nobody_is_reminded_of_what_cannot_be_judged_today(sign_in_as: SignIn) -> None:
    office, _, found, _, _ = await a_round_of_two(sign_in_as)
    later = (clock.today() + timedelta(days=3)).isoformat()
    told = await office.get(f"jury-rounds/{found}")
    same = [{"id": one["id"], "name": one["name"], "weight": one["weight"]} for one in told["criteria"]]
    body = a_plan(firstDay=later, lastDay=later, criteria=same, revision=told["revision"])
    await office.send("PUT", f"jury-rounds/{found}", body)
    refused = await office.send("POST", f"jury-rounds/{found}/reminders", expect=409)
    assert refused["code"] == "round_not_on"


async def test_every_step_is_on_record(sign_in_as: SignIn) -> None:
    office, entry, found, ada, _ = await a_round_of_two(sign_in_as)
    await office.send("POST", f"{entry}/recusals", {"jurorId": ada, "reason": "Befreundet"}, 204)
    await office.send("DELETE", f"{entry}/recusals/{ada}", expect=204)
    await office.send("POST", f"jury-rounds/{found}/reminders")
    await office.send("POST", f"jury-rounds/{found}/closing")
    await office.send("DELETE", f"jury-rounds/{found}/closing")
    kept = await db.rows("SELECT action FROM audit_entry WHERE tenant = $1 ORDER BY at", office.body)
    assert [row["action"] for row in kept][-7:] == [
        "jury_round_added",
        "jury_entries_assigned",
        "juror_recused",
        "juror_recusal_taken_back",
        "jurors_reminded",
        "jury_round_closed",
        "jury_round_reopened",
    ]

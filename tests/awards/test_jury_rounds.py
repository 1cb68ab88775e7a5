"""Rounds of a jury: their scale, criteria and days."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from ehrenamtskarte.awards.judging import jury_rules, suggested
from ehrenamtskarte.awards.judging.round_rules import is_open
from ehrenamtskarte.awards.rules import Template
from ehrenamtskarte.core import clock
from tests.awards.juries import a_plan, an_office, criteria_of, judged, some_entries, some_jurors
from tests.conftest import SignIn


async def test_a_round_is_laid_down_with_the_whole_jury(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    await some_jurors(office.call, "Ada", "Bo")
    made = await office.send("POST", "jury-rounds", a_plan(), 201)
    assert made["name"] == {"de": "Vorauswahl", "en": "First round"}
    assert [one["name"] for one in made["panel"]] == ["Ada", "Bo"]
    assert [(one["name"]["de"], one["weight"]) for one in made["criteria"]] == [
        ("Kriterium 1", 2),
        ("Kriterium 2", 1),
    ]
    assert [one["points"] for one in made["criteria"][0]["anchors"]] == [1, 5]
    (row,) = await office.get("jury-rounds")
    assert (row["id"], row["jurors"], row["entries"]) == (made["id"], 2, 0)


async def test_a_round_is_changed_and_criteria_keep_what_they_are(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    made = await office.send("POST", "jury-rounds", a_plan(), 201)
    first, second = made["criteria"]
    again = [
        {"id": second["id"], "name": {"de": "Idee"}, "weight": 7},
        {"name": {"de": "Wirkung"}},
    ]
    changed = await office.send(
        "PUT", f"jury-rounds/{made['id']}", a_plan(criteria=again, revision=made["revision"])
    )
    assert [one["name"]["de"] for one in changed["criteria"]] == ["Idee", "Wirkung"]
    assert changed["criteria"][0]["id"] == second["id"] != first["id"]
    refused = await office.send("PUT", f"jury-rounds/{made['id']}", a_plan(revision=1), 409)
    assert refused["code"] == "changed_meanwhile"


YESTERDAY = (clock.today() - timedelta(days=1)).isoformat()
ONE = {"name": {"de": "Idee"}}


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"name": {"de": "  "}}, "round_name_missing", "name.de"),
        ({"lastDay": YESTERDAY}, "round_ends_before_start", "lastDay"),
        ({"leastPoints": 5}, "scale_upside_down", "mostPoints"),
        ({"sharing": "balanced"}, "jurors_each_missing", "jurorsEach"),
        ({"criteria": []}, "criteria_missing", "criteria"),
        ({"criteria": [ONE, {"name": {"de": " "}}]}, "criterion_name_missing", "criteria.1.name.de"),
        ({"criteria": [ONE, {"name": {"de": "IDEE"}}]}, "criterion_name_taken", "criteria.1.name.de"),
        (
            {"criteria": [ONE | {"anchors": [{"points": 6, "de": "zu viel"}]}]},
            "anchor_outside_scale",
            "criteria.0.anchors",
        ),
        (
            {"criteria": [ONE | {"anchors": [{"points": 2, "de": "a"}, {"points": 2, "de": "b"}]}]},
            "anchor_twice",
            "criteria.0.anchors",
        ),
        (
            {"criteria": [ONE | {"id": "00000000-0000-7000-8000-000000000000"}]},
            "criterion_unknown",
            "criteria.0.name.de",
        ),
    ],
)
async def test_what_is_wrong_with_a_round_lands_on_its_field(
    sign_in_as: SignIn, changes: dict[str, Any], code: str, field: str
) -> None:
    office = await an_office(sign_in_as)
    refused = await office.send("POST", "jury-rounds", a_plan(**changes), 422)
    assert (refused["code"], refused["errors"][0]["field"]) == (code, field)
    assert await office.get("jury-rounds") == []


@pytest.mark.parametrize(
    "changes",
    [
        {"criteria": criteria_of((0,))},
        {"criteria": criteria_of((101,))},
        {"criteria": criteria_of(range(1, 22))},
        {"mostPoints": 101},
        {"sharing": "balanced", "jurorsEach": 0},
    ],
)
async def test_what_is_too_much_is_refused(sign_in_as: SignIn, changes: dict[str, Any]) -> None:
    office = await an_office(sign_in_as)
    await office.send("POST", "jury-rounds", a_plan(**changes), 422)


async def test_a_call_has_so_many_rounds(sign_in_as: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jury_rules, "MOST_ROUNDS", 1)
    office = await an_office(sign_in_as)
    await office.round()
    refused = await office.send("POST", "jury-rounds", a_plan(), 409)
    assert refused["code"] == "too_many_rounds"


async def test_once_judged_scale_and_weights_stay_and_words_and_days_do_not(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    (ada,) = await some_jurors(office.call, "Ada")
    (choir,) = await some_entries(office.call, "Chor")
    made = await office.send("POST", "jury-rounds", a_plan(), 201)
    address = f"jury-rounds/{made['id']}"
    await office.send("POST", f"{address}/assignment")
    await judged(made["id"], (choir, ada))
    same = [{"id": one["id"], "name": one["name"], "weight": one["weight"]} for one in made["criteria"]]
    for changes in (
        {"mostPoints": 6},
        {"criteria": same[:1]},
        {"criteria": [same[0] | {"weight": 9}, same[1]]},
        {"criteria": [*same, ONE]},
    ):
        body = a_plan(**{"criteria": same, **changes}, revision=made["revision"])
        assert (await office.send("PUT", address, body, 409))["code"] == "scales_are_fixed"
    refused = await office.send(
        "PUT", address, a_plan(considers="shortlisted", revision=made["revision"]), 409
    )
    assert refused["code"] == "shares_are_fixed"
    same[0]["name"] = {"de": "Wirkung", "en": "Effect"}
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    changed = await office.send(
        "PUT", address, a_plan(criteria=same, lastDay=tomorrow, revision=made["revision"])
    )
    assert (changed["criteria"][0]["name"]["en"], changed["lastDay"]) == ("Effect", tomorrow)
    assert (await office.send("DELETE", address, expect=409))["code"] == "round_has_scores"


async def test_a_round_nobody_judged_in_is_thrown_away(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    found = await office.round()
    await office.send("DELETE", f"jury-rounds/{found}", expect=204)
    await office.send("DELETE", f"jury-rounds/{found}", expect=404)
    assert await office.get("jury-rounds") == []


async def test_a_round_is_closed_and_opened_again(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as)
    (ada,) = await some_jurors(office.call, "Ada")
    await some_entries(office.call, "Chor")
    found = await office.round()
    address = f"jury-rounds/{found}"
    assert (await office.send("POST", f"{address}/closing", expect=409))["code"] == "round_not_assigned"
    await office.send("POST", f"{address}/assignment")
    closed = await office.send("POST", f"{address}/closing")
    assert closed["closedAt"]
    for method, path, body in (
        ("POST", "closing", None),
        ("POST", "assignment", None),
        ("DELETE", "assignment", None),
        ("POST", "reminders", None),
        ("PUT", "panel", {"jurors": [{"jurorId": str(ada)}]}),
    ):
        refused = await office.send(method, f"{address}/{path}", body, 409)
        assert refused["code"] == "round_is_closed"
    assert (await office.send("DELETE", f"{address}/closing"))["closedAt"] is None
    assert (await office.send("DELETE", f"{address}/closing", expect=409))["code"] == "round_not_closed"


def test_a_round_is_on_from_its_first_to_the_last_second_of_its_last_day() -> None:
    days = {"first_day": date(2026, 10, 1), "last_day": date(2026, 10, 25)}
    # The clocks change on the last day.
    too_late = datetime(2026, 10, 25, 23, 0, tzinfo=UTC)
    begins = datetime(2026, 9, 30, 22, 0, tzinfo=UTC)
    second = timedelta(seconds=1)
    assert is_open(**days, closed_at=None, now=begins)
    assert is_open(**days, closed_at=None, now=too_late - second)
    assert not is_open(**days, closed_at=None, now=begins - second)
    assert not is_open(**days, closed_at=None, now=too_late)
    assert not is_open(**days, closed_at=begins, now=begins)


@pytest.mark.parametrize("template", list(Template))
def test_suggested_criteria_describe_their_points_in_both_languages(template: Template) -> None:
    for criterion in suggested.criteria(template):
        assert criterion.name.de and criterion.name.en and criterion.about.de and criterion.about.en
        assert [anchor.points for anchor in criterion.anchors] == [1, 3, 5]
        assert all(anchor.says.de and anchor.says.en for anchor in criterion.anchors)


async def test_an_office_begins_with_criteria_that_suit_its_call(sign_in_as: SignIn) -> None:
    office = await an_office(sign_in_as, template="engaged_company")
    names = [one["name"]["de"] for one in await office.get("jury-criteria")]
    assert names[0] == "Freistellung"

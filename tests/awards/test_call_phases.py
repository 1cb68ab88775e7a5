"""The days of a call: what fits together, and what may still change once people rely on it."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from ehrenamtskarte.awards.calls import call_rules, phase_rules, templates
from ehrenamtskarte.awards.phases import Phase
from ehrenamtskarte.awards.rules import PhaseKind, Template
from ehrenamtskarte.core import clock
from ehrenamtskarte.core.clock import BERLIN
from tests.awards.offices import an_award_office
from tests.conftest import SignIn

NOON = datetime(2027, 9, 1, 12, tzinfo=BERLIN)


def days(kind: str, first: str, last: str) -> Phase:
    return Phase(PhaseKind(kind), date.fromisoformat(first), date.fromisoformat(last))


ENTRY = days("entry", "2027-06-01", "2027-09-30")
VOTE = days("vote", "2027-10-01", "2027-10-31")
DECISION = days("decision", "2027-11-01", "2027-11-30")


@pytest.mark.parametrize("year", [2020, 2024, 2026, 2028, 2031])
def test_the_days_of_each_template_fit_together(year: int) -> None:
    for template in Template:
        phase_rules.check_phases(list(templates.content(template, year).phases), year)


@pytest.mark.parametrize(
    ("phases", "refusal", "field"),
    [
        ([ENTRY, ENTRY], phase_rules.PhaseTwice, "phases.1.kind"),
        (
            [days("entry", "2027-06-02", "2027-06-01")],
            phase_rules.PhaseEndsBeforeItStarts,
            "phases.0.lastDay",
        ),
        ([days("entry", "0001-01-01", "2027-06-01")], phase_rules.PhaseFarAway, "phases.0.firstDay"),
        ([days("entry", "2027-06-01", "9999-12-31")], phase_rules.PhaseFarAway, "phases.0.lastDay"),
        ([ENTRY, days("vote", "2027-09-30", "2027-10-31")], phase_rules.PhasesOverlap, "phases.1.firstDay"),
        (
            [days("shortlist", "2027-10-01", "2027-10-01"), VOTE],
            phase_rules.PhasesOverlap,
            "phases.1.firstDay",
        ),
        (
            [ENTRY, days("jury", "2027-05-31", "2027-10-31")],
            phase_rules.PhasesOutOfOrder,
            "phases.1.firstDay",
        ),
        (
            [ENTRY, days("check", "2027-06-01", "2027-09-29")],
            phase_rules.PhaseEndsTooEarly,
            "phases.1.lastDay",
        ),
        (
            [DECISION, days("jury", "2027-10-01", "2027-12-01")],
            phase_rules.PhaseEndsTooEarly,
            "phases.0.lastDay",
        ),
        (
            [DECISION, days("vote", "2027-11-02", "2027-11-03")],
            phase_rules.PhasesOutOfOrder,
            "phases.0.firstDay",
        ),
    ],
)
def test_days_that_make_no_sense_are_said_at_their_field(
    phases: list[Phase], refusal: type[phase_rules.PhaseTwice], field: str
) -> None:
    with pytest.raises(refusal) as said:
        phase_rules.check_phases(phases, 2027)
    assert said.value.errors[0].field == field


def test_parts_may_run_at_the_same_time() -> None:
    check = days("check", "2027-06-15", "2027-10-15")
    jury = days("jury", "2027-07-01", "2027-11-10")
    phase_rules.check_phases([DECISION, jury, VOTE, check, ENTRY], 2027)


@pytest.mark.parametrize(
    ("after", "refusal"),
    [
        ([days("entry", "2027-06-01", "2027-09-29"), VOTE], phase_rules.DeadlineIsTold),
        ([VOTE], phase_rules.PhaseHasBegun),
        ([days("entry", "2027-06-02", "2027-09-30"), VOTE], phase_rules.PhaseHasBegun),
        ([ENTRY, VOTE, days("check", "2027-08-01", "2027-08-31")], phase_rules.PhaseWouldBeOver),
    ],
)
def test_what_people_rely_on_stays(after: list[Phase], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        phase_rules.check_changed([ENTRY, VOTE], after, NOON)


def test_a_deadline_can_be_extended_and_what_has_not_begun_can_move_or_go() -> None:
    longer = days("entry", "2027-06-01", "2027-10-15")
    later = days("vote", "2027-10-20", "2027-10-31")
    phase_rules.check_changed([ENTRY, VOTE], [longer, later], NOON)
    phase_rules.check_changed([ENTRY, VOTE], [ENTRY], NOON)


def test_a_deadline_that_has_passed_can_be_opened_again_until_today_at_the_earliest() -> None:
    over = days("entry", "2027-06-01", "2027-08-30")
    phase_rules.check_changed([over], [days("entry", "2027-06-01", "2027-09-01")], NOON)
    with pytest.raises(phase_rules.PhaseWouldBeOver):
        phase_rules.check_changed([over], [days("entry", "2027-06-01", "2027-08-31")], NOON)


def test_a_vote_that_is_over_is_never_opened_again() -> None:
    over = days("vote", "2027-08-01", "2027-08-31")
    with pytest.raises(phase_rules.VoteIsOver):
        phase_rules.check_changed([over], [days("vote", "2027-08-01", "2027-09-30")], NOON)


def test_the_29th_of_february_becomes_the_28th() -> None:
    assert call_rules.day_years_on(date(2028, 2, 29), 1) == date(2029, 2, 28)
    assert call_rules.day_years_on(date(2028, 2, 29), 4) == date(2032, 2, 29)


def test_only_years_near_the_calls_own_move_on() -> None:
    text = "Preis 2026 (2025/2026, seit 1998, Platz 2026a)"
    assert call_rules.years_on(text, 2, of=2026) == "Preis 2028 (2027/2028, seit 1998, Platz 2026a)"


@pytest.mark.parametrize(
    ("today", "prize", "company"),
    [
        (date(2026, 5, 1), 2027, 2026),
        (date(2026, 8, 31), 2027, 2026),
        (date(2026, 9, 1), 2027, 2027),
        (date(2026, 10, 1), 2028, 2027),
    ],
)
def test_a_template_offers_the_next_year_one_can_still_enter(today: date, prize: int, company: int) -> None:
    assert templates.next_year(Template.ENGAGEMENT_PRIZE, today) == prize
    assert templates.next_year(Template.ENGAGED_COMPANY, today) == company


def sent(kind: str, first: int, last: int) -> dict[str, Any]:
    today = clock.today()
    return {
        "kind": kind,
        "firstDay": (today + timedelta(days=first)).isoformat(),
        "lastDay": (today + timedelta(days=last)).isoformat(),
    }


async def test_the_course_of_a_draft_is_replaced_as_a_whole(sign_in_as: SignIn) -> None:
    office = await an_award_office(sign_in_as, status="draft", published_at=None, year=clock.today().year)
    phases = [sent("decision", 30, 40), sent("entry", 1, 20)]
    answer = await office.clerk.put(f"{office.call}/phases", json={"revision": 1, "phases": phases})
    assert answer.status_code == 200, answer.text
    assert [(one["kind"], one["on"], one["over"]) for one in answer.json()["phases"]] == [
        ("entry", False, False),
        ("decision", False, False),
    ]
    assert answer.json()["revision"] == 2


async def test_the_deadline_of_a_published_call_is_never_shortened(sign_in_as: SignIn) -> None:
    office = await an_award_office(sign_in_as, year=clock.today().year)
    shorter = {"revision": 1, "phases": [sent("entry", -4, 4), sent("decision", 30, 40)]}
    answer = await office.clerk.put(f"{office.call}/phases", json=shorter)
    assert (answer.status_code, answer.json()["code"]) == (409, "deadline_is_told")
    longer = {"revision": 1, "phases": [sent("entry", -4, 9), sent("decision", 30, 40)]}
    assert (await office.clerk.put(f"{office.call}/phases", json=longer)).status_code == 200


async def test_days_that_end_before_they_start_are_refused_at_their_field(sign_in_as: SignIn) -> None:
    office = await an_award_office(sign_in_as, status="draft", published_at=None, year=clock.today().year)
    answer = await office.clerk.put(
        f"{office.call}/phases", json={"revision": 1, "phases": [sent("entry", 5, 4)]}
    )
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "phases.0.lastDay")
    unknown = await office.clerk.put(
        f"{office.call}/phases", json={"revision": 1, "phases": [sent("party", 5, 6)]}
    )
    assert unknown.status_code == 422


async def test_nothing_of_the_course_changes_once_it_is_decided(sign_in_as: SignIn) -> None:
    now = clock.now()
    office = await an_award_office(sign_in_as, decided_at=now, embargo_until=now)
    bodies: dict[str, dict[str, Any]] = {
        "phases": {"phases": []},
        "categories": {"categories": []},
        "form": {"fields": []},
        "questions": {"questions": []},
    }
    for path, body in bodies.items():
        answer = await office.clerk.put(f"{office.call}/{path}", json={"revision": 1, **body})
        assert (answer.status_code, answer.json()["code"]) == (409, "call_decided"), path

from datetime import date, timedelta
from random import Random
from uuid import UUID

import httpx
import pytest

from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.spans import last_calendar_year, twelve_months_to
from ehrenamtskarte.eligibility import service
from ehrenamtskarte.eligibility.criterion import Result
from ehrenamtskarte.eligibility.engagement import ConfirmedHours
from ehrenamtskarte.eligibility.gathering import AsIf, engagement_of
from ehrenamtskarte.eligibility.rules import CardKind
from ehrenamtskarte.hours.rules import Kind
from tests.conftest import SignIn
from tests.factories import a_person, a_statement, an_issuing_body, an_organisation, confirmed_hours

KOELN, LEVERKUSEN, SIEGBURG, OLPE = "05315000", "05316000", "05382060", "05966024"
DAY = date(2026, 11, 22)


async def living_in(ags: str | None, **profile: object) -> UUID:
    person = await a_person("Erika", "Muster")
    await db.execute(
        "UPDATE person SET municipality = $2, birth_date = $3 WHERE id = $1",
        person,
        ags,
        profile.get("birth_date"),
    )
    return person


async def standing(person: UUID, kind: CardKind = CardKind.STANDARD) -> tuple[str | None, Result]:
    found = (await service.assess_people([person], DAY))[person].standings[kind]
    return (found.place.ags if found.place else None), found.outcome.result


@pytest.mark.parametrize("seed", range(5))
async def test_hours_added_up_by_month_count_exactly_like_single_entries(database: None, seed: int) -> None:
    random = Random(seed)
    person, club = await a_person(), await an_organisation()
    signers = [await a_person("Erste"), await a_person("Zweite")]
    entries = []
    for _ in range(300):
        starts_on = DAY - timedelta(days=random.randrange(1100))
        if random.random() < 0.2:
            starts_on = random.choice(
                [DAY, date(2025, 11, 22), date(2025, 11, 23), date(2025, 12, 31), date(2026, 1, 1)]
            )
        ends_on = starts_on + timedelta(days=random.choice([0, 0, 0, 1, 30, 365]))
        minutes = random.randint(1, (ends_on - starts_on).days * 1440 + 600)
        kind = random.choice(list(Kind))
        entries.append((kind, starts_on, ends_on, minutes))
        await db.execute(
            "INSERT INTO hour_record (id, organisation, person, kind, starts_on, ends_on, minutes, task, note, status,"
            " fingerprint, recorded_by, submitted_at, decided_by, decided_at, reason) VALUES ($1, $2, $3, $4, $5, $6, $7,"
            " '', '', 'confirmed', $8, $3, now(), $9, now(), '')",
            new_id(), club, person, kind, starts_on, ends_on, minutes, new_id().bytes, random.choice(signers),
        )  # fmt: skip
    engagement = (await engagement_of([person], DAY))[person]
    organisation = engagement.hours[0].organisation
    assert len(engagement.hours) < len(entries)
    assert {signer for hours in engagement.hours for signer in hours.signed_by} == set(signers)
    for kind in Kind:
        for window in (twelve_months_to(DAY), last_calendar_year(DAY)):
            single = [
                ConfirmedHours(organisation=organisation, kind=kind, starts_on=s, ends_on=e, minutes=m)
                for k, s, e, m in entries
                if k is kind
            ]
            assert sum(h.minutes_within(window) for h in engagement.hours if h.kind is kind) == sum(
                h.minutes_within(window) for h in single
            )


async def test_only_confirmed_hours_up_to_the_day_count(database: None) -> None:
    person, club = await living_in(None), await an_organisation()
    await confirmed_hours(person, club, 60, DAY)
    await confirmed_hours(person, club, 120, DAY, waiting=True)
    await confirmed_hours(person, club, 240, DAY + timedelta(days=1))
    engagement = (await engagement_of([person], DAY))[person]
    assert [hours.minutes for hours in engagement.hours] == [60]


async def test_hours_of_several_organisations_add_up(database: None) -> None:
    await an_issuing_body(KOELN)
    person = await living_in(KOELN)
    for name in ("Tafel", "Löschzug"):
        club = await an_organisation(name)
        await confirmed_hours(person, club, 100 * 60, date(2026, 10, 1))
        await a_statement(person, club, date(2020, 1, 1))
    assert await standing(person) == (KOELN, Result.MET)


async def test_people_are_assessed_in_sets(database: None) -> None:
    people = [await living_in(None) for _ in range(5)]
    assert set(await service.assess_people([*people, new_id()], DAY)) == set(people)
    assert await service.assess_people([], DAY) == {}


async def test_home_gives_the_card_where_its_rules_allow(database: None) -> None:
    await an_issuing_body(SIEGBURG)
    await an_issuing_body(OLPE)
    person = await living_in(OLPE)
    club = await an_organisation(municipality=SIEGBURG)
    await confirmed_hours(person, club, 210 * 60, date(2026, 10, 1))
    await a_statement(person, club, date(2020, 1, 1))
    assert await standing(person) == (OLPE, Result.MET)


async def test_where_home_takes_no_part_the_place_of_engagement_gives_the_card(database: None) -> None:
    await an_issuing_body(KOELN)
    person = await living_in(OLPE)
    club = await an_organisation(municipality=KOELN)
    await confirmed_hours(person, club, 210 * 60, date(2026, 10, 1))
    await a_statement(person, club, date(2020, 1, 1))
    assert await standing(person) == (KOELN, Result.MET)


async def test_where_home_asks_for_engagement_there_the_place_of_engagement_gives_the_card(
    database: None,
) -> None:
    await an_issuing_body(LEVERKUSEN)
    await an_issuing_body(KOELN)
    person = await living_in(LEVERKUSEN)
    club = await an_organisation(municipality=KOELN)
    await confirmed_hours(person, club, 100 * 60, date(2026, 10, 1))
    assert await standing(person) == (KOELN, Result.NOT_MET)


async def test_whoever_meets_the_rules_save_for_what_the_form_asks_could_meet_them(database: None) -> None:
    await an_issuing_body(SIEGBURG)
    person = await living_in(None)
    club = await an_organisation(municipality=SIEGBURG)
    await confirmed_hours(person, club, 210 * 60, date(2026, 10, 1))
    found = (await service.assess_people([person], DAY))[person].standings[CardKind.STANDARD]
    assert (found.outcome.result, found.could_be_met) == (Result.UNKNOWN, False)
    await a_statement(person, club, date(2020, 1, 1))
    found = (await service.assess_people([person], DAY))[person].standings[CardKind.STANDARD]
    assert (found.outcome.result, found.could_be_met) == (Result.UNKNOWN, True)
    assert [c.code for c in found.outcome.criteria if c.result is Result.UNKNOWN] == ["age"]


async def test_supposing_that_a_club_confirms_everything_leaves_other_clubs_hours_waiting(
    database: None,
) -> None:
    person, confirmer = await living_in(None), await a_person("Jana")
    here, there = await an_organisation("Hier"), await an_organisation("Dort")
    for club in (here, there):
        await confirmed_hours(person, club, 60, DAY, waiting=True)
    await confirmed_hours(confirmer, here, 60, DAY, waiting=True)
    known = await engagement_of([person, confirmer], DAY, as_if=AsIf(here, confirmer))
    assert [(h.organisation.id, h.signed_by) for h in known[person].hours] == [(here, frozenset({confirmer}))]
    assert known[confirmer].hours == (), "nobody confirms the own hours"


async def test_25_years_meet_the_jubilee_card(database: None) -> None:
    await an_issuing_body(KOELN)
    person, club = await living_in(KOELN), await an_organisation()
    await a_statement(person, club, date(1999, 5, 1), until=date(2024, 12, 31))
    assert await standing(person, CardKind.JUBILEE) == (KOELN, Result.MET)


async def test_i_see_where_i_stand_with_every_criterion(sign_in_as: SignIn) -> None:
    body_id = await an_issuing_body(KOELN)
    erika = await sign_in_as("erika@example.org")
    club = await an_organisation()
    await confirmed_hours(erika.person_id, club, 186 * 60, clock.today() - timedelta(days=30))  # type: ignore[attr-defined]
    found = (await erika.get("/api/me/assessment")).json()
    assert found["issuingBody"]["id"] == str(body_id)
    standard = found["kinds"][0]
    assert (standard["kind"], standard["result"], standard["municipality"]) == ("standard", "not_met", "Köln")
    hours = next(c for c in standard["criteria"] if c["code"] == "hours")
    assert (hours["have"], hours["need"], hours["unit"], hours["basis"]) == (
        186 * 60,
        200 * 60,
        "minutes",
        "hours_in_a_year",
    )
    assert hours["sentence"]["de"].startswith("186 von 200 Stunden zwischen ")
    assert hours["from"] < hours["until"]


async def test_without_any_town_the_rules_of_the_state_are_shown(sign_in_as: SignIn) -> None:
    found = (await (await sign_in_as("neu@example.org")).get("/api/me/assessment")).json()
    assert (found["issuingBody"], [k["municipality"] for k in found["kinds"]]) == (None, [None, None])


async def test_nobody_signed_in_has_no_assessment(client: httpx.AsyncClient) -> None:
    assert (await client.get("/api/me/assessment")).status_code == 401


async def test_what_i_declare_answers_the_open_question(sign_in_as: SignIn) -> None:
    erika = await sign_in_as("erika@example.org")
    assert (await erika.get("/api/me/declarations")).json() == {"allowances": None, "proofs": []}
    declared = {
        "allowances": [{"kind": "volunteer", "centsPerYear": 50_000}],
        "proofs": [{"ground": "juleica", "number": "NW-123", "validUntil": "2027-05-31"}],
    }
    assert (await erika.put("/api/me/declarations", json=declared)).json() == declared
    assert (await erika.get("/api/me/declarations")).json() == declared
    criteria = (await erika.get("/api/me/assessment")).json()["kinds"][0]["criteria"]
    assert [(c["result"], c["have"]) for c in criteria if c["code"] == "allowance"] == [("met", 50_000)]
    assert (await erika.put("/api/me/declarations", json={})).json() == {"allowances": None, "proofs": []}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"allowances": [{"kind": "none", "centsPerYear": 5}]}, "allowances"),
        ({"allowances": [{"kind": "trainer", "centsPerYear": -5}]}, "allowances"),
        ({"allowances": [{"kind": "none"}] * 11}, "allowances"),
        ({"proofs": [{"ground": "juleica", "number": "9" * 41}]}, "proofs"),
        ({"proofs": [{"ground": "juleica", "validUntil": "1027-05-31"}]}, "proofs"),
    ],
)
async def test_a_declaration_beyond_belief_is_refused(
    sign_in_as: SignIn, wrong: dict[str, object], field: str
) -> None:
    answer = await (await sign_in_as("erika@example.org")).put("/api/me/declarations", json=wrong)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field)

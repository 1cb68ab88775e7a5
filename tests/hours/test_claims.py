import asyncio
from datetime import date
from uuid import UUID

import pytest

from ehrenamtskarte.accounts.events import PersonClaimed
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Role
from ehrenamtskarte.hours import claims
from tests.conftest import Browser, SignIn, actor_of, run_jobs
from tests.hours.conftest import Record, confirm, on_roster, some_days_ago

BORN = date(1960, 2, 29)


@pytest.fixture
async def reserved(club: UUID) -> UUID:
    """Somebody the club has reserved, without an address."""
    return await on_roster(club, "Kai", "Ohne", born=BORN)


async def claim(claimer: Browser, jana: Browser, club: UUID, reserved: UUID) -> None:
    member = await db.scalar("SELECT id FROM member WHERE person = $1", reserved)
    letter = await jana.post(f"/api/organisations/{club}/people/{member}/claim-code")
    answer = await claimer.post(
        "/api/me/claims", json={"code": letter.json()["code"], "birthDate": BORN.isoformat()}
    )
    assert answer.status_code == 200, answer.text
    await run_jobs()


async def own_hours(browser: Browser) -> list[tuple[str, str]]:
    listed = (await browser.get("/api/me/hours")).json()["items"]
    return [(entry["startsOn"], entry["status"]) for entry in listed]


async def test_hours_and_statements_follow_the_person(
    jana: Browser, club: UUID, reserved: UUID, record: Record, sign_in_as: SignIn
) -> None:
    await record(reserved, 3)
    await confirm(jana, club, all=True)
    await record(reserved, 2)
    vouched = await jana.post(
        f"/api/organisations/{club}/statements", json={"personId": str(reserved), "since": "2019-04-01"}
    )
    assert vouched.status_code == 201, vouched.text
    kai = await sign_in_as("kai@example.org")
    await claim(kai, jana, club, reserved)
    assert await own_hours(kai) == [(some_days_ago(2), "submitted"), (some_days_ago(3), "confirmed")]
    statements = (await kai.get("/api/me/statements")).json()["items"]
    assert [statement["since"] for statement in statements] == ["2019-04-01"]


@pytest.mark.parametrize(
    ("reserved_confirmed", "own_confirmed"), [(False, False), (True, False), (False, True), (True, True)]
)
async def test_what_was_recorded_on_both_sides_stays_once_the_confirmed_one_first(
    jana: Browser,
    club: UUID,
    reserved: UUID,
    record: Record,
    sign_in_as: SignIn,
    reserved_confirmed: bool,
    own_confirmed: bool,
) -> None:
    kai = await sign_in_as("kai@example.org")
    there = await record(reserved, 3)
    body = {"organisationId": str(club), "startsOn": some_days_ago(3), "minutes": 60}
    here = (await kai.post("/api/me/hours", json=body)).json()["id"]
    chosen = [there] * reserved_confirmed + [here] * own_confirmed
    await confirm(jana, club, records=chosen)
    await claim(kai, jana, club, reserved)
    live = "confirmed" if reserved_confirmed or own_confirmed else "submitted"
    assert sorted(await own_hours(kai)) == sorted([(some_days_ago(3), live), (some_days_ago(3), "withdrawn")])
    assert await db.scalar("SELECT count(*) FROM hour_record WHERE person = $1", reserved) == 0


async def test_whoever_confirmed_and_then_claims_has_confirmed_nothing(
    jana: Browser, club: UUID, reserved: UUID, record: Record, sign_in_as: SignIn
) -> None:
    kai = await sign_in_as("kai@example.org", (Role.COORDINATOR, club))
    await record(reserved, 3)
    await record(reserved, 4)
    await confirm(kai, club, records=[await record(reserved, 5)])
    rejected = {"people": [str(reserved)], "reason": "weil", "until": some_days_ago(4)}
    await kai.post(f"/api/organisations/{club}/rejections", json=rejected)
    await kai.post(
        f"/api/organisations/{club}/statements", json={"personId": str(reserved), "since": "2019-01-01"}
    )
    await claim(kai, jana, club, reserved)
    assert await own_hours(kai) == [
        (some_days_ago(3), "submitted"),
        (some_days_ago(4), "withdrawn"),
        (some_days_ago(5), "submitted"),
    ]
    assert (await kai.get("/api/me/statements")).json()["items"] == []
    assert await db.scalar("SELECT count(*) FROM outbox_message") == 0


async def test_nothing_is_recorded_for_who_has_just_become_another(
    jana: Browser, club: UUID, reserved: UUID, sign_in_as: SignIn
) -> None:
    kai = await sign_in_as("kai@example.org")
    kai_id = (await actor_of(kai)).person_id
    await claims.follow_claim(PersonClaimed(person_id=kai_id, reserved_id=reserved))
    body = {"personId": str(reserved), "startsOn": some_days_ago(1), "minutes": 60}
    assert (await jana.post(f"/api/organisations/{club}/hours", json=body)).status_code == 404
    body["personId"] = str(kai_id)
    assert (await jana.post(f"/api/organisations/{club}/hours", json=body)).status_code == 201


async def test_what_is_recorded_while_somebody_claims_follows_or_is_refused(
    jana: Browser, club: UUID, reserved: UUID, sign_in_as: SignIn
) -> None:
    kai_id = (await actor_of(await sign_in_as("kai@example.org"))).person_id
    entries = [
        {"personId": str(reserved), "startsOn": some_days_ago(day), "minutes": 60} for day in range(1, 13)
    ]
    answers, _ = await asyncio.gather(
        asyncio.gather(*(jana.post(f"/api/organisations/{club}/hours", json=entry) for entry in entries)),
        claims.follow_claim(PersonClaimed(person_id=kai_id, reserved_id=reserved)),
    )
    recorded = [answer.status_code for answer in answers].count(201)
    assert {answer.status_code for answer in answers} <= {201, 404}
    found = await db.rows("SELECT person, count(*) AS entries FROM hour_record GROUP BY person")
    assert {row["person"]: row["entries"] for row in found} == ({kai_id: recorded} if recorded else {})

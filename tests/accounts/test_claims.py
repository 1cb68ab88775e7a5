import asyncio
from collections import Counter
from datetime import date, timedelta
from uuid import UUID

import pytest

from ehrenamtskarte.accounts import memberships, people
from ehrenamtskarte.accounts.people import Reservation
from ehrenamtskarte.accounts.rules import CLAIM_LIFE, ClaimWrong
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Role
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.ids import new_id
from tests.conftest import Browser, SignIn, actor_of

BORN = date(1957, 3, 2)

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
async def erika(sign_in_as: SignIn) -> Browser:
    browser = await sign_in_as("erika@example.org")
    await db.execute("UPDATE person SET claimed_at = now(), given_name = '', family_name = ''")
    return browser


async def a_letter(born: date | None = BORN, name: str = "Erika") -> tuple[UUID, str]:
    """Somebody an organisation reserved, and the code of the letter."""
    (person_id,) = await people.reserve([Reservation(name, "Mustermann", born)], now=clock.now())
    code, _ = await people.issue_claim_code(person_id, now=clock.now())
    return person_id, code


async def claim(browser: Browser, code: str, born: date | None = BORN) -> tuple[int, str]:
    answer = await browser.post("/api/me/claims", json={"code": code, "birthDate": born and born.isoformat()})
    return answer.status_code, answer.json().get("code", "")


async def test_code_and_birth_date_bring_over_what_was_reserved(erika: Browser) -> None:
    reserved, code = await a_letter()
    answer = await erika.post("/api/me/claims", json={"code": code, "birthDate": BORN.isoformat()})
    assert answer.status_code == 200
    person = answer.json()["person"]
    assert (person["givenName"], person["familyName"], person["birthDate"]) == (
        "Erika", "Mustermann", BORN.isoformat(),
    )  # fmt: skip
    row = await db.row("SELECT merged_into, claimed_at, email FROM person WHERE id = $1", reserved)
    assert row is not None
    assert str(row["merged_into"]) == person["id"]
    event = await db.scalar("SELECT payload FROM outbox_message WHERE event = 'PersonClaimed' LIMIT 1")
    assert str(reserved) in event and person["id"] in event


async def test_the_own_data_is_not_overwritten(erika: Browser) -> None:
    await erika.patch("/api/me", json={"givenName": "Eri", "familyName": "Muster", "birthDate": "1957-03-03"})
    _, code = await a_letter()
    assert (await claim(erika, code))[0] == 200
    person = (await erika.get("/api/me")).json()["person"]
    assert (person["givenName"], person["familyName"], person["birthDate"]) == ("Eri", "Muster", "1957-03-03")


async def test_the_code_may_be_typed_as_it_comes(erika: Browser) -> None:
    _, code = await a_letter()
    assert (await claim(erika, f"  {code.lower().replace('-', ' ')} "))[0] == 200


async def test_without_a_known_birth_date_the_code_is_enough(erika: Browser) -> None:
    _, code = await a_letter(born=None)
    assert (await claim(erika, code, None))[0] == 200


@pytest.mark.parametrize("born", [None, date(1957, 3, 3)])
async def test_the_code_alone_does_not_help_who_found_the_letter(erika: Browser, born: date | None) -> None:
    reserved, code = await a_letter()
    answer = await erika.post("/api/me/claims", json={"code": code, "birthDate": born and born.isoformat()})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "birthDate")
    assert await db.scalar("SELECT merged_into IS NULL FROM person WHERE id = $1", reserved)


async def test_five_wrong_birth_dates_end_a_code(erika: Browser) -> None:
    _, code = await a_letter()
    for day in range(5):
        assert await claim(erika, code, BORN + timedelta(days=day + 1)) == (422, "claim_wrong")
    assert await claim(erika, code) == (422, "claim_wrong")


async def test_guessing_codes_is_limited(erika: Browser) -> None:
    await a_letter()
    answers = [await claim(erika, "ABCDE-FGH23") for _ in range(11)]
    assert answers == [(422, "claim_wrong")] * 10 + [(429, "too_many_requests")]


async def test_a_code_works_once(erika: Browser, sign_in_as: SignIn) -> None:
    _, code = await a_letter()
    assert (await claim(erika, code))[0] == 200
    assert (await claim(erika, code))[0] == 422
    assert (await claim(await sign_in_as("max@example.org"), code))[0] == 422


async def test_of_many_at_once_one_gets_it(sign_in_as: SignIn) -> None:
    browsers = [await sign_in_as(f"person{number}@example.org") for number in range(5)]
    await db.execute("UPDATE person SET claimed_at = now()")
    reserved, code = await a_letter()
    answers = await asyncio.gather(*(claim(browser, code) for browser in browsers))
    assert Counter(status for status, _ in answers) == {200: 1, 422: 4}
    assert await db.scalar("SELECT count(*) FROM audit_entry WHERE action = 'person_claimed'") == 1
    assert await db.scalar("SELECT merged_into IS NOT NULL FROM person WHERE id = $1", reserved)


async def test_a_code_ends_after_a_year(erika: Browser) -> None:
    _, code = await a_letter()
    later = clock.now() + CLAIM_LIFE + timedelta(seconds=1)
    with pytest.raises(ClaimWrong):
        await people.claim(code, BORN, actor=await actor_of(erika), now=later)


async def test_a_new_letter_ends_the_old_one(erika: Browser) -> None:
    reserved, old = await a_letter()
    new, _ = await people.issue_claim_code(reserved, now=clock.now())
    assert (await claim(erika, old))[0] == 422
    assert (await claim(erika, new))[0] == 200


async def test_who_has_an_account_gets_no_letter(erika: Browser) -> None:
    with pytest.raises(NotFound):
        await people.issue_claim_code((await actor_of(erika)).person_id, now=clock.now())
    with pytest.raises(NotFound):
        await people.issue_claim_code(new_id(), now=clock.now())


async def test_nobody_takes_over_a_role_by_a_letter(erika: Browser) -> None:
    """A coordinator prints letters; an office's invitation is not theirs to use."""

    async def invited(email: str) -> UUID:
        return await memberships.grant_by_email(
            Role.CASE_WORKER,
            email=email,
            tenant=new_id(),
            tenant_name="Stadt",
            granted_by=None,
            now=clock.now(),
        )

    with pytest.raises(NotFound):
        await people.issue_claim_code(await invited("kerstin@stadt.example"), now=clock.now())
    reserved, code = await a_letter()
    await db.execute("UPDATE person SET email = 'later@stadt.example' WHERE id = $1", reserved)
    await invited("later@stadt.example")
    assert (await claim(erika, code))[0] == 422
    assert (await actor_of(erika)).memberships == ()


async def test_a_code_is_not_stored_readable(erika: Browser) -> None:
    _, code = await a_letter()
    await claim(erika, code, None)
    for table in ("claim_code", "audit_entry", "rate_count", "outbox_message"):
        stored = str(await db.rows(f"SELECT * FROM {table}"))
        assert code not in stored and code.replace("-", "") not in stored


@pytest.mark.parametrize("code", ["", "-", "\0", "ÄÖÜ", "A" * 120, "ABCDE-FGH2３"])
async def test_what_is_no_code_is_refused(erika: Browser, code: str) -> None:
    assert await claim(erika, code) == (422, "claim_wrong")


async def test_an_address_finds_the_person_it_belongs_to() -> None:
    wanted = [
        Reservation("Anna", "Berg", email="Berg@example.org"),
        Reservation("Bernd", "Berg", email="berg@example.org"),
        Reservation("anna", "berg", email=" berg@example.org"),
        Reservation("Anna", "Berg"),
    ]
    first, second, third, fourth = await people.reserve(wanted, now=clock.now())
    assert first == third
    assert len({first, second, fourth}) == 3
    emails = {row["id"]: row["email"] for row in await db.rows("SELECT id, email FROM person")}
    assert emails == {first: "berg@example.org", second: None, fourth: None}
    assert (await people.reserve(wanted[:1], now=clock.now())) == [first]


async def test_a_letter_ends_once_the_person_has_an_address(erika: Browser) -> None:
    """From then on other clubs find the same person, and a letter of one must not open what another recorded."""
    reserved, code = await a_letter()
    await db.execute("UPDATE person SET email = 'kim@example.org' WHERE id = $1", reserved)
    assert await people.reserve(
        [Reservation("Erika", "Mustermann", email="kim@example.org")], now=clock.now()
    ) == [reserved]
    assert await claim(erika, code) == (422, "claim_wrong")
    assert await db.scalar("SELECT merged_into IS NULL FROM person WHERE id = $1", reserved)

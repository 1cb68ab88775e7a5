"""Once a year a company is asked whether its offers still hold; one tap answers."""

from datetime import timedelta

from ehrenamtskarte import worker
from ehrenamtskarte.benefits.deciding import reminders
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.actor import Role
from tests.benefits.offering import Pool
from tests.conftest import SignIn, mails_to, run_jobs
from tests.factories import a_benefit

NOW = clock.now()
LONG_AGO = NOW - timedelta(days=366)


async def asked(days: int = 0) -> int:
    """How many mails Karin got once this day is over."""
    await reminders.ask_due(NOW + timedelta(days=days))
    await run_jobs()
    return len(await mails_to("karin@bad.example"))


async def test_a_company_is_asked_once_a_year_has_passed(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    await a_benefit(pool.company, "Eins", confirmed_at=NOW - timedelta(days=364))
    await a_benefit(pool.company, "Zwei", confirmed_at=NOW)
    assert await asked() == 0
    assert await asked(days=2) == 1
    (mail,) = await mails_to("karin@bad.example")
    assert "Ihr Angebot" in mail and "bestaetigen%3D1" in mail


async def test_the_button_signs_in_and_one_tap_confirms(sign_in_as: SignIn, client: object) -> None:
    pool = await Pool.open(sign_in_as)
    await a_benefit(pool.company, confirmed_at=LONG_AGO)
    assert await asked() == 1
    (mail,) = await mails_to("karin@bad.example")
    token = mail.split("#")[1].split()[0]
    karin = await pool.sign_in_as("somebody@example.org")
    assert (await karin.post("/api/sign-in/link", json={"token": token})).status_code == 200
    assert (await karin.post(f"/api/companies/{pool.company}/confirmation")).status_code == 200
    assert await asked(days=31) == 1


async def test_every_manager_is_asked_in_their_language_and_staff_are_not(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    await pool.another_manager()
    await pool.somebody_at_the_till()
    await db.execute("UPDATE person SET language = 'en' WHERE email = 'kurt@bad.example'")
    for title in ("Eins", "Zwei"):
        await a_benefit(pool.company, title, confirmed_at=LONG_AGO)
    assert await asked() == 1
    assert "Ihre 2 Angebote" in (await mails_to("karin@bad.example"))[0]
    assert "your 2 offers" in (await mails_to("kurt@bad.example"))[0]
    assert await mails_to("till@bad.example") == []


async def test_nobody_is_asked_again_before_30_days(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    await a_benefit(pool.company, confirmed_at=LONG_AGO)
    assert [await asked(days) for days in (0, 0, 1, 29)] == [1, 1, 1, 1]
    assert await asked(days=31) == 2


async def test_only_offers_that_hold_are_asked_about(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    for status in ("waiting", "ended"):
        await a_benefit(pool.company, status, status=status, confirmed_at=LONG_AGO)
    await a_benefit(
        pool.company, "vorbei", confirmed_at=LONG_AGO, valid_until=(NOW - timedelta(days=9)).date()
    )
    assert await asked() == 0


async def test_a_company_that_left_is_not_asked(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    await a_benefit(pool.company, confirmed_at=LONG_AGO)
    await pool.manager.put(f"/api/companies/{pool.company}/departure")
    assert await asked() == 0


async def test_the_office_sees_who_has_not_answered(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    await a_benefit(pool.company, confirmed_at=LONG_AGO)
    answer = await pool.clerk.get(pool.office, params={"hint": "not_confirmed"})
    assert [one["companyName"] for one in answer.json()["items"]] == ["Schlossbad"]


async def test_the_worker_asks_every_day() -> None:
    assert worker.CHORES["ask_companies"] is reminders.ask_companies


async def test_somebody_who_is_no_manager_any_more_is_not_asked(sign_in_as: SignIn) -> None:
    pool = await Pool.open(sign_in_as)
    await a_benefit(pool.company, confirmed_at=LONG_AGO)
    await db.execute("DELETE FROM membership WHERE role = $1", Role.PARTNER_MANAGER)
    assert await asked() == 0
    assert await db.scalar("SELECT count(*) FROM benefit WHERE reminded_at IS NOT NULL") == 0

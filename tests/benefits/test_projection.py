"""The public list follows the offers: after any changes it is what making it anew gives."""

import asyncio
import os
import random
import subprocess
import sys
from typing import Any
from uuid import UUID

import msgspec
import pytest

from ehrenamtskarte.benefits.events import BenefitChanged
from ehrenamtskarte.benefits.public_list import finding, projection
from ehrenamtskarte.benefits.schemas import BenefitFound
from ehrenamtskarte.companies.events import CompanyChanged
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.outbox import publish
from tests.conftest import run_jobs
from tests.factories import KOELN, a_benefit, a_company, a_venue

BONN = "05314000"
TODAY = clock.today()


async def the_list() -> dict[str, list[tuple[Any, ...]]]:
    """Everything the list holds but for numbers the database gives; spellings of a word may differ."""
    queries = {
        "offers": "SELECT * FROM listing JOIN listing_text USING (benefit)",
        "places": "SELECT p.* FROM listing_place p",
        "words": "SELECT s.word, w.benefit, w.weight FROM listing_word w JOIN search_word s ON s.id = w.word",
        "vocabulary": "SELECT word, stem FROM search_word",
    }
    return {
        name: sorted(
            (
                tuple((key, value) for key, value in row.items() if key != "id")
                for row in await db.rows(query)
            ),
            key=repr,
        )
        for name, query in queries.items()
    }


async def change_something(chance: random.Random, companies: list[UUID], benefits: list[UUID]) -> None:
    """One of the changes that offices and companies make, with its event."""
    company, benefit = chance.choice(companies), chance.choice(benefits)
    word = chance.choice(["Museum", "Freibad", "Köln", "Konzert", "Zwei für eins"])
    of_benefit = {
        "title": ("UPDATE benefit SET title_de = $2 WHERE id = $1", word),
        "status": ("UPDATE benefit SET status = $2, published_at = coalesce(published_at, now()), reason = 'x' WHERE id = $1",
                   chance.choice(["approved", "approved", "approved", "ended"])),
        "pause": ("UPDATE benefit SET paused_at = CASE WHEN $2 THEN now() END WHERE id = $1", chance.random() < 0.1),
        "end": ("UPDATE benefit SET valid_until = $2 WHERE id = $1", chance.choice([None, TODAY, TODAY.replace(year=2020)])),
        "venues": ("UPDATE benefit SET all_venues = $2 WHERE id = $1", chance.random() < 0.5),
    }  # fmt: skip
    of_company = {
        "name": ("UPDATE company SET name = $2 WHERE id = $1", f"{word} {company}"),
        "pause": ("UPDATE company SET paused_at = CASE WHEN $2 THEN now() END WHERE id = $1", chance.random() < 0.1),
        "online": ("UPDATE benefit SET online = $2 WHERE company = $1", chance.random() < 0.5),
        "close": ("UPDATE venue SET closed_at = CASE WHEN $2 THEN now() END WHERE company = $1", chance.random() < 0.5),
    }  # fmt: skip
    async with db.transaction():
        if chance.random() < 0.6:
            statement, value = of_benefit[chance.choice(list(of_benefit))]
            await db.execute(statement, benefit, value)
            await publish(BenefitChanged(benefit_id=benefit))
        else:
            statement, value = of_company[chance.choice(list(of_company))]
            await db.execute(statement, company, value)
            await publish(CompanyChanged(company_id=company))


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_following_any_changes_gives_the_same_list_as_making_it_anew(database: None, seed: int) -> None:
    chance = random.Random(seed)
    companies = [await a_company(f"Haus {number}", chance.choice([KOELN, BONN])) for number in range(4)]
    for company in companies[:3]:
        await a_venue(company, f"Saal {company}")
    benefits = [
        await a_benefit(
            chance.choice(companies), f"Angebot {n}", status=chance.choice(["waiting", "approved"])
        )
        for n in range(20)
    ]
    await projection.refresh(benefits, today=TODAY)
    for number in range(60):
        await change_something(chance, companies, benefits)
        if number % 7 == 0:
            await run_jobs()
    await run_jobs()
    followed = await the_list()
    assert 1 < len(followed["offers"]) < 20
    await projection.rebuild(today=TODAY)
    assert await the_list() == followed


async def test_the_list_shows_an_offer_as_it_is_shown_elsewhere(database: None) -> None:
    company = await a_company()
    await a_venue(company, "Halle")
    benefit = await a_benefit(company, "Freier Eintritt", online=True)
    nowhere = await a_benefit(await a_company("Ohne Ort"), "Rabatt")
    await projection.rebuild(today=TODAY)
    items = {row["benefit"]: row["item"] for row in await db.rows("SELECT benefit, item FROM listing_text")}
    for offer in await finding.found([benefit, nowhere], today=projection.NO_DAY):
        assert msgspec.json.decode(items[offer.id], type=BenefitFound) == offer


async def test_words_that_no_offer_has_any_more_are_forgotten(database: None) -> None:
    benefit = await a_benefit(await a_company(), "Eisbahn")
    await projection.rebuild(today=TODAY)
    assert await db.scalar("SELECT count(*) FROM search_word WHERE word = 'eisbahn'") == 1
    await db.execute("UPDATE benefit SET title_de = 'Rollschuhbahn' WHERE id = $1", benefit)
    await projection.refresh([benefit], today=TODAY)
    assert await db.scalar("SELECT count(*) FROM search_word WHERE word = 'eisbahn'") == 0


async def test_each_change_is_told_once(database: None) -> None:
    benefit = await a_benefit(await a_company(), "Eisbahn")
    for statement in ("", "", "title_de = 'Rollbahn'", "confirmed_at = now()", "status = 'ended'", ""):
        if statement:
            await db.execute(f"UPDATE benefit SET {statement} WHERE id = $1", benefit)
        await projection.refresh([benefit], today=TODAY)
    told = await db.rows("SELECT what FROM public_change ORDER BY at, id")
    assert [row["what"] for row in told] == ["published", "changed", "ended"]


async def test_an_offer_that_ended_as_days_went_by_is_taken_out_and_told(database: None) -> None:
    benefit = await a_benefit(await a_company(), "Eisbahn", valid_until=TODAY)
    await projection.refresh([benefit], today=TODAY)
    await db.execute("UPDATE listing SET last_day = last_day - 1")
    await db.execute("UPDATE benefit SET valid_until = valid_until - 1 WHERE id = $1", benefit)
    await projection.drop_ended()
    assert await db.scalar("SELECT count(*) FROM listing") == 0
    assert await db.scalar("SELECT count(*) FROM public_change WHERE what = 'ended'") == 1


async def test_an_offer_that_was_deleted_leaves_the_list(database: None) -> None:
    benefit = await a_benefit(await a_company(), "Eisbahn")
    await projection.rebuild(today=TODAY)
    await db.execute("DELETE FROM benefit WHERE id = $1", benefit)
    await projection.rebuild(today=TODAY)
    assert not any((await the_list()).values())


async def test_an_operator_makes_the_list_anew(database: None, dsn: str) -> None:
    await a_benefit(await a_company(), "Eisbahn")
    done = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "ehrenamtskarte.cli", "list-anew"],
        capture_output=True,
        text=True,
        env={**os.environ, "DATABASE_URL": dsn},
        check=True,
    )
    assert done.stdout == "Offers in the list: 1\n"
    assert await db.scalar("SELECT count(*) FROM listing") == 1

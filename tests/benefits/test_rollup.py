"""Redemptions counted by offer, venue and day."""

import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from ehrenamtskarte.benefits.counting import rollup
from ehrenamtskarte.benefits.events import Redeemed
from ehrenamtskarte.core import db, outbox
from ehrenamtskarte.core.ids import new_id
from tests.benefits.at_the_till import Holder, Till
from tests.conftest import run_jobs
from tests.factories import a_benefit, a_company, a_venue

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


async def a_redemption(
    benefit: UUID, venue: UUID | None = None, at: datetime = NOON, *, conflict: str = ""
) -> UUID:
    redemption_id = new_id()
    await db.execute(
        "INSERT INTO redemption (id, benefit, venue, company, till, nonce, redeemed_at, recorded_at, offline, conflict)"
        " SELECT $1, b.id, $3, b.company, $1, $1, $4, $4, $5::text <> '', $5 FROM benefit b WHERE b.id = $2",
        redemption_id, benefit, venue, at, conflict,
    )  # fmt: skip
    await outbox.publish(Redeemed(redemption_id=redemption_id))
    return redemption_id


async def undo(redemption: UUID) -> None:
    await db.execute("UPDATE redemption SET undone_at = now() WHERE id = $1", redemption)
    await outbox.publish(Redeemed(redemption_id=redemption, undone=True))


async def _counted() -> dict[tuple[Any, ...], int]:
    found = await db.rows("SELECT benefit, venue, day, redeemed FROM benefit_day WHERE redeemed <> 0")
    return {(row["benefit"], row["venue"], row["day"]): row["redeemed"] for row in found}


async def test_redemptions_add_up_by_offer_venue_and_day_of_berlin(database: None) -> None:
    company = await a_company()
    benefit, venue = await a_benefit(company), await a_venue(company)
    late = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    for at in (NOON, NOON + timedelta(hours=1), late):
        await a_redemption(benefit, venue, at)
    await a_redemption(benefit)
    await run_jobs()
    assert await _counted() == {
        (benefit, venue, date(2026, 11, 22)): 2,
        (benefit, venue, date(2027, 1, 1)): 1,
        (benefit, None, date(2026, 11, 22)): 1,
    }


async def test_what_is_undone_does_not_count(database: None) -> None:
    benefit = await a_benefit(await a_company())
    await a_redemption(benefit)
    await undo(await a_redemption(benefit))
    await run_jobs()
    assert await _counted() == {(benefit, None, date(2026, 11, 22)): 1}


async def test_what_was_given_in_spite_of_a_conflict_counts(database: None) -> None:
    benefit = await a_benefit(await a_company())
    await a_redemption(benefit, conflict="limit")
    await run_jobs()
    assert list((await _counted()).values()) == [1]


async def test_one_message_counts_once_however_often_it_is_delivered(database: None) -> None:
    await a_redemption(await a_benefit(await a_company()))
    message = await db.scalar("SELECT id FROM outbox_message WHERE event = 'Redeemed'")
    assert [await outbox.deliver(message) for _ in range(3)] == [True, False, False]
    assert list((await _counted()).values()) == [1]


@pytest.mark.parametrize("seed", range(3))
async def test_counting_one_by_one_equals_counting_all(database: None, seed: int) -> None:
    chance = random.Random(seed)
    company = await a_company()
    benefits = [await a_benefit(company, f"Angebot {number}") for number in range(3)]
    venues = [None, await a_venue(company), await a_venue(company, "Am Bach")]
    for _ in range(60):
        at = NOON + timedelta(hours=chance.randrange(-60, 60))
        redemption = await a_redemption(chance.choice(benefits), chance.choice(venues), at)
        if chance.random() < 0.3:
            await undo(redemption)
    messages = [row["id"] for row in await db.rows("SELECT id FROM outbox_message")]
    chance.shuffle(messages)  # an undoing may come before what it undoes
    for message in messages:
        await outbox.deliver(message)
    one_by_one = await _counted()
    await rollup.recount()
    assert one_by_one == await _counted()
    assert Counter(one_by_one).total() == await db.scalar(
        "SELECT count(*) FROM redemption WHERE undone_at IS NULL"
    )


async def test_counting_all_leaves_what_was_looked_at(database: None) -> None:
    benefit = await a_benefit(await a_company())
    await db.execute(
        "INSERT INTO benefit_day (id, benefit, day, seen, opened, redeemed) VALUES ($1, $2, $3, 7, 3, 99)",
        new_id(), benefit, date(2026, 11, 22),
    )  # fmt: skip
    await rollup.recount()
    assert tuple(await db.row("SELECT seen, opened, redeemed FROM benefit_day") or ()) == (7, 3, 0)


async def test_what_a_till_gives_takes_back_and_hands_in_later_is_in_the_figures(
    till: Till, phone: Holder, unlimited: UUID
) -> None:
    await till.redeem(unlimited, token=phone.shows())
    given = await till.redeem(unlimited, token=phone.shows())
    await till.undo(given.json()["id"])
    kept = till.scan(unlimited, phone.shows())
    for _ in range(2):
        await till.sync(kept, till.scan(unlimited, phone.shows(), undone=True))
    await run_jobs()
    one_by_one = await _counted()
    assert list(one_by_one.values()) == [2] and {key[1] for key in one_by_one} == {till.venue}
    await rollup.recount()
    assert one_by_one == await _counted()

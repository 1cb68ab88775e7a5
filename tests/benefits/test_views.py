"""How often offers are seen and opened."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from ehrenamtskarte.benefits.counting import views
from ehrenamtskarte.benefits.counting.views import Views
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.ids import new_id
from tests.conftest import Browser
from tests.factories import a_benefit, a_company

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HERE, THERE = "192.0.2.1", "192.0.2.2"


async def _rows() -> list[tuple[UUID, date, int, int]]:
    found = await db.rows(
        "SELECT benefit, day, seen, opened FROM benefit_day ORDER BY day, seen DESC, benefit"
    )
    return [tuple(row) for row in found]


async def test_what_was_looked_at_is_written_once_and_added_up(database: None) -> None:
    one, other = [await a_benefit(company) for company in [await a_company()] for _ in range(2)]
    looks = Views()
    looks.opened(one, HERE)
    looks.seen([one, other, one], HERE)
    looks.seen([one], THERE)
    await looks.flush(NOW)
    await looks.flush(NOW)
    assert await _rows() == [(one, date(2026, 11, 22), 2, 1), (other, date(2026, 11, 22), 1, 0)]
    looks.opened(one, HERE)
    await looks.flush(NOW)
    assert (await _rows())[0] == (one, date(2026, 11, 22), 2, 2)


async def test_made_up_offers_are_dropped_and_harm_nothing(database: None) -> None:
    benefit = await a_benefit(await a_company())
    looks = Views()
    looks.seen([new_id(), benefit], HERE)
    await looks.flush(NOW)
    assert await _rows() == [(benefit, date(2026, 11, 22), 1, 0)]


async def test_a_day_is_a_day_in_berlin(database: None) -> None:
    benefit = await a_benefit(await a_company())
    looks = Views()
    looks.opened(benefit, HERE)
    await looks.flush(datetime(2026, 12, 31, 23, 30, tzinfo=UTC))
    assert (await _rows())[0][1] == date(2027, 1, 1)


async def test_a_failing_database_keeps_the_counts_and_their_day(
    database: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    benefit = await a_benefit(await a_company())
    looks = Views()
    looks.opened(benefit, HERE)
    with monkeypatch.context() as broken:
        broken.setattr(db.DB, "pool", None)
        broken.setitem(db.DB.config, "dsn", "postgresql://nobody@127.0.0.1:1/none")
        with pytest.raises(OSError, match="Connect"):
            await looks.flush(NOW)
    looks.opened(benefit, HERE)
    await looks.flush(datetime(2026, 11, 23, 12, tzinfo=UTC))
    assert await _rows() == [(benefit, date(2026, 11, 22), 0, 1), (benefit, date(2026, 11, 23), 0, 1)]


async def test_the_memory_it_takes_is_bounded(monkeypatch: pytest.MonkeyPatch, database: None) -> None:
    benefit = await a_benefit(await a_company())
    monkeypatch.setattr(views, "LOOKS_AT_MOST", 3)
    looks = Views()
    looks.seen([benefit], HERE)
    for number in range(10):
        looks.seen([new_id()], f"198.51.100.{number}")
    assert (len(looks._fresh), len(looks._looks_of)) == (3, 3)
    await looks.flush(NOW)
    looks.seen([benefit], HERE)
    await looks.flush(NOW)
    assert await _rows() == [(benefit, date(2026, 11, 22), 2, 0)]


async def test_one_address_cannot_make_a_hit(database: None) -> None:
    benefit = await a_benefit(await a_company())
    looks = Views()
    for _ in range(50):
        looks.seen([benefit], HERE)
        looks.opened(benefit, HERE)
    looks.seen([benefit], THERE)
    await looks.flush(NOW)
    assert await _rows() == [(benefit, date(2026, 11, 22), 2, 1)]


async def test_one_address_with_made_up_offers_keeps_nobody_else_from_counting(
    monkeypatch: pytest.MonkeyPatch, database: None
) -> None:
    benefit = await a_benefit(await a_company())
    monkeypatch.setattr(views, "LOOKS_OF_ONE", 2)
    looks = Views()
    looks.seen([new_id() for _ in range(10)], HERE)
    assert len(looks._fresh) == 2
    looks.seen([benefit], THERE)
    await looks.flush(NOW)
    assert await _rows() == [(benefit, date(2026, 11, 22), 1, 0)]


async def test_the_page_of_an_offer_counts_once_however_often_it_is_asked_for(client: Browser) -> None:
    benefit = await a_benefit(await a_company())
    for _ in range(3):
        assert (await client.get(f"/api/benefits/{benefit}")).status_code == 200
    await views.flush(clock.now())
    assert [(row[0], row[3]) for row in await _rows()] == [(benefit, 1)]


async def test_the_browser_says_what_was_on_the_screen(client: Browser) -> None:
    benefit = await a_benefit(await a_company())
    body = {"benefits": [str(benefit), str(benefit), str(new_id())]}
    answer = await client.post("/api/benefit-views", json=body)
    assert answer.status_code == 204 and not answer.content
    await views.flush(clock.now())
    assert [(row[0], row[2]) for row in await _rows()] == [(benefit, 1)]


async def test_too_many_at_once_are_refused(client: Browser) -> None:
    answer = await client.post("/api/benefit-views", json={"benefits": [str(new_id()) for _ in range(101)]})
    assert answer.status_code == 422


async def test_the_web_process_writes_what_is_left_when_it_ends(database: None) -> None:
    benefit = await a_benefit(await a_company())
    async with views.written_regularly():
        views.opened(benefit, HERE)
    assert [(row[0], row[3]) for row in await _rows()] == [(benefit, 1)]

"""Everybody learns who won once the embargo ends, in every year."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from ehrenamtskarte.awards.honouring import archive, laureates_public
from ehrenamtskarte.awards.tables import AwardCall, AwardLaureate
from ehrenamtskarte.core import clock
from tests.factories import a_call, a_category, an_award_laureate, an_entry

pytestmark = pytest.mark.usefixtures("database")


async def a_decided_call(until: datetime, name: str = "Tafel Köln", **terms: Any) -> UUID:
    """A call that one entry won, with an embargo."""
    call = await a_call(on=None, **terms)
    category = await a_category(call)
    entry = await an_entry(call, name, status="shortlisted")
    await an_award_laureate(call, category, entry, prize_cents=500_000, reason_de="Weil es hilft.")
    await AwardCall.update({"decided_at": clock.now() - timedelta(days=900), "embargo_until": until}).where(
        AwardCall.id == call
    )
    return call


async def test_nobody_learns_who_won_before_the_embargo_ends() -> None:
    now = clock.now()
    call = await a_decided_call(now + timedelta(seconds=1))
    assert await laureates_public.of_call(call, now) == []
    assert (await archive.calls(now)).items == []
    assert await archive.years(now) == []


async def test_everybody_learns_who_won_at_the_very_moment() -> None:
    now = clock.now()
    call = await a_decided_call(now)
    result = (await laureates_public.of_call(call, now))[0]
    assert [one.name for one in result.laureates] == ["Tafel Köln"]
    assert result.laureates[0].reason.de == "Weil es hilft."
    assert result.laureates[0].town == "Köln"


async def test_a_withdrawn_laureate_is_not_named_but_counted() -> None:
    now = clock.now()
    call = await a_decided_call(now)
    await AwardLaureate.update({"withdrawn_at": now, "withdrawn_reason": "Falsche Angaben"}).where(
        AwardLaureate.call == call
    )
    result = (await laureates_public.of_call(call, now))[0]
    assert (result.laureates, result.withdrawn) == ([], 1)


async def test_the_archive_has_all_years_the_latest_first() -> None:
    now = clock.now()
    for year in (2024, 2026, 2025):
        await a_decided_call(now, f"Verein {year}", year=year)
    assert [one.year for one in (await archive.calls(now)).items] == [2026, 2025, 2024]
    assert [(one.year, one.calls, one.laureates) for one in await archive.years(now)] == [
        (2026, 1, 1),
        (2025, 1, 1),
        (2024, 1, 1),
    ]
    assert [one.year for one in (await archive.calls(now, year=2025)).items] == [2025]
    assert [one.year for one in (await archive.calls(now, q="verein 2024")).items] == [2024]


async def test_the_archive_is_read_page_by_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "CALLS_IN_A_PAGE", 2)
    now = clock.now()
    for year in (2022, 2023, 2024, 2025, 2025):
        await a_decided_call(now, year=year)
    seen, cursor = [], None
    while True:
        page = await archive.calls(now, cursor=cursor)
        seen += [one.year for one in page.items]
        cursor = page.next
        if cursor is None:
            break
    assert seen == [2025, 2025, 2024, 2023, 2022]
    assert page.total == 5

"""The ranking of a round: who is in it, and what counts."""

import pytest

from ehrenamtskarte.awards.judging import ranking
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.ids import new_id
from tests.awards.judging import a_judgement
from tests.factories import a_call, a_category, a_juror, a_round, an_entry

pytestmark = pytest.mark.usefixtures("database")


async def test_only_judgements_that_are_in_count() -> None:
    call = await a_call()
    ada, ben, cem = [await a_juror(call, name) for name in ("Ada", "Ben", "Cem")]
    found = await a_round(call, ada, ben, cem)
    choir = await an_entry(call, "Chor", status="admitted")
    food = await an_entry(call, "Tafel", status="shortlisted")
    await a_judgement(found, choir, ada, 3, 4)
    await a_judgement(found, choir, ben, 5, 5)
    await a_judgement(found, choir, cem, status="recused", recusal="declared", recusal_reason="Mitglied")
    await a_judgement(found, food, ada, 5, 5)
    await a_judgement(found, food, ben)
    first, second = await ranking.of_round(found)
    assert (first.entry, first.rank, first.mean, first.spread, first.too_few) == (food, 1, 5, 0, True)
    assert (second.entry, second.rank, second.judged.done, second.judged.recused) == (choir, 2, 2, 1)
    assert second.mean == pytest.approx(26 / 6) and second.least == pytest.approx(11 / 3) and second.most == 5
    assert not second.too_few


async def test_who_is_out_of_the_running_is_not_ranked() -> None:
    call = await a_call()
    juror = await a_juror(call)
    found = await a_round(call, juror)
    for status in ("submitted", "rejected"):
        entry = await an_entry(call, status=status, reason="Zu spät" if status == "rejected" else "")
        await a_judgement(found, entry, juror, 5, 5)
    left = await an_entry(call, "Chor", status="admitted")
    assert [(line.entry, line.rank) for line in await ranking.of_round(found)] == [(left, None)]


async def test_a_round_for_nominees_leaves_out_the_others() -> None:
    call = await a_call()
    found = await a_round(call, await a_juror(call), considers="shortlisted")
    await an_entry(call, "Chor", status="admitted")
    nominee = await an_entry(call, "Tafel", status="shortlisted")
    assert [line.entry for line in await ranking.of_round(found)] == [nominee]


async def test_within_a_category_ranks_begin_anew() -> None:
    call = await a_call()
    juror = await a_juror(call)
    found = await a_round(call, juror)
    youth, culture = (
        await a_category(call, "Jugend", chosen=True),
        await a_category(call, "Kultur", chosen=True),
    )
    for name, category, points in (("Chor", culture, 5), ("Sport", youth, 3), ("Lesen", youth, 3)):
        entry = await an_entry(call, name, status="admitted", category=category)
        await a_judgement(found, entry, juror, points, points)
    assert [line.rank for line in await ranking.of_round(found)] == [1, 2, 2]
    assert [line.rank for line in await ranking.of_round(found, category=youth)] == [1, 1]


async def test_an_unknown_round_has_no_ranking() -> None:
    with pytest.raises(NotFound):
        await ranking.of_round(new_id())

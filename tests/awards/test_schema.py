"""The database itself keeps what matters."""

from typing import Any

import asyncpg
import pytest

from ehrenamtskarte.awards.tables import Judgement
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.ids import new_id
from tests.factories import a_call, a_category, a_juror, a_round, a_vote, an_award_laureate, an_entry

pytestmark = pytest.mark.usefixtures("database")


async def test_one_address_votes_once_in_a_call() -> None:
    call = await a_call()
    entry = await an_entry(call)
    await a_vote(call, entry, voter=b"one")
    with pytest.raises(asyncpg.UniqueViolationError):
        await a_vote(call, await an_entry(call), voter=b"one")
    other = await a_call()
    await a_vote(other, await an_entry(other), voter=b"one")


async def test_a_number_is_given_once() -> None:
    call = await a_call()
    await an_entry(call, number=7)
    with pytest.raises(asyncpg.UniqueViolationError):
        await an_entry(call, number=7)


async def test_a_juror_judges_an_entry_once_in_a_round() -> None:
    call = await a_call()
    juror, entry = await a_juror(call), await an_entry(call, status="admitted")
    found = await a_round(call, juror)
    await Judgement(id=new_id(), jury_round=found, entry=entry, juror=juror).save()
    with pytest.raises(asyncpg.UniqueViolationError):
        await Judgement(id=new_id(), jury_round=found, entry=entry, juror=juror).save()


async def test_an_entry_wins_once_in_a_category() -> None:
    call = await a_call()
    category, entry = await a_category(call), await an_entry(call, status="shortlisted")
    await an_award_laureate(call, category, entry)
    with pytest.raises(asyncpg.UniqueViolationError):
        await an_award_laureate(call, category, entry)


@pytest.mark.parametrize(
    "terms",
    [
        {"status": "admitted", "number": None, "submitted_at": None},
        {"status": "submitted", "number": None},
        {"status": "rejected"},
        {"status": "asked"},
        {"status": "withdrawn"},
    ],
)
async def test_an_entry_never_lacks_what_its_status_needs(terms: dict[str, Any]) -> None:
    with pytest.raises(asyncpg.CheckViolationError):
        await an_entry(await a_call(), **terms)


async def test_nobody_is_told_before_the_embargo_ends() -> None:
    call = await a_call()
    now = clock.now()
    with pytest.raises(asyncpg.CheckViolationError):
        await db.execute(
            "UPDATE award_call SET decided_at = $2::timestamptz, embargo_until = $2::timestamptz + interval '1 day',"
            " told_at = $2::timestamptz WHERE id = $1",
            call,
            now,
        )

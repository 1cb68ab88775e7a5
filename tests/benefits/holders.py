"""Holders of cards, raffles and pools for tests of what holders do with offers."""

import asyncio
import contextvars
from collections.abc import Awaitable, Callable, Coroutine
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from ehrenamtskarte.benefits.campaigns import raffles
from ehrenamtskarte.core import clock, db
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.eligibility.rules import CardKind
from tests.cards.phone import a_card
from tests.conftest import Browser, SignIn
from tests.factories import a_benefit

T = TypeVar("T")


async def a_holder(
    sign_in_as: SignIn,
    office: UUID,
    email: str = "hanna@example.org",
    kind: CardKind = CardKind.STANDARD,
    valid_until: date | None = date(2099, 12, 31),
) -> Browser:
    """Somebody with a card."""
    browser = await sign_in_as(email)
    await a_card(browser.person_id, office, kind, valid_until=valid_until)  # type: ignore[attr-defined]
    return browser


async def an_online_offer(company: UUID, *codes: str, limit: str = "none", **columns: Any) -> UUID:
    """An offer with single codes."""
    offer = await a_benefit(
        company,
        "Gutschein für den Online-Shop",
        codes="pool",
        online=True,
        online_url="https://shop.example",
        limit_per=limit,
        **columns,
    )
    for code in codes:
        await db.execute(
            "INSERT INTO benefit_code (id, benefit, code) VALUES ($1, $2, $3)", new_id(), offer, code
        )
    return offer


async def a_raffle(
    company: UUID, *, prizes: int = 1, ends_in: timedelta = timedelta(days=7), title: str = "Zwei Freikarten"
) -> tuple[UUID, datetime]:
    """An approved raffle and its deadline."""
    now = clock.now()
    deadline = now + ends_in
    raffle = await a_benefit(company, title, kind="raffle", percent=None, deadline=deadline, prizes=prizes)
    await raffles.prepare(raffle, deadline, prizes, now)
    return raffle, deadline


async def entrants(raffle: UUID, people: int) -> None:
    """That many people without an address take part."""
    for number in range(1, people + 1):
        person = new_id()
        await db.execute(
            "INSERT INTO person (id, given_name, family_name, street, postal_code, phone, language, created_at)"
            " VALUES ($1, 'Los', 'Nummer', '', '', '', 'de', now())",
            person,
        )
        await db.execute(
            "INSERT INTO raffle_entry (id, benefit, person, number, entered_at) VALUES ($1, $2, $3, $4, now())",
            new_id(), raffle, person, number,
        )  # fmt: skip


async def one_after_the_other(
    first: Callable[[], Awaitable[T]], then: Callable[[], Coroutine[Any, Any, T]]
) -> tuple[T, T]:
    """Begin `then` while `first` is done but not yet committed, as two taps on two machines may come."""
    outside = contextvars.copy_context()
    async with db.transaction():
        one = await first()
        other = asyncio.create_task(then(), context=outside)
        await asyncio.sleep(0.1)
        assert not other.done()
    return one, await other

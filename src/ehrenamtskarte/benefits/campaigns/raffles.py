"""Raffles of free tickets: who takes part, the draw that is due, and what anybody needs to check it."""

import secrets
from datetime import datetime
from typing import Any
from uuid import UUID

from ehrenamtskarte.benefits.campaigns import campaign_rules, raffle_notices
from ehrenamtskarte.benefits.campaigns.campaign_rules import (
    FEWEST_SHOWN,
    DeadlinePassed,
    NoRaffle,
    RaffleNotBegun,
    RaffleOver,
)
from ehrenamtskarte.benefits.events import RaffleDrawn
from ehrenamtskarte.benefits.holders import holding
from ehrenamtskarte.benefits.public_list import finding
from ehrenamtskarte.benefits.rules import Kind
from ehrenamtskarte.benefits.schemas import DrawOut, EntryOut, WinnerOut
from ehrenamtskarte.companies import offices
from ehrenamtskarte.core import audit, clock, db, draw
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.clock import berlin_day
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.core.outbox import publish
from ehrenamtskarte.core.pagination import PAGE_SIZE, Page, cursor_of, number_of

MOST_SHOWN = 200
DRAWN_AT_ONCE = 50

_CLEAR_SIGNS = "ABCDEFGHJKLMNPQRTUVWXY346789"
"""Without those that look or sound alike."""


async def prepare(benefit_id: UUID, deadline: datetime, prizes: int, now: datetime) -> None:
    """Open the raffle of an approved offer, or give it another deadline or number of prizes while it is not drawn.

    Raises DeadlinePassed, RaffleOver.
    """
    async with db.transaction():
        known = await db.row(
            "SELECT deadline, prizes, drawn_at FROM raffle WHERE benefit = $1 FOR UPDATE", benefit_id
        )
        if known and (known["deadline"], known["prizes"]) == (deadline, prizes):
            return
        if known and (known["drawn_at"] or known["deadline"] <= now):
            raise RaffleOver
        if deadline <= now:
            raise DeadlinePassed
        seed = secrets.token_bytes(draw.SEED_BYTES)
        await db.execute(
            "INSERT INTO raffle (benefit, deadline, prizes, seed, commitment) VALUES ($1, $2, $3, $4, $5)"
            " ON CONFLICT (benefit) DO UPDATE SET deadline = excluded.deadline, prizes = excluded.prizes",
            benefit_id, deadline, prizes, seed, draw.commitment(seed),
        )  # fmt: skip


async def enter(benefit_id: UUID, *, actor: Actor, now: datetime) -> EntryOut:
    """Take part with a valid card; once in, the same entry again.

    Raises NotFound, NoRaffle, RaffleNotBegun, RaffleClosed, CardNeeded, StandardCardNeeded, JubileeCardNeeded.
    """
    today = berlin_day(now)
    async with db.transaction():
        offer = await holding.open_offer(benefit_id, today=today)
        if offer.kind is not Kind.RAFFLE:
            raise NoRaffle
        if not offer.has_begun(today):
            assert offer.valid_from is not None
            raise RaffleNotBegun(day=f"{offer.valid_from:%d.%m.%Y}")
        await _lock_running(benefit_id, now)
        await holding.must_hold_card(actor, today=today, accepted=offer.cards)
        await db.execute(
            "INSERT INTO raffle_entry (id, benefit, person, number, entered_at)"
            " SELECT $1, $2, $3, coalesce(max(number), 0) + 1, $4 FROM raffle_entry WHERE benefit = $2"
            " ON CONFLICT (benefit, person) DO NOTHING",
            new_id(), benefit_id, actor.person_id, now,
        )  # fmt: skip
    return (await _entries(actor, now=now, benefit=benefit_id))[0]


async def leave(benefit_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Take the entry back before the deadline; without one nothing happens. Raises NotFound, RaffleClosed."""
    async with db.transaction():
        await _lock_running(benefit_id, now)
        await db.execute(
            "DELETE FROM raffle_entry WHERE benefit = $1 AND person = $2", benefit_id, actor.person_id
        )


async def mine(actor: Actor, *, now: datetime) -> list[EntryOut]:
    """The raffles one takes part in, the next draw first, then those that were drawn, the latest first."""
    return await _entries(actor, now=now)


async def _lock_running(benefit_id: UUID, now: datetime) -> None:
    """The lock also keeps numbers in a row and entries out of a draw that has begun. Raises NotFound, RaffleClosed."""
    found = await db.row("SELECT deadline, drawn_at FROM raffle WHERE benefit = $1 FOR UPDATE", benefit_id)
    if found is None:
        raise NotFound
    campaign_rules.check_open(found["deadline"], found["drawn_at"], now)


async def _entries(actor: Actor, *, now: datetime, benefit: UUID | None = None) -> list[EntryOut]:
    entries = await db.rows(
        "SELECT e.benefit, e.number, e.entered_at, r.deadline, r.drawn_at, e.won, e.claim"
        " FROM raffle_entry e JOIN raffle r ON r.benefit = e.benefit"
        " WHERE e.person = $1 AND ($2::uuid IS NULL OR e.benefit = $2)"
        " ORDER BY r.drawn_at DESC NULLS FIRST, r.deadline, e.id LIMIT $3",
        actor.person_id, benefit, MOST_SHOWN,
    )  # fmt: skip
    found = await finding.found([entry["benefit"] for entry in entries], today=berlin_day(now))
    by_id = {one.id: one for one in found}
    return [
        EntryOut(
            benefit=by_id[entry["benefit"]],
            **{name: value for name, value in entry.items() if name != "benefit"},
        )
        for entry in entries
        if entry["benefit"] in by_id
    ]


async def public_draw(benefit_id: UUID) -> DrawOut:
    """What anybody needs to check a draw; the seed only once it is drawn. Raises NotFound."""
    found = await db.row(
        "SELECT r.deadline, r.prizes, r.commitment, r.drawn_at, CASE WHEN r.drawn_at IS NOT NULL THEN r.seed END AS seed,"
        " (SELECT count(*) FROM raffle_entry e WHERE e.benefit = r.benefit) AS entries"
        " FROM raffle r JOIN benefit b ON b.id = r.benefit WHERE r.benefit = $1 AND b.status IN ('approved', 'ended')",
        benefit_id,
    )
    if found is None:
        raise NotFound
    drawn = found["drawn_at"] is not None
    order = await _order(benefit_id) if drawn else []
    hidden = not drawn and found["entries"] < FEWEST_SHOWN
    return DrawOut(
        deadline=found["deadline"],
        prizes=found["prizes"],
        entries=None if hidden else found["entries"],
        commitment=found["commitment"].hex(),
        seed=found["seed"].hex() if drawn else None,
        drawn_at=found["drawn_at"],
        numbers=sorted(order) if drawn else None,
        winning_numbers=order[: found["prizes"]] if drawn else None,
    )


async def _order(benefit_id: UUID) -> list[int]:
    return [
        entry["number"]
        for entry in await db.rows(
            "SELECT number FROM raffle_entry WHERE benefit = $1 ORDER BY rank", benefit_id
        )
    ]


async def winners(
    company_id: UUID, benefit_id: UUID, *, actor: Actor, cursor: str | None = None
) -> Page[WinnerOut]:
    """What the winners of a raffle will show, in the order of the draw; nobody's name. Raises NotFound."""
    await offices.company_to_see(company_id, actor=actor)
    if not await db.scalar(
        "SELECT EXISTS (SELECT FROM benefit WHERE id = $1 AND company = $2)", benefit_id, company_id
    ):
        raise NotFound
    found = await db.rows(
        "SELECT rank, number, claim FROM raffle_entry WHERE benefit = $1 AND won AND rank > $2 ORDER BY rank LIMIT $3",
        benefit_id, number_of(cursor) or 0, PAGE_SIZE + 1,
    )  # fmt: skip
    items = [WinnerOut(row["number"], row["claim"]) for row in found[:PAGE_SIZE]]
    more = len(found) > PAGE_SIZE
    return Page(items, next=cursor_of(str(found[PAGE_SIZE - 1]["rank"])) if more else None)


async def draw_due() -> None:
    """Draw every raffle whose deadline has passed, and tell those whose raffle will never be drawn."""
    await draw_all(now=clock.now())


async def draw_all(*, now: datetime) -> int:
    """The same at a given moment; how many were drawn."""
    await _call_off_ended(now)
    due = await db.rows(
        "SELECT r.benefit FROM raffle r JOIN benefit b ON b.id = r.benefit JOIN company c ON c.id = b.company"
        " WHERE r.drawn_at IS NULL AND r.deadline <= $1"
        " AND b.status IN ('approved', 'ended') AND c.status = 'approved'"
        " ORDER BY r.deadline, r.benefit LIMIT $2",
        now, DRAWN_AT_ONCE,
    )  # fmt: skip
    return sum([await _draw(raffle["benefit"], now) for raffle in due])


async def _draw(benefit_id: UUID, now: datetime) -> bool:
    """Draw one raffle; False where another worker does or did."""
    async with db.transaction():
        raffle = await db.row(
            "SELECT seed, prizes FROM raffle WHERE benefit = $1 AND drawn_at IS NULL AND deadline <= $2"
            " FOR UPDATE SKIP LOCKED",
            benefit_id, now,
        )  # fmt: skip
        if raffle is None:
            return False
        numbers = await db.rows("SELECT number FROM raffle_entry WHERE benefit = $1", benefit_id)
        order = draw.order(raffle["seed"], (entry["number"] for entry in numbers))
        claims = [_claim() if rank < raffle["prizes"] else None for rank in range(len(order))]
        await db.execute(
            "UPDATE raffle_entry e SET rank = o.rank, won = o.claim IS NOT NULL, claim = o.claim"
            " FROM unnest($2::int[], $3::text[]) WITH ORDINALITY AS o(number, claim, rank)"
            " WHERE e.benefit = $1 AND e.number = o.number",
            benefit_id, order, claims,
        )  # fmt: skip
        await db.execute("UPDATE raffle SET drawn_at = $2 WHERE benefit = $1", benefit_id, now)
        await audit.record("raffle_drawn", actor=None, subject=benefit_id, entries=len(order))
        await publish(RaffleDrawn(benefit_id=benefit_id))
    return True


def _claim() -> str:
    signs = "".join(secrets.choice(_CLEAR_SIGNS) for _ in range(8))
    return f"{signs[:4]}-{signs[4:]}"


async def _call_off_ended(now: datetime) -> None:
    """Where an offer ended before its deadline (or waits for its office since) or its company left, entrants learn it.

    They are forgotten then.
    """
    async with db.transaction():
        entries: list[Any] = await db.rows(
            "DELETE FROM raffle_entry WHERE id IN (SELECT e.id FROM raffle_entry e JOIN raffle r ON r.benefit = e.benefit"
            " JOIN benefit b ON b.id = r.benefit JOIN company c ON c.id = b.company WHERE r.drawn_at IS NULL"
            " AND (b.status = 'ended' AND r.deadline > $1 OR b.status IN ('waiting', 'rejected') OR c.status = 'left')"
            " FOR UPDATE OF e SKIP LOCKED)"
            " RETURNING benefit, person",
            now,
        )
        await raffle_notices.tell_called_off([(entry["benefit"], entry["person"]) for entry in entries])

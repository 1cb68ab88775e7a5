"""A company joins with its first venue and its first offer in one go: all of it, or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from ehrenamtskarte.benefits import rules
from ehrenamtskarte.benefits.offering import offers, publicity
from ehrenamtskarte.benefits.rules import Joining
from ehrenamtskarte.companies import handover, registration, venues
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import FieldError, Refusal


@dataclass(frozen=True, kw_only=True)
class Joined:
    """What was registered."""

    company_id: UUID
    benefit_id: UUID


async def register(joining: Joining, *, actor: Actor, now: datetime) -> Joined:
    """Register a company that waits for its office together with its offer; the actor manages it.

    Raises what companies, venues and offers raise, with fields such as `company.name` and `benefit.percent`.
    """
    async with db.transaction():
        with _under("company"):
            company = await registration.register(joining.company, actor=actor, now=now)
        benefit_id = await _first_offer(company.id, joining, actor=actor, now=now)
        return Joined(company_id=company.id, benefit_id=benefit_id)


async def register_for(
    office: UUID | None, joining: Joining, *, handover_to: str, actor: Actor, now: datetime
) -> Joined:
    """Register a company on its behalf; it holds at once, and a mail hands it over if there is an address.

    Raises NotFound, SecondFactorNeeded and what `register` raises.
    """
    async with db.transaction():
        with _under("company"):
            company = await registration.register_for(office, joining.company, actor=actor, now=now)
        benefit_id = await _first_offer(company.id, joining, actor=actor, now=now)
        found = await offers.read(company.id, benefit_id)
        await publicity.begin(benefit_id, found.terms, decided_by=actor.person_id, now=now)
        if handover_to.strip():
            with _renamed({"email": "handover"}):
                await handover.hand_over(company.id, handover_to, actor=actor, now=now)
        return Joined(company_id=company.id, benefit_id=benefit_id)


async def _first_offer(company_id: UUID, joining: Joining, *, actor: Actor, now: datetime) -> UUID:
    if joining.venue is None and not joining.terms.online and not joining.company.statewide:
        raise rules.PlaceMissing(field="venue")
    if joining.venue is not None:
        with _under("venue"):
            await venues.add_first(company_id, joining.venue, actor=actor)
    # There is nothing yet to choose from.
    terms = replace(joining.terms, all_venues=True, venues=(), picture=None)
    with _under("benefit"):
        return await offers.submit(company_id, terms, actor=actor, now=now)


@contextmanager
def _under(name: str) -> Iterator[None]:
    """Name fields as they are called in the whole form."""
    try:
        yield
    except Refusal as refusal:
        refusal.errors = tuple(FieldError(f"{name}.{error.field}", error.message) for error in refusal.errors)
        raise


@contextmanager
def _renamed(names: dict[str, str]) -> Iterator[None]:
    try:
        yield
    except Refusal as refusal:
        refusal.errors = tuple(
            FieldError(names.get(error.field, error.field), error.message) for error in refusal.errors
        )
        raise

"""Which office looks after which company, and what an actor may therefore do with one."""

from uuid import UUID

from ehrenamtskarte.companies import policies
from ehrenamtskarte.companies.tables import Company
from ehrenamtskarte.core import db
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.regions import service as regions

STATE = "state"
WITH_AREA = " LEFT JOIN issuing_area a ON a.municipality = c.municipality"
"""Joins the area a of a company c, for `looked_after_by`."""


def looked_after_by(office: UUID | None) -> str:
    """The condition that an office, $1, looks after a company c with its area a: `office_of` in SQL."""
    if office is None:
        return "$1::uuid IS NULL AND (c.statewide OR a.issuing_body IS NULL)"
    return "NOT c.statewide AND a.issuing_body = $1::uuid"


def office_named(text: str) -> UUID | None:
    """The office an address names: an issuing body's id, or `state` for the state office (None). Raises NotFound."""
    if text == STATE:
        return None
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None


async def company(company_id: UUID, *, lock: bool = False) -> Company:
    """One company, whoever asks; locked so that what is decided of it happens one after the other. Raises NotFound."""
    if lock:
        # Weak enough for others to add rows that refer to it.
        await db.execute("SELECT 1 FROM company WHERE id = $1 FOR NO KEY UPDATE", company_id)
    found = await Company.objects().get(Company.id == company_id)
    if found is None:
        raise NotFound
    return found


async def office_of(found: Company) -> UUID | None:
    """The issuing body of its town; None, the state office, for statewide companies and towns that take no part."""
    if found.statewide:
        return None
    body = await regions.issuing_body_of(found.municipality)
    return body.id if body else None


async def company_to_see(company_id: UUID, *, actor: Actor) -> Company:
    """For those who work there and its office. Raises NotFound, SecondFactorNeeded."""
    found = await company(company_id)
    if not actor.is_partner(company_id):
        policies.must_look_after(actor, await office_of(found))
    return found


async def company_to_manage(company_id: UUID, *, actor: Actor, lock: bool = False) -> Company:
    """For its managers and its office. Raises NotFound, SecondFactorNeeded."""
    found = await company(company_id, lock=lock)
    if not actor.is_partner_manager(company_id):
        policies.must_look_after(actor, await office_of(found))
    return found


async def company_to_decide(company_id: UUID, *, actor: Actor, lock: bool = False) -> Company:
    """For its office alone. Raises NotFound, SecondFactorNeeded."""
    found = await company(company_id, lock=lock)
    policies.must_look_after(actor, await office_of(found))
    return found

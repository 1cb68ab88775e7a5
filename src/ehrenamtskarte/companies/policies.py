"""Who may do what with a company; what is foreign looks as if it were not there."""

from uuid import UUID

from ehrenamtskarte.core.actor import Actor, Role
from ehrenamtskarte.core.errors import NotFound, SecondFactorNeeded


def must_work_there(actor: Actor, company: UUID) -> None:
    """Its managers and its staff. Raises NotFound."""
    if not actor.is_partner(company):
        raise NotFound


def looks_after(actor: Actor, office: UUID | None) -> bool:
    """Whether the actor is staff of this issuing body; of the state office where it is None."""
    return actor.is_state_office if office is None else actor.is_case_worker(office)


def must_look_after(actor: Actor, office: UUID | None) -> None:
    """Staff of this issuing body; of the state office where it is None. Raises NotFound, SecondFactorNeeded."""
    if looks_after(actor, office):
        return
    role, tenant = (Role.STATE_OFFICE, None) if office is None else (Role.CASE_WORKER, office)
    raise SecondFactorNeeded if actor.has(role, tenant) else NotFound

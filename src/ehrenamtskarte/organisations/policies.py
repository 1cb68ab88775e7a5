"""Who may do what with an organisation; what is foreign looks as if it were not there."""

from uuid import UUID

from ehrenamtskarte.core.actor import Actor, Role
from ehrenamtskarte.core.errors import NotFound, SecondFactorNeeded


def must_coordinate(actor: Actor, organisation: UUID) -> None:
    """Only its coordinators. Raises NotFound."""
    if not actor.is_coordinator(organisation):
        raise NotFound


def must_see(actor: Actor, organisation: UUID, issuing_body: UUID | None) -> None:
    """Its coordinators and those who decide on it. Raises NotFound."""
    if not actor.is_coordinator(organisation):
        must_decide(actor, issuing_body)


def must_decide(actor: Actor, issuing_body: UUID | None) -> None:
    """The issuing body of its town; the state office where the town takes no part. Raises NotFound, SecondFactorNeeded."""
    may = actor.is_state_office if issuing_body is None else actor.is_case_worker(issuing_body)
    if may:
        return
    role, tenant = (Role.STATE_OFFICE, None) if issuing_body is None else (Role.CASE_WORKER, issuing_body)
    raise SecondFactorNeeded if actor.has(role, tenant) else NotFound

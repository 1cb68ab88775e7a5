"""Who may do what with issuing bodies."""

from uuid import UUID

from ehrenamtskarte.core.actor import Actor, Role
from ehrenamtskarte.core.errors import Forbidden, NotFound, SecondFactorNeeded


def must_be_state_office(actor: Actor) -> None:
    """Only the state office. Raises Forbidden, SecondFactorNeeded."""
    if actor.is_state_office:
        return
    if actor.has(Role.STATE_OFFICE):
        raise SecondFactorNeeded
    raise Forbidden


def must_work_for(actor: Actor, issuing_body: UUID) -> None:
    """Its case workers and the state office; to others it is not there. Raises NotFound, SecondFactorNeeded."""
    if actor.is_case_worker(issuing_body) or actor.is_state_office:
        return
    if actor.has(Role.CASE_WORKER, issuing_body) or actor.has(Role.STATE_OFFICE):
        raise SecondFactorNeeded
    raise NotFound

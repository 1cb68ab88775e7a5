"""Who may do what with a case; what is foreign looks as if it were not there."""

from uuid import UUID

from ehrenamtskarte.applications.rules import SEEN_BY_OFFICE, Status
from ehrenamtskarte.applications.tables import Application
from ehrenamtskarte.core.actor import Actor, Role
from ehrenamtskarte.core.errors import NotFound, SecondFactorNeeded


def must_be_applicant(actor: Actor, case: Application) -> None:
    """Only the person it is about. Raises NotFound."""
    if actor.person_id != case.person:
        raise NotFound


def must_work_for(actor: Actor, issuing_body: UUID) -> None:
    """Only case workers of this issuing body. Raises NotFound, SecondFactorNeeded."""
    if actor.is_case_worker(issuing_body):
        return
    raise SecondFactorNeeded if actor.has(Role.CASE_WORKER, issuing_body) else NotFound


def must_handle(actor: Actor, case: Application) -> None:
    """Only case workers of its issuing body, once it was submitted. Raises NotFound, SecondFactorNeeded."""
    if Status(case.status) not in SEEN_BY_OFFICE:
        raise NotFound
    must_work_for(actor, case.issuing_body)


def must_see(actor: Actor, case: Application) -> None:
    """The person it is about, and who handles it. Raises NotFound, SecondFactorNeeded."""
    if actor.person_id != case.person:
        must_handle(actor, case)


def must_coordinate(actor: Actor, organisation: UUID) -> None:
    """Only coordinators of the organisation. Raises NotFound."""
    if not actor.is_coordinator(organisation):
        raise NotFound

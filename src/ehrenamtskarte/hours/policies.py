"""Who may do what with hours; what is foreign looks as if it were not there."""

from uuid import UUID

from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.errors import NotFound
from ehrenamtskarte.organisations import policies as organisations


def must_act_for(actor: Actor, organisation: UUID) -> None:
    """Only its coordinators. Raises NotFound."""
    organisations.must_coordinate(actor, organisation)


def must_be_own(actor: Actor, person: UUID) -> None:
    """Only the person the hours belong to. Raises NotFound."""
    if actor.person_id != person:
        raise NotFound

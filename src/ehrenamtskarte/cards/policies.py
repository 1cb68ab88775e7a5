"""Who may do what with a card."""

from uuid import UUID

from ehrenamtskarte.cards.tables import Card
from ehrenamtskarte.core.actor import Actor, Role
from ehrenamtskarte.core.errors import NotFound, SecondFactorNeeded


def must_hold(actor: Actor, card: Card) -> None:
    """Only its holder. Raises NotFound."""
    if card.person != actor.person_id:
        raise NotFound


def must_hold_or_manage(actor: Actor, card: Card) -> None:
    """Its holder or a case worker of the body that issued it. Raises NotFound, SecondFactorNeeded."""
    if card.person != actor.person_id:
        must_manage(actor, card.issuing_body)


def must_manage(actor: Actor, issuing_body: UUID) -> None:
    """Case workers of the issuing body. Raises NotFound, SecondFactorNeeded."""
    if actor.is_case_worker(issuing_body):
        return
    raise SecondFactorNeeded if actor.has(Role.CASE_WORKER, issuing_body) else NotFound

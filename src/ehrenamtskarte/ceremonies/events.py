"""What others may react to."""

from uuid import UUID

from ehrenamtskarte.core.outbox import Event


class RunOrdered(Event, frozen=True, kw_only=True):
    """Long work for the guests of an event waits to be done, or its next part."""

    run_id: UUID


class SeatsFreed(Event, frozen=True, kw_only=True):
    """Places became free, or there are more: the waiting list may move up."""

    ceremony_id: UUID


class TicketsDue(Event, frozen=True, kw_only=True):
    """These parties come: each of their persons needs a ticket that has none."""

    guest_ids: tuple[UUID, ...]


class PartyChanged(Event, frozen=True, kw_only=True):
    """A guest answered or changed the party, or the office did."""

    guest_id: UUID

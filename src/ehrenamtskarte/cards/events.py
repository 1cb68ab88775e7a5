"""What others, and the worker, react to."""

from uuid import UUID

from ehrenamtskarte.core.outbox import Event


class CardIssued(Event, frozen=True, kw_only=True):
    """A person has a new card and may put it on a phone."""

    card_id: UUID


class CardRevoked(Event, frozen=True, kw_only=True):
    """A card ended before its time."""

    card_id: UUID
    by_holder: bool


class CredentialRequested(Event, frozen=True, kw_only=True):
    """A phone has proven its key and waits for the worker's signature."""

    device_id: UUID


class StatusChanged(Event, frozen=True, kw_only=True):
    """A credential was revoked: the status list needs a new version."""

"""What others may react to."""

from uuid import UUID

from ehrenamtskarte.core.outbox import Event


class AreaChanged(Event, frozen=True, kw_only=True):
    """Towns began or ceased to take part, or changed to this issuing body."""

    issuing_body_id: UUID
    municipalities: tuple[str, ...]
    """The AGS of each town concerned."""

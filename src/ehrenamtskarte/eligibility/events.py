"""What others may react to."""

from uuid import UUID

from ehrenamtskarte.core.outbox import Event


class Declared(Event, frozen=True, kw_only=True):
    """A person declared allowances or proofs."""

    person_id: UUID

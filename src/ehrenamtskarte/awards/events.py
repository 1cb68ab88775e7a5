"""What others may react to."""

from uuid import UUID

from ehrenamtskarte.core.outbox import Event


class ResultsPublished(Event, frozen=True, kw_only=True):
    """The laureates of a call are public: all who took part hear of it."""

    call_id: UUID

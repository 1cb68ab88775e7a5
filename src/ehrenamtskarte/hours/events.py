"""What others may react to."""

from uuid import UUID

from ehrenamtskarte.core.outbox import Event


class HoursDecided(Event, frozen=True, kw_only=True):
    """An organisation confirmed or rejected hours, or vouched for somebody; at most `PEOPLE_PER_EVENT` people each."""

    organisation_id: UUID
    people: tuple[UUID, ...]


class HoursRejected(Event, frozen=True, kw_only=True):
    """Somebody's entries were rejected with a reason; they are told."""

    organisation_id: UUID
    person_id: UUID
    entries: int
    reason: str


PEOPLE_PER_EVENT = 40

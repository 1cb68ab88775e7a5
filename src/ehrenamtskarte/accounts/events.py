"""What others may react to."""

from uuid import UUID

from ehrenamtskarte.core.outbox import Event


class PersonChanged(Event, frozen=True, kw_only=True):
    """A person's own data changed, e.g. the birth date or the place they live in."""

    person_id: UUID


class PersonClaimed(Event, frozen=True, kw_only=True):
    """A person took over what was reserved for them; `reserved_id` is now merged into `person_id`."""

    person_id: UUID
    reserved_id: UUID

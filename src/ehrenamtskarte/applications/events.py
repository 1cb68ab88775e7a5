"""What others may react to."""

from datetime import date
from uuid import UUID

from ehrenamtskarte.core.outbox import Event
from ehrenamtskarte.eligibility.rules import CardKind


class ApplicationApproved(Event, frozen=True, kw_only=True):
    """Somebody gets a card, valid on both days and between; without a last day for life."""

    application_id: UUID
    person_id: UUID
    issuing_body_id: UUID
    kind: CardKind
    valid_from: date
    valid_until: date | None = None


class ReassessmentNeeded(Event, frozen=True, kw_only=True):
    """Something other than their own engagement changed for these people, e.g. their town began to take part."""

    people: tuple[UUID, ...]

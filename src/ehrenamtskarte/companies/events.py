"""What others may react to."""

from uuid import UUID

from ehrenamtskarte.core.outbox import Event


class CompanyDecided(Event, frozen=True, kw_only=True):
    """An office approved or rejected a company; `reason` explains a rejection."""

    company_id: UUID
    approved: bool
    reason: str = ""


class CompanyChanged(Event, frozen=True, kw_only=True):
    """What everybody sees of a company or its venues may have changed: name, place, pause, departure, approval."""

    company_id: UUID

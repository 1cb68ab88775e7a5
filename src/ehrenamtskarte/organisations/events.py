"""What others may react to."""

from uuid import UUID

from ehrenamtskarte.core.outbox import Event


class OrganisationDecided(Event, frozen=True, kw_only=True):
    """The town approved or rejected an organisation; `reason` explains a rejection."""

    organisation_id: UUID
    approved: bool
    reason: str = ""

"""What others may react to."""

from uuid import UUID

from ehrenamtskarte.core.outbox import Event


class BenefitDecided(Event, frozen=True, kw_only=True):
    """An office decided on an offer or on a change of it, and with it took the company in; `reason` explains a rejection."""

    benefit_id: UUID
    approved: bool
    is_change: bool = False
    company_joins: bool = False
    reason: str = ""


class BenefitChanged(Event, frozen=True, kw_only=True):
    """What everybody sees of an offer may have changed: terms, approval, pause, end."""

    benefit_id: UUID


class OffersImported(Event, frozen=True, kw_only=True):
    """A list added or changed these offers, or where they hold."""

    benefits: tuple[UUID, ...]


class RaffleDrawn(Event, frozen=True, kw_only=True):
    """The winners of a raffle are known."""

    benefit_id: UUID


class CodesRunLow(Event, frozen=True, kw_only=True):
    """Few single codes of an offer are left, or none."""

    benefit_id: UUID


class ReportFiled(Event, frozen=True, kw_only=True):
    """A holder reported something about an offer."""

    report_id: UUID


class ReportClosed(Event, frozen=True, kw_only=True):
    """An office answered a report."""

    report_id: UUID


class Redeemed(Event, frozen=True, kw_only=True):
    """A benefit was given at a till, or that was taken back; the rollup counts it once."""

    redemption_id: UUID
    undone: bool = False

"""Cases: each row is one way from an offer, or an application, to a decision."""

from piccolo.columns import JSONB, UUID, Boolean, Date, ForeignKey, OnDelete, Text, Timestamptz, Varchar
from piccolo.constraints import Check
from piccolo.table import Table

from ehrenamtskarte.accounts.tables import Person
from ehrenamtskarte.regions.tables import IssuingBody, Municipality


class Application(Table):
    """One case: offered to a person or applied for, and what became of it.

    At most one per person and kind is open: a partial unique index sees to it.
    """

    id = UUID(primary_key=True, default=None)
    person = ForeignKey(Person, null=False, on_delete=OnDelete.restrict, index=False)
    issuing_body = ForeignKey(IssuingBody, null=False, on_delete=OnDelete.restrict, index=False)
    municipality = ForeignKey(Municipality, null=False, on_delete=OnDelete.restrict, index=False)
    kind = Varchar(length=10)
    origin = Varchar(length=5)
    status = Varchar(length=10)
    sort_key = Varchar(length=500)
    rule_set = JSONB(default="{}")
    outcome = JSONB(default="{}")
    result = Varchar(length=8)
    publication = Boolean(default=False)
    news = Boolean(default=False)
    offered_at = Timestamptz(null=True, default=None)
    submitted_at = Timestamptz(null=True, default=None)
    decided_at = Timestamptz(null=True, default=None)
    decided_by = UUID(null=True, default=None)
    automatic = Boolean(default=False)
    reason = Text(default="")
    valid_from = Date(null=True, default=None)
    valid_until = Date(null=True, default=None)
    ended_on = Date(null=True, default=None)

    known_kind = Check("kind IN ('standard', 'jubilee')")
    known_origin = Check("origin IN ('offer', 'self')")
    known_status = Check(
        "status IN ('offered', 'submitted', 'approved', 'rejected', 'declined', 'withdrawn', 'lapsed')"
    )
    known_result = Check("result IN ('met', 'unknown', 'not_met')")
    offers_are_offered = Check("(origin = 'offer') = (offered_at IS NOT NULL)")
    submitted_with_consent = Check(
        "(status IN ('submitted', 'approved', 'rejected', 'withdrawn')) = (submitted_at IS NOT NULL)"
    )
    closed_when_closed = Check("(status IN ('offered', 'submitted')) = (decided_at IS NULL)")
    decided_by_somebody_else = Check("status NOT IN ('approved', 'rejected') OR decided_by <> person")
    approved_by_somebody = Check("status <> 'approved' OR automatic = (decided_by IS NULL)")
    rejected_with_reason = Check("status <> 'rejected' OR (reason <> '' AND decided_by IS NOT NULL)")
    valid_when_approved = Check("(status = 'approved') = (valid_from IS NOT NULL)")
    ends_after_start = Check("valid_until >= valid_from")

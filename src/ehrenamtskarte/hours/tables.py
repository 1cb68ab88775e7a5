"""Hour records, statements by which an organisation vouches for somebody, and imported lists."""

from piccolo.columns import (
    JSONB,
    UUID,
    BigInt,
    Bytea,
    Date,
    ForeignKey,
    Integer,
    OnDelete,
    Text,
    Time,
    Timestamptz,
    Varchar,
)
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.constraints import Check
from piccolo.table import Table

from ehrenamtskarte.accounts.tables import Person
from ehrenamtskarte.companies.tables import Company
from ehrenamtskarte.organisations.tables import Organisation


class HoursImport(Table):
    """A list a club handed in: kept until it is taken or discarded, then its report and what was refused stay."""

    id = UUID(primary_key=True, default=None)
    organisation = ForeignKey(Organisation, null=False, on_delete=OnDelete.cascade)
    file_name = Varchar(length=200)
    content_hash = Bytea(default=b"")
    content = Bytea(null=True, default=None)
    layout = JSONB(default="{}")
    report = JSONB(default="{}")
    refused = JSONB(default="[]")
    status = Varchar(length=10, default="waiting")
    created_by = ForeignKey(Person, null=False, on_delete=OnDelete.restrict)
    created_at = Timestamptz(default=TimestamptzNow())
    taken_at = Timestamptz(null=True, default=None)

    known_status = Check("status IN ('waiting', 'taken', 'discarded')")
    content_only_while_waiting = Check("(status = 'waiting') = (content IS NOT NULL)")


class HourRecord(Table):
    """Hours one person worked for one organisation, on a day or over a period."""

    id = UUID(primary_key=True, default=None)
    organisation = ForeignKey(Organisation, null=False, on_delete=OnDelete.restrict, index=False)
    person = ForeignKey(Person, null=False, on_delete=OnDelete.restrict, index=False)
    kind = Varchar(length=16)
    starts_on = Date(default=None)
    ends_on = Date(default=None)
    from_time = Time(null=True, default=None)
    until_time = Time(null=True, default=None)
    minutes = Integer()
    task = Varchar(length=200)
    note = Varchar(length=1000)
    status = Varchar(length=10, default="submitted")
    fingerprint = Bytea(default=b"")
    recorded_by = ForeignKey(Person, null=False, on_delete=OnDelete.restrict, index=False)
    hours_import = ForeignKey(HoursImport, null=True, default=None, on_delete=OnDelete.set_null)
    submitted_at = Timestamptz(default=TimestamptzNow())
    decided_by = UUID(null=True, default=None)
    decided_at = Timestamptz(null=True, default=None)
    reason = Text(default="")

    known_kind = Check("kind IN ('work', 'training', 'travel', 'on_call', 'on_call_active')")
    known_status = Check("status IN ('submitted', 'confirmed', 'rejected', 'withdrawn')")
    some_minutes = Check("minutes > 0 AND minutes <= (ends_on - starts_on + 1) * 1440")
    at_most_a_year = Check("ends_on >= starts_on AND ends_on - starts_on < 366")
    both_times_or_none = Check("(from_time IS NULL) = (until_time IS NULL)")
    decided_by_somebody_else = Check("decided_by <> person")
    decided_when_decided = Check("(status IN ('confirmed', 'rejected')) = (decided_at IS NOT NULL)")
    rejected_with_reason = Check("status <> 'rejected' OR reason <> ''")


class ReleasedHours(Table):
    """Hours for which a company released the person, as the person says; they count for it once the club confirmed them."""

    record = ForeignKey(HourRecord, primary_key=True, null=False, on_delete=OnDelete.cascade)
    company = ForeignKey(Company, null=False, on_delete=OnDelete.cascade, index=True)
    stated_at = Timestamptz(default=TimestamptzNow())


class Statement(Table):
    """An organisation vouches: since when, how many minutes a week, what it pays."""

    id = UUID(primary_key=True, default=None)
    organisation = ForeignKey(Organisation, null=False, on_delete=OnDelete.restrict)
    person = ForeignKey(Person, null=False, on_delete=OnDelete.restrict)
    since = Date(default=None)
    until = Date(null=True, default=None)
    weekly_minutes = Integer(null=True, default=None)
    task = Varchar(length=200)
    allowance_kind = Varchar(length=16, null=True, default=None)
    allowance_cents_per_year = BigInt(default=0)
    signed_by = ForeignKey(Person, null=False, on_delete=OnDelete.restrict)
    stated_at = Timestamptz(default=TimestamptzNow())
    withdrawn_at = Timestamptz(null=True, default=None)

    not_for_oneself = Check("signed_by <> person")
    sensible_week = Check("weekly_minutes IS NULL OR weekly_minutes BETWEEN 1 AND 6720")
    ends_after_start = Check("until IS NULL OR until >= since")
    known_allowance = Check("allowance_kind IN ('none', 'reimbursement', 'volunteer', 'trainer')")
    no_negative_money = Check("allowance_cents_per_year >= 0")
